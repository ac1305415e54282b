"""What is wrong under a key that nobody knows, as if it were the one that is meant.

So both slips of such a line are told in one run: `strat: 9 o'clock`.
"""

import copy
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from facilitate.faults import At, KeyPath, nearest
from facilitate.load.file_kinds import known_keys
from facilitate.load.own_words import meant_by
from facilitate.load.problems import Problem
from facilitate.load.reading import Check, Model, Reading
from facilitate.load.yaml_values import YamlText, value_at


def with_second_slips(read: Reading[Model]) -> Check[Model]:
    """Return what was looked at with what is wrong under keys that are not known as well."""
    source, check, model = read.source, read.check, read.model
    unknown = [one for one in check.problems if one.kind == "unknown"]
    names = dict(_meant(source, unknown, model))
    if not names:
        return check
    data = copy.deepcopy(source.data)
    for path, key in names.items():
        holder = value_at(data, path[:-1])
        named = [(key if one == path[-1] else one, value) for one, value in holder.items()]
        holder.clear()
        holder.update(named)
    written = {(*path[:-1], key): path for path, key in names.items()}

    def as_meant(path: KeyPath) -> KeyPath:
        way = path
        for old, key in names.items():
            if way[: len(old)] == old:
                way = (*old[:-1], key, *way[len(old) :])
        return way

    renamed = replace(
        source,
        data=data,
        keys={as_meant(path): spot for path, spot in source.keys.items()},
        values={as_meant(path): spot for path, spot in source.values.items()},
        empty=tuple(map(as_meant, source.empty)),
    )
    more = []
    for one in Check.of(model, renamed).problems:
        home = next((way for way in written if one.path[: len(way)] == way), None)
        if home is not None and one.kind != "missing":
            path = (*written[home], *one.path[len(home) :])
            at = At(source.file, path)
            more.append(replace(one, path=path, fault=replace(one.fault, at=at)))
    return replace(check, problems=(*check.problems, *more))


def _meant(
    source: YamlText, unknown: Iterable[Problem], model: type[Any]
) -> Iterator[tuple[KeyPath, str]]:
    """Yield keys that are not known and hold something, each with the one that is meant.

    Where what it says is mended with the key, all is told already.
    """
    for path, hint in ((one.path, one.fault.hint) for one in unknown):
        known = known_keys(model, path[:-1])
        key = meant_by(str(path[-1]), known) or nearest(str(path[-1]), known)
        holder = value_at(source.data, path[:-1])
        alone = hint.startswith(("Did you mean", f"Write {key}:")) and ", and below" not in hint
        if key and alone and isinstance(holder, dict) and path[-1] in holder and key not in holder:
            yield path, key
