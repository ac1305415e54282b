"""The head and foot of an organisation's pages: what stays of them, and what room they leave."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from facilitate.write.base_file import Letterhead, Which
from facilitate.write.brand.head_or_foot import A4, HeadOrFoot
from facilitate.write.brand.letterhead_height import MM
from facilitate.write.brand.package import Package
from facilitate.write.brand.scheme import Scheme
from facilitate.write.brand.stylesheet import StyleSheet, is_on, value
from facilitate.write.brand.xml_parts import RELATED, WORD, Element, local, tree_of
from facilitate.write.ooxml import relations_name

_LETTER = (215.9, 279.4)
_LEAST = {"top": 20.0, "bottom": 18.0, "left": 15.0, "right": 15.0}
FILLED = {"top": 25.0, "bottom": 22.0, "left": 20.0, "right": 20.0}
"""The margins in millimetres with which our sheets and forms are made to fill a page."""

_MOST_MM = 70.0
_LEAST_TEXT_MM = 135.0  # our forms need that for their scales
_AIR_MM = 4.0
_HIGH_MM = 65.0  # a head that takes more of a page stands on the first one only


@dataclass(slots=True)
class ReadLetterhead:
    """A letterhead with its parts, and what a person should know of it.

    `words` are what it says on every page, `left_out` what was taken away, `paper` the size of the
    file's pages where it is another than ours, `page` what else they have. `ground` says
    that a drawing lies under words, `hidden` how many were taken out because no words could be read
    on them, `darker` which words of its own were too pale. `first_only_mm` is how high a head is
    that stands on first pages only.
    """

    letterhead: Letterhead
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    paper: str = ""
    page: list[str] = field(default_factory=list)
    margins: str = ""
    ground: bool = False
    hidden: int = 0
    darker: list[str] = field(default_factory=list)
    first_only_mm: float = 0.0
    taken: dict[str, float] = field(default_factory=dict)

    def learn(self, one: HeadOrFoot) -> None:
        """Take down what was done to a head or foot."""
        for known, more in (
            (self.left_out, one.left_out),
            (self.words, one.words),
            (self.darker, one.darker),
        ):
            known += [each for each in more if each not in known]
        self.ground = self.ground or one.ground
        self.hidden += one.hidden
        for side in ("left", "right"):
            taken = max(self.taken.get(f"{side}_side_mm", 0.0), one.room.side_mm(side))
            self.taken[f"{side}_side_mm"] = round(taken, 1)


def letterhead_of(package: Package, sheet: StyleSheet, scheme: Scheme) -> ReadLetterhead:
    """Return the head and foot of the pages that hold most of the file's sample."""
    section = _section(package)
    page = _page(section.properties)
    margins, changed = _margins(section.properties)
    found = ReadLetterhead(
        Letterhead(heads={}, feet={}, **margins), margins=changed, paper=_paper(page)
    )
    found.page = _of_the_page(package, section.properties)
    ends = _Ends(package, section, sheet, scheme, found)
    for place, parts in ends.sources.items():
        for which in parts:
            ends.settle(place, which)
    away = ends.away()
    ends.high_on_first(away["head"])
    sides: dict[str, dict[Which, str]] = {"head": {}, "foot": {}}
    for place, ready in ends.made.items():
        reach = [one.room.reach_mm(away[place]) for one in ready.values()]
        found.taken[f"{place}_mm"] = round(max((away[place], *reach)), 1)
        if not ready and away[place]:
            edge = f"{place}_edge_mm"
            margins[edge] = round(max(margins[edge], away[place] + _AIR_MM), 1)
        for which, one in ready.items():
            one.make_room(away[place])
            sides[place][which] = one.name
            _put(found, package, one)
    found.letterhead = Letterhead(
        heads=sides["head"],
        feet=sides["foot"],
        keeps_margins=found.ground,
        **{**margins, **found.taken},
    )
    return found


def _paper(page: tuple[float, float]) -> str:
    """Return what paper a page is, in words; nothing of A4."""
    if abs(page[0] - A4[0]) <= 2 and abs(page[1] - A4[1]) <= 2:
        return ""
    size = f"{page[0]:.0f} x {page[1]:.0f} mm"
    return f"Letter ({size})" if abs(page[1] - _LETTER[1]) < 2 and page[0] < page[1] else size


def _of_the_page(package: Package, properties: Element | None) -> list[str]:
    """Return what the file's pages have besides head and foot, and sheets have not, in words."""
    ground = tree_of(package.parts[package.main]).find(f"{WORD}background")
    painted = ground is not None and (ground.get(f"{WORD}color") or "auto") not in (
        "auto",
        "FFFFFF",
    )
    found = {"a coloured ground": painted}
    if properties is not None:
        found["a border"] = properties.find(f"{WORD}pgBorders") is not None
        found["columns"] = (value(properties.find(f"{WORD}cols"), "num") or 1) > 1
        found["numbered lines"] = properties.find(f"{WORD}lnNumType") is not None
    return [words for words, there in found.items() if there]


