"""The fixed words of a language, as a writer asks for them."""

from facilitate.write.look import Look


def word(look: Look, key: str, **values: object) -> str:
    """Return the look's words for `key` with `{name}` parts filled in.

    Keys are plain English, so a language that lacks one still says something.
    """
    said = look.words.get(key, key)
    for name, value in values.items():
        said = said.replace("{" + name + "}", str(value))
    return said
