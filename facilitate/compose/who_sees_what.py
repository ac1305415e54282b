"""What happens to what people give, by the rules of the findings; and what is passed on anyway."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from typing import Any

from facilitate.audit.conversations import QUOTES_NEED
from facilitate.audit.finding import Finding, Rule
from facilitate.audit.free_lists import NAMED_BY
from facilitate.audit.preference_letters import PersonLetters
from facilitate.audit.preview import least_shown
from facilitate.compose.placeholder import OwnedStr, joined
from facilitate.compose.wording import Wording, counted, sentence
from facilitate.faults import At
from facilitate.model import Programme, Questions
from facilitate.model.attendance import reporting_pairs
from facilitate.structs import Struct

EVERY_PERMISSION = frozenset({"letters", "watched"})
"""What a programme may ask people for besides answers, by what its exercises work with."""

PARTNER = "partner"
"""The comment that is no comment: one line, for the partner alone."""

NEEDS = "needs"
"""What no finding is made of: it goes to whoever gave it and to those who arrange it."""

ANSWERS = ("ratings", "roles", "truths", "lists", "comments", "names", "line")
"""The kinds that a questionnaire asks for."""

OWN_WORDS = {"entries", "words", "own words"}
"""The forms in which the group reads what somebody wrote or said."""

NOWHERE = "–"
WIDTHS = {"gave": 21, "own": 12, "partner": 26, "group": 30, "report": 11}
"""The columns by their key in `words/`, with their shares of the width."""


class WhoSeesWhat(Struct, kw_only=True):
    """Who sees what: a table with its `columns`, their `widths` and `rows`, and sentences.

    A row is one kind of what people give, and where it may stand: in words, or a dash. A partner
    has a column where somebody has one, the report has one where two stock takes make it. `minimum`
    is the smallest group as a word, `role_minimum` that of one role. `words` says when people's own
    words are shown, and `quoted` whether what is said in a talk may be; `worked_out` says what
    can be worked out all the same and until when minds can be changed, `few` what is not shown of
    so few people, or nothing; `alone` is empty unless in some pair one reports to another. On some
    day people are asked for their `letters`, or to be `watched`. `kinds` are those of the
    rows, `partner` is the word for the readers' partners.
    """

    kinds: tuple[str, ...]
    partner: str
    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    minimum: str
    role_minimum: str
    words: str
    quoted: bool
    worked_out: str
    few: str
    alone: str
    letters: bool
    watched: bool

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said below the table before a choice, a paragraph each."""
        return tuple(filter(None, (self.few, self.worked_out, self.alone)))


def every_rule() -> tuple[Rule, ...]:
    """Return the rules of all kinds of findings, each once, in the order they are written."""
    kinds: tuple[type[Finding], ...] = (
        *Finding.__subclasses__(),
        PersonLetters,  # letters have a file of their own, and this reads it
    )
    return tuple(dict.fromkeys(rule for kind in kinds for rule in kind.rules))


def rules_for(programme: Programme) -> Mapping[tuple[str, str], tuple[Rule, ...]]:
    """Return the rules by kind of answer and column (`own`, `partner`, `group`, `report`).

    What is not shown of as few people as a programme has is left out.
    """
    posts = [one for one in programme.people if one.pair and not one.vacant]
    needed = least_shown(programme)
    largest_role = max(Counter(one.role for one in posts).values(), default=0)
    enough = {
        "": True,
        "people": len(posts) >= needed.people,
        "words": len(posts) >= needed.words,
        "role": largest_role >= needed.alone,
    }
    reported = {
        "always",
        *(["if mutual views are"] if programme.says.mutual_views_in_report else []),
    }
    again = len(programme.says.stock_takes) > 1
    found: dict[tuple[str, str], list[Rule]] = {}
    for rule in every_rule():
        if enough[rule.least]:
            found.setdefault((rule.given, rule.to), []).append(rule)
            if again and rule.reported in reported:
                found.setdefault((rule.given, "report"), []).append(rule)
    return {where: tuple(rules) for where, rules in found.items()}


