"""What the inbox holds for the caseload: rows beyond a mark, where they stand, and the form of those that are ours.

One query a group, without the facts that only the collector needs: intake reads 1,500 forms a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, Text, and_, func, select, type_coerce

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.ids import Digest, Origin, SubmissionId, SubmissionKey
from backoffice_gui.sealing import MANIFEST_PART, OVERHEAD, AttemptKey, SealBroken, SealContext
from backoffice_gui.sealing.keys import unwrap
from backoffice_gui.storage.dialect import among, listed
from backoffice_gui.storage.inbox.schema import attempt, chunk, submission
from backoffice_gui.storage.inbox.unsealing import Unsealer

__all__ = [
    "NEVER",
    "OURS",
    "Arrived",
    "Seen",
    "arrived",
    "contradicted",
    "empty_parts",
    "first_part",
    "keys",
    "last_row",
    "seen",
    "stands",
]

OURS = frozenset({Stage.ACKNOWLEDGED, Stage.CLOSED, Stage.STORED_EXPIRED})
"""Stages in which a submission is this store's to deal with; while in quarantine none is.

One whose answers contradict each other (`DISPUTED`) is too where the site gave us its receipt: nobody else has it.
"""
NEVER = frozenset({Stage.FOREIGN, Stage.LOST, Stage.MISSING})
"""Stages that end a submission without it becoming ours."""

_S, _A, _K = submission.c, attempt.c, chunk.c
_STAND = (
    _S.row,
    _S.stage,
    # a receipt of ours: a collector of this store proved it, though another had put it in quarantine
    (_S.quarantined_at.is_not(None) & _S.released_at.is_(None) & _S.receipt_ours.is_not(True)).label("judged"),
    _S.receipt_ours.is_(True).label("acknowledged"),
    _S.erased_at.is_not(None).label("erased"),
)
_SEEN = select(*_STAND).order_by(_S.row)
_KEYS = select(_S.row, _S.origin, _S.id, _S.digest).order_by(_S.row)
_AMONG = select(*_STAND).where(among(_S.row, "among")).order_by(_S.row)
_ARRIVED = (
    select(
        _S.row, _S.origin, _S.id, _S.digest, _S.kind, _S.parts, type_coerce(_S.submitted_at, Text),
        type_coerce(_S.first_seen_at, Text), _S.stage, _A.attempt, _A.tag, _A.store_id, _A.run_key, _A.wrapped_key,
        _K.last, _K.sealed,
    )
    .select_from(
        submission.outerjoin(attempt, _A.attempt == _S.shown).outerjoin(
            chunk, and_(_K.attempt == _A.attempt, _K.part == 0, _K.n == 0)
        )
    )
    .where(among(_S.row, "among"))
    .order_by(_S.row)
)  # fmt: skip

_EMPTY = (
    select(_K.attempt, _K.part)
    .where(
        among(_K.attempt, "among"), _K.part > 0, _K.part != MANIFEST_PART, _K.n == 0, func.length(_K.sealed) <= OVERHEAD
    )
    .order_by(_K.attempt, _K.part)
)


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a row stands; `judged`: in quarantine, and nobody has released it yet; `erased`: its octets are gone.

    `acknowledged`: the site's receipt names us.
    """

    row: int
    stage: Stage
    judged: bool
    acknowledged: bool = False
    erased: bool = False

    @property
    def ours(self) -> bool:
        """Whether it can be taken in."""
        stands = self.stage in OURS or (self.stage is Stage.DISPUTED and self.acknowledged)
        return stands and not self.judged and not self.erased

    @property
    def ended_unjudged(self) -> bool:
        """Whether it is in quarantine, and our copy the only one that is left: who has the keys judges it."""
        return self.judged and self.stage is Stage.STORED_EXPIRED and not self.erased

    @property
    def never(self) -> bool:
        """Whether it can't ever be."""
        return self.stage in NEVER or self.erased


