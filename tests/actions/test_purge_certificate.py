"""The certificate: counts, digest, two names, copies that had left; and no word of a person."""

from __future__ import annotations

import json
from pathlib import Path

from backoffice_gui.actions.attachments import save_part
from backoffice_gui.actions.export_cases import whose
from backoffice_gui.actions.purge_certificate import FORMAT
from backoffice_gui.actions.saved_views import save_view
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.case_list import CaseFilter, CaseQuery, CaseView
from backoffice_gui.storage.casebook import audit_log, purges
from backoffice_gui.storage.casebook.schema import audit
from tests.support.attachments import case_with
from tests.support.cases import lines
from tests.support.clock import TurnedClock
from tests.support.desks import Store
from tests.support.purging import DAY, close_all, planned, purge_all


def test_copies_that_had_left_are_in_it(store: Store, tmp_path: Path) -> None:
    """A piece that was saved, for sure, with its digest; a table that may have held the case, by its line.

    A line that no program wrote keeps no purge from its end.
    """
    clock = TurnedClock()
    case_with(store, clock, b"EXEMPLE\n")
    saved = save_part(store.world.inbox, store.desk, 1, 1, tmp_path, reason="EXEMPLE", clock=clock)
    table = (("agent", "agent-exemple"), *whose([1]), ("what", "list"))
    with store.desk.casebook.transaction() as tx:
        audit_log.append(tx, [AuditEvent(clock.now(), Verb.EXPORTED, Role.DESK, "cases", table)])
        audit_log.append(tx, [AuditEvent(clock.now(), Verb.EXPORTED, Role.DESK, "case:9", (("what", "sheet"),))])
        last, _hash = audit_log.LOG.head(tx)
        odd = ('{"details":{"agent":"agent-exemple"},"verb":"exported"}', '{"object":"cases","verb":"exported"}')
        tx.execute(audit.insert(), [{"n": n, "event": each, "hash": b""} for n, each in enumerate(odd, last + 1)])
    view = CaseView("", "EXEMPLE Personne", CaseQuery(CaseFilter(words="EXEMPLE Personne")), (), store.desk.agent)
    save_view(store.desk, view, frozenset(), clock)
    close_all(store, clock)
    clock.advance(730 * DAY)
    digest = planned(store, clock).digest
    purge_all(store, clock)
    with store.desk.casebook.reading() as connection:
        row = purges.load(connection, 1)
    assert row is not None
    said = json.loads(row.certificate)
    assert (said["format"], said["selection_sha256"], said["purged"], said["left"]) == (FORMAT, digest, {"case": 1}, {})
    assert (said["requester"], said["approver"], said["submissions_erased"]) == ("agent-exemple", "agent-second", 1)
    assert [(each["what"], each["sha256"]) for each in said["copies"]] == [("part_saved", saved.sha256)]
    moment = lines(store, "part_saved")[0].at.isoformat(timespec="microseconds")
    assert said["copies"][0]["at"] == moment
    assert said["copies"][0]["line"] == lines(store, "part_saved")[0].n
    assert said["saved_views"] == [1]
    assert len(said["lists_that_may_hold_some"]) == 1
    for word in ("EXEMPLE Personne", "DL-2026", "piece-1"):
        assert word not in row.certificate
