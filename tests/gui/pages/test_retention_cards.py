"""The cards of *Conservation*: each says what is so, and offers what may be done and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.purging import VALID, Held
from backoffice_gui.gui.pages.retention_cards import DueCard, HoldsCard, PurgesCard, RulesCard
from tests.support.office import NOW
from tests.support.retentions import MemoryRetention


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    """Something that is shown."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1_000, 800)
    made.show()
    return made


def cells(card: RulesCard | DueCard | PurgesCard | HoldsCard, row: int = 0) -> list[str]:
    """What a row says."""
    model = card.table.model()
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def test_the_two_clocks_are_told_apart(ground: QWidget) -> None:
    """The site's half hour, and the rules with who answers for them."""
    card = RulesCard(ground)
    card.show_rules(MemoryRetention().rules())
    words = " ".join(label.text() for label in card.findChildren(type(card.none)))
    assert "preuve de la notification" in words
    assert cells(card, 1) == [
        "Demande entière", "730 jours", "clôture de la demande", "Archives publiques, après visa", "DPO EXEMPLE",
    ]  # fmt: skip
    assert cells(card, 3)[0] == "Dépôt mis à part"


def test_a_dry_run_says_why_for_each(qtbot: QtBot, ground: QWidget) -> None:
    """What may go, what stays and why; where nothing is due there is nothing to ask for."""
    card = DueCard(ground)
    card.show()
    card.show_plan(MemoryRetention(5).plan())
    assert cells(card, 0)[1] == "peut partir"
    assert cells(card, 2)[1] == "conservation prolongée"
    assert cells(card, 3)[1] == "message plus récent de la personne, rapprochement en attente"
    assert cells(card, 4)[0] == "Dépôt 5"
    assert "3 éléments peuvent partir" in card.count.text()
    assert "Restent\xa0:" in card.count.text()
    assert not [words for words in ("La liste", "D’autres") if words in card.count.text()]
    with qtbot.waitSignal(card.hold_asked) as heard:
        card.hold.click()
    assert heard.args == [""]
    card.show_plan(MemoryRetention(0).plan())
    assert not card.request.isEnabled()
    assert card.none.isVisible()


def test_what_is_not_listed_is_told_from_what_does_not_go_yet(ground: QWidget) -> None:
    """A list that shows some, a purge that is full, and what stays that nobody counted are three things."""
    card = DueCard(ground)
    card.show_plan(MemoryRetention(2_001).plan())
    assert "La liste en montre 2\u202f000." in card.count.text()
    assert "la purge suivante" not in card.count.text()
    card.show_plan(replace(MemoryRetention(5).plan(), more=True, cut=True))
    for words in ("D’autres peuvent partir\xa0: la purge suivante les prendra.", "Restent, au moins\xa0:"):
        assert words in card.count.text()
    assert "La liste" not in card.count.text()


def test_each_stage_offers_its_own(ground: QWidget) -> None:
    """Never an approval to the one who asked; none of anything while one is carried out."""
    kept = MemoryRetention()
    kept.request("ab" * 32)
    asked = kept.all[0]
    card = PurgesCard(ground)
    card.show()
    card.show_purges((asked,), "A.Exemple ", asked.requested_at)
    assert card.approve.isVisible()
    assert not card.approve.isEnabled()
    card.show_purges((asked,), "b.exemple", asked.requested_at)
    assert card.approve.isEnabled()
    assert card.withdraw.isVisible()
    assert "à approuver avant" in card.advice.text()
    card.show_purges((asked,), "a.exemple", asked.requested_at, "collegue.demo")
    assert card.approve.isEnabled(), "a demonstration has one person, who stands in for the other"
    assert "collegue.demo" in card.advice.text()
    card.set_busy(True)
    assert not card.approve.isEnabled()
    card.set_busy(False)
    card.show_purges((asked,), "b.exemple", asked.requested_at + VALID)
    assert not any(button.isVisible() for button in (card.approve, card.start, card.withdraw))
    assert cells(card)[1] == "périmée"
    kept.agent = "b.exemple"
    kept.approve(1, asked.digest)
    card.show_purges(kept.purges(), "c.exemple", kept.all[0].requested_at)
    assert card.start.isVisible()
    assert "L’accord vaut jusqu’au" in card.advice.text()


def test_a_hold_is_shown_with_who_why_and_until(qtbot: QtBot, ground: QWidget) -> None:
    """And ended from its row."""
    card = HoldsCard(ground)
    card.show()
    held = Held(1, 1, "DL-2026-000001", "a.exemple", "EXEMPLE", (NOW + timedelta(days=9)).date(), NOW, None, "")
    card.show_holds((held,))
    assert cells(card)[0] == "DL-2026-000001"
    assert cells(card)[2:] == ["a.exemple", "EXEMPLE"]
    with qtbot.waitSignal(card.released) as heard:
        card.release.click()
    assert heard.args == [held]
    card.table.selectRow(0)
    younger = replace(held, hold=2, agent="b.exemple")
    card.show_holds((younger, held))
    with qtbot.waitSignal(card.released) as heard:
        card.release.click()
    assert heard.args == [held], "the one that was chosen, wherever its row is now"
    card.show_holds((replace(younger, hold=3), younger))
    assert not card.release.isEnabled(), "it is gone: no other takes its place unchosen"
    card.table.selectRow(1)
    assert card.release.isEnabled()
    card.show_holds((replace(younger, hold=4),))
    assert not card.release.isEnabled(), "the only one, and another than the one that was offered"
    card.table.selectRow(0)
    assert card.release.isEnabled()
    card.show_holds(())
    assert not card.release.isVisible()
    card.show_holds((held,))
    assert card.release.isEnabled()
