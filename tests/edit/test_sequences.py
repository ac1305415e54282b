"""Random sequences of changes over made-up plans; the long form is `tests.edit.sequences`."""

from collections import Counter

import pytest

from tests.edit.sequences import run


@pytest.mark.parametrize("first", [0, 6, 12])
def test_a_random_sequence_keeps_every_line_that_it_does_not_touch(first: int) -> None:
    told = Counter[str]()
    for seed in range(first, first + 6):
        run(seed, told)
    assert told["outside"] > 0
    done = sum(count for what, count in told.items() if ":" not in what and what != "outside")
    assert done > 10
