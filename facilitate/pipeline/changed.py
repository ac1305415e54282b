"""What has changed since the last build: the sheets to print again, and those to shred."""

from collections.abc import Sequence
from functools import partial

from facilitate.compose.pack import Job
from facilitate.document import Column, Document, Paragraph, Run, Section, Table, Text
from facilitate.out.manifest import Entry
from facilitate.pipeline.day_files import DayFiles, key_of
from facilitate.pipeline.prints import add_pack
from facilitate.recipient import FACILITATOR


def changed_sheets(files: DayFiles, made: Sequence[tuple[Job, Document]]) -> None:
    """Stage `print/changed/`: the sheets to print again, and a list of those to shred.

    Nothing if this is the first build, or if no printed sheet changed. Sheets that a stopped
    build had already put into place count: nobody was told of them.
    """
    before = files.staging.before
    if before is None or not before.files:
        return
    old = {entry.path: entry for entry in before.files if entry.prints}
    now = {one.entry.path: one for one in files.staging.made if one.entry.prints}
    again = [
        path
        for path, one in now.items()
        if one.fresh or path not in old or old[path].sha256 != one.entry.sha256
    ]
    gone = [entry for path, entry in old.items() if path not in now]
    if not again and not gone:
        return
    documents = {f"{job.path_stem}.pdf": document for job, document in made}
    for path in again:
        name = path.replace("/", "-")
        entry = now[path].entry
        copy = Entry(
            path=f"print/changed/{name}",
            format="pdf",
            template="print",
            recipient=entry.recipient,
            key=entry.key,
            sha256="",
            title=entry.title,
        )
        data = files.staging.current(path).read_bytes()
        files.add(copy, partial(bytes, data), made_of=[documents[path]])
    sheet = _list(made[0][1], [now[path].entry for path in again], old, gone)
    entry = Entry(
        path="print/changed/list.pdf",
        format="pdf",
        template="print",
        recipient=FACILITATOR,
        key=key_of(sheet, "pdf", files.style),
        sha256="",
        title=sheet.title,
    )
    add_pack(files, entry, [sheet])


def _list(
    like: Document, again: Sequence[Entry], old: dict[str, Entry], gone: Sequence[Entry]
) -> Document:
    rows = [
        _row(entry, "print again", "shred the old one" if entry.path in old else "new")
        for entry in again
    ]
    rows += [_row(entry, "not needed", "shred it") for entry in gone]
    table = Table(
        columns=(
            Column(share=6),
            Column(share=9),
            Column(share=3, align="right"),
            Column(share=4),
            Column(share=6),
        ),
        header=tuple(_words(w) for w in ("For", "Sheet", "Copies", "Now", "If printed before")),
        rows=tuple(rows),
        alt="Each sheet that changed, with what to do",
    )
    said = Paragraph(
        text=_words(
            "Only these sheets differ from the last build. "
            "Print them yourself: some are for one reader alone."
        )
    )
    return Document(
        name="list",
        title="Sheets to print again and to shred",
        language=like.language,
        recipient=FACILITATOR,
        sections=(Section(title=_words("Print again, and shred"), blocks=(said, table)),),
        date=like.date,
        programme=like.programme,
        sample=like.sample,
    )


def _row(entry: Entry, now: str, then: str) -> tuple[Text, ...]:
    reader = entry.recipient
    whom = reader.id or reader.kind
    return tuple(_words(w) for w in (whom, entry.title, str(entry.prints), now, then))


def _words(text: str) -> Text:
    return (Run(text),)
