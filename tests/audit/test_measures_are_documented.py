"""docs/stock-take.md names every public measure, and no measure that is not there."""

import ast
import re
from pathlib import Path

TOP = Path(__file__).parents[2]
PAGE = (TOP / "docs" / "stock-take.md").read_text(encoding="utf-8")
TABLE = PAGE.partition("## Measures")[2]

CALCULATING = (
    "agreement",
    "change",
    "consensus",
    "disclosure",
    "labels",
    "letters",
    "networks",
    "role_matrix",
    "scores",
    "signed_ranks",
    "voices",
)
"""The modules that hold formulas and rules, beside what turns their results into findings."""

OF_ANSWERS = {"AuditContext", "Wave", "Respondent", "Dimension"}
"""What a measure never takes: it knows numbers, words and groups only."""


def functions() -> dict[str, tuple[str, ast.FunctionDef]]:
    """Return each public function of the audit with its module."""
    return {
        node.name: (path.stem, node)
        for path in sorted((TOP / "facilitate" / "audit").glob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def calculates(module: str, node: ast.FunctionDef) -> bool:
    """Say whether a function holds a formula or a rule that the table must name."""
    takes = {name.id for name in ast.walk(node.args) if isinstance(name, ast.Name)}
    has_source = "Source:" in (ast.get_docstring(node) or "")
    only_words = node.returns is not None and ast.unparse(node.returns) == "str"
    return has_source or (module in CALCULATING and not only_words and not takes & OF_ANSWERS)


def named() -> set[str]:
    rows = re.findall(r"^\| (`.*?) \|", TABLE, flags=re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def test_every_measure_has_its_row() -> None:
    wanted = {name for name, (module, node) in functions().items() if calculates(module, node)}
    assert wanted - named() == set()


def test_every_row_has_its_measure() -> None:
    assert named() - set(functions()) == set()
