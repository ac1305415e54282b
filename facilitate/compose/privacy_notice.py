"""What people are told about their answers: the notice, who sees what, and the data map."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

from facilitate.audit.context import FLOOR, WORDS_NEED
from facilitate.audit.conversations import QUOTES_NEED
from facilitate.audit.free_lists import NAMED_BY
from facilitate.compose.wording import Wording, counted, sentence
from facilitate.document import (
    Block,
    Column,
    Document,
    Heading,
    List,
    Paragraph,
    Run,
    Section,
    Table,
    Text,
    WriteIn,
)
from facilitate.load.plan_files import DATA_MAP
from facilitate.model import Programme, Questions
from facilitate.model.attendance import reporting_pairs
from facilitate.recipient import FACILITATOR, GROUP

EVERY_PERMISSION = frozenset({"letters", "watched"})
"""What a programme may ask people for besides answers, by what its exercises work with."""


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


def bullets(lines: list[str]) -> List:
    """Return a list of lines, each with `**bold**` in it."""
    return List(items=tuple((Paragraph(text=in_bold(line)),) for line in lines))


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
    children = says.words.children_are_served and not lead
    worry = words["worry or a child"] if children else words["worry"]
    contacts = (
        (words["safeguarding lead"], lead),
        (worry, says.speak_up),
        (words["support"], says.support),
    )
    whom = [sentence(words.format(who=who.strip())) for words, who in contacts if who.strip()]
    return Confidentiality(
        title=words["title"], text=" ".join([words["text"], *whom]), short=words["short"]
    )


WIDTHS = {"gave": 24, "own": 14, "pair": 25, "group": 26, "report": 12}
"""The columns of who sees what, by their key in `words/`, with their shares of the width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoSeesWhat:
    """Who sees what: a table with its `columns`, their `widths` and `rows`, and sentences.

    A row is one kind of answer, and where it may stand: in words, or a dash. The pair's pages have
    a column where somebody has a partner, the report has one where two stock takes make it.
    `minimum` is the smallest group as a word. `words` says when people's own words are shown,
    `worked_out` what can be worked out all the same and until when minds can be changed; `alone`
    is empty unless in some pair one reports to another. On some day people are asked for their
    `letters`, or to be `watched`.
    """

    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    minimum: str
    words: str
    worked_out: str
    alone: str
    letters: bool
    watched: bool


def who_sees_what(
    programme: Programme,
    questions: Questions,
    wording: Wording,
    *,
    partner: str | None = None,
    permissions: Set[str] = EVERY_PERMISSION,
) -> WhoSeesWhat:
    """Return who sees what of the answers to these questions.

    `partner` is the word for one reader's partners, empty for somebody alone; None for everybody.
    Of `permissions` the programme asks for these.
    """
    words: dict[str, Any] = wording.words["who sees what"]
    numbers = limits(programme)
    people = sum(bool(one.pair) and not one.vacant for one in programme.people)
    spoken = spoken_of(programme, wording)
    mutual = bool(questions.about_roles) and programme.says.mutual_views_in_report
    spoken["of roles"] = words["of roles reported" if mutual else "of roles not reported"]
    if partner is not None:
        spoken["partner"] = partner
    reported = len(programme.says.stock_takes) > 1
    there = {"pair": spoken["partner"], "report": reported}
    parts = [part for part in WIDTHS if there.get(part, True)]
    columns = dict(words["columns"])
    if spoken["sponsor"]:
        columns["group"] = words["group and sponsors"].format(**spoken)
    reporting = bool(reporting_pairs(programme))
    pair = words["worked out of pairs reporting" if reporting else "worked out of pairs"]
    group = words["worked out of the group"].format(people=wording.people(people))
    return WhoSeesWhat(
        title=words["title"],
        columns=tuple(columns[part] for part in parts),
        widths=tuple(WIDTHS[part] for part in parts),
        rows=tuple(
            tuple(row[part].format(**numbers, **spoken) for part in parts)
            for kind, row in words["rows"].items()
            if _asked(kind, questions, permissions, partnered=bool(spoken["partner"]))
        ),
        minimum=numbers["minimum"],
        words=" ".join([words["words"], *([words["reported"]] if reported else [])]).format(
            **numbers, also=words["also reported"] if mutual else ""
        ),
        worked_out=" ".join([*([pair] if spoken["partner"] else []), group, words["change"]]),
        alone=words["alone"] if reporting and spoken["partner"] else "",
        letters="letters" in permissions,
        watched="watched" in permissions,
    )


def spoken_of(programme: Programme, wording: Wording) -> dict[str, str]:
    """Return the words for the pair, the partner and the sponsors of whoever takes part.

    By the posts that are filled at any time; each is empty where there is nothing to say.
    """
    sizes = programme.sizes.values()
    service = programme.says.own_words["service"]
    return {
        "pair": wording.pair_means(sizes, service=service),
        "partner": wording.partner(sizes),
        "sponsor": wording.sponsor(len(programme.says.sponsors)),
    }


