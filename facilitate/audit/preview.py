"""Before a single answer: which pages these people and settings allow, and what takes them away."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

from facilitate.audit.change_tests import TEST_NEEDS
from facilitate.audit.disclosure import OTHERS_BEYOND_INSIDER
from facilitate.audit.group import RANGE_NEEDS
from facilitate.audit.networks import TARGETS_NEEDED
from facilitate.audit.one_picture import ITEMS_NEEDED
from facilitate.audit.pictures import SCALE_ITEMS_NEEDED
from facilitate.audit.room import FLOOR, WORDS_NEED, seats_of
from facilitate.model import Programme, Questions
from facilitate.model.attendance import to_be_asked_alone


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePreview:
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


def preview(
    programme: Programme, questions: Questions, *, minimum: int | None = None
) -> tuple[PagePreview, ...]:
    """Return every page that a stock take could fill, the group's first, then each pair's.

    `minimum` is the smallest group shown, by default the programme's, never below 3. Nothing of
    an answer is needed or used.
    """
    limit = programme.says.minimum_group if minimum is None else minimum
    seats = seats_of(programme)
    people = [person for members in seats.values() for person in members]
    to_ask = to_be_asked_alone(programme)
    largest_pair = max((len(members) for members in seats.values()), default=0)
    # Partners who share know each other's answers, and still must not know a third's.
    needed = max(FLOOR, limit, OTHERS_BEYOND_INSIDER + largest_pair)
    roles = Counter(person.role for person in people)
    return (
        *_group(len(people), needed=needed),
        *_roles(questions, roles, needed=max(FLOOR, limit, OTHERS_BEYOND_INSIDER + 1)),
        *_words(questions, len(people), needed=needed),
        *_appendix(questions, len(people), needed=needed),
        *(
            _pair(pair, len(seats.get(pair, ())), free=pair not in to_ask)
            for pair in programme.pairs
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


def _group(people: int, *, needed: int) -> Iterator[PagePreview]:
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
    yield _page(
        "The group, then and now",
        people=people,
        needed=needed,
        why=f"at least {needed} people have to answer both times",
    )


def _roles(questions: Questions, roles: Counter[str], *, needed: int) -> Iterator[PagePreview]:
    if len(roles) < 2:
        return
    fewest = min(roles.values())
    sizes = ", ".join(f"{count} {role}" for role, count in roles.items())
    yield _page(
        "The role groups apart",
        people=fewest,
        needed=needed,
        why=f"each role needs {needed}; there are {sizes}. One that is missing hides all, because "
        "the rest would tell it",
    )
    for role, count in roles.items() if questions.about_roles else ():
        yield _page(
            f"Role {role}: how they find the others",
            people=count,
            needed=needed,
            why=f"at least {needed} of them have to answer",
        )
    for role, count in roles.items() if questions.ties else ():
        few = sum(size < TARGETS_NEEDED for size in roles.values())
        left_out = f"; role groups under {TARGETS_NEEDED} people are left out" if few else ""
        yield _page(
            f"Role {role}: whom they turn to",
            people=count,
            needed=needed,
            why=f"at least {needed} of them have to answer{left_out}",
        )


def _words(questions: Questions, people: int, *, needed: int) -> Iterator[PagePreview]:
    yield _page(
        "The group's words",
        people=people,
        needed=max(needed, WORDS_NEED),
        why=f"words need {max(needed, WORDS_NEED)} people who answered, and each quote clearing",
    )
    for prompt in questions.lists:
        yield _page(
            f"List: {shorten(prompt.text, 60, placeholder=' …')}",
            people=people,
            needed=needed,
            why=f"at least {needed} lists; an entry needs three people who name it",
        )


def _appendix(questions: Questions, people: int, *, needed: int) -> Iterator[PagePreview]:
    yield _page(
        "Tests of change (facilitator)",
        people=people,
        needed=max(needed, TEST_NEEDS),
        why=f"at least {TEST_NEEDS} of the same people have to answer differently",
    )
    items = sum(len(dimension.items) for dimension in questions.dimensions)
    if items >= SCALE_ITEMS_NEEDED or len(questions.statements) >= ITEMS_NEEDED:
        yield _page(
            "One picture or two (facilitator)",
            people=people,
            needed=needed,
            why=f"at least {needed} people who answered half of the statements",
        )


def _pair(pair: str, members: int, *, free: bool) -> PagePreview:
    why = "each member has to answer and to share; otherwise it shows the group's results"
    if not members:
        why = "nobody is in this pair"
    elif not free:
        why = "one reports to the other, so it shows the group's results until each is asked alone"
    shown = members > 0 and free
    return PagePreview(
        page=f"Pair {pair}",
        shown=shown,
        people=members,
        needed=members,
        lost_after=1 if shown else None,
        why=why,
    )
