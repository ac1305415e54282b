"""Documents to write in tests: one of every kind of slide, and shapes that are hard to fit."""

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
    Run,
    Section,
    Steps,
    Table,
    Text,
    Timetable,
    TimetableRow,
    WriteIn,
)
from facilitate.recipient import GROUP
from tests.write.pieces import png
from tests.write.pieces import said as p
from tests.write.pieces import words as t


def bold(words: str) -> Run:
    return Run(words, bold=True)


def quiet(words: str) -> Run:
    return Run(words, quiet=True)


def deck(*sections: Section, sample: bool = False, title: str = "Baseline away day") -> Document:
    return Document(
        name="group",
        title=title,
        language="en-GB",
        recipient=GROUP,
        sections=sections,
        paper="slide",
        date="2027-03-12",
        sample=sample,
    )


def section(title: str, *blocks: Block, **more: object) -> Section:
    return Section(title=t(title), blocks=blocks, **more)  # type: ignore[arg-type]


EIGHT = (
    "Crisis",
    "Rehab",
    "Older adults",
    "Acute",
    "Community",
    "Substance use",
    "Early intervention",
    "Liaison",
)


def names(pairs: tuple[str, ...]) -> List:
    return List(
        items=tuple(
            (p(Run("", mark="doctor"), Run("", mark="manager"), Run("  " + name)),)
            for name in pairs
        )
    )


def cover(pairs: tuple[str, ...] = EIGHT) -> Section:
    return Section(
        title=t("Baseline away day"),
        look="cover",
        kicker=t("Partnership programme, East locality"),
        blocks=(
            p("What the stock take says about us, and what we will do with it", role="lead"),
            p(
                quiet(f"{len(pairs)} services, {len(pairs)} pairs:   "),
                Run("a doctor   ", mark="doctor", quiet=True),
                Run("a manager", mark="manager", quiet=True),
            ),
            names(pairs),
        ),
        source=t("Friday 12 March 2027, 09:15 to 16:30\tAshdown Room"),
    )


DAY = Band(
    parts=(
        BandPart(start=570, end=595, label="", kind="bridging"),
        BandPart(start=595, end=640, label="link", kind="linking"),
        BandPart(start=640, end=655, label="", kind="pause"),
        BandPart(start=655, end=710, label="bridge", kind="bridging", now=True),
        BandPart(start=710, end=750, label="bond", kind="bonding"),
        BandPart(start=750, end=795, label="lunch", kind="pause"),
        BandPart(start=795, end=875, label="bridge", kind="bridging"),
        BandPart(start=890, end=930, label="bond", kind="bonding"),
        BandPart(start=930, end=990, label="link", kind="linking"),
    )
)


def divider() -> Section:
    return Section(
        title=t("What the stock take says about us"),
        look="divider",
        kicker=t("Part 2 of 5"),
        blocks=(
            p("First guess, then look, then read your own.", role="lead"),
            Chart(of=DAY, alt="The day as a bar; the stock take is from 10:55 to 11:50."),
        ),
        source=t("Bar length is time. Lunch is at 12:30."),
    )


ROWS = (
    ("09:15", "Coffee, find your table", False),
    ("09:30", "Why we are here, and your stake", False),
    ("09:55", "Ground rules; the sponsors’ story", False),
    ("10:40", "Break", True),
    ("10:55", "Guess, then see the stock take", False),
    ("11:50", "Read your own results, in pairs", False),
    ("12:30", "Lunch", True),
    ("13:15", "How each of us likes to work", False),
    ("13:55", "One mission in one sentence", False),
    ("14:35", "Break", True),
    ("14:50", "Who decides what", False),
    ("15:30", "Promises; the sponsors reply", False),
    ("16:20", "Feedback, then home at 16:30", False),
)


def timetable(*, full: bool = False) -> Timetable:
    return Timetable(
        full=full,
        rows=tuple(
            TimetableRow(
                clock=clock,
                minutes="15",
                what=t(what),
                pause=pause,
                leads=t("Sam") if not pause else (),
                ready=t("pens") if not pause else (),
            )
            for clock, what, pause in ROWS
        ),
    )


def the_day() -> Section:
    return section(
        "We start with ourselves and end with promises",
        timetable(),
        Chart(of=DAY, alt="The day as a bar from 09:30 to 16:30."),
        kicker=t("Today"),
        source=t("Bond: within a pair or profession, 80 min. Bridge: across them, 160."),
    )


STEPS = (
    ("5", "Hear the frame: behaviour at work, nothing for nothing"),
    ("10", "Write alone: what could the other do more, less, keep?"),
    ("10", "Swap sheets. Ask only in order to understand"),
    ("5", "Mark two that matter most, two you could give"),
    ("20", "Trade: “I will, if you will”, until one exchange holds"),
    ("10", "Write it twice, with a date to check it"),
)


