"""What came in and the disk does not give back: an incident for each, once; it is tried again at each look.

What can't be opened is a case that says so, for it will never open otherwise. A page that can't be read may be there
again tomorrow, on a disk that was mended or from the second copy: so its submission waits, and a person is told of it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from backoffice_gui import logs
from backoffice_gui.actions.arrivals import Looked
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.storage.dialect import among, listed
from backoffice_gui.storage.inbox import incidents
from backoffice_gui.storage.inbox.schema import submission
from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["FORM", "PIECES", "tell_damaged"]

_LOG = logging.getLogger(__name__)
_S = submission.c
_NAMED = select(_S.row, _S.seq, _S.id).where(among(_S.row, "among")).order_by(_S.row)
"""Of nothing but the submission: the page that can't be read may be one of its attempts."""

FORM = "form"
"""Nothing of it could be read: no case is made of it until it can."""
PIECES = "pieces"
"""It is a case; of what was attached, something can't be read."""


def tell_damaged(inbox: Inbox, looked: Looked, at: datetime) -> Looked:
    """The same look, once an incident says of each of its submissions that can't be read that this is so.

    One that was told before is not told again, whether or not somebody has closed it. Raises what `Inbox.transaction`
    raises: what can't be told stops the look, which is tried again.
    """
    if not looked.damaged:
        return looked
    rows = sorted(looked.damaged)
    with inbox.reading() as connection:
        told = incidents.ever_opened(connection, IncidentKind.UNREADABLE, rows)
        named = _named(connection, [row for row in rows if row not in told])
    if not named:
        return looked
    taken = {each.come_of.inbox_row for each in looked.arrivals}
    with inbox.transaction() as tx:
        for row, (seq, known) in named.items():
            why = PIECES if row in taken else FORM
            incidents.open_incident(tx, IncidentKind.UNREADABLE, at, row=row, seq=seq, id=known, detail=why)
    for row in named:
        logs.event(_LOG, logging.WARNING, "submission_unreadable", detail=f"row-{row}")
    return looked


def _named(connection: Connection, rows: Sequence[int]) -> dict[int, tuple[int, str]]:
    """Number and id of these submissions, by their rows in order."""
    found = connection.execute(_NAMED, {"among": listed(list(rows))})
    return {row.row: (row.seq, row.id) for row in found}
