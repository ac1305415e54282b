"""Forms filled in as people fill them in: on the page, and in Word."""

import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence

from facilitate.document import FieldSpec

Answers = Mapping[str, str]


def saved(answers: Mapping[str, object], *, form: str = "stock-take", version: str = "v1") -> bytes:
    """Return what the page saves."""
    whole = {"format": 1, "form": form, "version": version, "hash": "0", "answers": answers}
    return json.dumps(whole).encode()


def filled_in(word: bytes, answers: Answers, specs: Sequence[FieldSpec]) -> bytes:
    """Return a Word file with these answers in its controls."""
    labels = {spec.key: {o.value: o.label for o in spec.options} for spec in specs}

    def fill(match: re.Match[str]) -> str:
        control = match[0]
        tag = re.search(r'<w:tag w:val="([^"]*)"', control)
        assert tag is not None
        key, _, value = tag[1].partition("=")
        given = answers.get(key)
        if given is None or (value and value != given):
            return control
        if "w14:checkbox" in control:
            return control.replace('w14:checked w14:val="0"', 'w14:checked w14:val="1"')
        shown = labels.get(key, {}).get(given, given)
        words = control.replace("<w:showingPlcHdr/>", "")
        return re.sub(r"(<w:sdtContent>.*?<w:t[^>]*>)[^<]*", lambda m: m[1] + shown, words)

    return rewritten(word, lambda xml: re.sub(r"<w:sdt>.*?</w:sdt>", fill, xml, flags=re.DOTALL))


def rewritten(word: bytes, change) -> bytes:
    """Return a Word file whose body was changed as text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.infolist():
            data = before.read(part)
            if part.filename == "word/document.xml":
                data = change(data.decode()).encode()
            after.writestr(part, data)
    return out.getvalue()