def exercise(steps: tuple[tuple[str, str], ...] = STEPS, minutes: int = 60) -> Section:
    return section(
        "More, less, keep: a trade in writing",
        p(quiet("So that each of you gives and gets one change you can see."), role="lead"),
        Steps(
            steps=tuple((length, t(words)) for length, words in steps),
            minutes=minutes,
            until="14:15",
            hold=t("You need a request sheet each, and the agreement in two copies"),
        ),
        kicker=t("13:15 to 14:15, in your own pair"),
        source=t(
            Run("doctor and ", mark="doctor"),
            Run("manager sit side by side, not across the table.", mark="manager"),
        ),
        notes=(p("Walk round once. Do not read over shoulders."),),
    )


THEMES = (
    ("Shared goals", 4.2, 4.4),
    ("Respect", 4.1, 3.9),
    ("Clear roles", 3.5, 3.9),
    ("Learning", 3.6, 3.4),
    ("Decisions", 2.8, 3.7),
    ("Candour", 3.1, 3.0),
    ("Timeliness", 2.3, 3.0),
    ("Challenge", 2.2, 2.7),
)
LEGEND = (("doctor", "doctors"), ("manager", "managers"))


def group_strip() -> Strip:
    return Strip(
        rows=tuple(
            StripRow(
                label=name,
                dots=(
                    Dot(mark="doctor", value=a, low=a - 0.6, high=a + 0.5),
                    Dot(mark="manager", value=b, low=b - 0.5, high=b + 0.6),
                ),
                bold=True,
            )
            for name, a, b in THEMES
        ),
        low=1,
        high=5,
        ends=("disagree strongly", "agree strongly"),
        legend=LEGEND,  # type: ignore[arg-type]
        brackets=(
            Bracket(first=0, last=1, label="Strengths", detail="lead with these"),
            Bracket(first=2, last=5, label="Mixed", detail="On decisions, managers are surer"),
            Bracket(first=6, last=7, label="To work on", detail="both groups"),
        ),
    )


def group_results() -> Section:
    return section(
        "We share goals and respect each other. Timing and challenge need work.",
        Chart(of=group_strip(), alt="Doctors and managers on eight themes, strengths first."),
        kicker=t("Stock take, February 2027: the whole group"),
        source=t("8 of 8 doctors, 8 of 8 managers. Mark: mean. Line: the middle six answers."),
    )


def pair_results() -> Section:
    strip = Strip(
        rows=tuple(
            StripRow(
                label=name,
                dots=(Dot(mark="doctor", value=a), Dot(mark="manager", value=b)),
                link="far" if abs(a - b) >= 1 else "near",
                bold=True,
            )
            for name, a, b in (
                ("Shared goals", 4.3, 4.6),
                ("Respect", 4.0, 4.4),
                ("Learning", 3.9, 3.6),
                ("Clear roles", 3.3, 3.7),
                ("Candour", 3.1, 3.6),
                ("Decisions", 2.4, 3.9),
                ("Timeliness", 2.8, 2.3),
                ("Challenge", 2.0, 2.5),
            )
        ),
        low=1,
        high=5,
        ends=("disagree", "agree"),
        legend=(("doctor", "doctor"), ("manager", "manager")),
        brackets=(
            Bracket(first=0, last=2, label="Shared strength"),
            Bracket(first=5, last=5, label="Seen differently"),
            Bracket(first=6, last=7, label="To work on"),
        ),
    )
    panel = Callout(
        title=t("Talk for ten minutes"),
        blocks=(
            p(
                "When a decision is yours, mine or ours: how would the other know?",
                role="statement",
            ),
            p("Begin with something that works. Then this.", role="quiet"),
        ),
    )
    return section(
        "You agree on where you are going, not on who decides",
        Columns(
            columns=(
                (Chart(of=strip, alt="Doctor and manager on eight themes."),),
                (panel,),
            ),
            shares=(0.77, 0.23),
        ),
        kicker=t("Crisis: only the two of you see this page, as you both agreed"),
        source=t("Strength: both 3.5 or more. Differently: 1 or more apart."),
    )


