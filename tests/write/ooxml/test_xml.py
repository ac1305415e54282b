from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from facilitate.write.ooxml.xml import attribute, text


@given(st.text(max_size=30))
def test_any_text_comes_back_but_for_what_xml_forbids(value: str) -> None:
    root = ET.fromstring(f'<x y="{attribute(value)}">{text(value)}</x>')
    allowed = "".join(c for c in value if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    assert root.attrib["y"] == allowed
    assert (root.text or "") == allowed.replace("\r\n", "\n").replace("\r", "\n")


def test_quotes_are_escaped_in_attributes_only() -> None:
    assert text('"R&D" <b>') == '"R&amp;D" &lt;b&gt;'
    assert attribute('"R&D"') == "&quot;R&amp;D&quot;"
