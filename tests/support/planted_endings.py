"""Mistakes in how a submission ends: digests, receipts, the ledger, the destroyer, expiry, the gate."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest

from backoffice_gui.reference_front import Desk, Pace, destroyer, gate, holdings, jose, ledger, requests
from tests.support.planted import Plant, Prepare, changed, planted

__all__ = ["PLANTS"]


def _spoiled(real: Any) -> Any:
    def sign(self: Any, payload: bytes, typ: str) -> str:
        jws: str = real(self, payload, typ)
        return jws if typ == jose.MANIFEST else jws[:-12] + "AAAAAAAAAA" + jws[-2:]

    return sign


def _judged(change: Callable[[ledger.Writer, ledger.TakeOver, ledger.Judgement], ledger.Judgement]) -> Prepare:
    def make(real: Any) -> Any:
        return lambda self, asked, taker: change(self, asked, real(self, asked, taker))

    return changed(ledger.Writer, "take_over", make)


def _digest_ignored(real: Any) -> Any:
    def take_over(self: Any, asked: ledger.TakeOver, taker: Any) -> ledger.Judgement:
        row = self._tx.execute("SELECT digest FROM submission WHERE id = ?", (asked.id,)).fetchone()
        return real(self, dataclasses.replace(asked, digest=row[0]) if row else asked, taker)  # type: ignore[no-any-return]

    return take_over


def _state_first(state: str) -> Callable[[Any], Any]:
    """The state is looked at before the digest."""

    def make(real: Any) -> Any:
        def take_over(self: Any, asked: ledger.TakeOver, taker: Any) -> ledger.Judgement:
            query = "SELECT digest FROM submission WHERE id = ? AND state = ?"
            row = self._tx.execute(query, (asked.id, state)).fetchone()
            return real(self, dataclasses.replace(asked, digest=row[0]) if row else asked, taker)  # type: ignore[no-any-return]

        return take_over

    return make


def _signed_again(writer: ledger.Writer, asked: ledger.TakeOver, judged: ledger.Judgement) -> ledger.Judgement:
    """A receipt made for each who asks, with the moment of asking."""
    if judged.status != 200 or judged.receipt is None:
        return judged
    payload = {**jose.payload_of(judged.receipt), "asked": time.monotonic_ns()}
    return dataclasses.replace(judged, receipt=writer._signer.sign(msgspec.json.encode(payload), jose.RECEIPT))


def _twice_first(real: Any) -> Any:
    """Who comes within a moment of the first was first too: a state read outside of the transaction."""
    firsts: dict[str, float] = {}

    def take_over(self: Any, asked: ledger.TakeOver, taker: Any) -> ledger.Judgement:
        judged: ledger.Judgement = real(self, asked, taker)
        now = time.monotonic()
        if judged.status == 201:
            firsts[asked.id] = now
        soon = threading.active_count() > 12 and now - firsts.get(asked.id, -1.0) < 0.2
        return dataclasses.replace(judged, status=201) if judged.status == 200 and soon else judged

    return take_over


def _ended_with(change: Callable[[dict[str, Any]], None]) -> Prepare:
    """Entries whose payload is changed before it is signed and stored."""

    def make(real: Any) -> Any:
        def sign(self: Any, payload: bytes, typ: str) -> str:
            said = msgspec.json.decode(payload)
            if typ == jose.RECEIPT:
                change(said)
            return str(real(self, msgspec.json.encode(said), typ))

        return sign

    return changed(jose.Signer, "sign", make)


def _chain_over_payload(patch: pytest.MonkeyPatch) -> None:
    real = ledger.Writer._end

    def end(self: Any, row: Any, outcome: str, taken: Any) -> str:
        jws = real(self, row, outcome, taken)
        self._head = "sha256-" + hashlib.sha256(jws.split(".")[1].encode()).hexdigest()
        return jws

    patch.setattr(ledger.Writer, "_end", end)


def _entries_again(real: Any) -> Any:
    """Entries are made from columns with each reading, page by page, instead of served as stored."""

    def entries(connection: Any, after: int, limit: int) -> ledger.LedgerPage:
        page: ledger.LedgerPage = real(connection, after, limit)
        return dataclasses.replace(page, entries=tuple(e[:-1] if limit == 7 else e for e in page.entries))

    return entries


def _hidden_at_first(real: Any) -> Any:
    """Entries are written a moment after the answer."""
    seen: dict[int, float] = {}

    def entries(connection: Any, after: int, limit: int) -> ledger.LedgerPage:
        page: ledger.LedgerPage = real(connection, after, limit)
        now = time.monotonic()
        fresh = now - seen.setdefault(page.high_pos, now) < 0.2 and limit == 1 and after
        return dataclasses.replace(page, entries=()) if fresh else page

    return entries


def _all_or_nothing(real: Any) -> Any:
    def take_over(self: Desk, asked: Sequence[ledger.TakeOver], taker: ledger.Taker) -> Any:
        if len(asked) > 1:
            with self._database.reading() as reading:
                known = {
                    one.id: reading.execute("SELECT digest FROM submission WHERE id = ?", (one.id,)).fetchone()
                    for one in asked
                }
            if any(known[one.id] is not None and known[one.id][0] != one.digest for one in asked):
                return tuple(ledger.Judgement(one.id, 409, problem="digest-mismatch") for one in asked)
        return real(self, asked, taker)

    return take_over


def _many_more(patch: pytest.MonkeyPatch) -> None:
    class Many(msgspec.Struct):
        store_id: str
        items: list[msgspec.Raw]

    patch.setattr(requests, "_MANY", msgspec.json.Decoder(Many))


def _served_still(patch: pytest.MonkeyPatch) -> None:
    """Parts are read without a look at the state."""

    def part(connection: Any, id_: str, n: int) -> holdings.PartHead | None:
        row = connection.execute(
            "SELECT size, sha256, media_type FROM part WHERE id = ? AND n = ?", (id_, n)
        ).fetchone()
        return None if row is None else holdings.PartHead(*row)

    def chunk(connection: Any, id_: str, n: int, k: int) -> bytes | None:
        row = connection.execute("SELECT octets FROM chunk WHERE id = ? AND part = ? AND k = ?", (id_, n, k)).fetchone()
        return None if row is None else bytes(row[0])

    patch.setattr(holdings, "part", part)
    patch.setattr(holdings, "chunk", chunk)
    patch.setattr(destroyer.Destroyer, "_erase", lambda *_: False)
    patch.setattr(destroyer.Destroyer, "_strip", lambda *_: False)


def _no_erasure(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(destroyer.Destroyer, "_erase", lambda *_: False)


def _always_open(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(gate.Gate, "is_open", lambda *_: True)


def _any_beat(patch: pytest.MonkeyPatch) -> None:
    """Every list is a heartbeat."""
    real = Desk.listing

    def listing(self: Desk, query: Any) -> Any:
        self.ready_collector_listed()
        return real(self, query)

    patch.setattr(Desk, "listing", listing)


def _never_again(patch: pytest.MonkeyPatch) -> None:
    """Once closed, the gate stays closed."""
    real = gate.Gate.is_open
    shut: list[bool] = []

    def is_open(self: Any, connection: Any) -> bool:
        if not real(self, connection):
            shut.append(True)
        return not shut

    patch.setattr(gate.Gate, "is_open", is_open)


def _only_by_the_sweep(patch: pytest.MonkeyPatch) -> None:
    """Expiry is the sweeper's affair alone: until it comes, what is over is still held."""
    settle, turn = Desk.settle, Desk.turn

    def swept(self: Desk) -> None:
        with contextlib.ExitStack() as stack:
            stack.callback(patch.setattr, Desk, "settle", lambda _self: None)
            patch.setattr(Desk, "settle", settle)
            turn(self)

    patch.setattr(Desk, "settle", lambda _self: None)
    patch.setattr(Desk, "turn", swept)


