"""The first half of the way: load, audit, schedule, check. Nothing is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from facilitate.audit.finding import Finding
from facilitate.check import CheckContext, check
from facilitate.faults import At, Fault, FaultList, Place, stops, without_echoes
from facilitate.load.answers import is_words
from facilitate.load.ids import id_faults
from facilitate.load.plan import Plan, Private, load_partly
from facilitate.load.validate import placed
from facilitate.load.voices import read_voices
from facilitate.load.words import words_of
from facilitate.load.yaml_values import YamlText, words_in
from facilitate.model.times_and_dates import as_clock, as_day
from facilitate.schedule.observation_turns import refused
from facilitate.schedule.seating import DayRotations, rotations
from facilitate.schedule.timetable import Timetable, by_each_pair_itself, timetable
from facilitate.structs import Struct, field, replace


class Analysis(Struct):
    """A plan looked at and not yet built: its days by the clock, its findings, its faults.

    `read` is the plan, None where the files could not be read; the rest is then empty, and the
    faults say why. `findings` and `rotations` are each day's, by its id: a choice or a stock take
    counts from its own date on. `of_audit` are the faults of the answers, each once.
    """

    read: Plan | None
    timetables: tuple[Timetable, ...]
    findings: Mapping[str, tuple[Finding, ...]]
    faults: tuple[Fault, ...]
    rotations: Mapping[str, DayRotations] = field(default_factory=dict)
    of_audit: tuple[Fault, ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan, for who has looked at the faults; `ValueError` where it could not be read."""
        if self.read is None:
            raise ValueError("the plan could not be read; its faults say why")
        return self.read

    def summary(self) -> Iterator[str]:
        """Yield a line for each day: title, weekday and date, start and end, items."""
        for table in self.timetables:
            says = table.day.says
            date = as_day(says.date)
            clock = f"{as_clock(says.start)} to {as_clock(table.end)}"
            yield f"{table.day.file}  {says.title}, {date}, {clock}, {len(says.agenda)} items"


def analyse(path: Path, *, sample: bool = False, before: Analysis | None = None) -> Analysis:
    """Return load, audit, schedule and check for a plan; raises `NotThere` for a wrong path.

    For a `sample` the private folder counts as absent, slips in it included, and made-up answers
    stand in for real ones. What it said `before` is not audited again where nothing that findings
    rest on has changed since.
    """
    plan, faults = load_partly(path)
    if plan is None:
        return Analysis(None, (), {}, faults)
    if plan.partial:
        return Analysis(None, (), {}, _faults_of_the_rest(plan, faults))
    if sample:
        plan = replace(plan, private=_made_up(plan))
        faults = tuple(one for one in faults if not _of_private(one))
    if before is not None and before.read and _rest_on(before.read) == _rest_on(plan):
        found, audit_faults = before.findings, before.of_audit
    else:
        found, audit_faults = _findings(plan)
    titles = words_of(plan.programme.says.language).get("titles", {})
    tables = tuple(timetable(day, plan.programme, plan.library, titles=titles) for day in plan.days)
    # Rules have nothing to say of answers and choices that were made up.
    sense = check(CheckContext(plan, tables, {} if sample else found))
    sense = tuple(one for one in sense if not (sample and _of_private(one)))
    rounds, impossible = rotations(plan, tables) if not stops(sense) else ({}, ())
    unwatched = {day: each.unwatched for day, each in rounds.items()}
    tables = tuple(
        by_each_pair_itself(table, (*refused(plan, table), *unwatched.get(table.day.id, ())))
        for table in tables
    )
    doubtful = (*impossible, *_not_drawn(plan))
    following = (*audit_faults, *sense, *placed(doubtful, plan.sources))
    every = (*faults, *_not_of_torn_lists(following, plan, faults))
    every += _of_brand(plan, faults)
    partial = plan.library.partial | {
        # An error without a key is of a table, whose rows are then not all there.
        one.place.file
        for one in faults
        if one.severity == "error" and one.place and one.at is None
    }
    told = FaultList(without_echoes(every, partial=partial))
    return Analysis(plan, tables, found, told.faults(), rounds, audit_faults)


def _rest_on(plan: Plan) -> tuple[object, ...]:
    """Return all that findings are made from, and the lines at which their faults stand."""
    dates = [(day.id, day.says.date) for day in plan.days]
    lines = plan.sources[plan.programme.file].lines
    return dates, plan.chosen, lines, plan.programme, plan.questions, plan.private


def _of_brand(plan: Plan, told: Sequence[Fault]) -> tuple[Fault, ...]:
    """Return what could not be honoured of the organisation's look, once its file is right."""
    if plan.brand is None or any(
        one.severity == "error" and one.place and one.place.file == plan.brand.file for one in told
    ):
        return ()
    from facilitate.pipeline.look import brand_faults

    return brand_faults(plan)


