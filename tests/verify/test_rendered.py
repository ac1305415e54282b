"""What LibreOffice draws of our decks stays on the slide, as our own measuring says."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from facilitate.write.pptx import write
from tests.write.pptx import decks
from tests.write.pptx.reading import LOOK, opened

OFFICE = shutil.which("soffice")
READER = shutil.which("pdftotext")

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">')


@pytest.mark.skipif(OFFICE is None or READER is None, reason="LibreOffice is not here")
def test_every_word_of_a_rendered_deck_stands_on_its_slide(tmp_path: Path) -> None:
    document = decks.gallery()
    source = tmp_path / "deck.pptx"
    source.write_bytes(write(document, LOOK).data)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    asked = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*asked, str(tmp_path), str(source)], check=True, capture_output=True)
    words = [str(READER), "-bbox", str(tmp_path / "deck.pdf"), "-"]
    read = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    pages = _PAGE.findall(read)
    assert len(pages) == len(opened(document).slides)
    for number, (width, height, page) in enumerate(pages, 1):
        boxes = [tuple(map(float, word)) for word in _WORD.findall(page)]
        assert boxes, number
        assert min(min(x, y) for x, y, _, _ in boxes) >= -1, number
        assert max(x for _, _, x, _ in boxes) <= float(width) + 1, number
        assert max(y for _, _, _, y in boxes) <= float(height) + 1, number
