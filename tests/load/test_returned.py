"""Forms come home as they were filled in, and nothing is guessed."""

import csv
import io
import os
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitate.compose.instruments import questionnaire
from facilitate.document import Field, FieldSpec, Option, Run, Section, walk
from facilitate.faults import Place
from facilitate.load.answers import unguarded
from facilitate.load.plan import load_plan
from facilitate.load.returned import Returned, collect, controls, read_file, read_returned
from facilitate.load.survey.cells import entries
from facilitate.load.survey.export import convert, propose, read_export
from facilitate.load.survey.mapping import read_mapping
from facilitate.load.words import words_of
from facilitate.shipped import shipped
from facilitate.structs import replace
from facilitate.write import write
from facilitate.write.look import Look
from tests.load.returned_forms import filled_in, rewritten, saved
from tests.papers import made

WORDS = words_of("en-GB")
PLAN = load_plan(shipped("agendas") / "example")[0]
assert PLAN is not None
FIRST, SECOND = (
    made(questionnaire(PLAN.programme, PLAN.questions, second=second)) for second in (False, True)
)
FORMS = {
    one.form: tuple(part for part in walk(one) if isinstance(part, FieldSpec))
    for one in (FIRST, SECOND)
}
ANSWERS = {
    "pair": "older-adults",
    "role": "manager",
    "goals-words": "4",
    "roles-gaps": "1",
    "meet-drop": "5",
    "sharing": "both partners",
    "comment:partner": "Ask me twice",
    "line-for-partner": "yes",
}


@pytest.fixture(scope="module")
def word() -> bytes:
    return write("docx", FIRST, Look(words=WORDS)).data


def test_word_and_the_page_give_back_the_same_answers(word: bytes) -> None:
    in_word, faults = read_returned(
        filled_in(word, ANSWERS, FORMS[FIRST.form]), "a.docx", forms=FORMS
    )
    page = {**dict.fromkeys(s.key for s in FORMS[FIRST.form]), **ANSWERS}
    on_page, more = read_returned(saved({**page, "line-for-partner": True}), "a.json", forms=FORMS)
    assert faults == more == ()
    assert in_word is not None
    assert on_page is not None
    assert dict(in_word.answers) == dict(on_page.answers) == ANSWERS


def test_a_field_whose_key_word_cannot_bear_comes_home_by_its_key() -> None:
    key = f"statement-{'on-what-we-share-' * 5}end"
    scale = tuple(Option(value=str(one), label=str(one)) for one in range(1, 6))
    spec = FieldSpec(key=key, ask=(Run("How much?"),), kind="scale", options=scale)
    page = Section(title=(), blocks=(Field(fields=(spec,)),))
    word = write("docx", replace(FIRST, sections=(page,)), Look(words=WORDS)).data
    filled = filled_in(word, {spec.name: "4"}, [spec])
    found, faults = read_returned(filled, "a.docx", forms={FIRST.form: [spec]})
    assert found is not None
    assert (dict(found.answers), faults) == ({key: "4"}, ())


def test_an_untouched_form_has_no_answers(word: bytes) -> None:
    found, faults = read_returned(word, "a.docx", forms=FORMS)
    assert found is not None
    assert (dict(found.answers), faults) == ({}, ())


def test_a_program_that_loses_the_tags_leaves_the_titles(word: bytes) -> None:
    filled = filled_in(word, ANSWERS, FORMS[FIRST.form])
    bare = rewritten(filled, lambda xml: re.sub(r'<w:tag w:val="[^"]*"/>', "", xml))
    found, _ = read_returned(bare, "a.docx", forms=FORMS)
    assert found is not None
    assert dict(found.answers) == ANSWERS


