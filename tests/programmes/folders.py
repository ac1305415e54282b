"""A made-up programme as a folder like a user's."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.programmes.generator import MadeUp


def write_folder(made: MadeUp, folder: Path) -> Path:
    """Write the programme's files into a new folder and return it."""
    _write(folder / "programme.yaml", made.programme)
    for name, says in made.days.items():
        _write(folder / "agendas" / f"{name}.yaml", says)
    for path, content in made.files.items():
        _write(folder / path, content)
    (folder / "private").chmod(0o700)
    return folder


def _write(path: Path, says: str | Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(says, str):
        text = says
    else:
        text = yaml.safe_dump(_plain(says), allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)


def _plain(says: Any) -> Any:
    """Return mappings and lists of any kind as those that YAML knows, none of them twice."""
    if isinstance(says, Mapping):
        return {key: _plain(value) for key, value in says.items()}
    if isinstance(says, list | tuple):
        return [_plain(value) for value in says]
    return says
