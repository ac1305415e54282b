"""Then and now as charts: open marks and filled ones, and people counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from facilitate.audit.findings import GroupChange, PairChange, PersonChange
from facilitate.charts import Bars, Dot, Series, Strip, StripRow
from facilitate.compose.charts import Charts, Legend
from facilitate.compose.wording import Wording


def answered_twice(changes: Sequence[GroupChange], wording: Wording) -> str:
    """Return how many answered both times: `15 people`, or `14 to 15 people` if themes differ."""
    both = [one.both for one in changes] or [0]
    if min(both) == max(both):
        return wording.people(max(both))
    return f"{wording('from to', first=min(both), last=max(both))} {wording('people')}"


@dataclass(frozen=True, slots=True)
class ChangeCharts:
    """Makes charts of change, in the words and on the scale of the others."""

    charts: Charts

    def group(self, changes: Sequence[GroupChange]) -> Strip:
        """Return then (open) and now (filled) of the people who answered both times."""
        most = max((one.both for one in changes), default=0)
        figures = [self._figure(one, most) for one in changes]
        rows = [
            StripRow(
                label=one.name,
                dots=self._group_change_dots(one),
                not_shown="" if one.then is not None else self.charts.wording("not shown"),
                figure=figure,
                bold=one.change is not None and abs(one.change) >= 0.5,
            )
            for one, figure in zip(changes, figures, strict=True)
        ]
        roles = [role for one in changes for role, _, _ in one.roles]
        if any(one.then is not None and not one.roles for one in changes):
            roles.append("everyone")
        told = [one for one, figure in zip(changes, figures, strict=True) if figure]
        people = answered_twice(told, self.charts.wording)
        return self.charts.strip(
            rows,
            legend=self.charts.legend(roles, plural=True),
            figures=self.charts.wording("of people", people=people) if told else "",
        )

    def bars(self, changes: Sequence[GroupChange]) -> Bars:
        """Return how many people rate each theme higher and lower; the rest is not drawn."""
        return Bars(
            categories=tuple(one.name for one in changes),
            series=(
                Series(name=self.charts.wording("higher"), values=tuple(one.up for one in changes)),
                Series(
                    name=self.charts.wording("lower"), values=tuple(one.down for one in changes)
                ),
            ),
            low=0.0,
            high=float(max((one.both for one in changes), default=1)),
        )

    def _group_change_dots(self, one: GroupChange) -> tuple[Dot, ...]:
        if one.then is None or one.now is None:
            return ()
        if one.roles:
            return self.then_and_now((role, then, now) for role, then, now in one.roles)
        return self.then_and_now([("everyone", one.then, one.now)])

    def _figure(self, one: GroupChange, most: int) -> str:
        """Return how many moved up and down, with the n of a theme that rests on fewer people."""
        wording = self.charts.wording
        of = wording("of people", people=one.both) if one.both < most else ""
        if one.up is None or one.down is None:
            return of
        return f"{wording('up and down', up=one.up, down=one.down)} {of}".rstrip()

    def then_and_now(self, parts: Iterable[tuple[str, float, float]]) -> tuple[Dot, ...]:
        """Return two marks for each role: then open, now filled."""
        return tuple(
            dot
            for role, then, now in parts
            for dot in (
                Dot(mark=self.charts.mark(role), value=then, then=True),
                Dot(mark=self.charts.mark(role), value=now),
            )
        )

    def pair(self, changes: Sequence[PairChange], owner: str) -> Strip:
        """Return a pair then and now, each member's mark."""
        rows = []
        for one in changes:
            now = dict(one.now)
            parts = [(role, then, now[role]) for role, then in one.then if role in now]
            rows.append(StripRow(label=one.name, dots=self.then_and_now(parts)))
        roles = [role for one in changes for role, _ in one.now]
        return self.charts.strip(rows, legend=self.charts.legend(roles, plural=False), owner=owner)

    def person(self, changes: Sequence[PersonChange], role: str, owner: str) -> Strip:
        """Return one person then and now."""
        rows = [
            StripRow(label=one.name, dots=self.then_and_now([(role, one.then, one.now)]))
            for one in changes
        ]
        legend: Legend = ((self.charts.mark(role), self.charts.wording("you")),)
        return self.charts.strip(rows, legend=legend, owner=owner)
