"""Who sits with whom: a demand in, a plan with its proof out.

`rotate` is the entry. Behind it: `golf` tries exact constructions (`circle`, `transversal`,
`families`, `catalogue`), `placing` and `seating` put real people into them, `fitting` leaves
chairs empty, `dealing`, `spread`, `symmetric` and `improve` search where no construction fits,
`bounds` proves what no plan can beat. `observation_plan` reads the same constructions as who
watches whom; `replan` mends a plan on the day and moves nobody who need not move.
"""

from facilitate.schedule.rotation.change import Change, Move
from facilitate.schedule.rotation.demand import Demand, Person, room_full_of
from facilitate.schedule.rotation.observe import observation_plan
from facilitate.schedule.rotation.plan import Certificate, RotationPlan
from facilitate.schedule.rotation.replan import Replanned, replan
from facilitate.schedule.rotation.rotate import rotate
from facilitate.schedule.rotation.watching import (
    ObservationCertificate,
    ObservationDemand,
    ObservationPlan,
    Station,
)
from facilitate.schedule.rotation.words import in_words

__all__ = [
    "Certificate",
    "Change",
    "Demand",
    "Move",
    "ObservationCertificate",
    "ObservationDemand",
    "ObservationPlan",
    "Person",
    "Replanned",
    "RotationPlan",
    "Station",
    "in_words",
    "observation_plan",
    "replan",
    "room_full_of",
    "rotate",
]
