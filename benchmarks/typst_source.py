"""A document's blocks as somebody would write them for Typst by hand: its own elements, no more."""

import json

from facilitate.document import (
    Block,
    Callout,
    Chart,
    Columns,
    Document,
    Heading,
    List,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Text,
    WriteIn,
)
from facilitate.write.chart.drawing import sizes_for
from facilitate.write.chart.kinds import draw_parts
from facilitate.write.chart.svg import svg
from facilitate.write.look import Look

WIDTH_MM = 170.0
HEAD = """
#set document(title: {title})
#set text(font: "Source Sans 3", size: 11pt, lang: "en")
#set par(leading: .6em, spacing: .9em)
#set page(
  paper: "a4", margin: (x: 20mm, y: 25mm),
  header: [{left} #h(1fr) {right}],
  footer: [{foot} #h(1fr) #context counter(page).display("1 of 1", both: true)],
)
"""


def source(document: Document, look: Look) -> str:
    """Return a document as Typst source."""
    left, right = document.head
    parts = [
        HEAD.format(
            title=_said(document.title),
            left=f"#{_said(left)}",
            right=f"#{_said(right)}",
            foot=f"#{_said(document.foot)}",
        )
    ]
    for section in document.sections:
        if section.kicker:
            parts.append(_words(section.kicker))
        if section.title:
            parts.append(f"= {_words(section.title)}")
        parts += [_block(block, look, WIDTH_MM) for block in section.blocks]
        if section.source:
            parts.append(f"#text(size: 9pt)[{_words(section.source)}]")
    return "\n\n".join(parts) + "\n"


def _block(block: Block, look: Look, width: float) -> str:
    match block:
        case Heading():
            return f"{'=' * block.level} {_words(block.text)}"
        case Paragraph():
            return _words(block.text)
        case List():
            mark = "+" if block.ordered else "-"
            items = [" ".join(_block(one, look, width) for one in item) for item in block.items]
            return "\n".join(f"{mark} {item}" for item in items)
        case Table():
            heads = ", ".join(f"[{_words(cell)}]" for cell in block.header)
            cells = ",\n".join(", ".join(f"[{_words(c)}]" for c in row) for row in block.rows)
            columns = ", ".join(f"{max(one.share, 0.05)}fr" for one in block.columns)
            return f"#table(columns: ({columns},), table.header({heads}),\n{cells})"
        case Chart():
            return _chart(block, look, width)
        case Callout():
            inside = "\n\n".join(_block(one, look, width - 12) for one in block.blocks)
            title = f"*{_words(block.title)}*\n\n" if block.title else ""
            return f"#block(fill: luma(240), inset: 5mm, width: 100%)[{title}{inside}]"
        case Columns():
            each = [
                "[" + "\n\n".join(_block(one, look, width * share) for one in column) + "]"
                for column, share in zip(block.columns, block.shares, strict=True)
            ]
            shares = ", ".join(f"{share}fr" for share in block.shares)
            return f"#grid(columns: ({shares},), column-gutter: 5mm, {', '.join(each)})"
        case WriteIn():
            lines = "#v(8mm)\n#line(length: 100%)\n" * block.lines
            return f"{_words(block.label)}\n{lines}"
        case PageBreak():
            return "#pagebreak(weak: true)"
    raise TypeError(f"nothing is written by hand for {type(block).__name__}")


def _chart(block: Chart, look: Look, width: float) -> str:
    drawn = draw_parts(
        block.of,
        width_mm=width,
        height_mm=block.height_mm,
        available_mm=230,
        sizes=sizes_for(look, "sheet"),
    )
    return "\n".join(
        f'#image(bytes({_said(svg(part, look))}), format: "svg",'
        f" width: {part.width}mm, alt: {_said(block.alt)})"
        for part in drawn
        if part.shapes
    )


def _words(text: Text) -> str:
    return "".join(map(_run, text))


def _run(run: Run) -> str:
    return f"#strong({_said(run.text)})" if run.bold else f"#{_said(run.text)}" if run.text else ""


def _said(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
