"""What names people is struck in every form that a plan can tell; the rest is asked about."""

import pytest

from facilitate.audit.masking import NamesToMask, mask_names, names_to_mask, possible_names
from facilitate.load.plan import Plan, load_plan
from facilitate.model import Programme
from facilitate.model.plan import ProgrammeFile
from facilitate.shipped import shipped


@pytest.fixture(scope="module")
def plan() -> Plan:
    found, _ = load_plan(shipped("agendas") / "example")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def names() -> NamesToMask:
    """Return names of people who are easily met in other forms than the plan's."""
    people = {
        "night": {
            "service": "Night team",
            "site": "Quay House",
            "doctor": {"name": "Dr Zoë Strauß-Núñez", "title": "Consultant"},
            "manager": {"name": "Robert (Bobbie) O'Brien", "title": "Ward manager"},
        },
        "older-adults": {
            "service": "Older adults",
            "doctor": {"name": "Prof Will Smith"},
            "manager": {"name": "May Müller", "title": "Head of nursing"},
        },
        "stroke": {"doctor": {"name": "Samuel Rose"}, "manager": {"name": "Li Ng"}},
    }
    sponsors = {"exec": {"name": "Ada Lovell"}}
    says = ProgrammeFile.model_validate(
        {"format": "1", "programme": "P", "pairs": people, "sponsors": sponsors}
    )
    return names_to_mask(Programme("P", says, "programme.yaml"))


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("Ben Sample never answers.", "[…] never answers."),
        ("Ask Ben, or dr ada example.", "Ask […], or […]."),
        ("Àpẹẹrẹ knows", "[…] knows"),
        ("Write to ben@example.org or ring 01632 960 123.", "Write to […] or ring […]."),
        ("The Crisis manager said so.", "The […] said so."),
        ("The Harbour Street one is the worst.", "The […] one is the worst."),
        ("We had a crisis, and a sample of it.", "We had a crisis, and a sample of it."),
        ("In 2027 there were 12 of us.", "In 2027 there were 12 of us."),
        ("A good Model of how to meet.", "A good Model of how to meet."),
    ],
)
def test_names_addresses_numbers_and_listed_words_are_struck(
    plan: Plan, said: str, printed: str
) -> None:
    names = names_to_mask(plan.programme, "Harbour Street  # a site\nkeep: Model\n")
    assert mask_names(said, names) == printed


def test_words_that_name_nobody_stay_letter_for_letter(plan: Plan) -> None:
    words = "We  say it – a\u0308nd mean it […] […]"
    assert mask_names(words, names_to_mask(plan.programme)) == words


@pytest.mark.parametrize(
    "form",
    [
        *("Robert", "ROBERT", "O’Brien", "OBrien", "O'Brien's", "R. O'Brien", "R O'Brien"),
        *("robert o'brien", "mr o'brien", "Mr. O'Brien", "mr R. O'Brien", "R.O."),
        "O`Brien",  # a sign that every keyboard has
        "Bobbie",  # as the plan says it
        *("Zoe", "Zoë", "Zoe\u0308", "Strauss", "Strauß", "Nunez", "NÚÑEZ", "dr strauss"),
        *("dr zoe nunez", "dr. strauss-nunez", "DR STRAUSS", "Dr Z. Nuñez"),
        *("Mueller", "Muller", "Müller", "may muller", "ms mueller", "Mrs May"),
        *("Smith", "dr smith", "professor smith", "prof. will smith", "W.S.", "Will", "Prof Will"),
        *("Rose", "mr rose", "samuel rose", "S. Rose", "Li", "night-doctor"),
        *("the night team's doctor", "the consultant of the night team", "night manager"),
        *("our ward manager at Quay House", "the head of nursing in older adults"),
        *("the Older Adults team manager", "the stroke doctor"),
        *("Ada", "ms lovell", "Dr Someone-Else", "Mr. J. Unknown", "Professor Ito"),
    ],
)
def test_a_form_of_a_name_or_post_that_the_plan_can_tell_is_struck(
    names: NamesToMask, form: str
) -> None:
    for said in (f"I told {form} so.", f"{form}, again."):
        printed = mask_names(said, names)
        assert "[…]" in printed
        left = printed.replace("[…]", "").casefold()
        assert set(form.casefold().split()) & set(left.split()) <= {"the", "our"}


