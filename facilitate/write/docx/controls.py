"""Content controls of Word: for words, dates, choices and ticks, and what they are called."""

from facilitate.document import LONGEST_NAME, FieldSpec, Option, Run, plain
from facilitate.field_names import COUNTED, whole_words
from facilitate.write.docx.context import DocxContext
from facilitate.write.docx.text import words_run
from facilitate.write.ooxml import attribute

BOX = "☐"
FORM_TAG = "form"
"""Tag of the control in the footer that says a form's id and version."""

_BOX_FONT = (
    '<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic" w:hint="eastAsia"/>'
)
# The style says the colour too, but not every program looks it up inside a control.
_PROMPT = (
    '<w:rStyle w:val="PlaceholderText"/><w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="595959"/>'
)


def text_control(spec: FieldSpec, context: DocxContext) -> str:
    """Return a control for words."""
    kind = '<w:text w:multiLine="1"/>' if spec.lines > 1 else "<w:text/>"
    return _control(spec, context, kind=kind, prompt=context.look.word("write here"))


def date_control(spec: FieldSpec, context: DocxContext) -> str:
    """Return a control for a date, with Word's calendar."""
    kind = (
        f'<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="{attribute(context.language)}"/>'
        '<w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
    )
    return _control(spec, context, kind=kind, prompt=context.look.word("choose a date"))


def choice_control(spec: FieldSpec, context: DocxContext) -> str:
    """Return a drop-down list of the options."""
    prompt = context.look.word("choose")
    items = "".join(
        f'<w:listItem w:displayText="{attribute(option.label)}" '
        f'w:value="{attribute(option.value)}"/>'
        for option in spec.options
    )
    return _control(spec, context, kind=f"<w:dropDownList>{items}</w:dropDownList>", prompt=prompt)


def tick_control(spec: FieldSpec, context: DocxContext) -> str:
    """Return one box for a field that is ticked or not."""
    return _box(spec.name, context.name_of(plain(spec.ask) or spec.name), context)


def option_control(spec: FieldSpec, option: Option, context: DocxContext, moment: str = "") -> str:
    """Return the box of one option of a scale."""
    when = context.look.word(_WHEN[moment]) if moment else ""
    name = context.names.of_box(spec, option, when)
    return _box(spec.box(option.value, moment), name, context)


def form_control(form: str, context: DocxContext) -> str:
    """Return a control that nobody can change: which form this is, in which version."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{FORM_TAG}"/><w:tag w:val="{FORM_TAG}"/>'
        f'<w:id w:val="{context.next_control()}"/><w:lock w:val="sdtContentLocked"/><w:text/>'
        f"</w:sdtPr><w:sdtContent>{words_run(form)}</w:sdtContent></w:sdt>"
    )


_WHEN = {"before": "before today", "now": "now"}


def cell_control(words: str, row: str, column: str, context: DocxContext) -> str:
    """Return the control of a cell that holds a box to tick, or nothing yet.

    Its name is that of its row and its column. Where both are too long, the row's is cut.
    """
    key = f"cell.{context.controls + 1}"
    called = f"{whole_words(row, LONGEST_NAME - COUNTED - len(column) - 4)}: {column}"
    if words == BOX:
        return _box(key, context.names.of(called), context)
    return text_control(FieldSpec(key=key, ask=(Run(called),), kind="text"), context)


def _control(spec: FieldSpec, context: DocxContext, *, kind: str, prompt: str) -> str:
    name = context.name_of(plain(spec.ask) or spec.name)
    names = _names(spec.name, name, context)
    return (
        f"<w:sdt><w:sdtPr>{names}<w:showingPlcHdr/>{kind}</w:sdtPr><w:sdtContent>"
        f"{words_run(prompt, _PROMPT)}</w:sdtContent></w:sdt>"
    )


def _box(tag: str, name: str, context: DocxContext) -> str:
    return (
        f"<w:sdt><w:sdtPr>{_names(tag, name, context)}"
        '<w14:checkbox><w14:checked w14:val="0"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{words_run(BOX, _BOX_FONT)}</w:sdtContent></w:sdt>"
    )


def _names(tag: str, name: str, context: DocxContext) -> str:
    return (
        f'<w:alias w:val="{attribute(name)}"/><w:tag w:val="{attribute(tag)}"/>'
        f'<w:id w:val="{context.next_control()}"/><w:lock w:val="sdtLocked"/>'
    )
