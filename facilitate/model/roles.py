"""The roles of a programme: their keys, and the words that pages use for them."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from facilitate.model.units import Frozen, one_as_list

_SILENT_H = ("hour", "honest", "honor", "honour", "heir")
_SOUNDS_CONSONANT = ("uni", "use", "usu", "util", "eu", "one", "once")
"""First letters that are vowels written and not spoken: `a user`, `a European`, `a one-off`."""


def with_article(noun: str) -> str:
    """Return an English noun behind `a` or `an`, by the sound that it starts with.

    A letter read by its name goes by that sound, as in `an HR lead`.
    """
    first = noun.split("-")[0].split()[0] if noun.split() else ""
    if first.isupper() and len(first) > 1:
        return f"{'an' if first[0] in 'AEFHILMNORSX' else 'a'} {noun}"
    fold = first.casefold()
    vowel = fold.startswith(("a", "e", "i", "o", "u", *_SILENT_H))
    return f"{'an' if vowel and not fold.startswith(_SOUNDS_CONSONANT) else 'a'} {noun}"


def plural_of(noun: str) -> str:
    """Return the usual English plural of a noun: `secretaries`, `coaches`, `foremen`."""
    if noun.endswith("man") and noun.casefold() not in ("human", "german", "roman"):
        return f"{noun[:-3]}men"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou"):
        return f"{noun[:-1]}ies"
    return f"{noun}s"


class RoleWords(Frozen):
    """The words for one role: `one` member of it, and `many`."""

    one: str = ""
    many: str = ""


def _by_key(value: Any) -> Any:
    """Return roles by their keys with their words, from a list of keys or from words for each."""
    given = one_as_list(value)
    if isinstance(given, list | tuple) and all(isinstance(key, str) for key in given):
        given = dict.fromkeys(given)
    if not isinstance(given, Mapping):
        return given
    return {key: _filled(key, words) for key, words in given.items()}


def _filled(key: Any, words: Any) -> Any:
    if isinstance(words, str):
        words = {"one": words}
    if not isinstance(words, Mapping | None) or not isinstance(key, str):
        return words
    known = dict(words or {})
    one = known.setdefault("one", key.replace("-", " "))
    if isinstance(one, str):
        known.setdefault("many", plural_of(one))
    return known


class _ListOrWords:
    """Lets the JSON Schema take what the files may hold: a list of keys, or words for each."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return a schema of a key, of a list of keys, or of words by key."""
        words = handler(core_schema)
        inner = words["additionalProperties"]
        words["additionalProperties"] = {"anyOf": [inner, {"type": "string"}, {"type": "null"}]}
        keys = {"type": "array", "items": {"type": "string"}}
        return {"anyOf": [keys, words]}


Roles = Annotated[dict[str, RoleWords], BeforeValidator(_by_key), _ListOrWords()]
"""Roles by key in the order written, each with its words; as a file, a list of keys will do."""

DOCTOR_AND_MANAGER = {key: RoleWords(one=key, many=plural_of(key)) for key in ("doctor", "manager")}
