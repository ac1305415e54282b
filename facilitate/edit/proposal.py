"""What an act would do, before anything is written: the new bytes, a sentence, and the faults."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec

from facilitate.edit.plan_snapshot import Refused, Snapshot, refusal, take_snapshot
from facilitate.faults import Fault
from facilitate.files import put_together, taken_apart
from facilitate.load.plan_files import link_faults
from facilitate.structs import Struct


class Draft(Struct):
    """What an act makes of a plan: new texts by file, with plain line ends, and what it says.

    `says` is asked once the plan has been looked at with these texts: before and after.
    """

    texts: Mapping[str, str]
    says: Callable[[Snapshot, Snapshot], str]


Act = Callable[[Snapshot], Draft]
"""One thing that a person wants; raises `Refused`."""

Wish = ParamSpec("Wish")


def as_act(do: Callable[Concatenate[Snapshot, Wish], Draft]) -> Callable[Wish, Act]:
    """Return a function of what a person wishes alone, which gives the act that does it."""

    @wraps(do)
    def wished(*args: Wish.args, **kwargs: Wish.kwargs) -> Act:
        return lambda snapshot: do(snapshot, *args, **kwargs)

    return wished


MAY_COME = frozenset({"T201"})
"""The errors that a change may bring, since the next change mends them: a day that ends late.

Without them nobody could lengthen one session before shortening another.
"""


@as_act
def together(snapshot: Snapshot, *acts: Act) -> Draft:
    """Do several acts as one: each finds what the one before it has left, and all are undone once.

    What only the whole makes right may be wrong between them.
    """
    texts: dict[str, str] = {}
    between, tellings = snapshot, []
    for number, one in enumerate(acts):
        between = _after(snapshot, texts) if number else snapshot
        draft = one(between)
        tellings.append(draft.says)
        texts |= draft.texts

    def says(before: Snapshot, after: Snapshot) -> str:
        return " ".join(dict.fromkeys(telling(before, after) for telling in tellings))

    return Draft(texts, says)


def _after(snapshot: Snapshot, texts: Mapping[str, str]) -> Snapshot:
    """Return a plan as it would be with these texts."""
    contents = {
        snapshot.path_of(file).resolve(): put_together(text, snapshot.text(file)[1])
        for file, text in texts.items()
    }
    return take_snapshot(snapshot.path, sample=snapshot.sample, draft=contents, before=snapshot)


class Edit(Struct):
    """An act that may be written: one sentence of what happens, and the files before and after.

    `came` are faults that were not there before (no error but `MAY_COME`), `went` those mended.
    """

    says: str
    before: Snapshot
    after: Snapshot
    came: tuple[Fault, ...] = ()
    went: tuple[Fault, ...] = ()

    @property
    def files(self) -> Mapping[str, tuple[bytes, bytes]]:
        """The files that differ, by name, each as it was and as it will be."""
        old, new = self.before.raw, self.after.raw
        return {name: (old[name], new[name]) for name in old if old[name] != new.get(name)}


def propose(snapshot: Snapshot, act: Act) -> Edit:
    """Return what an act would do; raise `Refused` where it cannot be done or makes an error."""
    draft = act(snapshot)
    folder = snapshot.plan.folder
    linked = link_faults(folder, [folder / file for file in draft.texts])
    if linked:
        raise Refused(linked[0])
    after = _after(snapshot, draft.texts)
    came, went = _differ(snapshot.analysis.faults, after.analysis.faults)
    errors = (one for one in came if one.severity == "error" and one.code not in MAY_COME)
    wrong = next(errors, None)
    if wrong is not None:
        raise Refused(wrong)
    if after.analysis.read is None:
        raise refusal("E101", "The plan could not be read after that.", "Change it in the file.")
    return Edit(draft.says(snapshot, after), snapshot, after, came, went)


def instead(edit: Edit) -> Act:
    """Write what an edit makes of its files over what lies there by now, whoever wrote that."""
    texts = {name: taken_apart(new)[0] for name, (_, new) in edit.files.items()}
    told = f"{edit.says} What was written outside into {', '.join(texts)} is gone."
    return lambda _: Draft(texts, lambda *_: told)


def _differ(
    before: tuple[Fault, ...], after: tuple[Fault, ...]
) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """Return the faults that came and those that went.

    A line that moved, or a figure or hour in the same words, makes none of either.
    """

    def rest(faults: tuple[Fault, ...], others: tuple[Fault, ...]) -> tuple[Fault, ...]:
        known = Counter(map(_what, others))
        found = []
        for one in faults:
            if known[_what(one)]:
                known[_what(one)] -= 1
            else:
                found.append(one)
        return tuple(found)

    return rest(after, before), rest(before, after)


_FIGURE = re.compile(r"(?<![\w-])\d+([:.]\d+)*(?![\w-])")


def _what(fault: Fault) -> tuple[str, str, str]:
    words = _FIGURE.sub("0", fault.message)
    return fault.code, words, fault.place.file if fault.place else ""
