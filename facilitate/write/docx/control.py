"""Content controls: fields of a form that Word fills in and that read back by their tag.

A tag is the field's key; a box of a row of boxes adds its value: `review.p03.respect=4`, or
`review.p03.respect.before=4` where the row is asked for two moments. The alias says the same in
words, with the tag in brackets: some programs keep one and lose the other.
"""

from facilitate.document import FieldSpec, Option, plain
from facilitate.faults import Fault
from facilitate.write.docx.making import Making
from facilitate.write.docx.text import words_run
from facilitate.write.ooxml.xml import attribute
from facilitate.write.words import word

LONGEST_NAME = 64
"""Word takes no longer tag or alias."""

FORM_TAG = "form"
"""Tag of the control in the footer that says a form's id and version."""

_BOX_FONT = (
    '<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic" w:hint="eastAsia"/>'
)
# The style says the colour too, but not every program looks it up inside a control.
_PROMPT = (
    '<w:rStyle w:val="PlaceholderText"/><w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="595959"/>'
)


def box_tag(key: str, value: str, moment: str = "") -> str:
    """Return the tag of one box; `moment` is `before`, `now` or empty."""
    return f"{key}.{moment}={value}" if moment else f"{key}={value}"


def text_control(spec: FieldSpec, making: Making) -> str:
    """Return a control for words."""
    kind = '<w:text w:multiLine="1"/>' if spec.lines > 1 else "<w:text/>"
    return _control(spec, making, kind=kind, prompt=word(making.look, "write here"))


def date_control(spec: FieldSpec, making: Making) -> str:
    """Return a control for a date, with Word's calendar."""
    kind = (
        f'<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="{attribute(making.language)}"/>'
        '<w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
    )
    return _control(spec, making, kind=kind, prompt=word(making.look, "choose a date"))


def choice_control(spec: FieldSpec, making: Making) -> str:
    """Return a drop-down list of the options."""
    prompt = word(making.look, "choose")
    items = "".join(
        f'<w:listItem w:displayText="{attribute(option.label)}" '
        f'w:value="{attribute(option.value)}"/>'
        for option in spec.options
    )
    return _control(spec, making, kind=f"<w:dropDownList>{items}</w:dropDownList>", prompt=prompt)


def tick_control(spec: FieldSpec, making: Making) -> str:
    """Return one box for a field that is ticked or not."""
    return _box(spec.key, plain(spec.ask), making)


def option_control(spec: FieldSpec, option: Option, making: Making, moment: str = "") -> str:
    """Return the box of one option of a scale."""
    said = option.label if option.label == option.value else f"{option.value} {option.label}"
    when = f", {word(making.look, _WHEN[moment])}" if moment else ""
    words = f"{said}{when}: {plain(spec.ask)}"
    return _box(box_tag(spec.key, option.value, moment), words, making)


def form_control(form: str, making: Making) -> str:
    """Return a control that nobody can change: which form this is, in which version."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{FORM_TAG}"/><w:tag w:val="{FORM_TAG}"/>'
        f'<w:id w:val="{making.next_control()}"/><w:lock w:val="sdtContentLocked"/><w:text/>'
        f"</w:sdtPr><w:sdtContent>{words_run(form)}</w:sdtContent></w:sdt>"
    )


_WHEN = {"before": "before today", "now": "now"}


def _control(spec: FieldSpec, making: Making, *, kind: str, prompt: str) -> str:
    names = _names(spec.key, plain(spec.ask), making)
    return (
        f"<w:sdt><w:sdtPr>{names}<w:showingPlcHdr/>{kind}</w:sdtPr><w:sdtContent>"
        f"{words_run(prompt, _PROMPT)}</w:sdtContent></w:sdt>"
    )


def _box(tag: str, words: str, making: Making) -> str:
    return (
        f"<w:sdt><w:sdtPr>{_names(tag, words, making)}"
        '<w14:checkbox><w14:checked w14:val="0"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{words_run('☐', _BOX_FONT)}</w:sdtContent></w:sdt>"
    )


def _names(tag: str, words: str, making: Making) -> str:
    if len(tag) > LONGEST_NAME:
        making.faults.append(
            Fault(
                code="F101",
                message=f"The field {tag!r} has a name of {len(tag)} letters; Word takes 64.",
                hint="Shorten the form's id, the pair's id or the field's key.",
            )
        )
    return (
        f'<w:alias w:val="{attribute(alias(words, tag))}"/><w:tag w:val="{attribute(tag)}"/>'
        f'<w:id w:val="{making.next_control()}"/><w:lock w:val="sdtLocked"/>'
    )


def alias(words: str, tag: str) -> str:
    """Return words first and the tag in brackets last, in at most 64 letters."""
    room = LONGEST_NAME - len(tag) - 3
    if room < 1:
        return tag[:LONGEST_NAME]
    short = words if len(words) <= room else words[: room - 1].rstrip() + "…"
    return f"{short} [{tag}]"
