"""How faults are told to people."""

from facilitate.faults import Fault, Place
from facilitate.report import as_json, counted, render_faults
from facilitate.structs import replace

SAME = [
    Fault(code="M411", severity="warning", message="No ☃.", hint="Write it.", place=Place(file))
    for file in ("pairs/a/x.pdf", "pairs/b/x.pdf", "people/c/y.pdf")
]


def test_one_thing_about_many_finished_files_is_told_once() -> None:
    assert render_faults(SAME) == (
        "warning[M411]: No ☃.\n"
        "  --> pairs/a/x.pdf\n"
        "   = note: also in pairs/b/x.pdf, people/c/y.pdf\n"
        "   = help: Write it.\n"
    )
    assert len(as_json(SAME)["faults"]) == 3


def test_of_very_many_files_the_number_is_told() -> None:
    many = [replace(SAME[0], place=Place(f"pairs/{n}/x.pdf")) for n in range(20)]
    assert "also in 19 other files" in render_faults(many)


def test_a_file_name_cannot_paint_the_screen() -> None:
    assert "\x1b" not in render_faults(
        [Fault(code="F201", message="No.", place=Place("\x1b[2Ja.json"))]
    )


def test_a_line_of_a_private_file_is_not_shown() -> None:
    place = Place("private/sharing.yaml", 3, 3, 9, "  crisis-docter: {sharing: group only}")
    assert "group only" not in render_faults([Fault(code="C101", message="No.", place=place)])


def test_one_error_on_two_lines_is_told_twice() -> None:
    lines = [Fault(code="P103", message="No.", place=Place("a.yaml", n)) for n in (1, 2)]
    assert render_faults(lines).count("error[P103]") == 2
    assert counted(lines) == "2 errors"


def test_one_warning_on_two_lines_is_told_once_with_both_places() -> None:
    lines = [replace(SAME[0], place=Place("a.yaml", n, 3)) for n in (1, 2)]
    assert render_faults(lines) == (
        "warning[M411]: No ☃.\n"
        "  --> a.yaml:1:3\n"
        "   = note: also in a.yaml:2:3\n"
        "   = help: Write it.\n"
    )
    assert counted(lines) == "1 warning"
    many = [replace(SAME[0], place=Place("a.yaml", n)) for n in range(1, 105)]
    assert "also in 103 other places" in render_faults(many)


def test_of_many_warnings_of_one_kind_the_first_are_told_whole_and_the_rest_by_their_lines() -> (
    None
):
    names = [
        Fault(code="P142", severity="warning", message=f"Name {n}.", place=Place("a.yaml", n, 3))
        for n in range(1, 105)
    ]
    other = Fault(code="T207", severity="warning", message="No buffer.", place=Place("a.yaml", 110))
    told = render_faults([*names, other])
    assert told.count("warning[P142]") == 11
    assert "Name 10." in told
    assert "Name 11." not in told
    assert (
        "warning[P142]: 94 more like the 10 above.\n  --> a.yaml, between lines 11 and 104\n\n"
        "warning[T207]: No buffer.\n" in told
    )
    assert "a.yaml, lines 11, 12\n" in render_faults(names[:12])
    assert "a.yaml, line 11\n" in render_faults(iter(names[:11]))
    assert counted(names) == "104 warnings"
    errors = [replace(one, severity="error") for one in names]
    assert "Name 104." in render_faults(errors)


def test_a_caret_stands_under_the_place_even_far_along_a_long_line() -> None:
    line = "x" * 300
    text = render_faults(
        [Fault(code="Y001", message="No.", place=Place("a.yaml", 1, 250, 253, line))]
    )
    _, _, _, source, carets = text.splitlines()
    assert len(source) <= 110
    assert carets.endswith("^^^")
    assert len(carets) <= len(source)
