"""Which pages are for one person's eyes: those that ask for what that person alone may read.

Such a page must not be bound into the pair's print pack, where the partner leafs through it. It
is told by the template's text and not by the values, so that where a sheet lies says nothing
about who answered.
"""

from collections.abc import Mapping

from jinja2 import Environment, nodes

WITH_ALL = frozenset(
    {
        *("any", "date", "n", "asked", "group", "change", "matrix", "quotes", "voices"),
        *("not_shown", "thresholds", "headline", "lead", "strip", "strip_alt", "source"),
        *("strengths", "working_on", "differences", "highest", "lowest", "question"),
    }
)
"""The parts of `findings` that on a person's page are the group's; all others are one's own."""


def is_for_own_eyes(environment: Environment, texts: Mapping[str, str], name: str) -> bool:
    """Say whether a template for each person, or a part it includes, asks for what is one's own."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one in seen or one not in texts:
            continue
        seen.add(one)
        tree = environment.parse(texts[one], one)
        if any(_asks(node) for node in _with_parents(tree)):
            return True
        for include in tree.find_all(nodes.Include):
            if not isinstance(include.template, nodes.Const):
                return True
            waiting.append(str(include.template.value))
    return False


def _with_parents(tree: nodes.Node) -> list[tuple[nodes.Node | None, nodes.Name]]:
    """Return every name that a template reads, with the node that it stands in."""
    found: list[tuple[nodes.Node | None, nodes.Name]] = []
    waiting = [tree]
    while waiting:
        parent = waiting.pop()
        for child in parent.iter_child_nodes():
            waiting.append(child)
            if isinstance(child, nodes.Name):
                found.append((parent, child))
    return found


def _asks(place: tuple[nodes.Node | None, nodes.Name]) -> bool:
    parent, name = place
    part = parent.attr if isinstance(parent, nodes.Getattr) else ""
    if isinstance(parent, nodes.Getitem) and isinstance(parent.arg, nodes.Const):
        part = str(parent.arg.value)
    if name.name == "findings":
        return part not in WITH_ALL
    if name.name == "person":
        return part in {"", "arranged"}
    return name.name == "letters"
