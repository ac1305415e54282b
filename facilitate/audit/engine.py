"""Everything the stock takes say, each finding with its readers: the one way through the audit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from facilitate.audit.disclosure import Cell, Release
from facilitate.audit.findings import Finding
from facilitate.audit.group import group_findings
from facilitate.audit.labels import limits_of
from facilitate.audit.pairs import both_scores, pair_findings, seats, together
from facilitate.audit.persons import person_findings
from facilitate.audit.room import FLOOR, Room, readers_of
from facilitate.audit.sitting import Sitting, sit
from facilitate.audit.then_and_now import group_changes, pair_changes, person_changes
from facilitate.faults import Fault
from facilitate.load.answers import AnswerTable
from facilitate.model import Programme, Questions, Sharing

Releases = dict[str, list[Release]]


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
) -> tuple[tuple[Finding, ...], tuple[Fault, ...]]:
    """Return every finding with its readers, and every fault of the answers.

    `waves` are the stock takes' answers by name, in the order of their dates; those taken after
    `as_of` (the day that is being made; None: all count) are left out. `minimum` is the smallest
    group shown, by default the programme's, never below 3.
    """
    found = audit(
        programme=programme,
        questions=questions,
        waves=waves,
        sharing=sharing,
        as_of=as_of,
        minimum=minimum,
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
) -> Audit:
    """Return what `findings` returns, with the totals behind it, for the ledger."""
    limit = programme.says.minimum_group if minimum is None else minimum
    room = Room(
        programme=programme,
        questions=questions,
        sharing=sharing,
        minimum=max(FLOOR, limit),
        limits=limits_of(questions),
        as_of=as_of,
        people={person.id: person for person in programme.people()},
        everyone=readers_of(programme),
    )
    sittings, faults = _sittings(room, waves)
    shown: list[Finding] = []
    releases: Releases = {}
    for number, sitting in enumerate(sittings):
        insiders = insiders_of(room, sittings[: number + 1])
        group = group_findings(room, sitting, earlier=releases, insiders=insiders)
        _add(releases, group.releases)
        shown += group.findings
        for pair in seats(room, sitting):
            shown += pair_findings(room, sitting, pair)
            shown += person_findings(room, sitting, pair)
        if number:
            shown += _since_the_first(room, sittings[0], sitting, releases, insiders=insiders)
    return Audit(tuple(shown), faults, {name: tuple(all_) for name, all_ in releases.items()})


def _sittings(
    room: Room, waves: Mapping[str, AnswerTable]
) -> tuple[tuple[Sitting, ...], tuple[Fault, ...]]:
    sittings: list[Sitting] = []
    faults: list[Fault] = []
    for wave, table in waves.items():
        day = room.programme.says.stock_takes.get(wave)
        if room.as_of and day and day > room.as_of:
            continue
        sitting, slips = sit(
            wave=wave,
            table=table,
            programme=room.programme,
            questions=room.questions,
            file=f"private/stock-takes/{wave}.answers.csv",
        )
        sittings.append(sitting)
        faults += slips
    return tuple(sittings), tuple(faults)


def _since_the_first(
    room: Room,
    first: Sitting,
    sitting: Sitting,
    releases: Releases,
    *,
    insiders: Mapping[str, Sequence[frozenset[Cell]]],
) -> list[Finding]:
    changed = group_changes(room, first, sitting, earlier=releases, insiders=insiders)
    _add(releases, changed.releases)
    return [
        *changed.findings,
        *pair_changes(room, first, sitting),
        *person_changes(room, first, sitting),
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
