"""Who takes part and when, wherever it was written: what every step after reading asks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from facilitate.faults import At
from facilitate.model.plan import DayFile, Pair, PeopleAndYear
from facilitate.recipient import Recipient
from facilitate.structs import Struct


class Person(Struct):
    """One member of a pair or one sponsor, with an id such as `crisis-doctor` or `exec`.

    `pair` is empty for a sponsor, whose `role` is `sponsor`. `service` is the pair's.
    """

    id: str
    name: str
    role: str
    pair: str = ""
    service: str = ""
    title: str = ""
    acting: bool = False
    vacant: bool = False
    joined: date | None = None
    left: date | None = None

    @property
    def written_at(self) -> tuple[str, ...]:
        """The keys of the programme's file under which this person is written."""
        return ("pairs", self.pair, self.role) if self.pair else ("sponsors", self.id)

    @property
    def reader(self) -> Recipient:
        """The reader that this person is, by kind and id: one of a pair, or a sponsor."""
        return Recipient("person" if self.pair else "sponsor", self.id)

    def there_on(self, day: date) -> bool:
        """Say whether the post is filled by this person on that day."""
        begun = self.joined is None or self.joined <= day
        ended = self.left is not None and self.left < day
        return not self.vacant and begun and not ended


@dataclass(frozen=True)
class Programme:
    """A programme, wherever it was written: its own file, or inside a single-file plan.

    `file` is the plan's path as told to people; key paths of faults are paths in that file.
    """

    name: str
    says: PeopleAndYear
    file: str

    @property
    def pairs(self) -> Mapping[str, Pair]:
        """Id to pair, in the order written."""
        return self.says.pairs

    @property
    def roster(self) -> tuple[At, ...]:
        """Where it is written who takes part, from which faults about people may follow."""
        return tuple(At(self.file, (key,)) for key in ("pairs", "sponsors", "roles"))

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Every member of every pair, then the sponsors, in the order written."""
        members = (
            Person(
                id=f"{pair_id}-{role}",
                name=member.name,
                role=role,
                pair=pair_id,
                service=pair.called(pair_id),
                title=member.title,
                acting=member.acting,
                vacant=member.vacant,
                joined=member.from_,
                left=member.until,
            )
            for pair_id, pair in self.says.pairs.items()
            for role, member in pair.members.items()
        )
        sponsors = (
            Person(id_, name, "sponsor", title=title)
            for id_, sponsor in self.says.sponsors.items()
            for name, title in [sponsor.name_and_title]
        )
        return (*members, *sponsors)

    @cached_property
    def by_id(self) -> Mapping[str, Person]:
        """Everybody by id."""
        return {one.id: one for one in self.people}

    @cached_property
    def pair_of(self) -> Mapping[str, str]:
        """The pair of everybody by id; an empty one of sponsors."""
        return {one.id: one.pair for one in self.people}

    @cached_property
    def roles_of_pairs(self) -> tuple[str, ...]:
        """The roles that pairs have, in the order written."""
        return tuple(dict.fromkeys(one.role for one in self.people if one.pair))

    @cached_property
    def pairs_by_word(self) -> Mapping[str, Sequence[str]]:
        """The pairs' ids by each word that stands for them in small letters: id and service."""
        found: dict[str, list[str]] = {}
        for id_, pair in self.pairs.items():
            for word in {id_.casefold(), pair.called(id_).casefold()}:
                found.setdefault(word, []).append(id_)
        return found

    @cached_property
    def people_by_word(self) -> Mapping[str, Sequence[Person]]:
        """Everybody by id, by name, and by the name's part before the comma, in small letters.

        Sponsors by what is written as their name, too, with the post behind it.
        """
        found: dict[str, list[Person]] = {}
        written = {id_: one.name.casefold() for id_, one in self.says.sponsors.items()}
        for one in self.people:
            name = one.name.casefold()
            as_written = name if one.pair else written[one.id]
            for word in {one.id.casefold(), name, name.partition(",")[0], as_written}:
                found.setdefault(word, []).append(one)
        return found

    @property
    def sizes(self) -> Mapping[str, int]:
        """How many posts of each pair are filled at any time, by its id; not of an empty pair."""
        return Counter(one.pair for one in self.people if one.pair and not one.vacant)


class Day(Struct):
    """One away day with its id (the file's stem), number in the year from 1, and file."""

    id: str
    number: int
    says: DayFile
    file: str
