"""A brand's PowerPoint file as a base that decks are written on, and what it cannot offer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from facilitate.faults import Fault, Place, did_you_mean
from facilitate.write.base_file import SLIDE_HEIGHT, Area, DeckBase, Placeholder, Role, SlideLayout
from facilitate.write.brand.background import Ground, Grounds
from facilitate.write.brand.colours import TEXT, chosen
from facilitate.write.brand.concessions import Concessions, listed
from facilitate.write.brand.deck_file import DeckLayout, Seat, Size, layouts_of, size_of
from facilitate.write.brand.deck_parts import (
    cleaned,
    deck_parts,
    from_right,
    laid_level,
    with_places,
)
from facilitate.write.brand.layout_roles import (
    ROLES,
    Candidate,
    LayoutChoice,
    candidate,
    chosen_layouts,
    columns_of,
    covered,
)
from facilitate.write.brand.package import Package, digest_of
from facilitate.write.brand.scheme import SLOTS, Ink, Scheme, ink_of, is_office
from facilitate.write.brand.slide_number import with_read_numbers

_OPENING: tuple[Role, ...] = ("cover", "divider")
_WORDS = {"title only": "a title alone", "cover": "the cover", "divider": "dividers"}

_MARGIN = 24.0  # points kept free at the foot and head of a slide, and twice as many beside
_GAP = 8.0  # points between what we draw and what stands around it
_AIR = 8.0  # points between what we draw and art, where no place says how near it may come
_CRAMPED = 300.0  # points of height: what belongs together does not stand on one slide any more
_LEAST_ROOM = 220.0
_GAIN = 1.1  # times the room: for less no title is moved
_LOW_TITLE = 66.0  # points: two lines of a title in small type
_FULL = 0.75  # of the largest room: with so much a place for text is used as it lies
_OVERLAP = 0.15  # of the title's box; boxes touch in many files, and words do not
_LEAST = (0.42, 190.0)
"""Least room to draw in: a part of the slide's width, and points of height."""

SMALLEST = 18.0
SMALLEST_ON_COVERS = 15.0
HEAVY = 8_000_000
"""Bytes; sixty pairs' decks would be half a gigabyte."""


def deck_base(
    package: Package, *, layouts: Mapping[str, str] | None = None
) -> tuple[DeckBase | None, tuple[Fault, ...]]:
    """Return the base that a brand's deck makes, or None, and what a person should know of it.

    `layouts` are a person's own choices: the name of a layout for each role.
    """
    if package.use != "deck":
        hint = "Use a .potx or .pptx file for decks; this one serves pages."
        return None, (_fault(package, "B109", f"{package.name} is a Word file.", hint),)
    return _Reader(package, layouts or {}).base()


def _fault(package: Package, code: str, message: str, hint: str) -> Fault:
    return Fault(code=code, message=message, hint=hint, place=Place(package.name))


