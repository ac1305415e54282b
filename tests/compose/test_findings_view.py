"""The facilitator's page on method."""

from typing import Any

from facilitate.audit.finding import Finding
from facilitate.audit.findings import (
    ChangeTest,
    GroupChange,
    MethodNote,
    ThemeMethod,
)
from facilitate.compose.stock_take import MethodView, method_view
from facilitate.compose.wording import Wording
from facilitate.load.words import words_of
from facilitate.model import Scale
from facilitate.recipient import FACILITATOR, GROUP
from facilitate.structs import replace
from tests.audit.made_figures import published
from tests.compose.test_privacy_notice import QUESTIONS

BASE: dict[str, Any] = {
    "id": "x",
    "wave": "repeat",
    "subject": GROUP,
    "readers": frozenset({FACILITATOR}),
    "n": 14,
    "asked": 16,
    "method": "",
}
TRUST = ThemeMethod(
    **BASE,
    interval=(published(2.249), published(2.61)),
    dimension="trust",
    name="Trust",
    mean=published(2.4),
    spread=published(0.5),
    deviation=published(0.52),
    alike=True,
    reliability=None,
    stated="0.80",
)
CHANGE = GroupChange(
    **BASE,
    interval=(published(-0.52), published(0.04)),
    dimension="trust",
    name="Trust",
    then=published(2.6),
    now=published(2.4),
    change=published(-0.2),
    up=None,
    same=None,
    down=None,
    sentence="",
)
TEST = ChangeTest(
    **BASE, dimension="trust", name="Trust", p=published(0.0001), adjusted=published(0.0004)
)


def view(*found: Finding) -> MethodView:
    return method_view(found, QUESTIONS, Wording(words_of("en-GB")), alike_up_to=5 / 6)


def test_a_theme_stands_with_its_n_interval_agreement_and_reliability() -> None:
    (row,) = view(TRUST).rows
    assert (row.name, row.n, row.mean, row.interval) == ("Trust", 14, "2.4", "2.2 to 2.6")
    assert (row.agreement, row.reliability, row.change) == ("0.5", "0.80", "")


def test_a_theme_on_other_numbers_than_the_questionnaire_has_them_beside_its_name() -> None:
    seven = Scale(low=1, high=7, labels=tuple("1234567"))
    own = tuple(
        one.model_copy(update={"scale": seven if one.id == "trust" else None})
        for one in QUESTIONS.dimensions
    )
    asked = QUESTIONS.model_copy(update={"dimensions": own})
    wording = Wording(words_of("en-GB"))
    (row,) = method_view((TRUST,), asked, wording, alike_up_to=5 / 6).rows
    assert row.name == "Trust (1 to 7)"


def test_answers_that_are_not_alike_are_called_so() -> None:
    (row,) = view(replace(TRUST, alike=False, deviation=published(1.04))).rows
    assert row.agreement == "1.0, not alike"


def test_a_change_stands_with_its_own_n_its_interval_and_its_test() -> None:
    (row,) = view(TRUST, CHANGE, TEST).rows
    assert row.change == "−0.2 (−0.5 to 0.0), n 14, p < 0.001"


def test_a_change_that_is_only_counted_has_no_size() -> None:
    counted = replace(CHANGE, then=None, now=None, change=None, interval=None)
    (row,) = view(TRUST, counted, replace(TEST, p=None, adjusted=None)).rows
    assert row.change == "counted only, n 14, too few to test"


def test_the_page_says_in_words_whether_people_share_one_picture() -> None:
    note = MethodNote(
        **BASE,
        about="Themes",
        measure="consensus",
        figures=(("eigenvalue ratio", published(4.2)),),
        words="One.",
    )
    ties = replace(note, measure="density", words="Not on the page.")
    assert view(note, ties).picture == ("One.",)
