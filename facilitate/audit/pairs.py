"""What a pair reads and what one person reads: themes, notices, lines, and then and now."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from facilitate.audit.context import AuditContext, to_oneself
from facilitate.audit.finding import Finding
from facilitate.audit.findings import (
    ItemScore,
    Label,
    Notice,
    PairChange,
    PairTheme,
    PartnerLine,
    PersonChange,
    PersonTheme,
    Way,
    Withheld,
)
from facilitate.audit.labels import (
    NOT_SHARED,
    SPREAD,
    Limits,
    one_answer_decides,
    pair_label,
    pair_place,
    printed_gap,
    question_for,
    seen_differently,
)
from facilitate.audit.scores import mean, score_error
from facilitate.audit.sharing import PairInWave, SharedAnswers, own_answers
from facilitate.audit.wave import Respondent, Wave
from facilitate.figures import Shared, number
from facilitate.model import Person
from facilitate.model.private import Share
from facilitate.model.questions import Dimension, StockTakeItem
from facilitate.recipient import Recipient
from facilitate.structs import replace

PAIR_METHOD = "each one's mean; at least half of the statements answered"


PARTNER_LINE = "comment:partner"
"""The column of the one line for the partner; it is no comment and reaches nobody else."""

CALLED: dict[Share, str] = {
    "group only": "the group only",
    "own answers": "my own page",
    "both partners": "my partner and I",
}
"""The choices as the questionnaire and the slip call them."""

CALLED_ALONE = "my own answers on all my pages"
"""What the last choice comes to for somebody alone, whose pair's pages are read by nobody else."""

OWN_METHOD = "mean of the statements answered; at least half"

SAME_PEOPLE = "the same people both times; nobody's missing answer is filled in"


def pair_findings(context: AuditContext, wave: Wave, pair: PairInWave) -> tuple[Finding, ...]:
    """Return a pair's themes in the order asked; one `Withheld` for all that is not shown.

    Refusal, missing or late answers, too few of them and withdrawal give equal findings.
    """
    themes = [_Theme(context, wave, pair, one) for one in context.questions.dimensions]
    ranks = _ranks([one for one in themes if one.means])
    if not ranks:
        return (_not_shared(wave, pair),)
    return tuple(
        one.finding(ranks[one.dimension.id])
        if one.means
        else _not_shared(wave, pair, one.dimension)
        for one in themes
    )


@dataclass(frozen=True)
class _Theme:
    """One theme as a pair answered it."""

    context: AuditContext
    wave: Wave
    pair: PairInWave
    dimension: Dimension

    @cached_property
    def means(self) -> Sequence[float]:
        """Each member's mean, none where anybody's is missing or not shared."""
        return [number(score) for _, score in self.pair.shared.scores[self.dimension.id]]

    @cached_property
    def answered(self) -> Sequence[int]:
        return [one.answered[self.dimension.id] for one in self.pair.shared.respondents]

    @cached_property
    def limits(self) -> Limits:
        return self.context.limits_for(self.dimension)

    @cached_property
    def label(self) -> Label:
        return pair_label(self.means, self.limits, answered=self.answered)

    def place(self) -> tuple[float, float, str]:
        """Return by what the theme is ranked among those of its label."""
        on_five = list(map(self.limits.on_five, self.means))
        return pair_place(self.label, on_five, self.dimension.id)

    def finding(self, rank: int) -> PairTheme:
        """Return what the pair reads of the theme."""
        answers, dimension, limits = self.pair.shared, self.dimension, self.limits
        members, middle = answers.respondents, mean(self.means)
        given = [[one.items[item.id] for item in dimension.items] for one in members]
        return PairTheme(
            id=f"{self.wave.name}/pair/{self.pair.id}/{dimension.id}",
            wave=self.wave.name,
            subject=answers.of,
            readers=self.pair.readers,
            n=len(members),
            asked=len(members),
            method=PAIR_METHOD,
            question=question_for(self.label, dimension, _telling(self.label, dimension, members)),
            dimension=dimension.id,
            name=dimension.name,
            scores=answers.scores[dimension.id],
            may_be=tuple(
                _may_be(answers, limits, dimension, score, statements)
                for score, statements in zip(self.means, self.answered, strict=True)
            ),
            gap=answers.figure(printed_gap(self.means)),
            mean=answers.figure(middle),
            height=answers.figure(limits.on_five(middle)),
            unsure=one_answer_decides(given, limits, label=self.label),
            label=self.label,
            rank=rank,
            items=tuple(_item(limits, item, answers) for item in dimension.items),
        )


def _ranks(themes: Sequence[_Theme]) -> Mapping[str, int]:
    """Return the rank of each theme within its label, from 1."""
    ranks: dict[str, int] = {}
    number_of: Counter[Label] = Counter()
    for one in sorted(themes, key=_Theme.place):
        number_of[one.label] += 1
        ranks[one.dimension.id] = number_of[one.label]
    return ranks


