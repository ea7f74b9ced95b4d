"""One attachment of a case: its octets for a preview, or a copy of it in a folder that an agent chose.

Both are logged before the first octet is opened, so that no kill leaves a look that nobody knows of; a copy, which
leaves the house, in the inbox's chain too, as an extraction is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sqlalchemy import select

from backoffice_gui.actions.close_incident import checked_reason
from backoffice_gui.actions.desk import Desk
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import Clock
from backoffice_gui.documents.safe_names import safe_name
from backoffice_gui.domain.attachments import PartKind, SavedPart
from backoffice_gui.domain.ids import SubmissionKey
from backoffice_gui.domain.manifest import MalformedManifest, Part, parse_manifest
from backoffice_gui.domain.preview import differs, sniff
from backoffice_gui.domain.signed import NotCompactJws, payload_octets
from backoffice_gui.errors import DiskFull, StoreDamaged, UsageError
from backoffice_gui.sealing import AttemptKey, SealBroken
from backoffice_gui.security.durable import is_full, write_new
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.casebook.standing import number_of
from backoffice_gui.storage.inbox import attempts, audit_log, identity, submissions
from backoffice_gui.storage.inbox.attempts import AttemptRow
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.inbox.unsealing import Unsealer, best_attempt
from backoffice_gui.system.files import mark_as_foreign

__all__ = ["StoredPart", "part_kinds", "part_to_look_at", "save_part"]

_HEAD = 4096
_MOST_NAMES = 1_000
"""Copies of one name in one folder."""


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A part as the manifest has it; `octets` can be gone through again, and raises `StoreDamaged`."""

    n: int
    name: str
    media_type: str
    size: int
    sha256: str
    octets: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class _Octets:
    """A part's octets, opened chunk by chunk each time they are gone through."""

    inbox: Inbox
    unsealer: Unsealer
    row: AttemptRow
    key: AttemptKey
    part: int

    def __iter__(self) -> Iterator[bytes]:
        try:
            with self.inbox.reading() as connection:
                yield from self.unsealer.part(connection, self.row.id, self.key, self.part)
        except SealBroken as error:
            raise StoreDamaged("sealed", file=self.inbox.name) from error


def part_kinds(inbox: Inbox, desk: Desk, case: int) -> tuple[PartKind, ...]:
    """What each part of a case is by its first octets; nothing of it is shown, so opening the case is what is audited.

    Empty where nothing came with it. Raises `UsageError` (`not-found`, `sealed`), `StoreDamaged`.
    """
    try:
        row = _row(inbox, desk, case)
        opened = _opened(inbox, desk, row)
    except UsageError as error:
        if error.reason == "part-unknown":
            return ()
        raise
    return tuple(_kind(opened.stored(part)) for part in opened.parts)


def _kind(part: StoredPart) -> PartKind:
    octets = iter(part.octets)
    head = next(octets, b"")[:_HEAD]
    kind = sniff(head)
    return PartKind(part.n, kind, kind is not None and differs(kind, part.media_type, part.name))


def part_to_look_at(inbox: Inbox, desk: Desk, case: int, n: int, clock: Clock) -> StoredPart:
    """A part of a case, by its number in the manifest, to be looked at; audited as `part_previewed`.

    Raises `UsageError`: `not-found` (no such case), `part-unknown` (nothing came with it, or no such part),
    `sealed` where no key of ours opens it; `StoreDamaged` where it does not open as it was stored.
    """
    row = _row(inbox, desk, case)
    said = (("agent", desk.agent), ("part", n))
    with desk.casebook.transaction() as tx:
        casebook_log.append(tx, [AuditEvent(clock.now(), Verb.PART_PREVIEWED, Role.DESK, f"case:{case}", said)])
    return _stored(inbox, desk, row, n)


def save_part(inbox: Inbox, desk: Desk, case: int, n: int, folder: Path, *, reason: str, clock: Clock) -> SavedPart:
    """Save a copy of a part into `folder`: 0600, under a name of its own, whole or not at all; audited with the reason.

    The name is the case's number, the part's, and what the file is (`DL-2026-000412-piece-1.pdf`): names of files are
    listed, indexed and remembered by other programs, and an applicant's own may say who they are. Its octets are
    compared with the manifest's digest. Raises what `part_to_look_at` raises, a reason that is none
    (`reason-needed` …), `UsageError` `folder`, `StoreDamaged` (`digest`), `DiskFull`; nothing is left then.
    """
    words = checked_reason(reason)
    if not folder.is_dir():
        raise UsageError("folder", folder=str(folder))
    row, at = _row(inbox, desk, case), clock.now()
    part = _stored(inbox, desk, row, n)
    said = (("agent", desk.agent), ("part", n), ("reason", words), ("sha256", part.sha256))
    with desk.casebook.transaction() as tx:
        casebook_log.append(tx, [AuditEvent(at, Verb.PART_SAVED, Role.DESK, f"case:{case}", said)])
    with inbox.transaction() as tx:
        audit_log.append(tx, [AuditEvent(at, Verb.PART_SAVED, Role.DESK, f"submission:{row}", (("part", n),))])
    with desk.casebook.reading() as connection:
        stem = f"{number_of(connection, case)}-piece-{n}"
    file = _written(inbox, folder, part, stem)
    mark_as_foreign(file)
    return SavedPart(file.name, part.size, part.sha256)


