"""Run keys: made at the start and every hour, held in memory only, sealed to the inbox's public key.

The collector can't read what it brought home: it knows the public key alone. With each run key
goes a canary, which an unlocked desk opens; where the casebook is readable at our start, a process
of its own opens ours before anything is acknowledged (architecture.md, *Sealing*): the private key
is never in this process, nor is SQLCipher's memory security, which taxes all of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from sqlalchemy import Connection

from backoffice_gui.collector.run import Run
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.errors import KeyNotProven, StoreIncomplete
from backoffice_gui.sealing.chunks import AttemptKey
from backoffice_gui.sealing.keys import new_run_key, run_key_info, seal_canary, seal_to, wrap
from backoffice_gui.storage.inbox import incidents, keys
from backoffice_gui.storage.inbox.read_back import HeldKey

__all__ = ["RUN_KEY_SECONDS", "RunKey", "RunKeys"]

RUN_KEY_SECONDS = 3600.0
_KEPT = 48
"""Run keys kept in memory, to prove what was wrapped under them: two days of hours."""


@dataclass(frozen=True, slots=True)
class RunKey:
    """A run key in memory; `id` is the row under which it lies sealed."""

    id: int
    made: float
    octets: bytes = field(repr=False)

    def wrap(self, key: AttemptKey) -> bytes:
        """An attempt's key, wrapped under this one."""
        return wrap(self.octets, key)


class RunKeys:
    """The current run key, renewed every hour.

    It is committed, and read back over a fresh connection, before anything is wrapped under it: a
    wrap under a key whose row was rolled back would be a wrap to a key nobody has.
    """

    def __init__(self, run: Run) -> None:
        self._run = run
        self._current: RunKey | None = None
        self._pins: tuple[str | None, str | None] = (run.parts.fingerprint, run.parts.recovery_fingerprint)
        self.held: dict[int, HeldKey] = {}
        self._ask_again = -math.inf

    def start(self) -> None:
        """Make the first one, have its canary opened where that is possible, and look what came of it."""
        self.current()
        if self._run.parts.prove is not None:
            self._run.parts.prove()
        with self._run.parts.inbox.transaction() as tx:
            self._judge(tx)
        self.look_for_openers()

    def prove_again(self) -> None:
        """While a canary is known to have failed, have it tried again: the right key may be back."""
        if not self._run.may_acknowledge and self._run.parts.prove is not None:
            self._run.parts.prove()
        self.check()

    def give_up(self) -> None:
        """Wrap nothing more under the run key of now: what lies there of it can't be relied on."""
        self._current = None

    def look_for_openers(self) -> None:
        """Whether somebody has shown lately that what comes in can be opened; asked to now, where somebody can be.

        The last who had the key may have left, or lost it: then each acknowledgement destroys what could still be read.
        """
        run = self._run
        if self._unopened() and run.parts.prove is not None and run.elapsed >= self._ask_again:
            self._ask_again = run.elapsed + RUN_KEY_SECONDS
            run.parts.prove()
        with run.parts.inbox.reading() as conn:
            raised = any(alarm.kind is AlarmKind.CANARY_UNOPENED for alarm in incidents.alarms(conn))
        if (days := self._unopened()) or raised:
            with run.parts.inbox.transaction() as tx:
                if days:
                    incidents.raise_alarm(tx, AlarmKind.CANARY_UNOPENED, str(days), run.now)
                else:
                    incidents.end_alarm(tx, AlarmKind.CANARY_UNOPENED, run.now)

    def _unopened(self) -> int:
        """For how many days the oldest canary has waited, where that is too long."""
        run = self._run
        with run.parts.inbox.reading() as conn:
            since = keys.unopened_since(conn)
        return 0 if since is None or run.now - since < run.parts.unopened_after else max(1, (run.now - since).days)

    def check(self) -> None:
        """Look whether a desk has failed to open a canary: then storing goes on, acknowledging stops."""
        with self._run.parts.inbox.reading() as conn:
            failed = keys.canary_ever_failed(conn)
        if failed == self._run.may_acknowledge:
            with self._run.parts.inbox.transaction() as tx:
                self._judge(tx)

    def current(self) -> RunKey:
        """The run key to wrap under now; call it outside any transaction, for it may commit a new one."""
        if self._current is None or self._run.elapsed - self._current.made >= RUN_KEY_SECONDS:
            self._current = self._make()
        return self._current

    def _make(self) -> RunKey:
        run = self._run
        octets = new_run_key()
        store = run.ids.current
        with run.parts.inbox.transaction() as tx:
            inbox_key = keys.public(tx)
            if inbox_key is None:
                raise StoreIncomplete("no-public-key")
            recovery = keys.recovery(tx)
            self._refuse_strange(inbox_key.public.fingerprint, "" if recovery is None else recovery[0].fingerprint)
            new = keys.NewRunKey(
                store_id=store,
                generation=inbox_key.generation,
                suite=inbox_key.public.suite,
                sealed=seal_to(inbox_key.public, octets, run_key_info(store, inbox_key.public)),
                sealed_recovery=None
                if recovery is None
                else seal_to(recovery[0], octets, run_key_info(store, recovery[0])),
                canary=seal_canary(octets),
            )
            number = keys.add_run_key(tx, new, run.now)
        with run.parts.inbox.fresh() as conn:
            found = keys.run_keys(conn, [number]).get(number)
        if found is None or found.sealed != new.sealed:
            raise KeyNotProven("run-key")
        self.held[number] = HeldKey(octets, new.sealed)
        if len(self.held) > _KEPT:
            del self.held[min(self.held)]
        return RunKey(number, run.elapsed, octets)

    def _refuse_strange(self, fingerprint: str, recovery: str) -> None:
        """Keys that are not the pinned ones are sealed to by nobody; pins of before a change are looked up again."""
        parts = self._run.parts
        if self._pins[0] not in {None, fingerprint} or self._pins[1] not in {None, recovery}:
            self._pins = self._pins if parts.pinned_now is None else parts.pinned_now()
        if self._pins[0] not in {None, fingerprint}:
            raise KeyNotProven("differs")
        if self._pins[1] not in {None, recovery}:
            raise KeyNotProven("recovery")

    def _judge(self, tx: Connection) -> None:
        run = self._run
        failed = keys.canary_ever_failed(tx)
        if failed:
            incidents.raise_alarm(tx, AlarmKind.KEY_NOT_PROVEN, "canary", run.now)
            run.incident(tx, IncidentKind.CANARY_FAILED)
        else:
            incidents.end_alarm(tx, AlarmKind.KEY_NOT_PROVEN, run.now)
        if failed == run.may_acknowledge:
            run.works.touch_all()
        run.may_acknowledge = not failed
