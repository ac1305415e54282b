"""What must hold for any answers: silence, sharing, ownership, and nothing to subtract."""

from datetime import date
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.audit.finding import findings_for
from facilitate.audit.findings import (
    GroupChange,
    GroupTheme,
    GroupVoice,
    MethodNote,
    PairTheme,
    RoleMatrix,
    TieMatrix,
)
from facilitate.audit.findings_of_plan import audit
from facilitate.audit.ledger import Ledger, with_released
from facilitate.model import Sharing
from facilitate.recipient import GROUP, Recipient
from tests.audit.a_stock_take import (
    ROLES,
    answers_of,
    found,
    of_kind,
    programme,
    questions,
    shared,
    table,
)

ITEMS = ("rely", "doubt", "ends", "worth")
PEOPLE = [f"p{n}-{role}" for n in range(1, 9) for role in ROLES]
PAIR = Recipient("pair", "p1")
few = settings(max_examples=25, deadline=None, derandomize=True)

answer = st.integers(1, 5)
wave = st.fixed_dictionaries(
    {person: st.fixed_dictionaries(dict.fromkeys(ITEMS, answer)) for person in PEOPLE}
)
some = st.sets(st.sampled_from(PEOPLE), max_size=6)
choices = st.fixed_dictionaries(
    {person: st.sampled_from(("group only", "own answers", "both partners")) for person in PEOPLE}
)


def without(answers, people):
    return {person: one for person, one in answers.items() if person not in people}


def sharing_of(choices):
    return {person: Sharing(sharing=choice) for person, choice in choices.items()}


@few
@given(answers=wave, choices=choices, silent=st.sampled_from(("p1-doctor", "p1-manager")))
def test_a_partner_cannot_tell_refusal_from_missing_late_or_withdrawn_answers(
    answers, choices, silent
):
    willing = sharing_of(choices) | {silent: Sharing(sharing="both partners")}
    gone = without(answers, {silent})
    cases = [
        (answers, willing | {silent: Sharing(sharing="group only")}),
        (answers, willing | {silent: Sharing(sharing="own answers")}),
        (answers, {p: one for p, one in willing.items() if p != silent}),
        (gone, willing),
        (gone | {silent: {}}, willing),
        (gone | {silent: {"rely": "", "comment:partner": "late"}}, willing),
    ]
    theirs = [
        [one for one in found(waves={"a": given}, sharing=choice) if one.subject == PAIR]
        for given, choice in cases
    ]
    assert all(each == theirs[0] for each in theirs)


@few
@given(answers=wave, choices=choices, missing=some)
def test_no_pair_is_shown_unless_each_of_its_members_shares_and_answered(answers, choices, missing):
    present = without(answers, missing)
    all_ = found(waves={"baseline": present}, sharing=sharing_of(choices))
    for theme in of_kind(PairTheme, all_):
        for role in ROLES:
            person = f"{theme.subject.id}-{role}"
            assert choices[person] == "both partners"
            assert person in present


@few
@given(answers=wave, order=st.permutations([f"p{n}" for n in range(2, 9)]))
def test_when_other_pairs_change_answers_and_the_groups_figures_stay_a_pair_reads_the_same(
    answers, order
):
    moved = dict(answers)
    for old, new in zip([f"p{n}" for n in range(2, 9)], order, strict=True):
        for role in ROLES:
            moved[f"{new}-{role}"] = answers[f"{old}-{role}"]
    for reader in (PAIR, Recipient("person", "p1-doctor"), GROUP):
        before = findings_for(reader, found(waves={"baseline": answers}))
        assert findings_for(reader, found(waves={"baseline": moved})) == before


@few
@given(answers=wave, silent=st.sampled_from(PEOPLE))
def test_a_row_without_an_answer_looks_like_no_row_to_everybody(answers, silent):
    gone = without(answers, {silent})
    blank = gone | {silent: dict.fromkeys(ITEMS, "")}
    assert found(waves={"baseline": blank}) == found(waves={"baseline": gone})


@few
@given(answers=wave, order=st.permutations(PEOPLE))
def test_the_order_of_rows_in_the_file_changes_nothing(answers, order):
    asking = questions(**{"about roles": [{"id": "ends", "text": "Them"}]})
    turned = {person: answers[person] for person in order}
    for reader in (PAIR, Recipient("person", "p1-doctor"), GROUP):
        before = findings_for(reader, found(waves={"baseline": answers}, asking=asking))
        after = findings_for(reader, found(waves={"baseline": turned}, asking=asking))
        assert after == before


@few
@given(answers=wave, extra=st.sampled_from(("p1", "p2")))
def test_a_person_who_answers_nothing_changes_no_figure_of_the_group(answers, extra):
    nobody: dict[str, dict[str, object]] = {"p9-doctor": {}, "p9-manager": {}}
    of = programme(9)
    before = of_kind(GroupTheme, found(of=of, waves={"baseline": answers}))
    after = of_kind(GroupTheme, found(of=of, waves={"baseline": answers | nobody}))
    assert before == after