def limits(programme: Programme) -> dict[str, str]:
    """Return the numbers below which nothing is shown, as words."""
    least = max(FLOOR, programme.says.minimum_group)
    return {
        "minimum": counted(least),
        "words": counted(max(WORDS_NEED, least)),
        "quotes": counted(QUOTES_NEED),
        "named": counted(NAMED_BY),
    }


def _asked(kind: str, questions: Questions, permissions: Set[str], *, partnered: bool) -> bool:
    """Say whether a kind of answer is asked for; kinds that nothing brings always are."""
    brought = {
        "letters": "letters" in permissions,
        "roles": questions.about_roles,
        "truths": questions.statements,
        "lists": questions.lists,
        "names": questions.ties,
        "line": partnered and [one for one in questions.comments if one.id == "partner"],
    }
    return bool(brought.get(kind, True))


def privacy_notice(
    programme: Programme,
    questions: Questions,
    wording: Wording,
    permissions: Set[str] = EVERY_PERMISSION,
) -> Document:
    """Return what everyone who is asked is told beforehand, on one page or two."""
    words = wording.words["notice"]
    return Document(
        name="privacy-notice",
        title=words["title"],
        language=programme.says.language,
        recipient=GROUP,
        sections=(
            Section(
                title=said(words["title"]),
                kicker=said(programme.says.client or programme.name),
                blocks=tuple(_notice(programme, questions, wording, permissions)),
            ),
        ),
        head=(programme.name, words["head"]),
        foot=words["foot"],
        programme=programme.name,
    )


def _notice(
    programme: Programme, questions: Questions, wording: Wording, permissions: Set[str]
) -> Iterator[Block]:
    words: dict[str, Any] = wording.words["notice"]
    says = programme.says
    client = says.client or words["organisation"]
    who = words["who"].format(client=client, contact=says.contact or words["nobody"])
    yield from _part(words, "who title", who)
    yield from _listed(words, "what title", list(_held(programme, wording, permissions)))
    yield from _listed(words, "voluntary title", words["voluntary"])
    until = words["long unknown"]
    if says.delete_by:
        until = words["long"].format(date=wording.date(says.delete_by))
    yield from _part(words, "long title", f"{until} {words['rights']}")
    seen = who_sees_what(programme, questions, wording, permissions=permissions)
    yield Heading(level=2, text=said(seen.title))
    yield _table(seen)
    yield from (
        Paragraph(text=said(text)) for text in (seen.words, seen.worked_out, seen.alone) if text
    )
    kept = confidentiality(programme, wording)
    yield Heading(level=2, text=said(kept.title))
    yield Paragraph(text=said(kept.text))
    yield from _part(words, "basis title", words["basis"])
    yield WriteIn(lines=1)


def _held(programme: Programme, wording: Wording, permissions: Set[str]) -> Iterator[str]:
    """Yield what is held about people, in the order of the data map and from its list of files."""
    rows = wording.words["data map"]["rows"]
    there = {*permissions, *(["coaching"] if programme.says.coaching else [])}
    asked = {
        name: wording.of("notice", name) if name in there else ""
        for name in ("coaching", *EVERY_PERMISSION)
    }
    held = (rows[kind.key]["held"].format_map(asked) for kind in DATA_MAP)
    yield from filter(None, held)


def _table(seen: WhoSeesWhat) -> Table:
    return Table(
        columns=tuple(Column(share=share) for share in seen.widths),
        header=tuple(said(name) for name in seen.columns),
        rows=tuple(tuple(said(cell) for cell in row) for row in seen.rows),
        alt=seen.title,
    )


def _part(words: dict[str, Any], title: str, text: str) -> Iterator[Block]:
    yield Heading(level=2, text=said(words[title]))
    yield Paragraph(text=said(text))


def _listed(words: dict[str, Any], title: str, lines: list[str]) -> Iterator[Block]:
    yield Heading(level=2, text=said(words[title]))
    yield bullets(lines)


def data_map(programme: Programme, wording: Wording) -> Document:
    """Return one page: each kind of file, whose data, what for, who reads it, when it goes."""
    words = wording.words["data map"]
    by = programme.says.delete_by
    until = by.isoformat() if by else words["undecided"]
    rows = tuple(
        tuple(said(cell) for cell in (kind.where, *_said(words["rows"][kind.key], until)))
        for kind in DATA_MAP
    )
    table = Table(
        columns=tuple(Column(share=share) for share in (2.6, 1.9, 2.2, 1.8, 1.8)),
        header=tuple(said(name) for name in words["columns"]),
        rows=rows,
        alt=words["alt"],
    )
    return Document(
        name="data-map",
        title=words["title"],
        language=programme.says.language,
        recipient=FACILITATOR,
        sections=(Section(title=said(words["title"]), blocks=(quiet(words["lead"]), table)),),
        head=(programme.name, words["head"]),
        foot=words["foot"],
        programme=programme.name,
        private=True,
    )


def _said(row: dict[str, str], until: str) -> tuple[str, ...]:
    return row["whose"], row["why"], row["reader"], row.get("until", until)
