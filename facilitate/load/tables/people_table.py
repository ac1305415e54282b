"""Who takes part, from a table with a row for each person (pair, role, name) or for each pair."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from facilitate.faults import Fault, nearest
from facilitate.load.file_kinds import known_keys
from facilitate.load.ids import near_id
from facilitate.load.tables.people_columns import (
    MOST_MEMBERS,
    NO_ROLE,
    by_their_cells,
    mostly_names,
    one_person_a_row,
    several,
)
from facilitate.load.tables.plain_table import (
    PlainTable,
    headings_of,
    joined_headings,
    plain,
    read_plain_table,
)
from facilitate.load.tables.table import Record, compared, headings, slug
from facilitate.model.plan import NOBODY, VACANT, Pair
from facilitate.model.roles import plural_of
from facilitate.structs import replace

HEADINGS = headings_of(
    {
        "pair": "pair, pair id, pair name, pair no, pair number, partnership, working pair, dyad",
        "service": "service, service name, team, ward, department, unit, school, specialty, "
        "directorate, clinic, practice",
        "site": "site, location, place, hospital, campus, base, town",
        "role": "role, profession, role in pair, role in the pair, part, job role, function, "
        "funktion, fonction, rolle",
        "name": "name, names, full name, full names, person, people, participants, participant, "
        "member, who",
        "first name": "first name, forename, given name, christian name, preferred name, known as, "
        "vorname, prénom",
        "last name": "last name, surname, family name, nachname, nom",
        "title": "title, job title, job, post, position, job description",
        "e-mail": "e mail, e mails, email, emails, mail, mails, e mail address, email address, "
        "work email",
    }
)

_ELSEWHERE = dict.fromkeys(
    ["access", "allergies", "allergy", "diet", "dietary", "eats", "food", "needs", "requirements"],
    "What somebody eats or needs is written into private/access.yaml, by the person's id.",
)
"""Where that goes which is told in confidence and no table brings in."""
_COURTESY = frozenset(
    {"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "dame", "rev", "revd"}
)
_SPONSORS = frozenset({"sponsor", "sponsors", "executive sponsor", "senior sponsor"})
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")
_TITLE_BEHIND = re.compile(
    rf"^(.+, *)?([^,]+), *((?:{'|'.join(sorted(_COURTESY))})\.?)$", re.IGNORECASE
)
_TURNED = re.compile(
    rf"^([^\W\d][^\s,.]*), *((?:(?:{'|'.join(sorted(_COURTESY))})\.? )?[^\W\d][^\s,]*)$",
    re.IGNORECASE,
)
"""`Quartz, Ada`: a family name in front. After a whole name stands a title: `A. Quartz, head`."""
_MAY_BE_A_NAME = re.compile(r"[^\W\d_a-z]\S*(?: \S+)* [^\W\d_a-z]\S*")
"""`Ada Moss`, but also `Watch Commander`; `Watch commander` is none."""
_PAIR_KEYS = known_keys(Pair, ())
"""What a pair says of itself, so that no role can be called so."""


@dataclass(slots=True)
class PairEntry:
    """A pair of the table: its service and site, and name and job title of each role."""

    service: str = ""
    site: str = ""
    members: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class PeopleTable:
    """Pairs by id, sponsors (name and title) by id, the roles' words by key, addresses by id."""

    pairs: dict[str, PairEntry] = field(default_factory=dict)
    sponsors: dict[str, tuple[str, str]] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)


def role_keys(words: Iterable[str]) -> dict[str, str]:
    """Return roles by their keys from the words for one of each: `{business-manager: …}`."""
    keys: dict[str, str] = {}
    for word in words:
        if slug(word):
            keys[_free_id(slug(word), [*_PAIR_KEYS, *keys])] = " ".join(word.split())
    return keys


def _free_id(word: str, taken: Iterable[str]) -> str:
    """Return an id that files can bear and that is not taken: the word, else with a number."""
    base, used = near_id(word, ()), set(taken)
    return next(one for one in (base, *(f"{base}-{n}" for n in range(2, 999))) if one not in used)


