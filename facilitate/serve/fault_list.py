"""What is to mend, for a screen: what `check` tells, and which field a refusal is about."""

from collections.abc import Iterable, Mapping, Sequence

from facilitate.faults import Fault, Place, Severity
from facilitate.load.yaml_values import YamlText
from facilitate.report import together
from facilitate.structs import Struct

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "absent": ("person",),
    "back": ("person",),
    "name": ("name", "person"),
    "new": ("name", "words", "person"),
    "title": ("title",),
    "service": ("words",),
    "role": ("one", "many"),
    "minutes": ("minutes",),
    "say": ("title", "led by", "room", "not before", "who"),
    "talk": ("title", "minutes"),
    "into": ("who",),
    "beside": ("who", "other who", "room", "other room"),
    "start": ("words",),
    "finish": ("words",),
    "venue": ("words",),
    "date": ("words",),
}
"""The fields of each form that a person fills in; what nothing is known of is about the first."""

_OF_FORMS = "E103"
"""What a form asks for that cannot be; all else has its cause in the plan, in files or the disk."""

_SAID_IN = {
    **dict.fromkeys(("from", "service", "start", "finish", "venue", "date"), "words"),
    **dict.fromkeys(("time", "talk", "break"), "minutes"),
    "absent": "person",
}
"""Keys of a plan that are said in a field of another name."""

_PAGES: Mapping[str, tuple[str, ...]] = {
    "absent": ("absent", "back"),
    "name": ("name", "new", "title", "service", "role"),
    "time": ("minutes", "say", "start", "finish", "venue", "date"),
}
"""The acts of each page on which something is said to have happened before a day."""


def page_of(act: str) -> str:
    """Return the page on which an act of a form is asked for, as its address has it; else empty."""
    return next((page for page, acts in _PAGES.items() if act in acts), "")


class RefusedForm(Struct):
    """A form that was refused: what was filled in, and why it was not done."""

    form: Mapping[str, str]
    words: str
    field: str

    def is_at(self, act: str, field: str, item: str = "") -> bool:
        """Say whether it is about this field of this form; `item` is the part of the day."""
        same = self.form.get("act") == act and self.field == field
        return same and item in ("", self.form.get("item"))

    def value(self, act: str, field: str, usual: str, item: str = "") -> str:
        """Return what stands in a field: what was filled in, of the form that was refused."""
        mine = self.form.get("act") == act and item in ("", self.form.get("item"))
        return self.form.get(field, usual) if mine else usual


def wrong_form(form: Mapping[str, str], fault: Fault) -> RefusedForm:
    """Return a form that was refused with a fault; its field is empty where no single one is meant.

    A fault that names a value of the plan is about the field in which that is said.
    """
    fields = [one for one in _FIELDS.get(form.get("act", ""), ()) if one in form]
    keys = [_SAID_IN.get(str(one), str(one)) for one in (fault.at.path if fault.at else ())]
    meant = [one for one in reversed(keys) if one in fields]
    if fault.code == _OF_FORMS and (form.get("act") != "say" or len(fields) == 1):
        meant += fields
    words, place = f"{fault.message} {fault.hint}".strip(), fault.place
    if place and place.line and not meant:
        words = f"{place.file}, line {place.line}: {words}"
    return RefusedForm(form, words, meant[0] if meant else "")


SEVERITIES: Mapping[Severity, str] = {
    "error": "Mend first",
    "warning": "Mend",
    "advice": "Think about",
}
"""What is done about a fault of each severity."""

FIELDS: Mapping[str, str] = {
    "start": "When the day starts",
    "finish": "When the day is to end",
    "venue": "Where the day is",
    "date": "Another date",
}
"""What a field of the browser is called in which a key of a day can be said otherwise."""


class ShownFault(Struct):
    """A fault as a screen tells it, with all places of which the same is said."""

    fault: Fault
    places: tuple[Place, ...]

    @property
    def what(self) -> str:
        """What is done about it."""
        return SEVERITIES[self.fault.severity]

    @property
    def field(self) -> str:
        """What the browser's own field is called in which it can be mended; empty without one."""
        at = self.fault.at
        return FIELDS.get(".".join(map(str, at.path)), "") if at else ""


def shown_faults(faults: Iterable[Fault]) -> tuple[ShownFault, ...]:
    """Return the faults, the worst first, each in the words of `check`."""
    order = list(SEVERITIES)
    found = [
        ShownFault(same[0], tuple(fault.place for fault in same if fault.place))
        for same in together(faults)
    ]
    return tuple(sorted(found, key=lambda one: order.index(one.fault.severity)))


def shown_faults_by_line(faults: Iterable[Fault]) -> Mapping[int, tuple[ShownFault, ...]]:
    """Return the faults of one file by their lines; those of the whole file under its first."""
    by_line: dict[int, list[Fault]] = {}
    for fault in faults:
        by_line.setdefault((fault.place and fault.place.line) or 1, []).append(fault)
    return {line: shown_faults(some) for line, some in by_line.items()}


def counts(faults: Iterable[Fault]) -> tuple[int, int]:
    """Return how many things are to mend and how many to think about; what is told once is one."""
    found = shown_faults(faults)
    thought = sum(one.fault.severity == "advice" for one in found)
    return len(found) - thought, thought


def shown_files(sources: Mapping[str, YamlText]) -> Mapping[str, Sequence[str]]:
    """Return the lines of the files that may be read on a screen: nothing of `private/`."""
    return {name: source.lines for name, source in sources.items() if not is_private(name)}


def is_private(file: str) -> bool:
    """Say whether a file lies in `private/`."""
    return file.startswith("private/")
