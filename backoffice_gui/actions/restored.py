"""What was purged and is here again, in a copy of the inbox that somebody brought back: an incident, never a new case.

What the web itself offers again is the collector's to see (`collector.arrivals`).
"""

from __future__ import annotations

from datetime import datetime

from backoffice_gui.actions.arrivals import Looked
from backoffice_gui.actions.desk import Desk
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.storage.casebook import purges
from backoffice_gui.storage.inbox import incidents
from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["telling"]

_DETAIL = "restored"


def telling(inbox: Inbox, desk: Desk, looked: Looked, at: datetime) -> Looked:
    """The same look, once an incident is open for each of its submissions that was purged before; none twice."""
    with desk.casebook.reading() as connection:
        gone = purges.buried_keys(connection, [each.come_of.key for each in looked.arrivals])
    again = [each.come_of for each in looked.arrivals if each.come_of.key in gone]
    if again:
        with inbox.transaction() as tx:
            for each in again:
                row, known = each.inbox_row, each.submission
                incidents.open_incident(tx, IncidentKind.OFFERED_AFTER_PURGE, at, row=row, id=known, detail=_DETAIL)
    return looked
