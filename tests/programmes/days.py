"""The away days of a made-up programme."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from facilitate.load.library import load_library
from facilitate.model import Exercise
from facilitate.shipped import shipped
from tests.programmes.chance import Chance

STARTS = ("9:00", "9:30", "13:00", "18:00")
TITLES = ("A day away", "Half a day", "Away day: what is ours, what is yours, what we share")
VENUES = ("Hall", "The long room", "Ashdown Room, first floor", "Zimmer 3, im Hof hinten links")
TALK = "What the new money means, and what it does not"


@cache
def library() -> Mapping[str, Exercise]:
    """Return the shipped exercises."""
    return load_library({shipped("exercises"): "exercises"})[0].exercises


def made_up_day(
    chance: Chance,
    roles: Sequence[str],
    programme: Mapping[str, Any],
    files: Mapping[str, Any],
    number: int,
    on: date,
) -> dict[str, Any]:
    """Return the day of this number (from 0) and date; `files` holds the programme's own."""
    here = people_on(programme["pairs"], roles, on)
    takes = programme.get("stock takes", {})
    says: dict[str, Any] = {
        "format": "1",
        "title": chance.choice(TITLES),
        "date": str(on),
        "start": chance.choice(STARTS),
        "venue": chance.choice(VENUES),
    }
    if takes and chance.some(0.8):
        says["stock take"] = [name for name, closes in takes.items() if closes < str(on)][-1]
    if len(here) > 5 and chance.some(0.3):
        pair, role = here.pop(chance.randrange(len(here)))
        says["absent"] = [f"{pair}-{role}"]
    if chance.some(0.6):
        says["aims"] = ["I know what is mine to decide"]
    if chance.some(0.3):
        says["before"] = ["Ask two people of your team what they wait for"]
        says["bring"] = ["Your diary", "One thing that you would not want to explain to a stranger"]
    if chance.some(0.3):
        says["cover"] = "Whoever is on duty"
    says["agenda"] = _Agenda(chance, programme, files, number, says, roles, here).items()
    return says


class _Agenda:
    def __init__(
        self,
        chance: Chance,
        programme: Mapping[str, Any],
        files: Mapping[str, Any],
        number: int,
        day: Mapping[str, Any],
        roles: Sequence[str],
        here: Sequence[tuple[str, str]],
    ) -> None:
        self.chance = chance
        self.programme = programme
        self.files = files
        self.number = number
        self.day = day
        self.roles = roles
        self.here = [pair for pair, _ in here]

    def items(self) -> list[dict[str, Any]]:
        half = self.chance.some(0.4) or self.day["start"] in {"13:00", "18:00"}
        items: list[dict[str, Any]] = [{"arrive": "15m"}, {"welcome": "15m"}]
        if self.number and self.chance.some(0.6):
            items.append({"actions": "20m"})
        items += self._exercises("opening", "bonding" if self.chance.some(0.3) else "energiser")
        if "stock take" in self.day:
            items += self._exercises("audit feedback")
        items.append({"break": "15m"})
        items += self._exercises("role clarification", "mission setting")
        if not half:
            items.append({"lunch": "45m"})
            items += self._exercises("pair observation", "bridging", "charter")
            items += self._exercises("linking") if "sponsors" in self.programme else []
            items.append({"break": "15m"})
            items += self._exercises("working-style differences") if self.chance.some(0.3) else []
        if tracks := self._parallel():
            items.append({"parallel": tracks})
        items += self._own()
        if self.chance.some(0.3):
            items.append(self._talk())
        items += [{"buffer": "10m"}] if self.chance.some(0.3) else []
        items += self._exercises("action planning")
        items += self._exercises("closing") if self.chance.some(0.4) else []
        items += self._exercises("coaching bridge") if "coaching" in self.programme else []
        items.append({"feedback": "10m"})
        return items

    def _exercises(self, *categories: str) -> list[dict[str, Any]]:
        """Return one exercise of each category that these people can do, if there is one."""
        found = []
        for category in categories:
            fit = [
                name
                for name, one in library().items()
                if one.category == category and one.people[0] <= len(self.here) <= one.people[1]
            ]
            if fit and self.chance.some(0.85):
                item = {"exercise": self.chance.fitting(fit)}
                if self.chance.some(0.15):
                    item |= {"led by": "Kim Madeup", "why": "You asked for it last time"}
                if self.chance.some(0.1):
                    item["notes"] = "Open the windows first"
                found.append(item)
        return found

    def _own(self) -> list[dict[str, Any]]:
        """Return the programme's own exercises: all of them on its first day, and none later."""
        if self.number:
            return []
        names = [path.removeprefix("exercises/").removesuffix(".yaml") for path in self.files]
        return [{"exercise": name} for name in names if f"exercises/{name}.yaml" in self.files]

    def _talk(self) -> dict[str, Any]:
        talk = {"talk": "20m", "title": TALK}
        talk |= {"led by": "Kim Madeup"} if self.chance.some(0.7) else {}
        talk |= {"slides": "money"} if "slides/money.md" in self.files else {}
        return talk

    def _parallel(self) -> list[dict[str, Any]]:
        """Return tracks of whole pairs; none where one has a single person or people kept apart."""
        number = self.chance.choice((0, 0, 0, 2, 3, 4))
        pairs = list(dict.fromkeys(self.here))
        tracks = [pairs[n::number] for n in range(number)]
        if number and self.chance.some(0.3):  # a few here and there, everybody else in one room
            tracks = [*([pair] for pair in pairs[: number - 1]), pairs[number - 1 :]]
        apart = self.programme.get("keep apart", [])
        ends = [
            {one.rpartition(f"-{role}")[0] for one in two for role in self.roles} for two in apart
        ]
        if any(sum(pair in one for pair in self.here) < 2 for one in tracks):
            return []
        if any(len(two & {*one}) > 1 for two in ends for one in tracks):
            return []
        small = [
            name
            for name, one in library().items()
            if one.within == ("pair",) and one.people[0] == 2 and one.people[1] >= 60
        ]
        sponsored = "sponsors" in self.programme
        return [
            {
                "exercise": self.chance.fitting(small),
                "time": "30m",
                "who": [*one, "sponsors"] if sponsored and not place else one,
                "room": f"Room {place + 1}",
            }
            for place, one in enumerate(tracks)
        ]


def people_on(
    pairs: Mapping[str, Mapping[str, Any]], roles: Sequence[str], on: date
) -> list[tuple[str, str]]:
    """Return pair and role of everybody in post on a date."""
    return [
        (pair, role)
        for pair, says in pairs.items()
        for role in roles
        if "name" in says.get(role, {})
        and says[role].get("from", "") <= str(on) <= says[role].get("until", "9999")
    ]
