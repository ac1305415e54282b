"""Nobody comes to harm by a stock take: who can be turned to, and who is free to say no."""

from collections.abc import Iterator

from facilitate.check import CheckContext, rule
from facilitate.faults import At, Fault
from facilitate.model.attendance import to_be_asked_alone


def _has_stock_take(context: CheckContext) -> bool:
    return bool(context.plan.programme.says.stock_takes or context.plan.private.asked)


@rule
def somebody_is_named_to_turn_to(context: CheckContext) -> Iterator[Fault]:
    """Once people are asked, pages name whom to ring about a danger, and who helps afterwards."""
    says = context.plan.programme.says
    if not _has_stock_take(context):
        return
    file = context.plan.programme.file
    at = At(file, ("stock takes",), on_key=True) if says.stock_takes else At(file)
    children = says.words.children_are_served
    lacking = (
        ("speak up", says.speak_up, "to speak to about a worry over safety or conduct"),
        ("support", says.support, "to turn to after an upsetting page"),
        ("safeguarding lead", says.safeguarding_lead or not children, "for a worry about a child"),
    )
    for key, given, what_for in lacking:
        if not given:
            yield Fault(
                code="C203",
                severity="warning",
                message=f"People are asked how things are, and no page names anybody {what_for}.",
                hint=f"Add {key}: with a name and how to reach them.",
                at=at,
            )


@rule
def whoever_reports_to_the_partner_is_asked_alone(context: CheckContext) -> Iterator[Fault]:
    """Where one of a pair reports to another, each is asked out of the others' hearing."""
    programme = context.plan.programme
    found = to_be_asked_alone(programme) if _has_stock_take(context) else ()
    pairs = [programme.pairs[pair].called(pair) for pair in found if pair]
    at = At(programme.file, ("manages",), on_key=True)
    if pairs:
        where, whose = ("1 pair", "Its") if len(pairs) == 1 else (f"{len(pairs)} pairs", "Their")
        yield Fault(
            code="C202",
            severity="warning",
            message=f"In {where} one reports to another ({', '.join(pairs)}). {whose} pages show "
            "the group's results unless each chose to share them there, in a talk alone with the "
            "facilitator.",
            hint="Ask each alone, then write asked alone: yes under the pair.",
            at=at,
        )
    if "" in found:
        yield Fault(
            code="C202",
            severity="warning",
            message="One sponsor reports to another, so the sponsors' page shows the group's "
            "results.",
            hint="Speak with each sponsor alone about what they said.",
            at=at,
        )
