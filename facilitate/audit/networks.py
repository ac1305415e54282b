"""Findings on who turns to whom: by role group for everybody, indices for the facilitator."""

from collections import Counter
from collections.abc import Iterator, Mapping

from facilitate.audit.disclosure import all_alike
from facilitate.audit.findings import Finding, MethodNote, PersonTies, TieCell, TieMatrix
from facilitate.audit.group import withheld
from facilitate.audit.room import Room, own_sheet
from facilitate.audit.sitting import Answerer, Sitting, held
from facilitate.audit.ties import (
    Block,
    Network,
    blocks,
    density,
    dyads,
    ei,
    ei_permuted,
    network,
    reciprocity,
    share_with_tie_to,
)
from facilitate.faults import Fault, Place, nearest
from facilitate.model.questions import Prompt
from facilitate.recipient import FACILITATOR, GROUP

TARGETS_NEEDED = 3
"""A cell of the group's matrix needs so many people who can be named in it."""


NAMING_NEEDED = 3
"""... and so many who name somebody."""


def named_by(one: Answerer, prompt: Prompt) -> tuple[str, ...] | None:
    """Return whom a person named, without the own name; None if the question was not answered."""
    cell = one.row.values.get(f"tie:{prompt.id}")
    if cell is None:
        return None
    words = (word.strip() for word in cell.split("|"))
    return tuple(dict.fromkeys(word for word in words if word and word != one.id))


def tie_findings(room: Room, sitting: Sitting) -> tuple[Finding, ...]:
    """Return, for each tie question, the group's matrix, own ties for each, and the indices."""
    found: list[Finding] = []
    for prompt in room.questions.ties:
        asked = f"tie:{prompt.id}"
        answered = [one for one in sitting.answerers if one.row.values.get(asked)]
        if answered:
            found += _prompted(room, sitting, prompt)
    return tuple(found)


def tie_faults(room: Room, sitting: Sitting, *, file: str) -> Iterator[Fault]:
    """Yield a warning for a name that is nearly, but not quite, somebody's id; once a name."""
    told: set[str] = set(room.people)
    for one in (*sitting.answerers, *sitting.sponsors):
        for prompt in room.questions.ties:
            for word in named_by(one, prompt) or ():
                if word in told:
                    continue
                told.add(word)
                near = nearest(word, room.people)
                if near:
                    yield Fault(
                        code="A607",
                        severity="warning",
                        message=f"Column 'tie:{prompt.id}': nobody is called {word[:40]!r}, "
                        "so this counts as somebody outside.",
                        hint=f"Did you mean {near!r}?",
                        place=Place(file, one.row.line),
                    )


def _prompted(room: Room, sitting: Sitting, prompt: Prompt) -> Iterator[Finding]:
    net = _network(room, sitting, prompt)
    roles = {person: room.people[person].role for person in net.roster}
    pairs = {person: room.people[person].pair for person in net.roster}
    if len(net.answered) < room.minimum:
        yield withheld(
            room,
            sitting,
            prompt.text,
            reason="too_few",
            n=len(net.answered),
            at=f"ties/{prompt.id}",
        )
    else:
        cells = tuple(_cells(room, net, roles))
        if cells:
            yield _matrix(room, sitting, prompt, net=net, cells=cells)
        yield _linking(room, sitting, prompt, net)
        for about, groups in (("role", roles), ("pair", pairs)) if net.ties else ():
            yield _index(room, sitting, prompt, net, about=about, groups=groups)
    yield from _own(room, sitting, prompt)


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
    room: Room, sitting: Sitting, prompt: Prompt, *, net: Network, cells: tuple[TieCell, ...]
) -> TieMatrix:
    return TieMatrix(
        id=f"{sitting.wave}/group/ties/{prompt.id}",
        wave=sitting.wave,
        subject=GROUP,
        readers=room.everyone,
        n=len(net.answered),
        asked=sitting.asked,
        method="names given among those that could be given, by role; nobody is named",
        question="Whom would you like to be able to turn to, and have not yet?",
        prompt=prompt.text,
        cells=cells,
    )


def _note(
    sitting: Sitting,
    prompt: Prompt,
    net: Network,
    *,
    measure: str,
    method: str,
    figures: tuple[tuple[str, float | None], ...],
    words: str = "",
) -> MethodNote:
    return MethodNote(
        id=f"{sitting.wave}/group/ties/{prompt.id}/{measure.replace(' ', '-')}",
        wave=sitting.wave,
        subject=GROUP,
        readers=frozenset({FACILITATOR}),
        n=len(net.answered),
        asked=sitting.asked,
        method=method,
        about=prompt.text,
        measure=measure,
        figures=figures,
        words=words,
    )


def _linking(room: Room, sitting: Sitting, prompt: Prompt, net: Network) -> MethodNote:
    """Return density, reciprocity, and ties to sponsors and to anybody outside the pairs."""
    sponsors = {one.id for one in room.people.values() if not one.pair}
    named = {one.id: set(named_by(one, prompt) or ()) for one in sitting.answerers}
    up = sum(len(names & sponsors) for one, names in named.items() if one in net.answered)
    possible = len(net.answered) * len(sponsors)
    down = sum(len(set(named_by(one, prompt) or ()) & set(net.roster)) for one in sitting.sponsors)
    possible_down = len(sitting.sponsors) * len(net.roster)
    outward = {(one, "*") for one, names in named.items() if names - set(net.roster)}
    linked = network((*net.roster, "*"), outward, net.answered)
    mutual, one_way, none = dyads(net)
    density_up = up / possible if possible else None
    density_down = down / possible_down if possible_down else None
    return _note(
        sitting,
        prompt,
        net,
        measure="density and linking",
        method="rows of those who answered; linking is to sponsors or outside the pairs",
        figures=(
            ("density", density(net)),
            ("reciprocity", reciprocity(net)),
            ("mutual dyads", mutual),
            ("one-way dyads", one_way),
            ("dyads without a tie", none),
            ("density up", density_up),
            ("density down", density_down),
            ("up to down", density_up / density_down if density_up and density_down else None),
            ("share with a tie up or outside", share_with_tie_to(linked, {"*"})),
        ),
    )


def _index(
    room: Room,
    sitting: Sitting,
    prompt: Prompt,
    net: Network,
    *,
    about: str,
    groups: Mapping[str, str],
) -> MethodNote:
    index = ei(net, groups)
    test = ei_permuted(net, groups, seed=room.programme.says.seed)
    return _note(
        sitting,
        prompt,
        net,
        measure=f"E-I by {about}",
        method="Krackhardt & Stern 1988; labels permuted 9,999 times, p = (1 + count)/(1 + draws)",
        figures=(
            ("ties across", index.external),
            ("ties inside", index.internal),
            ("E-I", index.value),
            ("expected by chance", index.expected),
            ("lowest possible", index.low),
            ("highest possible", index.high),
            ("rescaled", index.rescaled),
            ("p of so low", test.p_low if test else None),
            ("p of so high", test.p_high if test else None),
        ),
        words="Read the index against what chance would give, never against 0.",
    )


def _own(room: Room, sitting: Sitting, prompt: Prompt) -> Iterator[PersonTies]:
    for one in (*sitting.answerers, *sitting.sponsors):
        named = named_by(one, prompt)
        if named and one.holds and room.share_of(one.id) != "group only":
            reader = own_sheet(room.people[one.id])
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
