"""What is wrong with a template before any value is known: statements, jargon, HTML."""

import re
from collections.abc import Iterator

from jinja2 import Environment, TemplateSyntaxError, nodes

from facilitate.compose.template_limits import MOST_NESTED, depth_of, too_long
from facilitate.compose.undefined import of_known
from facilitate.document import Origin
from facilitate.faults import Fault, Severity

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
        told = _without_percent(error, source, name) or _not_ended(source, name)
        return None, [told or _syntax(error, name)]
    depth, deepest = depth_of(tree)
    if line is not None or depth > MOST_NESTED:
        message = "This is too long or too deep to be read."
        hint = "Write it as several statements, with {% set %} for the parts."
        return None, [Origin(name, line or deepest).fault("M106", message, hint)]
    raw = [line for line, kind, _ in tokens if kind == "raw_begin"]
    faults = [Origin(name, line).fault("M101", "Templates know no 'raw'.", USE) for line in raw]
    for node in tree.find_all(nodes.Node):
        faults += _faults_of_node(environment, node, name)
    return (None if faults else tree), faults


def _faults_of_node(environment: Environment, node: nodes.Node, name: str) -> Iterator[Fault]:
    word, origin = NOT_HERE.get(type(node)), Origin(name, node.lineno)
    if word:
        yield origin.fault("M101", f"Templates know no {word!r}.", USE)
    elif isinstance(node, nodes.Call) and not _allowed(node):
        message = "This calls something; templates call nothing but range(…) and loop.cycle(…)."
        hint = "Use a filter, such as {{ name | upper }}."
        yield origin.fault("M102", message, hint)
    elif isinstance(node, nodes.Filter) and node.name not in environment.filters:
        hint = of_known(node.name, environment.filters)
        yield origin.fault("M103", f"There is no filter {node.name!r}.", hint)
    elif isinstance(node, nodes.Test) and node.name not in environment.tests:
        hint = of_known(node.name, environment.tests)
        yield origin.fault("M103", f"There is no test {node.name!r}.", hint)
    elif isinstance(node, nodes.Include) and not _is_part(node.template):
        hint = 'Write {% include "parts/name.md" %}.'
        message = "Only a file of templates/parts/ can be included, by its name, or slot.slides."
        yield origin.fault("M104", message, hint)


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


JINJA: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "unknown tag",
        re.compile(r"unknown tag '(\w+)'(?:.*needs to be closed is '(\w+)')?", re.DOTALL),
    ),
    ("never ends", re.compile(r"needs to be closed is '(\w+)'")),
    ("curly quote", re.compile("'([“”‘’„])'")),
    ("two words", re.compile(r"expected token '(?:end of print statement|,)', got")),
    ("no in", re.compile(r"expected token 'in'")),
    ("one equals sign", re.compile(r"got '='$")),
    ("else if", re.compile(r"expected token 'end of statement block', got 'if'")),
    ("of a statement", re.compile(r"expected token 'end of statement block'")),
    ("one brace", re.compile(r"^unexpected '}'$")),
)
"""What Jinja2 says only in words: the kind of a complaint and how it is known; the first counts."""

_NO_PERCENT = re.compile(r"(?<!\{)\{ *((?:for|if) [^{}%]*?) *%?\}(?!\})")


def complaint(error: TemplateSyntaxError) -> tuple[str, re.Match[str] | None]:
    """Return the kind of a complaint of Jinja2 with what it names, or `other` and None."""
    found = ((kind, sign.search(error.message or "")) for kind, sign in JINJA)
    return next((one for one in found if one[1]), ("other", None))


def _without_percent(error: TemplateSyntaxError, source: str, name: str) -> Fault | None:
    """Return the fault of a statement in plain braces: its end is there, and nothing is open."""
    kind, said = complaint(error)
    if kind != "unknown tag" or not said or not said[1].startswith("end"):
        return None
    for number, line in enumerate(source.split("\n")[: error.lineno], 1):
        if found := _NO_PERCENT.search(line):
            message = f"{found[0]} is printed as it stands: a statement has percent signs."
            return Origin(name, number).fault("M101", message, f"Write {{% {found[1]} %}}")
    return None


_NOT_ENDED = re.compile(r"\{(?:%(?:(?!%\}).)*?|\{(?:(?!\}\}?).)*?)(?=\{[{%]|\Z)", re.DOTALL)


def _not_ended(source: str, name: str) -> Fault | None:
    """Return the fault of what begins and has no end, which Jinja2 misses lines below it."""
    # Braces in quotes are to be printed.
    found = _NOT_ENDED.search(re.sub(r"([\"'])[{}%]+\1", lambda one: "'" * len(one[0]), source))
    if found is None:
        return None
    line = source.count("\n", 0, found.start()) + 1
    end = "%}" if found[0][1] == "%" else "}}"
    return Origin(name, line).fault("M100", "What begins here does not end.", f"End it with {end}")


