"""What a manifest says is read again as it was written, and nothing else is believed."""

import importlib.metadata
import json
import os
from pathlib import Path

import pytest

from facilitate.out import manifest
from facilitate.out.manifest import (
    Entry,
    Manifest,
    PageFacts,
    inputs_hash,
    program_hash,
    read_manifest,
    sha256,
    sha256_of,
)
from facilitate.recipient import FACILITATOR, GROUP, Recipient

PAIR = Entry(
    path="pairs/crisis/deck.pdf",
    format="pdf",
    template="decks/pair.md",
    recipient=Recipient("pair", "crisis"),
    key="k1",
    sha256=sha256(b"one"),
    title="Crisis",
    prints=3,
)
ALL = Entry("group/deck.pptx", "pptx", "decks/group.md", GROUP, "k2", sha256(b"two"))
PACK = Entry(
    "print/pairs.pdf", "pdf", "print", FACILITATOR, "k3", "h", spans=((1, 2), (3, 3)), told=True
)
WHOLE = Manifest(
    "first",
    "in",
    (ALL, PAIR, PACK),
    days=("first", "last"),
    pending=(PAIR,),
    title="Day",
    warnings=4,
    sheets=(PAIR,),
    pages={"made from this": PageFacts("read", "stated", colour=True)},
)


def written(folder: Path, change: object) -> Manifest | None:
    (folder / "manifest.json").write_text(json.dumps(change), encoding="utf-8")
    return read_manifest(folder)


def test_every_word_of_it_comes_back(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(WHOLE.text(), encoding="utf-8")
    assert read_manifest(tmp_path) == WHOLE


def test_its_names_are_those_that_other_programs_read() -> None:
    assert json.loads(WHOLE.text()) | {"files": [], "sheets": [], "pending": []} == {
        "schema": 1,
        "day": "first",
        "title": "Day",
        "days": ["first", "last"],
        "inputs": "in",
        "finished": True,
        "warnings": 4,
        "files": [],
        "sheets": [],
        "pages": {"made from this": ["read", "stated", True]},
        "pending": [],
    }
    assert json.loads(WHOLE.text())["files"][1] == {
        "path": "pairs/crisis/deck.pdf",
        "format": "pdf",
        "template": "decks/pair.md",
        "for": {"kind": "pair", "id": "crisis"},
        "key": "k1",
        "sha256": sha256(b"one"),
        "title": "Crisis",
        "prints": 3,
    }
    assert json.loads(WHOLE.text())["files"][2]["spans"] == [[1, 2], [3, 3]]
    assert Manifest("d", "", ()).text() == (
        '{"schema": 1, "day": "d", "title": "", "days": [], "inputs": "", "finished": false,'
        ' "warnings": 0, "files": [], "sheets": []}\n'
    )


def test_each_entry_has_a_line_of_its_own_whatever_it_is_called() -> None:
    called = '{"path": "a"}\n{"path": "b"}'
    entry = Entry("a.pdf", "pdf", "print", GROUP, title=called)
    first, line = Manifest("d", "", (entry,)).text().splitlines()
    assert first.endswith('"files": [')
    assert json.loads(line.removesuffix('], "sheets": []}'))["title"] == called
    assert "Zoë" in Manifest("d", "", (), title="Zoë").text()


def test_files_are_listed_by_their_paths_whatever_order_they_came_in() -> None:
    assert Manifest("d", "i", (PAIR, ALL)).text() == Manifest("d", "i", (ALL, PAIR)).text()
    assert Manifest("d", "i", (PAIR, ALL)).by_path() == {ALL.path: ALL, PAIR.path: PAIR}


def test_what_an_entry_does_not_say_is_nothing_and_the_facilitators(tmp_path: Path) -> None:
    bare = {"path": "a.pdf", "format": "pdf", "template": "t", "key": "k", "sha256": "s"}
    found = written(tmp_path, {"day": "d", "inputs": "i", "files": [bare]})
    assert found == Manifest("d", "i", (Entry("a.pdf", "pdf", "t", FACILITATOR, "k", "s"),))
    group = written(
        tmp_path, {"day": "d", "inputs": "i", "files": [bare | {"for": {"kind": "sponsor"}}]}
    )
    assert group is not None
    assert group.files[0].recipient == Recipient("sponsor", "")


@pytest.mark.parametrize(
    "path",
    [
        "../a",
        "a/../b",
        "/a",
        "a//b",
        "a/",
        "./a",
        "a/./b",
        "..\\a",
        "a\\..\\b",
        "\\a",
        "c:a",
        "a/c:b",
        "",
    ],
)
def test_a_path_that_leads_out_on_any_system_is_not_ours(tmp_path: Path, path: str) -> None:
    entries = [entry.as_json() for entry in (PAIR, ALL)]
    entries[0]["path"] = path
    found = written(tmp_path, {"day": "d", "inputs": "i", "files": entries, "pending": entries})
    assert found is not None
    assert (found.files, found.pending) == ((ALL,), (ALL,))


@pytest.mark.parametrize("path", ["a.pdf", "..a/b..", "a b/…/c.pdf", "a.b/c"])
def test_a_path_that_leads_down_is_ours(tmp_path: Path, path: str) -> None:
    entry = PAIR.as_json() | {"path": path}
    found = written(tmp_path, {"day": "d", "inputs": "i", "files": [entry]})
    assert found is not None
    assert list(found.by_path()) == [path]


def test_only_what_is_for_the_whole_group_and_no_pack_is_for_everybodys_eyes() -> None:
    assert (ALL.personal, PAIR.personal) == (False, True)
    assert Entry("print/x.pdf", "pdf", "print", GROUP, "k", "s").personal


FILES = (
    "programme.yaml",
    "days/one.yaml",
    "private/identity-words.txt",
    "private/ledger.key",
    "templates/images/Logo.PNG",
    "brand/logo.svg",
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", FILES)
def test_a_change_of_any_file_of_the_plan_is_seen(plan: Path, name: str) -> None:
    before = inputs_hash(plan, {}, private=True, named=["days/one.yaml"])
    (plan / name).write_text("two", encoding="utf-8")
    assert inputs_hash(plan, {}, private=True, named=["days/one.yaml"]) != before


def test_a_file_counts_whose_name_another_system_wrote(tmp_path: Path) -> None:
    before = inputs_hash(tmp_path, {}, private=True)
    (tmp_path / "slides").mkdir()
    Path(tmp_path, "slides", os.fsdecode(b"K\xfcche.pptx")).write_bytes(b"one")
    assert inputs_hash(tmp_path, {}, private=True) != before


@pytest.mark.parametrize("package", ["icalendar", "jinja2", "markdown-it-py"])
def test_another_version_of_what_composes_pages_is_another_program(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, installed = program_hash(), importlib.metadata.version
    monkeypatch.setattr(
        importlib.metadata,
        "version",
        lambda name: "99.0" if name == package else installed(name),
    )
    assert program_hash() != before


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("rules.py", True),
        ("page.css", True),
        ("clock.js", True),
        ("designs.txt", True),
        ("covered.ranges", True),
        ("__pycache__/rules.cpython-311.pyc", False),
    ],
)
def test_every_file_of_the_program_counts_but_what_python_keeps_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, counts: bool
) -> None:
    monkeypatch.setattr(manifest, "outside_folders", lambda: [tmp_path])
    before = program_hash()
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("one", encoding="utf-8")
    assert (program_hash() != before) is counts


