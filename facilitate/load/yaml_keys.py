"""Keys and values of mappings in a YAML text: written, taken out, renamed; the rest stays."""

import copy
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from facilitate.faults import KeyPath
from facilitate.load import yaml_entries, yaml_keys
from facilitate.load.yaml_entries import (
    IN_BRACKETS,
    as_entry,
    dash_of,
    entry_lines,
    remarks_below,
)
from facilitate.load.yaml_spans import (
    CannotSplice,
    Node,
    Unreadable,
    Words,
    YamlDocument,
    copied,
    in_flow,
    last_line,
    line_at,
    line_of,
    plain,
    proved,
    scalar,
    with_lines,
    written,
)
from facilitate.load.yaml_values import value_at, values_along

NEW = 1_000_000
"""The number of a list's entry that is not there yet."""


def edited(text: str, path: KeyPath, value: Words | None, remark: str = "") -> str:
    """Return the text with a value at a path: a word, a mapping of words, or None for none.

    An entry that is `NEW` comes behind the last of its list. Of a mapping that is there, the keys
    named are set and others stay. A remark stands behind a new line. Raises `CannotSplice`.
    """
    try:
        doc = YamlDocument(text)
    except Unreadable as wrong:
        raise CannotSplice(str(wrong)) from None
    there = values_along(doc.data, path)
    if value is None:
        return yaml_keys.without_key(doc, path, with_remarks=True)
    if len(there) > len(path) and isinstance(value, Mapping) and isinstance(there[-1], dict):
        for name, word in value.items():
            text = edited(text, (*path, name), word)
        return text
    if len(there) > len(path):
        if not isinstance(there[-1], str) or not isinstance(value, str):
            raise CannotSplice(f"{path[-1]} is there, with something else under it")
        return yaml_keys.with_value(doc, path, value)
    holder = doc.node(path[:-1])
    if holder is None or not holder.inside:
        return yaml_keys.begun(doc, path, value, remark)
    if path[-1] == NEW:
        return yaml_entries.added(doc, path[:-1], len(holder.inside), value)
    if doc.node(path) is not None:
        raise CannotSplice(f"{path[-1]} is there, with nothing under it")
    return yaml_keys.with_value(doc, path, value, remark=remark)


def with_value(
    doc: YamlDocument, path: KeyPath, value: Words, after: Sequence[str] = (), remark: str = ""
) -> str:
    """Return the text with a value of a mapping; a new key comes behind the last one of `after`.

    Without any of those it comes behind the last key. A remark stands behind its line.
    """
    holder, key = doc.node(path[:-1]), path[-1]
    if holder is None or holder.kind != "map" or not isinstance(key, str):
        raise CannotSplice("there is nothing here that could have a key", line_of(doc, path))
    wanted = copied(doc, path[:-1], {key: plain(value)})
    there = holder.value(key)
    if there is not None:
        return proved(doc, _in_place(doc, there, value, in_flow=in_flow(doc, path)), wanted)
    names = list(holder.keys)
    anchor = max((names.index(one) for one in after if one in names), default=len(names) - 1)
    if not names:
        raise CannotSplice("nothing stands between these braces", line_of(doc, path))
    last = holder.inside[anchor]
    if holder.flow:
        if remark:
            raise CannotSplice("no line is left for where it is from", line_of(doc, path))
        new = f", {scalar(key)}: {written(value, inside=True)}"
        text = f"{doc.text[: last.end]}{new}{doc.text[last.end :]}"
    else:
        lines = [f"{' ' * holder.column}{scalar(key)}: {written(value)}"]
        if isinstance(value, Mapping) and last.kind == "map" and not last.flow:
            lead = " " * last.column
            inner = [f"{lead}{scalar(name)}: {written(one)}" for name, one in value.items()]
            lines = [f"{' ' * holder.column}{scalar(key)}:", *inner]
        lines[0] += f"  # {remark}" if remark else ""
        text = with_lines(doc.text, remarks_below(doc, holder, anchor), lines)
    return proved(doc, text, wanted)


def begun(doc: YamlDocument, path: KeyPath, value: Words, remark: str = "") -> str:
    """Return the text with the first entry under a key of the file, which holds nothing so far."""
    key, name = path
    wanted = {**doc.data, str(key): {name: plain(value)} if isinstance(name, str) else [value]}
    behind = f"  # {remark}" if remark else ""
    rows = [f"  {scalar(name)}: {written(value)}{behind}"] if isinstance(name, str) else []
    rows = rows or as_entry("  ", "- ", value)
    there = doc.root.value(str(key))
    if there is None:
        text = with_lines(doc.text, len(doc.text), [f"{key}:", *rows])
    else:
        before = doc.text[: there.start].rstrip(" ")
        end = doc.line(there.start)[1] - (there.end - len(before))
        text = with_lines(before + doc.text[there.end :], end, rows)
    return proved(doc, text, wanted)


