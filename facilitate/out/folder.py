"""A day's output folder: locked while it is built; new files written beside, then moved."""

import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from facilitate.faults import Fault, Place
from facilitate.files import (
    OWNER_ONLY,
    TEMPORARY,
    flush_folder,
    lies_inside,
    locks,
    make_folder,
    naming,
    not_to_guess,
    write_new,
    write_whole,
)
from facilitate.out.manifest import NAME, Entry, Manifest, PageFacts, read_manifest, sha256_of
from facilitate.structs import Struct, replace

WAIT_S = 5.0
LOCK_FILE = ".lock"


class BusyError(RuntimeError):
    """Another build is at work in this folder; `process` is its number."""

    def __init__(self, process: str) -> None:
        super().__init__(f"another build (process {process or 'unknown'}) is at work here")
        self.process = process


@contextmanager
def locked(folder: Path, *, wait_s: float = WAIT_S) -> Iterator[None]:
    """Hold the folder's lock; wait a little for another build, then raise `BusyError`.

    A process that dies lets go of its lock; the file that it leaves behind stops nobody.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LOCK_FILE
    until = time.monotonic() + wait_s
    while (handle := _taken(path)) is None:
        if time.monotonic() > until:
            raise BusyError(_owner(path))
        time.sleep(0.05)
    try:
        yield
    finally:
        if sys.platform != "win32":  # there, a file that is open cannot be removed
            path.unlink(missing_ok=True)
        os.close(handle)
        with suppress(OSError):
            if sys.platform == "win32":
                path.unlink()


def _taken(path: Path) -> int | None:
    """Return the open lock file, which names this process, or None if another one holds it."""
    try:
        if path.is_symlink() or (path.is_file() and path.stat().st_nlink > 1):
            path.unlink()  # it would name this process in a file somewhere else
        handle = os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), OWNER_ONLY)
    except PermissionError:
        if path.exists():
            return None  # on Windows: being removed at this moment
        raise
    if not locks(handle) or not _is_still(handle, path):
        os.close(handle)
        return None
    os.ftruncate(handle, 0)
    os.write(handle, str(os.getpid()).encode())
    return handle


def _is_still(handle: int, path: Path) -> bool:
    """Say whether the open file is still the one in the folder, and was not removed meanwhile."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


