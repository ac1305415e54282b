"""Who turns to whom: by role group for everybody, indices for the facilitator."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

from facilitate.audit.context import AuditContext, to_facilitator, to_oneself
from facilitate.audit.disclosure import Cleared, Release, all_alike, cleared, total
from facilitate.audit.finding import Finding
from facilitate.audit.findings import (
    MethodNote,
    PersonTies,
    TieCell,
    TieMatrix,
)
from facilitate.audit.group import EVERYONE, MeasureResult, measure, withheld
from facilitate.audit.scores import DRAWS
from facilitate.audit.wave import Respondent, Wave, in_post_on
from facilitate.faults import At, Fault, Place, nearest
from facilitate.figures import number
from facilitate.model.questions import Prompt
from facilitate.structs import Struct

Tie = tuple[str, str]
"""(who names, who is named)."""


TARGETS_NEEDED = 3
"""A cell of the group's matrix needs so many people who can be named in it."""

NAMING_NEEDED = 3
"""... and so many who name somebody."""


class Network(Struct):
    """Directed ties. Only those who answered can name; a missing answer is no row of zeros."""

    roster: tuple[str, ...]
    answered: frozenset[str]
    ties: frozenset[Tie]

    def possible(self) -> int:
        """Return how many ties those who answered could have named."""
        return sum(len(self.roster) - 1 for person in self.roster if person in self.answered)


def network(
    roster: Sequence[str], ties: Collection[Tie], answered: Collection[str] | None = None
) -> Network:
    """Return a network without ties to oneself or to anybody who is not on the roster."""
    there = frozenset(roster)
    names = there if answered is None else frozenset(answered) & there
    kept = {(a, b) for a, b in ties if a in names and b in there and a != b}
    return Network(tuple(roster), names, frozenset(kept))


def density(net: Network) -> float | None:
    """Return ties among possible ties of those who answered, 0 to 1; None if none is possible."""
    possible = net.possible()
    return len(net.ties) / possible if possible else None


def reciprocity(net: Network) -> float | None:
    """Return the share (0 to 1) of ties that are returned, among people who both answered.

    None of no such tie. Source: Wasserman & Faust (1994), Social Network Analysis, section 13.
    """
    both = [tie for tie in net.ties if tie[1] in net.answered]
    return sum((b, a) in net.ties for a, b in both) / len(both) if both else None


class RoleTies(Struct):
    """Ties from one group to another: how many there are, how many could be, and how many named."""

    source: str
    target: str
    ties: int
    possible: int
    raters: int
    targets: int


def blocks(net: Network, groups: Mapping[str, str]) -> tuple[RoleTies, ...]:
    """Return every directed block of groups, sorted by group; rows are those who answered."""
    names = sorted({groups[person] for person in net.roster})
    found = dict.fromkeys(((a, b) for a in names for b in names), 0)
    for a, b in net.ties:
        found[groups[a], groups[b]] += 1
    raters = Counter(groups[person] for person in net.answered)
    sizes = Counter(groups[person] for person in net.roster)
    return tuple(
        RoleTies(
            source=a,
            target=b,
            ties=count,
            possible=raters[a] * (sizes[b] - (a == b)),
            raters=raters[a],
            targets=sizes[b],
        )
        for (a, b), count in found.items()
    )


class EIIndex(Struct):
    """Ties across groups against ties inside, from -1 (inside) to 1 (across); None of no tie.

    `expected` is what random labels give; None where no tie is possible.
    """

    external: int
    internal: int
    value: float | None
    expected: float | None


def ei(net: Network, groups: Mapping[str, str]) -> EIIndex:
    """Return the E-I index of directed ties, (E - I) / (E + I), with its expected value.

    Source: Krackhardt & Stern (1988), Social Psychology Quarterly 51, 123-140.
    """
    sizes = Counter(groups[person] for person in net.roster)
    external = sum(groups[a] != groups[b] for a, b in net.ties)
    internal = len(net.ties) - external
    possible = net.possible()
    inside = sum(sizes[groups[person]] - 1 for person in net.answered)
    return EIIndex(
        external=external,
        internal=internal,
        value=(external - internal) / len(net.ties) if net.ties else None,
        expected=(possible - 2 * inside) / possible if possible else None,
    )


