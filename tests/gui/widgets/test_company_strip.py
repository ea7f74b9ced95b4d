"""Who else is at the case on the screen, and what is offered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.presence import Company, Editing, Patience, Presence
from backoffice_gui.gui.widgets import company_strip
from backoffice_gui.gui.widgets.company_strip import CompanyStrip
from tests.support.invented_cases import ME
from tests.support.office import NOW

PATIENCE = Patience()


class _Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> _Clock:
    """It stands at a quiet moment."""
    return _Clock()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told."""
    told: list[str] = []
    monkeypatch.setattr(company_strip, "announce", lambda _widget, text: told.append(text))
    return told


@pytest.fixture
def strip(qtbot: QtBot, clock: _Clock, said: list[str]) -> CompanyStrip:
    """A strip by that clock."""
    assert not said
    made = CompanyStrip(now=clock)
    qtbot.addWidget(made)
    return made


def open_by(agent: str) -> Presence:
    """Case 1 on a colleague's desk for four minutes."""
    return Presence(1, agent, "POSTE-2", NOW - timedelta(minutes=4), NOW)


def written_by(agent: str, *, here: bool = False, wanted_by: str = "") -> Editing:
    """Case 1 written about for two minutes."""
    asked = NOW if wanted_by else None
    return Editing(1, agent, "POSTE-2", NOW - timedelta(minutes=2), NOW, wanted_by, asked, here=here)


def test_it_is_announced_once_and_ages_by_itself(strip: CompanyStrip, clock: _Clock, said: list[str]) -> None:
    """The minutes go on in the words alone; another case, and nobody, hide it."""
    company = Company(NOW, (open_by("d.demo"),))
    strip.show_company(1, company, PATIENCE, ME)
    assert "depuis 4\u00a0min" in strip.text
    clock.now += timedelta(minutes=3)
    strip._clock.timeout.emit()
    strip.show_company(1, replace(company, at=clock.now), PATIENCE, ME)
    assert "depuis 7\u00a0min" in strip.text
    assert len(said) == 1
    strip.show_company(2, company, PATIENCE, ME)
    assert strip.isHidden()
    assert not strip._clock.isActive()


def test_one_reads_while_a_colleague_writes_and_may_ask(qtbot: QtBot, strip: CompanyStrip, clock: _Clock) -> None:
    """Asked for, it comes by itself; one who is silent for long is simply taken over from."""
    strip.show_company(1, Company(NOW, (), (written_by("d.demo"),)), PATIENCE, ME)
    assert strip.held
    assert strip._act.text() == "Demander la main"
    with qtbot.waitSignal(strip.taken):
        strip._act.click()
    strip.show_company(1, Company(NOW, (), (written_by("d.demo", wanted_by=ME),)), PATIENCE, ME)
    assert "à vous dans 30\u00a0s" in strip.text
    assert strip._act.isHidden()
    clock.now += PATIENCE.asked
    strip._clock.timeout.emit()
    assert strip._act.text() == "Prendre la main"


def test_one_who_is_asked_may_leave_it_at_once(qtbot: QtBot, strip: CompanyStrip) -> None:
    """And hears it when it is gone: what was written is a draft."""
    strip.show_company(1, Company(NOW, (), (written_by(ME, here=True, wanted_by="d.demo"),)), PATIENCE, ME)
    held = [strip.held]
    with qtbot.waitSignal(strip.given):
        strip._act.click()
    strip.show_company(1, Company(NOW, (), (written_by("d.demo"),)), PATIENCE, ME)
    assert "a pris la main" in strip.text
    assert [*held, strip.held] == [False, True]
    with qtbot.waitSignal(strip.taken):
        strip._act.click()
