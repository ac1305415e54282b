"""Damaged programmes: each kind of file changed at random, then read, checked and composed.

Whatever stands in a person's files, `check` and `build` tell it as faults; nothing else may happen.
"""

import random
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from time import process_time

from facilitate.compose.jobs import jobs, packing_of, with_copies
from facilitate.compose.papers import compose
from facilitate.compose.template_names import TemplateNames
from facilitate.faults import stops
from facilitate.load.plan_files import NotThere
from facilitate.pipeline import Options
from facilitate.pipeline.analyse import Analysis, analyse
from facilitate.pipeline.build import build
from facilitate.pipeline.day_jobs import NOTHING, UNCOUNTED, day_context
from facilitate.pipeline.plan_templates import plan_templates
from facilitate.shipped import shipped
from facilitate.structs import replace
from tests.load.mutations import mutations
from tests.plans import write_files
from tests.programmes.findings import Finding, crash

MOST_SECONDS = 5.0
"""Of CPU time for one small damaged programme; sound, it takes a fifth of that."""

OF_A_VALUE = (
    *("", "~", "[]", "{}", "[[]]", "0", "-1", "1e400", ".nan", "9" * 30, "yes", "no", "² ٣"),
    *("2027-02-30", "9999-12-31", "0001-01-01", "24:00", "0m", "9" * 9 + "m", "15", "-5m"),
    *("crisis", "group", "all", "nobody", "*x", "&x [*x]", "!!python/name:os.system", "|", ">-"),
    *("{a: {b: {c: [1, 2]}}}", "'", '"', "{{ x }}", "<b>", "=1+1", "../../x", "con", "a" * 5000),
    *("שלום", "नमस्ते", "中文", "é" * 80, "😀👩‍👩‍👧", "\u202ex", "\u0007", "x\u2028y", "\ufeff"),
)
OF_A_PAGE = (
    *("{{ ", " }}", "{% ", "{% endfor %}", "{% endif %}", "{% if x %}", "{{ 1 / 0 }}", "{{ [] }}"),
    *("{% for a in range(1000) %}", "{{ findings }}", "{{ day.title | batch(3) }}", "{{ a.b.c }}"),
    *("{% set a = [a, a] %}", "{{ day.title ~ day.title }}", "{{ 'x' | replace('', 'y') }}"),
    *("::: columns", ":::", "::: {.x}", "::: page", "::: table", "# ", "# A {.cover}", "{.quiet}"),
    *(
        "of: {{ pair }}",
        "rows: 9999999",
        "lines: -1",
        " " * 3000,
        "a" * 3000 + " {",
        ":" * 90,
        "> " * 40,
        "- " * 40,
        "[" * 60,
        "*" * 60,
    ),
    *(" " * 3000, "a" * 3000 + " {", ":" * 90),
    *("|a|b|\n|-|-|\n|c|", "[a](b)", "[a]{mark=z}", "---", "***", "    code", "```", "<b>", "&#0;"),
    *("[x](https://" + "y" * 3000 + ")", "w" * 3000, "שלום", "नमस्ते", "\ufdd0", "\\", "1. a\n9. b"),
)
OF_A_TABLE = (
    *("", ",", ";", "\t", '"', '""', "\r", "\n", "9" * 400, "-1", "0", "3.5", "6", "nan", "=1"),
    *("crisis-doctor", "person", "\u0000", "\ufffd", "x" * 200_000, "Ünï", "٣", "yes", "trust"),
)
TEMPLATE = """---
format: 1
for: each pair
makes: sheet
title: Ours
---
# Ours for {{ pair.name }}

{% for member in pair.members %}
- **{{ member.name }}** and [quiet words]{.quiet}
{% endfor %}

::: write
lines: 3
:::
"""
SLIDES = "# A talk\n\n- One thing\n- Another\n\n| a | b |\n|---|---|\n| c | d |\n"
ACTIONS = """format: 1
actions:
  - {id: a1, who: anyfield-head, what: Ring the governors, by: 2027-04-30, status: open}
"""
VOICES = """informant,role,question,words,theme,cleared
P01,head,4,"We asked, and nobody knew.",trust,yes
P02,business-manager,5,They say it costs nothing.,honesty;news-late,no
P02,business-manager,helps,A figure that both of us read,,
"""
MORE = {
    "templates/sheets/ours.md": TEMPLATE,
    "slides/ours.md": SLIDES,
    "actions.yaml": ACTIONS,
    "private/stock-takes/voices.csv": VOICES,
}
EXERCISE = "exercises/role-negotiation.yaml"