class _Ends:
    """Heads and feet on their way onto our pages, by which pages they stand on."""

    def __init__(
        self,
        package: Package,
        section: "_Section",
        sheet: StyleSheet,
        scheme: Scheme,
        found: ReadLetterhead,
    ) -> None:
        self._package, self._section = package, section
        self._sheet, self._scheme, self._found = sheet, scheme, found
        self.made: dict[str, dict[Which, HeadOrFoot]] = {"head": {}, "foot": {}}
        self.sources = {place: section.parts(package, place) for place in self.made}

    def settle(self, place: str, which: Which) -> None:
        """Clean a head or foot and let it stand on A4."""
        number = 1 + sum(map(len, self.made.values()))
        source = self.sources[place][which]
        one = HeadOrFoot(self._package, source, self._sheet, place, number=number)
        one.clean()
        one.settle(_page(self._section.properties), self._section.properties, self._scheme)
        self._found.learn(one)
        if not one.is_empty:
            self.made[place][which] = one

    def away(self) -> dict[str, float]:
        """Return what drawings of heads take at the foot of a page, and those of feet above."""
        others = {"head": self.made["foot"], "foot": self.made["head"]}
        return {
            place: max((one.room.needed(place) for one in other.values()), default=0.0)
            for place, other in others.items()
        }

    def high_on_first(self, away: float) -> None:
        """Let a high head stand on first pages alone."""
        heads, feet = self.made["head"], self.made["foot"]
        default = heads.get("default")
        if default is None or self._found.ground or default.room.reach_mm(away) <= _HIGH_MM:
            return
        self._found.first_only_mm = default.room.reach_mm(away)
        self.made["head"] = {"first": heads.get("first", default)}
        if "first" not in feet and "default" in feet:
            self.sources["foot"]["first"] = self.sources["foot"]["default"]
            self.settle("foot", "first")


def _put(found: ReadLetterhead, package: Package, head: HeadOrFoot) -> None:
    found.parts[head.name] = head.xml()
    found.types[head.name] = package.types[head.source]
    relations = relations_name(head.source)
    if relations not in package.parts:
        return
    found.parts[relations_name(head.name)] = package.parts[relations]
    for one in package.relations.get(head.source, ()):
        if not one.external and one.target in package.parts:
            found.parts[one.target] = package.parts[one.target]
            if one.target in package.types:
                found.types[one.target] = package.types[one.target]


# ---------------------------------------------------------------------------- sections


class _Section(NamedTuple):
    """A section of the sample: how much it holds, and all heads and feet that are in force."""

    properties: Element | None
    blocks: int
    references: dict[tuple[str, str], str]
    evens: bool

    def parts(self, package: Package, place: str) -> dict[Which, str]:
        """Return the parts for first, other and even pages, as far as the section has them."""
        kinds = ["default"]
        if self.properties is not None and is_on(self.properties.find(f"{WORD}titlePg")):
            kinds.append("first")
        if self.evens:
            kinds.append("even")
        named = {one.id: one.target for one in package.relations.get(package.main, ())}
        kept = {kind: named.get(self.references.get((place, kind), ""), "") for kind in kinds}
        return {cast(Which, kind): part for kind, part in kept.items() if part in package.parts}


def _section(package: Package) -> _Section:
    """Return the upright section with most in it, so not a cover; of equal ones the last."""
    settings = package.parts.get("word/settings.xml", b"")
    evens = False
    if settings:
        evens = is_on(tree_of(settings).find(f"{WORD}evenAndOddHeaders"))
    body = tree_of(package.parts[package.main]).find(f"{WORD}body")
    best = _Section(None, -1, {}, evens)
    references: dict[tuple[str, str], str] = {}
    blocks = 0
    for element in () if body is None else body.iter(f"{WORD}p", f"{WORD}sectPr"):
        if local(element) == "p":
            blocks += bool("".join(element.itertext()).strip())
            continue
        references = {**references, **_references(element)}
        width, height = _page(element)
        if blocks >= best.blocks and (width <= height or best.properties is None):
            best = _Section(element, blocks, references, evens)
        blocks = 0
    return best


def _references(properties: Element) -> dict[tuple[str, str], str]:
    return {
        (place, one.get(f"{WORD}type", "default")): one.get(f"{RELATED}id", "")
        for tag, place in (("headerReference", "head"), ("footerReference", "foot"))
        for one in properties.findall(f"{WORD}{tag}")
    }


def _page(properties: Element | None) -> tuple[float, float]:
    size = None if properties is None else properties.find(f"{WORD}pgSz")
    width, height = value(size, "w"), value(size, "h")
    return (width * MM, height * MM) if width and height else A4


def _margins(properties: Element | None) -> tuple[dict[str, Any], str]:
    """Return margins and edges in millimetres, and in words what of them could not stay."""
    found = None if properties is None else properties.find(f"{WORD}pgMar")
    theirs = {name: abs(value(found, name) or 1440) * MM for name in _LEAST}
    kept = {name: min(max(mm, _LEAST[name]), _MOST_MM) for name, mm in theirs.items()}
    over = _LEAST_TEXT_MM - (A4[0] - kept["left"] - kept["right"])
    if over > 0:
        for side in ("left", "right"):
            kept[side] = max(_LEAST[side], kept[side] - over / 2)
    changed = [
        f"{name} {theirs[name]:.0f} to {mm:.0f} mm"
        for name, mm in kept.items()
        if abs(mm - theirs[name]) > 1
    ]
    if any(kept[name] > most + 1 for name, most in FILLED.items()):
        changed.append(
            "only letters have the file's, for which they may take a page more; sheets need ours"
        )
    edges = {
        f"{name}_edge_mm": min(max(abs(value(found, key) or 720) * MM, 6.0), 30.0)
        for name, key in (("head", "header"), ("foot", "footer"))
    }
    sides = {f"{name}_mm": round(mm, 1) for name, mm in kept.items()}
    return {**sides, **edges}, ", ".join(changed)
