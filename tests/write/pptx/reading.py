"""What python-pptx sees in a deck of ours, for tests to ask about."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pptx
from pptx.util import Pt

from facilitate.document import Document
from facilitate.load.words import words_of
from facilitate.write import Written
from facilitate.write.look import Look
from facilitate.write.pptx import write

LOOK = Look(words=words_of("en-GB"))


def opened(document: Document) -> Any:
    return pptx.Presentation(BytesIO(written(document).data))


def written(document: Document) -> Written:
    return write(document, LOOK)


def shapes(tree: Any) -> Iterator[Any]:
    """Yield every shape, those inside groups too."""
    for shape in tree:
        yield shape
        if shape.shape_type == 6:
            yield from shapes(shape.shapes)


def titles(deck: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def words(slide: Any) -> str:
    found = []
    for shape in shapes(slide.shapes):
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if getattr(shape, "has_table", False) and shape.has_table:
            found += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def points(length: int) -> float:
    return float(length / Pt(1))
