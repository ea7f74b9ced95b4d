"""A desk that is locked while the site goes on: first run, passphrase, lock, three who write meanwhile, unlock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui import settings
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.case_list import CaseFilter
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.listing import Filter
from backoffice_gui.domain.office import LockCause, OfficeState
from backoffice_gui.errors import UnlockRefused, WrongKey
from backoffice_gui.reference_front.arrivals import Arrivals
from backoffice_gui.security.system_keyring import KeyringSource
from backoffice_gui.wiring import Office, checkup, office, open_office, parts
from tests.support.front import Front, running_front
from tests.support.keyrings import MEMORY, MemoryKeyring, using
from tests.support.keyrooms import CHEAP, OTHER, PHRASE
from tests.support.waiting import until

CLOCK = SystemClock()


@pytest.fixture
def front(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Front]:
    """A front end, and a configuration whose key lies in a keyring."""
    source = KeyringSource(allowed=frozenset({MEMORY}))
    for room in (parts, office, checkup):
        monkeypatch.setattr(room, "source_for", lambda _settings: source)
    with running_front(tmp_path / "front") as running, using(MemoryKeyring()):
        yield running


def _cases(made: Office) -> int:
    cases = made.cases()
    return -1 if cases is None else cases.count(CaseFilter()).number


def test_what_arrives_while_the_desk_is_locked_becomes_cases_when_it_is_opened(front: Front) -> None:
    """Stored, verified and acknowledged without the key; nothing of it is read before somebody has opened."""
    arrivals = Arrivals(front.desk, 7, CLOCK)
    made = open_office(settings.load(front.settings_file, {}), CLOCK, cost=CHEAP)
    try:
        made.make_store(made.prepare_store())
        made.set_passphrase("", PHRASE)
        made.start_collecting(lambda _event: None)
        arrivals.fill(1)
        until(lambda: _cases(made) == 1)

        made.lock(LockCause.IDLE)
        arrivals.fill(3)
        until(lambda: list(front.outcomes().values()) == ["acknowledged"] * 4)
        until(lambda: made.count(Filter(stages=frozenset({Stage.CLOSED}))) == 4)
        condition = made.condition()
        assert (condition.state, condition.facts["waiting"], condition.facts["passphrase"]) == (
            OfficeState.LOCKED,
            3,
            1,
        )
        assert made.cases() is None
        with pytest.raises(WrongKey, match="locked"):
            made.detail(2)
        with pytest.raises(UnlockRefused, match="passphrase-wrong"):
            made.unlock(OTHER)
        assert made.monitor().incidents == ()

        made.unlock(PHRASE)
        until(lambda: _cases(made) == 4)
        assert made.detail(2).verified
        made.lock()
    finally:
        made.close()

    again = open_office(settings.load(front.settings_file, {}), CLOCK, cost=CHEAP)
    try:
        assert again.condition().state is OfficeState.LOCKED
        again.start_collecting(lambda _event: None)
        arrivals.fill(1)
        until(lambda: len(front.outcomes()) == 5)
        again.unlock(PHRASE)
        until(lambda: _cases(again) == 5)
    finally:
        again.close()