def _faults_of_the_rest(plan: Plan, faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Return the faults of the files, and of sense what does not follow from what they leave out.

    A fault that names no cause follows from its own file, or in the programme's from its own
    value; and from whoever takes part, where that could not be read. Advice is for a plan that is
    read whole: what it misses may stand in what was not.
    """
    programme = plan.programme
    errors = [one for one in faults if one.severity == "error"]
    unread = [one.at or _around(one, plan.sources) for one in errors]
    roster = tuple(key for key in programme.roster if any(map(key.holds, unread)))
    of_programme = plan.sources.get(programme.file)
    made_up = of_programme and any(one.made_up for one in of_programme.repairs)
    tables = tuple(timetable(day, programme, plan.library) for day in plan.days)
    sense = []
    for one in _not_of_torn_lists(check(CheckContext(plan, tables)), plan, errors):
        # Whoever's id is lost, and made up to read on, is nobody whom others name.
        of_roster = bool(set(one.because) & set(programme.roster))
        of_people = not one.because or any(
            key.holds(cause) for key in programme.roster for cause in one.because
        )
        if one.severity == "advice" or (made_up and of_people):
            continue
        of_one = all(any(key.holds(cause) for key in programme.roster) for cause in one.because)
        if one.at is not None and of_one and not of_roster:
            # Of a day's times all that it says is the cause, also in a plan of one file.
            of_file = one.code.startswith("T") or not one.at.path
            own = At(one.at.file) if of_file else one.at
            one = replace(one, because=(*one.because, own, *roster))
        sense.append(one)
    every = (*faults, *sense, *placed(_not_drawn(plan), plan.sources))
    return FaultList(without_echoes(every, partial=plan.partial | plan.library.partial)).faults()


def _not_of_torn_lists(
    sense: Iterable[Fault], plan: Plan, faults: Sequence[Fault]
) -> Iterator[Fault]:
    """Yield the faults but those that follow from a line that nobody could mend as it was meant.

    Such is a line about people, and of a day any line, where it is the times that are wrong.
    """
    source = plan.sources[plan.programme.file]
    mended = {one.line for one in source.repairs if one.mended is not None and not one.made_up}
    lines = [
        _around(one, plan.sources)
        for one in faults
        if one.severity == "error" and not one.at and one.place and one.place.line not in mended
    ]
    incomplete = {name for name, one in plan.sources.items() if one.lost_words}
    torn = [key for key in plan.programme.roster if any(map(key.holds, lines))]
    for one in sense:
        causes = one.because or ((one.at,) if one.at else ())
        of_times = one.code.startswith("T") and one.at and one.at.file in incomplete
        if not of_times and not any(key.holds(cause) for key in torn for cause in causes):
            yield one


def _around(fault: Fault, sources: Mapping[str, YamlText]) -> At:
    """Return the key of its file under which a fault of a line stands."""
    place = fault.place
    source = sources.get(place.file) if place else None
    if place is None or source is None:
        return At("")
    tops = [
        way for way, spot in source.keys.items() if len(way) == 1 and spot.line <= (place.line or 0)
    ]
    return At(place.file, max(tops, key=lambda way: source.keys[way].line, default=()))


def _not_drawn(plan: Plan) -> Iterator[Fault]:
    """Yield M411 for each value, and each line of what people wrote or said, that no page shows."""
    from facilitate.write.glyphs import no_letters, to_tell, without_shape

    for place, words in _written(plan.private):
        if letters := to_tell(without_shape(words)):
            yield no_letters(letters, place=place)
    for file, source in plan.sources.items():
        if to_tell(without_shape("".join(source.lines))):
            for path, words in words_in(source.data):
                if letters := to_tell(without_shape(words)):
                    yield no_letters(letters, at=At(file, path))


def _written(private: Private) -> Iterator[tuple[Place, str]]:
    """Yield what people wrote or said in words that may be printed, with its line."""
    for wave, table in private.waves.items():
        for row in table.rows:
            words = [row.values.get(name) or "" for name in table.columns if is_words(name)]
            yield Place(f"private/stock-takes/{wave}.answers.csv", row.line), "".join(words)
    if private.voices:
        for voice in read_voices(private.voices, private.voices_file)[0]:
            if not voice.refused:
                yield Place(private.voices_file, voice.line), voice.words


def _made_up(plan: Plan) -> Private:
    from facilitate.audit.preview import sample_answers, sample_sharing

    return Private(
        there=False,
        sharing=sample_sharing(plan.programme),
        waves=sample_answers(plan.programme, plan.questions),
    )


def _of_private(fault: Fault) -> bool:
    return fault.place is not None and fault.place.file.startswith("private/")


def _findings(plan: Plan) -> tuple[Mapping[str, tuple[Finding, ...]], tuple[Fault, ...]]:
    """Return what each day may show, by its id, and the faults of the answers, each once.

    Where an id stands for two things it is not certain whose answers are whose: nothing is shown.
    """
    if not (plan.private.asked or plan.private.codebook) or stops(
        id_faults(plan.programme, plan.days)
    ):
        return {}, ()
    from facilitate.audit.findings_of_plan import (
        audit_days,  # only where there is something to score
    )

    audits = audit_days(plan, [day.says.date for day in plan.days])
    faults = dict.fromkeys(fault for audit in audits for fault in audit.faults)
    found = {day.id: audit.findings for day, audit in zip(plan.days, audits, strict=True)}
    return found, tuple(faults)
