"""What a plan, a programme, an exercise and a stock take say: shape and units, no sense.

Every scalar arrives as the text that was written; the types here turn it into minutes, clock
times, dates and claims. Whether the plan makes sense is `check`'s business.
"""

from facilitate.model.exercise import Exercise, Material, Step, Themes
from facilitate.model.plan import (
    DayFile,
    Item,
    Member,
    Milestone,
    Outcome,
    Pair,
    PeopleAndYear,
    ProgrammeFile,
    SingleFile,
    Sponsor,
)
from facilitate.model.private import (
    Access,
    AccessFile,
    Code,
    CodebookFile,
    Contact,
    ContactsFile,
    IdentitiesFile,
    Sharing,
    SharingFile,
)
from facilitate.model.programme import Day, Person, Programme
from facilitate.model.questions import Dimension, Questions, Scale, StockTakeItem, Thresholds

__all__ = [
    "Access",
    "AccessFile",
    "Code",
    "CodebookFile",
    "Contact",
    "ContactsFile",
    "Day",
    "DayFile",
    "Dimension",
    "Exercise",
    "IdentitiesFile",
    "Item",
    "Material",
    "Member",
    "Milestone",
    "Outcome",
    "Pair",
    "PeopleAndYear",
    "Person",
    "Programme",
    "ProgrammeFile",
    "Questions",
    "Scale",
    "Sharing",
    "SharingFile",
    "SingleFile",
    "Sponsor",
    "Step",
    "StockTakeItem",
    "Themes",
    "Thresholds",
]
