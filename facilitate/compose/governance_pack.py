"""For whoever looks after data protection: an impact assessment to edit, and the hand-over."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from facilitate.compose.plain_pages import bullets, page_section, plain_page, said
from facilitate.compose.privacy_notice import (
    CONSENT,
    confidentiality,
    kinds_held,
    lawful_basis,
    table_of,
)
from facilitate.compose.who_sees_what import WhoSeesWhat, limits
from facilitate.compose.wording import Wording, plural
from facilitate.document import (
    Block,
    Callout,
    Column,
    Document,
    Field,
    FieldSpec,
    Heading,
    Paragraph,
    Section,
    Table,
)
from facilitate.load.plan_files import DataKind
from facilitate.model import Day, Programme
from facilitate.model.attendance import reporting_pairs, to_be_asked_alone

FORM = "impact-assessment v1"


@dataclass(frozen=True, slots=True)
class GovernancePack:
    """What the pack is made from: the plan, its days, and what people are asked for (`seen`)."""

    programme: Programme
    days: Sequence[Day]
    wording: Wording
    seen: WhoSeesWhat

    def assessment(self) -> Document:
        """Return the draft of a data protection impact assessment, with fields to fill in."""
        words = self.wording.words["impact assessment"]
        sections = _Assessment(self, words).sections()
        return self._document("impact-assessment", words, tuple(sections), form=FORM)

    def hand_over(self) -> Document:
        """Return what happens to each file and paper when the facilitator leaves, to sign off."""
        words = self.wording.words["hand-over"]
        section = page_section(words["title"], _hand_over(self, words))
        return self._document("hand-over", words, (section,))

    def _document(
        self, name: str, words: dict[str, Any], sections: tuple[Section, ...], *, form: str = ""
    ) -> Document:
        title, head, foot = words["title"], words["head"], words["foot"]
        return plain_page(self.programme, name, title, sections, head=head, foot=foot, form=form)

    @property
    def until(self) -> str:
        """The date by which all is deleted, or that it is not decided."""
        by = self.programme.says.delete_by
        return self.on(by) if by else self.wording.words["data map"]["undecided"]

    @property
    def by(self) -> str:
        """The same in a sentence: `by 30 September 2028`."""
        decided = self.programme.says.delete_by is not None
        key = "by" if decided else "by undecided"
        return self.wording.of("impact assessment", key).format(until=self.until)

    def on(self, day: date) -> str:
        """Return a day with its year, without the weekday."""
        return f"{self.wording.short_date(day)} {day.year}"

    def ending(self, kind: DataKind) -> str:
        """Return how a kind of what is held ends."""
        return self.wording.of("ends", kind.end)


class _Assessment:
    """The assessment's parts, each a section, of what there is in this programme alone."""

    def __init__(self, pack: GovernancePack, words: dict[str, Any]) -> None:
        self.pack, self.words = pack, words
        self.programme, self.wording, self.seen = pack.programme, pack.wording, pack.seen
        self.reporting = reporting_pairs(self.programme)
        self.facts = self._facts()

    def sections(self) -> Iterator[Section]:
        """Yield the parts in the order in which they are read."""
        words = self.words
        title = Section(
            title=said(words["title"]),
            kicker=said(words["kicker"]),
            blocks=(Callout(title=said(words["use title"]), blocks=(self._says("use"),)),),
        )
        yield title
        parts = {
            "needed": self._needed(),
            "what": self._what(),
            "who": [self._says("who"), self._ask("controller"), self._ask("processors")],
            "held": [self._says("held"), self._held()],
            "seen": [
                table_of(self.seen),
                *map(_paragraph, (self.seen.words, *self.seen.sentences)),
            ],
            "basis": self._basis(),
            "less": [bullets(self._of(words["less"])), self._ask("less")],
            "risks": self._risks(),
            "rights": [_table(words["rights columns"], words["rights"], (2, 6), self.facts)],
            "long": [self._says("long"), bullets(self._of(words["paper"]))],
            "views": [self._says("views"), *map(self._ask, ("people", "officer"))],
            "decision": [self._says("decision"), *map(self._ask, ("outcome", "review", "signed"))],
        }
        for number, (name, blocks) in enumerate(parts.items(), 1):
            heading = f"{number}. {words['parts'][name]}"
            there = tuple(one for one in blocks if one)
            yield Section(title=said(heading), blocks=there)

    def _facts(self) -> dict[str, str]:
        """Return what the words are filled in with."""
        says, wording = self.programme.says, self.wording
        posts = [one for one in self.programme.people if one.pair and not one.vacant]
        roles = Counter(one.role for one in posts)
        to_ask = to_be_asked_alone(self.programme)
        return {
            "client": says.client or wording.words["notice"]["organisation"],
            "contact": says.contact or wording.words["notice"]["nobody"],
            "people": wording.people(len(posts)),
            "roles": wording.listed(
                f"{n} {wording.roles(role) if n > 1 else wording.role(role)}"
                for role, n in roles.items()
            ),
            "pairs": plural(len(self.programme.sizes), says.own_words["service"]),
            "sponsors": str(len(says.sponsors)),
            "reporting": str(len(self.reporting)),
            "asked": str(len(self.reporting) - sum(one in to_ask for one in self.reporting)),
            "unchosen": self.words["unchosen"] if "ratings" in self.seen.kinds else "",
            "by": self.pack.by,
            "worry": confidentiality(self.programme, wording).text,
            **limits(self.programme),
        }

    def _there(self, name: str) -> bool:
        """Say whether what a line is about is there; a name that is no condition always is."""
        kinds, says = self.seen.kinds, self.programme.says
        of_answers = dict.fromkeys(("out", "own", "slips"), "ratings" in kinds)
        of_takes = dict.fromkeys(("group", "pressure", "use"), "talks" in kinds)
        return {
            **of_answers,
            **of_takes,
            "questionnaire": "ratings" in kinds,
            "partner": "ratings" in kinds and bool(self.seen.partner),
            "talks": "talks" in kinds,
            "words": "talks" in kinds or "comments" in kinds,
            "reporting": bool(self.reporting) and bool(self.seen.partner),
            "watched": self.seen.watched,
            "letters": self.seen.letters,
            "coaching": bool(says.coaching),
            "sponsors": bool(says.sponsors),
        }.get(name, True)

    def _of(self, lines: dict[str, str]) -> list[str]:
        """Return the lines on what is there, filled in."""
        return [text.format(**self.facts) for name, text in lines.items() if self._there(name)]

    def _says(self, name: str) -> Block:
        return _paragraph(self.words[name].format(**self.facts))

    def _ask(self, name: str) -> Field:
        """Return a field that the organisation fills in, marked as such."""
        ask = f"{self.words['to fill in']} {self.words['asks'][name]}"
        return Field(fields=(FieldSpec(key=name, ask=said(ask), kind="text", lines=2),))

    def _needed(self) -> Iterator[Block]:
        yield self._says("needed")
        yield bullets(self._of(self.words["points"]))
        yield self._ask("needed")

    def _what(self) -> Iterator[Block]:
        words = self.words
        yield self._says("purpose")
        yield bullets(self._of(words["what"]))
        takes = self.programme.says.stock_takes
        dated = [(words["stock take"], on) for on in takes.values()]
        dated += [(day.says.title, day.says.date) for day in self.pack.days]
        when = sorted(dated, key=lambda one: one[1])
        rows = tuple((said(self.pack.on(on)), said(what)) for what, on in when)
        yield _grid(words["when columns"], rows, (3, 7))
        yield self._ask("purpose")

    def _seen(self) -> Iterator[Block]:
        yield table_of(self.seen)
        yield from (_paragraph(text) for text in (self.seen.words, *self.seen.sentences) if text)

    def _held(self) -> Block:
        words = self.words
        texts = self.wording.words["data map"]["rows"]
        rows = tuple(
            tuple(
                map(
                    said,
                    (
                        kind.where,
                        texts[kind.key]["whose"],
                        texts[kind.key]["why"],
                        texts[kind.key]["reader"],
                        self.pack.ending(kind),
                    ),
                )
            )
            for kind in kinds_held(self.seen)
        )
        return _grid(words["held columns"], rows, (27, 18, 21, 16, 18))

    def _basis(self) -> Iterator[Block]:
        words, basis = self.words, self.programme.says.lawful_basis.strip()
        if basis:
            called = lawful_basis(basis, self.wording)
            yield _paragraph(words["basis"].format(basis=called))
        if basis.casefold() == CONSENT:
            yield self._says("basis consent")
        elif basis:
            yield self._says("basis no consent")
        yield self._ask(basis.casefold() if basis.casefold() in words["asks"] else "basis")
        yield self._says("special")
        yield self._ask("special")

    def _risks(self) -> Iterator[Block]:
        words = self.words
        yield self._says("risks")
        fill = said(words["to fill in"])
        rows = tuple(
            (said(risk["risk"].format(**self.facts)), said(risk["done"].format(**self.facts)), fill)
            for name, risk in words["each risk"].items()
            if self._there(risk.get("of", name))
        )
        yield _grid(words["risk columns"], rows, (24, 52, 24))
        yield self._ask("risks")


