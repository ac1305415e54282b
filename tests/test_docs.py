"""The documentation says what there is, and nothing that is not."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from facilitate.cli import root
from facilitate.compose.directives import directives
from facilitate.load.file_kinds import FILE_KINDS
from facilitate.model import Step

TOP = Path(__file__).parents[1]
DOCS = TOP / "docs"
CODE = re.compile(r'"([ABCEFMOPTY]\d{3})"')


def text(name: str) -> str:
    return (TOP / name).read_text(encoding="utf-8")


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        if part is not annotation:
            yield from models_in(part)


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_every_key_of_a_file_is_documented(kind: str) -> None:
    page = text("docs/brand.md" if kind == "brand" else "docs/plan.md")
    missing = {key for key in keys_of(FILE_KINDS[kind].model) if f"`{key}`" not in page}
    assert missing - {"id"} == set()


def keys_of(model: type[BaseModel]) -> Iterator[str]:
    """Yield every key that a file of this kind knows, at any depth."""
    seen: set[type[BaseModel]] = {Step}  # written as text: 5m Write alone

    def walk(one: type[BaseModel]) -> Iterator[str]:
        if one in seen:
            return
        seen.add(one)
        for name, field in one.model_fields.items():
            yield field.alias or name
            for inner in models_in(field.annotation):
                yield from walk(inner)

    return walk(model)


def codes_in_the_program() -> set[str]:
    files = (TOP / "facilitate").rglob("*.py")
    return {code for file in files for code in CODE.findall(file.read_text(encoding="utf-8"))}


def test_every_fault_has_its_row_and_every_row_its_fault() -> None:
    rows = set(re.findall(r"^\| ([A-Z]\d{3}) \|", text("docs/faults.md"), flags=re.MULTILINE))
    assert codes_in_the_program() == rows


def test_the_rows_of_faults_are_in_order() -> None:
    rows = re.findall(r"^\| ([A-Z]\d{3}) \|", text("docs/faults.md"), flags=re.MULTILINE)
    assert rows == sorted(rows)


def test_every_directive_of_templates_is_documented() -> None:
    page = text("docs/templates.md")
    assert [
        name for name in directives() if f"`{name}`" not in page and f"::: {name}" not in page
    ] == []


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    # in a process of its own: Click keeps the help option of a command that was called alone
    typed = [sys.executable, str(DOCS / "make_commands.py"), "--print"]
    said = subprocess.run(typed, check=True, capture_output=True, cwd=TOP, timeout=60)
    assert text("docs/commands.md") == said.stdout.decode("utf-8"), "run: make docs"


def test_every_verb_is_in_the_readme() -> None:
    page = text("README.md")
    names = root.list_commands(None)  # type: ignore[arg-type]
    assert [name for name in names if f"`{name}" not in page] == []


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_links_between_pages_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", text(f"docs/{page}")):
        assert (DOCS / target).exists(), target


def test_links_of_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", text("README.md")):
        assert (TOP / target).exists(), target
