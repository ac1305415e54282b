"""PDF by Typst: tagged (PDF/UA-1), with our own fonts, the same bytes on every machine."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

import typst

from facilitate.document import Document
from facilitate.faults import Fault
from facilitate.write import Written
from facilitate.write.look import Look
from facilitate.write.pdf.pages import Pages, pages_for

VERSION = 3

Standard = Literal["ua-1", "1.7"]

_NOT_UA = ("could not be displayed", "missing codepoints")
"""Why PDF/UA refuses: letters without a shape, or shapes of a chart's words (joined letters of
Indian or Arabic script) that name no letter. Such a file is tagged all the same."""

FONTS = Path(__file__).parents[1] / "fonts"
_TEMPLATES = Path(__file__).parent
_START = _TEMPLATES / "page.typ"


def write(document: Document, look: Look) -> Written:
    """Return the document as one tagged PDF; the only date in it is the document's own.

    It can be printed on both sides: a one-sided document has empty backs.
    """
    return _typeset((document,), look, title=document.title, duplex=True)


def pack(documents: Sequence[Document], look: Look, *, title: str, duplex: bool = True) -> Written:
    """Return the documents in this order as one PDF, page numbers counted for each of them.

    With `duplex` each starts on a right-hand page, after an empty one where that is needed.
    """
    return _typeset(tuple(documents), look, title=title, duplex=duplex)


def _typeset(documents: tuple[Document, ...], look: Look, *, title: str, duplex: bool) -> Written:
    """Return the PDF; what the typesetter refuses is left out and told."""
    pages = pages_for(documents, look, title=title, duplex=duplex)
    try:
        return _written(pages, "ua-1")
    except typst.TypstError as error:
        if "failed to decode image" in str(error):
            # Only a whole reading of a picture finds a damage inside it.
            return _written(
                pages_for(documents, look, title=title, duplex=duplex, pictures=False), "ua-1"
            )
        if any(words in str(error) for words in _NOT_UA):
            return _written(pages, "1.7", _not_drawn(pages.title))
        raise


def _written(pages: Pages, standard: Standard, *more: Fault) -> Written:
    inputs = {"pages": pages.json}
    data = _compiled(pages, inputs, standard)
    return Written(data, (*pages.faults, *more, *_crowded(pages, inputs)))


def _compiled(pages: Pages, inputs: dict[str, str], standard: Standard) -> bytes:
    data = _compiler().compile(
        sys_inputs=inputs, format="pdf", pdf_standards=standard, timestamp=_noon(pages.date)
    )
    # One output file comes back as bytes; only pictures come as a list.
    assert isinstance(data, bytes)
    return data


def _crowded(pages: Pages, inputs: dict[str, str]) -> tuple[Fault, ...]:
    """Return the faults of cards that hold more than fits; the page itself knows."""
    if not pages.must_fit:
        return ()
    found = typst.query(
        str(_START),
        "<fit>",
        field="value",
        root=str(_TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )
    crowded = {each["key"] for each in json.loads(found) if not each["fits"]}
    return tuple(fault for key, fault in pages.must_fit.items() if key in crowded)


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """Return the compiler, which keeps fonts and parsed templates from one document to the next."""
    return typst.Compiler(
        str(_START),
        root=str(_TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
    )


def _noon(iso: str) -> datetime:
    """Return noon on the day, or on the first of January 1980 as our zip files have it."""
    day = date.fromisoformat(iso) if iso else date(1980, 1, 1)
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def _not_drawn(title: str) -> Fault:
    """Return M415: letters that no one face has together, or joined ones on a chart."""
    return Fault(
        code="M415",
        message=f"Some letters in {title!r} are perhaps not drawn, or not read aloud, as written.",
        hint="Look at the page: write those words another way where letters are missing or touch.",
        severity="warning",
    )
