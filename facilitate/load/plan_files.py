"""Which files make up a plan, and which of them hold something about people."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from facilitate.faults import Fault, Place, nearest
from facilitate.files import linked_away
from facilitate.load.yaml_text import read_file
from facilitate.load.yaml_values import YamlText
from facilitate.structs import Struct

_OF_A_BRAND = re.compile(r"[_ -]*(?:brand|logo)|[^~].*\.(?:potx|dotx)$", re.IGNORECASE)


class NotThere(Exception):  # noqa: N818  a wrong path is the user's, and ends with exit code 2
    """A path typed on the command line is not there; `near` is the nearest one, or empty."""

    def __init__(self, path: Path, near: str = "", why: str = "") -> None:
        super().__init__(str(path))
        self.path, self.near, self.why = path, near, why


class PlanFiles(Struct):
    """The files of a plan, read.

    `folder` is the programme's. For a single file `programme` and the only day are the same
    source. `days` are (stem, source) in order; `chosen` is the stem of the one agenda that was
    asked for, or empty for all.
    """

    folder: Path
    programme: YamlText
    days: tuple[tuple[str, YamlText], ...]
    single: bool
    chosen: str = ""


def find(path: Path) -> PlanFiles:
    """Return the plan's files for a folder or file; raise `NotThere` if nothing is there.

    A programme's away days are read later, since their paths stand inside it; here `days` then
    holds only an agenda that was asked for by name.
    """
    if not path.exists():
        raise NotThere(path, name_near(path))
    if path.is_dir():
        return _in_folder(path)
    if not path.is_file():
        raise NotThere(path, "", "It is no plain file; a plan is a file of text.")
    if path.suffix.casefold() in {".csv", ".tsv"}:
        why = "It is a table, and no plan. Take it in with: facilitate new NAME --people FILE"
        raise NotThere(path, "", why)
    kind, source = _peek(path)
    if kind == "single":
        return PlanFiles(path.parent, source, ((path.stem, source),), single=True)
    if kind == "day":
        return _of_day(path, source)
    keys = {way[0] for way in source.keys if len(way) == 1}
    if "pairs" not in keys and path.name != "programme.yaml":
        _raise_if_a_part(path.resolve(), path)
    return PlanFiles(path.parent, source, (), single=False)


def _raise_if_a_part(whole: Path, path: Path) -> None:
    """Raise `NotThere` for a file that is no plan and lies in the folder of one, or below it."""
    around = next((one for one in whole.parents[:3] if _holds_a_plan(one, whole)), None)
    if around is not None:
        why = f"It is a part of a programme, and no plan. Name the programme: {around}"
        raise NotThere(path, "", why)


def _holds_a_plan(folder: Path, path: Path) -> bool:
    """Say whether a folder holds a plan beside a path."""
    if (folder / "programme.yaml").is_file():
        return folder / "programme.yaml" != path
    return any(plan != path for plan, _ in _single_plans(folder))


def format_path(path: Path, folder: Path) -> str:
    """Return a path as people are told it: from the programme's folder if it is inside."""
    try:
        return path.relative_to(folder).as_posix()
    except ValueError:
        return path.as_posix()


def not_of_the_kind(path: Path, name: str, *, folder: bool = False) -> Iterator[Fault]:
    """Yield a fault of what stands where a file of ours is read, or a `folder`, and is none."""
    if path.is_dir() if folder else path.is_file():
        return
    if path.exists():
        is_what = "is a folder" if path.is_dir() else "is no folder" if folder else "is no file"
    elif path.is_symlink():
        is_what = "is a link that leads nowhere"
    else:
        return
    kind = "folder" if folder else "file"
    yield Fault(
        code="P160",
        message=f"{name} {is_what}, and a {kind} of that name is read.",
        hint="Move it away, or give it another name.",
        place=Place(name),
    )


def link_faults(folder: Path | None, paths: Iterable[Path]) -> tuple[Fault, ...]:
    """Return a fault for each link that stands where a programme's own file is to be written.

    What the owner keeps elsewhere is read through links; written is only what lies in the folder.
    Without a folder, no file is a programme's own.
    """
    if folder is None:
        return ()
    links = dict.fromkeys(filter(None, (linked_away(path, folder) for path in paths)))
    return tuple(
        Fault(
            code="C312",
            message=f"{name} is a link, and nothing is written through a link.",
            hint="Put the file or folder itself there. To keep everything on another disk, move "
            "the whole programme to it.",
            place=Place(name),
        )
        for name in (link.relative_to(folder.absolute()).as_posix() for link in links)
    )


