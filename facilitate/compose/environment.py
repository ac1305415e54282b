"""The sandbox that templates run in, and the template's line behind each line of their text."""

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    Template,
    TemplateError,
    TemplateNotFound,
    Undefined,
    nodes,
    pass_context,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS

from facilitate.compose.kept_programs import KeptPrograms, number_of, numbered
from facilitate.compose.model_reading import ModelReading, NoSuchPartError
from facilitate.compose.placeholder import (
    MixedOwnersError,
    NotWordsError,
    OwnedStr,
    inherited,
    joined,
    owned,
    owner_of,
    placeholder,
)
from facilitate.compose.template_limits import (
    MOST_CHARACTERS,
    NAMES_GIVEN,
    TooMuchError,
    bounded,
    counted,
    entered,
    spend,
    with_counts,
)
from facilitate.compose.undefined import (
    RENDERING,
    Missing,
    Rendering,
    Silent,
    where_in_template,
)
from facilitate.compose.wording import Wording, filters
from facilitate.document import Origin
from facilitate.faults import Fault, Place, did_you_mean
from facilitate.figures import Figure, Published, Shared
from facilitate.shipped import OURS
from facilitate.structs import Struct

_STATEMENT = r"\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\}"
_OWN_LINE = re.compile(
    rf"^[ \t]*((?:(?:{_STATEMENT})[ \t]*)*?)((?:{_STATEMENT}))[ \t]*\n", re.MULTILINE
)
_MARK = re.compile("\ue002(\\d+)\\.(\\d+)\ue003")


class SourceLine(Struct):
    """A line of rendered text without its marks, and where it came from."""

    text: str
    origin: Origin


class LineMarks(Extension):
    """Marks the end of each line of a template's own text while it is compiled."""

    def preprocess(
        self,
        source: str,
        name: str | None,  # noqa: ARG002  Jinja2 gives it
        filename: str | None = None,  # noqa: ARG002  and this
    ) -> str:
        """Return the text so that statements with a line of their own leave no empty line.

        The line's end goes into the statement, where it counts as a line and prints as nothing.
        """
        return _OWN_LINE.sub(_without_line, source)

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens with marks in the text between statements."""
        number = number_of(stream.name or "")
        for token in stream:
            if token.type == "data" and "\n" in token.value:
                pieces = token.value.split("\n")
                text = pieces[0]
                for line, piece in enumerate(pieces[1:], token.lineno):
                    text += f"\ue002{number}.{line}\ue003\n{piece}"
                yield Token(token.lineno, token.type, text)
            else:
                yield token


def _without_line(match: re.Match[str]) -> str:
    before, last = match[1].rstrip(), match[2]
    end = last[-2:]
    if last[-3] in "-+":
        return f"{before}{last}\n"
    return f"{before}{last[:-2]}\n{end}"


def lines_of(rendered: str, paths: Mapping[str, str], name: str) -> list[SourceLine]:
    """Return the lines of a rendered text, each with the place its last part came from.

    `paths` are those of templates by name, `name` is the path of the one that was rendered.
    """
    found: list[SourceLine] = []
    last = Origin(name, 1)
    for text in rendered.split("\n"):
        marks = _MARK.findall(text)
        if marks:
            file, line = marks[-1]
            of = numbered()[int(file)]
            last = Origin(paths.get(of, of), int(line))
        found.append(SourceLine(_MARK.sub("", text) if marks else text, last))
    return found


OPERATORS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
}


class _Generator(CodeGenerator):
    """Compiles `a ~ b` so that a part's owner is the whole's, and words to know their line."""

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:  # noqa: N802  Jinja2's name
        if isinstance(node.value, str) and " " in node.value.strip():
            self.write(f"environment.said({node.value!r}, {self.name!r}, {node.lineno})")
        else:
            super().visit_Const(node, frame)

    def visit_Call(  # noqa: N802  Jinja2's name
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        if isinstance(node.node, nodes.EnvironmentAttribute):
            # One of our counters: no template can write it, so the sandbox need not allow it.
            self.write(f"environment.{node.node.name}(context")
            self.signature(node, frame)
            self.write(")")
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802  Jinja2's name
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


@pass_context
def to_placeholder(context: Context, value: Any) -> str:
    """Put a substituted value aside and return its token."""
    rendering: Rendering = context.parent[RENDERING]
    if isinstance(value, Undefined):
        return str(value)
    if value is None or isinstance(value, bool | float | Published | Shared):
        origin, _ = where_in_template()
        rendering.faults.append(_not_for_print(value, origin))
        return ""
    return placeholder(rendering.values, value)


def _not_for_print(value: bool | float | Figure | None, origin: Origin) -> Fault:
    if value is None:
        message = "This has no value here, so there is nothing to print."
        return origin.fault("M111", message, "Put it between {% if … %} and {% endif %}.")
    if isinstance(value, bool):
        message = "This is yes or no, which cannot be printed."
        return origin.fault("M112", message, "Use it in {% if … %}.")
    return origin.fault(
        "M115",
        "This is a fraction, worked out on the page, so nothing says whose it is.",
        "Print the words that are given, such as .mean, or whole numbers.",
    )


class _Texts(BaseLoader):
    """Finds what is included among the loaded texts, by the name a template uses."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002  Jinja2 gives it
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        if template not in self.texts:
            raise TemplateNotFound(template)
        return self.texts[template], template, lambda: True


