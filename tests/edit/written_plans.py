"""Made-up plans as different people write them: remarks everywhere, odd names, every shape."""

from random import Random

NAMES = (
    *("Zoë O’Šmíd-Ng", "No", "Dr Añá Þórr", "Li", "Mx Off", 'D\'Arcy "Jay" Null', "Åsa #2 Ek"),
    *("Ben: the second", "[Kim]", "Yes, Ann", "- Dash", "Ọlá Àpẹẹrẹ", "{Bo}", "1_000", "Ø"),
)
EXERCISES = (
    *("role-negotiation", "energise-three-in-common", "audit-pair-reading", "mission-nine-whys"),
    *("open-working-agreement", "action-commitment-round", "bond-walk-and-talk"),
)
KINDS = ("arrive", "welcome", "talk", "break", "lunch", "buffer", "feedback")
WORDS = ("Room “4”", "a: b", "x # y", "é", "yes", "it's", 'say "so"', "- a", "Čaj & káva", "007")


def quoted(word: str, random: Random) -> str:
    """Return words in one of the quotes that YAML has for any words."""
    if random.random() < 0.5:
        return "'" + word.replace("'", "''") + "'"
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Writer:
    """Writes one plan; each remark has a number, by which it is found again."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.remarks = 0

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def remark(self) -> str:
        self.remarks += 1
        return f"# r{self.remarks}. {self.random.choice(('café', 'x: y', '- z', '“no”'))}"

    def end(self) -> str:
        return f"{' ' * self.random.randint(1, 5)}{self.remark()}" if self.chance(0.3) else ""

    def between(self, indent: str) -> list[str]:
        count = self.random.choice((0, 0, 0, 1, 2))
        return [f"{indent}{self.remark()}" if self.chance(0.7) else "" for _ in range(count)]

    def length(self) -> str:
        minutes = self.random.randint(2, 30)
        return self.random.choice((f"{minutes}m", f"{minutes}", f"{minutes} min", f'"{minutes}m"'))

    def keys(self) -> dict[str, str]:
        """Return the keys of one session, each with its value as it is written."""
        if self.chance(0.4):
            found = {"exercise": self.random.choice(EXERCISES)}
            if self.chance(0.5):
                found["time"] = self.length()
        else:
            found = {self.random.choice(KINDS): self.length()}
        for key in ("title", "led by", "room", "why"):
            if self.chance(0.25):
                found[key] = quoted(self.random.choice(WORDS), self.random)
        rows = list(found.items())
        if self.chance(0.2):
            self.random.shuffle(rows)
        return dict(rows)

    def item(self, indent: str) -> list[str]:
        """Return the lines of one session of a list with dashes."""
        keys = self.keys()
        if self.chance(0.2):
            inner = ", ".join(f"{key}: {value}" for key, value in keys.items())
            return [f"{indent}- {{{inner}}}{self.end()}"]
        if self.chance(0.2):
            keys["notes"] = ""
        rows = [f"{key}: {value}{self.end()}".rstrip() for key, value in keys.items()]
        if "notes" in keys:
            rows[-1:] = ["notes: |", "  not a # remark", "", "    - nor: this"]
        wide = self.random.choice((2, 2, 2, 4))
        if self.chance(0.1):
            lines = [f"{indent}-{self.end()}", *(f"{indent}{' ' * wide}{row}" for row in rows)]
        else:
            dash = f"-{' ' * (wide - 1)}"
            lines = [f"{indent}{' ' * wide if n else dash}{row}" for n, row in enumerate(rows)]
        lines = [line if line.strip() else "" for line in lines]
        if "notes" not in keys and self.chance(0.2):
            lines.append(f"{indent}{' ' * wide}{self.remark()}")
        return lines

    def parallel(self, indent: str) -> list[str]:
        deeper = f"{indent}{' ' * self.random.choice((2, 4))}"
        rows = [f"{indent}- parallel:{self.end()}"]
        for who in ("[p1, boss]", "the rest"):
            rows += self.between(deeper)
            rows += [f"{deeper}- {self.random.choice(KINDS)}: {self.length()}{self.end()}"]
            rows += [f"{deeper}  who: {who}{self.end()}"]
        return rows

    def agenda(self) -> list[str]:
        count = self.random.randint(3, 7)
        if self.chance(0.15):
            items = [self.keys() for _ in range(count)]
            written = [
                f"{{{', '.join(f'{key}: {value}' for key, value in keys.items())}}}"
                for keys in items
            ]
            if self.chance(0.5):
                return [f"agenda: [{', '.join(written)}]{self.end()}"]
            return ["agenda: [", *(f"  {one}," for one in written), "]"]
        indent = " " * self.random.choice((0, 2, 2, 4))
        rows = [f"agenda:{self.end()}"]
        split = self.random.randrange(count) if self.chance(0.3) else -1
        for number in range(count):
            rows += self.between(indent)
            rows += self.parallel(indent) if number == split else self.item(indent)
        return rows

    def day(self) -> list[str]:
        rows = [f"title: {quoted(self.random.choice(WORDS), self.random)}{self.end()}"]
        rows += [f"date: {self.random.choice(('2027-03-09', '9 March 2027'))}{self.end()}"]
        rows += [f"start: {self.random.choice(('9:30', '09:30', '9.30am', '0930'))}{self.end()}"]
        rows += [f"finish: 17:30{self.end()}"] if self.chance(0.5) else []
        rows += self.between("")
        return [*rows, *self.agenda(), *self.between("")]

    def people(self) -> list[str]:
        names = [quoted(name, self.random) for name in self.random.sample(NAMES, 7)]
        rows = [*self.between(""), f"sponsors: {{boss: {names[0]}}}{self.end()}", "pairs:"]
        for number in range(3):
            one, other = names[2 * number + 1 : 2 * number + 3]
            rows += self.between("  ")
            if self.chance(0.5):
                rows.append(f"  p{number}: {{doctor: {one}, manager: {other}}}{self.end()}")
            else:
                rows += [f"  p{number}:{self.end()}", f"    service: S{number}{self.end()}"]
                rows += [f"    doctor: {{name: {one}}}{self.end()}"]
                rows += [f"    manager: {other}{self.end()}"]
        return rows


def raw(rows: list[str], random: Random) -> bytes:
    """Return lines as bytes, with the mark, line ends and last line that some program writes."""
    end = random.choice(("\n", "\n", "\r\n"))
    text = end.join(rows) + (end if random.random() < 0.8 else "")
    return random.choice((b"", b"", b"\xef\xbb\xbf")) + text.encode()
