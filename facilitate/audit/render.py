"""Findings as plain lines for a terminal, for one reader at a time."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from facilitate.audit import findings as kinds
from facilitate.audit.findings import Finding
from facilitate.audit.scores import points

HEADS: dict[type[Finding], str] = {
    kinds.GroupTheme: "The group on each theme",
    kinds.PairTheme: "The pair on each theme",
    kinds.PersonTheme: "Own answers",
    kinds.GroupChange: "The group, then and now",
    kinds.PairChange: "The pair, then and now",
    kinds.PersonChange: "Own answers, then and now",
    kinds.RoleMatrix: "How the role groups find each other",
    kinds.TieMatrix: "Who turns to whom, by role",
    kinds.PersonTies: "Whom you named",
    kinds.GroupVoice: "In the group's own words",
    kinds.Quote: "Cleared words",
    kinds.PartnerLine: "From the partner, for you alone",
    kinds.Notice: "For you alone",
    kinds.Withheld: "Not shown",
    kinds.MethodNote: "Method (facilitator)",
}


def render_findings(found: Sequence[Finding]) -> str:
    """Return findings as lines: by stock take, then by kind in the order of a page."""
    lines: list[str] = []
    order = list(HEADS)
    waves = list(dict.fromkeys(one.wave for one in found))
    ranked = sorted(found, key=lambda one: (waves.index(one.wave), order.index(type(one))))
    for (wave, kind), group in groupby(ranked, key=lambda one: (one.wave, type(one))):
        lines += [f"{wave}: {HEADS[kind]}", *(f"  {line}" for line in _rows(group)), ""]
    return "\n".join(lines)


def _rows(found: Iterable[Finding]) -> Iterator[str]:
    for one in found:
        yield from _row(one)


def _row(one: Finding) -> Iterator[str]:
    """Yield the lines of one finding; a kind that is not known here is an error of ours."""
    match one:
        case kinds.GroupTheme():
            yield _group_theme(one)
        case kinds.PairTheme():
            yield from _pair_theme(one)
        case kinds.PersonTheme():
            mean = "too few answers" if one.mean is None else points(one.mean)
            yield f"{one.name}: {mean} ({one.answered} of {one.items} answered)"
        case kinds.GroupChange():
            yield _group_change(one)
        case kinds.PairChange():
            now = dict(one.now)
            steps = [f"{role} {points(old)} to {points(now[role])}" for role, old in one.then]
            yield f"{one.name}: {', '.join(steps)}"
        case kinds.PersonChange():
            yield f"{one.name}: {points(one.then)} to {points(one.now)}"
        case kinds.MethodNote():
            yield from _method(one)
        case kinds.RoleMatrix() | kinds.TieMatrix():
            yield from _cells(one)
        case _:
            yield from _words(one)


def _cells(one: kinds.RoleMatrix | kinds.TieMatrix) -> Iterator[str]:
    if isinstance(one, kinds.RoleMatrix):
        for cell in one.cells:
            figures = f"{points(cell.mean)}, n = {cell.n}, {_alike(cell.alike)}"
            yield f"{cell.rater} on {cell.rated}: {figures}"
        return
    yield one.prompt
    for tie in one.cells:
        yield f"  {tie.source} to {tie.target}: {tie.ties} of {tie.possible}, n = {tie.n}"


def _words(one: Finding) -> Iterator[str]:
    match one:
        case kinds.PersonTies():
            yield f"{one.prompt} {', '.join(one.named)}"
        case kinds.GroupVoice():
            yield f"{one.prompt} (n = {one.n})"
            for words, _, share in one.items:
                yield f"  {words}: named by {round(share * one.n)}"
        case kinds.Quote() | kinds.PartnerLine():
            yield f"“{one.words}”"
        case kinds.Notice():
            yield one.sentence
        case kinds.Withheld():
            yield f"{one.would_be}: {one.what_would_help}"
        case _:
            raise TypeError(f"no lines for {type(one).__name__}")


def _group_theme(one: kinds.GroupTheme) -> str:
    roles = "".join(f", {role.role} {points(role.mean)}" for role in one.roles)
    people = f"n = {one.n} of {one.asked}"
    return f"{one.name}: {points(one.mean)}{roles}, {people}, {one.label}, {_alike(one.alike)}"


def _alike(alike: bool) -> str:
    return "answered alike" if alike else "answered differently"


def _pair_theme(one: kinds.PairTheme) -> Iterator[str]:
    scores = ", ".join(f"{role} {points(score)}" for role, score in one.scores)
    yield f"{one.name}: {scores}, {one.label} {one.rank}"
    yield f"  {one.question}"


def _group_change(one: kinds.GroupChange) -> str:
    size = "" if one.change is None else f" {one.change:+.1f} on average."
    levels = ""
    if one.then is not None and one.now is not None:
        levels = f" {points(one.then)} to {points(one.now)}."
    return f"{one.name}: {one.sentence}{levels}{size}"


def _method(one: kinds.MethodNote) -> Iterator[str]:
    low_high = "" if one.interval is None else " [{:.2f}, {:.2f}]".format(*one.interval)
    yield f"{one.about}: {one.measure}, n = {one.n}{low_high}"
    known = [f"{name} {_number(value)}" for name, value in one.figures if value is not None]
    if known:
        yield "  " + "; ".join(known)
    if one.words:
        yield f"  {one.words}"


def _number(value: float) -> str:
    return f"{value:.0f}" if float(value).is_integer() else f"{value:.3f}"
