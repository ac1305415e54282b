"""One id with a slip, and everything that calls it by its right name.

A slip where an id is defined makes every mention of it look wrong. Where several mentions agree
on another word, and nobody uses the id as it is defined, the definition is the slip.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from facilitate.faults import nearest


def misnamed(
    defined: Collection[str], mentioned: Iterable[str], *, least: int = 2
) -> Mapping[str, tuple[str, int]]:
    """Return each defined id that is probably a slip, with the word meant and how often it comes.

    `mentioned` are the words used elsewhere, right or wrong, once for each mention.
    """
    counts = Counter(mentioned)
    idle = [one for one in defined if one not in counts]
    found: dict[str, tuple[str, int]] = {}
    for word, number in counts.most_common():
        if word in defined or number < least:
            continue
        near = nearest(word, idle)
        if near and near not in found:
            found[near] = (word, number)
    return found
