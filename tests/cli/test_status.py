from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from backoffice_gui.cli.status import judge
from backoffice_gui.cli.text import ENGLISH, FRENCH, words_for
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import Alarm, AlarmKind, Incident, IncidentKind
from backoffice_gui.domain.monitor import Connection, Exposure, Holder, Monitor
from backoffice_gui.storage.inbox import heartbeat, incidents
from backoffice_gui.storage.inbox import store as inbox_store
from backoffice_gui.storage.lock import StoreLock
from backoffice_gui.storage.opening import BACKUPS
from backoffice_gui.storage.versions import INBOX, Version
from tests.support.console import call
from tests.support.desks import Store, a_store
from tests.support.stores import MOMENT, invented

BY = Holder("EXEMPLE", "EXEMPLE", 1, MOMENT, us=False)
QUIET = Monitor(
    at=MOMENT,
    connection=Connection.CONNECTED,
    trouble=None,
    offline_since=None,
    last_good_list_at=MOMENT,
    last_acknowledged_at=None,
    next_poll_in=None,
    waiting=False,
    ready=True,
    skew=0.0,
    held=0,
    oldest_expires_in=None,
    in_transit=(),
    counts=dict.fromkeys(Stage, 0),
    alarms=(),
    incidents=(),
    exposure=Exposure(0, None, None, None, (), 0),
    holder=BY,
    certificate_expires_at=None,
)
AN_INCIDENT = Incident(1, IncidentKind.LOST, MOMENT, None, None, "", None, None)


def _ago(seconds: float) -> dt.datetime:
    return MOMENT - dt.timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("seen", "code", "causes"),
    [
        (QUIET, 0, ()),
        (replace(QUIET, last_good_list_at=_ago(120)), 0, ()),
        (replace(QUIET, last_good_list_at=_ago(121)), 1, ("no_list",)),
        (replace(QUIET, last_good_list_at=_ago(600)), 1, ("no_list",)),
        (replace(QUIET, last_good_list_at=_ago(601)), 2, ("no_list",)),
        (replace(QUIET, last_good_list_at=None), 2, ("no_list",)),
        (replace(QUIET, last_good_list_at=_ago(-120)), 0, ()),
        (replace(QUIET, last_good_list_at=_ago(-121)), 2, ("list_ahead",)),
        (replace(QUIET, last_good_list_at=_ago(-9 * 3600), holder=None), 2, ("list_ahead", "nobody")),
        (replace(QUIET, last_good_list_at=_ago(120), holder=None), 0, ()),
        (replace(QUIET, last_good_list_at=_ago(121), holder=None), 1, ("no_list", "nobody")),
        (replace(QUIET, last_good_list_at=_ago(601), holder=None), 2, ("no_list", "nobody")),
        (replace(QUIET, held=1, oldest_expires_in=19 * 60.0), 0, ()),
        (replace(QUIET, held=1, oldest_expires_in=19 * 60.0 - 1), 1, ("on_the_web",)),
        (replace(QUIET, held=1, oldest_expires_in=9 * 60.0), 1, ("on_the_web",)),
        (replace(QUIET, held=1, oldest_expires_in=9 * 60.0 - 1), 2, ("on_the_web",)),
        (replace(QUIET, held=1, oldest_expires_in=-5.0), 2, ("on_the_web",)),
        (replace(QUIET, incidents=(AN_INCIDENT,)), 2, ("incidents",)),
        (replace(QUIET, alarms=(Alarm(AlarmKind.LEAD_SILENT, MOMENT, "10"),)), 2, ("lead_silent",)),
        (replace(QUIET, alarms=(Alarm(AlarmKind.CANARY_UNOPENED, MOMENT, "6"),)), 2, ("canary_unopened",)),
        (replace(QUIET, certificate_expires_at=MOMENT + dt.timedelta(days=30, seconds=1)), 0, ()),
        (replace(QUIET, certificate_expires_at=MOMENT + dt.timedelta(days=30)), 1, ("certificate",)),
        (replace(QUIET, certificate_expires_at=MOMENT + dt.timedelta(days=7)), 1, ("certificate_week",)),
        (replace(QUIET, certificate_expires_at=MOMENT + dt.timedelta(days=1)), 2, ("certificate_day",)),
        (replace(QUIET, certificate_expires_at=_ago(1)), 2, ("certificate_ended",)),
        (replace(QUIET, last_good_list_at=_ago(130), incidents=(AN_INCIDENT,)), 2, ("incidents",)),
    ],
)  # fmt: skip
def test_the_monitoring_code_follows_the_issues_thresholds(seen: Monitor, code: int, causes: tuple[str, ...]) -> None:
    """2 and 1 exactly as written there; the causes named are those of the level that counts."""
    found = judge(seen)
    assert (found.code, found.causes) == (code, causes)


_CRITICAL = {
    "key_not_proven",
    "disk_full",
    "locked",
    "server_clock",
    "credential",
    "deadline_blocked",
    "canary_unopened",
    "lead_silent",
    "intake",
}


@pytest.mark.parametrize("kind", AlarmKind)
def test_every_alarm_that_stands_is_a_cause(kind: AlarmKind) -> None:
    """A store that takes nothing is critical at once, not ten minutes later; each is named in both languages."""
    found = judge(replace(QUIET, alarms=(Alarm(kind, MOMENT, ""),)))
    assert (found.code, found.causes) == (2 if kind.value in _CRITICAL else 1, (kind.value,))
    for language in (FRENCH, ENGLISH):
        assert words_for(language).say(f"cause.{kind.value}")