# ------------------------------------------------------------------------------ subtraction


def figures(all_):
    """Every figure of several people that somebody may read, as (theme, wave, what)."""
    found = set()
    for one in all_:
        if isinstance(one, GroupTheme):
            found.add((one.dimension, one.wave, "everyone"))
            found |= {(one.dimension, one.wave, role.role) for role in one.roles}
        if isinstance(one, GroupChange):
            if one.then is not None:
                found |= {(one.dimension, "both", "then"), (one.dimension, "both", "now")}
            elif one.change is not None:
                found.add((one.dimension, "both", "change"))
            for role, _, _ in one.roles:
                found |= {(one.dimension, "both", f"{when} {role}") for when in ("then", "now")}
    return found


def reached(matrix, vector):
    rank = np.linalg.matrix_rank(matrix)
    return np.linalg.matrix_rank(np.vstack([matrix, vector])) == rank


def assert_nobody_can_be_computed(releases, known_by):
    cells = sorted({cell for release in releases for cell in release.weights})
    if not cells:
        return
    rows = np.array([[release.weights.get(cell, 0) for cell in cells] for release in releases])
    unit = {cell: np.eye(len(cells))[at] for at, cell in enumerate(cells)}
    for known in [frozenset(), *known_by]:
        own = [unit[cell] for cell in known if cell in unit]
        matrix = np.vstack([rows, *own]) if own else rows
        for cell in cells:
            assert cell in known or not reached(matrix, unit[cell]), (known, cell)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(
    first=wave,
    second=wave,
    away=some,
    away_later=some,
    sharers=st.sets(st.sampled_from([f"p{n}" for n in range(1, 9)])),
)
def test_no_persons_answer_follows_from_all_figures_of_both_stock_takes(
    first, second, away, away_later, sharers
):
    waves = {
        "baseline": table(without(first, away)),
        "repeat": table(without(second, away_later)),
    }
    choice = {
        person: Sharing(sharing="both partners")
        for person in PEOPLE
        if person.split("-")[0] in sharers
    }
    (made,) = audit(programme=programme(), questions=questions(), waves=waves, sharing=choice)
    shown = figures(one for one in made.findings if not isinstance(one, MethodNote))
    told = {(name, *_place(release)) for name, all_ in made.releases.items() for release in all_}
    assert shown <= told
    partners = [
        frozenset((wave, f"{pair}-{role}") for wave in waves for role in ROLES)
        for pair in sorted(sharers)
    ]
    alone = [frozenset((wave, person) for wave in waves) for person in PEOPLE]
    for releases in made.releases.values():
        assert_nobody_can_be_computed(releases, [*partners, *alone])


def _place(release):
    waves = {wave for wave, _ in release.weights}
    plain = release.id in ("everyone", *ROLES)
    return (waves.pop() if plain else "both", release.id)


def test_one_who_withdraws_closes_what_was_shown_with_them():
    given = {
        person: dict.fromkeys(ITEMS, 1 + at % 5)
        | {
            "list:helps": "time|trust",
            "tie:advice": "|".join(PEOPLE[at % 3 : at % 3 + 1 + at % 4]),
            "timely-doctor": 1 + at % 4,
        }
        for at, person in enumerate(PEOPLE)
    }
    asking = questions(
        **{"about roles": [{"id": "timely", "text": "In time"}]},
        lists=[{"id": "helps", "text": "What helps?"}],
        ties=[{"id": "advice", "text": "Whom do you ask?"}],
    )
    with_all = {"baseline": table(given), "repeat": table(answers_of(seed=1))}
    say: dict[str, Any] = {"programme": programme(), "questions": asking, "sharing": shared()}
    (before,) = audit(waves=with_all, **say)
    kinds = {GroupTheme, GroupVoice, RoleMatrix, TieMatrix, GroupChange}
    assert kinds <= {type(one) for one in before.findings}
    ledger = with_released(
        Ledger(key=b"a key"), before.releases, day="one", on=date(2027, 3, 1), output="x"
    )
    fewer = with_all | {"baseline": table(without(given, {"p3-doctor"}))}
    (after,) = audit(waves=fewer, ledger=ledger, **say)
    first = tuple(one for one in after.findings if type(one) in kinds and one.wave == "baseline")
    assert {type(one) for one in first} == {RoleMatrix, TieMatrix}
    raters = {cell.rater for one in of_kind(RoleMatrix, first) for cell in one.cells}
    sources = {cell.source for one in of_kind(TieMatrix, first) for cell in one.cells}
    assert raters == sources == {"manager"}  # nobody of these withdrew
    assert of_kind(GroupChange, after.findings) == []
    assert audit(waves=with_all, ledger=ledger, **say)[0].findings == before.findings
