"""What an unlocking adds to the journal, and the heads of both chains, signed.

At each unlocking the inbox's head is copied into the casebook's chain, and the casebook's into the inbox's, which names
nobody: whichever of them is set back afterwards, or written anew, does not have it any more. What the configuration and
the policy say where it matters is noted where it has changed since.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from backoffice_gui import logs
from backoffice_gui.actions.desk import Desk
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.audit.heads import Head, SignedHead, sign
from backoffice_gui.domain.journal import Chain
from backoffice_gui.errors import StoreError
from backoffice_gui.storage import anchors
from backoffice_gui.storage.audit_log import AuditLine
from backoffice_gui.storage.casebook import audit_keys
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.inbox import audit_log as inbox_log
from backoffice_gui.storage.inbox import identity
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.journal import CASEBOOK

__all__ = [
    "heads_now",
    "inbox_head",
    "late_heads",
    "note_preference",
    "note_settings",
    "note_unlocking",
    "signed_before",
    "signed_heads",
]

_LOG = logging.getLogger(__name__)
_HELD = ("agent", "changed")
_MOST_LATE = 1_000
_NOTES = frozenset({Verb.INBOX_HEAD.value, Verb.SETTINGS_CHANGED.value, Verb.SIGNING_KEY_MADE.value})
"""What an unlocking adds to the casebook's chain of itself."""


def note_unlocking(inbox: Inbox, desk: Desk, settings: Mapping[str, str | int], at: datetime) -> None:
    """Copy both heads, note what settings have changed, and make the signing key where there is none yet.

    Nothing is written where nothing has changed; an inbox that can't be written to now keeps nobody out. Neither does a
    signing key that is not there yet: on a team's server it is made by the next opening of somebody who may make keys.
    Raises what `Casebook.transaction` raises.
    """
    try:
        _note_casebook(inbox, desk, at)
    except StoreError as error:
        logs.event(_LOG, logging.INFO, "head_not_noted", code=error.code)
    head = inbox_head(inbox, at)
    with desk.casebook.reading() as connection:
        lines = _changed(connection, desk.agent, head, settings, at)
        needs_key = audit_keys.seed(connection) is None
    try:
        _add(desk, lines, at, with_key=needs_key)
    except StoreError as error:
        if not needs_key or error.reason != "not-permitted":
            raise
        logs.event(_LOG, logging.INFO, "signing_key_waits")
        _add(desk, lines, at, with_key=False)


def _add(desk: Desk, lines: Sequence[AuditEvent], at: datetime, *, with_key: bool) -> None:
    if lines or with_key:
        with desk.casebook.transaction() as tx:
            casebook_log.append(tx, lines)
            if with_key:
                audit_keys.put(tx, at)


def _note_casebook(inbox: Inbox, desk: Desk, at: datetime) -> None:
    """The casebook's head as the unlocking has left it; what only notes of an unlocking have added is nothing new."""
    with desk.casebook.fresh() as connection:
        anchor = casebook_log.head(connection)
        last = casebook_log.read(connection, anchor.n - 1, 1)
    if not last or last[0].verb in _NOTES:
        return
    with inbox.transaction() as tx:
        store = identity.ids(tx).current
        details = (("head", anchor.hash.hex()), ("n", anchor.n))
        inbox_log.append(tx, [AuditEvent(at, Verb.CASEBOOK_HEAD, Role.PROGRAM, f"store:{store}", details)])


def inbox_head(inbox: Inbox, at: datetime) -> Head:
    """The inbox's head, under the name the store has now."""
    with inbox.fresh() as connection:
        anchor, store = inbox_log.head(connection), identity.ids(connection).current
    return Head(str(store), Chain.INBOX.value, anchor.n, anchor.hash, at)


def _last(connection: Connection, verb: Verb) -> AuditLine | None:
    last = casebook_log.head(connection).n
    return next(iter(CASEBOOK.last_before(connection, verb.value, last, 1)), None)


def _changed(
    connection: Connection, agent: str, head: Head, settings: Mapping[str, str | int], at: datetime
) -> list[AuditEvent]:
    lines = []
    copied = _last(connection, Verb.INBOX_HEAD)
    details = (("agent", agent), ("head", head.hash.hex()), ("n", head.n))
    if copied is None or (copied.object, dict(copied.details).get("head")) != (f"store:{head.store}", head.hash.hex()):
        lines.append(AuditEvent(at, Verb.INBOX_HEAD, Role.DESK, f"store:{head.store}", details))
    return lines + _settings(connection, agent, settings, at)


