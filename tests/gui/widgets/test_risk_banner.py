"""The banner."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.risk import Danger, assess
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.risk_banner import RiskBanner
from tests.support.office import busy_monitor, quiet_monitor


@pytest.mark.parametrize(
    ("danger", "tone"),
    [
        (Danger.SAFE, Tone.NEUTRAL),
        (Danger.WATCH, Tone.INFO),
        (Danger.UNKNOWN, Tone.WARNING),
        (Danger.URGENT, Tone.WARNING),
        (Danger.CRITICAL, Tone.ERROR),
    ],
)
def test_only_what_asks_for_eyes_takes_a_colour(qtbot: QtBot, danger: Danger, tone: Tone) -> None:
    """Calm stays without colour; the worse, the louder."""
    banner = RiskBanner()
    qtbot.addWidget(banner)
    banner.show_risk(replace(assess(busy_monitor(), 0.0), danger=danger))
    assert banner.tone is tone


def test_it_says_headline_and_detail_to_a_screen_reader(qtbot: QtBot) -> None:
    """Its name is the whole answer; the bar shows only where something is on the web."""
    banner = RiskBanner()
    qtbot.addWidget(banner)
    banner.resize(700, 120)
    banner.show()
    banner.show_risk(assess(busy_monitor(), 0.0))
    assert banner.accessibleName().startswith("1 demande risque d’être perdue")
    assert banner._bar.isVisible()
    assert not banner.grab().isNull()
    banner.show_risk(assess(quiet_monitor(), 0.0))
    assert banner.accessibleName() == "Rien n’attend sur le site. 0 demande sur le site"
    assert not banner._bar.isVisible()
