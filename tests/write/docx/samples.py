"""Documents with every kind of block, as long, as short and as odd as a programme can make them."""

from facilitate.charts import (
    Band,
    BandPart,
    Bars,
    Bracket,
    Dot,
    Series,
    Slopes,
    Strip,
    StripRow,
)
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
from tests.write.pieces import png, words

LONG = "Anastasia-Wilhelmina Fotheringham-Chomondeley of Early Intervention and Older Adults"
AGREE = tuple(
    Option(value=str(value), label=label)
    for value, label in enumerate(
        ("disagree strongly", "disagree", "neither", "agree", "agree strongly"), 1
    )
)
SEEN = tuple(Option(value=value, label=value) for value in ("not seen", "once", "often"))


STRIP = Strip(
    rows=(
        StripRow(
            label="Shared goals",
            dots=(Dot(mark="doctor", value=4.3), Dot(mark="manager", value=4.6)),
            link="near",
            bold=True,
        ),
        StripRow(
            label="Decisions",
            dots=(Dot(mark="doctor", value=2.4), Dot(mark="manager", value=3.9)),
            link="far",
            bold=True,
        ),
        StripRow(
            label="Challenge",
            dots=(Dot(mark="everyone", value=2.0, then=True), Dot(mark="everyone", value=3.1)),
            figure="11 up, 2 down",
        ),
        StripRow(label="Candour", not_shown="fewer than five answers"),
    ),
    low=1,
    high=5,
    ends=("disagree", "agree"),
    legend=(("doctor", "doctor"), ("manager", "manager")),
    brackets=(Bracket(first=0, last=0, label="Shared strength", detail="both 3.5 or more"),),
)
BAND = Band(
    parts=(
        BandPart(start=555, end=640, label="Arriving", kind="bonding"),
        BandPart(start=640, end=655, label="Break", kind="pause"),
        BandPart(start=655, end=750, label="Data walk", kind="bridging", now=True),
    )
)
BARS = Bars(
    categories=('R&D <b> "x"', "Acute", "Liaison"),
    series=(
        Series(name="doctors", values=(3.5, 2.0, None)),
        Series(name="managers", values=(4.0, 1.5, 3.0)),
    ),
    low=0,
    high=5,
    decimals=1,
)
STACKED = Bars(
    categories=("The pace was right", "It was worth the time"),
    series=tuple(
        Series(name=option.label, values=(float(at + 1), float(5 - at)))
        for at, option in enumerate(AGREE)
    ),
    low=0,
    high=15,
    stacked=True,
)
SLOPES = Slopes(
    categories=("Baseline", "Midway", "Final"),
    series=(
        Series(name="Agency spend", values=(84.0, 81.0, 79.0)),
        Series(name="Posts filled", values=(14.0, None, 17.0)),
    ),
    low=0,
    high=100,
)

TABLE = Table(
    columns=(Column(), Column(align="right"), Column(align="right"), Column()),
    header=(words("measure"), words("2026"), words("2027"), words("aim, and whether met")),
    rows=(
        (
            words("Delayed discharges a week"),
            words("11"),
            (Run("6", bold=True),),
            words("under 5: nearer"),
        ),
        (words('R&D <b> "x"'), words("14"), words("17"), words("# Bob")),
    ),
    alt="What the group counted itself, before and after",
)

FORM = Field(
    fields=(
        *(
            FieldSpec(
                key=f"review.crisis.{key}",
                ask=words(ask),
                kind="scale",
                options=AGREE,
                number=number,
            )
            for number, (key, ask) in enumerate(
                (
                    ("relevant", "It was relevant to my work"),
                    ("pace", f"The pace was right for {LONG}"),
                ),
                1,
            )
        ),
        *(
            FieldSpec(
                key=f"review.crisis.{key}",
                ask=words(ask),
                kind="scale",
                options=AGREE,
                before=True,
                number=number,
            )
            for number, (key, ask) in enumerate(
                (
                    ("pressures", "I know my partner’s pressures"),
                    ("mine", "I know what is mine to decide"),
                ),
                3,
            )
        ),
        FieldSpec(
            key="review.crisis.asked",
            ask=words("Asked before answering"),
            kind="scale",
            options=SEEN,
            number=5,
        ),
        FieldSpec(
            key="review.crisis.do",
            ask=words("What will you do, with whom?"),
            kind="text",
            lines=3,
            number=6,
        ),
        FieldSpec(key="review.crisis.keep", ask=words("Keep one thing"), kind="text", number=7),
        FieldSpec(
            key="review.crisis.role",
            ask=words("Who settles it?"),
            kind="choice",
            options=SEEN,
            number=8,
        ),
        FieldSpec(key="review.crisis.when", ask=words("We look again on"), kind="date", number=9),
        FieldSpec(key="review.crisis.share", ask=words("We share this choice"), kind="tick"),
    )
)

