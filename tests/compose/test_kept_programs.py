"""What shipped texts were compiled to lies beside them; an own page's lies nowhere."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from facilitate.compose import kept_programs
from facilitate.compose.environment import TemplateEnvironment
from facilitate.compose.kept_programs import KeptPrograms, number_of, numbered
from facilitate.shipped import shipped

NAME, TEXT = "sheets/a.md", "# A\n{{ day.title }}\n"
OURS = {NAME: f"shipped templates/{NAME}"}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which programs of shipped texts lie; there is none at first."""
    numbered()  # of the texts that are really shipped
    monkeypatch.setattr(kept_programs, "shipped", lambda _: tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "__pycache__"


def environment(paths: Mapping[str, str], text: str = TEXT) -> TemplateEnvironment:
    """Return a room for one text, with nothing kept in the process."""
    made = TemplateEnvironment({NAME: text}, paths)
    made.bytecode_cache = KeptPrograms(lambda _, name: made.is_ours(name))
    return made


def is_kept(paths: Mapping[str, str], text: str = TEXT) -> bool:
    room = environment(paths, text)
    assert room.bytecode_cache
    return room.bytecode_cache.get_bucket(room, NAME, NAME, text).code is not None


def test_a_shipped_text_is_compiled_once_for_all_processes(place: Path) -> None:
    assert not is_kept(OURS)
    environment(OURS).get_template(NAME)
    assert [path.name for path in place.iterdir()] == [
        f"sheets.a.md.{sys.implementation.cache_tag}"
    ]
    assert is_kept(OURS)


def test_a_text_that_has_changed_is_compiled_anew_and_takes_the_place(place: Path) -> None:
    environment(OURS).get_template(NAME)
    assert not is_kept(OURS, "# B\n")
    environment(OURS, "# B\n").get_template(NAME)
    assert is_kept(OURS, "# B\n")
    assert not is_kept(OURS)
    assert len(list(place.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"\xff" * 40, None])
def test_what_is_damaged_is_compiled_anew(place: Path, damage: bytes | None) -> None:
    environment(OURS).get_template(NAME)
    (path,) = place.iterdir()
    path.write_bytes(path.read_bytes()[:60] if damage is None else damage)
    assert not is_kept(OURS)
    environment(OURS).get_template(NAME)
    assert is_kept(OURS)


def test_an_own_page_is_laid_nowhere_also_under_the_name_of_a_shipped_one(place: Path) -> None:
    environment({NAME: f"templates/{NAME}"}).get_template(NAME)
    assert not place.exists()


def test_where_python_keeps_no_programs_templates_keep_none(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    environment(OURS).get_template(NAME)
    assert not place.exists()


def test_shipped_texts_have_the_same_numbers_in_every_process() -> None:
    ours = sorted(path.stem for path in (shipped("templates") / "decks").iterdir())
    number_of("decks/of-somebodys-own.md")
    numbers = [number_of(f"decks/{stem}.md") for stem in [*ours, "of-somebodys-own"]]
    assert numbers == sorted(numbers)
