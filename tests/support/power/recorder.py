"""Scenarios and their recordings: a process that has the recorder in front, beside a real front end.

with Recorder(folder) as recorder:
    recorded = recorder.record(SCENARIOS["group"])
    recorded.calls, recorded.truth, recorded.fronts     # the front end's database after each answer
"""

from __future__ import annotations

import json
import os
import pickle
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlcipher3 import dbapi2
from starlette.types import ASGIApp, Receive, Scope, Send

from backoffice_gui.reference_front import NewSubmission
from backoffice_gui.storage.versions import CASEBOOK, INBOX
from tests.support.calls import Call, preloaded, read_record
from tests.support.front import Front, Truth, plain_submission, running_front, streamed_part
from tests.support.power.stages import CANARY, later
from tests.support.proof import ROOT, size

__all__ = ["SCENARIOS", "Recorded", "Recorder", "Scenario", "killed"]

_MIB = 1024 * 1024


def _small(count: int) -> list[NewSubmission]:
    """Submissions that come whole with the list."""
    octets = CANARY.encode()
    return [plain_submission(b'{"EXEMPLE": "%s"}' % octets, octets * (40 * n % 700 + 1)) for n in range(count)]


def _bodies(count: int) -> list[NewSubmission]:
    """Submissions whose parts are fetched by a slot."""
    octets = CANARY.encode()
    return [plain_submission(octets, octets * 6_000, octets * (5_000 + 900 * n)) for n in range(count)]


def _large(octets: int) -> list[NewSubmission]:
    """One part that takes several commits, and a small one beside it."""
    block = CANARY.encode() * 3_000
    form = plain_submission(b'{"EXEMPLE": 1}').parts[0]
    return [NewSubmission("certificate_request", (form, streamed_part(octets, block=block))), *_small(1)]


@dataclass(frozen=True, slots=True)
class Scenario:
    """Lives of the recorded process, one after the other; what waits at the front end before each.

    `kills`: the durable call at which a stage is killed (by its place among the stages); `weight`: its
    share of the states that are checked; `rests`: whether its states can come to rest by a collector.
    """

    name: str
    stages: tuple[str, ...]
    waiting: Mapping[int, Callable[[], list[NewSubmission]]]
    kills: Mapping[int, int]
    weight: float = 1.0
    planted: tuple[str, ...] = ()
    rests: bool = True

    @property
    def ends(self) -> tuple[int, ...]:
        """The exit status that each stage must end with."""
        return tuple(9 if stage.startswith("die_") else 0 for stage in self.stages)


def _scenario(
    name: str,
    stages: str,
    waiting: Mapping[int, Callable[[], list[NewSubmission]]] | None = None,
    *,
    weight: float = 1.0,
    rests: bool = True,
) -> Scenario:
    return Scenario(name, tuple(stages.split()), waiting or {}, {}, weight, rests=rests)


SCENARIOS = {
    each.name: each
    for each in (
        _scenario("first run", "make", weight=2),
        _scenario("first run with a recovery key", "make_with_recovery", weight=2),
        _scenario("group of 50", "make collect", {0: lambda: _small(50)}),
        _scenario("groups with checkpoints", "make collect_with_checkpoints", {0: lambda: _small(120)}),
        _scenario("bodies by slot", "make collect", {0: lambda: _bodies(6)}),
        _scenario("large part", "make collect", {0: lambda: _large(size(9, 40) * _MIB)}, weight=size(30, 3) / 100),
        _scenario(
            "restarts",
            "make die_once_stored die_once_verified collect collect_after_hours",
            {0: lambda: _small(4), 2: lambda: _bodies(2), 4: lambda: _small(3)},
        ),
        _scenario("desk", "make collect desk", {0: lambda: _small(2)}),
        _scenario("erasing", "make erase", rests=False),
        _scenario("migration", "make collect migrate", {0: lambda: _small(3)}),
        _scenario("copies", "make collect copy", {0: lambda: _small(3)}),
        _scenario("reserve", "make reserve_room", {0: lambda: _small(2)}, weight=0.5),
    )
}

_ADDITION = '''
"""A later, additive revision."""
import sqlalchemy as sa
from alembic import op

revision = "%s"
down_revision = "%s"


def upgrade():
    op.create_table("later", sa.Column("n", sa.Integer, primary_key=True))


def downgrade():
    op.drop_table("later")
'''


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded: the calls under `folder`, what lay there before them, and the front end's side.

    `fronts`: the front end's database at the start, then after each arrival (the note `front`) and each answer to
    an acknowledgement.
    """

    scenario: Scenario
    folder: Path
    baseline: Mapping[str, bytes]
    calls: Sequence[Call]
    truth: Mapping[str, Truth]
    front_folder: Path
    fronts: Sequence[Path]
    statuses: Sequence[int]
    folders: tuple[str, ...] = ()
    made: bool = False


class _Snapshots:
    """Keeps the front end's database after each acknowledging request, before its answer goes out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept: list[Path] = []

    def keep(self) -> None:
        target = self.folder.with_name(f"{self.folder.name}-{len(self.kept)}.db")
        connection = dbapi2.connect(str(self.folder / "front" / "front.db"), isolation_level=None)
        try:
            connection.execute("VACUUM INTO ?", (str(target),))
        finally:
            connection.close()
        self.kept.append(target)

    def wrap(self, app: ASGIApp) -> ASGIApp:
        async def kept(scope: Scope, receive: Receive, send: Send) -> None:
            acknowledges = scope["type"] == "http" and scope["method"] in {"PUT", "POST"}

            async def say(message: dict[str, object]) -> None:
                if acknowledges and message["type"] == "http.response.start":
                    self.keep()
                await send(message)

            await app(scope, receive, say)  # type: ignore[arg-type]

        return kept


