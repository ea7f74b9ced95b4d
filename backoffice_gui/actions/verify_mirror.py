"""Verifying the second copy, with no key: every record and its link, and that every copy is there and equal.

What the inbox says the mirror holds is read first, so that a collector that goes on writing
meanwhile is no fault; what seems wrong then is looked up once more before it is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select

from backoffice_gui.errors import MirrorGone
from backoffice_gui.storage.inbox import identity, mirrored
from backoffice_gui.storage.inbox.mirrored import MirrorRow
from backoffice_gui.storage.inbox.schema import attempt
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.mirror import files, looking, slots
from backoffice_gui.storage.mirror.index import Index, read_index
from backoffice_gui.storage.mirror.slots import Slot

__all__ = ["MirrorVerified", "verify_mirror"]

_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class MirrorVerified:
    """How many records hold, how many copies were compared, and what does not hold, as (where, reason).

    `where`: `folder`, `segment:<n> at:<octet>` or `submission:<row>`. Reasons: those of `MirrorGone`;
    `chain`: a link, or the octets before it; `absent`, `hash`: a copy; `key`: its wrapped
    key is not there, or not the inbox's; `not-erased`: it is there still.
    """

    records: int
    copies: int
    faults: tuple[tuple[str, str], ...]


def verify_mirror(inbox: Inbox, root: Path) -> MirrorVerified:
    """Verify the mirror of an inbox under `root`; never raises for what it finds in it."""
    state = looking.look(inbox, root)
    with inbox.reading() as connection:
        row, store_id = mirrored.current(connection), identity.ids(connection).current
    if row is None or not state.begun:  # the next collector begins it; `status` says how much it lacks
        return MirrorVerified(0, 0, ())
    if state.trouble not in {None, "read-only"}:
        return MirrorVerified(0, 0, (("folder", state.trouble or ""),))
    copies = list(_copies(inbox, row))
    folder = files.folder_of(root, store_id)
    try:
        with files.gone(root):
            index, keys = read_index([folder]), slots.read_all(folder)
    except MirrorGone as error:
        return MirrorVerified(0, 0, (("folder", error.reason),))
    faults = [(f"segment:{segment} at:{at}", "chain") for segment, at in index.breaks]
    for one in copies:
        reason = _fault_of(one, index, keys)
        if reason is not None and _same(inbox, one):
            faults.append((f"submission:{one.row}", reason))
    return MirrorVerified(index.records, len(copies), tuple(faults))


_COPIES = select(attempt.c.attempt, attempt.c.row, attempt.c.tag, attempt.c.wrapped_key, attempt.c.chunk_hashes)


def _copies(inbox: Inbox, mirror: MirrorRow) -> Iterator[Row[*tuple[Any, ...]]]:
    """Every attempt that this mirror holds by what the inbox says, some at a time."""
    last = 0
    while True:
        query = _COPIES.where(attempt.c.attempt > last, attempt.c.mirrored_in == mirror.n)
        with inbox.reading() as connection:
            page = connection.execute(query.order_by(attempt.c.attempt).limit(_PAGE)).all()
        yield from page
        if len(page) < _PAGE:
            return
        last = page[-1].attempt


def _fault_of(one: Row[*tuple[Any, ...]], index: Index, keys: dict[bytes, Slot]) -> str | None:
    slot = keys.get(one.tag)
    if not any(one.wrapped_key):
        return "not-erased" if slot is not None and slot.wrapped else None
    whole = index.whole.get(one.tag)
    if whole is None:
        return "absent"
    if one.chunk_hashes is not None and whole.hashes != one.chunk_hashes:
        return "hash"
    return None if slot is not None and slot.wrapped == one.wrapped_key else "key"


def _same(inbox: Inbox, one: Row[*tuple[Any, ...]]) -> bool:
    """Whether the inbox still says what it said: an erasure or a removal may have come between."""
    with inbox.reading() as connection:
        now = connection.execute(_COPIES.where(attempt.c.attempt == one.attempt)).first()
    return now is not None and tuple(now) == tuple(one)
