"""What people need, however it is typed."""

import pytest

from facilitate.model import Access
from facilitate.write.look import LARGE, look_for_needs
from tests.write.docx.samples import LOOK


@pytest.mark.parametrize(
    "typed", ["large-print", "large print", "Large print", "LARGE-PRINT", " large  print "]
)
def test_a_need_is_known_however_it_is_typed(typed: str) -> None:
    needs = Access.model_validate({"needs": [typed]}).needs
    assert needs == ("large-print",)
    assert look_for_needs(LOOK, needs).sheet == LARGE


def test_a_need_of_ones_own_stands_as_it_was_written() -> None:
    assert Access.model_validate({"needs": ["a  quiet Room"]}).needs == ("a quiet Room",)
