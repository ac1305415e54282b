"""A brand file is read whole: what it says, and what is wrong with it, all in one run."""

import warnings
from pathlib import Path
from typing import Any, cast, get_args

import pytest
import yaml
from PIL import ImageColor
from pydantic import BaseModel

from facilitate.faults import Fault
from facilitate.load.brand_folder import load_brand
from tests.load.brands import SVG, brand_of, lay, png

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it speaks to an older pydantic
    from brand_yml import Brand

WHOLE = """meta:
  name: {short: Loam, full: Loam Valley Council}
  link: {home: https://loam.example, mastodon: https://social.example/@loam}
color:
  palette:
    moss: "#2E5A36"
    clay: "#A4552B"
    house: moss
  foreground: "#1C1C1C"
  background: white
  primary: house
  secondary: {light: clay, dark: "#E9A17C"}
  danger: red
typography:
  fonts:
    - {family: Loam Sans, source: file, files: [{path: fonts/loam.ttf, weight: 400}]}
    - {family: Lato, source: google, weight: [400, 700], style: normal}
  base: {family: Lato, size: 1rem, weight: normal, line-height: 1.4}
  headings: {family: Loam Sans, weight: 700, color: primary}
  monospace: Courier New
logo:
  images:
    mark: {path: mark.png, alt: The Loam mark}
    white: {path: white.svg, alt: The Loam mark in white}
  small: mark
  medium: {light: mark, dark: white}
defaults:
  quarto: {format: {html: {toc: true}}}
  facilitate:
    templates: {pptx: loam.potx, docx: loam.dotx}
    layouts: {divider: "Divider 2"}
    minimum size: 12
"""
FILES: dict[str, str | bytes] = {
    "mark.png": png(),
    "white.svg": SVG,
    "fonts/loam.ttf": b"\0\1\0\0 not looked into here",
    "loam.potx": b"PK",
    "loam.dotx": b"PK",
}


def told(faults: list[Fault]) -> list[tuple[str, int | None, str]]:
    return [(one.code, one.place.line if one.place else 0, one.hint) for one in faults]


def test_a_whole_brand_file_has_no_faults_and_says_all_it_can(tmp_path: Path) -> None:
    own, faults = brand_of(tmp_path, WHOLE, FILES)
    assert faults == []
    assert (own.name, own.link) == ("Loam Valley Council", "https://loam.example")
    assert own.palette == {
        "moss": "#2E5A36",
        "clay": "#A4552B",
        "house": "#2E5A36",
        "foreground": "#1C1C1C",
        "background": "#FFFFFF",
        "primary": "#2E5A36",
        "secondary": "#A4552B",
        "danger": "#FF0000",
    }
    assert own.faces == {"text": "Lato", "headings": "Loam Sans"}
    assert own.text_size == 12
    assert own.unused_type == ("base line-height", "headings color", "monospace")
    assert [(one.family, one.source, len(one.files)) for one in own.fonts] == [
        ("Loam Sans", "file", 1),
        ("Lato", "google", 0),
    ]
    assert {size: one.file for size, one in own.pictures.items()} == {
        "small": "mark.png",
        "medium": "mark.png",
        "large": "mark.png",
        "dark": "white.svg",
    }
    assert own.pictures["dark"].alt == "The Loam mark in white"
    assert own.deck is not None
    assert own.deck.file == "loam.potx"
    assert own.layouts == {"divider": "Divider 2"}
    assert own.minimum_size == 12
    assert set(own.named) == set(FILES)


@pytest.mark.parametrize("name", ["_brand.yml", "_brand/_brand.yml", "brand/_brand.yaml"])
def test_a_brand_file_is_found_where_the_convention_has_it(tmp_path: Path, name: str) -> None:
    own, faults = load_brand(lay(tmp_path, {name: 'color: {primary: "#005EB8"}\n'}))
    assert own is not None
    assert (own.file, own.palette, faults) == (name, {"primary": "#005EB8"}, ())


