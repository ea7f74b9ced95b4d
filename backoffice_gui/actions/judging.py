"""Judging again what is in quarantine and has ended on the web: our copy is the only one, and keys may have changed.

The collector judges again what is still listed, whose manifest it sees (`collector.machine`). What is not listed any
more lies sealed here, and only an unlocked desk reads it: it opens the manifest, asks the pinned keys of today, and
compares every part. What holds is taken in like all that is ours, and its incident ends; nothing else becomes of the
rest, which waits for a person (`retain`).
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection

from backoffice_gui.actions.close_incident import close_incident
from backoffice_gui.actions.desk import Desk
from backoffice_gui.domain.ids import SubmissionKey
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.domain.manifest import MalformedManifest, Manifest, parse_manifest
from backoffice_gui.domain.signed import NotCompactJws, payload_octets
from backoffice_gui.errors import Circumstance, UsageError
from backoffice_gui.sealing import AttemptKey, SealBroken
from backoffice_gui.storage.casebook import cases
from backoffice_gui.storage.inbox import attempts, incidents
from backoffice_gui.storage.inbox.attempts import AttemptRow
from backoffice_gui.storage.inbox.purging import keys_of
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.inbox.unsealing import Unsealer, best_attempt

__all__ = ["Judge", "end_incidents", "end_of_cases"]

_SOUND = "signature et empreintes vérifiées"
_MADE = "devenu une demande"


class Judge:
    """Judges each submission once by the same keys: `signed` says whether a manifest (compact JWS) is so."""

    def __init__(self, signed: Callable[[str], bool]) -> None:
        self._signed = signed
        self._found: dict[int, bool] = {}

    def sound(self, inbox: Inbox, unsealer: Unsealer, rows: Sequence[int]) -> frozenset[int]:
        """Of these rows, those whose copy is validly signed and whole; what can't be read is judged another time."""
        for row in rows:
            if row not in self._found:
                with contextlib.suppress(Circumstance):
                    found = self._holds(inbox, unsealer, row)
                    if found is not None:
                        self._found[row] = found
        return frozenset(row for row in rows if self._found.get(row))

    def _holds(self, inbox: Inbox, unsealer: Unsealer, row: int) -> bool | None:
        """Nothing where this desk has not the key: it may have it the next time it is unlocked."""
        with inbox.reading() as connection:
            key = keys_of(connection, [row]).get(row)
            best = best_attempt(attempts.attempt_rows(connection, row))
            if key is None or best is None:
                return False
            try:
                unsealer.run_key(connection, best.run_key)
            except SealBroken:
                return None
            try:
                opener = unsealer.key(connection, best, key)
                manifest = self._manifest(connection, unsealer, best, opener, key)
                return manifest is not None and _whole(connection, unsealer, best, opener, manifest)
            except SealBroken:
                return False

    def _manifest(
        self, connection: Connection, unsealer: Unsealer, best: AttemptRow, opener: AttemptKey, key: SubmissionKey
    ) -> Manifest | None:
        jws = unsealer.manifest(connection, best.id, opener)
        if jws is None or not self._signed(jws):
            return None
        try:
            manifest = parse_manifest(payload_octets(jws))
        except (NotCompactJws, MalformedManifest):
            return None
        return manifest if manifest.key == key else None


def _whole(
    connection: Connection, unsealer: Unsealer, best: AttemptRow, opener: AttemptKey, manifest: Manifest
) -> bool:
    """Every part has the size and the hash that the manifest says, and there are no others."""
    if list(unsealer.parts(connection, best.id)) != [part.n for part in manifest.parts]:
        return False
    for part in manifest.parts:
        sha, size = hashlib.sha256(), 0
        for piece in unsealer.part(connection, best.id, opener, part.n):
            sha.update(piece)
            size += len(piece)
        if (size, sha.hexdigest()) != (part.size, part.sha256):
            return False
    return True


def end_of_cases(inbox: Inbox, desk: Desk, at: datetime) -> int:
    """Close the incidents that say this of what is a case by now, whoever made it; how many there were."""
    with inbox.reading() as connection:
        rows = incidents.open_rows(connection, IncidentKind.UNPROVEN)
        keys = keys_of(connection, rows) if rows else {}
    if not keys:
        return 0
    with desk.casebook.reading() as connection:
        known = cases.by_submissions(connection, [key.id for key in keys.values()])
    made = [row for row, key in keys.items() if key in known]
    return end_incidents(inbox, desk, made, at, reason=_MADE) if made else 0


def end_incidents(inbox: Inbox, desk: Desk, rows: Collection[int], at: datetime, *, reason: str = _SOUND) -> int:
    """Close the incidents that say that these submissions were never proven; how many there were."""
    with inbox.reading() as connection:
        numbers = incidents.open_of(connection, IncidentKind.UNPROVEN, rows)
    closed = 0
    for number in numbers:
        try:
            close_incident(inbox, desk, number, reason, at)
        except UsageError:  # somebody has closed it meanwhile
            continue
        closed += 1
    return closed
