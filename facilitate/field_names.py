"""What the controls of a document are called: words that a person hears, each name once."""

from collections import Counter
from collections.abc import Iterable, Mapping

from facilitate.document import LONGEST_NAME, FieldSpec, Option, plain

COUNTED = 6
"""Letters of a control's name that are kept for which one it is: ` (12)`."""

LONGEST_PLACE = 30
"""Letters at most of the words under which a control stands."""


class FieldNames:
    """The names of one document's controls, in their order; none is given twice."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()
        self._stood: dict[str, set[str]] = {}

    def of(self, words: str, *places: str) -> str:
        """Return the words of a control, and which one it is where several have them.

        What stands under other words than those before is told apart by the first of its `places`
        that is new, such as a second copy to hand in; else by its number. Word takes no more than
        `LONGEST_NAME` letters; words are kept whole.
        """
        short = whole_words(" ".join(words.split()), LONGEST_NAME - COUNTED)
        self._given[short] += 1
        stood = self._stood.setdefault(short, set())
        new = [one for one in places if one not in {*stood, "", words}]
        again = bool(stood)
        stood.update(places)
        if again and new:
            place = f" ({whole_words(new[0], LONGEST_PLACE)})"
            return self.of(whole_words(words, LONGEST_NAME - COUNTED - len(place)) + place)
        return short if self._given[short] == 1 else f"{short} ({self._given[short]})"

    def of_box(self, spec: FieldSpec, option: Option, when: str = "") -> str:
        """Return the name of an option's box: the option and its question.

        The option's words are left out before the question is cut, since the head of the table
        says what a number means. `when` is the words for before today or now, or empty.
        """
        asked = f"{f', {when}' if when else ''}: {plain(spec.ask)}"
        # What is no number was made from the words, for programs.
        mark = option.value if option.value.isdecimal() else option.label
        said = mark if option.label == mark else f"{mark} {option.label}"
        whole = said + asked
        return self.of(whole if len(whole) <= LONGEST_NAME - COUNTED else mark + asked)


def keys_by_name(fields: Iterable[FieldSpec]) -> Mapping[str, str]:
    """Return by its control's name the key of each field of a form, or of each box of a scale.

    The fields are in the order of the form, which says which of several of a name is meant.
    """
    names = FieldNames()
    return {
        name: key
        for spec in fields
        for name, key in (
            [(names.of_box(spec, one), spec.box(one.value)) for one in spec.options]
            if spec.kind == "scale"
            else [(names.of(plain(spec.ask) or spec.name), spec.name)]
        )
    }


def whole_words(words: str, most: int) -> str:
    """Return words, or as many of them as so many letters take, each whole, and a sign of the rest.

    At least the first twelve letters are kept.
    """
    most = max(most, 12)
    return words if len(words) <= most else f"{words[:most].rpartition(' ')[0] or words[:most]} …"
