"""The group's own words, how role groups find each other, and what is not shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitate.audit.findings import Finding, GroupVoice, Quote, RoleMatrix, Withheld
from facilitate.audit.scores import points
from facilitate.compose.charts import Charts
from facilitate.compose.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """Cleared words of the group on a theme."""

    theme: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceItem:
    """One entry of a list in the group's own words, and the share of people who gave it."""

    words: str
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceView:
    """A list in the group's own words, and how many people gave one."""

    prompt: str
    n: int
    items: tuple[VoiceItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotShown:
    """What is not shown, and why, in one sentence."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """How one role group finds another (`own` is its own group); empty where not shown."""

    rated: str
    mark: str
    mean: str
    n: int
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One role group's row."""

    role: str
    mark: str
    cells: tuple[MatrixCell, ...]


def quote_views(found: Sequence[Finding], theme_names: dict[str, str]) -> tuple[QuoteView, ...]:
    """Return the group's cleared words."""
    return tuple(
        QuoteView(theme=theme_names.get(one.dimension, one.dimension), words=one.words)
        for one in found
        if isinstance(one, Quote)
    )


def voice_views(found: Sequence[Finding]) -> tuple[VoiceView, ...]:
    """Return the lists in the group's own words; shares are counts out of those who answered."""
    return tuple(
        VoiceView(
            prompt=one.prompt,
            n=one.n,
            items=tuple(
                VoiceItem(words=words, share=f"{round(share * one.n)} of {one.n}")
                for words, _, share in one.items
            ),
        )
        for one in found
        if isinstance(one, GroupVoice)
    )


def not_shown_views(found: Sequence[Finding], wording: Wording) -> tuple[NotShown, ...]:
    """Return what is not shown, each with its plain sentence."""
    return tuple(
        NotShown(
            name=one.would_be,
            sentence=wording.of("not shown reasons", one.reason)
            .format(name=one.would_be, help=one.what_would_help)
            .strip(),
        )
        for one in found
        if isinstance(one, Withheld) and one.reason != "not_shared"
    )


def matrix_rows(found: Sequence[Finding], charts: Charts) -> tuple[MatrixRow, ...]:
    """Return how the role groups find each other: rows rate columns."""
    matrix = next((one for one in found if isinstance(one, RoleMatrix)), None)
    if matrix is None:
        return ()
    roles = list(dict.fromkeys([c.rater for c in matrix.cells] + [c.rated for c in matrix.cells]))
    cells = {(cell.rater, cell.rated): cell for cell in matrix.cells}

    def cell(rater: str, rated: str) -> MatrixCell:
        known = cells.get((rater, rated))
        return MatrixCell(
            rated=charts.wording.roles(rated),
            mark=charts.mark(rated),
            mean=points(known.mean) if known else "",
            n=known.n if known else 0,
            own=rater == rated,
        )

    return tuple(
        MatrixRow(
            role=charts.wording.roles(rater),
            mark=charts.mark(rater),
            cells=tuple(cell(rater, rated) for rated in roles),
        )
        for rater in roles
    )
