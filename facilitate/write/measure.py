"""How wide a text is, where its lines break, and what then fits: columns, words over boxes.

Advance widths come from shipped tables; Arial is measured on its metric twin Liberation Sans.
Kerning is left out: it makes text narrower by less than the slack that callers leave, so that
measured text is never too wide for its box.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar, cast
from unicodedata import combining, east_asian_width

from facilitate.document import Column, Option
from facilitate.structs import Struct

MM_PER_PT = 25.4 / 72

_FOLDER = Path(__file__).parent / "widths"
_TABLES = {
    "arial": (400, 700),
    "atkinson-hyperlegible-next": (400, 700),
    "source-sans-3": (400, 600, 700),
}
_STAND_IN = "arial"  # a face that is not at hand is measured as this: most letters are narrower
_UNKNOWN_EM = 0.62  # a letter that the face lacks comes from a fallback face, about so wide
PAUSES = ".,;:!?–—"
"""Signs after which a title may end a line: the sense pauses there."""

_WIDE_EM = 1.0  # Chinese, Japanese, Korean, emoji, the sign for an unknown letter

# A word with the hyphen or dash after it, a run of spaces, or a wide character by itself.
_SPACE = " \t\u200b"
_AFTER = "–—/-"
_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef"

WIDER = {400: 1.15, 700: 1.2}
"""What programs take for a missing face (DejaVu Sans) is so much wider than Arial by weight.

Columns, rows and charts leave room for it: a theme's face may be changed in the finished file.
"""

_PART_END = re.compile(f"[{_SPACE}\n]+|(?<=[{_AFTER}])")
_ATOM = re.compile(
    f"[{_SPACE}]+|[{_WIDE}]|[^{_SPACE}{_WIDE}{_AFTER}]*[{_AFTER}]+|[^{_SPACE}{_WIDE}{_AFTER}]+"
)


class Face(Struct):
    """Advance widths of one face, in em: by character, with its ascent and descent."""

    widths: Mapping[str, float]
    ascent: float
    descent: float


class Piece(NamedTuple):
    """A stretch of text in one face and size; `lead_mm` is empty room before it (for a mark)."""

    text: str
    font: str
    size_pt: float
    bold: bool = False
    lead_mm: float = 0.0


P = ParamSpec("P")
T = TypeVar("T")

_FORGET: list[Callable[[], None]] = []


def measured(*, maxsize: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Return a decorator that keeps what a function returns until another face is known.

    Whatever rests on the widths of a font that it has by name is kept by this and not by
    `lru_cache`.
    """

    def keeping(function: Callable[P, T]) -> Callable[P, T]:
        kept = lru_cache(maxsize=maxsize)(function)
        _FORGET.append(kept.cache_clear)
        return cast("Callable[P, T]", kept)

    return keeping


def forget() -> None:
    """Have everything measured anew."""
    for clear in _FORGET:
        clear()


def parts_of_words(text: str) -> list[str]:
    """Return what no line may end inside: words, and the parts of words with a hyphen."""
    return _PART_END.split(text)


def width_mm(text: str, font: str, size_pt: float, bold: bool = False, *, weight: int = 0) -> float:
    """Return the width of one line of text in millimetres; `weight` 600 asks for semibold."""
    return _em(text, font, weight or (700 if bold else 400)) * size_pt * MM_PER_PT


def ascent_mm(font: str, size_pt: float) -> float:
    """Return the height of the face above its baseline."""
    return font_face(font, 400).ascent * size_pt * MM_PER_PT


def natural_leading(font: str) -> float:
    """Return the face's own line height in em, which Office calls single spacing."""
    metrics = font_face(font, 400)
    return metrics.ascent + metrics.descent


@measured(maxsize=4096)
def lines(
    text: str, font: str, size_pt: float, *, width: float, bold: bool = False
) -> tuple[str, ...]:
    """Return the text broken to lines of at most `width` millimetres; at least one line."""
    broken = wrapped((Piece(text, font, size_pt, bold),), width)
    return tuple("".join(piece.text for piece in line) for line in broken)


def balanced_width(words: str, font: str, size_pt: float, width: float) -> float:
    """Return the least width in millimetres at which bold words take no more lines than they must.

    Lines come out about equally long, and no word hangs alone. What has line ends of its own, and
    what stands on one line, keeps the whole width.
    """

    def count(tried: float) -> int:
        return line_count((Piece(words, font, size_pt, bold=True),), tried)

    least = count(width)
    if least == 1 or "\n" in words:
        return width
    low, high = width / 3, width
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if count(middle) == least else (middle, high)
    return high


def line_count(pieces: tuple[Piece, ...], width: float) -> int:
    """Return how many lines the pieces take one after the other in `width` millimetres."""
    if _fits_one_line(pieces, width):
        return 1
    return len(wrapped(pieces, width))


