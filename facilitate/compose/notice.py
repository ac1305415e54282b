"""The participant's privacy notice, and the data map: what is held, where, until when."""

from collections.abc import Iterator
from typing import Any

from facilitate.compose.confidentiality import confidentiality
from facilitate.compose.fixed_blocks import bullets, quiet, said
from facilitate.compose.who_sees_what import WhoSeesWhat, who_sees_what
from facilitate.compose.wording import Wording
from facilitate.document import (
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    Section,
    Table,
    WriteIn,
)
from facilitate.load.plan_files import KEPT
from facilitate.model import Programme, Questions
from facilitate.recipient import FACILITATOR, GROUP


def privacy_notice(programme: Programme, questions: Questions, wording: Wording) -> Document:
    """Return what everyone who is asked is told beforehand, on one page or two."""
    words = wording.words["notice"]
    return Document(
        name="privacy-notice",
        title=words["title"],
        language=programme.says.language,
        recipient=GROUP,
        sections=(
            Section(
                title=said(words["title"]),
                kicker=said(programme.says.client or programme.name),
                blocks=tuple(_notice(programme, questions, wording)),
            ),
        ),
        head=(programme.name, words["head"]),
        foot=words["foot"],
        programme=programme.name,
    )


def _notice(programme: Programme, questions: Questions, wording: Wording) -> Iterator[Block]:
    words: dict[str, Any] = wording.words["notice"]
    says = programme.says
    client = says.client or words["organisation"]
    who = words["who"].format(client=client, contact=says.contact or words["nobody"])
    yield from _part(words, "who title", who)
    yield from _listed(words, "what title", list(_held(wording)))
    yield from _listed(words, "voluntary title", words["voluntary"])
    until = words["long unknown"]
    if says.delete_by:
        until = words["long"].format(date=wording.date(says.delete_by))
    yield from _part(words, "long title", f"{until} {words['rights']}")
    seen = who_sees_what(programme, questions, wording)
    yield Heading(level=2, text=said(seen.title))
    yield _table(seen)
    yield from (
        Paragraph(text=said(text)) for text in (seen.words, seen.worked_out, seen.alone) if text
    )
    kept = confidentiality(programme, wording)
    yield Heading(level=2, text=said(kept.title))
    yield Paragraph(text=said(kept.text))
    yield from _part(words, "basis title", words["basis"])
    yield WriteIn(lines=1)


def _held(wording: Wording) -> Iterator[str]:
    """Yield what is held about people, in the order of the data map and from its list of files."""
    rows = wording.words["data map"]["rows"]
    yield from filter(None, (rows[kept.key]["held"] for kept in KEPT))


def _table(seen: WhoSeesWhat) -> Table:
    return Table(
        columns=tuple(Column(share=share) for share in (2.8, 1.5, 3.1, 2.7)),
        header=tuple(said(name) for name in seen.columns),
        rows=tuple(
            tuple(said(cell) for cell in (one.gave, one.own, one.pair, one.group))
            for one in seen.rows
        ),
        alt=seen.title,
    )


def _part(words: dict[str, Any], title: str, text: str) -> Iterator[Block]:
    yield Heading(level=2, text=said(words[title]))
    yield Paragraph(text=said(text))


def _listed(words: dict[str, Any], title: str, lines: list[str]) -> Iterator[Block]:
    yield Heading(level=2, text=said(words[title]))
    yield bullets(lines)


def data_map(programme: Programme, wording: Wording) -> Document:
    """Return one page: each kind of file, whose data, what for, who reads it, when it goes."""
    words = wording.words["data map"]
    by = programme.says.delete_by
    until = by.isoformat() if by else words["undecided"]
    rows = tuple(
        tuple(said(cell) for cell in (kept.told, *_said(words["rows"][kept.key], until)))
        for kept in KEPT
    )
    table = Table(
        columns=tuple(Column(share=share) for share in (2.6, 1.9, 2.2, 1.8, 1.8)),
        header=tuple(said(name) for name in words["columns"]),
        rows=rows,
        alt=words["alt"],
    )
    return Document(
        name="data-map",
        title=words["title"],
        language=programme.says.language,
        recipient=FACILITATOR,
        sections=(Section(title=said(words["title"]), blocks=(quiet(words["lead"]), table)),),
        head=(programme.name, words["head"]),
        foot=words["foot"],
        programme=programme.name,
        private=True,
    )


def _said(row: dict[str, str], until: str) -> tuple[str, ...]:
    return row["whose"], row["why"], row["reader"], row.get("until", until)
