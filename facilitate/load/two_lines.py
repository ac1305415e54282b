"""Two faulty lines, one below the other, found by mending both before the file is read."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice, pairwise

from facilitate.load.line_repairs import Repair, moves_of, slips
from facilitate.load.problems import Check, Model
from facilitate.load.yaml_line import indent_of
from facilitate.load.yaml_repair import LONGEST_LINE
from facilitate.load.yaml_values import YamlText, read_lines

MOST_LINES_TRIED = 6_000
"""How many lines are read, over all ways to mend two, of the entries in which they stand."""
_MOST_WAYS = 9  # to mend one line
_ABOVE = (1, 0, 2, 3)  # lines from the first of the two to where something is wrong first


def two_mended(
    lines: Sequence[str], wrong: int, file: str, look: Callable[[YamlText], Check[Model]]
) -> list[tuple[Repair, Repair]]:
    """Return ways to mend two neighbouring lines near one (from 1), those that fit best first.

    What fits is looked for in the entry in which they stand, so that the work does not grow with
    the file: how many faults of its own that entry has then.
    """
    found: list[tuple[int, int, tuple[Repair, Repair]]] = []
    written = [number for number, line in enumerate(lines, 1) if line.strip()]
    neighbours = dict(pairwise(written))
    left_to_read = MOST_LINES_TRIED if max(map(len, lines)) <= LONGEST_LINE else 0
    for first in (wrong - away for away in _ABOVE if wrong - away in neighbours):
        head, entry = _around(lines, first, neighbours[first])
        for unlikely, both in _ways(lines, first, neighbours[first]):
            left_to_read -= len(head) + len(entry)
            if left_to_read < 0:
                break
            mended = {one.line: one.mended or "" for one in both}
            part = (mended.get(number, lines[number - 1]) for number in entry)
            tried = read_lines([*head, *part], file)
            if isinstance(tried.data, dict):
                errors = look(tried).all_errors(tried)
                left = sum(len(one.path) > 1 or one.kind != "missing" for one in errors)
                found.append((left, unlikely, both))
    return [both for *_, both in sorted(found, key=lambda one: one[:2])]


def _ways(
    lines: Sequence[str], first: int, second: int
) -> Iterator[tuple[int, tuple[Repair, Repair]]]:
    """Yield ways to mend two lines, each beside how unlikely it is."""
    for rank, one in enumerate(_of_line(lines, first)):
        for other_rank, other in enumerate(_of_line(one.put_into(lines), second)):
            yield 2 * (one.moved + other.moved) + rank + other_rank, (one, other)


def _of_line(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """Yield ways to mend one line that leave the others as they are."""
    ways = chain(slips(lines, number), moves_of(number, lines))
    alone = (one for one in ways if one.line == number and not one.below and one.mended)
    return islice((one for one in alone if one.mended != lines[number - 1]), _MOST_WAYS)


def _around(lines: Sequence[str], first: int, second: int) -> tuple[Sequence[str], range]:
    """Return the outermost key above two lines, and the lines of the entry in which they stand.

    The entry ends with the line at which the next one begins.
    """
    levels = {n: indent_of(line) for n, line in enumerate(lines, 1) if line.strip()}
    head = max((n for n in levels if n < first and not levels[n]), default=0)
    inner = next((levels[n] for n in levels if n > head), 0)
    begins = [n for n in levels if n > head and levels[n] <= inner]
    begin = max((n for n in begins if n < first), default=head + 1)
    end = min((n for n in begins if n > second), default=len(lines))
    return lines[max(0, head - 1) : head], range(begin, end + 1)