_IN_WORDS = {
    "never ends": (
        "Something above begins with {{% {0} %}} and never ends.",
        "Write {{% end{0} %}} where it ends.",
    ),
    "curly quote": ("{0} stands between braces.", 'Type straight quotes there: "…".'),
    "two words": (
        "Words stand between braces with nothing that joins them.",
        "A value is one name with dots, such as {{{{ pair.name }}}}; put quotes round words.",
    ),
    "no in": (
        "This {{% for %}} does not say in what it looks.",
        "Write it like: {{% for member in pair.members %}}",
    ),
    "one equals sign": (
        "One sign = stands here.",
        "Write two where two values are compared: ==",
    ),
    "of a statement": (
        "This statement has more words than are known there.",
        f"{USE} Write it like {{{{% if pair.challenge %}}}}.",
    ),
    "else if": ("Two words, else if, stand here.", "Write them as one: {{% elif … %}}"),
    "one brace": (
        "A brace is missing where a value ends.",
        "End it as it is begun: {{{{ pair.name }}}} with two braces, {{% for … %}} with %}}",
    ),
    "other": (
        "This cannot be read: {0}.",
        "Look for a brace or an {{% endif %}} or {{% endfor %}} that is missing.",
    ),
}
"""What is told of each kind of complaint, with what it names, and what to do."""


def _syntax(error: TemplateSyntaxError, name: str) -> Fault:
    said = (error.message or "This statement cannot be read.").rstrip(".")
    kind, found = complaint(error)
    word = found[1] if found and found.re.groups else f"{said[:1].lower()}{said[1:]}"
    if kind != "unknown tag":
        message, hint = (words.format(word) for words in _IN_WORDS[kind])
        return Origin(name, error.lineno).fault("M100", message, hint)
    hint = USE if not word.startswith("end") else f"Nothing open here ends with {word!r}."
    if found and found[2]:
        hint = f"Write {{% end{found[2]} %}} here: that is what is open."
    if word == "end":
        hint = "Write it as one word: {% endfor %} or {% endif %}."
    return Origin(name, error.lineno).fault("M101", f"Templates know no {word!r}.", hint)


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
    for found, origin in _printed(environment, text, name, _WORDS):
        if origin.line > head:
            message = f"{found[0]!r} is a word for facilitators, not for this page."
            hint = f"Say it plainly: {INSTEAD[found[1].casefold()]}."
            yield origin.fault("M208", message, hint, "warning")


def _printed(
    environment: Environment, text: str, name: str, pattern: re.Pattern[str]
) -> Iterator[tuple[re.Match[str], Origin]]:
    """Yield where a pattern stands in what a template prints of its own accord."""
    for start, kind, words in environment.lex(text, name) if pattern.search(text) else ():
        for line, part in enumerate(words.split("\n") if kind == "data" else (), start):
            yield from ((found, Origin(name, line)) for found in pattern.finditer(part))


_NOT_OURS = re.compile(
    r"(?<!\{)\{ *(?P<value>[a-z_]+(?:\.[a-z_]+)+) *\}(?!\})"
    r"|<(?:a|b|br|center|div|em|font|h[1-6]|hr|i|img|li|ol|p|span|strong|table|td|th|tr|u|ul)"
    r"(?: [^<>]*)?/?>"
    r"|^(?P<head>#{1,6})(?=[^\W\d])|^(?P<item>-)(?=\*\*|[^\W\d])"
    r"|^:{1,2} *(?P<block>[a-z-]+)$",
    re.IGNORECASE | re.MULTILINE,
)


def not_ours(environment: Environment, text: str, name: str) -> Iterator[Fault]:
    """Yield a warning for what is printed as it stands: a value in one pair of braces, HTML."""
    for found, origin in _printed(environment, text, name, _NOT_OURS):
        hint = "Templates are Markdown: **bold**, *italic*, '::: page' for a new page."
        if found["head"]:
            words = found.string[found.end() :].partition("\n")[0]
            hint = f"Put a space behind the sign of a heading: {found['head']} {words}"
        elif found["item"]:
            hint = "Put a space behind the sign of a list: - one"
        elif found["block"]:
            hint = f"A block begins with three colons: ::: {found['block']}"
        elif found["value"]:
            hint = f"A value stands in two pairs of braces: {{{{ {found['value']} }}}}"
        severity: Severity = "error" if found["block"] else "warning"  # what follows is broken
        yield origin.fault("M209", f"{found[0]!r} is printed as it stands.", hint, severity)
