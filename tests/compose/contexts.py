"""A small made-up context, and templates written on the spot."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from facilitate.audit.finding import Finding
from facilitate.audit.findings import (
    GroupTheme,
    GroupVoice,
    ItemScore,
    Notice,
    PairTheme,
    PartnerLine,
    PersonTheme,
    Reason,
    RoleMean,
    Withheld,
)
from facilitate.audit.labels import NOT_SHARED, printed_gap
from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import jobs
from facilitate.compose.papers import compose
from facilitate.compose.template_names import TemplateNames
from facilitate.compose.template_set import Template, load_templates
from facilitate.document import Document
from facilitate.document_text import as_text
from facilitate.faults import Fault
from facilitate.load.library import Library
from facilitate.load.words import words_of
from facilitate.model import Day, DayFile, Exercise, Programme, ProgrammeFile, Questions, Themes
from facilitate.model.exercise import Material
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from facilitate.schedule.timetable import timetable
from facilitate.shipped import shipped
from facilitate.structs import replace
from tests.audit.made_figures import published, shared
from tests.plans import write_files

WALK = {
    "name": "Walk and talk",
    "category": "bonding",
    "origin": "Made up",
    "checked": "no",
    "purpose": "So that the two of you hear each other",
    "capital": ["bonding"],
    "groups": "working pairs",
    "within": "pair",
    "people": "2-40",
    "time": "30m",
    "range": "20m-40m",
    "need": "You need shoes",
    "materials": [{"what": "map", "count": "2", "per": "pair"}],
    "steps": ["2x10m Walk, one of you talks", "10m Say it back"],
    "debrief": ["What did you hear?"],
    "watch": ["Rain"],
    "themes": ["trust", "loyalty"],
}

PROGRAMME: dict[str, Any] = {
    "format": "1",
    "programme": "Made-up programme",
    "contact": "Pat Nobody",
    "sponsors": {"exec": "Rae Invented"},
    "stock takes": {"baseline": "2027-02-12"},
    "story": "First part.\n\nSecond part.",
    "pairs": {
        "crisis": {
            "service": "Crisis",
            "challenge": "Friday beds",
            "doctor": "Dr A. Example",
            "manager": "B. Sample",
        },
        "rehab": {"service": "Rehab", "doctor": "Dr C. Placeholder", "manager": "D. Specimen"},
        "lone": {"service": "Lone", "doctor": "Dr E. Single", "manager": {"vacant": "yes"}},
    },
}

DAY: dict[str, Any] = {
    "format": "1",
    "title": "First day",
    "date": "2027-03-09",
    "start": "9:00",
    "venue": "Ashdown Room",
    "aims": ["Read our results"],
    "agenda": [
        {"welcome": "15m", "title": "Why we are here", "led by": "exec"},
        {"exercise": "walk", "why": "So that it is said"},
        {"break": "15m"},
        {"lunch": "45m"},
        {"feedback": "10m"},
    ],
}

QUESTIONS = Questions.model_validate(
    {
        "format": "1",
        "dimensions": [
            {"id": "trust", "name": "Trust", "themes": ["trust"], "items": []},
            {"id": "goals", "name": "Shared goals", "themes": ["goals"], "items": []},
            {"id": "roles", "name": "Clear roles", "themes": ["roles"], "items": []},
        ],
    }
)


def needing(sheet: str) -> dict[str, Any]:
    """Return what makes the day's one exercise name a sheet among its materials."""
    return {"materials": (Material(what="sheet", sheet=sheet),)}


def context(
    *,
    programme: Mapping[str, Any] | None = None,
    day: Mapping[str, Any] | None = None,
    findings: Iterable[Finding] = (),
    **more: Any,
) -> DayContext:
    """Return a context of three pairs on their first day, with the keys given on top.

    `exercise` changes the day's one exercise.
    """
    given = {"id": "walk", **more.pop("exercise", {})}
    agenda = [
        one | {"exercise": given["id"]} if "exercise" in one else one for one in DAY["agenda"]
    ]
    says = ProgrammeFile.model_validate(PROGRAMME | dict(programme or {}))
    found = Programme(says.programme, says, "programme.yaml")
    today = Day(
        "1-first",
        1,
        DayFile.model_validate(DAY | {"agenda": agenda} | dict(day or {})),
        "agendas/1.yaml",
    )
    exercise = Exercise.model_validate(WALK).model_copy(update=given)
    table = timetable(today, found, Library({exercise.id: exercise}, Themes(themes={})))
    return DayContext(
        programme=found,
        day=today,
        days=more.pop("days", (today,)),
        timetable=table,
        words=words_of("en-GB"),
        questions=QUESTIONS,
        findings=tuple(findings),
        **more,
    )


