"""The day as a bar to scale, and what it shows in words."""

from facilitate.compose.wording import Wording, sentence
from facilitate.document import Band, BandPart
from facilitate.model.units import as_clock
from facilitate.schedule.slots import Slot, Timetable


def band_of(timetable: Timetable, wording: Wording) -> Band:
    """Return the day as a bar to scale, each part with the one word that fits inside."""
    return Band(parts=tuple(_part(slot, wording) for slot in timetable.slots))


def _part(slot: Slot, wording: Wording) -> BandPart:
    worked = slot.tracks[0] if slot.tracks else slot
    exercise = worked.exercise
    if slot.pause:
        return BandPart(start=slot.start, end=slot.end, label=slot.title, kind="pause")
    if exercise is not None and exercise.capital:
        kind = exercise.capital[0]
        label = wording.of("band", kind)
        return BandPart(start=slot.start, end=slot.end, label=label, kind=kind)
    return BandPart(start=slot.start, end=slot.end, label="", kind="other")


def minutes_by_kind(band: Band) -> dict[str, int]:
    """Return the minutes of each kind of work, in the order of a day's plan; pauses left out."""
    found = {"bonding": 0, "bridging": 0, "linking": 0}
    for part in band.parts:
        if part.kind in found:
            found[part.kind] += part.end - part.start
    return {kind: minutes for kind, minutes in found.items() if minutes}


def band_sentence(band: Band, wording: Wording) -> str:
    """Return what the bar shows: from when to when, and the pauses."""
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


def band_words(band: Band, wording: Wording) -> str:
    """Return the minutes of each kind in plain words, such as `Across services: 160 minutes.`."""
    parts = [
        sentence(
            wording(
                "band words",
                label=wording.of("band", kind),
                work=wording.of("work", kind),
                minutes=minutes,
            )
        )
        for kind, minutes in minutes_by_kind(band).items()
    ]
    return " ".join(parts)
