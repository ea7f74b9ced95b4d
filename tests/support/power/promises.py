"""What a recorded process had said to the world before a cut: the notes of its record."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Promises"]


@dataclass(slots=True)
class Promises:
    """The notes so far (`stages` says what each means); `count` tells one moment from another.

    `least`, `most`: which of the front end's databases (`Recorded.fronts`) it may have then: an
    acknowledgement that was asked for has arrived, or not.
    """

    made: bool = False
    sent: dict[str, str] = field(default_factory=dict)
    erasing: set[str] = field(default_factory=set)
    erased: list[bytes] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    migrated: dict[str, str] = field(default_factory=dict)
    casebook: int = 0
    least: int = 0
    most: int = 0
    count: int = 0

    def note(self, words: str) -> None:
        """One more note."""
        self.count += 1
        match words.split():
            case ["made"]:
                self.made = True
            case ["ack" | "held", id_, digest]:
                self.sent[id_] = digest
            case ["erasing", id_]:
                self.erasing.add(id_)
            case ["erased", octets]:
                self.erased.append(bytes.fromhex(octets))
            case ["copied", path]:
                self.copied.append(path)
            case ["migrated", file, version]:
                self.migrated[file] = version
            case ["casebook", n]:
                self.casebook = int(n)
            case ["asked"]:
                self.most += 1
            case ["answered"]:
                self.least += 1
            case ["front"]:
                self.most, self.least = self.most + 1, self.least + 1
            case other:
                raise AssertionError(other)
