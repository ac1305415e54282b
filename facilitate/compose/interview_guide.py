"""Papers for speaking with people one by one: the guide, the notes sheet, the words to be seen."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from facilitate.audit.masking import NamesToMask, mask_names
from facilitate.audit.spoken import guide_questions, list_of, lists_by_word
from facilitate.compose.plain_pages import (
    bullets,
    in_bold,
    page_section,
    plain_page,
    quiet,
    said,
    word_table,
)
from facilitate.compose.privacy_notice import confidentiality
from facilitate.compose.who_sees_what import spoken_of
from facilitate.compose.wording import Wording
from facilitate.document import (
    Block,
    Callout,
    Column,
    Columns,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
    WriteIn,
)
from facilitate.load.plan import Plan
from facilitate.load.voices import Voice
from facilitate.load.words import words_of
from facilitate.model import Programme, Questions
from facilitate.model.attendance import reporting_pairs
from facilitate.model.roles import with_article

OPEN = {"tour": 10, "story": 8, "groups": 6, "contrast": 5, "keep": 4}
"""Questions of the guide with their minutes; free lists come after the first, before opinions."""

SAY_FIRST, FIRST_LIST, LATER_LIST = 3, 5, 4
"""Minutes for what is said before the first question, and for free lists."""

BOX = "☐"
ENTRIES, LINES = 12, 16
"""Rows of the notes sheet: for each list, and for everything else."""


class InterviewPapers:
    """The papers of one programme's conversations, in its own words.

    `first_day` is the day on which the first pages are handed out, None if none is planned.
    """

    def __init__(
        self,
        programme: Programme,
        questions: Questions,
        wording: Wording,
        first_day: date | None = None,
    ) -> None:
        self.programme = programme
        self.questions = questions
        self.wording = wording
        self.words: dict[str, Any] = wording.words["guide"]
        self.spoken = spoken_of(programme, wording)
        here = [one for one in programme.people if one.pair and not one.vacant]
        self.people = Counter(one.role for one in here)
        self.pairs = len({one.pair for one in here})
        self.roles = [role for role in programme.says.roles if role in self.people]
        until = self.words["until undated"]
        if first_day:
            until = self.words["until day"].format(date=wording.date(first_day))
        self.until = until

    def guide(self) -> Document:
        """Return the interview guide: one sheet, two sides."""
        blocks = (*self._before(), *self._first(), PageBreak(), *self._questions())
        return self._document(
            "interview-guide", "title", blocks, head="head", foot="foot", private=False
        )

    def notes(self) -> Document:
        """Return the sheet for the notes of one conversation, without a name."""
        return self._document(
            "interview-notes",
            "notes title",
            tuple(self._notes()),
            head="notes head",
            foot="notes foot",
            private=True,
        )

    def to_check(self, informant: str, voices: Sequence[Voice], names: NamesToMask) -> Document:
        """Return the sheet on which somebody sees the own words, struck of names, and decides.

        Its lines have the numbers of their rows in the table of what was said.
        """
        words = self.words

        def table(lines: Sequence[tuple[int, Voice]], heads: Sequence[str], *boxes: float) -> Table:
            rows = [
                (str(number), mask_names(one.words, names), *(BOX for _ in boxes))
                for number, one in lines
            ]
            return word_table(heads, rows, shares=(1.0, 12.0, *boxes), alt=words["to check title"])

        lines = [(one.line, one) for one in voices if one.words]
        lists = lists_by_word(self.questions)
        entries = [(n, one) for n, one in lines if list_of(one, lists)]
        spoken = [(n, one) for n, one in lines if (n, one) not in entries]
        parts: list[Block] = []
        if spoken:
            parts.append(Paragraph(text=said(words["to check lead"]), role="lead"))
            parts.append(table(spoken, words["to check columns"], 1.0, 1.0))
            parts.append(WriteIn(lines=3, label=said(words["to check instead"])))
        if entries:
            parts.append(Heading(level=2, text=said(words["to check lists"])))
            parts.append(Paragraph(text=said(words["to check lists lead"])))
            parts.append(table(entries, words["to check list columns"], 2.0))
        return self._document(
            informant.casefold(),
            "to check title",
            tuple(parts),
            head="to check head",
            code=informant,
            foot="to check foot",
            private=True,
        )

    def _document(
        self,
        name: str,
        title: str,
        blocks: tuple[Block, ...],
        *,
        head: str,
        foot: str,
        private: bool,
        code: str = "",
    ) -> Document:
        by = self.programme.says.delete_by
        client = self.programme.says.client or self.programme.name
        undated = f"{foot} undated" in self.words and by is None
        gone = self.wording.date(by) if by and foot != "to check foot" else self.until
        return plain_page(
            self.programme,
            name,
            self.words[title],
            [page_section(self.words[title], blocks, client)],
            head=self.words[head].format(code=code),
            foot=self.words[f"{foot} undated" if undated else foot].format(until=gone),
            private=private,
        )

    # ------------------------------------------------------------------------------- the guide

    def _asked(self) -> list[tuple[str, str, str, int]]:
        """Return each question's title, words, how to ask it, and minutes, in order."""
        words = self.words
        found = []
        for number, prompt in enumerate(self.questions.lists):
            later = "later " if number else ""
            entry = words["list"]
            minutes = LATER_LIST if number else FIRST_LIST
            found.append((entry["title"], f"“{prompt.text}”", entry[f"{later}how"], minutes))
        before, *after = [self._open(key) for key in OPEN]
        return [before, *found, *after]

    def _open(self, key: str) -> tuple[str, str, str, int]:
        entry = self.words[key]
        ask = entry.get("ask", "")
        if key == "story":
            ask = entry["ask" if self.spoken["partner"] else "ask alone"].format(**self.spoken)
            if self.spoken["partner"] and 1 in self.programme.sizes.values():
                ask += f"\n{entry['ask alone too']}"
        if key == "groups":
            ask = "\n".join([*self._of_groups(), entry["then"]])
        return entry["title"], ask, entry["how"], OPEN[key]

    def _of_groups(self) -> list[str]:
        """Return what to ask about what is said of groups: each role's way, or one for all.

        A role that one person has is no group: nobody is asked about it.
        """
        entry = self.words["groups"]
        groups = [role for role in self.roles if self.people[role] > 1]
        if self.pairs < 2 or not groups:
            one = "one pair" if self.spoken["partner"] else "one person"
            return [entry[one].format(service=self.programme.says.own_words["service"])]
        if len(self.roles) < 2:
            return [entry["one role"].format(own=self.wording.roles(groups[0]))]
        found = []
        for role in self.roles:
            others = [self.wording.roles(one) for one in groups if one != role]
            way = "turned" if role in groups else "turned alone"
            words = entry[way].format(
                role=with_article(self.wording.role(role)),
                own=self.wording.roles(role),
                others=self.wording.listed(others),
                back=others[0] if len(others) == 1 else entry["they"],
            )
            found += [words] if others else []
        return found or [entry["one role"].format(own=self.wording.roles(groups[0]))]

    def _before(self) -> Iterator[Block]:
        words = self.words
        minutes = SAY_FIRST + sum(one[3] for one in self._asked())
        reporting = reporting_pairs(self.programme)
        called = {id_: pair.called(id_) for id_, pair in self.programme.pairs.items()}
        parts = {
            "first": words["first of roles" if len(self.roles) > 1 else "first of one"].format(
                roles=self.wording.listed(
                    with_article(self.wording.role(role)) for role in self.roles
                )
            ),
            "sponsor": words["or sponsor"] if self.spoken["sponsor"] else "",
            "pairs": self.wording.listed(called[pair] for pair in reporting if pair in called),
        }
        who, where, first, sponsors, apart = words["before"]
        lines = [who, where, first]
        lines += [sponsors] if self.spoken["sponsor"] else []
        lines += [apart] if parts["pairs"] else []
        yield Heading(level=2, text=said(words["before title"].format(minutes=minutes)))
        yield bullets([line.format(**parts) for line in lines])

    def _first(self) -> Iterator[Block]:
        kept = confidentiality(self.programme, self.wording)
        yield Heading(level=2, text=said(self.words["first title"]))
        for line in self.words["first"]:
            yield Paragraph(text=said(line.format(until=self.until)))
        yield Callout(title=said(kept.title), blocks=(Paragraph(text=said(kept.text)),))
        yield Paragraph(text=(Run(self.words["tick"], bold=True),))

    def _questions(self) -> Iterator[Block]:
        yield Heading(level=2, text=said(self.words["ask title"]))
        for number, (title, ask, how, minutes) in enumerate(self._asked(), 1):
            length = self.words["length"].format(minutes=minutes)
            yield Heading(level=3, text=said(f"{number}  {title}, {length}"))
            for line in ask.split("\n"):
                yield Paragraph(text=in_bold(f"**{line}**"))
            yield quiet(how)

    # ------------------------------------------------------------------------- the notes sheet

    def _notes(self) -> Iterator[Block]:
        words = self.words
        yield Columns(
            columns=tuple(
                (WriteIn(lines=1, label=said(words[key])),) for key in ("code", "date", "minutes")
            ),
            shares=(1.0, 1.0, 1.0),
        )
        kinds = [self.wording.role(role) for role in self.roles]
        kinds += [words["sponsor"]] if self.spoken["sponsor"] else []
        boxes = "   ".join(f"{BOX} {kind}" for kind in kinds)
        yield Paragraph(text=(Run(f"{words['role']} ", bold=True), Run(boxes)))
        choices = "   ".join(f"{BOX} {choice}" for choice in words["speaker choices"])
        speaker: list[Block] = [Paragraph(text=said(f"{words['speaker']} {choices}"))]
        if self.questions.lists:
            many = "speaker lists" if len(self.questions.lists) > 1 else "speaker list"
            speaker.append(quiet(words[many]))
        yield Callout(title=said(words["speaker title"]), blocks=tuple(speaker))
        numbers = {id_: n for n, id_ in guide_questions(self.questions).items() if id_}
        lists = [
            (
                Heading(level=2, text=said(f"{numbers[prompt.id]}  {prompt.text}")),
                self._rows(ENTRIES, "place", "entry", numbered=True),
            )
            for prompt in self.questions.lists
        ]
        for two in (lists[at : at + 2] for at in range(0, len(lists), 2)):
            yield Columns(columns=tuple(two), shares=(1.0,) * len(two))
        yield PageBreak()
        yield self._rows(LINES, "question", "words", numbered=False)
        yield Heading(level=2, text=said(words["after title"]))
        for label in words["after"]:
            yield WriteIn(lines=1, label=said(label))

    def _rows(self, rows: int, first: str, second: str, *, numbered: bool) -> Table:
        return Table(
            columns=(Column(share=1.0), Column(share=9.0)),
            header=(said(self.words[first]), said(self.words[second])),
            rows=tuple((said(str(n) if numbered else ""), ()) for n in range(1, rows + 1)),
            alt=self.words[second],
            role="form",
            row_mm=9.0 if numbered else 12.0,
        )


def papers_of(plan: Plan) -> InterviewPapers:
    """Return the papers of a plan; with several stock takes nobody can tell which they are for."""
    says = plan.programme.says
    takes = list(says.stock_takes.values())
    days = sorted(day.says.date for day in plan.days if not takes or day.says.date >= takes[0])
    wording = Wording(words_of(says.language), says.roles)
    first = days[0] if days and len(takes) < 2 else None
    return InterviewPapers(plan.programme, plan.questions, wording, first)
