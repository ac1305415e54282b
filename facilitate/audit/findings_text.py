"""Findings as plain lines for a terminal, for one reader at a time, and as data for programs."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from typing import Any

from facilitate.audit import findings
from facilitate.audit.finding import Finding
from facilitate.audit.free_lists import most_told
from facilitate.figures import Figure, Published, Shared, number, points, to_one_decimal
from facilitate.model import Questions
from facilitate.recipient import FACILITATOR
from facilitate.structs import field_names, replace


def render_findings(found: Sequence[Finding], questions: Questions) -> str:
    """Return findings as lines: by stock take, then by kind in the order of a page.

    Behind the name of a theme stands its scale where not all are the usual one.
    """
    lines: list[str] = []
    order = list(KINDS)
    waves = list(dict.fromkeys(one.wave for one in found))
    ranked = sorted(found, key=lambda one: (waves.index(one.wave), order.index(type(one))))
    for (wave, kind), group in groupby(ranked, key=lambda one: (one.wave, type(one))):
        head, lines_of = KINDS[kind]
        lines.append(f"{wave}: {head}")
        lines += [f"  {line}" for one in group for line in lines_of(_with_scale(one, questions))]
        lines.append("")
    return "\n".join(lines)


def _with_scale(one: Finding, questions: Questions) -> Finding:
    if not isinstance(one, ON_A_SCALE):
        return one
    ends = questions.ends_of(one.dimension)
    return replace(one, name=f"{one.name} ({ends})") if ends else one


ON_A_SCALE = (
    findings.GroupTheme
    | findings.PairTheme
    | findings.PersonTheme
    | findings.GroupChange
    | findings.PairChange
    | findings.PersonChange
    | findings.ThemeMethod
)
"""The kinds whose figures are points of their theme's scale."""


def _group_theme(one: findings.GroupTheme) -> Iterator[str]:
    roles = "".join(f", {role.role} {points(role.mean)} (n = {role.n})" for role in one.roles)
    people = f"n = {one.n} of {one.asked}"
    yield f"{one.name}: {points(one.mean)} ({people}){roles}, {one.label}, {_alike(one.alike)}"


def _alike(alike: bool) -> str:
    return "answered alike" if alike else "answered differently"


def _pair_theme(one: findings.PairTheme) -> Iterator[str]:
    scores = ", ".join(f"{role} {points(score)}" for role, score in one.scores)
    yield f"{one.name}: {scores}, {one.label} {one.rank}"
    yield f"  {one.question}"


def _person_theme(one: findings.PersonTheme) -> Iterator[str]:
    mean = "too few answers" if one.mean is None else points(one.mean)
    yield f"{one.name}: {mean} ({one.answered} of {one.items} answered)"


def _group_change(one: findings.GroupChange) -> Iterator[str]:
    size = "" if one.change is None else f" {points(one.change, signed=True)} on average."
    levels = ""
    if one.then is not None and one.now is not None:
        levels = f" {points(one.then)} to {points(one.now)}."
    sure = ""
    if one.verdict == "none" and one.enough:
        sure = f" {one.enough} of {one.n} moving the same way and nobody the other would have been"
        sure += " enough to call it one."
    yield f"{one.name}: {one.sentence}{levels}{size} {VERDICTS[one.verdict]}{sure}"


VERDICTS = {
    "up": "Changed, higher.",
    "down": "Changed, lower.",
    "none": "No clear change.",
    "few": "Of so few it is not said whether that is a change.",
    "held": "Whether it changed is not told.",
}


def _pair_change(one: findings.PairChange) -> Iterator[str]:
    now = dict(one.now)
    steps = [f"{role} {points(old)} to {points(now[role])}" for role, old in one.then]
    yield f"{one.name}: {', '.join(steps)}"


def _person_change(one: findings.PersonChange) -> Iterator[str]:
    yield f"{one.name}: {points(one.then)} to {points(one.now)}"


def _role_matrix(one: findings.RoleMatrix) -> Iterator[str]:
    for cell in one.cells:
        figures = f"{points(cell.mean)}, n = {cell.n}, {_alike(cell.alike)}"
        yield f"{cell.rater} on {cell.rated}: {figures}"


def _statement_counts(one: findings.StatementCounts) -> Iterator[str]:
    yield one.name
    for each in one.statements:
        counts = ", ".join(f"{points(cell.people, 0)} {cell.answer}" for cell in each.counts)
        yield f"  {each.text} (n = {each.n}): {counts or 'not shown'}"


def _one_picture(one: findings.OnePicture) -> Iterator[str]:
    yield f"{one.verdict.replace('_', ' ')}, n = {one.n}"
    for text in one.apart:
        yield f"  furthest apart: {text}"


def _tie_matrix(one: findings.TieMatrix) -> Iterator[str]:
    yield one.prompt
    for tie in one.cells:
        named = f"{points(tie.ties, 0)} of {tie.possible}, n = {tie.n}"
        yield f"  {tie.source} to {tie.target}: {named}"


def _person_ties(one: findings.PersonTies) -> Iterator[str]:
    yield f"{one.prompt} {', '.join(one.named)}"


def _at_least(n: int) -> str:
    """Return in words how many named what nearly all of `n` did."""
    return f"{most_told(n) + 1} or more"


