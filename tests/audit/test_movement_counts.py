"""Counts of those who moved: an attacker with every page and two people's answers solves none."""

from functools import partial
from itertools import combinations_with_replacement, product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.audit.change import verdict_of
from facilitate.audit.findings import GroupChange, GroupTheme, StatementCounts
from facilitate.audit.movement_counts import (
    Counts,
    Means,
    counts,
    key_of,
    printable_counts,
    splits_of,
)
from facilitate.audit.scores import mean
from facilitate.audit.signed_ranks import BY_CHANCE, can_change, enough_to_show, wilcoxon_p
from facilitate.figures import number, points, to_one_decimal
from tests.audit.a_stock_take import ROLES, found, programme, questions, shared
from tests.audit.no_change import NOISE, said_to_have_changed, seen

# --------------------------------------------------------------------------- words by hand

DIVIDED = (
    "1 to 3 rate this the same; the others divide into higher and lower, "
    "at most 5 more on one side."
)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((7, 4, 5), "7 rate this higher, 4 the same and 5 lower."),
        ((5, 4, 7), "5 rate this higher, 4 the same and 7 lower."),
        ((4, 0, 5), "how many moved which way is not told."),
        ((6, 0, 6), "6 rate this higher, nobody the same and 6 lower."),
        ((0, 7, 5), "nobody rates this higher, 7 the same and 5 lower."),
        ((9, 5, 2), "9 rate this higher, 1 to 3 lower and the rest the same."),
        ((2, 5, 9), "9 rate this lower, 1 to 3 higher and the rest the same."),
        ((16, 0, 0), "13 or more rate this higher and nobody lower."),
        ((0, 3, 13), "13 or more rate this lower and nobody higher."),
        ((13, 2, 1), "11 or more rate this higher and 1 to 3 lower."),
        ((1, 2, 13), "11 or more rate this lower and 1 to 3 higher."),
        ((1, 14, 1), "13 or more rate this the same."),
        ((2, 12, 2), "1 to 3 rate this higher, 1 to 3 lower and the rest the same."),
        ((5, 2, 10), "5 rate this higher, 1 to 3 the same and the rest lower."),
        ((10, 2, 5), "5 rate this lower, 1 to 3 the same and the rest higher."),
        ((7, 2, 7), DIVIDED),
        ((5, 1, 10), DIVIDED),
        ((2, 2, 1), "how many moved which way is not told."),
        ((5, 0, 0), "how many moved which way is not told."),
    ],
)
def test_a_count_of_one_to_three_is_never_a_number(counts, sentence):
    told = printable_counts(Counts(*counts))
    assert told.sentence == f"Of the {sum(counts)} who answered both times, {sentence}"
    assert all(one in (None, 0) or one > 3 for one in (told.up, told.same, told.down))


@pytest.mark.parametrize(
    ("counts", "lead"),
    [
        ((7, 4, 5), 2),  # all told
        ((9, 5, 2), 6),  # 9 up, at most 3 down
        ((0, 3, 13), -13),  # 13 or more down, nobody up
        ((13, 2, 1), 8),  # 11 or more up, at most 3 down
        ((5, 2, 10), -4),  # 5 up, at most 3 the same, so 9 or more down
        ((7, 2, 7), 0),  # divided
        ((1, 14, 1), 0),  # most stayed
    ],
)
def test_the_lead_of_one_way_is_the_least_that_the_words_tell(counts, lead):
    assert printable_counts(Counts(*counts)).lead == lead


def test_nobody_knows_two_where_pairs_are_of_one_and_three_where_they_are_of_three():
    alone = printable_counts(Counts(9, 4, 3), known=1)
    assert alone.sentence.endswith("9 rate this higher, 4 the same and 3 lower.")
    of_three = printable_counts(Counts(9, 8, 4), known=3)
    assert of_three.sentence.endswith("9 rate this higher, 1 to 4 lower and the rest the same.")


SWAP = {"higher": "lower", "lower": "higher", "up": "down", "down": "up"}


def turned(words):
    words = words.replace("rates", "rate")
    return sorted(SWAP.get(word.strip(".,"), word.strip(".,")) for word in words.split())


def turned_back(words):
    return " ".join(turned(words))


