"""From what comes in to cases: `test_intake`, `test_known_persons` and `test_resemblance` look at what comes of it."""

from __future__ import annotations

from backoffice_gui.actions.taking_in import Rules, take_in
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.casebook.caseload_schema import numbering
from tests.support.cases import rows
from tests.support.desks import Store
from tests.support.stores import MOMENT


def test_nothing_that_comes_in_changes_nothing(store: Store) -> None:
    """No number is given, no line written."""
    with store.desk.casebook.transaction() as tx:
        before = audit_log.head(tx)
        assert take_in(tx, [], Rules(), MOMENT) == []
        assert audit_log.head(tx) == before
    assert rows(store, numbering) == []
