"""The neutral document: what a page says, never how it looks.

A Document is made by `compose` and read by `write`; nothing else passes between them. Blocks name
intent. Every text leaf may carry an owner, and `foreign` tells whether a leaf may stand in this
recipient's document at all.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from functools import cache, lru_cache
from itertools import groupby
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from msgspec import NODEFAULT, structs

from facilitate.charts import Band, ChartData, Mark
from facilitate.faults import Fault, Place, Severity
from facilitate.recipient import Recipient
from facilitate.structs import Struct, replace

# ------------------------------------------------------------------------------------------ text


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    `owner` is the id of the pair (or person, `crisis-doctor`) whose answer or words these are;
    empty for what everyone may read. `mark` draws the shape of a role before the text, which
    may then be empty. `quiet` is the second voice: grey, never small. `source` is the line of a
    user's file that most of the words stand on; None for a template's own words. `pieces` are, of
    what was put together from several lines, so many letters each with its own; None is the line
    of the block.
    """

    text: str
    bold: bool = False
    italic: bool = False
    quiet: bool = False
    mark: Mark | None = None
    link: str = ""
    owner: str = ""
    source: Place | None = field(default=None, compare=False, repr=False)
    pieces: tuple[tuple[int, Place | None], ...] = field(default=(), compare=False, repr=False)

    @property
    def places(self) -> tuple[tuple[int, Place | None], ...]:
        """How many letters come from which line, in their order."""
        return self.pieces or ((len(self.text), self.source),)

    def part(self, start: int, end: int) -> "Run":
        """Return the run with some of its letters alone."""
        found, begun = [], 0
        for letters, place in self.places:
            kept = min(begun + letters, end) - max(begun, start)
            begun += letters
            if kept > 0:
                found.append((kept, place))
        return replace(self, text=self.text[start:end], pieces=tuple(found))


Text = tuple[Run, ...]


def as_runs(words: str) -> Text:
    """Return plain words as text: one run, or none where there are no words."""
    return (Run(words),) if words else ()


def plain(text: Text) -> str:
    """Return the words alone, as they would be read out."""
    return "".join([run.text for run in text])


# ---------------------------------------------------------------------------------------- blocks


