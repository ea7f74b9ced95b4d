"""What ends by policy where no window is ever open: begun by the service once a day, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from backoffice_gui.cli.console import Console
from backoffice_gui.cli.text import FRENCH, words_for
from backoffice_gui.cli.tidying import TidyDuty, tidy
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store
from tests.support.journals import lived
from tests.support.stores import MOMENT


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store whose key lies in a file, which lived through two years, and whose casebook nobody has open."""
    with a_store(tmp_path / "s") as made:
        made.settings()
        lived(made, MOMENT, MOMENT + timedelta(days=800))
        made.desk.casebook.close()
        yield made


@pytest.mark.parametrize(("days", "gone"), [(20, False), (800, True)])
def test_old_months_end_without_a_window(
    store: Store, capsys: pytest.CaptureFixture[str], days: int, gone: bool
) -> None:
    """By the key file, of both journals; nothing before its time."""
    clock = TurnedClock(MOMENT + timedelta(days=days))
    assert tidy(Console(words_for(FRENCH), clock, store.root / "config.toml", as_json=True)) == 0
    assert (json.loads(capsys.readouterr().out)["purged"] > 0) is gone


@pytest.mark.expected_logs("not_tidied")
def test_it_is_begun_once_a_day_and_again_where_it_failed() -> None:
    """Not at the start; beside one that runs none is begun, and none outlives the service."""
    clock, begun = TurnedClock(), list[subprocess.Popen[bytes]]()
    words = ["raise SystemExit(1)", "", "import signal; signal.pause()"]

    def start() -> subprocess.Popen[bytes]:
        begun.append(subprocess.Popen([sys.executable, "-S", "-c", words[len(begun)]]))
        return begun[-1]

    duty = TidyDuty(clock, start)
    for seconds, count in ((0, 0), (700, 1), (100, 1), (3_700, 2), (100, 2), (20 * 3_600, 2), (4 * 3_600, 3), (0, 3)):
        clock.advance(seconds)
        if count < 3:
            for each in begun:
                each.wait()
            duty.tick()  # hears that it has ended
        duty.tick()
        assert len(begun) == count, seconds
    duty.end()
    assert begun[-1].returncode not in {None, 0}
