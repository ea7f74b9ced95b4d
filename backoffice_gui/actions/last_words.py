"""What is written down as the last thing before the desk is locked: its events, and what was being written about cases.

Where the casebook can't take it at that moment, it is sealed to the inbox's own key and laid by in the inbox: whatever
happens to the program while the desk is locked, the next unlocking brings it into the casebook, once. First the
casebook has it, then the inbox forgets it; of what was cut in between the casebook's chain knows the line.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from backoffice_gui.actions.case_notes import put_draft
from backoffice_gui.actions.desk import Desk
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.errors import StoreIncomplete
from backoffice_gui.sealing import PublicKey, SealBroken
from backoffice_gui.sealing.keys import open_with, seal_to
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.inbox import keys, last_words
from backoffice_gui.storage.inbox.last_words import Laid
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.journal import CASEBOOK

__all__ = ["LastWords", "lay_by", "take_in"]

_KNOWN = 200
"""Lines of the casebook's chain among which one that is there already is looked for."""


@dataclass(frozen=True, slots=True)
class LastWords:
    """Events and drafts of one agent at one desk."""

    agent: str
    at: datetime
    events: tuple[AuditEvent, ...] = ()
    drafts: tuple[Unkept, ...] = ()

    def write(self, tx: Connection) -> None:
        """Write all of it; a draft of a case that is gone, or one that is too long, is let go."""
        for draft in self.drafts:
            put_draft(tx, self.agent, draft, self.at)
        audit_log.append(tx, self.events)


def lay_by(inbox: Inbox, words: LastWords) -> None:
    """Seal it into the inbox, which waits a second for others at most; raises what `Inbox.transaction` raises."""
    with inbox.reading() as connection:
        ours = keys.public(connection)
    if ours is None:
        raise StoreIncomplete("no-public-key")
    sealed = seal_to(ours.public, json.dumps(_said(words)).encode("ascii"), _info(ours.public))
    with inbox.hurrying(), inbox.transaction() as tx:
        last_words.lay(tx, ours.generation, sealed)


def take_in(inbox: Inbox, desk: Desk) -> None:
    """Bring what was laid by into the casebook; what does not open with our keys stays where it is."""
    with inbox.reading() as connection:
        found, publics = last_words.laid(connection), keys.publics(connection)
    for each in found:
        words = _opened(desk, each, publics[each.generation])
        if words is None:
            continue
        with desk.casebook.transaction() as tx:
            if not _known(tx, words):
                words.write(tx)
        with inbox.transaction() as tx:
            last_words.forget(tx, each.n)


def _info(public: PublicKey) -> bytes:
    return b"ofpra last words 1|" + public.fingerprint.encode()


def _opened(desk: Desk, laid: Laid, public: PublicKey) -> LastWords | None:
    try:
        private = desk.privates[public.fingerprint]
        return _read(json.loads(open_with(private, laid.sealed, _info(public))))
    except (KeyError, SealBroken):
        return None


def _known(tx: Connection, words: LastWords) -> bool:
    last, _hash = audit_log.LOG.head(tx)
    lines = CASEBOOK.last_before(tx, Verb.DESK_LOCKED.value, last, _KNOWN)
    there = {(line.at, line.details) for line in lines}
    return any(
        (event.at, tuple(sorted(event.details))) in there for event in words.events if event.verb is Verb.DESK_LOCKED
    )


def _said(words: LastWords) -> dict[str, Any]:
    events = [
        [event.at.isoformat(), event.verb.value, event.role.value, event.object, dict(event.details)]
        for event in words.events
    ]
    drafts = [[draft.case, draft.what, draft.text] for draft in words.drafts]
    return {"agent": words.agent, "at": words.at.isoformat(), "events": events, "drafts": drafts}


def _read(said: dict[str, Any]) -> LastWords:
    events = tuple(
        AuditEvent(datetime.fromisoformat(at), Verb(verb), Role(role), about, tuple(sorted(details.items())))
        for at, verb, role, about, details in said["events"]
    )
    drafts = tuple(Unkept(*draft) for draft in said["drafts"])
    return LastWords(said["agent"], datetime.fromisoformat(said["at"]), events, drafts)
