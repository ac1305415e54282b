"""What an export asks, told from its own headings and cells where no questionnaire is at hand."""

import re
from collections.abc import Iterator, Sequence

from facilitate.load.survey.asked import Asked, Kind, Match
from facilitate.load.survey.layout import Heading
from facilitate.load.survey.scales import NO_ANSWER, SCALES, Labels, numbered
from facilitate.load.survey.shapes import cells_of, grouped, shape_of
from facilitate.load.survey.table import Record
from facilitate.load.survey.wording import compared, slug

_CODED = re.compile(r"a\d{1,2}|[1-5]")


def unasked(headings: Sequence[Heading], rows: Sequence[Record]) -> Iterator[Match]:
    """Yield a match for each column that looks like a statement, a list, a tie or a comment."""
    readers = [Labels(numbered(steps, 1), NO_ANSWER) for steps in SCALES.values()]
    for group in grouped(headings):
        shape = shape_of(group, rows)
        for heading in group:
            cells = cells_of(rows, heading.column)
            if _on_a_scale(cells, readers):
                yield Match(heading, _asked(heading, "item"))
            elif shape:
                yield Match(heading, _asked(heading, shape), heading.part)


def _asked(heading: Heading, kind: Kind) -> Asked:
    """Return a question made up from a heading: the tool's code, else its words, as the id."""
    stem, _, inner = heading.code.partition("[")
    if kind == "item":
        name = slug(inner.rstrip("]") or stem or heading.part or heading.text)
        return Asked(name, name, heading.text, kind)
    name = slug(stem or heading.question)
    return Asked(f"{kind}:{name}", name, heading.question, kind)


def _on_a_scale(cells: Sequence[str], readers: Sequence[Labels]) -> bool:
    filled = {text for text in map(compared, cells) if text} - set(map(compared, NO_ANSWER))
    if not filled:
        return False
    if all(map(_CODED.fullmatch, filled)):
        return True
    return any(not any(reader.reading(cell).problem for cell in filled) for reader in readers)
