"""Typst alone: one compiler, one tagged PDF for each `.typ` of a folder, after one to warm up."""

import json
import sys
import time
from pathlib import Path

import typst

folder, fonts = Path(sys.argv[1]), sys.argv[2]
pages = sorted(folder.glob("*.typ"))
known = typst.Fonts(include_system_fonts=False, font_paths=[fonts])
compiler = typst.Compiler(str(pages[0]), root=str(folder), font_paths=known)


def made(page: Path) -> None:
    data = compiler.compile(str(page), format="pdf", pdf_standards="ua-1", timestamp=0)
    page.with_suffix(".pdf").write_bytes(data)


made(pages[0])
begun = time.process_time()
for page in pages:
    made(page)
print(json.dumps({"seconds": time.process_time() - begun}))
