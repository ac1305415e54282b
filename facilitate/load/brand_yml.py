"""`_brand.yml` read: colours, faces, logos and templates, as the convention of the field has them.

Every fault is told in one run; what has none is read all the same, though nothing is built then.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from facilitate.faults import At, Fault, KeyPath, Severity, nearest, without_echoes
from facilitate.load.brand_files import (
    DECKS,
    PAGES,
    FileError,
    OwnBrand,
    OwnFile,
    OwnFont,
    OwnPicture,
    Size,
    font,
    found_file,
    is_address,
    picture,
    template,
)
from facilitate.load.brand_hints import for_a_brand, slip_in_open_keys
from facilitate.load.css import colour, line_height, points, weight
from facilitate.load.plan_files import format_path
from facilitate.load.validate import placed, validate_lenient
from facilitate.load.yaml_text import read_file
from facilitate.model.brand import (
    BrandColours,
    BrandFile,
    BrandMark,
    BrandPicture,
    BrandType,
    Shade,
)
from facilitate.model.times_and_dates import ParseError
from facilitate.structs import replace

T = TypeVar("T")

_WEB = re.compile(r"https?://[^\s<>\"'/:@]+\.[^\s<>\"']+", re.IGNORECASE)
_FAMILY = re.compile(r"(?=.*[^\W\d])\w[\w .+-]{0,79}")
_SIZED = re.compile(r"\b\d+(?:\.\d+)? ?(?:pt|px|r?em)\b", re.IGNORECASE)

_FOLLOWED = {("base", "family"), ("base", "size"), ("base", "color"), ("headings", "family")}
_AS_OURS = {
    *(("base", "weight", plain) for plain in ("400", "normal", "regular")),
    *(("headings", "weight", bold) for bold in ("700", "bold")),
}
"""What a brand says of its type that pages follow, or have so anyway."""

_STYLES = ("base", "headings", "link", "monospace", "monospace-inline", "monospace-block")
ROLES = tuple(name for name in BrandColours.model_fields if name != "palette")


def read_brand(path: Path, folder: Path) -> tuple[OwnBrand, tuple[Fault, ...]]:
    """Return what a brand file says, and its faults; `folder` is the programme's."""
    return _Reading(path, folder).all()