def role_matrix() -> Section:
    def cell(value: str, *, own: bool = False) -> Text:
        return t(Run(value, bold=not own, quiet=own), quiet("  own group") if own else "")

    return section(
        "Doctors find managers easier to work with than managers find doctors",
        Table(
            columns=(
                Column(share=0.28),
                Column(share=0.24),
                Column(share=0.24),
                Column(share=0.24),
            ),
            header=(
                t("This group …"),
                t("… on ", Run("doctors", mark="doctor", bold=True)),
                t("… on ", Run("managers", mark="manager", bold=True)),
                t("… on ", Run("team leads", mark="third", bold=True)),
            ),
            rows=(
                (
                    t(Run("Doctors", mark="doctor", bold=True)),
                    cell("4.4", own=True),
                    cell("3.9"),
                    cell("3.4"),
                ),
                (
                    t(Run("Managers", mark="manager", bold=True)),
                    cell("3.1"),
                    cell("4.3", own=True),
                    cell("3.8"),
                ),
                (
                    t(Run("Team leads", mark="third", bold=True)),
                    cell("3.4"),
                    cell("3.6"),
                    cell("4.2", own=True),
                ),
            ),
            alt="How each group rates working with the others.",
        ),
        kicker=t("Stock take, February 2027: how each group finds working with the others"),
        source=t("Mean of four questions. Fewer than five is not shown."),
    )


def watchers() -> Section:
    def cell(works: str, watches: str) -> Text:
        return t(works, quiet(f"{watches} watches"))

    rows = (
        ("Oak", "Crisis", "Rehab"),
        ("Ash", "Older adults", "Acute"),
        ("Elm", "Community", "Substance use"),
        ("Birch", "Early intervention", "Liaison"),
    )
    return section(
        "Find your table: one pair works, one watches",
        Table(
            role="call",
            columns=(Column(share=0.18), Column(share=0.4), Column(share=0.42)),
            header=(
                t("Table"),
                t(bold("10:45 "), quiet("first")),
                t(bold("11:07 "), quiet("then")),
            ),
            rows=tuple((t(table), cell(a, b), cell(b, a)) for table, a, b in rows),
            alt="Who works and who watches at each table.",
        ),
        kicker=t("10:40 to 11:40, pairs watching pairs"),
        source=t("The two pairs at a table stay together all year. Partners sit side by side."),
    )


PROMISES = (
    ("Crisis", "list mine, yours and ours", "30 Mar"),
    ("Rehab", "meet each Monday, 10 minutes", "15 Mar"),
    ("Older adults", "answer by noon next day", "22 Mar"),
    ("Acute", "open the books for an hour", "9 Apr"),
    ("Community", "disagree before the meeting", "1 Apr"),
    ("Substance use", "swap a clinic and a budget round", "30 Apr"),
    ("Early intervention", "write one joint letter a week", "19 Mar"),
    ("Liaison", "ask “what did you need?”", "15 Mar"),
)


def promises(rows: tuple[tuple[str, str, str], ...] = PROMISES) -> Table:
    return Table(
        columns=(Column(), Column(), Column(align="right")),
        header=(t("Pair"), t("promises to"), t("by")),
        rows=tuple((t(pair), t(bold(what)), t(day)) for pair, what, day in rows),
        alt="What each pair promises, and by when.",
    )


def close() -> Section:
    return section(
        "What we are for, and what we promise before 18 June",
        Columns(
            columns=(
                (
                    p("Our mission, agreed 12 March", role="caption"),
                    p(
                        "Patients notice that one team looks after them, because the two of us "
                        "decide together and say so.",
                        role="statement",
                    ),
                    p(
                        "Tested on a bed closure and a rota gap, and three words changed.",
                        role="caption",
                    ),
                ),
                (promises(),),
            ),
            shares=(0.35, 0.65),
        ),
        kicker=t("15:30, close"),
        source=t(
            "Each promise has a witness from another pair. We open the list again on 18 June."
        ),
    )


def text_done_well() -> Section:
    def column(head: str, *paragraphs: str) -> tuple[Block, ...]:
        return (Heading(level=2, text=t(head)), *(p(words) for words in paragraphs))

    return section(
        "Who sees what, and what stays here",
        p(
            "You were honest with us. This is how the answers are kept safe, and what you can "
            "still decide.",
            role="lead",
        ),
        Columns(
            columns=(
                column(
                    "The whole group sees",
                    "Means of five or more people, with the number who answered.",
                    "Words only when eight or more wrote, never with a name or a role.",
                ),
                column(
                    "Your partner sees",
                    "Nothing, unless both of you said yes. You chose before you saw any result.",
                    "You can take your yes back; your envelope then stays shut.",
                ),
                column(
                    "Your sponsors see",
                    "The same group page as you, at the same moment.",
                    "No pair’s page, no name, no sheet. They are not judging anyone by it.",
                ),
            ),
            shares=(1, 1, 1),
        ),
        kicker=t("Before we look"),
        source=t("Changed your mind? Tell the facilitator before 10:40. Nobody will ask why."),
    )


