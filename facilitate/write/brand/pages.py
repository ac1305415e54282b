"""An organisation's Word file as a base: its styles fit for paper, its head and foot, its theme."""

from facilitate.faults import Fault, with_and
from facilitate.write.base_file import PageBase
from facilitate.write.brand import Concessions, listed
from facilitate.write.brand.carried_fonts import FONTS, CarriedFonts, carried_fonts, font_table
from facilitate.write.brand.colours import chosen
from facilitate.write.brand.letterhead import FILLED, ReadLetterhead, letterhead_of
from facilitate.write.brand.lists import Numbering
from facilitate.write.brand.package import Package, digest_of
from facilitate.write.brand.roles import HEADINGS, SETTINGS, Roles
from facilitate.write.brand.scheme import Scheme, scheme_of, theme_colours
from facilitate.write.brand.style_contrast import ON_GROUND, PaperContrast
from facilitate.write.brand.stylesheet import StyleSheet, is_on, words_only
from facilitate.write.brand.xml_parts import DRAWING, WORD, local, tree_of, written
from facilitate.write.ooxml import our_parts

STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
THEME = "word/theme/theme1.xml"

_NO_STYLES = f'<w:styles xmlns:w="{WORD[1:-1]}"/>'.encode()
_LARGE_PICTURE = 600_000
_MUCH_MM = 10.0  # over our own margins for head and foot: less leaves what a sheet needs


def page_base(package: Package) -> tuple[PageBase, tuple[Fault, ...]]:
    """Return a Word file as a base, and all that could not be as it is there, as advice."""
    concessions = Concessions(package.name)
    sheet = StyleSheet(words_only(tree_of(package.parts.get(STYLES, _NO_STYLES))))
    numbering = Numbering(package.parts.get(NUMBERING, b""))
    styles = Roles(package, sheet, numbering, concessions).found()
    paper = PaperContrast(sheet, numbering, styles, concessions)
    paper.fit()
    theme = next(iter(package.related(package.main, "theme")), "")
    scheme = scheme_of(tree_of(package.parts[theme]) if theme else None)
    found = letterhead_of(package, sheet, scheme)
    if found.ground:
        paper.darken(ON_GROUND)
    _say_page(found, concessions)
    _say_letterhead(found, concessions)
    numbering.keep(sheet, [styles[one] for one in HEADINGS if one in styles])
    carried = carried_fonts(package)
    _say_fonts(carried, concessions)
    parts = _parts(package, sheet, numbering, found, carried)
    base = PageBase(
        digest=digest_of(parts, (styles, paper.lists, found.letterhead)),
        styles=styles,
        sizes={role: sheet.size_pt(key) for role, key in paper.sizeable()},
        lists=paper.lists,
        capitals=tuple(paper.capitals),
        letterhead=found.letterhead,
        theme=_theme_names(parts[THEME]),
        text_font=_font_of(sheet, styles.get("Normal", ""), scheme_of(tree_of(parts[THEME]))),
        parts=parts,
        types={**found.types, **carried.types},
        fonts=carried.files,
    )
    return base, tuple(concessions.faults)


def _say_page(found: ReadLetterhead, concessions: Concessions) -> None:
    if found.paper:
        concessions.note(
            "B309",
            f"{{file}} has pages of {found.paper}. Sheets stay A4, with its head and foot.",
            "Nothing to do, or ask for the file in A4.",
        )
    if found.page:
        concessions.note(
            "B320",
            f"Pages of {{file}} have {listed(found.page)}; sheets have none, so that what stands "
            "on them fits and is read.",
        )
    if found.margins:
        concessions.note(
            "B310",
            f"Margins are not those of {{file}} everywhere: {found.margins}.",
        )


def _say_letterhead(found: ReadLetterhead, concessions: Concessions) -> None:
    head = found.letterhead
    if not head.heads and not head.feet:
        taken_out = found.left_out or found.hidden
        is_bare = "of {file} nothing stays" if taken_out else "of {file} are empty"
        concessions.note(
            "B311",
            f"{'Of the' if taken_out else 'The'} head and foot {is_bare}, so pages have none of "
            "your marks there.",
            "Put your logo into the head of the file, or name it under `logo` in _brand.yml.",
        )
    if found.words:
        said = with_and([f"“{one}”" for one in found.words])  # all: each stands on every page
        concessions.note(
            "B312",
            f"On A4 pages stands what the head and foot of {{file}} say: {said}.",
            "Delete in the file what should not be there.",
        )
    if found.left_out:
        concessions.note(
            "B313",
            f"Left out of the head and foot of {{file}}: {listed(found.left_out)}. Our foot "
            "line has the page and the sheet.",
        )
    pictures = sum(len(data) for name, data in found.parts.items() if "/media/" in name)
    if pictures > _LARGE_PICTURE:
        concessions.note(
            "B314",
            f"The pictures in the head and foot of {{file}} have {pictures / 1e6:.1f} MB, and "
            "every Word file carries them.",
            "Compress pictures in the file to 220 ppi.",
        )
    if found.darker:
        concessions.note(
            "B305",
            "Words in the head and foot of {file} are too light for paper: "
            f"{listed(found.darker)}.",
            "Choose a darker colour for them in the file.",
        )
    high = {"top": max(found.first_only_mm, head.head_mm), "bottom": head.foot_mm}
    if sum(max(0.0, mm - FILLED[side]) for side, mm in high.items()) > _MUCH_MM:
        first = ", and the head stands on first pages only" if found.first_only_mm else ""
        concessions.note(
            "B317",
            f"Head and foot of {{file}} take {sum(high.values()):.0f} mm of a page{first}. Sheets "
            "that fill a page or two may take one more; that is reckoned, not seen on a page.",
            "Make the head lower, or put its address into the foot.",
        )
    if found.ground or found.hidden:
        kept = (
            "Words stand on it, and the file's margins stay as they are."
            if found.ground
            else "Words could not be read on it, so it is left out."
        )
        concessions.note(
            "B315",
            f"In {{file}} a picture or drawing lies under the words of a page. {kept}",
            "Look at a page; a paler picture, or one at the edge alone, serves best.",
        )


