from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from backoffice_gui import settings
from backoffice_gui.cli import collecting
from backoffice_gui.cli.collecting import exit_code
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.collecting import CollectorEvent, EventName, Listener, Summary
from backoffice_gui.errors import Unreachable
from backoffice_gui.storage.inbox import keys
from backoffice_gui.storage.lock import StoreLock
from backoffice_gui.wiring import parts
from tests.support.console import call, run, start, until_closed
from tests.support.front import Front, running_front

MEMBERS = [
    "event", "listed", "stored", "acknowledged", "closed", "held", "quarantined", "foreign", "lost", "missing",
    "failed", "bytes", "seconds",
]  # fmt: skip


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    """A front end with three submissions, and a store of ours beside it."""
    with running_front(tmp_path / "front", count=3) as running:
        parts.new_store(settings.load(running.settings_file, {}), SystemClock())
        yield running


def test_collect_once_says_each_step_and_the_summary_last(front: Front, capsys: pytest.CaptureFixture[str]) -> None:
    """Events with `seq` and `id`; the last line is the summary with exactly its members; exit 0."""
    said = call(capsys, "--json", "--config", front.settings_file, "collect", "--once")
    assert (said.code, said.err) == (0, "")
    *events, summary = said.objects
    assert list(summary) == MEMBERS
    assert summary["event"] == "summary"
    assert (summary["listed"], summary["stored"], summary["acknowledged"], summary["closed"]) == (3, 3, 3, 3)
    assert summary["bytes"] == sum(size for truth in front.made().values() for size, _ in truth.parts)
    assert summary["seconds"] > 0
    assert {event["event"] for event in events} <= {name.value for name in EventName}
    for name in ("listed", "stored", "verified", "acknowledged", "closed"):
        assert {event["id"] for event in events if event["event"] == name} == set(front.made())
    seqs = {truth.id: truth.seq for truth in front.made().values()}
    assert all(event["seq"] == seqs[event["id"]] for event in events)


