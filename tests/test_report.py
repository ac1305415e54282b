"""How faults are told to people."""

from facilitate.faults import Fault, Place
from facilitate.report import as_json, told

SAME = [
    Fault(code="M411", severity="warning", message="No ☃.", hint="Write it.", place=Place(file))
    for file in ("pairs/a/x.pdf", "pairs/b/x.pdf", "people/c/y.pdf")
]


def test_one_thing_about_many_finished_files_is_told_once() -> None:
    assert told(SAME) == (
        "warning[M411]: No ☃.\n"
        "  --> pairs/a/x.pdf\n"
        "   = note: also in 2 other files\n"
        "   = help: Write it.\n"
    )
    assert len(as_json(SAME)["faults"]) == 3


def test_one_thing_on_two_lines_is_told_twice() -> None:
    lines = [Fault(code="P103", message="No.", place=Place("a.yaml", n)) for n in (1, 2)]
    assert told(lines).count("error[P103]") == 2


def test_a_caret_stands_under_the_place_even_far_along_a_long_line() -> None:
    line = "x" * 300
    text = told([Fault(code="Y001", message="No.", place=Place("a.yaml", 1, 250, 253, line))])
    _, _, _, source, carets = text.splitlines()
    assert len(source) <= 110
    assert carets.endswith("^^^")
    assert len(carets) <= len(source)
