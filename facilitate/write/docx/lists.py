"""Lists: bullets, numbers that start anew in each list, and boxes to tick."""

from facilitate.document import Block, List, Paragraph
from facilitate.write.docx.making import Making, Numbered
from facilitate.write.docx.text import spoken

# Kinds of list as numbered in the base file, and the room of their marks in twips.
_BULLETS, _NUMBERS, _BOXES = 1, 2, 3
_HANG = {_BULLETS: 340, _NUMBERS: 460, _BOXES: 510}
_STYLES = {_BULLETS: "ListBullet", _NUMBERS: "ListNumber", _BOXES: "ListTick"}
_DEEPEST = 3
_FIRST_OF_OURS = 10


def bullet_list(block: List, making: Making, width_mm: float, *, depth: int = 0) -> str:
    """Return the list's paragraphs; a numbered list counts on its own, from its `start`."""
    kind = _BOXES if block.ticks else _NUMBERS if block.ordered else _BULLETS
    key = kind
    if block.ordered and not block.ticks:
        key = _FIRST_OF_OURS + len(making.lists)
        making.lists.append(Numbered(key, min(depth, _DEEPEST), block.start))
    return "".join(
        _item(item, making, width_mm, kind=kind, key=key, depth=depth) for item in block.items
    )


def numbering(before: str, after: str, lists: list[Numbered]) -> str:
    """Return numbering.xml with an own count for each list, between its two constant ends."""
    own = "".join(
        f'<w:num w:numId="{one.id}"><w:abstractNumId w:val="{_NUMBERS}"/>'
        f'<w:lvlOverride w:ilvl="{one.depth}"><w:startOverride w:val="{one.start}"/>'
        "</w:lvlOverride></w:num>"
        for one in lists
    )
    return before + own + after


def _item(
    blocks: tuple[Block, ...], making: Making, width_mm: float, *, kind: int, key: int, depth: int
) -> str:
    level = min(depth, _DEEPEST)
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'
    indent = f'<w:ind w:left="{_HANG[kind] * (level + 1)}"/>'
    first, rest = (blocks[0], blocks[1:]) if blocks else (None, ())
    if not isinstance(first, Paragraph):
        first, rest = Paragraph(text=()), blocks
    done = [spoken(_STYLES[kind], first.text, making, numbered)]
    for block in rest:
        if isinstance(block, List):
            done.append(bullet_list(block, making, width_mm, depth=depth + 1))
        elif isinstance(block, Paragraph):
            done.append(spoken("ListMore", block.text, making, indent))
        else:
            done.append(making.render((block,), width_mm))
    return "".join(done)
