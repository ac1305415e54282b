"""One misplaced line that explains many faults of shape, found by reading the file without it."""

from collections.abc import Iterator, Sequence
from itertools import islice

from facilitate.faults import Fault
from facilitate.load.file_kinds import FILE_KINDS, known_keys
from facilitate.load.line_moves import (
    block_moved,
    levels,
    move_under,
    moves,
    quote_text,
    tracks_under,
)
from facilitate.load.one_cause import (
    LostLine,
    lost_lines,
    people_in,
    two_mended,
    with_keys_in_front,
)
from facilitate.load.problems import Problem
from facilitate.load.reading import Model, Reading
from facilitate.load.yaml_line import Line, Repair, indent_of, line_at, line_of
from facilitate.load.yaml_values import YamlText, read_lines
from facilitate.model.plan import Pair
from facilitate.structs import Struct

MOST_LINES_READ = 40_000
"""How many lines are read again, over all tries, to find those that stand in the wrong place."""
_FOR_BLOCKS = 8_000  # of these, and as many for lines that were lost
_FOR_TWO_LINES = 4_000
_MOST_DOUBTS = 2
MOST_TRIES = 160
_CLOSE = 3  # lines between repairs that may have one cause


class _Try(Struct):
    """The lines of a file with one more of them moved or `quoted`, after repairs that stand."""

    lines: Sequence[str]
    before: tuple[Repair, ...]
    repair: Repair
    quoted: bool = False

    def read(self, file: str) -> YamlText:
        """Return what the lines say then."""
        return read_lines(self.repair.put_into(self.lines), file)


def realigned(read: Reading[Model]) -> Reading[Model]:
    """Return the file with its misplaced lines moved and told; itself if that explains nothing.

    A line that stands too far in or out moves everything below it into the wrong place, and each
    key there then has a fault of its own. A line is moved only where that leaves fewer faults,
    and never where it hides that a key is missing.
    """
    as_written = _with_dashes_taken(_with_tracks_under(with_keys_in_front(read)))
    read = _one_by_one(as_written)
    told = _told(read)
    of_others = read.source.file.endswith(
        FILE_KINDS["brand"].pattern
    )  # who take keys that are not ours
    if not of_others and (moved := _with_a_block_moved(as_written, told)):
        read, told = moved, _told(moved)
    if both := _with_two_lines_mended(read, told):
        read, told = both, min(told, _told(both))
    return _with_a_lost_line(read, told) or read


def _told(read: Reading[Model]) -> int:
    """Return how many things are to be told of a file; more than any where it says nothing."""
    if not read.is_yaml:
        return MOST_TRIES
    strangers = _strangers(read.source) if read.source.repairs else 0
    return len(read.source.repairs) + len(read.errors) + strangers


