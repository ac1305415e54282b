"""The paper of a Word file: its size, its margins, and lengths as Word counts them."""

from dataclasses import dataclass

from facilitate.document import Paper

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

    `right_mm` and `foot_edge_mm` are for where the right side and the foot have others than the
    left and the head, `taken_mm` what head and foot take of the height beyond their margins.
    `numbered` sheets say which page they are. `apart` begins every section on its own page: a
    card or a tent is one thing each.
    """

    width_mm: float
    height_mm: float
    side_mm: float
    top_mm: float
    bottom_mm: float
    edge_mm: float = 12.0
    right_mm: float | None = None
    foot_edge_mm: float | None = None
    taken_mm: float = 0.0
    numbered: bool = True
    apart: bool = False

    @property
    def text_mm(self) -> float:
        """Return the width between the margins."""
        return self.width_mm - self.side_mm - self._right_mm

    @property
    def _right_mm(self) -> float:
        return self.side_mm if self.right_mm is None else self.right_mm

    @property
    def body_mm(self) -> float:
        """Return the height between the margins."""
        return self.height_mm - self.top_mm - self.bottom_mm - self.taken_mm

    def properties(self, references: str, more: str = "") -> str:
        """Return the section's properties with these header and footer references."""
        turned = ' w:orient="landscape"' if self.width_mm > self.height_mm else ""
        foot_edge = self.edge_mm if self.foot_edge_mm is None else self.foot_edge_mm
        return (
            f'<w:sectPr>{references}<w:pgSz w:w="{twips(self.width_mm)}" '
            f'w:h="{twips(self.height_mm)}"{turned}/><w:pgMar w:top="{twips(self.top_mm)}" '
            f'w:right="{twips(self._right_mm)}" w:bottom="{twips(self.bottom_mm)}" '
            f'w:left="{twips(self.side_mm)}" w:header="{twips(self.edge_mm)}" '
            f'w:footer="{twips(foot_edge)}" w:gutter="0"/>{more}</w:sectPr>'
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
