"""`actions add`: the file stays as its owner wrote it, but for the new lines."""

import codecs
from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitate.cli import root
from facilitate.load.plan import load_plan
from tests.plans import write_plan

OLD = "# ours\nformat: 1\nactions:\n  - {id: a1, who: crisis, what: Meet}\n"
NEW = "  - id: a2\n    who: rehab\n    what: Talk\n    status: open\n"


def added(folder: Path, raw: bytes, *words: str) -> tuple[str, bytes]:
    """Return what is said, and the bytes of the file afterwards."""
    write_plan(folder, given=None)
    (folder / "actions.yaml").write_bytes(raw)
    said = CliRunner().invoke(root, ["actions", "add", *words, str(folder)])
    return said.output, (folder / "actions.yaml").read_bytes()


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_stay(
    tmp_path: Path, mark: bytes, encoding: str, line_end: str
) -> None:
    raw = mark + OLD.replace("\n", line_end).encode(encoding)
    _, after = added(tmp_path / "p", raw, "rehab", "Talk")
    assert after == raw + NEW.replace("\n", line_end).encode(encoding)
    assert load_plan(tmp_path / "p" / "plan.yaml")[1] == ()


def test_a_raised_figure_in_an_id_is_no_number(tmp_path: Path) -> None:
    said, _ = added(tmp_path / "p", OLD.replace("a1", "a²").encode(), "rehab", "Talk")
    assert said.startswith("a1 is written")


def test_who_promised_is_written_by_the_id_that_stays_when_a_name_changes(tmp_path: Path) -> None:
    words = ("Dr Ada Quartz", "Talk", "--witness", "Rehab")
    _, after = added(tmp_path / "p", OLD.encode(), *words)
    assert b"who: crisis-doctor\n" in after
    assert b"witness: rehab\n" in after


