"""The die that made-up programmes are thrown with, and names that are met once."""

import random
from collections.abc import Sequence

from tests.programmes.settings import NAMES


class Chance(random.Random):
    """A die of its own for each seed."""

    def __init__(self, seed: str) -> None:
        super().__init__(seed)
        self._named = 0

    def some(self, probability: float) -> bool:
        """Say yes so often."""
        return self.random() < probability

    def fitting(self, choices: Sequence[str]) -> str:
        """Return one of several names, whatever order they were found in."""
        return self.choice(sorted(choices))

    def name(self) -> str:
        """Return a person's name that this die has not given before."""
        names = NAMES[0] if self.some(0.5) else self.choice(NAMES)
        self._named += 1
        return f"{self.choice(names)} {roman(self._named)}"


def roman(number: int) -> str:
    """Return a number as Roman numerals, so that a name is met once and stays short."""
    signs = {100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}
    found = ""
    for value, sign in signs.items():
        found += sign * (number // value)
        number %= value
    return found
