"""The journal in memory, as the window may ask for it: thousands of invented events, and a chain that holds or not."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.case_exports import Going
from backoffice_gui.domain.journal import Chain, JournalFilter, JournalLine, Walked
from backoffice_gui.domain.sheets import Manifest
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.inbox import audit_log as inbox_log
from tests.support.desks import Store
from tests.support.office import NOW

__all__ = ["MemoryJournal", "lived"]

_VERBS = (
    ("case_opened", "case", (("agent", "{agent}"),)),
    ("searched", "cases", (("agent", "{agent}"), ("found", 3), ("words", "0" * 64))),
    ("case_treated", "case", (("act", "take"), ("agent", "{agent}"))),
    ("part_saved", "case", (("agent", "{agent}"), ("part", 2), ("reason", "EXEMPLE, demande du service"))),
    ("exported", "cases", (("agent", "{agent}"), ("format", "ods"), ("purpose", "EXEMPLE, suivi"), ("rows", 24))),
)
_STEP = timedelta(days=14)
_AGENTS = ("a.exemple", "c.exemple", "d.demo")


def lived(store: Store, since: datetime, until: datetime) -> None:
    """Both chains go on between two moments, an event every fortnight."""
    steps = range(1, (until - since) // _STEP + 1)
    events = [AuditEvent(since + n * _STEP, Verb.HEAD_SIGNED, Role.DESK, "store:EXEMPLE") for n in steps]
    for database, log in ((store.desk.casebook, casebook_log), (store.world.inbox, inbox_log)):
        with database.transaction() as tx:
            log.append(tx, events)


class MemoryJournal:
    """`events` of them; a test sets `failure`, `found`, `gate`."""

    def __init__(self, events: int = 2_000, now: datetime = NOW) -> None:
        self.events, self.now = events, now
        self.asked: list[JournalFilter] = []
        self.exported: list[tuple[JournalFilter, str, str]] = []
        self.failure: Exception | None = None
        self.found: Walked | None = None
        self.gate: threading.Event | None = None

    def _line(self, n: int) -> JournalLine:
        verb, kind, said = _VERBS[n % len(_VERBS)]
        agent = _AGENTS[n % len(_AGENTS)]
        details = tuple((name, agent if value == "{agent}" else value) for name, value in said)
        at = self.now - timedelta(minutes=7 * (self.events - n))
        case = n % 40 + 1
        return JournalLine(
            n, at, verb, "desk", f"case:{case}" if kind == "case" else kind, details,
            f"DL-2026-{case:06}" if kind == "case" else "", "poste-exemple",
        )  # fmt: skip

    def _all(self, wanted: JournalFilter) -> list[JournalLine]:
        if self.failure is not None:
            raise self.failure
        if wanted.chain is Chain.INBOX:
            return []
        lines = (self._line(n) for n in range(self.events, 0, -1))
        return [
            line
            for line in lines
            if wanted.object in {"", line.object}
            and wanted.agent in {"", line.agent}
            and (not wanted.verbs or line.verb in wanted.verbs)
            and (wanted.since is None or line.at >= wanted.since)
            and (wanted.until is None or line.at < wanted.until)
        ]

    def page(self, wanted: JournalFilter, start: int, size: int) -> tuple[JournalLine, ...]:
        """A slice, newest first."""
        self.asked.append(wanted)
        return tuple(self._all(wanted)[start : start + size])

    def count(self, wanted: JournalFilter) -> int:
        """How many pass."""
        return len(self._all(wanted))

    def agents(self) -> tuple[str, ...]:
        """Invented logins."""
        return _AGENTS

    def verify(self, chain: Chain, progress: Callable[[int], None], cancelled: Callable[[], bool]) -> Walked:
        """Whole, unless the test said otherwise."""
        progress(self.events // 2)
        if self.gate is not None:
            self.gate.wait(5)
        if cancelled():
            raise UsageError("journal-cancelled")
        return self.found or Walked(chain, self.events, 1, self.events, self.now)

    def export(
        self,
        wanted: JournalFilter,
        kind: str,
        going: Going,
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> Manifest:
        """A small file."""
        if cancelled():
            raise UsageError("export-cancelled")
        self.exported.append((wanted, kind, going.purpose))
        octets = b"EXEMPLE\n"
        Path(going.file).write_bytes(octets)
        progress(self.count(wanted))
        digest = hashlib.sha256(octets).hexdigest()
        return Manifest(going.file, kind, (), self.count(wanted), len(octets), digest, self.now, going.purpose, "test")

    def interrupt(self) -> None:
        """Nothing runs that could be."""
