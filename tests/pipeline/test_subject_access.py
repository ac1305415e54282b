"""Whoever asks is shown all that is held on them, and nothing that is held on another."""

import json
import re
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from facilitate.load.plan_files import DATA_MAP
from facilitate.model.private import Access, Contact, Sharing
from facilitate.out.manifest import Entry, Manifest
from facilitate.recipient import Recipient
from tests.cli.a_terminal import typed
from tests.load.returned_forms import saved
from tests.plans import PLAN, write_plan

QUESTIONS = """format: 1
dimensions:
  - id: trust
    name: Trust
    themes: [trust]
    items:
      - {id: trust-1, text: We can rely on each other}
      - {id: trust-2, text: I expect to be let down, reverse: yes}
lists: [{id: helps, text: What helps?}]
ties: [{id: advice, text: Whom do you ask?}]
comments: [{id: open, text: Anything else?}, {id: partner, text: To my partner}]
"""

TWO = ("crisis-doctor", "crisis-manager")
NAMES = {"crisis-doctor": "Dr Ada Quartz", "crisis-manager": "Ben Onyx"}


def canary(person: str, where: str) -> str:
    """A word that stands nowhere else: `zzdocsharing`."""
    return f"zz{person.split('-')[1][:3]}{where.replace('-', '')}"


def of_models(person: str) -> dict[str, dict[str, Any]]:
    """Every field of the files by id, each with something that is this person's alone."""
    mine: dict[str, dict[str, Any]] = {
        "sharing": {"since": "2027-02-01" if person == TWO[0] else "2027-02-02"},
        "access": {
            "needs": [canary(person, "needs")],
            "diet": canary(person, "diet"),
            "interpreter": canary(person, "interpreter"),
            "companions": 41 if person == TWO[0] else 42,
            "since": "2027-02-01" if person == TWO[0] else "2027-02-02",
            "remote": "yes",
        },
        "contacts": {
            "email": f"{canary(person, 'email')}@example.org",
            "phone": canary(person, "phone"),
            "notes": canary(person, "notes"),
        },
    }
    flags = ("type letters", "letters counted", "being observed", "sponsor visit")
    mine["sharing"] |= dict.fromkeys((*flags, "line for partner"), "yes")
    mine["sharing"] |= {
        "sharing": "both partners",
        "letters": "QXJZ"[:: 1 if person == TWO[0] else -1],
    }
    for key, model in (("sharing", Sharing), ("access", Access), ("contacts", Contact)):
        names = {field.alias or name for name, field in model.model_fields.items()}
        assert set(mine[key]) == names, "a new field has to be filled here"
    return mine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plan = PLAN.replace(
        "agenda:",
        "coaching: {crisis-doctor: [2027-04-01], crisis-manager: [2027-05-01]}\n"
        "coaching done: {crisis-doctor: 1}\n"
        "coaches: {lee: {name: Lee Coach, coaches: [crisis-doctor]}}\n"
        "needs agreed with: {crisis-doctor: exec}\n"
        "notes: Ada Quartz was late zzsecretnote\n"
        "agenda:",
    )
    folder = write_plan(tmp_path / "plan", plan=plan)
    (folder / "questions.yaml").write_text(QUESTIONS, encoding="utf-8")
    private, takes = folder / "private", folder / "private" / "stock-takes"
    for key in ("sharing", "access", "contacts"):
        said = {"format": "1", key: {one: of_models(one)[key] for one in TWO}}
        (private / f"{key}.yaml").write_text(yaml.safe_dump(said), encoding="utf-8")
    columns = ["trust-1", "trust-2", "list:helps", "tie:advice", "comment:open", "comment:partner"]
    rows = [["person", "pair", "role", *columns]]
    export = [["pair", "role", "E-mail", "IP address", "We can rely on each other"]]
    voices = [["informant", "role", "question", "words", "theme", "cleared"]]
    for number, one in enumerate(TWO):
        role = one.split("-")[1]
        words = [canary(one, column.replace(":", "")) for column in columns[2:]]
        rows.append([one, "crisis", role, str(number + 1), str(number + 4), *words])
        mail = f"{canary(one, 'rawmail')}@example.org"
        export.append(["crisis", role, mail, canary(one, "ip"), str(number + 1)])
        voices.append([f"P0{number + 1}", role, "1", f"{canary(one, 'talk')} long", "trust", "yes"])
        form = saved({"pair": "crisis", "role": role, "comment:partner": canary(one, "form")})
        (takes / f"{number}.json").write_bytes(form)
    voices.append(["P09", "doctor", "1", "zzsecretvoice I cannot bear Ada Quartz", "trust", ""])
    rows.append(
        ["rehab-doctor", "rehab", "doctor", "3", "3", "", TWO[0], "zzsecret Ada Quartz", ""]
    )
    for one, given in (("rehab-manager", "5,2"), ("acute-doctor", "4,1")):
        rows.append([one, *one.split("-"), *given.split(","), "", "", "", ""])
    for name, table in (
        ("baseline.answers.csv", rows),
        ("voices.csv", voices),
        ("raw.csv", export),
    ):
        text = "\n".join(",".join(row) for row in table) + "\n"
        (takes / name).write_text(text, encoding="utf-8")
    talk = canary(TWO[0], "talk")
    book = f"format: 1\ncodes:\n  yard: {{name: Yard, means: Where, example: {talk} long}}\n"
    (private / "codebook.yaml").write_text(book, encoding="utf-8")
    (private / "identities.yaml").write_text(
        "format: 1\ncodes: {P01: crisis-doctor, P02: Ben Onyx}\n", encoding="utf-8"
    )
    (private / "identity-words.txt").write_text("Quartz\n", encoding="utf-8")
    (takes / "baseline.mapping.yaml").write_text("samples: [Ada Quartz]\n", encoding="utf-8")
    sheets = [{"title": canary(one, "sheet"), "for": {"id": one}} for one in TWO]
    (private / "printed").mkdir()
    printed = {"sets": [{"printed": "2027-03-08", "sheets": sheets}]}
    (private / "printed" / "plan.json").write_text(json.dumps(printed), encoding="utf-8")
    (private / "scan.pdf").write_bytes(b"%PDF-1.7 no words")
    promises = [
        {"id": f"a{n}", "who": one, "what": canary(one, "promise"), "witness": "rehab"}
        for n, one in enumerate(TWO)
    ]
    actions = {"format": "1", "actions": promises}
    (folder / "actions.yaml").write_text(json.dumps(actions), encoding="utf-8")
    typed("audit", "voices", folder)
    assert typed("audit", "release", "plan", folder)[0] == 0
    return folder


