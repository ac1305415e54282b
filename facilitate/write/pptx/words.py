"""Headings, paragraphs, lists, fields: blocks of words to the paragraphs of one text."""

from collections.abc import Iterator

from facilitate.document import Field, FieldSpec, Heading, List, Paragraph, Run, Text
from facilitate.write.pptx.item import Setting
from facilitate.write.pptx.para import Bullet, Para

STEP = 22.0
"""Indent of one level of a list, in points."""

Words = Heading | Paragraph | Field


def heading(block: Heading, setting: Setting) -> Para:
    """Return a heading inside a slide: bold, in the size of the text, with air above."""
    size = setting.scale.dense if setting.column else setting.scale.heading
    size = size + 2 if setting.column and block.level == 2 else size
    return Para(
        runs=block.text,
        size=size,
        bold=True,
        before=16,
        leading=1.0,
        keep=True,
        origin=block.origin,
    )


def paragraph(block: Paragraph, setting: Setting) -> Para:
    """Return a paragraph in the size of its role."""
    scale = setting.scale
    body = scale.dense if setting.column else scale.body
    place = block.origin
    match block.role:
        case "lead":
            return Para(runs=block.text, size=scale.lead, before=10, origin=place)
        case "statement":
            size = scale.body if setting.panel else scale.statement
            return Para(
                runs=block.text, size=size, bold=True, before=12, leading=0.98, origin=place
            )
        case "quiet":
            size = scale.label if setting.panel else body
            return Para(runs=block.text, size=size, ink="grey", before=10, origin=place)
        case "caption":
            return Para(runs=block.text, size=scale.label, ink="grey", before=8, origin=place)
        case "body":
            return Para(runs=block.text, size=body, before=10, origin=place)


def bullet_of(block: List, number: int, level: int) -> tuple[Bullet, int]:
    """Return the bullet of an item (from 0) of a list, and its number if it is counted."""
    if block.ordered:
        return "number", block.start + number
    if block.ticks:
        return "☐", 0
    return ("•" if level == 0 else "–"), 0


def field_paras(block: Field, setting: Setting) -> Iterator[Para]:
    """Yield the questions of a form, each with its answers beneath: to be read, not filled in."""
    for spec in block.fields:
        yield from _question(spec, setting)


def _question(spec: FieldSpec, setting: Setting) -> Iterator[Para]:
    size = setting.scale.dense
    number = (Run(f"{spec.number}. ", bold=True),) if spec.number else ()
    runs: Text = (*number, *spec.ask)
    if spec.kind == "tick" and not spec.options:
        yield Para(runs=runs, size=size, before=12, indent=STEP + 4, hang=STEP + 4, bullet="☐")
        return
    yield Para(runs=runs, size=size, before=14, keep=True)
    rows = ("before today", "now") if spec.before else ("",)
    for row in rows:
        lead = f"{setting.word(row, row)}:  " if row else ""
        boxes = "    ".join(f"☐\u00a0{_unbroken(option.label)}" for option in spec.options)
        shown = lead + (boxes or "_" * 24)
        yield Para(runs=(Run(shown, quiet=True),), size=setting.scale.label + 2, before=4)


def _unbroken(label: str) -> str:
    return label.replace(" ", "\u00a0")