@measured(maxsize=4096)
def wrapped(pieces: tuple[Piece, ...], width: float) -> tuple[tuple[Piece, ...], ...]:
    """Return the pieces of each line, broken greedily at spaces, hyphens, dashes and slashes.

    A word that is wider than the line is broken where the line ends, as Office does. Line ends
    in the text break a line; spaces at the end of a line take no room.
    """
    done: list[tuple[Piece, ...]] = []
    line: list[Piece] = []
    used = 0.0
    for cluster in _clusters(pieces):
        if cluster is None:
            done.append(tuple(line))
            line, used = [], 0.0
            continue
        words, available = _widths(cluster)
        if line and used + words > width + 1e-6:
            done.append(tuple(line))
            line, used = [], 0.0
        if words > width:
            *full, cluster = _chopped(cluster, width)
            done += (tuple(part) for part in full)
            available = _widths(cluster)[1]
        line += cluster
        used += available
    done.append(tuple(line))
    return tuple(_joined(line) for line in done)


_OWN: dict[str, Mapping[int, Face]] = {}
"""Faces of organisations by their names in small letters, and by weight."""


def measure_by(font: str, faces: Mapping[int, Face]) -> None:
    """Have text in a font measured by these faces from now on, if it has no table of ours."""
    if faces and _OWN.get(font.casefold()) != faces:
        _OWN[font.casefold()] = faces
        forget()


def is_known(font: str) -> bool:
    """Say whether text in a font is measured by its own letters, not by those of Arial."""
    return font.casefold() in _OWN or font.casefold().replace(" ", "-") in _TABLES


@measured(maxsize=64)
def font_face(font: str, weight: int) -> Face:
    """Return the widths of a font by its name; one that is not known is measured as Arial."""
    name = font.casefold().replace(" ", "-")
    own = _OWN.get(font.casefold()) if name not in _TABLES else None
    if own:
        return own[min(own, key=lambda known: abs(known - weight))]
    family = name if name in _TABLES else _STAND_IN
    return _shipped(family, min(_TABLES[family], key=lambda known: abs(known - weight)))


@cache
def _shipped(family: str, weight: int) -> Face:
    stored = json.loads((_FOLDER / f"{family}-{weight}.json").read_text(encoding="ascii"))
    em = stored["units_per_em"]
    widths = {
        chr(first + offset): width / em
        for first, run in stored["runs"]
        for offset, width in enumerate(run)
    }
    return Face(widths, stored["ascent"] / em, stored["descent"] / em)


@measured(maxsize=16384)
def _em(text: str, font: str, weight: int) -> float:
    known = font_face(font, weight).widths
    try:
        return sum(map(known.__getitem__, text))
    except KeyError:
        return sum(known.get(letter, _em_unknown(letter)) for letter in text)


def _em_unknown(letter: str) -> float:
    if combining(letter) or letter < " " or letter in "\u200b\u200d\ufe0f":
        return 0.0
    return _WIDE_EM if letter == "\ufffd" or east_asian_width(letter) in "WF" else _UNKNOWN_EM


def _width(piece: Piece) -> float:
    text, font, size_pt, bold, lead_mm = piece
    return _em(text, font, 700 if bold else 400) * size_pt * MM_PER_PT + lead_mm


def _fits_one_line(pieces: tuple[Piece, ...], width: float) -> bool:
    """Say quickly what is true of most texts: no line end in them, and room for all."""
    if any("\n" in piece.text for piece in pieces):
        return False
    return sum(map(_width, pieces)) <= width


def _widths(cluster: Sequence[Piece]) -> tuple[float, float]:
    """Return the width of a cluster without and with the spaces at its end."""
    available = sum(map(_width, cluster))
    last = cluster[-1]
    if last.text[-1:] not in _SPACES:
        return available, available
    trailing = last.text[len(last.text.rstrip(_SPACE)) :]
    return available - width_mm(trailing, last.font, last.size_pt, last.bold), available


def _clusters(pieces: tuple[Piece, ...]) -> Iterator[list[Piece] | None]:
    """Yield what may not be broken, with the spaces after it; None where a line is ended."""
    cluster: list[Piece] = []
    for text, font, size_pt, bold, lead in pieces:
        for number, line in enumerate(text.split("\n")):
            if number:
                if cluster:
                    yield cluster
                yield None
                cluster, lead = [], 0.0
            for atom in _ATOM.findall(line) or ([""] if lead else ()):
                if cluster and atom[:1] not in _SPACES and _may_break(cluster[-1].text[-1:]):
                    yield cluster
                    cluster = []
                cluster.append(Piece(atom, font, size_pt, bold, lead))
                lead = 0.0
    if cluster:
        yield cluster


_SPACES = frozenset(_SPACE)
_BREAKS = frozenset(_SPACE + _AFTER)


def _may_break(last: str) -> bool:
    return last in _BREAKS or last >= "\u2e80"