class _Reading:
    """Collects faults while one brand file is read."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.base, self.folder = path.parent, folder
        source = read_file(path, format_path(path, folder))
        result = validate_lenient(BrandFile, source)
        self.source, self.says = result.source, result.value or BrandFile()
        prose = source.data is not None and not isinstance(source.data, dict)
        unknown = {one.at.path for one in result.faults if one.code == "P101" and one.at}
        self.faults = [
            for_a_brand(one, source)
            for one in result.faults
            if not (prose and one.code == "Y012")  # a # in a sentence hides no colour
            and not (one.code == "P107" and one.at and one.at.path in unknown)
        ]
        self.pictures: dict[str, OwnPicture | None] = {}
        self.named: list[str] = []

    def all(self) -> tuple[OwnBrand, tuple[Fault, ...]]:
        """Return what the file says, and its faults with their lines."""
        self._look_at_other_tools()
        says, ours = self.says, self.says.defaults.facilitate
        base = says.typography.base
        own = OwnBrand(
            file=self.source.file,
            name=self._name,
            link=self._link(),
            palette=self._colours(),
            pictures=self._logos(),
            fonts=tuple(self._fonts()),
            faces=self._faces(),
            unused_type=tuple(self._unused_type()),
            text_size=self._read(points, base.size, ("typography", "base", "size")) or 0.0,
            minimum_size=ours.minimum_size or 0.0,
            deck=self._template("pptx", ours.templates.pptx, DECKS),
            pages=self._template("docx", ours.templates.docx, PAGES),
            layouts=ours.layouts,
            source=self.source,
            named=tuple(dict.fromkeys(self.named)),
        )
        return own, without_echoes(placed(self.faults, {self.source.file: self.source}))

    def _look_at_other_tools(self) -> None:
        """Tell keys of ours, and slips in them, that stand where others have keys of their own."""
        open_keys = {"meta": self.says.meta, "defaults": self.says.defaults}
        for outer, says in open_keys.items():
            for key in says.model_extra or {}:
                if hint := slip_in_open_keys(key, (outer,)):
                    message = f"{key!r} is not a key that is known here."
                    severity: Severity = "warning" if outer == "meta" else "error"
                    self._tell("P101", (outer, key), message, hint, severity)

    def _link(self) -> str:
        """Return the address of an organisation, or the first of several; of what is none, none."""
        said: Any = self.says.meta.link
        path: KeyPath = ("meta", "link")
        while isinstance(said, dict):
            key = "home" if "home" in said else next(iter(said), "")
            said, path = said.get(key, ""), (*path, key)
        link = said.strip() if isinstance(said, str) else ""
        if not link or _WEB.fullmatch(link):
            return link
        whole = f"https://{link}"
        hint = f"Write {whole}" if _WEB.fullmatch(whole) else "Write it like https://loam.example"
        message = f"{link[:80]!r} is no address on the web, so that the logo leads nowhere."
        self._tell("B020", path, message, hint, "warning")
        return ""

    @property
    def _name(self) -> str:
        return self.says.meta.name.full or self.says.meta.name.short

    def _tell(
        self, code: str, path: KeyPath, message: str, hint: str, severity: Severity = "error"
    ) -> None:
        while path and path not in self.source.keys and path not in self.source.values:
            path = path[:-1]  # words alone stand for keys that are not written
        at = At(self.source.file, path, on_key=code == "P101")
        self.faults.append(Fault(code=code, message=message, hint=hint, severity=severity, at=at))

    def _read(self, read: Callable[[str], T], said: str, path: KeyPath) -> T | None:
        """Return a size or weight read, None where there is none or it has a fault."""
        try:
            return read(said) if said else None
        except ParseError as problem:
            self._tell("B005", path, problem.message, problem.hint)
            return None

    def _colours(self) -> Mapping[str, str]:
        """Return all colours by name; `foreground` is the text's own colour where it has one.

        Paper is white: of a pair the colour for light ground is used, but both are looked at.
        """
        shades = dict(self._shades())
        says = {
            path: shade.light.strip()
            for path, shade in shades.items()
            if "light" in shade.model_fields_set
        }
        found: dict[str, str] = {}
        for path, shade in shades.items():
            if shade.dark:
                self._colour(over := (*path, "dark"), {**says, over: shade.dark.strip()})
            ink = self._colour(path, says) if path in says else ""
            name = "foreground" if path == ("typography", "base", "color") else str(path[-1])
            if ink and (path[0] == "color" or name == "foreground"):
                found.pop(name, None)
                found[name] = ink
        return found

    def _shades(self) -> Iterator[tuple[KeyPath, Shade]]:
        """Yield every colour that is said, the palette's first, with its place."""
        for name, shade in self.says.color.palette.items():
            yield ("color", "palette", name), shade
        for role in ROLES:
            if of_role := getattr(self.says.color, role):
                yield ("color", role), of_role
        for key, style in self._styles():
            for inner, of_words in (
                ("color", style.color),
                ("background-color", style.background_color),
            ):
                if of_words:
                    yield ("typography", key, inner), of_words

    def _styles(self) -> Iterator[tuple[str, BrandType]]:
        says = self.says.typography
        for key in _STYLES:
            yield key, getattr(says, key.replace("-", "_"))

    def _colour(self, path: KeyPath, says: Mapping[KeyPath, str]) -> str:
        """Return what is said there as `#RRGGBB`, a name's colour for the name; else a fault."""
        way = [path]
        while (after := _named(way[-1], says)) and after not in way:
            way.append(after)
        if after:
            self._tell_circle(way[way.index(after) :])
            return ""
        try:
            return colour(says[way[-1]], self.says.color.palette)
        except ParseError as problem:
            names = (one for one in self.source.keys if one[0] == "color" and not {*one} & {*ROLES})
            written = any(one[-1] == says[path] for one in names)
            if way == [path] and not written:  # what is wrong with a name that is there is told
                there = (*path, "light") if (*path, "light") in self.source.keys else path
                self._tell("B003", there, problem.message, problem.hint)
            return ""

    def _tell_circle(self, paths: Sequence[KeyPath]) -> None:
        """Tell names of colours that only name each other, once for each circle."""
        first = min(paths, key=str)
        if not any(one.at and one.at.path == first for one in self.faults):
            circle = " → ".join(str(one[-1]) for one in (*paths, paths[0]))
            message = f"These colours only name each other: {circle}."
            self._tell("B004", first, message, 'Give one of them a colour, such as "#005EB8".')

    def _faces(self) -> Mapping[str, str]:
        """Return the families of text and headings; every other word about type is looked at."""
        says = self.says.typography
        for key, style in self._styles():
            self._read(weight, style.weight, ("typography", key, "weight"))
            self._read(line_height, style.line_height, ("typography", key, "line-height"))
            if key != "base":
                self._read(points, style.size, ("typography", key, "size"))
        faces = {"text": (says.base.family, "base"), "headings": (says.headings.family, "headings")}
        return {
            use: family
            for use, (said, key) in faces.items()
            if (family := self._family(said, ("typography", key, "family")))
        }

    def _unused_type(self) -> Iterator[str]:
        """Yield what a brand says of its type that no page follows; the size of text is told apart.

        Nothing is set in type of one width, so that of it no more than its name is told.
        """
        says = self.says.typography
        for key, style in (("base", says.base), ("headings", says.headings), ("link", says.link)):
            for name in style.model_dump(by_alias=True, exclude_unset=True):
                said = str(getattr(style, name.replace("-", "_")))
                if (key, name) not in _FOLLOWED and (key, name, said) not in _AS_OURS:
                    yield f"{key} {name}"
        of_one_width = ("monospace", "monospace-inline", "monospace-block")
        yield from (one for one in of_one_width if ("typography", one) in self.source.keys)

    def _family(self, said: str, path: KeyPath) -> str:
        """Return the first family of a list of them, as style sheets write it."""
        family = said.split(",")[0].strip().strip("\"'").strip()
        if sized := _SIZED.search(said):
            name = said.replace(sized[0], "").strip(" ,")
            whole = f"{path[-2]}: {{family: {name or 'Arial'}, size: {sized[0].strip()}}}"
            hint = f"Write {whole if isinstance(path[-2], str) else name or 'the name alone'}"
            self._tell("B005", path, f"{said!r} is a font and a size in one.", hint)
            return ""
        if family and not _FAMILY.fullmatch(family):
            self._tell("B005", path, f"{said!r} is no name of a font.", "Write it like Open Sans.")
            return ""
        return family

    def _fonts(self) -> Iterator[OwnFont]:
        for number, one in enumerate(self.says.typography.fonts):
            path: KeyPath = ("typography", "fonts", number)
            if one.source == "file" and not one.files:
                message = f"{one.family} is to come from files, and none is named."
                hint = "Add a line below it: files: [fonts/NAME.ttf]"
                self._tell("B008", (*path, "source"), message, hint)
            files = []
            for place, each in enumerate(one.files):
                at = (*path, "files", place)
                self._read(weight, each.weight, (*at, "weight"))
                read = self._file(each.path, (*at, "path"), font)
                files += [read] if read else []
            yield OwnFont(self._family(one.family, (*path, "family")), one.source, tuple(files))

    def _file(self, said: str, path: KeyPath, read: Callable[[Path, str], T]) -> T | None:
        """Return a file that the brand names, None with a fault."""
        if is_address(said):
            message = f"{said[:80]!r} is an address on the web, and nothing is fetched from there."
            hint = "Save the file beside the brand file, and write its name here."
            self._tell("B006", path, message, hint, "warning")
            return None
        try:
            where = found_file(said, self.base, self.folder)
            file = format_path(where, self.folder)
            self.named.append(file)
            return read(where, file)
        except FileError as problem:
            self._tell(problem.code, path, problem.message, problem.hint, problem.severity)
            return None

    def _template(self, key: str, said: str, kinds: tuple[str, ...]) -> OwnFile | None:
        path = ("defaults", "facilitate", "templates", key)
        return (
            self._file(said, path, lambda one, file: template(one, file, kinds)) if said else None
        )

    def _logos(self) -> Mapping[Size, OwnPicture]:
        """Return the logos by size, the nearest size standing in for one that is not there."""
        logo = self.says.logo
        for key, image in logo.images.items():
            self._picture(image, ("logo", "images", key))
        read: dict[str, OwnPicture | None] = {}
        of_all = logo if logo.path or logo.light or logo.dark else None
        for size in ("small", "medium", "large"):
            mark: BrandMark | None = getattr(logo, size)
            path: KeyPath = ("logo", size)
            if mark is None and size == "medium":
                mark, path = of_all, ("logo",)
            if mark is not None:
                whole = BrandPicture(path=mark.path, alt=mark.alt) if mark.path else None
                light, dark = (
                    self._picture(
                        one and one.model_copy(update={"alt": one.alt or mark.alt}), (*path, ground)
                    )
                    for ground, one in (("light", mark.light), ("dark", mark.dark))
                )
                read[f"dark {size}"] = dark
                read[size] = light or self._picture(whole, path) or dark
        if logo.images and not read:
            message = "No size names one of these pictures, so pages have no logo."
            hint = f"Add a line under logo: medium: {next(iter(logo.images))}"
            self._tell("B018", ("logo", "images"), message, hint, "warning")
        chosen = {
            size: next((one for key in order.split(", ") if (one := read.get(key))), None)
            for size, order in _NEXT_SIZES.items()
        }
        return {size: one for size, one in chosen.items() if one is not None}

    def _picture(self, one: BrandPicture | None, path: KeyPath) -> OwnPicture | None:
        """Return a picture by its path, or by its name among `images`; missing words are told."""
        if one is None:
            return None
        images, alt = self.says.logo.images, one.alt
        if one.path in images and path[:2] != ("logo", "images"):
            found = images[one.path]
            whole = found.model_copy(update={"alt": alt or found.alt})
            return self._picture(whole, ("logo", "images", one.path))
        if "." not in one.path and (near := nearest(one.path, images)):
            message = f"{one.path!r} is none of the images."
            self._tell("B008", path, message, f"Did you mean {near!r}?")
            return None
        if one.path not in self.pictures:
            self.pictures[one.path] = read = self._file(one.path, path, picture)
            if read is not None and not alt:
                self._tell(
                    "B012",
                    path,
                    f"{one.path} has no words for people who cannot see it.",
                    f'Write them: {{path: {one.path}, alt: "{self._alt}"}}',
                    "warning",
                )
            if read is not None and read.suffix == "svg" and b"<text" in read.data:
                self._tell(
                    "B017",
                    path,
                    f"Words in {one.path} are text: they are drawn in a font of this computer.",
                    "Ask for the logo with its words as outlines, or save it as PNG.",
                    "warning",
                )
        read = self.pictures[one.path]
        return replace(read, alt=alt or self._alt) if read else None

    @property
    def _alt(self) -> str:
        return f"Logo of {self._name}" if self._name else "Logo"


_NEXT_SIZES: Mapping[Size, str] = {
    "small": "small, medium, large",
    "medium": "medium, large, small",
    "large": "large, medium, small",
    "dark": "dark medium, dark large, dark small",
}


def _named(path: KeyPath, says: Mapping[KeyPath, str]) -> KeyPath | None:
    """Return the colour that stands under the name said there, the palette's before a role's."""
    name = says[path]
    places: tuple[KeyPath, ...] = (("color", "palette", name), ("color", name))
    return next((one for one in places if one in says and one != path), None)
