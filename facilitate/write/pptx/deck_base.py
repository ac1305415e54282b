"""The base of a deck: the organisation's own, or ours in the colours and the face of the look."""

import hashlib
import re
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree as ET

from facilitate.structs import replace
from facilitate.write.base_file import Area, DeckBase, Placeholder, Role, SlideLayout, head_of
from facilitate.write.look import Colours, Look, SlideType
from facilitate.write.ooxml import THEME, hex_colour, our_parts

MARGIN, WIDTH = 48.0, 864.0
TITLE = Area(MARGIN, 64, WIDTH, 80)
KICKER = Area(MARGIN, 14, WIDTH, 45)
SOURCE = Area(MARGIN, 494, 790, 24)
NUMBER = Area(842, 494, 70, 24)
BODY = Area(MARGIN, 136, WIDTH, 346)
CONTENT = Area(MARGIN, 124, WIDTH, 358)
"""The room under a title of one line: a lead starts at its top, other matter where a body does."""

STEP_PLACES = {"list": 6, "columns": 4}


def base_of(look: Look) -> DeckBase:
    """Return the base file of the look's brand, or ours; prepared once for each look."""
    if look.brand and look.brand.deck:
        return look.brand.deck
    return _ours(look.colours, (look.slide_font, look.slide_title_font), look.slide)


BODY_SIZES = (18.0, 28.0)
"""The least size of matter on an organisation's slides, whatever its layout says, and the most."""


def dressed(look: Look, base: DeckBase) -> Look:
    """Return the look with the sizes and the face of an organisation's base."""
    if base.ours:
        return look
    content, sizes = base.layouts["content"], look.slide
    least, most = max(BODY_SIZES[0], sizes.label), BODY_SIZES[1]
    body = max(min(content.texts[0].size if content.texts else sizes.body, most), least)
    title = max(head_of(content).size, least)
    slide = replace(
        sizes,
        title=title,
        title_floor=max(min(title, 24.0), least),
        body=body,
        body_floor=least,
        lead=body,
        dense=max(min(sizes.dense, body), least),
    )
    return replace(look, slide=slide, slide_font=base.text_font, title_font=base.title_font)


@lru_cache(maxsize=4)
def _ours(colours: Colours, fonts: tuple[str, str], sizes: SlideType) -> DeckBase:
    """Return what `templates/base/base.pptx` is, as its script makes it, for text and titles."""
    font, title_font = fonts
    parts = dict(our_parts("pptx"))
    listed = ET.fromstring(parts.pop("[Content_Types].xml"))  # noqa: S314 - a file of our own
    return DeckBase(
        digest=hashlib.sha256(repr((colours, fonts)).encode()).hexdigest(),
        width=960.0,
        scale=1.0,
        layouts=_layouts(colours, fonts, sizes),
        theme=THEME,
        title_font=title_font,
        text_font=font,
        ours=True,
        parts={
            name: _coloured(data, colours, fonts) if name.startswith("ppt/") else data
            for name, data in parts.items()
        },
        types={
            row.attrib["PartName"].lstrip("/"): row.attrib["ContentType"]
            for row in listed
            if "PartName" in row.attrib
        },
    )


_OF_TEXT = '<a:schemeClr val="tx1"/>'
_DARK = f"<p:bg><p:bgPr><a:solidFill>{_OF_TEXT}</a:solidFill>"
"""The ground of our dark pages: the colour of text, where a look has no other for them."""


_TITLES = re.compile(
    r"<p:titleStyle>.*?</p:titleStyle>"
    r'|<p:sp>(?:(?!</p:sp>).)*?<p:ph type="(?:title|ctrTitle)".*?</p:sp>',
    re.DOTALL,
)
_MAJOR = re.compile(r"<a:majorFont>.*?</a:majorFont>", re.DOTALL)


