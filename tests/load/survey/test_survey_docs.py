import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from facilitate.load.survey.export import all_vendors
from facilitate.load.survey.mapping import read_mapping

PAGE = (Path(__file__).parents[3] / "docs" / "survey-import.md").read_text(encoding="utf-8")
YAML, PYTHON = re.findall(r"```(?:yaml|python)\n(.*?)```", PAGE, re.DOTALL)


def test_the_mapping_on_the_page_is_one_that_can_be_read():
    found, faults = read_mapping(YAML.encode(), "page")
    assert faults == ()
    assert found is not None


def test_the_importer_on_the_page_works(tmp_path):
    path = tmp_path / "example_survey.py"
    path.write_text(PYTHON, encoding="utf-8")
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    found = module_from_spec(spec)
    spec.loader.exec_module(found)
    assert found.TITLE == "Example Survey"
    layout = found.layout([("Entry number", "Sent at", "Your role")])
    assert layout is not None
    assert [heading.use for heading in layout.headings] == ["private", "row:when", "answer"]


def test_every_tool_stands_on_the_page():
    assert [vendor.TITLE for vendor in all_vendors().values() if vendor.TITLE not in PAGE] == []
