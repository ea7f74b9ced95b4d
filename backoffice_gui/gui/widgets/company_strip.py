"""Who else is at the case on the screen, and what is offered then. Calm: no dialog, nothing moves but the minutes."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from backoffice_gui.domain.presence import Company, Editing, Patience
from backoffice_gui.gui import formats
from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.text_company import (
    asked_text,
    lost_text,
    opened_text,
    silent_text,
    wanted_text,
    writing_text,
)
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

__all__ = ["CompanyStrip"]

_MINUTES_MS, _SECONDS_MS = 10_000, 1_000


class _State(enum.Enum):
    """What is said; a change of it is announced, the passing of time is not."""

    ALONE = "alone"
    OPENED = "opened"
    WRITING = "writing"
    SILENT = "silent"
    ASKED = "asked"
    WANTED = "wanted"
    LOST = "lost"


class CompanyStrip(Strip):
    """Hidden where nobody else is."""

    taken = Signal()
    """The agent wants to write in a colleague's place: asks, or takes over from one who is silent."""
    given = Signal()
    """The agent leaves it to the colleague who asks."""

    def __init__(self, parent: QWidget | None = None, *, now: Callable[[], datetime] = formats.now) -> None:
        super().__init__(Tone.INFO, parent)
        self._now = now
        self._case, self._me = 0, ""
        self._company, self._patience = Company(now()), Patience()
        self._lost: Editing | None = None
        self._told: tuple[_State, tuple[str, ...]] = (_State.ALONE, ())
        self._clock = QTimer(self, interval=_MINUTES_MS)
        self._clock.timeout.connect(self._say)
        self.acted.connect(self._press)

    def show_company(self, case: int, company: Company, patience: Patience, me: str) -> None:
        """Say who is there now; `case` 0: no case is shown."""
        if case != self._case:
            self._told, self._lost = (_State.ALONE, ()), None
        elif company.editor(case) != self._company.editor(case):
            lost = company.lost(self._company)
            self._lost = next((one for one in lost if one.case == case), None)
        self._case, self._company, self._patience, self._me = case, company, patience, me
        self._say()

    @property
    def held(self) -> bool:
        """Whether a colleague writes, so that this desk reads only."""
        editing = self._company.editor(self._case)
        return editing is not None and not editing.here

    def _state(self) -> _State:
        editing, now = self._company.editor(self._case), self._now()
        if self._lost is not None and self.held:
            return _State.LOST
        if editing is not None and editing.here:
            return _State.WANTED if editing.wanted_by else self._opened()
        if editing is None:
            return self._opened()
        if editing.may_be_taken(now, self._patience):
            return _State.SILENT
        return _State.ASKED if editing.wanted_by == self._me else _State.WRITING

    def _opened(self) -> _State:
        return _State.OPENED if self._company.on(self._case) else _State.ALONE

    def _say(self) -> None:
        state = self._state() if self._case else _State.ALONE
        editing = self._company.editor(self._case)
        if state is _State.ALONE:
            self.hide()
        elif state is _State.OPENED or editing is None:
            self.say(opened_text(self._company.on(self._case), self._now(), self._me), tone=Tone.INFO)
        else:
            self._say_writing(state, editing)
        counting = state in {_State.ASKED, _State.WANTED}
        self._clock.setInterval(_SECONDS_MS if counting else _MINUTES_MS)
        if state is _State.ALONE:
            self._clock.stop()
        elif not self._clock.isActive():
            self._clock.start()
        self._announce(state)

    def _say_writing(self, state: _State, editing: Editing) -> None:
        now, me, patience = self._now(), self._me, self._patience
        take, ask = self.tr("Prendre la main"), self.tr("Demander la main")
        if state is _State.LOST:
            self.say(lost_text(editing), ask, tone=Tone.WARNING)
        elif state is _State.SILENT:
            self.say(silent_text(editing, now, me), take, tone=Tone.INFO)
        elif state is _State.ASKED:
            self.say(asked_text(editing, now, patience, me), tone=Tone.WARNING)
        elif state is _State.WANTED:
            self.say(wanted_text(editing, now, patience), self.tr("Laisser la main"), tone=Tone.WARNING)
        else:
            self.say(writing_text(editing, now, me), ask, tone=Tone.WARNING)

    def _announce(self, state: _State) -> None:
        editing = self._company.editor(self._case)
        there = tuple(sorted({one.agent for one in self._company.on(self._case)}))
        told = (state, there if editing is None else (editing.agent, *there))
        if told != self._told:
            self._told = told
            if state is not _State.ALONE:
                announce(self, self.text)

    def _press(self) -> None:
        if self._state() is _State.WANTED:
            self.given.emit()
        else:
            self._lost = None
            self.taken.emit()
