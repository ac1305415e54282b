"""Which base a document starts from: ours or the organisation's, opened once for each look."""

from dataclasses import dataclass, field
from functools import lru_cache

from facilitate.document import Paper
from facilitate.shipped import shipped
from facilitate.write.base_file import PageBase
from facilitate.write.docx.base import (
    PAGE_THEME,
    SIZED,
    STYLES,
    Base,
    coloured,
    packed_parts,
    style_size,
    styled,
)
from facilitate.write.docx.sheet import sheet_of
from facilitate.write.look import Colours, Look, SheetType
from facilitate.write.ooxml import parts_of


def base_of(look: Look, *, paper: Paper, language: str, letter: bool = False) -> Base:
    """Return the base package in the look's colours and sizes for this paper.

    It is the organisation's, if the look has a brand with a Word file, else ours.
    """
    pages = look.brand.pages if look.brand else None
    if pages is None:
        return _opened(
            look.colours, look.sheet, (look.slide_font, look.title_font), paper, language
        )
    worn = _Worn(pages.digest, look.sheet_font, pages)
    return _worn(worn, look.colours, look.sheet, paper, language, letter)


@dataclass(frozen=True, slots=True)
class _Worn:
    """An organisation's base and the face that a reader needs: known by digest and name."""

    digest: str
    face: str
    pages: PageBase = field(compare=False, repr=False)


@lru_cache(maxsize=64)
def _worn(
    of: _Worn, colours: Colours, sheet: SheetType, paper: Paper, language: str, letter: bool
) -> Base:
    from facilitate.write.docx.brand_base import house_base

    look = (colours, sheet, of.face)
    return house_base(of.pages, look, paper=paper, language=language, letter=letter)


@lru_cache(maxsize=16)
def _opened(
    colours: Colours,
    sheet: SheetType,
    fonts: tuple[str, str],
    paper: Paper,
    language: str,
) -> Base:
    parts = parts_of((shipped("templates") / "base" / "base.docx").read_bytes())
    styles = parts[STYLES].decode("utf-8")
    font, title_font = fonts
    look = (colours, sheet, font)
    styles = styled(styles, look, paper=paper, language=language, title_font=title_font)
    parts[STYLES] = styles.encode()
    parts[PAGE_THEME] = coloured(parts[PAGE_THEME].decode(), colours).encode()
    sizes = {style: style_size(style, paper, sheet) for style in ("Normal", *SIZED)}
    return Base(
        paper=paper,
        sheet=sheet_of(paper),
        font=font,
        title_font=title_font or font,
        sizes=sizes,
        **packed_parts(parts),
    )
