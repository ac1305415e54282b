"""Directives that set words apart: lead, statement, callout, frame, columns, cut, page."""

from typing import Literal

from facilitate.compose.directives import directive
from facilitate.compose.divs import Div
from facilitate.compose.page import Page
from facilitate.compose.recipe import Recipe, ready, recipe, together
from facilitate.compose.settings import as_share
from facilitate.document import Block, Callout, Columns, Cut, PageBreak, Paragraph

Role = Literal["lead", "statement", "quiet", "caption"]


def _paragraph(role: Role, div: Div, page: Page) -> Recipe[Block]:
    text, origin = page.text(div), div.origin
    return recipe(lambda f: Paragraph(text=text(f), role=role, origin=origin), text)


@directive("lead")
def lead(div: Div, page: Page) -> Recipe[Block]:
    """One line under the title."""
    return _paragraph("lead", div, page)


@directive("statement")
def statement(div: Div, page: Page) -> Recipe[Block]:
    """A mission or a question, set large."""
    return _paragraph("statement", div, page)


@directive("quiet")
def quiet(div: Div, page: Page) -> Recipe[Block]:
    """A paragraph in the second voice."""
    return _paragraph("quiet", div, page)


@directive("caption")
def caption(div: Div, page: Page) -> Recipe[Block]:
    """Words under a chart or a picture."""
    return _paragraph("caption", div, page)


def _callout(role: Literal["panel", "frame"], div: Div, page: Page) -> Recipe[Block]:
    title, inside, origin = page.setting_text(div, "title"), page.blocks(div.inside), div.origin
    return recipe(
        lambda f: Callout(blocks=inside(f), title=title(f), role=role, origin=origin),
        title,
        inside,
    )


@directive("callout", "title")
def callout(div: Div, page: Page) -> Recipe[Block]:
    """A tinted aside."""
    return _callout("panel", div, page)


@directive("frame", "title")
def frame(div: Div, page: Page) -> Recipe[Block]:
    """The one box that may leave the room."""
    return _callout("frame", div, page)


@directive("columns")
def columns(div: Div, page: Page) -> Recipe[Block]:
    """Blocks side by side, each column in a directive of its own."""
    for line in div.lines():
        if line.text.strip():
            page.fault(
                "M170",
                "This text stands between columns.",
                "Put it into a '::: column'.",
                line.origin,
            )
            break
    found = [inner for inner in div.divs() if inner.name == "column"]
    for inner in div.divs():
        if inner.name != "column":
            page.fault(
                "M170",
                f"{inner.name!r} stands between columns.",
                "Put it into a '::: column'.",
                inner.origin,
            )
    if not found:
        page.fault("M171", "These columns are empty.", "Put '::: column' inside.", div.origin)
    shares = together([page.setting(inner, "width", as_share, 1.0) for inner in found])
    parts = together([page.blocks(inner.inside) for inner in found])
    origin = div.origin
    return recipe(
        lambda f: Columns(columns=parts(f), shares=shares(f), origin=origin), parts, shares
    )


@directive("column", "width")
def column(div: Div, page: Page) -> Recipe[Block]:
    """A column that stands outside of columns, which is a slip."""
    page.fault(
        "M172",
        "A column stands inside columns only.",
        "Write ':::: columns' above it and '::::' below the last one.",
        div.origin,
    )
    return ready(PageBreak())


@directive("cut")
def cut(div: Div, page: Page) -> Recipe[Block]:
    """A line to cut along; without words it says the language's own."""
    origin = div.origin
    if not div.inside:
        return ready(Cut(origin=origin))
    text = page.text(div)
    return recipe(lambda f: Cut(text=text(f), origin=origin), text)


@directive("page", inside=False)
def page_break(div: Div, page: Page) -> Recipe[Block]:  # noqa: ARG001  every maker takes both
    """A new page or a continued slide."""
    return ready(PageBreak(origin=div.origin))
