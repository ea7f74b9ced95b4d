"""Seeded mutations of known inputs: by octet, by word, by piece, and of JSON by its tree."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["Mutator"]

_ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**53, 2**53 + 1, -(2**63), 0.5, 1e308, -0.0, "", "\x00", "é", "\u202e", "\ud800",
    "a" * 300, [], {}, [[]], {"": {}}, "sha256-" + "0" * 64, "2026-11-23T09:00:00.000Z", "9999-12-31T23:59:59-23:59",
    "0001-01-01T00:00:00+23:59", "2026-02-30T00:00:00Z", "EXEMPLE-000000000000001", "acknowledged", "expired",
)  # fmt: skip


class Mutator:
    """Makes inputs out of a corpus; two with the same dice make the same ones."""

    def __init__(
        self, dice: random.Random, corpus: Sequence[bytes], words: Sequence[bytes], *, json: bool, prefix: int
    ) -> None:
        self._dice = dice
        self._corpus = list(corpus) or [b""]
        self._words = list(words) or [b"\x00"]
        self._prefix = prefix
        changes: list[Callable[[bytearray], None]] = [
            self._flip, self._insert, self._word, self._delete, self._double, self._splice, self._cut, self._swap,
        ]  # fmt: skip
        self._changes = changes
        self._json = json

    def next(self, most: int) -> bytes:
        """Another input of at most `most` octets."""
        dice = self._dice
        octets = dice.choice(self._corpus)
        if self._json and dice.random() < 0.6:
            octets = self._tree(octets)
        else:
            changed = bytearray(octets)
            for _ in range(1 + int(dice.expovariate(0.7))):
                dice.choice(self._changes)(changed)
            octets = bytes(changed)
        if dice.random() < 0.005:
            octets = self._pumped(octets, most)
        return octets[:most]

    def learn(self, octets: bytes) -> None:
        """Mutate this one as well from now on."""
        self._corpus.append(octets)

    # By octet and by word

    def _at(self, octets: bytearray) -> int:
        return self._dice.randrange(len(octets) + 1)

    def _flip(self, octets: bytearray) -> None:
        if octets:
            octets[self._at(octets) - 1] ^= 1 << self._dice.randrange(8)

    def _insert(self, octets: bytearray) -> None:
        at = self._at(octets)
        octets[at:at] = self._dice.randbytes(self._dice.choice((1, 1, 2, 4)))

    def _word(self, octets: bytearray) -> None:
        at = self._at(octets)
        end = at if self._dice.random() < 0.6 else min(len(octets), at + self._dice.randrange(1, 8))
        octets[at:end] = self._dice.choice(self._words)

    def _delete(self, octets: bytearray) -> None:
        at = self._at(octets)
        del octets[at : at + self._dice.choice((1, 2, 5, 30))]

    def _double(self, octets: bytearray) -> None:
        at = self._at(octets)
        octets[at:at] = octets[at : at + self._dice.choice((1, 3, 10, 100))] * self._dice.choice((1, 1, 3))

    def _swap(self, octets: bytearray) -> None:
        one, other = sorted((self._at(octets), self._at(octets)))
        octets[one:other] = octets[one:other][::-1] if self._dice.random() < 0.3 else octets[one:other].swapcase()

    def _cut(self, octets: bytearray) -> None:
        del octets[self._at(octets) :]

    def _splice(self, octets: bytearray) -> None:
        other = self._dice.choice(self._corpus)
        octets[self._at(octets) :] = other[self._dice.randrange(len(other) + 1) :]

    def _pumped(self, octets: bytes, most: int) -> bytes:
        """A piece of it, again and again: what takes a square of its length shows by its time."""
        at = self._dice.randrange(len(octets) + 1)
        piece = octets[at : at + self._dice.choice((1, 2, 4, 16))] or b"["
        return octets[:at] + piece * ((most - len(octets)) // len(piece) + 1) + octets[at:]

    # By tree

    def _tree(self, octets: bytes) -> bytes:
        head, text = octets[: self._prefix], octets[self._prefix :]
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            return octets
        for _ in range(1 + int(self._dice.expovariate(1.0))):
            value = self._changed(value)
        written = json.dumps(value, ensure_ascii=self._dice.random() < 0.5).encode("utf-8", "surrogatepass")
        if self._dice.random() < 0.1:
            written = written.replace(b'"', b'"', 1).replace(b"{", b"{" + self._member(written), 1)
        return head + written

    def _member(self, written: bytes) -> bytes:
        """The first member once more: a name that is there twice."""
        end = written.find(b",")
        return written[1 : end + 1] if written[:1] == b"{" and end > 0 else b""

    def _changed(self, value: Any) -> Any:
        dice = self._dice
        if isinstance(value, dict) and value and dice.random() < 0.85:
            name = dice.choice(list(value))
            return self._within(value, name)
        if isinstance(value, list) and value and dice.random() < 0.85:
            at = dice.randrange(len(value))
            kind = dice.random()
            if kind < 0.1:
                return value[:at] + value[at + 1 :]
            if kind < 0.25:
                return value[:at] + [value[at]] * dice.choice((2, 3, 12)) + value[at:]
            return [*value[:at], self._changed(value[at]), *value[at + 1 :]]
        return self._leaf(value)

    def _within(self, value: dict[str, Any], name: str) -> dict[str, Any]:
        dice = self._dice
        kind = dice.random()
        if kind < 0.1:
            return {key: inner for key, inner in value.items() if key != name}
        if kind < 0.2:
            return {**value, dice.choice(("", "EXEMPLE", name.upper())): dice.choice(_ODD)}
        return {**value, name: self._changed(value[name])}

    def _leaf(self, value: Any) -> Any:
        dice = self._dice
        kind = dice.random()
        if isinstance(value, str) and value and kind < 0.5:
            at = dice.randrange(len(value))
            return (
                value[:at]
                + dice.choice(("", "\x00", "é", "=", "0", "\n", value, "A"))
                + value[at + dice.randrange(2) :]
            )
        if isinstance(value, int) and not isinstance(value, bool) and kind < 0.5:
            return value + dice.choice((-1, 1, 2**31, -(2**53)))
        if kind < 0.6:
            for _ in range(dice.choice((1, 3, 70))):
                value = [value] if dice.random() < 0.5 else {"n": value}
            return value
        return dice.choice(_ODD)
