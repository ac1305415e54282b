"""Our look's colours out of an organisation's: readable, apart for every eye, also on grey copies.

A colour of the palette is taken as it is where it can be read, made darker in steps where none
can, and what was made darker is said. What stands for success or danger is never anybody's colour.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from facilitate.structs import Struct
from facilitate.write.brand.vision import (
    READABLE,
    contrast,
    distance,
    first_mixed,
    lightness,
    mixed,
    strength,
)
from facilitate.write.look import Colours

WHITE = "#FFFFFF"

MARK = 3.0
"""Least contrast of marks. Source: WCAG 2.2 (2023), 1.4.11."""

INK = 7.0
"""What text should reach on white, and words on the dark pages. Source: WCAG 2.2 (2023), 1.4.6."""

COVER = 8.0
"""Contrast of white with the dark pages: then paler words on them still have 4.5."""

NEARLY_BLACK = 17.0
"""Text where the palette names no colour for it: black with a trace of the first one."""

APART = 16.0
"""The roles' colours are told apart by every eye: two blues of one brand are so far apart."""

APART_IN_GREY = 6.0
"""And on a grey copy: as far as the two roles are apart in the calm look."""

_DARKER = ((3, 7.0), (4, 9.5), (5, 12.0))
"""What darker colours cost, and their contrast, where those of the palette are not apart."""

ROLES = (
    *("primary", "secondary", "tertiary", "dk2"),
    *(f"accent{number}" for number in range(1, 7)),
)
"""Names whose colours come first, in this order; other names follow as the palette has them."""

_NOBODYS = ("success", "danger")
_GROUNDS = ("background", "light", "lt1", "lt2")
_TEXTS = ("foreground", "dk1")


_DARK = "Name a darker colour if there is one."
_ANOTHER = "Name a second one that is much lighter or darker than the first."


class ColourChange(Struct):
    """What had to be changed of a colour, by its name in the palette; and what to do, in words."""

    name: str
    colour: str
    said: str
    hint: str = _DARK


class ChosenColours(Struct):
    """The look's colours, what the palette calls each, and what had to be changed.

    `names` has a name of the palette for each colour that is one of it, else `#RRGGBB`; `white`
    is among them. `covers` is what had to be changed of the ground of our own covers.
    """

    colours: Colours
    names: Mapping[str, str]
    changes: tuple[ColourChange, ...]
    covers: tuple[ColourChange, ...] = ()


class _Option(Struct):
    """A colour that may serve; `cost` is how much it differs from that of the palette."""

    name: str
    colour: str
    cost: int = 0
    order: int = 0


def chosen(palette: Mapping[str, str], *, ground: str = WHITE) -> ChosenColours:
    """Return our look's colours, from names and `#RRGGBB` in the palette's order.

    Names that mean something are those of `_brand.yml` (foreground, primary ...) and of a theme
    (dk1, lt1, dk2, lt2, accent1 to accent6). `ground` is what we draw on, beside white.
    """
    found = _Chooser({name: colour.upper() for name, colour in palette.items()}, ground.upper())
    colours = found.colours()
    names = {one: found.name_of(getattr(colours, one)) for one in Colours.__struct_fields__}
    return ChosenColours(
        colours, {**names, "white": found.name_of(WHITE)}, tuple(found.changes), found.covers
    )


