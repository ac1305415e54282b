"""Statements that are asked once about each role group: which column is about which role."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from facilitate.load.survey.asked import Asked, Match, matches
from facilitate.load.survey.layout import Heading
from facilitate.load.survey.wording import compared, slug


def about_roles(
    headings: Sequence[Heading], asked: Sequence[Asked], roles: Sequence[str]
) -> tuple[dict[int, Match], list[tuple[Match, ...]]]:
    """Return a match for each column, its key `item-role`, and the groups that are not clear.

    `roles` are the labels of the role column; a column is about the one role that its question
    names, in the singular or the plural. Where no question does, nothing is matched.
    """
    found: dict[int, Match] = {}
    unclear: list[tuple[Match, ...]] = []
    for one in asked:
        fits = [match for heading in headings if (match := matches(heading, one))]
        named = {match.heading.column: _role_in(match.heading, roles) for match in fits}
        known = [role for role in named.values() if role]
        if fits and len(known) == len(fits) == len(set(known)):
            found.update(_keyed(fits, one, named))
        elif fits:
            unclear.append(tuple(fits))
    return found, unclear


def about_by_id(
    headings: Sequence[Heading], asked: Sequence[Asked], roles: Sequence[str]
) -> dict[int, Match]:
    """Return a match for each column that is headed by its very key, such as `timely-doctor`."""
    keys = {
        compared(f"{one.id}-{slug(role)}"): replace(one, key=f"{one.id}-{slug(role)}")
        for one in asked
        for role in roles
        if slug(role)
    }
    named = ((heading, keys.get(compared(heading.text))) for heading in headings)
    return {heading.column: Match(heading, one) for heading, one in named if one}


def _keyed(
    fits: Sequence[Match], one: Asked, named: Mapping[int, str]
) -> Iterator[tuple[int, Match]]:
    for match in fits:
        column = match.heading.column
        key = f"{one.id}-{named[column]}"
        yield column, replace(match, asked=replace(one, key=key))


def _role_in(heading: Heading, roles: Sequence[str]) -> str:
    """Return the id of the one role that a column's question names, or the empty text."""
    words = compared(heading.question if heading.part else heading.text)
    named = {
        slug(role)
        for role in roles
        if slug(role) and re.search(rf"\b{re.escape(compared(role))}s?\b", words)
    }
    return named.pop() if len(named) == 1 else ""
