"""What a store really holds, read beside the product: own connection, own opening of chunks.

Nothing of the collector, and of the storage only the shape of its tables, is used here. The one
function of ours is `open_with`, which opens a run key with the desk's private key.
"""

from __future__ import annotations

import base64
import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import sqlcipher3.dbapi2 as driver
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from backoffice_gui.sealing.keys import PrivateKey, open_with

__all__ = ["Copy", "Durable", "FileRead", "Made", "Read"]

_MANIFEST = 0xFFFF_FFFF
_FACTS = {
    "submission": "row",
    "attempt": "attempt",
    "run_key": "id",
    "incident": "number",
}
_PROJECTED = {"stage", "shown", "wrapped_key", "sealed"}


@dataclass(frozen=True, slots=True)
class Made:
    """A submission as it was made: its octets, and what binds them."""

    id: str
    seq: int
    digest: str
    origin: str
    manifest: bytes
    parts: tuple[bytes, ...]
    expires_at: float


@dataclass(frozen=True, slots=True)
class Copy:
    """A whole copy in a store: every part and the manifest equal what was made."""

    attempt: int
    signed: bool
    verified: bool
    set_aside: bool
    quarantined: bool
    chunks: int


def _prefixed(text: bytes) -> bytes:
    return struct.pack(">I", len(text)) + text


def _signed_by(signer: Ed25519PublicKey, jws: bytes) -> bool:
    signed, _, signature = jws.rpartition(b".")
    try:
        signer.verify(base64.urlsafe_b64decode(signature + b"=" * (-len(signature) % 4)), signed)
    except (InvalidSignature, ValueError):
        return False
    return True


class Read(Protocol):
    """Somebody who reads a store's tables and writes nothing; rows are known by name and by number."""

    def rows(self, words: str, *values: object) -> list[Any]:
        """What they say now; no read stays open."""

    def close(self) -> None:
        """Let go of it."""


class FileRead:
    """A file, in a connection of its own."""

    def __init__(self, folder: Path) -> None:
        self._db = driver.connect(
            f"file:{folder / 'inbox.db'}?mode=ro", uri=True, check_same_thread=False, isolation_level=None
        )
        self._db.row_factory = driver.Row

    def rows(self, words: str, *values: object) -> list[Any]:
        """What the file says now."""
        return list(self._db.execute(words, values).fetchall())

    def close(self) -> None:
        """Close it."""
        self._db.close()


