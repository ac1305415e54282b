"""Entries of lists in a YAML text: added, taken out, moved, put side by side or apart.

The lines of an entry are its own, the remarks right above its dash, and those below that are
indented more than the dash. They go where it goes. A remark behind a blank line stays.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from facilitate.faults import KeyPath
from facilitate.load.yaml_spans import (
    CannotSplice,
    InBrackets,
    Node,
    Words,
    YamlDocument,
    copied,
    last_line,
    line_at,
    line_of,
    plain,
    proved,
    scalar,
    with_line_end,
    with_lines,
    written,
)
from facilitate.load.yaml_values import value_at

DEEPER = 4
"""By how many columns tracks stand further in than the dash of what holds them."""


IN_BRACKETS = "this list is written in brackets, with remarks between its entries"


ON_ONE_LINE = "two dashes stand on one line here"


class Lines(NamedTuple):
    """Whole lines, from the first letter to the one behind the last line end."""

    start: int
    end: int


def entry_lines(doc: YamlDocument, holder: Node, number: int) -> Lines:
    """Return the lines of an entry of a list with dashes, with the remarks that are its own."""
    dash = dash_of(doc, holder, number)
    start, _ = doc.line(dash)
    if doc.text[start:dash].strip():
        raise CannotSplice(ON_ONE_LINE, line_at(doc, dash))
    least = doc.line(_behind_before(doc, holder, number))[1] if start else 0
    least = max(least, remarks_below(doc, holder, number - 1)) if number else least
    while start > least:
        before = doc.line(start - 1)
        if not doc.is_remark(*before):
            break
        start = before[0]
    return Lines(start, remarks_below(doc, holder, number))


def _behind_before(doc: YamlDocument, holder: Node, number: int) -> int:
    """Return the last letter of what stands before an entry: another one, or the list's key."""
    if number:
        return max(holder.inside[number - 1].end - 1, 0)
    before = doc.text[: holder.start].rstrip()
    while before and doc.is_remark(*doc.line(len(before) - 1)):
        before = before[: doc.line(len(before) - 1)[0]].rstrip()
    return max(len(before) - 1, 0)


def remarks_below(doc: YamlDocument, holder: Node, number: int) -> int:
    """Return where an entry's lines end: behind the remarks that stand under it, further in."""
    end = last_line(doc, holder.inside[number])
    while end < len(doc.text):
        start, following = doc.line(end)
        line = doc.text[start:following]
        if not doc.is_remark(start, following):
            break
        if len(line) - len(line.lstrip()) <= holder.column:
            break
        end = following
    return end


def dash_of(doc: YamlDocument, holder: Node, number: int) -> int:
    """Return where the dash of an entry stands."""
    if number == 0:
        return holder.start
    at = holder.inside[number].start
    least = holder.inside[number - 1].end
    while at > least:
        start, _ = doc.line(at)
        dash = start + holder.column
        if doc.text[dash : dash + 1] == "-" and not doc.text[start:dash].strip():
            return dash
        at = start - 1
    raise CannotSplice(ON_ONE_LINE, line_at(doc, holder.inside[number].start))


def added(doc: YamlDocument, path: KeyPath, number: int, value: Words) -> str:
    """Return the text with a new entry of a list, which will have this number."""
    holder = _list(doc, path)
    wanted = copied(doc, path, None)
    value_at(wanted, path).insert(number, plain(value))
    if holder.flow:
        return proved(doc, _added_in_brackets(doc, holder, number, value), wanted)
    last = number == len(holder.inside)
    lines = entry_lines(doc, holder, number - last)
    dash = dash_of(doc, holder, number - last)
    lead = doc.text[doc.line(dash)[0] : dash]
    gap = re.match(r"- *(?=\S)", doc.text[dash : doc.line(dash)[1]])
    new = as_entry(lead, gap[0] if gap and "#" not in gap[0] else "- ", value)
    at = lines.end if last else lines.start
    if number and not last:
        at = entry_lines(doc, holder, number - 1).end
    return proved(doc, with_lines(doc.text, at, new), wanted)


