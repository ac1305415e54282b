"""What a template tells of its pages while no value is known: directives, pictures, names, parts.

Values between braces count as there, and each line of every branch as printed once. What only one
branch has is therefore not told here but where the page is made.
"""

import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from jinja2 import meta, nodes
from jinja2.runtime import LoopContext

from facilitate.compose.day_context import PairToday
from facilitate.compose.environment import VIEWS, SourceLine
from facilitate.compose.front_matter import FrontMatter
from facilitate.compose.page_sections import parsed
from facilitate.compose.papers import READERS
from facilitate.compose.placeholder import OPEN, SHUT
from facilitate.compose.readable_fields import READABLE
from facilitate.compose.template_names import NAMES
from facilitate.compose.template_set import PAPERS, PARTS, TemplateSet
from facilitate.compose.undefined import in_a_loop, part_of_a_list, unknown_name
from facilitate.document import Origin
from facilitate.faults import Fault, did_you_mean
from facilitate.model import Day, Person, Programme
from facilitate.schedule.timetable import Timetable
from facilitate.structs import field_names, replace

_BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_STATEMENT = "\ue004"
_IN_PARTS = frozenset({"M155", "M156", "M157"})
"""What the page around a part may set right."""
_IN_BRANCHES = frozenset({"M120", "M130", "M131", "M190", "M209"})
"""What may look wrong where two branches stand one after the other."""
_WITH_BRANCHES = frozenset({"M122", "M193", "M209"})
"""The same on a line that has them."""
GLOBALS = ("range", "loop")
_OF: Mapping[str, type] = {
    "programme": Programme,
    "day": Day,
    "timetable": Timetable,
    "pair": PairToday,
    "person": Person,
    "sponsor": Person,
}
"""What the names are that each stand for one thing of the plan."""
_OF_EACH: Mapping[str, type] = {"pairs": PairToday, "people": Person, "days": Day}
"""What the lists are of, through which a loop goes."""


def outline_faults(
    template_set: TemplateSet, name: str, front: FrontMatter | None
) -> Iterator[Fault]:
    """Yield the faults of a template's or part's pages that hold whatever its values are.

    `front` is None for what other pages include.
    """
    text = template_set.texts[name]
    tree, _ = template_set.statements(name)
    if tree is None:
        return  # told already; nothing more can be said of such a text
    part = front is None
    shape = FrontMatter(audience="group", makes="deck", title="", form="any v1")
    found = parsed(_lines(text, name), name, front or shape, template_set.pictures).faults
    untold = _IN_PARTS if part or "include" in text else frozenset()
    untold |= _IN_BRANCHES if "{% el" in text or part else frozenset()
    lines = text.split("\n")
    for fault in found:
        line = lines[fault.place.line - 1] if fault.place and fault.place.line else ""
        if fault.code not in untold and not (fault.code in _WITH_BRANCHES and "{%" in line):
            yield fault
    if not _of_a_paper(template_set, name):
        yield from _unknown_names(template_set, tree, name, front)
        yield from _unknown_parts(template_set, tree, name)
    yield from _missing_parts(template_set, tree, name)


def _of_a_paper(template_set: TemplateSet, name: str) -> bool:
    """Say whether a page is a paper, or in one: each has names of its own, told when it is made."""
    papers = [one for one in template_set.texts if one.startswith(f"{PAPERS}/")]
    return name in papers or any(name in template_set.texts[one] for one in papers)


def _lines(text: str, name: str) -> list[SourceLine]:
    """Return a template's lines with stand-ins for values, and without its statements."""

    def stand_in(found: re.Match[str]) -> str:
        words = f"{OPEN}0{SHUT}" if found[0].startswith("{{") else _STATEMENT
        return words + "\n" * found[0].count("\n")

    return [
        SourceLine(line.replace(_STATEMENT, ""), Origin(name, number))
        for number, line in enumerate(_BRACES.sub(stand_in, text).split("\n"), 1)
        if _STATEMENT not in line or line.replace(_STATEMENT, "").strip()
    ]


