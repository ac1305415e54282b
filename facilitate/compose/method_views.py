"""The facilitator's appendix: indices with their intervals, as rows of words."""

from collections.abc import Iterable
from dataclasses import dataclass

from facilitate.audit.findings import Finding, MethodNote


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodRow:
    """One index: about what, measured how, on how many people; figures and interval in words."""

    about: str
    measure: str
    n: int
    figures: str
    interval: str
    words: str


def method_rows(found: Iterable[Finding]) -> tuple[MethodRow, ...]:
    """Return a row for each note on method among a reader's findings, in their order."""
    return tuple(_row(one) for one in found if isinstance(one, MethodNote))


def _row(note: MethodNote) -> MethodRow:
    figures = "; ".join(f"{name} {figure(name, value)}" for name, value in note.figures)
    interval = ""
    if note.interval is not None:
        interval = f"{note.interval[0]:.2f} to {note.interval[1]:.2f}"
    return MethodRow(
        about=note.about,
        measure=note.measure,
        n=note.n,
        figures=figures,
        interval=interval,
        words=note.words,
    )


def figure(name: str, value: float | None) -> str:
    """Return a figure as it is printed: whole ones whole, others to two places, p to three.

    A probability that rounds to nothing is told as `< 0.001`; None is a dash.
    """
    if value is None:
        return "–"
    if value == int(value):
        return str(int(value))
    if " p" in f" {name}":
        return "< 0.001" if value < 0.0005 else f"{value:.3f}"
    return f"{value:.2f}"
