"""A file as it is read and looked at as one of a model, with what is wrong in words."""

from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from facilitate.faults import without_echoes
from facilitate.load.key_faults import empty_keys, missing_key, unknown_key
from facilitate.load.problems import PYDANTIC, WANTED, Described, Problem, raised_by
from facilitate.load.value_faults import no_choice, other_shape, refused_value
from facilitate.load.yaml_line import Repair
from facilitate.load.yaml_values import YamlText, read_lines
from facilitate.structs import Struct, replace

Model = TypeVar("Model", bound=BaseModel)


class Check(Struct, Generic[Model]):
    """A file looked at once: its value if there is one, and its problems without echoes."""

    value: Model | None
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop a build."""
        return [one for one in self.problems if one.fault.severity == "error"]

    @staticmethod
    def of(model: type[Model], source: YamlText) -> "Check[Model]":
        """Return a file looked at."""
        if not isinstance(source.data, dict):
            return Check(None)
        value, errors = None, []
        try:
            value = model.model_validate(source.data)
        except ValidationError as error:
            errors = raised_by(error)
        if not errors and not source.empty:
            return Check(value)
        file = Described(model, source, errors)
        problems = [_problem(file, one) for one in errors]
        misshapen = {one.path for one in problems if one.is_of_shape or one.kind == "choice"}
        problems += empty_keys(file, {one.path for one in problems}, misshapen)
        problems = [one for one in problems if one.path != (file.headless,)]
        told = without_echoes([one.fault for one in problems])
        kept = {id(fault) for fault in told}
        return Check(value, tuple(one for one in problems if id(one.fault) in kept))


class Reading(Struct, Generic[Model]):
    """A file as it is read, perhaps with lines mended, and looked at as one of a model."""

    source: YamlText
    model: type[Model]
    check: Check[Model]

    @staticmethod
    def of(source: YamlText, model: type[Model]) -> "Reading[Model]":
        """Return a file looked at."""
        return Reading(source, model, Check.of(model, source))

    @property
    def errors(self) -> list[Problem]:
        """The errors of the model and of the YAML itself, these first, less its repairs."""
        doubled = self.source.faults[len(self.source.repairs) :] if self.is_yaml else ()
        found = [
            Problem("other", (), None, one)
            for one in doubled
            if one.severity == "error" and one.code[0] == "Y"
        ]
        return found + self.check.errors

    @property
    def is_yaml(self) -> bool:
        """Whether anything at all could be read."""
        return self.source.data is not None

    def try_lines(self, lines: Sequence[str]) -> "Reading[Model]":
        """Return the file as it reads with other lines."""
        return Reading.of(read_lines(lines, self.source.file), self.model)

    def with_tried(self, tried: "Reading[Model]", repairs: Iterable[Repair]) -> "Reading[Model]":
        """Return the file as it was tried, with the repairs told at the lines that it has."""
        return replace(tried, source=self.source.as_tried(tried.source, repairs))


def _problem(file: Described, error: Any) -> Problem:
    """Return one of pydantic's errors as a problem."""
    path = tuple(error["loc"])
    kind = PYDANTIC.get(error["type"], "other")
    value, facts = error.get("input"), error.get("ctx") or {}
    if kind == "missing":
        fault = missing_key(file, path)
    elif kind == "unknown":
        fault = unknown_key(file, path, value)
    elif kind == "choice":
        fault = no_choice(file, path, value, facts)
    elif kind in WANTED:
        fault = other_shape(file, kind, path, value)
    else:
        fault = refused_value(file, kind, path, value, facts)
    return Problem(kind, path, value, fault)