def withheld() -> Section:
    strip = Strip(
        rows=(
            StripRow(
                label="Everyone",
                dots=(Dot(mark="everyone", value=2.5, low=1.9, high=3.2),),
                bold=True,
            ),
            StripRow(
                label="North", dots=(Dot(mark="everyone", value=2.8, low=2.2, high=3.5),), bold=True
            ),
            StripRow(label="South", not_shown="not shown", bold=True),
            StripRow(label="West", not_shown="not shown", bold=True),
        ),
        low=1,
        high=5,
        ends=("disagree strongly", "agree strongly"),
        legend=(("everyone", "everyone"),),
    )
    return section(
        "Two of three sites are not shown, to protect the people there",
        Columns(
            columns=(
                (Chart(of=strip, alt="Challenge by site; two of three are not shown."),),
                (
                    Heading(level=3, text=t("Why both?")),
                    p("With West on the page, South could be worked out from the rest."),
                    Heading(level=3, text=t("What you can use")),
                    p("Everyone together: the question is for all three sites."),
                ),
            ),
            shares=(0.73, 0.27),
        ),
        kicker=t("Stock take, February 2027: challenge, by site"),
        source=t("Line: all but the lowest and highest answer."),
    )


def bars() -> Section:
    return section(
        "Most of us say we can ask for help, fewer say we get it",
        Chart(
            of=Bars(
                categories=("I can ask for help", "Help comes in time", "I know whom to ask"),
                series=(
                    Series(name="Doctors", values=(82, 41, 64)),
                    Series(name="Managers", values=(75, 55, None)),
                ),
                low=0,
                high=100,
                unit="%",
            ),
            alt="Doctors 82, 41 and 64 per cent; managers 75 and 55 per cent.",
        ),
        source=t("8 of 8 doctors, 8 of 8 managers."),
    )


def stacked() -> Section:
    names_ = ("strongly disagree", "disagree", "neither", "agree", "strongly agree")
    values = ((1, 2, 0), (2, 3, 1), (3, 4, 2), (6, 4, 8), (4, 3, 5))
    return section(
        "Agreement grows from rotas to goals",
        Chart(
            of=Bars(
                categories=("Rotas", "Budgets", "Goals"),
                series=tuple(Series(name=n, values=v) for n, v in zip(names_, values, strict=True)),
                low=0,
                high=16,
                stacked=True,
            ),
            alt="Answers from strongly disagree to strongly agree on three themes.",
        ),
    )


def slopes() -> Section:
    return section(
        "Trust has grown at each of three days",
        Chart(
            of=Slopes(
                categories=("March", "September", "March"),
                series=(
                    Series(name="Doctors", values=(2.5, 3.1, 3.9)),
                    Series(name="Managers", values=(3.2, 3.0, 3.5)),
                ),
                low=1,
                high=5,
                decimals=1,
            ),
            alt="Doctors from 2.5 to 3.9, managers from 3.2 to 3.5.",
        ),
    )


def form() -> Section:
    scale = tuple(
        Option(value=str(n), label=label)
        for n, label in enumerate(("never", "rarely", "often", "always"), 1)
    )
    return section(
        "Before you go: four questions",
        Field(
            fields=(
                FieldSpec(
                    key="f.1",
                    ask=t("We decided together"),
                    kind="scale",
                    options=scale,
                    before=True,
                    number=1,
                ),
                FieldSpec(
                    key="f.2",
                    ask=t("Would you come again?"),
                    kind="choice",
                    options=(Option(value="y", label="yes"), Option(value="n", label="no")),
                    number=2,
                ),
                FieldSpec(key="f.3", ask=t("Keep me on the list"), kind="tick"),
                FieldSpec(key="f.4", ask=t("One thing to change"), kind="text", number=4),
            )
        ),
        WriteIn(lines=2, label=t("In your own words")),
        Cut(),
    )


def everything_else() -> Section:
    return section(
        "Lists, pictures and a page break",
        p(
            "See ",
            Run("the guide", link="https://example.org/a?b=1&c=2"),
            " and ",
            Run("mind", italic=True),
            " it.",
        ),
        List(
            items=(
                (p("First thing to do"),),
                (p("Second, with "), List(items=((p("a part of it"),),))),
            ),
            ordered=True,
        ),
        List(items=((p("pens"),), (p("paper"),)), ticks=True),
        PageBreak(),
        Image(png=png(width=40, height=20), alt="A dark rectangle", width_mm=60),
        Image(png=png(width=40, height=20), alt="", decorative=True, width_mm=30),
        Callout(
            title=t("This may leave the room"),
            role="frame",
            blocks=(p("One thing we will tell our teams."),),
        ),
        WriteIn(lines=2, box=True),
    )


def gallery() -> Document:
    return deck(
        cover(),
        divider(),
        the_day(),
        exercise(),
        group_results(),
        pair_results(),
        role_matrix(),
        watchers(),
        close(),
        text_done_well(),
        withheld(),
        bars(),
        stacked(),
        slopes(),
        form(),
        everything_else(),
        section("The day in full", timetable(full=True)),
        section(
            "What one thing would make next Monday easier for the other of you?", look="statement"
        ),
    )
