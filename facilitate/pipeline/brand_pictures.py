"""A sample of a look as pictures, drawn by LibreOffice, and how well its words are read on them."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from facilitate.charts import Bars, Series
from facilitate.document import (
    Chart,
    Column,
    Columns,
    Document,
    List,
    Paragraph,
    Run,
    Section,
    Steps,
    Table,
    Text,
    plain,
)
from facilitate.faults import Fault, Place
from facilitate.files import write_whole
from facilitate.office import NotDrawnError, Office, office_program
from facilitate.pipeline.standalone import WrittenDocuments
from facilitate.recipient import GROUP
from facilitate.structs import replace
from facilitate.write import write
from facilitate.write.brand.vision import READABLE, contrast
from facilitate.write.look import Look
from facilitate.write.pptx import slides_of
from facilitate.write.pptx.deck_base import base_of

Shares = tuple[float, float, float, float]

_WORDS = "Words as they stand on a slide: what we agreed, who does what, and by when."


def pictures(
    look: Look, folder: Path, suffixes: Sequence[str] = ("pptx", "docx")
) -> WrittenDocuments:
    """Draw a sample deck and a sample page into a folder; without LibreOffice say so once."""
    program = office_program()
    if program is None:
        return WrittenDocuments((), (_no_office(),))
    files: list[Path] = []
    faults: list[Fault] = []
    for suffix, document in (("pptx", _deck()), ("docx", _page())):
        if suffix not in suffixes:
            continue
        try:
            pages = Office(program).pages(write(suffix, document, look).data, suffix)
        except NotDrawnError as why:
            faults.append(_not_drawn(suffix, str(why)))
            continue
        shown = _shown(document, look) if suffix == "pptx" else [("", [_WHOLE])] * len(pages)
        for number, (data, (name, places)) in enumerate(zip(pages, shown, strict=False), 1):
            path = folder / f"{suffix}-{number}{name}.png"
            write_whole(path, data)
            files.append(path)
            faults += hard_to_read(data, path.name, places)
    return WrittenDocuments(tuple(files), tuple(faults))


def _deck() -> Document:
    """Return a deck with a slide for each role of a layout."""
    words = Paragraph(text=_text(_WORDS))
    listed = List(items=tuple((Paragraph(text=_text(f"Point {n} of four")),) for n in range(1, 5)))
    table = Table(
        columns=(Column(), Column()),
        header=(_text("what"), _text("who")),
        rows=((_text("Agree the rota"), _text("both")), (_text("Tell the teams"), _text("Ada"))),
    )
    aside = Columns(columns=((words,), (listed,)), shares=(1, 1))
    agreed = (Series(name="agree", values=(6, 4)),)
    bars = Bars(categories=("Aims", "Trust"), series=agreed, low=0, high=8)
    steps = tuple((str(minutes), _text(_WORDS)) for minutes in (2, 5, 3, 4, 6, 5))
    few = tuple((minutes, _text("What we agreed")) for minutes, _ in steps[:3])
    sections = (
        Section(title=_text("The cover of a deck"), kicker=_text("16 March"), look="cover"),
        Section(title=_text("A divider"), look="divider"),
        Section(title=_text("A title and a text"), blocks=(words, listed)),
        Section(title=_text("Two texts side by side"), blocks=(aside,)),
        Section(title=_text("A table"), blocks=(table,)),
        Section(title=_text("An exercise"), blocks=(Steps(steps=steps, minutes=25),)),
        Section(title=_text("Steps side by side"), blocks=(Steps(steps=few, minutes=10),)),
        Section(title=_text("One sentence, said large"), look="statement"),
        Section(title=_text("A result"), blocks=(Chart(of=bars, alt="A sample of bars."),)),
    )
    return Document(
        name="sample",
        title="A sample of this look",
        language="en-GB",
        recipient=GROUP,
        paper="slide",
        sections=tuple(replace(one, source=_text("Made up")) for one in sections),
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


_ONE = 1.05
_KINDS = ["cover", "divider", "text", "columns", "table", "exercise", "steps", "question", "result"]
"""What the slides of the sample show, one for each role of a layout."""

_WHOLE: Shares = (0.0, 0.0, 1.0, 1.0)


def _shown(document: Document, look: Look) -> Iterator[tuple[str, list[Shares]]]:
    """Yield of each slide of the sample what it shows, and where words stand on it.

    Places are shares of the slide's width and height; all of a slide without a base of the brand's.
    """
    base = base_of(look)
    kinds = dict(zip((plain(one.title) for one in document.sections), _KINDS, strict=True))
    for slide in slides_of(document, look)[0]:
        layout = base.layouts[slide.role]
        number = () if layout.number is None else (layout.number,)
        words = (layout.title, *layout.texts, *layout.furniture, *number)
        # A single sentence has its title elsewhere; a place that nothing stands in says nothing.
        areas = [
            one.area
            for one in words
            if one and (f' idx="{one.index}"' in slide.shapes or one is layout.title)
            if not base.ours and not (one is layout.title and slide.role == "question")
        ]
        wide, high = base.width, base.height
        places = [
            (one.x / wide, one.y / high, one.right / wide, one.bottom / high) for one in areas
        ]
        yield f"-{kinds[slide.title]}", places or [_WHOLE]


def contrast_seen(data: bytes, place: Shares = _WHOLE) -> float:
    """Return the contrast of words with their ground as they are drawn, in a part of a picture.

    The ground is the colour that most of the part has, the words are the strongest colour that
    covers at least a two-thousandth: fine edges of letters are paler than what is meant.
    """
    from PIL import Image

    whole = Image.open(io.BytesIO(data)).convert("RGB")
    left, top, right, bottom = place
    wide, high = whole.size
    part = whole.crop((int(left * wide), int(top * high), int(right * wide), int(bottom * high)))
    counted = part.quantize(256).convert("RGB").getcolors() or []
    least = part.width * part.height / 2000
    strong = {str(colour): number for number, colour in counted if number >= least}
    ground = max(strong, key=lambda colour: strong[colour], default="")
    if not ground:  # of a place that lies beside the slide
        return 1.0
    return max(contrast(_hex(ground), _hex(colour)) for colour in strong)


def _hex(colour: str) -> str:
    """Return `#102030` of `(16, 32, 48)`."""
    return "#" + "".join(f"{int(part):02X}" for part in colour.strip("()").split(","))


def hard_to_read(data: bytes, name: str, places: Sequence[Shares]) -> Iterator[Fault]:
    """Yield B207 where words in a part of a picture cannot be told from their ground."""
    # A place in which nothing is drawn has one colour, which says nothing.
    seen = min((at for at in (contrast_seen(data, one) for one in places) if at > _ONE), default=21)
    if seen < READABLE:
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


def _not_drawn(suffix: str, why: str) -> Fault:
    return Fault(
        code="B206",
        severity="warning",
        message=f"LibreOffice could not draw the sample .{suffix} file. {why}",
        hint="Close LibreOffice if it is open and try again; open a built file and look at it.",
    )
