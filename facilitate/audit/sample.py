"""Made-up answers, so that pages can be seen before anybody has answered. They say SAMPLE."""

import random
from collections.abc import Iterator, Mapping

from facilitate.load.answers import AnswerRow, AnswerTable
from facilitate.model import Dimension, Person, Programme, Questions, Sharing

MISSING = 0.02
"""The share of items that nobody answers, so that pages show how that looks."""


def sample_answers(programme: Programme, questions: Questions) -> Mapping[str, AnswerTable]:
    """Return made-up answers of every member for each stock take of the programme.

    Every other theme lies higher and later stock takes lie a little higher, so that there is
    something to see. The same programme gives the same answers; nobody's real ones go in.
    """
    takes = programme.says.stock_takes
    names = sorted(takes, key=lambda name: takes[name])
    return {name: _wave(programme, questions, number) for number, name in enumerate(names)}


def sample_sharing(programme: Programme) -> Mapping[str, Sharing]:
    """Return choices in which everybody shares with the partner and may be watched."""
    choice = Sharing.model_validate(
        {"sharing": "both partners", "being observed": "yes", "sponsor visit": "yes"}
    )
    return {person.id: choice for person in programme.people()}


def _wave(programme: Programme, questions: Questions, number: int) -> AnswerTable:
    members = [one for one in programme.people() if one.pair and not one.vacant]
    rows = tuple(_row(questions, one, number, line) for line, one in enumerate(members, 2))
    columns = tuple(item.id for one in questions.dimensions for item in one.items)
    return AnswerTable(rows=rows, columns=columns)


def _row(questions: Questions, person: Person, number: int, line: int) -> AnswerRow:
    chance = random.Random(f"{person.id} {number}")  # noqa: S311  made-up figures, no secret
    values: dict[str, str | None] = {}
    for place, dimension in enumerate(questions.dimensions):
        values |= dict(_items(questions, dimension, place, number, chance))
    return AnswerRow(person=person.id, pair=person.pair, role=person.role, values=values, line=line)


def _items(
    questions: Questions, dimension: Dimension, place: int, number: int, chance: random.Random
) -> Iterator[tuple[str, str | None]]:
    low, high = questions.scale.low, questions.scale.high
    middle = low + (high - low) * (0.7 - 0.09 * (place % 5) + 0.08 * number)
    own = chance.gauss(middle, (high - low) * 0.15)
    for item in dimension.items:
        given = min(high, max(low, round(chance.gauss(own, (high - low) * 0.1))))
        raw = low + high - given if item.reverse else given
        yield item.id, None if chance.random() < MISSING else str(raw)
