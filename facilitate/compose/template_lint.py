"""What a template tells before any value is known: wrong statements, jargon, who may see it."""

import re
from collections.abc import Iterator, Sequence

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from facilitate.compose.limits import MOST_NESTED, depth_of, too_long
from facilitate.document import Origin
from facilitate.faults import Fault, did_you_mean

NOT_HERE: dict[type[nodes.Node], str] = {
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.Import: "import",
    nodes.FromImport: "from … import",
    nodes.Extends: "extends",
    nodes.Block: "block",
    nodes.FilterBlock: "filter block",
    nodes.AssignBlock: "set block",
    nodes.With: "with",
    nodes.ScopedEvalContextModifier: "autoescape",
    nodes.Pow: "**",
}
USE = "Templates know for, if, include and set on one line."
LOOP_CALLS = {"cycle", "changed"}


def read_statements(
    environment: Environment, source: str, name: str
) -> tuple[nodes.Template | None, list[Fault]]:
    """Return a template's statements, or None where they have faults, and these; nothing is run."""
    try:
        tokens = list(environment.lex(source, name))
        line = too_long(tokens)
        tree = environment.parse(source, name) if line is None else nodes.Template([])
    except TemplateSyntaxError as error:
        return None, [_syntax(error, name)]
    depth, deepest = depth_of(tree)
    if line is not None or depth > MOST_NESTED:
        message = "This is too long or too deep to be read."
        hint = "Write it as several statements, with {% set %} for the parts."
        return None, [_fault("M106", message, hint, name, line or deepest)]
    raw = [line for line, kind, _ in tokens if kind == "raw_begin"]
    faults = [_fault("M101", "Templates know no 'raw'.", USE, name, line) for line in raw]
    for node in tree.find_all(nodes.Node):
        faults += _faults_of_node(environment, node, name)
    return (None if faults else tree), faults


def _faults_of_node(environment: Environment, node: nodes.Node, name: str) -> Iterator[Fault]:
    word = NOT_HERE.get(type(node))
    if word:
        yield _fault("M101", f"Templates know no {word!r}.", USE, name, node.lineno)
    elif isinstance(node, nodes.Call) and not _allowed(node):
        yield _fault(
            "M102",
            "This calls something; templates call nothing but range(…) and loop.cycle(…).",
            "Use a filter, such as {{ name | upper }}.",
            name,
            node.lineno,
        )
    elif isinstance(node, nodes.Filter) and node.name not in environment.filters:
        hint = did_you_mean(node.name, environment.filters)
        yield _fault("M103", f"There is no filter {node.name!r}.", hint, name, node.lineno)
    elif isinstance(node, nodes.Test) and node.name not in environment.tests:
        hint = did_you_mean(node.name, environment.tests)
        yield _fault("M103", f"There is no test {node.name!r}.", hint, name, node.lineno)
    elif isinstance(node, nodes.Include) and not _is_part(node.template):
        hint = 'Write {% include "parts/name.md" %}.'
        message = "Only a file of templates/parts/ can be included, by its name, or slot.slides."
        yield _fault("M104", message, hint, name, node.lineno)


def _allowed(call: nodes.Call) -> bool:
    target = call.node
    if isinstance(target, nodes.Name):
        return target.name == "range"
    return (
        isinstance(target, nodes.Getattr)
        and isinstance(target.node, nodes.Name)
        and target.node.name == "loop"
        and target.attr in LOOP_CALLS
    )


def _is_part(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Getattr):
        return node.attr == "slides"
    return isinstance(node, nodes.Const) and str(node.value).startswith("parts/")


def _syntax(error: TemplateSyntaxError, name: str) -> Fault:
    message = (error.message or "This statement cannot be read.").rstrip(".")
    unknown = message.startswith("Encountered unknown tag")
    if unknown:
        word = message.split("'")[1]
        message = f"Templates know no {word!r}"
        hint = USE if not word.startswith("end") else f"Nothing open here ends with {word!r}."
        return _fault("M101", message + ".", hint, name, error.lineno)
    if "No filter named" in message or "No test named" in message:
        return _fault("M103", message + ".", "docs/templates.md lists them.", name, error.lineno)
    never = re.search(r"needs to be closed is '(\w+)'", message)
    if never:
        message = f"Something above begins with {{% {never[1]} %}} and never ends."
        hint = f"Write {{% end{never[1]} %}} where it ends."
        return _fault("M100", message, hint, name, error.lineno)
    curly = next((sign for sign in "“”‘’„" if f"'{sign}'" in message), "")
    if curly:
        message, hint = f"{curly} stands between braces.", 'Type straight quotes there: "…".'
        return _fault("M100", message, hint, name, error.lineno)
    if re.search(r"expected token '(end of print statement|,)', got", message):
        message = "Words stand between braces with nothing that joins them."
        hint = "A value is one name with dots, such as {{ pair.name }}; put quotes round words."
        return _fault("M100", message, hint, name, error.lineno)
    return _fault(
        "M100",
        f"This cannot be read: {message[:1].lower()}{message[1:]}.",
        "Look for a brace or an {% endif %} or {% endfor %} that is missing.",
        name,
        error.lineno,
    )


