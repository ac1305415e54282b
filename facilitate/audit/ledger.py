"""The ledger of what was shown: totals with pseudonyms, and what it tells people of theirs.

`private/stock-takes/ledger.csv` is read by every build and written by `audit release` alone. No
answer stands in it. People are keyed pseudonyms; the key lies with the map of identities.
"""

import csv
import hashlib
import hmac
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from facilitate.audit.context import AuditContext
from facilitate.audit.disclosure import Release, total
from facilitate.audit.findings import Notice
from facilitate.audit.pairs import notice
from facilitate.audit.sharing import PairInWave
from facilitate.audit.wave import Wave
from facilitate.faults import Fault, Place
from facilitate.load.answers import csv_text, guarded
from facilitate.model.times_and_dates import as_date
from facilitate.structs import Struct

COLUMNS = ("day", "date", "variable", "statistic", "wave", "sign", "n", "people", "output")
KEY_FILE = "private/ledger.key"
_PSEUDONYM = re.compile(r"[0-9a-f]{20}")


class Row(Struct):
    """One total of one wave on one day: `people` are pseudonyms, `output` a hash of what it was."""

    day: str
    date: str
    variable: str
    statistic: str
    wave: str
    sign: int
    people: tuple[str, ...]
    output: str


class Ledger(Struct):
    """All that earlier days have shown, and the key that makes pseudonyms."""

    rows: tuple[Row, ...] = ()
    key: bytes = b""

    def releases(self, people: Iterable[str]) -> dict[str, list[Release]]:
        """Return earlier releases by variable; people who are known again get their id back.

        Anybody else (who has left, whose answers were withdrawn) stays a pseudonym: a person all
        the same, who has to be protected.
        """
        names = {pseudonym(person, self.key): person for person in people}
        weights: dict[tuple[str, str, str], dict[tuple[str, str], int]] = {}
        for row in self.rows:
            total = weights.setdefault((row.variable, row.day, row.statistic), {})
            total |= {(row.wave, names.get(one, f"~{one}")): row.sign for one in row.people}
        found: dict[str, list[Release]] = {}
        for (variable, day, statistic), cells in weights.items():
            found.setdefault(variable, []).append(Release(f"{day}/{statistic}", cells))
        return found


def pseudonym(person: str, key: bytes) -> str:
    """Return a person's pseudonym: 20 hexadecimal digits that need the key to be made again.

    Source: HMAC with SHA-256, RFC 2104.
    """
    return hmac.new(key, person.encode(), hashlib.sha256).hexdigest()[:20]


def read_ledger(text: str, *, key: bytes, file: str) -> tuple[Ledger, tuple[Fault, ...]]:
    """Return the ledger and its faults; without the key or with a broken row nothing is safe.

    Every fault is an error: a build that cannot read what was shown may not show more.
    """
    if not text.strip():
        return Ledger((), key), ()
    if not key:
        message = f"The ledger is there, but its key {KEY_FILE} is not."
        hint = "Put the key back from your own copy; without it nobody can be protected."
        return Ledger(), (Fault(code="A620", message=message, hint=hint, place=Place(file, 1)),)
    rows: list[Row] = []
    faults: list[Fault] = []
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    for number, cells in enumerate(reader):
        if number == 0 and tuple(cells) == COLUMNS:
            continue
        row = _row(cells)
        if row is not None:
            rows.append(row)
        elif cells:
            message = "This row of the ledger cannot be read."
            hint = "Put the ledger back from your own copy; it is never edited by hand."
            place = Place(file, reader.line_num)
            faults.append(Fault(code="A621", message=message, hint=hint, place=place))
    return Ledger(tuple(rows), key), tuple(faults)


def _row(cells: Sequence[str]) -> Row | None:
    if len(cells) != len(COLUMNS):
        return None
    by_name = dict(zip(COLUMNS, cells, strict=True))
    people = tuple(by_name["people"].split())
    if by_name["sign"] not in ("1", "-1") or not all(map(_PSEUDONYM.fullmatch, people)):
        return None
    if by_name["n"] != str(len(people)):
        return None
    return Row(
        day=by_name["day"],
        date=by_name["date"],
        variable=by_name["variable"],
        statistic=by_name["statistic"],
        wave=by_name["wave"],
        sign=int(by_name["sign"]),
        people=people,
        output=by_name["output"],
    )


