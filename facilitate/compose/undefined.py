"""What a template asks for and nobody has: a fault with its line, and the page goes on.

Jinja2 would stop at the first missing name. Here each one is written down, and the rest of the
page is looked at too, so that all are told in one run.
"""

import sys
from collections.abc import Collection, Iterable, Iterator
from types import FrameType
from typing import Any, NoReturn

from jinja2 import Undefined
from jinja2.runtime import Context, LoopContext
from jinja2.utils import missing

from facilitate.document import Origin
from facilitate.faults import Fault, did_you_mean
from facilitate.structs import field_names

RENDERING = "the page being made"
"""The name under which a render's own notes stand in its context: one no template can write."""


class Rendering:
    """One render's values and faults; `reader` and `names` tell what a page of this kind knows.

    `steps` are those of all its loops so far; `wording` is what filters print by.
    """

    __slots__ = ("faults", "names", "reader", "steps", "values", "wording")

    def __init__(self, reader: str, names: Iterable[str], wording: Any) -> None:
        self.values: list[Any] = []
        self.faults: list[Fault] = []
        self.steps = 0
        self.reader = reader
        self.names = names
        self.wording = wording


def where_in_template() -> tuple[Origin, Rendering | None]:
    """Return the template's line that is being rendered right now, and its notes."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        context = frame.f_locals.get("context")
        if template is not None and isinstance(context, Context):
            line = template.get_corresponding_lineno(frame.f_lineno)
            return Origin(template.name, line), context.parent.get(RENDERING)
        frame = frame.f_back
    return Origin(), None


RENAMED = {
    "clock": "start | clock",
    "until": "end | clock",
    "short_date": "date | short_date",
    "iso": "date | iso_date",
}
"""Names of earlier versions, and how the same is printed now."""


FEW = 48
"""How many names are told one by one: all that a page has, not all parts that anything has."""


def names_in(view: object) -> tuple[str, ...]:
    """Return what a template may ask a view for."""
    known_names = getattr(type(view), "known_names", None)
    if known_names is not None:
        return tuple(known_names(view))
    return tuple(name for name in dir(view) if not name.startswith("_"))


def unknown_name(message: str, name: str, known: Collection[str], origin: Origin) -> Fault:
    """Return the fault of a name that nobody has, with its new name or the nearest there is."""
    now = RENAMED.get(name, "")
    hint = f"Write .{now} instead of .{name}."
    return origin.fault(
        "M110", message, hint if now.split(" ")[0] in known else of_known(name, known)
    )


_NOTHING_IN = "Words, figures and lists have no"


def part_of_a_list(many: str, name: str, origin: Origin) -> Fault:
    """Return the fault of a part asked of a whole list, which each thing in it may have."""
    return origin.fault("M110", f"{_NOTHING_IN} {name!r}.", in_a_loop(many, name))


def in_a_loop(many: str, name: str) -> str:
    """Return how to write a part of each thing of a list."""
    return f"Put it into a loop: {{% for one in {many} %}}{{{{ one.{name} }}}}{{% endfor %}}"


def of_known(name: str, known: Collection[str]) -> str:
    """Return which name was meant, or all there are, or where they are listed."""
    few = f"Known here: {', '.join(sorted(known))}." if 0 < len(known) <= FEW else ""
    return did_you_mean(name, known, otherwise=few or "docs/templates.md lists the names.")


class Missing(Undefined):
    """A name that is not there; looked at in any way, it is a fault and then empty."""

    __slots__ = ()

    owner = ""
    """Nothing belongs to nobody; said here, since asking for any other part is a fault."""

    def report(self) -> None:
        """Write the fault down. Raises Jinja2's own error where nobody takes notes."""
        origin, rendering = where_in_template()
        if rendering is None:
            raise self._undefined_exception(self._undefined_message)
        rendering.faults.append(self._fault(origin, rendering))

    def _fault(self, origin: Origin, rendering: Rendering) -> Fault:
        name, view = str(self._undefined_name), self._undefined_obj
        if view is missing:
            what = f"A template for {rendering.reader} knows no {name!r}."
            known = tuple(rendering.names)
        elif field_names(type(view)) is not None or isinstance(view, LoopContext):
            what = f"There is no {name!r} in this."
            known = names_in(view)
        else:
            if isinstance(view, tuple | list):
                return part_of_a_list("…", name, origin)
            whole = f"Take .{name} out: what stands in front of it is printed as it is."
            return origin.fault("M110", f"{_NOTHING_IN} {name!r}.", whole)
        return unknown_name(what, name, known, origin)

    def _fail_with_undefined_error(self, *_: Any, **__: Any) -> NoReturn:
        self.report()
        raise self._undefined_exception(self._undefined_message)

    def __str__(self) -> str:
        self.report()
        return ""

    def __bool__(self) -> bool:
        self.report()
        return False

    def __iter__(self) -> Iterator[Any]:
        self.report()
        return iter(())

    def __len__(self) -> int:
        self.report()
        return 0

    def __eq__(self, other: object) -> bool:
        self.report()
        return False

    def __ne__(self, other: object) -> bool:
        self.report()
        return True

    def __hash__(self) -> int:
        return id(self)


class Silent(Missing):
    """What a missing name is asked for: the name itself was told already."""

    __slots__ = ()

    def report(self) -> None:
        """Say nothing a second time."""
