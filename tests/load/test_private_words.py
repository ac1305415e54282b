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