def sound(folder: Path) -> Path:
    """Write a programme that has every kind of file into a new folder and return it."""
    shutil.copytree(shipped("agendas") / "schools", folder, ignore=shutil.ignore_patterns("out"))
    example = shipped("agendas") / "example"
    for path in (example / "questions.yaml", *sorted(example.rglob("private/**/*"))):
        target = folder / path.relative_to(example)
        if path.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    write_files(folder, MORE)
    (folder / "exercises").mkdir(exist_ok=True)
    shutil.copyfile(shipped("exercises") / Path(EXERCISE).name, folder / EXERCISE)
    return folder


@cache
def files() -> tuple[str, ...]:
    """Return the paths of the files that are damaged."""
    with tempfile.TemporaryDirectory() as place:
        folder = sound(Path(place) / "p")
        return tuple(
            sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
        )


def damaged(data: bytes, kind: str, chance: random.Random) -> bytes:
    """Return a file's bytes with something wrong in them; `kind` is the ending of its name."""
    if chance.random() < 0.12:
        return _of_bytes(data, chance)
    text = data.decode("utf-8")
    if kind == ".yaml" and chance.random() < 0.25:
        slips = list(mutations(text))
        if slips:
            return chance.choice(slips).text.encode()
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        text = _of_lines(text, kind, chance)
    encoding = chance.choice(("utf-8",) * 12 + ("utf-16", "utf-8-sig", "cp1252", "latin-1"))
    return text.encode(encoding, errors="surrogatepass" if "utf" in encoding else "replace")


def _of_bytes(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return chance.choice(
        (
            data[:at],
            data[at:],
            data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
            data[:at] + bytes(chance.randrange(256) for _ in range(20)) + data[at:],
            data * 2,
            b"",
            b"\x00" * 50,
            data.replace(b"\n", b"\r\n"),
            data.replace(b"\n", b"\r"),
        )
    )


def _of_lines(text: str, kind: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    line = lines[at]
    what = chance.randrange(8)
    if what == 0:
        del lines[at]
    elif what == 1:
        lines.insert(at, line)
    elif what == 2:
        other = chance.randrange(len(lines))
        lines[at], lines[other] = lines[other], line
    elif what == 3:
        cut = chance.randrange(len(line) + 1)
        lines[at] = line[:cut]
    elif kind == ".csv":
        cells = line.split(",")
        cells[chance.randrange(len(cells))] = chance.choice(OF_A_TABLE)
        lines[at] = ",".join(cells)
    elif kind == ".md":
        piece, cut = chance.choice(OF_A_PAGE), chance.randrange(len(line) + 1)
        lines[at] = line[:cut] + piece * chance.choice((1, 1, 1, 50)) + line[cut:]
    elif ":" in line:
        lines[at] = f"{line.split(':')[0]}: {chance.choice(OF_A_VALUE)}"
    else:
        lines[at] = f"{line[: len(line) - len(line.lstrip())]}- {chance.choice(OF_A_VALUE)}"
    return "\n".join(lines)


def look_at_damaged(seed: int, folder: Path, *, whole: bool) -> Iterator[Finding]:
    """Damage the programme in a new folder; yield what happened that is no fault.

    Its pages are composed wherever `check` lets it pass; with `whole` it is built.
    """
    chance = random.Random(seed)
    sound(folder)
    names = chance.sample(files(), chance.choice((1, 1, 1, 2)))
    for name in dict.fromkeys(names):
        path = folder / name
        path.write_bytes(damaged(path.read_bytes(), path.suffix, chance))
    before = process_time()
    try:
        analysis = analyse(folder)
        if not stops(analysis.faults):
            _made(analysis, folder, whole=whole)
    except NotThere:
        pass
    except Exception as error:  # noqa: BLE001  any crash is a finding, and the next seed goes on
        yield replace(crash(seed, error), why=" ".join(names))
    taken = process_time() - before
    if taken > MOST_SECONDS and not whole:
        yield Finding(seed, "slow", " ".join(names), f"{taken:.1f} s")


def _made(analysis: Analysis, folder: Path, *, whole: bool) -> None:
    if whole:
        build(folder, Options())
        return
    templates, faults = plan_templates(folder)
    if stops(faults):
        return
    for table in analysis.timetables:
        context = day_context(analysis, table, sample=False)
        uncounted = replace(context, packing=NOTHING, printing=(UNCOUNTED,))
        found = with_copies(jobs(templates, uncounted)[0], context)
        context = replace(context, packing=packing_of(found, context), printing=(UNCOUNTED,))
        names = TemplateNames(context)
        first = {job.template.name: job for job in reversed(found)}
        for job in first.values():
            compose(job, names)
