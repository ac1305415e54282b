"""What a file with faults of shape says all the same, so that one run tells every fault.

Whatever has a fault is left out, and an item of the day becomes a minute of buffer, so that the
others keep their places. Nothing is ever built from it.
"""

import copy
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from facilitate.faults import KeyPath
from facilitate.load.yaml_text import YamlText

Model = TypeVar("Model", bound=BaseModel)
ROUNDS = 4
_STAND_IN = {"buffer": "1m"}
_LISTS_OF_ITEMS = frozenset({"agenda", "parallel"})


def partly(model: type[Model], source: YamlText) -> Model | None:
    """Return the file's values without those that have a fault, or None if too little is left."""
    if not isinstance(source.data, dict):
        return None
    data = copy.deepcopy(source.data)
    for _ in range(ROUNDS):
        try:
            return model.model_validate(data)
        except ValidationError as error:
            paths = {_there(data, tuple(one["loc"])) for one in error.errors(include_url=False)}
            if not all(_left_out(data, path) for path in sorted(paths, key=len, reverse=True)):
                return None
    return None


def _there(data: Any, path: KeyPath) -> KeyPath:
    """Return the part of a path that leads to something in the data."""
    for number, step in enumerate(path):
        try:
            data = data[step]
        except (LookupError, TypeError):
            return path[:number]
    return path


def _left_out(data: Any, path: KeyPath) -> bool:
    """Take the value at a path out, and say whether that could be done."""
    while path and isinstance(path[-1], int):
        if len(path) > 1 and path[-2] in _LISTS_OF_ITEMS:
            _at(data, path[:-1])[path[-1]] = dict(_STAND_IN)
            return True
        path = path[:-1]
    if not path:
        return False
    _at(data, path[:-1]).pop(path[-1], None)
    return True


def _at(data: Any, path: KeyPath) -> Any:
    for step in path:
        data = data[step]
    return data