def read_people(
    data: bytes, file: str, roles: Sequence[str] = ()
) -> tuple[PeopleTable | None, tuple[Fault, ...]]:
    """Return who takes part, and what was not understood, each with its cell.

    Without `roles` they are those of the table's own column, in the order in which they come.
    None where no table of people is in the file.
    """
    table, faults = read_plain_table(data, file, HEADINGS, ())
    if table is None:
        unknown, more = read_plain_table(data, file, HEADINGS, (), any_words=True)
        table = _with_services_first(unknown, roles) if unknown else None
        if table is None:
            return None, (_no_role_heads(unknown, roles),) if unknown and roles else faults
        service = table.columns["service"]
        faults = (*more, table.taken_as(service, "what each pair runs", _IF_ANOTHER))
    if not table.rows:
        return None, (table.unusable("Nobody stands below the headings.", _ONE_EACH),)
    seats = _seats(table, roles)
    if not seats and _continues(table):
        below = joined_headings(table.header, table.rows[0])
        lower = replace(table, header=below, rows=table.rows[1:])
        seats = _seats(lower, roles)
        table = lower if seats else table
    if seats:
        seated = {column for seat in seats.values() for column in seat.values()}
        table, told = _with_service(table, seated)
        return _of_pairs(table, seats, roles, (*faults, *told))
    table, split = one_person_a_row(table)
    table, taken = by_their_cells(table)
    table, told = _with_service(table, ())
    faults = (*faults, *split, *taken, *told)
    named = {"name", "last name"} & set(table.columns)
    if not named or not {"pair", "service"} & set(table.columns):
        missing = "the names" if not named else "the pair or the service"
        hint = "Head the columns pair, service, role, name, title, e-mail."
        return None, (table.unusable(f"No column was found for {missing}.", hint),)
    reading = _PeopleReader(table, role_keys(roles))
    for record in table.rows:
        reading.take(record)
    if "role" not in table.columns and not roles:
        first, *rest = reading.found.roles.values() or reading.usual.values()
        message = "No column says the roles, so the people of each pair are called "
        message += f"{' and '.join([first, *rest])}, in this order."
        hint = 'Say your own words: --roles "head, business manager"'
        where = "name" if "name" in table.columns else "last name"
        reading.faults.append(table.fault(table.header, where, message, hint))
    return _found(reading, (*faults, *table.unread(_ELSEWHERE)))


def _no_role_heads(table: PlainTable, roles: Sequence[str]) -> Fault:
    words = ", ".join(text for text in table.header.cells if text.strip())
    message = f"Of the roles ({', '.join(roles)}) fewer than two are among the headings: {words}."
    return table.unusable(message, f"Head the columns of their names so: {', '.join(roles)}.")


_ONE_EACH = "Write one row for each person."


def _continues(table: PlainTable) -> bool:
    """Say whether the headings go on in the first row: `People` stands over `Doctor`, `Manager`."""
    first = table.rows[0]
    of_pair = [table.columns[key] for key in ("pair", "service") if key in table.columns]
    wide = [n for n, text in enumerate(first.cells) if text.strip() and not table.header.cell(n)]
    return bool(wide and of_pair) and not any(first.cell(one).strip() for one in of_pair)


def _with_services_first(table: PlainTable, roles: Sequence[str]) -> PlainTable | None:
    """Return a table of which no heading is known with its first column as what each pair runs.

    None unless two of the others are roles, and none of them is headed by what may be a name.
    """
    column = next(n for n, text in enumerate(table.header.cells) if text.strip())
    found = replace(table, columns={"service": column})
    named = [table.heading(seat["name"]) for seat in _seats(found, roles).values()]
    of_people = not roles and any(map(_MAY_BE_A_NAME.fullmatch, named))
    return found if named and not of_people else None


def _with_service(
    table: PlainTable, taken: Collection[int]
) -> tuple[PlainTable, tuple[Fault, ...]]:
    """Return the table with each hospital or campus as what a pair runs, if nothing else is.

    The first column is that, whatever its heading, where it says another thing in each row.
    """
    columns = dict(table.columns)
    if "site" not in columns or {"pair", "service"} & set(columns):
        return table, ()
    first = next((one for one in table.others() if one not in taken), columns["site"])
    words = [compared(row.cell(first)) for row in table.rows]
    if first >= columns["site"] or len({*words, ""}) <= len(words):
        columns["service"] = columns.pop("site")
        return replace(table, columns=columns), ()
    found = replace(table, columns={**columns, "service": first})
    return found, (found.taken_as(first, "what each pair runs", _IF_ANOTHER),)


_IF_ANOTHER = "If another column is, head that one: service."


