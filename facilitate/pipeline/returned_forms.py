"""The questionnaires that came back into a folder, read by the plan that they belong to."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from facilitate.compose.instruments import questionnaire
from facilitate.document import FieldSpec, walk
from facilitate.faults import Fault, Place, stops
from facilitate.load.plan import Plan
from facilitate.load.returned import SUFFIXES, Returned, read_file
from facilitate.pipeline.standalone import composed

Forms = Mapping[str, Sequence[FieldSpec]]
"""The fields of both sittings by the form's id and version."""


def forms_of(plan: Plan) -> Forms:
    """Return the fields of both sittings of a plan's questionnaire.

    Where a page of the plan's own cannot be made, which `audit form` tells, they are ours.
    """
    asked = (plan.programme, plan.questions)
    papers = [questionnaire(*asked, second=second) for second in (False, True)]
    sittings, faults = composed(papers, plan.folder)
    if stops(faults):
        sittings, _ = composed(papers, None)
    return {
        one.form: tuple(part for part in walk(one) if isinstance(part, FieldSpec))
        for one in sittings
    }


def read_folder(folder: Path, forms: Forms) -> tuple[list[Returned], list[Fault]]:
    """Return the forms of a folder in the order of their names, and every fault of its files."""
    returned: list[Returned] = []
    faults: list[Fault] = []
    # Word leaves a small file beside a document that is open.
    paths = [path for path in sorted(folder.iterdir()) if not path.name.startswith(("~$", "."))]
    for path in paths:
        if path.suffix.casefold() in SUFFIXES:
            form, form_faults = read_file(path, forms=forms)
            returned += [form] if form else []
            faults += form_faults
    if not returned and not faults:
        message = f"Nothing in {folder.name!r} is a form that came back."
        hint = "Put the saved answers (JSON) and the Word files (DOCX) there."
        faults.append(Fault(code="F208", message=message, hint=hint, place=Place(folder.name)))
    return returned, faults
