"""No figure of answers leaves the audit but through its rule, however one tries to slip it by."""

import ast
import json
import re
from dataclasses import dataclass, is_dataclass
from datetime import timedelta
from inspect import get_annotations
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from mypy import api

from facilitate.audit import findings, preference_letters
from facilitate.audit.disclosure import Cleared, cleared, total
from facilitate.audit.finding import (
    PLAIN_NUMBERS,
    Finding,
    leaves_of,
    refuse_worded_numbers,
    releases_in,
)
from facilitate.audit.findings_of_plan import audit, audit_plan, texts_of
from facilitate.audit.group import MeasureResult
from facilitate.audit.sharing import SharedAnswers
from facilitate.charts import Dot, Strip, StripRow
from facilitate.document import Chart, Document, Section, foreign
from facilitate.figures import Published, Shared, drawn, maker_of, points, way_in_print
from facilitate.load.plan import load_plan
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from tests.audit.a_stock_take import answers_of, programme, questions, table
from tests.audit.a_stock_take import shared as all_share
from tests.audit.made_figures import published, shared

TOP = Path(__file__).parents[2]
A_MEAN = published(3.4)
BASE: dict[str, Any] = {
    "id": "x",
    "wave": "baseline",
    "subject": GROUP,
    "readers": frozenset({GROUP}),
    "n": 16,
    "asked": 16,
    "method": "",
}


# ---------------------------------------------------------------- a new field of a finding


def classes() -> list[type]:
    """Every kind of finding, and what stands inside one."""
    return [
        each
        for module in (findings, preference_letters)
        for each in vars(module).values()
        if isinstance(each, type) and is_dataclass(each) and each.__module__ == module.__name__
    ]


def holds_number(annotation: Any) -> bool:
    inner = get_args(annotation)
    if inner:
        return any(holds_number(part) for part in inner)
    return annotation in (int, float, complex, object, Any)


