"""One hash of everything a build depends on, taken without reading any of it as YAML."""

import hashlib
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from facilitate import __version__
from facilitate.files import lies_inside
from facilitate.registry import outside_folders
from facilitate.shipped import shipped

_KINDS = frozenset(
    {
        ".yaml",
        ".yml",
        ".csv",
        ".xlsx",
        ".md",
        ".txt",
        ".key",
        ".svg",
        ".pptx",
        ".potx",
        ".docx",
        ".dotx",
        ".png",
        ".jpg",
        ".jpeg",
    }
)
SHIPPED = ("templates", "exercises", "words", "agendas")
_CODE = frozenset({".py", ".json", ".typ", ".ttf", ".otf", ".pptx", ".docx", ".yaml", ".md"})


FOLDERS = ("agendas", "exercises", "templates", "slides", "brand", "private")
"""The folders of a plan that are its own."""


def inputs_hash(
    folder: Path, options: Mapping[str, str], *, private: bool, named: Iterable[str] = ()
) -> str:
    """Return the hash of a plan's files, the options, the program and what extends it.

    Equal hashes mean equal output. `private` says whether the private folder counts; `named` are
    the paths of agendas that lie elsewhere.
    """
    whole = hashlib.sha256()
    _add(whole, "program", __version__, sys.version, zlib.ZLIB_RUNTIME_VERSION)
    _add(whole, "options", *(f"{key}={options[key]}" for key in sorted(options)))
    for path in _files(folder, named):
        if private or "private" not in path.relative_to(folder).parts:
            _add(whole, path.relative_to(folder).as_posix(), path.read_bytes())
    program = (Path(__file__).parent.parent, *(shipped(kind) for kind in SHIPPED))
    for root in (*program, *outside_folders()):
        for path in _code(root):
            _add(whole, path.relative_to(root).as_posix(), path.read_bytes())
    return whole.hexdigest()


def _add(whole: "hashlib._Hash", *parts: str | bytes) -> None:
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)


def _files(folder: Path, named: Iterable[str]) -> Iterator[Path]:
    """Yield a plan's own files: only its known folders, so that a home folder is not read whole."""
    for path in sorted(folder.glob("*")):
        if path.is_file() and path.suffix.casefold() in _KINDS:
            yield path
    for name in FOLDERS:
        for path in sorted((folder / name).rglob("*")):
            if path.is_file() and path.suffix.casefold() in _KINDS:
                yield path
    for name in named:
        path = folder / name
        if path.is_file() and lies_inside(path, folder):
            yield path


def _code(root: Path) -> Iterator[Path]:
    for path in [root] if root.is_file() else sorted(root.rglob("*")):
        if path.suffix in _CODE and "__pycache__" not in path.parts and path.is_file():
            yield path
