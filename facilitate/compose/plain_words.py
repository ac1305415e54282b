"""Words that have no place on a participant's page, and what to say instead."""

import re
from collections.abc import Iterator

from jinja2 import Environment

from facilitate.compose.missing import at
from facilitate.document import Origin
from facilitate.faults import Fault

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
    "linking": "with sponsors",
    "social capital": "working together",
    "energiser": "the exercise by its name",
}
_WORDS = re.compile(rf"\b({'|'.join(INSTEAD)})s?\b", re.IGNORECASE)


def faults_of_words(environment: Environment, text: str, name: str) -> Iterator[Fault]:
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
                    place=at(Origin(name, line)),
                )
