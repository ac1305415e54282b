"""The notice says what happens with answers, and the data map says it of each file."""

from datetime import date

from facilitate.compose.notice import data_map, privacy_notice
from facilitate.compose.wording import Wording
from facilitate.document import Table, plain, walk
from facilitate.document_text import as_text
from facilitate.load.plan_files import KEPT
from facilitate.load.words import words_of
from facilitate.model import Programme, ProgrammeFile

WORDING = Wording(words_of("en-GB"))


def programme(by: date | None) -> Programme:
    says = ProgrammeFile.model_validate(
        {
            "format": "1",
            "programme": "Made up",
            "client": "Example Trust",
            "pairs": {"crisis": {"doctor": "Dr A. Example", "manager": "B. Sample"}},
            "delete by": by.isoformat() if by else None,
        }
    )
    return Programme("Made up", says, "programme.yaml")


def test_the_notice_says_the_date_of_the_programme() -> None:
    said = as_text(privacy_notice(programme(date(2028, 9, 30)), WORDING))
    assert "deleted by Saturday 30 September 2028" in said
    assert "somebody could be seriously harmed" in said
    assert "appraisal" in said


def test_without_a_date_the_notice_says_so() -> None:
    assert "not decided yet" in as_text(privacy_notice(programme(None), WORDING))


def test_the_data_map_has_a_row_for_each_kind_of_file() -> None:
    document = data_map(programme(date(2028, 9, 30)), WORDING)
    table = next(part for part in walk(document) if isinstance(part, Table))
    assert [plain(row[0]) for row in table.rows] == [kept.told for kept in KEPT]
    assert {plain(row[4]) for row, kept in zip(table.rows, KEPT, strict=True) if kept.goes} == {
        "2028-09-30"
    }
