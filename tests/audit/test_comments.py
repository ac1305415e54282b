"""Comments are coded by hand, struck of what names people, and quoted only once cleared."""

import codecs
from typing import Any

import pytest

from facilitate.audit.codebook import (
    comments,
    differences,
    undecided,
    with_cleared,
    with_comments,
)
from facilitate.audit.finding import findings_for
from facilitate.audit.findings import GroupVoice, PartnerLine, Quote
from facilitate.audit.findings_of_plan import audit_plan
from facilitate.audit.masking import names_to_mask
from facilitate.audit.voices_of_plan import spoken_in
from facilitate.load.answers import AnswerRow, AnswerTable
from facilitate.load.plan import Plan, load_plan
from facilitate.load.voices import Voice, read_voices, voices_text, with_changes
from facilitate.recipient import GROUP, Recipient
from facilitate.shipped import shipped
from facilitate.structs import replace


@pytest.fixture(scope="module")
def plan() -> Plan:
    found, _ = load_plan(shipped("agendas") / "example")
    assert found is not None
    return found


def table(*rows: tuple[str, str, str]) -> AnswerTable:
    """Return answers of (pair, role, comment)."""
    return AnswerTable(
        tuple(
            AnswerRow(f"{pair}-{role}", pair, role, {"comment:anything": words}, line)
            for line, (pair, role, words) in enumerate(rows, 2)
        ),
        ("comment:anything", "comment:partner"),
    )


# --------------------------------------------------------------------------------- what is coded


def test_the_order_of_codes_says_nothing_about_who_wrote() -> None:
    rows = [("crisis", "doctor", "One"), ("rehab", "doctor", "Two"), ("acute", "doctor", "Three")]
    one = comments({"baseline": table(*rows)})
    other = comments({"baseline": table(*reversed(rows))})
    assert one == other


def test_the_line_for_the_partner_is_no_comment() -> None:
    row = AnswerRow("a-b", "a", "b", {"comment:partner": "For you alone"}, 2)
    assert comments({"baseline": AnswerTable((row,), ("comment:partner",))}) == ()


def test_sponsors_are_not_quoted_with_the_group() -> None:
    assert comments({"baseline": table(("sponsors", "exec", "From above"))}) == ()


def test_what_the_facilitator_wrote_stays_and_new_comments_come_struck(plan: Plan) -> None:
    names = names_to_mask(plan.programme)
    waves = {"baseline": table(("crisis", "doctor", "Ben Sample is late"))}
    first = with_comments((), waves, names)
    assert [one.words for one in first] == ["[…] is late"]
    edited = (replace(first[0], theme="trust", words="Somebody is late"),)
    more = {"baseline": table(("crisis", "doctor", "Ben Sample is late"), ("rehab", "doctor", "x"))}
    second = with_comments(edited, more, names)
    assert edited[0] in second
    assert len(second) == 2


def test_a_comment_that_was_taken_back_leaves_the_file(plan: Plan) -> None:
    names = names_to_mask(plan.programme)
    before = with_comments((), {"baseline": table(("crisis", "doctor", "Mine"))}, names)
    assert with_comments(before, {"baseline": table()}, names) == ()


def test_the_file_reads_back_as_it_was_written(plan: Plan) -> None:
    waves = {"baseline": table(("crisis", "doctor", '=1+1, "so"'), ("rehab", "doctor", "- late"))}
    rows = with_comments((), waves, names_to_mask(plan.programme))
    assert [
        replace(one, line=0) for one in read_voices(voices_text(rows).encode(), "coded.csv")[0]
    ] == list(rows)


