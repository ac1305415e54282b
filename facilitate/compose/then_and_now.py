"""Then and now: the group, a pair or one person in two stock takes, as charts and in words."""

from collections.abc import Iterable, Sequence

from facilitate.audit.finding import Finding
from facilitate.audit.findings import (
    GroupChange,
    GroupTheme,
    PairChange,
    PersonChange,
)
from facilitate.charts import Dot, Series, Slopes, Strip
from facilitate.compose.findings_charts import Charts, Legend, named_in, usual_numbers
from facilitate.compose.group_findings import scale_alt
from facilitate.compose.placeholder import owned
from facilitate.compose.wording import Wording, counted, sentence
from facilitate.figures import Figure, Published, Shared, points, way_in_print
from facilitate.recipient import Recipient
from facilitate.structs import Struct


def how_many(found: Sequence[Finding], wording: Wording) -> str:
    """Return how many answered: `15 people`, or `14 to 15 people` if themes differ."""
    answered = [one.n for one in found] or [0]
    if min(answered) == max(answered):
        return wording.people(max(answered))
    return f"{wording('from to', first=min(answered), last=max(answered))} {wording('people')}"


MOST_SLOPES = 4
"""More lines have no room on a slide for their names and counts."""

Waves = Sequence[tuple[str, Sequence[GroupTheme]]]
"""What each stock take says of the group's themes, with its date in words, the earliest first."""


class ChangeCharts(Struct):
    """Makes charts of change between two dates, in the words and on the scale of the others."""

    charts: Charts
    dates: tuple[str, str]

    def group(self, changes: Sequence[GroupChange], title: str) -> Strip:
        """Return then (open) and now (filled) of the people who answered both times.

        Rows that changed or that the title names are bold.
        """
        parts = [part for one in changes for part in _parts(one)]
        named = named_in(title, [one.name for one in changes])
        usual, alike = usual_numbers(parts), len({one.n for one in changes}) == 1

        def of(one: GroupChange) -> str:
            # The key has the number of each mark, so of a row without one it tells nothing.
            bare = one.then is None and not alike
            return self.charts.of([one.n]) if bare else self.charts.unusual(_parts(one), usual)

        rows = [
            self.charts.row(
                one.name,
                one.dimension,
                dots=self._group_change_dots(one),
                not_shown="" if one.then is not None else self.charts.hidden("would_disclose"),
                figure=", ".join(filter(None, (one.brief, of(one)))),
                bold=one.verdict in ("up", "down") or one.name in named,
            )
            for one in changes
        ]
        people = how_many(changes, self.charts.wording)
        told = any(row.figure for row in rows)
        of_people = self.charts.wording("of people", people=people) if told else ""
        return self.charts.strip(
            rows,
            legend=self.charts.numbered(usual),
            waves=self.dates,
            figures=of_people,
        )

    def slopes(self, changes: Sequence[GroupChange], waves: Waves) -> Slopes | None:
        """Return lines of the themes that moved most, with what every stock take showed of them.

        A theme has none without a figure at first or last, or if these go the other way: a stock
        take shows everyone who answered, and not everyone did both times. None if half of those
        that moved, or more, have no line.
        """
        moved = [one for one in changes if one.verdict in ("up", "down")]
        means = [{one.dimension: one.mean for one in found} for _, found in waves]
        asked = ((one, tuple(shown.get(one.dimension) for shown in means)) for one in moved)
        known = [(one, line) for one, line in asked if _goes(one.verdict, line[0], line[-1])]
        lines = known[:MOST_SLOPES]
        if 2 * len(lines) <= len(moved) or not self.charts.one_scale:
            return None
        names = {one.dimension for one, _ in lines}
        return Slopes(
            categories=tuple(
                self._dated(date, [one for one in found if one.dimension in names])
                for date, found in waves
            ),
            series=tuple(Series(name=one.name, values=line, note=one.brief) for one, line in lines),
            low=self.charts.low,
            high=self.charts.high,
            decimals=1,
        )

    def _dated(self, date: str, found: Sequence[GroupTheme]) -> str:
        """Return a date with how many answered, which stand together on one line."""
        people = how_many(found, self.charts.wording).replace(" ", "\u00a0")
        return self.charts.wording("with number", words=date, n=people)

    def _group_change_dots(self, one: GroupChange) -> tuple[Dot, ...]:
        if one.then is None or one.now is None:
            return ()
        if one.roles:
            return self.then_and_now((role, then, now) for role, then, now in one.roles)
        return self.then_and_now([("everyone", one.then, one.now)])

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
        """Return a pair then and now, each member's mark; bold is what somebody moved furthest."""
        rows = [
            self.charts.row(
                one.name,
                one.dimension,
                dots=self.then_and_now(_both_times(one)),
                bold=bool(one.furthest),
            )
            for one in changes
        ]
        roles = [role for one in changes for role, _ in one.now]
        legend = self.charts.legend(roles, plural=False)
        return self.charts.strip(rows, legend=legend, waves=self.dates, owner=owner)

    def person(self, changes: Sequence[PersonChange], role: str, owner: str) -> Strip:
        """Return one person then and now."""
        rows = [
            self.charts.row(
                one.name, one.dimension, dots=self.then_and_now([(role, one.then, one.now)])
            )
            for one in changes
        ]
        legend: Legend = ((self.charts.mark(role), self.charts.wording("you")),)
        return self.charts.strip(rows, legend=legend, waves=self.dates, owner=owner)


