"""A random but sensible programme from a number: the same one for the same number, always.

The library is the shipped one, so that a programme asks only for exercises that its people can do.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.programmes.chance import Chance, roman
from tests.programmes.confided import Confided, made_up_answers
from tests.programmes.days import made_up_day, people_on
from tests.programmes.own import OUR_PAIR_PAGE, OUR_SLIDES, OWN_EXERCISES, OWN_PAGES, own_questions
from tests.programmes.settings import CHALLENGES, MILESTONES, OUTCOMES, PROMISED, SETTINGS, Setting

FIRST_DAY = date(2027, 3, 9)
MISSIONS = (
    "We answer together within a day",
    "Whoever comes to one of us has come to both of us, and hears one answer from the two of us "
    "before the day is over",
)
SIZES = (1, 2, 2, 3, 3, 4, 5, 5, 6, 7, 8, 9, 11, 14, 20, 31, 60)
LETTERS_OF_AN_ID = (25, 40)
"""How long ids are: mostly short, sometimes as long as an id may be."""
DAYS_BETWEEN = (1, 30, 90, 182)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A programme as its files would say it, and what is known of it besides.

    `files` are those beside the programme's own and its days', by their paths: words or a
    mapping. `secrets` are words of the private folder: the words, and who may read them (ids).
    """

    seed: int
    setting: Setting
    programme: Mapping[str, Any]
    days: Mapping[str, Mapping[str, Any]]
    files: Mapping[str, str | Mapping[str, Any]] = field(default_factory=dict)
    secrets: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def never_there(self) -> Iterator[str]:
        """Yield the posts (`crisis doctor`) and pairs (`crisis`) of which nobody comes on any day.

        They are on no list.
        """
        pairs, there = self.programme["pairs"], set()
        for day in self.days.values():
            here = people_on(pairs, list(self.programme["roles"]), date.fromisoformat(day["date"]))
            there |= {one for one in here if "-".join(one) not in day.get("absent", ())}
        yield from (pair for pair in pairs if pair not in {pair for pair, _ in there})
        for pair, says in pairs.items():
            for role in self.programme["roles"]:
                if role in says and (pair, role) not in there:
                    yield f"{pair} {role}"


def made_up(seed: int, *, small: bool = False, most_pairs: int = 60) -> MadeUp:
    """Return the programme of this number; a small one has at most three pairs and one day."""
    return _Maker(seed, small=small, most_pairs=3 if small else most_pairs).programme()


