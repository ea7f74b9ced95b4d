"""The casebook's chain may name an agent, and is verified like the other."""

from __future__ import annotations

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.casebook.store import Casebook
from tests.support.stores import MOMENT


def test_a_consultation_names_who(casebook: Casebook) -> None:
    """In the details: the system's login."""
    with casebook.transaction() as tx:
        start = audit_log.head(tx)
        event = AuditEvent(MOMENT, Verb.DETAIL_OPENED, Role.DESK, "submission:1", (("login", "exemple"),))
        audit_log.append(tx, [event])
        (line,) = audit_log.read(tx, after=start.n)
        assert (line.verb, line.role, line.details) == ("detail_opened", "desk", (("login", "exemple"),))
        assert audit_log.verify(tx, [start]).ok
