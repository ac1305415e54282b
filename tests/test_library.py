"""What every exercise of the shipped library owes to those who use it."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import facilitate
from facilitate.load.library import Library, load_library
from facilitate.model import Exercise, Material, Step
from facilitate.model.exercise import AnotherWay
from facilitate.shipped import shipped

MOST_STEPS = 6
LONGEST_STEP = 60
"""Six steps of sixty letters fit on a slide at reading size."""

CATEGORIES = {
    "opening",
    "energiser",
    "mission setting",
    "role clarification",
    "pair observation",
    "bonding",
    "bridging",
    "linking",
    "audit feedback",
    "working-style differences",
    "charter",
    "action planning",
    "coaching bridge",
    "closing",
}

FOR_TRUST = {
    "bond-career-lines",
    "bond-repair",
    "bridge-image-exchange",
    "observe-balint",
    "observe-fishbowl",
    "observe-reflecting-team",
    "role-reversal-interview",
    "type-line-up",
}
WATCHED = {
    "observe-fishbowl",
    "observe-pair-to-pair",
    "observe-reflecting-team",
    "role-reversal-interview",
}

TWO_PAIRS = 4
THIRTY_PAIRS = 60
SIXTY_PAIRS = 120

OF_ONE_WORLD = re.compile(
    r"\b(doctors?|managers?|clinic\w*|nurses?|patients?|wards?|beds?|bleeps?|hospitals?|medical"
    r"|psychiatrists?|GP|locum|rota|pupils?|schools?|professions?|cross-profession)\b",
    re.IGNORECASE,
)
OF_TWO = re.compile(
    r"\b(both of you|you two|the two of you|you both|both partners|both diaries|your partner"
    r"|each other|the other(?= (?:says|sees?|asks?|reads|only|listens?)|’s|[.,;?:!]|$))",
    re.IGNORECASE,
)

NOT_FOR_PAGES = re.compile(
    r"\b(audit|cohort|wave|dimension|finding|withheld|development area|bonding|bridging|linking"
    r"|social capital|energiser)\b",
    re.IGNORECASE,
)


def library() -> Library:
    found, faults = load_library({shipped("exercises"): "exercises"})
    assert faults == ()
    return found


LIBRARY = library()
EXERCISES = tuple(LIBRARY.exercises.values())
UNFILLED, _ = load_library(
    {shipped("exercises"): "exercises"}, {"people served": "-", "service": "-", "roles": "-"}
)
each = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)


def other_ways(exercise: Exercise) -> tuple[AnotherWay, ...]:
    return tuple(way for way in (exercise.return_, exercise.unwatched) if way)


def all_steps(exercise: Exercise) -> Iterator[Step]:
    yield from exercise.steps
    for way in other_ways(exercise):
        yield from way.steps
    if exercise.one_pair:
        yield from exercise.one_pair.steps


def all_materials(exercise: Exercise) -> Iterator[Material]:
    yield from exercise.materials
    for way in other_ways(exercise):
        yield from way.materials


def said_to_people(exercise: Exercise) -> Iterator[str]:
    yield from (exercise.name, exercise.purpose, exercise.need, exercise.groups)
    yield from (step.text for step in all_steps(exercise))
    yield from exercise.debrief
    if exercise.one_pair:
        yield exercise.one_pair.need
    for way in other_ways(exercise):
        yield from (way.title, way.purpose, way.need, *way.debrief)


def test_the_library_holds_at_least_sixty_exercises() -> None:
    assert len(EXERCISES) >= 60


def test_every_part_of_the_method_has_an_exercise() -> None:
    assert {exercise.category for exercise in EXERCISES} == CATEGORIES


@pytest.mark.parametrize("people", [TWO_PAIRS, THIRTY_PAIRS, SIXTY_PAIRS])
@pytest.mark.parametrize("category", ["opening", "bridging", "mission setting"])
def test_few_and_many_pairs_find_an_exercise_to_begin_to_meet_and_to_aim(
    category: str, people: int
) -> None:
    fitting = [
        exercise.id
        for exercise in EXERCISES
        if exercise.category == category and exercise.people[0] <= people <= exercise.people[1]
    ]
    assert len(fitting) >= (1 if category == "bridging" and people == TWO_PAIRS else 2)


@each
def test_two_pairs_who_work_together_are_told_what_one_pair_does_by_itself(
    exercise: Exercise,
) -> None:
    assert exercise.pair_can_be_alone or exercise.matched != (2, "pairs")
    alone = exercise.by_each_pair_itself()
    assert alone is exercise or alone.matched == (1, "people")
    assert sum(step.total for step in alone.steps) == alone.time
    if exercise.one_pair:
        changes = {name: words for name, words in alone.variations if name not in ("large", "lone")}
        said = " ".join([step.text for step in alone.steps] + [alone.need, *changes.values()])
        assert not re.search("two pairs|(another|other|drafting) pair|table", said, re.IGNORECASE)


@each
def test_a_limit_is_meant_and_said_or_the_large_way_has_none(exercise: Exercise) -> None:
    most = exercise.people[1]
    limited = exercise.variations.large.startswith(f"Not for more than {most};")
    assert limited == (most < SIXTY_PAIRS), exercise.variations.large


@each
def test_where_people_are_matched_it_says_what_is_done_with_one_more(
    exercise: Exercise,
) -> None:
    if exercise.matched[0] > 1:
        assert exercise.odd


@each
def test_who_is_watched_is_asked_before(exercise: Exercise) -> None:
    assert exercise.consent == (exercise.id in WATCHED)


@each
def test_no_text_speaks_of_one_world_or_of_a_pair_of_two(exercise: Exercise) -> None:
    bare = UNFILLED.exercises[exercise.id]
    said = [*said_to_people(bare), *bare.watch, bare.odd, *vars(bare.variations).values()]
    for way in other_ways(bare):
        said += [*way.watch, *vars(way.variations).values()]
    for words in said:
        assert not OF_ONE_WORLD.search(words), words
        if not words.startswith("In a pair of two,"):
            assert not OF_TWO.search(words), words


@each
def test_nobody_is_told_of_several_tables_since_there_may_be_one(exercise: Exercise) -> None:
    for words in said_to_people(exercise):
        assert not re.search(r"\b(each|every|other) tables?\b", words, re.IGNORECASE), words


@each
def test_no_note_says_how_long_a_turn_is_since_a_plan_may_change_it(exercise: Exercise) -> None:
    for words in (exercise.odd, *exercise.watch):
        assert not re.search(r"minutes (each|a turn)\b|in ten minutes", words), words


@each
def test_the_origin_was_looked_up_or_is_our_own(exercise: Exercise) -> None:
    assert exercise.checked


def test_names_are_not_given_twice() -> None:
    names = Counter(exercise.name.casefold() for exercise in EXERCISES)
    assert [name for name, times in names.items() if times > 1] == []


@each
def test_the_steps_add_up_to_the_stated_time(exercise: Exercise) -> None:
    assert sum(step.total for step in exercise.steps) == exercise.time
    low, high = exercise.range
    assert low <= exercise.time <= high


@each
def test_the_steps_of_another_way_add_up_too(exercise: Exercise) -> None:
    for way in other_ways(exercise):
        assert sum(step.total for step in way.steps) == way.time
        assert way.range is not None
        assert way.range[0] <= way.time <= way.range[1]


@each
def test_at_most_six_short_steps_so_that_they_fit_on_one_slide(exercise: Exercise) -> None:
    assert len(exercise.steps) <= MOST_STEPS
    assert [step.text for step in all_steps(exercise) if len(step.text) > LONGEST_STEP] == []


@each
def test_another_way_says_how_it_is_shortened_itself(
    exercise: Exercise,
) -> None:
    for way in other_ways(exercise):
        assert way.variations.short


@each
def test_where_somebody_is_watched_there_is_a_way_for_a_day_when_nobody_can_be(
    exercise: Exercise,
) -> None:
    if exercise.consent:
        alone = exercise.by_each_pair_itself()
        assert (alone.consent, alone.rotates, alone.groups, alone.odd) == (False, "", "", "")
        said = " ".join([step.text for step in alone.steps] + [alone.purpose, *alone.debrief])
        assert not re.search("watch|inside|outside|team|interviewer", said)


@each
def test_purpose_is_one_line_that_can_be_said_aloud(exercise: Exercise) -> None:
    assert len(exercise.purpose) <= 75
    assert exercise.purpose.startswith("So that ")
    assert not exercise.purpose.endswith(".")


@each
def test_people_are_told_what_to_hold_and_how_it_can_be_shortened(exercise: Exercise) -> None:
    assert exercise.need
    assert exercise.variations.short
    assert exercise.variations.remote
    assert exercise.variations.large
    assert exercise.watch


@each
def test_its_words_are_words_of_the_one_list(exercise: Exercise) -> None:
    threads = (*exercise.gives, *exercise.uses)
    for way in other_ways(exercise):
        threads += (*way.gives, *way.uses)
    assert exercise.themes
    assert set(exercise.themes) <= set(LIBRARY.themes.themes)
    assert set(threads) <= set(LIBRARY.themes.threads)


@each
def test_an_exercise_for_pairs_says_what_a_lone_member_does(exercise: Exercise) -> None:
    if any(phase.within in {"pair", "two pairs"} for phase in exercise.phases):
        assert exercise.variations.lone


@each
def test_every_exercise_says_who_works_together_phase_by_phase(exercise: Exercise) -> None:
    assert exercise.group_size
    assert exercise.within


@each
def test_no_word_of_the_trade_is_said_to_people(exercise: Exercise) -> None:
    assert [words for words in said_to_people(exercise) if NOT_FOR_PAGES.search(words)] == []


@each
def test_exercises_that_need_trust_are_only_for_groups_that_ask(exercise: Exercise) -> None:
    if exercise.id in FOR_TRUST:
        assert exercise.opt_in


@each
def test_every_sheet_that_is_named_has_a_template(exercise: Exercise) -> None:
    missing = [
        material.sheet
        for material in all_materials(exercise)
        if material.sheet and material.sheet not in TEMPLATES
    ]
    assert missing == []


@each
def test_a_sheet_is_asked_for_by_the_name_that_stands_on_it(exercise: Exercise) -> None:
    needs = " ".join([exercise.need, *(way.need or "" for way in other_ways(exercise))])
    sheets = [one for one in all_materials(exercise) if one.sheet]
    assert set(re.findall(r"“([^”]+)”", needs)) <= {TEMPLATES[one.sheet] for one in sheets}
    ours = [one.what for one in sheets if re.search(r"sheet|form$", one.what)]
    assert [what for what in ours if what in needs] == []


def _title(path: Path) -> str:
    """Return what a sheet is called: its title without whose it is."""
    found = re.search(r'(?m)^title: "?(?:\{\{[^{}]*\}\}: )?(.*?)"?$', path.read_text("utf-8"))
    words = found[1] if found else path.stem.replace("-", " ")
    return f"{words[:1].upper()}{words[1:]}"


TEMPLATES = {
    path.stem: _title(path)
    for kind in ("handouts", "forms", "sheets")
    for path in Path(shipped("templates") / kind).glob("*.md")
}


def test_every_theme_has_a_plain_name_and_two_exercises() -> None:
    themes = LIBRARY.themes
    served = Counter(theme for exercise in EXERCISES for theme in exercise.themes)
    assert set(themes.names) == set(themes.themes)
    assert [theme for theme in themes.themes if served[theme] < 2] == []


def test_what_exercises_start_from_is_given_by_another_or_brought() -> None:
    brought = {
        "group-results",
        "group-ratings",
        "repeat-results",
        "mutual-views",
        "pair-sheets",
        "cleared-words",
        "profiles",
        "dilemmas",
    }
    given = {thread for exercise in EXERCISES for thread in exercise.gives}
    used = {thread for exercise in EXERCISES for thread in exercise.uses}
    assert used - given - brought == set()


def test_every_thread_is_made_or_used_somewhere() -> None:
    moved = {
        thread
        for exercise in EXERCISES
        for source in (exercise, exercise.return_)
        if source
        for thread in (*source.gives, *source.uses)
    }
    assert set(LIBRARY.themes.threads) - moved == set()


def test_what_an_exercise_leaves_behind_is_taken_up_by_another_a_page_or_a_check() -> None:
    ways: list[Exercise | AnotherWay] = [*EXERCISES]
    ways += [way for one in EXERCISES for way in other_ways(one)]
    taken_up = {thread for way in ways for thread in way.uses}
    given = {thread for way in ways for thread in way.gives}
    readers = [
        *Path(shipped("templates")).rglob("*.md"),
        *(Path(facilitate.__file__).parent / "check").glob("*.py"),
        *(Path(facilitate.__file__).parent / "compose").glob("readable_fields.py"),
    ]
    read = "\n".join(path.read_text(encoding="utf-8") for path in readers)
    assert {thread for thread in given - taken_up if f'"{thread}"' not in read} == set()
