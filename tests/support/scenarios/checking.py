"""The invariants (reliability.md §2.4) on one scenario's folder, read past the product's own statements.

`broken(place, …)` names what does not hold; nothing is raised for it. The databases are read by the driver
alone; sealed octets are opened with the private key that the scenario kept outside of the office.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as driver

from backoffice_gui.actions.verify_store import verify_store
from backoffice_gui.domain.ids import Digest, Origin, StoreId, SubmissionId, SubmissionKey
from backoffice_gui.errors import BadAnswer
from backoffice_gui.sealing import MANIFEST_PART, AttemptKey, PrivateKey, PublicKey, SealBroken, SealContext
from backoffice_gui.sealing.keys import open_with, run_key_info, unwrap
from backoffice_gui.transfer import KeySet
from backoffice_gui.transfer.receipts import judged
from backoffice_gui.wiring import parts
from tests.support.scenarios.front import spoken_forms
from tests.support.scenarios.place import GIVEN_OUT, Place

__all__ = ["after_recovery", "as_prepared", "before_recovery", "plain_words", "resting", "sound", "verified"]

_EVENTS = {
    "offered": "first_seen_at",
    "closed": "closed_at",
    "quarantined": "quarantined_at",
    "released": "released_at",
    "disputed": "disputed_at",
    "lost": "lost_at",
    "missing": "missing_at",
    "erased": "erased_at",
}
"""Verbs that are said exactly once for a submission whose column is filled, and never for another."""

Row = dict[str, Any]


@contextmanager
def _reading(folder: Path) -> Iterator[driver.Connection]:
    with closing(driver.connect(f"file:{quote(str(folder / 'inbox.db'))}?mode=rw", uri=True)) as raw:
        raw.row_factory = driver.Row
        yield raw


def _all(raw: driver.Connection, words: str, *values: object) -> list[Row]:
    return [dict(row) for row in raw.execute(words, values)]


@contextmanager
def _as_it_lies(place: Place) -> Iterator[driver.Connection | None]:
    """The inbox as a kill left it, read from a copy: looking must change nothing."""
    aside = place.root / "aside"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    for name in ("inbox.db", "inbox.db-wal"):
        if (place.store / name).exists():
            shutil.copyfile(place.store / name, aside / name)
    try:
        if not (aside / "inbox.db").exists():
            yield None
            return
        with _reading(aside) as raw:
            there = _all(raw, "SELECT 1 FROM sqlite_master WHERE name = 'submission'")
            yield raw if there else None
    finally:
        shutil.rmtree(aside, ignore_errors=True)


# I1, I3: what the front end has destroyed is here, and opens as what it was


@lru_cache(maxsize=1_000)
def _opened(suite: str, seed: bytes, sealed: bytes, info: bytes) -> bytes:
    """A run key, opened once: fifty copies were sealed under each, and all are looked at after every kill."""
    return open_with(PrivateKey(suite, seed), sealed, info)


def _attempt_key(raw: driver.Connection, place: Place, row: Row, key: SubmissionKey) -> AttemptKey:
    (run,) = _all(raw, "SELECT * FROM run_key WHERE id = ?", row["run_key"])
    (inbox_key,) = _all(raw, "SELECT * FROM inbox_key WHERE generation = ?", run["generation"])
    public = PublicKey(inbox_key["suite"], inbox_key["public"])
    private, info = place.privates[public.fingerprint], run_key_info(StoreId(run["store_id"]), public)
    octets = _opened(private.suite, bytes(private.seed), run["sealed"], info)
    context = SealContext(StoreId(row["store_id"]), key.origin, key.id, key.digest, row["tag"])
    return unwrap(octets, row["wrapped_key"], context)


def _octets(raw: driver.Connection, place: Place, row: Row, key: SubmissionKey) -> dict[int, tuple[int, str]]:
    """Size and hash of every part of an attempt, opened; raises `SealBroken`."""
    opener = _attempt_key(raw, place, row, key)
    found: dict[int, tuple[int, Any]] = {}
    query = "SELECT part, n, last, sealed FROM chunk WHERE attempt = ? ORDER BY part, n"
    for part, n, last, sealed in raw.execute(query, (row["attempt"],)):
        plain = opener.open(part, n, sealed, last=bool(last))
        size, sha = found.get(part, (0, hashlib.sha256()))
        sha.update(plain)
        found[part] = (size + len(plain), sha)
    return {part: (size, sha.hexdigest()) for part, (size, sha) in found.items() if part != MANIFEST_PART}


def held_whole(place: Place, truth: dict[str, Any], raw: driver.Connection | None) -> list[str]:
    """I1 and I3 for each submission that was destroyed by our acknowledgement."""
    faults = []
    ours = {row["store_id"] for row in _all(raw, "SELECT store_id FROM store")} if raw is not None else set()
    for name, receipt in truth["ended"].items():
        if name in place.given_up:
            continue
        if receipt["outcome"] == "acknowledged" and receipt["store_id"] in ours:
            wanted = {part["n"]: (part["size"], part["sha256"]) for part in truth["made"][name]["parts"]}
            if raw is None or not _held(raw, place, receipt, wanted):
                faults.append(f"I1 lost: seq {receipt['seq']}")
        elif receipt["outcome"] == "acknowledged" and not receipt["store_id"].startswith("EXEMPLE"):
            faults.append(f"I1 acknowledged by a store that is not there: seq {receipt['seq']}")
    return faults


def _held(raw: driver.Connection, place: Place, receipt: Row, wanted: dict[int, tuple[int, str]]) -> bool:
    key = SubmissionKey(Origin(receipt["origin"]), SubmissionId(receipt["id"]), Digest(receipt["digest"]))
    query = (
        "SELECT a.* FROM attempt a JOIN submission s ON s.row = a.row WHERE s.id = ? AND s.digest = ? AND "
        "a.stored_at IS NOT NULL AND a.verified_at IS NOT NULL"
    )
    for row in _all(raw, query, key.id, key.digest):
        try:
            if _octets(raw, place, row, key) == wanted:
                return True
        except SealBroken:
            continue
    return False


def stored_whole(place: Place, truth: dict[str, Any], raw: driver.Connection | None) -> list[str]:
    """What says `stored_at` is whole, at any moment: once its web copy has expired it is the copy there is."""
    if raw is None:
        return []
    query = (
        "SELECT a.*, s.origin, s.id, s.digest, s.seq FROM attempt a JOIN submission s ON s.row = a.row "
        "WHERE a.stored_at IS NOT NULL AND a.set_aside_at IS NULL AND a.wrapped_key IS NOT zeroblob(length(a.wrapped_key))"
    )
    faults = []
    for row in _all(raw, query):
        made = truth["made"].get(row["id"])
        if made is None or made["digest"] != row["digest"]:
            continue
        key = SubmissionKey(Origin(row["origin"]), SubmissionId(row["id"]), Digest(row["digest"]))
        wanted = {part["n"]: (part["size"], part["sha256"]) for part in made["parts"]}
        try:
            whole = _octets(raw, place, row, key) == wanted
        except SealBroken:
            whole = False
        if not whole:
            faults.append(f"stored, and not whole: seq {row['seq']}")
    return faults


# What must hold at rest


def facts_of(raw: driver.Connection | None) -> dict[str, dict[Any, Row]]:
    """Every fact as it lies, by table and number."""
    if raw is None:
        return {}
    chunks = _all(raw, "SELECT attempt, count(*) AS chunks FROM chunk GROUP BY attempt")
    return {
        "submission": {row["row"]: row for row in _all(raw, "SELECT * FROM submission")},
        "attempt": {row["attempt"]: row for row in _all(raw, "SELECT * FROM attempt")},
        "chunks": {row["attempt"]: row for row in chunks},
        "run_key": {row["id"]: row for row in _all(raw, "SELECT * FROM run_key")},
        "incident": {row["number"]: row for row in _all(raw, "SELECT * FROM incident")},
        "audit": {row["n"]: row for row in _all(raw, "SELECT * FROM audit")},
        "ledger": {row["n"]: row for row in _all(raw, "SELECT * FROM ledger")},
    }


_MAY_CHANGE = {"stage", "shown", "wrapped_key"}
_RENEWED = {"run_key", "sealed", "sealed_recovery"}
"""What an epoch changes as well: whether all that is kept still opens is another's to see."""


