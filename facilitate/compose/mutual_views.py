"""What role groups think of each other and of themselves, on the days that make time for it."""

from collections.abc import Mapping, Sequence

from facilitate.audit.finding import Finding
from facilitate.audit.findings import (
    GroupVoice,
    OnePicture,
    RoleCell,
    RoleMatrix,
    TieCell,
    TieMatrix,
)
from facilitate.charts import Dot, Matrix, MatrixCell, MatrixRow
from facilitate.compose.findings_charts import NBSP, Charts
from facilitate.compose.group_findings import scale_alt
from facilitate.compose.wording import Wording, sentence
from facilitate.figures import points
from facilitate.structs import Struct

MOST_OF_A_LIST = 6
"""So many entries of each role group's list stand side by side."""

Direction = tuple[str, str]
"""(who rates, who is rated)."""


class DirectionView(Struct, kw_only=True):
    """Who rates whom, in words, and the role that is rated: `Managers on doctors`, `doctor`."""

    words: str
    rated: str


class TiesView(Struct, kw_only=True):
    """Whom people turn to, by role group; `sentence` says if each names its own more or less."""

    prompt: str
    sentence: str
    matrix: Matrix
    matrix_alt: str


class RoleListView(Struct, kw_only=True):
    """One role group's free list: `gave` says how many made one; `items`, the most named first."""

    role: str
    mark: str
    gave: str
    items: tuple[str, ...]


class SideBySideView(Struct, kw_only=True):
    """A free list by role group, with what may be told of each.

    `same` is what stands first in every role's list, if that is the same.
    """

    prompt: str
    roles: tuple[RoleListView, ...]
    same: str = ""


class MutualView(Struct, kw_only=True):
    """How the role groups see each other; `any` is no where the day makes no time for it.

    `matrix` has a row for each group that rates and a column for each that is rated; `directions`
    are its cells: who rates whom. `ties` is who names whom. `picture` says
    whether there is one picture or two (empty: too few to say) and `apart` the statements on which
    two role groups differ most.
    """

    any: bool = False
    headline: str = ""
    dates: str = ""
    matrix: Matrix
    matrix_alt: str = ""
    directions: tuple[DirectionView, ...] = ()
    source: str = ""
    statements: tuple[str, ...] = ()
    ties: tuple[TiesView, ...] = ()
    picture: str = ""
    picture_people: str = ""
    apart: tuple[str, ...] = ()
    lists: tuple[SideBySideView, ...] = ()


