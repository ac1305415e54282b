"""What all acts share: words at a key, and what cannot be changed in a text, as a refusal."""

from facilitate.edit.plan_snapshot import refusal
from facilitate.faults import KeyPath
from facilitate.load import yaml_keys
from facilitate.load.yaml_proof import CannotSplice, Words
from facilitate.load.yaml_spans import Document


def said(doc: Document, path: KeyPath, words: Words, order: tuple[str, ...]) -> str:
    """Return the text with words at a key, or without the key for none."""
    there = doc.node(path)
    with tried(doc):
        if words:
            key = str(path[-1])
            before = order[: order.index(key)] if key in order else order
            return yaml_keys.with_value(doc, path, words, before)
        if there is None:
            message, hint = f"There is no {path[-1]} to take out.", "Look at the plan anew."
            raise refusal("E103", message, hint, doc.file)
        return yaml_keys.without_key(doc, path)


def word_at(doc: Document, path: KeyPath) -> str:
    """Return what is written at a path, or nothing."""
    node = doc.node(path)
    if node is None or node.kind != "word":
        return ""
    return doc.text[node.start : node.end].strip("\"'")


class tried:  # noqa: N801  it reads as a word of the sentence in which it stands
    """Refuses an act whose text cannot be changed as it is written, with the place."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, CannotSplice):
            message = f"This cannot be changed here without touching something else: {error}."
            hint = "Change it in the file; everything else can be changed here."
            raise refusal("E101", message, hint, self.doc.file, error.line) from None
