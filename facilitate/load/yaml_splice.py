"""Changes to a YAML text that leave every other letter, with proof.

Each function returns the new text. It is read again and compared with what was wanted; where the
two differ, or the text is shaped in a way that is not changed here, `CannotSplice` says why.

The lines of an entry in a list are its own, the remarks right above its dash, and those below that
are indented more than the dash. They go where it goes. A remark behind a blank line stays.
"""

import copy
import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from facilitate.faults import KeyPath
from facilitate.load.yaml_line import quoted
from facilitate.load.yaml_spans import LINE_END, Document, Node, Unreadable
from facilitate.load.yaml_text import read
from facilitate.load.yaml_values import value_at

Words = str | Sequence[str] | Mapping[str, Any]
"""A value to write: words, a list of words, or words by their keys."""

DEEPER = 4
"""By how many columns tracks stand further in than the dash of what holds them."""


class CannotSplice(Exception):  # noqa: N818  the user's file is shaped in a way we do not change
    """The text could not be changed without touching something else; `line` is where, from 1."""

    def __init__(self, why: str, line: int | None = None) -> None:
        super().__init__(why)
        self.line = line


IN_BRACKETS = "this list is written in brackets, with remarks between its entries"
ON_ONE_LINE = "two dashes stand on one line here"


# ------------------------------------------------------------------------------------------ values


def scalar(value: str) -> str:
    """Return a value as YAML, in quotes wherever plain words could be misread."""
    for said in (value, quoted(value)):
        again = read(f"k: {said}\n", "")
        if again.data == {"k": value} and not again.faults:
            return said
    return json.dumps(value, ensure_ascii=False)


def written(value: Words, *, inside: bool = False) -> str:
    """Return a value on one line; `inside` brackets or braces, commas and brackets need quotes."""
    if isinstance(value, str):
        plain = scalar(value)
        if inside and plain == value and set(",[]{}") & set(plain):
            return quoted(value)
        return plain
    if isinstance(value, Mapping):
        each = (f"{scalar(key)}: {written(one, inside=True)}" for key, one in value.items())
        return f"{{{', '.join(each)}}}"
    return f"[{', '.join(written(one, inside=True) for one in value)}]"


def with_value(
    doc: Document, path: KeyPath, value: Words, after: Sequence[str] = (), remark: str = ""
) -> str:
    """Return the text with a value of a mapping; a new key comes behind the last one of `after`.

    Without any of those it comes behind the last key. A remark stands behind its line.
    """
    holder, key = doc.node(path[:-1]), path[-1]
    if holder is None or holder.kind != "map" or not isinstance(key, str):
        raise CannotSplice("there is nothing here that could have a key", _line(doc, path))
    wanted = _copy(doc, path[:-1], {key: _plain(value)})
    there = holder.value(key)
    if there is not None:
        return _proved(doc, _in_place(doc, there, value, in_flow=_in_flow(doc, path)), wanted)
    names = list(holder.keys)
    anchor = max((names.index(one) for one in after if one in names), default=len(names) - 1)
    if not names:
        raise CannotSplice("nothing stands between these braces", _line(doc, path))
    last = holder.inside[anchor]
    if holder.flow:
        if remark:
            raise CannotSplice("no line is left for where it is from", _line(doc, path))
        new = f", {scalar(key)}: {written(value, inside=True)}"
        text = f"{doc.text[: last.end]}{new}{doc.text[last.end :]}"
    else:
        lines = [f"{' ' * holder.column}{scalar(key)}: {written(value)}"]
        if isinstance(value, Mapping) and last.kind == "map" and not last.flow:
            lead = " " * last.column
            inner = [f"{lead}{scalar(name)}: {written(one)}" for name, one in value.items()]
            lines = [f"{' ' * holder.column}{scalar(key)}:", *inner]
        lines[0] += f"  # {remark}" if remark else ""
        text = _with_lines(doc.text, _remarks_below(doc, holder, anchor), lines)
    return _proved(doc, text, wanted)


def begun(doc: Document, path: KeyPath, value: Words, remark: str = "") -> str:
    """Return the text with the first entry under a key of the file, which holds nothing so far."""
    key, name = path
    wanted = {**doc.data, str(key): {name: _plain(value)} if isinstance(name, str) else [value]}
    behind = f"  # {remark}" if remark else ""
    rows = [f"  {scalar(name)}: {written(value)}{behind}"] if isinstance(name, str) else []
    rows = rows or _as_entry("  ", "- ", value)
    there = doc.root.value(str(key))
    if there is None:
        text = _with_lines(doc.text, len(doc.text), [f"{key}:", *rows])
    else:
        before = doc.text[: there.start].rstrip(" ")
        end = doc.line(there.start)[1] - (there.end - len(before))
        text = _with_lines(before + doc.text[there.end :], end, rows)
    return _proved(doc, text, wanted)


