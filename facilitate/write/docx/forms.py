"""Fields of a form as content controls, lines and boxes to write in."""

from collections.abc import Sequence

from facilitate.document import (
    Cut,
    Field,
    FieldSpec,
    PageBreak,
    Run,
    WriteIn,
)
from facilitate.write.docx.base import twips
from facilitate.write.docx.context import DocxContext, docx_block
from facilitate.write.docx.controls import (
    choice_control,
    date_control,
    option_control,
    text_control,
    tick_control,
)
from facilitate.write.docx.tables import border, cell, row, table, text_mm
from facilitate.write.docx.text import (
    ALIGN,
    GAP,
    KEEP,
    SMALL_GAP,
    TAB,
    paragraph,
    runs,
    text_paragraph,
    words_run,
)
from facilitate.write.measure import scale_head, words_fit
from facilitate.write.ooxml import hex_colour

_PITCH_MM = {"few": 22.0, "many": 13.0, "twice": 9.3}
_BETWEEN_MM = 6.0
_FEW = 3
_LEAST_ASK_MM = 40.0
_LINE_MM = 9.5
_UNDER_HEAD_MM = 8.0  # where a letterhead takes room: as on ruled paper
_TIGHT_MM = 7.0  # where it takes much: as on narrowly ruled paper


@docx_block
def field(block: Field, context: DocxContext, width_mm: float) -> str:
    """Return the fields; neighbouring scales with the same options share a table and its head."""
    done: list[str] = []
    for specs in block.groups():
        if specs[0].kind == "scale":
            done.append(_scales(specs, context, width_mm))
        else:
            done += [_question(spec, context, width_mm) for spec in specs]
    return "".join(done)


def _scales(specs: tuple[FieldSpec, ...], context: DocxContext, width_mm: float) -> str:
    """Return a table: the asks at the left, a row of boxes for each, what they mean on top."""
    first = specs[0]
    moments = ("before", "now") if first.before else ("",)
    pitch = _pitch(first, width_mm)
    boxes = [pitch] * len(first.options)
    groups = [boxes, [_BETWEEN_MM], boxes] if first.before else [boxes]
    widths = [one for group in groups for one in group]
    ask = width_mm - sum(widths)
    rows = _head_rows(first, context, pitch, ask)
    for spec in specs:
        sides = [_boxes(spec, context, pitch, moment) for moment in moments]
        rows.append(row([_ask(spec, context, ask), *_joined(sides)], height_mm=_line_mm(context)))
    return table("SheetForm", (ask, *widths), rows, headed=True) + GAP


def _pitch(first: FieldSpec, width_mm: float) -> float:
    count = max(1, len(first.options))
    kind = "twice" if first.before else "few" if count <= _FEW else "many"
    columns = count * (2 if first.before else 1)
    most = (width_mm - _LEAST_ASK_MM - (_BETWEEN_MM if first.before else 0)) / columns
    return min(_PITCH_MM[kind], most)


def _joined(sides: Sequence[list[str]]) -> list[str]:
    if len(sides) == 1:
        return sides[0]
    return [*sides[0], cell(_BETWEEN_MM, paragraph("SheetText", "")), *sides[1]]


def _head_rows(first: FieldSpec, context: DocxContext, pitch: float, ask_mm: float) -> list[str]:
    """Return the rows over the boxes, which come again on every page."""
    look = context.look
    fit = words_fit(first.options, look.slide_font, look.sheet.floor, width_mm=pitch - 1)
    head = scale_head(first.options, in_words=fit)
    heads = [
        cell(pitch, paragraph("SheetHead", words_run(words), ALIGN["centre"]), stand="bottom")
        for words in head.over
    ]
    key = _over_questions(head.key, ask_mm)
    if not first.before:
        return [row([key, *heads], head=True)]
    upper = _moments(context, ask_mm, pitch, len(heads))
    return [upper, row([key, *_joined([heads, heads])], head=True)]


def _over_questions(words: str, ask_mm: float) -> str:
    """Return the head of the column of questions."""
    return cell(ask_mm, paragraph("SheetHead", words_run(words)), stand="bottom")


def _moments(context: DocxContext, ask_mm: float, pitch: float, count: int) -> str:
    """Return the upper head: which side is before today, and which is now."""
    named = [
        cell(
            pitch * count,
            paragraph("SheetHead", words_run(context.look.word(when), "<w:b/>"), ALIGN["centre"]),
            span=count,
        )
        for when in ("before today", "now")
    ]
    gap = cell(_BETWEEN_MM, paragraph("SheetHead", ""))
    return row([_over_questions("", ask_mm), named[0], gap, named[1]], head=True)


def _ask(spec: FieldSpec, context: DocxContext, ask_mm: float) -> str:
    indent = '<w:ind w:left="454" w:hanging="454" w:right="140"/>' if spec.number else ""
    return cell(
        ask_mm, paragraph("Item", _numbered(spec, context, tab=True), indent), stand="center"
    )


def _numbered(spec: FieldSpec, context: DocxContext, *, tab: bool) -> str:
    if not spec.number:
        return runs(spec.ask, context)
    return runs((Run(f"{spec.number}{chr(9) if tab else '  '}", quiet=tab), *spec.ask), context)


def _boxes(spec: FieldSpec, context: DocxContext, pitch: float, moment: str) -> list[str]:
    return [
        cell(pitch, paragraph("Box", option_control(spec, option, context, moment)), stand="center")
        for option in spec.options
    ]