def _found(
    reading: "_PeopleReader", faults: Sequence[Fault]
) -> tuple[PeopleTable | None, tuple[Fault, ...]]:
    found = reading.found
    if not any(pair.members for pair in found.pairs.values()):
        for one in reading.faults[:1]:
            message = f"Nobody could be taken. {one.message}"
            return None, (replace(one, code="P151", message=message, severity="error"),)
        return None, (reading.table.unusable("Nobody stands below the headings.", _ONE_EACH),)
    reading.look_for_halves()
    return found, (*faults, *reading.faults)


# ---------------------------------------------------------------------------- one row for each pair

Seat = dict[str, int]
"""The columns of one role in a table of pairs: `name`, and `title` and `e-mail` where there are."""


def _seats(table: PlainTable, roles: Sequence[str]) -> dict[str, Seat]:
    """Return the columns of each role where a row holds a whole pair; nothing where it does not.

    A role's column is headed by its word (`Doctor`, `Doctor name`), what belongs to it by the
    word too (`Doctor e-mail`); the word may stand above both, over several columns.
    """
    found: dict[str, Seat] = {}
    given = {compared(word) for word in roles} | {compared(plural_of(word)) for word in roles}
    for column, words in enumerate(_whole_headings(table)):
        word, key = _role_and_key(words)
        is_a_seat = word and word not in NO_ROLE and not _known(word)
        is_a_seat = is_a_seat and column != table.columns.get("service")
        if not is_a_seat or (given and word not in given):
            continue
        found.setdefault(word, {}).setdefault(key, column)
    found = {word: seat for word, seat in found.items() if "name" in seat}
    if not given:
        found = {
            word: seat
            for word, seat in found.items()
            if len(seat) > 1 or mostly_names(table, seat["name"])
        }
    own = {"name", "last name"} & set(table.columns)
    single = [column for key, column in table.columns.items() if key in own]
    taken = {column for seat in found.values() for column in seat.values()}
    return found if len(found) > 1 and all(column in taken for column in single) else {}


def _whole_headings(table: PlainTable) -> list[str]:
    """Return each column's heading, with the one that stands over several columns in front."""
    before = [one for one in table.table.records if one.row < table.header.row]
    cells = table.header.cells
    names = [plain(re.sub(r"[()]", " ", text)) for text in cells]
    over = before[-1].cells if before and len(set(filter(None, names))) < len(names) else ()
    found, last = [], ""
    for column, name in enumerate(names):
        here = plain(over[column]) if column < len(over) else ""
        last = here or (last if names.count(name) > 1 else "")
        found.append(f"{last} {name}".strip())
    return found


def _role_and_key(words: str) -> tuple[str, str]:
    """Return the role that a heading speaks of, and what of it: its name, title or e-mail."""
    for key in ("e-mail", "title", "name"):
        known = HEADINGS[key] if key != "title" else _TITLES
        for one in sorted(known, key=lambda words: (-len(words), words)):
            for pattern in (rf"(.+?)s? {one}", rf"{one} (?:of |for )?(?:the )?(.+)"):
                match = re.fullmatch(pattern, words)
                if match:
                    return match[1], key
    return ("", "") if _known(words) else (words, "name")


_TITLES = headings("job title, post, position, title, grade")
"""What stands beside a role for its job title; `job` and `job description` mean something else."""


def _known(words: str) -> bool:
    """Say whether a heading means something in a table with a row for each person."""
    return any(words in known for key, known in HEADINGS.items() if key != "role")


def _of_pairs(
    table: PlainTable, seats: dict[str, Seat], roles: Sequence[str], faults: Sequence[Fault]
) -> tuple[PeopleTable | None, tuple[Fault, ...]]:
    """Return who takes part where each row holds a pair."""
    shared = {
        key: table.columns[key] for key in ("pair", "service", "site") if key in table.columns
    }
    if not {"pair", "service"} & set(shared):
        message = "No column was found for the pair or the service."
        return None, (table.unusable(message, "Head one: service."),)
    read = {
        **shared,
        **{f"{word} {key}": n for word, one in seats.items() for key, n in one.items()},
    }
    unread = replace(table, columns=read).unread(_ELSEWHERE)
    reading = _PeopleReader(table, role_keys(roles))
    for record in table.rows:
        reading.start_row()
        filled = sum(bool(record.cell(seat["name"]).strip()) for seat in seats.values())
        for word, seat in seats.items():
            if filled > 1 and not record.cell(seat["name"]).strip():
                continue  # a third seat, which this pair has not
            reading.table = replace(table, columns={**shared, **seat})
            reading.take(record, word)
    return _found(reading, (*faults, *unread))