@pytest.mark.parametrize(
    "said",
    [
        "We will meet and may mark a rose garden.",
        "the doctor will see you, and the dr may ring",
        "We miss the old team at night.",
        "A stroke of luck, older adults said.",
        "li is a unit of length",
        "Every manager and every doctor.",
    ],
)
def test_common_words_in_small_letters_are_left_alone(names: NamesToMask, said: str) -> None:
    assert mask_names(said, names) == said


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("I am the only woman on the rota.", "the only woman on"),
        ("As the only black consultant I see it.", "the only black consultant"),
        ("Ask the new starter.", "the new starter"),
        ("As a mother I leave at four.", "As a mother"),
        ("Since my maternity leave nobody rings.", "my maternity leave"),
        ("The one who came from Leeds.", "The one who came"),
        ("Bob never rings.", "Bob"),  # Robert, perhaps
        ("Rob's view counts.", "Rob's"),
        ("Ask Sam.", "Sam"),
        ("robert never rings", "robert"),
        ("Roberts idea.", "Roberts"),
        ("RO said so", "RO"),
        ("dr khan said so", "dr khan"),
        ("Then Priya rang.", "Priya"),
        ("Night team is always late.", "Night team"),
        ("the head of nursing decides", "the head of nursing"),
    ],
)
def test_what_only_a_person_can_know_is_asked_and_not_struck(
    names: NamesToMask, said: str, asked: str
) -> None:
    assert mask_names(said, names) == said
    assert asked in possible_names(said, names)


@pytest.fixture(scope="module")
def growers() -> NamesToMask:
    """Return names of another trade, with accents, hyphens, particles and apostrophes in them."""
    people = {
        "orchard": {
            "service": "Orchard row",
            "site": "Quay House",
            "grower": {"name": "Mrs Siobhán Ní Dhómhnaill", "title": "Head grower"},
            "buyer": {"name": "Thaddeus (Tad) Okonkwo-Bright", "title": "Senior buyer"},
        },
        "cold-store": {
            "service": "Cold store",
            "grower": {"name": "Dr François Lefèvre", "title": "Crop adviser"},
            "buyer": {"name": "Margaret Heathcote", "title": "Buying lead"},
        },
        "hops": {
            "grower": {"name": "Łukasz Wójcik"},
            "buyer": {"name": "Van der Berg, Anneke"},
        },
        "barley": {
            "grower": {"name": "Mohammed Abdul Karim"},
            "buyer": {"name": "Jean-Luc D'Arcy", "title": "Head of cereals"},
        },
    }
    says = ProgrammeFile.model_validate(
        {
            "format": "1",
            "programme": "P",
            "roles": ["grower", "buyer"],
            "pairs": people,
            "sponsors": {
                "chair": {"name": "Dame Ottilie Marchbanks", "title": "Chair of the board"}
            },
        }
    )
    return names_to_mask(Programme("P", says, "programme.yaml"))


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("I asked mrs ni dhomhnaill twice.", "I asked […] twice."),
        ("Ask SIOBHÁN.", "Ask […]."),
        ("the cold-store buyer", "the […]"),
        ("the grower at quay house", "the […]"),
        ("dr lefevre shouted", "[…] shouted"),
        ("Francois shouted", "[…] shouted"),
        ("Jean Luc pays", "[…] pays"),
        ("Darcy pays", "[…] pays"),
        ("van der berg pays", "[…] pays"),
        ("S. N. D. pays", "[…] pays"),
        ("the chair of the board never asks", "the […] never asks"),
        ("Margaret's lot", "[…]'s lot"),
    ],
)
def test_more_forms_that_are_struck(growers: NamesToMask, said: str, printed: str) -> None:
    assert mask_names(said, growers) == printed


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Ockonkwo is late.", "Ockonkwo"),  # a letter too many
        ("Marchbank is late.", "Marchbank"),  # one too few
        ("Lefebvre's van", "Lefebvre"),
        ("ask Heathcoet", "Heathcoet"),  # two turned round
        ("margret pays", "margret"),
        ("Muhammad pays", "Muhammad"),
        ("JL pays", "JL"),
        ("T.O.B. signs it.", "T.O.B."),
        ("mrs H. signs it", "mrs H."),
        ("okonkwo bright signs", "okonkwo"),
        ("Heathcotes pay", "Heathcotes"),
        ("the buyer from cold storage", "the buyer from cold"),
        ("the pregnant buyer", "the pregnant buyer"),
        ("that tall one at the mill", "that tall one"),
        ("the only woman grower", "the only woman grower"),
        ("our head grower decides", "our head grower"),
        ("At eleven she told me.", "she"),
        ("His forecast and mine", "His"),
    ],
)
def test_more_forms_that_are_asked_about(growers: NamesToMask, said: str, asked: str) -> None:
    assert mask_names(said, growers) == said
    assert asked in possible_names(said, growers)


