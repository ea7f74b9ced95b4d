"""A new inbox from a mirror: every copy that is whole there, under the facts that were written last.

No key is needed: chunks are compared with their recorded hashes when they are read, and again once
they lie in the new inbox. What can't be opened any more (its key's slot destroyed or damaged) is
no copy, and what has none is given no receipt of ours: the ledger then says that it is missing,
and a person is told. Numbers of rows are given anew, in the order of arrival.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Integer, LargeBinary, Table, Text

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.facts import Stage
from backoffice_gui.errors import StoreDamaged
from backoffice_gui.storage.inbox import audit_log, projection, read_back, schema
from backoffice_gui.storage.inbox.attempts import SLICE, SealedChunk
from backoffice_gui.storage.inbox.schema import attempt, chunk, submission
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.mirror import files, reader, slots
from backoffice_gui.storage.mirror.copying import PROJECTED, SMALL
from backoffice_gui.storage.mirror.index import Index, Place, Whole, read_index
from backoffice_gui.storage.mirror.records import Unreadable, read_chunk
from backoffice_gui.storage.mirror.slots import Slot
from backoffice_gui.storage.types import Moment

__all__ = ["Lineage", "Rebuilt", "lineages", "rebuild"]

_OUR_RECEIPT = (
    "receipt_jws", "receipt_store_id", "receipt_at", "receipt_pos", "receipt_ours", "receipt_peer",
    "receipt_recorded_at", "closed_at",
)  # fmt: skip
_FIXED = ("kind", "size", "parts", "submitted_at")
"""What D itself fixes: whoever holds a copy knows it, and whoever was told by the ledger alone does not."""
_JUDGED = ("quarantined_at", "quarantine_reason", "released_at")
"""What was known of a copy when it was written, where another inbox knows nothing of it."""
_NOT_HELD = ("missing_at", "lost_at")
_GROUP = 200


@dataclass(frozen=True, slots=True)
class Lineage:
    """The folders of one store in a mirror, under the names it had, the newest last."""

    store_id: str
    folders: tuple[Path, ...]


@dataclass(slots=True)
class Rebuilt:
    """What came of a rebuilding.

    `submissions` and `copies` that are in the new inbox; `incomplete`: attempts of which something
    was damaged or never written; `sealed_for_good`: whose key is gone; `torn` and `skipped` octets;
    `broken`: places where a record is missing or damaged that was not given up by its writer.
    """

    submissions: int = 0
    copies: int = 0
    incomplete: int = 0
    sealed_for_good: int = 0
    records: int = 0
    torn: int = 0
    skipped: int = 0
    broken: int = 0


def lineages(root: Path) -> list[Lineage]:
    """The stores whose mirrors lie in a folder, or whose own folder it is; raises `MirrorGone`."""
    with files.gone(root):
        own = bool(files.numbers(root))
        beside = root.parent if own else root
        names: dict[str, tuple[Path, list[str]]] = {}
        for folder in sorted(beside.iterdir()):
            said = next(filter(None, (reader.header_of(folder, n) for n in reversed(files.numbers(folder)))), None)
            if said is not None:
                names[str(said["store"])] = folder, [str(each["store_id"]) for each in said["names"]]
    former = {name for store, (_, known) in names.items() for name in known if name != store}
    wanted = {root.name} if own else set(names) - former
    return [
        Lineage(store, tuple(names[name][0] for name in [*(n for n in known if n != store), store] if name in names))
        for store, (folder, known) in names.items()
        if (folder.name if own else store) in wanted
    ]


def rebuild(lineage: Lineage, inbox: Inbox, at: dt.datetime) -> Rebuilt:
    """Fill a newly made inbox; its names, keys and facts are those of the mirror, a copy at most for each submission.

    Raises `MirrorGone` where the mirror can't be read, `StoreDamaged` where it says nothing of its
    store, or what was written does not hold.
    """
    with files.gone(lineage.folders[-1].parent):
        index = read_index(list(lineage.folders))
        keys: dict[bytes, Slot] = {}
        for folder in lineage.folders:
            for tag, slot in slots.read_all(folder).items():
                if keys.get(tag, slot).wrapped:
                    keys[tag] = slot
        if not index.store.get("names") or not index.store.get("publics"):
            raise StoreDamaged("mirror", file=str(lineage.folders[-1]))
        return _Rebuilding(inbox, index, keys, at).run()


class _Rebuilding:
    def __init__(self, inbox: Inbox, index: Index, keys: dict[bytes, Slot], at: dt.datetime) -> None:
        self._inbox, self._index, self._keys, self._at = inbox, index, keys, at
        self._run_keys: dict[bytes, int] = {}
        self._done = Rebuilt(records=index.records, torn=index.torn, skipped=index.skipped, broken=len(index.breaks))
        self._row = 0

    def run(self) -> Rebuilt:
        copies = self._copies()
        with self._inbox.transaction() as tx:
            self._store(tx, {self._under(whole) for whole in copies.values()})
        self._done.incomplete = len(self._index.partial)
        for group in _in_groups(sorted(self._index.facts.values(), key=_arrival)):
            self._take(group, copies)
        with self._inbox.transaction() as tx:
            details = (("copies", self._done.copies), ("submissions", self._done.submissions))
            audit_log.append(tx, [AuditEvent(self._at, Verb.REBUILT, Role.PROGRAM, "store", details)])
        return self._done

    def _store(self, tx: Connection, used: set[bytes | None]) -> None:
        """Names, public halves, the ledger's pins and the `used` run keys; `place` is nowhere: it gets a new name.

        A mirror holds every run key there ever was. One that nothing is under may have been ended by an epoch: its
        canary would never open again, and nothing would be acknowledged.
        """
        said = self._index.store
        for table, rows in (
            (schema.store, [each | {"place": ""} for each in said["names"]]),
            (schema.inbox_key, said["publics"]),
            (schema.recovery_key, said["recoveries"]),
            (schema.ledger_pin, said["pins"]),
        ):
            for row in rows:
                tx.execute(table.insert().values(**_values(table, row)))
        named = sorted(
            self._index.named.items(), key=lambda each: (str(each[1]["store_id"]), int(each[1]["id"]), each[0])
        )
        for number, (name, row) in enumerate((each for each in named if each[0] in used), 1):
            values = _values(schema.run_key, row) | {"id": number}
            tx.execute(schema.run_key.insert().values(**values))
            self._run_keys[name] = number

    def _copies(self) -> dict[tuple[str, str, str], Whole]:
        """The copy to keep of each submission: the newest verified one that can be opened, else the newest stored."""
        best: dict[tuple[str, str, str], Whole] = {}
        for whole in self._index.whole.values():
            name = _name(whole.said["facts"])
            if self._under(whole) is None:
                self._done.sealed_for_good += 1
            elif self._index.facts[name].get("erased_at") is None:
                known = best.get(name)
                if known is None or _rank(whole) > _rank(known):
                    best[name] = whole
        return best

    def _under(self, whole: Whole) -> bytes | None:
        """The name of the run key that a copy's key is wrapped under: as its slot says, or else its record.

        Nothing where there is no such run key, or no such key any more.
        """
        slot = self._keys.get(whole.tag)
        if slot is None or not slot.wrapped:
            return None
        if slot.under:
            return slot.under if slot.under in self._index.named else None
        said = self._index.run_keys.get((str(whole.said["store_id"]), int(whole.said["run_key"])))
        return None if said is None else slots.name_of(bytes.fromhex(said["sealed"]))

    def _take(self, group: Sequence[dict[str, Any]], copies: dict[tuple[str, str, str], Whole]) -> None:
        numbers: dict[int, Whole] = {}
        rows: list[int] = []
        with self._inbox.transaction() as tx:
            for facts in group:
                copy = copies.get(_name(facts))
                try:
                    rows.append(self._submission(tx, facts, copy))
                except Unreadable:  # it proves itself, and says what no inbox of ours holds
                    self._done.incomplete += 1
                    continue
                if copy is not None:
                    numbers[self._attempt(tx, rows[-1], copy)] = copy
        for number, copy in numbers.items():
            self._big_rest(number, copy)
        self._stored(numbers, rows)

    def _submission(self, tx: Connection, facts: dict[str, Any], copy: Whole | None) -> int:
        said = facts | {"row": self._row + 1}
        if copy is not None:
            said |= _held(facts, copy)
        elif facts.get("receipt_ours") and facts.get("erased_at") is None:
            said |= dict.fromkeys(_OUR_RECEIPT)
        values = _values(submission, said) | {"stage": Stage.OFFERED.value}
        tx.execute(submission.insert().values(**values))
        self._row += 1
        self._done.submissions += 1
        return self._row

    def _attempt(self, tx: Connection, row: int, copy: Whole) -> int:
        said = copy.said
        inserted = tx.execute(
            attempt.insert().values(
                row=row,
                tag=copy.tag,
                store_id=str(said["store_id"]),
                run_key=self._run_keys[self._under(copy) or b""],
                wrapped_key=self._keys[copy.tag].wrapped,
                started_at=_moment(said["started_at"]),
            )
        )
        (number,) = inserted.inserted_primary_key or (0,)
        self._chunks(tx, number, copy.places[:SLICE])
        self._done.copies += 1
        return int(number)

    def _big_rest(self, number: int, copy: Whole) -> None:
        for start in range(SLICE, len(copy.places), SLICE):
            with self._inbox.transaction() as tx:
                self._chunks(tx, number, copy.places[start : start + SLICE])

    def _chunks(self, tx: Connection, number: int, places: Sequence[Place]) -> None:
        found = [_sealed(number, place) for place in places]
        values = [
            {"attempt": each.attempt, "part": each.part, "n": each.n, "last": each.last, "sealed": each.sealed}
            for each in found
        ]
        tx.execute(chunk.insert(), values)

    def _stored(self, numbers: dict[int, Whole], rows: Sequence[int]) -> None:
        """Only now they are stored, once what lies in the new inbox was read over a fresh connection and holds."""
        if numbers:
            with self._inbox.fresh() as connection:
                found = read_back.sealed_hashes(connection, list(numbers))
            if any(found[number] != copy.hashes for number, copy in numbers.items()):
                raise StoreDamaged("rebuilt", file=self._inbox.name)
        with self._inbox.transaction() as tx:
            for number, copy in numbers.items():
                which = attempt.update().where(attempt.c.attempt == number)
                tx.execute(which.values(stored_at=_moment(copy.said["stored_at"])))
                if copy.said["verified_at"] is not None:
                    verified = _moment(copy.said["verified_at"])
                    tx.execute(which.values(verified_at=verified, chunk_hashes=copy.hashes))
            before = projection.load_rows(tx, rows)
            projection.project(tx, before, [each.facts for each in before])
            # what has no copy is said by name, so that the next mirror follows it
            bare = [each.facts.row for each in before if not each.facts.attempts]
            audit_log.of_rows(tx, Verb.REBUILT, bare, self._at, role=Role.PROGRAM)


def _name(facts: dict[str, Any]) -> tuple[str, str, str]:
    return str(facts["origin"]), str(facts["id"]), str(facts["digest"])


def _held(facts: dict[str, Any], copy: Whole) -> dict[str, Any]:
    """What is otherwise where the copy lies here again.

    A store that was restored without it had noted it as missing, or lost, and as of no known kind.
    """
    then = copy.said["facts"]
    said = {name: then[name] for name in _FIXED} | dict.fromkeys(_NOT_HELD)
    if facts.get("expires_at") is None:
        said["expires_at"] = then.get("expires_at")
    # the ledger says that it was acknowledged: whoever had put it in quarantine, it was proven after that
    if facts.get("quarantined_at") is None and facts.get("missing_at") is None:
        said |= {name: then.get(name) for name in _JUDGED}
    return said


def _rank(copy: Whole) -> tuple[bool, str]:
    return copy.said["verified_at"] is not None, str(copy.said["stored_at"])


def _arrival(facts: dict[str, Any]) -> tuple[str, int]:
    return str(facts["first_seen_at"]), int(facts["seq"])


def _in_groups(many: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """As many as one transaction holds."""
    group: list[dict[str, Any]] = []
    room = SMALL
    for facts in many:
        if group and (len(group) == _GROUP or int(facts["size"]) > room):
            yield group
            group, room = [], SMALL
        group.append(facts)
        room -= int(facts["size"])
    if group:
        yield group


def _sealed(number: int, place: Place) -> SealedChunk:
    payload = reader.payload_at(place.folder, place.segment, place.at)
    read = None if payload is None else read_chunk(payload)
    if read is None or hashlib.sha256(read.sealed).digest() != place.sha256:
        raise StoreDamaged("mirror", file=files.segment_file(place.folder, place.segment).name)
    return SealedChunk(number, read.part, read.n, read.last, read.sealed)


def _moment(words: Any) -> dt.datetime:
    return dt.datetime.fromisoformat(words)


def _values(table: Table, said: dict[str, Any]) -> dict[str, Any]:
    """What a record says of a row, as its columns want it; what an older program did not say is empty."""
    try:
        return {
            column.name: _value(column, said.get(column.name))
            for column in table.columns
            if column.name not in PROJECTED
        }
    except (TypeError, ValueError) as error:
        raise Unreadable(table.name) from error


def _value(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, Moment):
        return _moment(value)
    if isinstance(column.type, LargeBinary):
        return bytes.fromhex(value)
    if isinstance(column.type, Boolean):
        return bool(value)
    if isinstance(column.type, Integer):
        return int(value)
    return str(value) if isinstance(column.type, Text) else value
