"""Everything the stock takes say, each finding with its readers: the one way through the audit."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from facilitate.audit.change import group_changes
from facilitate.audit.codebook import codebook_of, lists_without_names
from facilitate.audit.consensus import consensus_findings
from facilitate.audit.context import FLOOR, AuditContext, filled_posts, readers_of
from facilitate.audit.conversations import conversation_findings, said_in
from facilitate.audit.disclosure import Cell, Release, is_safe
from facilitate.audit.finding import (
    Finding,
    published_in,
    refuse_bare_numbers,
    refuse_worded_numbers,
    releases_in,
)
from facilitate.audit.group import MeasureResult, group_findings, measures
from facilitate.audit.labels import limits_of
from facilitate.audit.ledger import (
    SIDE_BY_SIDE,
    Ledger,
    names_in_ledger,
    read_ledger,
    side_by_side,
    was_shown,
)
from facilitate.audit.masking import names_to_mask
from facilitate.audit.networks import tie_faults
from facilitate.audit.pairs import (
    pair_changes,
    pair_findings,
    person_changes,
    person_findings,
)
from facilitate.audit.sharing import PairInWave, pairs_in
from facilitate.audit.statements import statement_findings
from facilitate.audit.voices_of_plan import Spoken, spoken_in
from facilitate.audit.wave import SPONSORS, Wave, score_wave, wave_of_conversations
from facilitate.faults import At, Fault, first_few, stops
from facilitate.load.answers import AnswerTable
from facilitate.load.plan import Plan
from facilitate.load.validate import placed
from facilitate.model import Programme, Questions, Sharing
from facilitate.model.attendance import to_be_asked_alone
from facilitate.model.units import Frozen
from facilitate.recipient import FACILITATOR
from facilitate.structs import Struct, replace

Insiders = Mapping[str, Sequence[frozenset[Cell]]]
"""The sets of cells that one reader knows, by theme."""

NOTHING_YET = Ledger()
LEDGER = "private/stock-takes/ledger.csv"

WARNED_DAYS = 30
"""So many days before the answers are deleted a day is told of it."""


class Audit(Struct):
    """All findings, all faults, and the totals that the findings publish, by variable.

    `beside` is whose answers stand side by side on a pair's pages: no figure of the group.
    """

    findings: tuple[Finding, ...]
    faults: tuple[Fault, ...]
    releases: Mapping[str, tuple[Release, ...]]
    beside: tuple[Release, ...] = ()

    @property
    def recorded(self) -> Mapping[str, tuple[Release, ...]]:
        """What the ledger keeps of a day, by variable."""
        return {**self.releases, SIDE_BY_SIDE: self.beside}


def audit(
    *,
    programme: Programme,
    questions: Questions,
    waves: Mapping[str, AnswerTable],
    sharing: Mapping[str, Sharing],
    days: Sequence[date | None] = (None,),
    ledger: Ledger = NOTHING_YET,
    spoken: Spoken | None = None,
) -> tuple[Audit, ...]:
    """Return what the stock takes say on each day; every answer is scored once for all of them.

    Days between which nothing changes that it rests on have one audit. `waves` are the stock
    takes' answers by name, in the order of their dates; those taken after a day (None: all count)
    are left out of it. `ledger` is what earlier days have shown, `spoken` what was said in
    conversations and comments.
    """
    context = _context(programme, questions, sharing)
    if context is None:
        return tuple(Audit((), (), {}) for _ in days)
    said = spoken or Spoken((), codebook_of(questions))
    takes, scored = programme.says.takes_in_order, list[Wave]()
    for name in dict.fromkeys((*takes, *waves)):
        if name in waves:
            file = f"private/stock-takes/{name}.answers.csv"
            wave = score_wave(
                name=name, table=waves[name], programme=programme, questions=questions, file=file
            )
            ties = tie_faults(context, wave, file=file)
            scored.append(replace(wave, faults=(*wave.faults, *ties)))
        elif said.of(name, takes):
            scored.append(wave_of_conversations(name, programme))
    turns = _turns(programme, sharing, scored, ledger)
    audits: dict[tuple[bool, int, int], Audit] = {}
    found: list[Audit] = []
    for day in days:
        place = day is None, bisect_left(turns, str(day)), bisect_right(turns, str(day))
        if place not in audits:
            audits[place] = _audit(replace(context, as_of=day), scored, ledger=ledger, said=said)
        found.append(audits[place])
    return tuple(found)


def _turns(
    programme: Programme, sharing: Mapping[str, Sharing], scored: Sequence[Wave], ledger: Ledger
) -> Sequence[str]:
    """Return the dates, in order, on which something begins or ends that findings rest on."""
    dates = {*(one.since for one in sharing.values()), *(one.day for one in scored)}
    dates |= {day for one in programme.people for day in (one.joined, one.left)}
    return sorted({*map(str, dates - {None}), *(row.date for row in ledger.rows)})


def _context(
    programme: Programme,
    questions: Questions,
    sharing: Mapping[str, Sharing],
) -> AuditContext | None:
    """Return what findings rest on; None where nothing can be measured, which `check` tells."""
    everybody = programme.people
    people = {person.id: person for person in everybody}
    if len(people) < len(everybody):
        raise ValueError("an id stands for two people: whose answers are whose?")
    if any(scale.high <= scale.low for scale in (questions.scale, *questions.scales)):
        return None
    return AuditContext(
        programme=programme,
        questions=questions,
        sharing={one.reader: sharing[one.id] for one in everybody if one.id in sharing},
        minimum=max(FLOOR, programme.says.minimum_group),
        limits=limits_of(questions),
        as_of=None,
        people=people,
        posts=filled_posts(programme),
        everyone=readers_of(programme),
        to_ask=frozenset(pair or SPONSORS for pair in to_be_asked_alone(programme)),
    )


@dataclass(slots=True)
class _Shown:
    """What a day shows so far: findings, and the totals behind the group's figures by variable.

    `before` are those that earlier days have shown.
    """

    before: Mapping[str, Sequence[Release]]
    findings: list[Finding] = field(default_factory=list)
    releases: dict[str, list[Release]] = field(default_factory=dict)

    @property
    def earlier(self) -> dict[str, tuple[Release, ...]]:
        """What earlier days have shown together with what this one shows so far."""
        names = dict.fromkeys((*self.before, *self.releases))
        return {n: (*self.before.get(n, ()), *self.releases.get(n, ())) for n in names}

    def add(self, result: MeasureResult) -> None:
        """Add what was found out about the group.

        Raises `ValueError` for a figure that the group reads and later days would not protect.
        """
        held = {release.id for all_ in result.releases.values() for release in all_}
        for finding in result.findings:
            missing = releases_in(finding) - held if finding.readers != {FACILITATOR} else ()
            for one in missing:
                raise ValueError(f"{finding.id} shows {one!r} and does not return its total")
        for variable, totals in result.releases.items():
            self.releases.setdefault(variable, []).extend(totals)
        self.findings.extend(result.findings)


def _audit(
    context: AuditContext,
    scored: Sequence[Wave],
    *,
    ledger: Ledger,
    said: Spoken,
) -> Audit:
    """Return what the waves up to the day of the context say."""
    until = context.as_of
    chosen = [one for one in scored if not (until and one.day and one.day > until)]
    waves = [one for one in chosen if one.surveyed]
    pairs = [pairs_in(context, wave) for wave in waves]
    voices = {one.name: said.of(one.name, context.programme.says.takes_in_order) for one in chosen}
    known = {
        name
        for one in chosen
        for name in names_in_ledger(said_in(context.questions, one, voices[one.name]))
    }
    shown = _Shown(ledger.releases((*context.people, *sorted(known))))
    for one in chosen:
        lines = voices[one.name]
        shown.add(
            conversation_findings(context, one, lines, codebook=said.codebook, earlier=shown.before)
        )
    insiders: Insiders = {}
    for number, wave in enumerate(waves):
        insiders = insiders_of(context, waves[: number + 1], pairs[: number + 1])
        _of_the_group(context, wave, shown, insiders)
        for pair in pairs[number]:
            shown.findings += pair_findings(context, wave, pair)
            shown.findings += person_findings(context, wave, pair)
        if number:
            since = (waves[0], wave)
            shown.add(group_changes(context, *since, earlier=shown.earlier, insiders=insiders))
            shown.findings += pair_changes(context, since, pairs[0], pairs[number])
            shown.findings += person_changes(context, *since)
    # Last, so that no mean and no change gives way to a statement.
    for wave in waves:
        there = [one for one in shown.findings if one.wave == wave.name]
        shown.add(
            statement_findings(context, wave, there, earlier=shown.earlier, insiders=insiders)
        )
    for wave in waves[-1:]:
        shown.findings += was_shown(context, wave, ledger)
    faults = tuple(fault for one in chosen for fault in one.faults)
    totals = {name: tuple(all_) for name, all_ in shown.releases.items()}
    beside = (
        one for wave, there in zip(waves, pairs, strict=True) for one in side_by_side(wave, there)
    )
    return Audit(tuple(shown.findings), faults, totals, tuple(beside))


def _of_the_group(context: AuditContext, wave: Wave, shown: _Shown, insiders: Insiders) -> None:
    """Add what a wave says of the group: its themes, each measure, and the one picture last."""
    seen = consensus_findings(context, wave)
    shown.add(
        group_findings(
            context,
            wave,
            earlier=shown.earlier,
            insiders=insiders,
            two_pictures=seen.two_pictures,
        )
    )
    for measured in measures():
        result = measured(context, wave, earlier=shown.earlier)
        if not measured.__module__.startswith("facilitate."):
            _refuse_untested(context, result, shown.earlier)
        shown.add(result)
    shown.findings += seen.findings


def _refuse_untested(
    context: AuditContext, result: MeasureResult, earlier: Mapping[str, Sequence[Release]]
) -> None:
    """Raise for what another package's measure let out by rules of its own.

    `TypeError` for a number that is bare or in words, `ValueError` for a figure of fewer than the
    programme's least number of people, and for totals that give somebody away beside those that
    are shown already.
    """
    printed = set(texts_of(context.questions))
    for finding in result.findings:
        refuse_bare_numbers(finding)  # its kind may have left its own check out
        refuse_worded_numbers(finding, printed=printed)
        for figure in published_in(finding):
            if figure.n < context.minimum:
                raise ValueError(f"{finding.id} shows a figure of {figure.n} people")
    for variable, totals in result.releases.items():
        if not is_safe((*earlier.get(variable, ()), *totals), minimum=context.minimum):
            raise ValueError(f"{variable!r} gives somebody away: clear it beside `earlier`")


def texts_of(said: object) -> Iterator[str]:
    """Yield every text of the questions, which findings may print as it stands there."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, tuple):
        for part in said:
            yield from texts_of(part)
    elif isinstance(said, Frozen):
        for _, part in said:
            yield from texts_of(part)