def test_of_two_brand_files_the_one_beside_the_programme_is_read(tmp_path: Path) -> None:
    text = 'color: {primary: "#005EB8"}\n'
    own, (fault,) = load_brand(lay(tmp_path, {"_brand.yml": text, "brand/_brand.yml": text}))
    assert own is not None
    assert (own.file, fault.code, fault.severity) == ("_brand.yml", "B001", "warning")


def test_a_file_that_is_called_nearly_so_is_named(tmp_path: Path) -> None:
    own, (fault,) = load_brand(lay(tmp_path, {"brand.yml": "color: {primary: red}\n"}))
    assert own is None
    assert (fault.code, fault.hint) == ("B002", "Rename it _brand.yml")


COLOURS = """color:
  palette: {a: b, b: a, sea: "#13A89E"}
  primary: 005EB8
  secondary: seea
  tertiary: {light: sea, dark: "#zz"}
  info: #447099
"""


PAIRS = """color:
  palette: {moss: {light: "#2E5A36", dark: "#9CD3A6"}, house: moss}
  foreground: {light: "#1C1C1C", dark: white}
  primary: {light: house, dark: "#9CD3A6"}
  secondary: danger
  tertiary: {dark: "#E9A17C"}
  danger: "#A00000"
typography:
  base: {color: {light: primary, dark: foreground}}
  headings: {color: {light: moss, dark: "#zz"}}
  monospace-inline: {background-color: {dark: "#FFFFFF20"}}
"""


def test_of_a_pair_the_colour_for_light_ground_counts_wherever_it_stands(tmp_path: Path) -> None:
    own, (fault,) = brand_of(tmp_path, PAIRS)
    assert own.palette == {
        "moss": "#2E5A36",
        "house": "#2E5A36",
        "foreground": "#2E5A36",  # what words are set in, if the brand says it
        "primary": "#2E5A36",
        "secondary": "#A00000",
        "danger": "#A00000",
    }
    assert fault.place
    assert (fault.code, fault.place.line) == ("B003", 10)


def test_every_colour_that_is_none_is_told_with_what_to_write(tmp_path: Path) -> None:
    _, faults = brand_of(tmp_path, COLOURS)
    like = 'Write it like "#005EB8", in quotes, or rgb(0, 94, 184).'
    assert sorted(told(faults)) == [
        ("B003", 3, 'Write "#005EB8"'),
        ("B003", 4, "Did you mean 'sea'?"),
        ("B003", 5, f"Behind # stand six signs, 0 to 9 and A to F. {like}"),
        ("B004", 2, 'Give one of them a colour, such as "#005EB8".'),
        ("Y012", 6, 'Put quotes round it: "#447099".'),
    ]
    assert all(one.severity == "error" for one in faults)


@pytest.mark.parametrize(
    ("line", "code", "hint"),
    [
        ("base: {size: 3potato}", "B005", "Write it like 12pt."),
        ("base: {weight: bolt}", "B005", "Did you mean 'bold'?"),
        ("fonts: [{family: X, source: adobe}]", "P106", "Known here: file, google, bunny, system."),
        (
            "fonts: [{family: X, source: file}]",
            "B008",
            "Add a line below it: files: [fonts/NAME.ttf]",
        ),
        ("fonts: [{family: X, files: [x.ttf]}]", "B015", "Bring a .ttf or .otf file."),
        ("heading: {family: X}", "P101", "Did you mean 'headings'?"),
    ],
)
def test_slips_about_type_say_what_to_write(
    tmp_path: Path, line: str, code: str, hint: str
) -> None:
    _, (fault,) = brand_of(tmp_path, f"typography:\n  {line}\n", {"x.ttf": "no font"})
    assert (fault.code, fault.severity) == (code, "error")
    assert hint in fault.hint


def test_what_only_other_programs_can_use_is_told_and_stops_nothing(tmp_path: Path) -> None:
    text = "meta: {name: Loam, website: loam.example}\n"
    text += "typography:\n  fonts:\n    - {family: X, source: file, files: [x.woff2]}\n  base: X\n"
    own, faults = brand_of(tmp_path, text, {"x.woff2": b"wOF2 x"})
    assert own.faces == {"text": "X"}
    assert [(one.code, one.severity) for one in faults] == [
        ("P101", "warning"),
        ("B015", "warning"),
    ]
    assert faults[0].hint == "Did you mean 'link'?"
    assert "as .ttf or .otf" in faults[1].hint