def test_where_two_questions_have_the_same_words_a_lost_tag_gives_each_its_answer() -> None:
    specs = [
        FieldSpec(key=key, ask=(Run("Your own words"),), kind="text") for key in ("one", "two")
    ]
    page = Section(title=(), blocks=(Field(fields=tuple(specs)),))
    word = write("docx", replace(FIRST, sections=(page,)), Look(words=WORDS)).data
    given = {"one": "tides", "two": "ropes"}
    bare = rewritten(
        filled_in(word, given, specs), lambda xml: re.sub(r'<w:tag w:val="[^"]*"/>', "", xml)
    )
    found, faults = read_returned(bare, "a.docx", forms={FIRST.form: specs})
    assert found is not None
    assert (dict(found.answers), faults) == (given, ())


def test_a_form_of_before_whose_titles_hold_the_keys_in_brackets_is_read(word: bytes) -> None:
    filled = filled_in(word, ANSWERS, FORMS[FIRST.form])
    before = rewritten(
        filled,
        lambda xml: re.sub(
            r'<w:alias w:val="[^"]*"/><w:tag w:val="([^"]*)"/>',
            r'<w:alias w:val="We know … [\1]"/>',
            xml,
        ),
    )
    found, _ = read_returned(before, "a.docx", forms=FORMS)
    assert found is not None
    assert dict(found.answers) == ANSWERS


LIST = re.compile(r'<w:alias w:val="[^"]*"/><w:tag[^>]*/>(?=(?:(?!</w:sdtPr>).)*<w:dropDownList>)')
BOX = re.compile(
    r"<w:sdtPr>(<w:alias[^>]*/>)<w:tag[^>]*/>(?:(?!</w:sdt>).)*<w14:checkbox>.*?</w:sdt>"
)


def test_a_form_saved_by_an_old_libreoffice_comes_home_whole(word: bytes) -> None:
    """It keeps no tag, of a list no title either, and puts a box into a control with its title."""

    def saved_there(xml: str) -> str:
        inside = r"<w:sdtPr>\1</w:sdtPr><w:sdtContent><w:r><w:t>said beside</w:t></w:r><w:sdt>"
        boxes = BOX.sub(
            lambda box: (
                box.expand(inside)
                + re.sub("<w:(alias|tag)[^>]*/>", "", box[0])
                + "</w:sdtContent></w:sdt>"
            ),
            LIST.sub("", xml),
        )
        return re.sub("<w:tag[^>]*/>", "", boxes)

    old = rewritten(filled_in(word, ANSWERS, FORMS[FIRST.form]), saved_there)
    found, faults = read_returned(old, "a.docx", forms=FORMS)
    assert found is not None
    assert (dict(found.answers), faults) == (ANSWERS, ())


def test_two_boxes_in_a_row_are_no_answer_and_are_told(word: bytes) -> None:
    once = filled_in(word, ANSWERS, FORMS[FIRST.form])
    twice = filled_in(once, {**ANSWERS, "goals-words": "2"}, FORMS[FIRST.form])
    found, faults = read_returned(twice, "a.docx", forms=FORMS)
    assert found is not None
    assert "goals-words" not in found.answers
    assert [fault.code for fault in faults] == ["F205"]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"no zip", "a.docx", "F201"),
        (b"[1]", "a.json", "F201"),
        (b"{" * 100_000, "a.json", "F201"),
        (saved({"pair": ["crisis"]}), "a.json", "F201"),
        (saved({}, version="v0"), "a.json", "F202"),
        (saved({"pair": "crisis", "line-for-partner": "no"}), "a.json", "F204"),
        (saved({"pair": "crisis", "role": "doctor", "x": "1"}), "a.json", "F203"),
        (saved({"pair": "crisis", "role": "doctor", "goals-words": "9"}), "a.json", "F204"),
    ],
)
def test_what_is_no_answer_of_ours_is_told(data: bytes, name: str, code: str) -> None:
    _, faults = read_returned(data, name, forms=FORMS)
    assert [fault.code for fault in faults] == [code]


