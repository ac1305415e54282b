"""Fields to cross and lines to write on, as the typesetter takes them."""

from collections.abc import Sequence
from math import ceil, sqrt

from facilitate.document import Field, FieldSpec, Run, WriteIn, plain
from facilitate.write.look import Look
from facilitate.write.measure import scale_head, width_mm, words_fit
from facilitate.write.pdf.context import PdfContext, Sheet, pdf_block
from facilitate.write.pdf.text import Json

BEFORE_AND_NOW_PITCH_MM = 9.3
NUMBERS_PITCH_MM = 13.0
WORDS_PITCH_MM = 22.0

QUESTION_PITCH_MM = 9.5

LABEL_SHARES = (0.05, 0.17, 0.31, 0.42)
"""Columns for a label beside one line, as shares of the width."""


LEAST_LINES = 2
LEAST_BOX_MM = 18.0
"""What is left to write in, however little room there is."""

LEAST_PITCH_MM = 8.0


def lines_kept(lines: int, sheet: Sheet) -> int:
    """Return how many of the lines to write on there is room for."""
    return max(ceil(lines * sheet.written), min(lines, LEAST_LINES))


def pitch_mm(wanted: float, sheet: Sheet) -> float:
    """Return the distance of lines to write on: further apart in large print, closer at need."""
    least = min(wanted, LEAST_PITCH_MM)
    return max(wanted * larger(sheet) * max(sheet.written, 0.85), least)


def larger(sheet: Sheet) -> float:
    """Return how much further apart things to write on or to cross stand in large print on A4."""
    a4 = sheet.medium == "sheet" and not sheet.one_piece
    return sqrt(max(sheet.sizes.body / BODY_PT, 1.0)) if a4 else 1.0


BODY_PT = 12
"""The size of type for which distances of lines on A4 are given."""


@pdf_block
def write_in_json(block: WriteIn, context: PdfContext, width: float) -> Json:
    """Return lines or a box; a short label stands beside its lines, a long one above them.

    On a poster the box is as high as it asks for, and then fills the sheet.
    """
    sheet = context.sheet
    sizes = sheet.sizes
    label = plain(block.label)
    wide = width_mm(label, sheet.font, sizes.body, bold=True) + 3
    column = 0.0
    if label and not block.box and width >= 80:
        if block.lines == 1:
            # Labels of one kind of length share a column, so that their lines start together.
            column = next((share * width for share in LABEL_SHARES if wide <= share * width), 0.0)
        elif block.lines > 1 and wide <= 0.5 * width and width >= 120:
            column = 0.25 * width
    gap = pitch_mm(block.gap_mm, sheet)
    wanted = block.lines * block.gap_mm
    return {
        "k": "writein",
        "lines": lines_kept(max(block.lines, 0), sheet),
        "box": block.box,
        # A box that is higher than the page would be cut off.
        "height": min(
            max(wanted * sheet.written, min(wanted, LEAST_BOX_MM)), sheet.text_height - 30
        ),
        "fills": block.box and sheet.one_page and width >= sheet.text_width,
        "gap": gap,
        "column": column,
        "label": sheet.runs(block.label, size_pt=sizes.body, width=column or width),
    }


@pdf_block
def field_json(block: Field, context: PdfContext, width: float) -> Json:
    """Return the fields; neighbours on the same scale share one head line over their boxes."""
    look, sheet = context.look, context.sheet
    groups = [_group_json(specs, look, sheet, width) for specs in block.groups()]
    return {"k": "fields", "groups": groups}


def _group_json(specs: tuple[FieldSpec, ...], look: Look, sheet: Sheet, width: float) -> Json:
    kind = specs[0].kind
    if kind == "scale":
        return _scale_json(specs, look, sheet, width)
    if kind == "tick":
        return {"k": "tick", "rows": _rows(specs, sheet, width - 12, bold=True)}
    return _one_json(specs[0], sheet, width)


def _rows(specs: Sequence[FieldSpec], sheet: Sheet, width: float, *, bold: bool) -> list[Json]:
    size = sheet.sizes.row
    return [
        {"number": one.number, "text": sheet.runs(one.ask, size_pt=size, width=width, bold=bold)}
        for one in specs
    ]


def _scale_json(fields: tuple[FieldSpec, ...], look: Look, sheet: Sheet, width: float) -> Json:
    """Return rows of boxes: numbers over them, so that the scale's words keep their size."""
    options = fields[0].options
    before = fields[0].before
    pitch = WORDS_PITCH_MM if len(options) <= 3 else NUMBERS_PITCH_MM
    pitch = BEFORE_AND_NOW_PITCH_MM if before else pitch
    pitch *= larger(sheet)
    sets = 2 if before else 1
    between = 5.0 if before else 0.0
    boxes = pitch * len(options) * sets + between
    # A scale of many steps leaves the question at least two fifths of the line.
    pitch *= min(1.0, 0.6 * width / boxes)
    boxes = min(boxes, 0.6 * width)
    ask = width - boxes
    fit = words_fit(options, sheet.font, sheet.sizes.row, width_mm=pitch - 1)
    head = scale_head(options, in_words=fit)
    moments = [look.word("before today"), look.word("now")]
    labels = (option.label for option in options)
    pairs = zip(head.over, labels, strict=True)
    marks = ", ".join(over if over == label else f"{over} {label}".strip() for over, label in pairs)
    heard = [look.word("boxes", marks=marks)]
    return {
        "k": "scale",
        "pitch": pitch,
        "between": between,
        "before": before,
        "names": moments,
        "heard": [f"{moment}. {heard[0]}" for moment in moments] if before else heard,
        "ask": ask,
        "marks": list(head.over),
        "key": head.key,
        "rows": _rows(fields, sheet, ask - 10, bold=False),
    }


def _one_json(spec: FieldSpec, sheet: Sheet, width: float) -> Json:
    sizes = sheet.sizes
    size = sizes.h2 if spec.kind == "text" else sizes.row
    ask = sheet.runs(spec.ask, size_pt=size, width=width - 12, bold=True)
    common: Json = {
        "k": spec.kind,
        "number": spec.number,
        "ask": ask,
        "lines": lines_kept(max(spec.lines, 1), sheet),
        "gap": pitch_mm(QUESTION_PITCH_MM, sheet),
    }
    if spec.kind == "choice":
        options = [
            sheet.runs((Run(option.label or option.value),), size_pt=sizes.row, width=width - 12)
            for option in spec.options
        ]
        widest = max(
            (
                width_mm(option.label or option.value, sheet.font, sizes.row)
                for option in spec.options
            ),
            default=0.0,
        )
        return {**common, "options": options, "room": min(widest + 14, width)}
    if spec.kind == "date":
        available = width_mm(plain(spec.ask), sheet.font, sizes.row, weight=600) + 14
        return {**common, "beside": available <= 0.6 * width, "room": min(available, width)}
    return common
