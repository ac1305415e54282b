"""Is there one picture at all: consensus over statements and over themes, for the facilitator."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from facilitate.audit.consensus import SURE, answer_key, likeness_matrix, match_matrix
from facilitate.audit.findings import MethodNote
from facilitate.audit.one_picture import (
    ITEMS_NEEDED,
    Picture,
    dividing_items,
    people_needed,
    picture,
)
from facilitate.audit.room import Room
from facilitate.audit.sitting import Sitting
from facilitate.recipient import FACILITATOR, GROUP

SCALE_ITEMS_NEEDED = 12
"""How many items of a scale the informal model asks for."""

FEW_ITEMS = 20

WORDS = {
    "withheld": "Too few people or statements to say.",
    "one_shared_picture": "People draw on one shared picture.",
    "shared_with_differences": "People share a picture, with differences.",
    "two_pictures": "There are two pictures, so a mean over both would describe nobody.",
    "no_shared_picture": "No shared picture shows; read each figure as a spread of views.",
}


@dataclass(frozen=True, slots=True)
class Pictures:
    """Notes for the facilitator, and whether themes are seen in two camps."""

    notes: tuple[MethodNote, ...]
    camps: bool


def pictures(room: Room, sitting: Sitting) -> Pictures:
    """Return whether people share one picture of the themes, and of true/false statements."""
    themes = _themes(room, sitting)
    statements = _statements(room, sitting)
    found = tuple(note for note in (themes[1] if themes else None, statements) if note)
    return Pictures(found, themes is not None and themes[0].verdict == "two_pictures")


def _themes(room: Room, sitting: Sitting) -> tuple[Picture, MethodNote] | None:
    items = [item.id for dimension in room.questions.dimensions for item in dimension.items]
    rows = sorted(
        ((one.role, [one.items[item] for item in items]) for one in sitting.answerers),
        key=lambda row: (row[0], [-1.0 if value is None else value for value in row[1]]),
    )
    # People with nearly no answers are like nobody, which says nothing about the picture.
    rows = [row for row in rows if sum(value is not None for value in row[1]) >= len(items) / 2]
    if len(items) < SCALE_ITEMS_NEEDED or len(rows) < room.minimum:
        return None
    answers, roles = [row[1] for row in rows], [row[0] for row in rows]
    found = picture(
        likeness_matrix(answers),
        items=len(items),
        roles=roles,
        minimum=room.minimum,
        seed=room.programme.says.seed,
    )
    if found is None:
        return None
    words = WORDS[found.verdict]
    if found.verdict == "two_pictures":
        apart = dividing_items(answers, roles, minimum=room.minimum)
        most = sorted(apart, key=lambda item: (-round(apart[item], 9), item))[:3]
        if most:
            words += " The role groups differ most on: " + ", ".join(items[at] for at in most) + "."
    return found, _note(sitting, found, about="All statements of the themes", words=words)


def _statements(room: Room, sitting: Sitting) -> MethodNote | None:
    columns = [prompt.id for prompt in room.questions.statements]
    rows: list[tuple[str, list[int | None]]] = sorted(
        (
            (one.role, [_ticked(one.row.values.get(each)) for each in columns])
            for one in sitting.answerers
        ),
        key=lambda row: (row[0], [value or 0 for value in row[1]]),
    )
    rows = [row for row in rows if any(row[1])]
    if len(columns) < ITEMS_NEEDED or len(rows) < room.minimum:
        return None
    answers, roles = [row[1] for row in rows], [row[0] for row in rows]
    found = picture(
        match_matrix(answers, options=2),
        items=len(columns),
        roles=roles,
        minimum=room.minimum,
        seed=room.programme.says.seed,
    )
    if found is None:
        return None
    words = [WORDS[found.verdict]]
    if found.verdict in ("one_shared_picture", "shared_with_differences"):
        words += _key(columns, answers, found.people)
    return _note(sitting, found, about="True/false statements", words=" ".join(words))


def _ticked(text: str | None) -> int | None:
    """Return 2 for true and 1 for false; None is no answer."""
    return None if text is None else 2 if float(text) > 0 else 1


def _key(
    columns: Sequence[str], answers: Sequence[Sequence[int | None]], people: Sequence[float]
) -> list[str]:
    key = answer_key(answers, people, options=2)
    true = [columns[at] for at, best in enumerate(key.answers) if best == 2 and at not in key.open]
    unsure = [columns[at] for at in key.open]
    found = ["Held to be true: " + (", ".join(true) or "none") + "."]
    if unsure:
        found.append(f"Open (posterior below {SURE:.2f}): " + ", ".join(unsure) + ".")
    if len(columns) < FEW_ITEMS:
        found.append(f"Only {len(columns)} statements: read this with care.")
    return found


def _note(sitting: Sitting, found: Picture, *, about: str, words: str) -> MethodNote:
    mean = found.mean_competence
    needed = people_needed(mean) if 0.1 <= mean < 1 else None
    return MethodNote(
        id=f"{sitting.wave}/group/consensus/{about.split()[0].casefold()}",
        wave=sitting.wave,
        subject=GROUP,
        readers=frozenset({FACILITATOR}),
        n=len(found.people),
        asked=sitting.asked,
        method="Romney, Weller & Batchelder 1986; minimum residuals; eigenvalue ratio",
        about=about,
        measure="consensus",
        figures=(
            ("eigenvalue ratio", found.ratio if isfinite(found.ratio) else None),
            ("mean competence", mean),
            ("negative competences", found.negative),
            ("people needed", needed),
            ("within minus between roles", found.contrast.value if found.contrast else None),
            ("p of the contrast", found.contrast.p_high if found.contrast else None),
        ),
        words=words,
    )
