"""A pair on each theme, if every member shares and answered; else one sentence for any reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitate.audit.findings import Finding, ItemScore, PairTheme, Withheld
from facilitate.audit.labels import PairRow, pair_label, ranked
from facilitate.audit.room import Room
from facilitate.audit.sitting import SPONSORS, Answerer, Sitting
from facilitate.audit.wording import NOT_SHARED, question_for
from facilitate.model import Person
from facilitate.model.questions import Dimension, StockTakeItem
from facilitate.recipient import Recipient

METHOD = "each one's mean; at least half of the statements answered"


@dataclass(frozen=True, slots=True)
class Seats:
    """A pair with those who read its pages and those who were there when it answered.

    `present` is None where somebody came later. `readers` are the pair's own pages and each
    member. Sponsors make a pair of their own.
    """

    id: str
    members: tuple[Person, ...]
    present: tuple[Person, ...] | None
    readers: frozenset[Recipient]


def seats(room: Room, sitting: Sitting) -> tuple[Seats, ...]:
    """Return every pair that has somebody in it, then the sponsors if they answered."""
    found = [
        _seats(pair, room.members(pair), room.present(pair, sitting))
        for pair in room.programme.pairs
    ]
    if sitting.sponsors:
        people = tuple(person for person in room.people.values() if not person.pair)
        found.append(_seats(SPONSORS, people, people))
    return tuple(pair for pair in found if pair.members)


def _seats(pair: str, members: tuple[Person, ...], present: tuple[Person, ...] | None) -> Seats:
    readers = frozenset({Recipient("pair", pair), *(one.reader for one in members)})
    return Seats(pair, members, present, readers)


def together(room: Room, sitting: Sitting, pair: Seats) -> tuple[Answerer, ...]:
    """Return the answers of all members if each was free to choose `both partners` and did.

    Else it is nobody's at all. Whoever reports to the partner is free only once asked alone.
    """
    answers = sitting.by_reader
    if not pair.present or pair.id in room.to_ask:
        return ()
    if any(person.reader not in answers for person in pair.present):
        return ()
    if any(room.share_of(person.reader) != "both partners" for person in pair.present):
        return ()
    return tuple(answers[person.reader] for person in pair.present)


def both_scores(answers: Sequence[Answerer], dimension: Dimension) -> tuple[tuple[str, float], ...]:
    """Return each member's mean on a theme by role; empty if anybody's is missing."""
    found = [(one.role, one.means[dimension.id]) for one in answers]
    known = tuple((role, score) for role, score in found if score is not None)
    return known if len(known) == len(found) else ()


def pair_findings(room: Room, sitting: Sitting, pair: Seats) -> tuple[Finding, ...]:
    """Return a pair's themes in the order asked; one `Withheld` for all that is not shown.

    Refusal, missing or late answers, too few of them and withdrawal give equal findings.
    """
    answers = together(room, sitting, pair)
    scores = {
        dimension.id: both_scores(answers, dimension) for dimension in room.questions.dimensions
    }
    rows = [
        PairRow(
            dimension=name,
            scores=tuple(score for _, score in known),
            label=pair_label(
                [score for _, score in known],
                room.limits,
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
        return (_not_shared(sitting, pair),)
    return tuple(
        _theme(
            sitting,
            pair,
            dimension,
            row=by_id[dimension.id],
            rank=ranks[dimension.id],
            answers=answers,
        )
        if dimension.id in by_id
        else _not_shared(sitting, pair, dimension)
        for dimension in room.questions.dimensions
    )


def _theme(
    sitting: Sitting,
    pair: Seats,
    dimension: Dimension,
    *,
    row: PairRow,
    rank: int,
    answers: Sequence[Answerer],
) -> PairTheme:
    telling = _telling(row, dimension, answers)
    return PairTheme(
        id=f"{sitting.wave}/pair/{pair.id}/{dimension.id}",
        wave=sitting.wave,
        subject=Recipient("pair", pair.id),
        readers=pair.readers,
        n=len(answers),
        asked=len(answers),
        method=METHOD,
        question=question_for(row.label, dimension, telling),
        dimension=dimension.id,
        name=dimension.name,
        scores=both_scores(answers, dimension),
        gap=row.gap,
        mean=row.mean,
        label=row.label,
        rank=rank,
        items=tuple(
            ItemScore(
                id=item.id,
                text=item.text,
                scores=tuple((one.role, one.items[item.id]) for one in answers),
                turned=item.reverse,
            )
            for item in dimension.items
        ),
    )


def _telling(
    row: PairRow, dimension: Dimension, answers: Sequence[Answerer]
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


def _not_shared(sitting: Sitting, pair: Seats, dimension: Dimension | None = None) -> Withheld:
    name = dimension.id if dimension else "withheld"
    return Withheld(
        id=f"{sitting.wave}/pair/{pair.id}/{name}",
        wave=sitting.wave,
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