def _goes(way: str, then: Figure | None, now: Figure | None) -> bool:
    """Say whether two figures, as they are printed, go `up` or `down`."""
    return then is not None and now is not None and way_in_print(then, now) == way


def _parts(change: GroupChange) -> list[tuple[str, int]]:
    """Return the role groups that a theme's marks stand for, each with its number of people."""
    if change.then is None:
        return []
    return [(role, now.n) for role, _, now in change.roles] or [("everyone", change.n)]


class ChangeRow(Struct, kw_only=True):
    """One theme then and now; `up`, `same` and `down` are counts, empty if not told.

    `sentence` ends with the `verdict`, whether that is a change, empty where that is said of no
    theme; `changed` says that it is, either way, `lined` that slopes have a line for it, and `fell`
    that more went down than up. `moved` has the counts of `n` people in short; `told` is no where
    they are not told.
    """

    name: str
    sentence: str
    n: int = 0
    moved: str = ""
    verdict: str = ""
    up: str = ""
    same: str = ""
    down: str = ""
    changed: bool = False
    lined: bool = False
    fell: bool = False
    told: bool = True
    owner: str = ""


class ChangeView(Struct, kw_only=True):
    """Then and now; `any` is no where there was one stock take only.

    `levels` is no where only counts of people may be told; then the rows say them.
    `sure` says from when on a step is called a change. `slopes` are the group's themes that moved
    most over all `times` of asking, with their own sentence and source, or None.
    """

    any: bool
    levels: bool
    headline: str
    strip: Strip
    strip_alt: str
    rows: tuple[ChangeRow, ...]
    source: str
    dates: str
    sure: str = ""
    slopes: Slopes | None = None
    times: int = 0
    slopes_alt: str = ""
    slopes_source: str = ""
    owner: str = ""


def change_view(
    found: Sequence[Finding], charts: Charts, then: str, now: str, waves: Waves = ()
) -> ChangeView:
    """Return the group then and now, largest change first; `then` and `now` name the dates."""
    changes = [one for one in found if isinstance(one, GroupChange)]
    changes.sort(key=lambda one: one.rank)
    wording = charts.wording
    levels = any(one.then is not None for one in changes)
    headline = _moved(changes, wording)
    judged = any(one.verdict != "few" for one in changes)
    charted = ChangeCharts(charts, (then, now))
    slopes = charted.slopes(changes, waves)
    lined = {one.name for one in slopes.series} if slopes else set()
    verdicts = [wording.of("verdict", one.verdict) if judged else "" for one in changes]
    rows = tuple(
        ChangeRow(
            name=one.name,
            sentence=f"{sentence(one.sentence)} {verdict}".rstrip(),
            n=one.n,
            moved=one.brief or wording("not shown"),
            verdict=verdict,
            up=_count(one.up),
            same=_count(one.same),
            down=_count(one.down),
            changed=one.verdict in ("up", "down"),
            lined=one.name in lined,
            fell=one.more == "down",
            told=bool(one.brief or one.up or one.down),
        )
        for one, verdict in zip(changes, verdicts, strict=True)
    )
    alt = scale_alt("change", changes, charts, [f"{row.name}: {row.sentence}" for row in rows])
    under = wording.of("source", "change" if levels else "change counts").format(
        people=how_many(changes, wording), then=then, now=now
    )
    return ChangeView(
        any=bool(changes),
        levels=levels,
        headline=headline,
        slopes=slopes,
        times=len(waves),
        slopes_alt=_slopes_alt(slopes, rows, headline, charts) if slopes else "",
        slopes_source=wording.of("source", "slopes").format(
            people=how_many(changes, wording), scale=charts.in_words()
        ),
        strip=charted.group(changes, headline),
        strip_alt=alt,
        rows=rows,
        source=charts.with_scales(under) if levels else under,
        dates=wording.listed([then, now]) if then else now,
        sure=_sure(changes, wording),
    )


