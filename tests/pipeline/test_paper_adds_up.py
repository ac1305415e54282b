"""Whatever changes and whenever it is printed, who does as the lists say has the right paper."""

from collections import Counter
from datetime import datetime
from random import Random

import pytest

from facilitate.out.manifest import Entry
from facilitate.out.printed import PrintSet
from facilitate.pipeline.print_sets import change_since, print_set_of
from facilitate.recipient import GROUP

PATHS = [f"group/sheet-{n}.pdf" for n in range(6)]
EVENING = datetime(2027, 3, 8, 16, 40)  # noqa: DTZ001  a clock on the wall

Paper = Counter[tuple[str, str]]
"""How many copies lie there, by path and by what stands on them."""


def some_sheets(dice: Random) -> list[Entry]:
    """Return what would be printed after a change: other sheets, other words, other numbers."""
    return [
        Entry(path, "pdf", "t", GROUP, key=dice.choice("ab"), prints=dice.randrange(1, 4))
        for path in PATHS
        if dice.random() < 0.7
    ]


def followed(paper: Paper, sheets: list[Entry], sets: list[PrintSet]) -> Paper:
    """Return what lies there after everything to shred was shredded, and all to print printed."""
    change = change_since(sheets, sets)
    shred = {(one.path, one.key) for _, one in (*change.old.values(), *change.gone)}
    kept = Counter({one: copies for one, copies in paper.items() if one not in shred})
    return kept + Counter({(one.path, one.key): change.copies(one) for one in change.again})


@pytest.mark.parametrize("seed", range(40))
def test_after_any_changes_builds_prints_and_undos_the_tables_have_what_the_plan_says(
    seed: int,
) -> None:
    dice = Random(seed)
    sets: list[PrintSet] = []
    papers: list[Paper] = [Counter()]
    for _ in range(12):
        sheets = some_sheets(dice)
        if dice.random() < 0.4:  # a build alone moves no paper
            continue
        if sets and dice.random() < 0.2:  # it was not printed after all
            sets.pop()
            papers.pop()
        change = change_since(sheets, sets)
        papers.append(followed(papers[-1], sheets, sets))
        sets.append(print_set_of(len(sets) + 1, EVENING, 0, change))
        wanted = {(one.path, one.key): one.prints for one in sheets}
        assert {one: n for one, n in papers[-1].items() if one not in wanted} == {}
        assert {one: n for one, n in wanted.items() if papers[-1][one] < n} == {}
        now = change_since(sheets, sets)
        assert (now.again, now.gone) == ((), ())
