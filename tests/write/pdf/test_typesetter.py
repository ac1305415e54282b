"""What pages say of people is on no disk while they are set; what is set takes bounded memory."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typst

from facilitate.document import Document, Paragraph, Run, Section
from facilitate.recipient import GROUP
from facilitate.write.look import Look
from facilitate.write.pdf.pages import pages_for
from facilitate.write.pdf.typesetter import DESCRIPTORS, Typesetter

SAID = "Ada Example would rather not say"


class Looking:
    """Stands where the compiler does, and looks into the folder that it reads."""

    def __init__(self, start: str, **_: Any) -> None:
        self.folder = Path(start).parent

    def query(self, *_: Any, **__: Any) -> str:
        named = (one for one in self.folder.rglob("*") if one.is_file() and not one.is_symlink())
        read = (self.folder / "pages.json").read_text(encoding="utf-8")
        on_disk = [one.name for one in named if SAID in one.read_text(encoding="utf-8")]
        return json.dumps([{"read": SAID in read, "on disk": on_disk}])


@pytest.mark.skipif(not DESCRIPTORS.is_dir(), reason="no files without a name here")
@pytest.mark.parametrize("in_memory", [True, False])
def test_words_of_a_page_lie_in_no_folder_while_it_is_set(
    monkeypatch: pytest.MonkeyPatch, *, in_memory: bool
) -> None:
    if not in_memory:
        monkeypatch.delattr("os.memfd_create", raising=False)
    monkeypatch.setattr(typst, "Compiler", Looking)
    said = Section(title=(Run("Page"),), blocks=(Paragraph(text=(Run(SAID),)),))
    page = Document(name="page", title="Page", language="en-GB", recipient=GROUP, sections=(said,))
    setter = Typesetter(())
    pages = pages_for([page], Look(), title="Page", duplex=True)
    assert setter.told(pages) == [{"read": True, "on disk": []}]


FOUR_LONG_FILES = """
from resource import RUSAGE_SELF, getrusage
from facilitate.document import Document, Paragraph, Run, Section
from facilitate.recipient import GROUP
from facilitate.write.look import Look
from facilitate.write.pdf.pages import pages_for
from facilitate.write.pdf.typesetter import Typesetter

setter, after = Typesetter(()), []
for file in range(4):
    lines = (Paragraph(text=(Run(f"File {file}, line {line}"),)) for line in range(1500))
    section = Section(title=(Run("Lines"),), blocks=tuple(lines))
    page = Document(
        name="page", title="Lines", language="en-GB", recipient=GROUP, sections=(section,)
    )
    pages = pages_for([page], Look(), title="Lines", duplex=True)
    setter.pdf(pages, "ua-1")
    after.append(getrusage(RUSAGE_SELF).ru_maxrss)
print(after[3] / after[1])
"""


@pytest.mark.skipif(os.name != "posix", reason="other systems do not tell a process its peak")
def test_long_files_take_little_more_memory_the_more_of_them_are_set() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FOUR_LONG_FILES], check=True, capture_output=True, text=True
    )
    assert float(ran.stdout) < 1.2
