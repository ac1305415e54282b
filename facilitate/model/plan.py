"""The organiser's files: a programme of pairs, its away days, or both in one; and promises."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from facilitate.faults import with_and
from facilitate.model.roles import DOCTOR_AND_MANAGER, Roles
from facilitate.model.units import (
    Address,
    Claim,
    Clock,
    Date,
    Frozen,
    HeldOf,
    Listed,
    Minutes,
    Number,
    OneOrMore,
    OrWords,
    Whole,
    one_as_list,
    refused,
)

ItemKind = Literal[
    "exercise",
    "arrive",
    "welcome",
    "talk",
    "break",
    "lunch",
    "buffer",
    "actions",
    "feedback",
    "parallel",
]
KINDS: tuple[ItemKind, ...] = get_args(ItemKind)


CONSENT = "consent"
"""The lawful basis that nobody at work should rest on."""
VACANT = frozenset({"vacant", "vacancy", "vacant post", "post vacant"})
NOBODY = VACANT | {
    *("tbc", "tba", "tbd", "n/a", "na", "none", "nobody", "no one", "unfilled", "empty"),
    *("to be confirmed", "to be appointed", "to be announced", "xxx", "x", "-", "–", "?", "??"),
    *("n.n", "n.n.", "nn", "n. n", "n. n.", "vakant", "unbesetzt"),
    *("to follow", "unknown", "on leave", "maternity leave", "sick leave", "off sick", "see below"),
}
"""What people write for a name where nobody is in post."""


def named(value: Any) -> Any:
    """Let a bare name stand for a mapping with that name."""
    return {"name": value} if isinstance(value, str) else value


class Member(Frozen):
    """One person of a pair. `name` may be missing only where the post is vacant."""

    name: str = ""
    title: str = ""
    from_: Date | None = Field(default=None, alias="from")
    until: Date | None = None
    acting: Claim = False
    vacant: Claim = False

    @model_validator(mode="after")
    def _name_or_vacant(self) -> "Member":
        if not self.name and not self.vacant:
            raise refused("no_name", "This member has no name.", "Add name: or vacant: yes.")
        return self


def member(value: Any) -> Any:
    """Let a bare name stand for a member of that name, and words of `VACANT` for an empty post."""
    if isinstance(value, str) and value.strip().casefold() in VACANT:
        return {"vacant": "yes"}
    return named(value)


NamedMember = Annotated[Member, BeforeValidator(member), OrWords()]


class Sponsor(Frozen):
    """A senior person who stands behind the programme."""

    name: str
    title: str = ""

    @property
    def name_and_title(self) -> tuple[str, str]:
        """The name, and the post that may stand behind it: `Carl Ash, head of assets`.

        Of `Ash, Carl`, one word on either side, the surname stands first.
        """
        name, _, post = (part.strip() for part in self.name.partition(","))
        surname_first = " " not in name and " " not in post and not post.islower()
        if self.title or not post or surname_first:
            return self.name, self.title
        return name, post


class Coach(Frozen):
    """Somebody from outside the pairs, and the people or pairs whom they coach."""

    name: str
    email: Address = ""
    coaches: Listed = ()


class Pair(Frozen):
    """A pair: its service, and one to four members under their role keys.

    `cover` is who looks after the service on the days, `catch_ups` what they counted themselves.
    """

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, NamedMember] = Field(init=False)

    service: str = ""
    site: str = ""
    challenge: str = ""
    watch_for: str = Field(default="", alias="watch for")
    cover: str = ""
    asked_alone: Claim = Field(default=False, alias="asked alone")
    mission: str = ""
    catch_ups: dict[Date, HeldOf] = Field(default={}, alias="catch-ups")

    @property
    def members(self) -> Mapping[str, Member]:
        """Role key to member, in the order written."""
        return self.__pydantic_extra__ or {}

    def called(self, pair_id: str) -> str:
        """Return the service, or the pair's id as a word: `Older adults` for `older-adults`."""
        return self.service or pair_id.replace("-", " ").capitalize()


OutcomeKind = Literal[
    "", "credibility", "capacity", "performance", "finance", "stability", "people served"
]
"""What a measure or milestone speaks of; empty where nobody said it."""


class Outcome(Frozen):
    """A measure that the group itself owns, before and after.

    `owner` is who counts it, on each date of `counted_on`; `counts` is what came of it between the
    first time and the last.
    """

    measure: str
    unit: str
    direction: Literal["up", "down"]
    baseline: Number
    source: str
    date: Date
    aim: Number | None = None
    repeat: Number | None = None
    repeat_date: Date | None = Field(default=None, alias="repeat date")
    kind: OutcomeKind = ""
    owner: str = ""
    counted_on: Annotated[tuple[Date, ...], BeforeValidator(one_as_list), OneOrMore()] = Field(
        default=(), alias="counted on"
    )
    counts: dict[Date, Number] = {}


