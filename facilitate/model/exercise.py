"""An exercise of the library: one YAML file each, and the one list of themes and threads."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from facilitate.model.times_and_dates import ParseError, parse_minutes, without_length
from facilitate.model.units import (
    Claim,
    Frozen,
    GroupSize,
    Listed,
    Minutes,
    MinutesSpan,
    OneOrMore,
    OrWords,
    Span,
    Whole,
    one_as_list,
    reader,
    refused,
)

Capital = Literal["bonding", "bridging", "linking"]

Within = Literal[
    "person",
    "pair",
    "two pairs",
    "role",
    "mixed",
    "table",
    "service",
    "inner and outer ring",
    "all",
]
"""Who works together: `role` and `service` are groups of one kind, `mixed` and `table` are not."""

EVERYONE = 0
"""The group size `all`: everyone of the kind that `within` names is in one group."""

TABLE = 4
"""How many people sit at a table where an exercise does not say it."""

FIXED_SIZE: Mapping[Within, int] = {
    "person": 1,
    "pair": 2,
    "two pairs": 4,
    "inner and outer ring": EVERYONE,
    "all": EVERYONE,
}
"""The kinds that allow one size only."""

USUAL_SIZE: Mapping[Within, int] = {
    **FIXED_SIZE,
    "role": EVERYONE,
    "service": EVERYONE,
    "mixed": TABLE,
    "table": TABLE,
}
"""The size of a phase that says `within` alone."""

USUAL_WITHIN: Mapping[int, Within] = {1: "person", 2: "pair", EVERYONE: "all"}
"""The kind of a phase that says its size alone; people of any role for other sizes."""


MUTUAL_VIEWS = "mutual-views"
"""The thread of an exercise that shows what role groups think of each other."""


class Phase(NamedTuple):
    """One phase of an exercise: at most so many people in a group (`EVERYONE`: all), of a kind."""

    size: int
    within: Within

    @property
    def shares(self) -> bool:
        """Whether groups larger than a pair and smaller than everyone work at something."""
        return self.within in {"two pairs", "role", "mixed", "table", "service"}


class Step(Frozen):
    """One timed step: `times` rounds of `minutes` each, and the instruction people hear."""

    minutes: int
    text: str
    times: int = 1

    @property
    def total(self) -> int:
        """The minutes of all rounds together."""
        return self.minutes * self.times


def read_step(text: str) -> Step:
    """Return a step from `5m Alone, write` or `4x10m Rounds`; else raise `ParseError`."""
    length = r"\d+ (?:m|mins?|minutes?|minut[a-z]{1,3})\b\.?|\d\w*"
    found = re.fullmatch(
        rf"(?:(\d+)\s*x\s*)?({length})\s+(?:[-–—]\s+)?(.+)",
        text.strip(),
        flags=re.DOTALL | re.IGNORECASE,
    )
    if not found:
        message = f"{text[:60]!r} does not start with a length."
        hint = "Write the step like 5m Write alone, or 3x5m Take turns."
        words, length = without_length(_NUMBERED.sub("", text.strip()))
        if ends := _FROM_TO.match(text):
            hint = f"Write one length: {ends[1]}m {ends[2][:60]}"
        elif rounds := _ROUNDS.search(text):
            words = _ROUNDS.sub(" ", text).strip(" :-–")
            hint = f"Write {rounds[1]}x{rounds[2]}m {words[:60] or 'Take turns'}"
        elif length and words:
            hint = f"Write {parse_minutes(length)}m {words[:60]}"
        elif length:
            message, hint = f"{text!r} does not say what is done.", f"Write {length} Write alone"
        raise ParseError(message, hint)
    if glued := re.match(r"(\d+m)([A-Z][a-z]+)$", found[2]):
        message = f"{text[:60]!r} has no space behind its length."
        raise ParseError(message, f"Write {glued[1]} {glued[2]} {found[3][:60]}")
    words = " ".join(found[3].split())
    return Step(minutes=parse_minutes(found[2].rstrip(".")), times=int(found[1] or 1), text=words)


_ROUNDS = re.compile(
    r"[\s,;(]*\b(\d)\s*(?:x|×|times)\s*(\d+)\s*(?:m|mins?|minutes)\b[\s,;)]*", re.IGNORECASE
)
_FROM_TO = re.compile(r"\d+\s*m?\s*(?:-|–|to)\s*(\d+)\s*m\w*\s+(.+)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:step )?\d{1,2}[.):]\s+", re.IGNORECASE)
"""How a line begins that somebody numbered: `1. 6m Alone`."""

Steps = tuple[Annotated[Step, reader(read_step), OrWords()], ...]


class Material(Frozen):
    """Something an exercise needs: what, how many, for each what, and whether it comes back.

    `sheet` names the template that prints it; then the build prints it in the right number. What
    is `brought` people have with them; nobody packs it. Of the `venue` rooms and chairs are asked.
    """

    what: str
    count: Whole = 1
    per: Literal[
        "person",
        "30 people",
        "pair",
        "table",
        "group",
        "last group",
        "room",
        "sponsor",
        "once",
    ] = "once"
    reusable: Claim = False
    brought: Claim = False
    venue: Claim = False
    sheet: str = ""
    paper: str = ""


class Variations(Frozen):
    """What changes for remote members, a large group, a pair's only member, people who sit."""

    remote: str = ""
    large: str = ""
    lone: str = ""
    short: str = ""
    long: str = ""
    seated: str = ""