class _Reader:
    """Reads one deck; grounds are painted when they are asked for, each once."""

    def __init__(self, package: Package, asked: Mapping[str, str]) -> None:
        self._turned = from_right(package)
        package = self._package = cleaned(package)
        self._asked = asked
        self._grounds = Grounds(package)
        self._told = Concessions(package.name)
        self._overlapping: dict[str, None] = {}
        self._cramped: dict[str, None] = {}
        self._repainted: dict[str, None] = {}
        self._left_out: dict[str, None] = {}

    def base(self) -> tuple[DeckBase | None, tuple[Fault, ...]]:
        """Return the base and the faults."""
        size = size_of(self._package)
        candidates = self._candidates(size) or self._laid_level(size)
        if not any(one.title or one.bodies for one in candidates):
            candidates = self._with_places(size)
        if not candidates:
            self._wrong(
                "B120",
                f"{self._package.name} has no layouts.",
                "Use a file whose slide master has layouts with a title and a text.",
            )
            return None, tuple(self._told.faults)
        choices = chosen_layouts(candidates, self._own_choices(candidates))
        self._say_choices(choices)
        if self._turned:
            self._told.note(
                "B134",
                "{file} is written from right to left. Slides are written from left to right, "
                "and its lines begin at the left; its places stay where they are.",
            )
        layouts = self._layouts(choices)
        content = choices["content"].candidate.layout
        masters = {one.candidate.layout.master for one in choices.values()}
        parts, types = deck_parts(self._with_read_numbers(choices), masters)
        self._say_seats(layouts)
        self._say_weight(parts)
        theme = self._theme(content, layouts["content"])
        title, texts = layouts["content"].title, layouts["content"].texts
        base = DeckBase(
            digest=digest_of(parts, sorted((role, repr(one)) for role, one in layouts.items())),
            width=size.width,
            height=size.height,
            scale=size.scale,
            layouts=layouts,
            theme=theme,
            title_font=title.font if title else content.scheme.font("+mj-lt"),
            text_font=texts[0].font if texts else content.scheme.font("+mn-lt"),
            parts=parts,
            types=types,
        )
        return base, tuple(self._told.faults)

    def _candidates(self, size: Size) -> list[Candidate]:
        every = layouts_of(self._package, size)
        return [one for one in (candidate(each, self._grounds.of) for each in every) if one]

    def _laid_level(self, size: Size) -> list[Candidate]:
        """Return the layouts of a deck that has vertical ones only, their words laid level."""
        self._package = laid_level(self._package)
        self._grounds = Grounds(self._package)
        candidates = self._candidates(size)
        if candidates:
            self._told.note(
                "B138",
                "In all layouts of {file} words run from top to bottom. They stand level here, in "
                "the places of its master.",
                "Add layouts with a level title and text, if there are some.",
            )
        return candidates

    def _with_places(self, size: Size) -> list[Candidate]:
        """Return the layouts of a deck that has blank ones only, with places for words."""
        self._package = with_places(self._package)
        self._grounds = Grounds(self._package)
        candidates = self._candidates(size)
        if candidates:
            self._told.note(
                "B140",
                "No layout of {file} has a place for words. Title, text and number stand where "
                "its master has them, or else where ours do, in its styles.",
                "Add layouts with a title and a text, if there are some.",
            )
        return candidates

    # ---------------------------------------------------------------------- a person's own choices

    def _own_choices(self, candidates: list[Candidate]) -> dict[Role, Candidate]:
        known = {role: role for role in ROLES}
        found: dict[Role, Candidate] = {}
        by_name: dict[str, Candidate] = {}
        for one in candidates:
            by_name.setdefault(one.layout.name, one)
        for wanted, name in self._asked.items():
            role = known.get(wanted)  # type: ignore[call-overload]
            if role is None:
                hint = did_you_mean(wanted, known, otherwise="Roles: " + ", ".join(ROLES) + ".")
                message = f"Layouts serve roles, and {wanted!r} is none."
                self._wrong("B123", message, hint)
            elif name not in by_name:
                self._wrong(
                    "B123",
                    f"{self._package.name} has no layout called {name!r} for {wanted}.",
                    did_you_mean(
                        name, by_name, otherwise="See them with `facilitate brand inspect`."
                    ),
                )
            else:
                found[role] = by_name[name]
        return found

    # -------------------------------------------------------------------------- a layout for a role

    def _layouts(self, choices: Mapping[Role, LayoutChoice]) -> dict[Role, SlideLayout]:
        """Return the layout of each role; the same one where it is used in the same way."""
        made: dict[tuple[str, bool, tuple[Seat, ...]], SlideLayout] = {}
        found: dict[Role, SlideLayout] = {}
        for role in ROLES:
            one = choices[role].candidate
            texts = self._texts(role, one)
            key = (one.layout.part, role in _OPENING, texts)
            if key not in made:
                made[key] = self._layout(one, texts, draws=role not in _OPENING)
            found[role] = made[key]
        return found

    def _layout(self, one: Candidate, texts: tuple[Seat, ...], *, draws: bool) -> SlideLayout:
        """Return a layout as a role uses it: with these texts, and to draw on or not."""
        layout, ground = one.layout, one.ground
        kicker, source = _lines(one)
        content, panel = None, False
        if draws:
            content, panel = self._content(one, texts, kicker, source)
            for tried in (one, _with_low_title(one, content.height)):
                if tried is None or content.height > _CRAMPED:
                    break
                fill = tried.title and _readable(tried.title, ground, layout.scheme).fill
                if fill and not panel:  # beside a white panel a white box is no hole in the art
                    continue
                more = self._content(tried, (), None, source, below=True)
                if more[1] <= panel and _size_of(more[0]) > _GAIN * _size_of(content):
                    content, panel = more
                    if tried is not one:
                        one, kicker = tried, None
                        self._cramped[f"“{layout.name}”"] = None
        one = replace(one, title=_beside_art(one.title, ground) if one.title else None)
        feet = layout.of(("dt", "ftr", "sldNum"))
        if not draws:
            texts = tuple(
                _over_feet(_where_read(_beside_art(seat, ground), ground), feet) for seat in texts
            )
            feet = tuple(foot for foot in feet if not _meets(foot, (one.title, *texts)))
        numbers = [foot for foot in feet if foot.place.kind == "sldNum"]
        feet = tuple(foot for foot in feet if foot not in numbers)
        clear = [foot for foot in feet if not _meets(foot, numbers[:1])]
        read = [_readable(foot, ground, layout.scheme) for foot in (*numbers[:1], *clear)]
        furniture = tuple(
            foot for foot in read if not foot.fill
        )  # a box would be a hole in the art
        number = next((foot for foot in furniture if foot.kind == "sldNum"), None)
        furniture = tuple(foot for foot in furniture if foot is not number)
        if len(furniture) < len(feet):
            self._left_out[f"“{layout.name}”"] = None
        drawn = layout.draws_number

        def more_room(place: Placeholder) -> Placeholder:
            return place if draws else _with_room(place, layout, ground)

        return SlideLayout(
            part=layout.part,
            name=layout.name,
            title=more_room(_readable(one.title, ground, layout.scheme)) if one.title else None,
            texts=tuple(
                more_room(_readable(seat, ground, layout.scheme, None if panel else content))
                for seat in texts
            ),
            kicker=_readable(kicker, ground, layout.scheme) if kicker else None,
            source=_readable(source, ground, layout.scheme) if source else None,
            number=None if drawn else number,
            furniture=furniture,
            content=content,
            panel=panel,
            numbered=drawn,
        )

    def _texts(self, role: Role, one: Candidate) -> tuple[Seat, ...]:
        """Return the places that hold a role's matter."""
        if role == "columns":
            return self._clear(one, columns_of(one.bodies) or ())
        if role == "content":
            bodies = sorted(one.bodies, key=lambda seat: -seat.share)
            return self._clear(one, tuple(bodies[:1]))
        if role in _OPENING:
            title = one.title.box.y if one.title else 0.0
            texts = (*one.bodies, *one.small)
            wide = [seat for seat in texts if seat.box.width > 0.2 * one.layout.size.width]
            wide.sort(
                key=lambda seat: (seat.place.kind != "subTitle", seat.box.y < title, -seat.share)
            )
            return tuple(wide[:1])
        return ()

    def _clear(self, one: Candidate, texts: tuple[Seat, ...]) -> tuple[Seat, ...]:
        """Return places for matter; none where words in them would cover the title."""
        if one.title and any(covered(one.title.box, seat.box) > _OVERLAP for seat in texts):
            self._overlapping[f"“{one.layout.name}”"] = None
            return ()
        return texts

    def _content(
        self,
        one: Candidate,
        texts: tuple[Seat, ...],
        kicker: Seat | None,
        source: Seat | None,
        *,
        below: bool = False,
    ) -> tuple[Area, bool]:
        """Return the room for what we draw, and whether it has to be painted white first.

        It is sought in the places for text, or `below` the title alone.
        """
        layout, ground = one.layout, one.ground
        around = [one.title, kicker, source, *layout.of(("sldNum", "dt", "ftr"))]
        blocked = [_grown(seat.box) for seat in around if seat is not None]
        texts_area = _united([seat.place.area for seat in texts or one.bodies])
        tried = [_on_slide(texts_area, layout.size)] if texts_area and not below else []
        if not texts:
            tried.append(_below(one, blocked))
        lit = [(within, ground.plain_light(within)) for within in tried]
        plain = [_free(ground, within, blocked, light) for within, light in lit if light]
        bare = Ground(ground.pixels * 0 + 255)
        white = [bare.free(within, blocked, Ink(1, 1, 1)) or within for within in tried]
        for found, panel in ((plain, False), (white, True)):
            rooms = [area for area in found if area and _is_room(area, layout.size.width)]
            if rooms:
                most = max(rooms, key=_size_of)
                return (rooms[0] if _size_of(rooms[0]) > _FULL * _size_of(most) else most), panel
        return max(white, key=_size_of), True

    # ---------------------------------------------------------------------------------- the colours

    def _with_read_numbers(self, choices: Mapping[Role, LayoutChoice]) -> Package:
        """Return the file with numbers that its layouts in use draw in a colour that is read."""
        used = {one.candidate.layout.part: one.candidate.layout for one in choices.values()}
        package, names = with_read_numbers(self._package, used.values(), self._grounds)
        self._repainted.update((f"“{name}”", None) for name in names)
        return package

    def _theme(self, content: DeckLayout, layout: SlideLayout) -> dict[str, str]:
        """Return how the file's theme calls the colours of our look."""
        scheme = content.scheme
        area = layout.content or Area(0, 0, content.size.width, content.size.height)
        ground = None if layout.panel else self._grounds.of(content).plain_light(area)
        palette = {slot: scheme.colours[slot] for slot in SLOTS[:10]}
        names = {slot: scheme.name_of(slot) for slot in palette}
        if ink_of(palette["dk1"]) > ink_of(palette["lt1"]):
            for by_slot in (palette, names):
                by_slot["dk1"], by_slot["lt1"] = by_slot["lt1"], by_slot["dk1"]
        found = chosen(palette, ground=ground.hex if ground else "#FFFFFF")
        if is_office(scheme):
            self._told.note(
                "B129",
                "The theme of {file} has the colours of an Office program, not the "
                "brand's own: charts and marks wear those.",
                "Write the brand's colours into `_brand.yml`, or into the theme of the file.",
            )
        for change in found.changes:
            hint = "Choose a darker colour for the theme if you can."
            self._told.note("B133", change.said, hint)
        return {name: names.get(value, value) for name, value in found.names.items()}

    # ----------------------------------------------------------------------------- what is conceded

    def _wrong(self, code: str, message: str, hint: str) -> None:
        self._told.faults.append(_fault(self._package, code, message, hint))

    def _say_choices(self, choices: Mapping[Role, LayoutChoice]) -> None:
        for role, choice in choices.items():
            if choice.instead:
                self._told.note(
                    "B121",
                    f"{{file}} has no layout for {choice.instead}: "
                    f"“{choice.candidate.layout.name}” is used for it.",
                    f"Add one, or name another under `layouts:`, such as {role}: NAME.",
                )
            elif choice.ties and role in (*_OPENING, "content"):
                names = listed(f"“{name}”" for name in choice.ties)
                self._told.note(
                    "B122",
                    f"For {_WORDS.get(role, role)} “{choice.candidate.layout.name}” is used; "
                    f"{names} would do as well.",
                    f"Name another under `layouts:`, such as {role}: {choice.ties[0]}.",
                )

    def _say_weight(self, parts: Mapping[str, bytes]) -> None:
        heavy = sum(map(len, parts.values()))
        if heavy > HEAVY:
            self._told.note(
                "B131",
                f"The masters of {{file}} weigh {heavy / 1e6:,.0f} MB, and every deck "
                "carries them.",
                "Compress the pictures on the master, and delete masters that nobody needs.",
            )

    def _say_seats(self, layouts: Mapping[Role, SlideLayout]) -> None:
        """Note what is short on the layouts in use, each thing once for all of them."""
        found = {"B124": self._repainted, "B130": self._overlapping, "B135": self._cramped}
        found["B139"] = self._left_out
        short = {code: dict(names) for code, names in found.items() if names}
        for role, layout in layouts.items():
            for code in _shortcomings(role, layout):
                short.setdefault(code, {})[f"“{layout.name}”"] = None
        for code in sorted(short):
            message, hint = _SHORT[code]
            self._told.note(code, message.format(names=listed(short[code])), hint)


