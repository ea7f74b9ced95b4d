"""Scenarios of keys that end: a purge epoch, beside a second copy and without one; and a lock's last words laid by.

An epoch destroys private keys on purpose: at the very moment of a kill what is kept must open with those that the
casebook has then, and once it has ended with the newest alone; of the wrapped keys and the private keys of before no
octet is left anywhere.
"""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any

from backoffice_gui.actions.verify_mirror import verify_mirror
from backoffice_gui.audit import Verb
from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.domain.case_list import CaseFilter
from backoffice_gui.domain.office import LockCause
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, connect
from backoffice_gui.storage.faults import converting
from backoffice_gui.storage.inbox import epochs, last_words
from backoffice_gui.wiring import keeping, open_office, parts
from tests.support.purging import decrypted
from tests.support.scenarios.casework import with_cases
from tests.support.scenarios.forgetting import (
    agreed,
    casebook_key,
    left_of_it,
    log_pages,
    purge_agreed,
)
from tests.support.scenarios.front import MARK
from tests.support.scenarios.keeping import casebook_holds
from tests.support.scenarios.place import RENEWS, Place
from tests.support.scenarios.scenario import Scenario, named

__all__ = ["RENEWING"]

_SEEDS = "seeds"
"""Private keys of before the epoch, outside of the office."""


# The purge epoch


def _ready(place: Place, *, mirror: bool) -> None:
    """A purge is done; what must be in no octet after the epoch is noted: every wrapped key, each private key."""
    agreed(place, mirror=mirror)
    purge_agreed(place)
    with place.inbox() as opened, opened.reading() as connection:
        wraps = connection.exec_driver_sql("SELECT wrapped_key FROM attempt").scalars().all()
    noted = json.loads((place.root / "wraps").read_text())
    (place.root / "wraps").write_text(json.dumps([*noted, *(wrap.hex() for wrap in wraps if any(wrap))]))
    (place.root / _SEEDS).write_text(json.dumps([bytes(private.seed).hex() for private in place.privates.values()]))
    (place.root / RENEWS).touch()


def _ready_alone(place: Place) -> None:
    _ready(place, mirror=False)


def _ready_beside_a_mirror(place: Place) -> None:
    _ready(place, mirror=True)


def _epoch(place: Place) -> None:
    keeping.purge_epoch(place.settings, place.clock, parts.no_passphrase)


def _epoch_and_collect(place: Place) -> None:
    """The same command does the rest; after it the collector goes on, and the mirror with it."""
    _epoch(place)
    place.collect()


def _seeds_left(place: Place) -> list[str]:
    """Where a private key of before lies still: the casebook's pages and its log decrypted."""
    book, key = place.store / CASEBOOK_SHAPE.file, casebook_key(place)
    pages = {"the casebook": decrypted(book, key), "its log": log_pages(book.with_name(f"{book.name}-wal"), key)}
    seeds = [bytes.fromhex(each) for each in json.loads((place.root / _SEEDS).read_text())]
    return [name for name, octets in pages.items() if any(seed in octets for seed in seeds)]


def _renewed(place: Place) -> dict[str, Any]:
    """One private key is left, all that is kept opens, nothing of before lies anywhere, and the mirror is equal."""
    mirror = place.settings.mirror_folder
    with place.inbox() as opened:
        with opened.reading() as connection:
            under_way, since = epochs.under_way(connection), epochs.purged_since(connection)
        copied = None if mirror is None else verify_mirror(opened, mirror)
    return {
        "under way": under_way is not None,
        "purged since": since is not None,
        "mirror": None if copied is None else [copied.copies, list(copied.faults)],
        "somewhere": left_of_it(place),
        "seeds": _seeds_left(place),
        **casebook_holds(place),
    }


# What a lock could not write


def _lock_beside(place: Place) -> None:
    """Somebody else writes the casebook just then: what was searched and written is sealed into the inbox."""
    office = open_office(place.settings, place.clock)
    desk = office.cases()
    if desk is None:  # nothing opens: a disk that fails for good
        office.close()
        return
    desk.count(CaseFilter(words=MARK))
    book = place.store / CASEBOOK_SHAPE.file
    with converting(book, keyed=True):
        opened = connect(book, CASEBOOK_SHAPE, casebook_key(place))
    with closing(opened) as other:
        with converting(book, keyed=True):
            other.execute("BEGIN IMMEDIATE")
        office.lock(LockCause.IDLE, [Unkept(1, "note", f"{MARK} brouillon")])
        other.rollback()
    office.close()


def _said(place: Place) -> dict[str, Any]:
    """How often each was told, what was being written, and what lies in the inbox still; the desk is opened by that."""
    with place.inbox() as opened, parts.desk(place.settings, opened, place.clock) as desk:
        with desk.casebook.reading() as connection:
            told = [line.verb for line in audit_log.read(connection, 0, 100_000)]
            drafts = list(connection.exec_driver_sql("SELECT text FROM draft").scalars())
        with opened.reading() as connection:
            laid = len(last_words.laid(connection))
    return {
        "locked": told.count(Verb.DESK_LOCKED.value),
        "searched": told.count(Verb.SEARCHED.value),
        "drafts": drafts,
        "laid": laid,
    }


def _unlock_and_lock_once(place: Place) -> None:
    """The next unlocking takes in what lies there; whoever had not come to lock does it now."""
    if not _said(place)["drafts"]:
        _lock_beside(place)


def _spoken(place: Place) -> dict[str, Any]:
    """All of it once, by whatever way it came."""
    return {**_said(place), **casebook_holds(place)}


RENEWING = named(
    Scenario("a purge epoch", _epoch, _ready_alone, _epoch_and_collect, seen=_renewed, desk=True, stride=2),
    Scenario(
        "a purge epoch beside a mirror",
        _epoch,
        _ready_beside_a_mirror,
        _epoch_and_collect,
        seen=_renewed,
        desk=True,
        stride=2,
    ),
    Scenario(
        "a lock's last words are laid by",
        _lock_beside,
        with_cases,
        _unlock_and_lock_once,
        seen=_spoken,
        desk=True,
    ),
)