def _is_ours(environment: Environment, name: str) -> bool:
    return isinstance(environment, TemplateEnvironment) and environment.is_ours(name)


_PROGRAMS = KeptPrograms(_is_ours)


VIEWS = f"{__package__}."
"""Where the views lie that templates may read whole."""
_NO_VIEWS = (str, int, float, tuple, list)


class OurMistakeError(Exception):
    """A part could not be worked out, and no template can mend that."""


def _is_part_of_a_view(view: Any, name: str) -> bool:
    """Say whether one of our own views has a part of that name."""
    ours = isinstance(view, LoopContext) or type(view).__module__.startswith(VIEWS)
    return ours and (hasattr(type(view), name) or name in getattr(view, "__dict__", ()))


def part_of(obj: Any, attribute: str) -> Any:
    """Return a part of a view as a template gets it, owned as the view; `Missing` if it has none.

    Templates may look into readings of the model, our own views and nothing else.
    """
    if isinstance(obj, Missing):
        obj.report()
        return Silent(obj=obj, name=attribute)
    if isinstance(obj, _NO_VIEWS) or attribute.startswith("_"):
        return Missing(obj=obj, name=attribute)
    try:
        if isinstance(obj, ModelReading):
            value = obj.part(attribute)
        elif isinstance(obj, dict) and attribute in obj:
            value = obj[attribute]
        elif _is_part_of_a_view(obj, attribute):
            value = getattr(obj, attribute)
        else:
            return Missing(obj=obj, name=attribute)
    except NoSuchPartError:
        return Missing(obj=obj, name=attribute)
    except (LookupError, AttributeError) as error:
        raise OurMistakeError(f"{type(obj).__name__}.{attribute}") from error
    if callable(value) and not isinstance(obj, LoopContext):
        return Missing(obj=obj, name=attribute)
    owner = owner_of(obj)
    return owned(value, owner) if owner else value


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja2 with owners, placeholders and marks; `texts` are the templates by name.

    `paths` are theirs as people know them.
    """

    code_generator_class = _Generator
    intercepted_binops = frozenset(OPERATORS)
    intercepted_unops = frozenset({"-", "+"})
    getattr = staticmethod(part_of)

    def __init__(self, texts: Mapping[str, str], paths: Mapping[str, str]) -> None:
        super().__init__(
            loader=_Texts(texts),
            undefined=Missing,
            finalize=to_placeholder,
            extensions=[LineMarks],
            keep_trailing_newline=True,
            autoescape=False,
            optimized=False,  # what it works out beforehand is counted by nobody
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_PROGRAMS,
        )
        self.filters = {
            name: bounded(each, NAMES_GIVEN.get(name, 0)) for name, each in filters().items()
        }
        self.tests = {name: bounded(each) for name, each in dict[str, Any](TESTS).items()}
        self.globals = {}
        self._paths = paths
        self.joined, self.counted, self.spend, self.entered = joined, counted, spend, entered

    def is_ours(self, name: str) -> bool:
        """Say whether a text is a shipped one."""
        return self._paths.get(name, "").startswith(OURS)

    def said(self, words: str, name: str, line: int) -> str:
        """Return words that stand in a statement of a template, with their line."""
        return OwnedStr(words, "", Place(self._paths.get(name, name), line))

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        """Return the template's program, which counts its steps."""
        return super()._generate(with_counts(source), name, filename, defer_init)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return a part of a list by its number, or of a view by its name."""
        if isinstance(argument, str):
            return self.getattr(obj, str.__str__(argument))
        try:
            return owned(obj[argument], owner_of(obj))
        except (TypeError, LookupError):
            return Missing(obj=obj, name=argument)

    def call_binop(
        self,
        context: Context,  # noqa: ARG002  Jinja2 gives it
        operator: str,
        left: Any,
        right: Any,
    ) -> Any:
        """Return the result of figures and lists; words are joined by `~`, never multiplied."""
        for side in (left, right):
            if isinstance(side, Missing):
                side.report()
                return Silent(name=operator)
        if operator in "*%" and (isinstance(left, str) or isinstance(right, str)):
            raise SecurityError("words cannot be multiplied or filled in")
        if operator == "*" and not _numbers(left, right):
            raise SecurityError("only figures can be multiplied")
        return inherited(OPERATORS[operator](left, right), (left, right))

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:  # noqa: ARG002  as above
        """Return a figure with its sign."""
        return inherited(-arg if operator == "-" else +arg, (arg,))


def _numbers(*values: object) -> bool:
    return all(isinstance(value, int | float) for value in values)


def rendered(
    template: Template, names: Mapping[str, Any], *, reader: str, wording: Wording
) -> tuple[str, Rendering]:
    """Return a template's text with tokens for values, and the values and faults met on the way.

    `reader` says in words whom pages of this kind are for. With any fault the text is not to be
    used.
    """
    rendering = Rendering(reader, names, wording)
    pieces: list[str] = []
    size = 0
    try:
        for piece in template.root_render_func(
            template.new_context({"range": range, **names, RENDERING: rendering}, shared=True)
        ):
            pieces.append(piece)
            size += len(piece)
            if size > MOST_CHARACTERS:
                raise SecurityError(f"a page has at most {MOST_CHARACTERS:,} letters")
    except _SLIPS as error:
        if not (rendering.faults and isinstance(error, UndefinedError)):
            rendering.faults.append(_fault(error, template))
    return "".join(pieces), rendering


_SLIPS = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
    AssertionError,  # Jinja2's truncate
)


def _fault(error: Exception, template: Template) -> Fault:
    origin = _origin(error, template)
    if isinstance(error, TemplateNotFound):
        known: Iterable[str] = getattr(template.environment.loader, "texts", {})
        hint = did_you_mean(str(error.name), [name for name in known if "/" in name])
        message = f"There is no template {error.name!r} to include."
        return origin.fault("M105", message, hint)
    if isinstance(error, MixedOwnersError):
        hint = "Write them as two values: {{ a }} {{ b }}."
        return origin.fault("M113", "This makes one value of two people's.", hint)
    if isinstance(error, NotWordsError):
        return origin.fault("M141", error.message, error.hint)
    # Jinja2 tells of a part that is not there by our own class's name, which helps nobody.
    missing = isinstance(error, UndefinedError)
    said = "a part of this is not there" if missing else str(error).rstrip(".")
    hint = "Look at the kinds of values on this line in docs/templates.md."
    if "not supported between instances" in said:
        said = "two things of different kinds are compared"
        if "tuple" in str(error) or "list" in str(error):
            hint = "Count a list before you compare it, such as: (pair.members | length) > 2"
    if isinstance(error, TooMuchError):
        hint = "Take out what is made again and again: a loop, an include, a list of lists."
    return origin.fault("M114", f"This cannot be worked out: {said}.", hint)


def _origin(error: Exception, template: Template) -> Origin:
    """Return the innermost template line of an error's traceback."""
    found = Origin(template.name or "", 0)
    for frame, line in traceback.walk_tb(error.__traceback__):
        inner = frame.f_globals.get("__jinja_template__")
        if inner is not None:
            found = Origin(inner.name, inner.get_corresponding_lineno(line))
    return found
