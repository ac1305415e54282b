"""The facilitator's appendix."""

import pytest

from facilitate.audit.findings import MethodNote
from facilitate.compose.findings_view import figure, method_rows
from facilitate.recipient import FACILITATOR, GROUP


@pytest.mark.parametrize(
    ("name", "value", "printed"),
    [
        ("mean", 3.456, "3.46"),
        ("up", 6.0, "6"),
        ("Wilcoxon p", 0.0001, "< 0.001"),
        ("sign-flip p", 0.0441, "0.044"),
        ("g", None, "–"),
    ],
)
def test_figures_are_printed_to_the_places_they_are_worth(
    name: str, value: float | None, printed: str
) -> None:
    assert figure(name, value) == printed


def test_an_index_is_told_with_its_interval() -> None:
    note = MethodNote(
        id="x",
        wave="baseline",
        subject=GROUP,
        readers=frozenset({FACILITATOR}),
        n=15,
        asked=16,
        method="change",
        interval=(-0.125, 0.375),
        about="Trust",
        measure="change",
        figures=(("up", 6), ("mean change", 0.1333)),
    )
    (row,) = method_rows([note])
    assert (row.figures, row.interval) == ("up 6; mean change 0.13", "-0.12 to 0.38")
