"""`manifest.json`: what a day's folder holds, for whom, and the hash of what it was made from."""

import hashlib
import json
import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from facilitate import __version__
from facilitate.files import lies_inside
from facilitate.recipient import FACILITATOR, Recipient
from facilitate.registry import outside_folders
from facilitate.shipped import shipped
from facilitate.structs import Struct, field

SCHEMA = 1
NAME = "manifest.json"
MOST_BYTES = 20_000_000
"""Of a manifest that is read: that of sixty pairs has not a tenth of it."""


class Entry(Struct):
    """One finished file: its path in the day's folder, what made it, for whom.

    `key` says from what it was made (document, look, writer), `sha256` is of its bytes.
    `title` is for the list of sheets to shred; `prints` is how often it is printed (0: not on
    paper). `spans` are the first and last page of each sheet in a pack. `told` says that making it
    told something, which nobody hears again unless it is made anew.
    """

    path: str
    format: str
    template: str
    recipient: Recipient
    key: str = ""
    sha256: str = ""
    title: str = ""
    prints: int = 0
    spans: tuple[tuple[int, int], ...] = ()
    told: bool = False

    @property
    def personal(self) -> bool:
        """Whether it is for less than the whole group, so that others must not open it."""
        return self.recipient.kind != "group" or self.template == "print"

    def as_json(self) -> dict[str, Any]:
        """Return the entry as the manifest writes it."""
        return {
            "path": self.path,
            "format": self.format,
            "template": self.template,
            "for": {"kind": self.recipient.kind, "id": self.recipient.id},
            "key": self.key,
            "sha256": self.sha256,
            "title": self.title,
            "prints": self.prints,
            **({"spans": self.spans} if self.spans else {}),
            **({"told": True} if self.told else {}),
        }


class PageFacts(Struct):
    """What is known of a composed page without composing it.

    `document` is a hash of all that writers read of it, `stated` one that is the same for whatever
    version of the program states it. What has a chart or a picture is worth `colour`. None of its
    words is kept, its title neither: it may name people.
    """

    document: str
    stated: str
    colour: bool


class Manifest(Struct):
    """A day's manifest.

    `inputs` is empty while a build is under way; `pending` then are the files on their way into
    place, so that a stopped build's files are not taken for somebody's edits. `days` are all days
    of the same build. `warnings` is how many the build told. `sheets` are what is printed, each
    under the path that it has as a file of its own, whether it is one or lies in a pack alone.
    `pages` are facts of composed pages by what each was made from.
    """

    day: str
    inputs: str
    files: tuple[Entry, ...]
    days: tuple[str, ...] = ()
    pending: tuple[Entry, ...] = ()
    title: str = ""
    warnings: int = 0
    sheets: tuple[Entry, ...] = ()
    pages: Mapping[str, PageFacts] = field(default_factory=dict)

    def by_path(self) -> Mapping[str, Entry]:
        """Return the entries by their paths."""
        return {entry.path: entry for entry in self.files}

    def text(self) -> str:
        """Return the manifest as JSON text, a line for each entry, in order of path."""
        whole: dict[str, Any] = {
            "schema": SCHEMA,
            "day": self.day,
            "title": self.title,
            "days": list(self.days),
            "inputs": self.inputs,
            "finished": bool(self.inputs),
            "warnings": self.warnings,
            "files": [entry.as_json() for entry in sorted(self.files, key=lambda e: e.path)],
            "sheets": [entry.as_json() for entry in sorted(self.sheets, key=lambda e: e.path)],
        }
        if self.pages:
            whole["pages"] = {
                of: (one.document, one.stated, one.colour) for of, one in self.pages.items()
            }
        if self.pending:
            whole["pending"] = [entry.as_json() for entry in self.pending]
        # Nothing else reads so: inside a text the marks would be escaped. Indented, it would not be
        # written by the C of `json`, but in three times the time.
        return json.dumps(whole, ensure_ascii=False).replace('{"path": ', '\n{"path": ') + "\n"


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a day's folder, or None if it is missing, a link, or cannot be read.

    Entries of files that would lie outside the folder are not ours, and are left out.
    """
    path = folder / NAME
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > MOST_BYTES:
            return None
        return _manifest(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


@lru_cache(maxsize=8)
def _manifest(data: bytes) -> Manifest:
    """Return the manifest of a file; a build reads it before it holds the folder, and after."""
    found = json.loads(data.decode())
    return Manifest(
        day=str(found["day"]),
        inputs=str(found["inputs"]),
        files=entries_of(found["files"]),
        days=tuple(str(day) for day in found.get("days", ())),
        pending=entries_of(found.get("pending", ())),
        title=str(found.get("title", "")),
        warnings=int(found.get("warnings", 0)),
        sheets=entries_of(found.get("sheets", ())),
        pages={
            of: PageFacts(str(document), str(stated), bool(colour))
            for of, (document, stated, colour) in found.get("pages", {}).items()
        },
    )


def entries_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """Return the entries of a manifest's rows, of files below their folder.

    Raises `KeyError`, `TypeError` or `AttributeError` where the rows are no rows of a manifest.
    """
    return tuple(one for one in map(_entry, rows) if not _LEADS_AWAY.search(one.path))


_LEADS_AWAY = re.compile(r"(?:^|[/\\])\.{0,2}(?:[/\\]|\Z)|:")
"""What a path has that does not lead down from its folder, on some system."""


def _entry(row: Mapping[str, Any]) -> Entry:
    reader = row.get("for") or {}
    return Entry(
        path=str(row["path"]),
        format=str(row["format"]),
        template=str(row["template"]),
        recipient=Recipient(reader.get("kind", FACILITATOR.kind), reader.get("id", "")),
        key=str(row["key"]),
        sha256=str(row["sha256"]),
        title=str(row.get("title", "")),
        prints=int(row.get("prints", 0)),
        spans=tuple((int(first), int(last)) for first, last in row.get("spans", ())),
        told=bool(row.get("told")),
    )


def sha256(data: bytes) -> str:
    """Return the SHA-256 of the bytes in hex."""
    return hashlib.sha256(data).hexdigest()


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex, or the empty string if there is no file."""
    try:  # a pipe would be waited for without end
        return sha256(path.read_bytes()) if path.is_file() else ""
    except OSError:
        return ""


