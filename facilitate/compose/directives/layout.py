"""Directives that set words and pictures apart: lead, callout, columns, chart, image and others."""

from typing import Any

from facilitate.charts import Band, ChartData, Strip
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
from facilitate.compose.placeholder import Deferred, of_parts, ready, together
from facilitate.document import Block, Callout, Chart, Columns, Cut, Image, PageBreak, Paragraph
from facilitate.faults import did_you_mean


@directive("lead")
@directive("statement")
@directive("quiet")
@directive("caption")
def paragraph(div: Div, page: Page) -> Deferred[Block]:
    """A line under the title, a mission set large, the second voice, words under a picture."""
    return of_parts(Paragraph, text=page.text(div), role=div.name, origin=div.origin)


@directive("callout", "title")
@directive("frame", "title")
def callout(div: Div, page: Page) -> Deferred[Block]:
    """A tinted aside, or the one box that may leave the room."""
    title, inside = page.setting_text(div, "title"), page.blocks(div.inside)
    role = "frame" if div.name == "frame" else "panel"
    return of_parts(Callout, blocks=inside, title=title, role=role, origin=div.origin)


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
    given = [inner.settings["width"].text for inner in found if "width" in inner.settings]
    if len(given) < len(found) and any(text.endswith("%") for text in given):
        page.fault(
            "M173",
            "Some of these columns say how wide they are in per cent, and others nothing.",
            "Give each of them a width, or none.",
            div.origin,
        )
    shares = together([page.setting(inner, "width", as_share, 1.0) for inner in found])
    parts = together([page.blocks(inner.inside) for inner in found])
    return of_parts(Columns, columns=parts, shares=shares, origin=div.origin)


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
    text = page.text(div) if div.inside else ()
    return of_parts(Cut, text=text, origin=div.origin)


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


def as_band(value: Any) -> Band:
    """Return the day as a bar; raise `SettingError` for anything else."""
    if isinstance(value, Band):
        return value
    raise SettingError("This is no bar of the day.", "Write of: {{ slot.band }}.")


NO_CHART = Strip(rows=(), low=1, high=5, ends=("", ""))


@directive("chart", "height", needed=("of", "alt"), inside=False)
def chart(div: Div, page: Page) -> Deferred[Block]:
    """A chart, and the sentence that says what it shows."""
    return of_parts(
        Chart,
        of=page.setting(div, "of", as_chart, NO_CHART),
        alt=page.setting(div, "alt", as_words, ""),
        height_mm=page.setting(div, "height", as_millimetres, 0.0),
        origin=div.origin,
    )


@directive("image", "alt", "decorative", "width", needed=("file",), inside=False)
def image(div: Div, page: Page) -> Deferred[Block]:
    """A PNG or JPEG file of a template folder."""
    name, origin = div.settings["file"].text, div.origin
    if name not in page.pictures:
        hint = did_you_mean(name, page.pictures, otherwise="Put it into templates/images/.")
        page.fault("M180", f"There is no picture {name!r}.", hint, div.settings["file"].origin)
        return ready(PageBreak())
    if "decorative" not in div.settings and not div.settings.get("alt"):
        page.fault(
            "M181",
            "This picture does not say what it shows.",
            "Write 'alt: …', or 'decorative: yes' if it says nothing.",
            origin,
        )
    return of_parts(
        Image,
        png=page.pictures[name],
        alt=page.setting(div, "alt", as_words, ""),
        decorative=page.setting(div, "decorative", as_yes, False),
        width_mm=page.setting(div, "width", as_millimetres, 0.0),
        origin=origin,
    )
