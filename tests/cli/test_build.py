"""What `build` says of itself when it is asked."""

import re
from pathlib import Path

from click.testing import CliRunner

from facilitate.cli import root
from tests.plans import PLAN, write_plan


def test_a_build_says_on_wish_where_its_time_went(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan", plan=PLAN)
    asked = CliRunner().invoke(root, ["build", str(plan), "--profile"])
    told = asked.stdout.partition("Where the time went")[2]
    for step in ("read and check", "compose", "write pdf", "write docx", "verify", "put in place"):
        assert f"\n  {step}  " in told
    assert re.search(r"\n  compose .*\n    \w+/[\w-]+\.md +\d+\.\d\d  \d+ times\n", told)
    again = CliRunner().invoke(root, ["build", str(plan), "--profile"])
    told = again.stdout.partition("Where the time went")[2]
    assert "\n  look for changes  " in told
    assert "  write pdf  " not in told
