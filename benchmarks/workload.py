"""What is collected in a benchmark: the same octets whichever front end serves them."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["BULKY", "SMALL", "Load", "by_name"]

_FORM_OCTETS = 2048
_DISTINCT = 8


@dataclass(frozen=True, slots=True)
class Load:
    """`count` submissions: a form of 2 KB each, and an attachment of `attached` octets where it isn't 0."""

    name: str
    count: int
    attached: int

    @property
    def octets(self) -> int:
        """All part octets together."""
        return self.count * (_FORM_OCTETS + self.attached)

    @property
    def requests(self) -> int:
        """How many parts there are."""
        return self.count * (2 if self.attached else 1)

    def submissions(self) -> Iterator[tuple[bytes, ...]]:
        """The parts of each submission; the attachments repeat, so that they fit into memory."""
        dice = random.Random(self.name)
        attachments = [dice.randbytes(self.attached) for _ in range(_DISTINCT)] if self.attached else []
        for n in range(self.count):
            parts = (_form(n),)
            yield (*parts, attachments[n % _DISTINCT]) if attachments else parts


def _form(n: int) -> bytes:
    members = {
        "demonstration": "DONNÉES FICTIVES",
        "n": n,
        "person": {"family_name": "DÉMO", "given_names": ["Exemple"]},
    }
    bare = json.dumps(members | {"comment": ""}, ensure_ascii=False).encode()
    padding = hashlib.sha256(str(n).encode()).hexdigest() * (_FORM_OCTETS // 64 + 1)
    return json.dumps(members | {"comment": padding[: _FORM_OCTETS - len(bare)]}, ensure_ascii=False).encode()


SMALL = Load("small", 2_000, 0)
BULKY = Load("bulky", 200, 1024 * 1024)


def by_name(name: str, share: float = 1.0) -> Load:
    """One of the two loads, or a share of it for a quick look."""
    load = {"small": SMALL, "bulky": BULKY}[name]
    return Load(load.name, max(1, int(load.count * share)), load.attached)
