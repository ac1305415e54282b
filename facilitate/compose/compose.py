"""One job becomes one neutral document."""

from facilitate.compose.context import READERS, names_for, owners_of
from facilitate.compose.environment import rendered
from facilitate.compose.pack import Job
from facilitate.compose.recipe import Filling
from facilitate.compose.seal import owners_in
from facilitate.compose.world import World
from facilitate.document import Document
from facilitate.faults import Fault, Place


def compose(job: Job, world: World) -> tuple[Document | None, tuple[Fault, ...]]:
    """Return one reader's document, and every fault of its template; with a fault no document."""
    template, reader = job.template, job.recipient
    front, shelf = template.front, template.shelf
    names = names_for(reader, world)
    names["form_id"] = front.form
    compiled = shelf.environment.get_template(template.name)
    text, rendering = rendered(compiled, names, reader=READERS[reader.kind])
    if rendering.faults:
        return None, shelf.placed(rendering.faults)
    page = shelf.parsed(template, text)
    if page.faults:
        return None, shelf.placed(page.faults)
    owners = owners_of(reader, world)
    form_id = front.form.split(" ")[0]
    prefix = f"{form_id}.{reader.id or 'all'}."
    filling = Filling(rendering.values, prefix=prefix, template=template.name)
    left, _, right = page.head(filling).partition("|")
    document = Document(
        name=template.stem,
        title=str.__str__(page.title(filling)),
        language=front.language or world.programme.says.language,
        recipient=reader,
        sections=page.sections(filling),
        paper=front.paper,
        head=(left.strip(), right.strip()),
        foot=str.__str__(page.foot(filling)),
        form=front.form,
        date=world.day.says.date.isoformat(),
        programme=world.programme.name,
        sample=world.sample,
        private=front.private,
        one_sided=front.one_sided,
        owners=owners,
    )
    strangers = sorted(owners_in(rendering.values) - set(owners))
    faults = [*filling.faults, *(_stranger(one, template.file) for one in strangers)]
    return (None if faults else document), shelf.placed(faults)


def _stranger(owner: str, file: str) -> Fault:
    return Fault(
        code="M220",
        message=f"This page would show words or results that belong to {owner!r}.",
        hint="Take them out: a page holds what belongs to its own reader.",
        place=Place(file),
    )
