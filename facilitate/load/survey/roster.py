"""Who takes part, as an export may call them: a plan's pairs, roles and choices of sharing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from facilitate.load.tables.table import compared, slug
from facilitate.load.words import words_of
from facilitate.model import Programme
from facilitate.model.private import Share
from facilitate.structs import Struct, field

_UNIT = re.compile(r"\b(?:the|our|my|pair|team|service|ward|unit|department|no|number)\b")
_I_AM = re.compile(r"^(?:i am|i'm|my role is|we are)?\s*(?:the|an?|our)?\s+")
_DIGITS = re.compile(r"\d{1,18}")  # of thousands of digits Python makes no number
_SPONSORS = "sponsors"


class Roster(Struct):
    """Ids by what an export may say instead: a pair's service, a role's word, a form's choice.

    `known` says that a plan told them, so that what is not among them is nobody's.
    """

    pairs: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    sharing: Mapping[str, str] = field(default_factory=dict)
    known: bool = False

    def pair(self, cell: str) -> str:
        """Return the id of the pair that a cell names, or the empty text."""
        return self.pairs.get(pair_form(cell), "") or self.pairs.get(_bare(cell), "")

    def role(self, cell: str) -> str:
        """Return the id of the role that a cell names, or the empty text."""
        said = compared(cell).rstrip(".")
        return self.roles.get(said, "") or self.roles.get(_I_AM.sub("", said), "")

    def choice(self, cell: str) -> str:
        """Return the choice of sharing that a cell says, or the empty text."""
        said = compared(cell).rstrip(".")
        whole = self.sharing.get(said, "")
        # A tool may export the whole option: `Both of us. The two stand side by side.`
        return whole or self.sharing.get(re.split(r"[.:(]| - ", said)[0].strip(), "")

    def labels(self, kind: str, cells: Sequence[str]) -> dict[str, str]:
        """Return the id of each answer to who somebody is; the empty text where it is not clear."""
        if kind == "role":
            return {cell: self.role(cell) or self._else(cell) for cell in cells}
        if kind == "pair":
            return {cell: self.pair(cell) for cell in cells} if self.known else _own_ids(cells)
        return dict.fromkeys(cells, "")

    def kind_of(self, cells: Iterable[str]) -> str:
        """Return `pair`, `role` or `sharing` of a column whose answers all are; else nothing."""
        filled = [cell for cell in cells if cell.strip()]
        if filled and all(map(self.choice, filled)):
            return "sharing"
        if filled and self.known and all(map(self.role, filled)):
            return "role"
        named = [cell for cell in filled if self.pair(cell)]
        # One or the other is misspelt: the mapping asks what it stands for.
        mostly = len(set(named)) > 1 and len(named) * 3 >= len(filled) * 2
        return "pair" if self.known and mostly else ""

    def _else(self, cell: str) -> str:
        return "" if self.known or re.fullmatch(r"[A-Za-z]?\d{1,4}", cell) else slug(cell)


def roster_of(programme: Programme | None) -> Roster:
    """Return the roster of a programme; without one the choices of sharing alone are known."""
    if programme is None:
        return Roster(sharing=_choices("en-GB", ()))
    sharing = _choices(programme.says.language, programme.says.roles)
    return Roster(_pairs(programme), _roles(programme), sharing, known=True)


def _choices(language: str, roles: Iterable[str]) -> dict[str, str]:
    """Return each choice by its own words and the form's, whatever a partner is called."""
    found = {compared(choice): choice for choice in get_args(Share)}
    partners = ("partner", "your partner", "my partner", *roles)
    for one in words_of(language)["sharing choices"]:
        for partner in partners:
            found[compared(one["name"].format(partner=partner))] = one["is"]
    return found


def _pairs(programme: Programme) -> dict[str, str]:
    names = {_SPONSORS: {_SPONSORS}, "sponsor": {_SPONSORS}}
    for key, pair in programme.pairs.items():
        for name in (key, pair.service):
            for form in (pair_form(name), _bare(name)):
                names.setdefault(form, set()).add(key)
    return _single(names)


def _roles(programme: Programme) -> dict[str, str]:
    names: dict[str, set[str]] = {}
    for key, words in programme.says.roles.items():
        for name in (key, key.replace("-", " "), words.one, words.many):
            names.setdefault(compared(name), set()).add(key)
    for person in programme.people:
        for name in (person.title, "" if person.pair else person.id):
            names.setdefault(compared(name), set()).add(person.role if person.pair else person.id)
    return _single(names)


def pair_form(text: str) -> str:
    """Return a pair's name as it is compared: `P01`, `p-1` and `P 1` are one."""
    plain = re.sub(r"[\W_]+", " ", compared(text)).strip()
    joined = re.sub(r"(?<=[a-z]) (?=\d)", "", plain)
    return _DIGITS.sub(lambda found: str(int(found[0])), joined)


def _bare(text: str) -> str:
    """Return a pair's name without words such as `team`, and of `Pair 1` and `P01` the number."""
    words = " ".join(_UNIT.sub(" ", pair_form(text)).split())
    return re.sub(r"^[a-z]+ ?(?=\d+$)", "", words)


def _own_ids(cells: Sequence[str]) -> dict[str, str]:
    """Return ids made of the answers; one pair's get that with most digits."""
    ids: dict[str, str] = {}
    for cell in sorted(cells, key=lambda one: (sum(map(str.isdigit, one)), -len(one))):
        ids[pair_form(cell)] = slug(cell)
    return {cell: ids[pair_form(cell)] for cell in cells}


def _single(found: Mapping[str, set[str]]) -> dict[str, str]:
    """Return what stands for one thing alone."""
    return {name: next(iter(ids)) for name, ids in found.items() if name and len(ids) == 1}
