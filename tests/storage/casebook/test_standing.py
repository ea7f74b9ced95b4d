"""Where cases stand: compare and set."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from backoffice_gui.domain.cases import CaseState
from backoffice_gui.domain.treating import Answered
from backoffice_gui.errors import Defect
from backoffice_gui.storage.casebook import standing
from tests.support.cases import certificate_form, take
from tests.support.clock import TurnedClock
from tests.support.desks import a_store


def test_what_moved_on_is_never_written_over(tmp_path: Path) -> None:
    """Read, written over its version, read back; over an older version nothing is, and it is a defect of ours."""
    with a_store(tmp_path) as store:
        (key,) = take(store, certificate_form())
        casebook = store.desk.casebook
        with casebook.transaction() as tx:
            was = standing.load(tx, [key.case, 99])[key.case]
            answered = (Answered(1, "issued", "", TurnedClock().now()),)
            new = replace(was, version=2, state=CaseState.CLOSED, agent="x", certificates=answered)
            standing.store(tx, [(was, new)])
        with casebook.reading() as connection:
            assert standing.load(connection, [1]) == {1: new}
            assert (standing.known(connection, 1), standing.known(connection, 2)) == (2, 0)
        with pytest.raises(Defect), casebook.transaction() as tx:
            standing.store(tx, [(was, replace(was, version=3, agent="y"))])