# ------------------------------------------------------------------------------------ findings

EVERYBODY = frozenset(
    {
        GROUP,
        FACILITATOR,
        *(Recipient("pair", pair) for pair in ("crisis", "rehab", "lone")),
        *(
            Recipient("person", person)
            for person in (
                "crisis-doctor",
                "crisis-manager",
                "rehab-doctor",
                "rehab-manager",
                "lone-doctor",
            )
        ),
        Recipient("sponsor", "exec"),
    }
)


def _base(kind: str, subject: Recipient, readers: frozenset[Recipient]) -> dict[str, Any]:
    return {
        "id": f"baseline/{kind}",
        "wave": "baseline",
        "subject": subject,
        "readers": readers,
        "n": 16,
        "asked": 17,
        "method": "",
        "question": f"What about {kind}?",
    }


def role_mean(role: str, mean: float, *, low: float, high: float) -> RoleMean:
    """Return the mean and range of eight people."""
    return RoleMean(
        role=role, mean=published(mean, 8), n=8, low=published(low, 8), high=published(high, 8)
    )


def group_theme(name: str, mean: float, label: Any, rank: int = 1) -> GroupTheme:
    """Return the group on a theme, with the two role groups half a point apart."""
    return GroupTheme(
        **_base(name, GROUP, EVERYBODY),
        dimension=name.casefold(),
        name=name,
        mean=published(mean),
        height=published(mean),
        low=None,
        high=None,
        roles=(
            role_mean("doctor", mean - 0.25, low=mean - 1, high=mean + 0.5),
            role_mean("manager", mean + 0.25, low=mean - 0.5, high=mean + 0.75),
        ),
        label=label,
        rank=rank,
        alike=True,
    )


GROUP_FINDINGS: tuple[Finding, ...] = (
    group_theme("Trust", 2.5, "worth working on"),
    group_theme("Shared goals", 4.25, "strength"),
    group_theme("Clear roles", 3.25, "mixed"),
)


def readers_of(pair: str) -> frozenset[Recipient]:
    """Return a pair's page and its members' own."""
    people = {one for one in EVERYBODY if one.kind == "person" and one.id.startswith(pair + "-")}
    return frozenset({Recipient("pair", pair), *people})


def pair_theme(
    pair: str, name: str, scores: tuple[float, float], label: Any, rank: int = 1
) -> PairTheme:
    """Return a pair on a theme with one statement."""
    doctor, manager = scores
    of = Recipient("pair", pair)
    return PairTheme(
        **_base(f"{pair}/{name}", Recipient("pair", pair), readers_of(pair)),
        dimension=name.casefold(),
        name=name,
        scores=(("doctor", shared(doctor, of)), ("manager", shared(manager, of))),
        may_be=tuple((shared(score - 0.5, of), shared(score + 0.5, of)) for score in scores),
        gap=shared(printed_gap(scores), of),
        mean=shared((doctor + manager) / 2, of),
        height=shared((doctor + manager) / 2, of),
        unsure=False,
        label=label,
        rank=rank,
        items=(
            ItemScore(
                id="one",
                text=f"We talk about {name.lower()}.",
                scores=(("doctor", shared(round(doctor), of)), ("manager", None)),
            ),
        ),
    )


def pair_findings(pair: str) -> tuple[Finding, ...]:
    """Return what a pair that shares reads: one of each label."""
    return (
        pair_theme(pair, "Trust", (2.5, 2.75), "worth working on"),
        pair_theme(pair, "Shared goals", (4.5, 4.25), "shared strength"),
        pair_theme(pair, "Clear roles", (2.0, 3.75), "seen differently"),
    )


def in_own_words(prompt: str, **named_by: int) -> GroupVoice:
    """Return a list of the group's, with how many named each."""
    items = tuple((words, published(people)) for words, people in named_by.items())
    return GroupVoice(**_base("list", GROUP, EVERYBODY), prompt=prompt, items=items)


