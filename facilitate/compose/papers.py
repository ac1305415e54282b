"""A template and the names it may read become a document: a day's, or a paper that no day makes.

Papers lie in `templates/papers/`. A verb makes each of them by its name, with names of its own.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from facilitate.compose.environment import rendered
from facilitate.compose.jobs import Job
from facilitate.compose.placeholder import RenderValues, Source, owners_in, shown
from facilitate.compose.template_names import TemplateNames, owners_of
from facilitate.compose.template_set import PAPERS, Template
from facilitate.compose.wording import Wording, wording_of
from facilitate.document import Document, Origin, Run, plain
from facilitate.faults import Fault, Place
from facilitate.model import Programme
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from facilitate.structs import Struct, field, replace

READERS = {
    "group": "the group",
    "pair": "a pair",
    "person": "a person",
    "sponsor": "a sponsor",
    "coach": "a coach",
    "facilitator": "the facilitator",
}

Composed = tuple[Document | None, tuple[Fault, ...]]
"""A document, and every fault of its template; with a fault no document."""


def page_for_reader(
    template: Template,
    names: Mapping[str, Any],
    reader: Recipient,
    *,
    wording: Wording,
    owners: tuple[str, ...] = (),
    keys: str = "",
    place_of: Callable[[Source | str], Place | None] | None = None,
) -> Composed:
    """Return a template's page for a reader.

    `owners` are those whose words and results it may hold. `keys` is what the keys of a form's
    fields begin with. `place_of` says on which line of a file a value is written,
    by where it stands there or, where that is not known, by its words.
    """
    front, template_set = template.front, template.template_set
    # What is shipped is looked through by a test; a page of one's own may be drafted with a fault.
    if not template_set.environment.is_ours(template.name):
        statements, wrong = template_set.statements(template.name)
        if statements is None:
            return None, template_set.placed(wrong)
    compiled = template_set.environment.get_template(template.name)
    text, rendering = rendered(compiled, names, reader=READERS[reader.kind], wording=wording)
    if rendering.faults:
        return None, template_set.placed(rendering.faults, template.name)
    page = template_set.parsed(template, text)
    if page.faults:
        return None, template_set.placed(page.faults, template.name)
    render = RenderValues(rendering.values, prefix=keys, template=template.name, place_of=place_of)
    head, foot = page.head.make(render), page.foot.make(render)
    left, right = parted(head)
    document = Document(
        name=template.stem,
        title=str.__str__(page.title.make(render)),
        language=front.language,
        recipient=reader,
        sections=page.sections.make(render),
        paper=front.paper,
        head=(left.text, right.text),
        foot=foot.text,
        margins=(left, right, foot, *_added(render, wording)),
        origin=page.origin,
        form=front.form,
        private=template.private,
        one_sided=front.one_sided,
        clock=front.clock,
        owners=owners,
    )
    strangers = sorted(owners_in(rendering.values) - set(owners))
    faults = [*render.faults, *(_stranger(one, template.file) for one in strangers)]
    return (None if faults else document), template_set.placed(faults)


def _added(render: RenderValues, wording: Wording) -> Iterator[Run]:
    """Yield the words that writers add in the margins, each with its line."""
    for words in (wording("page"), wording("sample")):
        yield Run(shown(words), source=render.place_of(words))


def parted(head: Run) -> tuple[Run, Run]:
    """Return the words left and right of the sign between them, without the room around it."""
    words = head.text
    ends = (0, len(words.partition("|")[0])), (len(words.partition("|")[0]) + 1, len(words))
    left, right = (
        head.part(first + len(part) - len(part.lstrip()), first + len(part.rstrip()))
        for first, last in ends
        for part in (words[first:last],)
    )
    return left, right


def _stranger(owner: str, file: str) -> Fault:
    message = f"This page would show words or results that belong to {owner!r}."
    hint = "Take them out: a page holds what belongs to its own reader."
    return Origin(file).fault("M220", message, hint)


def in_programme(
    document: Document, programme: Programme, *, date: str = "", sample: bool = False
) -> Document:
    """Return a page as its programme's, made for a date (ISO) or for none."""
    return replace(
        document,
        language=document.language or programme.says.language,
        date=date,
        programme=programme.name,
        sample=sample,
    )


class Paper(Struct, kw_only=True):
    """A page that no day makes: the stem of its template in `papers/`, and the names it may read.

    `reader` is whom it is for; left out, the whole group or the facilitator, as the template says.
    `name` is its file's, if not the template's; `date` is ISO.
    """

    template: str
    programme: Programme
    names: Mapping[str, Any] = field(default_factory=dict)
    reader: Recipient | None = None
    name: str = ""
    date: str = ""
    sample: bool = False

    @property
    def file(self) -> str:
        """The name of its template among all templates."""
        return f"{PAPERS}/{self.template}.md"


def paper(wanted: Paper, template: Template) -> Composed:
    """Return a paper, made from its template."""
    programme = wanted.programme
    in_words = {"name": programme.name, "client": programme.says.client}
    document, faults = page_for_reader(
        template,
        {"programme": in_words, **wanted.names},
        wanted.reader or (GROUP if template.front.audience == "group" else FACILITATOR),
        wording=wording_of(programme),
    )
    if document is None:
        return None, faults
    made = in_programme(document, programme, date=wanted.date, sample=wanted.sample)
    return replace(made, name=wanted.name or made.name), faults


def compose(job: Job, day_names: TemplateNames) -> Composed:
    """Return one reader's document, and every fault of its template; with a fault no document."""
    template, reader, context = job.template, job.recipient, day_names.context
    form_id = template.front.form
    document, faults = page_for_reader(
        template,
        {**day_names.of(reader), "form_id": form_id},
        reader,
        wording=context.wording,
        owners=owners_of(reader, context),
        keys=f"{form_id.split(' ')[0]}.{reader.id or 'all'}.",
        place_of=context.place_of,
    )
    if document is None:
        return None, faults
    programme, date = context.programme, context.day.says.date.isoformat()
    document = replace(document, sheet=_at_the_foot(job, document))
    return in_programme(document, programme, date=date, sample=context.sample), faults


def _at_the_foot(job: Job, document: Document) -> str:
    """Return the sheet's code, with its name where a finding is its headline; on a card alone."""
    titles = (plain(section.title).casefold() for section in document.sections)
    said = document.paper == "a6" or any(job.title.casefold() in one for one in titles)
    return job.code if said or not job.code else job.called
