"""Fields of a form for a phone or a laptop: every input has its words, nothing is sent."""

import json
from hashlib import sha256

from facilitate.document import Document, Field, FieldSpec, Option, plain, walk
from facilitate.write.html.blocks import attribute, html_block, runs
from facilitate.write.look import Look
from facilitate.write.measure import scale_head

_WORDS_FIT = 10  # letters of an option that may stand under its button


@html_block
def field(block: Field, look: Look) -> str:
    """Return the fields one below the other."""
    return "".join(_field(spec, look) for spec in block.fields)


def fields_of(document: Document) -> tuple[FieldSpec, ...]:
    """Return every field of the document in reading order."""
    return tuple(part for part in walk(document) if isinstance(part, FieldSpec))


def form_hash(specs: tuple[FieldSpec, ...]) -> str:
    """Return a short hash of the questions, by which a reader knows an answer's form again."""
    asked = [
        [spec.key, spec.kind, spec.before, [option.value for option in spec.options]]
        for spec in specs
    ]
    return sha256(json.dumps(asked).encode()).hexdigest()[:16]


def opened(document: Document, specs: tuple[FieldSpec, ...]) -> str:
    """Return the form's opening tag: its id, version, hash and the name of the saved file."""
    key, _, version = document.form.rpartition(" ")
    name = key or version or document.name
    return (
        f'<form id="form" autocomplete="off" data-form="{attribute(name)}" '
        f'data-version="{attribute(version if key else "")}" data-hash="{form_hash(specs)}" '
        f'data-file="{attribute(document.name)}-answers.json">'
    )


def closed(look: Look) -> str:
    """Return the button that saves the answers on this very device, and what it then says."""
    said = attribute(look.word("answers saved"))
    return (
        f'<button type="submit">{attribute(look.word("save answers"))}</button>'
        f'<p id="state" role="status" data-saved="{said}"></p></form>'
    )


def _field(spec: FieldSpec, look: Look) -> str:
    if spec.kind == "scale":
        return _scale(spec, look)
    name, needed = attribute(spec.key), " required" if spec.required else ""
    if spec.kind == "tick":
        box = f'<input type="checkbox" id="{name}" name="{name}"{needed}>'
        label = f'<label for="{name}">{box}<span>{_ask(spec)}</span></label>'
        return f'<div class="field tick">{label}</div>'
    inner = _input(spec, look, f'id="{name}" name="{name}"{needed}')
    return f'<div class="field"><label for="{name}">{_ask(spec)}</label>{inner}</div>'


def _input(spec: FieldSpec, look: Look, names: str) -> str:
    if spec.kind == "choice":
        options = "".join(
            f'<option value="{attribute(one.value)}">{attribute(one.label)}</option>'
            for one in spec.options
        )
        first = f'<option value="">{attribute(look.word("choose"))}</option>'
        return f"<select {names}>{first}{options}</select>"
    if spec.kind == "date":
        return f'<input type="date" {names}>'
    if spec.lines > 1:
        return f'<textarea {names} rows="{spec.lines + 1}"></textarea>'
    return f'<input type="text" {names}>'


def _scale(spec: FieldSpec, look: Look) -> str:
    if not spec.before:
        return f"<fieldset><legend>{_ask(spec)}</legend>{_row(spec, spec.key)}</fieldset>"
    sides = "".join(
        f'<div role="group" aria-label="{attribute(f"{plain(spec.ask)}, {said}")}">'
        f'<p class="when">{attribute(said)}</p>{_row(spec, f"{spec.key}.{moment}")}</div>'
        for moment, said in (("before", look.word("before today")), ("now", look.word("now")))
    )
    return f"<fieldset><legend>{_ask(spec)}</legend>{sides}</fieldset>"


def _row(spec: FieldSpec, name: str) -> str:
    """Return a row of buttons: words where they are short, else figures and what these mean."""
    in_words = all(len(option.label) <= _WORDS_FIT for option in spec.options)
    head = scale_head(spec.options, in_words=in_words)
    needed = " required" if spec.required else ""
    buttons = "".join(
        f'<label><input type="radio" name="{attribute(name)}" value="{attribute(option.value)}"'
        f"{needed}>{_under(option, shown)}</label>"
        for option, shown in zip(spec.options, head.over, strict=True)
    )
    if in_words or not head.meant:
        return f'<div class="scale words">{buttons}</div>'
    ends = head.meant if len(head.meant) == 2 else (head.key,)
    key = "".join(f"<span>{attribute(end)}</span>" for end in ends)
    return f'<div class="scale">{buttons}</div><p class="ends" aria-hidden="true">{key}</p>'


def _under(option: Option, shown: str) -> str:
    said = f'<span class="said">{attribute(option.label)}</span>' if option.label != shown else ""
    return f"<span>{attribute(shown)}</span>{said}"


def _ask(spec: FieldSpec) -> str:
    number = f'<span class="quiet">{spec.number}</span> ' if spec.number else ""
    return number + runs(spec.ask)
