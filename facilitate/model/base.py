"""What all models share: nothing may change, nothing unknown may slip through."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict


class Frozen(BaseModel):
    """A value that cannot change, with keys as an organiser writes them."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)


def listed(value: Any) -> Any:
    """Let one word stand for a list of one: `who: crisis` is `who: [crisis]`."""
    return [value] if isinstance(value, str) else value


Listed = Annotated[tuple[str, ...], BeforeValidator(listed)]
