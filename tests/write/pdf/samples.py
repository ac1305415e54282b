"""A document with every kind of block, and the words that trouble typesetters."""

from facilitate.document import (
    Block,
    Callout,
    Chart,
    Column,
    Columns,
    Cut,
    Document,
    Field,
    FieldSpec,
    Heading,
    Image,
    List,
    Option,
    PageBreak,
    Paper,
    Paragraph,
    Run,
    Section,
    Steps,
    Table,
    Timetable,
    TimetableRow,
    WriteIn,
)
from facilitate.recipient import Recipient
from facilitate.structs import replace
from facilitate.write.look import Look
from tests.write.chart.charts import EVERY_CHART, LONG
from tests.write.pieces import png, said, words

LOOK = Look(words={"page": "page {page} of {pages}", "minute": "min", "sample": "SAMPLE"})


STEPS = tuple(
    Option(value=str(value), label=label)
    for value, label in enumerate(("disagree strongly", "", "", "", "agree strongly"), 1)
)
SEEN = tuple(Option(value=label, label=label) for label in ("not seen", "once", "often"))

FIELDS = Field(
    fields=(
        FieldSpec(
            key="f.1",
            ask=words("The pace was right"),
            kind="scale",
            options=STEPS,
            number=1,
        ),
        FieldSpec(
            key="f.2",
            ask=words("We decide together"),
            kind="scale",
            options=STEPS,
            before=True,
            number=2,
        ),
        FieldSpec(key="f.3", ask=words("Asked first"), kind="scale", options=SEEN, number=3),
        FieldSpec(key="f.4", ask=words("Who spoke?"), kind="choice", options=SEEN, number=4),
        FieldSpec(key="f.5", ask=words("We share this"), kind="tick"),
        FieldSpec(key="f.6", ask=words("Change one thing"), kind="text", lines=2, number=6),
        FieldSpec(key="f.7", ask=words("We look again on"), kind="date"),
        FieldSpec(key="f.8", ask=words(LONG), kind="date"),
    )
)

DAY = tuple(
    TimetableRow(
        clock=clock,
        minutes=minutes,
        what=words(what),
        level=level,
        pause=pause,
        ready=words("pens"),
    )
    for clock, minutes, what, level, pause in (
        ("09:30", "10", "Why we are here", 0, False),
        ("09:30", "4", "hear the frame", 1, False),
        ("09:34", "6", "say why you came", 1, False),
        ("09:40", "15", "Break", 0, True),
    )
)

EVERY_BLOCK: tuple[Block, ...] = (
    Heading(level=3, text=words("A heading that would skip a level")),
    said("Plain, ", Run("bold", bold=True), ", ", Run("quiet", quiet=True), " and a ",
         Run("link", link="https://example.org/a"), "; ", Run("Dr A.", mark="doctor")),
    Paragraph(text=words("A lead"), role="lead"),
    Paragraph(text=words("One large sentence?"), role="statement"),
    Paragraph(text=words("A caption"), role="caption"),
    List(items=((said("one"), List(items=((said("inside"),),))), (said("two"),))),
    List(items=((said("three"),),), ordered=True, start=3),
    List(items=((said("pens"),),), ticks=True),
    Table(
        columns=(Column(share=1), Column(align="right")),
        header=(words("what"), words("n")),
        rows=((words(LONG), words("3")), (words(""), words("☐"))),
    ),
    Table(columns=(Column(),), header=(words("table"),), rows=((words("Oak"),),), role="call"),
    Table(columns=(Column(),), header=(words("by"),), rows=((words(""),),), role="form"),
    *(Chart(of=chart, alt=f"What {name} shows") for name, chart in EVERY_CHART.items()),
    Image(png=png(), alt="A dark rectangle", width_mm=60),
    Image(png=png(width=2, height=40), alt="", decorative=True),
    Columns(
        columns=((Heading(level=2, text=words("Left")), said("l")), (said("right"),)),
        shares=(2, 1),
    ),
    Callout(blocks=(said("aside"),)),
    Callout(blocks=(said("ours"), WriteIn(lines=1)), title=words("Our choice"), role="frame"),
    Steps(steps=(("5", words("listen")), ("10", words("write"))), minutes=15, until="14:15"),
    Steps(
        steps=tuple((str(n), words(f"step {n}: {LONG}")) for n in range(1, 7)),
        minutes=21,
        hold=words("pens"),
    ),
    Timetable(rows=DAY),
    Timetable(rows=DAY, full=False),
    WriteIn(lines=3, label=words("What I saw")),
    WriteIn(lines=1, label=words("We check it on")),
    WriteIn(lines=2),
    WriteIn(lines=4, box=True, label=words("Anything else")),
    FIELDS,
    Cut(text=words("cut here")),
    Cut(),
    PageBreak(),
    said("the end"),
)  # fmt: skip

EMPTY_BLOCKS: tuple[Block, ...] = (
    said(),
    List(items=()),
    Table(columns=(Column(),), header=(words("none"),), rows=()),
    Columns(columns=((), ()), shares=(1, 1)),
    Callout(blocks=()),
    Steps(steps=(), minutes=0),
    Timetable(rows=()),
    WriteIn(lines=0),
    Field(fields=()),
)


def document(*blocks: Block, title: str = "What we heard", paper: Paper = "a4") -> Document:
    return Document(
        name="handout",
        title="Handout",
        language="en-GB",
        recipient=Recipient("pair", "crisis"),
        sections=(Section(title=words(title), blocks=blocks),),
        paper=paper,
        head=("Stock take", "Only for the two of you"),
        foot="Crisis, 12 March 2027",
        date="2027-03-12",
    )


EVERYTHING = replace(document(*EVERY_BLOCK), form="pair-review v1", sample=True)
