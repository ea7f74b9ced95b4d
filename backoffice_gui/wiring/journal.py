"""The journal for the window and the console: read in pages, verified, taken out; reading it is an event of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from backoffice_gui.actions.export_journal import export_journal
from backoffice_gui.actions.purge_journal import purge_inbox_journal, purge_journal
from backoffice_gui.actions.reading_journal import log_journal_read, log_verified
from backoffice_gui.actions.verify_journal import (
    Anchored,
    anchored,
    casebook_heads,
    copied_heads,
    purged_heads,
    verify_casebook,
    verify_inbox,
)
from backoffice_gui.caseload import journal
from backoffice_gui.documents.journal_words import action
from backoffice_gui.domain.authority import Action
from backoffice_gui.domain.journal import Chain, JournalFilter, JournalLine, Walked
from backoffice_gui.domain.sheets import TableFormat
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.journal import journal_of
from backoffice_gui.wiring.caseload import Caseload

if TYPE_CHECKING:
    from backoffice_gui.domain.case_exports import Going
    from backoffice_gui.domain.sheets import Manifest
    from backoffice_gui.storage.database import Database

__all__ = ["JournalDesk", "action"]

_AGAIN_SECONDS = 900.0
"""Who looks at the same part of the journal again within so long is not noted again."""


class JournalDesk:
    """Both chains, for any thread; raises `WrongKey` while the desk is sealed. `most`: rows of one export.

    `anchors`: the folder where heads are anchored, where there is one.
    """

    def __init__(self, caseload: Caseload, most: int, anchors: Path | None = None) -> None:
        self._caseload = caseload
        self._anchors = anchors
        self._most = most
        self._noted: tuple[JournalFilter, float] | None = None

    def _database(self, chain: Chain) -> Database:
        inbox, desk = self._caseload.unlocked()
        return desk.casebook if chain is Chain.CASEBOOK else inbox

    def _note(self, wanted: JournalFilter) -> None:
        now = self._caseload.clock.elapsed()
        if self._noted is not None and self._noted[0] == wanted and now - self._noted[1] < _AGAIN_SECONDS:
            return
        log_journal_read(self._caseload.desk(), wanted, self._caseload.clock.now())
        self._noted = (wanted, now)

    def page(self, wanted: JournalFilter, start: int, size: int) -> tuple[JournalLine, ...]:
        """Events `start` … `start + size - 1` of those the filter leaves, newest first; who reads is noted first."""
        self._note(wanted)
        known = self._whole(wanted)
        named = self._sees_cases()
        with self._database(wanted.chain).reading(interruptible=True) as connection:
            return journal.lines(connection, known, start, size, named=named)

    def _sees_cases(self) -> bool:
        """Whether who sits here may know what cases are called: an auditor of a team reads the journal, and no case."""
        return self._caseload.authority().may(Action.LIST)

    def _whole(self, wanted: JournalFilter) -> JournalFilter:
        if not wanted.object or not self._sees_cases():
            return wanted
        with self._database(Chain.CASEBOOK).reading(interruptible=True) as connection:
            return journal.whole(connection, wanted)

    def count(self, wanted: JournalFilter) -> int:
        """How many events the filter leaves."""
        known = self._whole(wanted)
        with self._database(wanted.chain).reading(interruptible=True) as connection:
            return journal_of(wanted.chain).count(connection, known)

    def agents(self) -> tuple[str, ...]:
        """Every agent that the casebook's chain names."""
        with self._database(Chain.CASEBOOK).reading(interruptible=True) as connection:
            return journal_of(Chain.CASEBOOK).agents(connection)

    def verify(self, chain: Chain, progress: Callable[[int], None], cancelled: Callable[[], bool]) -> Walked:
        """Walk a whole chain, and note what came of it; raises `UsageError("journal-cancelled")`.

        Where heads are anchored in a folder, they must be in it; that they could not all be compared is said (`alone`).
        """
        known: Anchored | None = None
        with contextlib.suppress(OSError):
            known = self.anchored(self._anchors, chain)
        found = self._verify(chain, known, progress, cancelled)
        compared = known is not None and known.there and not known.missing
        return replace(found, alone=self._anchors is not None and not compared)

    def anchored(self, folder: Path | None, chain: Chain) -> Anchored | None:
        """What lies in an anchor folder of a chain; nothing where there is no folder. Raises `OSError`."""
        return None if folder is None else anchored(folder, *self._caseload.unlocked(), chain)

    def verify_against(self, chain: Chain, known: Anchored | None) -> Walked:
        """The same against what was read of an anchor folder."""
        return self._verify(chain, known, lambda _events: None, lambda: False)

    def _verify(
        self, chain: Chain, known: Anchored | None, progress: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> Walked:
        inbox, desk = self._caseload.unlocked()
        heads = () if known is None else known.heads
        if chain is Chain.CASEBOOK:
            noted = casebook_heads(inbox)
            found = verify_casebook(desk.casebook, heads, noted=noted, progress=progress, cancelled=cancelled)
        else:
            copied = copied_heads(inbox, desk)
            purged = purged_heads(desk)
            found = verify_inbox(inbox, heads, copied=copied, purged=purged, progress=progress, cancelled=cancelled)
        if found.ok and known is not None and known.foreign is not None:
            found = replace(found, broken=known.foreign, reason="signature")
        log_verified(desk, found, self._caseload.clock.now())
        return found

    def export(
        self,
        wanted: JournalFilter,
        kind: str,
        going: Going,
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> Manifest:
        """What the filter leaves, as a table; raises `UsageError` (`export-format`, `export-over-cap`) and others."""
        known = next((each for each in TableFormat if each.value == kind), None)
        if known is None:
            raise UsageError("export-format", formats=" ".join(each.value for each in TableFormat))
        return export_journal(
            self._caseload.desk(),
            self._database(wanted.chain),
            self._whole(wanted),
            going,
            self._caseload.clock,
            kind=known,
            most=self._most,
            read=partial(journal.every_line, named=self._sees_cases()),
            progress=progress,
            cancelled=cancelled,
        )

    def purge(self, months: int, progress: Callable[[int], None], cancelled: Callable[[], bool]) -> int:
        """Purge both chains of what is older than so many months; how many events are gone."""
        inbox, desk = self._caseload.unlocked()
        clock = self._caseload.clock
        gone = purge_journal(desk, clock, months, progress=progress, cancelled=cancelled)
        return gone + purge_inbox_journal(inbox, desk, clock, months, cancelled=cancelled)

    def interrupt(self) -> None:
        """Interrupt the read that is running (a superseded query)."""
        self._caseload.interrupt()