WHOSE = {"pair": "crisis", "role": "doctor"}
CAME = [
    (b"%PDF-1.7 scanned", "mara.docx", "F201", "it is a PDF", "Type what it says into the table"),
    (b"\xff\xd8\xff\xe0", "IMG_1.jpg", "F201", "it is a picture", "Type what it says"),
    (b"\0\0\0\x18ftypheic", "IMG_1.heic", "F201", "of a phone", "Type what it says"),
    (b"<!DOCTYPE html><p>", "form.html", "F201", "it is a web page", "Ask for it again"),
    (b"", "mara.docx", "F201", "it is empty", "Ask for it again"),
    (b"From: Mara", "re.eml", "F201", "neither saved answers (JSON) nor", "If somebody's answers"),
    (saved(WHOSE, version="v0"), "a.json", "F202", "another version", "on the form as it is now"),
    (saved(WHOSE, form="letter"), "a.json", "F202", "another form", "with the programme that it"),
    (
        saved({**WHOSE, "pair": "lyric"}),
        "a.json",
        "F206",
        "of the pair is none",
        "another programme",
    ),
    (saved({**WHOSE, "role": "cook"}), "a.json", "F206", "of the role is none", "ask who sent it"),
    (saved(WHOSE), "a.json", "F209", "whose it is, and nothing else", "before it was filled in"),
]


@pytest.mark.parametrize(("data", "name", "code", "message", "hint"), CAME)
def test_a_file_that_came_is_told_once_as_what_it_is(
    data: bytes, name: str, code: str, message: str, hint: str
) -> None:
    _, (fault,) = read_returned(data, name, forms=FORMS)
    assert (fault.code, fault.place) == (code, Place(name))
    assert message in fault.message
    assert hint in fault.hint


def test_forms_that_came_packed_or_in_a_folder_are_to_be_unpacked(tmp_path: Path) -> None:
    for part, kind, hint in (
        ("mara.json", "a ZIP with files in it", "Unpack it, and put what is in it"),
        (
            "content.xml",
            "a LibreOffice file",
            "Open it, save it as Word (DOCX)",
        ),
        ("xl/workbook.xml", "an Excel workbook", "the table of answers typed in"),
        ("Index/Document.iwa", "no Word file", "Ask for it again"),
    ):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as package:
            package.writestr(part, saved(WHOSE))
        _, (fault,) = read_returned(packed.getvalue(), "forms.zip", forms=FORMS)
        assert kind in fault.message
        assert hint in fault.hint
    _, (fault,) = read_file(tmp_path, forms=FORMS)
    assert fault.hint == "Put what is in it right into the folder that is read."


def test_a_form_is_read_whatever_its_file_is_called(word: bytes) -> None:
    for data, name in ((saved({**WHOSE, "goals-words": "4"}), "answers.json.txt"), (word, "m.doc")):
        found, _ = read_returned(data, name, forms=FORMS)
        assert found is not None


def test_a_document_type_is_refused(word: bytes) -> None:
    nasty = rewritten(word, lambda xml: xml.replace("<w:document", "<!DOCTYPE x []><w:document", 1))
    _, faults = read_returned(nasty, "a.docx", forms=FORMS)
    assert [fault.code for fault in faults] == ["F201"]


def form(file: str, form: str = "stock-take v1", **answers: str) -> Returned:
    return Returned(file, form, answers)


def test_both_sittings_of_a_person_make_one_row() -> None:
    forms = [
        form("1.json", pair="crisis", role="doctor", trust="4"),
        form("2.json", "stock-take-second v1", pair="crisis", role="doctor", later="2"),
    ]
    found, faults = collect(forms, ["pair", "role", "trust", "later", "never"])
    assert found.table == "pair,role,trust,later\ncrisis,doctor,4,2\n"
    assert faults == ()


def test_two_forms_of_one_person_that_differ_count_neither() -> None:
    forms = [
        form("1.json", pair="crisis", role="doctor", trust="4"),
        form("2.json", pair="crisis", role="doctor", trust="5"),
    ]
    found, faults = collect(forms, ["trust"])
    assert found.people == 0
    assert [fault.code for fault in faults] == ["F207"]


def test_a_form_of_nobody_is_told() -> None:
    _, faults = collect([form("1.json", pair="crisis")], ["trust"])
    assert [fault.code for fault in faults] == ["F206"]


