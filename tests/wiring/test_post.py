from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.domain.office import OfficeState, Topic
from backoffice_gui.errors import UsageError
from backoffice_gui.settings import Settings, load
from backoffice_gui.wiring.office import Office
from backoffice_gui.wiring.open_store import OpenStore
from backoffice_gui.wiring.post import Posting, post_of
from tests.support.cases import lines
from tests.support.clock import TurnedClock
from tests.support.desks import a_store
from tests.support.policies import policy_in


class _Office(Posting):
    def __init__(self, settings: Settings) -> None:
        self._settings, self._clock = settings, TurnedClock()
        self._store = OpenStore(settings, self._clock)


def test_every_setting_stands_with_who_fixed_it(tmp_path: Path) -> None:
    """What the policy fixes has its mark, what it does not has none; a version it wants is told."""
    with a_store(tmp_path / "s") as store:
        plain = post_of(store.settings())
        known = {each.key: each for each in plain.settings}
        assert known["transfer.url"].value == "https://front.invalid/transfer/v1"
        assert known["security.passphrase"].value == "false"
        assert known["transfer.poll_seconds"].value == "15"
        assert not any(each.fixed for each in plain.settings)
        assert (plain.source, plain.update_needed, plain.certificate_until) == ("", False, None)
        text = '[security]\nlock_minutes = 3\n[program]\nminimum_version = "99"\n'
        fixed = post_of(load(store.settings().file, {}, place=policy_in(tmp_path, text)))
    assert [each.key for each in fixed.settings if each.fixed] == ["security.lock_minutes"]
    assert (fixed.wanted, fixed.update_needed) == ("99", True)
    assert fixed.source.endswith("policy.toml")


def test_the_trial_is_what_doctor_does(tmp_path: Path) -> None:
    """Each check by name; a circumstance comes as its code, with its facts, and stops no other."""
    with a_store(tmp_path / "s") as store:
        checks = {each.name: each for each in _Office(store.settings()).check_post()}
    assert checks["disk"].state in {"ok", "warning"}
    assert (checks["client_certificate"].state, checks["client_certificate"].code) == ("failed", "CFG-001")
    assert checks["front_end"].state == "failed"


def test_what_is_settled_in_the_window_is_what_the_next_office_reads(tmp_path: Path) -> None:
    """The address that was missing is there; what the policy fixes is refused, whatever the window shows."""
    file = tmp_path / "config.toml"
    file.write_text('# EXEMPLE\n[store]\nfolder = "store"\n')
    office = Office(load(file, {}), TurnedClock())
    assert office.condition().state is OfficeState.NOT_CONFIGURED
    office.configure({"transfer.url": "https://front.exemple.invalid"})
    office.close()
    again = Office(load(file, {}), TurnedClock())
    assert again.condition().state is OfficeState.NO_STORE
    again.close()
    policy = policy_in(tmp_path, '[transfer]\nurl = "https://fixe.exemple.invalid"\n')
    fixed = _Office(load(file, {}, policy))
    with pytest.raises(UsageError):
        fixed.configure({"transfer.url": "https://autre.exemple.invalid"})
    assert file.read_text().startswith("# EXEMPLE\n")


def test_precautions_hold_at_once_and_are_noted(tmp_path: Path) -> None:
    """The window hears of them by the office's condition; the journal by the agent's name; a window's choice too."""
    with a_store(tmp_path / "s") as store:
        office = Office(store.settings(), TurnedClock())
        assert office.condition().precautions.lock_minutes == 10
        assert Topic.STORE in office.configure({"security.lock_minutes": "4", "backup.folder": str(tmp_path)}).topics
        assert office.condition().precautions.lock_minutes == 4
        shown = {each.key: each.value for each in office.post().settings}
        assert (shown["security.lock_minutes"], shown["backup.folder"]) == ("4", str(tmp_path))
        office.note_preference("window/notices", "none")
        office.close()
        told = dict(lines(store, "settings_changed")[-1].details)
        assert told["changed"] == "backup.folder security.lock_minutes"
        assert (told["security.lock_minutes"], told["backup.folder"]) == (4, 1)
        assert [dict(line.details)["value"] for line in lines(store, "preference_changed")] == ["none"]


@pytest.mark.expected_logs("setting_not_noted")
def test_a_setting_that_cant_be_noted_holds_all_the_same(tmp_path: Path) -> None:
    """The journal is shut just then: the window is told that it is settled, and the next unlocking notes it."""
    with a_store(tmp_path / "s") as store:
        office = Office(store.settings(), TurnedClock())
        office.condition()
        desk = office._store.desk
        assert desk is not None
        before = len(lines(store, "settings_changed"))
        desk.casebook.shut()
        assert Topic.STORE in office.configure({"security.lock_minutes": "4"}).topics
        assert office.condition().precautions.lock_minutes == 4
        assert len(lines(store, "settings_changed")) == before
        office.lock()
        office.unlock("")
        office.close()
        told = [dict(line.details)["security.lock_minutes"] for line in lines(store, "settings_changed")]
        assert (len(told), told[-1]) == (before + 1, 4)


def test_what_the_environment_sets_is_fixed(tmp_path: Path) -> None:
    """A file would say otherwise in vain."""
    file = tmp_path / "config.toml"
    file.write_text("")
    office = _Office(load(file, {"BACKOFFICE_SECURITY__LOCK_MINUTES": "5"}))
    assert [each.key for each in office.post().settings if each.fixed] == ["security.lock_minutes"]
    with pytest.raises(UsageError, match="setting-fixed"):
        office.configure({"security.lock_minutes": "6"})
