"""What people are told about their answers: the notice, who sees what, and the data map."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from facilitate.compose.plain_pages import (
    bullets,
    page_section,
    plain_page,
    quiet,
    said,
    word_table,
)
from facilitate.compose.who_sees_what import ANSWERS, WhoSeesWhat
from facilitate.compose.wording import Wording, sentence
from facilitate.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Table,
    WriteIn,
)
from facilitate.load.plan_files import DATA_MAP, DataKind
from facilitate.model import Programme
from facilitate.recipient import GROUP


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidentiality:
    """The limits of confidentiality and where to turn; `short` is one sentence for a foot."""

    title: str
    text: str
    short: str


def confidentiality(programme: Programme, wording: Wording) -> Confidentiality:
    """Return the text in a programme's words; a contact that is not given is left out."""
    words, says = wording.words["confidentiality"], programme.says
    lead = says.safeguarding_lead
    children = says.words.children_are_served and not lead
    worry = words["worry or a child"] if children else words["worry"]
    contacts = (
        (words["safeguarding lead"], lead),
        (worry, says.speak_up),
        (words["support"], says.support),
    )
    whom = [sentence(words.format(who=who.strip())) for words, who in contacts if who.strip()]
    return Confidentiality(
        title=words["title"], text=" ".join([words["text"], *whom]), short=words["short"]
    )


def privacy_notice(programme: Programme, wording: Wording, seen: WhoSeesWhat) -> Document:
    """Return what everyone who takes part is told beforehand, on one page or two.

    `seen` says what people are asked for, and who sees it.
    """
    words = wording.words["notice"]
    title, blocks = words["title"], _Notice(programme, wording, seen).blocks()
    page = page_section(title, blocks, programme.says.client or programme.name)
    head, foot = words["head"], words["foot"]
    return plain_page(
        programme, "privacy-notice", title, [page], head=head, foot=foot, reader=GROUP
    )


class _Notice:
    """The notice's parts: of what there is in this programme, and of nothing else."""

    def __init__(self, programme: Programme, wording: Wording, seen: WhoSeesWhat) -> None:
        self.programme, self.wording, self.seen = programme, wording, seen
        self.words: dict[str, Any] = wording.words["notice"]

    def blocks(self) -> Iterator[Block]:
        """Yield the page from top to bottom."""
        words, says = self.words, self.programme.says
        client = says.client or words["organisation"]
        who = words["who"].format(client=client, contact=says.contact or words["nobody"])
        yield from self._part("who title", who)
        yield from self._listed("what title", list(held(self.programme, self.wording, self.seen)))
        yield from self._listed("voluntary title", list(self._voluntary()))
        until = words["long unknown"]
        if says.delete_by:
            until = words["long"].format(date=self.wording.date(says.delete_by))
        yield from self._part("long title", f"{until} {words['rights']}")
        yield Heading(level=2, text=said(self.seen.title))
        yield table_of(self.seen)
        below = (self.seen.words, *self.seen.sentences)
        yield from (Paragraph(text=said(text)) for text in below if text)
        kept = confidentiality(self.programme, self.wording)
        yield Heading(level=2, text=said(kept.title))
        yield Paragraph(text=said(kept.text))
        yield from self._basis()

    def _voluntary(self) -> Iterator[str]:
        words, kinds = self.words["voluntary"], self.seen.kinds
        if "ratings" in kinds:
            pages = words["pages"] if self.seen.partner else ""
            yield words["questionnaire"].format(pages=pages)
        elif "talks" in kinds:
            yield words["talks"]
        if "ratings" in kinds or self.seen.letters or self.seen.watched:
            yield words["choice"]
        yield words["back"]
        yield words["needs"]
        yield words["never"]

    def _basis(self) -> Iterator[Block]:
        basis = self.programme.says.lawful_basis.strip()
        if not basis:
            yield from self._part("basis title", self.words["basis open"])
            yield WriteIn(lines=1)
        elif basis.casefold() == CONSENT:
            yield from self._part("basis title", self.words["basis consent"])
        else:
            called = lawful_basis(basis, self.wording)
            yield from self._part("basis title", self.words["basis"].format(basis=called))

    def _part(self, title: str, text: str) -> Iterator[Block]:
        yield Heading(level=2, text=said(self.words[title]))
        yield Paragraph(text=said(text))

    def _listed(self, title: str, lines: list[str]) -> Iterator[Block]:
        yield Heading(level=2, text=said(self.words[title]))
        yield bullets(lines)


CONSENT = "consent"
"""The lawful basis that the notice says why nobody at work should rest on."""


def lawful_basis(basis: str, wording: Wording) -> str:
    """Return a lawful basis with its place in Article 6; words of the plan's own as they stand."""
    letter = wording.words["lawful bases"].get(basis.casefold())
    return wording("lawful basis", basis=basis, letter=letter) if letter else basis


def kinds_held(seen: WhoSeesWhat) -> tuple[DataKind, ...]:
    """Return the kinds of what is held of people where they are asked for this."""
    there = {
        "": True,
        "stock take": "talks" in seen.kinds,
        "questionnaire": "ratings" in seen.kinds,
    }
    return tuple(kind for kind in DATA_MAP if there[kind.of])


def held(programme: Programme, wording: Wording, seen: WhoSeesWhat) -> Iterator[str]:
    """Yield what is held about people, in the order of the data map and from its list of files."""
    rows = wording.words["data map"]["rows"]
    given = wording.words["who sees what"]["gave"]
    says = wording.words["notice"]
    kinds = [kind for kind in seen.kinds if kind in ANSWERS]
    choices = [
        says[name]
        for name, asked in (
            ("chosen", "ratings" in seen.kinds),
            ("letters", seen.letters),
            ("watched", seen.watched),
        )
        if asked
    ]
    filled = {
        "answers": f": {wording.listed(given[one].format(partner=seen.partner) for one in kinds)}",
        "choices": f": {', '.join(choices)}",
        "slips": says["slips"] if "ratings" in seen.kinds else "",
        "talks": says["talks"] if "talks" in seen.kinds else "",
        "made": says["made"] if "ratings" in seen.kinds else "",
        "coaching": says["coaching"] if programme.says.coaching else "",
    }
    kinds_here = (kind.key for kind in kinds_held(seen) if choices or kind.key != "sharing")
    lines = (rows[key]["held"].format_map(filled) for key in kinds_here)
    return filter(None, lines)


def table_of(seen: WhoSeesWhat) -> Table:
    """Return who sees what as a table."""
    return word_table(seen.columns, seen.rows, shares=seen.widths, alt=seen.title)


def data_map(programme: Programme, wording: Wording, seen: WhoSeesWhat) -> Document:
    """Return one page: each kind of file, whose data, what for, who reads it, when it goes.

    `seen` says what people are asked for, and so what there is.
    """
    words = wording.words["data map"]
    by = programme.says.delete_by
    until = by.isoformat() if by else words["undecided"]
    rows = [(kind.where, *_said(words["rows"][kind.key], until)) for kind in kinds_held(seen)]
    shares = (2.6, 1.9, 2.2, 1.8, 1.8)
    table = word_table(words["columns"], rows, shares=shares, alt=words["alt"])
    title, head, foot = words["title"], words["head"], words["foot"]
    page = page_section(title, (quiet(words["lead"]), table))
    return plain_page(programme, "data-map", title, [page], head=head, foot=foot, private=True)


def _said(row: dict[str, str], until: str) -> tuple[str, ...]:
    return row["whose"], row["why"], row["reader"], row.get("until", until)