def _coloured(data: bytes, colours: Colours, fonts: tuple[str, str]) -> bytes:
    """Return a part of our base with this look's colours and faces instead of the default ones."""
    ours, (font, title_font) = Colours(), fonts
    if colours == ours and fonts == ("Arial", "Arial"):
        return data
    text = data.decode()
    if title_font != font:
        text = _TITLES.sub(lambda one: one[0].replace('"+mn-', '"+mj-'), text)
        text = _MAJOR.sub(lambda one: one[0].replace('"Arial"', f'"{title_font}"'), text)
    text = text.replace('typeface="Arial"', f'typeface="{font}"')
    dark = hex_colour(colours.dark)
    for name in Colours.__struct_fields__:
        old, new = hex_colour(getattr(ours, name)), hex_colour(getattr(colours, name))
        text = text.replace(f'val="{old}"', f'val="_{new}"')
    if colours.dark != colours.ink:
        text = text.replace(_DARK, _DARK.replace(_OF_TEXT, f'<a:srgbClr val="_{dark}"/>'))
    return text.replace('val="_', 'val="').encode()


def _layouts(colours: Colours, fonts: tuple[str, str], sizes: SlideType) -> dict[Role, SlideLayout]:
    """Return our layouts in the order of the script that makes them."""

    def place(kind: str, index: int, area: Area, size: float, **look: Any) -> Placeholder:
        is_title = kind in ("title", "ctrTitle")
        usual = {"font": fonts[is_title], "bold": is_title, "colour": colours.ink}
        return Placeholder(kind=kind, index=index, area=area, size=size, **{**usual, **look})

    def layout(
        title: Placeholder | None,
        *texts: Placeholder,
        content: Area = CONTENT,
        second: str = colours.grey,
        small: float = sizes.label,
        top: Area = KICKER,
        foot: Area = SOURCE,
    ) -> SlideLayout:
        number = place("sldNum", 12, NUMBER, sizes.label, colour=second, anchor="b", align="r")
        return SlideLayout(
            part=f"ppt/slideLayouts/slideLayout{len(made) + 1}.xml",
            name="",
            title=title,
            texts=texts,
            kicker=place("body", 13, top, small, colour=second, anchor="b"),
            source=place("body", 14, foot, small, colour=second, anchor="b"),
            number=number if made else None,
            content=content,
        )

    def steps(how: str) -> list[Placeholder]:
        count = range(STEP_PLACES[how])
        return [
            place(
                "body",
                21 + n,
                Area(MARGIN, 182 + 50 * n, 644, 48)
                if how == "list"
                else Area(MARGIN + 221 * n, 190, 201, 180),
                sizes.dense,
                anchor="ctr" if how == "list" else "t",
            )
            for n in count
        ]

    white, second = colours.on_ink, colours.on_ink_second
    title = place("title", 0, TITLE, sizes.title)
    body = place("body", 1, BODY, sizes.body)
    purpose = place("body", 1, Area(MARGIN, 124, WIDTH, 34), sizes.lead, colour=colours.grey)
    halves = (Area(MARGIN, 136, 424, 346), Area(488, 136, 424, 346))
    made: dict[Role, SlideLayout] = {}
    made["cover"] = layout(
        place("ctrTitle", 0, Area(MARGIN, 124, WIDTH, 96), sizes.cover, colour=white),
        place("subTitle", 1, Area(MARGIN, 232, WIDTH, 76), 28, colour=white),
        content=Area(MARGIN, 232, WIDTH, 238),
        second=second,
        small=20,
        top=Area(MARGIN, 24, WIDTH, 48),
        foot=Area(MARGIN, 490, WIDTH, 28),
    )
    made["divider"] = layout(
        place("title", 0, Area(MARGIN, 80, 790, 146), sizes.divider, colour=white),
        place("body", 1, Area(MARGIN, 246, 716, 90), 28, colour=white),
        content=Area(MARGIN, 246, WIDTH, 232),
        second=second,
    )
    made["content"] = layout(title, body)
    made["columns"] = layout(
        title, *(place("body", n, half, sizes.dense) for n, half in enumerate(halves, 1))
    )
    made["title only"] = layout(title)
    made["blank"] = layout(None)
    made["exercise"] = layout(title, purpose, *steps("list"))
    made["steps in columns"] = layout(title, purpose, *steps("columns"))
    made["question"] = layout(place("title", 0, Area(MARGIN, 150, WIDTH, 220), 54))
    made["result"] = layout(title)
    return made
