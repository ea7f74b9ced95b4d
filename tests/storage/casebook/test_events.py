"""What happened to cases is only added to."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.errors import Defect
from backoffice_gui.storage.casebook import events
from backoffice_gui.storage.casebook.events import CaseEvent
from tests.support.cases import certificate_form, take
from tests.support.desks import a_store
from tests.support.stores import MOMENT


def test_events_are_numbered_in_order_and_never_changed(tmp_path: Path) -> None:
    """Over all cases; the database refuses an edit."""
    with a_store(tmp_path) as store:
        take(store, certificate_form())
        made = [CaseEvent(1, MOMENT, "moi", name, 2, "{}", "{}", 1) for name in ("take", "close")]
        with store.desk.casebook.transaction() as tx:
            assert events.add(tx, made) == [2, 3]
            assert events.load(tx, [3, 2, 9]) == {2: made[0], 3: made[1]}
            assert [kept.event for kept in events.of_case(tx, 1)] == [1, 2, 3]
        with pytest.raises(Defect), store.desk.casebook.transaction() as tx:
            tx.execute(text("UPDATE case_event SET who = 'x'"))