def as_entry(lead: str, dash: str, value: Words) -> list[str]:
    """Return the lines of an entry behind its indent and dash: of a mapping a key a line."""
    if not isinstance(value, Mapping):
        return [f"{lead}{dash}{written(value)}"]
    rows = [f"{scalar(key)}: {written(one)}" for key, one in value.items()]
    return [f"{lead}{dash if n == 0 else ' ' * len(dash)}{row}" for n, row in enumerate(rows)]


def _added_in_brackets(doc: YamlDocument, holder: Node, number: int, value: Words) -> str:
    text, new = doc.text, written(value, inside=True)
    if not holder.inside:
        return f"{text[: holder.start]}[{new}]{text[holder.end :]}"
    if number < len(holder.inside):
        at = holder.inside[number].start
        start, _ = doc.line(at)
        own_line = not text[start:at].strip()
        between = f",\n{text[start:at]}" if own_line else ", "
        return f"{text[:at]}{new}{between}{text[at:]}"
    last = holder.inside[-1]
    start, end = doc.line(last.start)
    own_line = not text[start : last.start].strip()
    if own_line and doc.remarks_in(last.end, end):
        raise InBrackets(IN_BRACKETS, line_at(doc, last.end))
    between = f",\n{text[start : last.start]}" if own_line else ", "
    return f"{text[: last.end]}{between}{new}{text[last.end :]}"


def without_entry(doc: YamlDocument, path: KeyPath, number: int) -> str:
    """Return the text without an entry of a list, and without the remarks that are its own."""
    holder = _list(doc, path)
    if len(holder.inside) == 1:
        raise CannotSplice("it is the only entry here", line_at(doc, holder.start))
    wanted = copied(doc, path, None)
    del value_at(wanted, path)[number]
    if not holder.flow:
        lines = entry_lines(doc, holder, number)
        return proved(doc, doc.text[: lines.start] + doc.text[lines.end :], wanted)
    inside = holder.inside
    if number + 1 < len(inside):
        start, end = inside[number].start, inside[number + 1].start
    else:
        start, end = inside[number - 1].end, inside[number].end
    above = doc.line(inside[number - 1].end)[1] if number else holder.start
    if doc.remarks_in(min(above, start), end):
        raise InBrackets(IN_BRACKETS, line_at(doc, start))
    return proved(doc, doc.text[:start] + doc.text[end:], wanted)


def moved(doc: YamlDocument, path: KeyPath, number: int, to: int) -> str:
    """Return the text with an entry of a list at another place of it."""
    holder = _list(doc, path)
    wanted = copied(doc, path, None)
    entries = value_at(wanted, path)
    entries.insert(to, entries.pop(number))
    if holder.flow:
        if doc.remarks_in(holder.start, holder.end):
            raise InBrackets(IN_BRACKETS, line_at(doc, holder.start))
        raws = [doc.text[one.start : one.end] for one in holder.inside]
        raws.insert(to, raws.pop(number))
        text = doc.text
        for one, raw in reversed(list(zip(holder.inside, raws, strict=True))):
            text = text[: one.start] + raw + text[one.end :]
        return proved(doc, text, wanted)
    lines, other = entry_lines(doc, holder, number), entry_lines(doc, holder, to)
    at = other.end if to > number else other.start
    return proved(doc, _carried(doc.text, lines, at, 0), wanted)


