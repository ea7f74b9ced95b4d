"""The invariants of reliability.md §2.4, checked from outside, while the world goes on.

`Violation` names the invariant. What the front end says is read from its own database, what a
store holds from its file: never from the collector that is being judged.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from typing import Any

import sqlcipher3.dbapi2 as driver
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.support.simulation.durable import Copy, Durable, Made
from tests.support.simulation.network import Exchange, route_of
from tests.support.simulation.server import Server

__all__ = ["Oracle", "Violation"]


class Violation(AssertionError):
    """An invariant does not hold."""


def _payload(jws: str) -> dict[str, Any]:
    segment = jws.split(".")[1]
    said: dict[str, Any] = json.loads(base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))
    return said


class Oracle:
    """Judges one world: its front end, and the stores that collect from it, by name."""

    def __init__(self, server: Server, key: Ed25519PublicKey, stores: dict[str, Durable]) -> None:
        self.stores = stores
        self.made: dict[str, Made] = {}
        self.twins: dict[tuple[str, str], Made] = {}
        self.outcomes: dict[str, dict[str, Any]] = {}
        self._server = server
        self._key = key
        self._front = driver.connect(
            str(server.folder / "front" / "front.db"), isolation_level=None, check_same_thread=False
        )
        self._pos = 0
        self._receipted: set[tuple[str, int]] = set()
        self._witness: dict[str, tuple[str, Copy]] = {}
        server.settled = self.front_has_moved

    def close(self) -> None:
        """Let go of every file."""
        self._front.close()
        for store in self.stores.values():
            store.close()

    # the front end

    def take_note(self, accepted: Iterable[Any], parts: Iterable[tuple[bytes, ...]]) -> None:
        """Submissions that have just come in, with their octets."""
        for one, octets in zip(accepted, parts, strict=True):
            (jws,) = self._front.execute("SELECT manifest FROM submission WHERE id = ?", (one.id,)).fetchone()
            manifest = json.dumps(_payload(jws))
            segment = jws.split(".")[1]
            payload = base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4))
            origin = json.loads(manifest)["origin"]
            self.made[one.id] = Made(one.id, one.seq, one.digest, origin, payload, octets, one.expires_at)

    def front_has_moved(self) -> None:
        """Whatever it has ended since we looked: I1 and I6 at each acknowledgement that took effect."""
        rows = self._front.execute(
            "SELECT pos, id, jws FROM ledger WHERE pos > ? ORDER BY pos", (self._pos,)
        ).fetchall()
        for pos, id_, jws in rows:
            entry = _payload(jws)
            self._pos = pos
            self.outcomes[id_] = entry
            if entry["digest"] != self.made[id_].digest:
                raise Violation(f"I6: {self.made[id_].seq} was destroyed for another digest")
            if entry["outcome"] == "acknowledged":
                self._witness[id_] = self.whole_somewhere(id_)

    def whole_somewhere(self, id_: str) -> tuple[str, Copy]:
        """A whole copy of what the front end no longer holds; raises `Violation` where there is none."""
        made = self.made[id_]
        found = [(name, copy) for name, store in self.stores.items() for copy in store.copies(made)]
        if not found:
            raise Violation(f"I1: submission {made.seq} is whole on neither side")
        return min(found, key=lambda pair: (pair[1].set_aside, not pair[1].verified))

    def all_is_somewhere(self) -> None:
        """I1 in full: what is held is whole at the front end, what was taken over is whole in a store."""
        for id_, made in self.made.items():
            entry = self.outcomes.get(id_)
            if entry is None:
                rows = self._front.execute(
                    "SELECT part, octets FROM chunk WHERE id = ? ORDER BY part, k", (id_,)
                ).fetchall()
                held = [b"".join(octets for part, octets in rows if part == n) for n in range(len(made.parts))]
                if tuple(held) != made.parts:
                    raise Violation(f"I1: the front end holds {made.seq}, and not its octets")
            elif entry["outcome"] == "acknowledged":
                self._witness[id_] = self.whole_somewhere(id_)

    # the stores

    def committed(self, name: str) -> None:
        """After each commit: no fact was emptied (I8), and what was the only copy is there still (I1)."""
        store = self.stores[name]
        fault = store.facts_were_emptied()
        if fault is not None:
            raise Violation(f"I8: {name}: {fault}")
        for row in store.rows("SELECT row, seq, id, digest, receipt_jws FROM submission WHERE receipt_jws IS NOT NULL"):
            if (name, row["row"]) not in self._receipted:
                self._receipted.add((name, row["row"]))
                said = _payload(row["receipt_jws"])
                if (said["id"], said["digest"]) != (row["id"], row["digest"]):
                    raise Violation(f"I19: {name} took a receipt for something else as that of {row['seq']}")
        for id_, (where, copy) in list(self._witness.items()):
            if where == name and store.chunks(copy.attempt) != copy.chunks:
                self._witness[id_] = self.whole_somewhere(id_)

    def about_to_acknowledge(self, exchange: Exchange, name: str) -> None:
        """I2: what is about to be destroyed is durable here, was verified, opens, and equals what was made."""
        route = route_of(exchange.asked.method, exchange.asked.path)
        if route not in {"ack", "acks"}:
            return
        said = json.loads(exchange.asked.body)
        alone = {"id": exchange.asked.path.split("/")[-2], **said}
        for item in said["items"] if route == "acks" else [alone]:
            made = self.made.get(item["id"])
            if made is None or made.digest != item["digest"]:
                made = self.twins[item["id"], item["digest"]]
            copies = [c for c in self.stores[name].copies(made) if c.verified and not c.set_aside]
            # another collector of the same store may have seen a forged list meanwhile, and put a sound copy apart
            sound = [c for c in copies if c.signed or not c.quarantined]
            if not sound:
                raise Violation(f"I2: {name} acknowledges {made.seq}, of which it has no verified copy")
            if not any(copy.signed for copy in sound):
                raise Violation(f"I2: {name} acknowledges {made.seq}, of which no copy bears the front end's signature")

    # at rest

    def at_rest(self, name: str) -> None:
        """I4, I11, I15, I18, I19 of one store, when nothing is under way."""
        store = self.stores[name]
        several = store.rows(
            "SELECT row FROM attempt WHERE verified_at IS NOT NULL AND set_aside_at IS NULL GROUP BY row HAVING count(*) > 1"
        )
        twice = store.rows("SELECT id FROM submission GROUP BY origin, id, digest HAVING count(*) > 1")
        if several or twice:
            raise Violation(f"I4: {name} holds one submission twice")
        orphans = store.rows("SELECT 1 FROM chunk WHERE attempt NOT IN (SELECT attempt FROM attempt) LIMIT 1")
        if orphans or store.rows("SELECT 1 FROM attempt WHERE run_key NOT IN (SELECT id FROM run_key) LIMIT 1"):
            raise Violation(f"I15: {name} has chunks of nobody")
        if (broken := store.chain_breaks_at()) is not None:
            raise Violation(f"I18: {name}: the chain breaks at {broken}")
        for row in store.rows("SELECT * FROM submission WHERE closed_at IS NOT NULL"):
            self._closed(name, row)

    def _closed(self, name: str, row: Any) -> None:
        signed, _, signature = row["receipt_jws"].rpartition(".")
        try:
            self._key.verify(base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4)), signed.encode())
        except InvalidSignature as error:
            raise Violation(f"I19: {name} closed {row['seq']} by a receipt nobody signed") from error
        said = _payload(row["receipt_jws"])
        names = self.stores[name].names
        if (said["id"], said["digest"]) != (row["id"], row["digest"]) or said["store_id"] not in names:
            raise Violation(f"I19: {name} closed {row['seq']} by a receipt for something else")
        if self.outcomes.get(row["id"], {}).get("pos") != said["pos"]:
            raise Violation(f"I19: {name} closed {row['seq']} by a receipt that is not in the ledger")
