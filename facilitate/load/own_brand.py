"""What an organisation brings for its look, read and not yet worn: words, colours, bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from facilitate.faults import Place
from facilitate.load.yaml_values import YamlText

Size = Literal["small", "medium", "large", "dark"]


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file that a brand brings along: its path from the programme's folder, and its bytes."""

    file: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OwnPicture:
    """A logo; `alt` is for who cannot see it."""

    file: str
    data: bytes = field(repr=False)
    suffix: Literal["png", "jpg", "svg"]
    alt: str = ""


@dataclass(frozen=True, slots=True)
class OwnFont:
    """A face that a brand names: its files where it brings them, and from where others fetch it."""

    family: str
    source: str = "system"
    files: tuple[OwnFile, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class OwnBrand:
    """What an organisation says of its look; everything may be missing.

    `file` is what faults call it. `palette` has the colours (`#RRGGBB`) of the palette and of the
    roles, in their order, the roles' last. `faces` are the families of `text` and `headings`;
    `unused_type` is what it says of type and no page follows; `layouts` are the file's own names of
    layouts, by what they are to serve. `source` is the brand
    file, None where a folder speaks for itself; `named` are the files that it names.
    """

    file: str
    name: str = ""
    link: str = ""
    palette: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[Size, OwnPicture] = field(default_factory=dict)
    fonts: tuple[OwnFont, ...] = ()
    faces: Mapping[str, str] = field(default_factory=dict)
    unused_type: tuple[str, ...] = ()
    text_size: float = 0.0
    minimum_size: float = 0.0
    deck: OwnFile | None = None
    pages: OwnFile | None = None
    layouts: Mapping[str, str] = field(default_factory=dict)
    source: YamlText | None = field(default=None, repr=False)
    named: tuple[str, ...] = ()

    def place(self, *path: str | int) -> Place:
        """Return where the brand says something, or its folder."""
        return self.source.place(path, on_key=True) if self.source else Place(self.file)
