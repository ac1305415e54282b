"""Make the advance-width tables in facilitate/write/widths from font files.

    python templates/base/make_widths.py FOLDER...

The folders are searched for Liberation Sans (the metric twin of Arial), Source Sans 3 and Atkinson
Hyperlegible Next. Run by hand when a font changes; the tables are shipped, the fonts are not needed
to build anything.
"""

import json
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

OUT = Path(__file__).parents[2] / "facilitate" / "write" / "widths"
FACES = {
    "atkinson-hyperlegible-next-400.json": "AtkinsonHyperlegibleNext-Regular.ttf",
    "atkinson-hyperlegible-next-700.json": "AtkinsonHyperlegibleNext-Bold.ttf",
    "arial-400.json": "LiberationSans-Regular.ttf",
    "arial-700.json": "LiberationSans-Bold.ttf",
    "source-sans-3-400.json": "SourceSans3_400Regular.ttf",
    "source-sans-3-600.json": "SourceSans3_600SemiBold.ttf",
    "source-sans-3-700.json": "SourceSans3_700Bold.ttf",
}


def table(file: Path) -> dict[str, object]:
    """Return units per em, ascent and descent, and runs of `[first code point, widths]`."""
    font = TTFont(file)
    metrics, cmap = font["hmtx"], font.getBestCmap()
    runs: list[tuple[int, list[int]]] = []
    for code in sorted(cmap):
        width = metrics[cmap[code]][0]
        if runs and code == runs[-1][0] + len(runs[-1][1]):
            runs[-1][1].append(width)
        else:
            runs.append((code, [width]))
    return {
        "font": f"{font['name'].getDebugName(4)}, {font['name'].getDebugName(5).split(';')[0]}",
        "units_per_em": font["head"].unitsPerEm,
        "ascent": font["hhea"].ascent,
        "descent": -font["hhea"].descent,
        "runs": runs,
    }


def main(folders: list[str]) -> None:
    """Write each table that has a font file in one of the folders; say which are missing."""
    OUT.mkdir(parents=True, exist_ok=True)
    for name, file_name in FACES.items():
        found = sorted(path for folder in folders for path in Path(folder).rglob(file_name))
        if not found:
            sys.stderr.write(f"{file_name} is in none of these folders.\n")
            continue
        text = json.dumps(table(found[0]), separators=(",", ":"))
        (OUT / name).write_text(text.replace("],[", "],\n[") + "\n", encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1:])