def _row(inbox: Inbox, desk: Desk, case: int) -> int:
    """The submission that a case was made of, by its row in this inbox."""
    with desk.casebook.reading() as connection:
        query = select(cases.c.store_id, cases.c.inbox_row).where(cases.c.case == case)
        found = connection.execute(query).first()
    if found is None:
        raise UsageError("not-found")
    with inbox.reading() as connection:
        here = identity.ids(connection).current
    if found.inbox_row is None or found.store_id != here:
        raise UsageError("part-unknown")
    return int(found.inbox_row)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A submission's best attempt with its key, and the parts that its manifest names."""

    inbox: Inbox
    unsealer: Unsealer
    attempt: AttemptRow
    key: AttemptKey
    parts: tuple[Part, ...]

    def stored(self, said: Part) -> StoredPart:
        """A part as it can be gone through."""
        octets = _Octets(self.inbox, self.unsealer, self.attempt, self.key, said.n)
        return StoredPart(said.n, said.name, said.media_type, said.size, said.sha256, octets)


def _stored(inbox: Inbox, desk: Desk, row: int, n: int) -> StoredPart:
    opened = _opened(inbox, desk, row)
    found = next((part for part in opened.parts if part.n == n), None)
    if found is None:
        raise UsageError("part-unknown")
    return opened.stored(found)


def _opened(inbox: Inbox, desk: Desk, row: int) -> _Opened:
    unsealer = Unsealer(desk.privates)
    with inbox.reading() as connection:
        facts = submissions.facts(connection, [row]).get(row)
        attempt = best_attempt(attempts.attempt_rows(connection, row))
        if facts is None or attempt is None:
            raise UsageError("part-unknown")
        try:
            key = unsealer.key(connection, attempt, facts.key)
        except SealBroken as error:
            raise UsageError("sealed") from error
        try:
            jws = unsealer.manifest(connection, attempt.id, key)
        except SealBroken as error:
            raise StoreDamaged("sealed", file=inbox.name) from error
    return _Opened(inbox, unsealer, attempt, key, _said(jws, facts.key))


def _said(jws: str | None, key: SubmissionKey) -> tuple[Part, ...]:
    """The parts that the manifest names; none where it is not this submission's, or none at all."""
    try:
        manifest = None if jws is None else parse_manifest(payload_octets(jws))
    except (NotCompactJws, MalformedManifest):
        manifest = None
    return () if manifest is None or manifest.id != key.id else manifest.parts


def _written(inbox: Inbox, folder: Path, part: StoredPart, stem: str) -> Path:
    octets = iter(part.octets)
    head: list[bytes] = []
    while sum(map(len, head)) < _HEAD and (piece := next(octets, None)) is not None:
        head.append(piece)
    name = f"{stem}.{safe_name(part.name, b''.join(head)[:_HEAD]).rpartition('.')[2]}"
    for number in range(1, _MOST_NAMES):
        file = folder / _numbered(name, number)
        if file.exists():
            continue
        try:
            write_new(file, _compared(inbox, chain(head, octets), part))
        except FileExistsError:  # somebody was quicker; what was read is gone by, so it is read again
            octets, head = iter(part.octets), []
            continue
        except OSError as error:
            if is_full(error):
                raise DiskFull("folder", folder=str(folder)) from error
            raise UsageError("folder", folder=str(folder)) from error
        return file
    raise UsageError("folder", folder=str(folder))


def _numbered(name: str, number: int) -> str:
    stem, dot, extension = name.rpartition(".")
    return name if number == 1 else f"{stem} ({number}){dot}{extension}"


def _compared(inbox: Inbox, pieces: Iterable[bytes], part: StoredPart) -> Iterator[bytes]:
    """The same octets; at their end they are what the manifest says, or `StoreDamaged`."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
        yield piece
    if digest.hexdigest() != part.sha256:
        raise StoreDamaged("digest", file=inbox.name)
