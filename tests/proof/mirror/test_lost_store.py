"""The store is lost after collecting; its mirror gives everything back, octet for octet what the front end made."""

from __future__ import annotations

import hashlib
import random
import signal
import threading
from pathlib import Path

import pytest

from tests.journeys.commands import begun, console
from tests.support import proof
from tests.support.front import Front, plain_submission, running_front

SUBMISSIONS = proof.size(40, 600)
KILLS = proof.size(2, 100)
LOSSES = proof.size(1, 3)
PATIENCE = proof.size(100, 1_000)
"""Seconds for a command: what a hundred kills have left uncollected are some two thousand submissions."""


def with_mirror(front: Front, root: Path, policy: str = "hold") -> Path:
    """The configuration with a mirror in it; the store is made."""
    config = front.settings_file
    (root / "mirror").mkdir()
    words = f'[store]\nmirror = "{root / "mirror"}"\nmirror_policy = "{policy}"'
    config.write_text(config.read_text("utf-8").replace("[store]", words), "utf-8")
    assert console(config, "store", "init").code == 0
    return config


def arrive(front: Front, dice: random.Random, count: int) -> None:
    """Mixed submissions: mostly small, some with bodies, some big."""
    new = [plain_submission(dice.randbytes(dice.randrange(3000))) for _ in range(count * 8 // 10)]
    new += [plain_submission(b"{}", dice.randbytes(200_000), b"") for _ in range(count - len(new))]
    front.desk.take_in(new)


def holds_the_truth(config: Path, front: Front, folder: Path, some: int) -> None:
    """Everything that the front end made is closed here, verified with the key; some are written out and compared."""
    truth = front.made()
    lines = console(config, "list", seconds=PATIENCE).lines
    assert {(line["id"], line["digest"], line["stage"]) for line in lines} == {
        (name, made.digest, "CLOSED") for name, made in truth.items()
    }
    assert len(lines) == len(truth)
    checked = console(config, "verify", seconds=PATIENCE)
    assert checked.last["ok"] is True, checked.last
    assert checked.last["checked"]["parts"] == sum(len(made.parts) for made in truth.values())
    for name, made in list(truth.items())[:: max(1, len(truth) // some)]:
        out = folder / name
        assert console(config, "extract", name, "--to", str(out), "--reason", "EXEMPLE").code == 0
        for n, (size, sha256) in enumerate(made.parts):
            octets = (out / f"part-{n}").read_bytes()
            assert (len(octets), hashlib.sha256(octets).hexdigest()) == (size, sha256)


def store_of(config: Path) -> Path:
    """Where the databases lie."""
    return config.parent / "store"


@pytest.mark.timeout(600)
def test_a_lost_inbox_comes_back_whole(tmp_path: Path) -> None:
    """Collect, lose `inbox.db`, rebuild, verify, collect on, lose it again: nothing lost, nothing doubled."""
    dice = random.Random(41)
    with proof.suite("mirror") as done, running_front(tmp_path / "front") as front:
        config = with_mirror(front, tmp_path)
        arrive(front, dice, SUBMISSIONS - 1)
        front.desk.take_in([plain_submission(b"{}", dice.randbytes(18 * 1024 * 1024))])
        assert console(config, "collect", "--once").code == 0
        for again in range(LOSSES):
            (store_of(config) / "inbox.db").unlink()
            made = console(config, "store", "rebuild", "--from", str(tmp_path / "mirror"))
            assert made.code == 0, made.stderr
            assert (made.last["copies"], made.last["submissions"]) == (SUBMISSIONS + again, SUBMISSIONS + again)
            assert made.last["proven"] is True
            front.desk.take_in([plain_submission(b"EXEMPLE")])
            rest = console(config, "collect", "--once")
            assert rest.code == 0, rest.stderr
            holds_the_truth(config, front, tmp_path / f"out-{again}", 1)
            done["mirror_cases"] += SUBMISSIONS
        assert console(config, "incident", "list").lines == []


@pytest.mark.deep
@pytest.mark.timeout(max(600, KILLS * 20))
def test_a_kill_at_any_moment_leaves_a_mirror_that_holds(tmp_path: Path) -> None:
    """After each kill: what the front end destroyed is whole in the mirror; at the end the inbox is made of it."""
    dice = random.Random(43)
    with proof.suite("mirror") as done, running_front(tmp_path / "front") as front:
        config = with_mirror(front, tmp_path)
        for number in range(KILLS):
            arrive(front, dice, dice.randrange(8, 30))
            with begun(config, "collect") as process:
                threading.Event().wait(dice.uniform(0.6, 2.6))
                process.send_signal(signal.SIGKILL)
                process.communicate(timeout=30)
            taken = {name for name, outcome in front.outcomes().items() if outcome == "acknowledged"}
            if taken and number % 10 == 4:
                (store_of(config) / "inbox.db").rename(tmp_path / f"lost-{number}.db")
                made = console(config, "store", "rebuild", "--from", str(tmp_path / "mirror"))
                # killed between a group's records and their keys: said, and none of them was acknowledged (below)
                assert made.code == (made.last["sealed_for_good"] > 0), made.stderr
                assert (made.last["incomplete"], made.last["broken"], made.last["proven"]) == (0, 0, True)
                held = {line["id"] for line in console(config, "list").lines if line["stored_at"] is not None}
                assert taken <= held, f"kill {number}: {len(taken - held)} acknowledged and not in the mirror"
            done["mirror_cases"] += 1
        assert console(config, "collect", "--once", seconds=PATIENCE).code == 0
        holds_the_truth(config, front, tmp_path / "out", 1)
        assert console(config, "incident", "list").lines == []


@pytest.mark.timeout(600)
def test_what_a_restored_store_missed_comes_back_from_the_mirror(tmp_path: Path) -> None:
    """An older backup is put back and collects; then the inbox is made anew from the mirror: all of it becomes cases."""
    with proof.suite("mirror") as done, running_front(tmp_path / "front") as front:
        config = with_mirror(front, tmp_path)
        front.desk.take_in([plain_submission(b"{}")] * 2)
        assert console(config, "collect", "--once").code == 0
        assert console(config, "backup", "--to", str(tmp_path / "backups")).code == 0
        front.desk.take_in([plain_submission(b"{}", b"EXEMPLE")] * 3)
        assert console(config, "collect", "--once").code == 0
        for lost in store_of(config).glob("*.db*"):
            lost.unlink()
        assert console(config, "restore", "--from", str(tmp_path / "backups")).code == 0
        console(config, "collect", "--once")
        stages = sorted(str(line["stage"]) for line in console(config, "list").lines)
        assert stages == ["CLOSED"] * 2 + ["MISSING"] * 3
        (store_of(config) / "inbox.db").unlink()
        made = console(config, "store", "rebuild", "--from", str(tmp_path / "mirror"))
        assert (made.code, made.last["copies"]) == (0, 5), made.stderr
        assert console(config, "collect", "--once").code == 0
        holds_the_truth(config, front, tmp_path / "out", 1)
        assert console(config, "cases", "intake").last["cases"] == 5
        done["mirror_cases"] += 5


@pytest.mark.timeout(600)
def test_after_an_epoch_the_mirror_gives_a_store_that_acknowledges(tmp_path: Path) -> None:
    """Its records hold run keys that no key opens any more: of these the rebuilt store knows nothing, and is whole."""
    with proof.suite("mirror") as done, running_front(tmp_path / "front") as front:
        config = with_mirror(front, tmp_path)
        for _ in range(2):
            front.desk.take_in([plain_submission(b"{}", b"EXEMPLE")] * 2)
            assert console(config, "collect", "--once").code == 0
            assert console(config, "store", "epoch").code == 0
        (store_of(config) / "inbox.db").unlink()
        made = console(config, "store", "rebuild", "--from", str(tmp_path / "mirror"))
        assert (made.code, made.last["copies"]) == (0, 4), made.stderr
        front.desk.take_in([plain_submission(b"{}")])
        rest = console(config, "collect", "--once")
        assert rest.code == 0, rest.stderr
        holds_the_truth(config, front, tmp_path / "out", 1)
        assert console(config, "backup", "--to", str(tmp_path / "backups")).code == 0
        done["mirror_cases"] += 5
