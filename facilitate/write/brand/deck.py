"""A brand's PowerPoint file as a base that decks are written on, and what it cannot offer."""

from collections.abc import Iterable, Mapping

from facilitate.faults import Fault, Place, did_you_mean
from facilitate.structs import replace
from facilitate.write.base_file import Area, DeckBase, Placeholder, Role, SlideLayout
from facilitate.write.brand import Concessions, listed
from facilitate.write.brand.background import Ground, Grounds
from facilitate.write.brand.clear_places import (
    OVERLAP,
    box_around,
    clear_of_art,
    clear_of_title,
    free_part,
    is_room,
    on_slide,
    over_feet,
    overlap_of,
    small_lines,
    square_points,
    stands_in_words,
    under_title,
    with_half_a_gap,
    with_low_title,
    with_room,
)
from facilitate.write.brand.colours import chosen
from facilitate.write.brand.deck_file import DeckLayout, PlaceholderBox, Size, layouts_of, size_of
from facilitate.write.brand.deck_parts import (
    deck_parts,
    deck_without_samples,
    from_right,
    laid_level,
    with_places,
)
from facilitate.write.brand.layout_roles import (
    CRAMPED,
    OPENING,
    ROLES,
    SHORT,
    Candidate,
    LayoutChoice,
    candidate,
    chosen_layouts,
    columns_of,
    covered,
    shortcomings,
)
from facilitate.write.brand.package import Package, digest_of
from facilitate.write.brand.scheme import SLOTS, Ink, Scheme, ink_of, is_office
from facilitate.write.brand.slide_number import with_read_numbers
from facilitate.write.brand.vision import READABLE

_WORDS = {"title only": "a title alone", "cover": "the cover", "divider": "dividers"}

_GAIN = 1.1  # times the room: for less no title is moved
_PATCHY = 0.6  # of the room without edges: less is plain on a ground from dark to light
_AIR = 8.0  # points between a panel and art
_FULL = 0.75  # of the largest room: with so much a place for text is used as it lies

