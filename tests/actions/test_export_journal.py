"""Taking the journal out: with a purpose or not at all, and never half."""

from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.actions.export_journal import export_journal
from backoffice_gui.domain.case_exports import Going
from backoffice_gui.domain.journal import JournalFilter, JournalLine
from backoffice_gui.domain.sheets import TableFormat
from backoffice_gui.errors import UsageError
from tests.support.cases import lines
from tests.support.clock import TurnedClock
from tests.support.desks import a_store
from tests.support.stores import MOMENT

LINE = JournalLine(1, MOMENT, "case_opened", "desk", "case:1", (("agent", "a.exemple"),))


def test_without_a_purpose_nothing_is_written_and_a_stopped_export_leaves_nothing(tmp_path: Path) -> None:
    """The purpose first; what was begun and stopped is logged as such."""
    file = tmp_path / "journal.csv"
    with a_store(tmp_path / "s") as store:

        def take(purpose: str, *, stop: bool) -> None:
            export_journal(
                store.desk,
                store.desk.casebook,
                JournalFilter(),
                Going(str(file), purpose),
                TurnedClock(),
                kind=TableFormat.CSV,
                most=100,
                read=lambda *_: [LINE],
                cancelled=lambda: stop,
            )

        with pytest.raises(UsageError, match="reason-needed"):
            take(" ", stop=False)
        assert lines(store, "exported") == []
        with pytest.raises(UsageError, match="export-cancelled"):
            take("EXEMPLE, contrôle", stop=True)
        assert not file.exists()
        take("EXEMPLE, contrôle", stop=False)
        assert "Demande ouverte" in file.read_text("utf-8-sig")
        ended = [dict(line.details) for line in lines(store, "export_ended")]
    assert [one.get("failed") for one in ended] == ["export-cancelled", None]
