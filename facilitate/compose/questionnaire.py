"""The stock take's own questionnaire: one list of fields for paper, Word and a phone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, zip_longest
from typing import Any

from facilitate.compose.spans import spans
from facilitate.compose.wording import Wording
from facilitate.document import (
    Block,
    Callout,
    Document,
    Field,
    FieldSpec,
    Heading,
    List,
    Option,
    PageBreak,
    Paragraph,
    Run,
    Section,
    Text,
)
from facilitate.model import Programme, Questions
from facilitate.model.questions import Prompt, StockTakeItem
from facilitate.recipient import GROUP

FIRST, SECOND = "stock-take v1", "stock-take-second v1"
"""The forms' ids and versions."""

PARTNER = "partner"
"""The comment that is no comment: one line, for the partner alone."""

LINE_TICK = "line-for-partner"
SHARING = "sharing"
WORDS_NEED = 8


def item_order(questions: Questions) -> tuple[StockTakeItem, ...]:
    """Return all statements so that those of one theme stand as far apart as they can.

    First the first one of each theme, then the second ones: the same order for everybody, so
    that paper can be typed in by its numbers.
    """
    rounds = zip_longest(*(dimension.items for dimension in questions.dimensions))
    return tuple(item for item in chain.from_iterable(rounds) if item is not None)


def questionnaire(
    programme: Programme, questions: Questions, wording: Wording, *, delete_by: date | None = None
) -> Document:
    """Return the first sitting: who sees what, who you are, all statements, the line, the choice.

    A field's key is its column in an answers file; `pair`, `role`, `sharing` and
    `line-for-partner` are the others.
    """
    say = _say(wording)
    items = item_order(questions)
    line = next((one for one in questions.comments if one.id == PARTNER), None)
    lead = say("first lead", count=wording.count(len(items)).capitalize())
    return _document(
        programme,
        (
            _front(programme, questions, wording, lead, say["seen"], delete_by=delete_by),
            Section(
                title=_run(say("statements")),
                blocks=(
                    _quiet(say("statements how")),
                    Field(fields=tuple(_scale(questions, item.id, item.text, number) for number, item in enumerate(items, 1))),
                ),
            ),
            *_last(say, line),
        ),
        form=FIRST, name="stock-take", title=questions.name, wording=wording,
    )