TIMES = Timetable(
    rows=(
        TimetableRow(
            clock="09:15", minutes="15", what=words("Coffee, name tents"), leads=words("Host")
        ),
        TimetableRow(
            clock="09:40",
            minutes="15",
            what=words("Name, role and one stake"),
            leads=words("You"),
            ready=words("slide 4, cards"),
        ),
        TimetableRow(
            clock="09:40", minutes="2", what=words("write what makes today worth it"), level=1
        ),
        TimetableRow(
            clock="09:42",
            minutes="11",
            what=words("round the room"),
            level=1,
            ready=(Run("can shrink to 10", quiet=True),),
        ),
        TimetableRow(
            clock="10:40", minutes="15", what=words("Break"), ready=words("tea"), pause=True
        ),
        TimetableRow(
            clock="10:55", minutes="20", what=words("Guess before you look"), leads=words("You")
        ),
    )
)

EVERY_BLOCK: dict[str, Block] = {
    "heading": Heading(level=2, text=words("Relationships")),
    "body": Paragraph(
        text=(
            Run("Dr A. Example", mark="doctor"),
            Run(" asks "),
            Run("B. Sample", mark="manager", bold=True),
            Run(", "),
            Run("Crisis", italic=True),
            Run(" and ", quiet=True),
            Run("third", mark="third"),
            Run("fourth", mark="fourth"),
            Run(" sponsor ", mark="sponsor"),
            Run("everyone", mark="everyone"),
            Run(" with a page", link="https://example.org/a?b=1&c=2"),
            Run('\nand a second line\twith a tab. R&D <b> "x" # Bob'),
        )
    ),
    "lead": Paragraph(text=words("Three minutes to read before anyone speaks."), role="lead"),
    "statement": Paragraph(text=words("We decide together, by the hour."), role="statement"),
    "quiet": Paragraph(text=words("Your own notes; nobody collects them."), role="quiet"),
    "caption": Paragraph(text=words("n = 16, both roles"), role="caption"),
    "bullets": List(
        items=(
            (Paragraph(text=words("first")), List(items=((Paragraph(text=words("inner")),),))),
            (Paragraph(text=words("second " + LONG)), Paragraph(text=words("and more of it"))),
        )
    ),
    "numbers": List(items=tuple((Paragraph(text=words(w)),) for w in "abc"), ordered=True),
    "more numbers": List(
        items=tuple((Paragraph(text=words(w)),) for w in "de"), ordered=True, start=4
    ),
    "ticks": List(items=tuple((Paragraph(text=words(w)),) for w in ("tape", "pens")), ticks=True),
    "table": TABLE,
    "call": replace(TABLE, role="call"),
    "form table": replace(TABLE, role="form", row_mm=14),
    "strip": Chart(of=STRIP, alt="Doctor 2.4, manager 3.9: they differ most on decisions"),
    "band": Chart(of=BAND, alt="The day as a bar"),
    "bars": Chart(of=BARS, alt="Three services"),
    "stacked": Chart(of=STACKED, alt="Feedback"),
    "slopes": Chart(of=SLOPES, alt="Three days"),
    "no answers": Chart(of=Bars(categories=(), series=(), low=0, high=5), alt="Nothing yet"),
    "image": Image(png=png(), alt="A grey box", width_mm=40),
    "decoration": Image(png=png(width=5), alt="", decorative=True, width_mm=20),
    "columns": Columns(
        columns=tuple(
            (
                Heading(level=2, text=words(title)),
                Paragraph(text=words("You both place goals high.")),
            )
            for title in ("Use more", "Ask about", "Mend first")
        ),
        shares=(1, 1, 1),
    ),
    "panel": Callout(
        title=words("How to read this."), blocks=(Paragraph(text=words("Each mark is a mean.")),)
    ),
    "frame": Callout(
        role="frame",
        title=words("Our choice"),
        blocks=(
            WriteIn(
                lines=1, label=words("One strength to use more, seen from where you stand today")
            ),
            WriteIn(lines=1, label=words("We look again on")),
            Field(
                fields=(
                    FieldSpec(key="review.crisis.agreed", ask=words("We both agreed"), kind="tick"),
                )
            ),
        ),
    ),
    "steps": Steps(
        steps=(("8", words("read alone: tick what rings true")), ("12", words("talk"))),
        minutes=20,
        until="12:30",
        hold=words("Pens, the blank scales"),
    ),
    "timetable": TIMES,
    "short timetable": replace(TIMES, full=False),
    "lines to write": WriteIn(lines=3, label=words("What rings true, and what does not?")),
    "box": WriteIn(lines=3, label=words("Draw it"), box=True),
    "fields": FORM,
    "cut": Cut(text=words("cut, one each")),
    "bare cut": Cut(),
    "new page": PageBreak(),
}


LOOK = Look(
    words={
        "page": "page {page} of {pages}",
        "minute": "min",
        "sample": "SAMPLE",
        "choose": "Choose one",
        "write here": "Write here",
        "save answers": "Save answers",
    }
)


def document(*blocks: Block, **more: object) -> Document:
    """Return a pair's document with these blocks in its one section."""
    part = Section(
        title=words("You agree on where you are going"),
        kicker=words("Baseline, 12 March 2027"),
        source=words("n = 16"),
        blocks=blocks,
    )
    plain = Document(
        name="handout",
        title="Handout for Crisis",
        language="en-GB",
        recipient=Recipient("pair", "crisis"),
        sections=(part,),
        head=("Stock take, February 2027", "Only for the two of you"),
        foot="Crisis, baseline away day, 12 March 2027",
        form="review v1",
        date="2027-03-12",
    )
    return replace(plain, **more)


EVERYTHING = document(*EVERY_BLOCK.values())
