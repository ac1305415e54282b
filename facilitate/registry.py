"""What is found by being there: ours by its file, another package's by its entry point.

Each kind of thing has a folder of modules. A module of that folder which holds the kind's mark at
the start of a line is one of the kind; its file's name is its name, and nobody lists it. Another
package names a module of the same shape by an entry point of the group `facilitate`, called
`KIND.NAME`. Entry points are read only where a name is not ours or all are wanted, so that
`--help` waits for nobody.
"""

import os
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

BlockKind = Literal["pptx-block", "docx-block", "pdf-block", "html-block"]
Kind = Literal["verb", "format", "chart", BlockKind, "vendor", "directive", "rule", "measure"]
FolderKind = Literal["exercises", "templates"]
FOLDER_KINDS = ("exercises", "templates")

GROUP = "facilitate"

KINDS: dict[Kind, tuple[str, str]] = {
    "verb": ("cli", "def command("),
    "format": ("write", "VERSION"),
    "chart": ("write/chart", "KIND"),
    "pptx-block": ("write/pptx", "@pptx_block"),
    "docx-block": ("write/docx", "@docx_block"),
    "pdf-block": ("write/pdf", "@pdf_block"),
    "html-block": ("write/html", "@html_block"),
    "vendor": ("load/survey/vendors", "def layout("),
    "directive": ("compose/directives", "@directive("),
    "rule": ("check", "@rule"),
    "measure": ("audit", "@measure"),
}
"""Where the modules of each kind lie, and the mark that makes a module one of them."""


class ExtensionError(RuntimeError):
    """What another package adds cannot be loaded; the message says which one, for people."""


@cache
def shipped_modules(kind: Kind) -> dict[str, str]:
    """Return the names of the shipped ones of a kind, each with its first line of docstring.

    They come in their order; an underscore becomes a dash. The files are read and not imported.
    """
    place, mark = KINDS[kind]
    folder = os.path.join(os.path.dirname(__file__), *place.split("/"))  # noqa: PTH118, PTH120
    line_with_mark = f"\n{mark}".encode()
    found = {}
    for name in sorted(os.listdir(folder)):  # noqa: PTH208
        if name == "__init__.py":
            continue
        path = os.path.join(folder, name)  # noqa: PTH118
        if not name.endswith(".py"):
            path = os.path.join(path, "__init__.py")  # noqa: PTH118
        try:
            with open(path, "rb") as file:  # noqa: PTH123
                text = file.read()
        except OSError:
            continue
        if line_with_mark in text:
            first = text.partition(b"\n")[0].strip().strip(b'"')
            found[name.removesuffix(".py").replace("_", "-")] = first.decode()
    return found


def names(kind: Kind) -> tuple[str, ...]:
    """Return the names of a kind, ours and other packages', in their order."""
    return tuple(sorted({*shipped_modules(kind), *_added(kind)}))


def find(kind: Kind, name: str) -> ModuleType | None:
    """Return the module of that name, imported now, or None; ours before anybody else's.

    Raises `ExtensionError` if another package's does not load.
    """
    if name in shipped_modules(kind):
        return _shipped_module(kind, name)
    added = _added(kind).get(name)
    return None if added is None else _loaded(added)


@cache
def find_all(kind: Kind) -> dict[str, ModuleType]:
    """Return every module of a kind by its name, imported: ours first, each in their order.

    Raises `ExtensionError` if another package's does not load.
    """
    ours = {name: _shipped_module(kind, name) for name in shipped_modules(kind)}
    added = _added(kind).items()
    return ours | {name: _loaded(one) for name, one in added if name not in ours}


@cache
def _shipped_module(kind: Kind, name: str) -> ModuleType:
    package = ".".join((__package__, *KINDS[kind][0].split("/")))
    return import_module(f"{package}.{name.replace('-', '_')}")


def folders(kind: FolderKind) -> dict[Path, str]:
    """Return the folders of exercises or templates, and what each is called in faults.

    The shipped one is first; a file of the same name in a later one takes an earlier one's place.
    """
    from importlib.util import find_spec

    from facilitate.shipped import OURS, shipped

    found = {shipped(kind): f"{OURS}{kind}"}
    for name, one in _added(kind).items():
        spec = find_spec(one.value)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            found[Path(place)] = f"{name} {kind}"
    return found


def extensions() -> dict[str, tuple[str, ...]]:
    """Return what other packages add: package and version to its entry points' names."""
    found: dict[str, tuple[str, ...]] = {}
    for one in _entry_points():
        whose = _package(one)
        found[whose] = (*found.get(whose, ()), one.name)
    return found


def outside_folders() -> tuple[Path, ...]:
    """Return the folders of the packages that add something, in their order."""
    from importlib.util import find_spec

    found: dict[Path, None] = {}
    for one in _entry_points():
        spec = find_spec(one.value.split(":")[0].split(".")[0])
        if spec is not None:
            places = spec.submodule_search_locations or filter(None, [spec.origin])
            found.update(dict.fromkeys(map(Path, places)))
    return tuple(found)


def _added(kind: str) -> dict[str, "EntryPoint"]:
    """Return what other packages add to a kind, by name."""
    start = f"{kind}."
    found = (one for one in _entry_points() if one.name.startswith(start))
    return {one.name.removeprefix(start): one for one in found}


@cache
def _entry_points() -> tuple["EntryPoint", ...]:
    from importlib.metadata import entry_points  # costs more than all else that `--help` does

    return tuple(sorted(entry_points(group=GROUP), key=lambda one: (one.name, one.value)))


def _package(one: "EntryPoint") -> str:
    return f"{one.dist.name} {one.dist.version}" if one.dist else one.value


def _loaded(one: "EntryPoint") -> ModuleType:
    whose = _package(one)
    try:
        module = one.load()
    except Exception as error:
        raise ExtensionError(
            f"The package {whose} adds {one.name!r} to facilitate, and it does not load: "
            f"{type(error).__name__}: {error}. Mend or uninstall that package."
        ) from error
    if not isinstance(module, ModuleType):
        raise ExtensionError(
            f"The package {whose} adds {one.name!r} to facilitate, and {one.value!r} is no module. "
            "Mend or uninstall that package."
        )
    return module
