"""The documentation says what there is, and nothing that is not."""

import re
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from facilitate.cli import root
from facilitate.compose.directives import directives
from facilitate.load.brand_folder import load_brand
from facilitate.load.file_kinds import FILE_KINDS
from facilitate.load.words import words_of
from facilitate.model import Step
from facilitate.pipeline.brand_look import branded_look
from facilitate.write.look import Look

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


@pytest.mark.parametrize("picture", sorted(path.stem for path in DOCS.glob("pictures/*")))
def test_every_picture_is_made_by_a_script_and_shown_with_words_for_who_cannot_see_it(
    picture: str,
) -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in DOCS.glob("make_*.py"))
    assert f'"{picture}"' in scripts
    pages = [TOP / "README.md", *DOCS.glob("*.md")]
    shown = "".join(path.read_text(encoding="utf-8") for path in pages)
    assert re.search(rf"!\[[^\]]{{20,}}\]\((docs/)?pictures/{picture}\.png\)", shown)


@pytest.mark.parametrize("brand", ["orchard-care", "harbour-council", "three-rivers"])
def test_the_brands_that_are_shown_can_be_worn(brand: str, tmp_path: Path) -> None:
    runpy.run_path(str(DOCS / "make_brands.py"))["brand_into"](tmp_path, brand)
    own, faults = load_brand(tmp_path)
    assert own
    _, told = branded_look(own, Look(words=words_of("en-GB")), "")
    assert [one for one in (*faults, *told) if one.severity != "advice"] == []


def test_every_rule_that_make_mutate_changes_is_there_and_has_its_row() -> None:
    settings = tomllib.loads(text("pyproject.toml"))["tool"]["mutmut"]
    for named in ("paths_to_mutate", "tests_dir", "also_copy"):
        assert [path for path in settings[named] if not (TOP / path).exists()] == []
    rows = re.findall(r"^\| `([\w/]+\.py)` \|(.*)", text("CONTRIBUTING.md"), re.MULTILINE)
    assert [f"facilitate/{file}" for file, _ in rows] == settings["paths_to_mutate"]
    for file, row in rows:
        there = re.findall(r"(?:def|class) (\w+)", text(f"facilitate/{file}"))
        assert set(re.findall(r"`(\w+)`", row)) - set(there) == set()