def asked(folder: Path, person: str, *more: str) -> tuple[str, str]:
    """Export a person's data; return the words of the page for them and of the lead's."""
    code, _, err = typed("audit", "export", person, folder, "--today", "2027-06-01", *more)
    assert code == 0, err
    return tuple(  # type: ignore[return-value]
        words_of(max((folder / "private/requests").glob(f"*/{name}.docx"), key=made_on))
        for name in ("what-is-held", "for-the-lead")
    )


def made_on(path: Path) -> int:
    return path.stat().st_mtime_ns


def words_of(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        xml = package.read("word/document.xml").decode()
    return re.sub(r"<[^>]+>", "", xml.replace("</w:p>", "\n"))


def canaries(folder: Path, person: str) -> set[str]:
    """Every canary of one person that lies anywhere in the programme's folder."""
    sign = canary(person, "")
    files = [path for path in folder.rglob("*") if path.is_file() and "requests" not in path.parts]
    text = "\n".join(path.read_bytes().decode("utf-8", "replace") for path in files)
    return set(re.findall(rf"{sign}[a-z]+", text))


@pytest.mark.parametrize(("person", "other"), [TWO, TWO[::-1]])
def test_every_canary_of_ones_own_is_there_and_none_of_another(
    folder: Path, person: str, other: str
) -> None:
    own, lead = asked(folder, person)
    assert len(canaries(folder, person)) == 16
    assert {one for one in canaries(folder, person) if one not in own} == set()
    assert {one for one in canaries(folder, other) if one in own + lead} == set()
    assert "zzsecret" not in own + lead


def test_each_kind_of_the_data_map_was_looked_into(folder: Path) -> None:
    own, lead = asked(folder, "crisis-doctor")
    _, out, _ = typed("audit", "export", "crisis-doctor", folder, "--json")
    said = json.loads(out)
    places = {place["file"] for place in said["places"]}
    for file in ("baseline.answers.csv", "voices.csv", "baseline.mapping.yaml"):
        assert f"private/stock-takes/{file}" in places
    assert {"plan.yaml", "private/identity-words.txt"} <= places
    assert said["unread"] == ["private/scan.pdf"]
    nothing = own.split("There is nothing of yours in: ")[1].splitlines()[0]
    looked = [kind for kind in DATA_MAP if kind.holds not in ("pages", "copies", "unread")]
    there = [kind.key for kind in looked if kind.where not in nothing]
    # Of the mapping and of the list of words the lead is told; nobody has a sheet to check here.
    missing = {kind.key for kind in looked} - set(there)
    assert missing == {"mapping", "identity", "others", "checked"}
    assert "private/scan.pdf" in lead


def test_it_is_readable_it_says_where_and_who_has_seen_it(folder: Path) -> None:
    own, _ = asked(folder, "crisis-doctor")
    coached = ("2027-04-01", "Coaching sessions held", "Lee Coach", "Agrees what to work on with")
    for words in ("1 (Strongly disagree)", "Code", "P01", *coached):
        assert words in own
    assert "Your answers and your partner’s, side by side" in own
    assert re.search(r"with your answers among them: \d+ figures, the smallest of 5 people", own)
    assert "private/stock-takes/" in own


def test_an_answer_is_read_on_the_scale_of_its_theme(folder: Path) -> None:
    seven = "scale: {low: 1, high: 7, labels: [Never, Rarely, Seldom, Now, Often, Mostly, Always]}"
    asked_on = QUESTIONS.replace("    items:", f"    {seven}\n    items:", 1)
    (folder / "questions.yaml").write_text(asked_on, encoding="utf-8")
    theirs, _ = asked(folder, TWO[0])
    assert "4 (Now)" in theirs
    assert "4 (Agree)" not in theirs


def test_documents_made_for_somebody_are_counted_once_and_messages_apart(folder: Path) -> None:
    day = folder / "out/plan"
    day.mkdir(parents=True)
    made = [
        ("letter.pdf", "pdf", "joining-letter", "Your letter"),
        ("letter.docx", "docx", "joining-letter", "Your letter"),
        *(
            (f"send/crisis-doctor/{name}", name.split(".")[1], "send", title)
            for name, title in (
                ("letter.pdf", "The letter to send"),
                ("letter.docx", "The letter to send"),
                ("message.txt", "The message it comes with"),
                ("away-day.ics", "The entry for your calendar"),
            )
        ),
    ]
    files = [
        Entry(path, suffix, template, Recipient("person", "crisis-doctor"), title=title)
        for path, suffix, template, title in made
    ]
    (day / "manifest.json").write_text(Manifest("plan", "x", tuple(files)).text())
    said = typed("audit", "export", "crisis-doctor", folder, "--today", "2027-06-01")[1]
    assert "2 documents were made for them, and 2 messages and calendar entries.\n" in said
    own, _ = asked(folder, "crisis-doctor")
    sent = "The entry for your calendar; The letter to send; The message it comes with"
    assert f"Your letter; {sent}\n" in own
    assert "message.txt" not in own


def test_only_the_owner_may_open_it_and_no_file_bears_a_name(folder: Path) -> None:
    asked(folder, "crisis-doctor")
    made = list((folder / "private" / "requests").rglob("*"))
    assert sorted(path.name for path in made if path.is_file()) == [
        *("for-the-lead.docx", "for-the-lead.pdf", "what-is-held.docx", "what-is-held.pdf"),
    ]
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600, 0o700}