_SHORT = 5  # letters of a role, of which two that changed places are much


def _mistyped(role: str, known: Sequence[str]) -> str:
    """Return the role that another one is but for a letter or two, or nothing."""
    near = nearest(role, known, alike=0.75 if len(role) <= _SHORT else 0.8)
    whole = role in known or role == plural_of(near)
    return "" if whole or abs(len(near) - len(role)) > 1 else near


class _PeopleReader:
    """Takes one row after the other, keeping what was not understood."""

    def __init__(self, table: PlainTable, roles: dict[str, str]) -> None:
        self.table = table
        self.given = bool(roles)
        self.found = PeopleTable(roles=roles)
        self.faults: list[Fault] = []
        self.ids: dict[str, str] = {}
        self.first: dict[str, Record] = {}
        self.last, self.wide = "", False
        self.usual = roles or {"doctor": "doctor", "manager": "manager"}

    def start_row(self) -> None:
        """Begin a row that holds a whole pair: nothing above it says which one it is."""
        self.last, self.wide = "", True

    def look_for_halves(self) -> None:
        """Tell of two that are alone, in pairs whose words are nearly the same."""
        alone = {pair: one for pair, one in self.found.pairs.items() if len(one.members) == 1}
        for number, (pair, one) in enumerate(alone.items()):
            others = [
                word for word in list(alone)[:number] if not {*alone[word].members} & {*one.members}
            ]
            if near := nearest(pair, others, alike=0.8):
                message = (
                    f"one person stands at {one.service!r}, and one at {alone[near].service!r}."
                )
                hint = "If they are one pair, write both alike and bring the table in again."
                self._tell(self.first[pair], self._pair_column(), message, hint)

    def take(self, record: Record, role: str = "") -> None:
        """Take one person: a row's, or of a row with a whole pair the one of a role."""
        cell = self.table.cell
        name, title = self._name(record)
        service = cell(record, "service")
        if not any((name, service, role or cell(record, "role"), cell(record, "pair"))):
            return
        role = role or cell(record, "role")
        if compared(role) in _SPONSORS:
            self._sponsor(record, name, title)
            return
        pair_id = self._pair(record, service)
        if not pair_id:
            return
        pair = self.found.pairs[pair_id]
        for key, value in (("service", service), ("site", cell(record, "site"))):
            if value and getattr(pair, key) and value != getattr(pair, key):
                message = f"{value!r} is not what a row above says of this pair."
                hint = f"{getattr(pair, key)!r} was taken. One pair has one {key}."
                self._tell(record, key, message, hint)
            elif value:
                setattr(pair, key, value)
        key = self._role(record, role, pair, named=bool(name))
        if key and name:
            pair.members[key] = (name, title)
            self._address(record, f"{pair_id}-{key}")
        elif key:
            pair.members.setdefault(key, ("", ""))  # vacant, unless another row names somebody

    def _name(self, record: Record) -> tuple[str, str]:
        """Return the name and the job title; no name where the post is vacant."""
        cell = self.table.cell
        parts = (cell(record, "first name"), cell(record, "last name"))
        name = cell(record, "name") or " ".join(filter(None, parts))
        name = _TURNED.sub(r"\2 \1", _TITLE_BEHIND.sub(r"\1\3 \2", name))
        title = cell(record, "title")
        if compared(title).rstrip(".") in _COURTESY and name:
            starts = compared(name).startswith(f"{compared(title).rstrip('.')} ")
            name, title = (name if starts else f"{title} {name}"), ""
        fold = compared(name)
        is_no_name = fold in NOBODY or "@" in name or not re.search(r"[^\W\d_]", name)
        if name and is_no_name and fold not in VACANT:
            message = f"{name!r} was taken as a vacant post."
            self._tell(record, self._name_column(), message, "Write the name.")
        elif several(name):
            message = f"{name!r} looks like several people, and was taken as one."
            hint = "Write one name here, and each other in a row or a column of its own."
            self._tell(record, self._name_column(), message, hint)
        elif not name and cell(record, "e-mail"):
            message = "no name stands here beside an address, so the post is vacant."
            self._tell(record, self._name_column(), message, "Write the name.")
        return ("" if is_no_name else name), title

    def _sponsor(self, record: Record, name: str, title: str) -> None:
        known = self.found.sponsors
        sponsor = _free_id(f"sponsor-{len(known) + 1}", [*known, *self.found.pairs])
        if name:
            known[sponsor] = (name, title)
            self._address(record, sponsor)

    def _pair_column(self) -> str:
        return "pair" if "pair" in self.table.columns else "service"

    def _name_column(self) -> str:
        return "name" if "name" in self.table.columns else "last name"

    def _pair(self, record: Record, service: str) -> str:
        """Return the id of a row's pair: its own, its service's, else that of the row above."""
        key = self._pair_column()
        word = self.table.cell(record, key)
        if not word:
            if not self.last:
                self._tell(record, key, "no pair stands here.", "Write to which pair it belongs.")
            return self.last
        place = "" if key == "pair" else self.table.cell(record, "site")
        fold = compared(f"{word} {place}")
        if fold not in self.ids:
            base = slug(service) if slug(word).isdigit() and service else slug(word)
            base = f"pair-{base}" if not base or base.isdigit() else base
            taken = [*self.found.pairs, *self.found.sponsors, *self.usual, *self.found.roles]
            self.ids[fold] = _free_id(base, taken)
            self.first[self.ids[fold]] = record
            self.found.pairs[self.ids[fold]] = PairEntry(
                service=service or ("" if slug(word).isdigit() else word)
            )
        self.last = self.ids[fold]
        return self.last

    def _role(self, record: Record, role: str, pair: PairEntry, *, named: bool) -> str:
        """Return the key of the role that a row says, or nothing where it cannot be taken."""
        where = next(
            key for key in ("role", "name", *self.table.columns) if key in self.table.columns
        )
        before = list(self.found.roles)
        key = self._role_key(role) if role else ""
        if key and key not in before and (meant := _mistyped(key, [*self.usual, *before])):
            message = f"{role!r} was taken as a role of its own."
            hint = f"If it is {meant!r}, write it so and bring the table in again."
            self._tell(record, where, message, hint)
        if not role:
            key = next((one for one in self.usual if one not in pair.members), "")
            if key:
                self.found.roles.setdefault(key, self.usual[key])
            if not key:
                usual = " and a ".join(self.usual)
                message = f"the pair has a {usual} already, so the row is left out."
                hint = "Look whether the pair is the right one, or head a column: role."
                self._tell(record, where, message, hint)
            elif "role" in self.table.columns:
                message = f"no role stands here, so {key!r} was taken."
                self._tell(record, where, message, "Write the role.")
        elif not key:
            known = ", ".join(self.found.roles.values())
            message = f"{role!r} is none of the roles, so the row is left out."
            self._tell(record, where, message, f"Known here: {known}.")
        if key in pair.members:
            if not (named and pair.members[key][0]):
                return key  # a row above left it empty
            self._tell_of_a_second(record, role or key, where)
            return ""
        if key and len(pair.members) >= MOST_MEMBERS:
            message = "the pair has four members already, so the row is left out."
            self._tell(record, where, message, "A pair has one to four.")
            return ""
        return key

    def _tell_of_a_second(self, record: Record, role: str, where: str) -> None:
        message = f"the pair has a {role!r} already, so the row is left out."
        hint = "If it is another pair, write another word for it; if not, keep one row."
        if self.wide:
            where = self._pair_column()
            message = f"this pair stands in row {self.first[self.last].row} already."
        if not self.wide and not self.table.cell(record, self._pair_column()):
            where, hint = self._pair_column(), "Write to which pair it belongs."
            message = f"no pair stands here, and the one above has a {role!r} already."
        self._tell(record, where, message, hint)

    def _role_key(self, role: str) -> str:
        fold = compared(role)
        for key, word in self.found.roles.items():
            if fold in {compared(word), compared(plural_of(word)), key}:
                return key
        if self.given or not slug(role):
            return ""
        key = _free_id(slug(role), [*_PAIR_KEYS, *self.found.roles, *self.found.pairs])
        words = role.split()
        self.found.roles[key] = " ".join(one if one.isupper() else one.lower() for one in words)
        return key

    def _address(self, record: Record, person: str) -> None:
        address = self.table.cell(record, "e-mail")
        if _ADDRESS.fullmatch(address):
            self.found.addresses[person] = address
        elif address:
            self._tell(record, "e-mail", "this is no e-mail address.", "Write it as a@example.org.")

    def _tell(self, record: Record, key: str, message: str, hint: str) -> None:
        fault = self.table.fault(record, key, message, hint)
        if fault not in self.faults:  # a row with a whole pair says it of each role
            self.faults.append(fault)
