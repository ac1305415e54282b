"""A sample of a look as pictures, drawn by LibreOffice, and how well its words are read on them."""

import io
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitate.document import Column, Document, List, Paragraph, Run, Section, Table, Text
from facilitate.faults import Fault, Place
from facilitate.files import write_whole
from facilitate.recipient import GROUP
from facilitate.write import write
from facilitate.write.base_file import SLIDE_HEIGHT, Role
from facilitate.write.look import Look

Shares = tuple[float, float, float, float]

LONGEST_S = 180
"""LibreOffice needs ten seconds to start on a slow computer; what takes longer hangs."""

_WORDS = "Words as they stand on a slide: what we agreed, who does what, and by when."


@dataclass(frozen=True, slots=True)
class Pictured:
    """The pictures that were made, and what was seen on them."""

    files: tuple[Path, ...]
    faults: tuple[Fault, ...]


def pictures(look: Look, folder: Path, suffixes: Sequence[str] = ("pptx", "docx")) -> Pictured:
    """Draw a sample deck and a sample page into a folder; without LibreOffice say so once."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return Pictured((), (_no_office(),))
    files: list[Path] = []
    faults: list[Fault] = []
    for suffix, document in (("pptx", _deck()), ("docx", _page())):
        if suffix not in suffixes:
            continue
        pages = _drawn(office, write(suffix, document, look).data, suffix)
        if not pages:
            faults.append(_not_drawn(suffix))
        for number, data in enumerate(pages, 1):
            path = folder / f"{suffix}-{number}.png"
            write_whole(path, data)
            files.append(path)
            faults += hard_to_read(data, path.name, _place(look, suffix, number))
    return Pictured(tuple(files), tuple(faults))


def _deck() -> Document:
    """Return a deck with a slide of each kind."""
    words = Paragraph(text=_text(_WORDS))
    listed = List(items=tuple((Paragraph(text=_text(f"Point {n} of four")),) for n in range(1, 5)))
    table = Table(
        columns=(Column(), Column()),
        header=(_text("what"), _text("who")),
        rows=((_text("Agree the rota"), _text("both")), (_text("Tell the teams"), _text("Ada"))),
    )
    return Document(
        name="sample",
        title="A sample of this look",
        language="en-GB",
        recipient=GROUP,
        paper="slide",
        sections=(
            Section(title=_text("The cover of a deck"), kicker=_text("16 March"), look="cover"),
            Section(title=_text("A divider"), look="divider"),
            Section(title=_text("A title and a text"), blocks=(words, listed)),
            Section(title=_text("A table"), blocks=(table,)),
            Section(title=_text("One sentence, said large"), look="statement"),
        ),
    )


def _page() -> Document:
    """Return a page of paper."""
    deck = _deck()
    sections = tuple(one for one in deck.sections if one.look == "content")
    return Document(
        name="sample",
        title=deck.title,
        language="en-GB",
        recipient=GROUP,
        sections=sections,
        head=("A sample", "16 March"),
    )


def _text(words: str) -> Text:
    return (Run(words),)


def _drawn(office: str, data: bytes, suffix: str) -> tuple[bytes, ...]:
    """Return the pages of an Office file as pictures; none where LibreOffice gives up."""
    import typst  # draws a PDF's pages, so that no further program is needed

    with TemporaryDirectory(prefix="facilitate-") as name:
        folder = Path(name)
        (folder / f"sample.{suffix}").write_bytes(data)
        typed = [
            *(office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
            *("--convert-to", "pdf", "--outdir", name, str(folder / f"sample.{suffix}")),
        ]
        try:
            subprocess.run(typed, check=False, capture_output=True, timeout=LONGEST_S)  # noqa: S603
        except (subprocess.TimeoutExpired, OSError):
            return ()
        if not (folder / "sample.pdf").is_file():
            return ()
        pages: list[bytes] = []
        while len(pages) < 20:
            page = (
                "#set page(width: auto, height: auto, margin: 0pt)\n"
                f'#image("sample.pdf", page: {len(pages) + 1}, width: 960pt)'
            )
            (folder / "page.typ").write_text(page, encoding="utf-8")
            try:
                made = typst.compile(str(folder / "page.typ"), root=name, format="png", ppi=72)
            except typst.TypstError:
                break
            pages.append(made)
        return tuple(pages)


LEAST_CONTRAST = 4.5
"""Of words with the ground behind them. Source: WCAG 2.2 (2023), 1.4.3."""


_SHOWN: tuple[Role, ...] = ("cover", "divider", "content", "content", "title only")
"""The roles of the slides of the sample, in order."""


def _place(look: Look, suffix: str, number: int) -> Shares:
    """Return where a slide's title stands, as shares of its width and height; all of a page."""
    deck = look.brand.deck if look.brand else None
    if deck is None or suffix != "pptx" or number > len(_SHOWN):
        return 0.0, 0.0, 1.0, 1.0
    title = deck.layouts[_SHOWN[number - 1]].title
    if title is None:
        return 0.0, 0.0, 1.0, 1.0
    wide, high, area = deck.width, SLIDE_HEIGHT, title.area
    return area.x / wide, area.y / high, area.right / wide, area.bottom / high


def contrast_seen(data: bytes, place: Shares = (0.0, 0.0, 1.0, 1.0)) -> float:
    """Return the contrast of words with their ground as they are drawn, in a part of a picture.

    The ground is the colour that most of the part has, the words are the strongest colour that
    covers at least a five-hundredth: fine edges of letters are paler than what is meant.
    """
    from PIL import Image

    from facilitate.write.brand.vision import contrast

    whole = Image.open(io.BytesIO(data)).convert("RGB")
    left, top, right, bottom = place
    wide, high = whole.size
    part = whole.crop((int(left * wide), int(top * high), int(right * wide), int(bottom * high)))
    counted = part.quantize(32).convert("RGB").getcolors() or []
    least = part.width * part.height / 500
    strong = {str(colour): number for number, colour in counted if number >= least}
    ground = max(strong, key=lambda colour: strong[colour])
    return max(contrast(_hex(ground), _hex(colour)) for colour in strong)


def _hex(colour: str) -> str:
    """Return `#102030` of `(16, 32, 48)`."""
    return "#" + "".join(f"{int(part):02X}" for part in colour.strip("()").split(","))


def hard_to_read(data: bytes, name: str, place: Shares) -> Iterator[Fault]:
    """Yield B207 where words in a part of a picture cannot be told from their ground."""
    seen = contrast_seen(data, place)
    # A place in which nothing is drawn has one colour, which says nothing.
    if 1.05 < seen < LEAST_CONTRAST:
        yield Fault(
            code="B207",
            severity="advice",
            message=f"On {name} words have a contrast of {seen:.1f} to 1 as drawn, and need 4.5.",
            hint="Look at the picture; choose another layout, or a plainer ground.",
            place=Place(name),
        )


def _no_office() -> Fault:
    return Fault(
        code="B206",
        severity="advice",
        message="There are no pictures: LibreOffice, which draws them, is not on this computer.",
        hint="Install LibreOffice, or open a built deck and look at it yourself.",
    )


def _not_drawn(suffix: str) -> Fault:
    return Fault(
        code="B206",
        severity="warning",
        message=f"LibreOffice could not draw the sample .{suffix} file.",
        hint="Close LibreOffice if it is open and try again; open a built file and look at it.",
    )
