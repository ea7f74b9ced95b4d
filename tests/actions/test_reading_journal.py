"""Reading and verifying the journal are events of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from backoffice_gui.actions.reading_journal import asked_of, log_journal_read, log_verified
from backoffice_gui.domain.journal import Chain, JournalFilter, Walked
from tests.support.cases import lines
from tests.support.desks import a_store
from tests.support.stores import MOMENT


def test_what_was_asked_for_stands_in_code_words() -> None:
    """Only what is set; verbs in one order."""
    assert asked_of(JournalFilter()) == (("chain", "casebook"),)
    wanted = JournalFilter(Chain.INBOX, "case:3", "b.exemple", frozenset({"b", "a"}), MOMENT, MOMENT + timedelta(1))
    assert dict(asked_of(wanted)) == {
        "chain": "inbox",
        "of": "case:3",
        "by": "b.exemple",
        "verbs": "a b",
        "since": MOMENT.isoformat(timespec="hours"),
        "until": (MOMENT + timedelta(1)).isoformat(timespec="hours"),
    }


def test_who_read_and_what_a_verification_found_are_written_down(tmp_path: Path) -> None:
    """By name; a broken chain with its first broken event."""
    with a_store(tmp_path / "s") as store:
        log_journal_read(store.desk, JournalFilter(), MOMENT)
        log_verified(store.desk, Walked(Chain.INBOX, 4, 1, 4, MOMENT, 5, "cut"), MOMENT)
        (read,) = lines(store, "journal_read")
        (verified,) = lines(store, "journal_verified")
    assert read.details == (("agent", "agent-exemple"), ("chain", "casebook"))
    assert dict(verified.details) == {
        "agent": "agent-exemple", "broken": 5, "chain": "inbox", "events": 4, "holds": 0, "reason": "cut"
    }  # fmt: skip
