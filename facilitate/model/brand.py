"""`_brand.yml`: an organisation's look by the convention of the field, and our part of it.

Colours, sizes and paths are the texts that were written: what they mean hangs on the palette and
on the file's folder, so that `load.brand_yml` reads them.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from facilitate.model.units import Frozen, Number, OrWords


def _words_for(key: str) -> BeforeValidator:
    """Let words alone stand for keys with that one in it."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


class _Later(Frozen):
    """What is made ready once a file is read: few programmes have one."""

    model_config = ConfigDict(defer_build=True)


class _Open(BaseModel):
    """Keys of ours beside others, which we leave alone."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)


class BrandName(_Open):
    """The organisation's name, in full and short."""

    full: str = ""
    short: str = ""


class BrandMeta(_Open):
    """Who it is; `link` is an address, or several by name."""

    name: Annotated[BrandName, _words_for("full"), OrWords()] = BrandName()
    link: Any = ""


class Shade(_Later):
    """A colour on light ground and on dark; words alone stand for both."""

    light: str = ""
    dark: str = ""


ShadeOrWords = Annotated[Shade, _words_for("light"), OrWords()]


class BrandColours(_Later):
    """The palette and what its colours are for."""

    palette: dict[str, ShadeOrWords] = {}
    foreground: ShadeOrWords | None = None
    background: ShadeOrWords | None = None
    primary: ShadeOrWords | None = None
    secondary: ShadeOrWords | None = None
    tertiary: ShadeOrWords | None = None
    success: ShadeOrWords | None = None
    info: ShadeOrWords | None = None
    warning: ShadeOrWords | None = None
    danger: ShadeOrWords | None = None
    light: ShadeOrWords | None = None
    dark: ShadeOrWords | None = None


class BrandFontFile(_Later):
    """One file of a face."""

    path: str
    weight: str = ""
    style: str = ""


class BrandFont(_Later):
    """A face and where it comes from; what is said after its files is for tools that fetch it."""

    family: str
    source: Literal["file", "google", "bunny", "system"] = "system"
    files: tuple[Annotated[BrandFontFile, _words_for("path"), OrWords()], ...] = ()
    weight: Any = ""
    style: Any = ""
    display: str = ""
    url: str = ""
    version: Any = ""


class BrandType(_Later):
    """How some words look; words alone are the face's name."""

    family: str = ""
    size: str = ""
    weight: str = ""
    style: str = ""
    line_height: str = Field(default="", alias="line-height")
    color: ShadeOrWords | None = None
    background_color: ShadeOrWords | None = Field(default=None, alias="background-color")
    decoration: str = ""


TypeOrWords = Annotated[BrandType, _words_for("family"), OrWords()]


class BrandTypography(_Later):
    """Faces and how they are used; none of our pages shows what has letters of one width."""

    fonts: tuple[Annotated[BrandFont, _words_for("family"), OrWords()], ...] = ()
    base: TypeOrWords = BrandType()
    headings: TypeOrWords = BrandType()
    link: BrandType = BrandType()
    monospace: TypeOrWords = BrandType()
    monospace_inline: TypeOrWords = Field(default=BrandType(), alias="monospace-inline")
    monospace_block: TypeOrWords = Field(default=BrandType(), alias="monospace-block")


class BrandPicture(_Later):
    """A picture's file, or the name of one of `images`, and words for who cannot see it."""

    path: str
    alt: str = ""
    attrs: Any = None


PictureOrWords = Annotated[BrandPicture, _words_for("path"), OrWords()]


class BrandMark(_Later):
    """A logo of one size: one picture, or one for light and one for dark ground.

    `attrs` are for web pages of other programs.
    """

    path: str = ""
    alt: str = ""
    attrs: Any = None
    light: PictureOrWords | None = None
    dark: PictureOrWords | None = None


MarkOrWords = Annotated[BrandMark, _words_for("path"), OrWords()]


class BrandLogo(BrandMark):
    """The logo by size, or one of all sizes, for which words alone may stand."""

    images: dict[str, PictureOrWords] = {}
    small: MarkOrWords | None = None
    medium: MarkOrWords | None = None
    large: MarkOrWords | None = None


class BrandTemplates(_Later):
    """The organisation's own Office files."""

    pptx: str = ""
    docx: str = ""


class BrandDefaults(_Later):
    """What is for this program alone."""

    templates: BrandTemplates = BrandTemplates()
    layouts: dict[str, str] = {}
    minimum_size: Number | None = Field(default=None, alias="minimum size")


class OtherDefaults(_Open):
    """What is for tools; those of others we leave alone."""

    facilitate: BrandDefaults = BrandDefaults()


class BrandFile(_Later):
    """A whole `_brand.yml`; every part may be missing."""

    meta: BrandMeta = BrandMeta()
    color: BrandColours = BrandColours()
    typography: BrandTypography = BrandTypography()
    logo: Annotated[BrandLogo, _words_for("path"), OrWords()] = BrandLogo()
    defaults: OtherDefaults = OtherDefaults()
