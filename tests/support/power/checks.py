"""What must hold of every state that a power cut leaves, given what had been said to the world before it.

An acknowledgement that was sent has its copy here, whole, and the key on this disk opens it (I1, I2, I3);
no fact that was durable is gone (I8); no chunk is without its key (I15); both chains hold, one event for each
fact (I18); what was erased does not come back (I20); the inbox seals to nothing that this disk does not open.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from backoffice_gui.audit import FIRST
from backoffice_gui.sealing import MANIFEST_PART, PublicKey
from backoffice_gui.storage import versions
from tests.support.front import Truth
from tests.support.power.disk import Fate, State
from tests.support.power.opening import Openings
from tests.support.power.promises import Promises
from tests.support.power.reading import Book
from tests.support.power.seen import CASEBOOK, INBOX, Looking, Seen, key_of
from tests.support.power.stages import later

__all__ = ["Examiner"]

_CHANGING = {"submission": {"stage", "shown"}, "attempt": {"wrapped_key"}}
"""Columns that are no facts: projected, or overwritten by an erasure."""

_EVENTS = (
    ("offered", "submission", "first_seen_at"),
    ("stored", "attempt", "stored_at"),
    ("verified", "attempt", "verified_at"),
    ("attempt_set_aside", "attempt", "set_aside_at"),
    ("closed", "submission", "closed_at"),
    ("erased", "submission", "erased_at"),
    ("run_key_made", "run_key", "made_at"),
    ("canary_opened", "run_key", "canary_opened_at"),
)
"""The verb, and the fact of which it is the one event."""


@lru_cache(maxsize=100_000)
def _event(text: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(text)
    return found


@lru_cache(maxsize=100_000)
def _verb(text: str) -> str:
    return str(_event(text)["verb"])


class _Chain:
    """A chain as far as it was seen whole: only what is new of it is hashed."""

    def __init__(self) -> None:
        self._known: list[tuple[Any, ...]] = []

    def fault(self, rows: Sequence[tuple[Any, ...]]) -> str | None:
        """What does not hold in these rows (n, event, hash), in order."""
        same = min(len(rows), len(self._known))
        if list(rows[:same]) != self._known[:same]:
            same = 0
        previous = rows[same - 1][2] if same else FIRST
        for expected, (n, event, digest, *_) in enumerate(
            rows[same:], same + 1
        ):  # the casebook reads columns out of it
            if n != expected or hashlib.sha256(previous + event.encode()).digest() != digest:
                return f"chain broken at {expected}"
            previous = digest
        if len(rows) > len(self._known):
            self._known = list(rows)
        return None


class Examiner:
    """Checks the states of one recording on one disk, in the order of its calls, as they lie in its folder."""

    def __init__(self, folder: Path, truth: Mapping[str, Truth]) -> None:
        self._folder = folder
        self.looking = Looking(folder)
        self._openings = Openings(truth)
        self._floor: dict[str, Book] = {}
        self._chains = {INBOX: _Chain(), CASEBOOK: _Chain()}
        self._whole: dict[object, list[str]] = {}

    def findings(self, state: State, promises: Promises, *, whole: bool) -> list[str]:
        """Everything that does not hold; `whole`: with every page of the inbox checked."""
        seen = self.looking.see(state, whole=whole)
        try:
            return self._findings(seen, promises)
        except (AttributeError, KeyError, TypeError, ValueError) as error:  # columns that hold what none may hold
            return [f"unreadable: {type(error).__name__} {error}"]

    def _findings(self, seen: Seen, promises: Promises) -> list[str]:
        found = [*self._readable(seen), *self._keys(seen, promises), *self._pins(seen, promises)]
        found += [*self._copies(seen, promises), *self._erased(seen, promises)]
        for name, book in ((INBOX, seen.inbox), (CASEBOOK, seen.casebook)):
            if isinstance(book, Book):
                found += self._grown(name, book, promises)
                if seen.state.fate is Fate.NONE:
                    self._floor[name] = book
            elif name in self._floor:
                found.append(f"{name} is gone")
        if isinstance(seen.inbox, Book):
            found += [*self._copies_home(seen, seen.inbox, promises), *_audited(seen.inbox)]
        elif promises.sent:
            found.append(f"{len(promises.sent)} acknowledged, and no inbox")
        return found

    def _readable(self, seen: Seen) -> Iterator[str]:
        for book in (seen.inbox, seen.casebook):
            if isinstance(book, str) and book != "no key":
                yield f"unreadable: {book}"
        if isinstance(seen.master, str):
            yield f"the key file is unreadable: {seen.master}"

    # Keys

    def _keys(self, seen: Seen, promises: Promises) -> Iterator[str]:
        """The public key is used only once the private one is durable, and the key of the casebook it lies in."""
        if promises.made and not seen.complete:
            yield "the store was made, and is not whole"
        if not isinstance(seen.inbox, Book):
            return
        for row in seen.inbox.each("inbox_key"):
            if PublicKey(row["suite"], row["public"]).fingerprint not in seen.privates:
                yield f"no private key here for what is sealed: {seen.casebook if isinstance(seen.casebook, str) else ''}"
        for row in seen.inbox.each("run_key"):
            octets = self._openings.run_key(seen.inbox, row, seen.privates)
            if isinstance(octets, str):
                yield octets
        recovery = seen.inbox.rows["recovery_key"]
        if recovery and "recovery.txt" not in seen.state.files:
            yield "a recovery key is recorded that nobody has"
        if isinstance(seen.casebook, Book) and len(seen.casebook.rows["audit"]) < promises.casebook:
            yield "the casebook's chain is shorter than was told"

    def _pins(self, seen: Seen, promises: Promises) -> Iterator[str]:
        """The pin is there once anything rests on it, holds, and is never ahead of the store."""
        if not isinstance(seen.inbox, Book):
            return
        names = [row["store_id"] for row in seen.inbox.each("store")]
        pins = {name: seen.pins[name] for name in names if name in seen.pins}
        if (promises.made or seen.inbox.rows["run_key"]) and not pins:
            yield "the store was made, and has no pin"
        fingerprints = {PublicKey(row["suite"], row["public"]).fingerprint for row in seen.inbox.each("inbox_key")}
        for pin in pins.values():
            if isinstance(pin, str):
                yield f"a pin is unreadable: {pin}"
            elif pin["fingerprint"] not in fingerprints:
                yield "a pin is of another key"
            elif pin["events"]:
                line = seen.inbox.rows["audit"].get(pin["events"])
                if line is None or line[2].hex() != pin["head"]:
                    yield "a pin is ahead of the store: it would count as restored"

    # Copies of databases, and what was erased

    def _copies(self, seen: Seen, promises: Promises) -> Iterator[str]:
        wanted = [(path, "copied") for path in promises.copied]
        for name, book, known in (
            (INBOX, seen.inbox, versions.INBOX.known),
            (CASEBOOK, seen.casebook, versions.CASEBOOK.known),
        ):
            version = book.version if isinstance(book, Book) else None
            if version == str(later(known)):
                stem = name.removeprefix("store/").removesuffix(".db")
                wanted.append((f"store/backups/{stem}-{known}.db", "migrated"))
            if isinstance(book, Book) and promises.migrated.get(name.removeprefix("store/"), version) != version:
                yield f"{name} was migrated, and is not"
        for path, why in wanted:
            book = self.looking.copy(seen.state, path, seen.master)
            if not isinstance(book, Book):
                yield f"{why}, and the copy {path} is not there: {book or ''}"
            elif not book.rows["audit"]:
                yield f"{why}, and the copy {path} is empty"

    def _erased(self, seen: Seen, promises: Promises) -> Iterator[str]:
        if not promises.erased:
            return
        key = key_of(seen.state, INBOX), len(promises.erased)
        if key not in self._whole:
            files = [path for path in (INBOX, f"{INBOX}-wal") if path in seen.state.files]
            octets = b"".join((self._folder / path).read_bytes() for path in files)
            self._whole[key] = ["an erased key is back" for wrapped in promises.erased if wrapped in octets]
        yield from self._whole[key]

    # Facts

    def _grown(self, name: str, book: Book, promises: Promises) -> Iterator[str]:
        fault = self._chains[name].fault(list(book.rows["audit"].values()))
        if fault is not None:
            yield f"{name}: {fault}"
        floor = self._floor.get(name)
        if floor is None:
            return
        lines = [text for text in book.column("audit", "event") if "attempt_removed" in text]
        removed = {_event(text)["details"].get("attempt") for text in lines}
        for table, rows in floor.rows.items():
            there = book.rows.get(table, {})
            if there == rows:
                continue
            for key, row in rows.items():
                if key not in there:
                    if table != "attempt" or key not in removed:
                        yield f"{name}: {table} {key} was durable, and is gone"
                elif row != there[key]:
                    yield from _emptied(name, table, book.columns[table], row, there[key])

    def _copies_home(self, seen: Seen, inbox: Book, promises: Promises) -> Iterator[str]:
        """Every verified attempt is whole and opens; every acknowledgement that was sent has one."""
        by_row: dict[int, list[dict[str, Any]]] = {}
        for attempt in inbox.each("attempt"):
            by_row.setdefault(attempt["row"], []).append(attempt)
        orphans = set(inbox.chunks) - set(inbox.rows["attempt"])
        if orphans:
            yield f"chunks without an attempt: {sorted(orphans)}"
        run_keys = {row["id"]: self._openings.run_key(inbox, row, seen.privates) for row in inbox.each("run_key")}
        home: set[tuple[str, str]] = set()
        for submission in inbox.each("submission"):
            for attempt in by_row.get(submission["row"], []):
                if attempt["verified_at"] is None:
                    continue
                fault = self._attempt(inbox, submission, attempt, run_keys[attempt["run_key"]])
                if fault is None:
                    home.add((submission["id"], submission["digest"]))
                elif not _may_be_erased(submission, attempt, promises):
                    yield f"verified, and not whole: submission {submission['row']}: {fault}"
        for id_, digest in promises.sent.items():
            if (id_, digest) not in home and id_ not in promises.erasing:
                yield f"acknowledged, and not here: {id_}"

    def _attempt(
        self, inbox: Book, submission: dict[str, Any], attempt: dict[str, Any], run_key: bytes | str
    ) -> str | None:
        chunks = inbox.chunks.get(attempt["attempt"], [])
        hashes = b"".join(each[3] for each in sorted(chunks, key=lambda each: (each[0] != MANIFEST_PART, each)))
        if hashes != attempt["chunk_hashes"]:
            return "sealed chunks are not those that were verified"
        if isinstance(run_key, str):
            return run_key
        return self._openings.fault(self._folder / INBOX, submission, attempt, run_key)


def _may_be_erased(submission: dict[str, Any], attempt: dict[str, Any], promises: Promises) -> bool:
    """Whether it was taken over by a peer, and its key is gone already: before that its chunks stay."""
    if submission["id"] in promises.erasing:
        return not any(attempt["wrapped_key"])
    return bool(submission["receipt_peer"]) and not any(attempt["wrapped_key"])


def _emptied(name: str, table: str, columns: list[str], before: tuple[Any, ...], now: tuple[Any, ...]) -> Iterator[str]:
    for column, was, found in zip(columns, before, now, strict=False):
        if was is not None and was != found and column not in _CHANGING.get(table, set()):
            yield f"{name}: {table}.{column} was durable, and is changed"


def _audited(inbox: Book) -> Iterator[str]:
    """One event for each fact (I18); attempts that were removed keep their events."""
    events = Counter(_verb(text) for text in inbox.column("audit", "event"))
    removed = events["attempt_removed"]
    for verb, table, fact in _EVENTS:
        facts = sum(found is not None for found in inbox.column(table, fact))
        if not facts <= events[verb] <= facts + (removed if table == "attempt" else 0):
            yield f"{facts} {table}.{fact}, {events[verb]} events {verb}"
    receipts = sum(found is not None for found in inbox.column("submission", "receipt_jws"))
    if receipts != events["acknowledged"] + events["foreign"]:
        yield f"{receipts} receipts, {events['acknowledged']} and {events['foreign']} events"
