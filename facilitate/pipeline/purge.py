"""Deleting what is past its date: what goes, and what was built from it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from facilitate.faults import Fault
from facilitate.files import lies_inside
from facilitate.load.plan import Plan
from facilitate.load.plan_files import DATA_MAP, DataKind, private_files
from facilitate.out.manifest import NAME, read_manifest


@dataclass(frozen=True, slots=True)
class Purge:
    """What would be deleted, kind by kind, the built files that may carry answers, and the rest.

    `by_hand` says where what no program sees may lie.
    """

    files: tuple[tuple[DataKind, Path], ...]
    built: tuple[Path, ...]
    by_hand: tuple[str, ...]


def purge_of(plan: Plan, outs: Iterable[Path]) -> Purge:
    """Return what a purge deletes and lists; nothing is deleted yet.

    `outs` are the folders that builds were written to. Of a day all is listed that is not the whole
    group's: print packs, run sheets of a day that ran late, copies kept beside edited files.
    """
    built = [path for out in outs for path in _built(out)]
    by_hand = tuple(kind.where for kind in DATA_MAP if kind.end == "by hand")
    return Purge(tuple(private_files(plan.folder)), tuple(dict.fromkeys(built)), by_hand)


def link_faults(purge: Purge, folder: Path) -> Iterator[Fault]:
    """Yield a fault for what a purge cannot answer for, because a link leads out of the folder.

    Behind a folder that is a link lie files that may serve something else: an error. A file that
    is a link goes, and what it leads to stays: a warning.
    """
    for way in dict.fromkeys(path.parent for _, path in purge.files):
        if not lies_inside(way, folder):
            yield Fault(
                code="C307",
                message=f"{way.relative_to(folder)} is a link out of the folder, so nothing there "
                "is deleted.",
                hint="Delete the answers where they lie, and take the link away.",
            )
    for _, path in purge.files:
        if path.is_symlink() and lies_inside(path.parent, folder):
            yield Fault(
                code="C308",
                severity="warning",
                message=f"{path.relative_to(folder)} is a link: what it leads to stays.",
                hint="Delete that file too, if answers are in it.",
            )


def _built(out: Path) -> list[Path]:
    """Return what lies in the days' folders, but for what was made for the whole group."""
    found: list[Path] = []
    for manifest_path in sorted(out.glob(f"*/{NAME}")):
        folder = manifest_path.parent
        manifest = read_manifest(folder)
        entries = manifest.files if manifest else ()
        open_to_all = {folder / one.path for one in entries if not one.personal}
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        found += [path for path in files if path not in {*open_to_all, manifest_path}]
    return found


def carry_out(purge: Purge, folder: Path) -> tuple[Path, ...]:
    """Delete the files, and folders below `private/` that are then empty; return what went.

    Raises `OSError` at the first file that cannot be deleted; those before it are gone.
    """
    gone = []
    for _, path in purge.files:
        path.unlink()
        gone.append(path)
    private = folder / "private"
    for below in sorted((p for p in private.rglob("*") if p.is_dir()), reverse=True):
        if not any(below.iterdir()):
            below.rmdir()
    return tuple(gone)
