"""The templates of a plan: ours, other packages', its own, and the slides of its talks."""

from collections.abc import Iterator
from pathlib import Path

from facilitate import registry
from facilitate.compose.template_set import (
    MOST_BYTES,
    Template,
    TemplateSet,
    load_templates,
    template_heads,
)
from facilitate.faults import Fault, Place
from facilitate.files import start_of
from facilitate.write.glyphs import no_letters, to_tell, without_shape

OWN = ("templates", "slides")
"""The folders of a plan in which pages of its own lie."""


def plan_templates(
    folder: Path | None, *, only: str = ""
) -> tuple[tuple[Template, ...], tuple[Fault, ...]]:
    """Return the templates of the plan in a folder, and what can be told before a page is made.

    Without a folder they are those of no plan. `only` is the name of the one that is wanted.
    """
    slides = folder / OWN[1] if folder and not only else None
    return load_templates(_folders(folder), slides, only=only)


def template_heads_of(folder: Path) -> tuple[Template, ...]:
    """Return the templates of a plan as far as their heads tell of them, faults left aside."""
    return template_heads(_folders(folder))


def _folders(folder: Path | None) -> list[Path]:
    return [*registry.folders("templates"), *([folder / OWN[0]] if folder else [])]


def own_texts(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return the lines of the plan's own pages, by the names that people know them by."""
    paths = (path for name in OWN for path in sorted((folder / name).rglob("*.md")))
    found = {path.relative_to(folder).as_posix(): start_of(path, MOST_BYTES) for path in paths}
    return {
        name: tuple(data.decode("utf-8-sig", "replace").splitlines())
        for name, data in found.items()
    }


def own_template_faults(folder: Path) -> tuple[Fault, ...]:
    """Return the faults of templates; nothing is read where the plan has none of its own.

    Pages of the plan's own are looked at as far as they go without values.
    """
    if not any((folder / name).is_dir() for name in OWN):
        return ()
    from facilitate.compose.template_outline import outline_faults

    templates, faults = plan_templates(folder)
    if not templates:
        return faults
    template_set = templates[0].template_set
    fronts = {one.name: one.front for one in templates}
    headless = {one.place.file for one in faults if one.code == "M200" and one.place}
    own = [
        name
        for name, path in template_set.paths.items()
        if path.split("/")[0] in OWN and path not in headless
    ]
    shape = (
        fault for name in own for fault in outline_faults(template_set, name, fronts.get(name))
    )
    letters = (fault for name in own for fault in _not_drawn(template_set, name))
    twice = (fault for name in own for fault in _pasted_twice(template_set, name))
    return (*faults, *template_set.placed(shape), *letters, *twice)


FEWEST = 3
"""So many lines that come once more below are a page that was pasted twice."""


def _pasted_twice(template_set: TemplateSet, name: str) -> Iterator[Fault]:
    """Yield a warning where a page ends with a copy of all that stands above it."""
    lines = template_set.texts[name].split("\n")
    ends = [number for number, line in enumerate(lines) if line.strip() == "---"][:2]
    first = ends[1] + 1 if ends[:1] == [0] and ends[1:] else 0
    written = [n for n in range(first, len(lines)) if lines[n].strip()]
    half = len(written) // 2
    begun, again = ([lines[n].strip() for n in part] for part in (written[:half], written[half:]))
    if half >= FEWEST and begun == again:
        yield Fault(
            code="M152",
            severity="warning",
            message="From here on this page says once more what stands above.",
            hint="If it was pasted twice, delete one of the two.",
            place=Place(template_set.paths[name], written[half] + 1, source=lines[written[half]]),
        )


def _not_drawn(template_set: TemplateSet, name: str) -> Iterator[Fault]:
    """Yield M411 for each line of a page with letters that no font of ours has."""
    for number, line in enumerate(template_set.texts[name].split("\n"), start=1):
        if letters := to_tell(without_shape(line)):
            yield no_letters(letters, place=Place(template_set.paths[name], number, source=line))
