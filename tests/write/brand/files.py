"""Office files for these tests: the libraries' own, with parts added, exchanged or taken out."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
EXTERNAL = 'TargetMode="External"'


@cache
def deck() -> bytes:
    """Return the default deck of python-pptx: 4:3, one master with eleven layouts."""
    from pptx import Presentation

    return saved(Presentation())


@cache
def letter() -> bytes:
    """Return the default document of python-docx."""
    from docx import Document

    return saved(Document())


def saved(file: object) -> bytes:
    """Return what python-pptx or python-docx saves."""
    out = io.BytesIO()
    file.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package as they are."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(content: Mapping[str, bytes]) -> bytes:
    """Return a package of these parts, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return out.getvalue()


def exchanged(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return a package with words of one part exchanged, which must be there."""
    content = parts(data)
    assert old in content[part].decode(), (part, old)
    content[part] = content[part].decode().replace(old, new).encode()
    return packed(content)


def with_part(data: bytes, name: str, part: bytes = b"x") -> bytes:
    """Return a package with one part more."""
    return packed(parts(data) | {name: part})


def related(data: bytes, part: str, kind: str, target: str, more: str = "") -> bytes:
    """Return a package in which a part has one relation more, `rId99`."""
    folder, _, name = part.rpartition("/")
    type_ = kind if kind.startswith("http") else RELATIONS + kind
    row = f'<Relationship Id="rId99" Type="{type_}" Target="{target}" {more}/></Relationships>'
    return exchanged(data, f"{folder}/_rels/{name}.rels", "</Relationships>", row)


# ------------------------------------------------------------- decks of layouts written in a test

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
EMU = 12_700
TITLE = "title", 0, (36, 20, 648, 90)
BODY = "body", 1, (36, 126, 648, 356)

Box = tuple[float, float, float, float]


def frame(box: Box, tag: str = "a:xfrm") -> str:
    """Return where something lies: left, top, width and height in points."""
    x, y, width, height = (round(one * EMU) for one in box)
    return f'<{tag}><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></{tag}>'


def solid(colour: str) -> str:
    """Return a plain filling: `C00000`, or a name of the theme."""
    kind = "srgbClr" if len(colour) == 6 and colour.upper() == colour else "schemeClr"
    return f'<a:solidFill><a:{kind} val="{colour}"/></a:solidFill>'


def place(
    kind: str, index: int, box: Box, *, style: str = "", fill: str = "", words: str = ""
) -> str:
    """Return a placeholder; `style` is what stands inside its first level."""
    mark = f'<p:ph type="{kind}"/>' if kind == "title" else f'<p:ph type="{kind}" idx="{index}"/>'
    levels = f"<a:lvl1pPr>{style}</a:lvl1pPr>" if style else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{index + 100}" name="{kind} {index}"/><p:cNvSpPr/>'
        f"<p:nvPr>{mark}</p:nvPr></p:nvSpPr><p:spPr>{frame(box)}{fill}</p:spPr><p:txBody>"
        f"<a:bodyPr/><a:lstStyle>{levels}</a:lstStyle><a:p><a:r><a:t>{words}</a:t></a:r></a:p>"
        "</p:txBody></p:sp>"
    )


def shape(box: Box, look: str, *, preset: str = "rect", words: str = "", name: str = "Art") -> str:
    """Return a shape that is drawn; `look` is its filling and line."""
    text = f"<p:txBody><a:bodyPr/><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="90" name="{name}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'{frame(box)}<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>{look}</p:spPr>'
        f"{text if words else ''}</p:sp>"
    )


def picture(box: Box, *, crop: str = "") -> str:
    """Return the picture `rId9` of the layout."""
    return (
        '<p:pic><p:nvPicPr><p:cNvPr id="91" name="Picture"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="rId9"/>{crop}<a:stretch><a:fillRect/></a:stretch>'
        f'</p:blipFill><p:spPr>{frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        "</p:pic>"
    )


def layout(name: str, *shapes: str, ground: str = "", kind: str = "", more: str = "") -> str:
    """Return a layout: its shapes in their order, over a ground of its own or the master's."""
    said = f' type="{kind}"' if kind else ""
    back = f"<p:bg><p:bgPr>{ground}<a:effectLst/></p:bgPr></p:bg>" if ground else ""
    return (
        f'<p:sldLayout {NAMESPACES}{said}{more}><p:cSld name="{name}">{back}<p:spTree>'
        '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        f"{''.join(shapes)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def deck_of(*layouts: str, pixels: bytes = b"") -> bytes:
    """Return the default deck with these layouts instead of its own, at most eleven.

    `pixels` is a picture that each of them calls `rId9`.
    """
    content = parts(deck())
    rels = "ppt/slideLayouts/_rels/slideLayout{}.xml.rels"
    for number in range(1, 12):
        name = f"ppt/slideLayouts/slideLayout{number}.xml"
        if number > len(layouts):
            del content[name], content[rels.format(number)]
            continue
        content[name] = layouts[number - 1].encode()
        row = f'<Relationship Id="rId9" Type="{RELATIONS}image" Target="../media/p.png"/>'
        if pixels:
            content[rels.format(number)] = content[rels.format(number)].replace(
                b"</Relationships>", f"{row}</Relationships>".encode()
            )
    if pixels:
        content["ppt/media/p.png"] = pixels
    return packed(content)
