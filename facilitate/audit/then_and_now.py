"""Then and now for a pair, where the same people share both, and for a person alone."""

from facilitate.audit.findings import (
    PairChange,
    PersonChange,
)
from facilitate.audit.pairs import Seats, both_scores, seats, together
from facilitate.audit.room import Room
from facilitate.audit.sitting import Sitting
from facilitate.model.questions import Dimension
from facilitate.recipient import Recipient

METHOD = "the same people both times; nobody's missing answer is filled in"


def pair_changes(room: Room, then: Sitting, now: Sitting) -> tuple[PairChange, ...]:
    """Return a pair's two pictures of each theme, where the same people shared both times."""
    before = {pair.id: pair for pair in seats(room, then)}
    found: list[PairChange] = []
    for pair in seats(room, now):
        earlier = before.get(pair.id)
        if earlier is None or earlier.present != pair.present:
            continue
        first, second = together(room, then, earlier), together(room, now, pair)
        for dimension in room.questions.dimensions if first and second else ():
            old, new = both_scores(first, dimension), both_scores(second, dimension)
            if old and new:
                found.append(_pair_change(then, now, pair, dimension, old=old, new=new))
    return tuple(found)


def _pair_change(
    then: Sitting,
    now: Sitting,
    pair: Seats,
    dimension: Dimension,
    *,
    old: tuple[tuple[str, float], ...],
    new: tuple[tuple[str, float], ...],
) -> PairChange:
    return PairChange(
        id=f"{now.wave}/since/{then.wave}/pair/{pair.id}/{dimension.id}",
        wave=now.wave,
        subject=Recipient("pair", pair.id),
        readers=pair.readers,
        n=len(new),
        asked=len(new),
        method=METHOD,
        question="What did you do that made a difference here, or kept it as it was?",
        dimension=dimension.id,
        name=dimension.name,
        then=old,
        now=new,
    )


def person_changes(room: Room, then: Sitting, now: Sitting) -> tuple[PersonChange, ...]:
    """Return each person's own two means of each theme, for that person alone; no verdict."""
    before, after = then.by_reader, now.by_reader
    found: list[PersonChange] = []
    for person in room.people.values():
        old, new = before.get(person.reader), after.get(person.reader)
        if old is None or new is None or room.share_of(person.reader) == "group only":
            continue
        for dimension in room.questions.dimensions:
            first, second = old.means[dimension.id], new.means[dimension.id]
            if first is not None and second is not None:
                reader = person.reader
                found.append(
                    PersonChange(
                        id=f"{now.wave}/since/{then.wave}/person/{person.id}/{dimension.id}",
                        wave=now.wave,
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
