"""Taking a submission out, byte for byte: the manifest's payload and every part, into a folder of its own.

Opening is logged before the first octet is written (who and why in the casebook, the role in the
inbox), so that no kill leaves an extraction that nobody knows of.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from backoffice_gui import logs
from backoffice_gui.actions.close_incident import checked_reason
from backoffice_gui.actions.desk import Desk
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.audit.events import Details
from backoffice_gui.domain.facts import Stage, SubmissionFacts, stage_of
from backoffice_gui.domain.ids import DIGEST, SUBMISSION_ID
from backoffice_gui.domain.signed import NotCompactJws, payload_octets
from backoffice_gui.errors import DiskFull, StoreDamaged, UsageError
from backoffice_gui.sealing import AttemptKey, SealBroken
from backoffice_gui.security.durable import is_full, new_folder, sync_folder, write_new
from backoffice_gui.storage import reserve
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.inbox import attempts, audit_log, submissions
from backoffice_gui.storage.inbox.attempts import AttemptRow
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.inbox.unsealing import Unsealer, best_attempt

__all__ = ["Extracted", "chosen", "extract"]

_LOG = logging.getLogger(__name__)
_NAMED = re.compile(rf"(?P<id>{SUBMISSION_ID.pattern})(?:@(?P<digest>{DIGEST.pattern}))?")
_MANIFEST, _MANIFEST_RAW = "manifest.json", "manifest.jws"


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was written: file names in order; `verified` is false for a copy nobody should rely on."""

    id: str
    folder: Path
    files: tuple[str, ...]
    verified: bool
    stage: Stage


def chosen(inbox: Inbox, name: str) -> SubmissionFacts:
    """The one submission that `id` or `id@sha256-…` names.

    Raises `UsageError`: `not-found`, or `several` with all their full names in the fact `matches`.
    """
    named = _NAMED.fullmatch(name)
    if named is None:
        raise UsageError("not-found")
    with inbox.reading() as connection:
        found = submissions.by_id(connection, named["id"], named["digest"])
    if not found:
        raise UsageError("not-found")
    if len(found) > 1:
        raise UsageError("several", matches=" ".join(f"{each.key.id}@{each.key.digest}" for each in found))
    return found[0]


def extract(inbox: Inbox, desk: Desk, name: str, folder: Path, *, reason: str, at: datetime) -> Extracted:
    """Write the submission that `name` names into `folder` (empty or new; 0700, files 0600, synced).

    Quarantined and unverified copies come out too, with `verified` false, as far as they open.
    Raises `UsageError` (`not-found`, `several`, `nothing-stored`, `not-empty`, `folder`,
    `sealed`, a reason that is none), `StoreDamaged` where a verified copy does not open,
    `DiskFull`; what was written until then is removed.
    """
    words = checked_reason(reason)
    facts = chosen(inbox, name)
    unsealer = Unsealer(desk.privates)
    with inbox.reading() as connection:
        row = best_attempt(attempts.attempt_rows(connection, facts.row))
        if row is None:
            raise UsageError("nothing-stored", stage=stage_of(facts).value)
        try:
            key = unsealer.key(connection, row, facts.key)
        except SealBroken as error:
            raise UsageError("sealed") from error
        parts = unsealer.parts(connection, row.id)
    _prepare(folder)
    _log(inbox, desk, facts, words, at)
    verified = row.facts.verified_at is not None
    source = _Source(inbox, unsealer, row, key, verified)
    files = _write_all(folder, source.files(parts))
    return Extracted(facts.key.id, folder, files, verified, stage_of(facts))


def _prepare(folder: Path) -> None:
    try:
        new_folder(folder)
        if any(folder.iterdir()):
            raise UsageError("not-empty", folder=str(folder))
        folder.chmod(0o700)
    except OSError as error:
        if is_full(error):
            raise DiskFull("folder", folder=str(folder)) from error
        raise UsageError("folder", folder=str(folder)) from error


def _log(inbox: Inbox, desk: Desk, facts: SubmissionFacts, reason: str, at: datetime) -> None:
    subject = f"submission:{facts.row}"
    details = (("agent", desk.agent), ("digest", facts.key.digest), ("id", facts.key.id), ("reason", reason))
    try:
        _note(inbox, desk, subject, details, at)
    except DiskFull:  # what waits for an agent must be got at all the same (architecture.md, room on the disk)
        reserve.release(inbox.folder)
        try:
            _note(inbox, desk, subject, details, at)
        except DiskFull as error:
            logs.event(_LOG, logging.WARNING, "extraction_not_noted", code=error.code)


def _note(inbox: Inbox, desk: Desk, subject: str, details: Details, at: datetime) -> None:
    with desk.casebook.transaction() as tx:
        casebook_log.append(tx, [AuditEvent(at, Verb.EXTRACTED, Role.DESK, subject, details)])
    with inbox.transaction() as tx:
        audit_log.append(tx, [AuditEvent(at, Verb.EXTRACTED, Role.DESK, subject)])


class _Source:
    """What the files of one extraction are made of, streamed."""

    def __init__(self, inbox: Inbox, unsealer: Unsealer, row: AttemptRow, key: AttemptKey, verified: bool) -> None:
        self._inbox, self._unsealer, self._row, self._key, self._verified = inbox, unsealer, row, key, verified

    def files(self, parts: Iterable[int]) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Name and octets of each file: the manifest first, then the parts in order."""
        manifest = self._manifest()
        if manifest is not None:
            yield manifest[0], iter([manifest[1]])
        for part in parts:
            yield f"part-{part}", self._octets(part)

    def _manifest(self) -> tuple[str, bytes] | None:
        try:
            with self._inbox.reading() as connection:
                jws = self._unsealer.manifest(connection, self._row.id, self._key)
        except SealBroken as error:
            self._refuse(error)
            return None
        if jws is None:
            return None
        try:
            return _MANIFEST, payload_octets(jws)
        except NotCompactJws:
            return _MANIFEST_RAW, jws.encode("ascii", "replace")

    def _octets(self, part: int) -> Iterator[bytes]:
        try:
            with self._inbox.reading() as connection:
                yield from self._unsealer.part(connection, self._row.id, self._key, part)
        except SealBroken as error:
            self._refuse(error)

    def _refuse(self, error: SealBroken) -> None:
        """A verified copy that does not open is damage; of another, what opens is given out."""
        if self._verified:
            raise StoreDamaged("sealed", file=self._inbox.name) from error


def _write_all(folder: Path, files: Iterable[tuple[str, Iterator[bytes]]]) -> tuple[str, ...]:
    written: list[str] = []
    try:
        for name, pieces in files:
            written.append(name)
            write_new(folder / name, pieces)
        sync_folder(folder)
    except BaseException as error:
        # one that is there was somebody else's
        _remove(folder, written[:-1] if isinstance(error, FileExistsError) else written)
        if isinstance(error, OSError):
            kind = DiskFull if is_full(error) else UsageError
            raise kind("folder", folder=str(folder)) from error
        raise
    return tuple(written)


def _remove(folder: Path, names: Sequence[str]) -> None:
    """Of a giving out that failed nothing stays; a disk that fails may be only read from then, and the log says so."""
    left = 0
    for each in (folder / word for name in names for word in (name, f".{name}.new")):
        try:
            each.unlink(missing_ok=True)
        except OSError:
            left += 1
    if left:
        logs.event(_LOG, logging.WARNING, "extraction_left", count=left)