@pytest.mark.parametrize("people", [7, 12, 16, 23, 60])
def test_falls_are_said_as_gains_are(people):
    for up in range(people + 1):
        for down in range(people + 1 - up):
            gain = printable_counts(Counts(up, people - up - down, down))
            fall = printable_counts(Counts(down, people - up - down, up))
            assert (gain.up, gain.same, gain.down) == (fall.down, fall.same, fall.up)
            assert gain.more == {"up": "down", "down": "up", "": ""}[fall.more]
            assert gain.certain == fall.certain
            assert turned(gain.sentence) == turned(turned_back(fall.sentence))


# ----------------------------------------------- an attacker who knows the rule and two people


def worked_out(splits, told, knowing):
    """Return the counts that follow for somebody who knows how two people moved."""
    found = []
    for mine in product(range(knowing + 1), repeat=3):
        if sum(mine) == knowing:
            left = [
                tuple(count - own for count, own in zip(split, mine, strict=True))
                for split in splits
                if all(count >= own for count, own in zip(split, mine, strict=True))
            ]
            for way in range(3):
                counts = {split[way] for split in left}
                if len(counts) == 1 and told[way] is None:
                    (count,) = counts
                    if count in (1, 2) or count == sum(left[0]) > 0:
                        found.append((mine, way, count))
    return found


@pytest.mark.parametrize("people", range(3, 41))
def test_who_knows_the_rule_and_two_answers_finds_two_splits_behind_what_is_not_told(people):
    behind: dict[str, list[tuple[int, int, int]]] = {}
    told_of = {}
    for up in range(people + 1):
        for down in range(people + 1 - up):
            split = (up, people - up - down, down)
            told = printable_counts(Counts(*split))
            behind.setdefault(told.sentence, []).append(split)
            told_of[told.sentence] = (told.up, told.same, told.down)
    for sentence, splits in behind.items():
        for knowing in (0, 1, 2) if people > 3 else (0, 1):
            assert not worked_out(splits, told_of[sentence], knowing), sentence


@pytest.mark.parametrize("people", [13, 16, 17, 20, 24, 30])
def test_that_something_changed_or_did_not_tells_no_count_either(people):
    behind: dict[tuple[str, bool, bool], list[tuple[int, int, int]]] = {}
    told_of = {}
    may = partial(can_change, themes=10)
    for up in range(people + 1):
        for down in range(people + 1 - up):
            split = (up, people - up - down, down)
            for changed, can in zip((True, False), may(split), strict=True):
                if can:
                    told = printable_counts(Counts(*split), can_change=may, changed=changed)
                    page = (told.sentence, told.certain, told.certain and changed)
                    behind.setdefault(page, []).append(split)
                    told_of[told.sentence] = (told.up, told.same, told.down)
    assert len({page[2] for page in behind}) == 2
    for page, splits in behind.items():
        assert not worked_out(splits, told_of[page[0]], 2), page


def test_every_split_has_the_key_that_it_is_listed_under():
    for people in (5, 9, 16):
        every = [(u, people - u - d, d) for u in range(people + 1) for d in range(people + 1 - u)]
        for split in every:
            assert split in splits_of(key_of(split, few=3), people, few=3)


# -------------------------------------------- with all means that stand on pages beside them


def brute_force(people, steps, then, now):
    """Return every split of one-statement answers from 0 to `steps` with these printed means."""
    found = set()
    cells = list(product(range(steps + 1), repeat=2))
    for each in combinations_with_replacement(cells, people):
        first, second = (to_one_decimal(mean([one[at] for one in each])) for at in (0, 1))
        if (first, second) == (then, now):
            up = sum(b > a for a, b in each)
            down = sum(b < a for a, b in each)
            found.add((up, people - up - down, down))
    return found


@pytest.mark.parametrize(
    ("then", "now"), [(0.0, 2.0), (0.2, 1.8), (1.0, 1.0), (1.0, 1.2), (0.4, 1.6), (1.8, 0.4)]
)
def test_means_leave_open_what_brute_force_over_all_answers_finds(then, now):
    part = Means(people=5, then=then, now=now, change=None, steps=2, low=0.0, step=1.0)
    by_rule = {
        (up, 5 - up - down, down)
        for up in range(6)
        for down in range(6 - up)
        if part.allow(up, down)
    }
    assert by_rule == brute_force(5, 2, then, now)


