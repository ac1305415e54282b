"""Every block of the neutral document, as HTML."""

from base64 import b64encode

from facilitate.document import (
    Block,
    Callout,
    Chart,
    Columns,
    Cut,
    Heading,
    Image,
    List,
    PageBreak,
    Paragraph,
    Section,
    Steps,
    WriteIn,
    levelled,
)
from facilitate.write.chart.kinds import draw, kind_of
from facilitate.write.chart.svg import svg
from facilitate.write.html.tables import table
from facilitate.write.html.text import attribute, html_block, rendered, runs
from facilitate.write.look import Look
from facilitate.write.picture import read_picture

_SHEET_MM, _PHONE_MM = 170.0, 74.0


def section(part: Section, look: Look) -> str:
    """Return a section: kicker, title as heading 1, blocks, source."""
    kind = f' class="{part.look}"' if part.look != "content" else ""
    kicker = f'<p class="kicker">{runs(part.kicker)}</p>' if part.kicker else ""
    title = f"<h1>{runs(part.title)}</h1>" if part.title else ""
    source = f'<p class="source">{runs(part.source)}</p>' if part.source else ""
    inner = rendered(levelled(part.blocks), look)
    return f"<section{kind}>{kicker}{title}{inner}{source}</section>"


@html_block
def _heading(block: Heading, _look: Look) -> str:
    return f"<h{block.level}>{runs(block.text)}</h{block.level}>"


@html_block
def _paragraph(block: Paragraph, _look: Look) -> str:
    kind = "" if block.role == "body" else f' class="{block.role}"'
    return f"<p{kind}>{runs(block.text)}</p>"


@html_block
def _list(block: List, look: Look) -> str:
    items = "".join(f"<li>{_item(item, look)}</li>" for item in block.items)
    if block.ticks:
        return f'<ul class="ticks">{items}</ul>'
    if not block.ordered:
        return f"<ul>{items}</ul>"
    start = f' start="{block.start}"' if block.start != 1 else ""
    return f"<ol{start}>{items}</ol>"


def _item(blocks: tuple[Block, ...], look: Look) -> str:
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return runs(blocks[0].text)
    return rendered(blocks, look)


@html_block
def _chart(block: Chart, look: Look) -> str:
    data = block.of
    if data.is_empty:
        return f'<p class="quiet">{attribute(look.word("no answers yet"))}</p>'
    sizes = (("sheet", data, _SHEET_MM), ("phone", data.narrow(), _PHONE_MM))
    drawn = "".join(
        f'<div class="{kind}">'
        + svg(draw(shown, width_mm=width, look=look, medium="sheet"), look, title=block.alt)
        + "</div>"
        for kind, shown, width in sizes
    )
    figures = kind_of(data).figures
    more = f"<summary>{attribute(look.word('figures'))}</summary>"
    held = f"<details>{more}{table(figures(data, look), look)}</details>" if figures else ""
    return f"<figure>{drawn}{held}</figure>"


@html_block
def _image(block: Image, _look: Look) -> str:
    picture = read_picture(block.png)
    if picture is None:
        return f'<p class="quiet">{attribute(block.alt)}</p>'
    kind = "png" if picture.suffix == "png" else "jpeg"
    width = f' style="width:{block.width_mm:g}mm"' if block.width_mm else ""
    alt = "" if block.decorative else attribute(block.alt)
    data = b64encode(block.png).decode("ascii")
    return f'<img src="data:image/{kind};base64,{data}" alt="{alt}"{width}>'


@html_block
def _columns(block: Columns, look: Look) -> str:
    kind = ' class="headed"' if block.is_headed else ""
    inner = "".join(f"<div{kind}>{rendered(part, look)}</div>" for part in block.columns)
    return f'<div class="columns">{inner}</div>'


@html_block
def _callout(block: Callout, look: Look) -> str:
    title = f'<p class="title">{runs(block.title)}</p>' if block.title else ""
    return f'<div class="{block.role}">{title}{rendered(block.blocks, look)}</div>'


@html_block
def _steps(block: Steps, look: Look) -> str:
    until = f"<span>{attribute(look.word('stop at'))} {attribute(block.until)}</span>"
    large = f"{block.minutes} {attribute(look.word('minutes'))}{until if block.until else ''}"
    hold = f"<p>{runs(block.hold)}</p>" if block.hold else ""
    unit = attribute(look.word("minute"))
    steps = "".join(
        f"<li>{f'<strong>{attribute(length)} {unit}</strong> ' if length else ''}{runs(words)}</li>"
        for length, words in block.steps
    )
    return f'<p class="minutes-large">{large}</p>{hold}<ol>{steps}</ol>'


@html_block
def _write_in(block: WriteIn, _look: Look) -> str:
    label = f"<p>{runs(block.label)}</p>" if block.label else ""
    count = 1 if block.box else block.lines
    gap = block.gap_mm * block.lines if block.box else block.gap_mm
    kind = "lines box" if block.box else "lines"
    return (
        f'{label}<div class="{kind}" style="--gap:{gap:g}mm" aria-hidden="true">'
        f"{'<i></i>' * count}</div>"
    )


@html_block
def _cut(block: Cut, _look: Look) -> str:
    return f'<p class="cut">{runs(block.text)}</p>'


@html_block
def _page_break(_block: PageBreak, _look: Look) -> str:
    return '<div class="new-page"></div>'