@dataclass(frozen=True, slots=True)
class Arrived:
    """A submission of ours with the attempt that is shown, and the first chunk of its form, sealed."""

    row: int
    key: SubmissionKey
    kind: str
    parts: int
    submitted_at: datetime | None
    first_seen_at: datetime
    expired: bool
    attempt: int | None
    tag: bytes
    store_id: str
    run_key: int
    wrapped_key: bytes
    last: bool | None
    sealed: bytes | None


def last_row(connection: Connection) -> int:
    """The highest row; rows are numbered in the order in which they are committed."""
    return connection.execute(select(func.max(_S.row))).scalar() or 0


def _rows(found: Iterable[Sequence[object]]) -> list[Seen]:
    return [Seen(int(str(row)), Stage(stage), *map(bool, rest)) for row, stage, *rest in found]


def seen(connection: Connection, after: int, most: int) -> list[Seen]:
    """At most so many rows beyond a row, in order."""
    return _rows(connection.execute(_SEEN.where(_S.row > after).limit(most)).all())


def contradicted(connection: Connection) -> dict[int, SubmissionKey]:
    """Rows that are ours though the site contradicts itself: intakes of before had passed them by."""
    ours = _S.stage == Stage.DISPUTED.value, _S.receipt_ours.is_(True), _S.erased_at.is_(None)
    return _keys(connection.execute(_KEYS.where(*ours)))


def keys(connection: Connection, rows: Sequence[int]) -> dict[int, SubmissionKey]:
    """What these rows are called by their site, in order; one that is not there is left out."""
    return _keys(connection.execute(_KEYS.where(among(_S.row, "among")), {"among": listed(list(rows))}))


def _keys(found: Iterable[Row[tuple[int, str, str, str]]]) -> dict[int, SubmissionKey]:
    return {row.row: SubmissionKey(Origin(row.origin), SubmissionId(row.id), Digest(row.digest)) for row in found}


def stands(connection: Connection, rows: Sequence[int]) -> list[Seen]:
    """Where these rows stand now; one that is not there is left out."""
    return _rows(connection.execute(_AMONG, {"among": listed(list(rows))}).all())


def arrived(connection: Connection, rows: Sequence[int]) -> Iterator[Arrived]:
    """These submissions, in order of arrival; read on as long as they are asked for."""
    for each in connection.execute(_ARRIVED, {"among": listed(list(rows))}):
        row, origin, id_, digest, kind, parts, submitted, first, stage, *sealed = each
        yield Arrived(
            row,
            SubmissionKey(Origin(origin), SubmissionId(id_), Digest(digest)),
            kind,
            parts,
            None if submitted is None else datetime.fromisoformat(submitted),
            datetime.fromisoformat(first),
            stage == Stage.STORED_EXPIRED.value,
            *sealed,
        )


def empty_parts(connection: Connection, attempts: Sequence[int]) -> dict[int, list[int]]:
    """The attachments of these attempts that have not one octet, in order: what they are sealed to says so."""
    found: dict[int, list[int]] = {}
    for number, part in connection.execute(_EMPTY, {"among": listed(list(attempts))}):
        found.setdefault(number, []).append(part)
    return found


def first_part(connection: Connection, unsealer: Unsealer, one: Arrived, most: int) -> bytes | None:
    """The form's octets, opened; nothing where there are more than `most`.

    Raises `SealBroken` where it does not open, or nothing of it is there.
    """
    key = _key(connection, unsealer, one)
    if one.attempt is None or one.sealed is None:
        raise SealBroken("chunk missing")
    if one.last:
        octets = key.open(0, 0, one.sealed, last=True)
        return octets if len(octets) <= most else None
    found = bytearray()
    for piece in unsealer.part(connection, one.attempt, key, 0):
        found += piece
        if len(found) > most:
            return None
    return bytes(found)


def _key(connection: Connection, unsealer: Unsealer, one: Arrived) -> AttemptKey:
    context = SealContext(one.store_id, one.key.origin, one.key.id, one.key.digest, one.tag)
    return unwrap(unsealer.run_key(connection, one.run_key), one.wrapped_key, context)
