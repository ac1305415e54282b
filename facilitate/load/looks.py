"""The shipped looks: the colours of pages and slides, one file each in `templates/looks/`."""

from collections.abc import Mapping
from functools import cache

from facilitate.load.yaml_text import read
from facilitate.shipped import shipped

CALM = "calm"
"""The look of a programme that names none."""


def looks() -> tuple[str, ...]:
    """Return the names of the looks as a plan writes them, such as `high contrast`."""
    files = (shipped("templates") / "looks").glob("*.yaml")
    return tuple(sorted(path.stem.replace("-", " ") for path in files))


@cache
def colours_of(look: str) -> Mapping[str, str]:
    """Return the colours of a look, `#RRGGBB` by name; the usual ones if it is not known."""
    name = look if look in looks() else CALM
    path = shipped("templates") / "looks" / f"{name.replace(' ', '-')}.yaml"
    data = read(path.read_bytes(), f"templates/looks/{path.name}").data or {}
    return {key.replace(" ", "_"): colour for key, colour in data["colours"].items()}
