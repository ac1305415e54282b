"""The look of a programme's files: the words of its language, the colours that it chose."""

from facilitate.load.looks import colours_of
from facilitate.load.words import words_of
from facilitate.model.plan import PeopleAndYear
from facilitate.write.look import Colours, Look


def look_of(programme: PeopleAndYear) -> Look:
    """Return the look of a programme, before the needs of a reader."""
    colours = Colours(**colours_of(programme.look))
    return Look(words=words_of(programme.language), colours=colours)
