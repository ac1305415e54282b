"""Tools: See whether this computer has what is needed."""

import sys
from collections.abc import Iterator
from importlib.util import find_spec

import click

from facilitate import registry
from facilitate.cli.inputs import json_option
from facilitate.cli.output import finish

NEEDED = (
    *("click", "pyyaml", "pydantic", "jinja2", "markdown-it-py", "python-pptx", "python-docx"),
    *("typst", "numpy"),
)


@click.command(name="doctor")
@json_option
def command() -> None:
    """See whether this computer has what is needed, and what is optional."""
    rows = [*_packages(), _yaml(), _docx(), _shipped(), _office(), *_extensions()]
    bad = [row for row in rows if row[1] == "missing"]
    finish(
        (),
        [f"{state:<9} {what}: {words}" for what, state, words in rows],
        failed=bool(bad),
        facts={"checks": [dict(zip(("what", "state", "words"), row, strict=True)) for row in rows]},
    )


Row = tuple[str, str, str]


def _packages() -> list[Row]:
    from importlib import metadata

    rows = [("Python", "ok", sys.version.split()[0])]
    for name in NEEDED:
        try:
            rows.append((name, "ok", metadata.version(name)))
        except metadata.PackageNotFoundError:
            rows.append((name, "missing", f"install it with: pip install {name}"))
    return rows


def _yaml() -> Row:
    import yaml

    if yaml.__with_libyaml__:
        return ("fast YAML", "ok", "libyaml is used")
    return ("fast YAML", "slow", "plans are read about seven times more slowly without libyaml")


def _docx() -> Row:
    from importlib import metadata

    names = {dist.metadata["Name"] for dist in metadata.distributions(name="python-docx-ng")}
    if names:
        return ("python-docx-ng", "missing", "it takes python-docx's place; uninstall it")
    spec = find_spec("docx")
    return ("docx", "ok" if spec else "missing", "one package of this name")


def _shipped() -> Row:
    from facilitate.shipped import shipped

    try:
        places = [shipped(kind) for kind in ("templates", "agendas", "exercises", "words", "docs")]
    except FileNotFoundError as error:
        return ("shipped files", "missing", str(error))
    return ("shipped files", "ok", f"{len(places)} folders")


def _extensions() -> Iterator[Row]:
    """Yield a row for each package that adds something, and one for what is of no known kind."""
    kinds = (*registry.KINDS, *registry.FOLDER_KINDS)
    for package, names in registry.extensions().items():
        yield package, "ok", f"adds {', '.join(names)}"
        for name in names:
            if name.split(".")[0] not in kinds:
                yield package, "unknown", f"{name}: the kinds are {', '.join(kinds)}"


def _office() -> Row:
    from facilitate.office import office_program

    if office_program():
        return ("LibreOffice", "ok", "there; only needed to look at decks as pictures")
    return ("LibreOffice", "optional", "not there, and not needed to build")
