"""Invented people: the n-th one of a seed is always the same, and is marked as invented (given name *Démo*).

Phones are of the ranges kept for fiction (ARCEP), addresses of e-mail end in `example`, towns are named *Exemple*.
"""

from __future__ import annotations

import hashlib
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

from backoffice_gui.actions.practice_names import ORIGINS, Origin

__all__ = ["Dice", "Invented", "person_of"]

_Any = TypeVar("_Any")
_SHARES = tuple(accumulate(origin.weight for origin in ORIGINS))
_HOSTS = 40
"""Associations at whose addresses people have their mail: hundreds at each."""


class Dice:
    """Numbers that follow from a seed, a word and a number: so one invented thing depends on no other."""

    def __init__(self, seed: int, what: str, n: int) -> None:
        self._pool = int.from_bytes(hashlib.blake2b(f"{seed}:{what}:{n}".encode()).digest())

    def below(self, top: int) -> int:
        """0 … top - 1. Sixty draws of this size are in it."""
        self._pool, drawn = divmod(self._pool, top)
        return drawn

    def of(self, things: Sequence[_Any]) -> _Any:
        """One of them."""
        return things[self.below(len(things))]

    def weighted(self, sums: Sequence[int]) -> int:
        """A place, by running sums of weights."""
        return bisect(sums, self.below(sums[-1]))


@dataclass(frozen=True, slots=True)
class Invented:
    """A person; `spellings`: for each given name all ways it may be written; `host`: the association, 0 for none."""

    family_name: str
    used_name: str
    spellings: tuple[tuple[str, ...], ...]
    sex: str
    birth: str
    birth_place: str
    country: str
    ofpra_number: str
    foreigner_number: str
    lines: tuple[str, ...]
    postcode: str
    town: str
    host: int
    email: str
    phone: str

    def given(self, spelling: int) -> tuple[str, ...]:
        """The given names in one of their spellings, and the mark."""
        return (*(ways[spelling % len(ways)] for ways in self.spellings), "Démo")


def _birth(dice: Dice) -> str:
    """One in six has no day, one in twelve has 1 January, as everywhere (domain.md §7.3)."""
    year = 2008 - dice.below(30) - dice.below(30)
    form = dice.below(12)
    if form == 0:
        return f"{year}-01-01"
    if form < 3:
        return f"{year}-XX-XX" if dice.below(3) else f"{year}"
    return f"{year}-{dice.below(12) + 1:02}-{dice.below(28) + 1:02}"


def _words(text: str) -> str:
    return text.replace("␣", " ")


def _family(origin: Origin, dice: Dice) -> str:
    return _words("".join(dice.of(syllables) for syllables in origin.families))


def _address(dice: Dice) -> tuple[tuple[str, ...], str, str, int]:
    town = dice.below(90) + 1
    host = dice.below(_HOSTS) + 1 if dice.below(4) == 0 else 0
    if host:
        lines = (f"CHEZ ASSOCIATION EXEMPLE {host}", f"BOITE {dice.below(900) + 1}", f"{host} PLACE DE LA DEMO")
        return lines, f"{host % 95 + 1:02}999", f"EXEMPLE-SUR-SEINE {host}", host
    street = dice.of(("RUE DE L EXEMPLE", "AVENUE DEMO", "BOULEVARD FICTIF", "CHEMIN DES ESSAIS"))
    return (f"{dice.below(180) + 1} {street}",), f"{town:02}999", f"EXEMPLE-VILLE {town}", 0


def person_of(seed: int, n: int) -> Invented:
    """The n-th person, from 1."""
    dice = Dice(seed, "person", n)
    origin = ORIGINS[dice.weighted(_SHARES)]
    woman = dice.below(100) < 42
    pool = origin.women if woman else origin.men
    family = _family(origin, dice).upper()
    chosen = dict.fromkeys(dice.of(pool) for _ in range(1 + (dice.below(4) == 0)))
    lines, postcode, town, host = _address(dice)
    place = dice.below(400)
    month = dice.below(120)
    return Invented(
        family_name=family,
        used_name=_family(origin, dice).upper() if woman and dice.below(5) == 0 else "",
        spellings=tuple(tuple(_words(way) for way in ways) for ways in chosen),
        sex="F" if woman else "M",
        birth=_birth(dice),
        birth_place=f"{origin.families[0][place % len(origin.families[0])].strip('-␣')}-Exemple {place % 29}",
        country=origin.country,
        ofpra_number=f"{16 + month // 12:02}{month % 12 + 1:02}{n % 100_000:05}",
        foreigner_number=f"{n * 7 % 10_000_000_000:010}" if dice.below(3) else "",
        lines=lines,
        postcode=postcode,
        town=town,
        host=host,
        email=f"demo.{n}@exemple.example" if dice.below(10) < 6 else "",
        phone=f"+3363998{dice.below(10_000):04}" if dice.below(10) < 8 else "",
    )