def who_sees_what(
    programme: Programme,
    questions: Questions,
    wording: Wording,
    *,
    partner: str | None = None,
    permissions: Set[str] = EVERY_PERMISSION,
    rated: bool = True,
) -> WhoSeesWhat:
    """Return who sees what of the answers to these questions.

    `partner` is the word for one reader's partners, empty for somebody alone; None for everybody.
    Of `permissions` the programme asks for these. `rated` is no where people are spoken with and
    no questionnaire is filled in.
    """
    words: dict[str, Any] = wording.words["who sees what"]
    says = programme.says
    numbers = limits(programme)
    spoken = spoken_of(programme, wording)
    if partner is not None:
        spoken["partner"] = partner
    there = {"partner": spoken["partner"], "report": len(says.stock_takes) > 1}
    parts = [part for part in WIDTHS if there.get(part, True)]
    columns = dict(words["columns"])
    if spoken["sponsor"]:
        columns["group"] = words["group and sponsors"]
    rules = rules_for(programme)
    asked = asked_for(
        programme, questions, permissions, rated=rated, partnered=bool(spoken["partner"])
    )
    rows = [
        (
            words["gave"][_called(given, asked)].format(**spoken),
            *(_cell(words, given, part, rules.get((given, part), ())) for part in parts[1:]),
        )
        for given in asked
    ]
    posts = sum(bool(one.pair) and not one.vacant for one in programme.people)
    few = "" if rules.get(("ratings", "group")) or not says.stock_takes else words["few"]
    return WhoSeesWhat(
        kinds=asked,
        partner=spoken["partner"],
        title=words["title"],
        columns=tuple(columns[part].format(**spoken) for part in parts),
        widths=tuple(WIDTHS[part] for part in parts),
        rows=tuple(tuple(cell.format(**numbers, **spoken) for cell in row) for row in rows),
        minimum=numbers["minimum"],
        role_minimum=numbers["role"],
        words=joined(
            [told.format(**numbers) for told in _sentences(words["words"], asked, rules)], " "
        ),
        quoted=_in_words("talks", rules),
        worked_out=joined(
            [
                told.format(people=wording.people(posts))
                for told in _worked_out(
                    programme, words, asked, partner=spoken["partner"], few=bool(few)
                )
            ],
            " ",
        ),
        few=few.format(people=wording.people(posts), needed=counted(least_shown(programme).people)),
        alone=words["alone"] if spoken["partner"] and reporting_pairs(programme) else "",
        letters="letters" in permissions,
        watched="watched" in permissions,
    )


def _called(given: str, asked: Collection[str]) -> str:
    """Return which words name a kind: beside a questionnaire nobody knows yet of any talk."""
    return "talks besides" if given == "talks" and "ratings" in asked else given


def _cell(words: dict[str, Any], given: str, part: str, rules: Iterable[Rule]) -> str:
    """Return in which form what is given may stand in a column, and after which yes; or a dash."""
    if given == NEEDS:
        return str(words["needs"].get(part, NOWHERE))
    forms = words["reported" if part == "report" else "shown"]
    said = (
        joined(
            [one for one in (forms.get(rule.shown, ""), words["after"].get(rule.after, "")) if one],
            ", ",
        )
        for rule in rules
    )
    return joined(list(dict.fromkeys(filter(None, said))), "; ") or NOWHERE


def _sentences(
    words: Mapping[str, str],
    asked: Collection[str],
    rules: Mapping[tuple[str, str], Iterable[Rule]],
) -> Iterator[str]:
    """Yield what is to be said of words that the group may read, of what is asked."""
    for given, told in words.items():
        if given in asked and _in_words(given, rules):
            yield told


