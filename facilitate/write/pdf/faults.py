"""What a page could not hold or show, as faults at the template's line."""

from facilitate.document import Chart, Section, placed
from facilitate.faults import Fault


def chart_too_high(block: Chart) -> Fault:
    """Return M412: a chart that is higher than a page even in parts."""
    fault = Fault(
        code="M412",
        message="This chart is higher than the page.",
        hint="Give it less height, or shorter words in its rows.",
    )
    return placed(fault, block.origin)


def letters_missing(title: str, letters: str) -> Fault:
    """Return M411: letters that none of our fonts can draw."""
    named = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters[:8])
    more = f" and {len(letters) - 8} more" if len(letters) > 8 else ""
    return Fault(
        code="M411",
        message=f"The fonts for PDF have no {named}{more}, used in {title!r}.",
        hint="Write these words in another script as well: the sign \ufffd stands in their place.",
        severity="warning",
    )


def not_drawn(title: str) -> Fault:
    """Return M415: letters that no one face has together, or joined ones on a chart."""
    return Fault(
        code="M415",
        message=f"Some letters in {title!r} are perhaps not drawn, or not read aloud, as written.",
        hint="Look at the page: write those words another way where letters are missing or touch.",
        severity="warning",
    )


def too_long(section: Section, what: str) -> Fault:
    """Return M414: words too long for a tent or a card, set smaller than the rule."""
    fault = Fault(
        code="M414",
        message=f"There is more on this {what} than fits at the least size of type.",
        hint="Shorten it, or spread it over two.",
        severity="warning",
    )
    return placed(fault, section.origin, (section.title, section.blocks))
