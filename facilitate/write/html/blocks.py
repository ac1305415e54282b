"""Blocks of the neutral document as HTML, fields of a form with them."""

import json
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape

from facilitate.charts import Mark
from facilitate.document import (
    Block,
    Callout,
    Chart,
    Columns,
    Cut,
    Document,
    Field,
    FieldSpec,
    Heading,
    Image,
    List,
    Option,
    PageBreak,
    Paragraph,
    Run,
    Section,
    Steps,
    Table,
    Text,
    Timetable,
    TimetableRow,
    WriteIn,
    levelled,
    plain,
    walk,
)
from facilitate.pictures import read_picture
from facilitate.write import BlockTable
from facilitate.write.chart.drawing import sizes_for
from facilitate.write.chart.kinds import draw, kind_of
from facilitate.write.chart.svg import mark_points, svg
from facilitate.write.look import Look
from facilitate.write.measure import scale_head

html_block: BlockTable[[Look], str] = BlockTable("html-block")
"""Enters a function that writes one kind of block."""

_SAFE_LINKS = ("https://", "mailto:")


def runs(words: Text) -> str:
    """Return the text with its emphasis, marks and links."""
    return "".join(map(_run, words))


def mark(role: Mark) -> str:
    """Return a role's shape; it is hidden from listeners, who hear the words beside it."""
    corners = " ".join(f"{x:g},{y:g}" for x, y in mark_points(role, 10))
    shape = f'<polygon points="{corners}"/>' if corners else '<circle r="5"/>'
    return f'<svg class="mark {role}" viewBox="-6 -6 12 12" aria-hidden="true">{shape}</svg>'


def attribute(value: str) -> str:
    """Return the value for use between double quotes."""
    return escape(value, quote=True)


def _run(run: Run) -> str:
    inner = escape(run.text, quote=False).replace("\n", "<br>")
    if run.bold:
        inner = f"<strong>{inner}</strong>"
    if run.italic:
        inner = f"<em>{inner}</em>"
    if run.quiet:
        inner = f'<span class="quiet">{inner}</span>'
    if run.link.startswith(_SAFE_LINKS):
        inner = f'<a href="{attribute(run.link)}" rel="noreferrer">{inner}</a>'
    return (mark(run.mark) if run.mark else "") + (inner if run.text else "")


_SHEET_MM, _PHONE_MM = 170.0, 74.0


def section(part: Section, look: Look) -> str:
    """Return a section: kicker, title as heading 1, blocks, source."""
    kind = f' class="{part.look}"' if part.look != "content" else ""
    kicker = f'<p class="kicker">{runs(part.kicker)}</p>' if part.kicker else ""
    title = f"<h1>{runs(part.title)}</h1>" if part.title else ""
    source = f'<p class="source">{runs(part.source)}</p>' if part.source else ""
    inner = "".join(html_block.each(levelled(part.blocks), look))
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
    return "".join(html_block.each(blocks, look))


