"""Directives for what is drawn: charts from the context, and pictures from a file."""

from typing import Any

from facilitate.charts import ChartData, Strip
from facilitate.compose.directives import directive
from facilitate.compose.divs import Div
from facilitate.compose.page import Page
from facilitate.compose.recipe import Recipe, ready, recipe
from facilitate.compose.settings import SlipError, as_millimetres, as_words, as_yes
from facilitate.document import Block, Chart, Image, PageBreak
from facilitate.faults import did_you_mean


def as_chart(value: Any) -> ChartData:
    """Return a chart's data; raise `SlipError` for anything else."""
    if isinstance(value, ChartData):
        return value
    raise SlipError(
        "This is no chart.",
        "Give it one, alone between braces, such as of: {{ findings.strip }}.",
    )


NO_CHART = Strip(rows=(), low=1, high=5, ends=("", ""))


@directive("chart", "height", needed=("of", "alt"), inside=False)
def chart(div: Div, page: Page) -> Recipe[Block]:
    """A chart, and the sentence that says what it shows."""
    data = page.setting(div, "of", as_chart, NO_CHART)
    alt = page.setting(div, "alt", as_words, "")
    height, origin = page.setting(div, "height", as_millimetres, 0.0), div.origin
    return recipe(
        lambda f: Chart(of=data(f), alt=alt(f), height_mm=height(f), origin=origin),
        data,
        alt,
        height,
    )


@directive("image", "alt", "decorative", "width", needed=("file",), inside=False)
def image(div: Div, page: Page) -> Recipe[Block]:
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
    return recipe(
        lambda f: Image(png=png, alt=alt(f), decorative=plain(f), width_mm=width(f), origin=origin),
        alt,
        plain,
        width,
    )
