"""A certificate that ends, backups that are not made: said above the pages, closed until it gets worse."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.incidents import Alarm, AlarmKind
from backoffice_gui.domain.monitor import Monitor
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.windows.upkeep_strips import UpkeepStrips
from tests.support.office import NOW, quiet_monitor


@pytest.fixture
def strips(qtbot: QtBot) -> UpkeepStrips:
    """Both on screen."""
    made = UpkeepStrips()
    qtbot.addWidget(made)
    made.show()
    return made


def _ends(days: float) -> Monitor:
    return replace(quiet_monitor(), at=NOW, certificate_expires_at=NOW + timedelta(days=days))


def test_each_threshold_has_its_sentence(strips: UpkeepStrips) -> None:
    """Thirty days, a week, a day, the end: amber, then red, with the moment."""
    said = []
    for days, tone in ((31, None), (30, Tone.WARNING), (7, Tone.WARNING), (1, Tone.ERROR), (-1, Tone.ERROR)):
        strips.show_state(_ends(days))
        assert strips.certificate.isVisible() == (tone is not None)
        if tone is not None:
            assert strips.certificate.tone is tone
            said.append(strips.certificate.text)
    assert len(set(said)) == 4
    assert all("2026" in text and "administrateur" in text for text in said)


def test_closed_until_it_gets_worse(strips: UpkeepStrips) -> None:
    """A renewed certificate makes it new again."""
    strips.show_state(_ends(30))
    strips.certificate.acted.emit()
    strips.show_state(_ends(29))
    assert not strips.certificate.isVisible()
    strips.show_state(_ends(7))
    assert strips.certificate.isVisible()
    strips.certificate.acted.emit()
    strips.show_state(_ends(300))
    strips.show_state(_ends(30))
    assert strips.certificate.isVisible()


def test_why_there_is_no_backup(qtbot: QtBot, strips: UpkeepStrips) -> None:
    """Late, or failed with its reason; it leads to where the alarm stands, and closes until the next one."""
    late = replace(quiet_monitor(), alarms=(Alarm(AlarmKind.BACKUP, NOW, "overdue"),))
    failed = replace(quiet_monitor(), alarms=(Alarm(AlarmKind.BACKUP, NOW, "STO-014:gone"),))
    strips.show_state(late)
    assert "depuis trop longtemps" in strips.backup.text
    strips.show_state(failed)
    assert "n’est pas là" in strips.backup.text
    assert "(STO-014)" in strips.backup.text
    with qtbot.waitSignal(strips.transfers_asked):
        strips.backup.acted.emit()
    strips.backup.acted_also.emit()
    strips.show_state(failed)
    assert not strips.backup.isVisible()
    strips.show_state(quiet_monitor())
    strips.show_state(failed)
    assert strips.backup.isVisible()
