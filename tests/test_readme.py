"""What the README shows is what the commands print."""

import re
import shutil
from pathlib import Path

from click.testing import CliRunner

from facilitate.cli import root
from facilitate.shipped import shipped

README = Path(__file__).parents[1] / "README.md"


def test_the_fault_in_the_readme_is_what_check_says(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    found = re.search(r"```\n(error\[.*?)```", text, flags=re.DOTALL)
    assert found
    plan = tmp_path / "my-programme"
    shutil.copytree(shipped("agendas") / "starter", plan)
    day = plan / "agendas/1-first-day.yaml"
    slip = day.read_text(encoding="utf-8").replace("mission-one", "mision-one")
    day.write_text(slip, encoding="utf-8")
    said = CliRunner().invoke(root, ["check", str(plan)]).stderr
    assert found[1].rstrip() in said


def test_after_make_the_readme_says_where_the_command_is() -> None:
    makefile = (README.parent / "Makefile").read_text(encoding="utf-8")
    venv = re.search(r"^VENV := (\S+)$", makefile, flags=re.MULTILINE)
    assert venv
    text = README.read_text(encoding="utf-8")
    told = text.index(f"\n    . {venv[1]}/bin/activate\n")
    assert text.index("make demo") < told < text.index("\n    facilitate ")


def test_the_verbs_in_the_readme_are_there() -> None:
    text = README.read_text(encoding="utf-8")
    verbs = set(
        re.findall(r"^    facilitate ([a-z]+)|`facilitate ([a-z]+)", text, flags=re.MULTILINE)
    )
    names = {one or other for one, other in verbs}
    assert names <= set(root.list_commands(None))  # type: ignore[arg-type]
