"""Tools: Say more about a fault's code."""

import re
from pathlib import Path

import click

from facilitate.faults import did_you_mean
from facilitate.shipped import shipped

_ROW = re.compile(r"^\| *([A-Z]\d{3}) *\| *(\w+) *\| *(.*?) *\| *(.*?) *\|$")

LETTERS_LIKE_FIGURES = str.maketrans("OIL", "011")


@click.command(name="explain")
@click.argument("code")
def command(code: str) -> None:
    """Say what a fault such as P103 means, why it matters and what to do."""
    codes = explained_codes(shipped("docs") / "faults.md")
    found = codes.get(code.strip().upper())
    if found is None:
        written = code.strip().upper()
        in_figures = written[:1] + written[1:].translate(LETTERS_LIKE_FIGURES)
        hint = did_you_mean(in_figures, codes, otherwise="Codes look like P103.")
        raise click.UsageError(f"There is no fault {code!r}. {hint}")
    severity, says, why = found
    click.echo(f"{code.strip().upper()} ({severity})\n\n{_sentence(says)}\n\n{_sentence(why)}")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def explained_codes(path: Path) -> dict[str, tuple[str, str, str]]:
    """Return code to (severity, what it says, why it matters), from the page of faults."""
    rows = (_ROW.match(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {row[1]: (row[2], row[3], row[4]) for row in rows if row}