def test_somebody_with_nothing_is_told_so(folder: Path) -> None:
    own, lead = asked(folder, "acute-manager")
    assert "Finn Garnet" in own
    assert "zz" not in own
    assert "No place was found in which others wrote of this person." in lead


def test_a_choice_without_a_date_is_the_leavers_where_there_was_no_stock_take(
    tmp_path: Path,
) -> None:
    plan = PLAN.replace("stock takes: {baseline: 2027-02-12}\n", "")
    plan = plan.replace("  - exercise: audit-pair-reading\n", "")
    plan = plan.replace("Dr Ada Quartz", "{name: Dr New Opal, from: 2027-05-01}")
    folder = write_plan(tmp_path / "p", plan=plan, given=None)
    (folder / "private").mkdir(exist_ok=True)
    chosen = "format: 1\nsharing:\n  crisis-doctor: {sharing: own answers}\n"
    (folder / "private" / "sharing.yaml").write_text(chosen, encoding="utf-8")
    assert "own answers" not in asked(folder, "crisis-doctor")[0]
    assert "own answers" in asked(folder, "crisis-doctor", "--former")[0]


@pytest.mark.parametrize("dated", [True, False])
def test_who_came_later_never_gets_what_was_the_leavers(folder: Path, *, dated: bool) -> None:
    if not dated:
        needs = folder / "private" / "access.yaml"
        needs.write_text(re.sub(r" +since: .*\n", "", needs.read_text(encoding="utf-8")))
    plan = folder / "plan.yaml"
    text = plan.read_text(encoding="utf-8").replace(
        "doctor: Dr Ada Quartz", "doctor: {name: Dr New Opal, from: 2027-05-01}"
    )
    plan.write_text(text, encoding="utf-8")
    own, lead = asked(folder, "crisis-doctor")
    # An address is asked anew of whoever is there; the rest was the leaver's.
    of_now = {"email", "phone", "notes"}
    assert set(re.findall(r"zzdoc([a-z]+)", own)) == of_now
    for of_before in ("QXJZ", "with your answers among them", "2027-04-01", "sessions held"):
        assert of_before not in own
    assert "held the post" in lead
    before, _ = asked(folder, "crisis-doctor", "--former")
    theirs = {"zzdoclisthelps", "zzdoctalk", "zzdocneeds", "zzdocpromise", "zzdocsheet"}
    assert theirs <= set(re.findall(r"zzdoc[a-z]+", before))
    for of_before in ("with your answers among them", "QXJZ", "2027-04-01"):
        assert of_before in before
    assert "Opal" not in before
    folders = sorted(path.name for path in (folder / "private" / "requests").iterdir())
    assert folders == ["crisis-doctor", "crisis-doctor-until-2027-05-01"]


