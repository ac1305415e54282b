from facilitate.compose.day_context import SheetName
from facilitate.faults import Place
from facilitate.structs import replace
from tests.compose.contexts import GROUP_FINDINGS, context


def test_what_is_derived_of_a_day_is_made_once_for_all_of_its_pages() -> None:
    first = context(findings=GROUP_FINDINGS)
    counted = first.counting(slides={"walk": (3, 4)}).counting(printing=())
    assert counted.slides == {"walk": (3, 4)}
    assert counted.by_reader is first.by_reader
    assert counted.names is first.names
    assert counted.wording is first.wording


def test_the_line_of_a_sheet_s_title_is_found_once_its_sheet_is_counted() -> None:
    here, line = context(), Place("templates/forms/card.md", 3)
    assert here.place_of("1.2 The card") is None
    sheet = SheetName(code="1.2", title="The card", stem="card", used=frozenset(), titled_at=line)
    assert here.counting(sheets=(sheet,)).place_of("1.2 The card") == line


def test_nothing_is_kept_of_another_timetable() -> None:
    whole = context(findings=GROUP_FINDINGS)
    assert whole.people
    nobody = replace(whole.timetable, present=())
    assert replace(whole, timetable=nobody).people == ()
