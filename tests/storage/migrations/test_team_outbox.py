"""The table of keys: as its model says, and no key is ever another."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from backoffice_gui.errors import Defect
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.migrations import run, team_outbox
from backoffice_gui.storage.team import applied
from tests.support.stores import MOMENT


def test_a_key_is_recorded_once_and_never_changed(team_casebook: Casebook) -> None:
    """The guards refuse what a program of ours would not try."""
    assert set(team_outbox.NAMES_1_3) == set(applied.OUTBOX_MODEL.tables)
    with team_casebook.transaction() as tx:
        found = [each for each in run.differences(tx, applied.OUTBOX_MODEL) if "applied" in str(each)]
        applied.note(tx, ["0a" * 16], "c.demo", MOMENT)
    assert found == []
    for words in ("UPDATE applied SET agent = 'd.demo'", "TRUNCATE applied"):
        with pytest.raises(Defect), team_casebook.transaction() as tx:
            tx.execute(text(words))
    with pytest.raises(Defect), team_casebook.transaction() as tx:
        applied.note(tx, ["0a" * 16], "d.demo", MOMENT)