class Milestone(Frozen):
    """What is to be reached and is told in words: where it stood on a date, as somebody wrote it.

    `result` is what was said beside the aim, since nothing can be counted.
    """

    what: str
    kind: OutcomeKind = ""
    by: Date | None = None
    state: str = ""
    date: Date | None = None
    result: Literal["", "met", "partly", "not met"] = ""

    @model_validator(mode="after")
    def _says_when(self) -> "Milestone":
        if (self.state or self.result) and self.date is None:
            message = "This says where it stands, and not on which date."
            raise refused("unreadable", message, "Add date: and the day on which it was so.")
        return self


PromiseState = Literal["open", "kept", "not kept", "carried", "dropped"]
SETTLED = frozenset({"kept", "dropped"})
"""How a promise ends; till then it comes back on the next day."""


class Promise(Frozen):
    """What a sponsor said yes to."""

    sponsor: str
    what: str
    by: Date | None = None
    status: PromiseState = "open"


_THE_REST = frozenset({"the rest", "rest", "everyone else", "everybody else", "all others"})


def _nobody_else(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return no words for `the rest`: who is named in no other track is meant where none is."""
    return () if {word.strip().casefold() for word in words} <= _THE_REST else words


Variant = Literal["", "return", "remote", "large", "short", "long"]
"""Which way an exercise is run; the usual one has no name."""


class Item(Frozen):
    """One line of the day: exactly one of the kinds, with its length or, for an exercise, its name.

    Tracks of `parallel` are items themselves, each with `room` and, but for the rest, `who`.
    `slides` is the name of a file in slides/ without its ending, for a talk.
    """

    exercise: str | None = None
    arrive: Minutes | None = None
    welcome: Minutes | None = None
    talk: Minutes | None = None
    break_: Minutes | None = Field(default=None, alias="break")
    lunch: Minutes | None = None
    buffer: Minutes | None = None
    actions: Minutes | None = None
    feedback: Minutes | None = None
    parallel: tuple["Item", ...] | None = None
    time: Minutes | None = None
    title: str = ""
    variant: Variant = ""
    why: str = ""
    led_by: str = Field(default="", alias="led by")
    slides: str = ""
    who: Annotated[Listed, AfterValidator(_nobody_else)] = ()
    room: str = ""
    not_before: Clock | None = Field(default=None, alias="not before")
    notes: str = ""
    may_move: Claim = Field(default=False, alias="may move")
    may_drop: Claim = Field(default=False, alias="may drop")

    @model_validator(mode="after")
    def _one_kind(self) -> "Item":
        found = [kind for kind in KINDS if getattr(self, _attribute(kind)) is not None]
        if len(found) != 1:
            kind = "two_kinds" if found else "no_kind"
            given = " and ".join(found) if found else "nothing that happens"
            message = f"This item has {given}; it needs exactly one."
            hint = "Start it with one of: " + ", ".join(KINDS) + "."
            raise refused(kind, message, hint, kinds=found)
        if self.slides and self.talk is None:
            message = "Only a talk has slides of its own."
            hint = "Write - talk: with its length, or put an exercise's page into templates/."
            raise refused("unreadable", message, hint)
        if self.time is not None and self.kind not in _WITH_TIME:
            message = f"This item has two lengths: behind {self.kind}:, and behind time:."
            hint = f"Keep one: put it behind {self.kind}:, and take time: out."
            raise refused("unreadable", message, hint)
        if self.parallel == ():
            message = "Nothing runs side by side here."
            hint = "Write two items or more under parallel:, each with who: and room:."
            raise refused("unreadable", message, hint)
        return self

    @property
    def kind(self) -> ItemKind:
        """The kind of the item."""
        return next(kind for kind in KINDS if getattr(self, _attribute(kind)) is not None)

    @property
    def minutes(self) -> int | None:
        """The length written in the plan; None where the exercise's own length holds."""
        if self.kind in _WITH_TIME:
            return self.time
        value = getattr(self, _attribute(self.kind))
        return int(value)


_WITH_TIME = frozenset({"exercise", "parallel"})
"""Kinds of items whose length stands behind `time:`."""


def _attribute(kind: str) -> str:
    return "break_" if kind == "break" else kind


_CHILDREN = ("pupil", "child", "student", "young people")


class OwnWords(Frozen):
    """Words of the programme's own, for what pages call by one name everywhere."""

    people_served: str = Field(default="", alias="people served")
    service: str = "service"

    @property
    def children_are_served(self) -> bool:
        """Say whether those served are children, by the English words for them."""
        served = self.people_served.casefold()
        return any(word in served for word in _CHILDREN)


class BoardPaper(Frozen):
    """What the front of the report says to whoever decides: what is written here, and no more.

    `asked` is what they are asked to do, with who does it by when.
    """

    meeting: str = ""
    item: str = ""
    what_for: str = Field(default="", alias="for")
    lead: str = ""
    author: str = ""
    part: str = ""
    before: str = ""
    bears_on: str = Field(default="", alias="bears on")
    equality: str = ""
    cost: str = ""
    signed_off: Date | None = Field(default=None, alias="signed off")
    asked: Listed = ()


class PeopleAndYear(Frozen):
    """Who takes part and what spans the days; the same keys in a programme and a single file."""

    language: str = "en-GB"
    client: str = ""
    look: str = "calm"
    starts: Date | None = None
    minimum_group: Whole = Field(default=5, alias="minimum group")
    capital: Literal["working", "strict"] = "working"
    seed: Whole = 1
    roles: Roles = DOCTOR_AND_MANAGER
    sponsors: dict[str, Annotated[Sponsor, BeforeValidator(named), OrWords()]] = {}
    pairs: dict[str, Pair]
    manages: dict[str, Listed] = {}
    keep_apart: tuple[Listed, ...] = Field(default=(), alias="keep apart")
    stock_takes: dict[str, Date] = Field(default={}, alias="stock takes")
    mutual_views_in_report: Claim = Field(default=False, alias="mutual views in report")
    delete_by: Date | None = Field(default=None, alias="delete by")
    lawful_basis: str = Field(default="", alias="lawful basis")
    coaching: dict[str, Annotated[tuple[Date, ...], BeforeValidator(one_as_list), OneOrMore()]] = {}
    coaching_done: dict[str, Whole] = Field(default={}, alias="coaching done")
    coaches: dict[str, Annotated[Coach, BeforeValidator(named), OrWords()]] = {}
    needs_agreed_with: dict[str, str] = Field(default={}, alias="needs agreed with")
    outcomes: tuple[Outcome, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    story: str = ""
    board: BoardPaper | None = None
    promises: tuple[Promise, ...] = ()
    mission: str = ""
    mission_agreed: Date | None = Field(default=None, alias="mission agreed")
    charter: Listed = ()
    charter_agreed: Date | None = Field(default=None, alias="charter agreed")
    contact: str = ""
    words: OwnWords = OwnWords()
    speak_up: str = Field(default="", alias="speak up")
    support: str = ""
    safeguarding_lead: str = Field(default="", alias="safeguarding lead")
    notes: str = ""

    @property
    def takes_in_order(self) -> tuple[str, ...]:
        """The names of the stock takes, in the order of their dates."""
        return tuple(sorted(self.stock_takes, key=self.stock_takes.__getitem__))

    @property
    def own_words(self) -> Mapping[str, str]:
        """What pages call those served, a service and the roles, by the word that asks for it.

        Where the plan is silent, a doctor's service serves patients, and others people.
        """
        usual = "patients" if "doctor" in self.roles else "the people we serve"
        many = [role.many for role in self.roles.values()]
        return {
            "people served": self.words.people_served or usual,
            "service": self.words.service,
            "roles": with_and(many),
        }


DEFAULT_WORDS: Mapping[str, str] = PeopleAndYear(pairs={}).own_words
"""The words of a programme that says none."""


class ProgrammeFile(PeopleAndYear):
    """`programme.yaml`: people, pairs and the year."""

    format: Literal["1"]
    programme: str
    away_days: Listed = Field(default=(), alias="away days")


FeedbackLine = Literal["relevant", "pace", "safe", "worth", "watching"]


class DayFile(Frozen):
    """`agendas/NAME.yaml`: one away day. The only clock time is `start`.

    `came` is how many came of how many who were to come, where posts have changed hands since.
    `feedback_counts` is how many agreed with a line of the day's form, of how many crossed it.
    """

    format: Literal["1"]
    title: str
    date: Date
    start: Clock
    finish: Clock | None = None
    venue: str = ""
    link: str = ""
    stock_take: str = Field(default="", alias="stock take")
    present: Listed = ()
    absent: Listed = ()
    held: Claim = False
    came: HeldOf | None = None
    feedback_counts: dict[FeedbackLine, HeldOf] = Field(default={}, alias="feedback counts")
    before: Listed = ()
    bring: Listed = ()
    aims: Listed = ()
    cover: str = ""
    notes: str = ""
    agenda: tuple[Item, ...]

    @property
    def is_over(self) -> bool:
        """Whether it is said that the day was held, or how many came."""
        return self.held or self.came is not None

    @field_validator("agenda")
    @classmethod
    def _something_happens(cls, agenda: tuple[Item, ...]) -> tuple[Item, ...]:
        if not agenda:
            message = "Nothing happens on this day."
            hint = "Write its items under agenda:, such as - arrive: 15m."
            raise refused("unreadable", message, hint)
        return agenda


class SingleFile(DayFile, PeopleAndYear):
    """A day and its people in one file: about fifteen lines are enough."""

    programme: str = ""


class Action(Frozen):
    """One promise: whose (a pair, person or sponsor), what, by when, who asks, and how it went.

    It stands on the group's pages only where whoever made it wishes so.
    """

    id: str
    who: str
    what: str
    by: Date | None = None
    witness: str = ""
    status: PromiseState = "open"
    made: str = Field(default="", alias="made on")
    told_to_all: Claim = Field(default=False, alias="told to all")


class ActionsFile(Frozen):
    """The whole file."""

    format: Literal["1"]
    actions: tuple[Action, ...] = ()
