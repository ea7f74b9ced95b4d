"""What may wait for a server, and what may not."""

from __future__ import annotations

from backoffice_gui.errors import DiskFull, StoreBusy, StoreError, StoreUnreachable, UsageError
from backoffice_gui.storage.away import is_away, is_refused


def test_a_server_that_is_not_there_and_one_that_says_no() -> None:
    """What was asked waits for the first; the second has answered."""
    assert [is_away(StoreUnreachable(reason)) for reason in ("connect", "lost", "starting", "offline")] == [True] * 4
    assert is_away(StoreError("commit-unknown"))
    others = (StoreUnreachable("refused"), StoreBusy("locked"), DiskFull("database"), StoreError("not-permitted"))
    assert not any(map(is_away, (*others, UsageError("not-found"), ValueError())))


def test_a_login_that_is_refused_is_said_as_such() -> None:
    """By its reason alone."""
    assert is_refused(StoreUnreachable("refused"))
    assert not is_refused(StoreUnreachable("lost"))
    assert not is_refused(StoreError("refused"))
