"""What role groups think of each other and of themselves, on the days that make time for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facilitate.audit.findings import (
    Finding,
    GroupVoice,
    OnePicture,
    RoleCell,
    RoleMatrix,
    TieCell,
    TieMatrix,
)
from facilitate.charts import Bracket, Dot, Strip, StripRow
from facilitate.compose.charts import Charts
from facilitate.compose.group_findings import scale_alt
from facilitate.compose.wording import Wording, sentence
from facilitate.figures import points

MOST_OF_A_LIST = 6
"""So many entries of each role group's list stand side by side."""

Direction = tuple[str, str]
"""(who rates, who is rated)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionView:
    """Who rates whom, in words, and the role that is rated: `Managers on doctors`, `doctor`."""

    words: str
    rated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """How one role group rates each, in the order of the columns: `means` are words."""

    role: str
    mark: str
    means: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TieRow:
    """One role group: of how many people, and for each group in the order of the columns how many.

    `named` are words: `12 of 56` names given of those that could be given, or that it is not shown.
    """

    role: str
    mark: str
    n: int
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TiesView:
    """Whom people turn to, by role group; `sentence` says it if each names its own more often."""

    prompt: str
    sentence: str
    rows: tuple[TieRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleListView:
    """One role group's free list: `gave` says how many made one, `items` how many named each."""

    role: str
    mark: str
    gave: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """A free list by role group, with what may be told of each.

    `sentence` says it all where no role has more than one entry, and is empty elsewhere.
    """

    prompt: str
    roles: tuple[RoleListView, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MutualView:
    """How the role groups see each other; `any` is no where the day makes no time for it.

    `directions` are the rows of the strip: who rates whom. `grid` says the same with a row for
    each group. `ties_to` heads the columns of it and of each of `ties`. `picture` says whether
    there is one picture or two (empty: too few to say) and `apart` the statements on which two
    role groups differ most.
    """

    any: bool = False
    headline: str = ""
    dates: str = ""
    strip: Strip
    strip_alt: str = ""
    directions: tuple[DirectionView, ...] = ()
    grid: tuple[GridRow, ...] = ()
    source: str = ""
    statements: tuple[str, ...] = ()
    ties_to: tuple[str, ...] = ()
    ties: tuple[TiesView, ...] = ()
    picture: str = ""
    picture_people: str = ""
    apart: tuple[str, ...] = ()
    lists: tuple[SideBySide, ...] = ()


def no_mutual_view(charts: Charts) -> MutualView:
    """Return what a page sees where mutual views are not to be shown."""
    return MutualView(strip=charts.strip((), legend=()))


def mutual_view(
    now: Sequence[Finding], then: Sequence[Finding], charts: Charts, *, dates: tuple[str, str]
) -> MutualView:
    """Return how the role groups see each other now and, if there were two stock takes, then.

    `dates` are those of the two; the first is empty where there is one alone.
    """
    matrix = next((one for one in now if isinstance(one, RoleMatrix)), None)
    if matrix is None:
        return no_mutual_view(charts)
    cells, before = _cells(now), _cells(then)
    roles = _roles(charts, cells)
    wording = charts.wording
    directions = _directions(roles, cells)
    many = len(roles) > 2
    rows = [_row(charts, one, cells.get(one), before.get(one), short=many) for one in directions]
    named = [_named_direction(charts.wording, one) for one in directions]
    strip = charts.strip(
        rows,
        legend=charts.legend(roles, plural=True),
        brackets=_brackets(charts, directions) if many else (),
        figures=wording.of("mutual", "figures"),
    )
    said = [
        f"{words}: {row.figure or row.not_shown}." for words, row in zip(named, rows, strict=True)
    ]
    told = {one: row.figure or row.not_shown for one, row in zip(directions, rows, strict=True)}
    picture = next((one for one in now if isinstance(one, OnePicture)), None)
    return MutualView(
        any=True,
        headline=_headline(wording, roles, matrix),
        dates=wording.listed([date for date in dates if date]),
        strip=strip,
        strip_alt=scale_alt("mutual", directions, charts, said),
        directions=tuple(
            DirectionView(words=words, rated=wording.role(rated))
            for words, (_, rated) in zip(named, directions, strict=True)
        ),
        grid=tuple(
            GridRow(
                role=wording.roles(rater),
                mark=charts.mark(rater),
                means=tuple(told.get((rater, rated), "–") for rated in roles),
            )
            for rater in roles
        ),
        source=_source(charts, rows, before=before, dates=dates),
        statements=tuple(item.text for item in charts.context.questions.about_roles),
        ties_to=tuple(wording.roles(role) for role in roles),
        ties=_ties(charts, roles, now, then),
        picture=wording.of("one picture", picture.verdict) if picture else "",
        picture_people=wording.people(picture.n) if picture else "",
        apart=picture.apart if picture else (),
        lists=_lists(charts, now),
    )


def _cells(found: Sequence[Finding]) -> dict[Direction, RoleCell]:
    matrix = next((one for one in found if isinstance(one, RoleMatrix)), None)
    return {(cell.rater, cell.rated): cell for cell in matrix.cells} if matrix else {}


def _roles(charts: Charts, cells: Mapping[Direction, RoleCell]) -> list[str]:
    """Return the role groups that rate or are rated, in the programme's order."""
    known = {role for direction in cells for role in direction}
    known |= {one.role for one in charts.context.in_post}
    return [role for role in charts.context.programme.says.roles if role in known]


def _directions(roles: Sequence[str], cells: Mapping[Direction, RoleCell]) -> tuple[Direction, ...]:
    """Return who rates whom, by who is rated: the group itself first, if groups rate themselves."""
    themselves = any(rater == rated for rater, rated in cells)
    return tuple(
        (rater, rated)
        for rated in roles
        for rater in (rated, *(role for role in roles if role != rated))
        if rater != rated or themselves
    )


def _named_direction(wording: Wording, direction: Direction) -> str:
    """Return `Managers on doctors`, or `Doctors on themselves`."""
    rater, rated = direction
    key = "on themselves" if rater == rated else "on others"
    words = wording.of("mutual", key).format(rater=wording.roles(rater), rated=wording.roles(rated))
    return words[:1].upper() + words[1:]


def _row(
    charts: Charts,
    direction: Direction,
    now: RoleCell | None,
    then: RoleCell | None,
    *,
    short: bool,
) -> StripRow:
    """Return the row of a direction; a `short` label leaves the rated group to a bracket."""
    rater, rated = direction
    wording, mark = charts.wording, charts.mark(rater)
    label = _named_direction(wording, direction)
    if short and rater == rated:
        label = wording.of("mutual", "themselves")
    elif short:
        label = wording.roles(rater)
    label = label[:1].upper() + label[1:]
    dots = (
        *((Dot(mark=mark, value=then.mean, then=True),) if then else ()),
        *((Dot(mark=mark, value=now.mean),) if now else ()),
    )
    said = wording.of("mutual", "figure")
    figure = said.format(mean=points(now.mean), n=now.n) if now else ""
    if now and then:
        before = points(then.mean)
        if then.n != now.n:
            before = said.format(mean=before, n=then.n)
        figure = wording.of("mutual", "then and now").format(then=before, now=figure)
    return StripRow(
        label=label,
        dots=dots if now else (),
        figure=figure,
        not_shown="" if now else wording("not shown"),
        bold=rater != rated,
    )


def _brackets(charts: Charts, directions: Sequence[Direction]) -> tuple[Bracket, ...]:
    """Return a bracket around the rows of each group that is rated."""
    found: list[Bracket] = []
    for rated in dict.fromkeys(rated for _, rated in directions):
        places = [at for at, (_, one) in enumerate(directions) if one == rated]
        words = charts.wording.of("mutual", "bracket").format(rated=charts.wording.roles(rated))
        found.append(Bracket(first=places[0], last=places[-1], label=words))
    return tuple(found)


def _source(
    charts: Charts,
    rows: Sequence[StripRow],
    *,
    before: Mapping[Direction, RoleCell],
    dates: tuple[str, str],
) -> str:
    words = charts.wording
    asked = len(charts.context.questions.about_roles)
    parts = [words.of("mutual", "source").format(count=asked)]
    if before:
        parts.append(words.of("mutual", "source then").format(then=dates[0], now=dates[1]))
    if any(row.not_shown for row in rows):
        parts.append(words.of("mutual", "source hidden"))
    return " ".join(parts)


# ---------------------------------------------------------------------------------- the headline


def _headline(wording: Wording, roles: Sequence[str], matrix: RoleMatrix) -> str:
    """Return a title that describes and does not judge, in the programme's words for its roles."""
    if matrix.pattern == "one way higher":
        there, back = sorted(
            (cell for cell in matrix.cells if cell.rater != cell.rated), key=lambda cell: cell.mean
        )[::-1]
        words = wording.of("mutual", "headline one way higher").format(
            high=wording.roles(there.rater), low=wording.roles(back.rater)
        )
        return sentence(words).rstrip(".")
    return wording.of("mutual", f"headline {matrix.pattern} {_many(roles)}")


def _many(roles: Sequence[str]) -> str:
    return "two" if len(roles) == 2 else "more"


# ----------------------------------------------------------------------- ties, lists side by side


def _ties(
    charts: Charts, roles: Sequence[str], now: Sequence[Finding], then: Sequence[Finding]
) -> tuple[TiesView, ...]:
    """Return who turns to whom, for each question of which anything is shown."""
    wording = charts.wording
    earlier = {one.prompt: one for one in then if isinstance(one, TieMatrix)}
    views = []
    for matrix in now:
        if isinstance(matrix, TieMatrix):
            before = earlier.get(matrix.prompt)
            cells, old = _by_direction(matrix), _by_direction(before) if before else {}
            rows = (_tie_row(charts, role, roles, cells, old) for role in roles)
            inside = wording.of("mutual", f"ties inside {_many(roles)}")
            views.append(
                TiesView(
                    prompt=matrix.prompt,
                    sentence=inside if matrix.inside else "",
                    rows=tuple(row for row in rows if row),
                )
            )
    return tuple(views)


def _tie_row(
    charts: Charts,
    role: str,
    roles: Sequence[str],
    cells: Mapping[Direction, TieCell],
    before: Mapping[Direction, TieCell],
) -> TieRow | None:
    people = [cell.n for (source, _), cell in cells.items() if source == role]
    if not people:
        return None
    return TieRow(
        role=charts.wording.roles(role),
        mark=charts.mark(role),
        n=people[0],
        named=tuple(
            _named(charts.wording, cells.get((role, other)), before.get((role, other)))
            for other in roles
        ),
    )


def _by_direction(matrix: TieMatrix) -> dict[Direction, TieCell]:
    return {(cell.source, cell.target): cell for cell in matrix.cells}


def _named(wording: Wording, now: TieCell | None, then: TieCell | None) -> str:
    if now is None:
        return wording("not shown")
    words = wording.of("mutual", "names")
    told = words.format(given=points(now.ties, 0), possible=now.possible)
    if then is None:
        return told
    before = points(then.ties, 0)
    if then.possible != now.possible:
        before = words.format(given=before, possible=then.possible)
    return wording.of("mutual", "then and now").format(then=before, now=told)


def _lists(charts: Charts, found: Sequence[Finding]) -> tuple[SideBySide, ...]:
    """Return the free lists of which something may be told by role."""
    return tuple(
        _side_by_side(charts, voice)
        for voice in found
        if isinstance(voice, GroupVoice) and any(one.items for one in voice.roles)
    )


def _side_by_side(charts: Charts, voice: GroupVoice) -> SideBySide:
    wording = charts.wording
    roles = tuple(
        RoleListView(
            role=wording.roles(one.role),
            mark=charts.mark(one.role),
            gave=wording.of("mutual", "made a list").format(n=one.n),
            items=tuple(
                wording.of("mutual", "entry").format(words=words, people=points(people, 0))
                for words, people in one.items
                if points(people, 0) != "0"
            )[:MOST_OF_A_LIST],
        )
        for one in voice.roles
    )
    short = all(len(one.items) < 2 for one in roles)
    return SideBySide(
        prompt=voice.prompt,
        roles=roles,
        sentence=" ".join(_said_of(wording, one) for one in roles) if short else "",
    )


def _said_of(wording: Wording, of: RoleListView) -> str:
    """Return `Doctors, of 8: no time (5).`, or that nothing can be told apart."""
    key = "list of one" if of.items else "list of none"
    words = wording.of("mutual", key)
    return sentence(words.format(role=of.role, gave=of.gave, entry="".join(of.items)))