def _in_place(doc: Document, node: Node, value: Words, *, in_flow: bool) -> str:
    """Return the text with a value in place of another, in the quotes of the former one."""
    old = doc.text[node.start : node.end]
    new = written(value, inside=in_flow)
    if node.kind == "list" and isinstance(value, Sequence) and not isinstance(value, str):
        return _other_words(doc, node, value)
    if node.kind != "word" and (not node.flow or doc.remarks_in(node.start, node.end)):
        raise CannotSplice("something else than words stands here", _line_at(doc, node.start))
    if node.style in ("|", ">") and doc.text.rfind("#", node.start, doc.line(node.start)[1]) > 0:
        raise CannotSplice("a remark stands where the text begins", _line_at(doc, node.start))
    if isinstance(value, str) and node.style in ('"', "'") and new == value:
        quote = node.style
        if quote not in value and "\\" not in value:
            new = f"{quote}{value}{quote}"
    space = " " if not old and doc.text[node.start - 1 : node.start] in (":", "-") else ""
    if not new:
        new = '""'
    return f"{doc.text[: node.start]}{space}{new}{doc.text[node.end :]}"


def _other_words(doc: Document, node: Node, value: Sequence[str]) -> str:
    """Return the text with the words of a list added and taken out one by one."""
    now = [doc.text[one.start : one.end] for one in node.inside]
    if any(one.kind != "word" for one in node.inside):
        raise CannotSplice("something else than words stands here", _line_at(doc, node.start))
    if not node.flow:
        return _other_lines(doc, node, value)
    if doc.remarks_in(node.start, node.end):
        raise CannotSplice(IN_BRACKETS, _line_at(doc, node.start))
    said = _read_words(now)
    kept = [raw for raw, one in zip(now, said, strict=True) if one in value]
    new = [*kept, *(written(one, inside=True) for one in value if one not in said)]
    return f"{doc.text[: node.start]}[{', '.join(new)}]{doc.text[node.end :]}"


def _read_words(raw: Sequence[str]) -> list[str]:
    return [str(Document(f"k: [{one}]\n").data["k"][0]) for one in raw]


def _other_lines(doc: Document, node: Node, value: Sequence[str]) -> str:
    said = [str(_value_of(doc, one)) for one in node.inside]
    text = doc.text
    new = [one for one in value if one not in said]
    if new:
        dash = _dash(doc, node, len(node.inside) - 1)
        lead = doc.text[doc.line(dash)[0] : dash]
        end = entry_lines(doc, node, len(node.inside) - 1).end
        text = _with_lines(text, end, [f"{lead}- {written(one)}" for one in new])
    for number in reversed(range(len(said))):
        if said[number] not in value:
            lines = entry_lines(doc, node, number)
            text = text[: lines.start] + text[lines.end :]
    return text


def _value_of(doc: Document, node: Node) -> Any:
    raw = doc.text[node.start : node.end]
    return Document(f"k: [{raw}]\n").data["k"][0] if node.kind == "word" else raw


def without_key(doc: Document, path: KeyPath, *, with_remarks: bool = False) -> str:
    """Return the text without a key and its value; remarks on its lines stay as lines.

    They go too `with_remarks`.
    """
    holder, key = doc.node(path[:-1]), path[-1]
    if holder is None or not isinstance(key, str) or key not in holder.keys:
        raise CannotSplice("there is no such key", _line(doc, path))
    wanted = copy.deepcopy(doc.data)
    value_at(wanted, path[:-1]).pop(key, None)
    if len(holder.keys) == 1:
        return _emptied(doc, holder, path, wanted)
    names, number = list(holder.keys), list(holder.keys).index(key)
    spot, value = holder.keys[key], holder.inside[number]
    if holder.flow:
        start, end = spot.start, value.end
        if number + 1 < len(names):
            end = holder.keys[names[number + 1]].start
        else:
            start = holder.inside[number - 1].end
        if doc.remarks_in(start, end):
            raise CannotSplice("a remark stands between these braces", _line_at(doc, start))
        return _proved(doc, doc.text[:start] + doc.text[end:], wanted)
    start, end = doc.line(spot.start)[0], _last_line(doc, value)
    remarks = () if with_remarks else doc.remarks_in(spot.start, end)
    kept = [f"{' ' * holder.column}{one}\n" for one in remarks]
    lead = doc.text[start : spot.start]
    if lead.strip():
        # It stands behind the dash, which the next key takes over.
        following = holder.keys[names[number + 1]].start
        between = doc.text[end : doc.line(following)[0]]
        text = f"{doc.text[:start]}{''.join(kept)}{between}{lead}{doc.text[following:]}"
    else:
        text = f"{doc.text[:start]}{''.join(kept)}{doc.text[end:]}"
    return _proved(doc, text, wanted)


