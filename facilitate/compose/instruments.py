"""What a stock take is made with: the questionnaire, the interview guide, notes, words to check."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from itertools import groupby
from typing import Any

from facilitate.audit.masking import NamesToMask, mask_names
from facilitate.audit.voices_of_plan import guide_questions, list_of, lists_by_word
from facilitate.compose.papers import Paper
from facilitate.compose.who_sees_what import (
    EVERY_PERMISSION,
    PARTNER,
    confidentiality,
    limits,
    spoken_of,
    who_sees_what,
)
from facilitate.compose.wording import Wording, capitalized, wording_of
from facilitate.document import Document, FieldSpec, Option, walk
from facilitate.load.plan import Plan
from facilitate.load.voices import Voice
from facilitate.model import Programme, Questions
from facilitate.model.attendance import reporting_pairs
from facilitate.model.questions import Scale
from facilitate.structs import Struct


class RoleTurn(Struct, kw_only=True):
    """What a role is asked about the other ones; of a single person nobody else is asked."""

    role: str
    own: str
    others: tuple[str, ...]
    is_group: bool


class InterviewPapers(Struct):
    """The papers of one programme's conversations, in its own words.

    `first_day` is the day on which the first pages are handed out, None if none is planned.
    """

    programme: Programme
    questions: Questions
    first_day: date | None = None

    def guide(self) -> Paper:
        """Return the interview guide: one sheet, two sides."""
        return self._paper("interview-guide")

    def notes(self) -> Paper:
        """Return the sheet for the notes of one conversation, without a name."""
        return self._paper("interview-notes")

    def to_check(self, informant: str, voices: Sequence[Voice], names: NamesToMask) -> Paper:
        """Return the sheet on which somebody sees the own words, struck of names, and decides.

        Its lines have the numbers of their rows in the table of what was said.
        """
        lists = lists_by_word(self.questions)
        spoken: list[Mapping[str, str]] = []
        entries: list[Mapping[str, str]] = []
        for one in voices:
            line = {"line": str(one.line), "words": mask_names(one.words, names)}
            if one.words:
                (entries if list_of(one, lists) else spoken).append(line)
        return self._paper(
            "words-to-check",
            file=informant.casefold(),
            code=informant,
            spoken=tuple(spoken),
            entries=tuple(entries),
        )

    def _paper(self, template: str, file: str = "", **names: Any) -> Paper:
        return Paper(
            template=template,
            programme=self.programme,
            names={**self.names(), **names},
            name=file,
        )

    def names(self) -> Mapping[str, Any]:
        """Return the names that these papers may read."""
        programme, says = self.programme, self.programme.says
        wording = wording_of(programme)
        here = [one for one in programme.people if one.pair and not one.vacant]
        people = Counter(one.role for one in here)
        roles = [role for role in says.roles if role in people]
        groups = [role for role in roles if people[role] > 1]
        several = len({one.pair for one in here}) > 1
        turns = tuple(_turns(roles, groups, wording)) if several else ()
        spoken = spoken_of(programme, wording)
        numbers = {id_: number for number, id_ in guide_questions(self.questions).items() if id_}
        return {
            "delete_by": says.delete_by,
            "first_day": self.first_day,
            "confidentiality": confidentiality(programme, wording),
            "partner_word": spoken["partner"],
            "sponsor_word": spoken["sponsor"],
            "some_alone": 1 in programme.sizes.values(),
            "service": says.own_words["service"],
            "roles": tuple(wording.role(role) for role in roles),
            "reporting": tuple(
                programme.pairs[pair].called(pair)
                for pair in reporting_pairs(programme)
                if pair in programme.pairs
            ),
            "lists": tuple(
                {"number": numbers[one.id], "text": one.text} for one in self.questions.lists
            ),
            "turns": turns,
            "one_group": wording.roles(groups[0]) if several and groups and not turns else "",
        }


def _turns(roles: Sequence[str], groups: Sequence[str], wording: Wording) -> Iterator[RoleTurn]:
    """Yield for each role which groups it is asked about; one person is no group."""
    for role in roles:
        others = tuple(wording.roles(one) for one in groups if one != role)
        if others:
            yield RoleTurn(
                role=wording.role(role),
                own=wording.roles(role),
                others=others,
                is_group=role in groups,
            )


def interview_papers(plan: Plan) -> InterviewPapers:
    """Return the papers of a plan; with several stock takes nobody can tell which they are for."""
    says = plan.programme.says
    takes = list(says.stock_takes.values())
    days = sorted(day.says.date for day in plan.days if not takes or day.says.date >= takes[0])
    first = days[0] if days and len(takes) < 2 else None
    return InterviewPapers(plan.programme, plan.questions, first)


FIRST, SECOND = "stock-take", "stock-take-second"
"""The templates of the two sittings."""

CHOICES = ("line-for-partner", "sharing")
"""Keys of the two choices, which are no answers: they belong into `private/sharing.yaml`."""

SPONSORS = "sponsors"
"""The pair that sponsors are in an answers file."""


def questionnaire(
    programme: Programme,
    questions: Questions,
    *,
    second: bool = False,
    permissions: Set[str] = EVERY_PERMISSION,
) -> Paper:
    """Return the first sitting, or the optional second one, as a form for everybody.

    `permissions` are those that some day asks for; what is not asked is not spoken of. A field's
    key is its column in an answers file; `pair`, `role` and the two choices are the others.
    """
    says, wording = programme.says, wording_of(programme)
    spoken = spoken_of(programme, wording)
    sizes = programme.sizes.values()
    comments = [one for one in questions.comments if one.id != PARTNER]
    return Paper(
        template=SECOND if second else FIRST,
        programme=programme,
        names={
            "questions": questions.name,
            "count": len(questions.on_paper()),
            "delete_by": says.delete_by,
            "confidentiality": confidentiality(programme, wording),
            "who_sees_what": who_sees_what(programme, questions, wording, permissions=permissions),
            "limits": limits(programme),
            "pair_means": spoken["pair"],
            "partner_word": spoken["partner"],
            "sponsor_word": spoken["sponsor"],
            "some_several": len({size > 2 for size in sizes}) > 1,
            "some_alone": len({size > 1 for size in sizes}) > 1,
            **_posts(programme, spoken["sponsor"]),
            **_choices(wording, spoken["partner"]),
            "line": _line(questions, spoken["partner"]),
            "statements": _statements(questions),
            "scale": options_of(questions.scale),
            "roles": tuple({"id": one, "many": wording.roles(one)} for one in says.roles),
            "about_roles": _asked(questions.about_roles),
            "truths": _asked(questions.statements),
            "ties": _asked(questions.ties),
            "lists": _asked(questions.lists),
            "comments": _asked(comments),
        },
    )


def typing_table(document: Document) -> str:
    """Return the header of a table to type paper into: pair, role, then as printed."""
    specs = (part for part in walk(document) if isinstance(part, FieldSpec))
    return ",".join(one.key for one in specs if one.key not in CHOICES) + "\n"


def options_of(scale: Scale) -> tuple[Option, ...]:
    """Return a scale's steps, with their labels if each has one."""
    steps = range(scale.low, scale.high + 1)
    labels = scale.labels if len(scale.labels) == len(steps) else [str(step) for step in steps]
    return tuple(
        Option(value=str(step), label=label) for step, label in zip(steps, labels, strict=True)
    )


