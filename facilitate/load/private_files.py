"""What a programme's folder holds about people: one list for the data map and for `purge`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

STOCK_TAKES = "private/stock-takes"


@dataclass(frozen=True, slots=True)
class Kept:
    """Files of one kind: a key for its words, how people are told of it, what it is found by.

    `goes` says that `purge` deletes it; the rest is the organiser's, or was handed out.
    """

    key: str
    told: str
    patterns: tuple[str, ...] = ()
    goes: bool = True


KEPT: tuple[Kept, ...] = (
    Kept("answers", f"NAME.answers.csv in {STOCK_TAKES}/", (f"{STOCK_TAKES}/*.answers.csv",)),
    Kept("mapping", f"NAME.mapping.yaml in {STOCK_TAKES}/", (f"{STOCK_TAKES}/*.mapping.yaml",)),
    Kept(
        "voices",
        f"voices.csv, coded.csv in {STOCK_TAKES}/",
        (f"{STOCK_TAKES}/voices.*", f"{STOCK_TAKES}/coded.*"),
    ),
    Kept(
        "ledger",
        "ledger.csv, ledger.key in private/",
        (f"{STOCK_TAKES}/ledger.csv", "private/ledger.key"),
    ),
    Kept("exports", f"other files in {STOCK_TAKES}/", (f"{STOCK_TAKES}/**/*",)),
    Kept("identity", "identity-words.txt in private/", ("private/identity-words.txt",)),
    Kept("sharing", "sharing.yaml in private/", ("private/sharing.yaml",)),
    Kept("access", "access.yaml in private/", ("private/access.yaml",)),
    Kept("identities", "identities.yaml in private/", ("private/identities.yaml",)),
    Kept("programme", "programme.yaml, actions.yaml", goes=False),
    Kept("group", "out/DAY/group/, sponsors/", goes=False),
    Kept("pairs", "out/DAY/pairs/, print/", goes=False),
    Kept("people", "out/DAY/people/", goes=False),
    Kept("facilitator", "out/DAY/facilitator/", goes=False),
)
"""In the order of the data map; a file belongs to the first kind that finds it."""


def private_files(folder: Path) -> Iterator[tuple[Kept, Path]]:
    """Yield every file that `purge` deletes with its kind, in the order of the data map."""
    seen: set[Path] = set()
    for kept in KEPT:
        for pattern in kept.patterns if kept.goes else ():
            for path in sorted(folder.glob(pattern)):
                # A link is not followed: what it leads to is not ours to delete.
                if path not in seen and (path.is_symlink() or path.is_file()):
                    seen.add(path)
                    yield kept, path