class PermutationTest(Struct):
    """E-I under permuted labels: the p of either direction, (0 to 1]."""

    p_low: float
    p_high: float


@lru_cache(maxsize=1)
def _orders(people: int, seed: int) -> Any:
    """Return random orders of people, one in each column; the relations of a roster share them."""
    import numpy as np

    order = np.tile(np.arange(people, dtype=np.int16), (DRAWS, 1))
    return np.ascontiguousarray(np.random.default_rng(seed).permuted(order, axis=1).T)


def ei_permutation_test(
    net: Network, groups: Mapping[str, str], *, seed: int = 1
) -> PermutationTest | None:
    """Return the permutation test of E-I: labels change places, ties stay; None of no tie.

    p = (1 + draws at least as extreme) / (1 + DRAWS), both directions.
    Source: Krackhardt & Stern (1988), as above; Phipson & Smyth (2010), Statistical Applications
    in Genetics and Molecular Biology 9, 39.
    """
    import numpy as np

    if not net.ties:
        return None
    names = sorted({groups[person] for person in net.roster})
    place = {person: number for number, person in enumerate(net.roster)}
    number = {name: number for number, name in enumerate(names)}
    kind = np.uint8 if len(names) < 256 else np.uint16
    labels = np.array([number[groups[person]] for person in net.roster], dtype=kind)
    drawn = labels[_orders(len(labels), seed)]
    across = np.zeros(DRAWS, dtype=np.uint32)
    few, differs = np.zeros(DRAWS, dtype=np.uint8), np.zeros(DRAWS, dtype=bool)
    for counted, (a, b) in enumerate(net.ties, 1):
        np.not_equal(drawn[place[a]], drawn[place[b]], out=differs)
        few += differs.view(np.uint8)
        if counted % 255 == 0 or counted == len(net.ties):  # as far as a byte counts
            across += few
            few[:] = 0
    found = across.astype(float) * 2 / len(net.ties) - 1
    observed = 2 * sum(groups[a] != groups[b] for a, b in net.ties) / len(net.ties) - 1
    return PermutationTest(
        p_low=(1 + int((found <= observed + 1e-9).sum())) / (1 + DRAWS),
        p_high=(1 + int((found >= observed - 1e-9).sum())) / (1 + DRAWS),
    )


def share_with_tie_to(net: Network, named: Collection[str]) -> float | None:
    """Return the share (0 to 1) of those who answered with a tie to one of these; None of none."""
    wanted = set(named)
    asked = net.answered - wanted
    if not asked:
        return None
    return len({a for a, b in net.ties if b in wanted and a in asked}) / len(asked)


def named_by(one: Respondent, prompt: Prompt) -> tuple[str, ...] | None:
    """Return whom a person named, without the own name; None if the question was not answered."""
    cell = one.row.values.get(f"tie:{prompt.id}")
    if cell is None:
        return None
    words = (word.strip() for word in cell.split("|"))
    return tuple(dict.fromkeys(word for word in words if word and word != one.id))


