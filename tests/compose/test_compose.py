"""One job, one document: what is in it, whose it is, and what it costs."""

from pathlib import Path

import pytest

from facilitate.compose.day_context import DayContext, PrintedDocument, PrintedPack
from facilitate.compose.jobs import jobs
from facilitate.compose.papers import compose
from facilitate.compose.template_names import TemplateNames
from facilitate.compose.template_set import load_templates
from facilitate.document import Chart, Paragraph, foreign
from facilitate.document_text import as_text
from facilitate.model.plan import Action
from facilitate.recipient import GROUP, Recipient
from facilitate.schedule.observation_turns import Turn
from facilitate.schedule.packing import PackBox, Packing, PackRow
from facilitate.structs import replace
from tests.compose.contexts import (
    GROUP_FINDINGS,
    context,
    front,
    made,
    page,
    pair_findings,
    templates,
    told,
)


def test_a_document_says_what_its_template_says(tmp_path: Path) -> None:
    text = front(
        "each pair",
        'title: "{{ pair.name }}: results"',
        'head: "{{ day.title }} | For {{ pair.names }}"',
        "foot: Page of {{ programme.name }}",
        "private: yes",
        "form: review v1",
        "paper: a3",
    )
    document, faults = made(tmp_path, text + "# {{ pair.name }}\n", reader="crisis")
    assert not faults
    assert document is not None
    assert document.name == "page"
    assert document.title == "Crisis: results"
    assert document.head == ("First day", "For Dr A. Example and B. Sample")
    assert document.foot == "Page of Made-up programme"
    assert (document.private, document.form, document.paper) == (True, "review v1", "a3")
    assert (document.language, document.date) == ("en-GB", "2027-03-09")
    assert document.recipient == Recipient("pair", "crisis")
    assert document.owners == ("crisis",)
    assert foreign(document) == ()
    assert type(document.title) is str


def test_what_belongs_to_another_pair_is_refused(tmp_path: Path) -> None:
    leaked = tuple(
        replace(one, readers=one.readers | {Recipient("pair", "rehab")})
        for one in pair_findings("crisis")
    )
    here = context(findings=(*GROUP_FINDINGS, *leaked))
    document, faults = made(
        tmp_path, front("each pair") + "# {{ findings.headline }}\n", here=here, reader="rehab"
    )
    assert document is None
    assert told(faults) == [("M220", None)]


@pytest.mark.parametrize("body", ["::: chart\nof: {{ findings.strip }}\nalt: A\n:::\n"])
def test_a_chart_that_belongs_to_another_pair_is_refused(tmp_path: Path, body: str) -> None:
    leaked = tuple(
        replace(one, readers=one.readers | {Recipient("pair", "rehab")})
        for one in pair_findings("crisis")
    )
    here = context(findings=(*GROUP_FINDINGS, *leaked))
    document, _ = made(tmp_path, front("each pair") + body, here=here, reader="rehab")
    assert document is None


def test_pages_of_one_shape_share_one_parse(tmp_path: Path) -> None:
    text = front("each pair") + "# {{ pair.name }}\n\nAlways the same\n\n{{ pair.names }}\n"
    loaded, _ = templates(tmp_path, {"handouts/a.md": text})
    here = context()
    found, _ = jobs(loaded, here)
    names = TemplateNames(here)
    one, other, third = (compose(job, names)[0] for job in found)
    assert one is not None
    assert other is not None
    assert third is not None
    assert one.sections[0].blocks[0] is other.sections[0].blocks[0]
    assert one.sections[0].blocks[1] != other.sections[0].blocks[1]
    assert len(loaded[0].template_set._parsed) == 1


def test_renaming_one_pair_changes_only_its_own_pages(tmp_path: Path) -> None:
    text = front("each pair") + "# {{ pair.name }}\n"
    before, _ = made(tmp_path, text, reader="rehab")
    pairs = {
        "crisis": {"service": "Renamed", "doctor": "A", "manager": "B"},
        "rehab": {"service": "Rehab", "doctor": "Dr C. Placeholder", "manager": "D. Specimen"},
    }
    after, _ = made(tmp_path, text, here=context(programme={"pairs": pairs}), reader="rehab")
    assert before == after


def test_a_sample_says_so(tmp_path: Path) -> None:
    document, _ = made(tmp_path, front() + "# A\n", here=context(sample=True))
    assert document is not None
    assert document.sample


