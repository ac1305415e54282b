"""Findings on who turns to whom: by role group for everybody, indices for the facilitator."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from facilitate.audit.alike import all_alike
from facilitate.audit.disclosure import Release, cleared, total
from facilitate.audit.findings import Finding, PersonTies, TieCell, TieMatrix
from facilitate.audit.group import Shown, measure, withheld
from facilitate.audit.network_notes import named_by, tie_notes
from facilitate.audit.room import Room
from facilitate.audit.sitting import Sitting, held
from facilitate.audit.ties import (
    Block,
    Network,
    blocks,
    network,
)
from facilitate.faults import Fault, Place, nearest
from facilitate.model.questions import Prompt
from facilitate.recipient import GROUP

TARGETS_NEEDED = 3
"""A cell of the group's matrix needs so many people who can be named in it."""


NAMING_NEEDED = 3
"""... and so many who name somebody."""


@measure
def tie_findings(
    room: Room, sitting: Sitting, *, earlier: Mapping[str, Sequence[Release]]
) -> Shown:
    """Return, for each tie question, the group's matrix, own ties for each, and the indices."""
    found: list[Finding] = []
    releases: dict[str, tuple[Release, ...]] = {}
    for prompt in room.questions.ties:
        asked = f"tie:{prompt.id}"
        if not any(one.row.values.get(asked) for one in sitting.answerers):
            continue
        net = _network(room, sitting, prompt)
        if len(net.answered) < room.minimum:
            found.append(_too_few(room, sitting, prompt, net))
        else:
            matrix, releases[asked] = _matrix(room, sitting, prompt, net, earlier.get(asked, ()))
            found += [*matrix, *tie_notes(room, sitting, prompt, net)]
        found += _own(room, sitting, prompt)
    return Shown(tuple(found), releases)


def tie_faults(room: Room, sitting: Sitting, *, file: str) -> Iterator[Fault]:
    """Yield a warning for a name that is nearly, but not quite, somebody's id; once a name."""
    told: set[str] = set(room.people)
    for one in (*sitting.answerers, *sitting.sponsors):
        for prompt in room.questions.ties:
            for word in named_by(one, prompt) or ():
                if word in told:
                    continue
                told.add(word)
                if nearest(word, room.people):
                    yield Fault(
                        code="A607",
                        severity="warning",
                        message=f"Column 'tie:{prompt.id}': a name here is nearly somebody's id, "
                        "so this counts as somebody outside.",
                        hint="Look at the cell, and write the id if it is meant.",
                        place=Place(file, one.row.line),
                    )


def _too_few(room: Room, sitting: Sitting, prompt: Prompt, net: Network) -> Finding:
    n, at = len(net.answered), f"ties/{prompt.id}"
    return withheld(room, sitting, prompt.text, reason="too_few", n=n, at=at)


def _network(room: Room, sitting: Sitting, prompt: Prompt) -> Network:
    """Return the ties among members of pairs; whoever left the question empty has none to give.

    An empty cell of somebody who answered a tie question at all is a row without ties; somebody
    who answered none of them is missing.
    """
    prompts = [f"tie:{each.id}" for each in room.questions.ties]
    answered = [
        one.id for one in sitting.answerers if any(one.row.values.get(each) for each in prompts)
    ]
    seated = (
        person.id for person in room.people.values() if person.pair and held(person, sitting.day)
    )
    roster = tuple(dict.fromkeys((*seated, *(one.id for one in sitting.answerers))))
    ties = {(one.id, named) for one in sitting.answerers for named in named_by(one, prompt) or ()}
    return network(roster, ties, answered)


def _cells(room: Room, net: Network, roles: Mapping[str, str]) -> Iterator[TieCell]:
    given = Counter((one, roles[other]) for one, other in net.ties)
    for block in blocks(net, roles):
        raters = [one for one in net.answered if roles[one] == block.source]
        counts = [given[one, block.target] for one in raters]
        # One or two people with ties would be as good as named.
        enough = sum(count > 0 for count in counts) >= NAMING_NEEDED
        if _may_show(room, block) and enough and not all_alike(counts):
            yield TieCell(
                source=block.source,
                target=block.target,
                ties=block.ties,
                possible=block.possible,
                n=block.raters,
            )


def _may_show(room: Room, block: Block) -> bool:
    return block.raters >= room.minimum and block.targets >= TARGETS_NEEDED


def _matrix(
    room: Room,
    sitting: Sitting,
    prompt: Prompt,
    net: Network,
    earlier: Sequence[Release],
) -> tuple[tuple[TieMatrix, ...], tuple[Release, ...]]:
    """Return the matrix by role (or nothing), with the totals of raters that it publishes."""
    roles = {person: room.people[person].role for person in net.roster}
    cells = tuple(_cells(room, net, roles))
    verdict = cleared(
        [
            total(role, sitting.wave, (one for one in net.answered if roles[one] == role))
            for role in dict.fromkeys(cell.source for cell in cells)
        ],
        earlier=earlier,
        minimum=room.minimum,
        insiders=[frozenset({(sitting.wave, person)}) for person in sorted(net.answered)],
    )
    sources = {release.id for release in verdict.shown}
    shown = tuple(cell for cell in cells if cell.source in sources)
    if not shown:
        return (), ()
    matrix = TieMatrix(
        id=f"{sitting.wave}/group/ties/{prompt.id}",
        wave=sitting.wave,
        subject=GROUP,
        readers=room.everyone,
        n=len(net.answered),
        asked=sitting.asked,
        method="names given among those that could be given, by role; nobody is named",
        question="Whom would you like to be able to turn to, and have not yet?",
        prompt=prompt.text,
        cells=shown,
    )
    return (matrix,), verdict.shown


def _own(room: Room, sitting: Sitting, prompt: Prompt) -> Iterator[PersonTies]:
    for one in (*sitting.answerers, *sitting.sponsors):
        named = named_by(one, prompt)
        if named and one.holds and room.share_of(one.reader) != "group only":
            reader = one.reader
            yield PersonTies(
                id=f"{sitting.wave}/person/{one.id}/ties/{prompt.id}",
                wave=sitting.wave,
                subject=reader,
                readers=frozenset({reader}),
                n=1,
                asked=1,
                method="names that you gave",
                prompt=prompt.text,
                named=named,
            )
