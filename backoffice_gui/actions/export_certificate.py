"""The certificate of a purge put where a person asked for it: PDF/A for people, JSON beside it for programs."""

from __future__ import annotations

from pathlib import Path

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.export_file import export_paper
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import Clock
from backoffice_gui.documents.papers import Typesetter, case_sheet
from backoffice_gui.documents.papers.purge_paper import purge_paper
from backoffice_gui.domain.sheets import Manifest
from backoffice_gui.errors import DiskFull, UsageError
from backoffice_gui.security.durable import is_full, write_new
from backoffice_gui.storage.casebook import audit_log, purges

__all__ = ["export_certificate"]

_PURPOSE = "certificat de purge"


def export_certificate(
    desk: Desk, number: int, file: Path, clock: Clock, typesetter: Typesetter, *, demo: bool = False
) -> Manifest:
    """Write the certificate as PDF/A to `file`, and as JSON beside it under the same name; never over another file.

    Raises `UsageError`: `purge-unknown`, `purge-not-done`, `export-exists`, `folder`; `DiskFull`.
    """
    with desk.casebook.reading() as connection:
        row = purges.load(connection, number)
    if row is None:
        raise UsageError("purge-unknown")
    if not row.certificate:
        raise UsageError("purge-not-done")
    at = clock.now()
    beside = file.with_suffix(".json")
    if beside.exists() or file.suffix == beside.suffix:
        raise UsageError("export-exists", file=str(beside))
    paper = case_sheet(purge_paper(row.certificate), typesetter, made_at=row.ended_at or at, demo=demo)
    manifest = export_paper(paper.octets, file, pages=paper.pages, purpose=_PURPOSE, made_at=at, altered=paper.altered)
    try:
        write_new(beside, [row.certificate.encode("ascii") + b"\n"])
    except OSError as error:
        if is_full(error):
            raise DiskFull("folder", folder=str(file.parent)) from error
        raise UsageError("folder", folder=str(file.parent)) from error
    details = (("agent", desk.agent), ("sha256", manifest.sha256))
    with desk.casebook.transaction() as tx:
        audit_log.append(tx, [AuditEvent(at, Verb.PURGE_CERTIFIED, Role.DESK, f"purge:{number}", details)])
    return manifest