def _owner(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


LEAST_FREE_BYTES = 40_000_000
"""What the example's largest day takes, twice over, since files are written beside first."""


def ensure_space(folder: Path) -> None:
    """Make the folder, or raise the `OSError` that a build would meet half-way."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        pass
    if shutil.disk_usage(folder).free < LEAST_FREE_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))


BUILDING = ".building-"
"""How the name of a folder begins in which new files are written; nobody can guess how it ends."""


def leftovers(out: Path) -> Iterator[Path]:
    """Yield what a stopped build has left in an output folder's days: half-made folders, files."""
    for day in (out, *out.glob("*")):
        if day.is_dir() and not day.is_symlink():
            yield from day.glob(f"{BUILDING}*")
            yield from day.glob(f".{NAME}.*{TEMPORARY}")


def clear(out: Path) -> None:
    """Remove what a stopped build has left; whoever does it holds the folder's lock."""
    for path in list(leftovers(out)):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()


class StagedFile(Struct):
    """A file of this build: its entry, and whether new bytes lie in `.building`."""

    entry: Entry
    fresh: bool


class Staging:
    """A day's folder while it is being built: new files beside, the old manifest at hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.building = folder / f"{BUILDING}{not_to_guess()}"
        self.before = read_manifest(folder)
        self.known: dict[str, tuple[Entry, ...]] = {}
        for entry in (*self.before.files, *self.before.pending) if self.before else ():
            self.known[entry.path] = (*self.known.get(entry.path, ()), entry)
        self.made: list[StagedFile] = []
        self.sheets: list[Entry] = []
        self.pages: dict[str, PageFacts] = {}

    def start(self) -> None:
        """Make the folder that new files are written to; nobody else may look into it."""
        make_folder(self.folder)
        make_folder(self.building, private=True)

    def kept(self, path: str, key: str) -> Entry | None:
        """Return the old entry if the file is there, unedited, and made from the same key."""
        for old in self.known.get(path, ()):
            if old.key == key and sha256_of(self.folder / path) == old.sha256:
                return old
        return None

    def keep(self, entry: Entry) -> None:
        """Record that a file stays as it is."""
        self.made.append(StagedFile(entry, fresh=False))

    def write(self, entry: Entry, data: bytes) -> None:
        """Write a new file beside, flushed to the disk."""
        target = self.building / entry.path
        if target.exists():
            raise RuntimeError(f"two files of one build are called {entry.path}")
        make_folder(target.parent, private=entry.personal)
        with naming(self.folder / entry.path):
            write_new(target, data, private=entry.personal)
        self.made.append(StagedFile(entry, fresh=True))

    def current(self, path: str) -> Path:
        """Return where a file of this build lies now, new or kept."""
        beside = self.building / path
        return beside if beside.exists() else self.folder / path

    def take_over(self, path: str) -> None:
        """Count a file as ours as it lies there: what was written into it is carried on."""
        for old in self.known.get(path, ())[:1]:
            there = replace(old, key="", sha256=sha256_of(self.folder / path))
            self.known[path] = (*self.known[path], there)

    def drop(self) -> None:
        """Give the build up: nothing was changed."""
        drop(self.folder)


def in_the_way(folder: Path, paths: Iterable[str]) -> tuple[Fault, ...]:
    """Return a fault for whatever keeps these files from being written into a folder.

    On the way to them a link to elsewhere or a file, and a folder that is called as one of them.
    """
    files = sorted(set(paths))
    homes = [PurePosixPath(home) for home in {path.rpartition("/")[0] for path in files}]
    found: list[Fault] = []
    links: list[PurePosixPath] = []
    for way in sorted({way for home in homes for way in (home, *home.parents)}):
        if any(link in way.parents for link in links):
            continue  # it is told already
        here = folder / way
        # All above lies inside, so only a link can lead elsewhere; a junction is not told as one.
        linked = here.is_symlink() or sys.platform == "win32"
        if linked and not lies_inside(here, folder):
            links.append(way)
            fault = Fault(
                code="O105",
                message=f"{way} is a link that leads elsewhere, and nothing is written there.",
                hint="Put the folder itself there."
                if way.parts[:1] == ("private",)
                else "Take the link away, or name that folder with --out.",
                place=Place(str(way)),
            )
            found.append(fault)
        elif not here.is_dir() and here.exists():
            found.append(_wanted(folder, way, "file", "folder"))
    found += [_wanted(folder, way, "folder", "file") for way in files if (folder / way).is_dir()]
    return tuple(found)


def _wanted(folder: Path, way: PurePosixPath | str, there: str, wanted: str) -> Fault:
    name = folder.name if way == PurePosixPath() else str(way)
    return Fault(
        code="O106",
        message=f"{name} is a {there}, and a {wanted} of that name is to be written.",
        hint=f"Move that {there} away, and build again.",
        place=Place(name),
    )


def drop(folder: Path) -> None:
    """Clear a build that was given up from a day's folder, and the folder if nothing is left."""
    if not lies_inside(folder, folder.parent):
        return
    clear(folder)
    with suppress(OSError):
        folder.rmdir()


def settle(staging: Staging, manifest: Manifest, *, force: bool) -> tuple[Fault, ...]:
    """Move the new files into place, remove what is no longer wanted, write the manifest last.

    A file edited by hand stays; the new one lies beside it as `NAME.new.EXT`, and so says a
    warning. With `force` it is overwritten.
    """
    folder = staging.folder
    faults: list[Fault] = []
    fresh = tuple(made.entry for made in staging.made if made.fresh)
    wanted = manifest.by_path()
    stale = [olds for path, olds in staging.known.items() if path not in wanted]
    if fresh or stale:
        before = staging.before or Manifest(manifest.day, "", ())
        pending = (*before.pending, *fresh)
        _write_manifest(folder, replace(before, inputs="", days=manifest.days, pending=pending))
    try:
        stuck = [error for entry in fresh if (error := _tried(staging, entry, faults, force=force))]
        if stuck:
            raise stuck[0]
        for olds in stale:
            _remove(folder, olds)
        for changed in {folder, *((folder / entry.path).parent for entry in fresh)}:
            flush_folder(changed)
        _write_manifest(folder, manifest)
    finally:
        shutil.rmtree(staging.building, ignore_errors=True)
    return tuple(faults)


def _tried(
    staging: Staging, entry: Entry, faults: list[Fault], *, force: bool
) -> PermissionError | None:
    """Move a file into place; return the error if it is open elsewhere, so that others go on."""
    try:
        faults += _move(staging, entry, force=force)
    except PermissionError as error:
        return PermissionError(error.errno, error.strerror, str(staging.folder / entry.path))
    return None


def _move(staging: Staging, entry: Entry, *, force: bool) -> Iterable[Fault]:
    target = staging.folder / entry.path
    olds = staging.known.get(entry.path, ())
    make_folder(target.parent, private=entry.personal)
    if not force and _edited(target, entry, olds):
        beside = _beside(target, {entry.sha256, *(old.sha256 for old in olds)})
        (staging.building / entry.path).replace(beside)
        yield Fault(
            code="O101",
            severity="warning",
            message=f"This file was changed by hand, so it was kept; the new one is {beside.name}.",
            hint="Compare the two, or build again with --force to take the new one.",
            place=Place(entry.path),
        )
        return
    (staging.building / entry.path).replace(target)
    spare = target.with_name(f"{target.stem}.new{target.suffix}")
    if sha256_of(spare) in {entry.sha256, *(old.sha256 for old in olds)}:
        with suppress(OSError):
            spare.unlink()


def _beside(target: Path, ours: set[str]) -> Path:
    """Return where the new file goes beside an edited one; never over one that was edited too."""
    for number in range(1, 100):
        mark = "new" if number == 1 else f"new-{number}"
        beside = target.with_name(f"{target.stem}.{mark}{target.suffix}")
        if not beside.exists() or sha256_of(beside) in ours:
            return beside
    return beside


def _edited(target: Path, entry: Entry, olds: tuple[Entry, ...]) -> bool:
    """Say whether the file there is neither what we wrote before nor what we would write now."""
    if not target.exists():
        return False
    return sha256_of(target) not in {entry.sha256, *(old.sha256 for old in olds)}


def _remove(folder: Path, olds: tuple[Entry, ...]) -> None:
    """Remove a file that is no longer wanted, unless somebody edited it."""
    path = folder / olds[0].path
    if not lies_inside(path.parent, folder):
        return
    if sha256_of(path) in {old.sha256 for old in olds}:
        path.unlink()
        for parent in path.parents:
            if parent == folder or any(parent.iterdir()):
                break
            parent.rmdir()


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    write_whole(folder / NAME, manifest.text().encode())
