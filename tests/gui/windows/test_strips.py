"""What is said above the pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.incidents import Alarm, AlarmKind
from backoffice_gui.domain.monitor import Connection, Monitor
from backoffice_gui.domain.office import Condition, OfficeState
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.risk import assess
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.windows.strips import Strips
from tests.support.office import NOW, busy_monitor, quiet_monitor

OFFLINE = replace(
    quiet_monitor(),
    connection=Connection.OFFLINE,
    trouble="TRF-002",
    waiting=False,
    next_poll_in=30.0,
    offline_since=NOW - timedelta(minutes=18),
)


OFFLINE_ENDS = "Nouvel essai dans 30 s."


@pytest.fixture
def strips(qtbot: QtBot) -> Strips:
    """Strips on screen."""
    made = Strips()
    qtbot.addWidget(made)
    made.show()
    return made


def show(strips: Strips, monitor: Monitor, passed: float = 0.0, *, on_transfers: bool = False) -> None:
    """Show a snapshot."""
    strips.show_state(monitor, assess(monitor, passed), passed, on_transfers=on_transfers)


def test_calm_says_nothing(strips: Strips) -> None:
    """No strip without a cause."""
    show(strips, quiet_monitor())
    assert not any(s.isVisible() for s in (strips.site, strips.disk, strips.risk, strips.sealed, strips.failure))


def test_offline_is_amber_and_offers_to_try(qtbot: QtBot, strips: Strips) -> None:
    """Since when, what stays, what can't be known, when it is tried again."""
    show(strips, OFFLINE)
    assert strips.site.tone is Tone.WARNING
    assert strips.site.text.endswith(OFFLINE_ENDS)
    with qtbot.waitSignal(strips.poll_asked):
        strips.site.acted.emit()
    show(strips, quiet_monitor())
    assert not strips.site.isVisible()


@pytest.mark.parametrize(
    ("code", "words"),
    [("TRF-003", "refuse le certificat"), ("TRF-004", "n’est pas reconnu"), ("TRF-005", "renvoie vers")],
)
def test_refused_is_red_with_its_cause(qtbot: QtBot, strips: Strips, code: str, words: str) -> None:
    """Which refusal it is, with its code; the detail is a press away."""
    show(strips, replace(OFFLINE, connection=Connection.REFUSED, trouble=code))
    assert strips.site.tone is Tone.ERROR
    assert words in strips.site.text
    assert code in strips.site.text
    with qtbot.waitSignal(strips.detail_asked) as told:
        strips.site.acted_also.emit()
    assert told.args is not None
    assert told.args[0].code == code


def test_a_refusal_is_said_by_its_reason(strips: Strips) -> None:
    """Expired, or for another address: what an administrator mends differently reads differently."""
    said = set()
    for word in ("TRF-004", "TRF-004:expired", "TRF-004:hostname", "TRF-003:expired", "TRF-003:EXEMPLE"):
        show(strips, replace(OFFLINE, connection=Connection.REFUSED, trouble=word))
        assert f"({word.partition(':')[0]})" in strips.site.text
        said.add(strips.site.text)
    assert len(said) == 5
    assert sum("expiré" in text for text in said) == 2


def test_offline_for_another_cause_than_the_network_says_it(strips: Strips) -> None:
    """A key that is not proven, a version that is too old: no waiting for the network mends that."""
    for word, title in (
        ("STO-008:differs", "Clé de la base non prouvée"),
        ("TRF-002:protocol-version", "trop ancienne"),
    ):
        show(strips, replace(OFFLINE, trouble=word))
        assert title in strips.site.text
        assert strips.site.text.endswith(OFFLINE_ENDS)


def test_a_full_disk_is_red_while_it_lasts(qtbot: QtBot, strips: Strips) -> None:
    """What is safe, what to do; lists go on."""
    show(strips, replace(quiet_monitor(), alarms=(Alarm(AlarmKind.DISK_FULL, NOW, ""),)))
    assert strips.disk.isVisible()
    assert "STO-009" in strips.disk.text
    with qtbot.waitSignal(strips.detail_asked):
        strips.disk.acted.emit()
    show(strips, quiet_monitor())
    assert not strips.disk.isVisible()


def test_danger_is_said_on_every_page_but_its_own(qtbot: QtBot, strips: Strips) -> None:
    """Whatever the agent is doing, what is about to be lost is on the screen."""
    show(strips, busy_monitor())
    assert strips.risk.isVisible()
    tones = [strips.risk.tone]
    show(strips, busy_monitor(), 300.0)
    tones.append(strips.risk.tone)
    assert tones == [Tone.WARNING, Tone.ERROR]
    with qtbot.waitSignal(strips.transfers_asked):
        strips.risk.acted.emit()
    show(strips, busy_monitor(), on_transfers=True)
    assert not strips.risk.isVisible()


def test_a_sealed_casebook_is_said(qtbot: QtBot, strips: Strips) -> None:
    """The list works, contents don't; with the code, and a retry."""
    strips.show_condition(Condition(OfficeState.SEALED, code="KEY-001"))
    assert "Coffre fermé" in strips.sealed.text
    assert "KEY-001" in strips.sealed.text
    with qtbot.waitSignal(strips.retried):
        strips.sealed.acted.emit()
    strips.show_condition(Condition(OfficeState.OPEN))
    assert not strips.sealed.isVisible()


def test_a_lost_casebook_names_the_way_back(strips: Strips) -> None:
    """A backup, or the recovery key, by the commands that an administrator will be told."""
    strips.show_condition(Condition(OfficeState.SEALED, code="STO-002", reason="casebook"))
    said = strips.sealed.text.replace("\u00a0", " ")
    assert all(way in said for way in ("restore --casebook", "store recover --new-casebook", "STO-002"))


def test_a_failure_nobody_shows_is_shown_here(qtbot: QtBot, strips: Strips) -> None:
    """One sentence with its code; the detail, or away with it."""
    failure = Failure("STO-010", "locked")
    strips.show_failure(failure)
    assert "STO-010" in strips.failure.text
    with qtbot.waitSignal(strips.detail_asked) as told:
        strips.failure.acted.emit()
    assert told.args == [failure]
    strips.failure.acted_also.emit()
    assert not strips.failure.isVisible()
