"""Pages of a finished PDF: nothing off the paper, no line over another."""

from pathlib import Path

import typst

import facilitate.write
from facilitate.verify.pdf import page_faults

A4 = '#set page("a4")\n#set text(size: 12pt)\n'


def told(source: str) -> list[str]:
    fonts = typst.Fonts(font_paths=[Path(facilitate.write.__file__).parent / "fonts"])
    data = typst.compile((A4 + source).encode(), format="pdf", font_paths=fonts)
    assert isinstance(data, bytes)
    return [fault.message for fault in page_faults(data, "sheet.pdf")]


def test_an_ordinary_page_has_no_fault() -> None:
    assert told("= A heading\n" + "Some words. #parbreak()\n" * 60) == []


def test_words_below_the_paper_are_told() -> None:
    says = "Page 1: words stand at the edge of the page or off it."
    assert told("#block(breakable: false)[#v(28cm) far down]") == [says]
    assert told("#place(top + left, dx: -2.6cm)[to the left]") == [says]


def test_a_line_over_another_is_told() -> None:
    lines = "#place(dy: 30pt)[First line]#place(dy: {}pt)[Second line]"
    assert told(lines.format(36)) == ["Page 1: a line of words stands over another."]
    assert told(lines.format(42)) == []


def test_the_dots_of_arabic_letters_are_no_lines() -> None:
    # The same two lines as above; the dots are set by themselves, where their letters begin.
    name = '#set text(font: "Noto Sans Arabic")\n'
    lines = name + "#place(dy: 30pt)[مثال تجريبي]#place(dy: {}pt)[مثال تجريبي]"
    assert told(lines.format(42)) == []
    assert told(lines.format(36)) == ["Page 1: a line of words stands over another."]


def test_each_page_is_looked_at() -> None:
    assert told("one #pagebreak() two #place(dy: 27cm)[off]") == [
        "Page 2: words stand at the edge of the page or off it."
    ]


def test_words_in_the_foot_are_told() -> None:
    foot = "#set page(footer-descent: 1cm, footer: [A foot])\n"
    assert told(foot + "#block(breakable: false)[#v(25.3cm) far down]") == [
        "Page 1: words stand in the foot of the page."
    ]
    assert told(foot + "#block(breakable: false)[#v(24cm) far down]") == []
