"""Whatever slip a private file holds, nothing that was told says what somebody wrote there."""

import re

import pytest

from facilitate.load.validate import validate_lenient
from facilitate.load.yaml_text import read
from facilitate.model.private import AccessFile, SharingFile
from tests.load.mutations import mutations

ACCESS = """format: 1
access:
  crisis-doctor: {needs: [seated], diet: kzDietOnezk, interpreter: kzSignzk}
  crisis-manager:
    diet: kzDietTwozk and kzMorezk
    interpreter: "kzSpokenzk"
    needs:
      - large print
"""
SHARING = """format: 1
sharing:
  crisis-doctor:
    sharing: both partners
    letters: kzLetterszk
  crisis-manager: {sharing: kzChoicezk, since: kzDatezk}
"""


@pytest.mark.parametrize(
    ("text", "model", "file"),
    [
        (ACCESS, AccessFile, "private/access.yaml"),
        (SHARING, SharingFile, "private/sharing.yaml"),
    ],
)
def test_no_slip_in_a_private_file_is_told_with_its_words(text, model, file) -> None:
    told = []
    for slip in mutations(text):
        source = read(slip.text, file)
        faults = validate_lenient(model, source).faults
        told += [(slip.kind, f.message, f.hint) for f in faults]
    assert len(told) > 60
    assert [one for one in told if re.search("kz[A-Z]", one[1] + one[2])] == []


NEEDS = "format: 1\naccess:\n  crisis-doctor:\n    needs:\n"


@pytest.mark.parametrize(
    "slip",
    [
        NEEDS + "      -kzOnezk\n      -kzTwozk\n",
        NEEDS + "      -kzOnezk-kzTwozk food\n",
        NEEDS + "      • kzOnezk\n      • kzTwozk\n",
        NEEDS + "      a kzOnezk\n      kzTwozk food\n      of kzThreezk\n      - kzFourzk\n",
        NEEDS.removesuffix("    needs:\n") + "    -kzOnezk\n    -kzTwozk\n",
        NEEDS.removesuffix("\n    needs:\n") + " needs: kzOnezk, diet: kzTwozk\n",
        NEEDS.removesuffix("needs:\n") + "diet: “kzOnezk”\n",
        NEEDS.removesuffix("needs:\n") + "diet: kzOnezk #4 kzTwozk\n",
    ],
)
def test_no_wrong_sign_in_a_private_file_is_told_with_the_words_beside_it(slip: str) -> None:
    faults = validate_lenient(AccessFile, read(slip, "private/access.yaml")).faults
    assert faults
    assert [one.hint for one in faults if "kz" in one.message + one.hint] == []


def test_an_illness_of_two_letters_is_not_told_either() -> None:
    source = read(NEEDS + "      -MS\n", "private/access.yaml")
    (fault,) = validate_lenient(AccessFile, source).faults
    assert fault.hint == "Write - …"


def test_a_private_file_that_is_not_in_utf8_is_told_with_its_line() -> None:
    raw = ACCESS.replace("seated", "café").encode("latin-1")
    (fault,) = validate_lenient(AccessFile, read(raw, "private/access.yaml")).faults
    assert (fault.code, fault.place and fault.place.line) == ("Y011", 3)
