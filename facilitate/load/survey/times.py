"""When a row was sent in: read by the order of day and month that a person has reviewed."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from facilitate.load.survey.layout import DateOrder

_TIME = re.compile(
    r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})"
    r"(?:[T ,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*(am|pm)?)?"
    r"\s*(?:gmt|utc|z|bst)?\s*(?:([+\-\u2212])(\d{1,2}):?(\d{2})?)?",
    re.IGNORECASE,
)
_ORDERS: tuple[DateOrder, ...] = ("year first", "day first", "month first")


def moment(text: str, order: DateOrder) -> datetime | None:
    """Return a time such as `2026/05/04 9:06:00 am GMT+1`, moved to UTC if it says its offset.

    None of a text that is no time in this order.
    """
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    first, second, third = int(found[1]), int(found[2]), int(found[3])
    year, month, day = {
        "year first": (first, second, third),
        "day first": (third, second, first),
        "month first": (third, first, second),
    }.get(order, (0, 0, 0))
    if year < 100 and order != "year first":
        year += 2000
    hour = int(found[4] or 0)
    if found[7]:
        hour = hour % 12 + 12 * (found[7].casefold() == "pm")
    try:
        when = datetime(year, month, day, hour, int(found[5] or 0), int(found[6] or 0))  # noqa: DTZ001  no export names its time zone
    except ValueError:
        return None
    if year < 1990:
        return None
    shift = timedelta(hours=int(found[9] or 0), minutes=int(found[10] or 0))
    return when + shift if found[8] in ("-", "\u2212") else when - shift


def order_of(cells: Sequence[str], likely: DateOrder) -> tuple[DateOrder, bool]:
    """Return the order in which every cell is a time, and whether another would sort them so too.

    Empty and False of a column that no order can read; the tool's own order comes first.
    """
    filled = [cell for cell in cells if cell.strip()]
    orders = (likely, *_ORDERS) if likely else _ORDERS
    ranked: dict[DateOrder, list[int]] = {}
    for order in dict.fromkeys(orders):
        times = [when for cell in filled if (when := moment(cell, order))]
        if len(times) == len(filled):
            ranked[order] = sorted(range(len(times)), key=times.__getitem__)
    if not ranked:
        return "", not filled
    best = next(iter(ranked))
    return best, len({tuple(ranks) for ranks in ranked.values()}) == 1
