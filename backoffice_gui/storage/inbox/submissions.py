"""Submissions: seen, known by their key, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from backoffice_gui.audit import Verb
from backoffice_gui.domain.facts import Stage, SubmissionFacts
from backoffice_gui.domain.ids import SubmissionKey
from backoffice_gui.storage.dialect import Many, among, listed, moment_text
from backoffice_gui.storage.inbox import audit_log, projection
from backoffice_gui.storage.inbox.schema import submission
from backoffice_gui.storage.journeys import Asked

__all__ = [
    "AT_WORK",
    "Sighting",
    "at_work",
    "by_id",
    "counts",
    "facts",
    "facts_asked",
    "find",
    "foreign_of_peers",
    "sharing_an_id",
    "sight",
]

AT_WORK = (Stage.OFFERED, Stage.STORED, Stage.VERIFIED, Stage.ACKNOWLEDGED, Stage.QUARANTINED)
"""Stages in which the collector still has something to do."""

_C = submission.c
_AMONG_IDS = among(_C.id, "among")
_LAST_ROW = select(func.max(_C.row))
_NAMES = (
    "row", "origin", "id", "digest", "seq", "kind", "size", "parts", "submitted_at", "expires_at", "first_seen_at",
    "stage",
)  # fmt: skip
_INSERT = Many(submission.insert(), *_NAMES)

_SEVERAL = select(_C.id).where(among(_C.id, "among")).group_by(_C.id).having(func.count() > 1)


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


def _of_ids(connection: Connection, ids: Sequence[str]) -> list[SubmissionFacts]:
    found: list[SubmissionFacts] = []
    for at in range(0, len(ids), projection.BATCH):
        piece = ids[at : at + projection.BATCH]
        found.extend(each.facts for each in projection.load_among(connection, _AMONG_IDS, piece))
    return found


def find(connection: Connection, keys: Sequence[SubmissionKey]) -> dict[SubmissionKey, SubmissionFacts]:
    """What is known of these keys; a key nobody has seen is left out."""
    wanted = set(keys)
    found = _of_ids(connection, sorted({key.id for key in keys}))
    return {each.key: each for each in found if each.key in wanted}


def facts_asked(row: int) -> Asked:
    """What `facts` asks of one row."""
    return projection.asked([row])


def facts(connection: Connection, rows: Sequence[int]) -> dict[int, SubmissionFacts]:
    """Facts by row number; a row that is not there is left out."""
    return {each.facts.row: each.facts for each in projection.load_rows(connection, rows)}


def by_id(connection: Connection, id: str, digest: str | None = None) -> list[SubmissionFacts]:  # noqa: A002 - the protocol's word
    """Every submission with this id (and digest): an id alone never identifies one. In order of arrival."""
    which = _C.id == id if digest is None else and_(_C.id == id, _C.digest == digest)
    return [each.facts for each in projection.load(connection, which)]


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


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment_text(moment)


def _values(facts: SubmissionFacts) -> tuple[object, ...]:
    key = facts.key
    return (
        facts.row, key.origin, key.id, key.digest, facts.seq, facts.kind, facts.size, facts.parts,
        _text(facts.submitted_at), _text(facts.expires_at), moment_text(facts.first_seen_at), Stage.OFFERED.value,
    )  # fmt: skip


def sight(tx: Connection, sightings: Sequence[Sighting], at: datetime) -> list[SubmissionFacts]:
    """Note what a list showed: new keys get a row, known ones stay as they are.

    Row numbers are given in order of arrival; the transaction is the only writer. Returns facts
    in the order given; audits `offered` for the new ones only.
    """
    known = find(tx, [sighting.key for sighting in sightings])
    last = tx.execute(_LAST_ROW).scalar() or 0
    new: list[SubmissionFacts] = []
    for sighting in sightings:
        if sighting.key not in known:
            known[sighting.key] = _first_facts(sighting, last + len(new) + 1, at)
            new.append(known[sighting.key])
    _INSERT.run(tx, [_values(each) for each in new])
    audit_log.of_rows(tx, Verb.OFFERED, [each.row for each in new], at)
    return [known[sighting.key] for sighting in sightings]


def at_work(connection: Connection) -> list[SubmissionFacts]:
    """Everything the collector still has something to do for, in order of arrival."""
    stages = [stage.value for stage in AT_WORK]
    return [each.facts for each in projection.load_among(connection, among(_C.stage, "among"), stages)]


_BUT_CLOSED = [stage.value for stage in Stage if stage is not Stage.CLOSED]
_COUNTS = select(_C.stage, func.count().label("how_many")).where(among(_C.stage, "among")).group_by(_C.stage)


def counts(connection: Connection) -> Mapping[Stage, int]:
    """How many submissions stand at each stage, every stage named.

    Rows are dense and never deleted: what is not counted by the index of stages is closed, so
    that a long life of the store costs nothing.
    """
    rows = connection.execute(_COUNTS, {"among": listed(_BUT_CLOSED)})
    found = {Stage(row.stage): row.how_many for row in rows}
    closed = (connection.execute(_LAST_ROW).scalar() or 0) - sum(found.values())
    return {stage: found.get(stage, 0) for stage in Stage} | {Stage.CLOSED: closed}


def sharing_an_id(connection: Connection, facts: Sequence[SubmissionFacts]) -> list[SubmissionFacts]:
    """Those of `facts` whose id another submission has too: same id, another digest (protocol §4.7)."""
    ids = sorted({each.key.id for each in facts})
    several: set[str] = set(connection.scalars(_SEVERAL, {"among": listed(ids)})) if ids else set()
    return [each for each in facts if each.key.id in several]


def foreign_of_peers(connection: Connection, recorded_before: datetime) -> list[SubmissionFacts]:
    """What a listed peer took over before a moment, and of which we still hold a copy."""
    which = and_(
        _C.stage == Stage.FOREIGN.value,
        _C.receipt_peer.is_(True),
        _C.erased_at.is_(None),
        _C.receipt_recorded_at <= recorded_before,
    )
    return [each.facts for each in projection.load(connection, which)]
