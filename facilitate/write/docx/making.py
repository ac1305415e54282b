"""What gathers while one document is written: relations, parts, lists, ids and faults."""

from collections.abc import Callable
from dataclasses import dataclass, field

from facilitate.document import Block
from facilitate.faults import Fault
from facilitate.write.look import Look
from facilitate.write.ooxml.relations import Relation

DOCUMENT = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered list's own count: its number in the file, and where level `depth` starts."""

    id: int
    depth: int
    start: int


@dataclass(slots=True)
class Making:
    """One document in the making; one is made for each file and thrown away after it.

    `render` turns blocks into XML in a given width in millimetres, so that blocks may hold
    blocks; `size_pt` says how large a style's letters are. `relations` start with those of the
    base file.
    """

    look: Look
    language: str
    body_mm: float
    size_pt: Callable[[str], float]
    render: Callable[[tuple[Block, ...], float], str]
    relations: list[Relation]
    parts: dict[str, str | bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    lists: list[Numbered] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    drawings: int = 0
    controls: int = 0
    charts: int = 0
    heading: int = 1

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

    def next_control(self) -> int:
        """Return an id for a content control that no other has."""
        self.controls += 1
        return self.controls

    def level(self, asked: int) -> int:
        """Return a heading's level, never more than one deeper than the heading before."""
        self.heading = min(asked, self.heading + 1)
        return self.heading