TOLD = {"witness": "rehab", "told to all": "yes"}
ACTIONS = (
    Action.model_validate(
        {"id": "a1", "who": "crisis", "what": "Meet on Mondays", "status": "kept", **TOLD}
    ),
    Action.model_validate(
        {"id": "a2", "who": "exec", "what": "Protect an hour", "made on": "1-first"}
    ),
    Action.model_validate(
        {"id": "a3", "who": "rehab", "what": "Write it down", "by": "2027-03-30", **TOLD}
    ),
)
ACTION_LINES = (
    "{% for a in actions %}\n- {{ a.who }}, {{ a.what }}{% if a.by %}, {{ a.by }}{% endif %}"
    "{% if a.done %}, done{% endif %}\n\n{% endfor %}\n"
)


def test_promises_made_before_today_are_listed(tmp_path: Path) -> None:
    here = context(actions=ACTIONS)
    assert page(tmp_path, ACTION_LINES, here=here).split("\n") == [
        "- Crisis, Meet on Mondays",
        "- Rehab, Write it down, 30 March",
    ]
    document, _ = made(tmp_path, front("each pair") + ACTION_LINES, here=here, reader="crisis")
    assert document is not None
    assert "Crisis, Meet on Mondays, done" in as_text(document)
    assert "Rehab" not in as_text(document)


TURNS = (
    Turn(start=645, minutes=12, table="Oak", pair="crisis", watchers=("rehab",), sponsor="exec"),
    Turn(start=667, minutes=12, table="Oak", pair="rehab", watchers=("crisis",)),
)


def test_who_watches_whom_is_said_to_each_reader(tmp_path: Path) -> None:
    here = context(turns=TURNS)
    grid = (
        "| Table | first | then |\n|---|---|---|\n{% for t in rotation.tables %}\n"
        "| {{ t.name }} | {{ t.first }} | {{ t.then }} |\n{% endfor %}\n"
    )
    assert page(tmp_path, grid, here=here).endswith("Oak | Crisis | Rehab")
    body = (
        "{% for w in watches %}{{ w.start | clock }} {{ w.end | clock }} {{ w.table }} "
        "{{ w.pair }} {{ w.challenge }}{% endfor %}\n\n"
        "{% for w in watched_by %}{{ w.start | clock }} {{ w.pair }} {{ w.sponsor }}{% endfor %}\n"
    )
    document, faults = made(tmp_path, front("each pair") + body, here=here, reader="rehab")
    assert not faults
    assert document is not None
    lines = as_text(document).split("\n")
    assert lines[2:4] == ["10:45 10:57 Oak Crisis Friday beds", "11:07 Crisis"]


def test_places_are_sorted_by_the_names_that_people_search(tmp_path: Path) -> None:
    turns = (
        Turn(start=645, minutes=12, table="Oak", pair="rehab", watchers=("crisis",)),
        Turn(start=667, minutes=12, table="Oak", pair="rehab", watchers=("crisis",)),
    )
    body = "{% for p in rotation.places %}{{ p.pair }} {{ p.table }} {{ p.turn }}. {% endfor %}\n"
    assert page(tmp_path, body, here=context(turns=turns)).endswith("Crisis Oak 0. Rehab Oak 2.")


def test_a_sponsor_sees_visits_and_own_promises(tmp_path: Path) -> None:
    here = context(turns=TURNS, programme={"promises": [{"sponsor": "exec", "what": "An hour"}]})
    body = "{{ watches[0].pair }} {{ sponsor.promises[0].what }}\n"
    document, faults = made(tmp_path, front("each sponsor") + body, here=here)
    assert not faults
    assert document is not None
    assert as_text(document).split("\n")[2] == "Crisis An hour"


def test_the_facilitator_sees_what_to_carry_and_what_was_printed(tmp_path: Path) -> None:
    row = PackRow(count=6, what="pens")
    here = context(
        packing=Packing(boxes=(PackBox(number=1, clock="09:00", rows=(row,)),), list=(row,)),
        printing=(
            PrintedPack(
                pair="Crisis",
                documents=(
                    PrintedDocument(
                        code="0.3",
                        title="Results",
                        start=1,
                        pages=2,
                        paper="A4",
                        copies=2,
                        both_sides=True,
                    ),
                ),
                sheets=2,
            ),
        ),
    )
    body = (
        "{% for b in packing.boxes %}{% for r in b.rows %}{{ r.count }} {{ r.what }}"
        "{% endfor %}{% endfor %}, {{ printing[0].documents[0].pages }} pages\n"
    )
    document, faults = made(tmp_path, front("facilitator") + body, here=here)
    assert not faults
    assert document is not None
    assert as_text(document).split("\n")[2] == "6 pens, 2 pages"


