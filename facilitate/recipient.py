"""Who a page is for. One word serves findings (who may read), documents and the manifest."""

from typing import Literal

from facilitate.structs import Struct

RecipientKind = Literal["group", "pair", "person", "sponsor", "coach", "facilitator"]


class Recipient(Struct, order=True):
    """One reader: the whole group, a pair, a person, a sponsor, a coach or the facilitator.

    `id` is the pair's, person's (`crisis-doctor`), sponsor's or coach's id, and empty for the group
    and the facilitator. Of findings a coach is no reader.
    """

    kind: RecipientKind
    id: str = ""


GROUP = Recipient("group")
FACILITATOR = Recipient("facilitator")