def moved_across(doc: YamlDocument, path: KeyPath, number: int, other: KeyPath, to: int) -> str:
    """Return the text with an entry of a list in another list, indented as that is."""
    holder, goal = _list(doc, path), _list(doc, other)
    if len(holder.inside) == 1:
        raise CannotSplice("it is the only entry here", line_at(doc, holder.start))
    if holder.flow or goal.flow:
        line = line_at(doc, (goal if goal.flow else holder).start)
        raise InBrackets("one of the two lists is written in brackets", line)
    wanted = copied(doc, path, None)
    goal_data = value_at(wanted, other)
    goal_data.insert(to, value_at(wanted, path).pop(number))
    lines = entry_lines(doc, holder, number)
    last = to == len(goal.inside)
    near = entry_lines(doc, goal, to - last)
    at = near.end if last else near.start
    return proved(doc, _carried(doc.text, lines, at, goal.column - holder.column), wanted)


def side_by_side(doc: YamlDocument, path: KeyPath, number: int, key: str) -> str:
    """Return the text with an entry and the next one under a new one with this key."""
    holder = _list(doc, path)
    if holder.flow:
        raise InBrackets("this list is written in brackets", line_at(doc, holder.start))
    wanted = copied(doc, path, None)
    entries = value_at(wanted, path)
    entries[number : number + 2] = [{key: entries[number : number + 2]}]
    first, second = entry_lines(doc, holder, number), entry_lines(doc, holder, number + 1)
    text = _pushed(_ended_lines(doc.text, Lines(first.start, second.end)), DEEPER)
    dash = dash_of(doc, holder, number)
    lead = doc.text[doc.line(dash)[0] : dash]
    rest = doc.text[second.end :]
    return proved(doc, f"{doc.text[: first.start]}{lead}- {key}:\n{text}{rest}", wanted)


def on_its_own(doc: YamlDocument, path: KeyPath, number: int, key: str) -> str:
    """Return the text with the only entry under an entry's key in that entry's place."""
    holder, inner = _list(doc, path), _list(doc, (*path, number, key))
    dash = dash_of(doc, holder, number)
    if holder.flow or inner.flow:
        raise InBrackets("one of the two lists is written in brackets", line_at(doc, dash))
    if len(holder.inside[number].keys) > 1:
        raise CannotSplice("more is said of what runs side by side", line_at(doc, dash))
    wanted = copied(doc, path, None)
    entries = value_at(wanted, path)
    entries[number] = entries[number][key][0]
    own, lines = entry_lines(doc, inner, 0), entry_lines(doc, holder, number)
    lead = " " * holder.column
    start = doc.line(dash)[0]
    remarks = [f"{lead}{one}\n" for one in doc.remarks_in(start, own.start)]
    text = _pushed(_ended_lines(doc.text, own), holder.column - inner.column)
    behind = doc.text[own.end : lines.end]
    return proved(
        doc, f"{doc.text[:start]}{''.join(remarks)}{text}{behind}{doc.text[lines.end :]}", wanted
    )


def _carried(text: str, lines: Lines, at: int, deeper: int) -> str:
    """Return the text with some of its lines at another place."""
    block = _pushed(_ended_lines(text, lines), deeper)
    if at >= lines.end:
        return text[: lines.start] + with_line_end(text[lines.end : at]) + block + text[at:]
    return text[:at] + block + text[at : lines.start] + text[lines.end :]


def _ended_lines(text: str, lines: Lines) -> str:
    return with_line_end(text[lines.start : lines.end])


def _pushed(text: str, columns: int) -> str:
    """Return lines further in, or out by as much as they can; blank ones stay as they are."""
    rows = []
    for row in re.findall("[^\r\n\x85]*(?:\r\n|[\r\n\x85])|[^\r\n\x85]+", text):
        room = len(row) - len(row.lstrip(" "))
        if columns > 0 and row.strip():
            row = " " * columns + row
        elif columns < 0:
            row = row[min(-columns, room) :]
        rows.append(row)
    return "".join(rows)


def _list(doc: YamlDocument, path: KeyPath) -> Node:
    found = doc.node(path)
    if found is None or found.kind != "list":
        raise CannotSplice("there is no list here", line_of(doc, path))
    return found