def _emptied(doc: Document, holder: Node, path: KeyPath, wanted: Any) -> str:
    """Return the text without the only key of a mapping, whose own key says that it is empty."""
    above = doc.node(path[:-2]) if len(path) > 1 else None
    if above is None or above.kind != "map":
        raise CannotSplice("it is the only key here", _line(doc, path))
    if holder.flow:
        text = f"{doc.text[: holder.start]}{{}}{doc.text[holder.end :]}"
    else:
        colon = above.keys[str(path[-2])].end + 1
        start, end = doc.line(holder.start)[0], _last_line(doc, holder)
        text = f"{doc.text[:colon]} {{}}{doc.text[colon:start]}{doc.text[end:]}"
    return _proved(doc, text, wanted)


def renamed(
    doc: Document, old: str, new: str, *, whole: bool = False, only: Collection[KeyPath] = ()
) -> str:
    """Return the text with words replaced wherever they stand in a value or are a key.

    They are not where they are a part of a longer word; `whole` means where nothing else stands
    beside them; `only`, at these paths. What stands around them stays to the letter.
    """
    pattern = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")

    def anew(words: str) -> str:
        return (new if words == old else words) if whole else pattern.sub(lambda _: new, words)

    def walk(data: Any, node: Node, path: KeyPath) -> Any:
        if isinstance(data, str):
            chosen = not only or path in only
            if chosen and anew(data) != data:
                changes.append((node, anew(data), path))
            return anew(data) if chosen else data
        if isinstance(data, dict):
            made = {}
            for key, inner in data.items():
                name = key if only else anew(key)
                if name != key:
                    changes.append((node.keys[key], name, path))
                value = node.value(key)
                assert value is not None
                made[name] = walk(inner, value, (*path, key))
            return made
        return [
            walk(one, inside, (*path, number))
            for number, (one, inside) in enumerate(zip(data, node.inside, strict=True))
        ]

    changes: list[tuple[Node, str, KeyPath]] = []
    wanted = walk(doc.data, doc.root, ())
    text = doc.text
    for node, said, path in sorted(changes, key=lambda one: -one[0].start):
        raw = text[node.start : node.end]
        inner = raw.replace(old, new) if scalar(new) == new else raw
        if inner == raw or (not node.style and written(said, inside=True) != said):
            inner = written(said, inside=_in_flow(doc, path))
        text = text[: node.start] + inner + text[node.end :]
    return _proved(doc, text, wanted)


# ------------------------------------------------------------------------------- entries of a list


class Lines(NamedTuple):
    """Whole lines, from the first letter to the one behind the last line end."""

    start: int
    end: int


def entry_lines(doc: Document, holder: Node, number: int) -> Lines:
    """Return the lines of an entry of a list with dashes, with the remarks that are its own."""
    dash = _dash(doc, holder, number)
    start, _ = doc.line(dash)
    if doc.text[start:dash].strip():
        raise CannotSplice(ON_ONE_LINE, _line_at(doc, dash))
    least = doc.line(_behind_before(doc, holder, number))[1] if start else 0
    least = max(least, _remarks_below(doc, holder, number - 1)) if number else least
    while start > least:
        before = doc.line(start - 1)
        if not doc.is_remark(*before):
            break
        start = before[0]
    return Lines(start, _remarks_below(doc, holder, number))


def _behind_before(doc: Document, holder: Node, number: int) -> int:
    """Return the last letter of what stands before an entry: another one, or the list's key."""
    if number:
        return max(holder.inside[number - 1].end - 1, 0)
    before = doc.text[: holder.start].rstrip()
    while before and doc.is_remark(*doc.line(len(before) - 1)):
        before = before[: doc.line(len(before) - 1)[0]].rstrip()
    return max(len(before) - 1, 0)


