"""What the blocks of one document share while they are written."""

from dataclasses import dataclass, field

from facilitate.document import Text, plain
from facilitate.faults import Fault
from facilitate.field_names import FieldNames
from facilitate.structs import Struct
from facilitate.write import BlockTable
from facilitate.write.docx.base import Base
from facilitate.write.look import Look
from facilitate.write.ooxml import Relation

DOCUMENT = "word/document.xml"


class Numbered(Struct):
    """A numbered list's own count: its number in the file, and where level `depth` starts.

    `kind` is the definition that it is made from.
    """

    id: int
    kind: int
    depth: int
    start: int


@dataclass(slots=True)
class DocxContext:
    """One document in the making; one is made for each file and thrown away after it.

    `relations` start with those of the base file.
    A `form` comes back, and holds no controls but its fields. `asked` are the last words before a
    place to write, `title` those of the last heading.
    """

    look: Look
    language: str
    base: Base
    relations: list[Relation]
    form: bool = False
    asked: str = ""
    title: str = ""
    names: FieldNames = field(default_factory=FieldNames)
    parts: dict[str, str | bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    lists: list[Numbered] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    drawings: int = 0
    controls: int = 0
    charts: int = 0

    @property
    def body_mm(self) -> float:
        """Return the height between the margins."""
        return self.base.sheet.body_mm

    def size_pt(self, style: str) -> float:
        """Return how large a style's letters are."""
        return self.base.size_pt(style)

    def begin(self, title: Text) -> None:
        """Note what the places to write in stand under from here on."""
        self.title = self.asked = plain(title).strip() or self.asked

    def name_of(self, words: str) -> str:
        """Return the name of the control that is asked for in these words.

        What comes back is read by names that a form alone can give, wherever its fields stand.
        """
        return self.names.of(words, *(() if self.form else (self.asked, self.title)))

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


docx_block: BlockTable[[DocxContext, float], str] = BlockTable("docx-block")
"""Enters a function that writes one kind of block, in a width in millimetres."""
