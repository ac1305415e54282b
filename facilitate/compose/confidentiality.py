"""What is kept and the one exception: one text for every page on which people are asked or told."""

from dataclasses import dataclass

from facilitate.compose.wording import Wording, sentence
from facilitate.model import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidentiality:
    """The limits of confidentiality and where to turn; `short` is one sentence for a foot."""

    title: str
    text: str
    short: str


def confidentiality(programme: Programme, wording: Wording) -> Confidentiality:
    """Return the text in a programme's words; a contact that is not given is left out."""
    words, says = wording.words["confidentiality"], programme.says
    lead = says.safeguarding_lead
    worry = words["worry"] if lead else words["worry or a child"]
    contacts = (
        (words["safeguarding lead"], lead),
        (worry, says.speak_up),
        (words["support"], says.support),
    )
    told = [sentence(words.format(who=who.strip())) for words, who in contacts if who.strip()]
    return Confidentiality(
        title=words["title"], text=" ".join([words["text"], *told]), short=words["short"]
    )