_MADE = {
    "B138": (
        "In all layouts of {file} words run from top to bottom. They stand level here, in "
        "the places of its master.",
        "Add layouts with a level title and text, if there are some.",
    ),
    "B140": (
        "No layout of {file} has a place for words. Title, text and number stand where "
        "its master has them, or else where ours do, in its styles.",
        "Add layouts with a title and a text, if there are some.",
    ),
}
"""What is told of a deck of vertical layouts only, and of one of blank ones only."""

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
        package = self._package = deck_without_samples(package)
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
        candidates = self._candidates(size)
        if not candidates:
            candidates = self._anew(laid_level(self._package), size, "B138")
        if not any(one.title or one.bodies for one in candidates):
            candidates = self._anew(with_places(self._package), size, "B140")
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

    def _anew(self, package: Package, size: Size, code: str) -> list[Candidate]:
        """Return the layouts of a deck whose places for words we made, which is told."""
        self._package = package
        self._grounds = Grounds(package)
        candidates = self._candidates(size)
        if candidates:
            self._told.note(code, *_MADE[code])
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
        made: dict[tuple[str, bool, tuple[PlaceholderBox, ...]], SlideLayout] = {}
        found: dict[Role, SlideLayout] = {}
        for role in ROLES:
            one = choices[role].candidate
            texts = self._texts(role, one)
            key = (one.layout.part, role in OPENING, texts)
            if key not in made:
                made[key] = self._layout(one, texts, draws=role not in OPENING)
            found[role] = made[key]
        return found

    def _layout(
        self, one: Candidate, texts: tuple[PlaceholderBox, ...], *, draws: bool
    ) -> SlideLayout:
        """Return a layout as a role uses it: with these texts, and to draw on or not."""
        layout, ground = one.layout, one.ground
        kicker, source = small_lines(one)
        content, panel = None, False
        if draws:
            content, panel = self._content(one, texts, kicker, source)
            for tried in (one, with_low_title(one, content.height)):
                if tried is None or content.height > CRAMPED:
                    break
                fill = tried.title and _readable(tried.title, ground, layout.scheme).fill
                if fill and not panel:  # beside a white panel a white box is no hole in the art
                    continue
                more = self._content(tried, (), None, source, below=True)
                if more[1] <= panel and square_points(more[0]) > _GAIN * square_points(content):
                    content, panel = more
                    if tried is not one:
                        one, kicker = tried, None
                        self._cramped[f"“{layout.name}”"] = None
        if one.title:
            one = replace(one, title=clear_of_art(one.title, ground, alone=draws))
        feet = layout.of(("dt", "ftr", "sldNum"))
        if not draws:
            clear = (clear_of_title(seat, one.title) for seat in texts)
            texts = tuple(over_feet(clear_of_art(seat, ground), feet) for seat in clear if seat)
            feet = tuple(foot for foot in feet if not stands_in_words(foot, (one.title, *texts)))
        furniture, number = self._furniture(one, feet)
        drawn = layout.draws_number

        def more_room(place: Placeholder) -> Placeholder:
            return place if draws else with_room(place, layout, ground)

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

    def _furniture(
        self, one: Candidate, feet: tuple[PlaceholderBox, ...]
    ) -> tuple[tuple[Placeholder, ...], Placeholder | None]:
        """Return the places for date and foot, and the one for the number, that are read."""
        numbers = [foot for foot in feet if foot.place.kind == "sldNum"]
        feet = tuple(foot for foot in feet if foot not in numbers)
        apart = [foot for foot in feet if not stands_in_words(foot, numbers[:1])]
        seen = [_readable(foot, one.ground, one.layout.scheme) for foot in (*numbers[:1], *apart)]
        # A box painted behind a number or a foot would be a hole in the art around it.
        read = [foot for foot in seen if not foot.fill]
        furniture = tuple(foot for foot in read if foot.kind != "sldNum")
        if len(furniture) < len(feet):
            self._left_out[f"“{one.layout.name}”"] = None
        return furniture, next((foot for foot in read if foot.kind == "sldNum"), None)

    def _texts(self, role: Role, one: Candidate) -> tuple[PlaceholderBox, ...]:
        """Return the places that hold a role's matter."""
        if role == "columns":
            return self._clear(one, columns_of(one.bodies) or ())
        if role == "content":
            bodies = sorted(one.bodies, key=lambda seat: -seat.share)
            return self._clear(one, tuple(bodies[:1]))
        if role in OPENING:
            title = one.title.box.y if one.title else 0.0
            texts = (*one.bodies, *one.small)
            wide = [seat for seat in texts if seat.box.width > 0.2 * one.layout.size.width]
            wide.sort(
                key=lambda seat: (seat.place.kind != "subTitle", seat.box.y < title, -seat.share)
            )
            return tuple(wide[:1])
        return ()

    def _clear(
        self, one: Candidate, texts: tuple[PlaceholderBox, ...]
    ) -> tuple[PlaceholderBox, ...]:
        """Return places for matter; none where words in them would cover the title."""
        if one.title and any(covered(one.title.box, seat.box) > OVERLAP for seat in texts):
            self._overlapping[f"“{one.layout.name}”"] = None
            return ()
        return texts

    def _content(
        self,
        one: Candidate,
        texts: tuple[PlaceholderBox, ...],
        kicker: PlaceholderBox | None,
        source: PlaceholderBox | None,
        *,
        below: bool = False,
    ) -> tuple[Area, bool]:
        """Return the room for what we draw, and whether it has to be painted white first.

        It is sought in the places for text, or `below` the title alone.
        """
        layout, ground = one.layout, one.ground
        around = [one.title, kicker, source, *layout.of(("sldNum", "dt", "ftr"))]
        blocked = [with_half_a_gap(seat.box) for seat in around if seat is not None]
        texts_area = box_around([seat.place.area for seat in texts or one.bodies])
        tried = [on_slide(texts_area, layout.size)] if texts_area and not below else []
        under = under_title(one, blocked)
        # As far from the right edge as from the left one, where only the title is not so wide.
        wide = under._replace(width=max(under.width, layout.size.width - 2 * under.x))
        lit = [(one, ground.plain_light(one)) for one in (*tried, *(() if texts else (wide,)))]
        plain = [free_part(ground, within, blocked, light) for within, light in lit if light]
        tried += [] if texts else [under]
        bare = Ground(ground.pixels * 0 + 255)
        white = [bare.free(within, blocked, Ink(1, 1, 1)) or within for within in tried]
        calm = ground.free(wide, blocked, None, air=_AIR)

        def room(areas: Iterable[Area | None]) -> Area | None:
            rooms = [area for area in areas if area and is_room(area, layout.size.width)]
            most = max(rooms, key=square_points, default=None)
            return (
                rooms[0] if most and square_points(rooms[0]) > _FULL * square_points(most) else most
            )

        own = room(plain)
        if own and calm and square_points(own) < _PATCHY * square_points(calm):
            return calm, True
        if own:
            return own, False
        return room(white) or max(white, key=square_points), True

    # ---------------------------------------------------------------------------------- the colours

    def _with_read_numbers(self, choices: Mapping[Role, LayoutChoice]) -> Package:
        """Return the file with numbers that its layouts in use draw in a colour that is read."""
        used = [one.candidate.layout for one in choices.values()]
        package, names = with_read_numbers(self._package, used, self._grounds)
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
            elif choice.ties and role in (*OPENING, "content"):
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
            for code in shortcomings(role, layout):
                short.setdefault(code, {})[f"“{layout.name}”"] = None
        for code in sorted(short):
            message, hint = SHORT[code]
            self._told.note(code, message.format(names=listed(short[code])), hint)


def _readable(
    seat: PlaceholderBox, ground: Ground, scheme: Scheme, within: Area | None = None
) -> Placeholder:
    """Return a place, with the colour that is read there if its own is not.

    Words that stand `within` a part of it only have to be read there.
    """
    place = seat.place
    area = overlap_of(place.area, within) if within else place.area

    def contrast(colour: str, fill: Ink | None = seat.filled) -> float:
        return ground.contrast(area, ink_of(colour), fill)

    if contrast(place.colour) >= READABLE:
        loose = seat.filled is not None and contrast(place.colour, None) >= READABLE
        return replace(place, loose=loose)
    names = {name: scheme.named(name) for name in ("tx1", "bg1", "tx2", "bg2")}
    names |= {colour: colour for colour in ("#000000", "#FFFFFF")}
    rated = {name: contrast(colour) for name, colour in names.items()}
    good = next((name for name, value in rated.items() if value >= READABLE), None)
    if good is not None:
        return replace(place, repaint=good)
    dark = min(names.values(), key=lambda colour: sum(ink_of(colour)[:3]))
    return replace(
        place,
        repaint=next(name for name, colour in names.items() if colour == dark),
        fill="#FFFFFF",
    )
