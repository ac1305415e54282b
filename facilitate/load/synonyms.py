"""Words that people write for our keys and kinds of items, and an item that stands in words."""

import re
from collections.abc import Mapping, Sequence

from facilitate.faults import nearest
from facilitate.model.plan import KINDS
from facilitate.model.times_and_dates import without_length

LONGEST = 40


KINDS_WITH_LENGTH = frozenset({"arrive", "welcome", "talk", "break", "lunch", "buffer", "feedback"})
"""Kinds of items whose own key says how long they are."""

LIKE: Mapping[str, str] = {
    "not before": "start, begin, begins, from, at, clock, start time",
    "time": "duration, length, minutes, mins, how long",
    "room": "venue, place, location, where",
    "sponsor": "who, owner, by whom, promised by",
    "who": "people, participants, tracks, pairs, for, with, group, audience, attendees, owner, "
    "whose, responsible, person, name",
    "what": "task, action, promise, to do, item, thing, milestone, title, name",
    "id": "nr, no, number, ref, code",
    "people served": "served, people, customers, users, guests",
    "measure": "name, title, what, indicator, figure",
    "by": "when, due, deadline, until",
    "led by": "speaker, lead, leader, leads, presenter, facilitator, who leads, by",
    "title": "name, heading, subject, topic, role, job, job title, post, position",
    "name": "title, heading, full name, first name, last name, given name, surname, family name",
    "until": "leaves, left, leaving, leaving date, ends, end, to",
    "from": "start, starts, started, joined, since, begins",
    "coaches": "pairs, people, clients, coachees",
    "one": "singular, single",
    "many": "plural, several",
    "kind": "type, sort, category, area",
    "items": "questions, statements",
    "dimensions": "themes, topics, areas, questions",
    "person": "people, participant, everybody, each",
    "venue": "room, place, location, where, address, ort, lieu",
    "link": "zoom, teams, webex, url, meeting link, web link",
    "finish": "end, ends, finishes, end time, until, ende, fin",
    "start": "begin, begins, start time, from, time, times, beginn, début",
    "agenda": "programme, program, programm, schedule, timetable, items, ablauf",
    "date": "when, day, on, datum, le",
    "aims": "objectives, goals, purpose, outcomes",
    "absent": "apologies, ill",
    "programme": "title, name",
    "contact": "phone, telephone, email, e-mail, mail, contact person, contact name",
    "client": "organisation, organization, company, customer",
    "away days": "days, agendas, agenda files",
    "pairs": "teams, services, couples, partnerships, people",
    "stock takes": "audits, audit, surveys, survey, questionnaires, waves",
    "keep apart": "apart, separate, keep separate, not together",
    "manages": "reports to, line managers, bosses, managed by",
    "aim": "target, goal, to",
    "baseline": "from, before, start, start value",
    "slides": "presentation, powerpoint, deck",
    "format": "version",
    "service": "title, name, team, ward, department, school, unit",
    "site": "location, place, hospital, address, standort, ort, lieu",
    "purpose": "aim, why, objective",
    "need": "bring, you need",
    "steps": "instructions, instruction, method, procedure",
    "debrief": "questions, discussion, reflection",
    "variant": "version, edition",
    "text": "question, statement, words, wording",
    "count": "number, how many, amount, quantity",
    "remote": "online, virtual, on screen, video, zoom, teams, hybrid",
    "notes": "description, comment, comments, note, remark, remarks",
}
"""A key, and what people write for it where they do not know it."""


def meant_by(key: str, known: Sequence[str]) -> str:
    """Return the known key that people mean by another word, or nothing."""
    fold = re.sub(r"[\W_]", "", key.casefold())
    same = (one for one in known if one != key and re.sub(r"[\W_]", "", one) == fold)
    return next(same, "") or _meant_in(LIKE, key, known)


def nearly_meant(key: str, known: Sequence[str]) -> str:
    """Return the known key whose other word a key mistypes: `time` for `lenght`; else nothing."""
    words = [one for meant in known for one in LIKE.get(meant, "").split(", ") if len(one) > 4]
    near = nearest(key, words, alike=0.8)
    return meant_by(near, known) if near else ""


LIKE_A_KIND: Mapping[str, str] = {
    "arrive": "registration, arrivals, doors open, ankommen, ankunft, accueil",
    "welcome": "introduction, introductions, opening, welcome and introductions, begrüssung, "
    "bienvenue",
    "break": "coffee, tea, kaffee, kaffeepause, pause café, pause, coffee break, tea break, "
    "comfort break, refreshments, interval",
    "lunch": "lunch break, lunchtime, mittagessen, mittagspause, mittag, déjeuner, pause déjeuner",
    "buffer": "spare, spare time, reserve, slack, puffer",
    "actions": "promises, action review, review of actions, review, follow-up, follow up",
    "feedback": "evaluation, evaluation form, day form",
    "parallel": "breakout, breakouts, breakout groups, side by side, tracks, workshops",
}
"""A kind of item, and what people call it."""


def item_called(words: str, *, nearly: bool = False) -> str:
    """Return the kind of item that people call (`nearly`) so in any language; else nothing."""
    if nearly:
        called = (one for listed in LIKE_A_KIND.values() for one in listed.split(", "))
        words = nearest(words, [one for one in called if len(one) > 5], alike=0.85) or words
    return _meant_in(LIKE_A_KIND, words, KINDS)


def _meant_in(table: Mapping[str, str], key: str, known: Sequence[str]) -> str:
    fold = key.strip().casefold()
    words = ((meant, listed.split(", ")) for meant, listed in table.items() if meant in known)
    return next((meant for meant, listed in words if fold in listed), "")


CLOCK_FIRST = re.compile(
    r"(\d{1,2}[:.]\d{2})(?:\s*(?:-|–|to|until)\s*\d{1,2}[:.]\d{2})?[\s:–-]+(?=[^\W\d])"
)


def as_item(words: str) -> str:
    """Return how to write words alone as an item."""
    at = CLOCK_FIRST.match(words)
    if at:
        clock_time, rest = at[1], words[at.end() :].strip()
        title, length = without_length(rest)
        kind = next((one for one in KINDS if one == title.casefold()), "")
        item = f"{kind or 'talk'}: {length or '15m'}"
        item += "" if kind else f", and under it title: {title}"
        hint = f"Write - {item}. Its hour follows from the items before it; to hold it, add below: "
        return f"{hint}not before: {clock_time}"
    title, length = without_length(words[:LONGEST])
    kind = next((one for one in KINDS_WITH_LENGTH if one == title.casefold()), "")
    if length and (kind := kind or item_called(title)):
        return f"Write - {kind}: {length}"
    if length:
        return f"Write - talk: {length}, and under it title: {title}"
    return f"Write - exercise: {title}, or - talk: 15m and under it title: {title}"
