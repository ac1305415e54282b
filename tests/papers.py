"""Papers that no day makes, from the shipped templates."""

from functools import cache

from facilitate.compose.papers import Paper, paper
from facilitate.compose.template_set import Template, load_templates
from facilitate.document import Document
from facilitate.shipped import shipped


@cache
def _template(file: str) -> Template:
    (template,), faults = load_templates([shipped("templates")], only=file)
    assert not faults, faults
    return template


def made(wanted: Paper) -> Document:
    document, faults = paper(wanted, _template(wanted.file))
    assert not faults, faults
    assert document is not None
    return document