_SHORT = {
    "B124": (
        f"On {{names}} words have less than {TEXT} to 1 against what lies behind them, so they are "
        "written in another colour.",
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


def _shortcomings(role: Role, layout: SlideLayout) -> Iterator[str]:
    """Yield the codes of what a layout that is in use does not offer."""
    places = [one for one in (layout.title, *layout.texts) if one]
    around = [one for one in (*layout.furniture, layout.number) if one]
    if any(one.repaint and not one.fill for one in (*places, *around)):
        yield "B124"
    if any(one.fill for one in places):
        yield "B125"
    if layout.panel:
        yield "B126"
    if layout.content and layout.content.height < _CRAMPED:
        yield "B136"
    if not layout.has_number and role not in _OPENING:
        yield "B127"
    least = SMALLEST_ON_COVERS if role in _OPENING else SMALLEST
    small = any(one.size < least for one in layout.texts)
    if small or (layout.title and layout.title.size < SMALLEST):
        yield "B128"
    if role not in _OPENING and any(one.capitals or one.tracking for one in layout.texts):
        yield "B137"


def _readable(
    seat: Seat, ground: Ground, scheme: Scheme, within: Area | None = None
) -> Placeholder:
    """Return a place, with the colour that is read there if its own is not.

    Words that stand `within` a part of it only have to be read there.
    """
    place = seat.place
    area = _shared(place.area, within) if within else place.area

    def contrast(colour: str, fill: Ink | None = seat.filled) -> float:
        return ground.contrast(area, ink_of(colour), fill)

    if contrast(place.colour) >= TEXT:
        loose = seat.filled is not None and contrast(place.colour, None) >= TEXT
        return replace(place, loose=loose)
    names = {name: scheme.named(name) for name in ("tx1", "bg1", "tx2", "bg2")}
    names |= {colour: colour for colour in ("#000000", "#FFFFFF")}
    rated = {name: contrast(colour) for name, colour in names.items()}
    good = next((name for name, value in rated.items() if value >= TEXT), None)
    if good is not None:
        return replace(place, repaint=good)
    dark = min(names.values(), key=lambda colour: sum(ink_of(colour)[:3]))
    return replace(
        place,
        repaint=next(name for name, colour in names.items() if colour == dark),
        fill="#FFFFFF",
    )


def _lines(one: Candidate) -> tuple[Seat | None, Seat | None]:
    """Return the places for the line above the title and the line at the foot."""
    wide = [seat for seat in one.small if seat.box.width > 0.3 * one.layout.size.width]
    title = one.title.box if one.title else None
    above = [
        seat for seat in wide if title and seat.box.bottom <= title.y + 6 and seat.place.size < 30
    ]
    under = [seat for seat in wide if seat.box.y > 0.85 * one.layout.size.height]
    return next(iter(above), None), next(iter(under), None)


def _free(ground: Ground, within: Area, blocked: list[Area], light: Ink) -> Area | None:
    """Return the plain part of an area: nearly all of it, or what is well clear of the art."""
    whole = ground.free(within, blocked, light)
    if whole is None or _size_of(whole) > 0.97 * _size_of(within):
        return whole
    return ground.free(within, blocked, light, air=_AIR) or whole


def _with_low_title(one: Candidate, room: float) -> Candidate | None:
    """Return a layout with its title in a low box; None where that leaves no more.

    It is at the top of the slide where the title leaves no `room` to speak of, a height in points.
    """
    if one.title is None:
        return None
    box, place = one.title.box, one.title.place
    top = box.y if room > _LEAST_ROOM else min(box.y, _MARGIN)
    if box.bottom - top < 1.3 * _LOW_TITLE:
        return None
    area = replace(place.area, y=top, height=_LOW_TITLE)
    seat = replace(one.title, box=area, place=replace(place, area=area, moved=True))
    return replace(one, title=seat)


def _beside_art(seat: Seat, ground: Ground) -> Seat:
    """Return a place without the part that lies over the edge of art, if most of it is left."""
    area = seat.place.area
    for free in ground.beside_art(area, _AIR):
        if 0.6 * _size_of(area) < _size_of(free) < 0.97 * _size_of(area):
            return replace(seat, place=replace(seat.place, area=free, moved=True))
    return seat


def _where_read(seat: Seat, ground: Ground) -> Seat:
    """Return a place without a corner in which its words are not read, if most of it is left."""
    place, area = seat.place, seat.place.area
    if seat.filled is not None:
        return seat
    read = ground.read_part(area, ink_of(place.colour), TEXT)
    if place.align == "ctr":  # words stay in the middle that they share with the title
        side = max(read.x - area.x, area.right - read.right)
        read = replace(read, x=area.x + side, width=max(area.width - 2 * side, 1.0))
    if not 0.6 * _size_of(area) < _size_of(read) < 0.97 * _size_of(area):
        return seat
    return replace(seat, place=replace(place, area=read, moved=True))


def _over_feet(seat: Seat, feet: tuple[Seat, ...]) -> Seat:
    """Return a place for words that ends over date, foot and number, where they lie low in it."""
    area = seat.place.area
    low = (foot.box.y for foot in feet if covered(foot.box, area) > 0)
    bottom = min((top for top in low if top > area.y + 0.6 * area.height), default=area.bottom)
    if bottom >= area.bottom:
        return seat
    area = replace(area, height=bottom - area.y)
    return replace(seat, box=area, place=replace(seat.place, area=area, moved=True))


def _with_room(place: Placeholder, layout: DeckLayout, ground: Ground) -> Placeholder:
    """Return a place of a cover with what lies free beyond its foot, or beyond its head.

    Words that stand in the middle, or in a box that is painted, would leave where they belong.
    """
    area, filled = place.area, any(seat.filled for seat in layout.of((place.kind,)))
    if place.anchor == "ctr" or place.fill or filled:
        return place
    own, scheme = place.repaint or place.colour, layout.scheme
    ink = ink_of(own if own.startswith("#") else scheme.named(own))
    others = [seat.box for seat in layout.seats if seat.place.index != place.index]
    beside = [one for one in others if one.x < area.right and one.right > area.x]
    top, bottom = area.y, area.bottom
    if place.anchor == "b":
        top = max((one.bottom for one in beside if one.bottom <= area.bottom), default=_MARGIN)
    else:
        foot = layout.size.height - _MARGIN
        bottom = min((one.y for one in beside if one.y >= area.y), default=foot)
    larger = replace(area, y=min(top, area.y), height=max(bottom, area.bottom) - min(top, area.y))
    for free in ground.beside_art(larger, _AIR):
        whole = free.width >= area.width and free.height > area.height + 1
        around = free.y <= area.y and free.bottom >= area.bottom
        if whole and around and ground.contrast(free, ink) >= TEXT:
            return replace(place, room=free)
    return place


def _meets(foot: Seat, others: Sequence[Seat | None]) -> bool:
    """Say whether a foot lies in one of the places for words, which would stand over it."""
    return any(one is not None and covered(foot.box, one.place.area) > _OVERLAP for one in others)


def _shared(area: Area, other: Area) -> Area:
    """Return what two areas share; the other where that is nothing, since words stand there."""
    x, y = max(area.x, other.x), max(area.y, other.y)
    right, bottom = min(area.right, other.right), min(area.bottom, other.bottom)
    return Area(x, y, right - x, bottom - y) if right > x and bottom > y else other


def _united(areas: list[Area]) -> Area | None:
    if not areas:
        return None
    x, y = min(one.x for one in areas), min(one.y for one in areas)
    right, bottom = max(one.right for one in areas), max(one.bottom for one in areas)
    return Area(x, y, right - x, bottom - y)


def _on_slide(area: Area, size: Size) -> Area:
    """Return as much of an area as lies on the slide, off its edges."""
    x, y = max(area.x, _MARGIN), max(area.y, _MARGIN)
    right, bottom = min(area.right, size.width - _MARGIN), min(area.bottom, size.height - _MARGIN)
    return Area(x, y, max(right - x, 1.0), max(bottom - y, 1.0))


def _size_of(area: Area) -> float:
    return area.width * area.height


def _grown(box: Area) -> Area:
    return Area(box.x, box.y - _GAP / 2, box.width, box.height + _GAP)


def _below(one: Candidate, blocked: list[Area]) -> Area:
    """Return the room of a layout without a body: inside its margins, as wide as its title."""
    edge = 2 * _MARGIN
    width, high = one.layout.size.width, one.layout.size.height
    title = one.title.place.area if one.title else None
    feet = [area.y for area in blocked if area.y > 0.8 * high]
    bottom = min([*feet, high - _MARGIN])
    left, right, top = edge, width - edge, _MARGIN
    if title is not None and title.width > 0.6 * width and title.bottom < 0.55 * high:
        left, right = max(_MARGIN, title.x), min(width - _MARGIN, title.right)
        top = title.bottom
    return Area(left, top, max(right - left, 1.0), max(bottom - top, 1.0))


def _is_room(area: Area, width: float) -> bool:
    return area.width >= _LEAST[0] * width and area.height >= _LEAST[1]
