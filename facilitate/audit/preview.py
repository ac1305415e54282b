"""Before anybody has answered: which pages are possible, and made-up answers to see them."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from textwrap import shorten

from facilitate.audit.consensus import ITEMS_NEEDED, SCALE_ITEMS_NEEDED
from facilitate.audit.context import FLOOR, WORDS_NEED, filled_posts
from facilitate.audit.disclosure import OTHERS_BEYOND_INSIDER
from facilitate.audit.findings import ROLES_APART
from facilitate.audit.free_lists import NAMED_BY
from facilitate.audit.group import RANGE_NEEDS
from facilitate.audit.networks import TARGETS_NEEDED
from facilitate.audit.signed_ranks import TEST_NEEDS, enough_to_show
from facilitate.faults import with_and
from facilitate.load.answers import AnswerRow, AnswerTable
from facilitate.model import Dimension, Person, Programme, Questions, Sharing
from facilitate.model.attendance import to_be_asked_alone
from facilitate.structs import Struct

MISSING = 0.02
"""The share of items that nobody answers, so that pages show how that looks."""


class PagePreview(Struct, kw_only=True):
    """One page: can it be shown, to how many people it speaks, and how many have to answer.

    `lost_after` is the number of non-replies that take it away (1: the first one); None where it
    cannot be shown anyway. `why` says in plain words what it rests on.
    """

    page: str
    shown: bool
    people: int
    needed: int
    lost_after: int | None
    why: str


class LeastShown(Struct):
    """How few people may be shown: of answers that partners may know, of others, and in words."""

    people: int
    alone: int
    words: int


def least_shown(programme: Programme, *, minimum: int | None = None) -> LeastShown:
    """Return how many people have to answer before anything of the group is shown."""
    limit = programme.says.minimum_group if minimum is None else minimum
    largest_pair = max((len(members) for members in filled_posts(programme).values()), default=0)
    # Partners who share know each other's answers, and still must not know a third's.
    people = max(FLOOR, limit, OTHERS_BEYOND_INSIDER + largest_pair)
    alone = max(FLOOR, limit, OTHERS_BEYOND_INSIDER + 1)
    return LeastShown(people, alone, max(people, WORDS_NEED))


def preview(
    programme: Programme, questions: Questions, *, minimum: int | None = None
) -> tuple[PagePreview, ...]:
    """Return every page that the stock takes could fill, the group's first, then each pair's.

    Pages that rest on ratings are there only where statements are asked. What compares two of them
    is there only where two are planned.

    `minimum` is the smallest group shown, by default the programme's, never below 3. Nothing of
    an answer is needed or used.
    """
    posts = filled_posts(programme)
    people = [person for members in posts.values() for person in members]
    to_ask = to_be_asked_alone(programme)
    least = least_shown(programme, minimum=minimum)
    needed, alone = least.people, least.alone
    roles = Counter(person.role for person in people)
    rated = bool(questions.dimensions)
    again = rated and len(programme.says.stock_takes) > 1
    return (
        *(_group(len(people), needed=needed, again=again) if rated else ()),
        *(
            _changes(
                questions,
                len(people),
                needed=needed,
                known=max(map(len, posts.values()), default=1),
            )
            if again
            else ()
        ),
        *_roles(programme, questions, roles, needed=alone),
        *_talks(len(people), needed=alone),
        *_words(questions, len(people), needed=needed),
        *_appendix(questions, len(people), needed=needed, again=again),
        *(
            _pair(pair, len(posts.get(pair, ())), free=pair not in to_ask)
            for pair in (programme.pairs if rated else ())
        ),
    )


def _page(page: str, *, people: int, needed: int, why: str) -> PagePreview:
    shown = people >= needed
    return PagePreview(
        page=page,
        shown=shown,
        people=people,
        needed=needed,
        lost_after=people - needed + 1 if shown else None,
        why=why,
    )


def _group(people: int, *, needed: int, again: bool) -> Iterator[PagePreview]:
    yield _page(
        "The group on each theme",
        people=people,
        needed=needed,
        why=f"at least {needed} people have to answer",
    )
    yield _page(
        "The group's range on each theme",
        people=people,
        needed=max(needed, RANGE_NEEDS),
        why=f"of fewer than {max(needed, RANGE_NEEDS)} people its ends would be somebody",
    )
    if again:
        yield _page(
            "The group, then and now",
            people=people,
            needed=needed,
            why=f"at least {needed} people have to answer both times",
        )


def _changes(
    questions: Questions, people: int, *, needed: int, known: int
) -> Iterator[PagePreview]:
    enough = enough_to_show(max(1, len(questions.dimensions)))
    told = enough + known + 1
    least = max(needed, told)
    just = f". Of just {told} it may still not be told" if least == told else ""
    yield _page(
        "Whether anything changed",
        people=people,
        needed=least,
        why=f"at least {least} people have to answer both times; {enough} of them moving the same "
        f"way and nobody the other would be a change{just}",
    )


def _roles(
    programme: Programme, questions: Questions, roles: Counter[str], *, needed: int
) -> Iterator[PagePreview]:
    if len(roles) < 2:
        return
    fewest = min(roles.values())
    words = programme.says.roles
    sizes = with_and(
        [
            f"{count} {words[role].one if count == 1 else words[role].many}"
            for role, count in roles.items()
        ]
    )
    just = [words[role].many for role, count in roles.items() if count == needed]
    least = (
        f". Of {with_and(just)} there are just enough: each of them has to answer every theme, no "
        "range is drawn for them, and a theme that one leaves out is shown without roles"
    )
    yield _page(
        ROLES_APART,
        people=fewest,
        needed=needed,
        why=f"each role needs {needed}; there are {sizes}. One that is missing hides all, because "
        f"the rest would tell it{least if just else ''}",
    )
    for role, count in roles.items() if questions.about_roles else ():
        yield _page(
            f"How {words[role].many} find the others",
            people=count,
            needed=needed,
            why=f"at least {needed} of them have to answer",
        )
    for role, count in roles.items() if questions.ties else ():
        few = sum(size < TARGETS_NEEDED for size in roles.values())
        left_out = f"; role groups under {TARGETS_NEEDED} people are left out" if few else ""
        yield _page(
            f"Whom {words[role].many} turn to",
            people=count,
            needed=needed,
            why=f"at least {needed} of them have to answer{left_out}",
        )


def _talks(people: int, *, needed: int) -> Iterator[PagePreview]:
    """Yield what conversations show by themselves, with a questionnaire or without."""
    yield _page(
        "Themes, if you speak with people",
        people=people,
        needed=needed,
        why=f"at least {needed} people to speak with, and {NAMED_BY} who name the theme",
    )


def _words(questions: Questions, people: int, *, needed: int) -> Iterator[PagePreview]:
    said = "answered" if questions.dimensions else "were spoken with"
    yield _page(
        "The group's words",
        people=people,
        needed=max(needed, WORDS_NEED),
        why=f"words need {max(needed, WORDS_NEED)} people who {said}, and each quote clearing",
    )
    for prompt in questions.lists:
        yield _page(
            f"List: {shorten(prompt.text, 60, placeholder=' …')}",
            people=people,
            needed=needed,
            why=f"at least {needed} lists; an entry needs three people who name it",
        )


def _appendix(
    questions: Questions, people: int, *, needed: int, again: bool
) -> Iterator[PagePreview]:
    if again:
        yield _page(
            "Tests of change (facilitator)",
            people=people,
            needed=max(needed, TEST_NEEDS),
            why=f"at least {TEST_NEEDS} of the same people have to answer differently",
        )
    items = sum(len(dimension.items) for dimension in questions.dimensions)
    if items >= SCALE_ITEMS_NEEDED or len(questions.statements) >= ITEMS_NEEDED:
        yield _page(
            "One picture or two",
            people=people,
            needed=needed,
            why=f"at least {needed} people who answered half of the statements",
        )


def _pair(pair: str, members: int, *, free: bool) -> PagePreview:
    why = "each member has to answer and to share; otherwise it shows the group's results"
    if not members:
        why = "nobody is in this pair"
    elif not free:
        why = "one reports to another, so it shows the group's results until each is asked alone"
    shown = members > 0 and free
    return PagePreview(
        page=f"Pair {pair}",
        shown=shown,
        people=members,
        needed=members,
        lost_after=1 if shown else None,
        why=why,
    )


def sample_answers(programme: Programme, questions: Questions) -> Mapping[str, AnswerTable]:
    """Return made-up answers of every member for each stock take of the programme.

    Every other theme lies higher and later stock takes lie a little higher, so that there is
    something to see. The same programme gives the same answers; nobody's real ones go in.
    """
    names = programme.says.takes_in_order
    return {name: _wave(programme, questions, number) for number, name in enumerate(names)}


def sample_sharing(programme: Programme) -> Mapping[str, Sharing]:
    """Return choices in which everybody shares with the partner and may be watched."""
    choice = Sharing.model_validate(
        {"sharing": "both partners", "being observed": "yes", "sponsor visit": "yes"}
    )
    return {person.id: choice for person in programme.people}


def _wave(programme: Programme, questions: Questions, number: int) -> AnswerTable:
    members = [one for one in programme.people if one.pair and not one.vacant]
    rows = tuple(_row(questions, one, number, line) for line, one in enumerate(members, 2))
    columns = tuple(item.id for one in questions.dimensions for item in one.items)
    return AnswerTable(rows=rows, columns=columns)


def _row(questions: Questions, person: Person, number: int, line: int) -> AnswerRow:
    chance = random.Random(f"{person.id} {number}")  # noqa: S311  made-up figures, no secret
    values: dict[str, str | None] = {}
    for place, dimension in enumerate(questions.dimensions):
        values |= dict(_items(questions, dimension, place, number, chance))
    return AnswerRow(person=person.id, pair=person.pair, role=person.role, values=values, line=line)


def _items(
    questions: Questions, dimension: Dimension, place: int, number: int, chance: random.Random
) -> Iterator[tuple[str, str | None]]:
    scale = questions.scale_of(dimension)
    low, high = scale.low, scale.high
    middle = low + (high - low) * (0.7 - 0.09 * (place % 5) + 0.08 * number)
    own = chance.gauss(middle, (high - low) * 0.15)
    for item in dimension.items:
        given = min(high, max(low, round(chance.gauss(own, (high - low) * 0.1))))
        raw = low + high - given if item.reverse else given
        yield item.id, None if chance.random() < MISSING else str(raw)