def _may_be(
    answers: SharedAnswers, limits: Limits, dimension: Dimension, score: float, answered: int
) -> tuple[Shared, Shared]:
    """Return from where to where a mean may be off, inside its scale."""
    off = score_error(
        SPREAD * limits.step,
        reliability=min(dimension.reliability, 1.0),
        items=len(dimension.items),
        answered=answered,
    )
    return (
        answers.figure(max(limits.low, score - off)),
        answers.figure(min(limits.high, score + off)),
    )


def _item(limits: Limits, item: StockTakeItem, answers: SharedAnswers) -> ItemScore:
    given = [(one.role, one.items[item.id]) for one in answers.respondents]
    known = [value for _, value in given if value is not None]
    return ItemScore(
        id=item.id,
        text=item.said_in(len(answers.respondents)),
        scores=tuple((role, answers.maybe(value)) for role, value in given),
        reverse=item.reverse,
        far=seen_differently(known, limits, answered=[1] * len(known)),
    )


def _telling(
    label: Label, dimension: Dimension, answers: Sequence[Respondent]
) -> StockTakeItem | None:
    """Return the item that shows best what the label says; None if no item was answered by all."""

    def weight(item: StockTakeItem) -> float | None:
        given = [one.items[item.id] for one in answers]
        known = [value for value in given if value is not None]
        if len(known) < len(given):
            return None
        if label == "seen differently":
            return max(known) - min(known)
        total = sum(known)
        return total if label == "shared strength" else -total

    weighed = [(weight(item), -number, item) for number, item in enumerate(dimension.items)]
    full = [(value, place, item) for value, place, item in weighed if value is not None]
    return max(full, key=lambda one: one[:2])[2] if full else None


def _not_shared(wave: Wave, pair: PairInWave, dimension: Dimension | None = None) -> Withheld:
    name = dimension.id if dimension else "withheld"
    return Withheld(
        id=f"{wave.name}/pair/{pair.id}/{name}",
        wave=wave.name,
        subject=Recipient("pair", pair.id),
        readers=pair.readers,
        n=0,
        asked=len(pair.members),
        method="",
        would_be=dimension.name if dimension else "The pair's results",
        dimension=dimension.id if dimension else "",
        reason="not_shared",
        what_would_help=NOT_SHARED,
    )


def person_findings(context: AuditContext, wave: Wave, pair: PairInWave) -> tuple[Finding, ...]:
    """Return what each member of a pair (or each sponsor) reads alone, in the pair's order."""
    answers = wave.by_reader
    found: list[Finding] = []
    for person in pair.members:
        if wave.day is not None and person.left and person.left < wave.day:
            continue
        own = own_answers(context, wave, person)
        if own is not None:
            found += _themes(context, wave, own)
        sentence = _sentence(context, wave, person, answers.get(person.reader))
        found.append(notice(wave, person.reader, sentence, "notice"))
    return (*found, *_lines(context, wave, pair))


def _themes(context: AuditContext, wave: Wave, answers: SharedAnswers) -> Sequence[PersonTheme]:
    (own,) = answers.respondents
    reader = answers.of
    found = []
    for dimension in context.questions.dimensions:
        score, answered = own.means[dimension.id], own.answered[dimension.id]
        limits = context.limits_for(dimension)
        found.append(
            PersonTheme(
                id=f"{wave.name}/person/{own.id}/{dimension.id}",
                **to_oneself(wave.name, reader),
                n=1,
                method=OWN_METHOD,
                dimension=dimension.id,
                name=dimension.name,
                mean=answers.maybe(score),
                height=None if score is None else answers.figure(limits.on_five(score)),
                may_be=None
                if score is None
                else _may_be(answers, limits, dimension, score, answered),
                answered=answered,
                items=len(dimension.items),
            )
        )
    return found


def notice(wave: Wave, reader: Recipient, sentence: str, name: str) -> Notice:
    """Return a sentence for one person's own sheet."""
    return Notice(
        id=f"{wave.name}/person/{reader.id}/{name}",
        **to_oneself(wave.name, reader),
        n=0,
        method="",
        sentence=sentence,
    )


def _sentence(context: AuditContext, wave: Wave, person: Person, own: Respondent | None) -> str:
    """Return what this person chose, in one line for each choice, or why no answers are here.

    It says nothing of the pair's page, which tells no reason for what it shows.
    """
    if wave.day is not None and person.joined and person.joined > wave.day:
        return "These questions were asked before you came, so no answers here are yours."
    if own is None or not any(own.answered.values()):
        return "We have no answers of yours to these questions."
    chose = "You chose" if person.reader in context.sharing else "You said nothing, which counts as"
    share, size = context.share_of(person.reader), len(context.posts.get(person.pair, ()))
    said = CALLED_ALONE if share == "both partners" and size == 1 else CALLED[share]
    if size > 2:
        said = said.replace("partner", "partners")
    return f"{chose}: {said}. You may change this until the pages are printed."


