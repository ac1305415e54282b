"""Everything the stock takes say, each finding with its readers: the one way through the audit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from facilitate.audit.change import change_tests, group_changes
from facilitate.audit.comments import lists_without_names, names_to_mask, quotable_voices
from facilitate.audit.consensus import consensus_findings
from facilitate.audit.context import FLOOR, AuditContext, filled_posts, readers_of
from facilitate.audit.disclosure import Cell, Release
from facilitate.audit.findings import Finding, releases_in
from facilitate.audit.group import MeasureResult, group_findings, measures
from facilitate.audit.labels import limits_of
from facilitate.audit.ledger import Ledger, read_ledger
from facilitate.audit.networks import tie_faults
from facilitate.audit.pairs import (
    pair_changes,
    pair_findings,
    person_changes,
    person_findings,
)
from facilitate.audit.sharing import pairs_in, shared_answers
from facilitate.audit.voices import quote_findings
from facilitate.audit.wave import SPONSORS, Wave, score_wave
from facilitate.faults import At, Fault, stops
from facilitate.load.answers import AnswerTable
from facilitate.load.plan import Plan
from facilitate.load.validate import placed
from facilitate.load.voices import Voice
from facilitate.model import Programme, Questions, Sharing
from facilitate.model.attendance import to_be_asked_alone
from facilitate.recipient import FACILITATOR

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
    context = AuditContext(
        programme=programme,
        questions=questions,
        sharing={one.reader: sharing[one.id] for one in everybody if one.id in sharing},
        minimum=max(FLOOR, limit),
        limits=limits_of(questions),
        as_of=as_of,
        people=people,
        posts=filled_posts(programme),
        everyone=readers_of(programme),
        to_ask=frozenset(pair or SPONSORS for pair in to_be_asked_alone(programme)),
    )
    scored_waves, faults = _scored_waves(context, waves)
    earlier = ledger.releases(context.people)
    releases: Releases = {}
    shown: list[Finding] = []
    for number, wave in enumerate(scored_waves):
        insiders = insiders_of(context, scored_waves[: number + 1])
        shown += _of_the_group(context, wave, earlier, releases, insiders=insiders)
        shown += quote_findings(context, wave, voices, is_first=number == 0)
        for pair in pairs_in(context, wave):
            shown += pair_findings(context, wave, pair)
            shown += person_findings(context, wave, pair)
        if number:
            since = (scored_waves[0], wave)
            shown += _since_the_first(context, since, earlier, releases, insiders=insiders)
    return Audit(tuple(shown), faults, {name: tuple(all_) for name, all_ in releases.items()})


def _of_the_group(
    context: AuditContext,
    wave: Wave,
    earlier: Mapping[str, Sequence[Release]],
    releases: Releases,
    *,
    insiders: Mapping[str, Sequence[frozenset[Cell]]],
) -> list[Finding]:
    seen = consensus_findings(context, wave)
    group = group_findings(
        context,
        wave,
        earlier=_both(earlier, releases),
        insiders=insiders,
        camps=seen.camps,
    )
    _add(releases, group.releases)
    found = [*group.findings]
    for measured in measures():
        shown = measured(context, wave, earlier=_both(earlier, releases))
        _must_hold_its_totals(shown)
        _add(releases, shown.releases)
        found += shown.findings
    return [*found, *seen.notes]


def _must_hold_its_totals(shown: MeasureResult) -> None:
    """Raise `ValueError` for a figure that the group reads and later days would not protect."""
    held = {release.id for all_ in shown.releases.values() for release in all_}
    for finding in shown.findings:
        if finding.readers != {FACILITATOR}:
            for release in releases_in(finding) - held:
                raise ValueError(f"{finding.id} shows {release!r} and does not return its total")


def _both(
    earlier: Mapping[str, Sequence[Release]], releases: Mapping[str, Sequence[Release]]
) -> dict[str, tuple[Release, ...]]:
    """Return what earlier days have shown together with what this one shows so far."""
    names = dict.fromkeys((*earlier, *releases))
    return {name: (*earlier.get(name, ()), *releases.get(name, ())) for name in names}


def _scored_waves(
    context: AuditContext, waves: Mapping[str, AnswerTable]
) -> tuple[tuple[Wave, ...], tuple[Fault, ...]]:
    scored_waves: list[Wave] = []
    faults: list[Fault] = []
    for name, table in waves.items():
        day = context.programme.says.stock_takes.get(name)
        if context.as_of and day and day > context.as_of:
            continue
        file = f"private/stock-takes/{name}.answers.csv"
        wave, found = score_wave(
            name=name,
            table=table,
            programme=context.programme,
            questions=context.questions,
            file=file,
        )
        scored_waves.append(wave)
        faults += [*found, *tie_faults(context, wave, file=file)]
    return tuple(scored_waves), tuple(faults)


def _since_the_first(
    context: AuditContext,
    since: tuple[Wave, Wave],
    earlier: Mapping[str, Sequence[Release]],
    releases: Releases,
    *,
    insiders: Mapping[str, Sequence[frozenset[Cell]]],
) -> list[Finding]:
    then, now = since
    changed = group_changes(context, then, now, earlier=_both(earlier, releases), insiders=insiders)
    _add(releases, changed.releases)
    return [
        *changed.findings,
        *pair_changes(context, then, now),
        *person_changes(context, then, now),
        *change_tests(context, then, now),
    ]


def _add(releases: Releases, more: Mapping[str, tuple[Release, ...]]) -> None:
    for variable, shown in more.items():
        releases.setdefault(variable, []).extend(shown)


def insiders_of(
    context: AuditContext, scored_waves: Sequence[Wave]
) -> dict[str, tuple[frozenset[Cell], ...]]:
    """Return, for each dimension, the sets of cells that one reader knows.

    Everybody knows the own answers in every wave, and a partner's where the pair's page shows
    the two side by side.
    """
    known: dict[str, dict[str, set[Cell]]] = {}
    for dimension in context.questions.dimensions:
        cells = known[dimension.id] = {}
        for wave in scored_waves:
            for one in wave.respondents:
                if one.means[dimension.id] is not None:
                    reader = one.id if one.in_post else f"{one.id} before"
                    cells.setdefault(reader, set()).add((wave.name, one.id))
    for wave in scored_waves:
        for pair in pairs_in(context, wave):
            answers = shared_answers(context, wave, pair)
            for dimension in context.questions.dimensions:
                if answers.scores(dimension):
                    shared = {(wave.name, one.id) for one in answers.respondents}
                    for person in pair.members:
                        known[dimension.id].setdefault(person.id, set()).update(shared)
    return {
        dimension: tuple(dict.fromkeys(frozenset(cells) for cells in readers.values()))
        for dimension, readers in known.items()
    }


LEDGER = "private/stock-takes/ledger.csv"

WARNED_DAYS = 30
"""So many days before the answers are deleted a day is told of it."""


def audit_plan(plan: Plan, *, as_of: date | None = None, minimum: int | None = None) -> Audit:
    """Return everything that the stock takes of a plan say, with the faults of all their files.

    Stock takes after `as_of` are left out; None: all count. `minimum` overrides the programme's
    smallest group, never below 3. Nothing is shown on a day after `delete by`.
    """
    private = plan.private
    retention = tuple(placed(_retention(plan), plan.sources))
    if stops(retention):
        return Audit((), retention, {})
    voices, slips = quotable_voices(plan)
    ledger, torn = read_ledger(private.ledger, key=private.ledger_key.encode(), file=LEDGER)
    found = audit(
        programme=plan.programme,
        questions=plan.questions,
        waves=lists_without_names(
            private.waves, names_to_mask(plan.programme, private.identity_words)
        ),
        sharing=private.sharing,
        as_of=as_of,
        minimum=minimum,
        ledger=ledger,
        voices=voices,
    )
    return Audit(found.findings, (*found.faults, *slips, *torn, *retention), found.releases)


def _retention(plan: Plan) -> Iterator[Fault]:
    """Yield a fault for each chosen day that lies after `delete by`, or shortly before it."""
    until = plan.programme.says.delete_by
    # Made-up answers of a sample are nobody's: they come without a private folder.
    if until is None or not plan.private.waves or not plan.private.there:
        return
    at = At(plan.programme.file, ("delete by",))
    for day in plan.days:
        left = (until - day.says.date).days
        if day.id not in plan.chosen or left > WARNED_DAYS:
            continue
        if left < 0:
            yield Fault(
                code="C301",
                message=f"The answers were to be deleted by {until}, before {day.id} on "
                f"{day.says.date}, so nothing of them is shown.",
                hint="Run `facilitate audit purge`, or agree a later date with everybody first.",
                at=at,
            )
        else:
            yield Fault(
                code="C302",
                severity="warning",
                message=f"The answers are deleted by {until}, {left} days after {day.id}.",
                hint="Print what people are to keep before then; later builds refuse.",
                at=at,
            )
