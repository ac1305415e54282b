"""What one person alone reads: own means, own ties, the partner's line and why a page is so."""

from collections.abc import Sequence

from facilitate.audit.findings import Finding, Notice, PartnerLine, PersonTheme
from facilitate.audit.pairs import Seats, both_scores, together
from facilitate.audit.room import Room
from facilitate.audit.sitting import Answerer, Sitting
from facilitate.model import Person
from facilitate.recipient import Recipient

PARTNER_LINE = "comment:partner"
"""The column of the one line for the partner; it is no comment and reaches nobody else."""

METHOD = "mean of the statements answered; at least half"


def person_findings(room: Room, sitting: Sitting, pair: Seats) -> tuple[Finding, ...]:
    """Return what each member of a pair (or each sponsor) reads alone, in the pair's order."""
    answers = sitting.by_reader
    shown = together(room, sitting, pair)
    whole = bool(shown) and all(both_scores(shown, each) for each in room.questions.dimensions)
    found: list[Finding] = []
    for person in pair.members:
        if sitting.day is not None and person.left and person.left < sitting.day:
            continue
        own = answers.get(person.reader)
        if own is not None and room.share_of(person.reader) != "group only":
            found += _themes(room, sitting, own, reader=person.reader)
        sentence = _sentence(room, sitting, person, own, whole=whole, alone=len(pair.members) == 1)
        found.append(_notice(sitting, person, sentence))
    return (*found, *_lines(room, sitting, pair))


def _themes(
    room: Room, sitting: Sitting, own: Answerer, *, reader: Recipient
) -> Sequence[PersonTheme]:
    return [
        PersonTheme(
            id=f"{sitting.wave}/person/{own.id}/{dimension.id}",
            wave=sitting.wave,
            subject=reader,
            readers=frozenset({reader}),
            n=1,
            asked=1,
            method=METHOD,
            dimension=dimension.id,
            name=dimension.name,
            mean=own.means[dimension.id],
            answered=own.answered[dimension.id],
            items=len(dimension.items),
        )
        for dimension in room.questions.dimensions
    ]


def _notice(sitting: Sitting, person: Person, sentence: str) -> Notice:
    reader = person.reader
    return Notice(
        id=f"{sitting.wave}/person/{person.id}/notice",
        wave=sitting.wave,
        subject=reader,
        readers=frozenset({reader}),
        n=0,
        asked=1,
        method="",
        sentence=sentence,
    )


def _sentence(
    room: Room,
    sitting: Sitting,
    person: Person,
    own: Answerer | None,
    *,
    whole: bool,
    alone: bool,
) -> str:
    """Return why this person's pages show what they show: the own reason, never a partner's."""
    change = "You may change this until the pages are printed."
    if sitting.day is not None and person.joined and person.joined > sitting.day:
        return "These questions were asked before you came, so no answers here are yours."
    if own is None or not any(own.answered.values()):
        return (
            "We have no answers of yours to these questions, so the pages of your pair show the "
            "group's results. Nobody else is told why."
        )
    choice = room.share_of(person.reader)
    if choice == "group only":
        return (
            "You chose that your answers count in the group only, so they stand on no page, and "
            f"your pair's pages show the group's results. Nobody else is told why. {change}"
        )
    if choice == "own answers":
        return (
            "You chose to see your own answers on this sheet alone, so your pair's pages show the "
            f"group's results. Nobody else is told why. {change}"
        )
    missing = [
        dimension.name for dimension in room.questions.dimensions if own.means[dimension.id] is None
    ]
    if missing:
        return (
            "You chose to share your answers within your pair. You answered too little on some "
            f"themes ({', '.join(missing)}), so these are not shown for the pair. {change}"
        )
    if alone or whole:
        return (
            f"You chose to share your answers within your pair, and its pages show them. {change}"
        )
    # Why the pair's page is not whole though this person shares is the partner's own business.
    return (
        "You chose to share your answers within your pair. Its pages show them only where "
        f"everyone in the pair chose so and answered. {change}"
    )


def _lines(room: Room, sitting: Sitting, pair: Seats) -> Sequence[PartnerLine]:
    """Return each ticked line for the partner, where those who read it now were there then."""
    if pair.present is None:
        return []
    answers = sitting.by_reader
    found = []
    for writer in pair.present:
        own = answers.get(writer.reader)
        words = own.row.values.get(PARTNER_LINE) if own else None
        choice = room.sharing.get(writer.reader)
        if own is None or not words or choice is None or not choice.line_for_partner:
            continue
        partners = [person for person in pair.members if person.id != writer.id]
        found += [
            PartnerLine(
                id=f"{sitting.wave}/person/{partner.id}/line/{own.role}",
                wave=sitting.wave,
                subject=writer.reader,
                readers=frozenset({partner.reader}),
                n=1,
                asked=1,
                method="",
                words=words,
                from_role=own.role,
            )
            for partner in partners
        ]
    return found
