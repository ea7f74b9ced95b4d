"""What was given to the office's thread and has not come back: the way back asked for meanwhile is from that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from backoffice_gui.domain.case_acts import Asked, Outcome
from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.gui.bridge import Command

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure

__all__ = ["DeskSent", "Sent"]

_TOUCHED = Changes(frozenset({Topic.CASES}))


class Sent:
    """A command on its way, and where it leaves its outcome, which is no `Changes`."""

    __slots__ = ("asked", "case", "outcome", "undoing")

    def __init__(self, case: int = 0, asked: Asked | None = None, *, undoing: bool = False) -> None:
        self.outcome = Outcome(())
        self.case, self.asked, self.undoing = case, asked, undoing


class DeskSent(QObject):
    """Has commands done whose outcome can be taken back."""

    def __init__(
        self, bridge: Bridge, parent: QObject, *, last: Callable[[], object], undo: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self._bridge, self._last, self._undo = bridge, last, undo
        self._under_way: list[Sent] = []
        self.undo_next = False
        """What is under way is to be taken back once it is done."""

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._under_way)

    @property
    def undoing(self) -> bool:
        """Whether something is being taken back."""
        return any(sent.undoing for sent in self._under_way)

    def of(self, case: int) -> Sent | None:
        """What is on its way for this case alone."""
        return next((sent for sent in self._under_way if sent.case == case), None)

    def send(
        self,
        sent: Sent,
        call: Callable[[], Outcome],
        then: Callable[[Outcome], None],
        failed: Callable[[Failure], None],
        parent: QObject | None = None,
    ) -> None:
        """Have it done, with these words about what came of it."""

        def do() -> Changes:
            sent.outcome = call()
            return _TOUCHED

        self._bridge.do(self.awaited(Command(parent or self, do, lambda _: then(sent.outcome), failed), sent))

    def awaited(self, command: Command, sent: Sent | None = None) -> Command:
        """The same command, under way from now on until it has told what came of it."""
        on_way, then, failed = sent or Sent(), command.on_success, command.on_failure

        def done(changes: Changes) -> None:
            self._land(on_way, lambda: None if then is None else then(changes))

        def not_done(failure: Failure) -> None:
            self._land(on_way, lambda: None if failed is None else failed(failure))

        self._under_way.append(on_way)
        return replace(command, on_success=done, on_failure=not_done)

    def _land(self, sent: Sent, then: Callable[[], None]) -> None:
        """It came to something; where nothing else is under way, and it can be taken back, it is if that was asked."""
        self._under_way = [each for each in self._under_way if each is not sent]
        before = self._last()
        then()
        if not self._under_way:
            wanted, self.undo_next = self.undo_next, False
            if wanted and self._last() is not before:
                self._undo()
