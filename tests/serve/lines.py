"""A programme whose words say by themselves where they are written, and words of its pages.

Whether a click on a word leads to its line is judged by the files alone: a line is right if the
word stands on it, or on those under it up to the end of what begins there.
"""

import calendar
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from facilitate.shipped import shipped

PROGRAMME = """format: 1
programme: Harbourlight exchange
client: Saltmarsh Trust
mission: Nobody rows alone through fog
story: |
  In the winter the tide tables were wrong twice.

  Since then every lookout writes them by hand.
contact: Wren Fallowfield, 020 7946 0123
speak up: Hester Quill in the chartroom
roles: {doctor: skipper, manager: quartermaster}
away days: [agendas/1-springtide.yaml]
stock takes:
  baseline: 2027-02-12
sponsors:
  exec: {name: Marigold Thistlewood, title: Commodore of moorings}
pairs:
  gull:
    service: Gull rescue
    site: Northmost jetty
    challenge: Flares that nobody answers before dawn
    doctor: Odette Larkspur
    manager: {name: Cyril Bracken, title: Keeper of manifests}
  tern: {service: Tern pilotage, site: Lower basin, doctor: Magnus Yarrow, manager: Beatrix Sorrel}
  plover: {service: Plover dredging, doctor: Ingrid Teasel, manager: Barnaby Hyssop}
  heron: {service: Heron ferries, doctor: Phileas Rowan, manager: Drusilla Campion}
coaches:
  pilot: {name: Ottoline Sedge, coaches: [gull]}
coaching:
  gull-doctor: [2027-04-06, 2027-06-08]
promises:
  - {sponsor: exec, what: Buy a louder foghorn, by: 2027-10-01}
outcomes:
  - measure: Ropes frayed
    kind: performance
    owner: tern
    unit: a fortnight
    direction: down
    baseline: 11
    aim: 5
    source: Splicing logbook
    date: 2027-02-08
    counts: {2027-03-05: 8}
milestones:
  - {what: Lighthouse repainted, kind: credibility, by: 2027-12-31}
"""

ACTIONS = """format: 1
actions:
  - {id: a1, who: gull, what: Polish the brass every Sunday, by: 2027-06-30, told to all: yes}
"""

DAY = """format: 1
title: Springtide gathering
date: 2027-03-09
start: 9:30
finish: 15:00
venue: Boathouse loft
stock take: baseline
agenda:
  - arrive: 15m
    title: Kettles and oilskins
  - talk: 20m
    title: What the storm taught us
    led by: exec
    why: So that nobody blames the weathervane again
    notes: Bring the cracked barometer along
  - exercise: lanterns-across
    why: To see whose beam reaches furthest
  - break: 15m
  - exercise: audit-pair-reading
  - lunch: 45m
    title: Chowder by the slipway
  - parallel:
      - exercise: role-negotiation
        title: Trading oars for ledgers
        who: [gull, tern]
        room: Sailmaker's attic
      - exercise: lanterns-across
        time: 30m
        who: [plover]
        room: Lower slipway
      - talk: 60m
        title: Dredging after dusk
        who: the rest
        room: Cooper's yard
  - exercise: action-commitment-round
  - feedback: 10m
"""

EXERCISE = """format: 1
name: Lanterns across the estuary
category: trust
origin: Made up for this programme
checked: yes
purpose: So that quiet signals are noticed sooner
need: You need a shuttered lantern and a pencil stub
capital: [bonding]
themes: [trust, honesty]
groups: crews of three
group size: 3
people: 3-60
time: 30m
range: 20m-45m
materials:
  - {what: shuttered lantern, per: group}
steps:
  - 5m Agree on a code without murmuring
  - 15m Signal from opposite banks, one flicker each
  - 10m Tell which flicker you misread
debrief:
  - Which silence did you mistake for consent?
watch:
  - Bystanders who whisper the answer spoil it
variations:
  short: Leave out the second crossing
"""