def _slopes_alt(slopes: Slopes, rows: Sequence[ChangeRow], headline: str, charts: Charts) -> str:
    """Return what the lines show: the finding, then each with its figures and its counts."""
    sentences = {row.name: row.sentence for row in rows}
    unknown = charts.wording("not shown")
    lines = [
        f"{one.name}: {', '.join(unknown if it is None else points(it) for it in one.values)}. "
        f"{sentences[one.name]}"
        for one in slopes.series
    ]
    return charts.wording.of("alt", "slopes").format(
        headline=headline,
        dates=charts.wording.listed(slopes.categories),
        scale=charts.in_words(),
        rows=" ".join(lines),
    )


def _moved(changes: Sequence[GroupChange], wording: Wording) -> str:
    """Return a title, what rose first: what is rated higher than before, and what lower.

    Of a way that no theme has clearly changed: on what more people went that way than the other.
    """
    none = {one.verdict for one in changes} == {"none"}
    parts = [wording.of("headline", "change none")] if none else []
    for way in ("up", "down"):
        clear = [one.name for one in changes if one.verdict == way]
        if names := clear or [one.name for one in changes if one.more == way]:
            key = f"change {way}" if clear else f"change more {way}"
            parts.append(wording.of("headline", key).format(names=wording.all_named(names)))
    untold = "own" if not any(one.brief for one in changes) else "held"
    return " ".join(map(sentence, parts)).rstrip(".") or wording.of("headline", f"change {untold}")


def _sure(changes: Sequence[GroupChange], wording: Wording) -> str:
    """Return how many would have had to move for a change, in plain words; empty without themes."""
    told = [one for one in changes if one.enough]
    if not told:
        return wording.of("sure", "few") if changes else ""
    people = how_many(told, wording)
    return wording.of("sure", "enough").format(number=counted(told[0].enough), people=people)


def _count(people: Published | None) -> str:
    return "" if people is None else points(people, 0)


def own_change_view(
    reader: Recipient, found: Sequence[Finding], role: str, charts: Charts, dates: tuple[str, str]
) -> ChangeView:
    """Return the pair's change on a pair's page, one's own on a person's; empty if not shared.

    Of a pair what moved furthest comes first. `dates` name then and now.
    """
    wording, drawn = charts.wording, ChangeCharts(charts, dates)
    pairs = sorted((it for it in found if isinstance(it, PairChange)), key=lambda it: it.rank)
    own = [one for one in found if isinstance(one, PersonChange)]
    owner, said, strip = "", [], charts.strip((), legend=())
    headline = wording.of("headline", "change own")
    if reader.kind == "pair" and pairs:
        owner = pairs[0].subject.id
        said = [(one.name, _of_pair(wording, one)) for one in pairs]
        headline = _pair_headline(pairs, wording)
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
        headline=owned(headline, owner),
        strip=strip,
        strip_alt=owned(scale_alt("change", rows, charts, sentences), owner),
        rows=rows,
        source=wording.listed(dates),
        dates=wording.listed(dates),
        owner=owner,
    )


def _pair_headline(changes: Sequence[PairChange], wording: Wording) -> str:
    """Return a title that names what somebody moved furthest on, and asks; it gives no verdict."""
    moved = {
        way: wording.all_named([one.name for one in changes if way in one.furthest])
        for way in ("up", "down")
    }
    key = " and ".join(way for way, names in moved.items() if names) or "little"
    return sentence(wording.of("headline", f"pair moved {key}").format(**moved))


def _of_pair(wording: Wording, change: PairChange) -> str:
    return ", ".join(
        f"{wording.role(role)} {points(then)} → {points(now)}"
        for role, then, now in _both_times(change)
    )


def _both_times(change: PairChange) -> list[tuple[str, Shared, Shared]]:
    """Return the figures then and now of each role that answered both times."""
    now = dict(change.now)
    return [(role, then, now[role]) for role, then in change.then if role in now]
