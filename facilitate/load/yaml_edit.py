"""A value written at a path of a YAML file of the user's, whatever stands there now.

What holds it comes into being with it. The letters are changed by `yaml_keys` and `yaml_entries`.
"""

from collections.abc import Mapping

from facilitate.faults import KeyPath
from facilitate.load import yaml_entries, yaml_keys
from facilitate.load.yaml_proof import CannotSplice, Words
from facilitate.load.yaml_spans import Document, Unreadable
from facilitate.load.yaml_values import values_along

NEW = 1_000_000
"""The number of a list's entry that is not there yet."""


def edited(text: str, path: KeyPath, value: Words | None, remark: str = "") -> str:
    """Return the text with a value at a path: a word, a mapping of words, or None for none.

    An entry that is `NEW` comes behind the last of its list. Of a mapping that is there, the keys
    named are set and others stay. A remark stands behind a new line. Raises `CannotSplice`.
    """
    try:
        doc = Document(text)
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
