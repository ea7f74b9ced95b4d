from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui import settings
from backoffice_gui.actions import proof
from backoffice_gui.actions.passphrase import set_passphrase
from backoffice_gui.actions.unlock import unlock
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.errors import UnlockRefused
from backoffice_gui.storage import room
from backoffice_gui.storage.inbox import incidents
from backoffice_gui.wiring import checkup, parts
from backoffice_gui.wiring.checkup import Check, CheckState
from tests.support.clock import TurnedClock
from tests.support.desks import a_store
from tests.support.front import ShiftedClock, running_front
from tests.support.keyrooms import OTHER, PHRASE, a_keyroom
from tests.support.policies import policy_in
from tests.support.stores import MOMENT, invented
from tests.support.systems import pretend

CLOCK = SystemClock()


def _all(file: Path, clock: object = CLOCK, environment: Mapping[str, str] | None = None) -> dict[str, Check]:
    found = list(checkup.checkup(settings.load(file, environment or {}), clock))  # type: ignore[arg-type]
    assert len({check.name for check in found}) == len(found)
    return {check.name: check for check in found}


def test_where_all_is_well_every_line_is_good(tmp_path: Path) -> None:
    """Each thing that collecting rests on, once; the front end is looked at as an observer, which fetches nothing."""
    with running_front(tmp_path / "front", count=1) as front:
        parts.new_store(settings.load(front.settings_file, {}), CLOCK)
        found = _all(front.settings_file)
        assert {check.state for name, check in found.items() if name not in {"anchor", "backup"}} == {CheckState.OK}
        assert (found["backup"].state, found["backup"].says) == (CheckState.WARNING, "no_backup")
        assert (found["anchor"].state, found["anchor"].says) == (CheckState.WARNING, "no_anchor")
        assert list(found) == [
            "configuration", "policy", "version", "key", "recovery", "client_certificate", "disk", "store",
            "passphrase", "casebook", "backup", "anchor", "collector", "front_end", "clock", "preview",
        ]  # fmt: skip
        assert found["recovery"].says == "copy"
        assert found["front_end"].facts["held"] == 1
        assert front.outcomes() == {}
        with front.client(Transfer_Role="observer") as client:
            assert client.get("submissions").status_code == 200


def test_where_nothing_is_there_each_line_says_so(tmp_path: Path) -> None:
    """No file, no keyring, no certificate, no store, no address: no line keeps the next from being said."""
    (tmp_path / "config.toml").write_text("")
    found = _all(tmp_path / "config.toml")
    assert found["key"].state is CheckState.FAILED
    assert found["key"].error is not None
    assert found["key"].error.code == "KEY-001"
    assert found["client_certificate"].state is CheckState.FAILED
    assert found["store"].state is CheckState.FAILED
    assert found["front_end"].state is CheckState.SKIPPED
    assert found["clock"].state is CheckState.SKIPPED
    bare = settings.load(None, {"BACKOFFICE_STORE__FOLDER": str(tmp_path / "a" / "b")})
    assert next(iter(checkup.checkup(bare, CLOCK))).says == "defaults"


def test_how_the_casebook_is_opened_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the keyring alone, with a passphrase, or not yet as the configuration demands; nobody is asked for one."""
    with a_keyroom(tmp_path / "s") as keyroom:
        keyroom.everywhere(monkeypatch)

        def said(**environment: str) -> tuple[str, str, str]:
            found = {check.name: check for check in checkup.checkup(keyroom.settings(**environment), CLOCK)}
            assert found["store"].state is CheckState.OK
            return found["passphrase"].says, found["passphrase"].state.value, found["casebook"].says

        proof.pin_store(keyroom.store.world.inbox, keyroom.settings().pins_folder)
        assert said() == ("unwrapped", "ok", "casebook")
        assert said(BACKOFFICE_SECURITY__PASSPHRASE="true") == ("passphrase_missing", "warning", "casebook_locked")
        set_passphrase(keyroom.door(), "", PHRASE, required=True).close()
        assert said() == ("wrapped", "ok", "casebook_locked")
        for _ in range(5):
            with pytest.raises(UnlockRefused):
                unlock(keyroom.door(), OTHER)
        assert said() == ("passphrase_wait", "warning", "casebook_locked")


def test_what_the_policy_fixes_is_shown(tmp_path: Path) -> None:
    """Its place and its keys, never a value; and that a newer program is wanted."""
    text = '[transfer]\nurl = "https://fixed.example/t"\n[program]\nminimum_version = "999"'
    fixed = settings.load(None, {"BACKOFFICE_STORE__FOLDER": str(tmp_path)}, policy_in(tmp_path, text))
    found = {check.name: check for check in itertools.islice(checkup.checkup(fixed, CLOCK), 3)}
    assert found["policy"].facts == {"source": str(tmp_path / "policy.toml"), "keys": "transfer.url"}
    assert (found["version"].state, found["version"].says) == (CheckState.WARNING, "update_needed")
    assert found["version"].facts["wanted"] == "999"


def test_captures_are_told_where_they_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing where nobody asked; where somebody did, whether this system can."""
    said: list[str] = []
    for name, wanted in (("linux", "false"), ("linux", "true"), ("win32", "true")):
        environment = {"BACKOFFICE_SECURITY__EXCLUDE_CAPTURE": wanted, "BACKOFFICE_STORE__FOLDER": str(tmp_path)}
        asked = settings.load(None, environment)
        with monkeypatch.context() as meanwhile:
            pretend(meanwhile, name)
            said += [f"{name} {check.says}" for check in checkup._capture(asked, CLOCK)]
    assert said == ["linux captures_show", "win32 captures_excluded"]


