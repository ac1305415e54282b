"""Directives that set words and pictures apart: lead, callout, columns, chart, image and others."""

from typing import Any, Literal

from facilitate.charts import ChartData, Strip
from facilitate.compose.directives import directive
from facilitate.compose.fenced_divs import (
    Div,
    SettingError,
    as_millimetres,
    as_share,
    as_words,
    as_yes,
)
from facilitate.compose.markdown import Page
from facilitate.compose.placeholder import Deferred, deferred, ready, together
from facilitate.document import Block, Callout, Chart, Columns, Cut, Image, PageBreak, Paragraph
from facilitate.faults import did_you_mean

Role = Literal["lead", "statement", "quiet", "caption"]


def _paragraph(role: Role, div: Div, page: Page) -> Deferred[Block]:
    text, origin = page.text(div), div.origin
    return deferred(lambda f: Paragraph(text=text(f), role=role, origin=origin), text)


@directive("lead")
def lead(div: Div, page: Page) -> Deferred[Block]:
    """One line under the title."""
    return _paragraph("lead", div, page)


@directive("statement")
def statement(div: Div, page: Page) -> Deferred[Block]:
    """A mission or a question, set large."""
    return _paragraph("statement", div, page)


@directive("quiet")
def quiet(div: Div, page: Page) -> Deferred[Block]:
    """A paragraph in the second voice."""
    return _paragraph("quiet", div, page)


@directive("caption")
def caption(div: Div, page: Page) -> Deferred[Block]:
    """Words under a chart or a picture."""
    return _paragraph("caption", div, page)


def _callout(role: Literal["panel", "frame"], div: Div, page: Page) -> Deferred[Block]:
    title, inside, origin = page.setting_text(div, "title"), page.blocks(div.inside), div.origin
    return deferred(
        lambda f: Callout(blocks=inside(f), title=title(f), role=role, origin=origin),
        title,
        inside,
    )


@directive("callout", "title")
def callout(div: Div, page: Page) -> Deferred[Block]:
    """A tinted aside."""
    return _callout("panel", div, page)


@directive("frame", "title")
def frame(div: Div, page: Page) -> Deferred[Block]:
    """The one box that may leave the room."""
    return _callout("frame", div, page)


@directive("columns")
def columns(div: Div, page: Page) -> Deferred[Block]:
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
    return deferred(
        lambda f: Columns(columns=parts(f), shares=shares(f), origin=origin), parts, shares
    )


@directive("column", "width")
def column(div: Div, page: Page) -> Deferred[Block]:
    """A column that stands outside of columns, which is a mistake."""
    page.fault(
        "M172",
        "A column stands inside columns only.",
        "Write ':::: columns' above it and '::::' below the last one.",
        div.origin,
    )
    return ready(PageBreak())


@directive("cut")
def cut(div: Div, page: Page) -> Deferred[Block]:
    """A line to cut along; without words it says the language's own."""
    origin = div.origin
    if not div.inside:
        return ready(Cut(origin=origin))
    text = page.text(div)
    return deferred(lambda f: Cut(text=text(f), origin=origin), text)


@directive("page", inside=False)
def page_break(div: Div, page: Page) -> Deferred[Block]:  # noqa: ARG001  every maker takes both
    """A new page or a continued slide."""
    return ready(PageBreak(origin=div.origin))


def as_chart(value: Any) -> ChartData:
    """Return a chart's data; raise `SettingError` for anything else."""
    if isinstance(value, ChartData):
        return value
    raise SettingError(
        "This is no chart.",
        "Give it one, alone between braces, such as of: {{ findings.strip }}.",
    )


NO_CHART = Strip(rows=(), low=1, high=5, ends=("", ""))


@directive("chart", "height", needed=("of", "alt"), inside=False)
def chart(div: Div, page: Page) -> Deferred[Block]:
    """A chart, and the sentence that says what it shows."""
    data = page.setting(div, "of", as_chart, NO_CHART)
    alt = page.setting(div, "alt", as_words, "")
    height, origin = page.setting(div, "height", as_millimetres, 0.0), div.origin
    return deferred(
        lambda f: Chart(of=data(f), alt=alt(f), height_mm=height(f), origin=origin),
        data,
        alt,
        height,
    )


@directive("image", "alt", "decorative", "width", needed=("file",), inside=False)
def image(div: Div, page: Page) -> Deferred[Block]:
    """A PNG or JPEG file of a template folder."""
    name, origin = div.settings["file"].text, div.origin
    if name not in page.pictures:
        hint = did_you_mean(name, page.pictures, otherwise="Put it into templates/images/.")
        page.fault("M180", f"There is no picture {name!r}.", hint, div.settings["file"].origin)
        return ready(PageBreak())
    png = page.pictures[name]
    decorative = "decorative" in div.settings
    if not decorative and not div.settings.get("alt"):
        page.fault(
            "M181",
            "This picture does not say what it shows.",
            "Write 'alt: …', or 'decorative: yes' if it says nothing.",
            origin,
        )
    alt = page.setting(div, "alt", as_words, "")
    plain = page.setting(div, "decorative", as_yes, False)
    width = page.setting(div, "width", as_millimetres, 0.0)
    return deferred(
        lambda f: Image(png=png, alt=alt(f), decorative=plain(f), width_mm=width(f), origin=origin),
        alt,
        plain,
        width,
    )
