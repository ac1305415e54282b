"""Where in each kind of file one person's things stand: a reader for each way files say whose."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from facilitate.audit.conversations import informant_id
from facilitate.audit.ledger import SIDE_BY_SIDE, Row, pseudonym, read_ledger
from facilitate.audit.subject_access import (
    OF_THE_POST,
    TO_CHECK,
    Forms,
    HeldData,
    Holdings,
    Mention,
    Own,
    Subject,
    SubjectSearch,
    in_plan,
    is_person,
    rows_of,
    text_of,
    texts_in,
    yaml_of,
)
from facilitate.faults import Place
from facilitate.files import MAX_BYTES, start_of
from facilitate.load.answers import AnswerRow, is_words, read_answers
from facilitate.load.plan import Plan
from facilitate.load.plan_files import DATA_MAP, Holds, format_path, private_files
from facilitate.load.returned import SUFFIXES as FORMS
from facilitate.load.returned import read_file
from facilitate.load.survey.columns import all_asked, answers
from facilitate.load.survey.export import SUFFIXES as TABLES
from facilitate.load.survey.export import respondents_of
from facilitate.load.voices import Voice, informant_code, read_voices
from facilitate.load.yaml_values import YamlText
from facilitate.model.times_and_dates import ParseError, parse_date
from facilitate.structs import Struct

_Reader = Callable[[SubjectSearch, str, Path, str], Holdings]


def held_on(plan: Plan, one: Subject, forms: Forms) -> HeldData:
    """Return everything that is held on a person in the plan and its private files.

    Finished files are not among it: they are made from this, and `out` knows them.
    """
    search = SubjectSearch(plan, one, forms)
    found: list[Own | Mention | str] = []
    for kind, path in private_files(plan.folder):
        if kind.holds in READERS:
            file = format_path(path, plan.folder)
            found += READERS[kind.holds](search, kind.key, path, file)
    found += in_plan(search)
    order = {kind.key: number for number, kind in enumerate(DATA_MAP)}
    own = sorted((x for x in found if isinstance(x, Own)), key=lambda x: order[x.kind])
    return HeldData(
        own=tuple(own),
        mentions=tuple(dict.fromkeys(x for x in found if isinstance(x, Mention))),
        unread=tuple(dict.fromkeys(x for x in found if isinstance(x, str))),
    )


def _of_answers(search: SubjectSearch, kind: str, path: Path, file: str) -> Holdings:
    """Read an answers file: a row a person; of others' rows the words in which they name one."""
    plan, one = search.plan, search.one
    wave = path.name.removesuffix(".answers.csv")
    mine = one.held_post(plan.programme.says.stock_takes.get(wave))
    asked = _Asked(plan)
    table, faults = read_answers(text_of(path), file)
    if faults and not table.rows:
        yield file
    for row in table.rows:
        place = Place(file, row.line)
        if row.person == one.row and not mine:
            yield Mention(kind, place, OF_THE_POST)
            continue
        for column, cell in row.values.items():
            if row.person == one.row and cell:
                yield Own(kind, place, asked.words(column), asked.said(column, cell), wave)
            elif cell and is_words(column):
                yield from search.named(kind, place, column, cell)


class _Asked(Struct):
    """What was asked in each column of an answers file, and what an answer says in words."""

    plan: Plan

    def words(self, column: str) -> str:
        one = next((one for one in all_asked(self.plan.questions) if answers(one, column)), None)
        if one is None:
            return column
        roles = self.plan.programme.says.roles
        role = column.removeprefix(f"{one.key}-")
        many = roles[role].many if role in roles else role
        return one.text if role == column else f"About {many}: {one.text}"

    def said(self, column: str, cell: str) -> str:
        if is_words(column):
            return cell.replace("|", "; ")
        asked = self.plan.questions
        of = {item.id: asked.scale_of(one) for one in asked.dimensions for item in one.items}
        scale = of.get(column, asked.scale)
        steps = {str(scale.low + number): label for number, label in enumerate(scale.labels)}
        truths = {one.id for one in asked.statements}
        return f"{cell} ({steps[cell]})" if cell in steps and column not in truths else cell


def _of_voices(search: SubjectSearch, kind: str, path: Path, file: str) -> Holdings:
    """Read conversations and comments by their codes, and the list of what is not decided."""
    if path.suffix == ".diff":
        yield from _of_undecided(search, kind, path, file)
        return
    voices, faults = read_voices(start_of(path, MAX_BYTES), file)
    if faults:
        yield file
    for voice in voices:
        yield from _of_voice(search, kind, voice, file, mine=_is_of(voice, search.one))


