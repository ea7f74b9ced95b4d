"""What is being written, kept a second after the last key, so that a crash loses nothing.

The newest text stands here too, because what is read from the store may be older by that second. What the agent writes
about the same case on another machine is never written over unseen: where both wrote, both stay until one is chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.domain.office import Changes
from backoffice_gui.errors import UsageError, WrongKey
from backoffice_gui.gui.bridge import Command

if TYPE_CHECKING:
    from backoffice_gui.domain.case_detail import CaseDetail
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.case_office import CaseOffice

__all__ = ["Drafts"]

_QUIET_MS = 1_000


class Drafts(QObject):
    """Texts by case and kind (`note`, `answer`, `reason`)."""

    written = Signal(int)
    """An answer or its reason is being written about this case; a note is everybody's to add, and keeps nobody."""
    forgotten = Signal(int)
    """It was sent, or given up."""
    met = Signal(int)
    """What is written about this case met what its agent has written elsewhere: one is to be chosen."""

    def __init__(self, bridge: Bridge, office: CaseOffice, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._office = bridge, office
        self._texts: dict[tuple[int, str], str] = {}
        self._unkept: set[tuple[int, str]] = set()
        self._asked = 0
        self._waiting: dict[int, Unkept] = {}
        """On their way to the store."""
        self._stored: dict[tuple[int, str], str] = {}
        """What the store is known to have."""
        self._known: dict[tuple[int, str], set[int]] = {}
        """Marks of all that was read or written here: what is none of them was written elsewhere."""
        self._disputed: dict[tuple[int, str], str] = {}
        """What met another draft: the other one, as far as it was read."""
        self._quiet = QTimer(self, interval=_QUIET_MS, singleShot=True)
        self._quiet.timeout.connect(self.flush)

    def write(self, case: int, what: str, text: str) -> None:
        """This is written now; an empty text is forgotten."""
        if self._texts.get((case, what), "") != text:
            self._texts[case, what] = text
            self._unkept.add((case, what))
            self._quiet.start()
            if what != "note":
                (self.written if text else self.forgotten).emit(case)

    def text(self, detail: CaseDetail, what: str) -> str:
        """What was being written about a case, by us or by an earlier life."""
        kept = next((draft.text for draft in detail.drafts if draft.what == what), "")
        key = (detail.row.case, what)
        if key in self._disputed:
            self._disputed[key] = kept
        elif key not in self._texts or (self._quiescent(key) and hash(kept) not in self._known[key]):
            self._texts[key] = self._stored[key] = kept
            self._known.setdefault(key, set()).add(hash(kept))
        return self._texts[key]

    def _quiescent(self, key: tuple[int, str]) -> bool:
        """Whether nothing was written here that the store does not have."""
        on_the_way = any((each.case, each.what) == key for each in self._waiting.values())
        return not on_the_way and key not in self._unkept and self._texts[key] == self._stored.get(key)

    def last(self, case: int, what: str) -> str:
        """What stands written here about a case."""
        return self._texts.get((case, what), "")

    def disputed(self, case: int) -> tuple[str, ...]:
        """Of which kinds what is written about a case met something else; `note`, `answer`, `reason`."""
        return tuple(sorted(what for at, what in self._disputed if at == case))

    @property
    def undecided(self) -> tuple[Unkept, ...]:
        """What met another draft: whoever closes the desk has it kept beside that one."""
        return tuple(Unkept(*key, self._texts[key], self._stored.get(key)) for key in sorted(self._disputed))

    def choose(self, case: int, what: str, *, ours: bool) -> None:
        """Go on with what is written here, or with what was written elsewhere."""
        key = (case, what)
        theirs = self._stored[key] = self._disputed.pop(key)
        self._known.setdefault(key, set()).add(hash(theirs))
        if ours:
            self._unkept.add(key)
            self.flush()
        else:
            self._texts[key] = theirs

    def sent(self, case: int, what: str, words: str) -> None:
        """These words were sent: they are forgotten, unless others were written since."""
        if self.last(case, what).strip() == words:
            self.forget(case, what)

    def forget(self, case: int, what: str) -> None:
        """It was sent."""
        self.write(case, what, "")
        self.flush()

    def flush(self) -> None:
        """Keep now what is not kept yet."""
        self._quiet.stop()
        unkept, self._unkept = self._unkept, self._unkept & self._disputed.keys()
        for case, what in sorted(unkept - self._unkept):
            self._keep(Unkept(case, what, self._texts[case, what]))

    def _keep(self, draft: Unkept) -> None:
        """Words that wait for the office's thread stand in `_waiting` alone: the lock takes them out of it."""
        self._asked += 1
        number, office, waiting, stored = self._asked, self._office, self._waiting, self._stored
        key, met = (draft.case, draft.what), list[str]()
        waiting[number] = draft
        self._known.setdefault(key, set()).add(hash(draft.text))

        def keep() -> Changes:
            wanted = waiting.get(number)
            if wanted is None:
                return Changes()
            try:
                office.keep_draft(wanted.case, wanted.what, wanted.text, stored.get(key))
                stored[key] = wanted.text
            except WrongKey:
                pass  # locked just now: the lock has kept it
            except UsageError as error:
                if error.reason != "draft-changed":
                    raise
                met.append(error.reason)
            return Changes()

        def kept(_: Changes) -> None:
            waiting.pop(number, None)
            if met and key not in self._disputed:
                self._disputed[key] = ""
                self._unkept.add(key)
                self.met.emit(draft.case)

        self._bridge.do(Command(self, keep, kept))

    @property
    def unsaid(self) -> tuple[Unkept, ...]:
        """What is not known to be kept, the newest of each."""
        newest = {(each.case, each.what) for each in self._waiting.values()} | self._unkept
        return tuple(Unkept(*key, self._texts[key], self._stored.get(key)) for key in sorted(newest))

    def leave(self) -> tuple[Unkept, ...]:
        """The desk is locked: what is not known to be kept, for the lock to keep; nothing more is kept from here."""
        self._quiet.stop()
        unsaid = self.unsaid
        self._unkept = set()
        self._waiting.clear()
        return unsaid
