"""A finished file as a test looks at it."""

import re
from html import unescape
from io import BytesIO
from zipfile import ZipFile

from facilitate.document import Block, Document
from facilitate.write.docx import write
from tests.write.docx.samples import LOOK, document


def parts_of(written: Document) -> dict[str, str]:
    """Return the text of every XML part of the document as a DOCX file."""
    with ZipFile(BytesIO(write(written, LOOK).data)) as box:
        assert box.testzip() is None
        return {
            name: box.read(name).decode()
            for name in box.namelist()
            if name.endswith((".xml", ".rels"))
        }


def body(*blocks: Block, **more: object) -> str:
    """Return document.xml of a document with these blocks."""
    return parts_of(document(*blocks, **more))["word/document.xml"]


def said(xml: str) -> str:
    """Return the words of a part as they are read."""
    return unescape("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", xml)))
