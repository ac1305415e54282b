"""When a row of an export came in, as tools write it."""

import pytest

from facilitate.load.tables.times import order_of, timestamp


@pytest.mark.parametrize(
    ("text", "order", "when"),
    [
        ("2026-05-04 09:06:00", "year first", "2026-05-04 09:06:00"),
        ("2026/05/04 9:06:00 am GMT+1", "year first", "2026-05-04 08:06:00"),
        ("2026/05/04 12:14:00 am GMT", "year first", "2026-05-04 00:14:00"),
        ("04/05/2026 15:22", "day first", "2026-05-04 15:22:00"),
        ("05/04/2026 03:14:00 PM", "month first", "2026-05-04 15:14:00"),
        ("2026-05-04T09:06:00Z", "year first", "2026-05-04 09:06:00"),
        ("30/04/2026", "month first", "None"),
        ("soon", "year first", "None"),
        ("5/4/26 9:06", "month first", "2026-05-04 09:06:00"),
        ("04/05/26", "year first", "None"),
    ],
)
def test_a_time_is_read_in_the_order_that_was_reviewed(text, order, when):
    assert str(timestamp(text, order)) == when


def test_an_order_is_sure_only_if_no_other_would_sort_the_rows_differently():
    assert order_of(["04/05/2026", "05/05/2026"], "day first") == ("day first", True)
    assert order_of(["30/04/2026", "04/05/2026"], "") == ("day first", True)
    assert order_of(["04/05/2026", "03/06/2026"], "") == ("day first", False)
    assert order_of(["soon"], "day first") == ("", False)
