"""What a made-up programme brings of its own: exercises, pages, a talk's slides, questions."""

from collections.abc import Mapping
from typing import Any

OUR_WALK: Mapping[str, Any] = {
    "format": "1",
    "name": "Our own walk",
    "category": "bonding",
    "origin": "Ours",
    "checked": "no",
    "purpose": "So that everybody has been outside",
    "groups": "as people like",
    "group size": "4",
    "people": "2-120",
    "time": "20m",
    "range": "15m-30m",
    "steps": ["15m Walk round the building", "5m Say what you saw"],
    "debrief": ["What did you see?"],
}

OUR_ROUND: Mapping[str, Any] = {
    "format": "1",
    "name": "Three good things",
    "purpose": "So that {people served} come first, and each {service} is heard",
    "steps": [
        "3m Write down three things that went well for {people served}, however small they were",
        "7m Tell the others at your table, and listen until they have finished",
    ],
}

OUR_CARDS: Mapping[str, Any] = {
    **OUR_WALK,
    "name": "What we would keep, what we would stop, and what we have never once talked about",
    "purpose": "So that nothing stays unsaid",
    "capital": ["bonding", "bridging"],
    "themes": ["honesty", "difference"],
    "groups": "each {service} at its own table, then everybody",
    "group size": ["1", "2", "all"],
    "within": ["person", "pair", "all"],
    "time": "30m",
    "range": "20m-40m",
    "need": "You need the keep-and-stop card and a pen",
    "materials": [
        {"what": "keep-and-stop card", "per": "person", "sheet": "keep-and-stop"},
        {"what": "pen", "per": "person", "reusable": "yes"},
    ],
    "steps": [
        "6m Alone – one line for each",
        "2x7m In your {service} – say them, and ask before you answer",
        "10m All – one thing from each {service}",
    ],
    "watch": ["Somebody will say that nothing should stop; ask what they did last Tuesday"],
    "variations": {"lone": "Does it with the table beside", "short": "Leave out the last step"},
}

OUR_CARD_PAGE = """\
---
format: 1
for: each person
makes: sheet
title: "{{ person.name }}: keep and stop"
requires: [exercise: our-own-cards]
order: 40
---
# What I would keep and stop

**{{ person.name }}**, {{ pair.name }}

::: write
label: Keep
lines: 2
:::
::: write
label: Stop
lines: 2
:::
"""

OUR_PAIR_PAGE = """\
---
format: 1
for: each pair
makes: handout
title: "{{ pair.name }}: how to reach us"
order: 90
---
# How to reach us

| Who | What they are |
|---|---|
{% for person in pair.members %}
| {{ person.name }} | {{ person.title or person.role }} |
{% endfor %}

{% for slot in exercises %}
- {{ slot.start | clock }} {{ slot.title }}
{% endfor %}
"""

OUR_SLIDES = """\
# Where the money comes from

- Two budgets, and a line between them that nobody drew
- One of them ends in spring

# What happens next

| Month | What |
|---|---|
| May | The board decides |
| June | You hear of it |
"""

OWN_EXERCISES: Mapping[str, Mapping[str, Any]] = {
    "our-own-walk": OUR_WALK,
    "our-own-round": OUR_ROUND,
    "our-own-cards": OUR_CARDS,
}

OWN_PAGES: Mapping[str, Mapping[str, str]] = {
    "our-own-cards": {"templates/sheets/keep-and-stop.md": OUR_CARD_PAGE},
}
"""The pages that an exercise asks for, by the exercise."""


def own_questions(low: int, high: int) -> Mapping[str, Any]:
    """Return a short questionnaire on a scale of its own, with statements of its own."""
    return {
        "format": "1",
        "name": "How we work together",
        "scale": {
            "low": str(low),
            "high": str(high),
            "labels": [f"Step {step}" for step in range(low, high + 1)],
        },
        "dimensions": [
            {
                "id": "our-aim",
                "name": "What we are for",
                "themes": ["shared-mission"],
                "question": "Who would miss our {service}, and what would they miss?",
                "items": [
                    {"id": "aim-said", "text": "We say the same to {people served}."},
                    {"id": "aim-drift", "text": "We drift apart by autumn.", "reverse": "yes"},
                ],
            },
            {
                "id": "our-say",
                "name": "Saying it in time, and to whoever can do something about it",
                "themes": ["honesty", "communication"],
                "question": "What was said too late?",
                "items": [
                    {"id": "say-early", "text": "I say early what will not work."},
                    {"id": "say-heard", "text": "I am heard when I do."},
                    {"id": "say-behind", "text": "Much is said in corridors.", "reverse": "yes"},
                    {"id": "say-write", "text": "What we decide is written down."},
                ],
            },
            {
                "id": "our-money",
                "name": "Money",
                "themes": ["finance"],
                "question": "Which figure do only half of us know?",
                "items": [
                    {"id": "money-know", "text": "I know what our {service} may spend."},
                    {"id": "money-same", "text": "We use the same figures."},
                    {"id": "money-ask", "text": "I can ask about money without being laughed at."},
                ],
            },
        ],
        "lists": [{"id": "helps", "text": "What helps {roles} here?"}],
        "comments": [{"id": "anything", "text": "Anything else?"}],
    }
