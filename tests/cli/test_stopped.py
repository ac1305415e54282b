"""How a command ends when something outside the plan stops it."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from facilitate.cli import main, root
from facilitate.cli.output import os_error_message


def ended(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> int | str | None:
    """Return the exit code of a command in which this is raised."""

    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(root, "main", broken)
    with pytest.raises(SystemExit) as end:
        main(["check"])
    return end.value.code


SENTENCES = {
    errno.ENOSPC: "The disk is full at out/a.pptx.",
    errno.EACCES: "If it is open in another program, close it",
    errno.EROFS: "can only be read. Choose another place with --out.",
    errno.ENOTDIR: "is in the way",
}


@pytest.mark.parametrize("number", SENTENCES)
def test_a_disk_that_does_not_let_us_ends_with_3_and_a_plain_sentence(
    number: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    error = OSError(number, os.strerror(number), "out/a.pptx")
    assert ended(monkeypatch, error) == 3
    said = capsys.readouterr().err
    assert said == f"Could not finish. {os_error_message(error)}\n"
    assert SENTENCES[number] in said


def test_an_interruption_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ended(monkeypatch, KeyboardInterrupt()) == 130


def test_a_wrong_choice_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["build", "--formats", "ppt"])
    assert end.value.code == 2
    assert "Did you mean 'pptx'?" in capsys.readouterr().err


def test_a_reader_who_has_seen_enough_is_no_fault() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "facilitate", "exercises", "list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as command:
        assert command.stdout is not None
        assert command.stderr is not None
        command.stdout.close()
        assert command.stderr.read() == b""
    assert command.returncode == 0


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