def insiders_of(
    context: AuditContext, waves: Sequence[Wave], pairs: Sequence[Sequence[PairInWave]]
) -> dict[str, tuple[frozenset[Cell], ...]]:
    """Return, for each dimension, the sets of cells that one reader knows.

    Everybody knows the own answers in every wave, and a partner's where the pair's page shows
    the two side by side. `pairs` are those of each wave.
    """
    known: dict[str, dict[str, set[Cell]]] = {}
    for dimension in context.questions.dimensions:
        cells = known[dimension.id] = {}
        for wave in waves:
            for one in wave.respondents:
                if one.means[dimension.id] is not None:
                    reader = one.id if one.in_post else f"{one.id} before"
                    cells.setdefault(reader, set()).add((wave.name, one.id))
    for wave, in_wave in zip(waves, pairs, strict=True):
        for pair in in_wave:
            shared = {(wave.name, one.id) for one in pair.shared.respondents}
            for theme, scores in pair.shared.scores.items():
                for person in pair.members if scores else ():
                    known[theme].setdefault(person.id, set()).update(shared)
    return {
        dimension: tuple(dict.fromkeys(frozenset(cells) for cells in readers.values()))
        for dimension, readers in known.items()
    }


def audit_plan(plan: Plan, *, as_of: date | None = None) -> Audit:
    """Return everything that the stock takes of a plan say, with the faults of all their files.

    Stock takes after `as_of` are left out; None: all count. Nothing is shown on a day after
    `delete by`.
    """
    return audit_days(plan, (as_of,))[0]


