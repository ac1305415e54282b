"""Every plausible single slip of an organiser in a plan's text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_KEY = re.compile(r"^(\s*)(- )?([A-Za-z][\w &-]*?):(?:\s+(.*))?$")


class Mutation(NamedTuple):
    """A slip: its kind, the line (from 1) that needs mending, and the whole text with it."""

    kind: str
    line: int
    text: str


def mutations(text: str) -> Iterator[Mutation]:
    """Yield each slip of each line that says something; long texts (`|`) are left alone."""
    lines = text.split("\n")
    inside: int | None = None
    for index, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if not line.strip() or line.strip().startswith("#"):
            continue
        if inside is not None and indent > inside:
            continue
        inside = indent if re.search(r":\s*[|>]$", line) else None
        for kind, new in (*_moved(line, indent), *_of_key(line), *_of_item(line, indent)):
            if new != line:
                whole = "\n".join([*lines[:index], new, *lines[index + 1 :]])
                yield Mutation(kind, index + 1, whole)


def _moved(line: str, indent: int) -> Iterator[tuple[str, str]]:
    yield "one space too many", " " + line
    yield "two spaces too many", "  " + line
    if indent:
        yield "a tab", "\t" + line.lstrip()
        yield "one space too few", line[1:]
        yield "two spaces too few", line[2:]


def _of_key(line: str) -> Iterator[tuple[str, str]]:
    found = _KEY.match(re.sub(r"\s+#.*$", "", line))
    if not found:
        return
    lead, dash, key, value = found[1], found[2] or "", found[3], (found[4] or "").strip()
    head, middle = lead + dash + key, len(key) // 2
    yield "no colon", f"{head} {value}".rstrip()
    yield "a semicolon", f"{head}; {value}".rstrip()
    yield "an equals sign", f"{head} = {value}".rstrip()
    if len(key) > 3:
        tail = line[len(head) :]
        yield "a letter left out", lead + dash + key[:middle] + key[middle + 1 :] + tail
        yield "a letter twice", lead + dash + key[:middle] + key[middle] + key[middle:] + tail
    if dash:
        yield "no dash", f"{lead}  {key}: {value}"
        yield "no space after the dash", f"{lead}-{key}: {value}"
        yield "a typographer's dash", f"{lead}– {key}: {value}"
        yield "a dash left out", f"{lead}{key}: {value}"
    else:
        yield "a dash too many", f"{lead}- {key}: {value}"
        yield "twice", f"{line}\n{line}"
    if value and value[0] not in "|>":
        yield from _of_value(head, value)


def _of_value(head: str, value: str) -> Iterator[tuple[str, str]]:
    yield "no space after the colon", f"{head}:{value}"
    yield "nothing after the colon", f"{head}:"
    yield "a second colon", f"{head}: {value}: more"
    for sign in "\"'[{@*&%!`":
        yield f"{sign} before the value", f"{head}: {sign}{value}"
    if value[0] in "[{":
        yield "a bracket left open", f"{head}: {value[:-1]}"


def _of_item(line: str, indent: int) -> Iterator[tuple[str, str]]:
    if _KEY.match(line) or not line.lstrip().startswith("- "):
        return
    yield "no space after the dash", line.replace("- ", "-", 1)
    yield "nothing after the dash", line[:indent] + "-"
    yield "a second colon", line + ": more"
    yield "an open quote", line.replace("- ", '- "', 1)