class Recorder:
    """The fork server and the folders of its recordings (on memory, where there is some: nothing here must last)."""

    def __init__(self, folder: Path) -> None:
        memory = Path("/dev/shm")
        self.folder = memory / f"power-{os.getpid()}-{folder.name}" if memory.is_dir() else folder / "power"
        self._made = 0

    def __enter__(self) -> Self:
        self.folder.mkdir()
        words = [sys.executable, "-m", "tests.support.power.recording"]
        self._errors = (self.folder / "errors").open("w+b")
        self._server = subprocess.Popen(
            words,
            cwd=ROOT,
            env=preloaded(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        self._server.wait(30)
        self._server.stdout.close()
        self._errors.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def said(self) -> str:
        """What the recorded processes wrote to their standard error."""
        return (self.folder / "errors").read_text("utf-8", "replace")

    def ask(self, **asked: object) -> int:
        """Have a stage run; its exit status."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps(asked, default=str) + "\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())

    def record(self, scenario: Scenario) -> Recorded:
        """Run all stages of a scenario, and read what was recorded."""
        self._made += 1
        place = self.folder / f"{self._made}"
        watched, record, front_folder = place / "watched", place / "record", place / "front"
        watched.mkdir(parents=True)
        for schema in (INBOX, CASEBOOK):
            scripts = place / f"{schema.name}-versions"
            shutil.copytree(schema.scripts, scripts, ignore=shutil.ignore_patterns("__pycache__"))
            (scripts / "later.py").write_text(_ADDITION % (later(schema.known), schema.known))
        snapshots = _Snapshots(front_folder)
        with running_front(front_folder, wrap=snapshots.wrap) as front:
            snapshots.keep()
            write_config(watched, front)
            baseline = {"config.toml": (watched / "config.toml").read_bytes()}
            statuses = []
            for n, stage in enumerate(scenario.stages):
                if n in scenario.waiting:
                    front.desk.take_in(scenario.waiting[n]())
                    snapshots.keep()
                    note(record, "front")
                asked = {"stage": stage, "planted": scenario.planted, "kill": scenario.kills.get(n, -1)}
                statuses.append(self.ask(folder=watched, record=record, **asked))
            truth = front.made()
        calls = list(read_record(record.read_bytes()))
        return Recorded(scenario, watched, baseline, calls, truth, front_folder, snapshots.kept, statuses)

    def borrow(self, name: str) -> Recorded:
        """Record one of `tests.support.scenarios`: what lay there before is durable, its store whole where it says so."""
        self._made += 1
        root = self.folder / f"{self._made}"
        root.mkdir()
        record, kept = root / "record", root / "kept"
        status = self.ask(folder=root, record=record, borrow=name, kept=kept)
        assert status == 0, self.said
        baseline, folders, made, whole = pickle.loads(kept.read_bytes())
        truth = {
            id_: Truth(id_, one["seq"], one["digest"], tuple((part["size"], part["sha256"]) for part in one["parts"]))
            for id_, one in made.items()
        }
        calls = list(read_record(record.read_bytes()))
        there = Scenario(name, (), {}, {}, rests=False)
        return Recorded(there, root / "office", baseline, calls, truth, root, [], [status], folders, made=whole)


def killed(recorded: Recorded, *, few: bool) -> list[int]:
    """Durable calls of a first run after which a kill may leave something unsynced: those of small files and names.

    `few`: the key's, the pin's and the store's names alone.
    """
    counted = [call for call in recorded.calls if call.op not in "nc"]
    points = [n for n, call in enumerate(counted) if call.op in "smrlu" and "-shm" not in call.path]
    names = [n for n in points if counted[n].op in "mrl"]
    return names if few else points


def note(record: Path, words: str) -> None:
    """A note of our own, where no process writes to the record."""
    octets = words.encode()
    with record.open("ab") as file:
        file.write(struct.pack("<IIIqq", ord("n"), 0, 0, 0, len(octets)) + octets)


def write_config(watched: Path, front: Front) -> None:
    """The collector's configuration in the watched folder, for this front end."""
    site = front.site
    (watched / "config.toml").write_text(
        f'[transfer]\nurl = "{front.url}"\nca_file = "{site.authority}"\n'
        f'client_cert = "{site.client.certificate}"\nclient_key = "{site.client.key}"\n'
        f'front_end_keys = "{site.keys}"\n\n[store]\nfolder = "store"\nkey_file = "store.key"\n'
    )
