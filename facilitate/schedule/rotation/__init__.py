"""Who sits with whom: a demand in, a plan with its proof out.

`rotate` is the entry. Behind it: `golf` tries exact constructions (`circle`, `transversal`,
`families`, `catalogue`), `placing` and `seating` put real people into them, `fitting` leaves
chairs empty, `dealing`, `spread`, `symmetric` and `improve` search where no construction fits,
`bounds` proves what no plan can beat.
"""

from .demand import Demand, Person, room_full_of
from .plan import Certificate, RotationPlan
from .rotate import rotate
from .words import in_words

__all__ = [
    "Certificate",
    "Demand",
    "Person",
    "RotationPlan",
    "in_words",
    "room_full_of",
    "rotate",
]