def test_who_is_no_longer_in_the_plan_is_found_by_the_id(folder: Path) -> None:
    plan = folder / "plan.yaml"
    text = plan.read_text(encoding="utf-8").replace("doctor: Dr Ada Quartz, ", "")
    plan.write_text(text.replace("crisis-doctor: [2027-04-01], ", ""), encoding="utf-8")
    text = plan.read_text(encoding="utf-8").replace("coaching done: {crisis-doctor: 1}\n", "")
    plan.write_text(text, encoding="utf-8")
    (folder / "actions.yaml").unlink()
    own, _ = asked(folder, "crisis-doctor")
    assert "zzdoccommentopen" in own
    assert "zzdocphone" in own


@pytest.mark.parametrize(
    ("typo", "hint"),
    [
        ("crisis-docto", "Did you mean 'crisis-doctor'?"),
        ("Dr Ada Quartz", "Write the id: crisis-doctor"),
        ("crisis", "Write the id: crisis-doctor or crisis-manager"),
        ("nobody", "Write an id, such as crisis-doctor."),
    ],
)
def test_anybody_else_is_told_with_ids_alone(folder: Path, typo: str, hint: str) -> None:
    code, _, err = typed("audit", "export", typo, folder)
    assert code == 1
    assert "C401" in err
    assert hint in err
    assert "Quartz" not in err


def test_a_remark_that_somebody_put_behind_an_entry_is_told_and_not_quoted(folder: Path) -> None:
    path = folder / "private/contacts.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("zzdocphone", "zzdocphone  # zzsecret"), encoding="utf-8")
    own, lead = asked(folder, "crisis-doctor")
    assert "zzdocphone" in own
    assert "zzsecret" not in own + lead
    assert "a remark behind #" in lead


def test_two_of_one_name_are_told_apart_by_their_ids(folder: Path) -> None:
    plan = folder / "plan.yaml"
    text = plan.read_text(encoding="utf-8").replace("Dr Eve Topaz", "Dr Ada Quartz")
    plan.write_text(text, encoding="utf-8")
    _, _, err = typed("audit", "export", "Dr Ada Quartz", folder)
    assert "Write the id: crisis-doctor or acute-doctor" in err


def test_a_code_beside_a_name_that_two_people_share_is_nobodys(folder: Path) -> None:
    plan = folder / "plan.yaml"
    text = plan.read_text(encoding="utf-8").replace("Dr Eve Topaz", "Ben Onyx")
    plan.write_text(text, encoding="utf-8")
    own, lead = asked(folder, "acute-doctor")
    assert "zzmantalk" not in own
    assert "private/identities.yaml, line 2" in lead


def test_whoever_held_a_post_before_needs_a_day(folder: Path) -> None:
    code, _, err = typed("audit", "export", "crisis-doctor", folder, "--former")
    assert code == 1
    assert "C402" in err


def test_a_folder_that_is_a_link_is_not_written_through(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / "private" / "requests").symlink_to(outside)
    code, _, err = typed("audit", "export", "crisis-doctor", folder)
    assert code == 1
    assert "O105" in err
    assert list(outside.iterdir()) == []