def monotone(before: dict[str, dict[Any, Row]], after: dict[str, dict[Any, Row]], *, renews: bool = False) -> list[str]:
    """I8: facts are only filled; a stored attempt goes only beside a verified one, or with its key destroyed."""
    faults = []
    may_change = _MAY_CHANGE | (_RENEWED if renews else set())
    for table, rows in before.items():
        for number, row in rows.items():
            now = after.get(table, {}).get(number)
            if now is None:
                if table == "attempt" and _may_go(row, after):
                    continue
                if table == "chunks" and _chunks_may_go(before["attempt"][number], after):
                    continue
                faults.append(f"I8 {table} {number} is gone")
                continue
            if table == "chunks":
                destroyed = not any(after["attempt"][number]["wrapped_key"])
                if now["chunks"] < row["chunks"] and not destroyed and not _may_go(before["attempt"][number], after):
                    faults.append(f"I8 chunks of attempt {number} are gone")
                continue
            faults += [
                f"I8 {table} {number}: {name} changed"
                for name, value in row.items()
                if value is not None and now[name] != value and name not in may_change
                if name != "sealed_recovery" or not now[name]  # another recovery key: never emptied, ever sealed anew
            ]
    return faults


def _may_go(row: Row, after: dict[str, dict[Any, Row]]) -> bool:
    if row["stored_at"] is None:
        return True
    return any(
        other["row"] == row["row"]
        and other["attempt"] != row["attempt"]
        and other["verified_at"] is not None
        and other["set_aside_at"] is None
        for other in after["attempt"].values()
    )


