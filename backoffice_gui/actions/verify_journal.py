"""Verifying the chains: every link, every purge against the event that records it, every head noted elsewhere.

The casebook's chain holds the inbox's heads, one at each unlocking: an inbox that was set back, or whose chain was
written anew, does not have them any more. The inbox's holds the casebook's the same way: a casebook that was taken
away, used and put back as it had been lacks the event that its own head was noted of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.moving import never, silent
from backoffice_gui.audit import Anchor, Verb
from backoffice_gui.audit.heads import SignedHead, sound
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.domain.journal import Chain, JournalFilter, Walked
from backoffice_gui.errors import UsageError
from backoffice_gui.storage import anchors
from backoffice_gui.storage.audit_log import AuditLog
from backoffice_gui.storage.casebook import audit_keys
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox import audit_log as inbox_log
from backoffice_gui.storage.inbox import identity
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.journal import journal_of

__all__ = [
    "Anchored",
    "anchored",
    "casebook_heads",
    "copied_heads",
    "inbox_heads",
    "purged_heads",
    "verify_casebook",
    "verify_inbox",
]

_MOST_HEADS = 100_000
_HEAD = re.compile("[0-9a-f]{64}")


def verify_casebook(
    casebook: Casebook,
    heads: Iterable[Anchor] = (),
    *,
    noted: Sequence[Anchor] = (),
    progress: Callable[[int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> Walked:
    """Walk the casebook's chain; `noted` are the heads that the inbox's chain holds of it (`casebook_heads`).

    `progress` hears how many events. Raises `UsageError("journal-cancelled")`.
    """
    with casebook.reading(interruptible=True) as connection:
        walked = _walk(connection, casebook_log.LOG, Chain.CASEBOOK, (*heads, *noted), _heard(progress, cancelled))
        if not walked.ok:
            return _set_back(walked, noted)
        return _purges(connection, walked)


def verify_inbox(
    inbox: Inbox,
    heads: Iterable[Anchor] = (),
    *,
    copied: Sequence[Anchor] = (),
    purged: Collection[Anchor] | None = None,
    progress: Callable[[int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> Walked:
    """Walk the inbox's chain; `copied` are the heads that the casebook's chain holds of it (`inbox_heads`).

    `purged`: up to where the casebook's chain says that this one was purged (`purged_heads`), where that is known.

    Raises `UsageError("journal-cancelled")`.
    """
    heard = _heard(progress, cancelled)
    with inbox.reading(interruptible=True) as connection:
        begun = inbox_log.LOG.begun(connection)
        walked = _walk(connection, inbox_log.LOG, Chain.INBOX, (*heads, *copied), heard)
    if walked.ok and begun.n and purged is not None and not _agreed(begun, copied, purged):
        return replace(walked, broken=walked.first, reason="purge")
    return _set_back(walked, copied)


def _set_back(walked: Walked, copied: Sequence[Anchor]) -> Walked:
    """The other chain's word for it, where that knew of more than what is there."""
    broken = walked.broken
    if broken is None or walked.reason not in {"cut", "rewritten"} or all(anchor.n < broken for anchor in copied):
        return walked
    return replace(walked, reason="rolled-back")


def _agreed(begun: Anchor, copied: Sequence[Anchor], purged: Collection[Anchor]) -> bool:
    """Whether the casebook knows of that purge, or has itself been purged of all that was before it."""
    return begun in purged or (bool(copied) and all(anchor.n >= begun.n for anchor in copied))


def purged_heads(desk: Desk) -> frozenset[Anchor]:
    """Up to where the casebook's chain says that the inbox's was purged."""
    wanted = JournalFilter(verbs=frozenset({Verb.JOURNAL_PURGED.value}))
    with desk.casebook.reading() as connection:
        lines = [dict(line.details) for line in journal_of(Chain.CASEBOOK).every(connection, wanted, _MOST_HEADS)]
    mine = (_noted(said, "upto") for said in lines if said.get("chain") == Chain.INBOX.value)
    return frozenset(head for head in mine if head is not None)


def _noted(said: Mapping[str, str | int], number: str) -> Anchor | None:
    """The head that a line notes; nothing where it notes none: others than our program add lines too."""
    n, digest = said.get(number), said.get("head")
    if not isinstance(n, int) or not isinstance(digest, str) or _HEAD.fullmatch(digest) is None:
        return None
    return Anchor(n, bytes.fromhex(digest))


def inbox_heads(connection: Connection, store: str) -> tuple[Anchor, ...]:
    """The heads of this inbox (by the name it has now) that the casebook's chain holds."""
    journal = journal_of(Chain.CASEBOOK)
    copied = frozenset({Verb.INBOX_HEAD.value, Verb.HEAD_SIGNED.value})
    wanted = JournalFilter(object=f"store:{store}", verbs=copied)
    heads = (_noted(dict(line.details), "n") for line in journal.every(connection, wanted, _MOST_HEADS))
    return tuple(head for head in heads if head is not None and head.n > 0)


