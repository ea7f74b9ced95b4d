"""The journal as it leaves the house: a table with its manifest, and a signature of the store over the manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from backoffice_gui.actions.close_incident import checked_reason
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.export_cases import logged
from backoffice_gui.actions.export_file import export_table
from backoffice_gui.actions.moving import never, silent
from backoffice_gui.actions.reading_journal import asked_of
from backoffice_gui.clock import Clock
from backoffice_gui.documents.exports.journal_table import journal_table
from backoffice_gui.domain.case_exports import Going
from backoffice_gui.domain.journal import JournalFilter, JournalLine
from backoffice_gui.domain.sheets import Manifest, TableFormat

__all__ = ["export_journal"]


def export_journal(
    desk: Desk,
    lines: Iterable[JournalLine],
    wanted: JournalFilter,
    going: Going,
    clock: Clock,
    *,
    kind: TableFormat,
    progress: Callable[[int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> Manifest:
    """Write these lines of the journal as a table; logged with its purpose before, and with its digest after it.

    Raises `UsageError`: a purpose that is none, and what `export_table` raises; nothing is left then.
    """
    purpose, at = checked_reason(going.purpose), clock.now()
    what = (("format", kind.value), ("what", "journal"), *asked_of(wanted))
    with logged(desk, "journal", what, purpose, clock) as ended:
        manifest = export_table(
            journal_table(lines),
            kind,
            Path(going.file),
            purpose=purpose,
            made_at=at,
            replacing=going.replacing,
            cancelled=cancelled,
            progress=progress,
        )
        ended.append(manifest)
    return manifest
