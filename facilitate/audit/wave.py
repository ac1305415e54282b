"""One stock take (a wave): rows of answers matched to people, scored, and how many came so far."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from facilitate.audit.scores import reverse_scored, scale_mean
from facilitate.faults import At, Fault, Place, did_you_mean, nearest
from facilitate.load.answers import AnswerRow, AnswerTable, is_words
from facilitate.model import Person, Programme, Questions, Scale
from facilitate.model.questions import Dimension, StockTakeItem
from facilitate.recipient import Recipient
from facilitate.structs import Struct, replace

SPONSORS = "sponsors"
"""The pair that sponsors are in an answers file: `sponsors-exec,sponsors,exec,…`."""


class Respondent(Struct):
    """One person's answers in one stock take, scored.

    `items` are turned; `means` are by dimension, None where fewer than half was answered.
    `in_post` is no where the post has another holder now: then the answers count in the group's
    figures only, because whoever came later may not see them.
    """

    id: str
    pair: str
    role: str
    in_post: bool
    items: Mapping[str, float | None]
    means: Mapping[str, float | None]
    answered: Mapping[str, int]
    row: AnswerRow

    @property
    def reader(self) -> Recipient:
        """The reader that this person is, by kind and id."""
        return Recipient("person" if self.pair else "sponsor", self.id)


class Wave(Struct):
    """One stock take: its name, its day, and who answered; sponsors apart, never pooled.

    `by_reader` has everybody who answered and still holds the post, sponsors too. `asked` counts
    the posts that were filled on the day, sponsors' not among them. `surveyed` is no where people
    were spoken with and nobody filled in a questionnaire. `faults` are those of its file.
    """

    name: str
    day: date | None
    respondents: tuple[Respondent, ...]
    sponsors: tuple[Respondent, ...]
    asked: int
    by_reader: Mapping[Recipient, Respondent]
    surveyed: bool = True
    faults: tuple[Fault, ...] = ()


def in_post_on(person: Person, day: date | None) -> bool:
    """Say whether this very person filled the post on that day (an unknown day: the post now)."""
    return not person.vacant and (day is None or person.there_on(day))


def answers_id(person: Person) -> str:
    """Return what a person is called in the first column of an answers file."""
    return person.id if person.pair else f"{SPONSORS}-{person.id}"


def wave_of_conversations(name: str, programme: Programme) -> Wave:
    """Return a stock take for which nobody filled in a questionnaire."""
    day = programme.says.stock_takes.get(name)
    asked = sum(1 for one in programme.people if one.pair and in_post_on(one, day))
    return Wave(name, day, (), (), asked, {}, surveyed=False)


def about_column(item: str, role: str) -> str:
    """Return the column of an item about a role group: `timely-manager`."""
    return f"{item}-{role}"


def score_wave(
    *,
    name: str,
    table: AnswerTable,
    programme: Programme,
    questions: Questions,
    file: str,
) -> Wave:
    """Return a wave's scored answers, with a fault for every row, column and cell that is odd.

    A row of nobody known is left out; a number that is off the scale counts as no answer.
    """
    day = programme.says.stock_takes.get(name)
    faults = list(_column_faults(table, programme, questions, file=file))
    people = programme.people
    group: list[Respondent] = []
    sponsors: list[Respondent] = []
    for row in table.rows:
        person, fault = _person_of(row, programme, day=day, file=file)
        if fault:
            faults.append(fault)
        # A row without a single answer is nobody's reply: it must look like no row at all.
        if person is None or not any(row.values.values()):
            continue
        respondent = _scored(row, person, questions, faults, day=day, file=file)
        (group if person.pair else sponsors).append(respondent)
    former = sum(not one.in_post for one in group)
    asked = former + sum(1 for one in people if one.pair and in_post_on(one, day))
    by_reader = {one.reader: one for one in (*group, *sponsors) if one.in_post}
    faults = _in_short(faults)
    return Wave(name, day, tuple(group), tuple(sponsors), asked, by_reader, faults=tuple(faults))


_MOST_OFF_THE_SCALE = 12


def _in_short(faults: list[Fault]) -> list[Fault]:
    """Return the faults with one for many answers off the scale: then the scale is to blame."""
    off = [one for one in faults if one.code == "A603"]
    if len(off) <= _MOST_OFF_THE_SCALE:
        return faults
    whole = replace(
        off[0],
        message=f"{len(off)} answers are no step of their scale; here is the first row with one.",
        hint="Look whether scale: in questions.yaml is the one that people answered on.",
    )
    return [whole, *(one for one in faults if one.code != "A603")]


def _column_faults(
    table: AnswerTable, programme: Programme, questions: Questions, *, file: str
) -> Iterator[Fault]:
    items = [item.id for dimension in questions.dimensions for item in dimension.items]
    about = {
        about_column(item.id, role)
        for item in questions.about_roles
        for role in programme.says.roles
    }
    about |= {item.id for item in questions.about_roles}
    known = {*items, *about, *(prompt.id for prompt in questions.statements)}
    asked = At("questions.yaml", ("dimensions",))
    place, roles = Place(file, 1), (At(programme.file, ("roles",)), asked)
    strange = [one for one in table.columns if not is_words(one) and one not in known]
    missing = [item for item in items if item not in table.columns] if table.rows else []
    renamed = {one: item for one in strange if (item := nearest(one, missing))}
    for column in (one for one in strange if nearest(one, known)):
        now = renamed.get(column, "")
        hint = (
            f"If the id was changed in questions.yaml, write id: {column} there again; if it is a "
        )
        hint += f"slip here, write {now}."
        yield Fault(
            code="A604",
            severity="warning",
            message=f"The column {column!r} is no item of questions.yaml, so it is left out.",
            hint=hint if now else f"If it is to count, write its statement, id: {column}, again.",
            place=place,
            because=roles,
        )
    other = [one for one in strange if not nearest(one, known)]
    if other:
        yield Fault(
            code="A604",
            severity="warning",
            message=f"No items of questions.yaml, so left out: {', '.join(other[:12])}.",
            hint="Write a questions.yaml with these ids and their themes, or give each column the "
            "id of an item in the mapping, and import again.",
            place=place,
            because=roles,
        )
    if missing := [item for item in missing if item not in renamed.values()]:
        yield Fault(
            code="A605",
            severity="warning",
            message=f"No column holds answers to: {', '.join(missing[:12])}.",
            hint="A theme with fewer than half of its items answered is not shown.",
            place=place,
            because=(*programme.roster, asked),
        )


def _person_of(
    row: AnswerRow, programme: Programme, *, day: date | None, file: str
) -> tuple[Person | None, Fault | None]:
    place, people = Place(file, row.line), programme.people

    def nobody(code: str, message: str, hint: str) -> tuple[None, Fault]:
        roster = programme.roster
        return None, Fault(code=code, message=message, hint=hint, place=place, because=roster)

    if row.pair == SPONSORS:
        sponsor = next((one for one in people if not one.pair and one.id == row.role), None)
        if sponsor is not None:
            return sponsor, None
        hint = did_you_mean(row.role, tuple(programme.says.sponsors))
        return nobody("A602", f"Nobody among the sponsors is called {row.role!r}.", hint)
    pair = programme.pairs.get(row.pair)
    if pair is None:
        hint = did_you_mean(row.pair, programme.pairs, otherwise="Use the pair's id.")
        return nobody("A601", f"No pair of the programme is called {row.pair!r}.", hint)
    posts = (one for one in people if one.pair == row.pair and one.role == row.role)
    person = next(posts, None)
    if person is None:
        hint = did_you_mean(row.role, pair.members)
        if row.role in programme.says.roles:
            hint = f"Write {row.role}: and a name in the pair {row.pair}, or take the row out."
        return nobody("A602", f"The pair {row.pair!r} has no {row.role!r}.", hint)
    if day is not None and person.left is not None and person.left < day:
        return None, Fault(
            code="A606",
            severity="warning",
            message=f"{row.person!r} had left before this stock take, so the row is left out.",
            hint="Correct until: in the programme, or give the row to whoever answered.",
            place=place,
        )
    return person, None


def _scored(
    row: AnswerRow,
    person: Person,
    questions: Questions,
    faults: list[Fault],
    *,
    day: date | None,
    file: str,
) -> Respondent:
    items: dict[str, float | None] = {}
    means: dict[str, float | None] = {}
    answered: dict[str, int] = {}
    place = Place(file, row.line)
    for dimension in questions.dimensions:
        scale = questions.scale_of(dimension)
        for item in dimension.items:
            items[item.id] = _answer(row, item, item.id, scale, faults, place)
        given = [items[item.id] for item in dimension.items]
        means[dimension.id] = scale_mean(given)
        answered[dimension.id] = sum(value is not None for value in given)
    for item in questions.about_roles:
        for column in row.values:
            if column == item.id or column.startswith(f"{item.id}-"):
                items[column] = _answer(row, item, column, questions.scale, faults, place)
    return Respondent(
        id=person.id,
        pair=person.pair,
        # Two sponsors share one role: on their own sheet they are told apart by name.
        role=person.role if person.pair else person.name,
        in_post=in_post_on(person, day),
        items=items,
        means=means,
        answered=answered,
        row=row,
    )


def _answer(
    row: AnswerRow,
    item: StockTakeItem,
    column: str,
    scale: Scale,
    faults: list[Fault],
    place: Place,
) -> float | None:
    """Return one answer in scale points, turned if the item is reversed; None is no answer."""
    text = row.values.get(column)
    if text is None:
        return None
    value = float(text)
    if not (scale.low <= value <= scale.high and value.is_integer()):
        faults.append(
            Fault(
                code="A603",
                message=f"Column {column!r}, person {row.person!r}: this is no step of the scale "
                f"from {scale.low} to {scale.high}.",
                hint="Give a whole number on the scale, or leave the cell empty for no answer.",
                place=place,
            )
        )
        return None
    return reverse_scored(value, low=scale.low, high=scale.high) if item.reverse else value


def dimension_answers(wave: Wave, dimension: Dimension) -> tuple[tuple[Respondent, float], ...]:
    """Return who answered enough of a dimension, with their means; sponsors are not among them."""
    found = ((one, one.means[dimension.id]) for one in wave.respondents)
    return tuple((one, score) for one, score in found if score is not None)


class Progress(Struct):
    """How many people were asked, and answered so far; sponsors are not among them.

    `by_role` has (answered, asked) of each role; empty where it would tell of too few. `smallest`
    is how many were asked of the smallest role.
    """

    asked: int
    answered: int
    by_role: Mapping[str, tuple[int, int]]
    smallest: int


def progress_of(
    programme: Programme, answered: Collection[str], *, day: date | None, minimum: int
) -> Progress:
    """Return how many of those in post on a day are among the ids of who answered.

    Roles are told together or not at all: with the total, all but one would tell the last. They
    are told once more than `minimum` answered in each. At `minimum` itself, whoever had seen the
    total before the last of them came in would know that the role stood below it.
    """
    asked: dict[str, list[str]] = {}
    for person in programme.people:
        if person.pair and in_post_on(person, day):
            asked.setdefault(person.role, []).append(person.id)
    came = {role: sum(one in answered for one in ids) for role, ids in asked.items()}
    told = len(asked) > 1 and all(number > minimum for number in came.values())
    return Progress(
        asked=sum(map(len, asked.values())),
        answered=sum(came.values()),
        by_role={role: (came[role], len(ids)) for role, ids in asked.items()} if told else {},
        smallest=min(map(len, asked.values()), default=0),
    )