def _is_of(voice: Voice, one: Subject) -> bool:
    """Say whether a line is a person's, by the code of the conversation or of the comment."""
    return voice.informant in one.codes if voice.informant else voice.code in one.comments


def _of_undecided(search: SubjectSearch, kind: str, path: Path, file: str) -> Holdings:
    codes = {voice.code for voice in _said(search) if _is_of(voice, search.one)}
    codes |= search.one.comments
    for number, line in enumerate(text_of(path).splitlines(), 1):
        if line.split(" ")[0] in codes:
            yield Own(kind, Place(file, number), "Your words, not yet decided on", line)


def _of_voice(search: SubjectSearch, kind: str, voice: Voice, file: str, *, mine: bool) -> Holdings:
    place = Place(file, voice.line)
    if not mine:
        said = f"said by {voice.informant}" if voice.informant else f"comment {voice.code}"
        yield from search.named(kind, place, said, voice.words)
        return
    shown = "yes" if voice.cleared else "no" if voice.refused else "not decided"
    told = [f"question {voice.question}"] if voice.question else []
    told += [voice.theme] if voice.theme else []
    label = ", ".join([*told, f"may be shown: {shown}"])
    yield Own(kind, place, label, voice.words, voice.informant or voice.code)


def _said(search: SubjectSearch) -> tuple[Voice, ...]:
    return read_voices(search.plan.private.voices, "")[0]


def _of_text(search: SubjectSearch, kind: str, path: Path, file: str) -> Holdings:
    """Read plain text: own words that stand in it, and lines that name the person."""
    own = [voice.words for voice in _said(search) if voice.informant in search.one.codes]
    own += [cell for _, row in rows_of(search.plan, search.one) for cell in _words_of(row)]
    for number, line in enumerate(text_of(path).splitlines(), 1):
        place = Place(file, number)
        quoted = [words for words in own if len(words) > _A_FEW and words in line]
        for words in quoted:
            yield Own(kind, place, "Your words", words)
        if not quoted:
            yield from search.named(kind, place, "a line", line)


_A_FEW = 12
"""Words of so many letters or fewer may stand anywhere by chance."""


def _words_of(row: AnswerRow) -> Iterator[str]:
    for column, cell in row.values.items():
        if is_words(column) and cell:
            yield from cell.split("|")


def _by_id(search: SubjectSearch, kind: str, path: Path, file: str) -> Holdings:
    """Read entries under an id, and codes beside an id or a name."""
    source, one = yaml_of(path, search.plan.folder), search.one
    if source.data is None and source.lines:
        yield file
    since = {way[:-1]: leaf for way, leaf in texts_in(source) if way[-1:] == ("since",)}
    # A choice or a need without a date is of whoever was there from the start.
    undated = str(search.plan.begun) if kind in {"sharing", "access"} else ""
    for way, leaf in texts_in(source):
        at = next((n for n, key in enumerate(way) if is_person(str(key), one)), None)
        place = Place(file, source.place(way).line)
        if at is not None and _before(since.get(way[: at + 1], undated), one):
            yield Mention(kind, place, "an entry from before the post was this person's")
        elif at is not None:
            inner = [str(key) for key in way[at + 1 :] if not isinstance(key, int)]
            yield Own(kind, place, " ".join(inner) or _single(kind), leaf)
        elif is_person(leaf, one) and (str(way[-1]) in one.codes or one.given("", search.takes)):
            yield Own(kind, place, "Code", str(way[-1]))
        else:
            yield from search.named(kind, place, str(way[-1]), leaf)
    yield from _remarks(search, kind, source, file)


def _remarks(search: SubjectSearch, kind: str, source: YamlText, file: str) -> Iterator[Mention]:
    """Yield where somebody has put a remark behind the person's entry, or named them in one."""
    spots = source.values.items()
    own = {spot.line for way, spot in spots if any(is_person(str(x), search.one) for x in way)}
    for number, line in enumerate(source.lines, 1):
        remark = f" {line}".partition(" #")[2]
        if remark and (number in own or search.one.named_in(remark)):
            yield Mention(kind, Place(file, number), "a remark behind #")


def _single(kind: str) -> str:
    return {"contacts": "email", "identities": "Code"}.get(kind, kind)


def _before(since: str, one: Subject) -> bool:
    """Say whether an entry is of somebody else who held the post: before this person, or after."""
    try:
        return not one.held_post(parse_date(since)) if since else one.until is not None
    except ParseError:
        return False