def _with_a_lost_line(read: Reading[Model], told: int) -> Reading[Model] | None:
    """Return the file with a line put back that was taken out of it, told above what stood under.

    None unless that leaves fewer things to be told than there are (`told`), or one in place of a
    line that would only be moved.
    """
    source, errors = read.source, read.errors
    moved = all(one.moved or one.made_up for one in source.repairs)
    only = [one.kind for one in errors]
    pasted = any(one.fault.code == "Y007" and not _of_two_shapes(one.fault) for one in errors)
    if not told or (told == 1 and (not moved or only == ["unreadable"])):
        return None  # one value of another form is a slip of its own
    if not source.lines:
        return None
    raw = read.try_lines(source.lines)
    wrong = _first_wrong(raw)
    if not wrong:
        return None
    best: list[tuple[LostLine, Reading[Model]]] = []
    tries = max(0, _FOR_BLOCKS // len(source.lines) - 1)
    possible = lost_lines(source.lines, wrong, read.model, people_in(raw.source))
    for lost, outermost in islice(possible, tries):
        tried = Reading.of(lost.read(source.lines, source.file), read.model)
        if tried.source.error or not isinstance(tried.source.data, dict):
            continue
        if any(one.line == lost.above and one.kind == "unknown" for one in tried.errors):
            continue  # what stands below it is no more known there
        left = len(tried.errors) + _strangers(tried.source)
        # One value of another shape is no sign of a lost line, but above entries with known keys.
        # Nor is one that would stand below the line that is moved.
        below = any(one.moved and one.line < lost.above for one in source.repairs)
        instead = (
            outermost and not below and (only in ([], ["other"]) or lost.of_entries) and not pasted
        )
        if 1 + left < told or (told == 1 and not left and not best and instead):
            best, told = [(lost, tried)], 1 + left
        elif best and 1 + left == told and lost.above == best[0][0].above:
            best.append((lost, tried))  # of several that fit as well, all are told
    if not best:
        return None
    (lost, tried), *others = best
    repair = lost.repair(source.lines, [one for one, _ in others])
    return read.with_tried(tried, (repair,))


def _one_by_one(read: Reading[Model]) -> Reading[Model]:
    """Return the file with one line after another moved, as long as that explains anything."""
    left_to_try = min(
        MOST_TRIES,
        (MOST_LINES_READ - 2 * _FOR_BLOCKS - _FOR_TWO_LINES) // max(1, len(read.source.lines)),
    )
    while left_to_try > 0:
        best: Reading[Model] | None = None
        source, errors = read.source, read.errors
        if not _may_be_layout(source, errors):
            break
        absent = _absent_keys(read)
        explicable = [one for one in errors if not _is_absent(one, absent)]
        of_values = _of_values(errors)
        least = len(source.repairs) + len(errors) + _strangers(source)
        for one in islice(_tries(source, explicable), left_to_try):
            left_to_try -= 1
            tried_text = one.read(source.file)
            says = isinstance(tried_text.data, dict) and _still_says(tried_text, one.repair.line)
            if not says:
                continue
            tried = Reading.of(tried_text, read.model)
            errors_left = tried.errors
            missing = sum(_is_absent(problem, absent) for problem in errors_left)
            if errors_left and not one.quoted and missing < len(errors) - len(explicable):
                continue
            if errors_left and _of_values(errors_left) < of_values:
                continue
            left = len(errors_left) + _strangers(tried_text) + _misfits(tried, one.repair.line)
            count = len(one.before) + 1 + left
            if count < least or (best is None and count == least and not left):
                best, least = read.with_tried(tried, (*one.before, one.repair)), count
            if best and least == 1:
                break
        if best is None:
            break
        read = best
    return read


_MOST_ENDS = 4
_BEGINS = (0, -1, -2, 1)
"""How far from the first line that is wrong the first one stands that was moved with others."""


def _with_a_block_moved(read: Reading[Model], told: int) -> Reading[Model] | None:
    """Return the file with a stretch of lines moved together, as a paste or an editor moves them.

    None unless that leaves fewer things to be told than there are (`told`). From where something
    is wrong first, all lines are moved; where something is wrong then is where the stretch ended.
    """
    lines = read.source.lines
    blank = sum(_is_empty(one, read.source) for one in read.errors)  # each a slip of its own
    if told < 2 or not lines or blank == told:
        return None
    absent = _absent_keys(read)
    missing = sum(_is_absent(one, absent) for one in read.errors)
    wrong = _first_wrong(read.try_lines(lines))
    if not wrong:
        return None
    best: Reading[Model] | None = None
    # One more reading was that of the file as it was written.
    tries = _FOR_BLOCKS // len(lines) - 1
    for repair, tried in islice(_blocks(read, wrong), max(0, tries)):
        errors = tried.errors
        if not tried.is_yaml or sum(_is_absent(one, absent) for one in errors) < missing:
            continue
        moved = enumerate((repair.mended or "", *repair.below), repair.line)
        says = (_still_says(tried.source, n) for n, line in moved if line_of(n, line).content)
        left = len(errors) + _strangers(tried.source)
        if 1 + left < told and all(says):
            told = 1 + left
            best = read.with_tried(tried, (repair,))
        if told == 1:
            break
    return best


def _with_two_lines_mended(read: Reading[Model], told: int) -> Reading[Model] | None:
    """Return the file with two neighbouring lines mended, where that explains more than one could.

    None unless fewer things are to be told then (`told`), or two of which less is to be doubted.
    """
    doubts, written = _doubts(read), read.source.lines
    remark = any((one.mended or "").lstrip().startswith("#") for one in read.source.repairs)
    if not written or told < 1 + remark or (told <= 2 and not doubts):
        return None
    wrong = _first_wrong(read.try_lines(written))
    best: Reading[Model] | None = None
    absent = _absent_keys(read)
    missing = sum(_is_absent(one, absent) for one in read.errors)
    least = (max(2, told), doubts)
    tries = two_mended(read, wrong) if wrong else ()
    for both in islice(tries, _FOR_TWO_LINES // len(written)):
        lines: Sequence[str] = written
        for one in both:
            lines = one.put_into(lines)
        tried = read.try_lines(lines)
        says = all(_still_says(tried.source, one.line) for one in both)
        left = sum(_is_absent(one, absent) for one in tried.errors)
        if not isinstance(tried.source.data, dict) or not says or left < missing:
            continue
        tried = read.with_tried(tried, both)
        count = (2 + len(tried.errors) + _strangers(tried.source), _doubts(tried))
        if count < least:
            best, least = tried, count
            if count[0] == 2:
                break
    return best


def _doubts(read: Reading[Model]) -> int:
    """Return how much speaks against what is told of a file: 0, 1, or 2 for all that is more.

    A line that was moved is 1, and so is somebody of no role; words that are lost, a fault on a
    line that was mended and several lines taken for one text where none is wanted are 2 each.
    """
    source, errors = read.source, read.check.errors
    if not isinstance(source.data, dict):
        return _MOST_DOUBTS
    again = {one.line for one in errors}
    lines = sum(one.moved + 2 * (one.line in again) for one in source.repairs)
    joined = any(one.is_of_shape and len(source.lines_of_words(one.path)) > 1 for one in errors)
    return min(_MOST_DOUBTS, lines + _strangers(source) + 2 * (source.lost_words + joined))


def _of_two_shapes(fault: Fault) -> bool:
    """Say whether a key that is given twice has a list or keys here, and words there."""
    places = [one for one in (fault.place, fault.also) if one]
    values = [line_of(one.line or 1, one.source).value[:1] for one in places]
    return len({value in ("[", "{", "") for value in values}) > 1


def _first_wrong(read: Reading[Model]) -> int:
    """Return the first line (from 1) at which something is wrong, 0 where nothing is."""
    if read.source.error:
        return read.source.error.line
    errors = read.errors
    there = [one for one in errors if one.kind != "missing"] or errors
    return min((one.line for one in there if one.line), default=0)


def _blocks(read: Reading[Model], wrong: int) -> Iterator[tuple[Repair, Reading[Model]]]:
    """Yield stretches of two lines or more, moved, that begin near a line that is wrong.

    Beside each is what the file says then.
    """
    lines = read.source.lines
    written = [n for n, line in enumerate(lines, 1) if line_of(n, line).content]
    for first in (wrong + away for away in _BEGINS):
        if first not in written:
            continue
        indent = indent_of(lines[first - 1])
        for by in (level - indent for level in levels(first, lines, indent)[:_MOST_ENDS]):
            stuck = (n for n in written if n > first and indent_of(lines[n - 1]) + by < 0)
            last = next(stuck, len(lines) + 1) - 1
            for _ in range(_MOST_ENDS):
                last = max((n for n in written if n <= last), default=0)
                if last <= first:
                    break
                repair = block_moved(lines, first, last, by)
                tried = read.try_lines(repair.put_into(lines))
                yield repair, tried
                then = _first_wrong(tried)
                if then <= first:
                    break
                last = min(then, last) - 1


def _with_tracks_under(read: Reading[Model]) -> Reading[Model]:
    """Return the file with what stands level with a `- parallel:` put under it, each told once."""
    for number in range(1, len(read.source.mended) + 1) if read.check.errors else ():
        source = read.source
        if repair := tracks_under(line_at(source.mended, number)):
            tried = read_lines(repair.put_into(source.mended), source.file)
            read = Reading.of(source.as_tried(tried, (*source.repairs, repair)), read.model)
    return read


def _with_dashes_taken(read: Reading[Model]) -> Reading[Model]:
    """Return the file with an entry that dashes tear apart as one entry, told once.

    What is missing in one part of it stands in another, and no key stands in two of them.
    """
    lines = list(read.source.mended)
    for problem in read.check.errors:
        in_list = [type(step) for step in problem.path[-2:-1]] == [int]
        if problem.kind != "missing" or not problem.line or not in_list:
            continue
        here, known = line_at(lines, problem.line), known_keys(read.model, problem.path[:-1])
        above = next((one for one in here.above if one.indent <= here.indent), here)
        for torn in (_dashes_inside(above, known), _dashes_inside(here, known)):
            if not torn or torn[-1] < here.number:
                continue
            first, last = torn[0], torn[-1]
            joined = [
                line.replace("- ", "  ", 1) if number in torn else line
                for number, line in enumerate(lines[first - 1 : last], first)
            ]
            where = f"line {last}" if first == last else f"lines {first} to {last}"
            message = "A dash begins an entry of its own, and stands here in the middle of one."
            hint = f"Put a space in place of the dash on {where}."
            repair = Repair(
                first, here.indent + 1, message, hint, joined[0], below=(*joined[1:],), moved=True
            )
            tried = read.try_lines(repair.put_into(lines))
            if len(tried.errors) < len(read.errors):
                return read.with_tried(tried, (*read.source.repairs, repair))
    return read


def _dashes_inside(first: Line, known: Sequence[str]) -> list[int]:
    """Return the lines (from 1) behind whose dash one more key of an entry's stands."""
    there, found = {first.key}, list[int]()
    for one in first.below if first.dashes and first.key in known else ():
        if one.at < first.at or (one.at == first.at and one.key not in {*known} - there):
            break
        if one.at == first.at:
            there.add(one.key)
            found += [one.number] if one.dashes else []
    return found


def _tries(source: YamlText, errors: Sequence[Problem]) -> Iterator[_Try]:
    """Yield lines as they may have been meant, likeliest first, where a guess is called for."""
    lost = source.data is None
    if lost or errors or len(source.repairs) > 1 or (source.repairs and _strangers(source)):
        for cluster in _clusters(source):
            others = tuple(one for one in source.repairs if one not in cluster)
            lines = list(source.lines)
            for one in others:
                lines = one.put_into(lines)
            for repair in islice(moves(lines, [one.line for one in cluster]), MOST_TRIES // 2):
                yield _Try(lines, others, repair)
    repaired = {one.line for one in source.repairs}
    if lost:
        return
    for quoted, repair in _moves(source, errors):
        if repair.line not in repaired:
            yield _Try(source.mended, source.repairs, repair, quoted)


def _clusters(source: YamlText) -> list[list[Repair]]:
    """Return repairs that stand close together: one line may explain what they mended badly."""
    clusters: list[list[Repair]] = []
    for one in sorted(source.repairs, key=lambda repair: repair.line):
        if clusters and one.line - clusters[-1][-1].line <= _CLOSE:
            clusters[-1].append(one)
        else:
            clusters.append([one])
    return sorted(clusters, key=len, reverse=True)


def _moves(source: YamlText, errors: Sequence[Problem]) -> Iterator[tuple[bool, Repair]]:
    """Yield lines as they may have been meant, and whether they are quoted rather than moved."""
    if len(errors) == 1 and _is_empty(errors[0], source):
        place = errors[0].fault.place
        if place and place.line and place.column:
            for repair in move_under(source.mended, place.line, place.column - 1):
                yield False, repair
        return
    inner = [one for one in errors if one.fault.at is None or one.fault.at.path] or errors
    places = [one.line for one in inner if one.line]
    for line in dict.fromkeys(places):
        for repair in quote_text(source.mended, line):
            yield True, repair
    for repair in moves(source.mended, places):
        yield False, repair


def _may_be_layout(source: YamlText, errors: Sequence[Problem]) -> bool:
    """Say whether a line in the wrong place is likelier than so many mistakes, or than this one."""
    strangers = _strangers(source) if source.repairs else 0
    if len(errors) + len(source.repairs) + strangers > 1 or source.data is None:
        return not _in_braces(source, errors)
    return any(_is_layout(one, source) or _is_empty(one, source) for one in errors)


def _strangers(source: YamlText) -> int:
    """Return how many keys of pairs are neither roles nor known, each of them somebody there."""
    data = source.data if isinstance(source.data, dict) else {}
    pairs, roles = data.get("pairs"), data.get("roles") or ("doctor", "manager")
    if not isinstance(pairs, dict) or not isinstance(roles, list | dict | tuple):
        return 0
    known = [*roles, *_OF_A_PAIR]
    inside = (pair for pair in pairs.values() if isinstance(pair, dict))
    return sum(key not in known for pair in inside for key in pair)


def _misfits(read: Reading[Model], line: int) -> int:
    """Return how many values of a shape that is not wanted have their key on a line."""
    misshapen = (one.path for one in read.errors if one.is_of_shape)
    spots = (read.source.keys.get(path) for path in misshapen)
    return sum(spot is not None and spot.line == line for spot in spots)


_OF_A_PAIR = frozenset(known_keys(Pair, ()))


def _in_braces(source: YamlText, errors: Sequence[Problem]) -> bool:
    """Say whether all is keys that nobody knows, between the braces of one line."""
    places = {one.line for one in errors} - {0}
    if source.repairs or len(places) != 1:
        return False
    braced = line_at(source.lines, places.pop()).text.startswith("{")
    return braced and all(one.kind in ("unknown", "no name") for one in errors)


def _is_layout(problem: Problem, source: YamlText) -> bool:
    """Say whether keys or a list stand, in lines of their own, where something else was wanted."""
    outermost = problem.kind == "unknown" and len(problem.path) == 1
    if outermost and problem.path[0] in people_in(source):
        return True  # ids of people stand under other keys
    shaped = problem.is_of_shape or (outermost and isinstance(problem.value, dict))
    if not shaped or not isinstance(problem.value, dict | list):
        return False
    key, value = source.keys.get(problem.path), source.values.get(problem.path)
    return key is None or value is None or key.line != value.line


def _is_empty(problem: Problem, source: YamlText) -> bool:
    """Say whether a key is there and has nothing after it."""
    return problem.kind in ("missing", "empty") and problem.path in source.keys


def _absent_keys(read: Reading[Model]) -> frozenset[str]:
    """Return the missing keys that stand nowhere in the file, so that no move can bring them."""
    source = read.source
    missing = {str(one.path[-1]) for one in read.check.errors if one.kind == "missing"}
    if not missing:
        return frozenset()
    there = {str(path[-1]) for path in source.keys}
    there |= {line_of(number, line).key or "" for number, line in enumerate(source.lines, 1)}
    return frozenset(missing - there)


def _is_absent(problem: Problem, absent: frozenset[str]) -> bool:
    return problem.kind == "missing" and str(problem.path[-1]) in absent


def _of_values(problems: Sequence[Problem]) -> int:
    """Return how many problems lie in a value or sign of its own, wherever its line stands."""
    return sum(one.kind in ("unreadable", "choice", "sign") for one in problems)


def _still_says(source: YamlText, line: int) -> bool:
    """Say whether a line holds a key or value of its own, and is not lost in a text."""
    spots = (*source.keys.values(), *source.values.values())
    return any(spot.line == line for spot in spots)
