"""A search of every part of a finished file for words that belong to somebody else."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from facilitate.faults import Fault, Place
from facilitate.verify.office import unzipped
from facilitate.verify.pdf import object_texts

SHORTEST = 3
"""Letters of a word worth looking for: a shorter one stands in every file by chance."""


def leak_faults(
    data: bytes,
    name: str,
    foreign: Iterable[str],
    own: str,
    empty: Callable[[], bytes] = lambda: b"",
) -> Iterator[Fault]:
    """Yield a fault for each part of a file in which a foreign text stands.

    `foreign` are words that belong to others (whole names, sentences); `own` is the plain text of
    the document that the file was made from: what stands there was let through by the gate. The
    fault never quotes what it found. `empty` makes a file of this format that says nothing: what
    stands there too (`Normal`, `Page`, the name of a font) is the format's and no person's name; it
    is asked for only where something was found. Of a PDF the properties, the structure with its
    descriptions and what is attached are searched; the words on its pages are glyphs, made from
    `own` alone.
    """
    looked_for = _looked_for(tuple(foreign))
    if not looked_for:
        return
    told = dict(texts(data, name))
    # Of hundreds of names few have all their parts anywhere in a file.
    there = frozenset[str]().union(*map(_parts, told.values()))
    likely = [one for one in looked_for if one[1] <= there]
    wanted = {
        word
        for found in told.values()
        for word, parts in likely
        if parts <= _parts(found) and _within(word, found)
    }
    allowed = folded(own) if wanted else ""
    wanted = {word for word in wanted if not _within(word, allowed)}
    if not wanted:
        return
    usual = "\n".join(text for _, text in texts(empty(), name))
    wanted = {word for word in wanted if not _within(word, usual)}
    for part, found in told.items():
        if any(_within(word, found) for word in wanted):
            yield Fault(
                code="O301",
                message=f"The file holds words that belong to somebody else ({part}).",
                hint="It was not handed over. This is a fault in the program; please report it.",
                place=Place(name),
            )


def _within(word: str, text: str) -> bool:
    """Say whether the word stands in the text as words, not inside a longer one."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        before = text[start - 1 : start]
        after = text[end : end + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        start = text.find(word, start + 1)
    return False


_UNSEEN = {**dict.fromkeys("\u00ad\u200b\u2060\0", ""), "\u2010": "-", "\u2011": "-"}
"""What changes how words are broken and not what they say; the hyphens become the plain one."""


def folded(text: str) -> str:
    """Return text for comparing: NFC, without case, unseen signs or differences of space."""
    plain = unicodedata.normalize("NFC", text)
    for sign, seen in _UNSEEN.items():
        plain = plain.replace(sign, seen)
    return " ".join(plain.casefold().split())


@lru_cache(maxsize=8)
def _looked_for(foreign: tuple[str, ...]) -> frozenset[tuple[str, frozenset[str]]]:
    """Return words as they are compared, each with its parts; a reader's files have the same."""
    found = map(_compared, foreign)
    return frozenset(one for one in found if len(one[0]) >= SHORTEST)


@lru_cache(maxsize=4096)
def _compared(word: str) -> tuple[str, frozenset[str]]:
    return folded(word), _parts(folded(word)) - {""}


@lru_cache(maxsize=128)
def _parts(text: str) -> frozenset[str]:
    """Return what of a text stands between signs that are no letter and no digit."""
    return frozenset(_NO_LETTERS.split(text))


_NO_LETTERS = re.compile(r"[\W_]+")


def texts(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    """Yield (part, its name and text, folded, no tags) for every part, zips inside zips too."""
    if data.startswith(b"PK"):
        comment, parts = unzipped(data)
        yield f"{name}, comment", _words(comment)
        for part, inside in parts:
            for deep, text in texts(inside, part):
                yield (part if deep == part else f"{part}!{deep}"), text
    elif data.startswith(b"%PDF"):
        said = [text.decode("utf-8", "replace") for text in object_texts(data)]
        marked = (_words(text.encode()) for text in said if "<" in text)
        yield name, " ".join((folded("\n".join(said)), *marked))
    else:
        yield name, f"{folded(name)} {_words(data)}"


_ATTRIBUTE = re.compile(r"""=(?:"([^"]*)"|'([^']*)')""")
_PARAGRAPH = re.compile(r"</(?:a:p|w:p|p|li|td|th|h\d|si|c|c:pt)>")
_SPACE = re.compile(r"<(?:a:br|w:br|w:cr|w:tab|br)\b[^>]*>")
_ASIDE = ("<!--", "-->", "<![CDATA[", "]]>")
_HYPHEN = re.compile(r"<w:noBreakHyphen\b[^>]*>")


@lru_cache(maxsize=128)
def _words(data: bytes) -> str:
    """Return the folded text of markup, runs of one paragraph joined, attributes' values behind it.

    Comments are words too. What is no markup comes back as it is, as far as it is UTF-8 or UTF-16.
    Most parts, an organisation's pictures among them, are those of the last file.
    """
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16" if wide else "utf-8", "replace")
    body = _PARAGRAPH.sub("\n", text)
    for sign in _ASIDE:
        body = body.replace(sign, "\n")
    body = _HYPHEN.sub("-", _SPACE.sub(" ", body))
    body = re.sub(r"<[^>]*>", "", body)
    attributes = "\n".join(first or second for first, second in _ATTRIBUTE.findall(text))
    return folded(html.unescape(f"{body}\n{attributes}"))
