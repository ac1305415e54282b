"""The part of Jinja2 that is the language of templates; the rest of it is a fault with its line."""

import re
from collections.abc import Iterator

from jinja2 import Environment, TemplateSyntaxError, nodes

from facilitate.compose.missing import at
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


def faults_of_language(environment: Environment, source: str, name: str) -> list[Fault]:
    """Return the faults of a template's statements, without rendering it."""
    try:
        tree = environment.parse(source, name)
        tokens = environment.lex(source, name) if "raw" in source else ()
        raw = [line for line, kind, _ in tokens if kind == "raw_begin"]
    except TemplateSyntaxError as error:
        return [_syntax(error, name)]
    faults = [_fault("M101", "Templates know no 'raw'.", USE, name, line) for line in raw]
    for node in _all(tree):
        faults += _faults_of_node(environment, node, name)
    return faults


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    for child in node.iter_child_nodes():
        yield child
        yield from _all(child)


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
        message = "Only a file of templates/parts/ can be included, by its name."
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
    return _fault(
        "M100",
        f"This cannot be read: {message[:1].lower()}{message[1:]}.",
        "Look for a brace or an {% endif %} or {% endfor %} that is missing.",
        name,
        error.lineno,
    )


def _fault(code: str, message: str, hint: str, name: str, line: int) -> Fault:
    return Fault(code=code, message=message, hint=hint, place=at(Origin(name, line)))
