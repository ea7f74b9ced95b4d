"""What is being written is kept."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.drafts import Drafts
from tests.support.caseload import MemoryCaseload


@pytest.fixture
def drafts(bridge: Bridge, caseload: MemoryCaseload) -> Drafts:
    """Drafts over the caseload."""
    return Drafts(bridge, caseload, bridge)


def test_a_second_after_the_last_key_it_is_kept(qtbot: QtBot, drafts: Drafts, caseload: MemoryCaseload) -> None:
    """Ten keys are one draft."""
    for n in range(1, 11):
        drafts.write(7, "note", "x" * n)
    qtbot.waitUntil(lambda: caseload.drafts.get((7, "note")) == "x" * 10, timeout=3_000)
    assert caseload.calls.count("keep_draft") == 1


def test_leaving_keeps_at_once_and_sending_forgets(qtbot: QtBot, drafts: Drafts, caseload: MemoryCaseload) -> None:
    """`flush` waits for nothing."""
    drafts.write(7, "note", "abc")
    drafts.write(8, "answer", "{}")
    drafts.flush()
    qtbot.waitUntil(lambda: len(caseload.drafts) == 2)
    drafts.forget(7, "note")
    qtbot.waitUntil(lambda: (7, "note") not in caseload.drafts)


def test_what_an_earlier_life_kept_comes_back(drafts: Drafts, caseload: MemoryCaseload) -> None:
    """From the store first; what is typed here since wins over an older reading."""
    caseload.drafts[7, "note"] = "d’avant"
    assert drafts.text(caseload.case(7), "note") == "d’avant"
    drafts.write(7, "note", "maintenant")
    assert drafts.text(caseload.case(7), "note") == "maintenant"
    assert drafts.text(caseload.case(8), "note") == ""
    drafts.flush()
