"""People: too few, too many, in two rooms at once, kept apart, alone, asked to do too much."""

from collections import Counter
from collections.abc import Iterator, Sequence

from facilitate.check import CheckContext, about_people, rule
from facilitate.faults import At, Fault, first_few
from facilitate.model import Person, Programme
from facilitate.model.attendance import ids_of
from facilitate.schedule.observation_turns import may_be_watched, without_another_pair
from facilitate.schedule.timetable import Slot, Timetable


@rule
@about_people
def somebody_is_there(context: CheckContext) -> Iterator[Fault]:
    """A day has people in the room."""
    for table in context.timetables:
        if not table.present:
            key = "absent" if table.day.says.absent else "date"
            yield Fault(
                code="T231",
                message="Nobody is in the room that day.",
                hint="Look at absent:, present: and the members' from: and until: dates.",
                at=At(table.day.file, (key,)),
            )


@rule
def every_service_is_covered_where_some_are(context: CheckContext) -> Iterator[Fault]:
    """Whoever comes to a day leaves a service to somebody; the letter says to whom."""
    programme = context.plan.programme
    pairs = programme.pairs
    said = [pair.cover for pair in pairs.values()]
    if not any((*said, *(table.day.says.cover for table in context.timetables))):
        return
    for table in context.timetables:
        there = {one.pair for one in programme.people if one.id in table.present}
        open_ = [pair.called(id_) for id_, pair in pairs.items() if id_ in there and not pair.cover]
        if open_ and not table.day.says.cover:
            day = table.day.says.title
            every = len(open_) > 1 and len(open_) == len(there & set(pairs))
            whom = "any service" if every else first_few(open_, 4)
            yield Fault(
                code="P173",
                severity="advice",
                message=f"Nobody is named to look after {whom} on {day!r}.",
                hint="Write cover: at those services, or once for all at the day.",
                at=At(table.day.file, ("date",)),
            )


@rule
@about_people
def no_more_forms_are_counted_than_people_were_there(context: CheckContext) -> Iterator[Fault]:
    """A report tells how many agreed, of how many who were there and crossed a line."""
    for table in context.timetables:
        came = table.day.says.came
        there = max(len(table.present), came.held if came else 0)
        for line, (_, forms) in table.day.says.feedback_counts.items():
            if forms > there:
                yield Fault(
                    code="P172",
                    severity="warning",
                    message=f"{forms} people crossed {line!r}, and {there} were there.",
                    hint="Count the forms again, or mend absent:.",
                    at=At(table.day.file, ("feedback counts", line)),
                )


@rule
def pairs_are_told_apart(context: CheckContext) -> Iterator[Fault]:
    """No two pairs are printed under one name, which would send people to the wrong table."""
    programme = context.plan.programme
    first: dict[str, str] = {}
    for pair_id, pair in programme.pairs.items():
        before = first.setdefault(pair.called(pair_id).casefold(), pair_id)
        if before != pair_id:
            copied = pair.members == programme.pairs[before].members
            yield Fault(
                code="P135",
                severity="warning",
                message=f"{before!r} and {pair_id!r} are both printed as {pair.called(pair_id)!r}.",
                hint="Write a service and people of its own here, or take the pair out."
                if copied
                else "Add what tells them apart to service:, such as the site.",
                at=At(programme.file, ("pairs", pair_id), on_key=True),
                because=(At(programme.file, ("pairs", pair_id, "service")),),
            )


@rule
def nobody_has_two_seats(context: CheckContext) -> Iterator[Fault]:
    """One name in two seats is one person at two tables, or two people whom pages mix up."""
    programme = context.plan.programme
    present = [frozenset(table.present) for table in context.timetables]
    first: dict[str, Person] = {}
    told: set[str] = set()
    for person in programme.people:
        # A sponsor's title may stand behind the name: `exec: Alex Example, director`.
        name = person.name if person.pair else person.name.partition(",")[0]
        before = first.setdefault(name.casefold(), person)
        two = [programme.pairs[one.pair] for one in (before, person) if one.pair]
        copied = before.pair != person.pair and len(two) == 2 and two[0].members == two[1].members
        same = copied and two[0].called(before.pair) == two[1].called(person.pair)
        if same or (copied and person.pair in told):
            continue  # of a pair that was copied it is told once
        if person.name and any({before.id, person.id} <= here for here in present):
            if before is person:
                continue
            told.add(person.pair)
            key = ("pairs", person.pair, person.role) if person.pair else ("sponsors", person.id)
            yield Fault(
                code="P136",
                severity="warning",
                message=f"{name!r} is {before.id} and {person.id}, with a seat, a card and "
                "a letter for each.",
                hint="If they are two people, tell their names apart; if one, keep one seat "
                "(vacant: yes, or absent: on the day).",
                at=At(programme.file, key),
                because=(At(programme.file, key),),
            )


