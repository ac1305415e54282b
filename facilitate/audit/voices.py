"""The group's own words: free lists by what comes first and most, and quotes that were cleared."""

from collections.abc import Mapping, Sequence
from random import Random

from facilitate.audit.disclosure import Release, cleared, total
from facilitate.audit.findings import Finding, GroupVoice, MethodNote, Quote
from facilitate.audit.free_lists import (
    NAMED_BY,
    Listing,
    entries,
    salience,
    salience_interval,
    spelled,
)
from facilitate.audit.group import Shown, measure, withheld
from facilitate.audit.identity import STRUCK
from facilitate.audit.room import WORDS_NEED, Room
from facilitate.audit.sitting import Sitting
from facilitate.load.voices import Voice
from facilitate.model.questions import Prompt
from facilitate.recipient import FACILITATOR, GROUP

METHOD = "Smith's S over all who gave a list; repeats removed; the same words counted together"

QUOTES_NEED = 3
"""Fewer cleared words than this are not quoted at all: they would be somebody's."""


@measure
def list_findings(
    room: Room, sitting: Sitting, *, earlier: Mapping[str, Sequence[Release]]
) -> Shown:
    """Return each free list of the group: entries that at least three people named.

    An entry's count is a total of those who gave a list, so it passes the disclosure test too.
    """
    found: list[Finding] = []
    releases: dict[str, tuple[Release, ...]] = {}
    for prompt in room.questions.lists:
        column = f"list:{prompt.id}"
        lists = {one.id: entries(one.row.values.get(column)) for one in sitting.answerers}
        given = {person: one for person, one in lists.items() if one is not None}
        if not given:
            continue
        verdict = cleared(
            [total("lists", sitting.wave, given)],
            earlier=earlier.get(column, ()),
            minimum=room.minimum,
            insiders=[frozenset({(sitting.wave, person)}) for person in given],
        )
        found += _listed(room, sitting, prompt, given, shown=bool(verdict.shown))
        releases[column] = verdict.shown
    return Shown(tuple(found), releases)


def _listed(
    room: Room,
    sitting: Sitting,
    prompt: Prompt,
    lists: Mapping[str, tuple[str, ...]],
    *,
    shown: bool,
) -> Sequence[Finding]:
    listing = salience(list(lists.values()))
    if not shown:
        return [
            withheld(
                room,
                sitting,
                prompt.text,
                reason="too_few" if listing.n < room.minimum else "would_disclose",
                n=listing.n,
                at=f"list/{prompt.id}",
            )
        ]
    words = spelled(one.row.values.get(f"list:{prompt.id}") for one in sitting.answerers)
    named = [item for item in listing.items if item.frequency >= NAMED_BY and item.word != STRUCK]
    voice = GroupVoice(
        id=f"{sitting.wave}/group/list/{prompt.id}",
        wave=sitting.wave,
        subject=GROUP,
        readers=room.everyone,
        n=listing.n,
        asked=sitting.asked,
        method=METHOD,
        question="Which of these could you do something about this month?",
        prompt=prompt.text,
        items=tuple((words[item.word], item.smith_s, item.share) for item in named),
    )
    return [voice, _list_note(room, sitting, prompt, lists, listing)]


def _list_note(
    room: Room,
    sitting: Sitting,
    prompt: Prompt,
    lists: Mapping[str, tuple[str, ...]],
    listing: Listing,
) -> MethodNote:
    figures: list[tuple[str, float | None]] = [("lists (N)", listing.n)]
    by_role = _by_role(room, lists)
    for item in listing.items:
        if item.frequency >= NAMED_BY:
            everyone, seed = list(lists.values()), room.programme.says.seed
            low, high = salience_interval(everyone, item.word, seed=seed)
            figures += [
                (f"S of {item.word}", item.smith_s),
                ("from", low),
                ("to", high),
                ("mean rank", item.mean_rank),
                ("Sutrop's index", item.sutrop),
                *((f"S, {role}", words.get(item.word, 0.0)) for role, words in by_role.items()),
            ]
    return MethodNote(
        id=f"{sitting.wave}/group/list/{prompt.id}/method",
        wave=sitting.wave,
        subject=GROUP,
        readers=frozenset({FACILITATOR}),
        n=listing.n,
        asked=sitting.asked,
        method=f"{METHOD}; 95 % bootstrap interval over lists",
        about=prompt.text,
        measure="free list",
        figures=tuple(figures),
        words=f"Entries named by fewer than {NAMED_BY} people are not told in their own words.",
    )


def _by_role(room: Room, lists: Mapping[str, tuple[str, ...]]) -> dict[str, dict[str, float]]:
    """Return each entry's S by role group; nothing unless every group is large enough."""
    roles: dict[str, list[tuple[str, ...]]] = {}
    for person, one in lists.items():
        roles.setdefault(room.people[person].role, []).append(one)
    if len(roles) < 2 or any(len(group) < room.minimum for group in roles.values()):
        return {}
    return {
        role: {item.word: item.smith_s for item in salience(group).items}
        for role, group in roles.items()
    }


def quote_findings(
    room: Room, sitting: Sitting, voices: Sequence[Voice], *, is_first: bool
) -> tuple[Quote, ...]:
    """Return the cleared words of a stock take in an order that tells nothing.

    Only for a group of at least eight who answered, and at least three voices. Words that name no
    stock take belong to the first.
    """
    mine = [voice for voice in voices if (voice.wave or is_first * sitting.wave) == sitting.wave]
    cleared = sorted((one for one in mine if one.cleared and one.words), key=lambda one: one.code)
    if len(sitting.answerers) < max(WORDS_NEED, room.minimum) or len(cleared) < QUOTES_NEED:
        return ()
    Random(room.programme.says.seed).shuffle(cleared)  # noqa: S311 - an order, not a secret
    dimensions = {
        theme: dimension.id
        for dimension in reversed(room.questions.dimensions)
        for theme in (*dimension.themes, dimension.id)
    }
    return tuple(
        Quote(
            id=f"{sitting.wave}/group/quote/{number}",
            wave=sitting.wave,
            subject=GROUP,
            readers=room.everyone,
            n=len(sitting.answerers),
            asked=sitting.asked,
            method="cleared words, in an order drawn by lot",
            dimension=dimensions.get(voice.theme, voice.theme),
            words=voice.words,
        )
        for number, voice in enumerate(cleared, 1)
    )