def _early(patch: pytest.MonkeyPatch) -> None:
    """The sweeper rounds down to minutes."""
    real = ledger.Writer.expire

    def settle(self: Desk) -> None:
        if self._clock.now().timestamp() >= self._first_expiry - 60:
            with self._database.transaction() as tx:
                writer = ledger.Writer(tx, self.signer, self._database.origin, self._clock.now())
                real(writer, self._clock.now().timestamp() + 60, 500)
                writer.close()
            self._look_ahead()

    patch.setattr(Desk, "settle", settle)


def _acknowledged_late(writer: ledger.Writer, asked: ledger.TakeOver, judged: ledger.Judgement) -> ledger.Judgement:
    """What expired is answered with its entry as if it were a receipt."""
    return dataclasses.replace(judged, status=200, problem=None) if judged.status == 410 else judged


_EVERY_ACK = ("ack.mismatch-acknowledged", "ack.race-digests", "batch.order", "expiry.mismatch")

PLANTS: tuple[Plant, ...] = (
    planted(
        "the origin of receipts is another",
        "manifest.origin",
        _ended_with(lambda said: said.update(origin="other.example")),
    ),
    planted(
        "the digest is not compared",
        "ack.mismatch-held",
        changed(ledger.Writer, "take_over", _digest_ignored),
        *_EVERY_ACK,
    ),
    planted(
        "the state comes before the digest",
        "ack.mismatch-acknowledged",
        changed(ledger.Writer, "take_over", _state_first("acknowledged")),
        "ack.race-digests",
    ),
    planted(
        "expiry comes before the digest",
        "expiry.mismatch",
        changed(ledger.Writer, "take_over", _state_first("expired")),
    ),
    planted(
        "a receipt for each who asks", "ack.repeat", _judged(_signed_again), "ack.race", "batch.order", "batch.receipts"
    ),
    planted("two are first", "ack.race", changed(ledger.Writer, "take_over", _twice_first)),
    planted(
        "receipts are badly signed", "receipt.signature", changed(jose.Signer, "sign", _spoiled), "ledger.signatures"
    ),
    planted("parts_destroyed is wrong", "receipt.members", _ended_with(lambda said: said.update(parts_destroyed=9))),
    planted(
        "an entry says the kind of form",
        "ledger.members",
        _ended_with(lambda said: said.update(kind="certificate_request")),
    ),
    planted("one bad item refuses a batch", "batch.order", changed(Desk, "take_over", _all_or_nothing)),
    planted("a batch has no bound", "batch.limit", _many_more),
    planted("prev is over the payload", "ledger.chain", _chain_over_payload, "ledger.serialised"),
    planted("entries differ by page", "ledger.stable", changed(ledger, "entries", _entries_again)),
    planted("the entry comes after the answer", "ledger.entry-first", changed(ledger, "entries", _hidden_at_first)),
    planted(
        "what was taken over is served still",
        "destroyer.acknowledged",
        _served_still,
        "ack.gone",
        "destroyer.residue",
        "expiry.outcome",
        "expiry.destroyed",
        "expiry.residue",
    ),
    planted("nothing is erased", "destroyer.residue", _no_erasure, "expiry.residue"),
    planted("the gate never closes", "gate.quiet", _always_open, "gate.not-ready", "gate.stalled"),
    planted("any list is a heartbeat", "gate.not-ready", _any_beat),
    planted("the gate never opens again", "gate.reopens", _never_again, "gate.stalled"),
    Plant.of("the form does not mind what is old", "gate.stalled", pace=Pace(too_many_old=500)),
    planted("expiry waits for the sweep", "expiry.race", _only_by_the_sweep),
    planted("expiry comes a minute early", "expiry.not-early", _early, "expiry.race", "expiry.outcome"),
    planted(
        "what expired is acknowledged", "expiry.outcome", _judged(_acknowledged_late), "expiry.batch", "expiry.race"
    ),
)
"""Each a duty that is not done."""