def _lines(context: AuditContext, wave: Wave, pair: PairInWave) -> Sequence[PartnerLine]:
    """Return each ticked line for the partner, where those who read it now were there then."""
    if pair.present is None:
        return []
    answers = wave.by_reader
    found = []
    for writer in pair.present:
        own = answers.get(writer.reader)
        words = own.row.values.get(PARTNER_LINE) if own else None
        choice = context.sharing.get(writer.reader)
        if own is None or not words or choice is None or not choice.line_for_partner:
            continue
        partners = [person for person in pair.members if person.id != writer.id]
        found += [
            PartnerLine(
                id=f"{wave.name}/person/{partner.id}/line/{own.role}",
                wave=wave.name,
                subject=writer.reader,
                readers=frozenset({partner.reader}),
                n=1,
                asked=1,
                method="",
                words=words,
                from_role=own.role,
            )
            for partner in partners
        ]
    return found


def pair_changes(
    context: AuditContext,
    waves: tuple[Wave, Wave],
    then: Sequence[PairInWave],
    now: Sequence[PairInWave],
) -> tuple[PairChange, ...]:
    """Return a pair's two pictures of each theme, where the same people shared both times.

    What somebody moved on furthest comes first.
    """
    before = {pair.id: pair for pair in then}
    found: list[PairChange] = []
    for pair in now:
        earlier = before.get(pair.id)
        if earlier is None or earlier.present != pair.present:
            continue
        changes = []
        for dimension in context.questions.dimensions:
            old = earlier.shared.scores[dimension.id]
            new = pair.shared.scores[dimension.id]
            if old and new:
                changes.append(_pair_change(*waves, pair, dimension, old=old, new=new))
        found += _furthest_first(context, changes)
    return tuple(found)


FAR = 0.95
"""From so many points of a scale from 1 to 5 a step is far: one point, as it is printed."""


def _furthest_first(context: AuditContext, changes: Sequence[PairChange]) -> list[PairChange]:
    """Return one pair's changes, each with its rank and what nobody moved further on."""
    step = {one.id: context.limits_for(one).step for one in context.questions.dimensions}
    steps = {
        one.dimension: [
            (number(now) - number(dict(one.then)[role])) / step[one.dimension]
            for role, now in one.now
            if role in dict(one.then)
        ]
        for one in changes
    }
    far: dict[str, dict[Way, float]] = {
        one: {"up": max([*moved, 0.0]), "down": -min([*moved, 0.0])} for one, moved in steps.items()
    }
    most: dict[Way, float] = {
        way: max((of[way] for of in far.values()), default=0.0) for way in ("up", "down")
    }
    first = sorted(changes, key=lambda one: -round(max(far[one.dimension].values()), 9))
    return [
        replace(
            one,
            rank=rank,
            furthest=tuple(
                way
                for way, size in far[one.dimension].items()
                if size >= max(FAR, most[way] - 1e-9)
            ),
        )
        for rank, one in enumerate(first, 1)
    ]


def _pair_change(
    then: Wave,
    now: Wave,
    pair: PairInWave,
    dimension: Dimension,
    *,
    old: tuple[tuple[str, Shared], ...],
    new: tuple[tuple[str, Shared], ...],
) -> PairChange:
    return PairChange(
        id=f"{now.name}/since/{then.name}/pair/{pair.id}/{dimension.id}",
        wave=now.name,
        subject=Recipient("pair", pair.id),
        readers=pair.readers,
        n=len(new),
        asked=len(new),
        method=SAME_PEOPLE,
        question="What did you do that made a difference here, or kept it as it was?",
        dimension=dimension.id,
        name=dimension.name,
        then=old,
        now=new,
    )


def person_changes(context: AuditContext, then: Wave, now: Wave) -> tuple[PersonChange, ...]:
    """Return each person's own two means of each theme, for that person alone; no verdict."""
    found: list[PersonChange] = []
    for person in context.people.values():
        old, new = own_answers(context, then, person), own_answers(context, now, person)
        if old is None or new is None:
            continue
        (before,), (after,) = old.respondents, new.respondents
        for dimension in context.questions.dimensions:
            first = old.maybe(before.means[dimension.id])
            second = new.maybe(after.means[dimension.id])
            if first is not None and second is not None:
                found.append(
                    PersonChange(
                        id=f"{now.name}/since/{then.name}/person/{person.id}/{dimension.id}",
                        **to_oneself(now.name, person.reader),
                        n=1,
                        method="own answers, then and now",
                        dimension=dimension.id,
                        name=dimension.name,
                        then=first,
                        now=second,
                    )
                )
    return tuple(found)
