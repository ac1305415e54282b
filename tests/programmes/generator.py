"""A random but sensible programme from a number: the same one for the same number, always.

The library is the shipped one, so that a programme asks only for exercises that its people can do.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from facilitate.load.library import load_library
from facilitate.model import Exercise
from facilitate.shipped import shipped
from tests.programmes.settings import CHALLENGES, FOODS, NAMES, NEEDS, SETTINGS, Setting

FIRST_DAY = date(2027, 3, 9)
SIZES = (1, 2, 2, 3, 3, 4, 5, 5, 6, 7, 8, 9, 11, 14, 20, 31, 60)
SMALL_SIZES = (1, 2, 3)
LETTERS_OF_AN_ID = (25, 40)
"""How long ids are: mostly short, sometimes as long as an id may be."""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A programme as its files would say it, and what is known of it besides.

    `secrets` are words of the private folder: the words, and who may read them (ids).
    """

    seed: int
    setting: Setting
    programme: Mapping[str, Any]
    days: Mapping[str, Mapping[str, Any]]
    sharing: Mapping[str, Any]
    access: Mapping[str, Any]
    takes: tuple[str, ...] = ()
    own_exercise: bool = False
    secrets: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def people(self) -> tuple[tuple[str, str, str], ...]:
        """Person, pair and role of every post that is filled at some time."""
        roles = self.programme["roles"]
        return tuple(
            (f"{pair}-{role}", pair, role)
            for pair, says in self.programme["pairs"].items()
            for role in roles
            if role in says and not (isinstance(says[role], dict) and "vacant" in says[role])
        )


@cache
def library() -> Mapping[str, Exercise]:
    """Return the shipped exercises."""
    return load_library({shipped("exercises"): "exercises"})[0].exercises


def made_up(seed: int, *, small: bool = False) -> MadeUp:
    """Return the programme of this number; a small one has at most three pairs and one day."""
    return _Maker(seed, small=small).programme()