class AnotherWay(Frozen):
    """Another way through an exercise: its second visit, or each pair by itself.

    What it leaves out is as on the first visit, except `materials`, `gives` and `uses`, which
    are always its own. Of `variations` it says those that differ.
    """

    title: str
    time: Minutes
    range: MinutesSpan | None = None
    steps: Steps
    purpose: str = ""
    need: str = ""
    materials: tuple[Material, ...] = ()
    debrief: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()
    variations: Variations = Variations()
    gives: Listed = ()
    uses: Listed = ()


class OnePair(Frozen):
    """What one pair does, if it is alone, where two pairs work together; the rest is as usual."""

    steps: Steps
    need: str = ""
    variations: Variations = Variations()


EVERYBODY: tuple[int, int] = (1, 240)
"""The fewest and the most people where an exercise does not say it: sixty pairs of four."""


def _time_of_steps(given: dict[str, Any]) -> int:
    """Return the minutes of all steps together."""
    return sum(step.total for step in given.get("steps", ()))


def _range_around(given: dict[str, Any]) -> tuple[int, int]:
    """Return three quarters and one and a half times the usual length, in whole minutes."""
    time = given.get("time", 0)
    return max(1, time * 3 // 4), time * 3 // 2


class Exercise(Frozen):
    """One exercise, as its file says it. The id is the file's name.

    A name, a purpose and steps are enough.

    `themes` are words of the one list; `gives` and `uses` are words of the list of threads.
    `groups` are printed words. What is counted comes from `group_size` and `within`, one value for
    each phase; `hosts` says that one person stays at each table, `odd` what a pair or person left
    over does. `consent` says that some are watched, who have each said yes before the day;
    `unwatched` is what is done instead where no pair can be watched, or one pair is alone;
    `one_pair` is for one pair alone where nobody is watched and the rest stays as it is.
    `serves` is how many pairs get a turn of their own; None where everyone works at once.
    `source` is where the origin can be read, if it was checked there.
    """

    id: str = ""
    name: str
    category: str = "our own"
    origin: str = ""
    source: str = ""
    checked: Claim = False
    purpose: str
    capital: Annotated[tuple[Capital, ...], BeforeValidator(one_as_list), OneOrMore()] = ()
    groups: str = ""
    group_size: Annotated[tuple[GroupSize, ...], BeforeValidator(one_as_list), OneOrMore()] = Field(
        default=(), alias="group size"
    )
    within: Annotated[tuple[Within, ...], BeforeValidator(one_as_list), OneOrMore()] = ()
    hosts: Claim = False
    odd: str = ""
    consent: Claim = False
    people: Span = EVERYBODY
    steps: Steps
    time: Minutes = Field(default_factory=_time_of_steps)
    range: MinutesSpan = Field(default_factory=_range_around)
    materials: tuple[Material, ...] = ()
    debrief: Listed = ()
    watch: Listed = ()
    variations: Variations = Variations()
    themes: Listed = ()
    gives: Listed = ()
    uses: Listed = ()
    serves: Whole | None = None
    opt_in: Claim = Field(default=False, alias="opt-in")
    rotates: Literal["", "tables", "observe"] = ""
    need: str = ""
    return_: AnotherWay | None = Field(default=None, alias="return")
    unwatched: AnotherWay | None = None
    one_pair: OnePair | None = Field(default=None, alias="one pair")
    format: Literal["1"] = "1"

    def again(self) -> "Exercise":
        """Return the exercise as its second visit has it; itself if it has none."""
        return self._done(self.return_) if self.return_ else self

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the templates that print its sheets, in the order of its materials."""
        return tuple(one.sheet for one in self.materials if one.sheet)

    @property
    def pair_can_be_alone(self) -> bool:
        """Whether it says what a pair does by itself."""
        return bool(self.unwatched or self.one_pair)

    def by_each_pair_itself(self) -> "Exercise":
        """Return it as each pair does it by itself; the same where it says no such way."""
        alone = {"group_size": (2,), "within": ("pair",), "groups": "", "odd": ""}
        if way := self.unwatched:
            unseen = {"capital": ("bonding",), "rotates": "", "consent": False}
            return self._done(way).model_copy(update={**alone, **unseen})
        if one := self.one_pair:
            own = {"steps": one.steps, "need": one.need or self.need}
            varied = {"variations": self._varied(one.variations)}
            return self.model_copy(update={**alone, **own, **varied})
        return self

    def _varied(self, own: Variations) -> Variations:
        """Return the variations with those in their place that another way says itself."""
        return self.variations.model_copy(update={name: words for name, words in own if words})

    def _done(self, way: AnotherWay) -> "Exercise":
        return self.model_copy(
            update={
                "name": way.title,
                "time": way.time,
                "range": way.range or (min(self.range[0], way.time), way.time),
                "steps": way.steps,
                "purpose": way.purpose or self.purpose,
                "need": way.need or self.need,
                "materials": way.materials,
                "debrief": way.debrief or self.debrief,
                "watch": way.watch or self.watch,
                "variations": self._varied(way.variations),
                "gives": way.gives,
                "uses": way.uses,
                "one_pair": None,
            }
        )

    @field_validator("steps")
    @classmethod
    def _something_is_done(cls, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        if not steps:
            message, hint = "Nothing is done here.", "Write a line such as: - 5m Write alone"
            raise refused("unreadable", message, hint)
        return steps

    @field_validator("within")
    @classmethod
    def _within_fits_the_sizes(
        cls, within: tuple[Within, ...], info: ValidationInfo
    ) -> tuple[Within, ...]:
        sizes = info.data.get("group_size", ())
        if sizes and len(sizes) != len(within):
            message = f"'group size' has {len(sizes)} phases and 'within' {len(within)}."
            hint = "Write one of each for every phase, or one of the two keys alone."
            raise refused("unreadable", message, hint)
        for size, kind in zip(sizes, within, strict=False):
            fixed = FIXED_SIZE.get(kind, size)
            if size != fixed:
                message = f"'within: {kind}' does not go with a group size of {size or 'all'}."
                hint = f"Write group size: {fixed or 'all'}, or within: mixed."
                raise refused("unreadable", message, hint)
        return within

    @property
    def phases(self) -> tuple[Phase, ...]:
        """Who works together, phase by phase; tables of four where the file does not say it."""
        if self.group_size and self.within:
            return tuple(map(Phase, self.group_size, self.within))
        if self.within:
            return tuple(Phase(USUAL_SIZE[kind], kind) for kind in self.within)
        sizes = self.group_size or (TABLE,)
        return tuple(Phase(size, USUAL_WITHIN.get(size, "mixed")) for size in sizes)

    @property
    def counts_groups(self) -> bool:
        """Whether something is counted by who works together: papers, or a table plan."""
        shared = any(one.per in {"table", "group"} for one in self.materials)
        return shared or self.rotates == "tables"

    @property
    def matched(self) -> tuple[int, Literal["people", "pairs"]]:
        """How many of what are matched, so that some may be left over; one at a time if none."""
        if self.rotates == "observe" or any(one.within == "two pairs" for one in self.phases):
            return 2, "pairs"
        small = (one.size for one in self.phases if one.within == "mixed" and one.size in (2, 3))
        return next(small, 1), "people"

    @property
    def shared_phase(self) -> Phase:
        """The phase whose groups share paper and tables: the first that does, else the last."""
        return next((phase for phase in self.phases if phase.shares), self.phases[-1])


class Themes(Frozen):
    """The one list of themes (id to a sentence), and of threads that exercises hand on."""

    format: Literal["1"] = "1"
    themes: dict[str, str]
    names: dict[str, str] = {}
    threads: dict[str, str] = {}
