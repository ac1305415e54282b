"""A template cannot print what its reader may not see, whatever it asks for."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from facilitate.audit.finding import Finding
from facilitate.audit.findings import Notice
from facilitate.compose.day_context import DayContext
from facilitate.compose.environment import part_of
from facilitate.compose.template_names import TemplateNames
from facilitate.compose.undefined import Missing, names_in
from facilitate.document_text import as_text
from facilitate.model.plan import Action
from facilitate.recipient import Recipient
from facilitate.structs import replace
from tests.compose.contexts import (
    GROUP_FINDINGS,
    context,
    front,
    made,
    pair_findings,
    partner_line,
    person_findings,
)

SECRETS = {
    "crisis": ("xylophone-crisis-notice", "zither-crisis-line", "oboe-crisis-promise"),
    "rehab": ("xylophone-rehab-notice", "zither-rehab-line", "oboe-rehab-promise"),
}
"""Words that belong to each pair alone. They stand in findings and promises."""


def whole() -> DayContext:
    """Return a context in which two pairs share everything and have secrets."""
    found: list[Finding] = [*GROUP_FINDINGS]
    for pair, (notice, line, _) in SECRETS.items():
        found += pair_findings(pair)
        for person in (f"{pair}-doctor", f"{pair}-manager"):
            for one in person_findings(person, 3.0):
                found.append(replace(one, sentence=notice) if isinstance(one, Notice) else one)
        found.append(partner_line(f"{pair}-manager", f"{pair}-doctor", line))
    actions = tuple(
        Action(id=f"a-{pair}", who=pair, what=words[2]) for pair, words in SECRETS.items()
    )
    return context(findings=found, actions=actions)


def reachable(names: Mapping[str, Any]) -> Iterator[str]:
    """Yield all words a template can get at by dots and loops from the names it is given."""
    waiting: list[Any] = [value for name, value in names.items()]
    seen: set[int] = set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield str.__str__(value)
        elif isinstance(value, list | tuple | frozenset | set | range):
            waiting += value
        elif id(value) not in seen and not isinstance(value, int | float | bytes | None):
            seen.add(id(value))
            inside = value if isinstance(value, dict) else names_in(value)
            parts = (part_of(value, name) for name in inside)
            waiting += [part for part in parts if not isinstance(part, Missing)]


READERS = [
    (Recipient("pair", "crisis"), "rehab"),
    (Recipient("pair", "rehab"), "crisis"),
    (Recipient("person", "crisis-doctor"), "rehab"),
    (Recipient("person", "rehab-manager"), "crisis"),
]


@pytest.mark.parametrize(("reader", "other"), READERS)
def test_nothing_of_another_pair_is_within_reach(reader: Recipient, other: str) -> None:
    words = "\n".join(reachable(TemplateNames(whole()).of(reader)))
    assert [secret for secret in SECRETS[other] if secret in words] == []


@pytest.mark.parametrize(
    ("reader", "theirs"),
    [
        ("crisis-doctor", ("xylophone-crisis-notice", "zither-crisis-line")),
        ("rehab-doctor", ("xylophone-rehab-notice", "zither-rehab-line")),
    ],
)
def test_what_is_ones_own_is_within_reach(reader: str, theirs: tuple[str, ...]) -> None:
    words = "\n".join(reachable(TemplateNames(whole()).of(Recipient("person", reader))))
    assert [secret for secret in theirs if secret in words] == list(theirs)


def test_a_line_for_the_partner_is_out_of_the_writers_and_the_pairs_reach() -> None:
    for reader in (Recipient("person", "crisis-manager"), Recipient("pair", "crisis")):
        assert "zither" not in "\n".join(reachable(TemplateNames(whole()).of(reader)))


@pytest.mark.parametrize("reader", [Recipient("group"), Recipient("facilitator"), "sponsor"])
def test_pages_of_the_group_reach_nobodys_own_results(reader: Recipient | str) -> None:
    reader = Recipient("sponsor", "exec") if isinstance(reader, str) else reader
    words = "\n".join(reachable(TemplateNames(whole()).of(reader)))
    assert [s for pair in SECRETS.values() for s in pair[:2] if s in words] == []


@pytest.mark.parametrize(("reader", "other"), READERS)
def test_who_else_takes_part_is_within_reach_only_where_the_schedule_says_it(
    reader: Recipient, other: str
) -> None:
    names = TemplateNames(whole()).of(reader)
    scheduled = ("watches", "watched_by", "seats")
    words = "\n".join(reachable({k: v for k, v in names.items() if k not in scheduled}))
    pair = whole().programme.pairs[other]
    people = [member.name for member in pair.members.values()]
    theirs = [pair.challenge, *people, f"{other}-doctor", f"{other}-manager"]
    assert [word for word in theirs if word and word in words] == []


TRICKS = [
    "{{ pair.__class__ }}",
    "{{ pair.__class__.__mro__ }}",
    "{{ pair.__init__.__globals__ }}",
    "{{ pair.__dict__ }}",
    "{{ pair.__slots__ }}",
    "{{ pair['__class__'] }}",
    "{{ findings.__class__.__subclasses__() }}",
    "{{ ''.__class__ }}",
    "{{ ''.join }}",
    "{{ [].__class__.__base__ }}",
    "{{ programme.says }}",
    "{{ programme.pairs }}",
    "{{ programme.people }}",
    "{{ day.says }}",
    "{{ findings.context }}",
    "{{ findings.stock_take }}",
    "{{ context }}",
    "{{ context.findings }}",
    "{{ pairs }}",
    "{{ people }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ loop }}",
    "{{ caller }}",
    "{{ varargs }}",
    "{{ namespace }}",
    "{{ lipsum.__globals__ }}",
    "{{ cycler }}",
    "{{ joiner }}",
    "{{ dict }}",
    "{{ config }}",
    "{{ request }}",
    "{{ environment }}",
    "{{ pair | attr('__class__') }}",
    "{{ [pair] | map(attribute='__class__') | list }}",
    "{{ [pair] | map('attr', '__class__') | list }}",
    "{{ [pair] | sum(attribute='__class__') }}",
    "{{ [pair] | sort(attribute='__class__.__name__') | list }}",
    "{{ pair | pprint }}",
    "{{ pair | tojson }}",
    "{{ pair | string }}",
    "{{ pair | format }}",
    "{{ '%s' % pair }}",
    "{{ '{0.__class__}'.format(pair) }}",
    "{{ pair ~ '' }}",
    "{{ pair }}",
    "{{ findings }}",
    "{{ findings.strip ~ '' }}",
    "{{ [findings] | join }}",
    "{{ watches | string }}",
    "{% for name in pair %}{{ name }}{% endfor %}",
    "{% for a in pair.members %}{{ loop.__class__ }}{% endfor %}",
    "{% for a in pair.members %}{{ loop._iterable }}{% endfor %}",
    "{% for a in pair.members %}{{ loop.cycle.__globals__ }}{% endfor %}",
    "{% for a in pair.members %}{{ loop.cycle.__self__ }}{% endfor %}",
    "{% for a in pair.members recursive %}{{ loop(pair.members) }}{% endfor %}",
    "{% include 'pairs/rehab' %}",
    "{% include '../../private/sharing.yaml' %}",
    "{% include '/etc/hostname' %}",
    "{% import 'parts/a.md' as a %}{{ a }}",
    "{% from 'parts/a.md' import a %}{{ a }}",
    "{% extends 'parts/a.md' %}",
    "{% macro a() %}{{ caller }}{% endmacro %}{{ a() }}",
    "{% call pair() %}{% endcall %}",
    "{% do pair %}",
    "{% debug %}",
    "{% set pair.owner = '' %}",
    "{% set ns = namespace(a=pair) %}{{ ns.a }}",
    "{% filter upper %}{{ pair }}{% endfilter %}",
    "{% with a=pair.__class__ %}{{ a }}{% endwith %}",
    "{{ pair.members.append }}",
    "{{ pair.members.__getitem__(0) }}",
    "{{ pair.members[99] }}",
    "{{ ' ' * 999999999 }}",
    "{{ 9 ** 999999 }}",
    "{{ range(99999999) | list }}",
]
"""What a curious template may try; `crisis` is the reader's pair."""