@pytest.mark.parametrize(
    ("said", "code", "severity"),
    [
        ("../../x.png", "B007", "error"),
        ("/etc/logo.png", "B007", "error"),
        ("C:/logo.png", "B007", "error"),
        ("~/logo.png", "B007", "error"),
        ("out/logo.png", "B007", "error"),
        ("https://example.org/logo.png", "B006", "warning"),
        ("//example.org/logo.png", "B006", "warning"),
        ("lgoo.png", "B008", "error"),
        ("folder", "B008", "error"),
        ("huge.png", "B009", "error"),
        ("heavy.png", "B009", "error"),
        ("half.png", "B010", "error"),
        ("words.png", "B010", "error"),
        ("hurt.png", "B010", "error"),
        ("bad.svg", "B011", "error"),
    ],
)
def test_a_logo_that_cannot_be_used_says_why(
    tmp_path: Path, said: str, code: str, severity: str
) -> None:
    elsewhere = lay(tmp_path / "elsewhere", {"logo.png": png()})
    programme = lay(
        tmp_path / "programme",
        {
            "logo.png": png(),
            "folder/a.txt": "",
            "huge.png": png()[:16] + (9000).to_bytes(4) * 2 + png()[24:],
            "heavy.png": png() + b"\0" * 5_000_000,
            "half.png": png()[:30],
            "words.png": "a picture",
            "hurt.png": png(300, 300).replace(b"IDAT", b"IDAX"),
            "bad.svg": SVG.replace("</svg>", "<script/></svg>"),
        },
    )
    (programme / "out").symlink_to(elsewhere, target_is_directory=True)
    text = f'logo: {{medium: {{path: "{said}", alt: Ours}}}}\n'
    own, (fault,) = brand_of(programme, text)
    assert (fault.code, fault.severity, own.pictures) == (code, severity, {})
    assert fault.hint


def test_a_logo_without_words_gets_some_and_they_are_asked_for(tmp_path: Path) -> None:
    text = "meta: {name: Loam}\nlogo: logo.png\n"
    own, (fault,) = brand_of(tmp_path, text, {"logo.png": png()})
    assert own.pictures["small"].alt == "Logo of Loam"
    assert told([fault]) == [
        ("B012", 2, 'Write them: {path: logo.png, alt: "Logo of Loam"}'),
    ]


def test_a_logo_whose_words_are_text_is_told(tmp_path: Path) -> None:
    drawn = SVG.replace("</svg>", '<text x="9" y="20">Loam</text></svg>')
    text = "logo: {medium: {path: logo.svg, alt: Ours}}\n"
    _, (fault,) = brand_of(tmp_path, text, {"logo.svg": drawn})
    assert (fault.code, fault.severity) == ("B017", "warning")


def test_a_template_of_another_kind_is_refused(tmp_path: Path) -> None:
    text = "defaults: {facilitate: {templates: {pptx: a.ppt, docx: a.odt}}}\n"
    own, faults = brand_of(tmp_path, text, {"a.ppt": "", "a.odt": ""})
    assert [(one.code, one.hint) for one in faults] == [
        ("B016", "Open it in PowerPoint, save it as .pptx, and write that name here."),
        ("B016", "Open it in LibreOffice, save it as .docx, and write that name here."),
    ]
    assert own.deck is None


def test_a_key_of_a_later_convention_is_passed_over_with_a_warning(tmp_path: Path) -> None:
    _, (fault,) = brand_of(tmp_path, 'color: {primary: "#005EB8"}\nsounds: {jingle: a}\n')
    assert (fault.code, fault.severity) == ("P101", "warning")


def test_a_folder_with_a_logo_and_templates_works_by_itself(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "brand/Logo.SVG": SVG,
        "brand/our deck.potx": b"PK",
        "brand/~$our deck.potx": b"",
        "brand/letter.dotx": b"PK",
    }
    own, (fault,) = load_brand(lay(tmp_path, files))
    assert own is not None
    assert (own.file, own.pictures["medium"].suffix) == ("brand", "svg")
    assert own.deck is not None
    assert own.deck.file == "brand/our deck.potx"
    assert own.pages is not None
    assert fault.code == "B012"


