"""What is to mend is one list: in the terminal, in the browser and for an editor."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from tests.cli.a_terminal import typed
from tests.plans import write_files
from tests.serve.lines import FILES
from tests.serve.opened import opened

PLAN, DAY = "programme.yaml", "agendas/1-springtide.yaml"
EXERCISE, OWN = "exercises/lanterns-across.yaml", "templates/sheets/berth-ticket.md"

SLIPS = [
    (PLAN, "programme: Harbourlight", "programm: Harbourlight"),
    (PLAN, "roles: {doctor: skipper, manager: quartermaster}", "roles: {doctor: skipper"),
    (PLAN, "agendas/1-springtide.yaml", "agendas/1-springtime.yaml"),
    (PLAN, "baseline: 2027-02-12", "baseline: 2027-02-31"),
    (PLAN, "doctor: Magnus Yarrow", "doctr: Magnus Yarrow"),
    (PLAN, "coaches: [gull]", "coaches: [gul]"),
    (PLAN, "  gull-doctor: [2027-04-06", "  gull-docter: [2027-04-06"),
    (PLAN, "{sponsor: exec, what", "{sponsor: exek, what"),
    (PLAN, "direction: down", "direction: downwards"),
    (DAY, "title: Springtide gathering", "titel: Springtide gathering"),
    (DAY, "date: 2027-03-09", "date: 9.3.2027x"),
    (DAY, "start: 9:30", "start: 25:30"),
    (DAY, "  - lunch: 45m", "  - lunch: 45x"),
    (DAY, "exercise: role-negotiation", "exercise: role-negotiatoin"),
    (DAY, "who: [gull, tern]", "who: [gull, ternn]"),
    (DAY, "  - break: 15m", "  - brake: 15m"),
    (DAY, "led by: exec", "lead by: exec"),
    (EXERCISE, "capital: [bonding]", "capital: [bondng]"),
    (OWN, "{{ person.service }}", "{{ person.servise }}"),
    (OWN, "{% if person.site %}", "{% if person.site %}{% if day %}"),
]


@pytest.mark.parametrize(("file", "old", "new"), SLIPS)
def test_a_slip_is_told_alike_in_the_terminal_the_browser_and_an_editor(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    folder = tmp_path / "p"
    write_files(folder, FILES, file, old, new)
    typed_there = ("check", folder, "--today", "2027-03-03")
    _, out, _ = typed(*typed_there, "--json")
    _, _, terminal = typed(*typed_there)
    editor = sorted((one["code"], one["message"], one["hint"]) for one in json.loads(out)["faults"])
    page = opened(folder).get("").text.partition('<ul class="faults">')[2].partition("</main>")[0]
    shown = re.findall(
        r'<strong>[^<]*</strong> (.*?)</p>\s*(?:<p class="hint">(.*?)</p>)?.*?"code">(\w+)<',
        page,
        re.DOTALL,
    )
    browser = sorted((code, unescape(says), unescape(hint)) for says, hint, code in shown)
    assert browser == sorted(set(editor))
    assert "error[" in terminal
    for code, message, _ in browser:
        assert f"[{code}]: {message}" in terminal
