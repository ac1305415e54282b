"""The papers that each day has: packing list, certificate, decision cards, job sheet."""

from typing import Any

import pytest

from facilitate.compose.day_context import DayContext, PrintedDocument, PrintedPack
from facilitate.model import Access
from facilitate.recipient import Recipient
from facilitate.schedule.packing import PackBox, Packing, PackRow
from facilitate.structs import replace
from tests.compose.contexts import PROGRAMME, context, shipped_page

ONE = {"crisis": PROGRAMME["pairs"]["crisis"]}
TWO_SIGNED = {
    Recipient("person", f"crisis-{role}"): Access.model_validate(
        {"interpreter": "British Sign Language"}
    )
    for role in ("doctor", "manager")
}
BOX = PackBox(number=1, clock="09:15", rows=(PackRow(count=3, what="map"),))
PACKED = Packing(boxes=(BOX,), list=BOX.rows)


def with_lists(**more: Any) -> DayContext:
    return context(programme={"pairs": ONE, "sponsors": {}}, packing=PACKED, **more)


def test_a_packing_list_counts_who_comes_and_what_they_need() -> None:
    page = shipped_page("sheets/packing-list.md", with_lists(access=TWO_SIGNED))
    assert "2 people, 1 pair" in page
    assert "2 interpreters: British Sign Language" in page
    assert "3 × map" in page
    signed = dict(list(TWO_SIGNED.items())[:1])
    one = shipped_page("sheets/packing-list.md", with_lists(access=signed))
    assert "1 interpreter: British Sign Language" in one


@pytest.mark.parametrize(
    ("programme", "took_part"),
    [
        ({}, "took part in First day, part of “Made-up programme”, on Tuesday 9 March 2027"),
        ({"programme": "First day"}, "took part in First day, on Tuesday 9 March 2027"),
    ],
)
def test_a_certificate_says_what_was_attended_once(
    programme: dict[str, str], took_part: str
) -> None:
    here = context(programme=programme, day={"held": True})
    page = shipped_page("sheets/certificate.md", here, "crisis-doctor")
    assert f"{took_part} from 09:00 to" in page


def test_decisions_are_sorted_by_the_programmes_roles() -> None:
    here = context(exercise={"id": "role-decision-cards"})
    page = shipped_page("sheets/decision-cards.md", here)
    assert "Doctor’s | Manager’s | Ours | Above us | Nobody’s" in page
    assert "A deck and a mat for your pair" in page


def test_a_job_sheet_names_each_document_with_its_pages_sides_and_copies() -> None:
    cards = PrintedDocument(
        code="2.4",
        title="Sixteen decisions",
        start=1,
        pages=2,
        paper="A4",
        copies=3,
        both_sides=False,
        cut=True,
    )
    pack = PrintedPack(pair="", part="shop", file="group.pdf", documents=(cards,), sheets=6)
    page = shipped_page("sheets/job-sheet.md", context(printing=(pack,)))
    row = "group.pdf | 2.4 Sixteen decisions | A4, 80 g | 1 to 2 | one side, black | cut | 3"
    assert row in page
    named = replace(context(printing=(pack,)), organisation="Loam Valley Council")
    assert "For Loam Valley Council." in shipped_page("sheets/job-sheet.md", named)


def test_of_more_than_forty_files_a_job_sheet_says_how_many_there_are_of_each_length() -> None:
    promises = PrintedDocument(
        code="2.1", title="Promises", start=1, pages=3, paper="A4", copies=1, both_sides=True
    )
    packs = [
        PrintedPack(
            pair=f"pair-{number}",
            part="own",
            folder="pairs",
            file=f"pair-{number}.pdf",
            documents=(promises,),
            pages=6 if number < 3 else 4,
            sheets=3 if number < 3 else 2,
        )
        for number in range(41)
    ]
    forty = shipped_page("sheets/own-prints.md", context(printing=tuple(packs[:40])))
    assert "pair-39.pdf | 4 | 2 | 1 to 3" in forty
    page = shipped_page("sheets/own-prints.md", context(printing=tuple(packs)))
    assert "pair-" not in page
    assert "38 | 4 | 2 | 76 | 1 to 3" in page
    assert "3 | 6 | 3 | 9 | 1 to 3" in page


def test_a_letter_says_whose_it_is_and_of_which_organisation() -> None:
    pairs = {
        "crisis": {
            **PROGRAMME["pairs"]["crisis"],
            "doctor": {"name": "Dr A. Example", "title": "Lead psychiatrist"},
        }
    }
    here = context(programme={"pairs": pairs, "client": "Example Trust"})
    letter = shipped_page("handouts/joining-letter.md", here, "crisis-doctor")
    assert "Lead psychiatrist, Crisis, Example Trust" in letter
    plain = shipped_page("handouts/joining-letter.md", context(), "crisis-manager")
    assert "(Crisis)" in plain