def no_mutual_view(charts: Charts) -> MutualView:
    """Return what a page sees where mutual views are not to be shown."""
    return MutualView(matrix=Matrix(columns=(), rows=(), low=charts.low, high=charts.high))


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
    told = [(cell.rater, cell.rated) for cell in matrix.furthest]
    if matrix.pattern != "mixed":
        told = [(one, of) for one, of in directions if one != of] if len(roles) == 2 else []
    made = {
        one: _cell(charts, one, cells.get(one), before.get(one), framed=one in told)
        for one in directions
    }
    named = [_named_direction(wording, one) for one in directions]
    said = [
        f"{words}: {', '.join(filter(None, (cell.figure or cell.not_shown, cell.detail)))}."
        for words, cell in zip(named, (made[one] for one in directions), strict=True)
    ]
    picture = next((one for one in now if isinstance(one, OnePicture)), None)
    return MutualView(
        any=True,
        headline=_headline(wording, roles, matrix),
        dates=wording.listed([date for date in dates if date]),
        matrix=Matrix(
            columns=tuple(
                (
                    charts.mark(role),
                    wording.of("mutual", "column").format(rated=wording.roles(role)),
                )
                for role in roles
            ),
            rows=tuple(
                MatrixRow(
                    mark=charts.mark(rater),
                    label=_name(wording, rater),
                    cells=tuple(made.get((rater, rated), MatrixCell()) for rated in roles),
                )
                for rater in roles
            ),
            low=charts.low,
            high=charts.high,
            corner=wording.of("mutual", "corner"),
        ),
        matrix_alt=scale_alt("mutual", directions, charts, said),
        directions=tuple(
            DirectionView(words=words, rated=wording.role(rated))
            for words, (_, rated) in zip(named, directions, strict=True)
        ),
        source=_source(charts, [made[one] for one in directions], before=before, dates=dates),
        statements=tuple(item.text for item in charts.context.questions.about_roles),
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


def _cell(
    charts: Charts,
    direction: Direction,
    now: RoleCell | None,
    then: RoleCell | None,
    *,
    framed: bool,
) -> MatrixCell:
    """Return the cell of a direction: its mean now and, if it is known, then."""
    rater, rated = direction
    own = rater == rated
    if now is None:
        return MatrixCell(not_shown=charts.wording("not shown"), own=own)
    mark, figure, answered = charts.mark(rater), points(now.mean), str(now.n)
    dots = [Dot(mark=mark, value=now.mean)]
    if then:
        said = charts.wording.of("mutual", "then and now")
        dots.insert(0, Dot(mark=mark, value=then.mean, then=True))
        figure = said.format(then=points(then.mean), now=figure)
        if then.n != now.n:
            answered = said.format(then=then.n, now=now.n)
    return MatrixCell(
        dots=tuple(dots),
        figure=figure,
        detail=charts.wording("of people", people=answered).replace(" ", NBSP),
        own=own,
        framed=framed,
    )


def _source(
    charts: Charts,
    cells: Sequence[MatrixCell],
    *,
    before: Mapping[Direction, RoleCell],
    dates: tuple[str, str],
) -> str:
    words = charts.wording
    asked = len(charts.context.questions.about_roles)
    low, high = (f"{end:g}" for end in (charts.low, charts.high))
    parts = [
        words.of("mutual", "source").format(
            count=asked, low=low, high=high, first=charts.ends[0], last=charts.ends[1]
        )
    ]
    if before:
        parts.append(words.of("mutual", "source then").format(then=dates[0], now=dates[1]))
    if any(cell.not_shown for cell in cells):
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
    if matrix.pattern == "mixed" and matrix.furthest:
        views = [(_rater(wording, cell), points(cell.mean)) for cell in matrix.furthest]
        return wording.of("mutual", "headline furthest").format(
            rated=wording.roles(matrix.furthest[0].rated),
            views=", ".join(f"{rater} {mean}" for rater, mean in views),
        )
    return wording.of("mutual", f"headline {matrix.pattern} {_many(roles)}")


def _rater(wording: Wording, cell: RoleCell) -> str:
    own = cell.rater == cell.rated
    return wording.of("mutual", "themselves") if own else wording.roles(cell.rater)


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
    for found in now:
        if isinstance(found, TieMatrix):
            before = earlier.get(found.prompt)
            cells, old = _by_direction(found), _by_direction(before) if before else {}
            people = {cell.source: cell.n for cell in found.cells}
            rows = tuple(
                MatrixRow(
                    mark=charts.mark(role),
                    label=wording("with number", words=_name(wording, role), n=people[role]),
                    cells=tuple(
                        _named(charts, cells.get((role, other)), old.get((role, other)))
                        for other in roles
                    ),
                )
                for role in roles
                if role in people
            )
            named = f"ties {found.named} {_many(roles)}" if found.named else ""
            columns = tuple(
                (charts.mark(role), wording.of("mutual", "named").format(role=wording.roles(role)))
                for role in roles
            )
            matrix = Matrix(
                columns=columns,
                rows=rows,
                low=0.0,
                high=1.0,
                corner=wording.of("mutual", "corner"),
                ends=(wording.of("mutual", "nobody"), wording.of("mutual", "all")),
            )
            views.append(
                TiesView(
                    prompt=found.prompt,
                    sentence=wording.of("mutual", named) if named else "",
                    matrix=matrix,
                    matrix_alt="; ".join(matrix.text_lines()),
                )
            )
    return tuple(views)


def _name(wording: Wording, role: str) -> str:
    return sentence(wording.roles(role)).rstrip(".")


def _by_direction(matrix: TieMatrix) -> dict[Direction, TieCell]:
    return {(cell.source, cell.target): cell for cell in matrix.cells}


def _named(charts: Charts, now: TieCell | None, then: TieCell | None) -> MatrixCell:
    """Return how many names a role group gave of another, of all it could have given."""
    wording = charts.wording
    if now is None:
        return MatrixCell(not_shown=wording("not shown"))
    mark, figure, possible = charts.mark(now.source), points(now.ties, 0), str(now.possible)
    dots = [Dot(mark=mark, value=now.ties)]
    if then:
        said = wording.of("mutual", "then and now")
        figure = said.format(then=points(then.ties, 0), now=figure)
        if then.possible == now.possible:
            dots.insert(0, Dot(mark=mark, value=then.ties, then=True))
        else:
            possible = said.format(then=then.possible, now=now.possible)
    return MatrixCell(
        dots=tuple(dots),
        figure=figure,
        detail=wording("of people", people=possible).replace(" ", NBSP),
        high=float(now.possible),
    )


def _lists(charts: Charts, found: Sequence[Finding]) -> tuple[SideBySideView, ...]:
    """Return the free lists of which something may be told by role."""
    return tuple(
        _side_by_side(charts, voice)
        for voice in found
        if isinstance(voice, GroupVoice) and any(one.items for one in voice.roles)
    )


def _side_by_side(charts: Charts, voice: GroupVoice) -> SideBySideView:
    wording = charts.wording
    named = [
        [item for item in one.items if points(item[1], 0) != "0"][:MOST_OF_A_LIST]
        for one in voice.roles
    ]
    roles = tuple(
        RoleListView(
            role=wording.roles(one.role),
            mark=charts.mark(one.role),
            gave=wording.of("mutual", "made a list").format(n=one.n),
            items=tuple(
                wording.of("mutual", "entry").format(words=words, people=points(people, 0))
                for words, people in sorted(items, key=lambda item: item[1], reverse=True)
            ),
        )
        for one, items in zip(voice.roles, named, strict=True)
    )
    firsts = {next((words for words, _ in items), "") for items in named}
    return SideBySideView(
        same=firsts.pop() if len(firsts) == 1 and len(roles) > 1 else "",
        prompt=voice.prompt,
        roles=roles,
    )
