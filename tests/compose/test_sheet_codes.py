"""A sheet has one name and one code: by session of the day, and its place there."""

from collections import Counter
from pathlib import Path

import pytest

from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import jobs, sheet_names
from facilitate.compose.papers import compose
from facilitate.compose.template_names import TemplateNames
from facilitate.structs import replace
from tests.compose.contexts import context, front, templates

TEXTS = {
    "sheets/tent.md": front("each person", "order: 1") + "# Name tent\n",
    "sheets/card.md": front("group", "requires: [exercise: walk]", "title: A card") + "# A card\n",
    "sheets/note.md": front("each pair", "requires: [exercise: walk]") + "# What we found\n",
    "forms/form.md": front("group", "requires: feedback", "order: 90") + "# How was today?\n",
    "sheets/run.md": front("facilitator") + "# Run sheet\n",
    "handouts/letter.md": front("each person", "order: 0") + "# A letter\n",
}
AGENDA = [{"welcome": "15m"}, {"exercise": "walk"}, {"break": "15m"}, {"feedback": "10m"}]


def codes(folder: Path, here: DayContext) -> dict[str, str]:
    loaded, faults = templates(folder, TEXTS)
    assert not faults
    return {job.template.stem: job.code for job in jobs(loaded, here)[0]}


def day(*agenda: dict[str, str]) -> DayContext:
    return context(day={"agenda": list(agenda)})


def test_a_code_is_the_session_of_first_use_and_the_place_there(tmp_path: Path) -> None:
    assert codes(tmp_path, day(*AGENDA)) == {
        "tent": "0.1",
        "card": "1.1",
        "note": "1.2",
        "form": "2.1",
        "run": "",
        "letter": "",
    }


@pytest.mark.parametrize(
    "agenda",
    [
        [{"welcome": "25m"}, {"exercise": "walk"}, {"break": "30m"}, {"feedback": "10m"}],
        [{"talk": "20m"}, {"welcome": "15m"}, {"exercise": "walk"}, *AGENDA[2:]],
        [*AGENDA[:3], {"lunch": "60m"}, {"feedback": "10m"}],
    ],
)
def test_a_code_stays_when_times_move_and_a_pause_follows_a_pause(
    tmp_path: Path, agenda: list[dict[str, str]]
) -> None:
    assert codes(tmp_path, day(*agenda)) == codes(tmp_path, day(*AGENDA))


def test_who_is_there_changes_no_code(tmp_path: Path) -> None:
    fewer = context(day={"agenda": AGENDA, "absent": ["crisis-doctor", "rehab"]})
    assert codes(tmp_path, fewer) == codes(tmp_path, day(*AGENDA))


def test_no_code_is_used_twice_and_ten_comes_after_nine(tmp_path: Path) -> None:
    texts = {f"sheets/s{n}.md": front("group", f"order: {n}") + "# A\n" for n in range(2, 14)}
    loaded, _ = templates(tmp_path, texts)
    here = day(*AGENDA)
    found, _ = jobs(loaded, here)
    assert max(Counter(job.code for job in found).values()) == 1
    listed = [one.code for one in sheet_names(found, here)]
    assert listed[-4:] == ["0.9", "0.10", "0.11", "0.12"]


def test_a_part_of_the_day_knows_the_sheets_that_are_in_hand(tmp_path: Path) -> None:
    here = day(*AGENDA)
    loaded, _ = templates(
        tmp_path,
        {
            **TEXTS,
            "sheets/list.md": front("facilitator")
            + "# List\n\n{% for slot in timetable.slots %}{% for sheet in slot.sheets %}"
            "{{ sheet.code }} {{ sheet.title }} at {{ slot.start | clock }}; "
            "{% endfor %}{% endfor %}\n",
        },
    )
    found, _ = jobs(loaded, here)
    here = replace(here, sheets=sheet_names(found, here))
    job = next(job for job in found if job.template.stem == "list")
    document, faults = compose(job, TemplateNames(here))
    assert not faults
    assert document is not None
    said = "1.1 A card at 09:15; 1.2 Note at 09:15; 2.1 Form at 10:00; "
    assert said.strip() in str(document.sections)


def test_the_foot_says_the_name_where_the_headline_does_not(tmp_path: Path) -> None:
    loaded, _ = templates(tmp_path, TEXTS)
    here = day(*AGENDA)
    found, _ = jobs(loaded, here)
    feet = {}
    for job in found:
        document, _ = compose(job, TemplateNames(here))
        assert document is not None
        feet[job.template.stem] = document.sheet
    assert feet["card"] == "1.1"
    assert feet["note"] == "1.2 Note"
