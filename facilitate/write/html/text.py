"""Stretches of text as HTML, and blocks one after the other."""

from collections.abc import Iterable
from html import escape

from facilitate.charts import Mark
from facilitate.document import Block, Run, Text
from facilitate.write.block_table import BlockTable
from facilitate.write.chart.svg import mark_points
from facilitate.write.look import Look

html_block: BlockTable[[Look], str] = BlockTable("html-block")
"""Enters a function that writes one kind of block."""

_SAFE_LINKS = ("https://", "mailto:")


def rendered(blocks: Iterable[Block], look: Look) -> str:
    """Return the blocks one after the other; an unknown kind raises `TypeError`."""
    return "".join(html_block.write(block, look) for block in blocks)


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
