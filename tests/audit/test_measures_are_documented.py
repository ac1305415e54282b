"""docs/stock-take.md names every public measure, and no measure that is not there."""

import ast
import re
from pathlib import Path

TOP = Path(__file__).parents[2]
PAGE = (TOP / "docs" / "stock-take.md").read_text(encoding="utf-8")
TABLE = PAGE.partition("## Measures")[2]

MEASURES = (
    "agreement",
    "alike",
    "bootstrap",
    "change",
    "change_counts",
    "change_tests",
    "consensus",
    "disclosure",
    "free_lists",
    "labels",
    "letters",
    "one_picture",
    "role_matrix",
    "scores",
    "ties",
)
"""The modules that calculate; the others turn what they give into findings."""


def functions() -> dict[str, tuple[str, str]]:
    """Return each public function of the audit with its module and docstring."""
    found = {}
    for path in sorted((TOP / "facilitate" / "audit").glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                found[node.name] = (path.stem, ast.get_docstring(node) or "")
    return found


def named() -> set[str]:
    rows = re.findall(r"^\| (`.*?) \|", TABLE, flags=re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def test_every_measure_has_its_row() -> None:
    wanted = {
        name
        for name, (module, doc) in functions().items()
        if module in MEASURES or "Source:" in doc
    }
    assert wanted - named() == set()


def test_every_row_has_its_measure() -> None:
    assert named() - set(functions()) == set()
