"""Checks of the ledger (protocol §3.7, §3.8): dense, chained, signed, and the same whenever it is read."""

from __future__ import annotations

from functools import partial

from backoffice_gui.conformance.manifests import see_signature
from backoffice_gui.conformance.reading import FIRST_PREV, Signed, hashed, members_of, signed, utc
from backoffice_gui.conformance.trial import Trial
from backoffice_gui.conformance.verdicts import Check, Level, Need, Notes, failed
from backoffice_gui.transfer.jws import TYP_RECEIPT

__all__ = ["CHECKS"]

_SUBMISSIONS = frozenset({Need.SUBMISSIONS})
_OF_TAKER = ("store_id", "collector", "stored_at")
_KNOWN = frozenset(
    {
        *("version", "origin", "pos", "seq", "id", "digest", "outcome", "submitted_at", "at", "parts_destroyed"),
        *("prev", "store_id", "collector", "stored_at"),
    }
)
_BAD_QUERIES = ("limit=0", "limit=501", "limit=x", "after=-1", "after=x")
_READ_AT_MOST = 5000


def _shape(trial: Trial) -> None:
    answer = trial.bench.ask("GET", "/ledger?limit=1", role="observer")
    with Notes() as notes:
        notes.same("GET /ledger: status", answer.status, 200)
        notes.same("GET /ledger: Content-Type", answer.media_type, "application/json")
        raw = trial.bench.ledger(0, 1)
        shape = {"version": int, "epoch": str, "low_pos": int, "high_pos": int, "entries": list}
        if members_of(notes, raw, shape, "ledger"):
            notes.same("ledger.version", raw["version"], 1)
            low, high = raw["low_pos"], raw["high_pos"]
            notes.that(1 <= low <= high + 1, "ledger.low_pos", low, f"1 … high_pos + 1 = {high + 1}")
            notes.that(len(raw["entries"]) <= 1, "?limit=1: entries", len(raw["entries"]), "≤ 1")


def _bounds(trial: Trial) -> None:
    with Notes() as notes:
        for query in _BAD_QUERIES:
            answer = trial.bench.ask("GET", f"/ledger?{query}", role="observer")
            notes.that(answer.status in {400, 422}, f"GET /ledger?{query}: status", answer.status, "400 | 422")


def _ended(trial: Trial, count: int = 3) -> dict[str, str]:
    """A few of ours taken over, with their receipts by id."""
    return {own.id: trial.shelf.receipt(own) for own in trial.shelf.take(count)}


def _dense(trial: Trial) -> None:
    _ended(trial)
    said = [entry.members.get("pos") for entry in trial.entries()]
    wanted = list(range(trial.first_pos + 1, trial.first_pos + 1 + len(said)))
    with Notes() as notes:
        notes.that(said == wanted, "entries[].pos", said[:8], f"{trial.first_pos + 1}, + 1 …")
        high = trial.bench.ledger(0, 1).get("high_pos")
        listed = trial.bench.page("?limit=1").number("ledger_high")
        notes.same("high_pos", high, trial.first_pos + len(said))
        notes.same("page.ledger_high", listed, high)


def _chain(trial: Trial) -> None:
    """Over the JWS as served: from the first entry where it is kept and not too far, else from where the kit began."""
    _ended(trial)
    first = trial.bench.ledger(0, 1)
    far = trial.first_pos > _READ_AT_MOST or first.get("low_pos") != 1
    start = max(trial.first_pos - 1, 0) if far else 0
    entries = Trial.entries_from(trial.bench, start)
    with Notes() as notes:
        previous = hashed(entries.pop(0).jws) if far and entries else FIRST_PREV
        for entry in entries:
            told = f"entry {entry.members.get('pos')}: prev"
            notes.that(
                entry.members.get("prev") == previous, told, "differs", "SHA-256 of the JWS before it, as served"
            )
            previous = hashed(entry.jws)


def _signatures(trial: Trial) -> None:
    _ended(trial)
    with Notes() as notes:
        for entry in trial.entries():
            see_signature(notes, entry, TYP_RECEIPT, "entry")


def _receipts(trial: Trial) -> None:
    mine = _ended(trial)
    served: dict[str, list[str]] = {}
    for entry in trial.entries():
        served.setdefault(str(entry.members.get("id")), []).append(entry.jws)
    with Notes() as notes:
        for id_, receipt in mine.items():
            found = served.get(id_, [])
            notes.same("entries of one acknowledged", len(found), 1)
            if found:
                notes.that(found[0] == receipt, "entry", "differs", "= receipt, octet for octet")


