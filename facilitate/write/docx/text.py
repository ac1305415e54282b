"""Paragraphs, runs and lists as WordprocessingML."""

import re

from facilitate.charts import SIGNS, Mark
from facilitate.document import Block, List, Paragraph, Run, Text
from facilitate.structs import replace
from facilitate.write.chart.drawing import ink_of
from facilitate.write.docx.context import DocxContext, Numbered, docx_block
from facilitate.write.ooxml import hex_colour, text

# These five stand in Arial itself, so no other face is fetched for them.
_GLYPHS: dict[Mark, str] = SIGNS | {"manager": "♦", "everyone": "▌"}
_MARK_SHARE = 1.25  # Arial draws its circle and diamond small: this makes them the look's size


def text_paragraph(
    style: str,
    words: Text,
    context: DocxContext,
    properties: str = "",
    *,
    bold: bool = False,
    size_pt: float = 0,
) -> str:
    """Return a paragraph of text in a style of the base file.

    `size_pt` is another size than the style's; `bold` turns all bold that is not quiet.
    """
    mark_pt = (size_pt or context.size_pt(style)) * _MARK_SHARE
    inner = runs(words, context, bold=bold, size_pt=size_pt, mark_pt=mark_pt)
    return paragraph(style, inner, properties)


def runs(
    words: Text, context: DocxContext, *, bold: bool = False, size_pt: float = 0, mark_pt: float = 0
) -> str:
    """Return the text as runs; sizes of 0 are the paragraph's own."""
    size, mark_size = _size(size_pt), _size(mark_pt)
    return "".join(
        (_mark(run.mark, context, mark_size, alone=not run.text) if run.mark else "")
        + _run(run, context, bold=bold, size=size)
        for run in words
    )


