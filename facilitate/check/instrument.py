"""The stock take's questions make sense: a scale with steps, ids once, themes of the one list."""

from collections.abc import Iterator

from facilitate.check.rules import Scene, rule
from facilitate.faults import At, Fault, did_you_mean

QUESTIONS = "questions.yaml"


def _own(scene: Scene) -> bool:
    """Say whether the programme has questions of its own; the shipped ones have been tested."""
    return QUESTIONS in scene.plan.sources


@rule
def the_scale_has_steps(scene: Scene) -> Iterator[Fault]:
    """The highest step of the scale lies above the lowest."""
    scale = scene.plan.questions.scale
    if _own(scene) and scale.high <= scale.low:
        yield Fault(
            code="A630",
            message=f"The scale runs from {scale.low} to {scale.high}, so nothing can be measured.",
            hint="Write the lowest step after low: and the highest after high:.",
            at=At(QUESTIONS, ("scale",)),
        )


@rule
def each_question_has_an_id_of_its_own(scene: Scene) -> Iterator[Fault]:
    """No two themes, and no two questions, are called by the same id."""
    if not _own(scene):
        return
    asked, themes = set[str](), set[str]()
    for number, dimension in enumerate(scene.plan.questions.dimensions):
        path = ("dimensions", number)
        if dimension.id in themes:
            yield _twice(dimension.id, At(QUESTIONS, (*path, "id")))
        themes.add(dimension.id)
        for place, item in enumerate(dimension.items):
            if item.id in asked:
                yield _twice(item.id, At(QUESTIONS, (*path, "items", place, "id")))
            asked.add(item.id)


def _twice(name: str, at: At) -> Fault:
    return Fault(
        code="A631",
        message=f"The id {name!r} is there twice, so answers to two questions would be mixed.",
        hint="Give the second one an id of its own.",
        at=at,
    )


@rule
def each_theme_of_the_questions_is_of_the_one_list(scene: Scene) -> Iterator[Fault]:
    """What the stock take asks about, exercises can work on."""
    known = scene.plan.library.themes.themes
    for number, dimension in enumerate(scene.plan.questions.dimensions) if _own(scene) else ():
        for place, theme in enumerate(dimension.themes):
            if theme not in known:
                yield Fault(
                    code="A632",
                    message=f"{dimension.name!r} covers {theme!r}, which is no known theme.",
                    hint=did_you_mean(theme, known, otherwise="See: facilitate exercises list"),
                    at=At(QUESTIONS, ("dimensions", number, "themes", place)),
                )
