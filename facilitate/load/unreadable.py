"""A YAML parser's complaint in an organiser's words, at the line that needs mending."""

import re

import yaml

from facilitate.faults import Fault, Place
from facilitate.load.slip import Slip

_SAYINGS = (
    ("mapping values are not allowed", "There is a second colon on this line."),
    ("found character that cannot start", "A value may not start with this sign."),
    ("found unknown escape", "A backslash between double quotes has a meaning of its own."),
    ("unexpected end of stream", "A quote is opened here and never closed."),
    ("did not find expected ',' or", "A bracket is opened and not closed."),
    ("could not find expected ':'", "This line has no colon after its key."),
    ("did not find expected key", "The indent of this line does not fit the lines above."),
    ("did not find expected '-'", "A line of this list does not start with a dash."),
    ("block sequence entries", "A list starts here where a single value is expected."),
    ("did not find expected alphabetic", "A value may not start with this sign."),
)


def slip_fault(slip: Slip, file: str, lines: tuple[str, ...]) -> Fault:
    """Return a slip as a fault at its line, as the line was written."""
    source = lines[slip.line - 1]
    column = min(slip.column, len(source) or 1)
    place = Place(file, slip.line, column, column + 1, source)
    return Fault(code=slip.code, message=slip.message, hint=slip.hint, place=place)


def syntax_fault(error: yaml.YAMLError, file: str, lines: tuple[str, ...]) -> Fault:
    """Return the parser's complaint in an organiser's words, at the line that needs mending."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    number = min(mark.line + 1, max(1, len(lines))) if mark is not None else 1
    column = mark.column + 1 if mark is not None else 1
    problem = str(getattr(error, "problem", "") or error)
    opened = getattr(error, "context_mark", None)
    if opened is not None and "quoted scalar" in str(getattr(error, "context", "")):
        number, column = opened.line + 1, opened.column + 1
    source = lines[number - 1] if 0 < number <= len(lines) else ""
    if "\t" in source[: len(source) - len(source.lstrip())] or "'\\t'" in problem:
        column = source.find("\t") + 1 or column
        place = Place(file, number, column, column + 1, source)
        return Fault(
            code="Y002",
            message="A tab is used to indent.",
            hint="Use two spaces for each level.",
            place=place,
        )
    inner = _inner_apostrophe(source)
    if inner:
        return Fault(
            code="Y001",
            message="An apostrophe inside single quotes ends them.",
            hint=f'Put double quotes round the text: "{inner}".',
            place=Place(file, number, column, column + 1, source),
        )
    message = next((say for sign, say in _SAYINGS if sign in problem), "This cannot be read.")
    if "mapping values" in problem and len(re.findall(r":(?:\s|$)", source)) < 2:
        return Fault(
            code="Y001",
            message="This line does not fit under the one above it.",
            hint="Give it as many spaces in front as its neighbours, or add the colon above.",
            place=Place(file, number, column, column + 1, source),
        )
    place = Place(file, number, column, column + 1, source)
    return Fault(code="Y001", message=message, hint=_remedy(source, problem), place=place)


def _inner_apostrophe(source: str) -> str:
    """Return the text of a value such as 'Crisis team's day', or nothing."""
    found = re.match(r"[^'\"]*[:-]\s+'([^'\"]+'\w[^\"]*?)'?\s*$", source)
    return found[1] if found else ""


def _remedy(source: str, problem: str) -> str:
    found = re.match(r"\s*(?:- )?\s*([\w -]+?):\s*(\S.*?)\s*$", source)
    needs_quotes = "mapping values" in problem or "cannot start" in problem or "anchor" in problem
    needs_quotes = needs_quotes or "alphabetic" in problem
    if found and needs_quotes:
        words = found[2].strip("“”„‘’").replace('"', "'")
        return f'Put quotes round the {found[1].strip()}: "{words}".'
    if "expected ':'" in problem:
        return "Write it like key: value, or indent it if it belongs to the line above."
    if "expected key" in problem or "expected '-'" in problem:
        return "Give it as many spaces in front as its neighbours have."
    return "Put quotes round the text, and close what is opened."
