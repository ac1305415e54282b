"""What the questionnaire asks, as the importer needs it: a key, its words and its kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from facilitate.load.survey.layout import Heading
from facilitate.load.survey.wording import compared
from facilitate.model.questions import Questions

Kind = Literal["item", "about", "statement", "list", "tie", "comment"]
"""`about` is an item that is asked about each role group in turn."""

ON_A_SCALE = ("item", "about", "statement")

_ENDS = ".:?!* "
_BETWEEN = (" - ", ": ", " | ", " > ", " – ")
_WHOLE = "selected choice"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the column name in the answers file, its id, its words, its kind."""

    key: str
    id: str
    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Match:
    """A column that is a question's; `part` is the tick or the line of a list that it holds."""

    heading: Heading
    asked: Asked
    part: str = ""


def all_asked(questions: Questions | None) -> tuple[Asked, ...]:
    """Return every question in the order of the questionnaire; nothing where there is none."""
    return tuple(_all_asked(questions)) if questions else ()


def _all_asked(questions: Questions) -> Iterator[Asked]:
    for dimension in questions.dimensions:
        for item in dimension.items:
            yield Asked(item.id, item.id, item.text, "item")
    for item in questions.about_roles:
        yield Asked(item.id, item.id, item.text, "about")
    for statement in questions.statements:
        yield Asked(statement.id, statement.id, statement.text, "statement")
    for prompt in questions.lists:
        yield Asked(f"list:{prompt.id}", prompt.id, prompt.text, "list")
    for prompt in questions.ties:
        yield Asked(f"tie:{prompt.id}", prompt.id, prompt.text, "tie")
    for prompt in questions.comments:
        yield Asked(f"comment:{prompt.id}", prompt.id, prompt.text, "comment")


def answers(asked: Asked, key: str) -> bool:
    """Say whether a column of the answers file holds a question; `about` ones end in a role."""
    return key == asked.key or (asked.kind == "about" and key.startswith(f"{asked.id}-"))


def matches(heading: Heading, asked: Asked) -> Match | None:
    """Return how a column answers a question, word by word, or None; nothing is nearly a match."""
    words = _end_stripped(asked.text)
    full, question, part = map(_end_stripped, (heading.text, heading.question, heading.part))
    if compared(heading.text) in (asked.key, asked.id) or _code_is(heading, asked):
        return Match(heading, asked, heading.part if _is_group(heading, asked) else "")
    if full == words or (part == words and asked.kind in ON_A_SCALE):
        return Match(heading, asked)
    if question == words and heading.part and asked.kind in ("list", "tie"):
        return Match(heading, asked, heading.part)
    if asked.kind in ("list", "tie", "comment"):
        return _after(heading, asked, words)
    if any(full.endswith(between + words) for between in _BETWEEN):
        return Match(heading, asked)
    return None


def _after(heading: Heading, asked: Asked, words: str) -> Match | None:
    """Return the match of `Question - Option`, where the options stand in columns of their own."""
    for between in _BETWEEN:
        at = heading.text.find(between)
        while at >= 0:
            if _end_stripped(heading.text[:at]) == words:
                rest = heading.text[at + len(between) :].strip()
                if compared(rest).startswith(_WHOLE):
                    rest = rest[len(_WHOLE) :].strip(" -–:")
                return Match(heading, asked, rest)
            at = heading.text.find(between, at + 1)
    return None


def _is_group(heading: Heading, asked: Asked) -> bool:
    return bool(heading.part) and asked.kind in ("list", "tie")


def _code_is(heading: Heading, asked: Asked) -> bool:
    """Say whether the tool's own code is the question's id: `goals`, `G[goals]`, `net[D1]`."""
    if not heading.code:
        return False
    stem, _, rest = heading.code.partition("[")
    inner = rest.rstrip("]")
    names = {
        compared(asked.id),
        compared(asked.id).replace("-", "_"),
        compared(asked.id).replace("-", ""),
    }
    if asked.kind in ON_A_SCALE:
        return compared(inner or stem) in names
    return compared(stem) in names


def _end_stripped(text: str) -> str:
    return compared(text).rstrip(_ENDS)