@pytest.mark.parametrize("kind", classes())
def test_no_kind_of_finding_has_a_field_for_a_bare_number(kind: type) -> None:
    hints = get_type_hints(kind)
    own = [name for name in get_annotations(kind) if holds_number(hints[name])]
    assert {f"{kind.__name__}.{name}" for name in own} <= set(
        " ".join(PLAIN_NUMBERS.values()).split()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareOfPositive(Finding):
    positive: Any


@pytest.mark.parametrize("slipped", [0.75, 12, (("doctor", 0.75),), {"doctor": 0.75}])
def test_a_new_field_refuses_a_number_whatever_its_annotation_says(slipped: object) -> None:
    with pytest.raises(TypeError, match="positive"):
        ShareOfPositive(**BASE, positive=slipped)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreeing:
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAsElsewhere(Finding):
    rank: int = 0
    answered: int = 0
    people: tuple[Agreeing, ...] = ()


@pytest.mark.parametrize(
    "slipped", [{"rank": 3}, {"answered": 3}, {"people": (Agreeing(n=3),)}], ids=str
)
def test_a_plain_number_is_allowed_in_one_class_and_not_in_another_of_the_same_name(
    slipped: Any,
) -> None:
    with pytest.raises(TypeError, match="bare number"):
        NamedAsElsewhere(**BASE, **slipped)


class Box:
    score = 0.75


@pytest.mark.parametrize(
    "hidden",
    [b"0.75", 0.75j, timedelta(days=3), range(3), iter([0.75]), lambda: 0.75, Box()],
    ids=lambda each: type(each).__name__,
)
def test_a_finding_holds_nothing_that_may_hide_a_number(hidden: object) -> None:
    with pytest.raises(TypeError, match=f"positive holds a {type(hidden).__name__}"):
        ShareOfPositive(**BASE, positive=hidden)


def test_a_new_field_takes_a_figure_that_was_cleared() -> None:
    assert ShareOfPositive(**BASE, positive=A_MEAN).positive is A_MEAN


# ------------------------------------------------------- strings, arithmetic, other programs


@pytest.mark.parametrize("figure", [A_MEAN, shared(4.25)])
def test_a_figure_is_no_number_and_no_word(figure: Any) -> None:
    attempts: list[Any] = [
        lambda: f"{figure}",
        lambda: f"{figure:.1f}",
        lambda: str(figure),
        lambda: "{}".format(figure),  # noqa: UP032
        lambda: figure + 1,
        lambda: 2 * figure,
        lambda: -figure,
        lambda: round(figure),
        lambda: float(figure),
        lambda: sum([figure]),
        lambda: figure < 3.5,
        lambda: json.dumps(figure),
    ]
    for attempt in attempts:
        with pytest.raises(TypeError):
            attempt()


def test_figures_stand_in_order_and_are_worded_by_one_function() -> None:
    assert min([published(3.4), published(2.95), published(4)]) == published(2.95)
    assert (points(published(2.25)), points(shared(4.0), 0)) == ("2.3", "4")
    assert points(published(-0.25), signed=True) == "−0.2"
    assert points(published(0.3), signed=True) == "+0.3"


@pytest.mark.parametrize("made", [published, shared])
def test_figures_are_the_same_but_for_the_last_bit_of_a_sum(made: Any) -> None:
    assert made(0.1 + 0.2) == made(0.3)
    assert hash(made(0.1 + 0.2)) == hash(made(0.3))
    assert made(3.2) != made(3.4)
    assert not made(3.2) < made(3.2)
    assert sorted([made(3.4), made(3.25), made(3.2)]) == [made(3.2), made(3.25), made(3.4)]


def test_a_mark_stands_where_the_printed_words_say_and_no_closer() -> None:
    assert (drawn(published(2.25)), drawn(shared(3.04))) == (2.3, 3.0)
    assert drawn(47.25) == 47.25  # minutes, for instance: a fact of the programme


def test_figures_that_print_alike_go_no_way() -> None:
    steps = [(3.44, 3.36), (3.4, 3.5), (3.5, 3.4)]
    assert [way_in_print(published(a), published(b)) for a, b in steps] == ["", "up", "down"]


# ------------------------------------------------------------------ making one oneself


def test_nobody_but_the_two_rules_makes_a_figure() -> None:
    for kind in (Published, Shared, Cleared, SharedAnswers):
        with pytest.raises(TypeError):
            kind(3.4)  # type: ignore[arg-type]
    with pytest.raises(RuntimeError):
        maker_of(Published, to="acme.measures")
    with pytest.raises(RuntimeError):
        maker_of(Published, to="facilitate.audit.disclosure")  # which has it already
    with pytest.raises(RuntimeError):
        maker_of(Shared, to="facilitate.audit.sharing")


def test_a_total_that_did_not_pass_the_test_publishes_nothing() -> None:
    four = total("four", "wave", ["a", "b", "c", "d"])
    verdict = cleared([four], minimum=5)
    with pytest.raises(ValueError, match="four"):
        verdict.published("four", 3.4)


def audited_with(monkeypatch: pytest.MonkeyPatch, measured: Any) -> Any:
    from facilitate.audit import findings_of_plan

    monkeypatch.setattr(findings_of_plan, "measures", lambda: [measured])
    return audit(
        programme=programme(),
        questions=questions(),
        waves={"baseline": table(answers_of())},
        sharing=all_share(),
    )


def test_a_measure_from_outside_cannot_tell_the_group_a_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def measured(context: Any, wave: Any, *, earlier: Any) -> MeasureResult:
        return MeasureResult((ShareOfPositive(**BASE, positive=0.75),), {})

    with pytest.raises(TypeError, match="bare number"):
        audited_with(monkeypatch, measured)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked(Finding):
    positive: float

    def __post_init__(self) -> None:
        """Leave the check out."""


def test_a_measure_from_outside_cannot_leave_the_check_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def measured(context: Any, wave: Any, *, earlier: Any) -> MeasureResult:
        return MeasureResult((Unchecked(**BASE, positive=0.75),), {})

    with pytest.raises(TypeError, match="bare number"):
        audited_with(monkeypatch, measured)


def test_a_measure_from_outside_cannot_leave_out_the_total_behind_its_figure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def measured(context: Any, wave: Any, *, earlier: Any) -> MeasureResult:
        people = [one.id for one in wave.respondents]
        verdict = cleared([total("mine", wave.name, people)], minimum=context.minimum)
        figure = verdict.published("mine", 0.75)
        return MeasureResult((ShareOfPositive(**BASE, positive=figure),), {})

    with pytest.raises(ValueError, match="mine"):
        audited_with(monkeypatch, measured)


@pytest.mark.parametrize("reader", [GROUP, FACILITATOR])
def test_a_measure_from_outside_cannot_lower_the_least_number_of_people(
    monkeypatch: pytest.MonkeyPatch, reader: Recipient
) -> None:
    def measured(context: Any, wave: Any, *, earlier: Any) -> MeasureResult:
        two = total("mine", wave.name, [one.id for one in wave.respondents][:2])
        figure = cleared([two], minimum=2).published("mine", 0.75)
        base = {**BASE, "readers": frozenset({reader})}
        return MeasureResult((ShareOfPositive(**base, positive=figure),), {"mine": (two,)})

    with pytest.raises(ValueError, match="shows a figure of 2 people"):
        audited_with(monkeypatch, measured)


def test_a_measure_from_outside_cannot_leave_out_what_is_shown_already(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def measured(context: Any, wave: Any, *, earlier: Any) -> MeasureResult:
        people = [one.id for one in wave.respondents]
        both = [total("mine", wave.name, people), total("but one", wave.name, people[1:])]
        apart = {one.id: cleared([one], minimum=context.minimum) for one in both}
        figures = tuple(each.published(id_, 0.75) for id_, each in apart.items())
        return MeasureResult((ShareOfPositive(**BASE, positive=figures),), {"mine": tuple(both)})

    with pytest.raises(ValueError, match="'mine' gives somebody away"):
        audited_with(monkeypatch, measured)


@dataclass(frozen=True, slots=True, kw_only=True)
class InWords(Finding):
    words: str
    mean: Published | None = None


def said_by_a_measure(monkeypatch: pytest.MonkeyPatch, words: str) -> Any:
    """Audit with a measure that tells the facilitator these words, and 16 people's mean of 3.4."""

    def measured(context: Any, wave: Any, *, earlier: Any) -> MeasureResult:
        people = [one.id for one in wave.respondents]
        verdict = cleared([total("mine", wave.name, people)], minimum=context.minimum)
        base = {**BASE, "readers": frozenset({FACILITATOR})}
        figure = verdict.published("mine", 3.4)
        return MeasureResult((InWords(**base, words=words, mean=figure),), {})

    return audited_with(monkeypatch, measured)


@pytest.mark.parametrize("words", ["The doctors' mean is 2.7.", "27 % agree.", "Three, or 3,41."])
def test_a_measure_from_outside_cannot_say_a_number_that_is_no_figure_of_its_own(
    monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    with pytest.raises(TypeError, match="no figure of this finding"):
        said_by_a_measure(monkeypatch, words)


@pytest.mark.parametrize("words", ["16 people: 3.4 on average.", "No number at all."])
def test_a_measure_from_outside_says_its_own_figures(
    monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    (found,) = said_by_a_measure(monkeypatch, words)
    assert words in [one.words for one in found.findings if isinstance(one, InWords)]


def test_what_was_asked_may_hold_numbers_and_nothing_else_may() -> None:
    asked = "We met twice in the last 30 days."
    refuse_worded_numbers(InWords(**BASE, words=asked), printed={asked})
    with pytest.raises(TypeError, match="says 30"):
        refuse_worded_numbers(InWords(**BASE, words=f"{asked} No."), printed={asked})


WHOLE_NUMBERS = {
    "Withheld.what_would_help": "how many people it takes",
    "AnswerCount.answer": "steps of a scale that has no words",
    "StatementCounts.answers": "the same",
    "GroupChange.sentence": "counts as `movement_counts` lets them out",
    "GroupChange.brief": "the same",
    "MethodNote.words": "how many it takes",
}
"""What our own findings say besides their figures: whole numbers, each for its reason."""


@pytest.mark.parametrize("plan", ["schools", "example"])
def test_our_own_findings_say_no_number_either_that_is_no_figure_of_theirs(plan: str) -> None:
    read, _ = load_plan(TOP / "agendas" / plan)
    assert read is not None
    found = audit_plan(read).findings
    assert len(found) > 200
    for finding in found:
        printed = set(texts_of(read.questions))
        for name, said in leaves_of(finding):
            if isinstance(said, str) and not re.search(r"\d[.,]\d", said) and name in WHOLE_NUMBERS:
                printed.add(said)
            if name == "ThemeMethod.stated":  # the reliability that the questions file states
                printed.add(str(said))
        refuse_worded_numbers(finding, printed=printed)


def worded(words: Any, **also: Any) -> None:
    """Look at a finding of these words and 16 people's figure of 3.4567."""
    base = {**BASE, "mean": published(3.4567), **also}
    refuse_worded_numbers(InWords(**base, words=words), printed=())


@pytest.mark.parametrize("words", ["4", "3.5", "3.46", "3.457", ("of 16", "3.5")])
def test_words_may_say_a_figure_of_their_finding_with_up_to_three_decimals(words: Any) -> None:
    worded(words)


@pytest.mark.parametrize("words", ["3.4567", "3", "5", "It is 3.5, not 2.5.", ("3.5", "12")])
def test_words_may_not_say_it_closer_or_say_another(words: Any) -> None:
    with pytest.raises(TypeError):
        worded(words)


def test_words_may_say_what_a_pair_shares() -> None:
    worded("The doctor answered 4.3.", mean=shared(4.25))


def test_names_of_findings_and_methods_may_hold_numbers() -> None:
    also = {"id": "wave-2/7", "wave": "wave-2", "method": "10,000 draws, seed 2027"}
    worded("3.5", **also)
    with pytest.raises(TypeError, match="question says 7"):
        worded("3.5", question="Why 7?")


def test_the_maker_of_a_measure_is_told_what_to_do_with_a_number() -> None:
    with pytest.raises(TypeError) as bare:
        ShareOfPositive(**BASE, positive=0.75)
    assert str(bare.value) == (
        "ShareOfPositive.positive holds a bare number. A group's figure is published by "
        "disclosure.cleared, a pair's or a person's own by sharing."
    )
    with pytest.raises(TypeError) as said:
        worded("It is 2.7.")
    assert str(said.value) == (
        "InWords.words says 2.7, which is no figure of this finding. Put the figure into it, and "
        "its points() into the words."
    )


def test_yes_and_no_are_no_numbers_and_a_count_is_a_whole_one() -> None:
    assert ShareOfPositive(**BASE, positive=True).positive is True
    with pytest.raises(TypeError, match=r"ShareOfPositive\.n holds"):
        ShareOfPositive(**{**BASE, "n": 16.0}, positive=A_MEAN)


def test_a_finding_names_the_totals_behind_its_figures_of_the_group_alone() -> None:
    totals = [total(name, "wave", [f"p{n}" for n in range(16)]) for name in ("trust", "goals")]
    verdict = cleared(totals, minimum=3)
    both = {name: verdict.published(name, 3.0) for name in ("trust", "goals")}
    found = ShareOfPositive(**BASE, positive=[*both.values(), shared(4.0), "words", True])
    assert releases_in(found) == {one.release for one in both.values()}
    assert len(releases_in(found)) == 2
    assert releases_in(ShareOfPositive(**BASE, positive=shared(4.0))) == frozenset()


def test_ratings_are_what_people_ticked_or_what_is_not_shown_of_it() -> None:
    hidden: dict[str, Any] = {"would_be": "x", "reason": "too_few"}
    counts = findings.StatementCounts(
        **BASE, dimension="trust", name="Trust", answers=(), statements=()
    )
    assert findings.is_rating(counts)
    assert findings.is_rating(findings.Withheld(**BASE, **hidden, dimension="trust"))
    assert not findings.is_rating(findings.Withheld(**BASE, **hidden, dimension=""))
    voice = findings.GroupVoice(**BASE, prompt="What helps?", items=())
    assert not findings.is_rating(voice)


def test_a_mark_of_another_pair_is_foreign_to_a_document_although_its_chart_names_nobody() -> None:
    pairs = [Recipient("pair", pair) for pair in ("crisis", "rehab")]
    dots = tuple(Dot(mark="doctor", value=shared(3.0, pair)) for pair in pairs)
    strip = Strip(rows=(StripRow(label="Trust", dots=dots),), low=1, high=5, ends=("no", "yes"))
    page = Document(
        name="results",
        title="Results",
        language="en-GB",
        recipient=Recipient("pair", "crisis"),
        owners=("crisis",),
        sections=(Section(title=(), blocks=(Chart(of=strip, alt=""),)),),
    )
    assert foreign(page) == ("rehab",)


# ----------------------------------------------------------------------- the type checker

SNIPPETS = {
    "a figure made by hand": "Published(3.4)",
    "a formatted number in a finding": "replace(theme, mean=3.4)",
    "arithmetic": "theme.mean + 1",
    "a comparison with a number": "theme.mean < 3.5",
    "a mean of figures": "sum(role.mean for role in theme.roles)",
    "a number for a chart's mark": "Dot(mark='doctor', value='3.4')",
    "rounding": "round(theme.mean, 1)",
}


def test_the_type_checker_refuses_what_would_slip_by(tmp_path: Path) -> None:
    head = (
        "from dataclasses import replace\n"
        "from facilitate.audit.findings import GroupTheme\n"
        "from facilitate.charts import Dot\n"
        "from facilitate.figures import Published, points\n"
        "def slip(theme: GroupTheme) -> object:\n"
    )
    allowed = "return (points(theme.mean), Dot(mark='doctor', value=theme.mean))"
    for name, snippet in SNIPPETS.items():
        (tmp_path / f"{name.replace(' ', '_').replace(chr(39), '')}.py").write_text(
            f"{head}    return {snippet}\n"
        )
    (tmp_path / "allowed.py").write_text(f"{head}    {allowed}\n")
    said, _, _ = api.run(
        ["--cache-dir", str(tmp_path / "cache"), "--follow-imports=silent", str(tmp_path)]
    )
    refused = set(re.findall(r"(\w+)\.py:6: error", said))
    assert len(refused) == len(SNIPPETS), said
    assert "allowed" not in refused, said


# ------------------------------------------------------- who may see the number in a figure


def imported_from_figures(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "facilitate.figures"
        for alias in node.names
    }


def test_numbers_come_out_of_figures_for_ink_and_for_programs_alone() -> None:
    for path in (TOP / "facilitate").rglob("*.py"):
        place = path.relative_to(TOP / "facilitate").as_posix()
        names = imported_from_figures(path)
        assert "number" not in names or place.startswith("audit/"), place
        assert "drawn" not in names or place == "charts.py" or place.startswith("write/"), place
        assert "maker_of" not in names or place in ("audit/disclosure.py", "audit/sharing.py")
        reads = "._value" in path.read_text(encoding="utf-8")
        assert not reads or place == "figures.py", place
