"""What papers on data protection may say: what is held of whom, on which ground, until when."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from facilitate.compose.papers import Paper
from facilitate.compose.who_sees_what import ANSWERS, WhoSeesWhat, confidentiality, limits
from facilitate.compose.wording import Wording, plural, wording_of
from facilitate.load.plan_files import DATA_MAP, DataKind, End
from facilitate.model import Day, Programme
from facilitate.model.attendance import reporting_pairs, to_be_asked_alone


def kind_view(kind: DataKind, wording: Wording) -> Mapping[str, str]:
    """Return a kind of what is held in words: where, its title, whose, why, its reader, its end.

    `ending` says how it ends; `until` is empty unless it is another time than that of all the rest.
    """
    words: Mapping[str, str] = wording.words["data map"][kind.key]
    return {
        "title": words["why"],
        "until": "",
        **words,
        "where": kind.where,
        "ending": wording.of("ends", kind.end),
    }


def kinds_held(seen: WhoSeesWhat) -> tuple[DataKind, ...]:
    """Return the kinds of what is held of people where they are asked for this."""
    there = {
        "": True,
        "stock take": "talks" in seen.kinds,
        "questionnaire": "ratings" in seen.kinds,
    }
    return tuple(kind for kind in DATA_MAP if there[kind.of])


def lawful_basis(basis: str, wording: Wording) -> str:
    """Return a lawful basis with its place in Article 6; words of the plan's own as they stand."""
    letter = wording.words["lawful bases"].get(basis.casefold())
    return wording("lawful basis", basis=basis, letter=letter) if letter else basis


@dataclass(frozen=True, slots=True)
class DataProtection:
    """What the papers are made from: the plan, its days, and what people are asked for (`seen`)."""

    programme: Programme
    days: Sequence[Day]
    seen: WhoSeesWhat

    def notice(self) -> Paper:
        """Return what everyone who takes part is told beforehand, on one page or two."""
        return self._paper("privacy-notice")

    def data_map(self) -> Paper:
        """Return one page: each kind of file, whose data, what for, who reads it, when it goes."""
        return self._paper("data-map")

    def assessment(self) -> Paper:
        """Return the draft of a data protection impact assessment, with fields to fill in."""
        return self._paper("impact-assessment")

    def hand_over(self) -> Paper:
        """Return what happens to each file and paper when the facilitator leaves, to sign off."""
        return self._paper("hand-over")

    def _paper(self, template: str) -> Paper:
        return Paper(template=template, programme=self.programme, names=self.names())

    def names(self) -> Mapping[str, Any]:
        """Return the names that these papers may read."""
        says, seen, wording = self.programme.says, self.seen, wording_of(self.programme)
        posts = [one for one in self.programme.people if one.pair and not one.vacant]
        roles = Counter(one.role for one in posts)
        reporting = reporting_pairs(self.programme)
        to_ask = to_be_asked_alone(self.programme)
        basis = says.lawful_basis.strip()
        held = kinds_held(seen)
        gave = wording.words["who sees what"]["gave"]
        return {
            "contact": says.contact,
            "delete_by": says.delete_by,
            "who_sees_what": seen,
            "confidentiality": confidentiality(self.programme, wording),
            "held": tuple(kind_view(kind, wording) for kind in held),
            "by_end": {
                end.replace(" ", "_"): tuple(kind.where for kind in held if kind.end == end)
                for end in get_args(End)
            },
            "asked": seen.kinds,
            "answers": tuple(
                gave[kind].format(partner=seen.partner) for kind in seen.kinds if kind in ANSWERS
            ),
            "lawful_basis": lawful_basis(basis, wording),
            "ground": basis.casefold(),
            "people_count": len(posts),
            "roles": tuple(
                plural(n, wording.role(role), wording.roles(role)) for role, n in roles.items()
            ),
            "pairs": plural(len(self.programme.sizes), says.own_words["service"]),
            "sponsor_count": len(says.sponsors),
            "reporting": len(reporting),
            "asked_alone": sum(one not in to_ask for one in reporting),
            "coaching": bool(says.coaching),
            "limits": limits(self.programme),
            "dates": self._dates(),
            "last_day": max((day.says.date for day in self.days), default=None),
        }

    def _dates(self) -> tuple[Mapping[str, date | str], ...]:
        """Return when people are asked (no title), and the days, in order."""
        takes = [("", on) for on in self.programme.says.stock_takes.values()]
        dated = [*takes, *((day.says.title, day.says.date) for day in self.days)]
        found = sorted(dated, key=lambda one: one[1])
        return tuple({"date": on, "title": title} for title, on in found)
