"""A writer's module is its registration."""

from facilitate.formats import written_formats
from facilitate.write import writer


def test_every_format_has_a_writer_and_every_writer_a_format() -> None:
    assert written_formats() == ("docx", "html", "pdf", "pptx")
    for suffix in written_formats():
        assert writer(suffix).VERSION >= 1
        assert callable(writer(suffix).write)
