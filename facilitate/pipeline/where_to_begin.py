"""`README.txt` in the folder of a day: where to begin, and what lies where."""

from collections.abc import Iterator, Mapping

from facilitate.compose.day_context import DayContext
from facilitate.out.manifest import Entry, sha256
from facilitate.pipeline.day_files import DayFiles
from facilitate.recipient import FACILITATOR

NAME = "README.txt"
TEMPLATE = "where to begin"
"""What the manifest calls the template of this file."""


def where_to_begin(files: DayFiles, context: DayContext) -> None:
    """Stage the page that says what to do with the files that are there, in the order of doing."""
    paths = [made.entry.path for made in files.staging.made]
    data = ("\r\n".join(_lines(paths, context)) + "\r\n").encode()
    title = context.words["where to begin"]["name"]
    entry = Entry(NAME, "txt", TEMPLATE, FACILITATOR, sha256(data), title=title)
    files.add_bytes(entry, data)


def _lines(paths: list[str], context: DayContext) -> Iterator[str]:
    words, day = context.words["where to begin"], context.day
    date = context.wording.date(day.says.date)
    yield words["title"].format(day=day.says.title, date=date)
    if context.sample:
        yield words["sample"]
    yield ""
    yield from (f"{n}. {step}" for n, step in enumerate(_there(words["steps"], paths), 1))
    yield words["printed"].format(day=day.id)
    yield ""
    yield words["folders"]
    yield from _there(words["what lies where"], paths)
    yield words["closing"]


def _there(lines: Mapping[str, str], paths: list[str]) -> Iterator[str]:
    """Yield the lines of the files and folders that are there, each with its path before it."""
    for path, words in lines.items():
        if any(one == path or one.startswith(f"{path}/") for one in paths):
            yield f"{path}: {words}"
