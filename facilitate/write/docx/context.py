"""What the blocks of one document share while they are written, and its paper."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from facilitate.document import LONGEST_NAME, Block, Paper
from facilitate.faults import Fault
from facilitate.write import BlockTable
from facilitate.write.look import Look
from facilitate.write.ooxml import Relation

DOCUMENT = "word/document.xml"


TWIPS_PER_MM = 1440 / 25.4
EMU_PER_MM = 36_000


def twips(millimetres: float) -> int:
    """Return a length as Word counts text: twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


def emu(millimetres: float) -> int:
    """Return a length as DrawingML counts it."""
    return round(millimetres * EMU_PER_MM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One size of paper; `edge_mm` is where head and foot lines stand.

    `numbered` sheets say which page they are. `apart` begins every section on its own page: a
    card or a tent is one thing each.
    """

    width_mm: float
    height_mm: float
    side_mm: float
    top_mm: float
    bottom_mm: float
    edge_mm: float = 12.0
    numbered: bool = True
    apart: bool = False

    @property
    def text_mm(self) -> float:
        """Return the width between the margins."""
        return self.width_mm - 2 * self.side_mm

    @property
    def body_mm(self) -> float:
        """Return the height between the margins."""
        return self.height_mm - self.top_mm - self.bottom_mm

    def properties(self, references: str) -> str:
        """Return the section's properties with these header and footer references."""
        turned = ' w:orient="landscape"' if self.width_mm > self.height_mm else ""
        side, edge = twips(self.side_mm), twips(self.edge_mm)
        return (
            f'<w:sectPr>{references}<w:pgSz w:w="{twips(self.width_mm)}" '
            f'w:h="{twips(self.height_mm)}"{turned}/><w:pgMar w:top="{twips(self.top_mm)}" '
            f'w:right="{side}" w:bottom="{twips(self.bottom_mm)}" w:left="{side}" '
            f'w:header="{edge}" w:footer="{edge}" w:gutter="0"/></w:sectPr>'
        )


_WIDE = Sheet(width_mm=297, height_mm=210, side_mm=20, top_mm=25, bottom_mm=24)
_SHEETS: dict[Paper, Sheet] = {
    "a4": Sheet(width_mm=210, height_mm=297, side_mm=20, top_mm=25, bottom_mm=22),
    "a4-landscape": _WIDE,
    "slide": _WIDE,
    "a3": Sheet(
        width_mm=297,
        height_mm=420,
        side_mm=28,
        top_mm=32,
        bottom_mm=28,
        edge_mm=16,
        numbered=False,
    ),
    "a6": Sheet(
        width_mm=105,
        height_mm=148.5,
        side_mm=10,
        top_mm=12,
        bottom_mm=12,
        edge_mm=10,
        numbered=False,
        apart=True,
    ),
    # The fold lies at half the height; the name stands on the lower face, ready to be turned.
    "tent": Sheet(
        width_mm=297,
        height_mm=210,
        side_mm=24,
        top_mm=122,
        bottom_mm=14,
        edge_mm=10,
        numbered=False,
        apart=True,
    ),
}


def sheet_of(paper: Paper) -> Sheet:
    """Return the sheet for a document's paper; a deck asked for as DOCX is laid on its side."""
    return _SHEETS[paper]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered list's own count: its number in the file, and where level `depth` starts."""

    id: int
    depth: int
    start: int


@dataclass(slots=True)
class DocxContext:
    """One document in the making; one is made for each file and thrown away after it.

    `size_pt` says how large a style's letters are. `relations` start with those of the base file.
    A `form` comes back, and is read by the names of its controls. `asked` are the last words before
    a place to write.
    """

    look: Look
    language: str
    body_mm: float
    size_pt: Callable[[str], float]
    relations: list[Relation]
    form: bool = False
    asked: str = ""
    names: Counter[str] = field(default_factory=Counter)
    parts: dict[str, str | bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    lists: list[Numbered] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    drawings: int = 0
    controls: int = 0
    charts: int = 0

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of a relation to this target, the same one if it is asked for again."""
        for known in self.relations:
            if known.target == target and known.kind == kind:
                return known.id
        made = Relation(f"rId{len(self.relations) + 1}", kind, target, external)
        self.relations.append(made)
        return made.id

    def next_drawing(self) -> int:
        """Return an id for a drawing or a shape that no other has."""
        self.drawings += 1
        return self.drawings

    def name_of(self, words: str) -> str:
        """Return the name of a control: its words, and which one it is where several have them.

        Word takes no more than `LONGEST_NAME` letters; words are kept whole.
        """
        most = LONGEST_NAME - 6
        short = words if len(words) <= most else f"{words[:most].rpartition(' ')[0]} …"
        self.names[short] += 1
        return short if self.names[short] == 1 else f"{short} ({self.names[short]})"

    def next_control(self) -> int:
        """Return an id for a content control that no other has."""
        self.controls += 1
        return self.controls


docx_block: BlockTable[[DocxContext, float], str] = BlockTable("docx-block")
"""Enters a function that writes one kind of block, in a width in millimetres."""


def rendered(blocks: Iterable[Block], context: DocxContext, width_mm: float) -> str:
    """Return the blocks one after the other; an unknown kind raises `TypeError`."""
    return "".join(docx_block.write(block, context, width_mm) for block in blocks)
