"""`check`: every fault with its line, again at each change, and who may open what is private."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitate.cli import root
from tests.cli.a_terminal import typed
from tests.load.brands import lay, png
from tests.plans import PLAN, write_plan


def test_a_fault_is_told_with_its_line_a_caret_and_one_thing_to_do(tmp_path: Path) -> None:
    plan = PLAN.replace("mission-nine-whys", "mission-nine-wys")
    folder = write_plan(tmp_path / "p", plan=plan)
    code, _, err = typed("check", str(folder))
    assert code == 1
    assert "error[P103]: 'mission-nine-wys' is not a known exercise." in err
    assert "--> plan.yaml:16:15" in err
    assert "^^^^^^^^^^^^^^^^" in err
    assert "= help: Did you mean 'mission-nine-whys'?" in err


def test_json_goes_to_stdout_and_says_the_same(tmp_path: Path) -> None:
    plan = PLAN.replace("mission-nine-whys", "mission-nine-wys")
    folder = write_plan(tmp_path / "p", plan=plan)
    code, out, _ = typed("check", str(folder), "--json")
    found = json.loads(out)
    assert code == 1
    assert (found["schema"], found["ok"]) == (1, False)
    errors = [fault for fault in found["faults"] if fault["severity"] == "error"]
    assert [(e["code"], e["file"], e["line"], e["column"]) for e in errors] == [
        ("P103", "plan.yaml", 16, 15)
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
@pytest.mark.skipif(
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
    reason="a shell's background jobs, and what they start, never hear Ctrl+C",
)
def test_watching_goes_on_after_faults_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("format: 1\npairs: {}\nagenda: []\n", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "facilitate", "check", "--watch", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as command:
        assert command.stderr is not None
        heard = []
        for text in ("[", ""):
            for line in command.stderr:
                heard.append(line)
                if "Watching" in line:
                    break
            plan.write_text(text, encoding="utf-8") if text else plan.unlink()
        for line in command.stderr:
            heard.append(line)
            if "Watching" in line:
                break
        command.send_signal(signal.SIGINT)
        rest = command.stderr.read()
    assert command.returncode == 130, rest
    assert "Traceback" not in "".join(heard) + rest


@pytest.mark.parametrize("logo", ["brand/logo.png", "pictures/logo.png"])
def test_watching_notices_what_the_look_of_an_organisation_consists_of(
    tmp_path: Path, logo: str
) -> None:
    folder = write_plan(tmp_path / "p")
    lay(folder, {"_brand.yml": f"logo: {{medium: {{path: {logo}, alt: Ours}}}}\n", logo: png()})
    with subprocess.Popen(
        [sys.executable, "-m", "facilitate", "check", "--watch", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as command:
        assert command.stderr is not None
        heard = []
        for data in (b"no picture", None):
            for line in command.stderr:
                heard.append(line)
                if "Watching" in line:
                    break
            if data:
                (folder / logo).write_bytes(data)
        command.kill()
    assert [line.split(":")[0] for line in heard if line.startswith("error")] == ["error[B010]"]


def told(folder: Path) -> list[str]:
    """Return the codes of what `check` tells of the private folder's rights."""
    said = CliRunner().invoke(root, ["check", "--json", str(folder)])
    return [one["code"] for one in json.loads(said.stdout)["faults"] if one["code"] == "C204"]


@pytest.mark.parametrize(("rights", "codes"), [(0o755, ["C204"]), (0o750, ["C204"]), (0o700, [])])
def test_a_private_folder_that_others_may_open_is_told(
    tmp_path: Path, rights: int, codes: list[str]
) -> None:
    folder = write_plan(tmp_path / "p")
    (folder / "private").chmod(rights)
    assert told(folder) == codes
