"""A whole stock take of every kind of question goes through the views."""

from dataclasses import fields, is_dataclass

import pytest

from facilitate.audit.finding import Finding
from facilitate.audit.findings import (
    ChangeTest,
    GroupChange,
    GroupTheme,
    GroupVoice,
    MethodNote,
    RoleMatrix,
    ThemeMethod,
    TieMatrix,
)
from facilitate.compose.model_reading import ModelReading
from facilitate.compose.template_names import TemplateNames
from facilitate.figures import Published, Shared
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from tests.audit.a_stock_take import ROLES, Answers, answers_of, found, questions
from tests.compose.contexts import context

ASKING = questions(
    lists=[{"id": "helps", "text": "What helps?"}],
    ties=[{"id": "advice", "text": "Whom do you ask?"}],
    **{"about roles": [{"id": "timely", "text": "In time"}, {"id": "kind", "text": "Kind"}]},
)


def wave(seed: int) -> Answers:
    given = answers_of(seed=seed)
    for n in range(1, 9):
        for role, other in zip(ROLES, reversed(ROLES), strict=True):
            given[f"p{n}-{role}"] |= {
                f"timely-{other}": 1 + n % 4,
                f"kind-{other}": 2 + n % 3,
                "list:helps": "Time|Trust" if n % 2 else "Trust",
                "tie:advice": "|".join(
                    f"p{(n + step) % 8 + 1}-{role}" for step in range(n % 3 + 1)
                ),
            }
    return given


def all_findings() -> tuple[Finding, ...]:
    return found(waves={"baseline": wave(0), "repeat": wave(1)}, asking=ASKING)


def test_the_stock_take_of_this_test_has_every_kind_of_figure() -> None:
    kinds = {type(one) for one in all_findings()}
    assert kinds >= {
        GroupTheme,
        GroupChange,
        GroupVoice,
        RoleMatrix,
        TieMatrix,
        ThemeMethod,
        ChangeTest,
        MethodNote,
    }


def words_and_figures(value: object) -> list[object]:
    if isinstance(value, tuple | list):
        return [leaf for part in value for leaf in words_and_figures(part)]
    if isinstance(value, dict):
        return words_and_figures(list(value.values()))
    if isinstance(value, Published | Shared) or not is_dataclass(value):
        return [value]
    return [leaf for each in fields(value) for leaf in words_and_figures(getattr(value, each.name))]


@pytest.mark.parametrize("reader", [GROUP, FACILITATOR, Recipient("pair", "crisis")])
def test_views_hold_words_and_no_numbers_of_answers(reader: Recipient) -> None:
    takes = {"stock takes": {"baseline": "2027-01-12", "repeat": "2027-02-20"}}
    here = context(programme=takes, findings=all_findings())
    view = TemplateNames(here).of(reader)["findings"]
    assert isinstance(view, ModelReading)
    assert view.any
    assert view.group.themes
    leaves = words_and_figures([view.part(name) for name in view.known_names()])
    ends_of_scales = {1.0, 5.0, 0.0, 16.0}
    assert {leaf for leaf in leaves if isinstance(leaf, float)} <= ends_of_scales