@rule
@about_people
def groups_fit_the_exercise(context: CheckContext) -> Iterator[Fault]:
    """As many people take part as the exercise is made for; a track counts its own people."""
    for table, slot in context.exercises():
        low, high = slot.exercise.people
        if slot.exercise.pair_can_be_alone and without_another_pair(slot, context.plan.programme):
            low = 2
        number = len(slot.people)
        fits = low <= number <= high
        if not table.present or fits or not _all_known(slot, context.plan.programme):
            continue
        few = number < low
        way = slot.exercise.variations.large
        yield Fault(
            code="T208",
            severity="error" if number < 2 else "warning",
            message=f"{_HOW_MANY.get(number, f'{number} people take')} part in "
            f"{slot.exercise.name!r}, which is made for {low} to {high}.",
            hint="Look at who: of the items beside it, which leave nobody for this one."
            if not number
            else "Choose another exercise, or join it with another group."
            if few or not way
            else f"For many people: {way}.",
            at=At(table.day.file, slot.path),
        )


_HOW_MANY = {0: "Nobody takes", 1: "One person takes"}


def _all_known(slot: Slot, programme: Programme) -> bool:
    """Say whether everyone named for a slot is known; a slip there is told by itself."""
    words = slot.item.who if slot.item else ()
    return all(ids_of([word], programme) for word in words)


@rule
@about_people
def a_pair_has_another_to_work_with(context: CheckContext) -> Iterator[Fault]:
    """Where two pairs work together there are two, or it is said what one pair does by itself."""
    for table, slot in context.exercises():
        exercise = slot.exercise
        if exercise.pair_can_be_alone or len(slot.people) < exercise.people[0]:
            continue
        if without_another_pair(slot, context.plan.programme):
            yield Fault(
                code="T208",
                severity="warning",
                message=f"{exercise.name!r} is made for pairs who work with another pair, and one "
                "pair takes part.",
                hint="Choose an exercise within a pair, or join this pair with another one.",
                at=At(table.day.file, slot.path),
            )


