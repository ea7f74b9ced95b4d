"""What is held, read in one snapshot: the list, a manifest, a part's octets (protocol §3.1 to §3.3)."""

from __future__ import annotations

from dataclasses import dataclass

from backoffice_gui.reference_front.database import Connection
from backoffice_gui.reference_front.intake import CHUNK

__all__ = [
    "PAGE_BUDGET",
    "Item",
    "ListQuery",
    "Listing",
    "PartHead",
    "Standing",
    "chunk",
    "listing",
    "part",
    "residue",
    "standing",
]

PAGE_BUDGET = 4 * 1024 * 1024 - 4096
"""Octets of one page's items; the rest of 4 MiB is for what stands around them."""

_AROUND_ITEM = 256


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What 3.1 was asked: items beyond `after`, at most `limit`, with parts of at most `inline` octets."""

    after: int = 0
    limit: int = 100
    inline: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One waiting submission; `expires_at` in seconds of civil time, `parts` the inlined ones by number."""

    seq: int
    id: str
    expires_at: float
    manifest: str
    parts: dict[int, bytes]


@dataclass(frozen=True, slots=True)
class Listing:
    """One consistent snapshot of what is waiting."""

    high_seq: int
    held: int
    ledger_high: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a submission stands: `state` with its manifest while HELD, with its entry afterwards."""

    state: str
    manifest: str | None
    receipt: str | None


@dataclass(frozen=True, slots=True)
class PartHead:
    """A part without its octets."""

    size: int
    sha256: str
    media_type: str


def listing(connection: Connection, query: ListQuery) -> Listing:
    """The held submissions beyond `after`: fewer than `limit` where the page's budget ends, but one at least."""
    high_seq, held, ledger_high = connection.execute("SELECT seq, held, pos FROM counter").fetchone()
    rows = connection.execute(
        "SELECT seq, id, expires_at, manifest FROM submission WHERE state = 'held' AND seq > ? ORDER BY seq LIMIT ?",
        (query.after, query.limit),
    )
    items: list[Item] = []
    left = PAGE_BUDGET
    for seq, id_, expires_at, manifest in rows:
        left -= len(manifest) + _AROUND_ITEM
        if items and left < 0:
            break
        parts = _inlined(connection, id_, query.inline, left, cut=not items) if query.inline else {}
        if parts is None:
            break
        left -= sum(map(_as_base64, parts.values()))
        items.append(Item(seq, id_, expires_at, manifest, parts))
    rows.close()
    return Listing(high_seq, held, ledger_high, tuple(items))


def _as_base64(octets: bytes) -> int:
    return (len(octets) + 2) // 3 * 4 + 8


def _inlined(connection: Connection, id_: str, inline: int, budget: int, *, cut: bool) -> dict[int, bytes] | None:
    """Parts of at most `inline` octets; beyond the budget: those that fit if `cut`, else nothing at all."""
    found: dict[int, bytes] = {}
    rows = connection.execute(
        "SELECT p.n, c.octets FROM part p LEFT JOIN chunk c ON c.id = p.id AND c.part = p.n"
        " WHERE p.id = ? AND p.size <= ? ORDER BY p.n",
        (id_, min(inline, CHUNK)),
    )
    for n, octets in rows:
        budget -= _as_base64(octets or b"")
        if budget < 0:
            rows.close()
            return found if cut else None
        found[n] = octets or b""
    return found


def standing(connection: Connection, id_: str) -> Standing | None:
    """Where this submission stands; nothing where it was never heard of, or is forgotten."""
    row = connection.execute(
        "SELECT s.state, s.manifest, l.jws FROM submission s LEFT JOIN ledger l ON l.pos = s.pos WHERE s.id = ?", (id_,)
    ).fetchone()
    return None if row is None else Standing(*row)


def part(connection: Connection, id_: str, n: int) -> PartHead | None:
    """The head of a part of a HELD submission."""
    row = connection.execute(
        "SELECT p.size, p.sha256, p.media_type FROM part p JOIN submission s ON s.id = p.id"
        " WHERE p.id = ? AND p.n = ? AND s.state = 'held'",
        (id_, n),
    ).fetchone()
    return None if row is None else PartHead(*row)


def chunk(connection: Connection, id_: str, n: int, k: int) -> bytes | None:
    """Octets `k` MiB to `k + 1` MiB of a part; nothing where they are destroyed, or their submission has ended."""
    row = connection.execute(
        "SELECT c.octets FROM chunk c JOIN submission s ON s.id = c.id"
        " WHERE c.id = ? AND c.part = ? AND c.k = ? AND s.state = 'held'",
        (id_, n, k),
    ).fetchone()
    return None if row is None else bytes(row[0])


def residue(connection: Connection, id_: str) -> int:
    """Octets that lie under this id, whatever its state: nothing, once the destroyer has passed."""
    (octets,) = connection.execute("SELECT coalesce(sum(length(octets)), 0) FROM chunk WHERE id = ?", (id_,)).fetchone()
    return int(octets)