def test_choices_come_out_as_sharing_and_never_as_answers() -> None:
    one = form("1.json", pair="crisis", role="doctor", trust="4", sharing="both partners")
    sponsor = form("2.json", pair="sponsors", role="exec", trust="4", sharing="group only")
    found, _ = collect([one, sponsor], ["trust", "sharing"])
    assert "sharing" not in found.table
    assert "  crisis-doctor: {sharing: both partners}\n" in found.sharing
    assert "  exec: {sharing: group only}\n" in found.sharing


def test_the_importer_knows_every_column_without_a_guess() -> None:
    answers = {
        spec.key: spec.options[0].value if spec.options else "Some words\nand more words"
        for specs in FORMS.values()
        for spec in specs
    }
    forms = [
        form(f"{role}.json", **{**answers, "pair": "crisis", "role": role})
        for role in ("doctor", "manager")
    ]
    found, _ = collect(forms, [spec.key for specs in FORMS.values() for spec in specs])
    export, _ = read_export(found.table.encode(), "baseline.csv")
    assert export is not None
    mapping, _, _ = propose(export, PLAN.questions)
    assert {column.status for column in mapping.columns} == {"proposed"}
    assert [c.key for c in mapping.columns] == [c.heading for c in mapping.columns]


def test_whom_people_name_is_told_by_id_where_the_name_is_known() -> None:
    one = form(
        "1.json", pair="crisis", role="doctor", **{"tie:advice": "1. Ben Sample\n- Pat; ann"}
    )
    found, _ = collect([one], ["tie:advice"], names={"ben sample": "crisis-manager"})
    assert found.table.splitlines()[1] == "crisis,doctor,crisis-manager; Pat; ann"


def test_answers_come_through_forms_and_import_as_they_were_given() -> None:
    taken = PLAN.private.waves["baseline"].rows
    bullet = {"comment:partner": "- Ask me twice\n- =1+1"}
    rows = [replace(row, values={**row.values, **bullet}) for row in taken]
    forms = [
        form(
            f"{sitting}-{row.person}",
            sitting,
            pair=row.pair,
            role=row.role,
            **{
                spec.key: words.replace("|", "\n")
                for spec in specs
                if (words := row.values.get(spec.key) or "")
            },
        )
        for sitting, specs in FORMS.items()
        for row in rows
    ]
    collected, faults = collect(forms, [spec.key for specs in FORMS.values() for spec in specs])
    assert faults == ()
    export, _ = read_export(collected.table.encode(), "baseline.csv")
    assert export is not None
    _, text, _ = propose(export, PLAN.questions)
    signed = text.replace('reviewed_by_role: ""', "reviewed_by_role: facilitator")
    signed = signed.replace('reviewed_on: ""', "reviewed_on: 2027-02-13")
    mapping, _ = read_mapping(signed.encode(), "baseline.mapping.yaml")
    assert mapping is not None
    answers, _, _ = convert(export, mapping, questions=PLAN.questions)
    assert answers is not None
    given = {row.person: {key: value for key, value in row.values.items() if value} for row in rows}
    assert {
        row.person: {key: value for key, value in row.values.items() if value}
        for row in answers.rows
    } == given