def _chunks_may_go(row: Row, after: dict[str, dict[Any, Row]]) -> bool:
    now = after["attempt"].get(row["attempt"])
    return _may_go(row, after) or (now is not None and not any(now["wrapped_key"]))


def _unique(raw: driver.Connection) -> list[str]:
    """I4 and I15."""
    doubled = _all(raw, "SELECT id FROM submission GROUP BY origin, id, digest HAVING count(*) > 1")
    verified = _all(
        raw,
        "SELECT row FROM attempt WHERE verified_at IS NOT NULL AND set_aside_at IS NULL GROUP BY row HAVING count(*) > 1",
    )
    orphans = _all(
        raw, "SELECT n_chunk FROM chunk c LEFT JOIN attempt a ON a.attempt = c.attempt WHERE a.wrapped_key IS NULL"
    )
    hollow = _all(
        raw,
        "SELECT attempt FROM attempt a WHERE stored_at IS NOT NULL AND wrapped_key IS NOT zeroblob(length(wrapped_key)) "
        "AND NOT EXISTS (SELECT 1 FROM chunk c WHERE c.attempt = a.attempt)",
    )
    seconds = {row["row"] for row in verified}
    receipts = _all(raw, "SELECT row FROM submission WHERE receipt_jws IS NOT NULL")
    return [
        *(["I4 a submission is there twice"] if doubled else []),
        *(["I4 two verified attempts at rest"] if seconds & {row["row"] for row in receipts} else []),
        *(["I15 a chunk without its attempt"] if orphans else []),
        *(["I15 a stored attempt without chunks"] if hollow else []),
    ]


def _audited(raw: driver.Connection) -> list[str]:
    """I18: each fact has exactly one event, and each event its fact."""
    said: Counter[tuple[str, str]] = Counter()
    attempts: Counter[tuple[str, int]] = Counter()
    for row in _all(raw, "SELECT event FROM audit"):
        event = json.loads(row["event"])
        said[event["verb"], event["object"]] += 1
        if event["verb"] in {"stored", "verified"}:
            attempts[event["verb"], event["details"]["attempt"]] += 1
    faults = []
    for row in _all(raw, "SELECT * FROM submission"):
        where = f"submission:{row['row']}"
        wanted = {verb: row[column] is not None for verb, column in _EVENTS.items()}
        wanted["acknowledged"] = row["receipt_jws"] is not None and bool(row["receipt_ours"])
        wanted["foreign"] = row["receipt_jws"] is not None and not row["receipt_ours"]
        faults += [
            f"I18 {verb} said {said[verb, where]} times of {where}"
            for verb, filled in wanted.items()
            if said[verb, where] != int(filled)
        ]
    for row in _all(raw, "SELECT attempt, stored_at, verified_at FROM attempt"):
        for verb in ("stored", "verified"):
            if attempts[verb, row["attempt"]] != int(row[f"{verb}_at"] is not None):
                faults.append(f"I18 {verb} of attempt {row['attempt']}")
    return faults + [f"I18 {verb} of attempt {n} twice" for (verb, n), count in attempts.items() if count > 1]


