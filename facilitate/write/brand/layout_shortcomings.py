"""What the layouts of a deck that are in use do not offer, in words."""

from collections.abc import Iterator

from facilitate.write.base_file import SLIDE_HEIGHT, Role, SlideLayout
from facilitate.write.brand.vision import READABLE

OPENING: tuple[Role, ...] = ("cover", "divider")
"""They hold words in their own places only."""

CRAMPED = 300.0  # points of height: what belongs together does not stand on one slide any more
SMALLEST = 18.0
SMALLEST_ON_COVERS = 15.0

SHORT = {
    "B124": (
        f"On {{names}} words have less than {READABLE} to 1 against what lies behind them, so "
        "they are written in another colour.",
        "Give the placeholders colours that can be read there.",
    ),
    "B125": (
        "On {names} words stand on a picture on which no colour can be read, so their box is "
        "filled.",
        "Choose a calmer picture, or other layouts under `layouts:`.",
    ),
    "B126": (
        "There is no plain light ground to draw on, so what is drawn stands on a white panel: "
        "{names}.",
        "Choose layouts on a light ground under `layouts:` if there are some.",
    ),
    "B127": (
        "There is no place where the slide's number can be read, so it stands under the matter: "
        "{names}.",
        "Insert a slide number on the master and on these layouts.",
    ),
    "B130": (
        "Title and text lie over each other, so matter is drawn beside the title and not in the "
        "place for text: {names}.",
        "Move the text below the title on these layouts.",
    ),
    "B135": (
        "There is so little room under the title that it stands higher and has less of it: "
        "{names}.",
        "Make the title's box lower on these layouts, or choose others under `layouts:`.",
    ),
    "B136": (
        "There is so little room for matter that words have the least size, the large clock of an "
        "exercise becomes a line, and more goes on to a next slide: {names}.",
        "Make title, foot and art smaller on these layouts, or choose others under `layouts:`.",
    ),
    "B137": (
        "The text of {names} is in capitals or with space between its letters, so it is written "
        "without; titles keep both.",
        "Nothing to do.",
    ),
    "B139": (
        "Date or foot is left out where it lies under the slide's number, or on a picture on which "
        "no colour can be read: {names}.",
        "Move it on the master and on these layouts.",
    ),
    "B128": (
        f"Title or text of {{names}} has less than {SMALLEST:.0f} points on a slide "
        f"{SLIDE_HEIGHT:.0f} points high, so it is written larger.",
        "Make it larger on the master, so that it is read from the last row.",
    ),
}
"""What layouts in use do not offer, and what to do."""


def shortcomings(role: Role, layout: SlideLayout) -> Iterator[str]:
    """Yield the codes of what a layout that is in use does not offer."""
    places = [one for one in (layout.title, *layout.texts) if one]
    around = [one for one in (*layout.furniture, layout.number) if one]
    if any(one.repaint and not one.fill for one in (*places, *around)):
        yield "B124"
    if any(one.fill for one in places):
        yield "B125"
    if layout.panel:
        yield "B126"
    if layout.content and layout.content.height < CRAMPED:
        yield "B136"
    if not layout.has_number and role not in OPENING:
        yield "B127"
    least = SMALLEST_ON_COVERS if role in OPENING else SMALLEST
    small = any(one.size < least for one in layout.texts)
    if small or (layout.title and layout.title.size < SMALLEST):
        yield "B128"
    if role not in OPENING and any(one.capitals or one.tracking for one in layout.texts):
        yield "B137"