def test_a_second_run_finds_all_at_rest(front: Front, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is left to do: exit 0, noughts, in words."""
    call(capsys, "--config", front.settings_file, "collect", "--once")
    said = call(capsys, "--config", front.settings_file, "collect", "--once")
    assert said.code == 0
    assert said.words.startswith("0 vues, 0 stockées")


@pytest.mark.parametrize(
    ("summary", "incidents", "code"),
    [
        (Summary(), 0, 0),
        (Summary(listed=5, stored=5, acknowledged=5, closed=5, foreign=1), 0, 0),
        (Summary(held=1), 0, 1),
        (Summary(quarantined=1), 0, 1),
        (Summary(lost=1), 0, 1),
        (Summary(missing=1), 0, 1),
        (Summary(failed=1), 0, 1),
        (Summary(), 1, 1),
    ],
)
def test_the_exit_code_says_whether_all_is_at_rest(summary: Summary, incidents: int, code: int) -> None:
    """1: something was left undone, or an incident was found."""
    assert exit_code(summary, incidents) == code


def test_a_held_store_says_who_holds_it(front: Front, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 4, with program and process; with `--json` the last line is a summary all the same."""
    lock = StoreLock.acquire(settings.load(front.settings_file, {}).store_folder, "EXEMPLE", SystemClock())
    try:
        said = call(capsys, "collect", "--once", "--json", "--config", front.settings_file)
        words = call(capsys, "collect", "--once", "--config", front.settings_file)
    finally:
        lock.release()
    assert said.code == words.code == 4
    assert "EXEMPLE (processus" in words.err
    assert words.out == ""
    assert [list(each) for each in said.objects] == [MEMBERS]


def test_without_a_store_it_says_so(front: Front, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 4, and what to do."""
    there = settings.load(front.settings_file, {})
    there.store_folder.rename(there.folder / "away")
    said = call(capsys, "collect", "--once", "--config", front.settings_file)
    assert said.code == 4
    assert "backoffice store init" in said.err


def test_a_front_end_that_is_gone_is_exit_3(front: Front, capsys: pytest.CaptureFixture[str]) -> None:
    """Calm words: what waits there is in no danger from us."""
    front.stop()
    said = call(capsys, "collect", "--once", "--config", front.settings_file)
    front.start()
    assert (said.code, said.out) == (3, "")
    assert "Le site est injoignable" in said.err


class Scripted:
    """A run that says and ends as a test wants it: the collector's own is tested in its room."""

    events: tuple[CollectorEvent, ...] = ()
    ends: Summary | Exception = Summary()

    def __init__(
        self, _settings: object, _clock: object, listener: Listener, *, program: str, prove: object, anchoring: bool
    ) -> None:
        self._listener = listener

    def run(self, *, once: bool) -> Summary:
        for event in self.events:
            self._listener(event)
        if isinstance(self.ends, Exception):
            raise self.ends
        return self.ends

    def stop(self) -> None:
        return


def test_incidents_and_retries_are_said(
    front: Front, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An incident of no submission has nulls; an incident makes exit 1 though all is at rest."""
    events = (
        CollectorEvent(EventName.INCIDENT, None, None, "epoch_changed"),
        CollectorEvent(EventName.RETRY, 4, "EXEMPLE", "digest"),
    )
    monkeypatch.setattr(Scripted, "events", events)
    monkeypatch.setattr(collecting, "CollectorRun", Scripted)
    said = call(capsys, "collect", "--once", "--json", "--config", front.settings_file)
    assert said.code == 1
    assert said.objects[:2] == [
        {"event": "incident", "seq": None, "id": None, "detail": "epoch_changed"},
        {"event": "retry", "seq": 4, "id": "EXEMPLE", "detail": "digest"},
    ]
    words = call(capsys, "collect", "--once", "--config", front.settings_file).words
    assert "Incident : epoch_changed (n° –)" in words
    monkeypatch.setattr(Scripted, "ends", replace(Summary(), held=2))
    assert "Encore sur le site : 2" in call(capsys, "collect", "--once", "--config", front.settings_file).words


def test_what_ended_the_run_is_judged_by_main(
    front: Front, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A circumstance keeps its words and code though it came from the collector's thread."""
    monkeypatch.setattr(Scripted, "ends", Unreachable("name"))
    monkeypatch.setattr(collecting, "CollectorRun", Scripted)
    said = call(capsys, "collect", "--config", front.settings_file)
    assert said.code == 3
    assert "[TRF-002 name]" in said.err


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_stops_a_waiting_collector_within_five_seconds(
    front: Front, number: signal.Signals, code: int
) -> None:
    """Though its poll is waiting: SIGTERM ends as if done, SIGINT with 130; the summary is the last line, no traceback."""
    with start("collect", "--json", "--config", front.settings_file) as running:
        try:
            until_closed(running, 3)
            running.send_signal(number)
            out, err = running.communicate(timeout=8)
        finally:
            running.kill()
    last = json.loads(out.splitlines()[-1])
    assert running.returncode == code
    assert (last["event"], last["closed"], last["held"]) == ("summary", 3, 0)
    assert "Arrêt propre." in err
    assert "Traceback" not in err


def test_a_reader_who_leaves_stops_no_collection(front: Front) -> None:
    """`backoffice collect --once | head -1`: everything is brought home all the same."""
    with start("collect", "--once", "--json", "--config", front.settings_file) as running:
        assert running.stdout is not None
        assert running.stdout.readline()
        running.stdout.close()
        assert running.wait(60) in {0, 1}
        assert running.stderr is not None
        assert "Traceback" not in running.stderr.read()
    assert len(front.outcomes()) == 3


def test_the_canary_is_opened_by_a_process_of_its_own(front: Front) -> None:
    """`collect` has its canary opened before it acknowledges, and the key never enters its own process.

    Both are started from nothing here, for the sake of the start: elsewhere in these tests they are forked.
    """
    from_nothing = {"LANG": "C.UTF-8"}
    said = run("--config", front.settings_file, "--json", "collect", "--once", environment=from_nothing)
    assert said.code == 0
    there = settings.load(front.settings_file, {})
    with parts.inbox(there, SystemClock()) as opened, opened.reading() as connection:
        rows = keys.run_keys(connection).values()
        assert [row.canary_opened_at is not None for row in rows] == [True]