def test_a_person_sees_partner_and_own_coaching(tmp_path: Path) -> None:
    here = context(
        programme={"coaching": {"crisis-doctor": ["2027-03-30"], "crisis-manager": ["2027-03-31"]}}
    )
    body = (
        "[{{ person.name }}]{mark={{ person.mark }}} with {{ person.partner_names }}: "
        "{{ person.coaching | map('date') | join('; ') }}\n"
    )
    document, faults = made(
        tmp_path, front("each person") + body, here=here, reader="crisis-doctor"
    )
    assert not faults
    assert document is not None
    assert document.owners == ("crisis", "crisis-doctor")
    assert as_text(document).split("\n")[2] == (
        "● Dr A. Example with B. Sample: Tuesday 30 March 2027"
    )


@pytest.mark.parametrize(
    ("roles", "marks"),
    [
        (["nurse", "therapist", "clerk"], "doctor manager third"),
        (["nurse", "therapist", "clerk", "porter"], "doctor manager third fourth"),
        (["nurse", "doctor", "clerk", "manager"], "third doctor fourth manager"),
    ],
)
def test_each_role_has_a_mark_of_its_own(tmp_path: Path, roles: list[str], marks: str) -> None:
    here = context(programme={"roles": roles, "pairs": {"a": dict.fromkeys(roles, "N")}})
    body = "{% for m in pairs[0].members %}{{ m.mark }} {% endfor %}\n"
    assert page(tmp_path, body, here=here).strip() == marks


def test_outcomes_have_words_and_bars(tmp_path: Path) -> None:
    outcome = {
        "measure": "Delays",
        "unit": "a week",
        "direction": "down",
        "baseline": "11",
        "aim": "5",
        "source": "Report",
        "date": "2027-02-08",
    }
    here: DayContext = context(programme={"outcomes": [outcome]})
    body = (
        "{% for o in programme.outcomes %}\n{{ o.sentence }}\n\n::: chart\nof: {{ o.bars }}\n"
        "alt: {{ o.bars_alt }}\n:::\n{% endfor %}\n"
    )
    assert page(tmp_path, body, here=here).split("\n") == [
        "Delays (a week): at the start 11, aim 5.",
        "[chart: Delays: at the start 11, aim 5.]",
        "  at the start: Delays 11.0",
        "  aim: Delays 5.0",
    ]


def test_story_and_charter_are_there_to_be_read(tmp_path: Path) -> None:
    body = (
        "{% for p in programme.story %}\n{{ p }}\n\n{% endfor %}\n"
        "{% if not charter.agreed %}{{ charter.watched | length }}{% endif %}\n"
    )
    assert page(tmp_path, body) == "First part.\nSecond part.\n5"


def test_themes_of_an_exercise_have_names(tmp_path: Path) -> None:
    here = context(themes={"trust": "Trust in each other"})
    slot = TemplateNames(here).of(GROUP)["exercises"][0]
    assert slot.exercise.themes == ("Trust in each other", "loyalty")


def test_texts_of_a_document_are_plain_words(tmp_path: Path) -> None:
    text = front("each pair", 'title: "{{ pair.name }}"', 'foot: "{{ pair.name }}"') + (
        "::: chart\nof: {{ findings.strip }}\nalt: {{ findings.strip_alt }}\n:::\n"
        "[{{ pair.name }}](mailto:{{ pair.id }}@example.org)\n"
    )
    here = context(findings=(*GROUP_FINDINGS, *pair_findings("crisis")))
    document, faults = made(tmp_path, text, here=here, reader="crisis")
    assert not faults
    assert document is not None
    chart, paragraph = document.sections[0].blocks
    assert isinstance(chart, Chart)
    assert isinstance(paragraph, Paragraph)
    words = (document.title, document.foot, chart.alt, paragraph.text[0].text)
    assert {type(one) for one in (*words, paragraph.text[0].link)} == {str}
    assert paragraph.text[0].owner == "crisis"


@pytest.mark.parametrize("name", ["con.md", "nul .md", ".hidden.md"])
def test_a_template_whose_files_no_system_would_take_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / "handouts" / name
    path.parent.mkdir()
    path.write_text("---\nformat: 1\nfor: group\n---\n# A\n", encoding="utf-8")
    _, faults = load_templates([tmp_path])
    assert "M206" in [fault.code for fault in faults]
