"""How much a template may ask for: counted, so that the same page stops alike on every computer.

Each page has a number of steps. A statement takes as many as it has parts, each time that it is
run; and every value takes its size when something is made of it, when it is looked into, and when
it is printed. So nothing is limited by its name, and a new filter is limited as well.
"""

from collections.abc import Callable, Iterable
from functools import cache, wraps
from math import prod
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context

from facilitate.compose.undefined import RENDERING, Rendering

MOST_STEPS = 300_000
"""Steps of one page. Of the shipped pages, for sixty pairs, the longest takes a tenth of them."""
MOST_AT_ONCE = 1_000_000
"""What the sizes of all that one filter is given may come to, multiplied."""
MOST_CHARACTERS = 100_000
"""Letters of one rendered page: fifty sheets of print."""
LARGEST_FIGURE = 10**15
MOST_INCLUDES = 10
"""How many templates may include each other in a row."""
MOST_NESTED = 40
MOST_BRACKETS = 15
MOST_BLOCKS = 12
MOST_ELIFS = 100
MOST_WORDS = 400
"""Of one statement as it is written: parts inside parts, brackets inside each other, blocks inside
each other, `elif` in a row, and words and signs in all. Shipped ones have half of that at most."""
MOST_WORDS_IN_ALL = 20_000
"""Words and signs of all statements of a template: ten times as many as in any shipped one."""
LONGEST_FIGURE = 15


class TooMuchError(SecurityError):
    """A page asks for more than it may; says how much that is."""


_DEPTH = "how many templates include this one"
"""Under which that number stands in a template's context: a name that no template can write."""


def size_of(value: object) -> int:
    """Return the letters of words, the things in a list with all that they hold; 1 of all else.

    Raises `TooMuchError` where that is more than a page's steps, or a figure is too large.
    """
    size = 0
    waiting: list[Any] = [value]
    while waiting:
        one = waiting.pop()
        size += 1
        kind: Any = type(one)
        match _sort_of(kind):
            case "long":
                size += len(one)
            case "list":
                waiting += one
            case "dict":
                waiting += one
                waiting += one.values()
            case "figure" if abs(one) > LARGEST_FIGURE:
                raise TooMuchError(f"a figure has at most {len(str(LARGEST_FIGURE)) - 1} digits")
        if size + len(waiting) > MOST_STEPS:
            raise _too_much()
    return size


@cache
def _sort_of(kind: type) -> str:
    """Return how values of a type are counted: this is asked most of all."""
    found = {str: "long", range: "long", list: "list", tuple: "list", dict: "dict", int: "figure"}
    return next((sort for base, sort in found.items() if issubclass(kind, base)), "")


def spend(context: Context, steps: int) -> None:
    """Take steps of the page that is being made; raises `TooMuchError` where none are left."""
    rendering: Rendering = context.parent[RENDERING]
    rendering.steps += steps
    if rendering.steps > MOST_STEPS:
        raise _too_much()


def _too_much() -> TooMuchError:
    return TooMuchError(f"a page is made in at most {MOST_STEPS:,} steps")


def counted(context: Context, value: Any) -> Any:
    """Return the value after as many steps as its size."""
    spend(context, size_of(value))
    return value


def entered(context: Context, steps: int) -> None:
    """Take the steps of a template that begins; raises `TooMuchError` where too many include it."""
    depth = context.parent.get(_DEPTH, 0) + 1
    if depth > MOST_INCLUDES:
        raise TooMuchError(
            f"a template includes itself, or {MOST_INCLUDES} include each other in a row"
        )
    context.vars[_DEPTH] = depth
    spend(context, steps)


def bounded(function: Callable[..., Any], names: int = 0) -> Callable[..., Any]:
    """Return a filter or test that is not begun where it could make more than a page may hold.

    What it could make is at most the sizes of all that it is given, multiplied; a figure behind the
    value itself counts as so many, since it may say how many are wanted. The first `names` behind
    the value, and `attribute`, are names of tests, filters and parts: these are looked up and not
    copied.
    """
    first = 2 if getattr(function, "jinja_pass_arg", None) is not None else 1

    @wraps(function)
    def within(*args: Any, **named: Any) -> Any:
        sizes = [size_of(value) for value in args[first - 1 : first]]
        sizes += map(_lookups, args[first : first + names])
        sizes += map(_asked, args[first + names :])
        sizes += (
            _lookups(each) if name == "attribute" else _asked(each) for name, each in named.items()
        )
        if prod(sizes) > MOST_AT_ONCE:
            raise TooMuchError(f"at once, at most {MOST_AT_ONCE:,} letters or things can be made")
        result = function(*args, **named)
        size_of(result)
        return result

    return within