def _unknown_names(
    template_set: TemplateSet, tree: nodes.Template, name: str, front: FrontMatter | None
) -> Iterator[Fault]:
    """Yield a fault for each name that no page, or not this reader's, has."""
    audience = front.audience.removeprefix("each ") if front else ""
    known = set(NAMES["everyone"])
    known |= set(NAMES[audience]) if audience else {one for own in NAMES.values() for one in own}
    known |= _set_in(template_set, name) | set(GLOBALS)
    if front is None:
        # What is included sees what the page around it has set.
        around = [other for other, text in template_set.texts.items() if name in text]
        known |= {one for other in around for one in _set_in(template_set, other)}
    unknown = meta.find_undeclared_variables(tree) - known
    for node in tree.find_all(nodes.Name):
        if node.name in unknown and node.ctx == "load":
            unknown.discard(node.name)
            whose = READERS[audience] if audience else "any page"
            message = f"A template for {whose} knows no {node.name!r}."
            fault = unknown_name(message, node.name, known, Origin(name, node.lineno))
            yield replace(fault, hint=_part_meant(node.name, known, tree) or fault.hint)


def _part_meant(word: str, known: Collection[str], tree: nodes.Template) -> str:
    """Return how to write a part that is named without its thing; nothing if none has it."""
    things = {**_looped(tree), **{one: kind for one, kind in _OF.items() if one in known}}
    paths = [f"{{{{ {one}.{word} }}}}" for one, kind in things.items() if word in READABLE[kind]]
    if paths:
        return f"Write {' or '.join(paths)}."
    for many in (many for many, kind in _OF_EACH.items() if word in READABLE[kind]):
        if many in known:
            return in_a_loop(many, word)
    return ""


def _looped(tree: nodes.Template) -> dict[str, type]:
    """Return what the names of loops stand for, where all that set a name are of one kind."""
    stored = Counter(node.name for node in tree.find_all(nodes.Name) if node.ctx != "load")
    kinds: dict[str, list[type]] = {}
    for loop in tree.find_all(nodes.For):
        of, target = loop.iter, loop.target
        kind = _OF_EACH.get(of.name) if isinstance(of, nodes.Name) and not stored[of.name] else None
        if isinstance(of, nodes.Getattr) and of.attr == "members":
            kind = Person if getattr(of.node, "name", "") == "pair" else None
        if kind and isinstance(target, nodes.Name):
            kinds.setdefault(target.name, []).append(kind)
    alike = {name: some[0] for name, some in kinds.items() if len({*some}) == 1}
    return {name: kind for name, kind in alike.items() if len(kinds[name]) == stored[name]}


def _unknown_parts(template_set: TemplateSet, tree: nodes.Template, name: str) -> Iterator[Fault]:
    """Yield a fault for each part that a thing of the plan has not, or nothing at all has."""
    own, looped = _set_in(template_set, name), _looped(tree)
    for part in tree.find_all(nodes.Getattr):
        of = part.node.name if isinstance(part.node, nodes.Name) else ""
        if of in _OF_EACH and of not in own:
            yield part_of_a_list(of, part.attr, Origin(name, part.lineno))
            continue
        kind = looped.get(of) or (None if of in own else _OF.get(of))
        parts: Collection[str] = READABLE[kind] if kind else _parts()
        if part.attr not in parts:
            message = (
                f"{of} has no {part.attr!r}." if kind else f"There is no {part.attr!r} in this."
            )
            yield unknown_name(message, part.attr, parts, Origin(name, part.lineno))


def _missing_parts(template_set: TemplateSet, tree: nodes.Template, name: str) -> Iterator[Fault]:
    """Yield a fault for each file of `parts/` that is included and not there."""
    there = [one for one in template_set.texts if one.startswith(f"{PARTS}/")]
    for include in tree.find_all(nodes.Include):
        file = include.template.value if isinstance(include.template, nodes.Const) else ""
        if str(file).startswith(f"{PARTS}/") and file not in there:
            message = f"There is no template {file!r} to include."
            hint = did_you_mean(str(file), there, otherwise="Write the file.")
            yield Origin(name, include.lineno).fault("M105", message, hint)


def _set_in(template_set: TemplateSet, name: str) -> set[str]:
    """Return the names that a template sets itself, its loops' among them."""
    tree, _ = template_set.statements(name)
    found = tree.find_all(nodes.Name) if tree else ()
    return {node.name for node in found if node.ctx != "load"}


@cache
def _parts() -> frozenset[str]:
    """Return every part that some thing of those that templates read has."""
    found = {name for readable in READABLE.values() for name in readable}
    found |= {name for name in dir(LoopContext) if not name.startswith("_")}
    for module in [one for name, one in sys.modules.items() if name.startswith(VIEWS)]:
        for view in vars(module).values():
            if isinstance(view, type) and (names := field_names(view)) is not None:
                found |= {*dir(view), *names}
    return frozenset(found)