def test_clocks_certificates_and_disks_are_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that is off, a certificate near its end or past it, a disk that is nearly full."""
    clock = ShiftedClock()
    with running_front(tmp_path / "front", clock=clock) as front:
        clock.forward(minutes=5)
        found = _all(front.settings_file)
        assert found["clock"].state is CheckState.WARNING
        assert abs(float(found["clock"].facts["skew"]) - 300) < 30
        end = parts.certificate(settings.load(front.settings_file, {})).not_after
        states = [
            _all(front.settings_file, TurnedClock(end + shift))["client_certificate"].state
            for shift in (timedelta(days=-60), timedelta(days=-29), timedelta(days=1))
        ]
        assert states == [CheckState.OK, CheckState.WARNING, CheckState.FAILED]
    for free, state in ((room.MARGIN * 3, "ok"), (room.MARGIN, "warning"), (room.MARGIN - 1, "failed")):
        monkeypatch.setattr(checkup, "free_bytes", lambda _folder, free=free: free)
        assert _all(front.settings_file)["disk"].state.value == state


def test_a_front_end_that_is_gone_is_one_line(tmp_path: Path) -> None:
    """It says why, and the clock can't be judged."""
    with running_front(tmp_path / "front") as front:
        file = front.settings_file
    found = _all(file)
    assert found["front_end"].state is CheckState.FAILED
    assert found["front_end"].error is not None
    assert found["front_end"].error.code == "TRF-002"
    assert found["clock"].state is CheckState.SKIPPED


def test_a_casebook_without_its_key_is_a_warning(tmp_path: Path) -> None:
    """Collecting goes on without it; a casebook that is gone is a fault."""
    with running_front(tmp_path / "front") as front:
        there = settings.load(front.settings_file, {})
        parts.new_store(there, CLOCK)
        (there.folder / "store.key").unlink()
        assert _all(front.settings_file)["casebook"].state is CheckState.WARNING
        (there.folder / "store.key").write_text("00" * 32)
        (there.folder / "store.key").chmod(0o600)
        assert _all(front.settings_file)["casebook"].state is CheckState.WARNING
        (there.store_folder / "casebook.db").unlink()
        assert _all(front.settings_file)["casebook"].state is CheckState.FAILED


def test_a_key_that_is_not_the_pinned_one_is_a_fault(tmp_path: Path) -> None:
    """`doctor` says what `collect` will refuse."""
    with running_front(tmp_path / "front") as front:
        there = settings.load(front.settings_file, {})
        parts.new_store(there, CLOCK)
        for pin in there.pins_folder.iterdir():
            pin.unlink()
        found = _all(front.settings_file)["store"]
        assert found.error is not None
        assert (found.state, found.error.code) == (CheckState.FAILED, "STO-008")


def _named(configured: settings.Settings, clock: TurnedClock) -> Iterator[tuple[str, Check]]:
    return ((check.name, check) for check in checkup.checkup(configured, clock))


def test_where_the_journals_heads_are_kept_is_said(tmp_path: Path) -> None:
    """There, gone, refused the last time; the system's log alone is enough."""
    clock, share = TurnedClock(), tmp_path / "share"
    with a_store(tmp_path / "s") as store:

        def said(**environment: str) -> tuple[str, CheckState]:
            found = dict(_named(store.settings(**environment), clock))["anchor"]
            return found.says, found.state

        anchor = {"BACKOFFICE_AUDIT__ANCHOR": str(share)}
        assert said(**anchor) == ("anchor_absent", CheckState.FAILED)
        share.mkdir()
        assert said(**anchor) == ("anchored", CheckState.OK)
        assert said(BACKOFFICE_AUDIT__SYSLOG="true") == ("anchored", CheckState.OK)
        with store.world.inbox.transaction() as tx:
            incidents.raise_alarm(tx, AlarmKind.ANCHOR, "folder", clock.now())
        assert said(**anchor) == ("anchor_failed", CheckState.FAILED)


def test_a_month_after_a_purge_the_keys_are_due(tmp_path: Path) -> None:
    """Not before, and nothing is said where nothing was purged."""
    with a_store(tmp_path / "s") as store:
        store.world.begin(invented(1))
        store.settings()
        file = store.root / "config.toml"
        assert "epoch" not in _all(file, TurnedClock(MOMENT))
        with store.world.inbox.transaction() as tx:
            tx.execute(text("UPDATE submission SET lost_at = '2026-11-23T09:00:00.000000Z'"))
            tx.execute(text("INSERT INTO purged VALUES (1, 'EXEMPLE', 'apart', '2026-11-23T09:00:00.000000Z')"))
        assert "epoch" not in _all(file, TurnedClock(MOMENT + timedelta(days=30)))
        due = _all(file, TurnedClock(MOMENT + timedelta(days=40)))["epoch"]
        assert (due.state, due.says, due.facts) == (CheckState.WARNING, "epoch_due", {"days": 40})