class AskedTies(Struct):
    """A tie question as it was answered in a stock take, with the network that comes of it."""

    context: AuditContext
    wave: Wave
    prompt: Prompt
    net: Network

    def notes(self) -> Iterator[MethodNote]:
        """Yield density and linking, then E-I by role and by pair if there is a tie at all."""
        net, people = self.net, self.context.people
        everyone = total(EVERYONE, self.wave.name, net.answered)
        verdict = cleared([everyone], minimum=self.context.minimum)
        if not verdict.shown:
            return
        yield self._linking(verdict)
        roles = {person: people[person].role for person in net.roster}
        pairs = {person: people[person].pair for person in net.roster}
        for about, groups in (("role", roles), ("pair", pairs)) if net.ties else ():
            yield self._index(verdict, about, groups)

    def _linking(self, verdict: Cleared) -> MethodNote:
        """Return density, reciprocity, and ties to anybody outside the pairs, sponsors included."""
        net, prompt = self.net, self.prompt
        named = {one.id: set(named_by(one, prompt) or ()) for one in self.wave.respondents}
        outward = {(one, "*") for one, names in named.items() if names - set(net.roster)}
        linked = network((*net.roster, "*"), outward, net.answered)
        return self._note(
            "density and linking",
            "rows of those who answered; linking is to sponsors or outside the pairs",
            verdict,
            ("density", density(net)),
            ("reciprocity", reciprocity(net)),
            ("share with a tie up or outside", share_with_tie_to(linked, {"*"})),
        )

    def _index(self, verdict: Cleared, about: str, groups: Mapping[str, str]) -> MethodNote:
        index = ei(self.net, groups)
        test = ei_permutation_test(self.net, groups, seed=self.context.programme.says.seed)
        return self._note(
            f"E-I by {about}",
            "Krackhardt & Stern 1988; labels permuted 9,999 times, p = (1 + count)/(1 + draws)",
            verdict,
            ("ties across", index.external),
            ("ties inside", index.internal),
            ("E-I", index.value),
            ("expected by chance", index.expected),
            ("p of so low", test.p_low if test else None),
            ("p of so high", test.p_high if test else None),
            words="Read the index against what chance would give, never against 0.",
        )

    def _note(
        self,
        measured: str,
        method: str,
        verdict: Cleared,
        *figures: tuple[str, float | None],
        words: str = "",
    ) -> MethodNote:
        return MethodNote(
            id=f"{self.wave.name}/group/ties/{self.prompt.id}/{measured.replace(' ', '-')}",
            **to_facilitator(self.wave),
            n=len(self.net.answered),
            method=method,
            about=self.prompt.text,
            measure=measured,
            figures=verdict.figures(EVERYONE, figures),
            words=words,
        )

    def matrix(
        self, earlier: Sequence[Release]
    ) -> tuple[tuple[TieMatrix, ...], tuple[Release, ...]]:
        """Return the matrix by role (or nothing), with the totals of raters that it publishes."""
        context, wave, net = self.context, self.wave, self.net
        roles = {person: context.people[person].role for person in net.roster}
        cells = tuple(_blocks(net, roles, context.minimum))
        verdict = cleared(
            [
                total(role, wave.name, (one for one in net.answered if roles[one] == role))
                for role in dict.fromkeys(cell.source for cell in cells)
            ],
            earlier=earlier,
            minimum=context.minimum,
            insiders=[frozenset({(wave.name, person)}) for person in sorted(net.answered)],
        )
        shown = tuple(
            TieCell(
                source=block.source,
                target=block.target,
                ties=verdict.published(block.source, block.ties),
                possible=block.possible,
                n=block.raters,
            )
            for block in cells
            if block.source in verdict.ids
        )
        if not shown:
            return (), ()
        matrix = TieMatrix(
            id=f"{wave.name}/group/ties/{self.prompt.id}",
            **context.to_everyone(wave),
            n=len(net.answered),
            method="names given among those that could be given, by role; nobody is named",
            question="Whom would you like to be able to turn to, and have not yet?",
            prompt=self.prompt.text,
            cells=shown,
            named=_named(shown, groups=len({*roles.values()})),
        )
        return (matrix,), verdict.shown


@measure
def tie_findings(
    context: AuditContext, wave: Wave, *, earlier: Mapping[str, Sequence[Release]]
) -> MeasureResult:
    """Return, for each tie question, the group's matrix, own ties for each, and the indices."""
    found: list[Finding] = []
    releases: dict[str, tuple[Release, ...]] = {}
    for prompt in context.questions.ties:
        asked = f"tie:{prompt.id}"
        if not any(one.row.values.get(asked) for one in wave.respondents):
            continue
        ties = AskedTies(context, wave, prompt, _network(context, wave, prompt))
        n, at = len(ties.net.answered), f"ties/{prompt.id}"
        if n < context.minimum:
            found.append(withheld(context, wave, prompt.text, reason="too_few", n=n, at=at))
        else:
            matrix, releases[asked] = ties.matrix(earlier.get(asked, ()))
            found += [*matrix, *ties.notes()]
        found += _own(context, wave, prompt)
    return MeasureResult(tuple(found), releases)


