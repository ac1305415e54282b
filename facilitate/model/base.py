"""What all models share: nothing may change, nothing unknown may slip through."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Frozen(BaseModel):
    """A value that cannot change, with keys as an organiser writes them."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)


def listed(value: Any) -> Any:
    """Let one word stand for a list of one: `who: crisis` is `who: [crisis]`."""
    return [value] if isinstance(value, str) else value


Listed = Annotated[tuple[str, ...], BeforeValidator(listed)]


class OneOrMore:
    """Marks a list for which one value may stand alone, in the JSON Schema as in the file."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return the schema of the list, or of one of its values."""
        found = handler(core_schema)
        return {"anyOf": [found, found["items"]]}
