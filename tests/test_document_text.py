"""The plain-text form says everything that a document says."""

from dataclasses import fields

import pytest

from facilitate import charts as c
from facilitate import document as d
from facilitate.document import Document, Origin, Run, Section
from facilitate.document_text import as_text, lines_of, lines_of_blocks
from facilitate.recipient import GROUP

WORDS = (Run("words"),)
SAMPLES = (
    (d.Heading(level=2, text=WORDS), "## words"),
    (d.Paragraph(text=(Run("a\nb", mark="doctor"),)), "● a\nb"),
    (d.List(items=((d.Paragraph(text=WORDS),),), ticks=True), "- [ ] words"),
    (d.List(items=((d.Paragraph(text=WORDS),), ()), ordered=True, start=3), "3. words\n4."),
    (
        d.Table(columns=(d.Column(),), header=(WORDS,), rows=((WORDS,), ((),))),
        "words\nwords\n",
    ),
    (
        d.Chart(
            of=c.Slopes(
                categories=("a",), series=(c.Series(name="s", values=(None,)),), low=0, high=1
            ),
            alt="What it shows",
        ),
        "[chart: What it shows]\n  a: s -",
    ),
    (d.Image(png=b"", alt="A map"), "[picture: A map]"),
    (d.Columns(columns=((d.Paragraph(text=WORDS),),), shares=(1,)), "[column 1]\n  words"),
    (d.Callout(blocks=(d.Paragraph(text=WORDS),), title=WORDS), "[panel] words\n  words"),
    (
        d.Steps(steps=(("5", WORDS),), minutes=5, until="10:00"),
        "[5 minutes, until 10:00]\n  5 words",
    ),
    (
        d.Timetable(rows=(d.TimetableRow(clock="09:00", minutes="5", what=WORDS, leads=WORDS),)),
        "09:00 | 5 | words | words",
    ),
    (d.WriteIn(lines=2, label=WORDS), "words [2 lines]"),
    (
        d.Field(fields=(d.FieldSpec(key="f.all.a", ask=WORDS, kind="text", number=1),)),
        "1 words [f.all.a text]",
    ),
    (d.Cut(text=WORDS), "- - - words"),
    (d.PageBreak(), "[page]"),
)


@pytest.mark.parametrize(("block", "text"), SAMPLES)
def test_each_block_has_words(block: d.Block, text: str) -> None:
    assert "\n".join(lines_of_blocks([block])) == text


def test_no_kind_of_block_is_without_words() -> None:
    kinds = {kind.__name__ for kind in d.Block.__subclasses__() if kind.__module__ == d.__name__}
    parts = {"Column", "TimetableRow", "Option", "FieldSpec"}
    assert {type(block).__name__ for block, _ in SAMPLES} == kinds - parts


def test_an_unknown_block_is_an_error() -> None:
    with pytest.raises(TypeError, match="No plain text"):
        lines_of(object())


def test_a_document_is_told_in_reading_order() -> None:
    document = Document(
        name="a",
        title="A",
        language="en-GB",
        recipient=GROUP,
        sections=(
            Section(
                title=(Run("Title"),),
                kicker=(Run("When"),),
                blocks=(d.Paragraph(text=(Run("Body", link="https://example.org"),)),),
                source=(Run("Source"),),
                notes=(d.Paragraph(text=(Run("Note"),)),),
                look="cover",
            ),
        ),
        head=("left", "right"),
        foot="foot",
    )
    assert as_text(document) == (
        "A [a4]\nleft | right\n\n(When)\n# Title [cover]\nBody <https://example.org>\n(Source)\n"
        "notes:\n  Note\n\nfoot\n"
    )
    assert "origin" in {one.name for one in fields(Section)}
    assert Origin() == Origin()