def test_a_collector_that_acknowledges_nothing_is_a_cause() -> None:
    """Where nobody collects, that no list comes says so already."""
    assert judge(replace(QUIET, ready=False)).causes == ("not_ready",)
    assert judge(replace(QUIET, ready=False, holder=None)).code == 0


def test_a_client_certificate_that_is_gone_is_a_cause(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who has read it before goes on, and nobody begins without; where a site takes none, none is missed."""
    with a_store(tmp_path / "s") as store:
        with store.world.inbox.transaction() as tx:
            heartbeat.beat(tx, last_good_list_at=SystemClock().now())

        def causes() -> list[str]:
            return list(call(capsys, "status", "--check", "--json", "--config", _config(store)).objects[0]["causes"])

        assert causes() == ["certificate_gone"]
        words = _config(store).read_text("utf-8")
        _config(store).write_text(words.replace("[store]", 'client_cert = "credential:demo"\n[store]'), "utf-8")
        assert causes() == []
        _without_certificates(store)
        assert causes() == []


def _config(store: Store) -> Path:
    return store.settings().file


def _without_certificates(store: Store) -> None:
    """A site on this machine, in clear: it asks for none."""
    words = _config(store).read_text("utf-8")
    _config(store).write_text(words.replace("https://front.invalid", "http://127.0.0.1:8000"), "utf-8")


def test_status_says_everything_in_one_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Connection, ages, what is held, the oldest deadline, counts, incidents, who collects."""
    with a_store(tmp_path / "s") as store:
        store.world.verify(invented())
        now = SystemClock().now()
        with store.world.inbox.transaction() as tx:
            heartbeat.beat(
                tx,
                connection=Connection.CONNECTED,
                last_good_list_at=now,
                held=3,
                oldest_expires_at=now + dt.timedelta(seconds=1500),
            )
            incidents.open_incident(tx, IncidentKind.LOST, MOMENT)
        lock = StoreLock.acquire(store.folder, "EXEMPLE", SystemClock())
        try:
            said = call(capsys, "--config", _config(store), "status", "--json")
            words = call(capsys, "--config", _config(store), "status")
        finally:
            lock.release()
        [seen] = said.objects
        assert said.code == words.code == 0
        assert seen["connection"] == "connected"
        assert 0 <= seen["last_good_list_age"] < 60
        assert seen["last_acknowledged_age"] is None
        assert (seen["held"], seen["incidents"], seen["counts"]["VERIFIED"]) == (3, 1, 1)
        assert 1400 < seen["oldest_expires_in"] <= 1500
        assert seen["collector"]["program"] == "EXEMPLE"
        assert "Connecté au site." in words.words
        assert "Incidents ouverts : 1." in words.words
        assert "EXEMPLE" in words.words


def test_why_nobody_gets_through_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The kept word is a sentence and an advice again, with its code; a word of a newer version says nothing."""
    with a_store(tmp_path / "s") as store:
        for word, words in (("TRF-004:expired", "est expiré."), ("TRF-002", "injoignable"), ("XYZ-999:EXEMPLE", "")):
            with store.world.inbox.transaction() as tx:
                heartbeat.beat(tx, connection=Connection.REFUSED, trouble=word)
            said = call(capsys, "--config", _config(store), "status")
            shown = f"[{word.replace(':', ' ')}]"
            assert (shown in said.words, words in said.words) == (bool(words), True)
            [seen] = call(capsys, "--config", _config(store), "status", "--json").objects
            assert seen["trouble"] == word


def test_check_is_one_line_and_a_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a monitoring system: critical without a list, good with one, unknown where the inbox is to be migrated."""
    with a_store(tmp_path / "s") as store:
        _without_certificates(store)
        said = call(capsys, "status", "--check", "--config", _config(store))
        assert (said.code, said.out.count("\n")) == (2, 1)
        assert said.out.startswith("CRITIQUE – aucune liste")
        now = SystemClock().now()
        with store.world.inbox.transaction() as tx:
            heartbeat.beat(tx, last_good_list_at=now)
        said = call(capsys, "status", "--check", "--config", _config(store))
        assert (said.code, said.out) == (0, "OK\n")
        with store.world.inbox.transaction() as tx:
            heartbeat.beat(tx, last_good_list_at=now - dt.timedelta(minutes=3))
        said = call(capsys, "status", "--check", "--json", "--config", _config(store))
        assert said.code == said.objects[0]["check"] == 1
        newer = replace(INBOX, known=Version(INBOX.known.major, INBOX.known.minor + 1))
        monkeypatch.setattr(inbox_store, "INBOX", newer)
        for command in (
            ("status", "--check"),
            ("list",),
            ("incident", "list"),
            ("report", "--month", "2026-10"),
            ("doctor",),
        ):
            said = call(capsys, *command, "--json", "--config", _config(store))
            assert "not-migrated" in said.out + said.err, command
        assert not (store.folder / BACKUPS).exists()


def test_an_inbox_that_cannot_be_read_is_unknown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """3 with `--check`, the store's own code without."""
    (tmp_path / "c.toml").write_text('[store]\nfolder = "store"\n')
    said = call(capsys, "--config", tmp_path / "c.toml", "status", "--check")
    assert (said.code, said.out.count("\n")) == (3, 1)
    assert said.out.startswith("INCONNU")
    assert call(capsys, "--config", tmp_path / "no.toml", "status", "--check", "--json").objects[0]["check"] == 3
    assert call(capsys, "--config", tmp_path / "c.toml", "status").code == 4


def test_it_needs_no_key_and_no_front_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The inbox alone is read: the casebook may be gone."""
    with a_store(tmp_path / "s") as store:
        store.desk.close()
        (store.folder / "casebook.db").unlink()
        assert call(capsys, "--config", _config(store), "status", "--json").code == 0
