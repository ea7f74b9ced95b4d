"""Two windows of a team: the first made the store, the second waits until its agent is admitted."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.case_list import CaseFilter
from backoffice_gui.domain.office import LockCause, OfficeState
from backoffice_gui.settings import Settings, load
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.team import agent_keys
from backoffice_gui.wiring import Office, open_office, parts
from tests.support.logins import admitted, as_login
from tests.support.postgres import Server
from tests.support.waiting import until

CLOCK = SystemClock()


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """An empty one."""
    name = server.new()
    yield name
    server.drop(name)


def _workstation(root: Path, server: Server, database: str, user: str) -> Settings:
    root.mkdir()
    file = root / "config.toml"
    file.write_text(
        '[transfer]\nurl = "https://front.invalid/transfer/v1"\n[store]\nfolder = "store"\nkey_file = "store.key"\n'
        f'server = "{server.address(database, user)}"\n'
    )
    return load(file, {})


@contextlib.contextmanager
def _window(settings: Settings) -> Iterator[Office]:
    opened = open_office(settings, CLOCK)
    try:
        yield opened
    finally:
        opened.close()


def _verbs(settings: Settings) -> list[tuple[str, str]]:
    with (
        parts.inbox(settings, CLOCK) as inbox,
        parts.tried(settings, inbox, CLOCK) as desk,
        desk.casebook.reading() as connection,
    ):
        assert audit_log.verify(connection).ok
        lines = audit_log.read(connection)
    return [(line.verb, str(dict(line.details).get("agent", ""))) for line in lines]


def test_a_second_window_waits_for_its_admission(server: Server, database: str, tmp_path: Path) -> None:
    """It says its fingerprint, opens by itself once somebody has admitted it, and locks as ever."""
    made = _workstation(tmp_path / "first", server, database, "backoffice")
    parts.new_store(made, CLOCK)
    lead = server.login("demo_reader", "backoffice_lead", "backoffice_auditor")
    with _window(made) as owners:
        refused = owners.condition()
        assert (refused.state, refused.reason) == (OfficeState.UNAVAILABLE, "owner")
        assert refused.facts["login"] == "backoffice"
    first = admitted(made, as_login(made, server.address(database, lead)), lead)
    agent = server.login("demo_window", "backoffice_agent", "backoffice_everywhere")
    second = _workstation(tmp_path / "second", server, database, agent)
    with _window(first) as one, _window(second) as two:
        assert one.condition().state is OfficeState.OPEN
        waiting = two.condition()
        assert (waiting.state, waiting.reason) == (OfficeState.SEALED, "not-admitted")
        assert two.cases() is None
        with (
            parts.inbox(first, CLOCK) as inbox,
            parts.desk(first, inbox, CLOCK) as desk,
            desk.casebook.transaction() as tx,
        ):
            asked = next(each for each in agent_keys.everyone(tx) if each.agent == agent)
            assert asked.fingerprint == waiting.facts["fingerprint"]
            sealed = desk.casebook.share_key(asked.public, agent)
            assert agent_keys.admit(tx, agent, asked.fingerprint, sealed, CLOCK.now())
        assert two.condition().state is OfficeState.OPEN
        cases = two.cases()
        assert cases is not None
        assert cases.count(CaseFilter()).number == 0
        two.start_collecting(lambda _event: None)
        until(lambda: two.monitor().trouble is None)
        two.stop_collecting()
        two.lock(LockCause.ASKED)
        assert two.condition().state is OfficeState.LOCKED
        two.unlock("")
        assert two.condition().state is OfficeState.OPEN
    said = _verbs(first)
    for verb in ("admission_asked", "desk_unlocked", "desk_locked"):
        assert (verb, agent) in said
    assert (tmp_path / "second" / "store.key").is_file()
    assert not list(tmp_path.rglob("*.db"))