def _hand_over(pack: GovernancePack, words: dict[str, Any]) -> Iterator[Block]:
    held = kinds_held(pack.seen)
    last = max((day.says.date for day in pack.days), default=None)
    ended = pack.on(last) if last else words["last day"]
    yield _paragraph(words["lead"].format(date=ended, by=pack.by))
    steps = {
        name: step
        for name, step in words["steps"].items()
        if name != "release" or "talks" in pack.seen.kinds
    }
    rows = []
    for number, (name, step) in enumerate(steps.items(), 1):
        files = "; ".join(kind.where for kind in held if kind.end == step.get("end", name))
        what = step["what"].format(files=files)
        by = step["by"].format(date=ended, until=pack.until)
        rows.append(tuple(map(said, (str(number), what, step["who"], by, ""))))
    yield _grid(words["columns"], tuple(rows), (5, 50, 17, 18, 14))
    yield Heading(level=2, text=said(words["every title"]))
    texts = pack.wording.words["data map"]["rows"]
    each = tuple(
        tuple(map(said, (kind.where, texts[kind.key]["why"], pack.ending(kind)))) for kind in held
    )
    yield _grid(words["every columns"], each, (30, 30, 34))
    yield Heading(level=2, text=said(words["signed title"]))
    signing = tuple(tuple(map(said, (who, "", "", ""))) for who in words["signed"])
    yield _grid(words["signed columns"], signing, (40, 24, 14, 22), role="form")


def _paragraph(text: str) -> Block:
    return Paragraph(text=said(text))


def _table(
    columns: Sequence[str], rows: dict[str, str], shares: Sequence[float], facts: dict[str, str]
) -> Table:
    cells = tuple((said(name), said(text.format(**facts))) for name, text in rows.items())
    return _grid(columns, cells, shares)


def _grid(
    columns: Sequence[str],
    rows: tuple[tuple[Any, ...], ...],
    shares: Sequence[float],
    *,
    role: Any = "plain",
) -> Table:
    return Table(
        columns=tuple(Column(share=share) for share in shares),
        header=tuple(said(name) for name in columns),
        rows=rows,
        alt=", ".join(columns),
        role=role,
        row_mm=11 if role == "form" else 0,
    )