def _in_folder(folder: Path) -> PlanFiles:
    programme = folder / "programme.yaml"
    if programme.is_file():
        return find(programme)
    hidden = extra_ending(programme)
    if hidden:
        why = f"{hidden} should be called programme.yaml: the editor added an ending. Rename it."
        raise NotThere(programme, hidden, why)
    plans = _single_plans(folder)
    if len(plans) > 1:
        names = ", ".join(path.name for path, _ in plans)
        why = f"This folder holds several plans. Name one of them: {names}"
        raise NotThere(folder, "", why)
    for path, source in plans:
        return PlanFiles(folder, source, ((path.stem, source),), single=True)
    broken = [path for path in _visible(folder) if _is_yaml(path) and _peek(path)[1].data is None]
    if len(broken) == 1 and folder.resolve().name != "agendas":
        return find(broken[0])  # what is wrong in it is told, and not that no plan is there
    above = [one for one in folder.resolve().parents[:3] if (one / "programme.yaml").is_file()]
    if above and folder.resolve().name == "agendas":
        return _in_folder(above[0])
    why = "This folder holds no programme.yaml and no plan. Start one with: facilitate new NAME"
    files = filter(_is_yaml, _visible(folder))
    programmes = [path.name for path in files if ("pairs",) in _peek(path)[1].keys]
    if len(programmes) == 1:
        why = f"{programmes[0]} should be called programme.yaml. Rename it."
    office = [one.name for one in _visible(folder) if one.suffix.casefold() in {".docx", ".xlsx"}]
    if office:
        why = f"This folder holds no plan. If it is {office[0]}, take its table in with: "
        why += "facilitate new NAME --agenda FILE --people FILE"
    below = " or ".join(sorted(str(one.parent) for one in folder.glob("*/programme.yaml")))
    if above or below:
        where = f"around it: {above[0]}" if above else f"in it: {below}"
        why = f"This folder holds no plan. Name the programme {where}"
    raise NotThere(programme, name_near(programme), why)


def _single_plans(folder: Path) -> list[tuple[Path, YamlText]]:
    """Return the files of a folder that hold a day with its pairs; without one, what holds a day.

    A day without pairs is a plan whose pairs are still missing.
    """
    read_files = [(path, *_peek(path)) for path in _visible(folder) if _is_yaml(path)]
    for kind in ("single", "day"):
        found = [(path, source) for path, what, source in read_files if what == kind]
        if found and (kind == "single" or folder.resolve().name != "agendas"):
            return found
    return []


def _is_yaml(path: Path) -> bool:
    return path.suffix.casefold() in {".yaml", ".yml"} and path.is_file()


def extra_ending(path: Path) -> str:
    """Return the name of a file that differs from this one by its ending alone, or nothing."""
    for ending in (".yaml.txt", ".yml", ".txt", ".yaml.yaml"):
        other = path.with_name(path.stem + ending)
        if other.is_file():
            return other.name
    return ""


def _of_day(path: Path, source: YamlText) -> PlanFiles:
    path = path.resolve()
    for folder in (path.parent.parent, path.parent):
        programme = folder / "programme.yaml"
        if programme.is_file() and programme != path:
            found = read_file(programme, programme.name)
            again = read_file(path, format_path(path, folder))
            return PlanFiles(folder, found, ((path.stem, again),), single=False, chosen=path.stem)
    return PlanFiles(path.parent, source, ((path.stem, source),), single=True)


def _peek(path: Path) -> tuple[Literal["single", "day", "programme"], YamlText]:
    """Return what kind of plan a file is by its top keys, and the file read."""
    source = read_file(path, path.name)
    keys = {str(way[0]) for way in source.keys if len(way) == 1}
    alone = path.name != "programme.yaml" or not any(path.parent.glob("agendas/*.yaml"))
    of_day = "agenda" in keys or {"date", "start"} <= keys
    if of_day and "away days" not in keys and (alone or "pairs" in keys):
        return ("single" if "pairs" in keys else "day"), source
    return "programme", source


def name_near(path: Path) -> str:
    """Return the name of the file beside a path that is most like its own, or nothing."""
    folder = path.parent if path.parent.is_dir() else Path()
    if path.with_name(f"{path.name}.yaml").is_file():
        return f"{path.name}.yaml"
    return nearest(path.name, (entry.name for entry in _visible(folder)))


def brand_traces(folder: Path) -> list[Path]:
    """Return what beside a programme speaks of an organisation's look; in most there is nothing."""
    return [one for one in _visible(folder) if _OF_A_BRAND.match(one.name)]


def _visible(folder: Path) -> Iterable[Path]:
    return (entry for entry in sorted(folder.iterdir()) if not entry.name.startswith("."))


