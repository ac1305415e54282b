"""Every writer has a function for every kind of block, and a new one is entered by being there."""

from dataclasses import dataclass
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from facilitate import document, registry
from facilitate.document import Block
from facilitate.document_text import lines_of
from facilitate.write import BlockTable
from facilitate.write.docx.context import docx_block
from facilitate.write.html.blocks import html_block
from facilitate.write.look import Look
from facilitate.write.pdf.context import pdf_block
from facilitate.write.pptx.layout import pptx_block

KINDS = [
    kind
    for kind in vars(document).values()
    if isinstance(kind, type) and issubclass(kind, Block) and kind is not Block
]
TABLES: dict[str, BlockTable[Any, Any]] = {
    "pptx": pptx_block,
    "docx": docx_block,
    "pdf": pdf_block,
    "html": html_block,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hologram(Block):
    """A kind of block that nobody writes."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", TABLES)
def test_every_writer_writes_every_kind_of_block(suffix: str, kind: type[Block]) -> None:
    assert callable(TABLES[suffix].function_for(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_block_has_words(kind: type[Block]) -> None:
    assert lines_of.dispatch(kind) is not lines_of.dispatch(object)


@pytest.mark.parametrize("suffix", TABLES)
def test_a_block_that_nobody_writes_is_a_mistake_of_ours(suffix: str) -> None:
    with pytest.raises(TypeError, match=f"no {suffix}-block writes a Hologram"):
        TABLES[suffix].function_for(Hologram)


def test_a_function_is_found_by_the_kind_of_block_it_takes() -> None:
    table: BlockTable[[int], str] = BlockTable("html-block")

    @table
    def _hologram(block: Hologram, times: int) -> str:
        return f"{type(block).__name__} " * times

    assert table.function_for(Hologram)(Hologram(), 2) == "Hologram Hologram "


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait(Block):
    """A kind of block that another package writes."""


ANOTHER_PACKAGE = """
from facilitate.write.html.blocks import html_block
from tests.write.test_block_table import Portrait

@html_block
def portrait(block: Portrait, look: object) -> str:
    return "<p>a portrait</p>"
"""


def test_another_package_writes_a_kind_of_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "portraits.py").write_text(ANOTHER_PACKAGE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    added = EntryPoint("html-block.portraits", "portraits", "facilitate")
    monkeypatch.setattr(registry, "_entry_points", lambda: (added,))
    registry.find_all.cache_clear()
    assert html_block.function_for(Portrait)(Portrait(), Look()) == "<p>a portrait</p>"
    registry.find_all.cache_clear()
