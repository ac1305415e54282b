"""docs/architecture.md names nothing that is not there."""

import re
from dataclasses import fields, is_dataclass
from importlib import import_module
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
    *("cli", "pipeline", "out"),
)
STOPS = (AnswerRow, Respondent, PairTheme, Dot, Strip, Chart, Dotted)
DOTTED = sorted(set(re.findall(rf"`((?:{'|'.join(STEPS)})(?:\.\w+)+)`", PAGE)))


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
def test_every_module_and_function_on_the_page_is_there(path: str) -> None:
    assert found(path) is not None


def test_every_stop_of_an_answer_has_the_name_the_page_gives_it() -> None:
    for stop in STOPS:
        assert is_dataclass(stop)
        named = re.findall(rf"`{stop.__name__}\.(\w+)", PAGE)
        assert named, stop
        assert set(named) <= {part.name for part in fields(stop)}


def test_every_folder_and_file_on_the_page_is_there() -> None:
    paths = re.findall(r"`((?:facilitate|docs|exercises|words)/[\w/.-]*)`", PAGE)
    assert paths
    for path in paths:
        assert (TOP / path).exists() or "NAME" in path or "SUFFIX" in path, path