@pytest.mark.parametrize("trick", TRICKS)
def test_a_trick_prints_nothing_of_others_nor_of_the_house(tmp_path: Path, trick: str) -> None:
    text = front("each pair", "title: Ours") + f"# Ours\n\n{trick}\n"
    document, faults = made(tmp_path, text, here=whole(), reader="crisis")
    assert document is not None or faults
    said = as_text(document) if document else ""
    said += "\n".join(f"{fault.message} {fault.hint}" for fault in faults)
    for secret in SECRETS["rehab"]:
        assert secret not in said
    for sign in ("facilitate.", "<class", "object at 0x", "View(", "built-in", "root:"):
        assert sign not in said, (sign, said)


WHOLE_THINGS = [
    ("title: '{{ pair }}'", "# Ours"),
    ("title: Ours", "# Ours\n\n{{ pair }}"),
    ("title: Ours", "# Ours\n\n{{ pair ~ '' }}"),
    ("title: Ours", "# Ours\n\n{{ [findings] | join }}"),
    ("title: Ours", "# Ours\n\n{{ pair.members | join(', ') }}"),
    ("title: Ours", "# Ours\n\n{{ pair.members | and }}"),
    ("title: Ours", "# Ours\n\n::: chart\nof: {{ findings.strip }}\nalt: A {{ findings }}\n:::"),
]


@pytest.mark.parametrize(("head", "body"), WHOLE_THINGS)
def test_a_whole_thing_is_a_fault_wherever_it_is_to_be_printed(
    tmp_path: Path, head: str, body: str
) -> None:
    text = front("each pair", head) + body + "\n"
    document, faults = made(tmp_path, text, here=whole(), reader="crisis")
    assert document is None
    assert {fault.code for fault in faults} == {"M141"}


def test_a_title_may_name_the_person_and_the_pair(tmp_path: Path) -> None:
    text = front("each person", "title: '{{ person.name }} of {{ pair.name }}'") + "# Ours\n"
    document, faults = made(tmp_path, text, here=whole(), reader="crisis-doctor")
    assert not faults
    assert document is not None
    assert document.title == "Dr A. Example of Crisis"