def bomb(xml: str) -> bytes:
    """Return a Word file that holds just this as its body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", xml)
    return out.getvalue()


BODY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{}</w:body></w:document>"
)
CONTROL = (
    '<w:sdt><w:sdtPr><w:tag w:val="comment:partner"/></w:sdtPr><w:sdtContent>{}</w:sdtContent>'
    "</w:sdt>"
)
RUN = "<w:r><w:t>a</w:t></w:r>"


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (bomb(BODY.format(CONTROL.format(RUN * 500_000))), "a.docx", "times its size"),
        (bomb(BODY.format("".join(CONTROL.format(n) for n in range(3_000)))), "a.docx", "fields"),
        (saved(dict.fromkeys(map(str, range(3_000)), "x")), "a.json", "over 2,000 fields"),
        (saved({"comment:partner": "x" * 20_001}), "a.json", "over 20,000 letters"),
        (saved({"comment:partner": "\ud800"}), "a.json", "half a letter"),
        (b"\xff\xfe", "a.json", "no saved answers"),
    ],
)
def test_a_file_made_to_harm_is_told_by_its_name(data: bytes, name: str, why: str) -> None:
    found, (fault,) = read_returned(data, name, forms=FORMS)
    assert found is None
    assert (fault.code, fault.place) == ("F201", Place(name))
    assert why in fault.message


def test_many_runs_in_one_control_take_time_in_line_with_their_number() -> None:
    varied = "".join(f"<w:r><w:t>{n:x}</w:t></w:r>" for n in range(150_000))
    (control,) = controls(bomb(BODY.format(CONTROL.format(varied))))
    assert len(control.words) == len("".join(f"{n:x}" for n in range(150_000)))


@given(st.binary(max_size=40), st.integers(0, 10_000))
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_damaged_word_file_is_a_fault_and_no_crash(word: bytes, junk: bytes, at: int) -> None:
    where = at * len(word) // 10_000
    read_returned(word[:where] + junk + word[where + len(junk) :], "a.docx", forms=FORMS)


def test_no_message_says_what_somebody_answered(word: bytes) -> None:
    secret = "Ask nobody but Sam"
    once = filled_in(word, ANSWERS, FORMS[FIRST.form])
    told = [
        *read_returned(saved({"goals-words": secret}), "a.json", forms=FORMS)[1],
        *read_returned(saved({secret: secret}), "a.json", forms=FORMS)[1],
        *read_returned(saved({}, form=secret), "a.json", forms=FORMS)[1],
        *read_returned(
            filled_in(once, {**ANSWERS, "goals-words": "2"}, FORMS[FIRST.form]), "a", forms=FORMS
        )[1],
    ]
    assert [fault.code for fault in told] == ["F204", "F203", "F202", "F205"]
    words = " ".join(fault.message + fault.hint for fault in told)
    assert secret not in words
    assert "'2'" not in words


FORMULAS = ("=1+1", "+441", "-2", "@SUM(A1)", "\t=1", "＝1", "'=1")


@pytest.mark.parametrize("words", FORMULAS)
def test_words_that_a_spreadsheet_might_run_are_guarded_and_come_back_whole(words: str) -> None:
    answers = {"pair": "crisis", "role": "doctor", "comment:partner": words, "goals-words": "4"}
    form, _ = read_returned(saved(answers), "a.json", forms=FORMS)
    assert form is not None
    found, _ = collect([form], [spec.key for spec in FORMS[FIRST.form]])
    rows = list(csv.DictReader(io.StringIO(found.table)))
    assert [row["comment:partner"][0] for row in rows] == ["'"]
    assert unguarded(rows[0]["comment:partner"]) == words.strip()
    assert rows[0]["goals-words"] == "4"


def test_no_file_keeps_the_others_from_being_read(tmp_path: Path) -> None:
    good = saved({"pair": "crisis", "role": "doctor", "goals-words": "4"})
    (tmp_path / "a.json").write_bytes(good)
    (tmp_path / "b.json").mkdir()
    (tmp_path / "c.json").symlink_to(tmp_path / "nowhere")
    with (tmp_path / "d.json").open("wb") as big:
        big.truncate(30_000_000)
    names = ["a.json", "b.json", "c.json", "d.json"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "e.json")
        names.append("e.json")
    found = [read_file(tmp_path / name, forms=FORMS) for name in names]
    assert [form is not None for form, _ in found] == [True] + [False] * (len(names) - 1)
    assert {fault.code for _, faults in found[1:] for fault in faults} == {"F201"}


def test_a_cell_with_very_many_parts_is_parted_at_once() -> None:
    cell = ";".join("x" for _ in range(10_000))
    assert len(entries(cell, ";", {"smith;amy"})) == 10_000
