"""Cases that are old enough to go, and what two people do about them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from backoffice_gui.actions.agree_purge import approve_purge, request_purge
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.purge import run_purge
from backoffice_gui.actions.retention import MOST, plan
from backoffice_gui.actions.treat import treat
from backoffice_gui.clock import Clock
from backoffice_gui.domain.case_acts import Asked, CaseKey
from backoffice_gui.domain.cases import CaseAct, Duty
from backoffice_gui.domain.purging import Purged
from backoffice_gui.domain.retention import Durations, Plan
from tests.support.cases import keys_of
from tests.support.clock import TurnedClock
from tests.support.desks import MASTER, Store

__all__ = ["DAY", "DURATIONS", "agreed", "close_all", "decrypted", "every_octet", "planned", "purge_all", "second"]

_PAGE, _RESERVED, _IV = 4096, 80, 16

DURATIONS = Durations(payload=90, case=730, apart=30, owner="DPO EXEMPLE")
DAY = 24 * 3600.0
_DUTIES = frozenset(Duty)


def close_all(store: Store, clock: Clock, keys: list[CaseKey] | None = None) -> None:
    """Take and close these cases, or every one."""
    wanted = keys_of(store) if keys is None else keys
    taken = treat(store.desk, wanted, Asked(CaseAct.TAKE), clock, duties=_DUTIES)
    closed = treat(store.desk, taken.done, Asked(CaseAct.CLOSE, reason="EXEMPLE"), clock, duties=_DUTIES)
    assert len(closed.done) == len(wanted)


def second(store: Store) -> Desk:
    """The same desk with another person at it."""
    return dataclasses.replace(store.desk, agent="agent-second")


def planned(store: Store, clock: Clock, durations: Durations = DURATIONS, *, most: int = MOST) -> Plan:
    """What is due now."""
    return plan(store.world.inbox, store.desk, durations, clock.now(), most=most)


def agreed(store: Store, clock: Clock, durations: Durations = DURATIONS) -> int:
    """A purge of all that is due, asked for and agreed to; its number."""
    made = planned(store, clock, durations)
    asked = request_purge(store.desk, made, made.digest, clock.now())
    return approve_purge(second(store), asked.purge, asked.digest, clock.now()).purge


def purge_all(store: Store, clock: TurnedClock, *, mirror: Path | None = None) -> Purged:
    """All that is due, gone."""
    return run_purge(store.world.inbox, store.desk, agreed(store, clock), clock, mirror=mirror)


def decrypted(file: Path, key: bytes) -> bytes:
    """The pages of an SQLCipher database as they are under its raw key, free ones too: AES-256-CBC, an IV a page."""
    pages = []
    octets = file.read_bytes()
    for at in range(0, len(octets), _PAGE):
        page = octets[at : at + _PAGE]
        begins, ends = (_IV if at == 0 else 0), _PAGE - _RESERVED
        opened = Cipher(algorithms.AES(key), modes.CBC(page[ends : ends + _IV])).decryptor()
        pages.append(opened.update(page[begins:ends]) + opened.finalize())
    return b"".join(pages)


def every_octet(store: Store) -> bytes:
    """Everything that lies in the store's folder, and the casebook's pages decrypted; its log must be empty."""
    files = [file for file in sorted(store.folder.rglob("*")) if file.is_file()]
    log = store.folder / "casebook.db-wal"
    assert not log.exists() or log.stat().st_size == 0, "the log would have to be decrypted too"
    return b"".join(
        (*(file.read_bytes() for file in files), decrypted(files[0].parent / "casebook.db", MASTER.casebook_key()))
    )
