"""`collect`: events as they come, the summary last, and an exit code that says whether all is at rest."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field

from backoffice_gui import __version__
from backoffice_gui.cli.backup_duty import BackupDuty
from backoffice_gui.cli.console import INTERRUPTED, Console
from backoffice_gui.cli.serving import Serving
from backoffice_gui.cli.signals import run_until_signalled
from backoffice_gui.cli.tidying import TidyDuty
from backoffice_gui.clock import Clock
from backoffice_gui.domain.collecting import CollectorEvent, EventName, Summary
from backoffice_gui.settings import Settings
from backoffice_gui.system.names import frozen
from backoffice_gui.system.service_manager import ServiceManager
from backoffice_gui.wiring import CollectorRun, parts

__all__ = ["collect", "exit_code", "prove"]

_UNDONE = 1
_PROVE_SECONDS = 30


@dataclass(slots=True)
class _Heard:
    """What a run said; the listener is called on the collector's thread."""

    console: Console
    incidents: int = 0
    summary: Summary | None = None
    broken: bool = field(default=False)
    serving: Serving | None = None

    def __call__(self, event: CollectorEvent) -> None:
        if self.serving is not None:
            self.serving.hear(event)
        if event.name is EventName.INCIDENT:
            self.incidents += 1
        members: dict[str, object] = {"event": event.name.value, "seq": event.seq, "id": event.id}
        if event.detail:
            members["detail"] = event.detail
        seq = "–" if event.seq is None else event.seq
        said = self.console.words.say(f"event.{event.name.value}", seq=seq, detail=event.detail or "–")
        self._write(members, said)

    def _write(self, members: dict[str, object], said: str) -> None:
        """Whoever read our output may have gone; that ends no collection."""
        if self.broken:
            return
        try:
            self.console.result(members, said)
        except BrokenPipeError:
            self.broken = True

    def end(self, summary: Summary) -> None:
        """The last line."""
        facts = summary.as_dict()
        words = self.console.words
        left = summary.held or summary.quarantined or summary.failed or summary.lost or summary.missing
        said = words.say("summary", **facts) + ("\n" + words.say("summary.left", **facts) if left else "")
        self._write({"event": "summary", **facts}, said)


def exit_code(summary: Summary, incidents: int) -> int:
    """0: all at rest; 1: something was left undone, or an incident was found."""
    undone = (summary.held, summary.quarantined, summary.lost, summary.missing, summary.failed, incidents)
    return _UNDONE if any(undone) else 0


def prove(console: Console) -> int:
    """`canary`, for `collect` alone: open the canaries that wait; 0 where that could be tried."""
    return 0 if parts.open_waiting_canaries(console.settings(), console.clock) else _UNDONE


def _program(settings: Settings) -> list[str]:
    """Our own program, with the same configuration."""
    program = [sys.executable] if frozen() else [sys.executable, "-m", "backoffice_gui.cli"]
    return [*program, "--config", str(settings.file)]


def _begin(settings: Settings, command: str) -> subprocess.Popen[bytes] | None:
    """Run `backup` or `tidy` in a process of its own, where the key lies in a file; else an open window does it."""
    if settings.store.key_file is None:
        return None
    with contextlib.suppress(OSError):
        return subprocess.Popen(  # noqa: S603 - our own program, with our own configuration's path
            [*_program(settings), command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    return None


def _prove(settings: Settings) -> None:
    """Run `canary` in a process of its own; where it can't be, the next unlocked desk opens them."""
    if settings.store.key_file is None:
        return
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        subprocess.run(  # noqa: S603 - our own program, with our own configuration's path
            [*_program(settings), "canary"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PROVE_SECONDS,
            check=False,
        )


def _run_of(settings: Settings, console: Console, heard: _Heard) -> CollectorRun:
    """A collector without a window: it has its canaries opened elsewhere, and anchors the head of its journal."""
    return CollectorRun(
        settings, console.clock, heard, program="backoffice collect", prove=lambda: _prove(settings), anchoring=True
    )


def _duties(settings: Settings, clock: Clock) -> tuple[BackupDuty, TidyDuty]:
    """What a service has done in processes of its own while it collects."""
    backups = BackupDuty(settings, clock, lambda: _begin(settings, "backup"))
    return backups, TidyDuty(clock, lambda: _begin(settings, "tidy"))


def collect(console: Console, *, once: bool) -> int:
    """Collect until a signal, or once; returns the exit code. Raises the `Circumstance` that ended it."""
    heard = _Heard(console)
    settings = console.settings()
    if settings.fixed.update_needed:
        console.note(console.words.say("update.needed", version=__version__, wanted=settings.fixed.minimum_version))
    run = _run_of(settings, console, heard)
    manager = ServiceManager(os.environ)
    heard.serving = serving = Serving(run, manager, console.words, console.clock, console.note)
    duties = _duties(settings, console.clock)
    begun = console.clock.elapsed()

    def work() -> None:
        heard.summary = run.run(once=once)

    def stop() -> None:
        serving.stopping()
        run.stop()

    def tick(asked: bool) -> None:
        serving.tick(asked=asked)
        if run.collecting:
            for duty in duties:
                duty.tick()

    outcome = run_until_signalled(work, stop, name="collector", tick=None if once else tick, reloads=manager.there)
    for duty in duties:
        duty.end()
    summary = heard.summary or Summary(seconds=round(console.clock.elapsed() - begun, 3))
    if heard.summary is not None or console.as_json:
        heard.end(summary)
    if outcome.error is not None:
        raise outcome.error
    if outcome.received is not None:
        console.note(console.words.say("stopped"))
    code = INTERRUPTED if outcome.received == signal.SIGINT else exit_code(summary, heard.incidents)
    if not outcome.finished:
        # a thread that would not end must not keep the process: what it holds is released by death
        os._exit(code)
    return code