class _Maker:
    def __init__(self, seed: int, *, small: bool, most_pairs: int) -> None:
        self.seed = seed
        self.small = small
        self.sizes = [size for size in SIZES if size <= most_pairs]
        self.chance = Chance(f"programme {seed}")
        self.setting = self.chance.choice(SETTINGS)
        self.roles = self.setting.roles[: self.chance.choice((2, 2, 2, 4))]

    def programme(self) -> MadeUp:
        chance = self.chance
        number = chance.choice(self.sizes)
        pairs = self._pairs(number)
        gap = chance.choice(DAYS_BETWEEN)
        count = 1 if self.small else chance.choice((1, 1, 2, 3))
        dates = [FIRST_DAY + timedelta(days=gap * n) for n in range(count)]
        takes = self._takes(dates) if chance.some(0.7) else {}
        says: dict[str, Any] = {
            "format": "1",
            "programme": f"{self.setting.services[0]} and others, together",
            "client": "A made-up organisation",
            "contact": "The programme office, office@example.org",
            "roles": self._role_words(),
            "minimum group": str(chance.choice((4, 5, 5, 5, 6, 8))),
            "pairs": pairs,
            "away days": [f"agendas/{n + 1}-day.yaml" for n in range(count)],
        }
        if sponsors := self._sponsors():
            says["sponsors"] = sponsors
        if takes:
            says["stock takes"] = {name: str(day) for name, day in takes.items()}
            says["delete by"] = str(dates[-1] + timedelta(days=200))
            self._turn_to(says)
        if not self.setting.hospital or chance.some(0.3):
            says["words"] = {"people served": self.setting.served}
            if self.setting.service and chance.some(0.7):
                says["words"]["service"] = self.setting.service
        self._extras(says, dates)
        files = self._own_files(says)
        days = {
            f"{n + 1}-day": made_up_day(chance, self.roles, says, files, n, on)
            for n, on in enumerate(dates)
        }
        files |= self._actions(says, dates)
        confided = self._private(says, takes, files)
        files |= confided.files
        return MadeUp(self.seed, self.setting, says, days, files, confided.secrets)

    def _role_words(self) -> list[str] | dict[str, Any]:
        """Return the roles as a list of keys, or with what pages call them where it differs."""
        words = self.setting.words
        return {role: words.get(role, {}) for role in self.roles} if words else list(self.roles)

    # ------------------------------------------------------------------------------------- people

    def _pairs(self, number: int) -> dict[str, dict[str, Any]]:
        pairs: dict[str, dict[str, Any]] = {}
        long = self.chance.some(0.15)
        for place in range(number):
            base = self.setting.services[place % len(self.setting.services)]
            turn = place // len(self.setting.services)
            service = f"{base} {turn + 1}" if turn else base
            if long:
                service += " and everything else that has been added to it over the years"
            name = re.sub("[^a-z0-9]+", "-", service.lower()).strip("-")
            name = name[: self.chance.choice(LETTERS_OF_AN_ID)].strip("-")
            name = name if re.match("[a-z]", name) and name not in pairs else f"p{place + 1}"
            pairs[name] = self._pair(service)
        posts = [
            says for says in pairs.values() for role in self.roles if "name" in says.get(role, {})
        ]
        if len(posts) < 2:
            first = next(iter(pairs.values()))
            first |= {role: {"name": self.chance.name()} for role in self.roles[:2]}
            if len(self.roles) == 1:
                pairs["another"] = {
                    "service": "Another",
                    self.roles[0]: {"name": self.chance.name()},
                }
        return pairs

    def _pair(self, service: str) -> dict[str, Any]:
        says: dict[str, Any] = {"service": service}
        if self.chance.some(0.6):
            says["site"] = self.chance.choice(self.setting.sites)
        if challenge := self.chance.choice(CHALLENGES):
            says["challenge"] = challenge
        if self.chance.some(0.4):
            says["watch for"] = "Who says the last word, and how the other knows"
        posts = {role: self._member(role) for role in self._posts()}
        if all("vacant" in post for post in posts.values()):
            posts[next(iter(posts))] = {"name": self.chance.name()}
        return says | posts

    def _posts(self) -> Sequence[str]:
        """Return the roles of a pair: mostly two, sometimes one, or all there are."""
        if self.chance.some(0.08):
            return [self.chance.choice(self.roles)]
        if len(self.roles) > 2 and self.chance.some(0.6):
            return sorted(self.chance.sample(self.roles, 2), key=self.roles.index)
        return self.roles

    def _member(self, role: str) -> dict[str, Any]:
        if self.chance.some(0.05):
            return {"vacant": "yes"}
        says = {"name": self.chance.name()}
        if self.chance.some(0.4):
            says["title"] = f"Senior {self.setting.called(role)} for this and that"
        if self.chance.some(0.05):
            says["until"] = str(FIRST_DAY + timedelta(days=20))
        elif self.chance.some(0.05):
            says["from"] = str(FIRST_DAY - timedelta(days=5))
        elif self.chance.some(0.05):
            says["acting"] = "yes"
        return says

    def _sponsors(self) -> dict[str, Any]:
        number = self.chance.choice((0, 1, 1, 2, 4))
        return {
            f"sponsor-{n + 1}": {"name": f"Sponsor {roman(n + 1)} Muster", "title": "Board member"}
            if self.chance.some(0.4)
            else f"Sponsor {roman(n + 1)} Muster"
            for n in range(number)
        }

    # --------------------------------------------------------------------------------------- year

    def _takes(self, dates: Sequence[date]) -> dict[str, date]:
        takes = {"baseline": FIRST_DAY - timedelta(days=25)}
        if len(dates) > 1 and (dates[-1] - dates[0]).days > 20 and self.chance.some(0.6):
            takes["repeat"] = dates[-1] - timedelta(days=10)
        return takes

    def _turn_to(self, says: dict[str, Any]) -> None:
        """Add whom people can turn to: all, some or none of them."""
        for key in ("speak up", "support", "safeguarding lead"):
            if self.chance.some(0.5):
                says[key] = f"Kim Madeup, {key}, 01632 960100"

    def _extras(self, says: dict[str, Any], dates: Sequence[date]) -> None:
        people = [one for one, _, _ in people_of(says["pairs"], self.roles)]
        self._extras_of_people(says, dates, people)
        if self.chance.some(0.4):
            says["outcomes"] = self._outcomes(dates, [*says["pairs"], *says.get("sponsors", {})])
            says["milestones"] = self._milestones(dates)
        if self.chance.some(0.3):
            says["story"] = "We share the work.\n\nNow we look at how."
        if len(dates) > 1 and self.chance.some(0.4):
            says["charter agreed"] = str(dates[0])
            says["charter"] = ["Ask before you answer", "Say who decides, and by when"]
        if len(dates) > 1 and self.chance.some(0.4):
            says["mission agreed"] = str(dates[0])
            says["mission"] = self.chance.fitting(MISSIONS)
            next(iter(says["pairs"].values()))["mission"] = "One list and one telephone number"
        if self.chance.some(0.2):
            says["capital"] = "strict"
        if self.chance.some(0.2):
            says["starts"] = str(FIRST_DAY - timedelta(days=60))

    def _extras_of_people(
        self, says: dict[str, Any], dates: Sequence[date], people: Sequence[str]
    ) -> None:
        chance, sponsors = self.chance, says.get("sponsors", {})
        if sponsors and chance.some(0.5):
            says["promises"] = [
                {"sponsor": one, "what": "Keep these hours free", "by": str(dates[-1])}
                for one in sponsors
            ]
        if chance.some(0.4):
            often = range(1, 5 if chance.some(0.4) else 2)
            sessions = [str(dates[0] + timedelta(days=21 * n)) for n in often]
            says["coaching"] = {one: sessions for one in people if chance.some(0.7)}
            if len(dates) > 1 and chance.some(0.5):
                says["coaching done"] = {one: "1" for one in says["coaching"] if chance.some(0.8)}
            if says["coaching"] and chance.some(0.6):
                whom = [*says["coaching"]]
                says["coaches"] = {
                    "coach-lee": {"name": "Lee Wrenfield", "coaches": whom},
                    "coach-kim": {"name": "Kim Harrow", "coaches": whom[:1]},
                }
        if sponsors and chance.some(0.3):
            says["needs agreed with"] = dict.fromkeys(people[::2], next(iter(sponsors)))
        if sponsors and chance.some(0.5):
            says["manages"] = {next(iter(sponsors)): [people[0]]}
        if chance.some(0.2):
            self._bosses(says, people)
        if len(people) > 4 and chance.some(0.3):
            says["keep apart"] = [[people[0], people[-1]]]

    def _bosses(self, says: dict[str, Any], people: Sequence[str]) -> None:
        """Let the first role manage the second in every pair; some were asked alone."""
        for pair, keys in says["pairs"].items():
            boss, under = (f"{pair}-{role}" for role in (*self.roles, *self.roles)[:2])
            if boss != under and {boss, under} <= set(people):
                says.setdefault("manages", {})[boss] = [under]
                if self.chance.some(0.5):
                    keys["asked alone"] = "yes"

    def _milestones(self, dates: Sequence[date]) -> list[dict[str, str]]:
        """Return what is to be reached: some of it told of in words since the first day."""
        told = {"state": "half of it done", "date": str(dates[-1] - timedelta(days=2))}
        return [
            {"what": what, "by": str(dates[-1]), **(told if self.chance.some(0.5) else {})}
            for what in MILESTONES
            if self.chance.some(0.5)
        ]

    def _outcomes(self, dates: Sequence[date], owners: Sequence[str]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for measure, unit, figure in self.chance.sample(OUTCOMES, self.chance.choice((1, 3))):
            says: dict[str, Any] = {
                "measure": measure,
                "unit": unit,
                "direction": "down",
                "baseline": figure,
                "source": "Weekly count",
                "date": str(FIRST_DAY - timedelta(days=30)),
            }
            if self.chance.some(0.6):
                says["owner"] = self.chance.choice([*owners, "all"])
                says["kind"] = self.chance.choice(("finance", "people served"))
                says["counted on"] = [says["date"], str(dates[-1])]
            if len(dates) > 1 and self.chance.some(0.5):
                says["counts"] = {str(dates[0] + timedelta(days=3)): figure}
            if self.chance.some(0.6):
                says["aim"] = str(int(figure) // 2)
            if len(dates) > 1 and self.chance.some(0.6):
                says["repeat"] = str(int(figure) * self.chance.choice((1, 2, 3)) // 3)
                says["repeat date"] = str(dates[-1] - timedelta(days=1))
            found.append(says)
        return found

    def _actions(self, says: Mapping[str, Any], dates: Sequence[date]) -> dict[str, Any]:
        """Return what pairs and a sponsor promised on the first day, for the days after it."""
        if len(dates) < 2 or self.chance.some(0.4):
            return {}
        pairs = list(says["pairs"])
        who = [pair for pair in pairs if self.chance.some(0.8)] + list(says.get("sponsors", {}))[:1]
        status = ("open", "kept", "not kept", "carried", "dropped")
        actions = [
            {
                "id": f"a{place + 1}",
                "who": one,
                "what": self.chance.choice(PROMISED),
                "by": str(dates[0] + timedelta(days=14)),
                "status": self.chance.choice(status),
                "made on": "1-day",
            }
            for place, one in enumerate(who)
        ]
        for place, action in enumerate(actions):
            other = pairs[(place + 1) % len(pairs)]
            if other != action["who"] and self.chance.some(0.8):
                action["witness"] = other
            if self.chance.some(0.5):
                action["told to all"] = "yes"
        return {"actions.yaml": {"format": "1", "actions": actions}}

    # ---------------------------------------------------------------------------------------- own

    def _own_files(self, says: Mapping[str, Any]) -> dict[str, str | Mapping[str, Any]]:
        """Return exercises, pages, slides and questions of the programme's own."""
        files: dict[str, str | Mapping[str, Any]] = {}
        for name, exercise in OWN_EXERCISES.items():
            if self.chance.some(0.3):
                files[f"exercises/{name}.yaml"] = exercise
                files |= OWN_PAGES.get(name, {})
        if self.chance.some(0.3):
            files["templates/handouts/how-to-reach-us.md"] = OUR_PAIR_PAGE
        if self.chance.some(0.3):
            files["slides/money.md"] = OUR_SLIDES
        if "stock takes" in says and self.chance.some(0.35):
            files["questions.yaml"] = own_questions(1, self.chance.choice((4, 5, 7)))
        return files

    def _private(
        self, says: Mapping[str, Any], takes: Mapping[str, date], files: Mapping[str, Any]
    ) -> Confided:
        people = people_of(says["pairs"], self.roles)
        return made_up_answers(self.chance, people, takes, files.get("questions.yaml"))


def people_of(
    pairs: Mapping[str, Mapping[str, Any]], roles: Sequence[str]
) -> list[tuple[str, str, str]]:
    """Return person, pair and role of every post that is filled at some time."""
    return [
        (f"{pair}-{role}", pair, role)
        for pair, says in pairs.items()
        for role in roles
        if "name" in says.get(role, {})
    ]