def _chopped(cluster: list[Piece], width: float) -> list[list[Piece]]:
    """Return a cluster that is wider than the line in parts that fit it, letter by letter."""
    parts: list[list[Piece]] = [[]]
    used = 0.0
    for piece in cluster:
        known: dict[str, float] = {}
        lead, begun = piece.lead_mm, 0
        for index, letter in enumerate(piece.text or [""]):
            if letter not in known:
                known[letter] = width_mm(letter, piece.font, piece.size_pt, piece.bold)
            wide = known[letter] + (lead if index == 0 else 0.0)
            if (parts[-1] or index > begun) and used + wide > width and letter != " ":
                if index > begun:
                    parts[-1].append(_part(piece, begun, index))
                parts.append([])
                used, begun = 0.0, index
            used += wide
        parts[-1].append(_part(piece, begun, len(piece.text)))
    return parts


def _part(piece: Piece, begun: int, end: int) -> Piece:
    """Return some of a piece's letters; the room before it stays with the first ones."""
    lead = piece.lead_mm if begun == 0 else 0.0
    return Piece(piece.text[begun:end], piece.font, piece.size_pt, piece.bold, lead)


def _joined(line: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return neighbours of one kind as one piece, without the spaces at the line's end."""
    runs: list[list[Piece]] = []
    for piece in line:
        if runs and not piece.lead_mm and piece[1:4] == runs[-1][0][1:4]:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    merged = [run[0]._replace(text="".join([piece.text for piece in run])) for run in runs]
    if merged:
        merged[-1] = merged[-1]._replace(text=merged[-1].text.rstrip(_SPACE))
    return tuple(merged)


_MOST_LINES = 2


class ScaleHead(Struct):
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


NARROW_MM = 24.0
"""A column no wider than this holds ticks or figures, which stay beside the words."""


SHORT_LINE_MM_PER_PT = 1.7
"""A column whose lines are all shorter than this keeps them whole: `Table 12`, `9 March`."""


def column_widths(
    columns: Sequence[Column],
    wanted: Sequence[float],
    least: Sequence[float],
    width: float,
    *,
    words: Sequence[float] = (),
    narrow: float = NARROW_MM,
) -> tuple[float, ...]:
    """Return the columns' widths, gutters included, which add up to `width`; all in one unit.

    `wanted` is what each column needs to stand on one line, `least` the least it can do with.
    Columns with a share divide what those without one leave; these get what they want, but no
    more than half of the width together. None is narrower than its longest word, which is `words`
    (or `least`), while there is room for all of these.
    """
    given = _shared(columns, wanted, least, width, narrow)
    return widened(given, words or least)


def _shared(
    columns: Sequence[Column],
    wanted: Sequence[float],
    least: Sequence[float],
    width: float,
    narrow: float,
) -> tuple[float, ...]:
    shares = [column.share for column in columns]
    if all(shares):
        return tuple(width * share / sum(shares) for share in shares)
    if not any(shares):
        return tuple(_divided(wanted, least, width, narrow))
    free = [number for number, share in enumerate(shares) if not share]
    available = min(sum(wanted[number] for number in free), width / 2)
    parts = _divided([wanted[n] for n in free], [least[n] for n in free], available, narrow)
    given = dict(zip(free, parts, strict=True))
    rest = width - sum(parts)
    return tuple(
        given[number] if number in given else rest * share / sum(shares)
        for number, share in enumerate(shares)
    )


def _divided(
    wanted: Sequence[float], least: Sequence[float], width: float, narrow: float
) -> list[float]:
    """Return what each wants and a part of the room to spare, or its words and a fair part."""
    if sum(wanted) <= width:
        words = [max(want - narrow, 0.0) for want in wanted]
        parts = words if any(words) else wanted
        spare = (width - sum(wanted)) / sum(parts)
        return [want + spare * part for want, part in zip(wanted, parts, strict=True)]
    if sum(least) >= width:
        return list(_too_narrow(least, width))
    more = [want - low for want, low in zip(wanted, least, strict=True)]
    spare = (width - sum(least)) / sum(more)
    return [low + spare * each for low, each in zip(least, more, strict=True)]


def _too_narrow(words: Sequence[float], width: float) -> tuple[float, ...]:
    """Return widths that are less than words take: of a little, each gives alike of its white.

    Where that is more than a tenth of one of them, each gives in proportion.
    """
    lacks = (sum(words) - width) / len(words)
    if lacks <= min(words) / 10:
        return tuple(each - lacks for each in words)
    return tuple(width * each / sum(words) for each in words)


def widened(given: Sequence[float], words: Sequence[float]) -> tuple[float, ...]:
    """Return the widths with none under its longest word; the others give of what they can."""
    if all(one >= word for one, word in zip(given, words, strict=True)):
        return tuple(given)
    width = sum(given)
    if sum(words) >= width:
        return _too_narrow(words, width)
    missing = sum(max(word - one, 0.0) for one, word in zip(given, words, strict=True))
    to_give = sum(max(one - word, 0.0) for one, word in zip(given, words, strict=True))
    share = missing / to_give
    return tuple(
        max(one, word) - max(one - word, 0.0) * share
        for one, word in zip(given, words, strict=True)
    )