def _in_words(given: str, rules: Mapping[tuple[str, str], Iterable[Rule]]) -> bool:
    """Say whether the group may read what is given in the words of whoever gave it."""
    return any(rule.shown in OWN_WORDS for rule in rules.get((given, "group"), ()))


def _worked_out(
    programme: Programme, words: dict[str, Any], asked: Iterable[str], *, partner: str, few: bool
) -> Iterator[str]:
    """Yield what can be worked out all the same, and until when minds can be changed."""
    if partner and "ratings" in asked:
        reporting = " reporting" if reporting_pairs(programme) else ""
        yield words[f"worked out of {'few' if few else 'pairs'}{reporting}"]
    if programme.says.stock_takes and not few:
        yield words["worked out of the group"]
    if set(asked) != {NEEDS}:
        yield words["change"]


def asked_for(
    programme: Programme,
    questions: Questions,
    permissions: Set[str],
    *,
    rated: bool,
    partnered: bool,
) -> tuple[str, ...]:
    """Return each kind of what people are asked for, in the order of the table."""
    takes = bool(programme.says.stock_takes)
    filled_in = takes and rated and bool(questions.dimensions)
    lines = [one for one in questions.comments if one.id == PARTNER]
    asked = {
        "ratings": filled_in,
        "roles": filled_in and questions.about_roles,
        "truths": filled_in and questions.statements,
        "lists": takes and questions.lists,
        "comments": filled_in and len(questions.comments) > len(lines),
        "talks": takes,
        "names": filled_in and questions.ties,
        "line": filled_in and partnered and lines,
        "letters": "letters" in permissions,
        NEEDS: True,
    }
    return tuple(given for given, is_asked in asked.items() if is_asked)


def spoken_of(programme: Programme, wording: Wording) -> dict[str, str]:
    """Return the words for the pair, the partner and the sponsors of whoever takes part.

    By the posts that are filled at any time; each is empty where there is nothing to say.
    """
    sizes = programme.sizes.values()
    service = programme.says.own_words["service"]
    return {
        "pair": wording.pair_means(sizes, service=service),
        "partner": wording.partner(sizes),
        "sponsor": wording.sponsor(len(programme.says.sponsors)),
    }


def limits(programme: Programme) -> dict[str, str]:
    """Return the numbers below which nothing is shown, as words."""
    least = least_shown(programme)
    return {
        "minimum": counted(least.people),
        "role": counted(least.alone),
        "words": counted(least.words),
        "quotes": counted(QUOTES_NEED),
        "named": counted(NAMED_BY),
    }


class Confidentiality(Struct, kw_only=True):
    """The limits of confidentiality and where to turn; `short` is one sentence for a foot.

    `text` is all of it: what `stays`, the one `exception`, and `whom` to turn to, the sentences on
    them, without any where the programme names nobody.
    """

    title: str
    text: str
    short: str
    stays: str
    exception: str
    whom: tuple[str, ...] = ()


def confidentiality(programme: Programme, wording: Wording) -> Confidentiality:
    """Return the text in a programme's words; a contact that is not given is left out."""
    words, says = wording.words["confidentiality"], programme.says
    lead = says.safeguarding_lead
    children = says.words.children_are_served and not lead
    worry = words["worry or a child"] if children else words["worry"]
    contacts = (
        (words["safeguarding lead"], lead, "safeguarding lead"),
        (worry, says.speak_up, "speak up"),
        (words["support"], says.support, "support"),
    )
    whom = tuple(
        sentence(words.format(who=OwnedStr(_on_one_line(who), "", At(programme.file, (key,)))))
        for words, who, key in contacts
        if who.strip()
    )
    said = {name: words[name] for name in ("title", "short", "stays", "exception")}
    text = joined([said["stays"], said["exception"], *whom], " ")
    return Confidentiality(**said, text=text, whom=whom)


def _on_one_line(who: str) -> str:
    """Return a contact whose telephone number is not parted at the end of a line."""
    return re.sub(r"(?<=\d) (?=\d)", "\u00a0", who.strip())