def test_means_that_leave_one_split_open_take_the_words_away():
    # Ten people from the low end to the high one: all of them went up, by the means alone.
    ends = Means(people=10, then=1.0, now=4.9, change=3.9, steps=4, low=1.0, step=1.0)
    plain = printable_counts(Counts(9, 1, 0))
    beside = printable_counts(Counts(9, 1, 0), means=(ends,))
    assert plain.sentence.endswith("7 or more rate this higher and nobody lower.")
    assert beside.sentence.endswith("how many moved which way is not told.")


# ------------------------------------------------------------ all pages of a wave together


def printed(all_, besides=()):
    """Return every figure that the group reads, as it is printed, without who moved."""
    lines = []
    for one in all_:
        if isinstance(one, GroupTheme):
            figures = [one.mean, one.low, one.high]
            figures += [figure for role in one.roles for figure in (role.mean, role.low, role.high)]
            lines.append((one.id, one.n, one.label, one.alike, *map(word, figures)))
        if isinstance(one, StatementCounts):
            lines.append((one.id, *((s.text, s.n, cells(s)) for s in one.statements)))
        if isinstance(one, GroupChange):
            levels = [one.then, one.now, one.change, *(f for _, *two in one.roles for f in two)]
            lines.append((one.id, one.n, one.sentence, one.verdict, *map(word, levels)))
    return lines


def word(figure):
    return "" if figure is None else points(figure)


def cells(statement):
    return tuple((one.answer, number(one.people)) for one in statement.counts)


def moves(before, after, theme):
    """Return how many moved up and down on a theme of two statements, the second turned if so."""
    first, second, turn = theme
    steps = [
        (after[p][first] - before[p][first]) + turn * (after[p][second] - before[p][second])
        for p in before
    ]
    up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    return up, len(steps) - up - down, down


THEMES = {"trust": ("rely", "doubt", -1), "meetings": ("ends", "worth", 1)}


def world(dice, pairs, shift):
    """Return made-up answers of everybody, then and now."""
    waves = []
    for more in (0.0, shift):
        wave = {}
        for n in range(1, pairs + 1):
            for role in ROLES:
                middle = 2.6 + more + 0.4 * (n % 3)
                ticks = [min(5, max(1, round(dice.gauss(middle, 0.8)))) for _ in range(4)]
                ticks[1] = 6 - ticks[1]
                wave[f"p{n}-{role}"] = dict(
                    zip(("rely", "doubt", "ends", "worth"), ticks, strict=True)
                )
        waves.append(wave)
    return waves


def another_world(dice, before, after, keep):
    """Return answers now in which some people of a role have changed places, but for `keep`."""
    moved = dict(after)
    for role in ROLES:
        some = [p for p in after if p.endswith(role) and p not in keep]
        chosen = dice.sample(some, min(len(some), dice.choice((2, 2, 3, 4))))
        for person, other in zip(chosen, (*chosen[1:], chosen[0]), strict=True):
            moved[person] = after[other]
    return moved


@pytest.mark.parametrize(("pairs", "shift"), [(7, 0.0), (8, 0.6), (8, -1.0), (10, 0.3), (12, 1.2)])
def test_two_people_who_read_every_page_find_another_set_of_answers_behind_it(pairs, shift):
    dice = Random(f"{pairs} {shift}")
    before, after = world(dice, pairs, shift)
    of, asking = programme(pairs), questions()
    say: dict[str, Any] = {"of": of, "asking": asking, "sharing": shared(pairs)}
    pages = printed(found(waves={"baseline": before, "repeat": after}, **say))
    changes = [one for one in pages if "/since/" in one[0]]
    assert len(changes) == 2
    mine = ("p1-doctor", "p1-manager")
    open_ = {
        theme
        for theme, line in zip(THEMES, changes, strict=True)
        if min(c for c in (*moves(before, after, THEMES[theme]), 3) if c) > 2
        or "is not told" in line[2]
    }
    for _ in range(400):
        other = another_world(dice, before, after, mine)
        if len(open_) == len(THEMES):
            break
        theirs = {theme: moves(before, other, THEMES[theme]) for theme in THEMES}
        if all(theirs[t] == moves(before, after, THEMES[t]) for t in THEMES if t not in open_):
            continue
        if printed(found(waves={"baseline": before, "repeat": other}, **say)) == pages:
            open_ |= {t for t in THEMES if theirs[t] != moves(before, after, THEMES[t])}
    assert open_ == set(THEMES)


