"""How far an answer walks to become a dot on a pair's sheet, counted while it walks."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from facilitate.audit.findings import PairTheme
from facilitate.audit.wave import Respondent
from facilitate.charts import Dot, Strip
from facilitate.compose.stock_take import StockTake
from facilitate.document import Chart
from facilitate.load.answers import AnswerRow
from facilitate.pipeline.analyse import analyse
from facilitate.pipeline.day_pages import day_pages
from facilitate.pipeline.plan_templates import plan_templates
from facilitate.structs import Struct
from facilitate.write import write
from facilitate.write.chart.drawing import Dotted
from facilitate.write.measure import forget
from tests.plans import write_plan

STOPS = (AnswerRow, Respondent, PairTheme, Dot, Strip, Chart, Dotted)
"""What the page of the house says an answer is on its way, in this order."""
BY = {Dot: "Charts.pair", Strip: "Charts.pair", Dotted: "_row"}
"""Whose marks are followed: those of the pair's chart, neither of its legend nor of the group's."""


@dataclass
class Walk:
    """The calls that lead to each stop, a stop by its class; how often each class was made."""

    calls: dict[tuple[str, str], None] = field(default_factory=dict)
    made: Counter[type] = field(default_factory=Counter)

    @property
    def modules(self) -> set[str]:
        return {module for module, _ in self.calls}

    def note(self, frame: FrameType, event: str, _: Any) -> None:
        """Take down whose call made a stop, and who had called that; loops inside count as one."""
        if event == "call" and (made := class_made_in(frame)) is not None:
            self.note_made(made, frame.f_back)

    def note_made(self, made: type, by: FrameType | None) -> None:
        """Take down that a call made one of a class."""
        if made in (*STOPS, StockTake):
            self.made[made] += 1
        calls = [*calls_to(by)][::-1] if made in STOPS else []
        if BY.get(made) in (None, *(function for _, function in calls)):
            self.calls |= dict.fromkeys(calls)


def class_made_in(frame: FrameType) -> type | None:
    """Return the class of which this call makes one: a class's `__init__`, or a named tuple's."""
    if frame.f_code.co_name == "__init__":
        return type(frame.f_locals["self"])
    first = frame.f_code.co_varnames[:1]
    return frame.f_locals["_cls"] if first == ("_cls",) else None


class CountedClass(type):
    """Stands for a struct, which is made without a call in Python: takes down who makes one."""

    def __call__(cls, *parts: Any, **named: Any) -> Any:
        cls.__dict__["walk"].note_made(cls.__dict__["of"], sys._getframe(1))
        return cls.__dict__["of"](*parts, **named)

    def __instancecheck__(cls, thing: object) -> bool:
        return isinstance(thing, cls.__dict__["of"])


def count_structs(walk: Walk, patched: pytest.MonkeyPatch) -> None:
    """Let each stop that is a struct be counted wherever it is made."""
    modules = [module for name, module in sys.modules.items() if name.startswith("facilitate.")]
    for stop in STOPS:
        if issubclass(stop, Struct):
            parts = {"walk": walk, "of": stop, "__match_args__": stop.__match_args__}
            counted = CountedClass(stop.__name__, (), parts)
            for module in modules:
                for name in [name for name, value in vars(module).items() if value is stop]:
                    patched.setattr(module, name, counted)


def calls_to(frame: FrameType | None) -> Iterator[tuple[str, str]]:
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        inner = frame.f_code.co_name.startswith("<") or frame.f_code.co_filename == "<string>"
        if module.startswith("facilitate.") and not inner:
            yield module, frame.f_code.co_qualname.replace(".<locals>", "")
        frame = frame.f_back


@contextmanager
def noted(note: Callable[[FrameType, str, Any], None]) -> Iterator[None]:
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(before)


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The walk from the files to the sheet of one pair, in Word."""
    forget()  # what was drawn for another test is drawn again
    walk, plan = Walk(), write_plan(tmp_path_factory.mktemp("walk") / "plan")
    templates = [one for one in plan_templates(plan)[0] if one.name == "handouts/pair-results.md"]
    with pytest.MonkeyPatch.context() as patched, noted(walk.note):
        count_structs(walk, patched)
        analysis = analyse(plan)
        pages = day_pages(analysis, analysis.timetables[0].day.id, templates, sample=False)
        page = pages.pages["pairs/crisis/pair-results"]
        document, _ = pages.document(page)
        assert document is not None
        write("docx", document, pages.look_for(page))
    return walk


def test_an_answer_is_one_of_each_stop_of_the_page(walk: Walk) -> None:
    assert set(STOPS) <= set(walk.made)


def test_nothing_on_the_way_is_made_twice(walk: Walk) -> None:
    assert walk.made[AnswerRow] == walk.made[Respondent] == 6
    assert walk.made[PairTheme] == 3 * 2  # pairs and themes
    assert walk.made[StockTake] == 1


def test_an_answer_walks_no_further_than_the_page_of_the_house_says(walk: Walk) -> None:
    page = (Path(__file__).parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    said = re.search(r"walks through (\d+) calls in (\d+) modules", page)
    assert said is not None
    assert [str(len(walk.calls)), str(len(walk.modules))] == [*said.groups()]
