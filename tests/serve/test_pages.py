"""The pages as they will be: what a build would write, for whom it would, and no other way in."""

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from tests.plans import ANSWERS, PLAN, sharing, write_plan
from tests.serve.opened import HOST, opened
from tests.serve.test_screens import words
from tests.write.pdf.opened import needs_poppler, text

EVENING = datetime(2027, 3, 3, 16, 40)  # noqa: DTZ001  a clock on the wall
OTHER_NAME = PLAN.replace("Dr Ada Quartz", "Dr Ida Quartz")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of which everything has been built, each page as a file of its own."""
    folder = write_plan(tmp_path_factory.mktemp("pages") / "p")
    assert build(folder, Options(singles=True, printed_at=EVENING)).days
    return folder


@pytest.fixture(scope="module")
def client(built: Path) -> TestClient:
    return opened(built)


def pdf_text(client: TestClient, way: str, tmp_path: Path) -> str:
    answer = client.get(f"pdf/plan/{way}.pdf")
    assert answer.status_code == 200
    return text(answer.content, tmp_path)


# ----------------------------------------------------------------------- what a build would write


@pytest.mark.parametrize("reader", ["pairs/crisis", "people/crisis-doctor", "facilitator"])
def test_each_page_is_to_the_byte_what_a_build_writes(
    client: TestClient, built: Path, reader: str
) -> None:
    shelf = client.get(f"pages/plan/{reader}").text
    day = built / "out/plan"
    files = sorted((day / reader).glob("*.pdf"))
    counted_last = {"job-sheet", "own-prints"}
    compared = [one for one in files if one.stem not in counted_last]
    assert compared
    for file in compared:
        way = f"{reader}/{file.stem}"
        assert f'href="/room/pages/plan/{way}?of={reader}"' in shelf, way
        answer = client.get(f"pdf/plan/{way}.pdf")
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.content == file.read_bytes(), way


def test_a_pdf_may_stand_in_no_other_page(client: TestClient) -> None:
    policy = client.get("pdf/plan/people/crisis-doctor/name-tent.pdf").headers[
        "content-security-policy"
    ]
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy


def test_what_counts_everything_else_is_left_to_a_build(client: TestClient) -> None:
    assert client.get("pdf/plan/facilitator/job-sheet.pdf").status_code == 404
    assert client.get("pdf/plan/facilitator/run-sheet.pdf").status_code == 200


def test_a_page_in_a_look_of_ones_own_is_shown_in_it(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    access = "format: 1\naccess:\n  crisis-doctor: {needs: [large-print]}\n"
    (folder / "private/access.yaml").write_text(access, encoding="utf-8")
    large, usual = opened(folder), opened(folder, sample=True)
    way = "pdf/plan/people/crisis-doctor/name-tent.pdf"
    assert large.get(way).content != usual.get(way).content
    assert large.get("pdf/plan/people/crisis-doctor/request-sheet.pdf").status_code == 200


# ---------------------------------------------------------------------------------- for whom


def test_a_person_gets_their_own_pages_their_pairs_and_everybodys(client: TestClient) -> None:
    page = client.get("pages/plan/people/crisis-doctor").text
    said = words(page)
    assert "Dr Ada Quartz" in said
    assert said.index("Name tent") < said.index("Of the pair") < said.index("Of everybody")
    assert "pages/plan/pairs/crisis/" in page
    assert "pages/plan/pairs/rehab/" not in page
    assert "pages/plan/people/crisis-manager/" not in page


@pytest.mark.parametrize(
    "way",
    [
        "group/pair-results",
        "people/crisis/pair-results",
        "pairs/crisis-doctor/name-tent",
        "sponsors/crisis-doctor/name-tent",
        "facilitator/name-tent",
        "people/crisis-doctor/../crisis-manager/nothing",
        "../private/sharing",
        "people/crisis-doctor/name-tent.pdf",
        "",
    ],
)
def test_a_page_of_another_kind_of_reader_cannot_be_guessed(client: TestClient, way: str) -> None:
    assert client.get(f"pdf/plan/{way}.pdf").status_code in {403, 404}
    assert client.get(f"pages/other/{way}").status_code in {403, 404}


@needs_poppler
def test_what_a_pair_did_not_both_agree_to_show_is_on_no_page(tmp_path: Path) -> None:
    kept = sharing(crisis_doctor="group only")
    page = "pairs/crisis/pair-results"
    refused = opened(write_plan(tmp_path / "kept", choices=kept))
    shared = opened(write_plan(tmp_path / "shared"))
    assert "This page shows the group’s results." in pdf_text(refused, page, tmp_path)
    assert "This page shows the group’s results." not in pdf_text(shared, page, tmp_path)


# ------------------------------------------------------------------------------------ the seats


@needs_poppler
@pytest.mark.parametrize("given", [None, ANSWERS])
def test_in_the_organisers_seat_pages_with_results_say_sample(
    tmp_path: Path, given: dict[str, str] | None
) -> None:
    client = opened(write_plan(tmp_path / "p", given=given), sample=given is not None)
    assert "SAMPLE" in pdf_text(client, "pairs/crisis/pair-results", tmp_path)


@needs_poppler
def test_in_the_facilitators_seat_no_page_says_sample(client: TestClient, tmp_path: Path) -> None:
    assert "SAMPLE" not in pdf_text(client, "pairs/crisis/pair-results", tmp_path)


# --------------------------------------------------------------------------------- with faults


def test_no_page_is_made_while_the_plan_has_errors(tmp_path: Path) -> None:
    plan = PLAN.replace("mission-nine-whys", "mission-nine-wys")
    client = opened(write_plan(tmp_path / "p", plan=plan))
    page = words(client.get("pages/plan").text)
    assert "No page is made while the plan has errors." in page
    assert "'mission-nine-wys' is not a known exercise." in page
    assert client.get("pdf/plan/people/crisis-doctor/name-tent.pdf").status_code == 404


def test_words_of_a_page_lead_to_their_lines_and_its_template_is_named(client: TestClient) -> None:
    page = client.get("pages/plan/people/crisis-doctor/name-tent?of=people/crisis-doctor").text
    assert "copy it to <code>templates/sheets/name-tent.md</code>" in page
    assert 'href="/room/text/plan.yaml#line-11"' in page


def test_words_of_a_slide_lead_to_their_lines_too(client: TestClient) -> None:
    page = client.get("pages/plan/group/group?of=people/crisis-doctor").text
    slides = page.partition('<ol class="slides">')[2]
    lines = {
        line
        for line, words_ in re.findall(r'<a href="[^"]*" data-at="([^"]*)"[^>]*>(.*?)</a>', slides)
        if "First away day" in re.sub("<[^>]+>", "", words_)
    }
    assert "plan.yaml:2" in lines
    assert "private/" not in slides


# ---------------------------------------------------------------------------- what is on paper


def test_what_was_just_printed_has_not_changed(client: TestClient) -> None:
    page = words(client.get("").text)
    assert "Set 1 was printed on 3 March at 16:40. Nothing has changed since" in page


def test_a_name_that_changed_is_counted_in_sheets_as_the_next_set_would(
    built: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(built, tmp_path / "p")
    (folder / "plan.yaml").write_text(OTHER_NAME, encoding="utf-8")
    page = words(opened(folder).get("").text)
    days = build(folder, Options(printed_at=EVENING)).days
    again = [one for one in days[0].sets[1].sheets if one.template not in COUNTED_LAST]
    assert f"{len(again)} sheets to print again" in page
    assert len(again) > 1


COUNTED_LAST = {"sheets/job-sheet.md", "sheets/own-prints.md"}


def test_who_prints_without_a_private_folder_sees_what_is_on_paper_too(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    seat = opened(folder)
    assert "printed" not in words(seat.get("").text)
    assert build(folder, Options(printed_at=EVENING)).days
    seat = opened(folder)
    page = words(seat.get("").text)
    assert "Set 1 was printed on 3 March at 16:40. Nothing has changed since" in page
    assert "made in a terminal" not in page
    undone = f"If the last set was not printed after all: facilitate print plan {folder} --undo"
    assert undone in page
    asked = {"day": "plan", "act": "name", "person": "crisis-doctor", "name": "Dr Ida Quartz"}
    told = words(seat.post("change", data=asked, headers={"origin": HOST}).text)
    found = re.search(r"since set 1: (\d+) sheets (.*) To shred: (\d+) sheets", told)
    assert found
    assert found[1] == found[3]
    assert "Name tent, Dr Ida Quartz" in found[2]
    (folder / "plan.yaml").write_text(OTHER_NAME, encoding="utf-8")
    page = words(opened(folder).get("").text)
    assert f"{found[1]} sheets to print again, {found[3]} sheets to shred" in page
    assert f"made in a terminal: facilitate print plan {folder} " in page
    asked["name"] = "Dr Ada Quartz"
    told = words(opened(folder).post("change", data=asked, headers={"origin": HOST}).text)
    assert "Set 1 is right again: nothing is to print or to shred." in told


def test_readers_stand_in_the_plan_s_order_and_an_empty_post_is_nobody(tmp_path: Path) -> None:
    plan = PLAN.replace("Dan Jasper", "vacant")
    page = words(opened(write_plan(tmp_path / "p", plan=plan)).get("pages/plan").text)
    assert "Pairs Crisis Rehab Acute People Dr Ada Quartz Ben Onyx Dr Cleo Beryl Dr Eve" in page
    assert "rehab-manager" not in page


def test_before_anything_is_printed_the_first_screen_says_what_to_type_for_paper(
    tmp_path: Path,
) -> None:
    folder = write_plan(tmp_path / "p")
    page = words(opened(folder).get("").text)
    assert "When it goes on paper, type this in a terminal, so that changes are known:" in page
    assert f"facilitate print plan {folder} Copy" in page
    wrong = write_plan(tmp_path / "wrong", plan=PLAN.replace("nine-whys", "nine-whos"))
    assert "facilitate print" not in words(opened(wrong).get("").text)


def test_who_cannot_come_and_is_coached_has_the_pages_of_the_time_after_the_day_alone(
    tmp_path: Path,
) -> None:
    coached = "coaching: {crisis-doctor: [2027-04-06]}\nabsent: [crisis-doctor]\nagenda:"
    client = opened(write_plan(tmp_path / "p", plan=PLAN.replace("agenda:", coached)))
    _, listed = client.get("pages/plan").text.split("with pages for the time after it</h2>")
    assert re.findall(r'href="/room/pages/plan/([^"]+)"', listed) == ["people/crisis-doctor"]
    shelf = client.get("pages/plan/people/crisis-doctor").text
    assert re.findall(r'href="/room/pages/plan/([^"?]+)\?', shelf) == [
        *("people/crisis-doctor/coaching-sessions", "people/crisis-doctor/coaching-contract")
    ]


def test_who_is_not_expected_has_a_page_that_says_why_and_what_is_kept(tmp_path: Path) -> None:
    plan = PLAN.replace("agenda:", "absent: [crisis-doctor, rehab]\nagenda:")
    client = opened(write_plan(tmp_path / "p", plan=plan))
    shelf = client.get("pages/plan").text.partition("Not expected on this day")[2]
    ways = re.findall(r'href="/room/pages/plan/[^"]+">([^<]+)<', shelf)
    assert ways == ["Rehab", "Dr Ada Quartz", "Dr Cleo Beryl", "Dan Jasper"]
    for way in ("people/crisis-doctor", "people/crisis-doctor/name-tent"):
        page = words(client.get(f"pages/plan/{way}").text)
        assert "Dr Ada Quartz is not expected on Tuesday 9 March 2027" in page
        assert "answers, choices, promises and what the plan says of them are kept" in page
    assert "Nothing is here" in words(client.get("pages/plan/people/nobody").text)