OWN = """---
format: 1
for: each person
makes: sheet
title: Berth ticket
order: 3
head: "{{ day.title }} | Keep your berth ticket dry"
foot: Whoever finds this, hand it to the boatswain.
---
{% set rules = ["Whistle twice before boarding", "Leave boots by the bollard"] %}
# A berth for {{ person.name }}

Your hammock hangs beside **{{ person.service }}**,
and the porthole faces the breakwater.
{% if person.site %}
Ask at {{ person.site }} for a lifejacket.
{% endif %}

- Knots are shown by {{ programme.contact }}
- Supper follows {{ day.title }}

| Where | Remember |
|---|---|
| {{ day.venue }} | Duck under the crossbeam |

{% for rule in rules %}
- [ ] {{ rule }}
{% endfor %}
"""

FILES: Mapping[str, str] = {
    "programme.yaml": PROGRAMME,
    "actions.yaml": ACTIONS,
    "agendas/1-springtide.yaml": DAY,
    "exercises/lanterns-across.yaml": EXERCISE,
    "templates/sheets/berth-ticket.md": OWN,
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a PDF: on which page, counted from 0, and where its middle is, in points."""

    text: str
    page: int
    x: float
    y: float


_BOX = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
)


def words_of(pdf: bytes, folder: Path) -> Iterator[Word]:
    """Yield the words of a PDF as poppler sees them, of four letters or more, signs taken off."""
    file = folder / "page.pdf"
    file.write_bytes(pdf)
    typed = ["pdftotext", "-bbox", str(file), "-"]
    read = subprocess.run(typed, check=True, capture_output=True, text=True).stdout
    for number, page in enumerate(read.split("<page ")[1:]):
        for left, top, right, bottom, text in _BOX.findall(page):
            word = re.sub(r"[^\w’'-]|&\w+;", "", text).strip("’'-")
            x, y = (float(left) + float(right)) / 2, (float(top) + float(bottom)) / 2
            if len(word) >= 4 and word.isalpha():
                yield Word(word, number, x, y)


MOST_LINES = 4
SAMPLE = "SAMPLE"
"""It is stamped on a page of made-up answers, and leads nowhere."""
PARTS_OF_DATES = {*calendar.day_name, *calendar.month_name}


def _words(*texts: str) -> set[str]:
    return {one for text in texts for one in re.findall(r"[^\W\d_]+", text.casefold())}


class Lines:
    """The lines of a programme's files and of ours, by the names by which people know them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, list[str]] = {}
        ours = [*shipped("exercises").glob("*.yaml"), *shipped("templates").rglob("*.md")]
        ours += [*shipped("words").glob("*.yaml"), shipped("agendas") / "example/questions.yaml"]
        not_own = _words(*(one.read_text(encoding="utf-8") for one in ours))
        self._known = not_own | _words(*FILES.values())
        self._own = _words(*FILES.values()) - not_own

    def knows(self, word: str) -> bool:
        """Say whether a word is written in any of the files; others are counted or put together."""
        return word.casefold() in self._known and word != SAMPLE

    def lines(self, file: str) -> list[str]:
        if file not in self._read:
            kind, _, rest = file.removeprefix("shipped ").partition("/")
            path = self._folder / file
            if file == "shipped questions.yaml":
                path = shipped("agendas") / "example" / "questions.yaml"
            elif file.startswith("shipped "):
                path = shipped(kind) / rest
            self._read[file] = path.read_text(encoding="utf-8").split("\n")
        return self._read[file]

    def is_right(self, word: str, file: str, line: int) -> bool:
        """Say whether a word stands on a line, or under it in what begins there.

        A date is written in figures. What is not the programme's own word, such as a result or a
        heading of a table, is right where the template puts something in, too.
        """
        lines = self.lines(file)
        if word in PARTS_OF_DATES and re.search(r"\d{4}-\d\d-\d\d", lines[line - 1]):
            return True
        block = [lines[line - 1]]
        goes_on = lines[line - 1].rstrip().endswith(("|", ">")) or not file.endswith(".yaml")
        for more in lines[line : line + MOST_LINES] if goes_on else ():
            if not more.strip() or more.lstrip().startswith(("- ", "#", "| ")):
                break
            block.append(more)
        text = "\n".join(block)
        put_in = "{{" in text and word.casefold() not in self._own
        return word.casefold() in _words(text) or put_in
