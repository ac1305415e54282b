"""One response a person: the latest complete one; all others are listed and never mixed in."""

from collections.abc import Callable, Iterable

from facilitate.load.survey.listing import Listing
from facilitate.load.survey.responses import Response

Answered = Callable[[Response], float]
"""The share of the scale items that a response answers, from 0 to 1."""

_COMPLETE_SHARE = 0.5  # where the tool does not say whether a response is finished


def chosen(
    responses: Iterable[Response], answered: Answered, listing: Listing
) -> tuple[Response, ...]:
    """Return one response for each person, in the order of the persons' ids."""
    by_person: dict[tuple[str, str], list[Response]] = {}
    for response in responses:
        by_person.setdefault((response.pair, response.role), []).append(response)
    ids: dict[str, Response] = {}
    for group in by_person.values():
        best = _best(group, answered, listing)
        if best.person in ids:  # pair a, role b-c and pair a-b, role c
            _same_id(best, ids[best.person], listing)
        ids[best.person] = best
    return tuple(ids[person] for person in sorted(ids))


def is_complete(response: Response, answered: Answered) -> bool:
    """Say whether a response is complete: by the tool's mark, else by half of the items."""
    if response.finished is not None:
        return response.finished
    return answered(response) >= _COMPLETE_SHARE


def _best(group: list[Response], answered: Answered, listing: Listing) -> Response:
    if len(group) == 1:
        return group[0]
    complete = [response for response in group if is_complete(response, answered)]
    runners = complete or group
    timed = all(response.when for response in runners)
    best = max(runners, key=_later) if timed else runners[-1]
    if timed and len(runners) > 1 and not all(response.sure_when for response in runners):
        _unsure(best, runners, listing)
    for response in group:
        if response is not best:
            _listed(
                response,
                best,
                listing,
                complete=response in complete,
                best_complete=bool(complete),
                timed=timed,
            )
    return best


def _later(response: Response) -> tuple[object, int]:
    return (response.when, response.record.row)


def _listed(
    response: Response,
    best: Response,
    listing: Listing,
    *,
    complete: bool,
    best_complete: bool,
    timed: bool,
) -> None:
    if best_complete and not complete:
        reason = "it is incomplete"
    elif timed:
        reason = "it is the earlier one"
    else:
        reason = "it stands further up, and the rows have no time that can be read"
    says = (
        f"{response.person} has answered more than once; row {response.record.row} was left out "
        f"because {reason}. Row {best.record.row} counts."
    )
    listing.at_cell(
        "A551",
        response.record,
        0,
        says=says,
        hint="If these are two people, mend the pair or role of one of them in the export.",
        severity="warning",
        also=listing.table.place(best.record),
    )


def _unsure(best: Response, runners: list[Response], listing: Listing) -> None:
    rows = " and ".join(str(response.record.row) for response in runners)
    listing.at_cell(
        "A546",
        best.record,
        0,
        says=f"rows {rows} are both {best.person}; which is later depends on day and month.",
        hint="Check order: at the column row:when of the mapping, and write status: reviewed.",
    )


def _same_id(response: Response, other: Response, listing: Listing) -> None:
    listing.at_cell(
        "A543",
        response.record,
        0,
        says=f"this person and row {other.record.row} would both be called {response.person}.",
        hint="Give one of the two pairs another id in the mapping.",
    )
