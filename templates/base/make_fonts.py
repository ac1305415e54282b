"""Makes the fallback fonts and `covered.ranges` in `facilitate/write/fonts`; run by hand, rarely.

    python templates/base/make_fonts.py FOLDER

FOLDER holds `NotoSans-Regular.ttf`, `NotoSans-Bold.ttf`, `NotoSansArabic-Regular.ttf`,
`NotoSansArabic-Bold.ttf`, `NotoSansHebrew-Regular.woff`, `NotoSansSC-Regular.woff` and
`NotoSansTC-Regular.ttf` as their makers publish them (SIL OFL 1.1). Source Sans 3 and Atkinson
Hyperlegible Next are shipped as they are: the name Source is reserved, so that a cut-down Source
Sans may not be called so.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "facilitate" / "write" / "fonts"
MAIN = ("SourceSans3-Regular", "SourceSans3-SemiBold", "SourceSans3-Bold")
FALLBACKS = {
    "NotoSans-Regular.ttf": "Noto Sans",
    "NotoSans-Bold.ttf": "Noto Sans",
    "NotoSansArabic-Regular.ttf": "Noto Sans Arabic",
    "NotoSansArabic-Bold.ttf": "Noto Sans Arabic",
    "NotoSansHebrew-Regular.woff": "Noto Sans Hebrew",
    "NotoSansSC-Regular.woff": "Noto Sans SC",
    "NotoSansTC-Regular.ttf": "Noto Sans TC",
}


def letters_of(path: Path) -> set[int]:
    """Return the code points that a font draws."""
    return set(TTFont(path).getBestCmap())


def simplified() -> set[int]:
    """Return the 6,763 characters of GB 2312, with the punctuation and kana beside them."""
    known = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                known.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return known


def traditional() -> set[int]:
    """Return the 5,401 common characters of Big5 (level 1) that GB 2312 has not."""
    known = set()
    for row in range(0xA4, 0xC7):
        for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            try:
                known.add(ord(bytes((row, cell)).decode("big5")))
            except UnicodeDecodeError:
                continue
    return known - simplified()


KEPT = {"Noto Sans SC": simplified, "Noto Sans TC": traditional}


def cut(source: Path, family: str, keep: set[int]) -> None:
    """Write a font with these letters alone, without hints, under its family's plain name."""
    font = TTFont(source)
    options = Options()
    options.hinting = False
    options.glyph_names = False
    options.drop_tables += ["STAT", "vhea", "vmtx", "BASE"]
    subset = Subsetter(options)
    subset.populate(unicodes=keep & set(font.getBestCmap()) | {0x20})
    subset.subset(font)
    bold = "Bold" in source.name
    style = "Bold" if bold else "Regular"
    names = font["name"]
    for number in (16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    plain = family.replace(" ", "")
    for number, value in (
        (1, family),
        (2, style),
        (4, f"{family} {style}"),
        (6, f"{plain}-{style}"),
    ):
        names.setName(value, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 700 if bold else 400
    font.flavor = None
    font.save(FONTS / f"{plain}-{style}.ttf")


def ranges(letters: set[int]) -> list[tuple[int, int]]:
    """Return the code points as first and last of each unbroken range."""
    found: list[tuple[int, int]] = []
    for letter in sorted(letters):
        if found and found[-1][1] == letter - 1:
            found[-1] = (found[-1][0], letter)
        else:
            found.append((letter, letter))
    return found


def main(folder: Path) -> None:
    """Cut the fallbacks down to what the main faces lack, then list what all fonts cover."""
    main_letters = set.intersection(*(letters_of(FONTS / f"{name}.ttf") for name in MAIN))
    for file, family in FALLBACKS.items():
        own = letters_of(folder / file)
        keep = own & KEPT[family]() if family in KEPT else own
        # A letter and the mark on it have to come from one face, so Noto Sans keeps its letters.
        cut(folder / file, family, keep if family == "Noto Sans" else keep - main_letters)
    covered = set().union(*(letters_of(path) for path in FONTS.glob("Noto*.ttf"))) | main_letters
    text = "\n".join(f"{first:x}-{last:x}" for first, last in ranges(covered))
    (FONTS / "covered.ranges").write_text(text + "\n", encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
