import pytest

from facilitate.audit import findings as kinds
from facilitate.audit.finding import Finding
from facilitate.audit.findings_text import KINDS, as_data, render_findings
from facilitate.figures import points
from facilitate.model import Questions
from facilitate.recipient import GROUP
from facilitate.structs import replace
from tests.audit.a_stock_take import found, of_kind, questions
from tests.audit.made_figures import group_change, published


def all_kinds() -> list[type[Finding]]:
    return [
        kind
        for kind in vars(kinds).values()
        if isinstance(kind, type) and issubclass(kind, Finding) and kind is not Finding
    ]


@pytest.mark.parametrize("kind", all_kinds())
def test_every_kind_of_finding_has_a_head(kind):
    assert KINDS[kind]


def test_findings_are_told_by_stock_take_and_kind():
    lines = render_findings(found(), questions()).splitlines()
    assert lines[0] == "baseline: The group on each theme"
    assert "baseline: For you alone" in lines


def test_a_list_without_a_number_says_from_how_many_on_none_is_told():
    voice = kinds.GroupVoice(
        id="x",
        wave="baseline",
        subject=GROUP,
        readers=frozenset({GROUP}),
        n=6,
        asked=6,
        method="",
        prompt="What helps?",
        items=(("time", None), ("trust", published(3, 6))),
    )
    told = render_findings([voice], questions())
    assert "time: named by 4 or more" in told
    assert "trust: named by 3\n" in f"{told}\n"


def test_a_change_without_levels_is_told_by_its_counts():
    change = group_change(
        n=9,
        asked=9,
        sentence="Of the 9 who answered both times, most rate this higher.",
    )
    assert render_findings([change], questions()).splitlines()[1] == (
        "  Trust: Of the 9 who answered both times, most rate this higher. No clear change."
    )


def test_no_clear_change_says_how_many_would_have_been_enough():
    change = group_change(
        n=13,
        asked=15,
        sentence="Of the 13 who answered both times, most rate this higher.",
        verdict="none",
        enough=10,
    )
    told = (
        "10 of 13 moving the same way and nobody the other would have been enough to call it one."
    )
    assert f"No clear change. {told}" in render_findings([change], questions())
    for verdict in ("up", "held"):
        assert "enough" not in render_findings([replace(change, verdict=verdict)], questions())


def test_a_mean_on_a_scale_of_its_own_is_told_with_that_scale():
    seven = questions().model_dump(by_alias=True)
    seven["dimensions"][0]["scale"] = {"low": 1, "high": 7, "labels": list("abcdefg")}
    asking = Questions.model_validate(seven)
    told = render_findings(found(asking=asking), asking)
    assert "\n  Trust (1 to 7): " in told
    assert "\n  Meetings (1 to 5): " in told
    assert "Trust: " in render_findings(found(), questions())


def test_programs_read_no_more_digits_of_a_mean_than_a_page_prints():
    # Which counts may stand beside a mean is worked out from the mean as it is printed.
    for one in of_kind(kinds.GroupTheme, found()):
        assert as_data(one)["mean"] == float(points(one.mean))
    exact = [as_data(one)["mean"] for one in of_kind(kinds.ThemeMethod, found())]
    assert any(round(mean, 1) != mean for mean in exact)