def _fault(code: str, message: str, hint: str, name: str, line: int) -> Fault:
    return Fault(code=code, message=message, hint=hint, place=Origin(name, line).place)


INSTEAD = {
    "audit": "stock take",
    "cohort": "group",
    "wave": "stock take",
    "dimension": "theme",
    "finding": "result",
    "withheld": "not shown",
    "development area": "worth working on",
    "bonding": "in your own pair",
    "bridging": "across services",
    "linking": "with people above you",
    "social capital": "working together",
    "energiser": "the exercise by its name",
}
_WORDS = re.compile(rf"\b({'|'.join(INSTEAD)})s?\b", re.IGNORECASE)


def jargon_faults(environment: Environment, text: str, name: str) -> Iterator[Fault]:
    """Yield a warning for each such word in what a template prints of its own accord.

    Words between braces, in front matter and in values are not looked at.
    """
    end = text.find("\n---", 4) if text.startswith("---") else -1
    head = text[: end + 1].count("\n") + 1 if end > 0 else 0
    for start, kind, words in environment.lex(text, name) if _WORDS.search(text) else ():
        for line, part in enumerate(words.split("\n") if kind == "data" else (), start):
            for found in _WORDS.finditer(part) if line > head else ():
                yield Fault(
                    code="M208",
                    severity="warning",
                    message=f"{found[0]!r} is a word for facilitators, not for this page.",
                    hint=f"Say it plainly: {INSTEAD[found[1].casefold()]}.",
                    place=Origin(name, line).place,
                )


_NOT_OURS = re.compile(
    r"(?<!\{)\{ *(?P<value>[a-z_]+(?:\.[a-z_]+)+) *\}(?!\})"
    r"|<(?:a|b|br|center|div|em|font|h[1-6]|hr|i|img|li|ol|p|span|strong|table|td|th|tr|u|ul)"
    r"(?: [^<>]*)?/?>",
    re.IGNORECASE,
)


def not_ours(environment: Environment, text: str, name: str) -> Iterator[Fault]:
    """Yield a warning for what is printed as it stands: a value in one pair of braces, HTML."""
    for start, kind, words in environment.lex(text, name) if _NOT_OURS.search(text) else ():
        for line, part in enumerate(words.split("\n") if kind == "data" else (), start):
            for found in _NOT_OURS.finditer(part):
                hint = "Templates are Markdown: **bold**, *italic*, '::: page' for a new page."
                if found["value"]:
                    hint = f"A value stands in two pairs of braces: {{{{ {found['value']} }}}}"
                yield Fault(
                    code="M209",
                    severity="warning",
                    message=f"{found[0]!r} is printed as it stands.",
                    hint=hint,
                    place=Origin(name, line).place,
                )


WITH_ALL = frozenset(
    {
        *("any", "date", "n", "asked", "group", "change", "mutual", "quotes", "voices"),
        *("rated", "new", "said_on", "named", "came_up", "not_said", "by_statement"),
        *("statement_slides", "no_longer", "spoken_with", "conversations"),
        *("not_shown", "thresholds", "headline", "lead", "strip", "strip_alt", "source"),
        *("strengths", "working_on", "differences", "highest", "lowest", "question"),
    }
)
"""The parts of `findings` that on a person's page are the group's; all others are one's own."""

IN_THE_PLAN = frozenset(
    {
        *("day", "days", "timetable", "exercises", "band", "band_alt", "band_words", "band_rule"),
        *("charter", "letters_limits", "sample", "form_id", "pairs", "people", "seats"),
        *("table_plans", "confidentiality"),
    }
)
"""What a copy shop may read, whole: what the organiser planned. A new name is not among them."""

_OF_ONE = frozenset({"id", "name", "role", "mark", "title", "acting", "service", "site", "present"})
PARTS_IN_THE_PLAN = {
    "programme": frozenset(
        {"name", "client", "contact", "language", "minimum_group"}
        | {"sponsors", "roles", "pair_count", "people_count"}
    ),
    "pair": frozenset({"id", "name", "service", "site", "members", "names", "alone", "size"}),
    "person": _OF_ONE | {"partners", "partner_names"},
    "sponsor": _OF_ONE,
}
"""What a copy shop may read of the rest: who people are, and nothing that was promised."""

_Place = tuple[nodes.Node | None, nodes.Name]
"""A name that a template reads, and what stands around it."""


Trees = Sequence[nodes.Template] | None
"""The statements of a template and of the parts it includes; None if one of them is not known."""


def is_private(trees: Trees) -> bool:
    """Say whether a template for each person, or a part it includes, asks for what is one's own."""
    return trees is None or any(_asks(place) for tree in trees for place in _with_parents(tree))


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