def test_a_sponsor_with_a_post_behind_the_name_is_found_by_the_name_alone(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p", given=None)
    plan = folder / "plan.yaml"
    shown = "{boss: 'Alex Sponsor, executive director'}"
    text = plan.read_text("utf-8").replace("{exec: Sasha Exec}", shown)
    plan.write_text(text, "utf-8")
    said = CliRunner().invoke(root, ["actions", "add", "alex sponsor", "Find cover", str(folder)])
    assert said.output == "a1 is written to actions.yaml.\n"
    assert "who: boss\n" in (folder / "actions.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("doctors", "Talk"), "a promise needs one owner"),
        (("rehab", "Talk", "--day", "plam"), "Did you mean 'plan'?"),
        (("nobody", "Talk"), "Nobody here is called"),
    ],
)
def test_a_promise_that_check_would_refuse_is_not_written(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    said, after = added(tmp_path / "p", OLD.encode(), *words)
    assert told in said
    assert after == OLD.encode()


def test_what_is_not_kept_yet_stays_open_until_it_is_kept_or_dropped(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p", given=None)
    states = ("open", "kept", "not kept", "carried", "dropped")
    lines = [
        f"  - {{id: a{n}, who: crisis, what: Meet, status: {one}}}\n"
        for n, one in enumerate(states)
    ]
    (folder / "actions.yaml").write_text("format: 1\nactions:\n" + "".join(lines), "utf-8")
    said = CliRunner().invoke(root, ["actions", "list", "--open", str(folder)])
    assert [line.split()[0] for line in said.output.splitlines()] == ["a0", "a2", "a3"]


def test_a_list_of_promises_names_who_promised_and_says_that_none_is_open(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p", given=None)
    kept = "format: 1\nactions:\n  - {id: a1, who: crisis-doctor, what: Meet, status: kept}\n"
    (folder / "actions.yaml").write_text(kept, "utf-8")
    said = CliRunner().invoke(root, ["actions", "list", str(folder)])
    assert said.output == "a1           kept      Dr Ada Quartz: Meet\n"
    said = CliRunner().invoke(root, ["actions", "list", "--open", str(folder)])
    assert said.output == "All that was promised is kept or dropped.\n"


HEAD = "# ours\nformat: 1\n"


def done(folder: Path, text: str) -> tuple[str, str]:
    """Return what is said where the promise a1 was not kept, and the file afterwards."""
    write_plan(folder, given=None)
    (folder / "actions.yaml").write_text(HEAD + text, encoding="utf-8")
    said = CliRunner().invoke(root, ["actions", "done", "a1", str(folder), "--status", "not kept"])
    return said.output, (folder / "actions.yaml").read_text(encoding="utf-8").removeprefix(HEAD)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "actions:\n  -\n    id: a1\n    who: rehab\n    what: Go  # x\n",
            "actions:\n  -\n    id: a1\n    who: rehab\n    what: Go  # x\n    status: not kept\n",
        ),
        (
            "actions:\n  - id:\n      a1\n    who: rehab\n    what: Talk\n",
            "actions:\n  - id:\n      a1\n    who: rehab\n    what: Talk\n    status: not kept\n",
        ),
        (
            "actions:\n  - {id: a1, who: rehab,\n     what: Talk, status: open}  # soon\n",
            "actions:\n  - {id: a1, who: rehab,\n     what: Talk, status: not kept}  # soon\n",
        ),
        (
            "actions:\n  - {\n    id: a1, who: rehab, what: Talk }\n",
            "actions:\n  - {\n    id: a1, who: rehab, what: Talk, status: not kept }\n",
        ),
        (
            "actions:\n  - id: a1\n    who: rehab\n    what: Talk\n    status:\n      open\n",
            "actions:\n  - id: a1\n    who: rehab\n    what: Talk\n    status:\n      not kept\n",
        ),
        (
            "actions:\n  - ? id\n    : a1\n    ? who\n    : rehab\n    ? what\n    : Talk\n"
            "    ? status\n    : open\n",
            "actions:\n  - ? id\n    : a1\n    ? who\n    : rehab\n    ? what\n    : Talk\n"
            "    ? status\n    : not kept\n",
        ),
        (
            "actions:\n  - ? id\n    : a1\n    ? who\n    : rehab\n    ? what\n    : Talk\n",
            "actions:\n  - ? id\n    : a1\n    ? who\n    : rehab\n    ? what\n    : Talk\n"
            "    status: not kept\n",
        ),
        (
            'actions: [{"id": "a1", "who": "rehab", "what": "Talk"}]\n',
            'actions: [{"id": "a1", "who": "rehab", "what": "Talk", status: not kept}]\n',
        ),
    ],
)
def test_how_a_promise_went_is_written_in_whatever_style_it_stands(
    tmp_path: Path, before: str, after: str
) -> None:
    assert done(tmp_path / "p", before) == ("a1 is not kept.\n", after)


def test_a_promise_in_a_style_of_its_own_stays_and_it_is_said_what_to_write(
    tmp_path: Path,
) -> None:
    said = "actions:\n  - id: a1\n    who: rehab\n    what: Talk\n"
    text = f"{said}    status: >-  # so far\n      open\n"
    said, after = done(tmp_path / "p", text)
    assert after == text
    assert "actions.yaml was left as it is" in said
    assert "Write status: not kept there by hand, beside id: a1" in said


def test_what_somebody_promised_before_another_came_is_listed_as_of_who_left(
    tmp_path: Path,
) -> None:
    folder = write_plan(tmp_path / "p", given=None)
    plan = folder / "plan.yaml"
    new = "{name: Dr New Opal, from: 2027-05-01}"
    plan.write_text(plan.read_text("utf-8").replace("Dr Ada Quartz", new), "utf-8")
    lines = "".join(
        f"  - {{id: {one}, who: {one}, what: Meet}}\n" for one in ("crisis-doctor", "crisis")
    )
    (folder / "actions.yaml").write_text(f"format: 1\nactions:\n{lines}", "utf-8")
    said = CliRunner().invoke(root, ["actions", "list", str(folder)]).output
    assert "crisis-doctor, who left: Meet" in said
    assert "Crisis: Meet" in said
    assert "Opal" not in said
