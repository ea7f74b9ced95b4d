"""The front end without its network: every duty of protocol §5, said in calls a test can make too.

Thread-safe: the server's loop, the destroyer's thread and a test may all call at once. Whatever is
asked, expiry comes first, so that the state machine is exact between two turns of the destroyer.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from backoffice_gui.clock import Clock
from backoffice_gui.reference_front import holdings, ledger
from backoffice_gui.reference_front.database import Database
from backoffice_gui.reference_front.destroyer import Destroyer
from backoffice_gui.reference_front.gate import Gate
from backoffice_gui.reference_front.intake import Accepted, NewSubmission, TurnedAway, Uploads, turned_away
from backoffice_gui.reference_front.jose import Signer
from backoffice_gui.reference_front.outbox import Outbox
from backoffice_gui.reference_front.pace import Limits, Pace
from backoffice_gui.reference_front.truth import Truth

__all__ = ["ORIGIN", "Desk"]

ORIGIN = "front.demo.ofpra.example"
_EXPIRED_AT_ONCE = 500


class Desk:
    """A front end on one folder; `close` it when done. Raises `StoreError` where its file fails."""

    def __init__(self, folder: Path, clock: Clock, pace: Pace | None = None, limits: Limits | None = None) -> None:
        pace = pace or Pace()
        inside = folder / "front"
        inside.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._clock = clock
        self._limits = limits or Limits()
        self._listeners: list[Callable[[], None]] = []
        self._database = Database(inside / "front.db", ORIGIN)
        self.epoch = self._database.epoch
        self.signer = Signer.kept_in(inside / "signing.pem")
        self.pace = pace
        self._uploads = Uploads(self._database, self.signer, clock, pace.lifetime)
        self._destroyer = Destroyer(self._database, clock, pace, Outbox(folder / "outbox"))
        self._gate = Gate(pace, clock)
        self._truth = Truth(folder / "truth.jsonl")
        self._noting = threading.Lock()
        self._first_expiry = math.inf
        self._look_ahead()
        self._destroyer.started()
        with self._database.snapshot() as reading:
            self._truth.catch_up(reading)

    def on_arrival(self, listener: Callable[[], None]) -> None:
        """Call this, from whatever thread, after each commit that made something HELD."""
        self._listeners.append(listener)

    def high_seq(self) -> int:
        """How many came in so far."""
        return self.listing(holdings.ListQuery(limit=1)).high_seq

    def submit(self, new: NewSubmission) -> Accepted | TurnedAway:
        """The form's own door: the gate and the size limits come before the person waits."""
        self.settle()
        refused = turned_away(new, self._limits)
        if refused is not None:
            return refused
        with self._database.snapshot() as reading:
            open_ = self._gate.is_open(reading)
        return self.take_in([new])[0] if open_ else TurnedAway("closed")

    def take_in(self, submissions: Iterable[NewSubmission]) -> tuple[Accepted, ...]:
        """Make these HELD whatever gate and limits say: tests, and what fills a demonstration at its start."""
        accepted = self._uploads.take_in(submissions)
        with self._noting:
            # After the commit, under the lock of `_look_ahead`: whichever comes second knows of the other.
            self._first_expiry = min([self._first_expiry, *(one.expires_at for one in accepted)])
        self._truth.made(accepted)
        for listener in self._listeners:
            listener()
        return accepted

    def listing(self, query: holdings.ListQuery) -> holdings.Listing:
        """3.1, one snapshot."""
        self.settle()
        with self._database.snapshot() as reading:
            return holdings.listing(reading, query)

    def ready_collector_listed(self) -> None:
        """The heartbeat that keeps the form open."""
        self._gate.beat()

    def standing(self, id_: str) -> holdings.Standing | None:
        """3.2 and 3.6: where a submission stands."""
        self.settle()
        with self._database.reading() as reading:
            return holdings.standing(reading, id_)

    def part(self, id_: str, n: int) -> holdings.PartHead | None:
        """3.3: the head of a held part."""
        self.settle()
        with self._database.reading() as reading:
            return holdings.part(reading, id_, n)

    def chunk(self, id_: str, n: int, k: int) -> bytes | None:
        """3.3: octets of a held part, in pieces of `CHUNK`."""
        with self._database.reading() as reading:
            return holdings.chunk(reading, id_, n, k)

    def residue(self, ids: Sequence[str]) -> int:
        """Octets that lie under these ids, destroyed or not: what a conformance kit asks, and nobody else."""
        with self._database.snapshot() as reading:
            return sum(holdings.residue(reading, id_) for id_ in ids)

    def take_over(self, asked: Sequence[ledger.TakeOver], taker: ledger.Taker) -> tuple[ledger.Judgement, ...]:
        """3.4 and 3.5: each is judged alone, in order; one commit makes them all durable."""
        self.settle()
        with self._database.transaction() as tx:
            writer = ledger.Writer(tx, self.signer, self._database.origin, self._clock.now())
            judged = tuple(writer.take_over(one, taker) for one in asked)
            writer.close()
        self._truth.ended(writer.endings)
        return judged

    def ledger(self, after: int, limit: int) -> ledger.LedgerPage:
        """3.7."""
        self.settle()
        with self._database.snapshot() as reading:
            return ledger.entries(reading, after, limit)

    def settle(self) -> None:
        """End as expired whatever is past its `expires_at` now."""
        while self._clock.now().timestamp() >= self._first_expiry:
            with self._database.transaction() as tx:
                writer = ledger.Writer(tx, self.signer, self._database.origin, self._clock.now())
                writer.expire(self._clock.now().timestamp(), _EXPIRED_AT_ONCE)
                writer.close()
            self._truth.ended(writer.endings)
            self._look_ahead()

    def _look_ahead(self) -> None:
        """Note when the next one expires, so that most requests need not ask the database."""
        with self._noting, self._database.reading() as reading:
            (first,) = reading.execute("SELECT min(expires_at) FROM submission WHERE state = 'held'").fetchone()
            self._first_expiry = math.inf if first is None else first

    def turn(self) -> None:
        """One turn of the destroyer: expire, tell, erase, show."""
        self.settle()
        self._destroyer.turn()

    def close(self) -> None:
        """Close the database; nothing may be called afterwards."""
        self._database.close()