def _settings(connection: Connection, agent: str, settings: Mapping[str, str | int], at: datetime) -> list[AuditEvent]:
    """The settings that matter, where they are not those that were noted last."""
    noted = _last(connection, Verb.SETTINGS_CHANGED)
    before = {} if noted is None else {name: value for name, value in noted.details if name not in _HELD}
    if noted is not None and before == dict(settings):
        return []
    changed = sorted(name for name in {*before, *settings} if before.get(name) != settings.get(name))
    said = (("agent", agent), ("changed", "" if noted is None else " ".join(changed)), *settings.items())
    return [AuditEvent(at, Verb.SETTINGS_CHANGED, Role.DESK, "settings", said)]


def note_settings(desk: Desk, settings: Mapping[str, str | int], at: datetime) -> None:
    """What was settled otherwise while the desk is open is noted at once, under its agent's name."""
    with desk.casebook.transaction() as tx:
        casebook_log.append(tx, _settings(tx, desk.agent, settings, at))


def note_preference(desk: Desk, name: str, value: str, at: datetime) -> None:
    """What an agent chose for their own window, where it shows more or less of persons: code words only."""
    details = (("agent", desk.agent), ("name", name), ("value", value))
    with desk.casebook.transaction() as tx:
        casebook_log.append(tx, [AuditEvent(at, Verb.PREFERENCE_CHANGED, Role.DESK, "settings", details)])


def signed_heads(inbox: Inbox, desk: Desk, at: datetime) -> tuple[SignedHead, ...]:
    """The heads of both chains, signed; that they were is the casebook's last event before its head.

    Nothing, where the last event of the casebook says that already and the inbox has not grown since.
    """
    incoming = inbox_head(inbox, at)
    with desk.casebook.transaction() as tx:
        seed = audit_keys.seed(tx)
        if seed is None or _signed_already(tx, incoming):
            return ()
        details = (("agent", desk.agent), ("head", incoming.hash.hex()), ("n", incoming.n))
        casebook_log.append(tx, [AuditEvent(at, Verb.HEAD_SIGNED, Role.DESK, f"store:{incoming.store}", details)])
        anchor = casebook_log.head(tx)
    own = Head(incoming.store, Chain.CASEBOOK.value, anchor.n, anchor.hash, at)
    return sign(seed, own), sign(seed, incoming)


def signed_before(inbox: Inbox, desk: Desk, at: datetime, most: int = _MOST_LATE) -> tuple[SignedHead, ...]:
    """The casebook's heads that its own events say were signed, at most so many of the last, oldest first."""
    with inbox.fresh() as connection:  # as `heads_now`: whoever locks the desk waits for no pool
        store = str(identity.ids(connection).current)
    with desk.casebook.fresh() as connection:
        seed, last = audit_keys.seed(connection), casebook_log.head(connection).n
        signed = [line.n for line in CASEBOOK.last_before(connection, Verb.HEAD_SIGNED.value, last, most)]
        hashes = casebook_log.LOG.hashes(connection, signed)
    if seed is None:
        return ()
    return tuple(sign(seed, Head(store, Chain.CASEBOOK.value, n, found, at)) for n, found in hashes.items())


def late_heads(folder: Path, signed: Sequence[SignedHead]) -> tuple[SignedHead, ...]:
    """Of heads that were signed, those that were never written: a death, or a share that was away, came between.

    Raises `OSError`. Only those after the last that lies there: a line that is missing between others was taken away,
    and stays missing. Where none lies there at all, an emptied share looks like a new one: none is made up, but for the
    first that the store ever signed.
    """
    if not signed:
        return ()
    lying = anchors.read(folder, signed[0].head.store, Chain.CASEBOOK.value).heads
    if not lying:
        return tuple(signed) if len(signed) == 1 else ()
    last = max(one.head.n for one in lying)
    return tuple(one for one in signed if one.head.n > last)


def heads_now(inbox: Inbox, desk: Desk, at: datetime) -> tuple[SignedHead, ...]:
    """The heads of both chains, signed, with nothing written: for whoever is about to close the desk."""
    incoming = inbox_head(inbox, at)
    with desk.casebook.fresh() as connection:  # no pool to wait for: locking has its quarter of a second
        seed, anchor = audit_keys.seed(connection), casebook_log.head(connection)
    if seed is None:
        return ()
    own = Head(incoming.store, Chain.CASEBOOK.value, anchor.n, anchor.hash, at)
    return sign(seed, own), sign(seed, incoming)


def _signed_already(connection: Connection, incoming: Head) -> bool:
    last = casebook_log.read(connection, casebook_log.head(connection).n - 1, 1)
    if not last or last[0].verb != Verb.HEAD_SIGNED.value:
        return False
    return dict(last[0].details).get("head") == incoming.hash.hex()
