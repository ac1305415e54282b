"""Who is coached, by whom and when, and who agrees with whom what they work on."""

from collections import Counter
from collections.abc import Iterable, Iterator

from facilitate.check import CheckContext, rule
from facilitate.check.named_people import shared_ids
from facilitate.faults import At, Fault, first_few
from facilitate.model import Person
from facilitate.model.attendance import (
    coached_by,
    ids_of,
    meanings,
    people_of,
    reader_of,
    reporting_lines,
)


@rule
def sessions_held_are_among_the_dates(context: CheckContext) -> Iterator[Fault]:
    """No more coaching sessions were held than have dates."""
    programme = context.plan.programme
    for person, held in programme.says.coaching_done.items():
        dates = len(programme.says.coaching.get(person, ()))
        if held > dates and ids_of([person], programme):
            yield Fault(
                code="P147",
                severity="warning",
                message=f"{held} sessions of {person} are said to be held, and {dates} have dates.",
                hint="Add their dates under coaching:, or mend the number.",
                at=At(programme.file, ("coaching done", person)),
                because=(At(programme.file, ("coaching",)),),
            )


@rule
def coaching_is_somebodys(context: CheckContext) -> Iterator[Fault]:
    """Dates and needs stand on one person's pages, who is found by id alone."""
    programme = context.plan.programme
    people = {one.id for one in programme.people}
    entries: Iterable[str]
    for key, entries in (
        ("coaching", programme.says.coaching),
        ("coaching done", programme.says.coaching_done),
        ("needs agreed with", programme.says.needs_agreed_with),
    ):
        for word in entries:
            meant = ids_of([word], programme)
            if meant and word not in people:
                each = " and ".join(f"{one}:" for one in meant[:4])
                yield Fault(
                    code="P167",
                    message=f"{word!r} is no id of a person, so this would stand on no page.",
                    hint=f"Write {each} here, {'each on a line' if meant[1:] else 'the id'}.",
                    at=At(programme.file, (key, word), on_key=True),
                    because=tuple(
                        At(programme.file, ("pairs", pair))
                        for pair in {programme.pair_of.get(one, "") for one in meant}
                        if pair
                    ),
                )


@rule
def needs_are_agreed_with_a_sponsor(context: CheckContext) -> Iterator[Fault]:
    """What a person works on is agreed with one sponsor, on whose page that person stands."""
    programme = context.plan.programme
    shared = shared_ids(context)
    for person, sponsor in programme.says.needs_agreed_with.items():
        reader = reader_of(sponsor, programme)
        if meanings(sponsor, programme) and (reader is None or reader.kind != "sponsor"):
            ids = ", ".join(programme.says.sponsors)
            yield Fault(
                code="P180",
                message=f"{sponsor!r} is not one sponsor, so nobody would be asked to see "
                f"{person}.",
                hint=f"Turn it round: {sponsor}: {person}"
                if person in programme.says.sponsors
                else f"Write a sponsor's id: {ids}."
                if ids
                else "Add whoever it is to sponsors:",
                at=At(programme.file, ("needs agreed with", person)),
                because=shared.get(sponsor.strip().casefold(), ()),
            )


@rule
def coaches_decide_about_nobody_they_coach(context: CheckContext) -> Iterator[Fault]:
    """Who is partner, line manager or sponsor of somebody, or that person, cannot coach them."""
    programme = context.plan.programme
    people = programme.by_id
    lines = set(reporting_lines(programme))
    for coach, says in programme.says.coaches.items():
        known = people_of(says.name, programme)
        coached = [people[one] for one in coached_by(coach, programme)]
        for same in known:
            told = ((one, _what_else(same, one, lines)) for one in coached)
            found = [(one.id, what) for one, what in told if what]
            if found:
                others = f", and so on for {len(found) - 1} more" if found[1:] else ""
                yield Fault(
                    code="P181",
                    severity="warning",
                    message=f"{says.name} would coach {found[0][0]} and is {found[0][1]}{others}.",
                    hint="Name another coach: nobody speaks freely to somebody who decides about "
                    "them.",
                    at=At(programme.file, ("coaches", coach)),
                )


def _what_else(coach: Person, one: Person, lines: set[tuple[str, str]]) -> str:
    """Return what a coach is to somebody beside being the coach, or empty words."""
    if coach.id == one.id:
        return "the same person"
    if (coach.id, one.id) in lines:
        return "the line manager"
    if not coach.pair:
        return "a sponsor"
    return "the partner" if coach.pair == one.pair else ""


@rule
def nobody_is_coached_twice(context: CheckContext) -> Iterator[Fault]:
    """A coach has a person or pair once; who has two coaches is told, since it may be a slip."""
    programme = context.plan.programme
    first: dict[str, str] = {}
    for coach, says in programme.says.coaches.items():
        if not says.coaches and "coaches" not in says.name.split():  # which is told as a slip
            yield Fault(
                code="P182",
                severity="warning",
                message=f"{coach} coaches nobody, so no page names them.",
                hint="Say whom, such as coaches: [ids of pairs or people].",
                at=At(programme.file, ("coaches", coach), on_key=True),
            )
        counts = Counter(one.id for word in says.coaches for one in people_of(word, programme))
        twice = [one for one, times in counts.items() if times > 1]
        if twice:
            yield Fault(
                code="P182",
                severity="warning",
                message=f"{twice[0]} stands twice among those whom {coach} coaches.",
                hint="Write the pair, or its members, and not both.",
                at=At(programme.file, ("coaches", coach, "coaches")),
            )
        shared = [one for one in counts if first.setdefault(one, coach) != coach]
        if shared:
            yield Fault(
                code="P182",
                severity="advice",
                message=f"{shared[0]} is coached by {first[shared[0]]} too, and both briefs have "
                "all dates.",
                hint="If each of them coaches one of a pair, write the id of each person.",
                at=At(programme.file, ("coaches", coach, "coaches")),
            )


@rule
def dates_and_coaches_go_together(context: CheckContext) -> Iterator[Fault]:
    """Where coaches are named, everybody with dates has one, and everybody with one has dates."""
    programme = context.plan.programme
    says = programme.says
    dated = set(ids_of([word for word, dates in says.coaching.items() if dates], programme))
    coached = {one for coach in says.coaches for one in coached_by(coach, programme)}
    vacant = {one.id for one in programme.people if one.vacant}
    for key, missing, what, where in (
        ("coaching", dated - coached, "dates and no coach", "coaches"),
        ("coaches", coached - dated - vacant, "a coach and no dates", "coaching"),
    ):
        if missing and says.coaches and says.coaching:
            ids = [one.id for one in programme.people if one.id in missing]
            yield Fault(
                code="P183",
                severity="advice",
                message=f"{first_few(ids, 3)} {'have' if ids[1:] else 'has'} {what}.",
                hint=f"Add them under {where}:, or take them out here.",
                at=At(programme.file, (key,), on_key=True),
                because=tuple(
                    At(programme.file, (one,)) for one in ("pairs", "coaches", "coaching")
                ),
            )
