"""`serve`: what is typed, what is missing, and a real server of this computer alone."""

import re
import signal
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from facilitate.cli import serve
from tests.cli.a_terminal import typed
from tests.plans import write_plan


def test_a_missing_extra_is_one_sentence_on_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "NEEDED", ("starlettte",))
    code, _, err = typed("serve", write_plan(tmp_path / "p"))
    assert code == 3
    assert err == (
        "starlettte is missing. Install what serve needs with: pip install 'facilitate[serve]'\n"
    )


def test_a_plan_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan")
    code, _, err = typed("serve", tmp_path / "plam")
    assert code == 2
    assert "Did you mean 'plan'?" in err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
@pytest.mark.skipif(
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
    reason="a shell's background jobs, and what they start, never hear Ctrl+C",
)
def test_it_names_an_address_of_this_computer_serves_there_and_ends_with_ctrl_c(
    tmp_path: Path,
) -> None:
    folder = write_plan(tmp_path / "p")
    before = sorted(folder.rglob("*"))
    with subprocess.Popen(
        [sys.executable, "-m", "facilitate", "serve", str(folder), "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as command:
        assert command.stdout is not None
        said = command.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/\S+", said)
        assert found, said
        client = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
        )
        with client.open(found[0]) as answer:
            assert "<h1>Are we ready?</h1>" in answer.read().decode()
        command.send_signal(signal.SIGINT)
        assert command.wait(timeout=60) in {0, 130}
    assert sorted(folder.rglob("*")) == before
