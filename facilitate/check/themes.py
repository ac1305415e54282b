"""The stock take and the day: the lowest themes get time, and end in something with an owner."""

from collections.abc import Iterator

from facilitate.audit.findings import Finding, GroupTheme
from facilitate.check.rules import Scene, rule
from facilitate.faults import At, Fault
from facilitate.schedule.timetable import Timetable

LOWEST = 3


def lowest_themes(scene: Scene, table: Timetable) -> tuple[GroupTheme, ...]:
    """Return the group's lowest three themes as the day's stock take has them, lowest first.

    Nothing where there is no stock take before the day, or too few answered.
    """
    takes = scene.plan.programme.says.stock_takes
    known = [name for name in takes if takes[name] <= table.day.says.date]
    wave = table.day.says.stock_take or max(known, key=lambda name: takes[name], default="")
    found = [f for f in scene.findings.get(table.day.id, ()) if _is_theme(f, wave)]
    themes = [f for f in found if isinstance(f, GroupTheme)]
    return tuple(sorted(themes, key=lambda f: (f.mean, f.dimension))[:LOWEST])


def _is_theme(finding: Finding, wave: str) -> bool:
    return isinstance(finding, GroupTheme) and finding.wave == wave


@rule
def lowest_themes_have_minutes(scene: Scene) -> Iterator[Fault]:
    """The group's lowest three themes are worked on by some exercise today."""
    covers = {one.id: set(one.themes) for one in scene.plan.questions.dimensions}
    for table in scene.timetables:
        worked = {theme for slot in table.exercises() for theme in slot.exercise.themes}
        for finding in lowest_themes(scene, table):
            if covers.get(finding.dimension, set()) & worked:
                continue
            yield Fault(
                code="T213",
                severity="warning",
                message=f"{finding.name!r} is among the group's lowest themes (mean "
                f"{finding.mean:.1f}, n = {finding.n}), and no exercise of the day works on it.",
                hint=f"See: facilitate suggest --theme {finding.dimension}",
                at=At(table.day.file, ("agenda",), on_key=True),
            )


@rule
def the_lowest_theme_ends_in_a_change(scene: Scene) -> Iterator[Fault]:
    """Talk about the lowest theme ends in changes or promises with an owner and a date."""
    covers = {one.id: set(one.themes) for one in scene.plan.questions.dimensions}
    for table in scene.timetables:
        lowest = lowest_themes(scene, table)[:1]
        slots = list(table.exercises())
        for finding in lowest:
            themes = covers.get(finding.dimension, set())
            talks = [n for n, s in enumerate(slots) if themes & set(s.exercise.themes)]
            if not talks:
                continue
            after = slots[talks[0] :]
            owned = any(
                {"owned-changes", "promises", "if-then-plan", "role-agreement"}
                & set(slot.exercise.gives)
                for slot in after
            )
            if not owned:
                yield Fault(
                    code="T216",
                    severity="warning",
                    message=f"{finding.name!r}, the lowest theme, is talked about and nobody is "
                    "asked to change anything.",
                    hint="Add an exercise that ends in promises, such as action-commitment-round.",
                    at=At(table.day.file, slots[talks[0]].path),
                )
