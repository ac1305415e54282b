"""Where in a template a line of the rendered text came from.

Loops and includes move lines. So each line of a template's text carries, until it is parsed, a
mark of private characters that holds the file's number and the line's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from facilitate.document import Origin

_STATEMENT = r"\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\}"
_OWN_LINE = re.compile(
    rf"^[ \t]*((?:(?:{_STATEMENT})[ \t]*)*?)((?:{_STATEMENT}))[ \t]*\n", re.MULTILINE
)
_MARK = re.compile("\ue002(\\d+)\\.(\\d+)\ue003")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of rendered text without its marks, and where it came from."""

    text: str
    origin: Origin


class LineMarks(Extension):
    """Marks the end of each line of a template's own text while it is compiled."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.files: list[str] = []

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
        name = stream.name or ""
        if name not in self.files:
            self.files.append(name)
        number = self.files.index(name)
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


def lines_of(rendered: str, files: list[str], name: str) -> list[Line]:
    """Return the lines of a rendered text, each with the place its last part came from."""
    found: list[Line] = []
    last = Origin(name, 1)
    for text in rendered.split("\n"):
        marks = _MARK.findall(text)
        if marks:
            file, line = marks[-1]
            last = Origin(files[int(file)], int(line))
        found.append(Line(_MARK.sub("", text) if marks else text, last))
    return found
