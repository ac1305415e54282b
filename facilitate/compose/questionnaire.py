"""The stock take's own questionnaire: one list of fields for paper, Word and a phone."""

from collections.abc import Iterator, Set
from dataclasses import replace
from itertools import groupby
from math import ceil
from string import Formatter
from typing import Any

from facilitate.compose.plain_pages import bullets, plain_page, quiet, said
from facilitate.compose.privacy_notice import confidentiality, table_of
from facilitate.compose.who_sees_what import (
    EVERY_PERMISSION,
    PARTNER,
    limits,
    spoken_of,
    who_sees_what,
)
from facilitate.compose.wording import Wording
from facilitate.document import (
    Block,
    Callout,
    Document,
    Field,
    FieldSpec,
    Heading,
    List,
    Option,
    PageBreak,
    Paragraph,
    Run,
    Section,
    walk,
)
from facilitate.model import Programme, Questions
from facilitate.model.questions import Prompt, Scale
from facilitate.recipient import GROUP

FIRST, SECOND = "stock-take v1", "stock-take-second v1"
"""The forms' ids and versions."""

LINE_TICK, SHARING = CHOICES = ("line-for-partner", "sharing")
"""Keys of the two choices, which are no answers: they belong into `private/sharing.yaml`."""

SPONSORS = "sponsors"
"""The pair that sponsors are in an answers file."""

LIST_LINES, TIE_LINES, COMMENT_LINES = 6, 4, 3


def questionnaire(
    programme: Programme,
    questions: Questions,
    wording: Wording,
    *,
    second: bool = False,
    permissions: Set[str] = EVERY_PERMISSION,
) -> Document:
    """Return the first sitting, or the optional second one, as a form for everybody.

    `permissions` are those that some day asks for; what is not asked is not spoken of.

    Who sees what stands on top, the choice of sharing at the end. A field's key is its column in
    an answers file; `pair`, `role`, `sharing` and `line-for-partner` are the others.
    """
    asking = _Asking(programme, questions, wording, permissions)
    pages = asking.second_sitting() if second else asking.first_sitting()
    form = SECOND if second else FIRST
    words = asking.words
    return plain_page(
        programme,
        form.partition(" ")[0],
        f"{questions.name}: {words['second' if second else 'first'].lower()}",
        _paged(tuple(page for page in pages if page), quiet(words["thanks"])),
        head=words["head"],
        foot=words["foot"],
        reader=GROUP,
        form=form,
    )


def typing_table(document: Document) -> str:
    """Return the header of a table to type paper into: pair, role, then as printed."""
    specs = (part for part in walk(document) if isinstance(part, FieldSpec))
    return ",".join(one.key for one in specs if one.key not in CHOICES) + "\n"


STATEMENT = 0.25
OPEN_QUESTION = 2.0
CHOICE = 2.0
"""Minutes that one statement, one open question and the choice of sharing take, roughly."""