# ------------------------------------------------------------------ how much would have shown


@pytest.mark.parametrize(("themes", "people"), [(1, 7), (2, 8), (3, 8), (4, 9), (10, 10), (20, 11)])
def test_so_many_moving_one_way_and_nobody_the_other_would_have_been_a_change(themes, people):
    # 2 / 2^n against 3 % by themes: seven of one 0.016 < 0.03; ten of ten 0.002 < 0.003.
    assert enough_to_show(themes) == people
    all_up, one_fewer = [1.0] * people, [1.0] * (people - 1)
    assert wilcoxon_p(all_up) == 2 / 2**people <= 0.03 / themes
    assert wilcoxon_p(one_fewer) > 0.03 / themes


def said(steps, themes=10):
    p = wilcoxon_p(steps) or 1.0
    may = partial(can_change, themes=themes)
    told = printable_counts(counts(steps), can_change=may, changed=p <= BY_CHANCE / themes)
    return verdict_of(steps, told, p=p, themes=themes, known=2)


def test_what_would_have_been_enough_is_said_as_soon_as_it_tells_of_nobody():
    # Ten of twelve are too few beside three whom nobody may place; of thirteen they are a change.
    assert said([1.0] * 10 + [0.0] * 2) == "few"
    assert said([1.0] * 10 + [0.0] * 3) == "up"
    assert said([-1.0] * 10 + [0.0] * 3) == "down"
    assert said([1.0] * 9 + [0.0] * 4) == "none"


@given(
    steps=st.lists(st.integers(-6, 6), min_size=3, max_size=30),
    themes=st.sampled_from((1, 4, 10)),
)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_fall_is_a_change_whenever_the_same_rise_is(steps, themes):
    rise = [step / 3 for step in steps]
    fall = [-step for step in rise]
    assert said(fall, themes) == {"up": "down", "down": "up"}.get(
        said(rise, themes), said(rise, themes)
    )


@given(sizes=st.lists(st.integers(1, 4), min_size=10, max_size=10), still=st.integers(3, 20))
@settings(max_examples=3, deadline=None, derandomize=True)
def test_of_all_ways_in_which_the_same_steps_could_have_gone_at_most_the_share_is_a_change(
    sizes, still
):
    # Where nothing changed each step is as likely up as down: every pattern of signs counts alike.
    called = sum(
        said([size * sign / 3 for size, sign in zip(sizes, signs, strict=True)] + [0.0] * still)
        in ("up", "down")
        for signs in product((-1, 1), repeat=len(sizes))
    )
    assert called / 2 ** len(sizes) <= 0.03 / 10


@pytest.mark.parametrize("noise", list(NOISE))
def test_groups_in_which_nothing_changed_are_hardly_ever_told_of_a_change(noise):
    # Of 58 x 3 groups 3 % are five; chance alone makes more than twelve of them in 1 of 500.
    wrong = sum(said_to_have_changed(people, noise, 3) * 3 for people in range(3, 61))
    assert wrong <= 12


def test_most_groups_that_all_moved_by_a_point_are_told_so_up_or_down():
    assert seen(20, 1.0, 10) > 0.6
    assert seen(20, -1.0, 10) > 0.6


def test_in_short_too_it_is_said_which_way_more_people_went() -> None:
    assert printable_counts(Counts(5, 2, 10)).brief == "5 up, more down"


def test_rows_of_a_chart_say_first_how_many_went_up_whichever_way_most_went() -> None:
    # Of sixteen, 13 or more one way and nobody the other; of these at most three stayed.
    assert printable_counts(Counts(13, 3, 0)).brief == "13+ up, 0 down"
    assert printable_counts(Counts(0, 3, 13)).brief == "0 up, 13+ down"
    assert printable_counts(Counts(2, 5, 9)).brief == "1–3 up, 9 down"
    assert printable_counts(Counts(10, 2, 5)).brief == "more up, 5 down"
