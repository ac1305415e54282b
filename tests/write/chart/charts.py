"""Charts of every kind, plain and awkward, for the tests of drawings and of what shows them."""

from facilitate.charts import (
    Band,
    BandPart,
    Bars,
    Bracket,
    ChartData,
    Dot,
    Matrix,
    MatrixCell,
    MatrixRow,
    Series,
    Slopes,
    Strip,
    StripRow,
    Year,
    YearPoint,
)

LONG = "Bartholomew-Maximilian Featherstonehaugh-Cholmondeley van der Westhuizen-O’Shaughnessy"

GROUP = Strip(
    rows=tuple(
        StripRow(
            label=label,
            bold=True,
            dots=(
                Dot(mark="doctor", value=doctor, low=doctor - 0.6, high=doctor + 0.5),
                Dot(mark="manager", value=manager, low=manager - 0.5, high=manager + 0.4),
            ),
        )
        for label, doctor, manager in (
            ("Shared goals", 4.2, 4.4),
            ("Clear roles", 3.5, 3.9),
            ("Challenge", 2.2, 2.7),
        )
    ),
    low=1,
    high=5,
    ends=("disagree strongly", "agree strongly"),
    legend=(("doctor", "doctors"), ("manager", "managers")),
    brackets=(Bracket(first=0, last=1, label="Strengths", detail="lead with these"),),
)

PAIR = Strip(
    rows=(
        StripRow(
            label="Shared goals",
            link="near",
            dots=(Dot(mark="doctor", value=4.3), Dot(mark="manager", value=4.6)),
        ),
        StripRow(
            label="Candour",
            link="near",
            dots=(Dot(mark="doctor", value=3), Dot(mark="manager", value=3)),
        ),
        StripRow(
            label="Decisions",
            link="far",
            bold=True,
            dots=(Dot(mark="doctor", value=2.4), Dot(mark="manager", value=3.9)),
        ),
    ),
    low=1,
    high=5,
    ends=("disagree", "agree"),
    legend=(("doctor", "doctor"), ("manager", "manager")),
    brackets=(
        Bracket(first=0, last=0, label="Shared strength", detail="both 3.5 or more"),
        Bracket(first=2, last=2, label="Seen differently", detail="1 point or more apart"),
    ),
)

THEN_AND_NOW = Strip(
    rows=(
        StripRow(
            label="Challenge",
            figure="11 up, 2 down",
            dots=(
                Dot(mark="doctor", value=2.2, then=True),
                Dot(mark="doctor", value=3.3),
                Dot(mark="manager", value=2.7, then=True),
                Dot(mark="manager", value=3.4),
            ),
        ),
    ),
    low=1,
    high=5,
    ends=("disagree", "agree"),
    figures="of 14 people",
)

WITHHELD = Strip(
    rows=(
        StripRow(label="Everyone", dots=(Dot(mark="everyone", value=2.5, low=1.9, high=3.2),)),
        StripRow(label="South", not_shown="not shown: fewer than five answered"),
    ),
    low=1,
    high=5,
    ends=("disagree", "agree"),
)

SIXTY = Strip(
    rows=tuple(
        StripRow(
            label=f"Row {number} {LONG[:number]}",
            figure=str(number),
            dots=(Dot(mark="third", value=1 + number % 5),),
        )
        for number in range(60)
    ),
    low=1,
    high=5,
    ends=("no", "yes"),
    brackets=(Bracket(first=3, last=50, label="Many"),),
)

NOTHING = Strip(rows=(), low=1, high=5, ends=("no", "yes"))

BAND = Band(
    parts=(
        BandPart(start=555, end=570, label="coffee", kind="other"),
        BandPart(start=570, end=600, label="bridge", kind="bridging"),
        BandPart(start=600, end=660, label="link", kind="linking", now=True),
        BandPart(start=660, end=720, label="bond", kind="bonding"),
        BandPart(start=720, end=765, label="lunch", kind="pause"),
    )
)

BARS = Bars(
    categories=("Relevant to my work", "Pace", LONG),
    series=(
        Series(name="February 2027", values=(4.0, 2.0, None)),
        Series(name="February 2028", values=(5.0, 3.0, 1.0)),
    ),
    low=0,
    high=5,
    decimals=1,
)

STACKED = Bars(
    categories=("Doctors", "Managers"),
    series=(
        Series(name="disagree", values=(25, 0)),
        Series(name="neither", values=(25, 50)),
        Series(name="agree", values=(50, 50)),
    ),
    low=0,
    high=100,
    unit="%",
    stacked=True,
)

DIVERGING = Bars(
    categories=("Doctors", "Managers"),
    series=(
        Series(name="disagree", values=(4, 8), side="left"),
        Series(name="neither", values=(6, None), side="middle"),
        Series(name="agree", values=(5, 6), side="right"),
    ),
    low=0,
    high=16,
    stacked=True,
)

MATRIX = Matrix(
    columns=(("doctor", "on doctors"), ("manager", "on managers")),
    rows=(
        MatrixRow(
            mark="doctor",
            label="Doctors",
            cells=(
                MatrixCell(
                    dots=(Dot(mark="doctor", value=4.1),), figure="4.1", detail="of 8", own=True
                ),
                MatrixCell(
                    dots=(
                        Dot(mark="doctor", value=2.2, then=True),
                        Dot(mark="doctor", value=3.1),
                    ),
                    figure="2.2 \u2192 3.1",
                    detail="of 8",
                    framed=True,
                ),
            ),
        ),
        MatrixRow(
            mark="manager",
            label="Managers",
            cells=(MatrixCell(not_shown="not shown"), MatrixCell()),
        ),
    ),
    low=1,
    high=5,
    corner="Who answered",
)

YEAR = Year(
    points=(
        YearPoint(day=0, date="12 February", label="Stock take", kind="stock take"),
        YearPoint(day=30, date="16 March", label=LONG, kind="away day", now=True),
        YearPoint(day=31, date="17 March", label=LONG, kind="away day"),
        YearPoint(day=90, date="", label="", kind="quiet"),
        YearPoint(day=365, date="14 March", label="Final away day", kind="away day"),
    )
)

SLOPES = Slopes(
    categories=("February 2027", "February 2028"),
    series=(
        Series(name="Challenge", values=(2.5, 3.5)),
        Series(name="Respect", values=(3.4, 2.4), note="12+ down, 0 up"),
        Series(name="Getting things done", values=(2.9, 2.4)),
    ),
    low=1,
    high=5,
    decimals=1,
)

EVERY_CHART: dict[str, ChartData] = {
    "group": GROUP,
    "pair": PAIR,
    "then and now": THEN_AND_NOW,
    "withheld": WITHHELD,
    "sixty rows": SIXTY,
    "nothing": NOTHING,
    "band": BAND,
    "bars": BARS,
    "stacked": STACKED,
    "diverging": DIVERGING,
    "slopes": SLOPES,
    "matrix": MATRIX,
    "year": YEAR,
}
