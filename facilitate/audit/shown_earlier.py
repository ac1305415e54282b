"""What earlier days have shown of one person's answers, as the ledger has it, for the own sheet."""

from collections.abc import Iterator, Sequence
from datetime import date

from facilitate.audit.context import AuditContext
from facilitate.audit.disclosure import Release, total
from facilitate.audit.findings import Notice
from facilitate.audit.ledger import Ledger, Row, pseudonym
from facilitate.audit.pairs import notice
from facilitate.audit.sharing import PairInWave
from facilitate.audit.wave import Wave

SIDE_BY_SIDE = "side by side"
"""What the ledger calls the answers of a pair that stood on its pages: no figure of the group."""


def side_by_side(wave: Wave, pairs: Sequence[PairInWave]) -> Iterator[Release]:
    """Yield whose answers stand side by side on a pair's pages, for the ledger to keep."""
    for pair in pairs:
        sharing = [one.id for one in pair.shared.respondents]
        if len(sharing) > 1:
            yield total(f"{wave.name}/pair/{pair.id}", wave.name, sharing)


def was_shown(context: AuditContext, wave: Wave, ledger: Ledger) -> Iterator[Notice]:
    """Yield for everybody who answered what days before this one have shown of their answers.

    A day of which the ledger knows nothing is not spoken of.
    """
    if context.as_of is None:
        return
    takes = context.programme.says.stock_takes
    earlier = [row for row in ledger.rows if row.date < context.as_of.isoformat()]
    for reader, own in wave.by_reader.items():
        person, code = context.people[own.id], pseudonym(own.id, ledger.key)
        since = person.joined or date.min
        # Whoever held the post before has the same id, and their figures are not this person's.
        theirs = [
            row for row in earlier if code in row.people and takes.get(row.wave, date.max) >= since
        ]
        days = sorted({row.date for row in theirs})
        if days:
            alone = len(context.posts.get(own.pair, ())) < 2
            by_day = ([row for row in theirs if row.date == on] for on in days)
            said = " ".join(_sentence(rows, alone=alone) for rows in by_day)
            yield notice(wave, reader, said, "shown")


def _sentence(rows: Sequence[Row], *, alone: bool) -> str:
    """Return what one day has shown of somebody who has a partner, or is `alone`."""
    on = date.fromisoformat(rows[0].date)
    sizes = {(row.variable, row.statistic): len(row.people) for row in rows}
    figures = [size for (variable, _), size in sizes.items() if variable != SIDE_BY_SIDE]
    beside = len(figures) < len(sizes)
    said = []
    if figures:
        number = "one figure" if len(figures) == 1 else f"{len(figures)} figures"
        said.append(f"{number} of the group with yours in them, each of {min(figures)} or more")
    if not alone:
        said.append(f"on your pair’s pages {'your answers' if beside else 'the group’s results'}")
    return f"Shown on {on.day} {on:%B %Y}: {'; '.join(said)}."