def _in_place(doc: YamlDocument, node: Node, value: Words, *, in_flow: bool) -> str:
    """Return the text with a value in place of another, in the quotes of the former one."""
    old = doc.text[node.start : node.end]
    new = written(value, inside=in_flow)
    if node.kind == "list" and isinstance(value, Sequence) and not isinstance(value, str):
        return _other_words(doc, node, value)
    if node.kind != "word" and (not node.flow or doc.remarks_in(node.start, node.end)):
        raise CannotSplice("something else than words stands here", line_at(doc, node.start))
    if node.style in ("|", ">") and doc.text.rfind("#", node.start, doc.line(node.start)[1]) > 0:
        raise CannotSplice("a remark stands where the text begins", line_at(doc, node.start))
    if isinstance(value, str) and node.style in ('"', "'") and new == value:
        quote = node.style
        if quote not in value and "\\" not in value:
            new = f"{quote}{value}{quote}"
    space = " " if not old and doc.text[node.start - 1 : node.start] in (":", "-") else ""
    if not new:
        new = '""'
    return f"{doc.text[: node.start]}{space}{new}{doc.text[node.end :]}"


def _other_words(doc: YamlDocument, node: Node, value: Sequence[str]) -> str:
    """Return the text with the words of a list added and taken out one by one."""
    now = [doc.text[one.start : one.end] for one in node.inside]
    if any(one.kind != "word" for one in node.inside):
        raise CannotSplice("something else than words stands here", line_at(doc, node.start))
    if not node.flow:
        return _other_lines(doc, node, value)
    if doc.remarks_in(node.start, node.end):
        raise CannotSplice(IN_BRACKETS, line_at(doc, node.start))
    said = [str(YamlDocument(f"k: [{one}]\n").data["k"][0]) for one in now]
    kept = [raw for raw, one in zip(now, said, strict=True) if one in value]
    new = [*kept, *(written(one, inside=True) for one in value if one not in said)]
    return f"{doc.text[: node.start]}[{', '.join(new)}]{doc.text[node.end :]}"


def _other_lines(doc: YamlDocument, node: Node, value: Sequence[str]) -> str:
    said = [str(_value_of(doc, one)) for one in node.inside]
    text = doc.text
    new = [one for one in value if one not in said]
    if new:
        dash = dash_of(doc, node, len(node.inside) - 1)
        lead = doc.text[doc.line(dash)[0] : dash]
        end = entry_lines(doc, node, len(node.inside) - 1).end
        text = with_lines(text, end, [f"{lead}- {written(one)}" for one in new])
    for number in reversed(range(len(said))):
        if said[number] not in value:
            lines = entry_lines(doc, node, number)
            text = text[: lines.start] + text[lines.end :]
    return text


def _value_of(doc: YamlDocument, node: Node) -> Any:
    raw = doc.text[node.start : node.end]
    return YamlDocument(f"k: [{raw}]\n").data["k"][0] if node.kind == "word" else raw


def without_key(doc: YamlDocument, path: KeyPath, *, with_remarks: bool = False) -> str:
    """Return the text without a key and its value; remarks on its lines stay as lines.

    They go too `with_remarks`.
    """
    holder, key = doc.node(path[:-1]), path[-1]
    if holder is None or not isinstance(key, str) or key not in holder.keys:
        raise CannotSplice("there is no such key", line_of(doc, path))
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
            raise CannotSplice("a remark stands between these braces", line_at(doc, start))
        return proved(doc, doc.text[:start] + doc.text[end:], wanted)
    start, end = doc.line(spot.start)[0], last_line(doc, value)
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
    return proved(doc, text, wanted)


def _emptied(doc: YamlDocument, holder: Node, path: KeyPath, wanted: Any) -> str:
    """Return the text without the only key of a mapping, whose own key says that it is empty."""
    above = doc.node(path[:-2]) if len(path) > 1 else None
    if above is None or above.kind != "map":
        raise CannotSplice("it is the only key here", line_of(doc, path))
    if holder.flow:
        text = f"{doc.text[: holder.start]}{{}}{doc.text[holder.end :]}"
    else:
        colon = above.keys[str(path[-2])].end + 1
        start, end = doc.line(holder.start)[0], last_line(doc, holder)
        text = f"{doc.text[:colon]} {{}}{doc.text[colon:start]}{doc.text[end:]}"
    return proved(doc, text, wanted)


def renamed(
    doc: YamlDocument, old: str, new: str, *, whole: bool = False, only: Collection[KeyPath] = ()
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
        fits = node.style not in ("'", '"') or not set(new) & set("'\"\\")
        inner = pattern.sub(lambda _: new, raw) if fits and scalar(new) == new else raw
        if inner == raw or (not node.style and written(said, inside=True) != said):
            inner = written(said, inside=in_flow(doc, path))
        text = text[: node.start] + inner + text[node.end :]
    return proved(doc, text, wanted)
