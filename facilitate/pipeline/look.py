"""The look of a programme's files: the words of its language, its colours, its organisation's."""

from functools import lru_cache
from typing import TYPE_CHECKING

from facilitate.faults import Fault
from facilitate.load.plan import Plan
from facilitate.load.words import colours_of, words_of
from facilitate.recipient import Recipient
from facilitate.write.look import Colours, Look, look_for_needs

if TYPE_CHECKING:
    from facilitate.compose.day_context import DayContext
    from facilitate.load.brand_files import OwnBrand


def look_of(plan: Plan) -> Look:
    """Return the look of a programme, before the needs of a reader."""
    return _worn(plan)[0]


def brand_faults(plan: Plan) -> tuple[Fault, ...]:
    """Return what could not be honoured of an organisation's look; nothing without one."""
    return _worn(plan)[1]


def own_looks(look: Look, context: "DayContext") -> dict[Recipient, Look]:
    """Return the looks of the people who need one of their own, there or away."""
    own = {one: look_for_needs(look, access.needs) for one, access in context.access.items()}
    return {reader: fits for reader, fits in own.items() if fits != look}


def _worn(plan: Plan) -> tuple[Look, tuple[Fault, ...]]:
    says = plan.programme.says
    if plan.brand is None:
        return _usual(says.look, says.language), ()
    named = "look" in says.model_fields_set
    return _branded(plan.brand, says.look, says.language, named=named)


def _usual(look: str, language: str) -> Look:
    return Look(words=words_of(language), colours=Colours(**colours_of(look)))


@lru_cache(maxsize=4)
def _branded(
    brand: "OwnBrand", look: str, language: str, *, named: bool
) -> tuple[Look, tuple[Fault, ...]]:
    """Return the look with a brand on; opened once for a build."""
    from facilitate.pipeline.brand_look import branded_look  # most programmes have none

    return branded_look(brand, _usual(look, language), look if named else "")
