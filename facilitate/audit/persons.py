"""What one person alone reads: own means, the own choice and the partner's line."""

from collections.abc import Sequence

from facilitate.audit.findings import Finding, Notice, PartnerLine, PersonTheme
from facilitate.audit.pairs import Seats
from facilitate.audit.room import Room
from facilitate.audit.sitting import Answerer, Sitting
from facilitate.model import Person
from facilitate.model.private import Share
from facilitate.recipient import Recipient

PARTNER_LINE = "comment:partner"
"""The column of the one line for the partner; it is no comment and reaches nobody else."""

CALLED: dict[Share, str] = {
    "group only": "the group only",
    "own answers": "my own page",
    "both partners": "my partner and I",
}
"""The choices as the questionnaire and the slip call them."""

METHOD = "mean of the statements answered; at least half"


def person_findings(room: Room, sitting: Sitting, pair: Seats) -> tuple[Finding, ...]:
    """Return what each member of a pair (or each sponsor) reads alone, in the pair's order."""
    answers = sitting.by_reader
    found: list[Finding] = []
    for person in pair.members:
        if sitting.day is not None and person.left and person.left < sitting.day:
            continue
        own = answers.get(person.reader)
        if own is not None and room.share_of(person.reader) != "group only":
            found += _themes(room, sitting, own, reader=person.reader)
        found.append(_notice(sitting, person, _sentence(room, sitting, person, own)))
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


def _sentence(room: Room, sitting: Sitting, person: Person, own: Answerer | None) -> str:
    """Return what this person chose, in one line for each choice, or why no answers are here.

    It says nothing of the pair's page, which tells no reason for what it shows.
    """
    if sitting.day is not None and person.joined and person.joined > sitting.day:
        return "These questions were asked before you came, so no answers here are yours."
    if own is None or not any(own.answered.values()):
        return "We have no answers of yours to these questions."
    chose = "You chose" if person.reader in room.sharing else "You said nothing, which counts as"
    said = CALLED[room.share_of(person.reader)]
    return f"{chose}: {said}. You may change this until the pages are printed."


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
