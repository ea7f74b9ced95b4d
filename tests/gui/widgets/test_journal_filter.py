"""The journal's filter: what is chosen is what is asked, and nothing that can't be asked is offered."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.journal import Chain, JournalFilter
from backoffice_gui.gui.text_journal import GROUPS
from backoffice_gui.gui.widgets.journal_filter import JournalFilterLine


def test_everything_can_be_chosen_and_cleared(qtbot: QtBot) -> None:
    """A group of actions, one action, an agent, two days in Paris; then nothing again."""
    line = JournalFilterLine()
    qtbot.addWidget(line)
    line.show()
    assert line.filter == JournalFilter()
    line.offer_agents(("a.exemple", "b.exemple"))
    line.agent.setCurrentIndex(line.agent.findData("b.exemple"))
    line.action.setCurrentIndex(line.action.findData("read"))
    assert (line.filter.agent, line.filter.verbs) == ("b.exemple", frozenset(GROUPS["read"][1]))
    line.action.setCurrentIndex(line.action.findData("searched"))
    assert line.filter.verbs == {"searched"}
    assert not line.since.isVisible()
    line.period.setCurrentIndex(line.period.findData("between"))
    assert line.since.isVisible()
    line.since.setDate(QDate(2026, 3, 29))
    line.until.setDate(QDate(2026, 3, 29))
    asked = line.filter
    assert (asked.since, asked.until) == (
        datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 3, 29, 22, tzinfo=UTC)
    )  # fmt: skip
    line.offer_agents(("b.exemple",))
    assert line.filter.agent == "b.exemple"
    line.clear()
    assert line.filter == JournalFilter()


def test_the_collectors_chain_has_no_agents(qtbot: QtBot) -> None:
    """Neither agent nor case is asked of it."""
    line = JournalFilterLine()
    qtbot.addWidget(line)
    line.offer_agents(("a.exemple",))
    line.narrow_to("case:3", "DL-2026-000003")
    line.agent.setCurrentIndex(1)
    assert (line.filter.object, line.filter.agent) == ("case:3", "a.exemple")
    line.chain.setCurrentIndex(1)
    assert line.filter == JournalFilter(Chain.INBOX)
    assert not line.agent.isEnabled()


def test_today_and_the_last_days_begin_at_midnight(qtbot: QtBot) -> None:
    """In Paris, and go on until now."""
    line = JournalFilterLine()
    qtbot.addWidget(line)
    sinces = []
    for period in ("today", "week", "month"):
        line.period.setCurrentIndex(line.period.findData(period))
        since = line.filter.since
        assert since is not None
        assert line.filter.until is None
        sinces.append(since)
    assert sinces == sorted(sinces, reverse=True)