STOCK_TAKES = "private/stock-takes"


End = Literal["deleted", "listed", "by hand", "stays"]
Of = Literal["", "stock take", "questionnaire"]
Holds = Literal[
    "rows",
    "lines",
    "text",
    "figures",
    "as it came",
    "by id",
    "sets",
    "copies",
    "plan",
    "pages",
    "unread",
]
"""How files of a kind say whose something is; `audit.held` reads each of these.

By rows with an id, lines with a code, plain text, pseudonyms, whatever came in, entries
under an id, readers of printed sheets, folders of one person, the plan itself, the reader of a
finished file; or no program can tell.
"""


class DataKind(Struct):
    """What is held of people, of one kind: a key for its words, where it lies, what finds it.

    `holds` says how one person's part of it is found. `end` says how it ends: `audit purge` deletes
    it, lists it for you to delete, or names it, since no program sees it; or it stays, because it
    is the organiser's or was for everyone. It is there only where there is what it is `of`, if that
    is said.
    """

    key: str
    where: str
    holds: Holds
    patterns: tuple[str, ...] = ()
    end: End = "deleted"
    of: Of = ""


def _in_private(key: str, name: str, holds: Holds, of: Of = "") -> DataKind:
    return DataKind(key, f"{name} in private/", holds, (f"private/{name}",), of=of)


def _in_takes(key: str, name: str, holds: Holds, *patterns: str, of: Of) -> DataKind:
    found = tuple(f"{STOCK_TAKES}/{pattern}" for pattern in patterns)
    return DataKind(key, f"{name} in {STOCK_TAKES}/", holds, found, of=of)


DATA_MAP: tuple[DataKind, ...] = (
    _in_takes("answers", "NAME.answers.csv", "rows", "*.answers.csv", of="questionnaire"),
    _in_takes("mapping", "NAME.mapping.yaml", "text", "*.mapping.yaml", of="questionnaire"),
    _in_takes("voices", "voices.csv, coded.csv", "lines", "voices.*", "coded.*", of="stock take"),
    _in_private("codebook", "codebook.yaml", "text", "stock take"),
    DataKind(
        "ledger",
        "ledger.csv, ledger.key in private/",
        "figures",
        (f"{STOCK_TAKES}/ledger.csv", "private/ledger.key"),
        of="stock take",
    ),
    _in_takes("checked", "to-check/", "as it came", "to-check/*", of="stock take"),
    _in_takes("exports", "other files", "as it came", "**/*", of="questionnaire"),
    DataKind(
        "returned",
        "filled-in forms and their table, the survey, e-mails",
        "unread",
        end="by hand",
        of="questionnaire",
    ),
    DataKind("paper", "on paper", "unread", end="by hand"),
    _in_private("identity", "identity-words.txt", "text", "stock take"),
    _in_private("sharing", "sharing.yaml", "by id"),
    _in_private("access", "access.yaml", "by id"),
    _in_private("contacts", "contacts.yaml", "by id"),
    _in_private("identities", "identities.yaml", "by id"),
    DataKind("printed", "printed/DAY.json in private/", "sets", ("private/printed/*.json",)),
    DataKind("shown", "shown/DAY/ in private/", "pages", ("private/shown/**/*",), of="stock take"),
    DataKind("requests", "requests/ in private/", "copies", ("private/requests/**/*",)),
    DataKind("others", "other files in private/", "as it came", ("private/**/*",)),
    DataKind("programme", "programme.yaml, actions.yaml", "plan", end="stays"),
    DataKind("group", "out/DAY/group/", "pages", end="stays"),
    DataKind("pairs", "out/DAY/pairs/, print/", "pages", end="listed"),
    DataKind("people", "out/DAY/people/, sponsors/, coaches/, send/", "pages", end="listed"),
    DataKind("facilitator", "out/DAY/facilitator/, now/", "pages", end="listed"),
    DataKind("copies", "backups, other copies", "unread", end="by hand"),
)
"""All that is held of people, in the order of the data map: the one list that the notice, the data
map, the pack and `audit purge` are made from. A file belongs to the first kind that finds it.
"""


def private_files(folder: Path) -> Iterator[tuple[DataKind, Path]]:
    """Yield every file that `purge` deletes with its kind, in the order of the data map."""
    seen: set[Path] = set()
    for kind in DATA_MAP:
        for pattern in kind.patterns:
            for path in sorted(folder.glob(pattern)):
                # A link is not followed: what it leads to is not ours to delete.
                if path not in seen and (path.is_symlink() or path.is_file()):
                    seen.add(path)
                    yield kind, path
