"""Everything the stock takes say, each finding with its readers: the one way through the audit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from facilitate.audit.change_notes import change_notes
from facilitate.audit.disclosure import Cell, Release
from facilitate.audit.findings import Finding
from facilitate.audit.group import group_findings, measures
from facilitate.audit.group_changes import group_changes
from facilitate.audit.labels import limits_of
from facilitate.audit.ledger import Ledger
from facilitate.audit.networks import tie_faults
from facilitate.audit.pairs import both_scores, pair_findings, seats, together
from facilitate.audit.persons import person_findings
from facilitate.audit.pictures import pictures
from facilitate.audit.room import FLOOR, Room, readers_of, seats_of
from facilitate.audit.sitting import SPONSORS, Sitting, sit
from facilitate.audit.then_and_now import pair_changes, person_changes
from facilitate.audit.voices import quote_findings
from facilitate.faults import Fault
from facilitate.load.answers import AnswerTable
from facilitate.load.voices import Voice
from facilitate.model import Programme, Questions, Sharing
from facilitate.model.attendance import to_be_asked_alone

Releases = dict[str, list[Release]]

NOTHING_YET = Ledger()


@dataclass(frozen=True, slots=True)
class Audit:
    """All findings, all faults, and the totals that the findings publish, by variable."""

    findings: tuple[Finding, ...]
    faults: tuple[Fault, ...]
    releases: Mapping[str, tuple[Release, ...]]


def findings(
    *,
    programme: Programme,
    questions: Questions,
    waves: Mapping[str, AnswerTable],
    sharing: Mapping[str, Sharing],
    as_of: date | None = None,
    minimum: int | None = None,
    ledger: Ledger = NOTHING_YET,
    voices: Sequence[Voice] = (),
) -> tuple[tuple[Finding, ...], tuple[Fault, ...]]:
    """Return every finding with its readers, and every fault of the answers.

    `waves` are the stock takes' answers by name, in the order of their dates; those taken after
    `as_of` (the day that is being made; None: all count) are left out. `minimum` is the smallest
    group shown, by default the programme's, never below 3. `ledger` is what earlier days have
    shown, `voices` the words of interviews and comments; of these only cleared ones count.
    """
    found = audit(
        programme=programme,
        questions=questions,
        waves=waves,
        sharing=sharing,
        as_of=as_of,
        minimum=minimum,
        ledger=ledger,
        voices=voices,
    )
    return found.findings, found.faults


def audit(
    *,
    programme: Programme,
    questions: Questions,
    waves: Mapping[str, AnswerTable],
    sharing: Mapping[str, Sharing],
    as_of: date | None = None,
    minimum: int | None = None,
    ledger: Ledger = NOTHING_YET,
    voices: Sequence[Voice] = (),
) -> Audit:
    """Return what `findings` returns, with the totals behind it, for the ledger."""
    everybody = tuple(programme.people())
    people = {person.id: person for person in everybody}
    if len(people) < len(everybody):
        raise ValueError("an id stands for two people: whose answers are whose?")
    if questions.scale.high <= questions.scale.low:
        return Audit((), (), {})  # nothing can be measured, which `check` tells
    limit = programme.says.minimum_group if minimum is None else minimum
    room = Room(
        programme=programme,
        questions=questions,
        sharing={one.reader: sharing[one.id] for one in everybody if one.id in sharing},
        minimum=max(FLOOR, limit),
        limits=limits_of(questions),
        as_of=as_of,
        people=people,
        seats=seats_of(programme),
        everyone=readers_of(programme),
        to_ask=frozenset(pair or SPONSORS for pair in to_be_asked_alone(programme)),
    )
    sittings, faults = _sittings(room, waves)
    earlier = ledger.releases(room.people)
    releases: Releases = {}
    shown: list[Finding] = []
    for number, sitting in enumerate(sittings):
        insiders = insiders_of(room, sittings[: number + 1])
        shown += _of_the_group(room, sitting, earlier, releases, insiders=insiders)
        shown += quote_findings(room, sitting, voices, is_first=number == 0)
        for pair in seats(room, sitting):
            shown += pair_findings(room, sitting, pair)
            shown += person_findings(room, sitting, pair)
        if number:
            since = (sittings[0], sitting)
            shown += _since_the_first(room, since, earlier, releases, insiders=insiders)
    return Audit(tuple(shown), faults, {name: tuple(all_) for name, all_ in releases.items()})


def _of_the_group(
    room: Room,
    sitting: Sitting,
    earlier: Mapping[str, Sequence[Release]],
    releases: Releases,
    *,
    insiders: Mapping[str, Sequence[frozenset[Cell]]],
) -> list[Finding]:
    seen = pictures(room, sitting)
    group = group_findings(
        room,
        sitting,
        earlier=_both(earlier, releases),
        insiders=insiders,
        camps=seen.camps,
    )
    _add(releases, group.releases)
    found = [*group.findings]
    for measured in measures():
        shown = measured(room, sitting, earlier=_both(earlier, releases))
        _add(releases, shown.releases)
        found += shown.findings
    return [*found, *seen.notes]


def _both(
    earlier: Mapping[str, Sequence[Release]], releases: Mapping[str, Sequence[Release]]
) -> dict[str, tuple[Release, ...]]:
    """Return what earlier days have shown together with what this one shows so far."""
    names = dict.fromkeys((*earlier, *releases))
    return {name: (*earlier.get(name, ()), *releases.get(name, ())) for name in names}


def _sittings(
    room: Room, waves: Mapping[str, AnswerTable]
) -> tuple[tuple[Sitting, ...], tuple[Fault, ...]]:
    sittings: list[Sitting] = []
    faults: list[Fault] = []
    for wave, table in waves.items():
        day = room.programme.says.stock_takes.get(wave)
        if room.as_of and day and day > room.as_of:
            continue
        file = f"private/stock-takes/{wave}.answers.csv"
        sitting, slips = sit(
            wave=wave,
            table=table,
            programme=room.programme,
            questions=room.questions,
            file=file,
        )
        sittings.append(sitting)
        faults += [*slips, *tie_faults(room, sitting, file=file)]
    return tuple(sittings), tuple(faults)


def _since_the_first(
    room: Room,
    since: tuple[Sitting, Sitting],
    earlier: Mapping[str, Sequence[Release]],
    releases: Releases,
    *,
    insiders: Mapping[str, Sequence[frozenset[Cell]]],
) -> list[Finding]:
    then, now = since
    changed = group_changes(room, then, now, earlier=_both(earlier, releases), insiders=insiders)
    _add(releases, changed.releases)
    return [
        *changed.findings,
        *pair_changes(room, then, now),
        *person_changes(room, then, now),
        *change_notes(room, then, now),
    ]


def _add(releases: Releases, more: Mapping[str, tuple[Release, ...]]) -> None:
    for variable, shown in more.items():
        releases.setdefault(variable, []).extend(shown)


def insiders_of(room: Room, sittings: Sequence[Sitting]) -> dict[str, tuple[frozenset[Cell], ...]]:
    """Return, for each dimension, the sets of cells that one reader knows.

    Everybody knows the own answers in every wave, and a partner's where the pair's page shows
    the two side by side.
    """
    known: dict[str, dict[str, set[Cell]]] = {}
    for dimension in room.questions.dimensions:
        cells = known[dimension.id] = {}
        for sitting in sittings:
            for one in sitting.answerers:
                if one.means[dimension.id] is not None:
                    reader = one.id if one.holds else f"{one.id} before"
                    cells.setdefault(reader, set()).add((sitting.wave, one.id))
    for sitting in sittings:
        for pair in seats(room, sitting):
            answers = together(room, sitting, pair)
            for dimension in room.questions.dimensions:
                if both_scores(answers, dimension):
                    shared = {(sitting.wave, one.id) for one in answers}
                    for person in pair.members:
                        known[dimension.id].setdefault(person.id, set()).update(shared)
    return {
        dimension: tuple(dict.fromkeys(frozenset(cells) for cells in readers.values()))
        for dimension, readers in known.items()
    }