def _receipts(raw: driver.Connection, place: Place) -> list[str]:
    """I19: what is closed has a valid receipt for this id and digest that names a store of ours."""
    keys = KeySet.load(place.office / "front-end.jwks.json")
    ours = {row["store_id"] for row in _all(raw, "SELECT store_id FROM store")}
    faults = []
    for row in _all(raw, "SELECT * FROM submission WHERE closed_at IS NOT NULL OR receipt_ours = 1"):
        key = SubmissionKey(Origin(row["origin"]), SubmissionId(row["id"]), Digest(row["digest"]))
        try:
            receipt = judged(row["receipt_jws"] or "", keys, key).receipt
        except BadAnswer:
            faults.append(f"I19 no valid receipt of submission {row['row']}")
        else:
            if receipt.store_id not in ours:
                faults.append(f"I19 the receipt of submission {row['row']} names another store")
    return faults


def sound(place: Place, truth: dict[str, Any]) -> list[str]:
    """Everything that must hold of a complete store at rest."""
    with _reading(place.store) as raw:
        faults = [*held_whole(place, truth, raw), *_unique(raw), *_audited(raw), *_receipts(raw, place)]
        (checked,) = raw.execute("PRAGMA integrity_check").fetchone()
        if checked != "ok":
            faults.append("the inbox's pages do not hold together")
        if raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
            faults.append("I15 a reference leads nowhere")
    return faults


def verified(place: Place) -> list[str]:
    """I18 and I3 as the product itself verifies them: chains, seals, ledger."""
    with place.inbox() as opened:
        found = verify_store(opened, None, parts.pin_of(place.settings, opened))
    return [f"I18 verify: {fault.what} {fault.where} {fault.reason}" for fault in found.faults]


def plain_words(place: Place) -> list[str]:
    """I13: no octet of the mark, in any form, in any file of the office."""
    forms = spoken_forms()
    faults = []
    for path in place.office.rglob("*"):
        if path.is_file() and path.stat().st_blocks and path.parent.name != GIVEN_OUT:
            octets = path.read_bytes()
            faults += [f"I13 the mark lies in {path.name}" for form in forms if form in octets]
    return faults


def resting(place: Place) -> dict[str, Any]:
    """What a run to rest has come to: it must be the same however often it was killed on the way."""
    with _reading(place.store) as raw:
        stages = {
            f"{row['seq']} {row['digest'][:16]}": [
                row["stage"], row["quarantine_reason"], row["dispute_detail"], row["released_at"] is not None,
                row["erased_at"] is not None, row["expired_at"] is not None, row["receipt_peer"],
            ]
            for row in _all(raw, "SELECT * FROM submission ORDER BY seq, digest")
        }  # fmt: skip
        incidents = _all(raw, "SELECT kind, seq, closed_at IS NULL AS open FROM incident ORDER BY kind, seq, open")
        alarms = [row["kind"] for row in _all(raw, "SELECT kind FROM alarm WHERE ended_at IS NULL ORDER BY kind")]
        ledger = _all(raw, "SELECT epoch, count(*) AS entries FROM ledger GROUP BY epoch ORDER BY epoch")
        # a gap that the ledger has accounted for meanwhile is closed at the next list
        accounted = {row["seq"] for row in _all(raw, "SELECT seq FROM ledger")}
        gaps = [
            [row["low"], row["high"]]
            for row in _all(raw, "SELECT low, high FROM gap ORDER BY low")
            if not accounted.issuperset(range(row["low"], row["high"] + 1))
        ]
        probes = _all(raw, "SELECT row, destroyed FROM probe ORDER BY row")
    return {
        "stages": stages,
        "incidents": [list(row.values()) for row in incidents],
        "alarms": alarms,
        "ledger": [row["entries"] for row in ledger],
        "gaps": gaps,
        "probes": len(probes),
    }


def as_prepared(place: Place) -> dict[str, dict[Any, Row]]:
    """The facts before anything is done."""
    with _as_it_lies(place) as raw:
        return facts_of(raw)


def before_recovery(
    place: Place, truth: dict[str, Any], prepared: dict[str, dict[Any, Row]]
) -> tuple[list[str], dict[str, dict[Any, Row]]]:
    """At the very moment of the kill: I1, I3, I8 and I13; and the facts, for what comes after."""
    with _as_it_lies(place) as raw:
        now = facts_of(raw)
        faults = [*held_whole(place, truth, raw), *stored_whole(place, truth, raw)]
        return [*faults, *plain_words(place), *monotone(prepared, now, renews=place.renews)], now


def after_recovery(place: Place, before: dict[str, dict[Any, Row]]) -> list[str]:
    """I8 between the kill and the rest."""
    with _reading(place.store) as raw:
        return monotone(before, facts_of(raw), renews=place.renews)
