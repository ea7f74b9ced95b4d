"""A purge epoch in the second copy: its slots are wrapped anew in place, under a run key that no old key opens.

The records that are only ever appended stay: they hold run keys sealed to what an epoch ends, and nothing in any slot
is wrapped under those any more. Cut anywhere it can be done again: a slot is the old one, which opens until the inbox
destroys its run key, or the new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, func, select

from backoffice_gui.domain.ids import Digest, Origin, SubmissionId, SubmissionKey
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.inbox import epochs, identity, mirrored
from backoffice_gui.storage.inbox.epochs import Epoch
from backoffice_gui.storage.inbox.identity import StoreIds
from backoffice_gui.storage.inbox.mirrored import MirrorRow
from backoffice_gui.storage.inbox.schema import attempt, run_key, submission
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.mirror import files, slots
from backoffice_gui.storage.mirror.copying import Copier
from backoffice_gui.storage.mirror.slots import Slot, subject_of

__all__ = ["check", "refuse_unnamed", "renew", "tell"]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the inbox knows: tags of attempts whose key lives, submissions that are erased or have such an attempt."""

    living: frozenset[bytes]
    settled: frozenset[bytes] = field(repr=False)

    def strange(self, slot: Slot) -> bool:
        """Whether this store can't say what became of what a slot's key opens."""
        return slot.tag not in self.living and slot.subject not in self.settled


def _known(connection: Connection) -> _Known:
    alive = attempt.c.wrapped_key != func.zeroblob(func.length(attempt.c.wrapped_key))
    living = frozenset(connection.scalars(select(attempt.c.tag).where(alive)))
    settled = select(submission.c.origin, submission.c.id, submission.c.digest).where(
        submission.c.erased_at.is_not(None) | submission.c.row.in_(select(attempt.c.row).where(alive))
    )
    rows = connection.execute(settled)
    return _Known(
        living,
        frozenset(
            subject_of(SubmissionKey(Origin(row.origin), SubmissionId(row.id), Digest(row.digest))) for row in rows
        ),
    )


def refuse_unnamed(inbox: Inbox, root: Path | None) -> None:
    """See that a second copy that was begun is named, or given up: its keys would end, and it would look whole still.

    Raises `UsageError("epoch-mirror-unnamed")`.
    """
    if root is not None:
        return
    with inbox.reading() as connection:
        row = mirrored.current(connection)
    if row is not None and not row.given_up:
        raise UsageError("epoch-mirror-unnamed")


def check(inbox: Inbox, root: Path) -> None:
    """See, before an epoch begins, that the mirror is there, may be written to, and holds nothing that is only there.

    A store that was restored may know less than the mirror of its former name: the keys of that would end with it.
    Raises `MirrorGone`, `UsageError("epoch-mirror")` with how many copies that are.
    """
    with inbox.reading() as connection:
        row, ids, known = mirrored.current(connection), identity.ids(connection), _known(connection)
    if row is None:
        return
    with _copier(inbox, root, row, ids) as copier:
        copier.probe()
    strange: set[bytes] = set()
    for name in sorted(ids.all):
        with files.gone(root):
            found = slots.read_all(files.folder_of(root, name)).values()
        strange |= {slot.tag for slot in found if slot.wrapped and known.strange(slot)}
    if strange:
        raise UsageError("epoch-mirror", copies=len(strange), folder=str(root))


@contextmanager
def _copier(inbox: Inbox, root: Path, row: MirrorRow, ids: StoreIds) -> Iterator[Copier]:
    """Open; where the store has a new name since, the mirror under that is begun, and the next collector notes it."""
    copier = Copier(inbox, root, ids)
    try:
        copier.open(row)
        yield copier
    finally:
        copier.close()


def renew(inbox: Inbox, root: Path, one: Epoch) -> None:
    """Bring what an epoch has wrapped anew into every slot of it, in the folder of each name the store has had.

    The run key comes first, with what the store says of itself. A key of which the inbox has no more, its submission
    being erased or held by another attempt, is overwritten; one that could not be opened stays as it lies.
    Raises `MirrorGone`.
    """
    with inbox.reading() as connection:
        row, ids, known = mirrored.current(connection), identity.ids(connection), _known(connection)
        wraps = {each.context.attempt: each.wrapped for each in epochs.under(connection, one)}
        sealed = connection.execute(select(run_key.c.sealed).where(run_key.c.id == one.run_key)).scalar_one()
    if row is None:
        return
    under = slots.name_of(sealed)
    with _copier(inbox, root, row, ids) as copier:
        copier.publish(one.run_key)

    def anew(slot: Slot) -> Slot:
        wrapped = wraps.get(slot.tag)
        if wrapped is not None:
            return Slot(slot.tag, slot.subject, wrapped, under)
        gone = slot.tag not in known.living and slot.subject in known.settled
        return Slot(slot.tag, slot.subject, b"") if gone else slot

    for name in sorted(ids.all):
        slots.rewrite(files.folder_of(root, name), anew)


def tell(inbox: Inbox, root: Path) -> None:
    """Append what the store says of itself now: names, public halves, and what is sealed to the recovery key.

    Nothing where no mirror was begun. Raises `MirrorGone`.
    """
    with inbox.reading() as connection:
        row, ids = mirrored.current(connection), identity.ids(connection)
    if row is None:
        return
    with _copier(inbox, root, row, ids) as copier:
        copier.probe()
