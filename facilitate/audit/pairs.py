"""What a pair reads and what one person reads: themes, notices, lines, and then and now."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitate.audit.context import AuditContext
from facilitate.audit.findings import (
    Finding,
    ItemScore,
    Notice,
    PairChange,
    PairTheme,
    PartnerLine,
    PersonChange,
    PersonTheme,
    Withheld,
)
from facilitate.audit.labels import NOT_SHARED, PairRow, pair_label, question_for, ranked
from facilitate.audit.wave import SPONSORS, Respondent, Wave
from facilitate.model import Person
from facilitate.model.private import Share
from facilitate.model.questions import Dimension, StockTakeItem
from facilitate.recipient import Recipient

PAIR_METHOD = "each one's mean; at least half of the statements answered"


@dataclass(frozen=True, slots=True)
class PairInWave:
    """A pair with those who read its pages and those who were there when it answered.

    `present` is None where somebody came later. `readers` are the pair's own pages and each
    member. Sponsors make a pair of their own.
    """

    id: str
    members: tuple[Person, ...]
    present: tuple[Person, ...] | None
    readers: frozenset[Recipient]


def pairs_in(context: AuditContext, wave: Wave) -> tuple[PairInWave, ...]:
    """Return every pair that has somebody in it, then the sponsors if they answered."""
    found = [
        _pair_in_wave(pair, context.members(pair), context.present(pair, wave))
        for pair in context.programme.pairs
    ]
    if wave.sponsors:
        people = tuple(person for person in context.people.values() if not person.pair)
        found.append(_pair_in_wave(SPONSORS, people, people))
    return tuple(pair for pair in found if pair.members)


def _pair_in_wave(
    pair: str, members: tuple[Person, ...], present: tuple[Person, ...] | None
) -> PairInWave:
    readers = frozenset({Recipient("pair", pair), *(one.reader for one in members)})
    return PairInWave(pair, members, present, readers)


def shared_answers(context: AuditContext, wave: Wave, pair: PairInWave) -> tuple[Respondent, ...]:
    """Return the answers of all members if each was free to choose `both partners` and did.

    Else it is nobody's at all. Whoever reports to the partner is free only once asked alone.
    """
    answers = wave.by_reader
    if not pair.present or pair.id in context.to_ask:
        return ()
    if any(person.reader not in answers for person in pair.present):
        return ()
    if any(context.share_of(person.reader) != "both partners" for person in pair.present):
        return ()
    return tuple(answers[person.reader] for person in pair.present)


def shared_scores(
    answers: Sequence[Respondent], dimension: Dimension
) -> tuple[tuple[str, float], ...]:
    """Return each member's mean on a theme by role; empty if anybody's is missing."""
    found = [(one.role, one.means[dimension.id]) for one in answers]
    known = tuple((role, score) for role, score in found if score is not None)
    return known if len(known) == len(found) else ()


def pair_findings(context: AuditContext, wave: Wave, pair: PairInWave) -> tuple[Finding, ...]:
    """Return a pair's themes in the order asked; one `Withheld` for all that is not shown.

    Refusal, missing or late answers, too few of them and withdrawal give equal findings.
    """
    answers = shared_answers(context, wave, pair)
    scores = {
        dimension.id: shared_scores(answers, dimension)
        for dimension in context.questions.dimensions
    }
    rows = [
        PairRow(
            dimension=name,
            scores=tuple(score for _, score in known),
            label=pair_label(
                [score for _, score in known],
                context.limits,
                answered=[one.answered[name] for one in answers],
            ),
        )
        for name, known in scores.items()
        if known
    ]
    ranks = {
        row.dimension: number
        for label in ("shared strength", "worth working on", "seen differently", "middle ground")
        for number, row in enumerate(ranked(rows, label), 1)
    }
    by_id = {row.dimension: row for row in rows}
    if not rows:
        return (_not_shared(wave, pair),)
    return tuple(
        _theme(
            wave,
            pair,
            dimension,
            row=by_id[dimension.id],
            rank=ranks[dimension.id],
            answers=answers,
        )
        if dimension.id in by_id
        else _not_shared(wave, pair, dimension)
        for dimension in context.questions.dimensions
    )


def _theme(
    wave: Wave,
    pair: PairInWave,
    dimension: Dimension,
    *,
    row: PairRow,
    rank: int,
    answers: Sequence[Respondent],
) -> PairTheme:
    telling = _telling(row, dimension, answers)
    return PairTheme(
        id=f"{wave.name}/pair/{pair.id}/{dimension.id}",
        wave=wave.name,
        subject=Recipient("pair", pair.id),
        readers=pair.readers,
        n=len(answers),
        asked=len(answers),
        method=PAIR_METHOD,
        question=question_for(row.label, dimension, telling),
        dimension=dimension.id,
        name=dimension.name,
        scores=shared_scores(answers, dimension),
        gap=row.gap,
        mean=row.mean,
        label=row.label,
        rank=rank,
        items=tuple(
            ItemScore(
                id=item.id,
                text=item.text,
                scores=tuple((one.role, one.items[item.id]) for one in answers),
                reverse=item.reverse,
            )
            for item in dimension.items
        ),
    )


def _telling(
    row: PairRow, dimension: Dimension, answers: Sequence[Respondent]
) -> StockTakeItem | None:
    """Return the item that shows best what the label says; None if no item was answered by all."""

    def weight(item: StockTakeItem) -> float | None:
        given = [one.items[item.id] for one in answers]
        known = [value for value in given if value is not None]
        if len(known) < len(given):
            return None
        if row.label == "seen differently":
            return max(known) - min(known)
        total = sum(known)
        return total if row.label == "shared strength" else -total

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


PARTNER_LINE = "comment:partner"
"""The column of the one line for the partner; it is no comment and reaches nobody else."""

CALLED: dict[Share, str] = {
    "group only": "the group only",
    "own answers": "my own page",
    "both partners": "my partner and I",
}
"""The choices as the questionnaire and the slip call them."""

OWN_METHOD = "mean of the statements answered; at least half"


def person_findings(context: AuditContext, wave: Wave, pair: PairInWave) -> tuple[Finding, ...]:
    """Return what each member of a pair (or each sponsor) reads alone, in the pair's order."""
    answers = wave.by_reader
    found: list[Finding] = []
    for person in pair.members:
        if wave.day is not None and person.left and person.left < wave.day:
            continue
        own = answers.get(person.reader)
        if own is not None and context.share_of(person.reader) != "group only":
            found += _themes(context, wave, own, reader=person.reader)
        found.append(_notice(wave, person, _sentence(context, wave, person, own)))
    return (*found, *_lines(context, wave, pair))