def test_a_folder_with_two_templates_asks_which(tmp_path: Path) -> None:
    own, (fault,) = load_brand(lay(tmp_path, {"brand/a.potx": b"PK", "brand/b.pptx": b"PK"}))
    assert fault.code == "B013"
    assert fault.message == "brand/ holds several deck templates: a.potx, b.pptx."
    assert own is not None
    assert own.deck is None


def test_a_folder_in_which_nothing_is_known_is_told(tmp_path: Path) -> None:
    own, (fault,) = load_brand(lay(tmp_path, {"brand/guidelines.pdf": b"%PDF"}))
    assert (own, fault.code, fault.severity) == (None, "B014", "warning")


def test_pictures_that_no_size_names_are_told(tmp_path: Path) -> None:
    text = "logo:\n  images:\n    pale: {path: logo.png, alt: Ours}\n"
    own, (fault,) = brand_of(tmp_path, text, {"logo.png": png()})
    assert not own.pictures
    assert (fault.code, fault.severity) == ("B018", "warning")
    assert fault.hint == "Add a line under logo: medium: pale"


def test_a_programme_without_a_brand_says_nothing_of_one(tmp_path: Path) -> None:
    assert load_brand(tmp_path) == (None, ())


def test_a_file_that_says_nothing_is_told_in_its_own_words(tmp_path: Path) -> None:
    _, (fault,) = brand_of(tmp_path, "blue\n")
    assert (fault.code, fault.severity) == ("P100", "error")
    assert "primary" in fault.hint


def test_the_convention_s_own_reader_reads_the_same(tmp_path: Path) -> None:
    own, _ = brand_of(tmp_path, WHOLE, FILES)
    theirs = by_its_own_reader(WHOLE.replace('{light: clay, dark: "#E9A17C"}', "clay"))
    colours = theirs.color
    roles = ("foreground", "background", "primary", "secondary", "danger")
    ours = {role: own.palette[role].casefold() for role in roles}
    named = {"white": "#ffffff", "red": "#ff0000"}
    assert ours == {
        role: named.get(said, said.casefold())
        for role in roles
        if (said := str(getattr(colours, role)))
    }
    assert {name: own.palette[name].casefold() for name in colours.palette} == {
        name: said.casefold() for name, said in colours.palette.items()
    }
    listed = theirs.typography.fonts[:2]  # it adds those that are named and not listed
    assert [(one.family, one.source) for one in own.fonts] == [
        (one.family, one.source) for one in listed
    ]
    assert str(theirs.meta.link.home).rstrip("/") == own.link
    assert theirs.typography.base.family == own.faces["text"]
    assert theirs.typography.headings.family == own.faces["headings"]
    assert theirs.meta.name.full == own.name
    assert str(theirs.logo.small.path) == own.pictures["small"].file
    assert theirs.logo.medium.dark.alt == own.pictures["dark"].alt


@pytest.mark.parametrize(
    "said", ["navy", "rebeccapurple", '"#0B3"', '"#005EB8"', '"rgb(0, 94, 184)"']
)
def test_the_convention_s_own_reader_finds_the_same_colours(tmp_path: Path, said: str) -> None:
    text = f"color: {{palette: {{a: {said}, b: a}}, primary: b, foreground: a}}\n"
    own, faults = brand_of(tmp_path, text)
    theirs = by_its_own_reader(text).color
    assert faults == []
    for role in ("primary", "foreground"):
        assert ImageColor.getrgb(own.palette[role]) == ImageColor.getrgb(getattr(theirs, role))


@pytest.mark.parametrize(
    "said",
    [
        "logo.png",
        "{path: logo.png, alt: Ours}",
        "{small: logo.png}",
        "{images: {m: logo.png}, medium: m}",
        "{medium: {light: logo.png, dark: logo.png}}",
    ],
)
def test_what_the_convention_s_own_reader_takes_for_a_logo_is_one(
    tmp_path: Path, said: str
) -> None:
    own, faults = brand_of(tmp_path, f"logo: {said}\n", {"logo.png": png()})
    assert by_its_own_reader(f"logo: {said}\n").logo
    assert own.pictures["medium"].file == "logo.png"
    assert {one.code for one in faults} <= {"B012"}


