"""What was given to the office's thread and has not come back: the way back asked for meanwhile is from that."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from backoffice_gui.domain.case_acts import Asked, Outcome, Undo
from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.gui.bridge import Command
from backoffice_gui.gui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.domain.case_list import CaseRow
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.widgets.undo_strip import UndoStrip

__all__ = ["DeskSent", "Sent"]

_TOUCHED = Changes(frozenset({Topic.CASES}))
_REMEMBERED = 30
_Way = tuple[Undo, "Callable[[], None]"]
"""What was done, and what takes it back."""


class Sent:
    """A command on its way, and where it leaves its outcome, which is no `Changes`."""

    __slots__ = ("asked", "back", "cases", "outcome", "undoing")

    def __init__(self, *cases: int, asked: Asked | str = "", undoing: bool = False) -> None:
        self.outcome = Outcome(())
        self.back = False
        """Whether it is to be taken back once it is done."""
        self.cases, self.asked, self.undoing = frozenset(cases), asked, undoing


class DeskSent(QObject):
    """Has commands done whose outcome can be taken back, and remembers what was done."""

    def __init__(self, bridge: Bridge, parent: QObject, strip: UndoStrip) -> None:
        super().__init__(parent)
        self._bridge, self._strip = bridge, strip
        self._under_way: list[Sent] = []
        self._landed: dict[int, tuple[int, Sent]] = {}
        """The versions that what was done here left of the cases."""
        self._done: deque[_Way] = deque(maxlen=_REMEMBERED)
        self._offered: _Way | None = None
        """The way back that the strip offers, or offered last."""
        self._soon = self.tr("L’action en cours sera annulée dès qu’elle sera faite.")

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._under_way)

    def before(self, row: CaseRow) -> Sent | None:
        """What is on its way for this case, or was done to it since it was read so: another act would meet that."""
        version, landed = self._landed.get(row.case, (0, None))
        on_way = next((sent for sent in self._under_way if row.case in sent.cases), None)
        return landed if on_way is None and row.version < version else on_way

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
        """It came to something: what it was is taken back if that was asked of it, whatever else is under way."""
        self._under_way = [each for each in self._under_way if each is not sent]
        self._landed.update((key.case, (key.version, sent)) for key in sent.outcome.done)
        before = self._last
        then()
        if not sent.back:
            return
        if self._last is not before:
            self._take_back(self._last)
        elif self._strip.text == self._soon:  # nothing came of it: the promise is not left standing
            self._tell(self.tr("Rien à annuler."))

    # the way back

    @property
    def _last(self) -> _Way | None:
        return self._done[-1] if self._done else None

    def remember(self, undo: Undo, back: Callable[[], None]) -> None:
        """Something was done: `back` takes it back."""
        self._offered = (undo, back)
        self._done.append(self._offered)

    def forget(self, undo: Undo) -> None:
        """It is taken back another way."""
        kept = [way for way in self._done if way[0] != undo]
        self._done.clear()
        self._done.extend(kept)

    def undo(self) -> None:
        """Take back the last thing done; what was given last and is under way is taken back once it is done."""
        newest = self._under_way[-1] if self._under_way else None
        if newest is None:
            self._take_back(self._last)
        elif newest.undoing:
            self._tell(self.tr("Annulation en cours."))
        else:
            newest.back = True
            self._tell(self._soon)

    def undo_offered(self) -> None:
        """Take back what the strip offers to, whatever else is under way by now."""
        self._take_back(self._offered)

    def _take_back(self, way: _Way | None) -> None:
        if way is not None and way in self._done:
            self._done.remove(way)
            way[1]()
        elif any(sent.undoing for sent in self._under_way):
            self._tell(self.tr("Annulation en cours."))
        else:
            self._tell(self.tr("Rien à annuler."))

    def _tell(self, words: str) -> None:
        self._strip.tell(words, undo=False, tone=Tone.INFO)