class Durable:
    """A store, seen by somebody who has the private key and no part in what is done to it."""

    def __init__(self, read: Read, private: PrivateKey, signer: Ed25519PublicKey) -> None:
        self.rows, self.close = read.rows, read.close
        self._private = private
        self._signer = signer
        self._fingerprint = private.public().fingerprint
        self._run_keys: dict[int, bytes] = {}
        self._before: dict[str, dict[int, dict[str, Any]]] = {table: {} for table in _FACTS}
        self.names = [row[0] for row in self.rows("SELECT store_id FROM store ORDER BY n")]

    # copies

    def copies(self, made: Made) -> Iterator[Copy]:
        """The whole copies of a submission; one that does not open, or differs in an octet, is none."""
        words = (
            "SELECT a.*, s.quarantined_at, s.released_at FROM attempt a JOIN submission s ON s.row = a.row"
            " WHERE s.id = ? AND s.digest = ? AND s.origin = ? AND a.stored_at IS NOT NULL"
        )
        for row in self.rows(words, made.id, made.digest, made.origin):
            key = self._key(row, made)
            found = None if key is None else self._opened(row["attempt"], key, self._bound(row, made))
            if found is not None and found[1:] == (made.manifest, made.parts):
                quarantined = row["quarantined_at"] is not None and row["released_at"] is None
                aside = row["set_aside_at"] is not None
                count = self.chunks(row["attempt"])
                signed = _signed_by(self._signer, found[0])
                yield Copy(row["attempt"], signed, row["verified_at"] is not None, aside, quarantined, count)

    def chunks(self, attempt: int) -> int:
        """How many chunks lie under an attempt whose key is there."""
        wrapped = self.rows("SELECT wrapped_key FROM attempt WHERE attempt = ?", attempt)
        if not wrapped or not any(wrapped[0][0]):
            return 0
        return int(self.rows("SELECT count(*) FROM chunk WHERE attempt = ?", attempt)[0][0])

    def _bound(self, row: Any, made: Made) -> bytes:
        texts = (row["store_id"], made.origin, made.id, made.digest)
        return b"\1" + b"".join(_prefixed(text.encode()) for text in texts) + _prefixed(row["tag"])

    def _key(self, row: Any, made: Made) -> bytes | None:
        wrapped = row["wrapped_key"]
        run_key = self._run_key(row["run_key"])
        if run_key is None or not any(wrapped):
            return None
        try:
            return AESGCM(run_key).decrypt(wrapped[:12], wrapped[12:], b"ofpra attempt key 1|" + self._bound(row, made))
        except InvalidTag:
            return None

    def _run_key(self, number: int) -> bytes | None:
        if number not in self._run_keys:
            found = self.rows("SELECT store_id, sealed FROM run_key WHERE id = ?", number)
            if not found:
                return None
            info = b"ofpra run key 1|" + found[0]["store_id"].encode() + b"|" + self._fingerprint.encode()
            self._run_keys[number] = open_with(self._private, found[0]["sealed"], info)
        return self._run_keys[number]

    def _opened(self, attempt: int, key: bytes, bound: bytes) -> tuple[bytes, bytes, tuple[bytes, ...]] | None:
        cipher = AESGCM(key)
        parts: dict[int, bytes] = {}
        ended: set[int] = set()
        for row in self.rows("SELECT part, n, last, sealed FROM chunk WHERE attempt = ? ORDER BY part, n", attempt):
            place = struct.pack(">IQ", row["part"], row["n"])
            try:
                plain = cipher.decrypt(place, row["sealed"], bound + place + (b"\1" if row["last"] else b"\0"))
            except InvalidTag:
                return None
            parts[row["part"]] = parts.get(row["part"], b"") + plain
            if row["last"]:
                ended.add(row["part"])
        if ended != set(parts) or _MANIFEST not in parts:
            return None
        jws = parts.pop(_MANIFEST)
        payload = jws.split(b".")[1]
        manifest = base64.urlsafe_b64decode(payload + b"=" * (-len(payload) % 4))
        return jws, manifest, tuple(parts[n] for n in sorted(parts))

    # facts

    def facts_were_emptied(self) -> str | None:
        """What a commit has done to facts that stood: changed, emptied, deleted against the rules; nothing if nothing."""
        for table, key in _FACTS.items():
            now = {row[key]: dict(row) for row in self.rows(f"SELECT * FROM {table}")}
            for number, old in self._before[table].items():
                new = now.get(number)
                if new is None:
                    if table != "attempt" or not self._may_go(old, now):
                        return f"{table} {number} is gone"
                    continue
                for name, value in old.items():
                    if name not in _PROJECTED and value is not None and new[name] != value:
                        return f"{table} {number}: {name} was {value!r} and is {new[name]!r}"
            self._before[table] = now
        return None

    def _may_go(self, old: dict[str, Any], now: dict[int, dict[str, Any]]) -> bool:
        """Rule (c): unstored ones, or beside a verified one that was not set aside."""
        beside = [row for row in now.values() if row["row"] == old["row"]]
        return old["stored_at"] is None or any(row["verified_at"] and not row["set_aside_at"] for row in beside)

    def chain_breaks_at(self) -> int | None:
        """The first audit line whose hash is not that of its octets after the line before."""
        before = bytes(32)
        for expected, row in enumerate(self.rows("SELECT n, event, hash FROM audit ORDER BY n"), start=1):
            before = hashlib.sha256(before + row["event"].encode()).digest()
            if row["n"] != expected or bytes(row["hash"]) != before:
                return expected
        return None

    def state(self) -> list[tuple[Any, ...]]:
        """All facts of submissions and attempts: equal before and after a run that had nothing to do."""
        submissions = [tuple(row) for row in self.rows("SELECT * FROM submission ORDER BY row")]
        attempts = self.rows("SELECT attempt, row, stored_at, verified_at, set_aside_at FROM attempt ORDER BY attempt")
        return submissions + [tuple(row) for row in attempts]