class _Maker:
    def __init__(self, seed: int, *, small: bool) -> None:
        self.seed = seed
        self.small = small
        self.chance = random.Random(f"programme {seed}")
        self.setting = self.chance.choice(SETTINGS)
        self.roles = self.setting.roles[: self.chance.choice((2, 2, 2, 4))]
        self.named = 0

    def some(self, probability: float) -> bool:
        return self.chance.random() < probability

    def programme(self) -> MadeUp:
        chance = self.chance
        number = chance.choice(SMALL_SIZES if self.small else SIZES)
        pairs = self._pairs(number)
        sponsors = self._sponsors()
        gap = chance.choice((30, 90, 182))
        count = 1 if self.small else chance.choice((1, 1, 2, 3))
        dates = [FIRST_DAY + timedelta(days=gap * n) for n in range(count)]
        takes = self._takes(dates) if self.some(0.7) else {}
        says: dict[str, Any] = {
            "format": "1",
            "programme": f"{self.setting.services[0]} and others, together",
            "client": "A made-up organisation",
            "contact": "The programme office, office@example.org",
            "roles": list(self.roles),
            "minimum group": str(chance.choice((4, 5, 5, 5, 6, 8))),
            "pairs": pairs,
            "away days": [f"agendas/{n + 1}-day.yaml" for n in range(count)],
        }
        if sponsors:
            says["sponsors"] = sponsors
        if takes:
            says["stock takes"] = {name: str(day) for name, day in takes.items()}
            says["delete by"] = str(dates[-1] + timedelta(days=200))
        if not self.setting.hospital or self.some(0.3):
            says["words"] = {"people served": self.setting.served}
        people = [
            (pair, role, f"{pair}-{role}")
            for pair, keys in pairs.items()
            for role in self.roles
            if role in keys and "vacant" not in keys[role]
        ]
        self._extras(says, people, sponsors, dates)
        own = self.some(0.4)
        days = {f"{n + 1}-day": self._day(n, day, says, own=own) for n, day in enumerate(dates)}
        sharing, access, secrets = self._private([one for _, _, one in people])
        return MadeUp(
            self.seed, self.setting, says, days, sharing, access, tuple(takes), own, secrets
        )

    # ------------------------------------------------------------------------------------- people

    def _pairs(self, number: int) -> dict[str, dict[str, Any]]:
        pairs: dict[str, dict[str, Any]] = {}
        long = self.some(0.15)
        for place in range(number):
            base = self.setting.services[place % len(self.setting.services)]
            turn = place // len(self.setting.services)
            service = f"{base} {turn + 1}" if turn else base
            if long:
                service += " and everything else that has been added to it over the years"
            name = re.sub("[^a-z0-9]+", "-", service.lower()).strip("-")
            name = name[: self.chance.choice(LETTERS_OF_AN_ID)].strip("-")
            name = name if name not in pairs else f"p{place + 1}"
            says: dict[str, Any] = {"service": service}
            if self.some(0.6):
                says["site"] = self.chance.choice(self.setting.sites)
            if challenge := self.chance.choice(CHALLENGES):
                says["challenge"] = challenge
            posts = {role: self._member(role) for role in self._posts()}
            if all("vacant" in post for post in posts.values()):
                posts[next(iter(posts))] = {"name": self._name()}
            says |= posts
            pairs[name] = says
        filled = [
            says for says in pairs.values() for role in self.roles if "name" in says.get(role, {})
        ]
        if len(filled) < 2:
            first = next(iter(pairs.values()))
            first |= {role: {"name": self._name()} for role in self.roles[:2]}
            if len(self.roles) == 1:
                pairs["another"] = {"service": "Another", self.roles[0]: {"name": self._name()}}
        return pairs

    def _posts(self) -> Sequence[str]:
        """Return the roles of a pair: mostly two, sometimes one, or all there are."""
        if self.some(0.08):
            return [self.chance.choice(self.roles)]
        if len(self.roles) > 2 and self.some(0.6):
            return sorted(self.chance.sample(self.roles, 2), key=self.roles.index)
        return self.roles

    def _member(self, role: str) -> dict[str, Any]:
        if self.some(0.05):
            return {"vacant": "yes"}
        says = {"name": self._name()}
        if self.some(0.4):
            says["title"] = f"{role.replace('-', ' ').capitalize()} (acting)"
        if self.some(0.05):
            says["until"] = str(FIRST_DAY + timedelta(days=20))
        elif self.some(0.05):
            says["from"] = str(FIRST_DAY - timedelta(days=5))
        return says

    def _name(self) -> str:
        names = NAMES[0] if self.some(0.5) else self.chance.choice(NAMES)
        self.named += 1
        return f"{self.chance.choice(names)} {_roman(self.named)}"

    def _sponsors(self) -> dict[str, str]:
        number = self.chance.choice((0, 1, 1, 2, 4))
        return {f"sponsor-{n + 1}": f"Sponsor {_roman(n + 1)} Muster" for n in range(number)}

    # --------------------------------------------------------------------------------------- year

    def _takes(self, dates: Sequence[date]) -> dict[str, date]:
        takes = {"baseline": FIRST_DAY - timedelta(days=25)}
        if len(dates) > 1 and self.some(0.5):
            takes["repeat"] = dates[-1] - timedelta(days=10)
        return takes

    def _extras(
        self,
        says: dict[str, Any],
        people: Sequence[tuple[str, str, str]],
        sponsors: Mapping[str, str],
        dates: Sequence[date],
    ) -> None:
        if sponsors and self.some(0.5):
            says["promises"] = [
                {"sponsor": one, "what": "Keep these hours free", "by": str(dates[-1])}
                for one in sponsors
            ]
        if self.some(0.4):
            says["coaching"] = {
                one: [str(dates[0] + timedelta(days=21))] for _, _, one in people if self.some(0.7)
            }
        if self.some(0.4):
            says["outcomes"] = [
                {
                    "measure": "Letters answered late",
                    "unit": "a week",
                    "direction": "down",
                    "baseline": "11",
                    "source": "Weekly count",
                    "date": str(FIRST_DAY - timedelta(days=30)),
                }
            ]
        if sponsors and self.some(0.5):
            says["manages"] = {next(iter(sponsors)): [people[0][2]]}
        if len(people) > 4 and self.some(0.3):
            says["keep apart"] = [[people[0][2], people[-1][2]]]
        if self.some(0.3):
            says["story"] = "We share the work.\n\nNow we look at how."

    # ---------------------------------------------------------------------------------------- day

    def _day(
        self,
        number: int,
        on: date,
        programme: Mapping[str, Any],
        *,
        own: bool,
    ) -> dict[str, Any]:
        chance = self.chance
        here = _people_on(programme["pairs"], self.roles, on)
        takes = programme.get("stock takes", {})
        says: dict[str, Any] = {
            "format": "1",
            "title": chance.choice(
                ("A day away", "Half a day", "Away day: what is ours, what is yours, what we share")
            ),
            "date": str(on),
            "start": chance.choice(("9:00", "9:30", "13:00")),
            "venue": chance.choice(("Hall", "The long room", "Ashdown Room, first floor")),
        }
        if takes and self.some(0.8):
            before = [name for name, closes in takes.items() if closes < str(on)]
            says["stock take"] = before[-1]
        if len(here) > 5 and self.some(0.3):
            pair, role = here.pop(chance.randrange(len(here)))
            says["absent"] = [f"{pair}-{role}"]
        if self.some(0.6):
            says["aims"] = ["I know what is mine to decide"]
        if self.some(0.3):
            says["cover"] = "Whoever is on duty"
        tracks = self._parallel([pair for pair, _ in here], programme)
        says["agenda"] = self._agenda(
            number, says, len(here), tracks=tracks, sponsors="sponsors" in programme, own=own
        )
        return says

    def _agenda(
        self,
        number: int,
        day: Mapping[str, Any],
        people: int,
        *,
        tracks: Sequence[Mapping[str, Any]],
        sponsors: bool,
        own: bool,
    ) -> list[dict[str, Any]]:
        half = self.some(0.4) or day["start"] == "13:00"
        items: list[dict[str, Any]] = [{"arrive": "15m"}, {"welcome": "15m"}]
        if number and self.some(0.6):
            items.append({"actions": "20m"})
        items += self._exercises(("opening",), people)
        if "stock take" in day:
            items += self._exercises(("audit feedback",), people)
        items.append({"break": "15m"})
        items += self._exercises(("role clarification", "mission setting"), people)
        if not half:
            items.append({"lunch": "45m"})
            items += self._exercises(("pair observation",), people)
            items += self._exercises(("bridging", "charter"), people)
            items += self._exercises(("linking",), people) if sponsors else []
            items.append({"break": "15m"})
        items += [{"parallel": list(tracks)}] if tracks else []
        if own and number == 0:
            items.append({"exercise": "our-own-walk"})
        if self.some(0.3):
            talk = {"talk": "20m", "title": "What the new money means, and what it does not"}
            items.append({**talk, "led by": "Kim Madeup"} if self.some(0.7) else talk)
        items += self._exercises(("action planning",), people)
        items.append({"feedback": "10m"})
        return items

    def _exercises(self, categories: Sequence[str], people: int) -> list[dict[str, Any]]:
        """Return one exercise of each category that these people can do, if there is one."""
        found = []
        for category in categories:
            fit = [
                name
                for name, one in library().items()
                if one.category == category and one.people[0] <= people <= one.people[1]
            ]
            if fit and self.some(0.85):
                found.append({"exercise": self.chance.choice(sorted(fit))})
        return found

    def _parallel(self, here: Sequence[str], programme: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return tracks of whole pairs; none where one has a single person or people kept apart.

        `here` names the pair of each person in the room.
        """
        number = self.chance.choice((0, 0, 0, 2, 3, 4))
        pairs = list(dict.fromkeys(here))
        tracks = [pairs[n::number] for n in range(number)]
        if number and self.some(0.3):  # a few here and there, and everybody else in one room
            tracks = [*([pair] for pair in pairs[: number - 1]), pairs[number - 1 :]]
        apart = programme.get("keep apart", [])
        ends = [
            {one.rpartition(f"-{role}")[0] for one in two for role in self.roles} for two in apart
        ]
        if any(sum(pair in one for pair in here) < 2 for one in tracks):
            return []
        if any(len(two & {*one}) > 1 for two in ends for one in tracks):
            return []
        small = [
            name
            for name, one in library().items()
            if one.within == ("pair",) and one.people[0] == 2 and one.people[1] >= 60
        ]
        return [
            {
                "exercise": self.chance.choice(sorted(small)),
                "time": "30m",
                "who": [*one, "sponsors"] if "sponsors" in programme and not place else one,
                "room": f"Room {place + 1}",
            }
            for place, one in enumerate(tracks)
        ]

    # ------------------------------------------------------------------------------------ private

    def _private(
        self, people: Sequence[str]
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, frozenset[str]]]:
        sharing: dict[str, Any] = {}
        access: dict[str, Any] = {}
        secrets: dict[str, frozenset[str]] = {}
        all_refuse = self.some(0.1)
        for place, person in enumerate(people):
            if self.some(0.8):
                choice = self.chance.choice(("group only", "own answers", "both partners"))
                sharing[person] = {
                    "sharing": "group only" if all_refuse else choice,
                    "since": str(FIRST_DAY - timedelta(days=30)),
                    "being observed": "no" if all_refuse or self.some(0.2) else "yes",
                    "sponsor visit": "yes" if self.some(0.4) else "no",
                }
            if self.some(0.12):
                diet = f"no {self.chance.choice(FOODS)} for {_roman(place + 1)}, please"
                access[person] = {"needs": [self.chance.choice(NEEDS)], "diet": diet}
                secrets[diet] = frozenset({person})
        return sharing, access, secrets


def _people_on(
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


def _roman(number: int) -> str:
    """Return a number as Roman numerals, so that a name is met once and stays short."""
    signs = {100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}
    found = ""
    for value, sign in signs.items():
        found += sign * (number // value)
        number %= value
    return found