def _group_voice(one: findings.GroupVoice) -> Iterator[str]:
    yield f"{one.prompt} (n = {one.n})"
    for words, people in one.items:
        yield f"  {words}: named by {_at_least(one.n) if people is None else points(people, 0)}"
    for role in one.roles:
        named = ", ".join(f"{words} {points(people, 0)}" for words, people in role.items)
        yield f"  {role.role} (n = {role.n}): {named or 'nothing that may be told by role'}"


def _named_theme(one: findings.NamedTheme) -> Iterator[str]:
    people = _at_least(one.n) if one.people is None else points(one.people, 0)
    roles = "".join(f", {each.role} {points(each.people, 0)} of {each.n}" for each in one.roles)
    yield f"{one.name}: {people} of {one.n}{roles}"


def _quoted(one: findings.Quote | findings.PartnerLine) -> Iterator[str]:
    yield f"“{one.words}”"


def _notice(one: findings.Notice) -> Iterator[str]:
    yield one.sentence


def _withheld(one: findings.Withheld) -> Iterator[str]:
    yield f"{one.would_be}: {one.what_would_help}"


def _theme_method(one: findings.ThemeMethod) -> Iterator[str]:
    parts = [f"mean {points(one.mean)}", f"n = {one.n}"]
    if one.interval is not None:
        low, high = one.interval
        parts.append(f"90 % interval {points(low, 2)} to {points(high, 2)}")
    if one.spread is not None:
        parts.append(f"standard deviation {points(one.spread, 2)}")
    if one.deviation is not None:
        parts.append(f"mean deviation {points(one.deviation, 2)}, {_alike(one.alike)}")
    if one.reliability is not None:
        parts.append(f"reliability {points(one.reliability, 2)}")
    elif one.stated:
        parts.append(f"reliability {one.stated} as stated")
    yield f"{one.name}: {', '.join(parts)}"


def _change_test(one: findings.ChangeTest) -> Iterator[str]:
    tested = "too few to test"
    if one.p is not None and one.adjusted is not None:
        tested = f"p {points(one.p, 3)}, Holm {points(one.adjusted, 3)}"
    yield f"{one.name}: {tested}, n = {one.n}"


def _method_note(one: findings.MethodNote) -> Iterator[str]:
    ends = [points(end, 2) for end in one.interval or ()]
    interval = f" [{', '.join(ends)}]" if ends else ""
    yield f"{one.about}: {one.measure}, n = {one.n}{interval}"
    known = [f"{name} {points(value, 3)}" for name, value in one.figures if value is not None]
    if known:
        yield "  " + "; ".join(known)
    if one.words:
        yield f"  {one.words}"


KINDS: dict[type[Finding], tuple[str, Callable[[Any], Iterator[str]]]] = {
    findings.GroupTheme: ("The group on each theme", _group_theme),
    findings.StatementCounts: ("The group by statement", _statement_counts),
    findings.PairTheme: ("The pair on each theme", _pair_theme),
    findings.PersonTheme: ("Own answers", _person_theme),
    findings.GroupChange: ("The group, then and now", _group_change),
    findings.PairChange: ("The pair, then and now", _pair_change),
    findings.PersonChange: ("Own answers, then and now", _person_change),
    findings.RoleMatrix: ("How the role groups find each other", _role_matrix),
    findings.OnePicture: ("One picture or two", _one_picture),
    findings.TieMatrix: ("Who turns to whom, by role", _tie_matrix),
    findings.PersonTies: ("Whom you named", _person_ties),
    findings.GroupVoice: ("In the group's own words", _group_voice),
    findings.NamedTheme: ("Themes by how many people named them", _named_theme),
    findings.Quote: ("Cleared words", _quoted),
    findings.PartnerLine: ("From the partner, for you alone", _quoted),
    findings.Notice: ("For you alone", _notice),
    findings.Withheld: ("Not shown", _withheld),
    findings.ThemeMethod: ("How far each theme's figure carries (facilitator)", _theme_method),
    findings.ChangeTest: ("Tests of change (facilitator)", _change_test),
    findings.MethodNote: ("Method (facilitator)", _method_note),
}
"""What each kind of finding is headed by and its lines, in the order of a page."""


def _as_printed(figure: Figure) -> float:
    return to_one_decimal(number(figure))


def as_data(value: Any, let_out: Callable[[Figure], float] = _as_printed) -> Any:
    """Return a finding as plain values for JSON: its kind first, readers in order.

    Figures are as pages print them: which counts may be told beside them rests on that. Those for
    the facilitator alone go to the last digit.
    """
    if isinstance(value, Finding):
        let_out = number if value.readers == {FACILITATOR} else _as_printed
        return {"kind": type(value).__name__, **_fields(value, let_out)}
    if isinstance(value, Published | Shared):
        return let_out(value)
    if field_names(type(value)) is not None:
        return _fields(value, let_out)
    if isinstance(value, frozenset):
        return [as_data(one, let_out) for one in sorted(value)]
    if isinstance(value, tuple):
        return [as_data(one, let_out) for one in value]
    return value


def _fields(value: Any, let_out: Callable[[Figure], float]) -> dict[str, Any]:
    names = field_names(type(value)) or ()
    return {name: as_data(getattr(value, name), let_out) for name in names}


def fingerprint(found: Iterable[Finding]) -> str:
    """Return a hash of findings, 64 hexadecimal digits; equal findings give equal hashes."""
    text = json.dumps([as_data(one) for one in found], ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()
