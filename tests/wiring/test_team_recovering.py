"""A team's workstation admitted by the recovery key, from the settings; and a store that had none gets its first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions import recovery
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import UnlockRefused, UsageError, WrongKey
from backoffice_gui.sealing import generate
from backoffice_gui.security.sources import FileSource
from backoffice_gui.security.system_keyring import KeyringSource
from backoffice_gui.settings import Settings, load
from backoffice_gui.wiring import keeping, parts
from backoffice_gui.wiring.team_recovering import RecoveredTeam, ask_anew, recover_team
from tests.support.keyrings import MEMORY, MemoryKeyring, using
from tests.support.keyrooms import CHEAP, PHRASE
from tests.support.postgres import Server

CLOCK = SystemClock()


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """An empty one."""
    name = server.new()
    yield name
    server.drop(name)


def _nobody() -> str:
    raise AssertionError("nobody is asked")


@pytest.fixture
def post(server: Server, database: str, tmp_path: Path) -> Callable[[str, str], Settings]:
    """A workstation with a login, whose key lies in a file."""

    def made(root: str, user: str) -> Settings:
        folder = tmp_path / root
        folder.mkdir()
        (folder / "config.toml").write_text(
            '[transfer]\nurl = "https://front.invalid/transfer/v1"\n[store]\nfolder = "store"\nkey_file = "store.key"\n'
            f'server = "{server.address(database, user)}"\n'
        )
        return load(folder / "config.toml", {})

    return made


def _recover(settings: Settings, file: Path, new: Callable[[], str] | None = None) -> RecoveredTeam:
    return recover_team(settings, CLOCK, file=file, code=_nobody, new=new, old=_nobody, cost=CHEAP)


def test_the_key_of_a_team_is_recovered_under_ones_own_login(
    server: Server, post: Callable[[str, str], Settings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that was made without a recovery key gets one; it opens with it, at a keyring behind a passphrase too."""
    owner, drawer = post("owner", "backoffice"), tmp_path / "drawer.txt"
    parts.new_store(owner, CLOCK)
    with parts.inbox(owner, CLOCK) as inbox, parts.desk(owner, inbox, CLOCK):
        pass  # the first unlocking makes the key that signs heads
    lead = server.login("recovering_lead", "backoffice_lead")
    here = post("here", lead)
    recovery.write_file(tmp_path / "strange.txt", generate(), CLOCK.now())
    with pytest.raises(UsageError, match="recovery-none"):
        _recover(here, tmp_path / "strange.txt")
    assert keeping.change_recovery_key(owner, CLOCK, drawer, _nobody) == 0
    with pytest.raises(UsageError, match="code-differs"):
        _recover(here, tmp_path / "strange.txt")
    assert not (here.folder / "store.key").exists(), "nothing is kept for a code that opens nothing"
    with pytest.raises(UsageError, match="passphrase-key-file"):
        _recover(here, drawer, lambda: PHRASE)
    done = _recover(here, drawer)
    assert (done.agent, done.others, done.passphrase) == (lead, 1, False)
    with parts.inbox(here, CLOCK) as inbox, parts.desk(here, inbox, CLOCK) as desk:
        assert desk.agent == lead
        assert parts.pin_of(here, inbox) is not None, "what was proven by both keys is pinned on a machine without pins"
    again = _recover(here, drawer)
    assert again.fingerprint == done.fingerprint, "this workstation's own key stays"

    source = KeyringSource(allowed=frozenset({MEMORY}))
    monkeypatch.setattr(parts, "source_for", lambda _settings: source)
    with using(MemoryKeyring()):
        there = post("there", lead)
        with pytest.raises(UsageError, match="passphrase-short"):
            _recover(there, drawer, lambda: "")
        assert _recover(there, drawer, lambda: PHRASE).passphrase
        with pytest.raises(WrongKey, match="key-elsewhere"):
            _opened_as_before(here, monkeypatch)
        with parts.inbox(there, CLOCK) as inbox, pytest.raises(UnlockRefused, match="passphrase-needed"):
            parts.unlock(there, inbox, CLOCK)
        with parts.inbox(there, CLOCK) as inbox, parts.desk(there, inbox, CLOCK, lambda: PHRASE) as desk:
            assert desk.agent == lead
        kept = recover_team(there, CLOCK, file=drawer, code=_nobody, new=None, old=lambda: PHRASE, cost=CHEAP)
        with pytest.raises(UsageError, match="passphrase-required"):
            _demanded(post("demanded", lead), drawer)
        assert ask_anew(there, CLOCK, lambda: PHRASE) == kept.fingerprint


def _demanded(settings: Settings, drawer: Path) -> None:
    demanding = load(settings.folder / "config.toml", {"BACKOFFICE_SECURITY__PASSPHRASE": "true"})
    _recover(demanding, drawer)


def _opened_as_before(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open as the workstation that was admitted before."""
    with monkeypatch.context() as patched:
        patched.setattr(parts, "source_for", lambda _settings: FileSource(settings.folder / "store.key"))
        with parts.inbox(settings, CLOCK) as inbox:
            parts.unlock(settings, inbox, CLOCK)


def test_what_the_server_can_t_know_again_wants_the_owner(
    server: Server, database: str, post: Callable[[str, str], Settings], tmp_path: Path
) -> None:
    """A store that was moved, or is older: the word of its recovery key is known to nobody."""
    owner, drawer = post("owner", "backoffice"), tmp_path / "drawer.txt"
    parts.new_store(owner, CLOCK, recovery_file=drawer)
    server.do(database, "ALTER TABLE casebook.recovery_vouch DISABLE TRIGGER USER")
    server.do(database, "UPDATE casebook.recovery_vouch SET word = NULL")
    lead = server.login("recovering_lead", "backoffice_lead")
    with pytest.raises(UsageError, match="recovery-wordless"):
        _recover(post("here", lead), drawer)
    agent = server.login("recovering_agent", "backoffice_agent")
    with pytest.raises(UsageError, match="may-not-recover"):
        _recover(post("there", agent), drawer)
    assert _recover(post("again", "backoffice"), drawer).agent == "backoffice"