def _asked(those: Any) -> tuple[Mapping[str, str], ...]:
    return tuple({"id": one.id, "text": one.text} for one in those)


def _statements(questions: Questions) -> tuple[Mapping[str, Any], ...]:
    """Return the statements in the order of the paper, those on one scale together."""
    return tuple(
        {"options": options_of(scale), "asked": _asked(those)}
        for scale, those in groupby(questions.on_paper(), key=questions.scale_of_item)
    )


def _posts(programme: Programme, sponsor: str) -> Mapping[str, tuple[Option, ...]]:
    """Return the pairs and the roles that somebody may be of."""
    says = programme.says
    pairs = [(id_, pair.called(id_)) for id_, pair in programme.pairs.items()]
    roles = [(role, words.one) for role, words in says.roles.items()]
    if says.sponsors and SPONSORS not in programme.pairs:
        pairs.append((SPONSORS, sponsor))
        roles += [(one.id, one.title or one.name) for one in programme.people if not one.pair]
    return {"pairs": _options(pairs), "posts": _options(roles)}


def _options(known: list[tuple[str, str]]) -> tuple[Option, ...]:
    return tuple(Option(value=id_, label=capitalized(label)) for id_, label in known)


def _choices(wording: Wording, partner: str) -> Mapping[str, Any]:
    """Return what can be chosen of sharing, in words and as options."""
    offered = [
        one | {"name": one["name"].format(partner=partner)}
        for one in wording.words["sharing choices"]
        if partner or "{partner}" not in one["name"]
    ]
    options = tuple(Option(value=one["is"], label=one["name"]) for one in offered)
    return {"choices": tuple(offered), "sharing": options}


def _line(questions: Questions, partner: str) -> Mapping[str, str] | None:
    """Return the question for the one line to the partner, if it is asked and there is one."""
    asked = [one for one in questions.comments if one.id == PARTNER and partner]
    return _asked(asked)[0] if asked else None
