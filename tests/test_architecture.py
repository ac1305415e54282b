"""The pages of docs/ name no code that is not there, and no import leads round in a circle."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from inspect import get_annotations
from pathlib import Path

import pytest

from facilitate.audit.findings import PairTheme
from facilitate.audit.wave import Respondent
from facilitate.charts import Dot, Strip
from facilitate.document import Chart
from facilitate.load.answers import AnswerRow
from facilitate.write.chart.drawing import Dotted

TOP = Path(__file__).parents[1]
PAGE = (TOP / "docs" / "architecture.md").read_text(encoding="utf-8")
STEPS = (
    *("load", "audit", "schedule", "check", "compose", "write", "verify"),
    *("cli", "edit", "pipeline", "out"),
)
STOPS = (AnswerRow, Respondent, PairTheme, Dot, Strip, Chart, Dotted)
MODULES = {
    ".".join(path.relative_to(TOP).with_suffix("").parts).removesuffix(".__init__"): path
    for path in (TOP / "facilitate").rglob("*.py")
}
PAGES = "".join(path.read_text(encoding="utf-8") for path in sorted((TOP / "docs").glob("*.md")))
DOTTED = sorted(set(re.findall(rf"`((?:{'|'.join(STEPS)})(?:\.\w+)+)`", PAGES)))


def found(path: str) -> object:
    """Return what a dotted name leads to: a module, or something in one."""
    parts = f"facilitate.{path}".split(".")
    for end in range(len(parts), 0, -1):
        try:
            thing: object = import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for name in parts[end:]:
            thing = getattr(thing, name)
        return thing
    raise AssertionError(path)


@pytest.mark.parametrize("path", DOTTED)
def test_every_module_and_function_on_a_page_is_there(path: str) -> None:
    assert found(path) is not None


def test_every_stop_of_an_answer_has_the_name_the_page_gives_it() -> None:
    for stop in STOPS:
        named = re.findall(rf"`{stop.__name__}\.(\w+)", PAGE)
        assert named, stop
        assert set(named) <= {part for kind in stop.__mro__ for part in get_annotations(kind)}


def test_every_folder_and_module_of_the_tree_is_there() -> None:
    tree = PAGE.partition("## The tree")[2].partition("\n## ")[0]
    there = {part.removesuffix("/") for part in re.findall(r"^ +(\w+/)", tree, re.MULTILINE)}
    there |= set(re.findall(r"`(\w+)/?`", tree))
    known = {part for name in MODULES for part in name.split(".")}
    assert len(there) > 50
    assert there - known == set()


def test_every_folder_and_file_on_the_page_is_there() -> None:
    paths = re.findall(r"`((?:facilitate|docs|exercises|words)/[\w/.-]*)`", PAGE)
    assert paths
    for path in paths:
        assert (TOP / path).exists() or "NAME" in path or "SUFFIX" in path, path


def imported(path: Path) -> Iterator[str]:
    """Yield the modules of ours that a file imports anywhere, be it for the type checker alone."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            for one in node.names:
                inner = f"{node.module}.{one.name}"
                yield inner if inner in MODULES else str(node.module)


def test_no_import_leads_round_in_a_circle() -> None:
    imports = {name: set(imported(path)) - {name} for name, path in MODULES.items()}
    TopologicalSorter(imports).prepare()  # raises CycleError
