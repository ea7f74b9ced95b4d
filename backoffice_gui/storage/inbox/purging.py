"""Purging what is ours: the keys first, in a commit of their own, then what they opened; many at a time.

As `erasing` does for one foreign copy: 1. that two people agreed to it is noted, and the wrapped keys are
overwritten, in one commit. 2. A checkpoint brings that into the file and cuts the log. 3. The chunks are deleted,
at most 16 MiB in a transaction. 4. The fact `erased_at` is filled. Cut anywhere, it is run again from the start.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, or_, select

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.ids import Digest, Origin, SubmissionId, SubmissionKey
from backoffice_gui.storage.dialect import Many, among, latest, listed, moment_text, unless_there, zeros
from backoffice_gui.storage.inbox import outcomes
from backoffice_gui.storage.inbox.schema import attempt, chunk, incident, purged, submission
from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["Apart", "apart", "destroyed", "end_begun", "erase_purged", "erased", "keys_of", "places_of", "under"]

_ROOM = 16 * 1024 * 1024
_PIECE = 2_000
_S, _A, _K, _I = submission.c, attempt.c, chunk.c, incident.c
_NOTE = Many(unless_there(purged), "row", "digest", "category", "at")
_CHUNKS = (
    select(_K.n_chunk, func.length(_K.sealed))
    .join(attempt, _A.attempt == _K.attempt)
    .where(among(_A.row, "among"))
    .limit(_PIECE)
)
_ENDED = tuple(stage.value for stage in (Stage.FOREIGN, Stage.LOST, Stage.MISSING, Stage.DISPUTED))
_OURS = tuple(stage.value for stage in (Stage.ACKNOWLEDGED, Stage.CLOSED, Stage.STORED_EXPIRED))
_QUARANTINED = and_(_S.quarantined_at.is_not(None), _S.released_at.is_(None), _S.receipt_ours.is_not(True))
"""By nobody of ours proven: one whose receipt is ours was, whoever had put it in quarantine."""
_CONTRADICTED = and_(_S.stage == Stage.DISPUTED.value, _S.receipt_ours.is_(True))
"""The site gave us its receipt before it said otherwise: nobody else has it."""
_LAST_CLOSED = select(func.max(_I.closed_at)).where(_I.row == _S.row).scalar_subquery()
_OPEN = select(_I.number).where(and_(_I.row == _S.row, _I.closed_at.is_(None))).exists()
_EVENT = latest(
    func.coalesce(_S.quarantined_at, ""),
    func.coalesce(_S.receipt_recorded_at, ""),
    func.coalesce(_S.expired_at, ""),
    func.coalesce(_S.disputed_at, ""),
    func.coalesce(_S.lost_at, ""),
    func.coalesce(_S.missing_at, ""),
)
_APART = (
    select(
        _S.row, _S.origin, _S.id, _S.digest, func.coalesce(_LAST_CLOSED, _EVENT).label("since"), _OPEN.label("open"),
        and_(or_(_S.stage.in_(_OURS), _CONTRADICTED), ~_QUARANTINED).label("ours"),
    )
    .where(
        _S.erased_at.is_(None),
        or_(_S.stage.in_(_ENDED), _QUARANTINED, and_(_LAST_CLOSED.is_not(None), _S.stage.in_(_OURS))),
    )
    .order_by(_S.row)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Apart:
    """A submission that is no case of itself: since when it is kept apart, and whether an incident about it is open.

    `ours`: it may still become a case, or has been one.
    """

    row: int
    key: SubmissionKey
    since: datetime
    open_incident: bool
    ours: bool


def apart(connection: Connection, rows: Sequence[int] | None = None) -> list[Apart]:
    """What is in quarantine, or ended without becoming ours, or had an incident that a person closed; of these `rows`.

    What became a case all the same is among them: the caller knows the cases.
    """
    query = _APART if rows is None else _APART.where(among(_S.row, "among"))
    found = connection.execute(query, {} if rows is None else {"among": listed(list(rows))})
    return [
        Apart(
            row.row,
            SubmissionKey(Origin(row.origin), SubmissionId(row.id), Digest(row.digest)),
            datetime.fromisoformat(str(row.since)),
            bool(row.open),
            bool(row.ours),
        )
        for row in found
    ]


def keys_of(connection: Connection, rows: Sequence[int]) -> dict[int, SubmissionKey]:
    """What identifies these submissions; one that is not there is left out."""
    query = select(_S.row, _S.origin, _S.id, _S.digest).where(among(_S.row, "among"))
    return {
        row.row: SubmissionKey(Origin(row.origin), SubmissionId(row.id), Digest(row.digest))
        for row in connection.execute(query, {"among": listed(list(rows))})
    }


def places_of(connection: Connection, keys: Collection[SubmissionKey]) -> dict[SubmissionKey, int]:
    """The rows of these submissions, whatever name the inbox had when they came in; what is not there is left out."""
    query = select(_S.row, _S.origin, _S.id, _S.digest).where(among(_S.id, "among"))
    found = {
        SubmissionKey(Origin(row.origin), SubmissionId(row.id), Digest(row.digest)): int(row.row)
        for row in connection.execute(query, {"among": listed(sorted({key.id for key in keys}))})
    }
    return {key: found[key] for key in keys if key in found}


def erased(connection: Connection, rows: Sequence[int]) -> set[int]:
    """Of these submissions, those whose octets are gone."""
    query = select(_S.row).where(among(_S.row, "among"), _S.erased_at.is_not(None))
    return set(connection.scalars(query, {"among": listed(list(rows))}))


def erase_purged(inbox: Inbox, rows: Sequence[int], digest: str, category: str, at: datetime) -> int:
    """Erase our copies of these submissions; `digest` is what two people agreed to. Returns how many were erased now.

    Raises `StoreBusy` where a reader holds the log (run it again), `Defect` for what may still be on its way.
    """
    if not rows:
        return 0
    with inbox.transaction() as tx:
        left = list(
            tx.scalars(
                select(_S.row).where(among(_S.row, "among"), _S.erased_at.is_(None)), {"among": listed(list(rows))}
            )
        )
        _destroy_keys(tx, left, digest, category, at)
    if not left:
        return 0
    inbox.checkpoint()
    while _delete_some(inbox, left):
        pass
    with inbox.transaction() as tx:
        outcomes.purged(tx, left, at)
    inbox.reclaim()
    return len(left)


def end_begun(inbox: Inbox, at: datetime) -> int:
    """Erase what a purge noted, and whose erasure was cut; how many were erased now. Raises as `erase_purged` does."""
    query = (
        select(purged.c.digest, purged.c.category, purged.c.row)
        .join(submission, _S.row == purged.c.row)
        .where(_S.erased_at.is_(None))
        .order_by(purged.c.digest, purged.c.category, purged.c.row)
    )
    with inbox.reading() as connection:
        found = connection.execute(query).all()
    count = 0
    for (digest, category), rows in itertools.groupby(found, key=lambda each: (each.digest, each.category)):
        count += erase_purged(inbox, [each.row for each in rows], digest, category, at)
    return count


def _destroy_keys(tx: Connection, rows: Sequence[int], digest: str, category: str, at: datetime) -> None:
    _NOTE.run(tx, [(row, digest, category, moment_text(at)) for row in rows])
    nothing = zeros(_A.wrapped_key)
    alive = and_(among(_A.row, "among"), _A.wrapped_key != nothing)
    tx.execute(attempt.update().where(alive).values(wrapped_key=nothing), {"among": listed(list(rows))})


def _delete_some(inbox: Inbox, rows: Sequence[int]) -> bool:
    """Delete chunks of 16 MiB at most; whether there may be more."""
    with inbox.transaction() as tx:
        found = tx.execute(_CHUNKS, {"among": listed(list(rows))}).all()
        some: list[int] = []
        octets = 0
        for number, size in found:
            if some and octets + size > _ROOM:
                break
            some.append(number)
            octets += size
        tx.execute(chunk.delete().where(among(_K.n_chunk, "among")), {"among": listed(some)})
    return len(some) < len(found) or len(found) == _PIECE


def destroyed(connection: Connection, rows: Collection[int]) -> set[int]:
    """Of these submissions, those whose keys a purge has overwritten, though it may have been cut before `erased`."""
    query = select(purged.c.row).where(among(purged.c.row, "among"))
    return set(connection.scalars(query, {"among": listed(sorted(rows))}))


def under(connection: Connection, digest: str) -> set[int]:
    """The submissions whose copies went because two people agreed to this selection."""
    return set(connection.scalars(select(purged.c.row).where(purged.c.digest == digest)))