class Origin(Struct):
    """The place in a template that a block came from, for faults about fit."""

    template: str = ""
    line: int = 0

    @property
    def place(self) -> Place:
        """The place for a fault in the template."""
        return Place(self.template, self.line or None)

    def fault(self, code: str, message: str, hint: str, severity: Severity = "error") -> Fault:
        """Return what can be mended on this line of the template."""
        return Fault(code=code, message=message, hint=hint, severity=severity, place=self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What every block has: where in the template it stands (not part of what it says)."""

    origin: Origin = field(default=Origin(), compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Block):
    """A heading inside a section; level 2 to 4 (level 1 is the section's title)."""

    level: int
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    """A paragraph; `lead` follows a title, `statement` is a mission or a question set large."""

    text: Text
    role: Literal["body", "lead", "statement", "quiet", "caption"] = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class List(Block):
    """A list; each item is blocks, so that lists nest. `start` counts ordered lists."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    ticks: bool = False


class Column(Struct, kw_only=True):
    """A table column: `share` of the width (they are normalised; 0 means "as its content")."""

    share: float = 0.0
    align: Literal["left", "right", "centre"] = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """A table: one header row (never empty) and rows of as many cells as there are columns.

    `role` is intent: `plain`; `call` names read from the back row; `lectern` what is read standing;
    `form` rows to be filled in, with `row_gap_mm` high rows.
    """

    columns: tuple[Column, ...]
    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    alt: str = ""
    role: Literal["plain", "call", "form", "lectern"] = "plain"
    row_mm: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Block):
    """A chart of one of the kinds below, with the sentence that says what it shows."""

    of: ChartData
    alt: str
    height_mm: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(Block):
    """A picture file (PNG or JPEG bytes); `alt` is empty only where it is decorative."""

    png: bytes
    alt: str
    decorative: bool = False
    width_mm: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns(Block):
    """Blocks side by side; `shares` are relative widths, one for each column."""

    columns: tuple[tuple[Block, ...], ...]
    shares: tuple[float, ...]

    @property
    def is_headed(self) -> bool:
        """Say whether every column starts with a heading."""
        return all(column and isinstance(column[0], Heading) for column in self.columns)

    def widths(self, width: float, gutter: float) -> tuple[float, ...]:
        """Return how wide each column is, with gutters between them, in the unit of `width`."""
        shares = self.shares if any(self.shares) else (1.0,) * len(self.columns)
        available = width - gutter * (len(shares) - 1)
        return tuple(available * share / sum(shares) for share in shares)


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout(Block):
    """Blocks set apart: `panel` a tinted aside, `frame` the one box that may leave the room."""

    blocks: tuple[Block, ...]
    title: Text = ()
    role: Literal["panel", "frame"] = "panel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Block):
    """An exercise as people do it: minutes and words, the whole length large, when to stop.

    `until` is a clock time such as `14:15` (empty if unknown); `hold` says what people need,
    `ask` what is asked aloud to end with, and `rounds` for each step the minutes of its rounds.
    """

    steps: tuple[tuple[str, Text], ...]
    minutes: int
    until: str = ""
    hold: Text = ()
    ask: Text = ()
    rounds: tuple[tuple[int, ...], ...] = ()


class TimetableRow(Struct, kw_only=True):
    """One row of a timetable: clock (`10:55`), minutes, what, who leads, what to have ready.

    `level` 1 is a step inside the item above; `pause` rows (break, lunch) are tinted. `slot` names
    the part of the day as sections name it.
    """

    clock: str
    minutes: str
    what: Text
    leads: Text = ()
    ready: Text = ()
    level: int = 0
    pause: bool = False
    slot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable(Block):
    """The day by the clock. `full` has leads and have-ready columns; else clock and what alone."""

    rows: tuple[TimetableRow, ...]
    full: bool = True

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the columns' heads as keys of the language's fixed words."""
        whole = ("clock", "minute", "what happens", "leads", "have ready")
        return whole if self.full else ("clock", "what happens")


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteIn(Block):
    """Room for a hand: so many lines, or a box of that many line heights. `label` stands before."""

    lines: int
    label: Text = ()
    box: bool = False
    gap_mm: float = 9.5


class Option(Struct, kw_only=True):
    """One answer of a field: the value that is stored and the words that are read."""

    value: str
    label: str


class FieldSpec(Struct, kw_only=True):
    """One question of a form; one list of these drives every appearance of the form.

    `key` is unique in the form and its file (`form.pair.field`). `scale` has one row of boxes
    for `options`; with `before` it has two rows of boxes, "before today" and "now".
    """

    key: str
    ask: Text
    kind: Literal["scale", "choice", "tick", "text", "date"]
    options: tuple[Option, ...] = ()
    before: bool = False
    lines: int = 1
    required: bool = False
    number: int = 0

    @property
    def name(self) -> str:
        """The key; of a long one the start and a sign of the whole, with space for its boxes."""
        scale = self.options if self.kind == "scale" else ()
        moment = "before" if self.before else ""
        longest = max((len(_box(option.value, moment)) for option in scale), default=0)
        return shortened(self.key, LONGEST_NAME - longest)

    def box(self, value: str, moment: str = "") -> str:
        """Return the name of the box for an option; `moment` is `before`, `now` or empty."""
        return self.name + _box(value, moment)


LONGEST_NAME = 64
"""Letters that a field's name may have in a file: Word takes no more."""


@lru_cache(maxsize=256)
def _box(value: str, moment: str) -> str:
    when = f".{moment}" if moment else ""
    return f"{when}={shortened(value, LONGEST_NAME // 2)}"


def shortened(word: str, most: int) -> str:
    """Return a word, or one of so many letters: the start of a longer one and a sign of it all."""
    if len(word) <= most:
        return word
    sign = hashlib.sha256(word.encode()).hexdigest()[:8]
    return f"{word[: most - len(sign) - 1]}-{sign}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Block):
    """Fields that stand together, with one head line over the boxes of a scale."""

    fields: tuple[FieldSpec, ...]

    def groups(self) -> Iterator[tuple[FieldSpec, ...]]:
        """Yield neighbours that belong together, others alone.

        Scales with the same options share one head; what is ticked or not is one list.
        """

        def alike(spec: FieldSpec) -> object:
            if spec.kind == "scale":
                return spec.options, spec.before
            return spec.kind if spec.kind == "tick" else spec.key

        for _, group in groupby(self.fields, key=alike):
            yield tuple(group)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut(Block):
    """A line to cut or tear along, with the words on it."""

    text: Text = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak(Block):
    """A new page (or a continued slide) starts here."""


# -------------------------------------------------------------------------------------- document


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A slide, or a part of a paper document that starts with a level-1 heading.

    `kicker` says when and for whom, above the title; `source` says n and what a mark means, at
    the foot. `look`: `cover` and `divider` are the dark ones, `statement` one large sentence.
    `notes` are the speaker's, on slides only. `marker` is the day with what runs now, for this
    slide and those that follow without one of their own, up to the next dark one. `slot` names the
    part of the day that begins here.
    """

    title: Text
    blocks: tuple[Block, ...] = ()
    kicker: Text = ()
    source: Text = ()
    notes: tuple[Block, ...] = ()
    look: Literal["content", "cover", "divider", "statement"] = "content"
    marker: Band | None = None
    slot: str = ""
    origin: Origin = field(default=Origin(), compare=False, repr=False)


COMES_BACK = "stock-take"
"""How the id of a form begins whose answers are read back."""
Paper = Literal["slide", "a4", "a4-landscape", "a3", "a6", "tent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One recipient's deck, handout, form or sheet.

    `name` is the file's stem (from the template, never from a person). `head` and `foot` are the
    left and right words in the margin of a page. `form` is the form's id and version if it has
    fields. `sample` pages say SAMPLE. `date` is the day's, ISO, and the only date in a file.
    `owners` are the ids whose answers and words this recipient may read. A `one_sided` document is
    torn, traded, posted or handed in: no page that it begins is the back of another. With None that
    holds for its strips to tear off alone, with False for none. `sheet` is
    what every list calls it (`2.4`), `printed` says in which print set it is, and when that was
    printed. With `clock` a page on a screen
    shows which row of its table runs now. `origin` is where its template says its title; `margins`
    are both sides of the head, the foot, and what writers add (a page's number and SAMPLE), with
    the lines that they are written on.
    """

    name: str
    title: str
    language: str
    recipient: Recipient
    sections: tuple[Section, ...]
    paper: Paper = "a4"
    head: tuple[str, str] = ("", "")
    foot: str = ""
    form: str = ""
    date: str = ""
    programme: str = ""
    sample: bool = False
    private: bool = False
    one_sided: bool | None = None
    sheet: str = ""
    printed: str = ""
    clock: bool = False
    owners: tuple[str, ...] = ()
    origin: Origin = field(default=Origin(), compare=False, repr=False)
    margins: tuple[Run, ...] = field(default=(Run(""),) * 5, compare=False, repr=False)

    @property
    def comes_back(self) -> bool:
        """Whether its answers are read back: then its fields bear their keys for programs."""
        return self.form.startswith(COMES_BACK)

    @property
    def marks(self) -> tuple[str, ...]:
        """What tells the sheet from all others, at its foot: code, print set, form."""
        return tuple(mark for mark in (self.sheet, self.printed, self.form) if mark)

    @property
    def with_code_alone(self) -> "Document":
        """The document without the sheet's name at its foot, for where that would take a line."""
        return replace(self, sheet=self.sheet.partition(" ")[0])


# ------------------------------------------------------------------------------------- questions


def walk(value: object) -> Iterator[object]:
    """Yield all that a document or block is made of by fields, itself first, in reading order."""
    # A stack and not recursion: every document is walked before it is written.
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, tuple):
            waiting += reversed(found)
        elif (names := _NESTED[type(found)]) is not None:
            yield found
            for name in names:
                waiting.append(getattr(found, name))


class _Nested(dict[type, tuple[str, ...] | None]):
    """The fields of a type that may hold more, last one first; None where it has no fields."""

    def __missing__(self, kind: type) -> tuple[str, ...] | None:
        # Where a thing comes from (which is not compared) is no part of what it says.
        parts = _parts(kind, lambda part: part.compare)
        names = [part.name for part in parts or () if not _is_plain(part.type)]
        self[kind] = None if parts is None else tuple(reversed(names))
        return self[kind]


def _parts(kind: type, wanted: Callable[[Any], bool]) -> Sequence[Any] | None:
    """Return a struct's fields, or those of a dataclass that are wanted; None for other types."""
    if issubclass(kind, Struct):
        return structs.fields(kind)
    return [part for part in fields(kind) if wanted(part)] if is_dataclass(kind) else None


_NESTED = _Nested()


def _is_plain(annotation: object) -> bool:
    """Say whether values of a type are words and figures alone, however they are put together."""
    if get_origin(annotation) is Literal:
        return True
    inner = get_args(annotation)
    if inner:
        return all(_is_plain(part) for part in inner)
    return annotation in (str, int, float, bytes, NoneType, bool, Ellipsis)


def stated(value: object) -> str:
    """Return what a document, or a look, says of itself as one text.

    What is left at its default is left out. So a newer program, whose blocks can say more, states a
    page that says the same as before in the same words.
    """
    if isinstance(value, tuple):
        return f"({','.join(map(stated, value))})"
    kind: Any = type(value)
    said = _stated(kind)
    if said is None:
        return repr(value)
    told = [
        f"{name}={stated(part)}" for name, usual in said if (part := getattr(value, name)) != usual
    ]
    return f"{kind.__name__}({','.join(told)})"


@cache
def _stated(kind: type) -> tuple[tuple[str, object], ...] | None:
    """Return the fields of a type that say something, each with its default, in order of name.

    None for a type without fields.
    """
    parts = _parts(kind, lambda part: part.repr)
    if parts is None:
        return None
    said = sorted(parts, key=lambda part: part.name)
    return tuple((part.name, _usual(part)) for part in said)


def _usual(part: Any) -> object:
    made = part.default_factory
    return part.default if made is MISSING or made is NODEFAULT else made()


def levelled(blocks: tuple[Block, ...], above: int = 1) -> tuple[Block, ...]:
    """Return the blocks with no heading more than one level below the one before it.

    Readers of tagged files find their way by levels. `above` is the level reached so far. Columns
    and what is set apart begin where they stand; what they hold counts for nothing after them.
    """
    done: list[Block] = []
    for block in blocks:
        match block:
            case Heading() if plain(block.text).strip():
                above = min(block.level, above + 1)
                done.append(block if block.level == above else replace(block, level=above))
            case Columns():
                columns = tuple(levelled(column, above) for column in block.columns)
                done.append(replace(block, columns=columns))
            case Callout():
                done.append(replace(block, blocks=levelled(block.blocks, above)))
            case List():
                items = tuple(levelled(item, above) for item in block.items)
                done.append(replace(block, items=items))
            case _:
                done.append(block)
    return tuple(done)


def foreign(document: Document) -> tuple[str, ...]:
    """Return the owners found in the document that are not among those it may carry.

    Anything but an empty tuple means that the document must not be written.
    """
    allowed = {"", *document.owners}
    found = {getattr(part, "owner", "") for part in walk(document)}
    return tuple(sorted(found - allowed))


def placed(fault: Fault, origin: Origin, part: object = ()) -> Fault:
    """Return the fault with the place where it can be mended.

    That is the line of the plan (or an exercise) if the longest words in the part are a user's,
    and the template's line as a note; else the template's line, where there is one.
    """
    template = origin.place if origin.template else None
    runs = [found for found in walk(part) if isinstance(found, Run)]
    longest = max(runs, key=lambda run: len(run.text), default=None)
    if longest is None or longest.source is None:
        return replace(fault, place=template)
    return replace(fault, place=longest.source, also=template, also_is="printed by")
