from __future__ import annotations

import os
import pwd
from pathlib import Path
from typing import Any

import pytest
import trustme

from backoffice_gui.actions.unlock import unlock
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import (
    Circumstance,
    ConfigurationError,
    KeyringError,
    StoreDamaged,
    StoreIncomplete,
    StoreMissing,
    StoreNewer,
    WrongKey,
)
from backoffice_gui.settings import load
from backoffice_gui.storage.inbox import keys
from backoffice_gui.storage.lock import StoreLock
from backoffice_gui.wiring import parts
from tests.support.desks import a_store
from tests.support.stores import invented

CLOCK = SystemClock()


def test_the_inbox_and_the_desk_open_as_configured(tmp_path: Path) -> None:
    """Inbox from `[store] folder`, desk with `[store] key_file`; both are closed afterwards."""
    with a_store(tmp_path / "s") as store:
        store.world.verify(invented())
        settings = store.settings()
        with parts.inbox(settings, CLOCK) as opened:
            assert parts.names(opened).current == store.world.store_id
            with parts.desk(settings, opened, CLOCK) as desk:
                assert desk.privates == store.desk.privates
                assert desk.agent == parts.agent()
            assert parts.pin_of(settings, opened) is None


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    """No store, no key: each by its own name."""
    with a_store(tmp_path / "s") as store:
        settings = store.settings(BACKOFFICE_STORE__KEY_FILE="other.key")
        with parts.inbox(settings, CLOCK) as opened, pytest.raises(WrongKey):
            parts.unlock(settings, opened, CLOCK)
        elsewhere = store.settings(BACKOFFICE_STORE__FOLDER="nowhere")
        with pytest.raises(StoreMissing), parts.inbox(elsewhere, CLOCK):
            pass


def test_who_collects_is_known_by_the_lock(tmp_path: Path) -> None:
    """Nobody, or whoever holds the lock of the configured store."""
    with a_store(tmp_path / "s") as store:
        settings = store.settings()
        assert parts.holder(settings) is None
        lock = StoreLock.acquire(store.folder, "EXEMPLE", CLOCK)
        try:
            held = parts.holder(settings)
            assert held is not None
            assert (held.program, held.us) == ("EXEMPLE", True)
        finally:
            lock.release()


def test_the_client_certificates_end_is_known_where_there_is_one(tmp_path: Path) -> None:
    """Absent it is no obstacle: `doctor` says so, the others go on."""
    (tmp_path / "config.toml").write_text("")
    settings = load(tmp_path / "config.toml", {})
    assert parts.certificate_end(settings) is None
    with pytest.raises(ConfigurationError):
        parts.certificate(settings)
    trustme.CA().issue_cert("demo.example").cert_chain_pems[0].write_to_path(tmp_path / "client.pem")
    assert parts.certificate_end(settings) == parts.certificate(settings).not_after


def test_a_desk_of_a_team_misses_a_certificate_only_where_it_names_one(tmp_path: Path) -> None:
    """The site's address comes with the policy to every machine; who never collects would be warned for good."""
    gone = []
    for more in ("", 'client_cert = "demo.pem"\n', '[store]\nserver = "host=db.invalid dbname=demo"\n'):
        (tmp_path / "config.toml").write_text(f'[transfer]\nurl = "https://front.invalid"\n{more}')
        gone.append(parts.certificate_gone(load(tmp_path / "config.toml", {})))
    server = '[store]\nserver = "host=db.invalid dbname=demo"\n[transfer]\nclient_cert = "demo.pem"\n'
    (tmp_path / "config.toml").write_text(f'{server}url = "https://front.invalid"\n')
    gone.append(parts.certificate_gone(load(tmp_path / "config.toml", {})))
    assert gone == [True, True, False, True]


def test_a_store_is_made_as_configured(tmp_path: Path) -> None:
    """Folder, key file and pins lie where the configuration says."""
    (tmp_path / "config.toml").write_text('[store]\nfolder = "data"\nkey_file = "k"\n')
    settings = load(tmp_path / "config.toml", {})
    made = parts.new_store(settings, CLOCK)
    assert made.folder == tmp_path / "data"
    assert (tmp_path / "k").is_file()
    with parts.inbox(settings, CLOCK) as opened, parts.desk(settings, opened, CLOCK):
        pin = parts.pin_of(settings, opened)
        assert pin is not None
        assert pin.store_id == made.store_id


def test_somebody_without_a_login_has_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service may run under an account that has no name."""

    def nobody(_number: int) -> pwd.struct_passwd:
        raise KeyError("no such user")

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    assert parts.agent().startswith("uid-")


@pytest.mark.parametrize("name", ["LOGNAME", "USER", "LNAME", "USERNAME"])
def test_who_works_here_is_no_matter_of_the_environment(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people are two accounts: a variable makes nobody somebody else."""
    known = parts.agent()
    assert known == pwd.getpwuid(os.geteuid()).pw_name
    monkeypatch.setenv(name, "quelqu-un-EXEMPLE")
    assert parts.agent() == known


@pytest.mark.parametrize(
    ("error", "nothing"),
    [
        (WrongKey(), True),
        (WrongKey("no-key"), False),
        (StoreMissing("casebook"), True),
        (StoreIncomplete("casebook"), True),
        (StoreDamaged("header"), True),
        (StoreDamaged("corrupt", file="casebook.db"), True),
        (StoreDamaged("corrupt", file="inbox.db"), False),
        (StoreNewer("newer"), False),
        (ConfigurationError("key-content"), True),
        (ConfigurationError("key-mode"), False),
        (KeyringError("locked"), False),
    ],
)
def test_a_key_that_opens_nothing_is_told_from_one_that_is_not_here(error: Circumstance, *, nothing: bool) -> None:
    """Only what shows that our key does not fit stops acknowledging; a service without a secret goes on."""
    assert parts.opens_nothing(error) is nothing


@pytest.mark.parametrize(("times", "failed"), [(1, False), (2, True)])
def test_damage_is_looked_at_twice_before_a_canary_is_noted_as_failed(
    times: int, failed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One error of the disk says nothing of the key; a casebook that stays damaged stops acknowledging."""
    left = [times]

    def damaged_at_first(*words: Any, **named: Any) -> Any:
        if left[0]:
            left[0] -= 1
            raise StoreDamaged("input-output", file="casebook.db")
        return unlock(*words, **named)

    with a_store(tmp_path / "s") as store:
        monkeypatch.setattr("backoffice_gui.wiring.parts.unlock_desk", damaged_at_first)
        assert parts.open_waiting_canaries(store.settings(), CLOCK)
        with store.world.inbox.reading() as connection:
            assert keys.canary_ever_failed(connection) is failed
            assert keys.canaries_waiting(connection) == [] or failed


def test_canaries_are_noted_as_failed_where_our_key_opens_nothing(tmp_path: Path) -> None:
    """The key file of another store; where there is none, nothing is noted, and the right one opens them later."""
    with a_store(tmp_path / "s") as store:
        key, inbox = (store.root / "store.key").read_text(), store.world.inbox
        (store.root / "store.key").unlink()
        with pytest.raises(WrongKey):
            parts.open_waiting_canaries(store.settings(), CLOCK)
        for content, failed in (("ab" * 32, True), (key, False)):
            (store.root / "store.key").write_text(content)
            (store.root / "store.key").chmod(0o600)
            assert parts.open_waiting_canaries(store.settings(), CLOCK)
            with inbox.reading() as connection:
                assert keys.canary_ever_failed(connection) is failed