@rule
@about_people
def every_pair_gets_a_turn(context: CheckContext) -> Iterator[Fault]:
    """An exercise with turns has as many as there are pairs."""
    for table, slot in context.exercises():
        pairs = len(_pairs_in(slot, context.plan.programme))
        serves = slot.exercise.serves
        if serves and pairs > serves:
            panels = -(-pairs // serves)
            yield Fault(
                code="T209",
                severity="warning",
                message=f"{slot.exercise.name!r} has turns for {serves} pairs, and {pairs} are "
                "here.",
                hint=f"Let two pairs share a turn, or run it {panels} times side by side.",
                at=At(table.day.file, slot.path),
            )


def _pairs_in(slot: Slot, programme: Programme) -> Counter[str]:
    """Return how many people of each pair take part; sponsors are of none."""
    here = frozenset(slot.people)
    return Counter(one.pair for one in programme.people if one.pair and one.id in here)


@rule
@about_people
def nobody_is_in_two_rooms(context: CheckContext) -> Iterator[Fault]:
    """Side by side, each person has one place, and each room one group."""
    for table in context.timetables:
        for slot in table.slots:
            if slot.tracks:
                yield from _doubled(table, slot)
                if all(_all_known(track, context.plan.programme) for track in slot.tracks):
                    yield from _forgotten(table, slot)


def _doubled(table: Timetable, slot: Slot) -> Iterator[Fault]:
    places: dict[str, Slot] = {}
    rooms: dict[str, Slot] = {}
    for track in slot.tracks:
        twice = [person for person in track.people if person in places]
        for person in track.people:
            places.setdefault(person, track)
        if twice:
            shown = ", ".join(twice[:3]) + (" and others" if len(twice) > 3 else "")
            message = f"{shown} would be in two rooms at once."
            hint = "Name each pair under who: of one track only."
            if track.item and not track.item.who:
                # Only one track can take whoever is named in no other one.
                message = (
                    "A second track here says nothing under who:, so both would take the rest."
                )
                hint = "Add who: to this one, with the pairs who go there."
            yield Fault(
                code="T220",
                message=message,
                hint=hint,
                at=At(table.day.file, (*track.path, "who")),
            )
        room = track.room.strip().casefold()
        if room and room in rooms:
            yield Fault(
                code="T221",
                message=f"{track.room!r} is given to two groups at once.",
                hint="Write another room:.",
                at=At(table.day.file, (*track.path, "room")),
            )
        rooms.setdefault(room, track)


def _forgotten(table: Timetable, slot: Slot) -> Iterator[Fault]:
    placed = {person for track in slot.tracks for person in track.people}
    left = [person for person in slot.people if person not in placed]
    if left:
        shown = ", ".join(left[:4]) + (" and others" if len(left) > 4 else "")
        yield Fault(
            code="T222",
            message=f"{shown} would be in no room.",
            hint="Add them to who: of a track, or write who: the rest in one of them.",
            at=At(table.day.file, slot.path),
        )


@rule
@about_people
def those_kept_apart_are_apart(context: CheckContext) -> Iterator[Fault]:
    """A track does not put two people together who are to be kept apart. No reason is told."""
    programme = context.plan.programme
    apart = [set(ids_of(line, programme)) for line in programme.says.keep_apart]
    for table in context.timetables:
        for slot in table.slots:
            rooms = Counter(person for track in slot.tracks for person in track.people)
            for track in slot.tracks:
                for together in apart:
                    # Who is in two rooms at once is told, and may leave this one.
                    there = sorted(one for one in together & {*track.people} if rooms[one] == 1)
                    # A pair's id stands for both, and they are not kept from one another.
                    pairs = {programme.pair_of.get(one) or one for one in there}
                    if len(pairs) > 1 and track.item and track.item.who:
                        names = " and ".join(there)
                        yield Fault(
                            code="T215",
                            message=f"{names} are to be kept apart, and share this room.",
                            hint="Move one of them to another track.",
                            at=At(table.day.file, (*track.path, "who")),
                            because=(At(programme.file, ("keep apart",)),),
                        )


def _of_one_pair(people: Sequence[str], programme: Programme) -> tuple[str, ...]:
    """Return the first of these people who work together in a pair; nobody where there are none."""
    pairs = [programme.pair_of.get(one) or one for one in people]
    pair = next((one for one in pairs if one and pairs.count(one) > 1), None)
    return tuple(one for one, of in zip(people, pairs, strict=True) if pair and of == pair)


@rule
def keep_apart_names_two_people(context: CheckContext) -> Iterator[Fault]:
    """A line of `keep apart` is about two people or more, and not about a working pair."""
    programme = context.plan.programme
    lines = programme.says.keep_apart
    if len(lines) > 1 and all(len(line) == 1 for line in lines):
        together = ", ".join(line[0] for line in lines)
        yield Fault(
            code="P116",
            message="A line of keep apart names two people.",
            hint=f"Put a dash in front of the two: - [{together}]",
            at=At(programme.file, ("keep apart",), on_key=True),
        )
        return
    for number, line in enumerate(lines):
        people = ids_of(line, programme)
        at = At(programme.file, ("keep apart", number))
        if len(people) < 2 and all(ids_of([word], programme) for word in line):
            yield Fault(
                code="P116",
                message="A line of keep apart names two people.",
                hint=f"Write who else is meant: [{', '.join([*line, '…'])}]",
                at=at,
            )
        elif partners := _of_one_pair([one for one in people if one in line], programme):
            yield Fault(
                code="P117",
                message=f"{' and '.join(partners)} are a working pair and cannot be kept apart.",
                hint="Take the line out, or one of them out of the pair.",
                at=at,
            )


@rule
@about_people
def somebody_is_in_post_in_each_pair(context: CheckContext) -> Iterator[Fault]:
    """A pair in which every post is vacant gets nothing, and is a slip or too early."""
    programme = context.plan.programme
    for name, pair in programme.pairs.items():
        if pair.members and all(one.vacant for one in pair.members.values()):
            yield Fault(
                code="P139",
                severity="warning",
                message=f"Every post of {pair.called(name)!r} is vacant, so nothing is made for "
                "this pair.",
                hint="Write who is in post, or take the pair out until somebody is.",
                at=At(programme.file, ("pairs", name), on_key=True),
            )


@rule
@about_people
def a_lone_member_has_something_to_do(context: CheckContext) -> Iterator[Fault]:
    """Where a pair has one member in the room, exercises for pairs say what that person does."""
    for table, slot in context.exercises():
        in_pairs = any(phase.within == "pair" for phase in slot.exercise.phases)
        if not in_pairs or slot.exercise.variations.lone:
            continue
        pairs = _pairs_in(slot, context.plan.programme)
        alone = sorted(pair for pair, number in pairs.items() if number == 1)
        if alone:
            yield Fault(
                code="T217",
                severity="warning",
                message=f"{', '.join(alone)}: one member only is there, and {slot.exercise.name!r} "
                "does not say what that person does.",
                hint="Agree it beforehand, or choose an exercise with a variation for one.",
                at=At(table.day.file, slot.path),
            )


@rule
def hard_exercises_are_prepared(context: CheckContext) -> Iterator[Fault]:
    """What needs trust or training comes after the group has met, with somebody who leads it."""
    for table, slot in context.exercises():
        if not slot.exercise.opt_in or slot.item is None:
            continue
        first = table.day.number == 1
        if first or not slot.item.led_by:
            why = "the group has not met before" if first else "nobody is named to lead it"
            yield Fault(
                code="T218",
                severity="warning",
                message=f"{slot.exercise.name!r} needs trust and training, and {why}.",
                hint="Keep it for a later day."
                if first
                else "Add led by: with the person's name, and ask the group first.",
                at=At(table.day.file, slot.path),
            )


@rule
def the_observed_have_agreed(context: CheckContext) -> Iterator[Fault]:
    """Pairs that are watched have each said yes. Told as a count, never with a name."""
    private = context.plan.private
    if not private.there:
        return
    roster = context.plan.programme.roster
    for table, slot in context.exercises():
        if not (slot.exercise.consent or slot.exercise.rotates == "observe"):
            continue
        if without_another_pair(slot, context.plan.programme):
            continue
        everybody = context.plan.programme.people
        people = [one for one in everybody if one.pair and one.id in slot.people]
        sharing = context.plan.choices
        missing = [p for p in people if p.id not in sharing or not sharing[p.id].being_observed]
        if missing:
            some = any(may_be_watched(context.plan, one.pair, slot) for one in people)
            alone = ", and each works by itself" if slot.exercise.unwatched else ""
            then = "their pairs will watch and not be watched" if some else "no pair can be watched"
            yield Fault(
                code="C201",
                severity="warning",
                message=f"{len(missing)} of {len(people)} people have not said that they may be "
                f"watched in {slot.exercise.name!r}; {then}{'' if some else alone}.",
                hint="Ask them before the day, and write being observed: yes in "
                f"private/sharing.yaml{'' if some else ', or choose another exercise'}.",
                at=At(table.day.file, slot.path),
                because=(
                    At("private/sharing.yaml"),
                    At("private/sharing.yaml", ("sharing",)),
                    At(table.day.file),
                    *roster,
                ),
            )


@rule
@about_people
def sponsors_are_there_when_needed(context: CheckContext) -> Iterator[Fault]:
    """Work with sponsors, or led by them, has at least one of them in the room."""
    sponsors = set(context.plan.programme.says.sponsors)
    for table in context.timetables:
        for slot in table.slots:
            for one in slot.tracks or (slot,):
                led = one.item.led_by.casefold() if one.item else ""
                linking = one.exercise is not None and one.exercise.capital[:1] == ("linking",)
                if (linking or "sponsor" in led) and not sponsors & set(one.people):
                    yield Fault(
                        code="T229",
                        severity="warning",
                        message=f"{one.title!r} needs the sponsors, and none of them is there.",
                        hint="Add them to who:, or choose an exercise that does without them.",
                        at=At(table.day.file, one.path),
                        because=() if sponsors else context.plan.programme.roster,
                    )


@rule
def who_sits_can_take_part(context: CheckContext) -> Iterator[Fault]:
    """Exercises that are done standing have a seated way where somebody needs one."""
    access = context.plan.needs
    for table, slot in context.exercises():
        sitting = sum("seated" in access[p].needs for p in slot.people if p in access)
        if sitting and slot.exercise.variations.seated:
            yield Fault(
                code="T230",
                severity="advice",
                message=f"{sitting} of those in {slot.exercise.name!r} "
                f"{'takes' if sitting == 1 else 'take'} part seated.",
                hint=f"The seated way: {slot.exercise.variations.seated}.",
                at=At(table.day.file, slot.path),
            )
