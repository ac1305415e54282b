from facilitate.audit.codebook import codebook_of
from facilitate.audit.findings import (
    GroupVoice,
    MethodNote,
    Quote,
    Withheld,
)
from facilitate.audit.findings_text import as_data
from facilitate.audit.free_lists import entries, smiths_s
from facilitate.audit.voices_of_plan import Spoken
from facilitate.figures import number, points
from facilitate.load.voices import Voice, read_voices
from tests.audit.a_stock_take import answers_of, found, of_kind, questions

ASKING = questions(lists=[{"id": "helps", "text": "What helps?"}])


def with_lists(*lists):
    given = answers_of()
    for person, cell in zip(given, lists, strict=False):
        given[person]["list:helps"] = cell
    return {"baseline": given}


def test_an_entry_is_printed_once_three_people_named_it():
    lists = ("Time|Trust", "time", "1. TIME|rota", "- time|trust", "rota|trust", "car", "bus")
    (voice,) = of_kind(GroupVoice, found(waves=with_lists(*lists), asking=ASKING))
    assert [(words, points(people, 0)) for words, people in voice.items] == [
        ("time", "4"),
        ("trust", "3"),
    ]
    assert (voice.n, voice.prompt) == (7, "What helps?")


def test_no_page_and_no_program_reads_how_many_named_what_all_or_nearly_all_did():
    # Of six, whoever did not name what five named would know it of each of the others.
    lists = ("time|trust", "time|trust", "time|trust", "time", "time", "rota")
    (voice,) = of_kind(GroupVoice, found(waves=with_lists(*lists), asking=ASKING))
    assert as_data(voice)["items"] == [["time", None], ["trust", 3]]


def test_an_entry_is_spelled_as_most_people_wrote_it():
    waves = with_lists("IT", "it", "1. IT", "- IT", "rota")
    (voice,) = of_kind(GroupVoice, found(waves=waves, asking=ASKING))
    assert [words for words, _ in voice.items] == ["IT"]


def test_fewer_lists_than_the_smallest_group_are_not_told():
    all_ = found(waves=with_lists("time", "time", "time", "time"), asking=ASKING)
    assert of_kind(GroupVoice, all_) == []
    (withheld,) = [one for one in of_kind(Withheld, all_) if one.would_be == "What helps?"]
    assert (withheld.reason, withheld.n) == ("too_few", 4)


def test_somebody_who_wrote_nothing_counts_and_somebody_who_skipped_does_not():
    assert entries("nothing") == ()
    assert entries(None) is None
    assert smiths_s([("time",), entries("Nothing"), entries(None)]).n == 2


def voices(*cleared):
    said = [
        Voice(code=f"v{at}", theme="trust", words=f"Words {at}", cleared=one)
        for at, one in enumerate(cleared)
    ]
    return Spoken(tuple(said), codebook_of(questions()))


def test_only_cleared_words_are_quoted_in_an_order_drawn_by_lot():
    all_ = found(spoken=voices(True, True, True, False, True))
    quotes = of_kind(Quote, all_)
    assert {quote.words for quote in quotes} == {"Words 0", "Words 1", "Words 2", "Words 4"}
    assert all_ == found(spoken=voices(True, True, True, False, True))
    assert {quote.dimensions for quote in quotes} == {("trust",)}


def test_words_need_eight_who_answered_and_three_who_spoke():
    assert of_kind(Quote, found(spoken=voices(True, True))) == []
    seven = dict(list(answers_of().items())[:7])
    three = voices(True, True, True)
    assert of_kind(Quote, found(waves={"baseline": seven}, spoken=three)) == []


def test_words_without_a_stock_take_belong_to_the_first():
    waves = {"baseline": answers_of(), "repeat": answers_of(seed=1)}
    quotes = of_kind(Quote, found(waves=waves, spoken=voices(True, True, True)))
    assert {quote.wave for quote in quotes} == {"baseline"}


