"""Small number systems that designs are built over: finite fields and groups of a given order."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product


@dataclass(frozen=True, slots=True)
class Group:
    """A commutative group on 0 .. order-1; `minus[a][b]` is a - b, and 0 is the neutral element."""

    order: int
    minus: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """The finite field of q elements 0 .. q-1; `powers` lists g^0, g^1, .. of a generator."""

    group: Group
    powers: tuple[int, ...]
    logs: tuple[int, ...]

    def times(self, a: int, b: int) -> int:
        """Return the product of two elements."""
        if a == 0 or b == 0:
            return 0
        return self.powers[(self.logs[a] + self.logs[b]) % len(self.powers)]

    def power(self, exponent: int) -> int:
        """Return the generator raised to an exponent, which may be any whole number."""
        return self.powers[exponent % len(self.powers)]


@cache
def prime_power(q: int) -> tuple[int, int] | None:
    """Return (p, k) with q = p^k and p prime, or None."""
    if q < 2:
        return None
    p = next((d for d in range(2, int(q**0.5) + 1) if q % d == 0), q)
    k = 0
    while q % p == 0:
        q //= p
        k += 1
    return (p, k) if q == 1 else None


@cache
def direct_product(orders: tuple[int, ...]) -> Group:
    """Return the product of the cyclic groups of these orders."""
    elements = list(product(*(range(order) for order in orders)))
    number = {element: index for index, element in enumerate(elements)}
    return Group(
        len(elements),
        tuple(
            tuple(
                number[tuple((x - y) % m for x, y, m in zip(a, b, orders, strict=True))]
                for b in elements
            )
            for a in elements
        ),
    )


@cache
def groups_of(order: int) -> tuple[Group, ...]:
    """Return the commutative groups of an order, the cyclic one first, up to isomorphism.

    A cyclic group of even order has no complete difference matrix, another one may have.
    """
    return tuple(direct_product(split) for split in _splits(order))


@cache
def finite_field(q: int) -> Field | None:
    """Return the field of q elements, or None when q is not a prime power.

    Elements are polynomials over Z_p written as numbers in base p. The modulus is the first
    polynomial for which the class of x has q - 1 different powers; for a prime, x stands for
    a primitive root.
    """
    known = prime_power(q)
    if known is None:
        return None
    p, k = known
    group = direct_product((p,) * k)
    if q == 2:
        return Field(group, (1,), (0, 0))
    for tail in product(range(p), repeat=k):
        powers = _powers_of_x(p, tail)
        if len(set(powers)) == q - 1:
            logs = [0] * q
            for exponent, element in enumerate(powers):
                logs[element] = exponent
            return Field(group, tuple(powers), tuple(logs))
    raise AssertionError("every finite field has a primitive element")


def _powers_of_x(p: int, tail: Sequence[int]) -> list[int]:
    """Return the powers of x modulo x^k = tail, highest digit first, until they come back to 1."""
    k = len(tail)
    one = (0,) * (k - 1) + (1,)
    digits: tuple[int, ...] = one
    powers: list[int] = []
    for _ in range(p**k - 1):
        value = 0
        for digit in digits:
            value = value * p + digit
        powers.append(value)
        head, *rest = (*digits, 0)
        digits = tuple((low + head * high) % p for low, high in zip(rest, tail, strict=True))
        if digits == one or not any(digits):
            break
    return powers


def _splits(order: int) -> list[tuple[int, ...]]:
    """Return the ways to write an order as n1 * n2 * .. where each divides the next."""

    def chains(rest: int, above: int) -> list[tuple[int, ...]]:
        found: list[tuple[int, ...]] = [(rest,)] if above % rest == 0 and rest > 1 else []
        for first in range(2, rest):
            if rest % first == 0 and above % first == 0:
                found += [(*inner, first) for inner in chains(rest // first, first)]
        return found

    if order == 1:
        return [(1,)]
    return sorted(chains(order, order), key=len)