@pytest.mark.parametrize("said", ["Growers and buyers met.", "an old orchard", "We reached it."])
def test_plain_words_of_another_trade_raise_no_question(growers: NamesToMask, said: str) -> None:
    assert mask_names(said, growers) == said
    assert possible_names(said, growers) == ()


@pytest.mark.parametrize(
    "said",
    [
        "The only thing that works. The only way is up.",
        "We will, may be, on Monday in May.",
        "We meet. Then we talk: That helps. “Nobody” rings, I think.",
        "I know, and I’m glad.",
        "the dr said so",
        "[…] said so. […]. Then again.",
    ],
)
def test_plain_words_raise_no_question(names: NamesToMask, said: str) -> None:
    assert possible_names(said, names) == ()


def test_a_list_written_with_dashes_strikes_the_same_words(plan: Plan) -> None:
    names = names_to_mask(plan.programme, "- Harbour Street\n• Quayside\n- keep Model\n")
    said = "A good Model of Harbour Street, and of Quayside."
    assert mask_names(said, names) == "A good Model of […], and of […]."


def test_a_line_of_the_list_that_is_an_apostrophe_alone_stops_nothing(plan: Plan) -> None:
    names = names_to_mask(plan.programme, "Harbour Street\n- '\n")
    assert mask_names("At Harbour Street", names) == "At […]"


def test_a_word_that_may_stand_is_neither_struck_nor_asked_about(plan: Plan) -> None:
    names = names_to_mask(plan.programme, "Quay; keep: Ben\nkeep: Priya\n")
    assert mask_names("Ask Ben and Priya.", names) == "Ask Ben and Priya."
    assert possible_names("Ask Ben and Priya.", names) == ()


def test_the_programmes_own_words_and_the_nouns_of_german_raise_no_question() -> None:
    says = {"format": "1", "programme": "Year of Pairs", "client": "North Trust", "pairs": {}}
    for language, asked in (("en-GB", ("Haus",)), ("de", ())):
        own = ProgrammeFile.model_validate({**says, "language": language})
        names = names_to_mask(Programme("Year of Pairs", own, "programme.yaml"))
        assert possible_names("We like the Trust and the Haus.", names) == asked


def test_a_plan_without_names_strikes_no_plain_words() -> None:
    says = ProgrammeFile.model_validate({"format": "1", "programme": "P", "pairs": {}})
    nobody = names_to_mask(Programme("P", says, "programme.yaml"))
    assert mask_names("Nobody at all, not even Ben.", nobody) == "Nobody at all, not even Ben."
    assert possible_names("Nobody at all, not even Ben.", nobody) == ("Ben",)