def held_back(name: str, reason: Reason) -> Withheld:
    """Return what stands in place of a theme that the group does not see, and why."""
    return Withheld(
        **_base(name, GROUP, EVERYBODY), would_be=name, dimension=name.casefold(), reason=reason
    )


def not_shared(pair: str) -> tuple[Finding, ...]:
    """Return what stands in place of a pair's results, whatever the reason."""
    return (
        Withheld(
            **_base(f"{pair}/withheld", Recipient("pair", pair), readers_of(pair)),
            would_be="The pair's results",
            dimension="",
            reason="not_shared",
            what_would_help=NOT_SHARED,
        ),
    )


def person_findings(person: str, mean: float) -> tuple[Finding, ...]:
    """Return one's own mean, the reason for the pair's page, and nothing else."""
    reader = Recipient("person", person)
    only = frozenset({reader})
    return (
        PersonTheme(
            **_base(f"{person}/trust", reader, only),
            dimension="trust",
            name="Trust",
            mean=shared(mean, reader),
            height=shared(mean, reader),
            may_be=(shared(mean - 0.5, reader), shared(mean + 0.5, reader)),
            answered=3,
            items=3,
        ),
        Notice(**_base(f"{person}/notice", reader, only), sentence=f"A reason for {person}."),
    )


def partner_line(writer: str, reader: str, words: str) -> PartnerLine:
    """Return a line from one member for the other."""
    return PartnerLine(
        **_base(
            f"{writer}/line",
            Recipient("person", writer),
            frozenset({Recipient("person", reader)}),
        ),
        words=words,
        from_role="manager",
    )


# ----------------------------------------------------------------------------------- templates


def templates(
    folder: Path, texts: Mapping[str, str]
) -> tuple[tuple[Template, ...], tuple[Fault, ...]]:
    """Write templates into a folder and load them."""
    write_files(folder, texts)
    return load_templates([folder])


def front(audience: str = "group", *lines: str) -> str:
    """Return front matter for a reader, with further lines."""
    return "\n".join(["---", "format: 1", f"for: {audience}", *lines, "---", ""])


def made(
    folder: Path,
    text: str,
    *,
    here: DayContext | None = None,
    reader: str = "",
    name: str = "handouts/page.md",
    parts: Mapping[str, str] | None = None,
) -> tuple[Document | None, tuple[Fault, ...]]:
    """Return the document (of one reader's id) that a template's text makes, and all faults."""
    loaded, faults = templates(folder, {name: text, **(parts or {})})
    if faults:
        return None, faults
    here = here or context()
    found, skipped = jobs(loaded, here)
    assert not skipped
    job = next(job for job in found if job.recipient.id == reader or not reader)
    return compose(job, TemplateNames(here))


def shipped_for(here: DayContext, stem: str) -> list[str]:
    """Return the ids of those for whom a shipped template is made today."""
    found, _ = jobs(load_templates([shipped("templates")])[0], here)
    return [job.recipient.id for job in found if job.template.stem == stem]


def shipped_page(name: str, here: DayContext, reader: str = "") -> str:
    """Return the plain text of a shipped template for one reader's id, used today or not."""
    return as_text(shipped_document(name, here, reader))


def shipped_document(name: str, here: DayContext, reader: str = "") -> Document:
    """Return a document of a shipped template for one reader's id, used today or not."""
    loaded, _ = load_templates([shipped("templates")])
    wanted = (one for one in loaded if one.name == name)
    used = [replace(one, front=replace(one.front, when="on arrival")) for one in wanted]
    found, skipped = jobs(used, here)
    assert not skipped, skipped
    (job,) = [one for one in found if one.recipient.id == reader]
    document, faults = compose(job, TemplateNames(here))
    assert not faults, faults
    assert document is not None
    return document


def page(folder: Path, body: str, **more: Any) -> str:
    """Return the plain text of a group's handout with this body, without its first line."""
    document, faults = made(folder, front() + body, **more)
    assert not faults, faults
    assert document is not None
    return as_text(document).split("\n", 1)[1].strip()


def told(faults: Sequence[Fault]) -> list[tuple[str, int | None]]:
    """Return each fault as its code and line."""
    return [(fault.code, fault.place.line if fault.place else None) for fault in faults]


def with_findings(here: DayContext, *findings: Finding) -> DayContext:
    """Return the same context with other findings."""
    return replace(here, findings=findings)