class _Asking:
    """The questionnaire's parts, in the words of the programme's language."""

    def __init__(
        self,
        programme: Programme,
        questions: Questions,
        wording: Wording,
        permissions: Set[str],
    ) -> None:
        self.programme = programme
        self.questions = questions
        self.wording = wording
        self.words: dict[str, Any] = wording.words["questionnaire"]
        self.spoken = spoken_of(programme, wording)
        """The words for pairs, partners and sponsors; empty where there is nothing to say."""
        self.who_sees = who_sees_what(programme, questions, wording, permissions=permissions)

    # -------------------------------------------------------------------------- sittings

    def first_sitting(self) -> Iterator[tuple[Section, ...]]:
        """Yield what starts a page: who sees what, the statements, what is decided at the end."""
        items = self.questions.on_paper()
        takes = self.wording("about minutes", minutes=_minutes(len(items) * STATEMENT, CHOICE))
        lead = self._said("first lead", count=len(items), minutes=takes)
        yield (self._front(lead, second=False),)
        scales = tuple(
            self._scale(item.id, item.text, number, scale=self.questions.scale_of_item(item))
            for number, item in enumerate(items, 1)
        )
        on_each = [_fields(*same) for _, same in groupby(scales, key=lambda field: field.options)]
        yield (
            self._section("statements", quiet(" ".join(self._how())), *on_each),
            *self._line(),
        )
        yield (self._section("sharing", *self._sharing()),)

    def _how(self) -> Iterator[str]:
        """Yield how to answer the statements, and what a partner is to whoever has not just one."""
        yield self.words["statements how"]
        sizes = self.programme.sizes.values()
        if len({size > 2 for size in sizes}) > 1:
            yield self.words["statements several"]
        if len({size > 1 for size in sizes}) > 1:
            yield self.words["statements others"]

    def second_sitting(self) -> Iterator[tuple[Section, ...]]:
        """Yield what starts a page: the front, then the kinds of question that there are."""
        asked = self.questions
        rated = len(self.programme.says.roles) * len(asked.about_roles) + len(asked.statements)
        open_ones = len(asked.lists) + len(asked.ties) + len(self._comments())
        takes = _minutes(rated * STATEMENT, open_ones * OPEN_QUESTION)
        lead = self._said("second lead", minutes=self.wording("about minutes", minutes=takes))
        yield (self._front(lead, second=True),)
        yield (
            *(self._about(role) for role in self.programme.says.roles if asked.about_roles),
            *(self._true_or_false() if asked.statements else ()),
        )
        if asked.ties:
            how = quiet(self.words["ties how"])
            yield (self._section("ties", how, *_open("tie", asked.ties, TIE_LINES)),)
        yield tuple(self._own_words())

    # ----------------------------------------------------------------------------- parts

    def _said(self, key: str, **parts: object) -> str:
        """Return the words under a key, or those for people without a partner, filled in."""
        alone = f"{key} alone"
        words = self.words[alone if alone in self.words and not self.spoken["partner"] else key]
        return str(words).format(**self.spoken, **parts)

    def _section(self, key: str, *blocks: Block) -> Section:
        return Section(title=said(self._said(key)), blocks=blocks)

    def _front(self, lead: str, *, second: bool) -> Section:
        lines = [*self._seen("seen second" if second else "seen"), *self._deleted()]
        says = self.programme.says
        kept = confidentiality(self.programme, self.wording)
        return Section(
            title=said(self.questions.name),
            kicker=said(says.client or self.programme.name),
            blocks=(
                Paragraph(text=said(lead), role="lead"),
                *([quiet(self.spoken["pair"])] if self.spoken["pair"] else []),
                Heading(level=2, text=said(self.words["who sees what"])),
                bullets(lines),
                Callout(
                    title=said(kept.title),
                    blocks=(Paragraph(text=said(kept.text)),),
                ),
                Heading(level=2, text=said(self.words["you"])),
                _fields(*self._who()),
                quiet(self.words["on paper"]),
            ),
        )

    def _seen(self, sitting: str) -> Iterator[str]:
        """Yield who sees what of a sitting, a line each, with `**bold**` in them.

        A line about people who are not there, or about what is not asked, is left out.
        """
        asked = self.questions
        words = self.spoken | limits(self.programme)
        words["shown"] = self.who_sees.words
        words["names"] = self.words["names"] if asked.ties else ""
        for line in self.words[sitting]:
            if all(words[name] for _, name, _, _ in Formatter().parse(line) if name):
                yield line.format(**words)

    def _deleted(self) -> Iterator[str]:
        by = self.programme.says.delete_by
        if by:
            yield self.words["deleted by"].format(date=self.wording.date(by))

    def _who(self) -> Iterator[FieldSpec]:
        pairs = [(id_, pair.called(id_)) for id_, pair in self.programme.pairs.items()]
        says = self.programme.says
        roles = [(role, words.one) for role, words in says.roles.items()]
        if says.sponsors and SPONSORS not in self.programme.pairs:
            pairs.append((SPONSORS, self.spoken["sponsor"]))
            roles += [(id_, one.title or one.name) for id_, one in says.sponsors.items()]
        for key, known in (("pair", pairs), ("role", roles)):
            options = tuple(Option(value=id_, label=_capital(label)) for id_, label in known)
            yield FieldSpec(key=key, ask=said(self.words[key]), kind="choice", options=options)

    def _scale(self, key: str, text: str, number: int = 0, scale: Scale | None = None) -> FieldSpec:
        scale = scale or self.questions.scale
        steps = range(scale.low, scale.high + 1)
        named = len(scale.labels) == len(steps)
        labels = scale.labels if named else tuple(str(step) for step in steps)
        options = tuple(
            Option(value=str(step), label=label) for step, label in zip(steps, labels, strict=True)
        )
        return FieldSpec(key=key, ask=said(text), kind="scale", options=options, number=number)

    def _own_words(self) -> Iterator[Section]:
        lists = self.questions.lists
        comments = self._comments()
        if lists:
            how = quiet(self.words["lists how"])
            yield self._section("lists", how, *_open("list", lists, LIST_LINES))
        if comments:
            yield self._section("comments", *_open("comment", comments, COMMENT_LINES))

    def _comments(self) -> tuple[Prompt, ...]:
        return tuple(one for one in self.questions.comments if one.id != PARTNER)

    def _true_or_false(self) -> Iterator[Section]:
        truths = (
            Option(value="1", label=self.words["true"]),
            Option(value="0", label=self.words["false"]),
        )
        specs = (
            FieldSpec(key=one.id, ask=said(one.text), kind="scale", options=truths)
            for one in self.questions.statements
        )
        yield self._section("true or false", _fields(*specs))

    def _about(self, role: str) -> Section:
        many = self.wording.roles(role)
        scales = (
            self._scale(f"{item.id}-{role}", item.text) for item in self.questions.about_roles
        )
        return Section(
            title=said(self.words["about"].format(role=many)),
            blocks=(quiet(self.words["about how"].format(role=many)), _fields(*scales)),
        )

    def _sharing(self) -> Iterator[Block]:
        """Yield what happens to what was given, the choice, and the tick for the line."""
        partner = self.spoken["partner"]
        choices: list[dict[str, str]] = [
            one | {"name": one["name"].format(partner=partner)}
            for one in self.words["sharing choices"]
            if partner or "{partner}" not in one["name"]
        ]
        yield Paragraph(text=said(self.words["sharing how"]))
        yield Heading(level=2, text=said(self.who_sees.title))
        yield table_of(self.who_sees)
        yield from (quiet(sentence) for sentence in self.who_sees.sentences)
        yield Heading(level=2, text=said(self.words["sharing means"]))
        yield List(
            items=tuple(
                (Paragraph(text=(Run(f"{one['name']}. ", bold=True), Run(one["means"]))),)
                for one in choices
            )
        )
        options = tuple(Option(value=one["is"], label=one["name"]) for one in choices)
        ask = said(self.words["sharing ask"])
        yield _fields(FieldSpec(key=SHARING, ask=ask, kind="choice", options=options))
        yield quiet(self._said("sharing default"))
        if self._lines():
            tick = FieldSpec(key=LINE_TICK, ask=said(self._said("line tick")), kind="tick")
            yield _fields(tick)

    def _lines(self) -> tuple[Prompt, ...]:
        """Return the question for the one line to the partner, if it is asked and there is one."""
        asked = (one for one in self.questions.comments if one.id == PARTNER)
        return tuple(asked) if self.spoken["partner"] else ()

    def _line(self) -> Iterator[Section]:
        for line in self._lines():
            ask = said(line.text or self._said("line ask"))
            spec = FieldSpec(key=f"comment:{PARTNER}", ask=ask, kind="text", lines=2)
            how = self._said("line how", tick=self._said("line tick"))
            yield self._section("line", quiet(how), _fields(spec))


def _minutes(*parts: float) -> int:
    """Return how long parts of a sitting take together, to the next five minutes."""
    return max(1, ceil(sum(parts) / 5)) * 5


def _paged(pages: tuple[tuple[Section, ...], ...], last: Block) -> tuple[Section, ...]:
    """Return the pages' sections, a new page after each but the last, which ends in `last`."""
    done: list[Section] = []
    for number, page in enumerate(pages, 1):
        end = last if number == len(pages) else PageBreak()
        done += [*page[:-1], replace(page[-1], blocks=(*page[-1].blocks, end))]
    return tuple(done)


def _open(kind: str, prompts: tuple[Prompt, ...], lines: int) -> Iterator[Block]:
    for one in prompts:
        spec = FieldSpec(key=f"{kind}:{one.id}", ask=said(one.text), kind="text", lines=lines)
        yield Field(fields=(spec,))


def _fields(*specs: FieldSpec) -> Field:
    return Field(fields=specs)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
