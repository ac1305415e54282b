"""Pages that are written in code and not by a template: words, lists, tables, and the frame."""

from collections.abc import Iterable, Sequence

from facilitate.document import (
    Block,
    Column,
    Document,
    List,
    Paragraph,
    Run,
    Section,
    Table,
    Text,
    as_runs,
)
from facilitate.model import Programme
from facilitate.recipient import FACILITATOR, Recipient


def said(words: str) -> Text:
    """Return the words as text."""
    return (Run(words),)


def in_bold(words: str) -> Text:
    """Return the words as text: what stands between two pairs of stars is bold."""
    parts = words.split("**")
    return tuple(Run(part, bold=number % 2 == 1) for number, part in enumerate(parts) if part)


def quiet(words: str) -> Paragraph:
    """Return a paragraph in the second voice."""
    return Paragraph(text=said(words), role="quiet")


def bullets(lines: Iterable[str]) -> List:
    """Return a list of lines, each with `**bold**` in it."""
    return List(items=tuple((Paragraph(text=in_bold(line)),) for line in lines))


def word_table(
    header: Iterable[str], rows: Iterable[Iterable[str]], *, shares: Sequence[float], alt: str
) -> Table:
    """Return a table of plain words, its columns as wide as their shares."""
    return Table(
        columns=tuple(Column(share=share) for share in shares),
        header=tuple(map(said, header)),
        rows=tuple(tuple(map(said, row)) for row in rows),
        alt=alt,
    )


def page_section(title: str, blocks: Iterable[Block], kicker: str = "") -> Section:
    """Return blocks under a title, with a quiet line above it if one is given."""
    return Section(title=said(title), kicker=as_runs(kicker), blocks=tuple(blocks))


def plain_page(
    programme: Programme,
    name: str,
    title: str,
    sections: Sequence[Section],
    *,
    head: str,
    foot: str,
    reader: Recipient = FACILITATOR,
    form: str = "",
    date: str = "",
    private: bool = False,
) -> Document:
    """Return the sections as a programme's own page; `date` is ISO."""
    return Document(
        name=name,
        title=title,
        language=programme.says.language,
        recipient=reader,
        sections=tuple(sections),
        head=(programme.name, head),
        foot=foot,
        form=form,
        date=date,
        programme=programme.name,
        private=private,
    )