class _Chooser:
    """Chooses one colour after the other; later ones depend on those before."""

    def __init__(self, palette: Mapping[str, str], ground: str) -> None:
        self._palette = palette
        self._grounds: tuple[str, ...] = (WHITE, ground)
        self.changes: list[ColourChange] = []
        self.covers: tuple[ColourChange, ...] = ()
        banned = {palette[name] for name in _NOBODYS if name in palette}
        first = [name for name in ROLES if name in palette]
        rest = [
            name
            for name, colour in palette.items()
            if name not in (*ROLES, *_NOBODYS, *_GROUNDS, *_TEXTS) and colour not in banned
        ]
        self._marks: dict[str, str] = {}
        for name in (*first, *rest):
            self._marks.setdefault(palette[name], name)

    def colours(self) -> Colours:
        """Return the colours, dark ones first."""
        ink = self._ink()
        tint = self._tint(ink)
        self._grounds = (*self._grounds, tint)
        grey = self._grey(ink)
        doctor, manager = self._two(ink)
        bridge = self._bridge(ink, grey, (doctor, manager))
        dark = self._dark(ink)
        return Colours(
            ink=ink,
            grey=grey,
            mid=_lighter(ink, max(3.4, (MARK + 0.05) * self._shade())),
            rule=_lighter(ink, 1.55),
            centre=_lighter(ink, 2.0),
            tint=tint,
            doctor=doctor,
            manager=manager,
            bridge=bridge,
            dark=dark,
            on_ink=WHITE,
            on_ink_second=_lit(_lighter(dark, 1.5), dark),
            on_ink_doctor=_lit(doctor, dark),
            on_ink_manager=_lit(manager, dark),
        )

    def name_of(self, colour: str) -> str:
        """Return the palette's name of a colour, or the colour where it has none."""
        return next((name for name, one in self._palette.items() if one == colour), colour)

    def _on_ground(self, colour: str) -> float:
        """Return the contrast of a colour on the worst of our light grounds."""
        return min(contrast(colour, ground) for ground in self._grounds)

    def _shade(self) -> float:
        """Return the contrast of the darkest of our light grounds on white."""
        return max(contrast(ground, WHITE) for ground in self._grounds)

    def _ink(self) -> str:
        """Return the colour of text: the brand's own, else nearly black."""
        said = next((name for name in _TEXTS if name in self._palette), "")
        if said:
            colour = self._palette[said]
            if self._on_ground(colour) >= INK:
                return colour
            ground = self._palette.get("background", WHITE)
            if self._on_ground(ground) >= INK:  # pale text for a dark ground: paper is white
                self._say(said, colour, INK, f"background {ground}")
                return ground
            darker = self._darker(colour, INK)
            self._say(said, colour, INK, f"{darker}, a darker one,")
            return darker
        return self._darker(next(iter(self._marks), "#000000"), NEARLY_BLACK)

    def _tint(self, ink: str) -> str:
        """Return a fill that is hardly there: the brand's light one, or a trace of its first."""
        for name in _GROUNDS:
            colour = self._palette.get(name, WHITE)
            pale = 1.03 <= contrast(colour, WHITE) <= 1.25 and strength(colour) < 20
            if pale and contrast(ink, colour) >= INK * 0.85:
                return colour
        return _lighter(next(iter(self._marks), ink), 1.1)

    def _grey(self, ink: str) -> str:
        """Return the colour of what is said quietly: a grey of the palette, or paler text."""
        for colour in self._marks:
            fits = INK * 0.7 <= contrast(colour, WHITE) <= contrast(ink, WHITE) / 1.4
            if fits and strength(colour) < 15 and self._on_ground(colour) >= READABLE:
                return colour
        return _lighter(ink, max(5.5, (READABLE + 0.05) * self._shade()))

    def _two(self, ink: str) -> tuple[str, str]:
        """Return the two roles' colours: the pair that changes least and is told apart."""
        pairs = [
            (one, other)
            for one, other in product(self._options(), repeat=2)
            if one.order < other.order or (one.order == other.order and one.cost < other.cost)
        ]
        pairs.sort(key=lambda pair: (sum(p.cost for p in pair), sum(p.order for p in pair)))
        fits = (pair for pair in pairs if _apart(pair[0].colour, pair[1].colour, ink))
        best = next(fits, None) or max(
            pairs, key=lambda pair: distance(pair[0].colour, pair[1].colour)
        )
        for one in best:
            self._say_role(one)
        self._say_unworn(best)
        return best[0].colour, best[1].colour

    def _say_role(self, one: _Option) -> None:
        """Note why a role does not wear a colour of the palette, if it does not."""
        colour = self._palette.get(one.name, "")
        if not colour or colour == one.colour:
            return
        told = {said.name for said in self.changes}
        if self._on_ground(colour) < READABLE and one.name not in told:
            self._say(one.name, colour, READABLE, f"{one.colour}, a darker one,")
        else:
            said = (
                f"The palette has no second colour that everybody can tell from the first, also "
                f"on a grey copy: {one.colour}, a darker {one.name}, is used beside it."
            )
            self.changes.append(ColourChange(one.name, colour, said, _ANOTHER))

    def _say_unworn(self, best: tuple[_Option, _Option]) -> None:
        """Note that no role wears a brand's first or second colour, nor a darker one of it."""
        others = tuple(dict.fromkeys(one.name or one.colour for one in best))
        are = f"{' and '.join(others)} {'are' if others[1:] else 'is'}"
        worn = {self._palette.get(one.name) for one in best}
        for name in ("primary", "secondary"):
            colour = self._palette.get(name, "")
            if not colour or colour in worn:
                continue
            why, hint = "is not told from text and the others by every eye and in grey", _ANOTHER
            if strength(colour) < 15:
                why = "is a grey"
            elif self._on_ground(colour) < READABLE:
                why, hint = self._too_pale(colour, READABLE), _DARK
            said = f"{name} {colour} {why}: {are} used for words and marks."
            self.changes.append(ColourChange(name, colour, said, hint))

    def _options(self) -> Iterator[_Option]:
        """Yield what a role may wear: colours first, then greys and the dark ground, in steps."""
        hues = [
            colour
            for colour, name in self._marks.items()
            if strength(colour) >= 15 and name != "dark"
        ]
        greys = [colour for colour in self._marks if colour not in hues]
        for order, colour in enumerate((*hues, *greys)):
            name, late = self._marks[colour], 10 * (order >= len(hues))
            read = self._on_ground(colour) >= READABLE
            cost = 0 if read else 2 if contrast(colour, WHITE) > 2 else 4
            start = self._darker(colour, READABLE + 0.05) if cost else colour
            yield _Option(name, start, cost + late, order)
            for more, least in _DARKER:
                if contrast(start, WHITE) < least - 1:
                    yield _Option(name, self._darker(colour, least), more + cost + late, order)
        last = len(hues) + len(greys)
        yield _Option("", self._darker("#6B6B6B", READABLE), 40, last)
        yield _Option("", "#000000", 41, last + 1)

    def _bridge(self, ink: str, grey: str, two: Iterable[str]) -> str:
        """Return the third fill: ink can be read on it, and it is lighter than grey."""
        most = min(contrast(ink, WHITE) / (READABLE + 0.1), contrast(grey, WHITE) / 1.2)
        for colour in self._marks:
            fits = MARK <= contrast(colour, WHITE) <= most
            if fits and all(distance(colour, one) >= APART for one in two):
                return colour
        dark = _lighter(ink, min(MARK + 0.08, most))
        return first_mixed(dark, WHITE, lambda one: contrast(ink, one) >= READABLE)

    def _dark(self, ink: str) -> str:
        """Return the ground of covers: a role's colour that white words can be read on."""
        strong = [colour for colour in self._marks if strength(colour) >= 15]
        first = [colour for colour in strong if self._marks[colour] in ROLES] or strong
        colour = next((one for one in first if contrast(one, WHITE) >= READABLE), "")
        if not colour or contrast(colour, WHITE) >= COVER:
            return colour or ink
        darker = first_mixed(colour, "#000000", lambda one: contrast(one, WHITE) >= COVER)
        said = (
            f"Covers are {darker}, darker than {self._marks[colour]} {colour}, so that "
            "quiet words on them can be read."
        )
        self.covers = (ColourChange(self._marks[colour], colour, said),)
        return darker

    def _darker(self, colour: str, least: float) -> str:
        """Return the colour with as little black in it as it needs on our light grounds."""
        return first_mixed(colour, "#000000", lambda one: self._on_ground(one) >= least)

    def _say(self, name: str, colour: str, least: float, used: str) -> None:
        why = self._too_pale(colour, least)
        said = f"{name} {colour} {why}: {used} is used in its place."
        self.changes.append(ColourChange(name, colour, said))

    def _too_pale(self, colour: str, least: float) -> str:
        reached = self._on_ground(colour)
        return f"has a contrast of {reached:.1f} to 1, and words need {least:g} to 1"


def _apart(one: str, other: str, ink: str) -> bool:
    """Say whether two colours are told apart by every eye and in grey, and both from text."""
    if abs(lightness(one) - lightness(other)) < APART_IN_GREY:
        return False
    from_ink = min(distance(one, ink), distance(other, ink))
    return distance(one, other) >= APART and from_ink >= APART / 4


def _lighter(colour: str, least: float) -> str:
    """Return the colour with as much white in it as leaves it this contrast on white."""
    steps = (mixed(colour, WHITE, step / 100) for step in range(100, -1, -1))
    return next((one for one in steps if contrast(one, WHITE) >= least), colour)


def _lit(colour: str, dark: str) -> str:
    """Return the colour with as little white in it as words on a dark page need."""
    return first_mixed(colour, WHITE, lambda one: contrast(one, dark) >= INK)