def copied_heads(inbox: Inbox, desk: Desk) -> tuple[Anchor, ...]:
    """What the casebook's chain knows of the inbox's."""
    with inbox.reading() as connection:
        store = str(identity.ids(connection).current)
    with desk.casebook.reading() as connection:
        return inbox_heads(connection, store)


def casebook_heads(inbox: Inbox) -> tuple[Anchor, ...]:
    """The heads of the casebook that the inbox's chain holds, since one was last put back from a backup."""
    verbs = frozenset({Verb.CASEBOOK_HEAD.value, Verb.STORE_RESTORED.value})
    heads: list[Anchor] = []
    with inbox.reading() as connection:
        wanted = JournalFilter(Chain.INBOX, object=f"store:{identity.ids(connection).current}", verbs=verbs)
        for line in journal_of(Chain.INBOX).every(connection, wanted, _MOST_HEADS):
            if line.verb == Verb.STORE_RESTORED.value:
                break
            head = _noted(dict(line.details), "n")
            heads += [] if head is None else [head]
    return tuple(heads)


@dataclass(frozen=True, slots=True)
class Anchored:
    """What lies elsewhere of one chain: its heads, how many lines are none or not signed by this store, what lacks.

    `foreign`: the first number whose head somebody else signed, or that should be signed and is not; `missing`:
    moments of the chain's own signing without a line; `last`: the last number noted.
    """

    there: bool
    heads: tuple[Anchor, ...] = ()
    unreadable: int = 0
    foreign: int | None = None
    missing: tuple[int, ...] = ()
    last: int = 0


def anchored(folder: Path, inbox: Inbox, desk: Desk, chain: Chain) -> Anchored:
    """The heads of a chain in an anchor folder, under every name the store had with this casebook. Raises `OSError`."""
    names = _names(inbox, desk, chain)
    files = [anchors.read(folder, str(name), chain.value) for name in names]
    heads = [signed for file in files for signed in file.heads]
    with desk.casebook.reading() as connection:
        keys = audit_keys.publics(connection)
        said = _signings(connection) if chain is Chain.CASEBOOK else ()
    # a collector has no key of ours: an inbox's head may stand there without a signature, never with another's
    foreign = [one.head.n for one in heads if (one.key or chain is Chain.CASEBOOK) and not _ours(one, keys)]
    noted = {one.head.n for one in heads}
    return Anchored(
        there=any(file.there for file in files),
        heads=tuple(Anchor(one.head.n, one.head.hash) for one in heads if one.head.n not in foreign),
        unreadable=sum(file.unreadable for file in files),
        foreign=min(foreign, default=None),
        missing=tuple(n for n in said if n not in noted) if any(file.there for file in files) else (),
        last=max(noted, default=0),
    )


def _names(inbox: Inbox, desk: Desk, chain: Chain) -> list[StoreId]:
    """From the first one that the casebook was linked under: a chain of before went with the casebook that was lost."""
    with inbox.reading() as connection:
        names = identity.in_order(connection)
    if chain is Chain.INBOX:
        return names[-1:]
    with desk.casebook.reading() as connection:
        linked = casebook_keys.links(connection)
    first = next((number for number, name in enumerate(names) if name in linked), 0)
    return names[first:]


def _ours(signed: SignedHead, keys: Collection[bytes]) -> bool:
    return signed.key in keys and sound(signed)


def _signings(connection: Connection) -> tuple[int, ...]:
    """The numbers of the events that say that the casebook's head was signed, oldest first."""
    wanted = JournalFilter(verbs=frozenset({Verb.HEAD_SIGNED.value}))
    lines = journal_of(Chain.CASEBOOK).every(connection, wanted, _MOST_HEADS)
    return tuple(sorted(line.n for line in lines))


def _heard(progress: Callable[[int], None], cancelled: Callable[[], bool]) -> Callable[[int], None]:
    def heard(events: int) -> None:
        if cancelled():
            raise UsageError("journal-cancelled")
        progress(events)

    return heard


def _walk(
    connection: Connection, log: AuditLog, chain: Chain, heads: Iterable[Anchor], heard: Callable[[int], None]
) -> Walked:
    begun = log.begun(connection)
    found = log.verify(connection, heads, heard)
    last_good = begun.n + found.checked
    lines = log.read(connection, last_good - 1, 1) if found.checked else []
    at = lines[0].at if lines and lines[0].n == last_good else None
    return Walked(chain, found.checked, begun.n + 1, last_good, at, found.first_broken, found.reason)


def _purges(connection: Connection, walked: Walked) -> Walked:
    """Whether an event that is left says that the chain was purged up to where it begins, with the same hash."""
    begun = casebook_log.LOG.begun(connection)
    if begun.n == 0:
        return walked
    journal = journal_of(walked.chain)
    for line in journal.last_before(connection, Verb.JOURNAL_PURGED.value, walked.last_good, _MOST_HEADS):
        said = dict(line.details)
        if (said.get("chain"), said.get("upto"), said.get("head")) == (walked.chain.value, begun.n, begun.hash.hex()):
            return walked
    return replace(walked, broken=walked.first, reason="purge")
