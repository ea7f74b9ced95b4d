"""What was purged and is here again, in a copy of the inbox that somebody brought back: an incident, never a new case.

What the web itself offers again is the collector's to see (`collector.arrivals`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from backoffice_gui.actions.arrivals import Incoming
from backoffice_gui.actions.desk import Desk
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.storage.casebook import purges
from backoffice_gui.storage.inbox import incidents
from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["tell_restored"]

_DETAIL = "restored"


def tell_restored(inbox: Inbox, desk: Desk, arrivals: Sequence[Incoming], at: datetime) -> int:
    """Open an incident for each of these that was purged before; returns how many there are. Twice opens none anew."""
    with desk.casebook.reading() as connection:
        gone = purges.buried_keys(connection, [each.come_of.key for each in arrivals])
    again = [each.come_of for each in arrivals if each.come_of.key in gone]
    if again:
        with inbox.transaction() as tx:
            for each in again:
                incidents.open_incident(
                    tx,
                    IncidentKind.OFFERED_AFTER_PURGE,
                    at,
                    row=each.inbox_row,
                    id=each.submission,
                    detail=_DETAIL,
                )
    return len(again)
