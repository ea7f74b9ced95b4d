from __future__ import annotations

import os
import signal
import threading

import pytest

from backoffice_gui.cli import signals
from backoffice_gui.cli.signals import run_until_signalled


def test_work_that_ends_by_itself_ends_the_waiting() -> None:
    """No signal, no error, finished; the handlers are as they were."""
    before = signal.getsignal(signal.SIGTERM)
    done: list[str] = []
    outcome = run_until_signalled(lambda: done.append(threading.current_thread().name), lambda: None, name="work")
    assert (outcome.error, outcome.received, outcome.finished) == (None, None, True)
    assert done == ["work_0"]
    assert signal.getsignal(signal.SIGTERM) is before


def test_an_error_is_carried_home() -> None:
    """The main thread judges it, whatever it is."""

    def work() -> None:
        raise LookupError("EXEMPLE")

    outcome = run_until_signalled(work, lambda: None, name="work")
    assert isinstance(outcome.error, LookupError)
    assert outcome.finished


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_asks_the_work_to_stop(number: signal.Signals) -> None:
    """The work ends at its own pace, and which signal it was is known."""
    stop = threading.Event()

    def work() -> None:
        os.kill(os.getpid(), number)
        assert stop.wait(20)

    outcome = run_until_signalled(work, stop.set, name="work")
    assert outcome.received == number
    assert outcome.finished
    assert outcome.error is None


def test_interrupting_after_a_polite_stop_is_remembered() -> None:
    """SIGTERM, then Ctrl+C while it is stopping: the impatient one counts."""
    stop = threading.Event()

    def work() -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        assert stop.wait(20)
        os.kill(os.getpid(), signal.SIGINT)

    assert run_until_signalled(work, stop.set, name="work").received == signal.SIGINT


def test_work_that_will_not_stop_is_left_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """The caller is told, and may end the process."""
    monkeypatch.setattr(signals, "_GRACE", 0.05)
    release = threading.Event()

    def work() -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        assert release.wait(20)

    outcome = run_until_signalled(work, lambda: None, name="work")
    release.set()
    assert not outcome.finished
    assert outcome.error is None
