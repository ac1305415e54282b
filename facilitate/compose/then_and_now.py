"""Then and now: the group, a pair or one person in two stock takes, as charts and in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from facilitate.audit.findings import Finding, GroupChange, PairChange, PersonChange
from facilitate.charts import Bars, Dot, Series, Strip, StripRow
from facilitate.compose.charts import Charts, Legend
from facilitate.compose.group_findings import scale_alt
from facilitate.compose.placeholder import owned
from facilitate.compose.wording import Wording, lowered, sentence
from facilitate.figures import Figure, Published, Shared, points
from facilitate.recipient import Recipient


def answered_twice(changes: Sequence[GroupChange], wording: Wording) -> str:
    """Return how many answered both times: `15 people`, or `14 to 15 people` if themes differ."""
    both = [one.n for one in changes] or [0]
    if min(both) == max(both):
        return wording.people(max(both))
    return f"{wording('from to', first=min(both), last=max(both))} {wording('people')}"


@dataclass(frozen=True, slots=True)
class ChangeCharts:
    """Makes charts of change, in the words and on the scale of the others."""

    charts: Charts

    def group(self, changes: Sequence[GroupChange]) -> Strip:
        """Return then (open) and now (filled) of the people who answered both times."""
        most = max((one.n for one in changes), default=0)
        figures = [self._figure(one, most) for one in changes]
        rows = [
            StripRow(
                label=one.name,
                dots=self._group_change_dots(one),
                not_shown="" if one.then is not None else self.charts.wording("not shown"),
                figure=figure,
                bold=one.size == "large",
            )
            for one, figure in zip(changes, figures, strict=True)
        ]
        roles = [role for one in changes for role, _, _ in one.roles]
        if any(one.then is not None and not one.roles for one in changes):
            roles.append("everyone")
        counted = [one for one, figure in zip(changes, figures, strict=True) if figure]
        people = answered_twice(counted, self.charts.wording)
        return self.charts.strip(
            rows,
            legend=self.charts.legend(roles, plural=True),
            figures=self.charts.wording("of people", people=people) if counted else "",
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
            high=float(max((one.n for one in changes), default=1)),
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
        of = wording("of people", people=one.n) if one.n < most else ""
        if one.up is None or one.down is None:
            return of
        up, down = points(one.up, 0), points(one.down, 0)
        return f"{wording('up and down', up=up, down=down)} {of}".rstrip()

    def then_and_now(self, parts: Iterable[tuple[str, Figure, Figure]]) -> tuple[Dot, ...]:
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
        rows = [
            StripRow(label=one.name, dots=self.then_and_now(_both_times(one))) for one in changes
        ]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One theme then and now; `up`, `same` and `down` are counts, empty if not told."""

    name: str
    sentence: str
    up: str = ""
    same: str = ""
    down: str = ""
    fell: bool = False
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """Then and now; `any` is no where there was one stock take only.

    `levels` is no where only counts of people may be told; then the strip has nothing to draw.
    """

    any: bool
    levels: bool
    headline: str
    strip: Strip
    strip_alt: str
    bars: Bars
    bars_alt: str
    rows: tuple[ChangeRow, ...]
    source: str
    dates: str
    owner: str = ""


def change_view(found: Sequence[Finding], charts: Charts, then: str, now: str) -> ChangeView:
    """Return the group then and now, largest change first; `then` and `now` name the dates."""
    changes = [one for one in found if isinstance(one, GroupChange)]
    changes.sort(key=lambda one: one.rank)
    wording = charts.wording
    levels = any(one.then is not None for one in changes)
    headline = _moved(changes, wording)
    rows = tuple(
        ChangeRow(
            name=one.name,
            sentence=sentence(one.sentence),
            up=_count(one.up),
            same=_count(one.same),
            down=_count(one.down),
            fell=one.mostly == "down",
        )
        for one in changes
    )
    alt = scale_alt("change", changes, charts, [f"{row.name}: {row.sentence}" for row in rows])
    return ChangeView(
        any=bool(changes),
        levels=levels,
        headline=headline,
        strip=ChangeCharts(charts).group(changes),
        strip_alt=alt,
        bars=ChangeCharts(charts).bars(changes),
        bars_alt=alt,
        rows=rows,
        source=wording.of("source", "change" if levels else "change counts").format(
            people=answered_twice(changes, wording), then=then, now=now
        ),
        dates=wording.listed([then, now]) if then else now,
    )


def _moved(changes: Sequence[GroupChange], wording: Wording) -> str:
    """Return a title: which themes moved most, or that most people rate some higher."""
    largest = [one for one in changes if one.size in ("clear", "large")]
    higher = [one for one in changes if one.mostly == "up"]
    key, found = ("change", largest) if largest else ("change higher", higher)
    if not found:
        return wording.of("headline", "change none")
    most = wording.listed(lowered(one.name) for one in found[:2])
    return sentence(wording.of("headline", key).format(most=most)).rstrip(".")


def _count(people: Published | None) -> str:
    return "" if people is None else points(people, 0)


def own_change_view(
    reader: Recipient, found: Sequence[Finding], role: str, charts: Charts, dates: str
) -> ChangeView:
    """Return the pair's change on a pair's page, one's own on a person's; empty if not shared."""
    wording, drawn = charts.wording, ChangeCharts(charts)
    pairs = [one for one in found if isinstance(one, PairChange)]
    own = [one for one in found if isinstance(one, PersonChange)]
    owner, said, strip = "", [], charts.strip((), legend=())
    if reader.kind == "pair" and pairs:
        owner = pairs[0].subject.id
        said = [(one.name, _of_pair(wording, one)) for one in pairs]
        strip = drawn.pair(pairs, owner)
    elif reader.kind in {"person", "sponsor"} and own:
        owner = own[0].subject.id
        said = [(one.name, f"{points(one.then)} → {points(one.now)}") for one in own]
        strip = drawn.person(own, role, owner)
    rows = tuple(ChangeRow(name=name, sentence=sentence(it), owner=owner) for name, it in said)
    sentences = [f"{row.name}: {row.sentence}" for row in rows]
    return ChangeView(
        any=bool(rows),
        levels=bool(rows),
        headline=wording.of("headline", "change none"),
        strip=strip,
        strip_alt=owned(scale_alt("change", rows, charts, sentences), owner),
        bars=drawn.bars(()),
        bars_alt="",
        rows=rows,
        source=dates,
        dates=dates,
        owner=owner,
    )


def _of_pair(wording: Wording, change: PairChange) -> str:
    return ", ".join(
        f"{wording.role(role)} {points(then)} → {points(now)}"
        for role, then, now in _both_times(change)
    )


def _both_times(change: PairChange) -> list[tuple[str, Shared, Shared]]:
    """Return the figures then and now of each role that answered both times."""
    now = dict(change.now)
    return [(role, then, now[role]) for role, then in change.then if role in now]
