"""What stands over the boxes of a scale: words where they are short, else figures and their key."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitate.document import Option
from facilitate.write.measure import lines

_MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class ScaleHead:
    """`over` has words or a figure for each box; `meant` are the figures that stand for words."""

    over: tuple[str, ...]
    meant: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What the figures mean, as one line: `1 disagree strongly … 5 agree strongly`."""
        return (" … " if len(self.meant) == 2 else ", ").join(self.meant)


def scale_head(options: Sequence[Option], *, in_words: bool) -> ScaleHead:
    """Return what stands over the boxes; `in_words` where all words have room there."""
    if in_words:
        return ScaleHead(tuple(option.label or option.value for option in options))
    over = _figures(options)
    meant = (
        f"{figure}\u00a0{option.label}"
        for figure, option in zip(over, options, strict=True)
        if option.label and option.label != figure
    )
    return ScaleHead(over, tuple(meant))


def _figures(options: Sequence[Option]) -> tuple[str, ...]:
    """Return the stored values where these are short, else the numbers from 1."""
    values = tuple(option.value for option in options)
    if all(len(value) <= 2 for value in values):
        return values
    return tuple(str(number) for number in range(1, len(values) + 1))


def words_fit(options: Sequence[Option], font: str, size_pt: float, *, width_mm: float) -> bool:
    """Say whether each option's words stand over a box so wide, on two lines and none broken."""
    return all(
        len(lines(option.label, font, size_pt, width=width_mm)) <= _MOST_LINES
        and all(
            len(lines(word, font, size_pt, width=width_mm)) == 1 for word in option.label.split()
        )
        for option in options
    )