def with_released(
    ledger: Ledger,
    releases: Mapping[str, Sequence[Release]],
    *,
    day: str,
    on: date,
    output: str,
) -> Ledger:
    """Return the ledger with what a day shows; a day that is released again adds only what is new.

    `output` is a hash of the day's findings, so that two releases can be told apart.
    """
    there = {(row.variable, row.wave, row.sign, row.people) for row in ledger.rows}
    rows = list(ledger.rows)
    for variable, totals in releases.items():
        for release in totals:
            new = _rows(release, variable, key=ledger.key, day=day, on=on, output=output)
            if any((row.variable, row.wave, row.sign, row.people) not in there for row in new):
                rows += new
    return Ledger(tuple(rows), ledger.key)


def _rows(
    release: Release, variable: str, *, key: bytes, day: str, on: date, output: str
) -> list[Row]:
    parts: dict[tuple[str, int], list[str]] = {}
    for (wave, person), sign in release.weights.items():
        known = person.removeprefix("~") if person.startswith("~") else pseudonym(person, key)
        parts.setdefault((wave, sign), []).append(known)
    return [
        Row(
            day=day,
            date=on.isoformat(),
            variable=variable,
            statistic=release.id,
            wave=wave,
            sign=sign,
            people=tuple(sorted(people)),
            output=output,
        )
        for (wave, sign), people in sorted(parts.items())
    ]


def ledger_text(ledger: Ledger) -> str:
    """Return the ledger as the text of its file."""
    return csv_text([COLUMNS, *map(_cells, ledger.rows)])


def _cells(row: Row) -> Sequence[str]:
    words = map(guarded, (row.day, row.date, row.variable, row.statistic, row.wave))
    return (*words, str(row.sign), str(len(row.people)), " ".join(row.people), row.output)


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


SIDE_BY_SIDE = "side by side"
"""What the ledger calls the answers of a pair that stood on its pages: no figure of the group."""


def side_by_side(wave: Wave, pairs: Sequence[PairInWave]) -> Iterator[Release]:
    """Yield whose answers stand side by side on a pair's pages, for the ledger to keep."""
    for pair in pairs:
        sharing = [one.id for one in pair.shared.respondents]
        if len(sharing) > 1:
            yield total(f"{wave.name}/pair/{pair.id}", wave.name, sharing)


def was_shown(context: AuditContext, wave: Wave, ledger: Ledger) -> Iterator[Notice]:
    """Yield for everybody who answered what days before this one have shown of their answers.

    A day of which the ledger knows nothing is not spoken of.
    """
    if context.as_of is None:
        return
    takes = context.programme.says.stock_takes
    earlier = [row for row in ledger.rows if row.date < context.as_of.isoformat()]
    for reader, own in wave.by_reader.items():
        person, code = context.people[own.id], pseudonym(own.id, ledger.key)
        since = person.joined or date.min
        # Whoever held the post before has the same id, and their figures are not this person's.
        theirs = [
            row for row in earlier if code in row.people and takes.get(row.wave, date.max) >= since
        ]
        days = sorted({row.date for row in theirs})
        if days:
            alone = len(context.posts.get(own.pair, ())) < 2
            by_day = ([row for row in theirs if row.date == on] for on in days)
            said = " ".join(_sentence(rows, alone=alone) for rows in by_day)
            yield notice(wave, reader, said, "shown")


def _sentence(rows: Sequence[Row], *, alone: bool) -> str:
    """Return what one day has shown of somebody who has a partner, or is `alone`."""
    on = date.fromisoformat(rows[0].date)
    sizes = {(row.variable, row.statistic): len(row.people) for row in rows}
    figures = [size for (variable, _), size in sizes.items() if variable != SIDE_BY_SIDE]
    beside = len(figures) < len(sizes)
    said = []
    if figures:
        number = "one figure" if len(figures) == 1 else f"{len(figures)} figures"
        said.append(f"{number} of the group with yours in them, each of {min(figures)} or more")
    if not alone:
        said.append(f"on your pair’s pages {'your answers' if beside else 'the group’s results'}")
    return f"Shown on {as_date(on)}: {'; '.join(said)}."
