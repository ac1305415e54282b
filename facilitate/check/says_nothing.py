"""Texts that say nothing yet, and would be printed as they stand: `tbc`, a dash, `lorem ipsum`."""

import re
from collections.abc import Iterator

from pydantic import BaseModel

from facilitate.check import CheckContext, rule
from facilitate.faults import At, Fault, KeyPath, nearest
from facilitate.load.words import words_of
from facilitate.model.plan import CONSENT, NOBODY

_STANDS_IN = re.compile(
    r"tb[acd]\b.{0,30}|x{2,}|[-–—.…?*_/]+|lorem ipsum.*|\[.*\]|<[^<>@]*>|to ?do|todo\b.*"
    r"|to be (added|agreed|decided|written|arranged|completed|filled in)( later| soon)?"
    r"|insert (here|name|date|text|your)\b.*|not (known|applicable|yet)( yet)?|none( yet| known)?"
    r"|pending|nil|nichts|keine?|entfällt|ninguno|aucune?|t\.b\.[acd]\.?",
    re.IGNORECASE | re.DOTALL,
)
"""What people write where words are still to come, whole; brackets round it go first."""
_SAYS_LITTLE = frozenset({"yes", "no", "maybe", "true", "false", "y", "n", "ok"})
_NOT_PRINTED = frozenset({"name", "notes", "id", "checked", "source", "origin", "example"})
"""Keys whose words no page shows, or that are told of elsewhere."""
_OF_NOBODY = frozenset({"on leave", "maternity leave", "sick leave", "off sick"})


@rule
def texts_say_something(context: CheckContext) -> Iterator[Fault]:
    """What stands in for words that are still to come is printed as it stands."""
    plan = context.plan
    sources = {one.file: one for one in plan.every_source()}
    looked: list[tuple[str, BaseModel]] = [(plan.programme.file, plan.programme.says)]
    looked += [(day.file, day.says) for day in plan.days if day.file != plan.programme.file]
    for name in sorted(plan.library.own):
        looked.append((plan.library.sources[name].file, plan.library.exercises[name]))
    found = [(file, path, words) for file, model in looked for path, words in _texts(model)]
    for number, action in enumerate(plan.actions):
        found.append(("actions.yaml", ("actions", number, "what"), action.what))
    for file, path, words in found:
        if says_nothing(words):
            yield Fault(
                code="P196",
                severity="advice",
                message=f"{words[:40]!r} would be printed as it stands.",
                hint="Write it, or take the line out until it is known.",
                at=At(file, path),
                place=sources[file].place(path),
                because=(At(file, path),),
            )
    for person, access in plan.private.access.items():
        for key in ("diet", "interpreter"):
            words = getattr(access, key).strip().casefold()
            if says_nothing(words):
                yield Fault(
                    code="P196",
                    severity="advice",
                    message=f"What stands after {key}: would be printed as a wish.",
                    hint="Take it out, if this person asked for nothing; or write what is wanted.",
                    at=At("private/access.yaml", ("access", person, key)),
                )


def says_nothing(words: str) -> bool:
    """Say whether words stand in for those that are still to come: `tbc`, a dash, `xx`."""
    plain = words.strip().casefold()
    inside = plain.strip("()")
    known = inside in (NOBODY - _OF_NOBODY) | _SAYS_LITTLE
    return bool(inside) and (known or _STANDS_IN.fullmatch(inside) is not None)


def _texts(model: BaseModel, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield each text of a file that pages show, alone or in a list, with its key path."""
    for name, field in type(model).model_fields.items():
        key = field.alias or name
        if key not in _NOT_PRINTED:
            yield from _texts_in(getattr(model, name), (*path, key), alone=field.annotation is str)
    for key, member in (model.model_extra or {}).items():
        yield from _texts_in(member, (*path, key), alone=False)


def _texts_in(value: object, path: KeyPath, *, alone: bool) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, BaseModel):
        yield from _texts(value, path)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, BaseModel):
                yield from _texts(inner, (*path, key))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _texts_in(inner, (*path, number), alone=path[-1] in _LISTS_OF_TEXTS)
    elif isinstance(value, str) and alone:
        yield path, value


_LISTS_OF_TEXTS = frozenset({"aims", "before", "bring", "charter", "asked", "debrief", "watch"})


_LAWS = re.compile(
    r"((the|uk|eu|of|under|by|in|line|with|and|compliant|gdpr|dsgvo|rgpd|general|data|protection"
    r"|regulation|act|law|laws|legal|lawful|legislation|dpa|dp|art|article|section|\d{1,4})\b[\s.,&]*)+",
    re.IGNORECASE,
)
"""Words of which nothing but the name of a law is made."""


def rests_on_consent(file: str) -> Fault:
    """Return the warning of a lawful basis that the notice speaks against."""
    return Fault(
        code="C310",
        severity="warning",
        message="Consent is no firm ground where people find it hard to say no, as at work.",
        hint="Ask whoever looks after data protection for another lawful basis.",
        at=At(file, ("lawful basis",)),
    )


@rule
def a_lawful_basis_is_a_ground(context: CheckContext) -> Iterator[Fault]:
    """The legal ground is one of those in the law, or words of somebody's own; not the law."""
    programme = context.plan.programme
    basis = programme.says.lawful_basis.strip()
    known = list(words_of(programme.says.language).get("lawful bases", {}))
    if basis.casefold() == CONSENT:
        yield rests_on_consent(programme.file)
    if basis.casefold() in known or not basis:
        return
    if _LAWS.fullmatch(basis):
        message = (
            f"{basis!r} is the law, and does not say on which of its grounds answers are held."
        )
        hint = "Ask whoever looks after data protection, and write the ground, such as public task."
    elif near := nearest(basis, known, alike=0.8):
        message, hint = f"{basis!r} is nearly one of the grounds.", f"Did you mean {near!r}?"
    else:
        return
    yield Fault(
        code="C313",
        severity="warning",
        message=message,
        hint=hint,
        at=At(programme.file, ("lawful basis",)),
    )
