"""Which templates may be seen by whom: told from what they ask for, before any value is known."""

from collections.abc import Iterator
from functools import lru_cache

from jinja2 import meta, nodes

WITH_ALL = frozenset(
    {
        *("any", "date", "n", "asked", "group", "change", "mutual", "quotes", "voices"),
        *("rated", "new", "said_on", "named", "came_up", "not_said", "by_statement"),
        *("statement_slides", "roles_today", "no_longer", "spoken_with", "conversations"),
        *("not_shown", "thresholds", "headline", "lead", "strip", "strip_alt", "source"),
        *("strengths", "working_on", "differences", "highest", "lowest", "question", "whom"),
    }
)
"""The parts of `findings` that on a person's page are the group's; all others are one's own."""

IN_THE_PLAN = frozenset(
    {
        *("day", "days", "timetable", "exercises", "band", "band_alt", "band_words", "band_rule"),
        *("charter", "letters_limits", "sample", "form_id", "pairs", "people", "seats"),
        *("table_plans", "confidentiality", "pair_means", "pair_sizes", "we", "our", "us"),
        *("year_line", "year_line_alt"),
    }
)
"""What a copy shop may read, whole: what the organiser planned. A new name is not among them."""

_OF_ONE = frozenset({"id", "name", "role", "mark", "title", "acting", "service", "site", "present"})
PARTS_IN_THE_PLAN = {
    "programme": frozenset(
        {"name", "client", "contact", "language", "minimum_group", "mission"}
        | {"sponsors", "roles", "pair_count", "people_count"}
    ),
    "pair": frozenset(
        {"id", "name", "service", "site", "mission", "members", "names", "alone", "size"}
    ),
    "person": _OF_ONE | {"partners", "partner_names"},
    "sponsor": _OF_ONE,
}
"""What a copy shop may read of the rest: who people are, and nothing that was promised."""

_Place = tuple[nodes.Node | None, nodes.Name]
"""A name that a template reads, and what stands around it."""


Trees = tuple[nodes.Template, ...] | None
"""The statements of a template and of the parts it includes; None if one of them is not known."""

_once_for_each = lru_cache(maxsize=512)
"""Keeps what was told from statements, which are kept themselves as long as their text is."""


@_once_for_each
def is_private(trees: Trees) -> bool:
    """Say whether a template for each person, or a part it includes, asks for what is one's own."""
    return trees is None or any(_asks(place) for tree in trees for place in _with_parents(tree))


@_once_for_each
def is_for_copy_shop(trees: Trees) -> bool:
    """Say whether a template, with the parts it includes, asks for nothing but what is planned."""
    if trees is None:
        return False
    own = {each.name for tree in trees for each in tree.find_all(nodes.Name) if each.ctx != "load"}
    for number, tree in enumerate(trees):
        # An included part sees what the pages around it have set; a page sees its own alone.
        given = meta.find_undeclared_variables(tree) - (own if number else set())
        places = [place for place in _with_parents(tree) if place[1].name in given]
        if not all(_is_planned(place) for place in places):
            return False
    return True


@_once_for_each
def shows_results(trees: Trees) -> bool:
    """Say whether a template, with its parts, asks for more of the stock take than its date."""
    return trees is None or any(
        place[1].name in {"findings", "letters"} and _part(place[0]) not in {"any", "date"}
        for tree in trees
        for place in _with_parents(tree)
    )


def _with_parents(tree: nodes.Node) -> Iterator[_Place]:
    """Yield every name that a template reads, with the node that it stands in."""
    waiting = [tree]
    while waiting:
        parent = waiting.pop()
        for child in parent.iter_child_nodes():
            waiting.append(child)
            if isinstance(child, nodes.Name):
                yield parent, child


def _part(parent: nodes.Node | None) -> str:
    """Return which part of a name is asked for; empty for the whole of it."""
    if isinstance(parent, nodes.Getitem) and isinstance(parent.arg, nodes.Const):
        return str(parent.arg.value)
    return parent.attr if isinstance(parent, nodes.Getattr) else ""


def _asks(place: _Place) -> bool:
    parent, name = place
    if name.name == "findings":
        return _part(parent) not in WITH_ALL
    if name.name == "person":
        return _part(parent) in {"", "made", "asked"}
    return name.name == "letters"


def _is_planned(place: _Place) -> bool:
    parent, name = place
    parts = PARTS_IN_THE_PLAN.get(name.name, frozenset())
    return name.name in IN_THE_PLAN or _part(parent) in parts
