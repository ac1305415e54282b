"""Base files: what decks and Word files start from, ours or an organisation's.

A base says which of its layouts or styles serves what, and where on a slide words may stand.
Lengths on a slide are points of a slide that is 540 points high, and higher where it would not be
720 wide: `scale` turns them into the file's own, so that one measure serves decks of every size.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from facilitate.structs import Struct

SLIDE_HEIGHT = 540.0
SLIDE_WIDTH = 720.0
"""The least height and width of a slide in our points."""

Role = Literal[
    "cover",
    "divider",
    "content",
    "columns",
    "title only",
    "blank",
    "exercise",
    "steps in columns",
    "question",
    "result",
]
"""What a slide is for; a base has one layout for each."""


class Area(NamedTuple):
    """A rectangle in points from the top left corner of the slide."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Return where the area ends."""
        return self.y + self.height

    @property
    def right(self) -> float:
        """Return where the area ends on the right."""
        return self.x + self.width


class Placeholder(Struct, kw_only=True):
    """A place of a layout that words can stand in, as its layout and master together give it.

    `kind` and `index` are those of the Office standard (`title`, `body`, `sldNum`); a place without
    a kind is `obj`. `area` is where the words stand, inside the margins of the box. `size` is that
    of the first level in points, `font` its face, `colour` its `#RRGGBB`.

    `bullet` says that its first level has a bullet of its own, `indented` that it stands in.
    `loose` says that its box has a filling without which its words are read as well.
    `leading` is a share of single spacing, `before` the space over a paragraph, `tracking` that
    between letters.
    `repaint` is the colour for its words where their own cannot be read on what lies behind them,
    and `fill` one to fill its box with where no colour could be: names of the theme (`bg1`) or
    `#RRGGBB`, empty where all is left to the layout. `moved` says that `area` is another than the
    layout's, which leaves too little room or lies across the edge of art. `room` is the same with
    what lies free beyond its foot or head, for words of a cover that are too many; None where
    nothing does. `lifts` says that they are read as well where the title over them leaves room.
    """

    kind: str
    index: int
    area: Area
    size: float
    font: str
    colour: str
    anchor: Literal["t", "ctr", "b"] = "t"
    align: Literal["l", "ctr", "r"] = "l"
    bold: bool = False
    loose: bool = False
    capitals: bool = False
    bullet: bool = False
    indented: bool = False
    leading: float = 1.0
    before: float = 0.0
    tracking: float = 0.0
    repaint: str = ""
    fill: str = ""
    moved: bool = False
    room: Area | None = None
    lifts: bool = False


class SlideLayout(Struct, kw_only=True):
    """A layout of a base deck: its part, its placeholders and the room for what we draw.

    `texts` are the places for matter, in the order of reading. `kicker`, `source` and `number` are
    for the line above a title, the line at the foot and the slide's number; None where the layout
    has no such place. `furniture` (date, foot) is copied onto each slide. `content` is free of
    everything else on the slide and stands on a plain light ground, so that anything may be drawn
    there; None where words belong into the placeholders only, because the ground is not plain.
    Where matter has to be drawn all the same, `panel` says that `content` is painted white first.
    `numbered` says that the number is drawn by the layout itself.
    """

    part: str
    name: str
    title: Placeholder | None
    texts: tuple[Placeholder, ...] = ()
    kicker: Placeholder | None = None
    source: Placeholder | None = None
    number: Placeholder | None = None
    furniture: tuple[Placeholder, ...] = ()
    content: Area | None = None
    panel: bool = False
    numbered: bool = False

    @property
    def has_number(self) -> bool:
        """Whether the slide's number stands where the layout has it."""
        return self.numbered or self.number is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckBase:
    """A base file of decks, opened and prepared once.

    `parts` and `types` are its constant parts and their content types, `digest` stands for them
    where bases are compared. `width` and `height` are the slide's in our points, `scale` is the
    file's points for each of those. `theme` says for each colour of the look by which name the
    file's theme knows it (`accent3`), or how it is written (`#RRGGBB`) where the theme has none.
    `ours` is true of our own base alone: its slides say each box and size themselves, and its dark
    pages are drawn on.
    """

    digest: str
    width: float
    scale: float
    layouts: Mapping[Role, SlideLayout]
    theme: Mapping[str, str]
    title_font: str
    text_font: str
    height: float = SLIDE_HEIGHT
    ours: bool = False
    parts: Mapping[str, bytes] = field(repr=False, compare=False)
    types: Mapping[str, str] = field(repr=False, compare=False)


class ListStyle(Struct, kw_only=True):
    """How a base file numbers a kind of list: its numbering, and how far words stand in."""

    number: int
    kind: int
    level: int
    indent_twips: int


Which = Literal["first", "default", "even"]

LINE = "<!--line-->"
"""Where in a letterhead's part our own line goes."""


