"""Running it as the console does: in a process of its own, until a signal."""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from backoffice_gui.errors import StoreBusy
from backoffice_gui.reference_front import Accepted, Desk, Pace, run, serve
from backoffice_gui.reference_front.holdings import ListQuery
from tests.support.front import Front, plain_submission, running_front

_PROGRAM = """
import sys
from pathlib import Path
from backoffice_gui.reference_front import run
run(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), announce=lambda url, config: print(url, config, flush=True))
"""


@contextmanager
def _running(folder: Path, count: int = 0, rate: float = 0) -> Iterator[tuple[subprocess.Popen[str], str]]:
    arguments = [sys.executable, "-W", "error", "-c", _PROGRAM, str(folder), str(count), str(rate)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        url, config = process.stdout.readline().split()
        assert Path(config) == folder / "config.toml"
        try:
            yield process, url
        finally:
            process.kill()


def _get(folder: Path, url: str, path: str) -> dict[str, Any]:
    context = ssl.create_default_context(cafile=str(folder / "ca.pem"))
    context.load_cert_chain(folder / "client.pem", folder / "client.key")
    with httpx.Client(verify=context, trust_env=False, timeout=30) as client:
        answer: dict[str, Any] = client.get(url + path).json()
    return answer


def _lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "truth.jsonl").read_text().splitlines()]


def test_it_serves_until_sigterm_and_exits_cleanly(tmp_path: Path) -> None:
    """So many at start, more at a rate, each with its line of truth; SIGTERM ends it with 0 and without a word."""
    with _running(tmp_path, count=3, rate=1200) as (process, url):
        assert urlsplit(url).hostname == "127.0.0.1"
        page = _get(tmp_path, url, "/submissions?after=3")
        while not page["items"]:
            page = _get(tmp_path, url, "/submissions?after=3")
        process.send_signal(signal.SIGTERM)
        _out, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (0, "")
    lines = _lines(tmp_path)
    assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))
    assert len(lines) >= 4


def test_sigint_stops_as_cleanly_and_says_so(tmp_path: Path) -> None:
    """It is raised as `KeyboardInterrupt` after everything is closed."""
    with _running(tmp_path) as (process, _url):
        process.send_signal(signal.SIGINT)
        _out, errors = process.communicate(timeout=20)
        assert process.returncode != 0
        assert errors.rstrip().endswith("KeyboardInterrupt")
    assert not (tmp_path / "front" / "front.db-wal").exists()


def test_a_kill_loses_nothing(tmp_path: Path) -> None:
    """What was held before `kill -9` is held after the next start, under the same epoch and port."""
    with _running(tmp_path, count=20) as (_, url):
        before = _get(tmp_path, url, "/submissions")
    with _running(tmp_path) as (_, again):
        after = _get(tmp_path, again, "/submissions")
        ledger = _get(tmp_path, again, "/ledger")
    assert again == url
    assert [item["manifest"] for item in after["items"]] == [item["manifest"] for item in before["items"]]
    assert (after["epoch"], ledger["high_pos"]) == (before["epoch"], 0)
    assert len(_lines(tmp_path)) == 20


def test_an_event_stops_it_too(tmp_path: Path) -> None:
    """In a thread, without any signal: for the window's demonstration, and for tests."""
    stop = threading.Event()
    told: list[str] = []

    def announce(url: str, _config: Path) -> None:
        told.append(url)
        stop.set()

    run(tmp_path, announce=announce, stop=stop, pace=Pace())
    assert len(told) == 1


def test_a_port_that_is_taken_is_replaced(tmp_path: Path) -> None:
    """Two front ends on copies of a configuration don't fight: the second takes another port."""
    with running_front(tmp_path / "a") as first:
        second_folder = tmp_path / "b"
        second_folder.mkdir()
        (second_folder / "config.toml").write_text(first.settings_file.read_text())
        with running_front(second_folder) as second:
            assert first.url != second.url
            assert f'url = "{second.url}"' in second.settings_file.read_text()


def test_a_restart_keeps_the_address(front: Front) -> None:
    """Keys, certificates, port and what is held."""
    front.desk.take_in([plain_submission(b"a")])
    url, keys = front.url, front.site.keys.read_bytes()
    front.restart()
    assert (front.url, front.site.keys.read_bytes()) == (url, keys)
    with front.client() as client:
        assert client.get("/submissions").json()["held"] == 1


@pytest.mark.expected_logs("turn_failed")
def test_the_destroyer_turns_by_itself_and_survives_a_busy_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every interval, also after a turn that failed."""
    turns: list[int] = []
    thrice = threading.Event()
    turn = Desk.turn

    def counted(desk: Desk) -> None:
        turns.append(1)
        if len(turns) == 2:
            raise StoreBusy("front-end")
        turn(desk)
        if len(turns) == 4:
            thrice.set()

    monkeypatch.setattr(Desk, "turn", counted)
    with running_front(tmp_path, pace=Pace(sweep_every=0.01)) as front:
        (one,) = front.desk.take_in([plain_submission(b"a")])
        assert isinstance(one, Accepted)
        assert thrice.wait(20)
        assert front.desk.listing(ListQuery()).held == 1


def test_answers_are_not_delayed() -> None:
    """The listener names its protocol, without which asyncio leaves Nagle's delay on (40 ms an answer)."""
    with serve._listener(0) as listener:
        assert (listener.proto, listener.getsockname()[0]) == (socket.IPPROTO_TCP, "127.0.0.1")