def _remarks_below(doc: Document, holder: Node, number: int) -> int:
    """Return where an entry's lines end: behind the remarks that stand under it, further in."""
    end = _last_line(doc, holder.inside[number])
    while end < len(doc.text):
        start, following = doc.line(end)
        line = doc.text[start:following]
        if not doc.is_remark(start, following):
            break
        if len(line) - len(line.lstrip()) <= holder.column:
            break
        end = following
    return end


def _dash(doc: Document, holder: Node, number: int) -> int:
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
    raise CannotSplice(ON_ONE_LINE, _line_at(doc, holder.inside[number].start))


def added(doc: Document, path: KeyPath, number: int, value: Words) -> str:
    """Return the text with a new entry of a list, which will have this number."""
    holder = _list(doc, path)
    wanted = _copy(doc, path, None)
    value_at(wanted, path).insert(number, _plain(value))
    if holder.flow:
        return _proved(doc, _added_in_brackets(doc, holder, number, value), wanted)
    last = number == len(holder.inside)
    lines = entry_lines(doc, holder, number - last)
    dash = _dash(doc, holder, number - last)
    lead = doc.text[doc.line(dash)[0] : dash]
    gap = re.match(r"- *(?=\S)", doc.text[dash : doc.line(dash)[1]])
    new = _as_entry(lead, gap[0] if gap and "#" not in gap[0] else "- ", value)
    at = lines.end if last else lines.start
    if number and not last:
        at = entry_lines(doc, holder, number - 1).end
    return _proved(doc, _with_lines(doc.text, at, new), wanted)


def _as_entry(lead: str, dash: str, value: Words) -> list[str]:
    if not isinstance(value, Mapping):
        return [f"{lead}{dash}{written(value)}"]
    rows = [f"{scalar(key)}: {written(one)}" for key, one in value.items()]
    return [f"{lead}{dash if n == 0 else ' ' * len(dash)}{row}" for n, row in enumerate(rows)]


def _added_in_brackets(doc: Document, holder: Node, number: int, value: Words) -> str:
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
        raise CannotSplice(IN_BRACKETS, _line_at(doc, last.end))
    between = f",\n{text[start : last.start]}" if own_line else ", "
    return f"{text[: last.end]}{between}{new}{text[last.end :]}"


def without_entry(doc: Document, path: KeyPath, number: int) -> str:
    """Return the text without an entry of a list, and without the remarks that are its own."""
    holder = _list(doc, path)
    if len(holder.inside) == 1:
        raise CannotSplice("it is the only entry here", _line_at(doc, holder.start))
    wanted = _copy(doc, path, None)
    del value_at(wanted, path)[number]
    if not holder.flow:
        lines = entry_lines(doc, holder, number)
        return _proved(doc, doc.text[: lines.start] + doc.text[lines.end :], wanted)
    inside = holder.inside
    if number + 1 < len(inside):
        start, end = inside[number].start, inside[number + 1].start
    else:
        start, end = inside[number - 1].end, inside[number].end
    if doc.remarks_in(start, end):
        raise CannotSplice(IN_BRACKETS, _line_at(doc, start))
    return _proved(doc, doc.text[:start] + doc.text[end:], wanted)


def moved(doc: Document, path: KeyPath, number: int, to: int) -> str:
    """Return the text with an entry of a list at another place of it."""
    holder = _list(doc, path)
    wanted = _copy(doc, path, None)
    entries = value_at(wanted, path)
    entries.insert(to, entries.pop(number))
    if holder.flow:
        if doc.remarks_in(holder.start, holder.end):
            raise CannotSplice(IN_BRACKETS, _line_at(doc, holder.start))
        raws = [doc.text[one.start : one.end] for one in holder.inside]
        raws.insert(to, raws.pop(number))
        text = doc.text
        for one, raw in reversed(list(zip(holder.inside, raws, strict=True))):
            text = text[: one.start] + raw + text[one.end :]
        return _proved(doc, text, wanted)
    lines, other = entry_lines(doc, holder, number), entry_lines(doc, holder, to)
    at = other.end if to > number else other.start
    return _proved(doc, _carried(doc.text, lines, at, 0), wanted)


