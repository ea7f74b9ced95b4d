"""`kill -9` at any moment, then `collect --once`: the same end, nothing lost, nothing doubled.

One front end and one store go through all kills of a test, so that what a kill leaves behind is
there at the next. Moments are drawn; every single system call is killed at in `tests/proof/kills`.
"""

from __future__ import annotations

import random
import signal
import threading
from pathlib import Path

import pytest

from tests.journeys.commands import begun, console
from tests.support import proof
from tests.support.front import Front, plain_submission, running_front

KILLS = proof.size(8, 200)
FILES = 2
"""Independent series, so that both processors have something to do."""


def arrive(front: Front, dice: random.Random) -> None:
    """Let some more submissions be held: mostly small ones, some that need a body, one large now and then."""
    new = [plain_submission(dice.randbytes(dice.randrange(3000))) for _ in range(dice.randrange(4, 30))]
    new += [plain_submission(b"{}", dice.randbytes(200_000)) for _ in range(dice.randrange(3))]
    if dice.random() < 0.2:
        new.append(plain_submission(b"{}", dice.randbytes(9 * 1024 * 1024)))
    front.desk.take_in(new)


def killed_once(config: Path, dice: random.Random) -> None:
    """Start collecting, and kill it at a moment within its start and its work."""
    with begun(config, "collect") as process:
        threading.Event().wait(dice.uniform(0.25, 1.6))
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)


@pytest.mark.deep  # tests/proof/kills does it by the system call every day
@pytest.mark.timeout(max(240, KILLS * 10))
@pytest.mark.parametrize("series", range(FILES))
def test_a_kill_at_any_moment_changes_nothing_of_the_end(series: int, tmp_path: Path) -> None:
    """After each kill the run to rest ends with everything closed, verified, and as the front end says."""
    dice = random.Random(1000 + series)
    with running_front(tmp_path / "front") as front:
        config = front.settings_file
        assert console(config, "store", "init").code == 0
        for _ in range(KILLS // FILES):
            arrive(front, dice)
            killed_once(config, dice)
            rest = console(config, "collect", "--once")
            assert rest.code == 0, rest.lines[-3:]
            assert (rest.last["held"], rest.last["lost"], rest.last["missing"]) == (0, 0, 0)
        truth = front.made()
        lines = console(config, "list").lines
        assert len(lines) == len(truth)
        assert {(line["id"], line["digest"], line["stage"]) for line in lines} == {
            (name, made.digest, "CLOSED") for name, made in truth.items()
        }
        assert set(front.outcomes().values()) == {"acknowledged"}
        checked = console(config, "verify")
        assert checked.last["ok"] is True, checked.last
        assert checked.last["checked"]["parts"] == sum(len(made.parts) for made in truth.values())
        assert console(config, "incident", "list").lines == []