def test_approving_clears_and_strikes_and_leaves_other_rows_alone() -> None:
    text = "code,theme,words,cleared,remark\nv1,trust,Ring 01632 960 123,,mine\nv2,trust,No,no,\n"
    voices, _ = read_voices(text.encode(), "voices.csv")
    found, _ = load_plan(shipped("agendas") / "example")
    assert found is not None
    now = with_cleared(voices, {"v1"}, names_to_mask(found.programme))
    changed = {one.line: one for one in now if one.cleared}
    assert with_changes(text.encode(), changed).decode() == (
        "code,theme,words,cleared,remark\nv1,trust,Ring […],yes,mine\nv2,trust,No,no,\n"
    )
    assert [undecided(one) for one in now] == [False, False]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("comma", [",", ";"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (b"", "cp1252"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_approving_keeps_every_other_byte_of_the_file(
    mark: bytes, encoding: str, comma: str, end: str
) -> None:
    head = 'code,"theme",words,cleared' + end + f'"v0",trust,"Zoë{end}says ""more""",' + end
    tail = "v2,trust,last,no"

    def spelt(text: str) -> bytes:
        return mark + text.replace(",", comma).encode(encoding)

    clear = {4: Voice("v1", "trust", "Said; once", cleared=True)}
    now = with_changes(spelt(f"{head}v1,trust,'Said',{end}{tail}"), clear)
    words = '"Said; once"' if comma == ";" else "Said; once"
    assert now == spelt(f"{head}v1,trust,{words},yes{end}{tail}")


def test_the_differences_show_both_and_leave_out_what_is_decided(plan: Plan) -> None:
    names = names_to_mask(plan.programme)
    waves = {
        "baseline": table(("crisis", "doctor", "Ben Sample is late"), ("rehab", "doctor", "x"))
    }
    rows = with_comments((), waves, names)
    shown = differences(rows, waves, names)
    assert "- Ben Sample is late\n+ […] is late\n" in shown
    assert "= x\n" in shown
    assert "late" not in differences([replace(r, refused=True) for r in rows], waves, names)


def test_what_may_name_somebody_is_asked_below_the_words_and_struck_by_nobody(plan: Plan) -> None:
    names = names_to_mask(plan.programme)
    waves = {"baseline": table(("crisis", "doctor", "Ben is late. I am the only woman here."))}
    shown = differences(with_comments((), waves, names), waves, names)
    assert "+ […] is late. I am the only woman here.\n? the only woman here\n" in shown


# ------------------------------------------------------------------------------ what is quoted


def quotes(plan: Plan) -> list[str]:
    found = findings_for(GROUP, audit_plan(plan).findings)
    return [one.words for one in found if isinstance(one, Quote) and one.wave == "baseline"]


def with_coded(plan: Plan, **changes: Any) -> Plan:
    """Return the plan with its coding file, each row changed so."""
    names = names_to_mask(plan.programme)
    rows = with_comments((), plan.private.waves, names)
    text = voices_text([replace(one, **changes) for one in rows])
    return replace(plan, private=replace(plan.private, coded=text))


def test_a_comment_is_quoted_once_it_is_cleared_and_not_before(plan: Plan) -> None:
    words = "Nobody has asked me this in ten years."
    assert words not in quotes(with_coded(plan, theme="trust"))
    assert words in quotes(with_coded(plan, theme="trust", cleared=True))


@pytest.mark.parametrize("who", ["Ben Sample", "dr example", "Apeere", "the rehab doctor", "B.S."])
def test_cleared_words_that_name_somebody_are_not_quoted(plan: Plan, who: str) -> None:
    named = with_coded(plan, theme="trust", cleared=True, words=f"I heard that {who} said so")
    assert [words for words in quotes(named) if who in words] == []
    assert {fault.code for fault in spoken_in(named).faults} == {"A614"}


def test_words_on_a_theme_that_is_none_are_not_quoted(plan: Plan) -> None:
    odd = with_coded(plan, theme="trusst", cleared=True)
    faults = spoken_in(odd).faults
    assert {fault.code for fault in faults} == {"A615"}
    assert "Did you mean 'trust'?" in faults[0].hint


def test_a_quote_goes_when_its_comment_is_taken_back(plan: Plan) -> None:
    cleared = with_coded(plan, theme="trust", cleared=True)
    words = "Nobody has asked me this in ten years."
    rows = cleared.private.waves["baseline"].rows
    kept = tuple(row for row in rows if row.values.get("comment:anything") != words)
    waves = {
        **cleared.private.waves,
        "baseline": replace(cleared.private.waves["baseline"], rows=kept),
    }
    without = replace(cleared, private=replace(cleared.private, waves=waves))
    assert words in quotes(cleared)
    assert words not in quotes(without)


def test_a_name_in_everybodys_list_is_not_printed(plan: Plan) -> None:
    before = plan.private.waves["baseline"]
    rows = tuple(
        replace(
            row, values={**row.values, "list:hinders": "Ben Sample|Waiting for Ben Sample|No time"}
        )
        for row in before.rows
    )
    waves = {**plan.private.waves, "baseline": replace(before, rows=rows)}
    named = replace(plan, private=replace(plan.private, waves=waves))
    found = [
        [words for words, _ in one.items]
        for one in audit_plan(named).findings
        if isinstance(one, GroupVoice) and one.id == "baseline/group/list/hinders"
    ]
    assert found == [["Waiting for […]", "No time"]]


# --------------------------------------------------------------------- the line for the partner

LINE = "I say yes too fast when you look tired. Ask me twice."


def lines(plan: Plan) -> list[tuple[PartnerLine, frozenset[Recipient]]]:
    found = audit_plan(plan).findings
    return [(one, one.readers) for one in found if isinstance(one, PartnerLine)]


def test_the_line_reaches_the_partner_and_nobody_else(plan: Plan) -> None:
    found = [(one.words, readers) for one, readers in lines(plan) if one.words == LINE]
    assert found == [(LINE, frozenset({Recipient("person", "crisis-doctor")}))]
    told = [one for one in audit_plan(plan).findings if LINE in repr(one)]
    assert [type(one) for one in told] == [PartnerLine]


def test_the_line_is_taken_back_by_taking_the_tick_back(plan: Plan) -> None:
    choice = replace_tick(plan, "crisis-manager")
    assert LINE not in [one.words for one, _ in lines(choice)]


def test_without_a_tick_no_line_is_passed_on(plan: Plan) -> None:
    bare = replace(plan, private=replace(plan.private, sharing={}))
    assert lines(bare) == []


def replace_tick(plan: Plan, person: str) -> Plan:
    choices = dict(plan.private.sharing)
    choices[person] = choices[person].model_copy(update={"line_for_partner": False})
    return replace(plan, private=replace(plan.private, sharing=choices))
