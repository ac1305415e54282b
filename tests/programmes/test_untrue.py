"""The reader of sentences finds what was planted, and leaves what is true alone."""

import pytest

from tests.programmes.untrue import Facts, article, untrue

SCHOOL = {"roles": ("head", "business-manager"), "hospital": False}

PLANTED = [
    ("number of a pair", "What do both of you say?", {"members": 1}),
    ("number of a pair", "Tell your partner.", {"members": 1}),
    ("number of a pair", "Work with your partner.", {"members": 1, "partnered": True}),
    ("number of a pair", "Only when both of you are ready.", {"members": 3}),
    ("number of a pair", "These are the answers of the two of you.", {"members": 1}),
    ("number of a pair", "Find a date in both diaries.", {"members": 1}),
    ("number of a pair", "Read it to one another.", {"members": 1}),
    ("number of a pair", "Hand it in only if you all wish.", {"members": 1}),
    ("number of a pair", "Ask each other what is missing.", {"members": 1}),
    ("number of a pair", "Tell your partner.", {"members": 3}),
    ("number of a pair", "Neither of you is wrong.", {"members": 4}),
    ("number of a pair", "We build on what the other said.", {"members": 3}),
    ("number of a pair", "Both members sign it.", {"members": 3}),
    ("pairs of the group", "Either of you may stop it.", {"sizes": frozenset({2, 3})}),
    ("pairs of the group", "Both partners sign.", {"sizes": frozenset({1, 2})}),
    ("pairs of the group", "The pair left over makes six.", {"sizes": frozenset({3})}),
    ("pairs of the group", "Where the two of you stand", {"sizes": frozenset({1, 3})}),
    ("professions", "Both professions write.", {"roles": ("dean", "clerk", "tutor")}),
    ("number and noun", "One pairs: north", {}),
    ("number and noun", "all one sessions were held", {}),
    ("number and noun", "There are three pair.", {}),
    ("roles not here", "Each is a doctor and a head.", SCHOOL),
    ("roles not here", "The managers speak first.", {"roles": ("head", "bursar")}),
    ("hospital words", "What would a patient notice?", SCHOOL),
    ("hospital words", "Bring your bleep.", SCHOOL),
    ("article or plural", "You are a operations-manager.", {"roles": ("operations-manager",)}),
    ("article or plural", "You are an head.", SCHOOL),
    ("article or plural", "The honorary-secretarys sit.", {"roles": ("honorary-secretary",)}),
    ("sponsors", "My sponsor helps by", {"sponsors": 0}),
    ("sponsors", "Tell your sponsors.", {"sponsors": 1}),
    ("rooms", "Two rooms, then together again", {"rooms": frozenset({3})}),
    ("rooms", "In two rooms", {"rooms": frozenset()}),
    ("minimum group", "It shows means of five or more.", {"minimum": 8}),
    ("minimum group", "Means of four people or more.", {"minimum": 5}),
    ("length of time", "The sheet comes back in a year.", {"span": 40}),
    ("length of time", "We meet again after twelve months.", {"span": 182}),
    ("length of time", "What we said last time we met", {"days": 1}),
    ("acts", "Each person had coaching.", {"coaching": False}),
    ("acts", "What the two of you promised in March: you promised it", {"promises": False}),
    ("acts", "Write together: what we hope, fear and promised", {"promises": False}),
    ("brackets", "In brackets: how many answered.", {}),
    ("brackets", "Doctors 2.3 (8), managers 2.8 (8).", {}),
    ("unfilled", "5 × {% if watches %}Watching", {}),
    ("leak", "Lunch: no kiwi, number 4", {"secrets": ("no kiwi, number 4",)}),
]

TRUE = [
    ("What do both of you say? Tell your partner.", {"members": 2}),
    ("Nothing of yours goes to your partner.", {"members": 1, "partnered": True}),
    ("These are the answers of the two of you.", {"members": 1, "partnered": True}),
    ("Knowing each other: You 3.0, the group 2.7.", {"members": 1}),
    ("Tell each other, and your partners.", {"members": 3}),
    ("One of you writes; the others read it to one another.", {"members": 3}),
    ("People answered differently from one another.", {"members": 1}),
    ("18:45 | How we see one another", {"members": 1}),
    ("Each of you has your own page.", {"sizes": frozenset({1, 2, 3})}),
    ("Two left over write as a two; one makes a four.", {"sizes": frozenset({3})}),
    ("Both sides of the paper are printed.", {"members": 1}),
    ("Each of you speaks for two minutes.", {"members": 3}),
    ("One pair, two pairs; 1 person; three rooms", {"rooms": frozenset({3})}),
    ("A doctor and a manager", {}),
    ("The operations manager speaks.", {"roles": ("operations-manager", "dean")}),
    ("Ward 4 is ours.", {**SCHOOL, "own": "ward 4"}),
    ("You are an operations-manager.", {"roles": ("operations-manager",)}),
    ("No sponsor is here.", {"sponsors": 0}),
    ("Your sponsor listens.", {"sponsors": 1}),
    ("Means of five people or more", {"minimum": 5}),
    ("The sheet comes back in a year.", {"span": 365}),
    ("Each person had coaching.", {"coaching": True}),
    ("Doctors 2.3 (8), managers 2.8 (8). In brackets: how many answered.", {}),
]


@pytest.mark.parametrize(("kind", "text", "facts"), PLANTED)
def test_a_planted_sentence_is_found(kind: str, text: str, facts: dict[str, object]) -> None:
    found = list(untrue("page", text, Facts(**facts)))  # type: ignore[arg-type]
    assert [(one.kind, one.sentence) for one in found] == [(kind, text)]


@pytest.mark.parametrize(("text", "facts"), TRUE)
def test_a_true_sentence_is_left_alone(text: str, facts: dict[str, object]) -> None:
    assert list(untrue("page", text, Facts(**facts))) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("head", "a"),
        ("operations manager", "an"),
        ("honorary secretary", "an"),
        ("user", "a"),
        ("union officer", "a"),
        ("engineer", "an"),
        ("european officer", "a"),
        ("hourly worker", "an"),
    ],
)
def test_an_article_goes_by_how_a_word_is_said(name: str, right: str) -> None:
    assert article(name) == right