def audit_days(plan: Plan, days: Sequence[date | None]) -> tuple[Audit, ...]:
    """Return the same for each of several days; every answer is scored once for all of them."""
    private = plan.private
    retention = tuple(placed(_retention(plan), plan.sources))
    if stops(retention):
        return tuple(Audit((), retention, {}) for _ in days)
    names = names_to_mask(plan.programme, private.identity_words)
    spoken = spoken_in(plan, names)
    ledger, of_ledger = read_ledger(private.ledger, key=private.ledger_key.encode(), file=LEDGER)
    audits = audit(
        programme=plan.programme,
        questions=plan.questions,
        waves={name: lists_without_names(one, names) for name, one in private.waves.items()},
        sharing=plan.choices,
        days=days,
        ledger=ledger,
        spoken=spoken,
    )
    others = (*spoken.faults, *of_ledger, *retention)
    return tuple(replace(one, faults=(*one.faults, *others)) for one in audits)


def _retention(plan: Plan) -> Iterator[Fault]:
    """Yield a fault for each chosen day that lies after `delete by`, or shortly before it."""
    until = plan.programme.says.delete_by
    # Made-up answers of a sample are nobody's: they come without a private folder.
    if until is None or not plan.private.there or not plan.private.asked:
        return
    at = At(plan.programme.file, ("delete by",))
    chosen = [day for day in plan.days if day.id in plan.chosen]
    if late := [day for day in chosen if day.says.date > until]:
        named = [f"{day.id} on {day.says.date}" for day in late]
        hint = "Run `facilitate audit purge`, or agree a later date with everybody first."
        if until <= min(plan.programme.says.stock_takes.values(), default=until):
            hint = "No answer can have come in by then: look at the year."
        yield Fault(
            code="C301",
            message=f"The answers were to be deleted by {until}, before {first_few(named, 3)}, "
            "so nothing of them is shown.",
            hint=hint,
            at=at,
            because=tuple(At(day.file, ("date",)) for day in late),
        )
    for day in chosen:
        left = (until - day.says.date).days
        if 0 <= left <= WARNED_DAYS:
            yield Fault(
                code="C302",
                severity="warning",
                message=f"The answers are deleted by {until}, {left} days after {day.id}.",
                hint="Print what people are to keep before then; later builds refuse.",
                at=at,
                because=(at,),
            )