def test_slips_that_the_convention_s_own_reader_takes_are_told(tmp_path: Path) -> None:
    for number, text in enumerate(
        ("color: {primary: notacolour}\n", "typography: {base: {family: Lato, size: 3potato}}\n")
    ):
        _, (fault,) = brand_of(tmp_path / str(number), text)
        assert by_its_own_reader(text)
        assert fault.severity == "error"


def convention_keys(model: Any, above: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """Return the path of every key that the convention's own reader knows."""
    found = set()
    for name, field in model.model_fields.items():
        if field.exclude or name == "root":
            continue
        path = (*above, field.alias or name)
        found |= {
            path,
            *(one for inner in _models(field.annotation) for one in convention_keys(inner, path)),
        }
    return found


def _models(annotation: Any) -> set[Any]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return {one for inner in get_args(annotation) for one in _models(inner)}


VALUES: dict[str, Any] = {
    **dict.fromkeys(("small", "medium", "large", "light", "dark", "path"), "logo.png"),
    **dict.fromkeys(("color", "background-color"), "#005EB8"),
    **dict.fromkeys(("family", "base", "headings", "monospace"), "Lato"),
    "size": "13pt",
    "weight": 300,
    "style": "italic",
    "line-height": 1.7,
    "alt": "The mark",
    "decoration": "underline",
    "source": "google",
    "display": "swap",
    "version": 1,
    "attrs": {"height": "20"},
    "files": [{"path": "lato.ttf"}],
    "name": "Loam",
    "url": "https://fonts.example",
    "link": "https://loam.example",
    "palette": {"moss": "#2E5A36"},
    "defaults": {"quarto": {"format": "html"}},
}
PARTS = {
    *("meta", "color", "logo", "logo.images", "typography", "typography.link"),
    *("typography.fonts", "typography.monospace-inline", "typography.monospace-block"),
}
"""What holds other keys and is tried with them."""

FOR_OTHERS = {"defaults"} | {
    f"typography.fonts.{one}" for one in ("weight", "style", "display", "url", "version")
}
"""What only programs need that fetch faces, and what they say of themselves."""


def with_key(path: tuple[str, ...], value: Any) -> dict[str, Any]:
    """Return what a brand file says with one key, and those without which it says nothing."""
    said = value
    for number in range(len(path) - 1, -1, -1):
        above, name = path[:number], path[number]
        said = {name: said}
        if name in ("alt", "attrs"):
            said["path"] = "logo.png"
        if above == ("typography", "fonts"):
            is_file = {"source": "file"} if name == "files" else {"source": "google"}
            said = [{"family": "Lato", **is_file, **said}]
        elif above == ("logo", "images"):
            said = {"mark": {"path": "logo.png", **said}}
        elif above == ("logo",) and name == "images":
            said["small"] = "mark"
    return cast("dict[str, Any]", said)


@pytest.mark.parametrize("key", sorted(map(".".join, convention_keys(Brand))))
def test_every_key_of_the_convention_changes_the_look_or_is_told(tmp_path: Path, key: str) -> None:
    path = tuple(key.split("."))
    if key in PARTS:
        assert any(one[: len(path)] == path for one in convention_keys(Brand) if one != path)
        return
    value = "#005EB8" if path[0] == "color" and path[1:] != ("palette",) else VALUES[path[-1]]
    files = {"logo.png": png(), "lato.ttf": b"\0\1\0\0 not looked into here"}
    text = yaml.safe_dump(with_key(path, value))
    assert by_its_own_reader(text)
    own, faults = brand_of(tmp_path, text, files)
    assert not [one for one in faults if one.severity == "error"]
    if path[-1] != "attrs" and key not in FOR_OTHERS:
        said = (own.name, own.link, own.palette, own.pictures, own.fonts, own.faces)
        assert any((*said, own.text_size, own.unused_type))


def by_its_own_reader(text: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it speaks to an older pydantic
        return Brand.from_yaml_str(text)
