"""Tables of two: the circle method, in which everyone meets everyone exactly once."""

from facilitate.schedule.rotation.instance import Rounds


def round_robin(people: int) -> Rounds:
    """Return N - 1 rounds of pairs for N even, N rounds with one person resting for N odd.

    Person N - 1 (or the empty place) stays, all others walk around a circle; who faces the
    empty place rests, each exactly once. Source: Kirkman (1847); Lucas (1883), the circle method.
    """
    circle = people - 1 if people % 2 == 0 else people
    rounds = []
    for turn in range(circle):
        tables = [(turn, people - 1)] if people % 2 == 0 else []
        tables += [
            ((turn + step) % circle, (turn - step) % circle) for step in range(1, (circle + 1) // 2)
        ]
        rounds.append(tuple(tables))
    return tuple(rounds)