def _stable(trial: Trial) -> None:
    _ended(trial)
    first = [entry.jws for entry in trial.entries()]
    again = [entry.jws for entry in trial.entries(limit=7)]
    if again[: len(first)] != first:
        failed("entries read twice (limit=500, limit=7)", "differ", "equal octets")


def _members(trial: Trial) -> None:
    """What an entry says of an ending, and nothing more: it is kept for 13 months, without personal data."""
    _ended(trial)
    with Notes() as notes:
        for entry in trial.entries():
            _see(notes, entry)


def _see(notes: Notes, entry: Signed) -> None:
    said = entry.members
    shape: dict[str, type | tuple[type, ...]] = {"version": int, "origin": str, "pos": int, "seq": int, "id": str}
    members_of(notes, said, shape | {"digest": str, "at": str, "parts_destroyed": int, "prev": str}, "entry")
    outcome = said.get("outcome")
    notes.that(outcome in ("acknowledged", "expired"), "entry.outcome", outcome, "acknowledged | expired")
    for name in _OF_TAKER:
        notes.same(f"entry ({outcome}): {name} present", name in said, outcome == "acknowledged")
    for name in ("at", "submitted_at"):
        notes.that(utc(said.get(name)) is not None, f"entry.{name}", said.get(name), "RFC 3339 UTC")
    unknown = sorted(set(said) - _KNOWN)
    notes.that(not unknown, "entry: other members", ", ".join(unknown), "–")


def _before(trial: Trial) -> None:
    """The moment an acknowledgement is answered, its entry can be read: the entry comes first, erasure after."""
    own = trial.shelf.take(1)[0]
    receipt = trial.shelf.receipt(own)
    pos = signed(receipt, trial.bench.setup.keys, TYP_RECEIPT, "receipt").members.get("pos")
    with Notes() as notes:
        if notes.that(isinstance(pos, int) and pos >= 1, "receipt.pos", pos, "≥ 1"):
            assert isinstance(pos, int)
            entries = trial.bench.ledger(pos - 1, 1)["entries"]
            notes.that(entries == [receipt], f"GET /ledger?after={pos - 1}", "differs", "= receipt just given")


def _serial(trial: Trial) -> None:
    """Many taken over at one moment: `pos` and `prev` stay one chain."""
    owned = trial.shelf.take(12)
    before = trial.bench.page("?limit=1").number("ledger_high")
    trial.bench.together([partial(trial.shelf.receipt, own, store=n % 2) for n, own in enumerate(owned)])
    entries = Trial.entries_from(trial.bench, max(before - 1, 0))
    with Notes() as notes:
        previous = FIRST_PREV
        if before and entries:
            previous = hashed(entries.pop(0).jws)
        pos = [entry.members.get("pos") for entry in entries]
        notes.that(pos == list(range(before + 1, before + 1 + len(pos))), "pos after a race", pos[:8], "dense")
        notes.that(len(pos) >= len(owned), "entries after a race", len(pos), f"≥ {len(owned)}")
        for entry in entries:
            notes.that(entry.members.get("prev") == previous, "prev after a race", "differs", "one chain")
            previous = hashed(entry.jws)


CHECKS = (
    Check("ledger.shape", "§3.7", Level.MUST, _shape),
    Check("ledger.limit-bounds", "§3.7", Level.MUST, _bounds),
    Check("ledger.dense", "§3.7", Level.MUST, _dense, _SUBMISSIONS),
    Check("ledger.chain", "§3.8", Level.MUST, _chain, _SUBMISSIONS),
    Check("ledger.signatures", "§1", Level.MUST, _signatures, _SUBMISSIONS),
    Check("ledger.receipts", "§3.8", Level.MUST, _receipts, _SUBMISSIONS),
    Check("ledger.stable", "§5", Level.MUST, _stable, _SUBMISSIONS),
    Check("ledger.members", "§3.8", Level.MUST, _members, _SUBMISSIONS),
    Check("ledger.entry-first", "§5", Level.MUST, _before, _SUBMISSIONS),
    Check("ledger.serialised", "§5", Level.MUST, _serial, _SUBMISSIONS),
)
