"""The journal as it leaves the house: a table with its manifest, and a signature of the store over the manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from sqlalchemy import Connection

from backoffice_gui.actions.close_incident import checked_reason
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.export_cases import logged
from backoffice_gui.actions.export_file import export_table, writing
from backoffice_gui.actions.moving import never, silent
from backoffice_gui.actions.reading_journal import asked_of
from backoffice_gui.audit.heads import signature_octets
from backoffice_gui.clock import Clock
from backoffice_gui.documents.exports.journal_table import journal_table
from backoffice_gui.domain.case_exports import Going
from backoffice_gui.domain.journal import JournalFilter, JournalLine
from backoffice_gui.domain.sheets import Manifest, TableFormat
from backoffice_gui.errors import UsageError
from backoffice_gui.security.durable import write_new
from backoffice_gui.storage.casebook import audit_keys
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.journal import journal_of

Read = Callable[[Connection, JournalFilter, int], Iterable[JournalLine]]

__all__ = ["export_journal", "signature_path"]


def export_journal(
    desk: Desk,
    database: Database,
    wanted: JournalFilter,
    going: Going,
    clock: Clock,
    *,
    kind: TableFormat,
    most: int,
    read: Read,
    progress: Callable[[int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> Manifest:
    """Write what a filter leaves of a chain as a table; logged with its purpose before, and with its digest after it.

    `database`: the chain's own; `most`: events of one file; `read` reads the lines. Raises `UsageError`: a purpose
    that is none, `export-over-cap`, and what `export_table` raises; nothing is left then.
    """
    purpose, at = checked_reason(going.purpose), clock.now()
    what = (("format", kind.value), ("what", "journal"), *asked_of(wanted))
    with database.reading() as connection:
        count = journal_of(wanted.chain).count(connection, wanted)
    if count > most:
        raise UsageError("export-over-cap", most=most, count=count)
    with logged(desk, "journal", what, purpose, clock) as ended, database.reading() as connection:
        manifest = export_table(
            journal_table(read(connection, wanted, most)),
            kind,
            Path(going.file),
            purpose=purpose,
            made_at=at,
            replacing=going.replacing,
            cancelled=cancelled,
            progress=progress,
        )
        ended.append(manifest)
        _sign(desk, Path(going.file), manifest, replacing=going.replacing)
    return manifest


def signature_path(path: Path) -> Path:
    """Where the signature of an exported journal lies: beside it, `<name>.signature.json`."""
    return path.with_name(f"{path.name}.signature.json")


def _sign(desk: Desk, path: Path, manifest: Manifest, *, replacing: bool) -> None:
    """A signature of the store over the file's digest: name, size and when stand in the manifest that goes with it."""
    with desk.casebook.reading() as connection:
        seed = audit_keys.seed(connection)
    if seed is None:
        return
    beside = signature_path(path)
    with writing(path):
        if replacing:
            beside.unlink(missing_ok=True)
        write_new(beside, [signature_octets(seed, bytes.fromhex(manifest.sha256)) + b"\n"])
