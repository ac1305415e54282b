"""The outside facilitator's own files: who shares and needs what, and the themes that emerged."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from facilitate.model.times_and_dates import ParseError
from facilitate.model.units import (
    Address,
    Claim,
    Date,
    Frozen,
    Listed,
    OrWords,
    Whole,
    reader,
)

Share = Literal["group only", "own answers", "both partners"]


def read_letters(text: str) -> str:
    """Return two to four letters in capitals, or empty words; else raise `ParseError`."""
    letters = text.strip().upper()
    if letters in {"YES", "NO", "NONE"}:
        hint = "Write them like ABCD; yes or no stands after type letters:."
        raise ParseError(f"{text!r} is not two to four letters.", hint)
    if letters and not (letters.isalpha() and 2 <= len(letters) <= 4):
        raise ParseError(f"{text!r} is not two to four letters.", "Write them like ABCD.")
    return letters


class Sharing(Frozen):
    """One person's choices. Each permission is a key of its own, never implied by `sharing`."""

    sharing: Share = "own answers"
    since: Date | None = None
    type_letters: Claim = Field(default=False, alias="type letters")
    letters: Annotated[str, reader(read_letters)] = ""
    letters_counted: Claim = Field(default=False, alias="letters counted")
    being_observed: Claim = Field(default=False, alias="being observed")
    sponsor_visit: Claim = Field(default=False, alias="sponsor visit")
    line_for_partner: Claim = Field(default=False, alias="line for partner")


class SharingFile(Frozen):
    """`private/sharing.yaml`: person id to choices; whoever is missing has the defaults."""

    format: Literal["1"]
    sharing: dict[str, Sharing] = {}


NEEDS = (
    *("large-print", "easy-read", "dyslexia", "no-colour", "screen-reader", "seated"),
    *("interpreter", "paper"),
)
"""The needs that something is made for or counted by."""


def as_need(words: str) -> str:
    """Return words as a need is written, whether or not there is one: `Large print`."""
    return "-".join(words.casefold().split())


def _known_needs(needs: tuple[str, ...]) -> tuple[str, ...]:
    """Return needs by the words of `NEEDS` however they are typed; others as they stand."""
    return tuple(as_need(one) if as_need(one) in NEEDS else " ".join(one.split()) for one in needs)


class Access(Frozen):
    """What one person needs on the day, known `since` a date.

    `needs` are words of `NEEDS`, or the person's own.
    """

    needs: Annotated[Listed, AfterValidator(_known_needs)] = ()
    diet: str = ""
    remote: Claim = False
    interpreter: str = ""
    companions: Whole = 0
    since: Date | None = None

    @property
    def on_screen(self) -> bool:
        """Whether the sheets come as Word files: for a screen reader, or from elsewhere."""
        return bool(self.remote) or "screen-reader" in self.needs

    @property
    def on_paper(self) -> bool:
        """Whether the sheets are printed; those who take them on a screen ask for paper too."""
        return not self.on_screen or "paper" in self.needs


class AccessFile(Frozen):
    """`private/access.yaml`: person id to needs."""

    format: Literal["1"]
    access: dict[str, Access] = {}


class Contact(Frozen):
    """Where one person's pages are sent."""

    email: Address = ""
    phone: str = ""
    notes: str = ""


def _by_mail(value: Any) -> Any:
    """Let a bare address stand for a contact with that address."""
    return {"email": value} if isinstance(value, str) else value


class ContactsFile(Frozen):
    """`private/contacts.yaml`: person id to address. Printed nowhere."""

    format: Literal["1"]
    contacts: dict[str, Annotated[Contact, BeforeValidator(_by_mail), OrWords()]] = {}


def read_person(text: str) -> str:
    """Return whose code it is, an id or a name; else raise `ParseError`."""
    code, several = r"[A-Za-z]{1,3} ?\d{1,4}", r"[\w-]+-\w+((,|;| and) *[\w-]+-\w+)+"
    if (
        re.search(r"\w", text)
        and "@" not in text
        and not re.fullmatch(f"{code}|{several}", text.strip())
    ):
        return text
    hint = "Write a code in front of the colon, and one person's id or name behind it."
    raise ParseError(f"{text!r} is not one person's id or name.", hint)


class IdentitiesFile(Frozen):
    """`private/identities.yaml`: code on a returned paper, or of a conversation, to who it is."""

    format: Literal["1"]
    codes: dict[str, Annotated[str, reader(read_person)]] = {}


class Code(Frozen):
    """A theme that emerged: what it is called, what belongs to it and what does not.

    `example` is for whoever codes and is never printed. `was` are the codes that it had before,
    or that were joined in it.
    """

    name: str
    means: str
    example: str = ""
    question: str = ""
    does_not_fit: str = Field(default="", alias="does not fit")
    was: Listed = ()


class CodebookFile(Frozen):
    """`private/codebook.yaml`: themes by their codes, beside those of the stock take."""

    format: Literal["1"]
    codes: dict[str, Code] = {}