NAMES_GIVEN = {"select": 1, "reject": 1, "map": 1, "selectattr": 2, "rejectattr": 2}
"""How many names such a filter takes behind its value."""


def _lookups(name: object) -> int:
    return 1 + name.count(".") if isinstance(name, str) else _asked(name)


def _asked(value: object) -> int:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return max(1, int(abs(value))) if abs(value) <= LARGEST_FIGURE else LARGEST_FIGURE
    return size_of(value)


def with_counts(source: nodes.Template) -> nodes.Template:
    """Return a template's statements so that they count their steps while they run."""
    loops = [(loop, _parts(loop.body)) for loop in source.find_all(nodes.For)]
    whole = _parts(source.body)
    _count_values(source)
    for loop, parts in loops:
        loop.body.insert(0, _statement("spend", parts, loop.lineno))
    source.body.insert(0, _statement("entered", whole, 1))
    return source


def _statement(name: str, steps: int, line: int) -> nodes.ExprStmt:
    return nodes.ExprStmt(_call(name, nodes.Const(steps, lineno=line)), lineno=line)


def _parts(waiting: list[nodes.Node]) -> int:
    """Return how many steps statements take when they are run once, but for loops inside."""
    parts, waiting = 0, [*waiting]
    while waiting:
        node = waiting.pop()
        parts += 1
        if isinstance(node, nodes.Const) and isinstance(node.value, str):
            parts += len(node.value)
        elsewhere = ("body",) if isinstance(node, nodes.For) else ()
        waiting += node.iter_child_nodes(exclude=elsewhere)
    return parts


def _count_values(node: nodes.Node) -> None:
    """Have every value counted where it stands; not what is only looked into for its parts."""
    for name, value in list(node.iter_fields()):
        parts = value if isinstance(value, list) else [value]
        for part in parts:
            if isinstance(part, nodes.Node):
                _count_values(part)
        if not _is_looked_into(node, name):
            found = [_counted(part) for part in parts]
            setattr(node, name, found if isinstance(value, list) else found[0])


def _is_looked_into(node: nodes.Node, name: str) -> bool:
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
        return False
    return name == "node" and isinstance(node, nodes.Getattr | nodes.Getitem | nodes.Call)


def _counted(part: Any) -> Any:
    fixed = isinstance(part, nodes.Const | nodes.TemplateData | nodes.Slice | nodes.NSRef)
    if not isinstance(part, nodes.Expr) or fixed or getattr(part, "ctx", "load") != "load":
        return part
    return _call("counted", part)


def _call(name: str, value: nodes.Expr) -> nodes.Call:
    """Return the call of a counter, which the page's context is given by the compiler."""
    line = value.lineno
    counter = nodes.EnvironmentAttribute(name, lineno=line)
    return nodes.Call(counter, [value], [], None, None, lineno=line)


def depth_of(tree: nodes.Node) -> tuple[int, int]:
    """Return how deep parts of statements lie inside each other, and the deepest one's line."""
    deepest, line = 0, 1
    waiting: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > deepest:
            deepest, line = depth, node.lineno
        waiting += [(child, depth + 1) for child in node.iter_child_nodes()]
    return deepest, line


def too_long(tokens: Iterable[tuple[int, str, str]]) -> int | None:
    """Return the line of the first statement that is too long or too deep to be read; else None.

    It is looked for before anything is read, since what reads statements would fall over it.
    """
    brackets = words = in_all = 0
    elifs: list[int] = []
    for line, kind, text in tokens:
        if kind in {"block_begin", "variable_begin"}:
            brackets = words = 0
        elif kind in _WORDS:
            words += 1
            in_all += 1
            if kind == "operator":
                brackets += (text in "([{") - (text in ")]}")
            elif words == 1:
                _open_and_shut(text, elifs)
        if (
            (kind in {"integer", "float"} and not _is_figure(text))
            or words > MOST_WORDS
            or in_all > MOST_WORDS_IN_ALL
            or brackets > MOST_BRACKETS
            or len(elifs) > MOST_BLOCKS
            or max(elifs, default=0) > MOST_ELIFS
        ):
            return line
    return None


_WORDS = frozenset({"operator", "name", "string", "integer", "float"})


def _is_figure(text: str) -> bool:
    """Say whether the digits of a statement are a figure that may stand there."""
    return len(text) <= LONGEST_FIGURE and ("x" in text or "e" not in text.casefold())


def _open_and_shut(word: str, elifs: list[int]) -> None:
    """Keep, of each block that is open, how many `elif` it has."""
    if word in {"for", "if"}:
        elifs.append(0)
    elif word == "elif" and elifs:
        elifs[-1] += 1
    elif word.startswith("end") and elifs:
        elifs.pop()
