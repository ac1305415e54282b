"""Plain answers as the CSV text that `facilitate.load.answers` reads back unchanged."""

import csv
import io

from facilitate.load.answers import LEADING, AnswerTable, is_words
from facilitate.load.formula_signs import guarded


def answers_text(table: AnswerTable) -> str:
    """Return the answers as CSV in UTF-8 with plain line ends; words are guarded."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*LEADING, *table.columns))
    for row in table.rows:
        values = ((column, row.values[column] or "") for column in table.columns)
        cells = (guarded(value) if is_words(column) else value for column, value in values)
        writer.writerow((row.person, row.pair, row.role, *cells))
    return out.getvalue()
