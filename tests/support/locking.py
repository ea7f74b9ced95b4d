"""Locking, for the office in memory: what the window's tests lock and unlock."""

from __future__ import annotations

from collections.abc import Sequence

from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.domain.office import Changes, Condition, LockCause, OfficeState, Topic
from backoffice_gui.errors import UnlockRefused, UsageError

SHORTEST = 12


class MemoryLock:
    """Keeps a passphrase and counts the wrong ones; `seconds` is what a test makes it ask to wait.

    `passphrase` empty: the keyring alone opens it. `required`: the policy demands one.
    """

    state: Condition

    def __init__(self) -> None:
        self.passphrase = ""
        self.required = False
        self.seconds = 0
        self.tries = 0
        self.turns = 0
        self.causes: list[LockCause] = []
        self.waiting = 0
        self.recovery = "EXEM-PLE2-3456-7ABC-DEFG-HIJK"

    def _called(self, name: str) -> None:
        raise NotImplementedError

    def came(self) -> None:
        """One more submission arrived; counted while it is locked."""
        if self.state.state is OfficeState.LOCKED:
            self.waiting += 1
            self._show()

    def wait(self, seconds: int) -> None:
        """From now on so many seconds are to be waited for."""
        self.seconds = seconds
        if self.state.state is OfficeState.LOCKED:
            self._show()

    def _show(self) -> None:
        choose = int(self.required and not self.passphrase)
        needed = int(bool(self.passphrase))
        facts: dict[str, str | int | float] = {
            "passphrase": needed,
            "choose": choose,
            "seconds": self.seconds,
            "waiting": self.waiting,
        }
        self.state = Condition(OfficeState.LOCKED, self.state.demo, facts=facts)

    def _keep(self, draft: Unkept) -> None:
        raise NotImplementedError

    def let_go(self, drafts: Sequence[Unkept] = ()) -> Changes:
        """Noted: nobody is silent here."""
        del drafts
        self._called("let_go")
        return Changes()

    def lock(self, cause: LockCause = LockCause.ASKED, drafts: Sequence[Unkept] = ()) -> Changes:
        """Locked; what is given is kept first."""
        self.causes.append(cause)
        self._called("lock")
        self.turns += 1
        for draft in drafts:
            self._keep(draft)
        if self.state.state is not OfficeState.LOCKED:
            self.waiting = 0
            self._show()
        return Changes(frozenset(Topic))

    def turn(self) -> int:
        """How often it was locked."""
        return self.turns

    def _late(self, turn: int | None) -> bool:
        return turn is not None and turn != self.turns

    def unlock(self, passphrase: str, turn: int | None = None) -> Changes:
        """Open again with the right words, unless it was locked since it was asked for."""
        self._called("unlock")
        if self._late(turn):
            return Changes()
        self._try(passphrase)
        return self._open()

    def _try(self, passphrase: str) -> None:
        if self.passphrase and not passphrase:
            raise UnlockRefused("passphrase-needed", seconds=self.seconds, tries=self.tries)
        if self.seconds:
            raise UnlockRefused("wait", seconds=self.seconds, tries=self.tries)
        if passphrase != self.passphrase or (self.required and not self.passphrase):
            self.tries += 1
            raise UnlockRefused("passphrase-wrong", seconds=self.seconds, tries=self.tries)
        self.tries = 0

    def _open(self) -> Changes:
        self.state = Condition(OfficeState.OPEN, self.state.demo)
        self.waiting = 0
        return Changes(frozenset(Topic))

    def _choose(self, new: str) -> None:
        if not new and self.required:
            raise UsageError("passphrase-required")
        if new and len(new) < SHORTEST:
            raise UsageError("passphrase-short")
        self.passphrase = new

    def set_passphrase(self, old: str, new: str, turn: int | None = None) -> Changes:
        """Another passphrase, or none; opens what is locked."""
        self._called("set_passphrase")
        if self._late(turn):
            return Changes()
        if self.passphrase:
            self._try(old)
        self._choose(new)
        return self._open()

    def recover(self, code: str, passphrase: str, turn: int | None = None) -> Changes:
        """Open with the recovery code, tolerant of spaces and lower case."""
        self._called("recover")
        if self._late(turn):
            return Changes()
        if code.replace(" ", "").replace("-", "").upper() != self.recovery.replace("-", ""):
            raise UsageError("code-differs")
        self._choose(passphrase)
        self.tries = self.seconds = 0
        return self._open()
