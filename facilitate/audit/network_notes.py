"""The facilitator's figures on ties: density, linking, and E-I beside what chance would give."""

from collections.abc import Iterator, Mapping

from facilitate.audit.findings import MethodNote
from facilitate.audit.room import Room
from facilitate.audit.sitting import Answerer, Sitting
from facilitate.audit.ties import (
    Network,
    density,
    dyads,
    ei,
    ei_permuted,
    network,
    reciprocity,
    share_with_tie_to,
)
from facilitate.model.questions import Prompt
from facilitate.recipient import FACILITATOR, GROUP


def named_by(one: Answerer, prompt: Prompt) -> tuple[str, ...] | None:
    """Return whom a person named, without the own name; None if the question was not answered."""
    cell = one.row.values.get(f"tie:{prompt.id}")
    if cell is None:
        return None
    words = (word.strip() for word in cell.split("|"))
    return tuple(dict.fromkeys(word for word in words if word and word != one.id))


def tie_notes(room: Room, sitting: Sitting, prompt: Prompt, net: Network) -> Iterator[MethodNote]:
    """Yield density and linking, then E-I by role and by pair if there is a tie at all."""
    yield _linking(room, sitting, prompt, net)
    roles = {person: room.people[person].role for person in net.roster}
    pairs = {person: room.people[person].pair for person in net.roster}
    for about, groups in (("role", roles), ("pair", pairs)) if net.ties else ():
        yield _index(room, sitting, prompt, net, about=about, groups=groups)


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
