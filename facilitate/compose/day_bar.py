"""The day as a bar to scale, what it shows in words, and the minutes of each kind of work."""

from collections.abc import Mapping
from dataclasses import dataclass

from facilitate.charts import Band, BandPart
from facilitate.compose.day_context import DayContext
from facilitate.compose.wording import Wording, sentence
from facilitate.model.units import as_clock
from facilitate.schedule.social_capital import kinds_of, minutes_by_kind
from facilitate.schedule.timetable import Slot, Timetable


def band_of(context: DayContext) -> Band:
    """Return the day as a bar to scale, each part with the one word that fits inside."""
    return Band(parts=tuple(_part(slot, context) for slot in context.timetable.slots))


def _part(slot: Slot, context: DayContext) -> BandPart:
    if slot.pause:
        return BandPart(start=slot.start, end=slot.end, label=slot.title, kind="pause")
    kinds = kinds_of(slot.tracks[0] if slot.tracks else slot, strict=context.strict)
    if kinds:
        label = context.wording.of("band", kinds[0])
        return BandPart(start=slot.start, end=slot.end, label=label, kind=kinds[0])
    return BandPart(start=slot.start, end=slot.end, label="", kind="other")


def band_sentence(context: DayContext) -> str:
    """Return what the bar shows: from when to when, and the pauses; empty for a day of nothing."""
    band, wording = band_of(context), context.wording
    if not band.parts:
        return ""
    first, last = band.parts[0], band.parts[-1]
    pauses = [f"{part.label} {as_clock(part.start)}" for part in band.parts if part.kind == "pause"]
    return wording(
        "band alt",
        start=as_clock(first.start),
        end=as_clock(last.end),
        pauses=wording.listed(pauses) or wording("no pause"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalView:
    """Minutes of each kind of work: for everyone in plain words, for facilitators in theirs.

    `rule` says in plain words how minutes are counted, `trade_rule` in the words of the trade.
    """

    words: str
    rule: str
    minutes: str
    trade_rule: str


def capital_view(timetable: Timetable, wording: Wording, *, strict: bool) -> CapitalView:
    """Return the minutes of each kind, whole ones, and the rule by which they are counted."""
    counted = minutes_by_kind(timetable.slots, strict=strict)
    found = {kind: round(minutes) for kind, minutes in counted.items() if round(minutes)}
    rule = "strict" if strict else "working"
    trade = [wording("trade minutes", kind=kind, minutes=found[kind]) for kind in found]
    return CapitalView(
        words=_plain(found, wording, strict=strict),
        rule=wording.of("capital rule", rule),
        minutes=sentence(wording.listed(trade)),
        trade_rule=wording.of("trade rule", rule),
    )


def work_words(kind: str, wording: Wording, *, strict: bool) -> str:
    """Return a kind of work in plain words, such as `in your own pair or role`."""
    return (strict and wording.maybe("work strict", kind)) or wording.of("work", kind)


def _plain(found: Mapping[str, int], wording: Wording, *, strict: bool) -> str:
    parts = [
        sentence(
            wording(
                "band words",
                label=wording.of("band", kind),
                work=work_words(kind, wording, strict=strict),
                minutes=minutes,
            )
        )
        for kind, minutes in found.items()
    ]
    return " ".join(parts)