def tie_faults(context: AuditContext, wave: Wave, *, file: str) -> Iterator[Fault]:
    """Yield a warning for a name that is nearly, but not quite, somebody's id; once a name."""
    known: set[str] = set(context.people)
    for one in (*wave.respondents, *wave.sponsors):
        for prompt in context.questions.ties:
            for word in named_by(one, prompt) or ():
                if word in known:
                    continue
                known.add(word)
                if nearest(word, context.people):
                    yield Fault(
                        code="A607",
                        severity="warning",
                        message=f"Column 'tie:{prompt.id}': a name here is nearly somebody's id, "
                        "so this counts as somebody outside.",
                        hint="Look at the cell, and write the id if it is meant.",
                        place=Place(file, one.row.line),
                        because=(At(context.programme.file, ("pairs",)),),
                    )


def _network(context: AuditContext, wave: Wave, prompt: Prompt) -> Network:
    """Return the ties among members of pairs; whoever left the question empty has none to give.

    An empty cell of somebody who answered a tie question at all is a row without ties; somebody
    who answered none of them is missing.
    """
    prompts = [f"tie:{each.id}" for each in context.questions.ties]
    answered = [
        one.id for one in wave.respondents if any(one.row.values.get(each) for each in prompts)
    ]
    seated = (
        person.id
        for person in context.people.values()
        if person.pair and in_post_on(person, wave.day)
    )
    roster = tuple(dict.fromkeys((*seated, *(one.id for one in wave.respondents))))
    ties = {(one.id, named) for one in wave.respondents for named in named_by(one, prompt) or ()}
    return network(roster, ties, answered)


def _blocks(net: Network, roles: Mapping[str, str], minimum: int) -> Iterator[RoleTies]:
    """Yield the blocks of the matrix in which enough people name and can be named."""
    given = Counter((one, roles[other]) for one, other in net.ties)
    for block in blocks(net, roles):
        counts = [given[one, block.target] for one in net.answered if roles[one] == block.source]
        # One or two people with ties would be as good as named.
        named = sum(count > 0 for count in counts) >= NAMING_NEEDED
        many = block.raters >= minimum and block.targets >= TARGETS_NEEDED
        if many and named and not all_alike(counts):
            yield block


def _named(cells: Sequence[TieCell], *, groups: int) -> Literal["inside", "across", ""]:
    """Say whether every group names its own more, or less, often than any; with every cell."""
    if len(cells) < groups**2 or groups < 2:
        return ""
    own = {cell.source: cell for cell in cells if cell.source == cell.target}
    both = [(own[cell.source], cell) for cell in cells if cell.source != cell.target]
    if all(_more_often(inside, across) for inside, across in both):
        return "inside"
    return "across" if all(_more_often(across, inside) for inside, across in both) else ""


def _more_often(one: TieCell, other: TieCell) -> bool:
    """Say whether a share is the larger one, also if one name had been given the other way."""
    return (number(one.ties) - 1) / one.possible > (number(other.ties) + 1) / other.possible


def _own(context: AuditContext, wave: Wave, prompt: Prompt) -> Iterator[PersonTies]:
    for one in (*wave.respondents, *wave.sponsors):
        named = named_by(one, prompt)
        if named and one.in_post and context.share_of(one.reader) != "group only":
            reader = one.reader
            yield PersonTies(
                id=f"{wave.name}/person/{one.id}/ties/{prompt.id}",
                **to_oneself(wave.name, reader),
                n=1,
                method="names that you gave",
                prompt=prompt.text,
                named=named,
            )
