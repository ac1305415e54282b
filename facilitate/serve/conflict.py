"""Three versions of a file beside each other: as a page was drawn, theirs, mine."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from facilitate.files import taken_apart
from facilitate.load.private_words import PRIVATE

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """Lines that are not the same in all three; `line` is where the former ones begin.

    `who` says whose they are: `theirs`, `mine` or `both`.
    """

    file: str
    line: int
    old: Lines
    theirs: Lines
    mine: Lines

    @property
    def who(self) -> str:
        """Who changed them."""
        if self.mine == self.old:
            return "theirs"
        return "mine" if self.theirs == self.old else "both"


def compared(
    old: Mapping[str, bytes], theirs: Mapping[str, bytes], mine: Mapping[str, bytes]
) -> Sequence[Differing]:
    """Return what differs between three versions of a plan, file by file from the top.

    Lines of `private/` are not shown on a screen.
    """
    names = [name for name in old if not name.startswith(PRIVATE)]
    return [one for name in names for one in _differing(name, old, theirs, mine)]


def _differing(
    name: str, old: Mapping[str, bytes], theirs: Mapping[str, bytes], mine: Mapping[str, bytes]
) -> Iterator[Differing]:
    was = _lines(old[name])
    others = [_lines(some.get(name, old[name])) for some in (theirs, mine)]
    codes = [SequenceMatcher(None, was, one, autojunk=False).get_opcodes() for one in others]
    changed = sorted((a, b) for some in codes for kind, a, b, _, _ in some if kind != "equal")
    for begin, end in _joined(changed):
        parts = [
            one[min(_at(some, begin)) : max(_at(some, end))]
            for one, some in zip(others, codes, strict=True)
        ]
        yield Differing(name, begin + 1, was[begin:end], parts[0], parts[1])


def _lines(data: bytes) -> Lines:
    return tuple(taken_apart(data)[0].split("\n"))


def _joined(stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield stretches of lines, those that touch as one."""
    begin = end = -1
    for one, other in stretches:
        if begin >= 0 and one > end:
            yield begin, end
            begin = -1
        begin, end = (one if begin < 0 else begin), max(end, other)
    if begin >= 0:
        yield begin, end


def _at(codes: Sequence[tuple[str, int, int, int, int]], line: int) -> Sequence[int]:
    """Return before which lines of the other version a line stands; two where some were put in."""
    found = []
    for kind, a, b, c, d in codes:
        if kind == "equal" and a <= line <= b:
            found.append(c + line - a)
        elif line in {a, b}:
            found += [c] if line == a and line != b else [d] if line != a else [c, d]
    return found
