"""Fields of a form: rows of boxes under one head, and questions with room for an answer."""

from collections.abc import Sequence
from itertools import groupby

from facilitate.document import Field, FieldSpec, Run
from facilitate.write.docx.cells import border, cell, row, table
from facilitate.write.docx.control import (
    choice_control,
    date_control,
    option_control,
    text_control,
    tick_control,
)
from facilitate.write.docx.making import Making
from facilitate.write.docx.text import ALIGN, GAP, paragraph, runs, words_run
from facilitate.write.measure import width_mm as text_width
from facilitate.write.words import word

_PITCH_MM = {"few": 22.0, "many": 13.0, "twice": 9.3}
_BETWEEN_MM = 6.0
_FEW = 3
_LEAST_ASK_MM = 40.0
_LINE_MM = 9.5


def field(block: Field, making: Making, width_mm: float) -> str:
    """Return the fields; neighbouring scales with the same options share a table and its head."""
    done: list[str] = []
    for _, group in groupby(block.fields, key=_together):
        specs = tuple(group)
        if specs[0].kind == "scale":
            done.append(_scales(specs, making, width_mm))
        else:
            done += [_question(spec, making, width_mm) for spec in specs]
    return "".join(done)


def _together(spec: FieldSpec) -> tuple[object, ...]:
    return (spec.kind, spec.options, spec.before) if spec.kind == "scale" else ("one by one",)


def _scales(specs: tuple[FieldSpec, ...], making: Making, width_mm: float) -> str:
    """Return a table: the asks at the left, a row of boxes for each, what they mean on top."""
    first = specs[0]
    moments = ("before", "now") if first.before else ("",)
    pitch = _pitch(first, width_mm)
    boxes = [pitch] * len(first.options)
    groups = [boxes, [_BETWEEN_MM], boxes] if first.before else [boxes]
    widths = [one for group in groups for one in group]
    ask = width_mm - sum(widths)
    rows = _head_rows(first, making, pitch, ask)
    for spec in specs:
        sides = [_boxes(spec, making, pitch, moment) for moment in moments]
        rows.append(row([_ask(spec, making, ask), *_joined(sides)], height_mm=_LINE_MM))
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


def _words_fit(first: FieldSpec, making: Making, pitch: float) -> bool:
    look = making.look
    return all(
        text_width(part, look.slide_font, look.sheet.floor) <= pitch - 1
        for option in first.options
        for part in option.label.split()
    ) and all(len(option.label.split()) <= 2 for option in first.options)


def _over(first: FieldSpec, *, named: bool) -> list[str]:
    """Return what stands over the boxes: the options' words, else figures that the key explains."""
    if named:
        return [option.label for option in first.options]
    values = [option.value for option in first.options]
    if all(len(value) <= 2 for value in values):
        return values
    return [str(number) for number in range(1, len(values) + 1)]


def _head_rows(first: FieldSpec, making: Making, pitch: float, ask_mm: float) -> list[str]:
    """Return the rows over the boxes, which come again on every page."""
    named = _words_fit(first, making, pitch)
    low, high = _key(first, named=named)
    heads = _heads(first, pitch, named=named)
    if not first.before:
        key = " … ".join(part for part in (low, high) if part)
        return [row([_told(key, ask_mm), *heads], head=True)]
    upper = _moments(making, low, ask_mm, pitch, len(heads))
    return [upper, row([_told(high, ask_mm), *_joined([heads, heads])], head=True)]


def _heads(first: FieldSpec, pitch: float, *, named: bool) -> list[str]:
    return [
        cell(pitch, paragraph("SheetHead", words_run(words), ALIGN["centre"]), stand="bottom")
        for words in _over(first, named=named)
    ]


def _key(first: FieldSpec, *, named: bool) -> tuple[str, str]:
    """Return what the lowest and the highest figure mean, nothing where words stand above."""
    if named or not first.options:
        return "", ""
    figures = _over(first, named=False)
    labels = [option.label for option in first.options]
    return f"{figures[0]} {labels[0]}", f"{figures[-1]} {labels[-1]}"


def _told(words: str, ask_mm: float) -> str:
    return cell(ask_mm, paragraph("SheetHead", words_run(words)), stand="bottom")


def _moments(making: Making, key: str, ask_mm: float, pitch: float, count: int) -> str:
    """Return the upper head: which side is before today, and which is now."""
    named = [
        cell(
            pitch * count,
            paragraph("SheetHead", words_run(word(making.look, when), "<w:b/>"), ALIGN["centre"]),
            span=count,
        )
        for when in ("before today", "now")
    ]
    gap = cell(_BETWEEN_MM, paragraph("SheetHead", ""))
    return row([_told(key, ask_mm), named[0], gap, named[1]], head=True)


def _ask(spec: FieldSpec, making: Making, ask_mm: float) -> str:
    indent = '<w:ind w:left="454" w:hanging="454" w:right="140"/>' if spec.number else ""
    return cell(
        ask_mm, paragraph("Item", _numbered(spec, making, tab=True), indent), stand="center"
    )


def _numbered(spec: FieldSpec, making: Making, *, tab: bool) -> str:
    if not spec.number:
        return runs(spec.ask, making)
    return runs((Run(f"{spec.number}{chr(9) if tab else '  '}", quiet=tab), *spec.ask), making)


def _boxes(spec: FieldSpec, making: Making, pitch: float, moment: str) -> list[str]:
    return [
        cell(pitch, paragraph("Box", option_control(spec, option, making, moment)), stand="center")
        for option in spec.options
    ]


def _question(spec: FieldSpec, making: Making, width_mm: float) -> str:
    if spec.kind == "tick":
        gap = words_run("  ")
        inner = tick_control(spec, making) + gap + _numbered(spec, making, tab=False)
        return paragraph("Item", inner, '<w:spacing w:before="80" w:after="80"/>')
    if spec.kind == "date":
        inner = _numbered(spec, making, tab=False) + words_run("   ") + date_control(spec, making)
        return paragraph("Question", inner)
    asked = paragraph("Question", _numbered(spec, making, tab=False))
    if spec.kind == "text":
        return asked + _answer(text_control(spec, making), making, width_mm, spec.lines)
    return asked + _answer(choice_control(spec, making), making, width_mm * 0.6, 1)


def _answer(control: str, making: Making, width_mm: float, lines: int) -> str:
    """Return room for an answer: one line, or a box of several line heights."""
    sides = ("bottom",) if lines <= 1 else ("top", "left", "bottom", "right")
    edges = "".join(border(side, making.look.colours.mid) for side in sides)
    inner = cell(width_mm, paragraph("Answer", control), borders=edges)
    style = "SheetLayout" if lines <= 1 else "SheetGrid"
    return table(style, (width_mm,), [row([inner], height_mm=_LINE_MM * max(1, lines))]) + GAP