class Letterhead(Struct, kw_only=True):
    """The head and foot that an organisation's A4 pages have, and the room that they leave.

    `heads` and `feet` are parts, by which pages they stand on; what a document says
    there goes at `LINE` in them. Margins are the file's; `head_mm` and `foot_mm` say how much of
    the page head and foot take where that is more, `left_side_mm` and `right_side_mm` what drawings
    take at its sides. `keeps_margins` says that a drawing under the page leaves room just there.
    """

    heads: Mapping[Which, str]
    feet: Mapping[Which, str]
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    head_edge_mm: float
    foot_edge_mm: float
    head_mm: float = 0.0
    foot_mm: float = 0.0
    left_side_mm: float = 0.0
    right_side_mm: float = 0.0
    keeps_margins: bool = False

    @property
    def is_on_first_only(self) -> bool:
        """Whether its head stands on first pages alone, which leaves less room there."""
        return "first" in self.heads and "default" not in self.heads

    @property
    def kinds(self) -> tuple[Which, ...]:
        """Return which pages have a head or foot of their own, those of the first page first."""
        order: tuple[Which, ...] = ("first", "default", "even")
        return tuple(one for one in order if one in self.heads or one in self.feet)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBase:
    """A base file of Word documents, opened and prepared once.

    `styles` gives the id of the file's own style for each of ours that it has one for (`Heading1`,
    `ListBullet`); what is missing is made beside them. `sizes` are theirs in points, `lists` say
    how those of lists are numbered, `capitals` are all in capitals. `theme` is as in a deck.
    `fonts` are files that it carries, by family.
    """

    digest: str
    text_font: str
    styles: Mapping[str, str] = field(hash=False)
    sizes: Mapping[str, float] = field(hash=False)
    lists: Mapping[str, ListStyle] = field(hash=False)
    theme: Mapping[str, str] = field(hash=False)
    letterhead: Letterhead = field(hash=False)
    capitals: tuple[str, ...] = ()
    fonts: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict, repr=False, compare=False)
    parts: Mapping[str, bytes] = field(repr=False, compare=False)
    types: Mapping[str, str] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """An organisation's mark: a PNG, JPEG or SVG, with words for who cannot see it."""

    digest: str
    alt: str
    suffix: Literal["png", "jpg", "svg"]
    data: bytes = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFile:
    """A face that an organisation brings along as a file, or that this computer has."""

    digest: str
    family: str
    weight: int
    italic: bool
    data: bytes = field(repr=False, compare=False)


class Brand(Struct, kw_only=True):
    """What an organisation's look brings beyond colours.

    `logo` stands on covers and letters, `small_logo` in feet, `dark_logo` on dark grounds; any may
    be None. Without `deck` or `pages` our own base serves, in the brand's colours and faces.
    """

    name: str = ""
    link: str = ""
    logo: Logo | None = None
    small_logo: Logo | None = None
    dark_logo: Logo | None = None
    fonts: tuple[FontFile, ...] = ()
    deck: DeckBase | None = None
    pages: PageBase | None = None

    @property
    def logos(self) -> tuple[Logo, ...]:
        """Its logos, each once."""
        found = (self.logo, self.small_logo, self.dark_logo)
        return tuple(dict.fromkeys(one for one in found if one is not None))


_EDGE = 36.0
_TALL = 64.0
"""Of a title where the layout has no place for one."""


def room_of(layout: SlideLayout) -> Area:
    """Return the room for matter: the layout's own, or what its texts or its title leave."""
    if layout.content:
        return layout.content
    if layout.texts:
        return max((place.area for place in layout.texts), key=lambda one: one.width * one.height)
    if layout.title:
        area = layout.title.area
        top = min(area.bottom + 12, SLIDE_HEIGHT - 2 * _EDGE)
        return area._replace(y=top, height=SLIDE_HEIGHT - _EDGE - top)
    return Area(_EDGE, _EDGE + _TALL, 720 - 2 * _EDGE, SLIDE_HEIGHT - 2 * _EDGE - _TALL)


def head_of(layout: SlideLayout) -> Placeholder:
    """Return the place of the title; one above the matter where the layout has none."""
    if layout.title:
        return layout.title
    room = room_of(layout)
    area = room._replace(y=max(room.y - _TALL, 0.0), height=_TALL - 8)
    return Placeholder(kind="title", index=0, area=area, size=34, font="", colour="", bold=True)


def top_of(layout: SlideLayout) -> Area:
    """Return where the line above a title stands; without a place of its own above the matter."""
    return layout.kicker.area if layout.kicker else room_of(layout)._replace(height=0.0)


def foot_of(layout: SlideLayout) -> Area:
    """Return where the source stands; without a place of its own at the foot of the matter."""
    room = room_of(layout)
    return layout.source.area if layout.source else room._replace(y=room.bottom, height=0.0)
