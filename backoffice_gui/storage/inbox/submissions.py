"""Submissions: seen, known by their key, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, select

from backoffice_gui.audit import Verb
from backoffice_gui.domain.facts import Stage, SubmissionFacts
from backoffice_gui.domain.ids import SubmissionKey
from backoffice_gui.storage.inbox import audit_log, projection
from backoffice_gui.storage.inbox.schema import stage_count, submission

__all__ = [
    "AT_WORK",
    "Sighting",
    "at_work",
    "by_id",
    "counts",
    "facts",
    "find",
    "foreign_of_peers",
    "sharing_an_id",
    "sight",
]

AT_WORK = (Stage.OFFERED, Stage.STORED, Stage.VERIFIED, Stage.ACKNOWLEDGED, Stage.QUARANTINED)
"""Stages in which the collector still has something to do."""

_C = submission.c
_BY_IDS = projection.projected().where(_C.id.in_(bindparam("ids", expanding=True)))
_INSERT = submission.insert()


@dataclass(frozen=True, slots=True)
class Sighting:
    """A submission as a list (or the ledger) showed it, by what its manifest says in clear.

    Where only the ledger spoke of it: kind `unknown`, no size, no parts.
    """

    key: SubmissionKey
    seq: int
    kind: str
    size: int
    parts: int
    submitted_at: datetime | None
    expires_at: datetime | None


def _of_ids(connection: Connection, ids: Sequence[str]) -> list[Row[*tuple[Any, ...]]]:
    rows: list[Row[*tuple[Any, ...]]] = []
    for at in range(0, len(ids), projection.BATCH):
        rows.extend(connection.execute(_BY_IDS, {"ids": ids[at : at + projection.BATCH]}))
    return rows


def find(connection: Connection, keys: Sequence[SubmissionKey]) -> dict[SubmissionKey, SubmissionFacts]:
    """What is known of these keys; a key nobody has seen is left out."""
    wanted = set(keys)
    rows = _of_ids(connection, sorted({key.id for key in keys}))
    known = [row for row in rows if SubmissionKey(row.origin, row.id, row.digest) in wanted]
    return {each.facts.key: each.facts for each in projection.load(connection, known)}


def facts(connection: Connection, rows: Sequence[int]) -> dict[int, SubmissionFacts]:
    """Facts by row number; a row that is not there is left out."""
    return {each.facts.row: each.facts for each in projection.load_rows(connection, rows)}


def by_id(connection: Connection, id: str, digest: str | None = None) -> list[SubmissionFacts]:  # noqa: A002 - the protocol's word
    """Every submission with this id (and digest): an id alone never identifies one. In order of arrival."""
    query = projection.projected().where(_C.id == id).order_by(_C.row)
    if digest is not None:
        query = query.where(_C.digest == digest)
    return [each.facts for each in projection.load(connection, connection.execute(query).all())]


def _values(sighting: Sighting, row: int, at: datetime) -> dict[str, object]:
    return {
        "row": row,
        "origin": sighting.key.origin,
        "id": sighting.key.id,
        "digest": sighting.key.digest,
        "seq": sighting.seq,
        "kind": sighting.kind,
        "size": sighting.size,
        "parts": sighting.parts,
        "submitted_at": sighting.submitted_at,
        "expires_at": sighting.expires_at,
        "first_seen_at": at,
        "stage": Stage.OFFERED.value,
    }


def _first_facts(sighting: Sighting, row: int, at: datetime) -> SubmissionFacts:
    return SubmissionFacts(
        row=row,
        key=sighting.key,
        seq=sighting.seq,
        kind=sighting.kind,
        size=sighting.size,
        parts=sighting.parts,
        submitted_at=sighting.submitted_at,
        expires_at=sighting.expires_at,
        first_seen_at=at,
    )


def sight(tx: Connection, sightings: Sequence[Sighting], at: datetime) -> list[SubmissionFacts]:
    """Note what a list showed: new keys get a row, known ones stay as they are.

    Row numbers are given in order of arrival; the transaction is the only writer. Returns facts
    in the order given; audits `offered` for the new ones only.
    """
    known = find(tx, [sighting.key for sighting in sightings])
    last = tx.execute(select(func.max(_C.row))).scalar() or 0
    new: list[dict[str, object]] = []
    for sighting in sightings:
        if sighting.key not in known:
            last += 1
            new.append(_values(sighting, last, at))
            known[sighting.key] = _first_facts(sighting, last, at)
    if new:
        tx.execute(_INSERT, new)
        audit_log.of_rows(tx, Verb.OFFERED, [int(str(values["row"])) for values in new], at)
    return [known[sighting.key] for sighting in sightings]


def at_work(connection: Connection) -> list[SubmissionFacts]:
    """Everything the collector still has something to do for, in order of arrival."""
    query = projection.projected().where(_C.stage.in_([stage.value for stage in AT_WORK])).order_by(_C.row)
    return [each.facts for each in projection.load(connection, connection.execute(query).all())]


def counts(connection: Connection) -> Mapping[Stage, int]:
    """How many submissions stand at each stage, every stage named; from a table that triggers keep."""
    found: dict[str, int] = {row.stage: row.count_ for row in connection.execute(_COUNTS)}
    return {stage: found.get(stage.value, 0) for stage in Stage}


_COUNTS = select(stage_count.c.stage, stage_count.c["count"].label("count_"))


def sharing_an_id(connection: Connection, facts: Sequence[SubmissionFacts]) -> list[SubmissionFacts]:
    """Those of `facts` whose id another submission has too: same id, another digest (protocol §4.7)."""
    several: dict[str, int] = {}
    for row in _of_ids(connection, sorted({each.key.id for each in facts})):
        several[row.id] = several.get(row.id, 0) + 1
    return [each for each in facts if several.get(each.key.id, 0) > 1]


def foreign_of_peers(connection: Connection, recorded_before: datetime) -> list[SubmissionFacts]:
    """What a listed peer took over before a moment, and of which we still hold a copy."""
    query = projection.projected().where(
        and_(
            _C.receipt_ours.is_(False),
            _C.receipt_peer.is_(True),
            _C.erased_at.is_(None),
            _C.receipt_recorded_at <= recorded_before,
        )
    )
    return [each.facts for each in projection.load(connection, connection.execute(query).all())]
