"""Figures in scale points as they are printed: one rule for pages, notes, text and labels."""

from math import floor


def to_one_decimal(value: float) -> float:
    """Return a figure as pages print it: to one decimal, halves up.

    Labels rest on it, so that no label contradicts the figure that stands beside it.
    """
    return floor(value * 10 + 0.5 + 1e-9) / 10


def points(value: float, decimals: int = 1) -> str:
    """Return scale points as words, as they are printed: `4.3`."""
    return f"{to_one_decimal(value):.{decimals}f}"