def _question(spec: FieldSpec, context: DocxContext, width_mm: float) -> str:
    if spec.kind == "tick":
        gap = words_run("  ")
        inner = tick_control(spec, context) + gap + _numbered(spec, context, tab=False)
        return paragraph("Item", inner, '<w:spacing w:before="80" w:after="80"/>')
    if spec.kind == "date":
        inner = _numbered(spec, context, tab=False) + words_run("   ") + date_control(spec, context)
        return paragraph("Question", inner)
    asked = paragraph("Question", _numbered(spec, context, tab=False))
    if spec.kind == "text":
        return asked + _answer(text_control(spec, context), context, width_mm, spec.lines)
    return asked + _answer(choice_control(spec, context), context, width_mm * 0.6, 1)


def _answer(control: str, context: DocxContext, width_mm: float, lines: int) -> str:
    """Return room for an answer: one line, or a box of several line heights."""
    sides = ("bottom",) if lines <= 1 else ("top", "left", "bottom", "right")
    edges = "".join(border(side, context.look.colours.mid) for side in sides)
    inner = cell(width_mm, paragraph("Answer", control), borders=edges)
    style = "SheetLayout" if lines <= 1 else "SheetGrid"
    high = _line_mm(context) * max(1, lines)
    return table(style, (width_mm,), [row([inner], height_mm=high)]) + GAP


def _line_mm(context: DocxContext) -> float:
    """Return the height of a line to write on, less where a letterhead leaves little of a page."""
    base = context.base
    return _LINE_MM if base.letterhead is None else _TIGHT_MM if base.tight else _UNDER_HEAD_MM


def _gap_mm(block: WriteIn, context: DocxContext) -> float:
    """Return how far lines to write on are apart; they come closer where there is little room."""
    return min(block.gap_mm, _UNDER_HEAD_MM) if context.base.tight else block.gap_mm


_POINTS = 0.6
_BESIDE = 0.4  # a label up to this share of the width may stand on the line itself
_TOGETHER = 8
_ABOVE_MM = 2.0


@docx_block
def write_in(block: WriteIn, context: DocxContext, width_mm: float) -> str:
    """Return the label and the lines, or a box of that many line heights.

    One line with a short label stands beside its label.
    """
    look = context.look
    available = text_mm(block.label, look, context.size_pt("SheetText"))
    if block.lines == 1 and not block.box and 0 < available < width_mm * _BESIDE:
        return _beside(block, context, width_mm, available + 3)
    label = text_paragraph("Normal", block.label, context, KEEP) if block.label else ""
    if not block.box:
        return label + "".join(_line(number, context, block) for number in range(block.lines))
    edges = "".join(
        border(side, look.colours.mid, points=_POINTS)
        for side in ("top", "left", "bottom", "right")
    )
    empty = paragraph("WriteIn", _written(block, context))
    high = block.lines * _gap_mm(block, context)
    held = row([cell(width_mm, empty, borders=edges)], height_mm=high)
    return label + table("SheetLayout", (width_mm,), [held]) + GAP


@docx_block
def cut(block: Cut, context: DocxContext, width_mm: float) -> str:
    """Return a dashed line with its words in the middle of it."""
    end = twips(width_mm)
    tabs = (
        f'<w:tabs><w:tab w:val="center" w:leader="hyphen" w:pos="{end // 2}"/>'
        f'<w:tab w:val="right" w:leader="hyphen" w:pos="{end}"/></w:tabs>'
    )
    words = runs(block.text, context)
    if not words:
        tabs = f'<w:tabs><w:tab w:val="right" w:leader="hyphen" w:pos="{end}"/></w:tabs>'
        return paragraph("Cut", TAB, tabs)
    available = '<w:r><w:t xml:space="preserve">  </w:t></w:r>'
    return paragraph("Cut", TAB + available + words + available + TAB, tabs)


@docx_block
def page_break(_block: PageBreak, _making: DocxContext, _width_mm: float) -> str:
    """Return a new page, begun by a paragraph so thin that it takes no room there."""
    return paragraph("Thin", '<w:r><w:br w:type="page"/></w:r>')


def _line(number: int, context: DocxContext, block: WriteIn) -> str:
    """Return one line to write on.

    Word joins neighbours with equal borders into one block and drops the lines between, so every
    second line is one shade apart: nobody sees it, and no two neighbours are equal.
    """
    colour = hex_colour(context.look.colours.mid)
    if number % 2:
        colour = f"{int(colour, 16) ^ 1:06X}"
    last = number == block.lines - 1
    keep = "" if last or number >= _TOGETHER else KEEP
    # The paragraph above has white of its own, which counts as room for the first line.
    height = twips(_gap_mm(block, context) - (0 if number else _ABOVE_MM))
    return paragraph(
        "WriteIn",
        "" if number else _written(block, context),
        f"{keep}<w:pBdr>{border('bottom', colour, points=_POINTS)}</w:pBdr>"
        f'<w:spacing w:before="0" w:after="{100 if last else 0}" w:line="{height}" '
        'w:lineRule="exact"/>',
    )


def _beside(block: WriteIn, context: DocxContext, width_mm: float, label_mm: float) -> str:
    line = border("bottom", context.look.colours.mid, points=_POINTS)
    words = text_paragraph("SheetText", block.label, context)
    label = cell(label_mm, words, stand="bottom")
    written = paragraph("SheetText", _written(block, context))
    available = cell(width_mm - label_mm, written, borders=line, stand="bottom")
    held = row([label, available], height_mm=_gap_mm(block, context))
    return table("SheetLayout", (label_mm, width_mm - label_mm), [held]) + SMALL_GAP


def _written(block: WriteIn, context: DocxContext) -> str:
    """Return a control for what a hand would write, named by the words that ask for it."""
    if context.form:
        return ""  # what comes back holds the fields of its form and no other
    spec = FieldSpec(
        key=f"written.{context.controls + 1}",
        ask=block.label or (Run(context.asked),),
        kind="text",
        lines=block.lines,
    )
    return text_control(spec, context)
