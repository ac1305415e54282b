"""What is said of a picture that cannot be shown."""

from facilitate.document import Image, placed
from facilitate.faults import Fault


def not_a_picture(block: Image) -> Fault:
    """Return M413: bytes that are neither a whole PNG nor a whole JPEG."""
    fault = Fault(
        code="M413",
        message=f"The picture {block.alt!r} is not a whole PNG or JPEG file.",
        hint="Save it again as PNG or JPEG. Its description stands in its place.",
        severity="warning",
    )
    return placed(fault, block.origin)
