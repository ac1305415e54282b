"""The directives: each is one function in a module of this folder, registered where it stands."""

from facilitate.compose.directives import day, forms, pictures, tables, words
from facilitate.compose.directives.registry import DIRECTIVES, OF_SECTION, blocks_of, with_settings

__all__ = [
    "DIRECTIVES",
    "OF_SECTION",
    "blocks_of",
    "day",
    "forms",
    "pictures",
    "tables",
    "with_settings",
    "words",
]