def _say_fonts(carried: CarriedFonts, concessions: Concessions) -> None:
    if carried.kept:
        concessions.note(
            "B319",
            f"{{file}} carries the font {listed(carried.kept)}: every Word file carries it too "
            f"({max(carried.megabytes, 0.1):.1f} MB). PDFs are set in it if it is the text's.",
        )
    for family, why in carried.left_out.items():
        if family not in carried.kept:
            concessions.note(
                "B319",
                f"The font {family} inside {{file}} {why}, so it is named and does not go along.",
                "Bring its files beside the brand file, if you may.",
            )


def _parts(
    package: Package,
    sheet: StyleSheet,
    numbering: Numbering,
    found: ReadLetterhead,
    carried: CarriedFonts,
) -> dict[str, bytes]:
    """Return the parts of the base, with ours for those that the file has not."""
    ours = our_parts("docx")
    theirs = package.parts
    theme = next(iter(package.related(package.main, "theme")), THEME)
    return {
        STYLES: written(sheet.root),
        NUMBERING: written(numbering.root),
        THEME: _plain_theme(theirs.get(theme, ours[THEME]), ours[THEME]),
        FONTS: written(font_table(theirs.get(FONTS, ours[FONTS]), carried.kept)),
        SETTINGS: _settings(theirs.get(SETTINGS, b""), ours[SETTINGS]),
        **carried.parts,
        **found.parts,
    }


# ------------------------------------------------------------------- theme, fonts, settings


def _theme_names(theme: bytes) -> dict[str, str]:
    scheme = scheme_of(root := tree_of(theme))
    names = chosen(theme_colours(root)).names
    return {colour: scheme.name_of(name) for colour, name in names.items()}


def _plain_theme(theme: bytes, ours: bytes) -> bytes:
    """Return a theme without pictures; ours where theirs is no whole theme."""
    root = tree_of(theme)
    if not theme_colours(root) or root.find(f"{DRAWING}themeElements/{DRAWING}fontScheme") is None:
        return ours
    if b"r:embed" in theme or b"r:link" in theme:
        elements = root.find(f"{DRAWING}themeElements")
        plain = tree_of(ours).find(f"{DRAWING}themeElements/{DRAWING}fmtScheme")
        elements[:] = [one for one in elements if local(one) in ("clrScheme", "fontScheme")]
        elements.append(plain)
    root[:] = [one for one in root if local(one) in ("themeElements", "objectDefaults")]
    for one in list(root.iter(f"{DRAWING}objectDefaults")):
        one[:] = []
    root.attrib.pop("name", None)
    root.set("name", "Brand")
    return written(root)


def _settings(theirs: bytes, ours: bytes) -> bytes:
    """Return our settings with what of theirs changes how a page looks."""
    root = tree_of(ours)
    if not theirs:
        return written(root)
    other = words_only(tree_of(theirs))
    even = other.find(f"{WORD}evenAndOddHeaders")
    if is_on(even):
        root.find(f"{WORD}defaultTabStop").addnext(even)
    mapping = other.find(f"{WORD}clrSchemeMapping")
    if mapping is not None:
        root.replace(root.find(f"{WORD}clrSchemeMapping"), mapping)
    return written(root)


def _font_of(sheet: StyleSheet, key: str, scheme: Scheme) -> str:
    """Return the name of the face that a style's letters have."""
    for style in (*sheet.chain(key), sheet.root.find(f"{WORD}docDefaults/{WORD}rPrDefault")):
        fonts = None if style is None else style.find(f"{WORD}rPr/{WORD}rFonts")
        if fonts is not None:
            place = fonts.get(f"{WORD}asciiTheme") or fonts.get(f"{WORD}hAnsiTheme") or ""
            of_theme = scheme.faces.get(f"{'mj' if place.startswith('major') else 'mn'}-lt", "")
            if face := (place and of_theme) or fonts.get(f"{WORD}ascii"):
                return str(face)
    return "Times New Roman"
