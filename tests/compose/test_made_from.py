"""What a reader's pages are made from: the words of those whom they name, and of nobody else."""

from typing import Any

from facilitate.audit.findings import PersonTies
from facilitate.compose.made_from import MadeFrom
from facilitate.recipient import Recipient
from tests.compose.contexts import PROGRAMME, context

ASKED = Recipient("person", "crisis-doctor")
NAMED = PersonTies(
    id="baseline/person/crisis-doctor/ties/advice",
    wave="baseline",
    subject=ASKED,
    readers=frozenset({ASKED}),
    n=1,
    asked=1,
    method="names that you gave",
    prompt="Whom do you ask?",
    named=("rehab-manager",),
)
OUTCOME = {
    "measure": "Beds in time",
    "unit": "days",
    "direction": "down",
    "source": "the list",
    "baseline": "9",
    "date": "2027-02-01",
    "owner": "D. Specimen",
}


def made_from(reader: Recipient, called: str, **says: Any) -> str:
    """Return what a reader's pages are made from where rehab's manager is called so."""
    rehab = {"service": "Rehab", "doctor": "Dr C. Placeholder", "manager": called}
    pairs = {**PROGRAMME["pairs"], "rehab": rehab}
    here = context(programme={"pairs": pairs, **says}, findings=[NAMED])
    return MadeFrom(here, "").of(reader)


def test_whoever_named_somebody_has_a_new_page_when_that_name_changes() -> None:
    assert made_from(ASKED, "D. Specimen") != made_from(ASKED, "D. Coral")


def test_a_name_that_nobody_reads_changes_no_page_of_others() -> None:
    partner = Recipient("person", "crisis-manager")
    assert made_from(partner, "D. Specimen") == made_from(partner, "D. Coral")


def test_who_is_named_to_all_by_the_name_before_a_comma_counts_for_all() -> None:
    partner = Recipient("person", "crisis-manager")
    nurse = made_from(partner, "D. Specimen, RN", outcomes=[OUTCOME])
    assert nurse != made_from(partner, "D. Specimen, MBA", outcomes=[OUTCOME])
