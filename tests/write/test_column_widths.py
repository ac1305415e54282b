"""How a table's columns share its width; every figure is worked out by hand."""

from collections.abc import Sequence

import pytest

from facilitate.document import Column
from facilitate.write.measure import column_widths, widened


def shared(
    shares: Sequence[float],
    wanted: Sequence[float],
    least: Sequence[float],
    width: float,
    words: Sequence[float] = (),
    narrow: float = 24.0,
) -> list[float]:
    columns = [Column(share=share) for share in shares]
    found = column_widths(columns, wanted, least, width, words=words, narrow=narrow)
    return [round(one, 6) for one in found]


@pytest.mark.parametrize(
    ("shares", "wanted", "least", "width", "found"),
    [
        # Shares alone, whatever is wanted.
        ((1, 3), (10, 10), (5, 5), 200, [50, 150]),
        # What is wanted fits: words (10 and 40 over 20) take the 60 to spare as 1 and 4.
        ((0, 0), (30, 60), (5, 5), 150, [42, 108]),
        # Figures alone share the 30 to spare by what they want.
        ((0, 0), (10, 20), (5, 5), 60, [20, 40]),
        # A column just as wide as a narrow one has no words, and gets nothing of it.
        ((0, 0), (20, 30), (5, 5), 70, [20, 50]),
        # More is wanted than there is: the 60 above the least go by what is wanted beyond it.
        ((0, 0), (100, 60), (20, 20), 100, [60, 40]),
        # Not even the least has room.
        ((0, 0), (90, 200), (50, 100), 120, [40, 80]),
        # A column without a share gets what it wants; those with one divide the rest.
        ((0, 1, 3), (40, 9, 9), (5, 5, 5), 200, [40, 40, 120]),
        # But no more than half of the width.
        ((0, 1, 1), (150, 9, 9), (20, 5, 5), 200, [100, 50, 50]),
        # Two without a share divide their half between them: 100 as 60 and 40.
        ((0, 1, 0), (100, 9, 60), (20, 5, 20), 200, [60, 100, 40]),
    ],
)
def test_columns_share_the_width(
    shares: Sequence[float],
    wanted: Sequence[float],
    least: Sequence[float],
    width: float,
    found: list[float],
) -> None:
    assert shared(shares, wanted, least, width, narrow=20.0) == found


def test_a_column_up_to_24_mm_holds_ticks_unless_it_is_said_otherwise() -> None:
    columns = (Column(), Column())
    assert column_widths(columns, (24, 34), (1, 1), 68) == (24, 44)


def test_no_column_is_narrower_than_its_longest_word_while_there_is_room() -> None:
    # 30 are missing in the first; the second has 90 above its own word and gives a third of them.
    assert shared((1, 3), (1, 1), (5, 5), 200, words=(80, 60)) == [80, 120]
    # Without words the least is what none may fall below: 10 of 30.
    assert shared((1, 4), (1, 1), (30, 20), 100) == [30, 70]
    # Of two that can give, each gives by what it can: 40 and 20 of the 30 that are missing.
    assert widened((10, 60, 50), (40, 20, 30)) == (40, 40, 40)


def test_where_words_have_no_room_they_share_the_width() -> None:
    assert shared((1, 1), (1, 1), (5, 5), 90, words=(80, 40)) == [60, 30]
    assert widened((40, 60), (70, 30)) == (70, 30)


def test_columns_as_wide_as_their_words_stay_as_they_are() -> None:
    assert widened([50, 50], [50, 50]) == (50, 50)


def test_columns_without_room_for_all_words_give_alike_of_their_white() -> None:
    # 24 + 28 + 20 are 72; of the 6 that lack each gives 2, which is a tenth of the least.
    assert widened((20, 26, 20), (24, 28, 20)) == (22, 26, 18)
    assert widened((40, 40), (100, 20)) == pytest.approx((80 * 100 / 120, 80 * 20 / 120))
