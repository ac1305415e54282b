"""Infinite families for tables of three and of four."""

from facilitate.schedule.rotation.arithmetic import Field, finite_field
from facilitate.schedule.rotation.instance import Round, Rounds


def kirkman_triples(tables: int) -> Rounds | None:
    """Return (3q - 1) / 2 rounds of q tables of three, for q = 6t + 1 a prime power, or None.

    Points are (element, level) with three levels; g is a generator. One base round of the
    table {0 0, 0 1, 0 2}, tables {g^i, g^(i+2t), g^(i+4t)} inside a level and tables across
    the levels is shifted q times; the unused tables across the levels are each a round when
    shifted. Everyone meets everyone exactly once.
    Source: Ray-Chaudhuri and Wilson (1971), Solution of Kirkman's schoolgirl problem.
    """
    field = finite_field(tables)
    if field is None or tables % 6 != 1:
        return None
    t = tables // 6
    inside = [
        tuple((field.power(i + step), level) for step in (0, 2 * t, 4 * t))
        for i in range(t)
        for level in range(3)
    ]
    across = [
        tuple((field.power(i + 2 * t * level), level) for level in range(3)) for i in range(6 * t)
    ]
    base = [((0, 0), (0, 1), (0, 2)), *inside]
    base += [table for i, table in enumerate(across) if i // t % 2 == 1]
    shifted = [tuple(_shift(field, base, by)) for by in range(tables)]
    single = [table for i, table in enumerate(across) if i // t % 2 == 0]
    rows = [
        tuple(one for by in range(tables) for one in _shift(field, [table], by)) for table in single
    ]
    return tuple(shifted + rows)


def bose_fours(tables: int) -> Rounds | None:
    """Return rounds of four in which all N = 4 * tables people meet exactly once, or None.

    N = 3q + 1 with q = 4t + 1 a prime power: points (v, j), j modulo 3, and one fixed point.
    Base tables {fixed, 0_0, 0_1, 0_2} and, for i < t and all j,
    {x^(2i)_j, x^(2i+2t)_j, x^(2i+a)_(j+1), x^(2i+2t+a)_(j+1)}, shifted q times; the odd
    number a is found by trial. Source: Bose (1939), On the construction of balanced
    incomplete block designs.
    """
    q, rest = divmod(4 * tables - 1, 3)
    field = finite_field(q) if rest == 0 else None
    if field is None or q % 4 != 1:
        return None
    t = q // 4
    fixed = 3 * q
    for a in range(1, q - 1, 2):
        base = [
            tuple(
                (field.power(2 * i + half + turn), (j + up) % 3)
                for up, turn in ((0, 0), (1, a))
                for half in (0, 2 * t)
            )
            for i in range(t)
            for j in range(3)
        ]
        if _differences_differ(field, base):
            middle = ((0, 0), (0, 1), (0, 2))
            rounds = []
            for by in range(q):
                first, *others = _shift(field, [middle, *base], by)
                rounds.append(((fixed, *first), *others))
            return tuple(rounds)
    return None


def _shift(field: Field, tables: list[tuple[tuple[int, int], ...]], by: int) -> Round:
    minus = field.group.minus
    away = minus[0][by]
    return tuple(
        tuple(level * field.group.order + minus[x][away] for x, level in table) for table in tables
    )


def _differences_differ(field: Field, tables: list[tuple[tuple[int, int], ...]]) -> bool:
    """Say whether no difference between two people of a table comes twice, zero across included."""
    minus = field.group.minus
    seen = {(0, one, other) for one in range(3) for other in range(3) if one != other}
    for table in tables:
        for x, one in table:
            for y, other in table:
                if (x, one) == (y, other):
                    continue
                key = (minus[x][y], one, other)
                if key in seen:
                    return False
                seen.add(key)
    return True
