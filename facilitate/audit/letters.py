"""Preference letters that people chose to share: the table's layout, letters in common.

No items, no scoring, no descriptions and nothing inferred: what a blank is stays a blank.
"""

TABLE: tuple[tuple[str, ...], ...] = (
    ("ISTJ", "ISFJ", "INFJ", "INTJ"),
    ("ISTP", "ISFP", "INFP", "INTP"),
    ("ESTP", "ESFP", "ENFP", "ENTP"),
    ("ESTJ", "ESFJ", "ENFJ", "ENTJ"),
)
"""The customary order of the sixteen, four rows of four."""


def in_common(first: str | None, second: str | None) -> tuple[int, int] | None:
    """Return how many letters two people have in common and how many differ (0 to 4).

    None where one of them did not share, or where the two shared a different number of letters.
    """
    if not first or not second or len(first) != len(second):
        return None
    common = sum(a.casefold() == b.casefold() for a, b in zip(first, second, strict=True))
    return common, len(first) - common
