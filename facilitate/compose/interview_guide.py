"""What the papers for speaking with people may say: the guide, the notes sheet, words to check."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from facilitate.audit.masking import NamesToMask, mask_names
from facilitate.audit.voices_of_plan import guide_questions, list_of, lists_by_word
from facilitate.compose.papers import Paper
from facilitate.compose.who_sees_what import confidentiality, spoken_of
from facilitate.compose.wording import Wording, wording_of
from facilitate.load.plan import Plan
from facilitate.load.voices import Voice
from facilitate.model import Programme, Questions
from facilitate.model.attendance import reporting_pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTurn:
    """What a role is asked about the other ones; of a single person nobody else is asked."""

    role: str
    own: str
    others: tuple[str, ...]
    is_group: bool


@dataclass(frozen=True, slots=True)
class InterviewPapers:
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


def papers_of(plan: Plan) -> InterviewPapers:
    """Return the papers of a plan; with several stock takes nobody can tell which they are for."""
    says = plan.programme.says
    takes = list(says.stock_takes.values())
    days = sorted(day.says.date for day in plan.days if not takes or day.says.date >= takes[0])
    first = days[0] if days and len(takes) < 2 else None
    return InterviewPapers(plan.programme, plan.questions, first)
