"""Stretches of text and the paragraphs around them."""

from facilitate.document import Mark, Run, Text
from facilitate.write.docx.making import Making
from facilitate.write.look import Colours
from facilitate.write.ooxml.xml import hex_colour, text

# These five stand in Arial itself, so no other face is fetched for them.
_GLYPHS: dict[Mark, str] = {
    "doctor": "●",
    "manager": "♦",
    "third": "■",
    "sponsor": "▲",
    "everyone": "▌",
}


def runs(
    words: Text, making: Making, *, bold: bool = False, quiet: bool = False, size_pt: float = 0
) -> str:
    """Return the text as runs; `bold`, `quiet` and `size_pt` hold for all of it.

    What is quiet of itself does not turn bold. `size_pt` 0 leaves the size to the style.
    """
    half_points = round(size_pt * 2)
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if size_pt else ""
    return "".join(_run(run, making, bold=bold, quiet=quiet, size=size) for run in words)


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


def mark_colour(mark: Mark, colours: Colours) -> str:
    """Return a role's colour as six hex digits; only doctor and manager have one of their own."""
    named = {"doctor": colours.doctor, "manager": colours.manager}
    return hex_colour(named.get(mark, colours.ink))


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


def _run(run: Run, making: Making, *, bold: bool, quiet: bool, size: str) -> str:
    quiet = quiet or run.quiet
    properties = "".join(
        (
            '<w:rStyle w:val="Hyperlink"/>' if run.link else "",
            '<w:rStyle w:val="QuietText"/>' if quiet and not run.link else "",
            "<w:b/><w:bCs/>" if run.bold or (bold and not run.quiet) else "",
            "<w:i/><w:iCs/>" if run.italic else "",
            size,
        )
    )
    inner = words_run(run.text, properties)
    if run.link:
        key = making.relate("hyperlink", run.link, external=True)
        inner = f'<w:hyperlink r:id="{key}">{inner}</w:hyperlink>'
    return f"{_mark(run, making, size)}{inner}" if run.mark else inner


def _mark(run: Run, making: Making, size: str) -> str:
    if run.mark is None:
        return ""
    space = "\u00a0" if run.text else ""
    colour = mark_colour(run.mark, making.look.colours)
    return words_run(_GLYPHS[run.mark] + space, f'<w:color w:val="{colour}"/>{size}')


def _letters(value: str) -> str:
    if "\n" not in value and "\t" not in value:
        return f'<w:t xml:space="preserve">{text(value)}</w:t>'
    lines = value.replace("\r\n", "\n").split("\n")
    return "<w:br/>".join("<w:tab/>".join(map(_plain, line.split("\t"))) for line in lines)


def _plain(value: str) -> str:
    return f'<w:t xml:space="preserve">{text(value)}</w:t>' if value else ""
