"""The formats that documents are written in, found by their writers."""

import os
from functools import cache


@cache
def written_formats() -> tuple[str, ...]:
    """Return the suffixes in alphabetical order: `docx`, `html`, `pdf`, `pptx`.

    A writer is a module or package in `facilitate/write/` that begins a line with `VERSION`; it is
    read and not imported, since `--help` names the formats and must not wait for typesetters.
    """
    folder = os.path.join(os.path.dirname(__file__), "write")  # noqa: PTH118, PTH120  pathlib is slow
    names = {name.removesuffix(".py"): name for name in os.listdir(folder)}  # noqa: PTH208  as above
    return tuple(sorted(name for name in names if _writes(os.path.join(folder, names[name]))))  # noqa: PTH118


def _writes(path: str) -> bool:
    module = path if path.endswith(".py") else os.path.join(path, "__init__.py")  # noqa: PTH118
    try:
        with open(module, encoding="utf-8") as file:  # noqa: PTH123
            return any(line.startswith("VERSION") for line in file)
    except OSError:
        return False
