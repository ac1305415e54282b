"""Nobody can work out who named a theme: each way in which it could have been, tried one by one."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import product

import pytest

from facilitate.audit.finding import Finding
from facilitate.audit.findings import NamedTheme, Withheld
from facilitate.audit.findings_of_plan import NOTHING_YET, audit
from facilitate.audit.free_lists import NAMED_BY, most_told
from facilitate.audit.ledger import Ledger, with_released
from facilitate.audit.voices_of_plan import Spoken
from facilitate.figures import points
from facilitate.load.voices import Voice
from tests.audit.a_stock_take import programme
from tests.audit.test_conversations import ASKING, BOOK

WHO = programme()
Printed = tuple[object, ...]


def told(people: Sequence[tuple[str, str, bool]], ledger: Ledger = NOTHING_YET):
    """The stock take of these people: code, role, and whether they named the one theme."""
    lines = tuple(
        Voice("w", "yard" if named else "", "Hello", cleared=False, informant=code, role=role)
        for code, role, named in people
    )
    said = Spoken(lines, BOOK)
    (one,) = audit(
        programme=WHO, questions=ASKING, waves={}, sharing={}, spoken=said, ledger=ledger
    )
    return one


def printed(found: Sequence[Finding]) -> Printed:
    """All that pages say of the theme, or that they say nothing of it, or why."""
    words: list[object] = []
    for one in found:
        if isinstance(one, NamedTheme):
            number = "or more" if one.people is None else points(one.people, 0)
            words += [number, one.n]
            words += [(each.role, points(each.people, 0), each.n) for each in one.roles]
        elif isinstance(one, Withheld):
            words.append(one.what_would_help)
    return tuple(words)


def someone(sizes: Sequence[int], worlds: Iterator[tuple[tuple[bool, ...], Printed]]) -> set[str]:
    """Who is known to have named it, and to whom: `doctor of doctor`, or `anybody of doctor`.

    A reader knows the own answer, who was spoken with, and what is printed. Somebody is known if
    they named it in every world that the reader cannot tell from the true one.
    """
    roles = ["doctor"] * sizes[0] + ["manager"] * (sizes[1] if len(sizes) > 1 else 0)
    sure: dict[tuple[Printed, int | None, bool], list[bool]] = {}
    for world, page in worlds:
        for reader in (None, *range(len(world))):
            own = world[reader] if reader is not None else False
            before = sure.get((page, reader, own), [True] * len(world))
            sure[page, reader, own] = [a and b for a, b in zip(before, world, strict=True)]
    return {
        f"{'anybody' if reader is None else roles[reader]} of {roles[whom]}"
        for (_, reader, _), named in sure.items()
        for whom, known in enumerate(named)
        if known and whom != reader
    }


def people_of(sizes: Sequence[int], world: Sequence[bool]) -> list[tuple[str, str, bool]]:
    roles = ["doctor"] * sizes[0] + ["manager"] * (sizes[1] if len(sizes) > 1 else 0)
    return [
        (f"P{n}", role, named) for n, (role, named) in enumerate(zip(roles, world, strict=True))
    ]


def alike(sizes: Sequence[int], world: Sequence[bool]) -> tuple[bool, ...]:
    """The same world with those who named it first in each role: its pages are the same."""
    first, second = world[: sizes[0]], world[sizes[0] :]
    return (*sorted(first, reverse=True), *sorted(second, reverse=True))


@pytest.mark.parametrize("sizes", [(5,), (6,), (8,), (3, 3), (5, 1), (5, 5), (6, 5)])
def test_no_reader_can_tell_who_named_a_theme(sizes: tuple[int, ...]) -> None:
    page = cache(lambda world: printed(told(people_of(sizes, world)).findings))
    worlds = ((w, page(alike(sizes, w))) for w in product([True, False], repeat=sum(sizes)))
    assert someone(sizes, worlds) == set()


@pytest.mark.parametrize("sizes", [(6,), (7,), (8,), (3, 3), (5, 2), (6, 5)])
@pytest.mark.parametrize("before", [0, 1])
def test_nobody_who_leaves_or_comes_between_two_days_is_told(
    sizes: tuple[int, ...], before: int
) -> None:
    """The last one is there on one of the two days alone, and all readers know who that is."""

    @cache
    def pages(world: tuple[bool, ...]) -> Printed:
        everyone = people_of(sizes, world)
        two = (everyone, everyone[:-1]) if before else (everyone[:-1], everyone)
        first = told(two[0])
        ledger = with_released(
            Ledger(key=b"a key"), first.releases, day="1-day", on=date(2027, 3, 1), output="x"
        )
        return printed(first.findings), printed(told(two[1], ledger).findings)

    def without_last(world: tuple[bool, ...]) -> tuple[bool, ...]:
        rest = (sizes[0] - (len(sizes) == 1), *(size - 1 for size in sizes[1:]))
        return (*alike(rest, world[:-1]), world[-1])

    worlds = ((w, pages(without_last(w))) for w in product([True, False], repeat=sum(sizes)))
    assert someone(sizes, worlds) == set()


@pytest.mark.parametrize("n", range(5, 10))
def test_no_reader_can_tell_who_named_an_entry_of_a_list(n: int) -> None:
    def page(world: tuple[bool, ...]) -> Printed:
        many = sum(world)
        return ("" if many < NAMED_BY else "or more" if many > most_told(n) else many,)

    assert someone((n,), ((w, page(w)) for w in product([True, False], repeat=n))) == set()