def moved_across(doc: Document, path: KeyPath, number: int, other: KeyPath, to: int) -> str:
    """Return the text with an entry of a list in another list, indented as that is."""
    holder, goal = _list(doc, path), _list(doc, other)
    if len(holder.inside) == 1:
        raise CannotSplice("it is the only entry here", _line_at(doc, holder.start))
    if holder.flow or goal.flow:
        line = _line_at(doc, (goal if goal.flow else holder).start)
        raise CannotSplice("one of the two lists is written in brackets", line)
    wanted = _copy(doc, path, None)
    goal_data = value_at(wanted, other)
    goal_data.insert(to, value_at(wanted, path).pop(number))
    lines = entry_lines(doc, holder, number)
    last = to == len(goal.inside)
    near = entry_lines(doc, goal, to - last)
    at = near.end if last else near.start
    return _proved(doc, _carried(doc.text, lines, at, goal.column - holder.column), wanted)


def side_by_side(doc: Document, path: KeyPath, number: int, key: str) -> str:
    """Return the text with an entry and the next one under a new one with this key."""
    holder = _list(doc, path)
    if holder.flow:
        raise CannotSplice("this list is written in brackets", _line_at(doc, holder.start))
    wanted = _copy(doc, path, None)
    entries = value_at(wanted, path)
    entries[number : number + 2] = [{key: entries[number : number + 2]}]
    first, second = entry_lines(doc, holder, number), entry_lines(doc, holder, number + 1)
    text = _pushed(_ended(doc.text, Lines(first.start, second.end)), DEEPER)
    dash = _dash(doc, holder, number)
    lead = doc.text[doc.line(dash)[0] : dash]
    rest = doc.text[second.end :]
    return _proved(doc, f"{doc.text[: first.start]}{lead}- {key}:\n{text}{rest}", wanted)


# ------------------------------------------------------------------------------------------- lines


def _carried(text: str, lines: Lines, at: int, deeper: int) -> str:
    """Return the text with some of its lines at another place."""
    block = _pushed(_ended(text, lines), deeper)
    if at >= lines.end:
        return text[: lines.start] + _ended_text(text[lines.end : at]) + block + text[at:]
    return text[:at] + block + text[at : lines.start] + text[lines.end :]


def _ended(text: str, lines: Lines) -> str:
    return _ended_text(text[lines.start : lines.end])


def _ended_text(text: str) -> str:
    return text if not text or LINE_END.search(text[-1]) else f"{text}\n"


def _end_as(new: str, old: str) -> str:
    """Return a text with a line end at its end only if the old one has one."""
    if LINE_END.search(old[-1:]):
        return _ended_text(new)
    found = re.search("(\r\n|[\r\n\x85])\\Z", new)
    return new[: found.start()] if found else new


def _with_lines(text: str, at: int, lines: Sequence[str]) -> str:
    new = "".join(f"{line}\n" for line in lines)
    return f"{_ended_text(text[:at])}{new}{text[at:]}"


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


def _last_line(doc: Document, node: Node) -> int:
    """Return where the line behind a value begins."""
    return doc.line(max(node.end - 1, node.start if node.end > node.start else node.end - 1))[1]


# ------------------------------------------------------------------------------------------- proof


def _list(doc: Document, path: KeyPath) -> Node:
    found = doc.node(path)
    if found is None or found.kind != "list":
        raise CannotSplice("there is no list here", _line(doc, path))
    return found


def _in_flow(doc: Document, path: KeyPath) -> bool:
    nodes = (doc.node(path[:end]) for end in range(len(path)))
    return any(node is not None and node.flow for node in nodes)


def _plain(value: Words) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value]


def _copy(doc: Document, path: KeyPath, keys: Mapping[str, Any] | None) -> Any:
    """Return a copy of the values, with some keys of the mapping at a path set."""
    wanted = copy.deepcopy(doc.data)
    if keys:
        value_at(wanted, path).update(keys)
    return wanted


def _line(doc: Document, path: KeyPath) -> int | None:
    nodes = (doc.node(path[:end]) for end in range(len(path), -1, -1))
    return next((_line_at(doc, node.start) for node in nodes if node is not None), None)


def _line_at(doc: Document, at: int) -> int:
    return len(LINE_END.findall(doc.text, 0, at)) + 1


def _proved(doc: Document, new: str, wanted: Any) -> str:
    """Return the new text, ended as the former one, if it says what was wanted."""
    new = _end_as(new, doc.text)
    try:
        again = Document(new, doc.file)
    except Unreadable as reason:
        raise CannotSplice(f"the change would break the file ({reason})") from None
    if again.data != wanted:
        raise CannotSplice("the change would touch something else in the file")
    return new
