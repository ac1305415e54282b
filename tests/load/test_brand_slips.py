"""What organisers get wrong in a brand: the cause, one thing to do, at its place, and told once."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from facilitate.faults import Fault
from facilitate.load.brand_folder import load_brand
from tests.load.brands import SVG, lay, png

Files = Mapping[str, str | bytes]
LOGO = "logo: {medium: {path: %s, alt: Ours}}\n"
WIDE = png(300, 100)
SCREENS = 'Write it like "#005EB8", in quotes, or rgb(0, 94, 184).'


def told(folder: Path, files: Files) -> list[tuple[str, str, str]]:
    """Return code, place (with the line, if there is one) and hint of each fault."""
    _, faults = load_brand(lay(folder, files))
    return [(one.code, _place(one), one.hint) for one in faults]


def _place(fault: Fault) -> str:
    assert fault.place
    return f"{fault.place.file}:{fault.place.line}" if fault.place.line else fault.place.file


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("Pantone 300 C", f"Printers have such names; ask for its colour on screens. {SCREENS}"),
        ("0, 94, 184", "Write rgb(0, 94, 184)"),
        ("RGB 0/94/184", "Write rgb(0, 94, 184)"),
        ("rgb(0 94 184", "Write rgb(0, 94, 184)"),
        ("0x005EB8", 'Write "#005EB8"'),
        ("blue (005EB8)", 'Write "#005EB8"'),
        (
            "C100 M60 Y0 K10",
            f"Printers have such names; ask for its colour on screens. {SCREENS}",
        ),
        ('"#05EB8"', f"Behind # stand six signs, 0 to 9 and A to F. {SCREENS}"),
        ("drakblue", "Did you mean 'darkblue'?"),
    ],
)
def test_what_is_no_colour_on_screens_says_what_is(tmp_path: Path, said: str, hint: str) -> None:
    files = {"_brand.yml": f"color:\n  primary: {said}\n"}
    assert told(tmp_path, files) == [("B003", "_brand.yml:2", hint)]


def test_two_names_of_the_palette_are_one_too_many(tmp_path: Path) -> None:
    colours = "color:\n  palette: {moss: navy, clay: teal}\n  primary: moss, clay\n"
    assert told(tmp_path, {"_brand.yml": colours})[0][2] == "Write one of them alone: moss"


def test_a_file_in_a_folder_is_named_with_its_folder(tmp_path: Path) -> None:
    files = {"_brand.yml": LOGO % "brand/logo.svgg", "brand/logo.svg": SVG}
    assert told(tmp_path, files) == [("B008", "_brand.yml:1", "Did you mean 'brand/logo.svg'?")]


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ('primary: "#005EB8"', "P101", "Move it under color:, two spaces further in."),
        ("meta: {name: {Loam Valley}}", "P101", "Take the braces away: name: Loam Valley"),
        (
            "meta:\n  name: {full: Loam, Valley}",
            "P101",
            'Put quotes round the full: "Loam, Valley"',
        ),
        ("name: Loam", "P101", "Move it under meta:, two spaces further in."),
        ("font: Arial", "P101", "Did you mean 'typography'?"),
        ("colour: {primary: navy}", "P101", "Did you mean 'color'?"),
        ("pallette: {blue: navy}", "P101", "Did you mean 'palette'? It stands under color:"),
        ("color primary: navy", "P101", "Did you mean 'primary'? It stands under color:"),
        ("color: {primary colour: navy}", "P101", "Did you mean 'primary'?"),
        ("color: {text: navy}", "P101", "Did you mean 'foreground'?"),
        ("color: {primary: navy, gold}", "P101", "Write one colour alone, and take gold out."),
        ("color: {primary: {blue: '#005EB8'}}", "P101", 'Write primary: "#005EB8"'),
        (
            "color: {light: {primary: navy}}",
            "P101",
            'Turn it round: under color: a line primary: {light: "navy"}',
        ),
        ("color: navy", "P107", "Write color: {primary: navy}"),
        ('color: "#005EB8"', "P107", 'Write color: {primary: "#005EB8"}'),
        ("color: {palette: [{blue: navy}]}", "P107", "Take the dashes in front of the keys out."),
        (
            "brand:\n  color: {primary: navy}",
            "P101",
            "Take brand: out, and begin each line below it two spaces further left.",
        ),
        (
            "color: {palette: {blue: {100: '#CCE0F5'}}}",
            "P101",
            'Give it a line of its own under palette: blue-100: "#CCE0F5"',
        ),
        ("meta: Loam Council", "P107", "Write meta: {name: Loam Council}"),
        ('color: ""', "P107", "Under color: write lines such as name: value, each two spaces in."),
        ("logo: {big: logo.svg}", "P101", "Did you mean 'large'?"),
        (
            "logo: {medium: [{path: logo.svg}]}",
            "P107",
            "Take the dashes in front of the keys out.",
        ),
        ("typography: Arial", "P107", "Write typography: {base: Arial}"),
        ("typography: {size: 11pt}", "P101", "Move it under base:, two spaces further in."),
        (
            "typography: {base: [Arial, Helvetica]}",
            "P107",
            "Write one of them, without brackets: base: Arial",
        ),
        ("typography: {fonts: Arial}", "P107", "Write fonts: [Arial]"),
        (
            "typography: {fonts: [{Loam Sans: fonts/x.ttf}]}",
            "P101",
            "Write {family: Loam Sans, files: [fonts/x.ttf]}",
        ),
        ("typography: {base: Arial 11pt}", "B005", "Write base: {family: Arial, size: 11pt}"),
        ("typography: {base: '11'}", "B005", "Write it like Open Sans."),
        ("typography: {base: {size: big}}", "B005", "Write it like 12pt."),
        ("typography: {base: {size: 11 points}}", "B005", "Write 11pt"),
        ("typography: {base: {size: '11,5pt'}}", "B005", "Write 11.5pt"),
        ("typography: {base: {size: 0.5 ells}}", "B005", "Write it like 12pt."),
        ("typography: {base: {line-height: loose}}", "B005", "Write it like 1.4."),
        (
            "facilitate: {minimum size: 20}",
            "P101",
            "Move it under defaults:, two spaces further in.",
        ),
        ("defaults: {facilitat: {minimum size: 20}}", "P101", "Did you mean 'facilitate'?"),
        (
            "defaults: {facilitate: {pptx: council.potx}}",
            "P101",
            "Move it under templates:, two spaces further in.",
        ),
        (
            "defaults: {facilitate: {templates: council.dotx}}",
            "P107",
            "Write templates: {docx: council.dotx}",
        ),
        (
            "defaults: {facilitate: {templates: {docx: council.potx}}}",
            "B016",
            "Write pptx: in place of this key.",
        ),
        (
            "Our colour is blue, #005EB8.",
            "P100",
            'Begin with a colour: under color:, two spaces further in, primary: "#005EB8"',
        ),
        ('color:\n  primary:"#005EB8"', "Y001", 'Write primary: "#005EB8"'),
        ('color:\n  primary: "#005EB8",', "Y001", 'Take it away: "#005EB8"'),
        ("typography: {base: {font: Arial}}", "P101", "Did you mean 'family'?"),
        ("logo: {medium: {file: logo.png}}", "P101", "Did you mean 'path'?"),
        (
            "templates: {pptx: council.potx}",
            "P101",
            "Move it under defaults: facilitate:, two spaces further in.",
        ),
        (
            "defaults: {templates: {pptx: council.potx}}",
            "P101",
            "Move it under facilitate:, two spaces further in.",
        ),
        (
            "defaults: {facilitate: {templates: {potx: council.potx}}}",
            "P101",
            "Did you mean 'pptx'?",
        ),
        (
            "color: {primary: [0, 94, 184]}",
            "P107",
            'Write primary: "#005EB8", or rgb(0, 94, 184).',
        ),
        (
            'color: {palette: ["#005EB8"]}',
            "P107",
            'Give each colour a name: under palette: a line such as blue: "#005EB8"',
        ),
        ("meta: {name: [Loam, Council]}", "P107", "Write it as words: name: Loam Valley Council"),
        ("- color: {primary: navy}", "P100", "Take the dashes in front of the keys out."),
        (
            "PK\3\4",
            "Y014",
            "Write _brand.yml in an editor of plain text; put Office files into brand/.",
        ),
    ],
)
def test_what_stands_amiss_in_a_brand_file_says_where_it_belongs(
    tmp_path: Path, text: str, code: str, hint: str
) -> None:
    files: dict[str, str | bytes] = {"_brand.yml": f"{text}\n"}
    files |= {"council.potx": b"PK"} if "council.potx" in text else {}
    _, faults = load_brand(lay(tmp_path, files))
    assert [(one.code, one.severity, one.hint) for one in faults] == [(code, "error", hint)]


def test_a_colour_with_a_name_of_its_own_belongs_into_the_palette(tmp_path: Path) -> None:
    _, (fault,) = load_brand(lay(tmp_path, {"_brand.yml": "color: {primary: navy, accent: red}\n"}))
    assert (fault.code, fault.severity) == ("P101", "warning")
    assert "palette:" in fault.hint


def test_a_colour_level_with_an_empty_palette_is_lost_to_it(tmp_path: Path) -> None:
    text = "color:\n  palette:\n  blue: navy\n"
    _, faults = load_brand(lay(tmp_path, {"_brand.yml": text}))
    said = {(one.code, one.severity, one.place.line) for one in faults if one.place}
    assert said == {("P101", "error", 3), ("P109", "warning", 2)}


def test_who_names_a_colour_that_is_written_with_a_slip_is_told_of_the_slip_alone(
    tmp_path: Path,
) -> None:
    text = "color:\n  pallete:\n    sea: navy\n  primary: sea\n"
    _, (fault,) = load_brand(lay(tmp_path, {"_brand.yml": text}))
    assert (fault.code, fault.hint) == ("P101", "Did you mean 'palette'?")


@pytest.mark.parametrize("name", ["base", "light", "primary"])
def test_a_colour_that_is_called_as_a_key_elsewhere_is_no_colour(tmp_path: Path, name: str) -> None:
    text = f"color:\n  secondary: {{light: navy}}\n  primary: {name}\n"
    text += "typography:\n  base: {family: Arial}\n"
    _, (fault,) = load_brand(lay(tmp_path, {"_brand.yml": text}))
    assert (fault.code, fault.place and fault.place.line) == ("B003", 3)


def test_a_key_that_another_is_meant_by_is_told_once(tmp_path: Path) -> None:
    (fault,) = load_brand(lay(tmp_path, {"_brand.yml": "typography:\n  font: Arial\n"}))[1]
    assert (fault.code, fault.hint) == ("P101", "Did you mean 'base'?")


def test_a_brand_file_of_another_name_hides_that_its_logo_is_not_used(tmp_path: Path) -> None:
    laid = lay(tmp_path, {"brand.yml": "logo: brand/bell.png", "brand/bell.png": WIDE})
    _, faults = load_brand(laid)
    assert [one.code for one in faults] == ["B002"]


def test_slips_in_outermost_keys_are_told_one_by_one_and_not_as_lines_of_meta(
    tmp_path: Path,
) -> None:
    text = "meta:\n  name: Nowhere\ncolour:\n  primry: navy\ntypografy:\n  base: Arial\n"
    _, faults = load_brand(lay(tmp_path, {"_brand.yml": text}))
    said = {(one.code, one.place.line, one.hint) for one in faults if one.place}
    assert said == {
        ("P101", 3, "Did you mean 'color'?"),
        ("P101", 4, "Did you mean 'primary'?"),
        ("P101", 5, "Did you mean 'typography'?"),
    }


@pytest.mark.parametrize(
    ("files", "code", "place", "hint"),
    [
        ({"Brand.yml": "color: {primary: navy}"}, "B002", "Brand.yml", "Rename it _brand.yml"),
        ({"_brand.yml.txt": ""}, "B002", "_brand.yml.txt", "Rename it _brand.yml"),
        ({"brand/brand.yaml": ""}, "B002", "brand/brand.yaml", "Rename it _brand.yml"),
        ({"Branding/logo.png": WIDE}, "B002", "Branding", "Rename it brand"),
        ({"brands/logo.png": WIDE}, "B002", "brands", "Rename it brand"),
        ({"logo.png": WIDE}, "B018", "logo.png", "Move it to brand/logo.png"),
        ({"council.potx": b"PK"}, "B018", "council.potx", "Move it to brand/council.potx"),
        ({"brand/x/logo.svg": SVG}, "B018", "brand/x/logo.svg", "Move it to brand/logo.svg"),
        (
            {"brand/Office/council.potx": b"PK"},
            "B018",
            "brand/Office/council.potx",
            "Move it to brand/council.potx",
        ),
        (
            {"brand/mark.png": WIDE},
            "B018",
            "brand/mark.png",
            "Rename it logo.png, if it is the logo",
        ),
        (
            {"brand/mark.emf": b"\1\0\0\0"},
            "B018",
            "brand/mark.emf",
            "Save it as logo.png, if it is the logo",
        ),
        (
            {"brand/Loam.ttf": b"\0\1\0\0"},
            "B018",
            "brand/Loam.ttf",
            "Write brand/_brand.yml: "
            "typography: {fonts: [{family: NAME, files: [FILE.ttf]}], base: NAME}",
        ),
        (
            {"brand/council.ppt": b"x"},
            "B018",
            "brand/council.ppt",
            "Open it in PowerPoint, save it as .pptx, and put it there.",
        ),
        (
            {"brand/council.key": b"PK"},
            "B018",
            "brand/council.key",
            "Open it in Keynote, save it as .pptx, and put it there.",
        ),
        (
            {"brand/letter.ott": b"PK"},
            "B018",
            "brand/letter.ott",
            "Open it in LibreOffice, save it as .docx, and put it there.",
        ),
        (
            {"brand/council.potx": b""},
            "B019",
            "brand/council.potx",
            "Open it once in its own program, so that it lies on this computer whole.",
        ),
        (
            {"brand/a.potx": b"PK", "brand/b.pptx": b"PK"},
            "B013",
            "brand",
            "Keep one of them there, or name it in brand/_brand.yml: "
            "defaults: {facilitate: {templates: {pptx: NAME}}}",
        ),
        (
            {"brand/logo.webp": b"RIFF1234WEBP"},
            "B010",
            "brand/logo.webp",
            "Save the logo as SVG, PNG or JPEG.",
        ),
    ],
)
def test_what_lies_amiss_says_where_it_belongs(
    tmp_path: Path, files: Files, code: str, place: str, hint: str
) -> None:
    assert told(tmp_path, files) == [(code, place, hint)]


def test_a_folder_of_logos_that_the_brand_file_names_is_not_misnamed(tmp_path: Path) -> None:
    files: Files = {"_brand.yml": LOGO % "logos/mark.svg", "logos/mark.svg": SVG}
    assert told(tmp_path, files) == []


def test_an_address_without_its_beginning_is_no_file(tmp_path: Path) -> None:
    text = LOGO % "www.loam.example/logo.png"
    assert told(tmp_path, {"_brand.yml": text}) == [
        ("B006", "_brand.yml:1", "Save the file beside the brand file, and write its name here.")
    ]


def test_what_programs_leave_in_the_folder_is_nobody_s_brand(tmp_path: Path) -> None:
    files: Files = {"brand/~$council.potx": b"x", "brand/.DS_Store": b"x", "_brand/.gitkeep": b""}
    assert load_brand(lay(tmp_path, files)) == (None, ())


def test_a_folder_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    lay(tmp_path / "elsewhere", {"logo.png": WIDE})
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "brand").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    _, (fault,) = load_brand(tmp_path / "plan")
    assert (fault.code, fault.severity) == ("B007", "error")


def test_what_the_brand_file_does_not_name_is_taken_from_its_folder(tmp_path: Path) -> None:
    files: Files = {
        "_brand.yml": "meta: {name: Loam}\ncolor: {primary: navy}\n",
        "brand/logo.svg": SVG,
        "brand/council.potx": b"PK",
        "brand/council.dotx": b"PK",
    }
    own, (fault,) = load_brand(lay(tmp_path, files))
    assert own
    assert own.deck
    assert own.pages
    assert (own.deck.file, own.pages.file) == ("brand/council.potx", "brand/council.dotx")
    assert own.pictures["small"].alt == "Logo of Loam"
    assert fault.code == "B012"
    assert fault.hint == (
        'Write into _brand.yml: logo: {medium: {path: brand/logo.svg, alt: "Loam"}}'
    )


def test_what_the_brand_file_names_counts_and_not_what_lies_beside_it(tmp_path: Path) -> None:
    files: Files = {
        "brand/_brand.yml": LOGO % "mark.svg"
        + "defaults: {facilitate: {templates: {pptx: b.potx}}}",
        "brand/mark.svg": SVG,
        "brand/logo.svg": SVG,
        "brand/a.potx": b"PK",
        "brand/b.potx": b"PK",
    }
    own, faults = load_brand(lay(tmp_path, files))
    assert own
    assert own.deck
    assert (own.deck.file, own.pictures["small"].file) == ("brand/b.potx", "brand/mark.svg")
    assert faults == ()


@pytest.mark.parametrize(
    "text",
    [
        "logo: {path: logo.png, alt: Ours}\n",
        "logo: {light: {path: logo.png, alt: Ours}, dark: {path: pale.png, alt: Ours}}\n",
        "logo: {light: logo.png, dark: pale.png, alt: Ours}\n",
        "logo: {medium: {path: logo.png, alt: Ours, attrs: {width: 90}}}\n",
    ],
)
def test_a_logo_of_all_sizes_needs_no_size(tmp_path: Path, text: str) -> None:
    own, faults = load_brand(
        lay(tmp_path, {"_brand.yml": text, "logo.png": WIDE, "pale.png": WIDE})
    )
    assert own
    assert faults == ()
    assert {one.file for size, one in own.pictures.items() if size != "dark"} == {"logo.png"}


@pytest.mark.parametrize(
    ("name", "data", "code", "message"),
    [
        ("logo.gif", b"GIF89a", "B010", "logo.gif is a GIF, which may move."),
        ("logo.pdf", b"%PDF-1.7", "B010", "logo.pdf is a PDF."),
        (
            "logo.heic",
            b"\0\0\0\x18ftypheic",
            "B010",
            "logo.heic is a HEIC picture, as telephones take them.",
        ),
        (
            "logo.png",
            b"RIFF1234WEBP",
            "B010",
            "logo.png is a WebP picture, which office programs do not show.",
        ),
        ("logo.eps", b"%!PS-Adobe", "B010", "logo.eps is an EPS drawing."),
        (
            "logo.emf",
            b"\1\0\0\0" + 36 * b"\0" + b" EMF",
            "B010",
            "logo.emf is an EMF drawing, which not every program shows.",
        ),
        (
            "logo.wmf",
            b"\xd7\xcd\xc6\x9a\0\0",
            "B010",
            "logo.wmf is a WMF drawing, which not every program shows.",
        ),
        (
            "logo.png",
            b"",
            "B019",
            "logo.png is empty, as a file is that has not come from the cloud yet.",
        ),
    ],
)
def test_a_picture_of_another_kind_is_called_by_it(
    tmp_path: Path, name: str, data: bytes, code: str, message: str
) -> None:
    _, (fault,) = load_brand(lay(tmp_path, {"_brand.yml": LOGO % name, name: data}))
    assert (fault.code, fault.message) == (code, message)


def test_a_collection_of_fonts_is_asked_for_one_by_one(tmp_path: Path) -> None:
    text = "typography: {fonts: [{family: X, files: [x.ttc]}], base: X}\n"
    _, (fault,) = load_brand(lay(tmp_path, {"_brand.yml": text, "x.ttc": b"ttcf\0\1"}))
    assert (fault.code, fault.message) == ("B015", "x.ttc is a collection of several fonts.")


@pytest.mark.parametrize(
    ("link", "hint"),
    [
        ("www.loam.example", "Write https://www.loam.example"),
        ("javascript:alert(1)", "Write it like https://loam.example"),
        ("mailto:ada@loam.example", "Write it like https://loam.example"),
        ("{home: loam.example}", "Write https://loam.example"),
    ],
)
def test_what_is_no_address_on_the_web_is_told_and_not_used(
    tmp_path: Path, link: str, hint: str
) -> None:
    text = f"meta:\n  link: {link}\n"
    own, (fault,) = load_brand(lay(tmp_path, {"_brand.yml": text}))
    assert own
    assert own.link == ""
    assert (fault.code, fault.severity, fault.hint) == ("B020", "warning", hint)
    assert fault.place
    assert fault.place.line == 2
