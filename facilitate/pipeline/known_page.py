"""A page as packs, lists and keys know it, without the document that it is."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from facilitate.compose.jobs import Job
from facilitate.compose.papers import compose
from facilitate.compose.template_names import TemplateNames
from facilitate.document import Chart, Document, Image, Paper, stated, walk
from facilitate.out.manifest import PageFacts, sha256
from facilitate.write import writer
from facilitate.write.look import Look


@dataclass(frozen=True)
class KnownPage:
    """A document by what is known of it; it is composed when somebody asks for it.

    `paper` and `printed` (the mark of its print set) are its own, or as it is printed here.
    """

    facts: PageFacts
    paper: Paper
    private: bool
    one_sided: bool | None
    printed: str
    _made: Callable[[], Document] = field(repr=False)

    @cached_property
    def document(self) -> Document:
        """The document, as it is printed here."""
        return replace(self._made(), paper=self.paper, printed=self.printed)

    def key(self, suffix: str, look: Look) -> str:
        """Return what its file is made from as one hash: document, look, writer and its version."""
        made_by = f"{suffix} {writer(suffix).VERSION} {look.fingerprint}"
        return sha256(f"{made_by} {self.paper} {self.printed} {self.facts.document}".encode())

    @property
    def version(self) -> str:
        """What stands on it as one hash, whichever version of the program makes it."""
        return sha256(f"{self.paper} {self.printed} {self.facts.stated}".encode())

    def sheet_key(self, look: Look) -> str:
        """Return the same with what is seen of its look on paper."""
        return sha256(f"{look.on_paper} {self.version}".encode())


def known(document: Document) -> KnownPage:
    """Return a document that is there with what is to be known of it."""
    return KnownPage(
        facts_of(document),
        document.paper,
        document.private,
        document.one_sided,
        document.printed,
        lambda: document,
    )


def composed_later(facts: PageFacts, job: Job, names: TemplateNames) -> KnownPage:
    """Return the page of a job that was composed before, from the same."""
    front = job.template.front

    @cache
    def made() -> Document:
        document, faults = compose(job, names)
        if document is None:
            raise RuntimeError(f"{job.path_stem} was made from the same before: {faults}")
        return document

    return KnownPage(facts, front.paper, job.template.private, front.one_sided, "", made)


def facts_of(document: Document) -> PageFacts:
    """Return what is to be known of a document, on whatever paper and in whichever set."""
    anyhow = replace(document, paper="a4", printed="")
    return PageFacts(
        document=sha256(repr(anyhow).encode()),
        stated=sha256(stated(anyhow).encode()),
        colour=any(isinstance(part, Chart | Image) for part in walk(document)),
    )
