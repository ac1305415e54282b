"""Who sits with whom: a demand in, a plan with its proof out.

`rotate` is the entry. `designs` has rounds without a repeat, and `placing` puts real people into
them; `search` takes what no design fits. `recount` counts afresh, and `certificate` sets its
counts beside what no plan can beat. `reseat` mends a plan on the day.
"""

from facilitate.schedule.rotation.certificate import Certificate, RotationPlan, in_words
from facilitate.schedule.rotation.demand import Demand, room_full_of
from facilitate.schedule.rotation.reseat import Disruption, Move, Reseated, reseat
from facilitate.schedule.rotation.rotate import rotate

__all__ = [
    "Certificate",
    "Demand",
    "Disruption",
    "Move",
    "Reseated",
    "RotationPlan",
    "in_words",
    "reseat",
    "room_full_of",
    "rotate",
]
