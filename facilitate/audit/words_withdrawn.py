"""What people said, held to what earlier days showed of it: who has left, come, or taken back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from facilitate.audit.disclosure import Release, total

PARTS = "parts"
"""What the ledger calls how much each person had said when their words were shown."""

Parts = Mapping[str, int]
"""How much somebody has said, by kind: lines with a theme, entries of lists, cleared words."""

Said = Mapping[str, Parts]
"""The same of each person, by what the disclosure test calls them."""


def names_in_ledger(said: Said) -> Iterator[str]:
    """Yield every name by which `as_protected` and later days look these people up."""
    for person, parts in said.items():
        yield from (person, _with_less(person, parts), *_parts_of(person, parts, more=1))


def parts_shown(release_id: str, wave: str, said: Said) -> Release:
    """Return what later days need to see that somebody has taken something back."""
    parts = (name for person, parts in said.items() for name in _parts_of(person, parts))
    return total(release_id, wave, parts)


def as_protected(said: Said, wave: str, earlier: Iterable[Release]) -> dict[str, str]:
    """Return by person what the disclosure test is to call them.

    Whoever has said less than on a day that showed it goes by another name, so that to the test
    somebody has left and somebody has come: the numbers differ by what was taken back.
    """
    before = {name for one in earlier for of, name in one.weights if of == wave}
    return {
        person: _with_less(person, parts)
        if before.intersection(_parts_of(person, parts, more=1)) - set(_parts_of(person, parts))
        else person
        for person, parts in said.items()
    }


def _with_less(person: str, parts: Parts) -> str:
    return f"{person}, {sum(parts.values())} left"


def _parts_of(person: str, parts: Parts, *, more: int = 0) -> Sequence[str]:
    """Return a name for each part, numbered, so that the last is gone once there is one less."""
    return [
        f"{person}, {kind} {number}"
        for kind, many in parts.items()
        for number in range(1, many + more + 1)
    ]
