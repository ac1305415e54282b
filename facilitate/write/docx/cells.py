"""Tables as Word writes them: the frame around rows and cells that the blocks share."""

from collections.abc import Sequence
from typing import Literal

from facilitate.write.docx.paper import twips
from facilitate.write.ooxml.xml import attribute, hex_colour


def table(
    style: str,
    widths_mm: Sequence[float],
    rows: Sequence[str],
    *,
    alt: str = "",
    headed: bool = False,
) -> str:
    """Return a table of fixed column widths; `alt` says what a listener should know of it."""
    width = sum(map(twips, widths_mm))
    grid = "".join(f'<w:gridCol w:w="{twips(one)}"/>' for one in widths_mm)
    said = f'<w:tblDescription w:val="{attribute(alt)}"/>' if alt else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{"0020" if headed else "0000"}" '
        f'w:firstRow="{int(headed)}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/>{said}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def row(
    cells: Sequence[str], *, head: bool = False, height_mm: float = 0, splits: bool = False
) -> str:
    """Return a row, whole unless it `splits`; a `head` row comes again on every page."""
    high = f'<w:trHeight w:val="{twips(height_mm)}" w:hRule="atLeast"/>' if height_mm else ""
    again = "<w:tblHeader/>" if head else ""
    whole = "" if splits else "<w:cantSplit/>"
    properties = f"<w:trPr>{whole}{high}{again}</w:trPr>" if whole or high or again else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def cell(
    width_mm: float,
    inner: str,
    *,
    borders: str = "",
    fill: str = "",
    stand: Literal["", "center", "bottom"] = "",
    span: int = 1,
) -> str:
    """Return a cell around paragraphs; `fill` is a colour `#RRGGBB`, `stand` where they stand."""
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{hex_colour(fill)}"/>' if fill else ""
    edges = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    height = f'<w:vAlign w:val="{stand}"/>' if stand else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width_mm)}" w:type="dxa"/>{over}{edges}{shade}{height}'
        f"</w:tcPr>{inner}</w:tc>"
    )


def border(side: str, colour: str, *, points: float = 0.75, kind: str = "single") -> str:
    """Return one edge of a cell or paragraph; Word counts eighths of a point."""
    return (
        f'<w:{side} w:val="{kind}" w:sz="{points * 8:.0f}" w:space="0" '
        f'w:color="{hex_colour(colour)}"/>'
    )