_KINDS = frozenset(
    (
        *(".yaml", ".yml", ".csv", ".xlsx", ".md", ".txt", ".key", ".svg", ".pptx", ".potx"),
        *(".docx", ".dotx", ".png", ".jpg", ".jpeg", ".ttf", ".otf", ".ttc"),
    )
)
SHIPPED = ("templates", "exercises", "words", "agendas")

COMPOSE_WITH = ("icalendar", "jinja2", "markdown-it-py")
"""The packages that decide what pages say, and may be newer tomorrow.

Typst is one version for each version of the program; where it or a package that writes files makes
other bytes, the writer's `VERSION` is raised.
"""


FOLDERS = ("agendas", "exercises", "templates", "slides", "brand", "_brand", "private")
"""The folders of a plan that are its own."""


def inputs_hash(
    folder: Path,
    options: Mapping[str, str],
    *,
    private: bool,
    named: Iterable[str] = (),
    program: str = "",
) -> str:
    """Return the hash of a plan's files, the options, and `program`: its own hash.

    Equal hashes mean equal output. `private` says whether the private folder counts; `named` are
    the paths of agendas that lie elsewhere.
    """
    whole = hashlib.sha256()
    _add(whole, "program", program)
    _add(whole, "options", *(f"{key}={options[key]}" for key in sorted(options)))
    for path in own_files(folder, named):
        if private or "private" not in path.relative_to(folder).parts:
            _add(whole, path.relative_to(folder).as_posix(), path.read_bytes())
    return whole.hexdigest()


def program_hash() -> str:
    """Return the hash of the program, of what is shipped with it and of what extends it."""
    from importlib.metadata import version  # which is read anyway, by what extends the program

    whole = hashlib.sha256()
    _add(whole, __version__, sys.version, zlib.ZLIB_RUNTIME_VERSION)
    _add(whole, *map(version, COMPOSE_WITH))
    program = (Path(__file__).parent.parent, *(shipped(kind) for kind in SHIPPED))
    for root in (*program, *outside_folders()):
        for path in _files(root):
            _add(whole, path.relative_to(root).as_posix(), path.read_bytes())
    return whole.hexdigest()


def _add(whole: "hashlib._Hash", *parts: str | bytes) -> None:
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)


def own_files(folder: Path, named: Iterable[str] = ()) -> Iterator[Path]:
    """Yield a plan's own files: only its known folders, so that a home folder is not read whole.

    `named` are the paths of files that lie elsewhere in its folder.
    """
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


def _files(root: Path) -> Iterator[Path]:
    for path in [root] if root.is_file() else sorted(root.rglob("*")):
        if "__pycache__" not in path.parts and path.is_file():
            yield path
