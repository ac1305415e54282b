"""A section's title: as large as the look says, or as a long name needs; broken evenly."""

from facilitate.document import Paper, Text, plain
from facilitate.write.docx.dress import size_on
from facilitate.write.docx.paper import sheet_of
from facilitate.write.look import Look
from facilitate.write.measure import lines, width_mm

_STEP = 0.94
_ROOM = 0.97  # Office breaks a little earlier than the tables of widths
# On how many lines a title may stand, and how small it may become for it.
_FITS: dict[Paper, tuple[int, float]] = {"a6": (2, 16), "tent": (2, 26), "a3": (3, 40)}


def title_size(title: Text, paper: Paper, look: Look) -> float:
    """Return the title's size in points, or 0 where the style's own size is right.

    A name on a tent shrinks to 60 points to stand on one line, and takes a second line below
    that. No word is broken while it can be made smaller.
    """
    full = size_on(paper, look.sheet, "h1")
    most, floor = _FITS.get(paper, (3, look.sheet.h2))
    size = full
    while size > floor and not _stands(title, size, most, paper, look):
        size *= _STEP
    return 0 if size == full else max(round(size), floor)


def title_indent_mm(title: Text, paper: Paper, look: Look) -> float:
    """Return how much narrower a title of several lines stands, so that no word hangs alone.

    That is the least width that takes no more lines: they come out about equally long.
    """
    size = title_size(title, paper, look) or size_on(paper, look.sheet, "h1")
    full = sheet_of(paper).text_mm
    words = _as_set(title)
    count = len(lines(words, look.slide_font, size, width=full * _ROOM, bold=True))
    if count == 1 or "\n" in words:
        return 0
    low, high = full / 3, full * _ROOM
    while high - low > 1:
        middle = (low + high) / 2
        fits = len(lines(words, look.slide_font, size, width=middle, bold=True)) == count
        low, high = (low, middle) if fits else (middle, high)
    return max(0, full - high / _ROOM)


def _as_set(title: Text) -> str:
    return ("● " if any(run.mark for run in title) else "") + plain(title)


def _stands(title: Text, size: float, most: int, paper: Paper, look: Look) -> bool:
    room = sheet_of(paper).text_mm * _ROOM
    words = _as_set(title)
    if paper == "tent" and size > look.sheet.tent_floor:
        most = 1
    widest = max((width_mm(w, look.slide_font, size, True) for w in words.split()), default=0.0)
    count = len(lines(words, look.slide_font, size, width=room, bold=True))
    return widest <= room and count <= most