def test_what_is_no_voice_is_told_and_words_are_not_cleared_by_what_nobody_can_read():
    head, good = "code,theme,words,cleared\n", 'v1,trust,"A, and b",yes\n'
    text = head + good + "v2,trust,c,maybe\nv3,trust,A, and b,yes\n"
    found_, faults = read_voices(text.encode(), "voices.csv")
    assert [(one.words, one.cleared) for one in found_] == [("A, and b", True), ("c", False)]
    assert [(one.code, one.place.line) for one in faults] == [("A613", 3), ("A612", 4)]
    assert read_voices(b"a,b\n", "voices.csv")[1][0].code == "A610"
    assert read_voices(b"", "voices.csv") == ((), ())


def test_the_interval_of_a_list_is_the_facilitators():
    waves = with_lists("time", "time", "time|rota", "time", "rota|time")
    notes = of_kind(MethodNote, found(waves=waves, asking=ASKING))
    (note,) = [one for one in notes if one.measure == "free list"]
    figures = dict(note.figures)
    assert number(figures["from"]) <= number(figures["S of time"]) <= number(figures["to"])


def test_quotation_marks_that_do_not_pair_up_are_told_with_their_line():
    text = 'code,theme,words,cleared\nv1,trust,fine,yes\nv2,trust,"never closed,yes\n'
    found_, faults = read_voices(text.encode(), "voices.csv")
    assert [(fault.code, fault.place.line) for fault in faults] == [("A611", 3)]
    assert found_ == ()


def by_role(doctors, managers):
    """Eight lists of each role: how many doctors and managers name each entry, first ones first."""
    given = answers_of()
    for role, named in (("doctor", doctors), ("manager", managers)):
        for n in range(1, 9):
            words = [entry for entry, people in named.items() if n <= people]
            given[f"p{n}-{role}"]["list:helps"] = "|".join(words) or "nothing"
    return {"baseline": given}


def side_by_side(waves):
    (voice,) = of_kind(GroupVoice, found(waves=waves, asking=ASKING))
    return {
        one.role: (one.n, {words: points(people, 0) for words, people in one.items})
        for one in voice.roles
    }


def test_lists_stand_side_by_side_with_how_many_of_each_role_named_what():
    waves = by_role({"time": 5, "rooms": 3}, {"time": 4, "money": 5})
    assert side_by_side(waves) == {
        "doctor": (8, {"time": "5", "rooms": "3"}),
        "manager": (8, {"time": "4", "money": "5"}),
    }


def test_an_entry_that_one_or_two_of_a_role_named_is_told_of_neither_role():
    # All together 7 named it: beside the doctors' 5 it would tell of 2 managers.
    waves = by_role({"time": 5, "rooms": 3}, {"time": 2, "rooms": 3})
    assert side_by_side(waves) == {"doctor": (8, {"rooms": "3"}), "manager": (8, {"rooms": "3"})}


def test_an_entry_that_nearly_all_of_a_role_named_is_told_of_neither_role():
    waves = by_role({"time": 6, "rooms": 3}, {"time": 4, "rooms": 3})
    assert side_by_side(waves)["doctor"] == (8, {"rooms": "3"})


def test_lists_do_not_stand_side_by_side_where_a_role_gave_fewer_than_five():
    waves = by_role({"time": 5}, {"time": 4})
    for n in range(5, 9):
        waves["baseline"][f"p{n}-manager"]["list:helps"] = ""
    assert side_by_side(waves) == {}


def test_of_two_versions_that_a_program_joined_the_first_is_read_and_that_told() -> None:
    joined = "<<<<<<< HEAD\nP01,head,4,We asked,trust,yes\n=======\n"
    joined += "P01,head,4,We waited,trust,yes\n>>>>>>> theirs\n"
    head = "informant,role,question,words,theme,cleared\n"
    voices, faults = read_voices((head + joined).encode(), "voices.csv")
    assert [(one.code, one.place and one.place.line) for one in faults] == [("Y016", 2)]
    assert [one.words for one in voices] == ["We asked"]