def _themes(
    context: AuditContext, wave: Wave, own: Respondent, *, reader: Recipient
) -> Sequence[PersonTheme]:
    return [
        PersonTheme(
            id=f"{wave.name}/person/{own.id}/{dimension.id}",
            wave=wave.name,
            subject=reader,
            readers=frozenset({reader}),
            n=1,
            asked=1,
            method=OWN_METHOD,
            dimension=dimension.id,
            name=dimension.name,
            mean=own.means[dimension.id],
            answered=own.answered[dimension.id],
            items=len(dimension.items),
        )
        for dimension in context.questions.dimensions
    ]


def _notice(wave: Wave, person: Person, sentence: str) -> Notice:
    reader = person.reader
    return Notice(
        id=f"{wave.name}/person/{person.id}/notice",
        wave=wave.name,
        subject=reader,
        readers=frozenset({reader}),
        n=0,
        asked=1,
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
    said = CALLED[context.share_of(person.reader)]
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


SAME_PEOPLE = "the same people both times; nobody's missing answer is filled in"


def pair_changes(context: AuditContext, then: Wave, now: Wave) -> tuple[PairChange, ...]:
    """Return a pair's two pictures of each theme, where the same people shared both times."""
    before = {pair.id: pair for pair in pairs_in(context, then)}
    found: list[PairChange] = []
    for pair in pairs_in(context, now):
        earlier = before.get(pair.id)
        if earlier is None or earlier.present != pair.present:
            continue
        first, second = shared_answers(context, then, earlier), shared_answers(context, now, pair)
        for dimension in context.questions.dimensions if first and second else ():
            old, new = shared_scores(first, dimension), shared_scores(second, dimension)
            if old and new:
                found.append(_pair_change(then, now, pair, dimension, old=old, new=new))
    return tuple(found)


def _pair_change(
    then: Wave,
    now: Wave,
    pair: PairInWave,
    dimension: Dimension,
    *,
    old: tuple[tuple[str, float], ...],
    new: tuple[tuple[str, float], ...],
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
    before, after = then.by_reader, now.by_reader
    found: list[PersonChange] = []
    for person in context.people.values():
        old, new = before.get(person.reader), after.get(person.reader)
        if old is None or new is None or context.share_of(person.reader) == "group only":
            continue
        for dimension in context.questions.dimensions:
            first, second = old.means[dimension.id], new.means[dimension.id]
            if first is not None and second is not None:
                reader = person.reader
                found.append(
                    PersonChange(
                        id=f"{now.name}/since/{then.name}/person/{person.id}/{dimension.id}",
                        wave=now.name,
                        subject=reader,
                        readers=frozenset({reader}),
                        n=1,
                        asked=1,
                        method="own answers, then and now",
                        dimension=dimension.id,
                        name=dimension.name,
                        then=first,
                        now=second,
                    )
                )
    return tuple(found)