@html_block
def _chart(block: Chart, look: Look) -> str:
    data = block.of
    if data.is_empty:
        return f'<p class="quiet">{attribute(look.word("no answers yet"))}</p>'
    sizes = (("sheet", data, _SHEET_MM), ("phone", data.narrow(), _PHONE_MM))
    drawn = "".join(
        f'<div class="{kind}">'
        + svg(draw(shown, width_mm=width, sizes=sizes_for(look, "sheet")), look, title=block.alt)
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
    inner = "".join(
        f"<div{kind}>{''.join(html_block.each(part, look))}</div>" for part in block.columns
    )
    return f'<div class="columns">{inner}</div>'


@html_block
def _callout(block: Callout, look: Look) -> str:
    title = f'<p class="title">{runs(block.title)}</p>' if block.title else ""
    return f'<div class="{block.role}">{title}{"".join(html_block.each(block.blocks, look))}</div>'


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
    ask = f"<p><strong>{attribute(look.word('aloud'))}</strong> {runs(block.ask)}</p>"
    asked = ask if block.ask else ""
    return f'<p class="minutes-large">{large}</p>{hold}<ol>{steps}</ol>{asked}'


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


_NARROW = 3  # more columns than this stand below each other on a phone,
_SHORT = 24  # and so do three, if a cell of theirs has more letters than this


@html_block
def table(block: Table, _look: Look) -> str:
    """Return the table with its head cells marked; the alternative text is its caption."""
    sides = [
        "" if column.align == "left" else f' class="{column.align}"' for column in block.columns
    ]
    said = f'<caption class="said">{attribute(block.alt)}</caption>' if block.alt else ""
    heads = "".join(
        f'<th scope="col"{side}>{runs(words)}</th>' if words else "<td></td>"
        for words, side in zip(block.header, sides, strict=True)
    )
    shares = [column.share for column in block.columns]
    parts = [share / sum(shares) for share in shares] if all(shares) else []
    widths = "".join(f'<col style="width:{part:.0%}">' for part in parts)
    height = f' style="height:{block.row_mm:g}mm"' if block.row_mm else ""
    rows = "".join(f"<tr{height}>{_cells(row, block.header, sides)}</tr>" for row in block.rows)
    wide = " wide" if _folds(block) else ""
    return (
        f'<table class="{block.role}{wide}">{said}{widths}<thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _folds(block: Table) -> bool:
    longest = max((len(plain(cell)) for row in block.rows for cell in row), default=0)
    many = len(block.columns) + (longest > _SHORT)
    return many > _NARROW and block.role != "form"


@html_block
def timetable(block: Timetable, look: Look) -> str:
    """Return the day by the clock; on a phone, leads and things to have ready stand below."""
    heads = "".join(f'<th scope="col">{attribute(look.word(key))}</th>' for key in block.heads)
    rows = "".join(
        _timetable_row(row, after, look, full=block.full)
        for row, after in zip(block.rows, (*block.rows[1:], None), strict=True)
    )
    wide = ' class="wide"' if block.full else ""
    return f"<table{wide}><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _timetable_row(row: TimetableRow, after: TimetableRow | None, look: Look, *, full: bool) -> str:
    more = after is not None and after.level > 0
    kind = ("step" if more else "last") if row.level else ("item" if more else "alone")
    pause = " pause" if row.pause else ""
    clock = f'<td class="clock">{attribute(row.clock)}</td>'
    what = f'<td class="what">{runs(row.what)}</td>'
    if not full:
        return f'<tr class="{kind}{pause}">{clock}{what}</tr>'
    unit = look.word("minute")
    minutes = f'<td class="minutes" data-unit="{attribute(unit)}">{attribute(row.minutes)}</td>'
    others = "".join(
        f'<td data-head="{attribute(look.word(key))}">{runs(words)}</td>'
        for key, words in (("leads", row.leads), ("have ready", row.ready))
    )
    return f'<tr class="{kind}{pause}">{clock}{minutes}{what}{others}</tr>'


def _cells(row: tuple[Text, ...], header: tuple[Text, ...], sides: Sequence[str]) -> str:
    return "".join(
        f"<td{side}{_head(name)}>{runs(words)}</td>"
        for words, name, side in zip(row, header, sides, strict=True)
    )


def _head(name: Text) -> str:
    return f' data-head="{attribute(plain(name))}"' if plain(name) else ""


_WORDS_FIT = 10  # letters of an option that may stand under its button


@html_block
def field(block: Field, look: Look) -> str:
    """Return the fields one below the other."""
    return "".join(_field(spec, look) for spec in block.fields)


def fields_of(document: Document) -> tuple[FieldSpec, ...]:
    """Return every field of the document in reading order."""
    return tuple(part for part in walk(document) if isinstance(part, FieldSpec))


def form_hash(specs: tuple[FieldSpec, ...]) -> str:
    """Return a short hash of the questions, by which a reader knows an answer's form again."""
    asked = [
        [spec.key, spec.kind, spec.before, [option.value for option in spec.options]]
        for spec in specs
    ]
    return sha256(json.dumps(asked).encode()).hexdigest()[:16]


def opened(document: Document, specs: tuple[FieldSpec, ...]) -> str:
    """Return the form's opening tag: its id, version, hash and the name of the saved file."""
    key, _, version = document.form.rpartition(" ")
    name = key or version or document.name
    return (
        f'<form id="form" autocomplete="off" data-form="{attribute(name)}" '
        f'data-version="{attribute(version if key else "")}" data-hash="{form_hash(specs)}" '
        f'data-file="{attribute(document.name)}-answers.json">'
    )


def closed(look: Look) -> str:
    """Return the button that saves the answers on this very device, and what it then says."""
    said = attribute(look.word("answers saved"))
    return (
        f'<button type="submit">{attribute(look.word("save answers"))}</button>'
        f'<p id="state" role="status" data-saved="{said}"></p></form>'
    )


def _field(spec: FieldSpec, look: Look) -> str:
    if spec.kind == "scale":
        return _scale(spec, look)
    name, needed = attribute(spec.key), " required" if spec.required else ""
    if spec.kind == "tick":
        box = f'<input type="checkbox" id="{name}" name="{name}"{needed}>'
        label = f'<label for="{name}">{box}<span>{_ask(spec)}</span></label>'
        return f'<div class="field tick">{label}</div>'
    inner = _input(spec, look, f'id="{name}" name="{name}"{needed}')
    return f'<div class="field"><label for="{name}">{_ask(spec)}</label>{inner}</div>'


def _input(spec: FieldSpec, look: Look, names: str) -> str:
    if spec.kind == "choice":
        options = "".join(
            f'<option value="{attribute(one.value)}">{attribute(one.label)}</option>'
            for one in spec.options
        )
        first = f'<option value="">{attribute(look.word("choose"))}</option>'
        return f"<select {names}>{first}{options}</select>"
    if spec.kind == "date":
        return f'<input type="date" {names}>'
    if spec.lines > 1:
        return f'<textarea {names} rows="{spec.lines + 1}"></textarea>'
    return f'<input type="text" {names}>'


def _scale(spec: FieldSpec, look: Look) -> str:
    if not spec.before:
        return f"<fieldset><legend>{_ask(spec)}</legend>{_row(spec, spec.key)}</fieldset>"
    sides = "".join(
        f'<div role="group" aria-label="{attribute(f"{plain(spec.ask)}, {said}")}">'
        f'<p class="when">{attribute(said)}</p>{_row(spec, f"{spec.key}.{moment}")}</div>'
        for moment, said in (("before", look.word("before today")), ("now", look.word("now")))
    )
    return f"<fieldset><legend>{_ask(spec)}</legend>{sides}</fieldset>"


def _row(spec: FieldSpec, name: str) -> str:
    """Return a row of buttons: words where they are short, else figures and what these mean."""
    in_words = all(len(option.label) <= _WORDS_FIT for option in spec.options)
    head = scale_head(spec.options, in_words=in_words)
    needed = " required" if spec.required else ""
    buttons = "".join(
        f'<label><input type="radio" name="{attribute(name)}" value="{attribute(option.value)}"'
        f"{needed}>{_under(option, shown)}</label>"
        for option, shown in zip(spec.options, head.over, strict=True)
    )
    if in_words or not head.meant:
        return f'<div class="scale words">{buttons}</div>'
    ends = head.meant if len(head.meant) == 2 else (head.key,)
    key = "".join(f"<span>{attribute(end)}</span>" for end in ends)
    return f'<div class="scale">{buttons}</div><p class="ends" aria-hidden="true">{key}</p>'


def _under(option: Option, shown: str) -> str:
    said = f'<span class="said">{attribute(option.label)}</span>' if option.label != shown else ""
    return f"<span>{attribute(shown)}</span>{said}"


def _ask(spec: FieldSpec) -> str:
    number = f'<span class="quiet">{spec.number}</span> ' if spec.number else ""
    return number + runs(spec.ask)