def _size(points: float) -> str:
    half_points = round(points * 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if points else ""


def words_run(value: str, properties: str = "") -> str:
    """Return one run of plain words; line ends and tabs in them stay."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{look}{_letters(value)}</w:r>" if value else ""


def paragraph(style: str, inner: str, properties: str = "") -> str:
    """Return a paragraph in a style of the base file."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def ended(xml: str) -> str:
    """Return paragraphs and tables without the white after a last table.

    At the end of a cell or a page it would only take room, or a page of its own.
    """
    for gap in GAPS:
        if xml.endswith(f"</w:tbl>{gap}"):
            return xml.removesuffix(gap) + THIN
    return xml


def kept(xml: str) -> str:
    """Return paragraphs and tables that stay on one page, all but the last tied to the next."""
    last = xml.rfind("<w:p>")
    return _UNTIED.sub(rf"\g<0>{KEEP}", xml[:last]) + xml[last:]


_UNTIED = re.compile(r'<w:pStyle w:val="\w+"/>(?!<w:keepNext)')

GAP = '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>'
"""White after a table; it keeps neighbouring tables from growing into one."""

SMALL_GAP = (
    '<w:p><w:pPr><w:pStyle w:val="Gap"/><w:spacing w:line="80" w:lineRule="exact"/></w:pPr></w:p>'
)
"""White after a line to write on, which has its own room above it."""

THIN = '<w:p><w:pPr><w:pStyle w:val="Thin"/></w:pPr></w:p>'
"""An empty paragraph that takes no room: a cell must end with one."""

GAPS = (GAP, SMALL_GAP)

TAB = "<w:r><w:tab/></w:r>"

KEEP = "<w:keepNext/>"

ALIGN = {"left": "", "right": '<w:jc w:val="right"/>', "centre": '<w:jc w:val="center"/>'}


def _run(run: Run, context: DocxContext, *, bold: bool, size: str) -> str:
    properties = "".join(
        (
            '<w:rStyle w:val="Hyperlink"/>' if run.link else "",
            '<w:rStyle w:val="QuietText"/>' if run.quiet and not run.link else "",
            "<w:b/><w:bCs/>" if run.bold or (bold and not run.quiet) else "",
            "<w:i/><w:iCs/>" if run.italic else "",
            size,
        )
    )
    inner = words_run(run.text, properties)
    if run.link:
        key = context.relate("hyperlink", run.link, external=True)
        inner = f'<w:hyperlink r:id="{key}">{inner}</w:hyperlink>'
    return inner


def _mark(mark: Mark, context: DocxContext, size: str, *, alone: bool) -> str:
    colour = hex_colour(str(getattr(context.look.colours, ink_of(mark))))
    glyph = _GLYPHS[mark] if alone else f"{_GLYPHS[mark]}\u00a0"
    return words_run(glyph, f'<w:color w:val="{colour}"/>{size}')


def _letters(value: str) -> str:
    if "\n" not in value and "\t" not in value:
        return f'<w:t xml:space="preserve">{text(value)}</w:t>'
    lines = value.replace("\r\n", "\n").split("\n")
    return "<w:br/>".join("<w:tab/>".join(map(_plain, line.split("\t"))) for line in lines)


def _plain(value: str) -> str:
    return f'<w:t xml:space="preserve">{text(value)}</w:t>' if value else ""


_DEEPEST = 3


@docx_block
def bullet_list(block: List, context: DocxContext, width_mm: float) -> str:
    """Return the list's paragraphs; a numbered list counts on its own, from its `start`."""
    return _bullets(block, context, width_mm, depth=0)


def _bullets(block: List, context: DocxContext, width_mm: float, *, depth: int) -> str:
    style = "ListTick" if block.ticks else "ListNumber" if block.ordered else "ListBullet"
    base = context.base
    name = f"{style}{depth + 1}" if depth else style
    own = base.own_lists.get(name)
    shown = own or replace(base.lists[style], level=min(depth, _DEEPEST))
    if style == "ListNumber":
        key = base.first_list + len(context.lists)
        context.lists.append(Numbered(key, shown.kind, shown.level, block.start))
        shown = replace(shown, number=key)
    numbered = (
        f'<w:numPr><w:ilvl w:val="{shown.level}"/><w:numId w:val="{shown.number}"/></w:numPr>'
    )
    has_style = own is not None and name in base.sizes
    if has_style and style == "ListBullet":
        numbered = ""  # as the file's own style has it
    elif depth and not has_style and style in base.own_lists:
        hang = base.lists[style].indent_twips
        numbered += f'<w:ind w:left="{_indent(context, style, depth)}" w:hanging="{hang}"/>'
    said = name if has_style else style
    return "".join(
        _item(item, context, width_mm, style=style, said=said, numbered=numbered, depth=depth)
        for item in block.items
    )


def numbering(before: str, after: str, lists: list[Numbered]) -> str:
    """Return numbering.xml with an own count for each list, between its two constant ends."""
    own = "".join(
        f'<w:num w:numId="{one.id}"><w:abstractNumId w:val="{one.kind}"/>'
        f'<w:lvlOverride w:ilvl="{one.depth}"><w:startOverride w:val="{one.start}"/>'
        "</w:lvlOverride></w:num>"
        for one in lists
    )
    return before + own + after


def _item(
    blocks: tuple[Block, ...],
    context: DocxContext,
    width_mm: float,
    *,
    style: str,
    said: str,
    numbered: str,
    depth: int,
) -> str:
    """Return an item; it is `said` in a style of its depth where the file has one."""
    indent = f'<w:ind w:left="{_indent(context, style, depth)}"/>'
    first, rest = (blocks[0], blocks[1:]) if blocks else (None, ())
    if not isinstance(first, Paragraph):
        first, rest = Paragraph(text=()), blocks
    done = [text_paragraph(said, first.text, context, numbered)]
    for block in rest:
        if isinstance(block, List):
            done.append(_bullets(block, context, width_mm, depth=depth + 1))
        elif isinstance(block, Paragraph):
            done.append(text_paragraph("ListMore", block.text, context, indent))
        else:
            done += docx_block.each((block,), context, width_mm)
    return "".join(done)


def _indent(context: DocxContext, style: str, depth: int) -> int:
    """Return how far the words of a list stand in, in twips."""
    hang, level = context.base.lists[style].indent_twips, min(depth, _DEEPEST)
    own = context.base.own_lists
    if exact := own.get(f"{style}{depth + 1}" if depth else style):
        return exact.indent_twips
    return own[style].indent_twips + hang * level if style in own else hang * (level + 1)