def test_a_file_of_the_program_by_another_name_is_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest, "outside_folders", lambda: [tmp_path])
    (tmp_path / "rules.py").write_text("one", encoding="utf-8")
    before = program_hash()
    (tmp_path / "rules.py").rename(tmp_path / "laws.py")
    assert program_hash() != before


def test_what_comes_from_other_files_options_or_programs_is_another_input(tmp_path: Path) -> None:
    def made(
        options: tuple[tuple[str, str], ...] = (("formats", "pdf"), ("only", "crisis")),
        *,
        private: bool = True,
        program: str = "one",
    ) -> str:
        return inputs_hash(tmp_path, dict(options), private=private, program=program)

    (tmp_path / "private").mkdir()
    (tmp_path / "private/actions.yaml").write_text("actions: []", encoding="utf-8")
    (tmp_path / "plan.yaml").write_text("title: One", encoding="utf-8")
    first = made()
    assert made((("only", "crisis"), ("formats", "pdf"))) == first
    others = [
        made((("formats", "pdf"),)),
        made((("formats", "pdf"), ("only", "rehab"))),
        made((("formats", "pdf"), ("days", "crisis"))),
        made(private=False),
        made(program="two"),
    ]
    (tmp_path / "plan.yaml").write_text("title: Two", encoding="utf-8")
    others.append(made())
    (tmp_path / "plan.yaml").write_text("title: One", encoding="utf-8")
    assert made() == first
    (tmp_path / "plan.yaml").rename(tmp_path / "first.yaml")
    others.append(made())
    assert len({first, *others}) == 1 + len(others)


def test_a_file_is_known_by_what_is_in_it_and_no_file_by_nothing(tmp_path: Path) -> None:
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, B.1
    (tmp_path / "abc").write_bytes(b"abc")
    assert sha256_of(tmp_path / "abc") == abc
    assert sha256_of(tmp_path / "nothing") == sha256_of(tmp_path) == ""