def _of_figures(search: SubjectSearch, kind: str, path: Path, file: str) -> Holdings:
    """Read the ledger: figures that were shown with the person among those behind them."""
    if path.suffix != ".csv":
        return
    key, one = search.plan.private.ledger_key.encode(), search.one
    called = {pseudonym(name, key) for name in (one.id, *map(informant_id, one.codes))}
    takes = search.plan.programme.says.stock_takes
    figures: dict[tuple[str, str], list[int]] = {}
    beside: dict[tuple[str, str], None] = {}
    for row in ledger_rows(search.plan):
        # Whoever had the post before has the same id.
        if called & set(row.people) and one.held_post(takes.get(row.wave)):
            if row.variable == SIDE_BY_SIDE:
                beside[row.day, row.date] = None
            else:
                figures.setdefault((row.day, row.date), []).append(len(row.people))
    for day, sizes in figures.items():
        said = f"{len(sizes)} figures, the smallest of {min(sizes)} people"
        yield Own(kind, Place(file), SHOWN_TO_GROUP, said, ", ".join(day))
    for day in beside:
        yield Own(kind, Place(file), SIDE_BY_SIDE, "on your pair’s pages", ", ".join(day))


SHOWN_TO_GROUP = "Shown to the group"


def ledger_rows(plan: Plan) -> tuple[Row, ...]:
    """Return what the ledger has recorded; nothing where its key is not there."""
    key = plan.private.ledger_key.encode()
    return read_ledger(plan.private.ledger, key=key, file="")[0].rows


def _as_it_came(search: SubjectSearch, kind: str, path: Path, file: str) -> Holdings:
    """Read whatever else lies there: an export's rows, forms that came back, plain text."""
    suffix = path.suffix.casefold()
    if path.parent.name == TO_CHECK:
        if informant_code(path.stem) in search.one.codes:
            yield Own(kind, Place(file), "Your words, for you to check", path.name, file)
    elif suffix in TABLES:
        yield from _of_export(search, kind, path, file)
    elif suffix in FORMS:
        yield from _of_form(search, kind, path, file)
    elif suffix in _PLAIN:
        yield from _of_text(search, kind, path, file)
    else:
        yield file


def _of_export(search: SubjectSearch, kind: str, path: Path, file: str) -> Holdings:
    table, _ = respondents_of(path, search.plan.programme, search.plan.questions)
    if table is None:
        yield file
        return
    mine = search.one.given(path.name.partition(".")[0], search.takes)
    for record, person in table.rows:
        place = Place(file, record.line)
        if person == search.one.row and not mine:
            yield Mention(kind, place, OF_THE_POST)
            continue
        for number, cell in enumerate(record.cells):
            heading = table.headings.get(number, f"column {number + 1}")
            if person == search.one.row and cell.strip():
                yield Own(kind, place, heading, cell, file)
            elif person != search.one.row:
                yield from search.named(kind, place, heading, cell)


def _of_form(search: SubjectSearch, kind: str, path: Path, file: str) -> Holdings:
    form, faults = read_file(path, forms=search.forms)
    if faults or form is None or not form.person:
        yield file
    if form is None or not form.person:
        return
    if form.person == search.one.row and not search.one.given("", search.takes):
        yield Mention(kind, Place(file), OF_THE_POST)
        return
    for label, text in form.answers.items():
        if form.person == search.one.row:
            yield Own(kind, Place(file), label, text, file)
        else:
            yield from search.named(kind, Place(file), label, text)


def _of_sets(search: SubjectSearch, kind: str, path: Path, file: str) -> Holdings:
    """Read which sheets of a day were printed for whoever had the post on it, and when."""
    days = {day.id: day.says.date for day in search.plan.days}
    if not search.one.held_post(days.get(path.stem)):
        return
    try:
        sets = json.loads(start_of(path, MAX_BYTES))["sets"]
        for number, one in enumerate(sets, 1):
            titles = [row["title"] for row in one["sheets"] if row["for"]["id"] == search.one.id]
            if titles:
                said = f"set {number}, {one['printed']}"
                yield Own(kind, Place(file), "Printed for you", ", ".join(titles), said)
    except (OSError, ValueError, KeyError, TypeError):
        yield file


_PLAIN = {".txt", ".md", ".yaml", ".yml"}


READERS: Mapping[Holds, _Reader] = {
    "rows": _of_answers,
    "lines": _of_voices,
    "text": _of_text,
    "figures": _of_figures,
    "as it came": _as_it_came,
    "by id": _by_id,
    "sets": _of_sets,
}
"""Who reads what; of copies of these, and of pages, nothing is read."""
