"""What is written down as the last thing before the desk is locked: its events, and what was being written about cases.

Where the casebook can't take it at that moment, it is sealed to the inbox's own key and laid by in the inbox: whatever
happens to the program while the desk is locked, the next unlocking brings it into the casebook, once. First the
casebook has it, then the inbox forgets it; of what was cut in between the casebook's chain knows the line.

Anybody can seal to a public key, and the collector's account writes the inbox: so a code stands before what is sealed,
HMAC-SHA256 (RFC 2104) under a key that follows from the private half, which nobody has without the casebook; and only
what a lock writes is taken in.
"""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from backoffice_gui import logs
from backoffice_gui.actions.case_notes import put_draft
from backoffice_gui.actions.desk import Desk
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.errors import Defect, StoreError, StoreIncomplete
from backoffice_gui.sealing import PrivateKey, PublicKey, SealBroken
from backoffice_gui.sealing.keys import open_with, seal_to
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.inbox import keys, last_words
from backoffice_gui.storage.inbox.last_words import Laid
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.journal import CASEBOOK

__all__ = ["LastWords", "codes_of", "lay_by", "take_in"]

_LOG = logging.getLogger(__name__)
_LABEL = b"ofpra back office|last words|1"
_CODE_OCTETS = 32
_SAID = frozenset({Verb.CASES_LISTED, Verb.SEARCHED, Verb.DESK_LOCKED})
"""All that a lock writes down: what was listed and searched, and that it was locked."""

_KNOWN = 200
"""Lines of the casebook's chain among which one that is there already is looked for at a time."""


@dataclass(frozen=True, slots=True)
class LastWords:
    """Events and drafts of one agent at one desk; `codes` by `codes_of`, for what the casebook can't take at once."""

    agent: str
    at: datetime
    events: tuple[AuditEvent, ...] = ()
    drafts: tuple[Unkept, ...] = ()
    codes: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def write(self, tx: Connection) -> None:
        """Write all of it; a draft of a case that is gone, or one that is too long, is let go."""
        for draft in self.drafts:
            put_draft(tx, self.agent, draft, self.at)
        audit_log.append(tx, self.events)


def codes_of(desk: Desk) -> dict[str, bytes]:
    """What `lay_by` vouches with, by the fingerprint of the key it seals to: taken while the desk has its keys."""
    return {fingerprint: _code_key(private) for fingerprint, private in desk.privates.items()}


def lay_by(inbox: Inbox, words: LastWords) -> None:
    """Seal it into the inbox, to the newest key that the desk had; waits a second for others at most.

    Raises `StoreIncomplete` where it had none of the inbox's, and what `Inbox.transaction` raises.
    """
    with inbox.reading() as connection:
        publics = keys.publics(connection)
    ours = max((number for number, public in publics.items() if public.fingerprint in words.codes), default=None)
    if ours is None:
        raise StoreIncomplete("no-public-key")
    public = publics[ours]
    said = json.dumps(_said(words)).encode("ascii")
    code = hmac.digest(words.codes[public.fingerprint], said, "sha256")
    sealed = seal_to(public, code + said, _info(public))
    with inbox.hurrying(), inbox.transaction() as tx:
        last_words.lay(tx, ours, sealed)


def take_in(inbox: Inbox, desk: Desk) -> None:
    """Bring what was laid by into the casebook; what does not open, or is not a lock's, stays, and the log says so.

    So does what the journal refuses: nothing that was laid by keeps a desk from opening.
    """
    with inbox.reading() as connection:
        found, publics = last_words.laid(connection), keys.publics(connection)
    refused = 0
    for each in found:
        words = _opened(desk, each, publics.get(each.generation))
        if words is None:
            refused += 1
            continue
        if not desk.casebook.local and words.agent != desk.agent:
            continue  # a colleague's, on a team's server: nobody signs for another, his own next opening takes it in
        if not _written(desk, words):
            refused += 1
            continue
        with inbox.transaction() as tx:
            last_words.forget(tx, each.n)
    if refused:
        logs.event(_LOG, logging.WARNING, "last_words_refused", count=refused)


def _written(desk: Desk, words: LastWords) -> bool:
    """Whether the casebook has them; what its journal refuses (a line, its day) would keep the desk locked for good."""
    try:
        with desk.casebook.transaction() as tx:
            if not _known(tx, words):
                words.write(tx)
    except Defect:
        return False
    except StoreError as error:
        if error.reason != "clock":
            raise
        return False
    return True


def _code_key(private: PrivateKey) -> bytes:
    return hmac.digest(bytes(private.seed), _LABEL, "sha256")


def _info(public: PublicKey) -> bytes:
    return b"ofpra last words 1|" + public.fingerprint.encode()


def _opened(desk: Desk, laid: Laid, public: PublicKey | None) -> LastWords | None:
    """Nothing where it is not to be taken in, whatever lies there: a row of the inbox keeps no desk from opening."""
    if public is None:
        return None
    try:
        private = desk.privates[public.fingerprint]
        octets = open_with(private, laid.sealed, _info(public))
        code, said = octets[:_CODE_OCTETS], octets[_CODE_OCTETS:]
        if not hmac.compare_digest(code, hmac.digest(_code_key(private), said, "sha256")):
            return None
        words = _read(json.loads(said))
    except (KeyError, ValueError, TypeError, AttributeError, SealBroken):
        return None
    return words if all(event.verb in _SAID and event.role is Role.DESK for event in words.events) else None


def _known(tx: Connection, words: LastWords) -> bool:
    """Whether the chain has its lock, back to its time: an old row may be put into the inbox again."""
    upto, _hash = audit_log.LOG.head(tx)
    locks = {(event.at, tuple(sorted(event.details))) for event in words.events if event.verb is Verb.DESK_LOCKED}
    while lines := CASEBOOK.last_before(tx, Verb.DESK_LOCKED.value, upto, _KNOWN):
        if any((line.at, line.details) in locks for line in lines):
            return True
        if lines[-1].at < words.at:
            return False
        upto = lines[-1].n - 1
    return False


def _said(words: LastWords) -> dict[str, Any]:
    events = [
        [event.at.isoformat(), event.verb.value, event.role.value, event.object, dict(event.details)]
        for event in words.events
    ]
    drafts = [[draft.case, draft.what, draft.text] for draft in words.drafts]
    seen = [draft.seen for draft in words.drafts]  # apart: an older program reads what it knows
    return {"agent": words.agent, "at": words.at.isoformat(), "events": events, "drafts": drafts, "seen": seen}


def _read(said: dict[str, Any]) -> LastWords:
    events = tuple(
        AuditEvent(datetime.fromisoformat(at), Verb(verb), Role(role), about, tuple(sorted(details.items())))
        for at, verb, role, about, details in said["events"]
    )
    seen = said.get("seen") or [None] * len(said["drafts"])
    drafts = tuple(
        Unkept(case, what, text, each) for (case, what, text), each in zip(said["drafts"], seen, strict=True)
    )
    return LastWords(said["agent"], datetime.fromisoformat(said["at"]), events, drafts)
