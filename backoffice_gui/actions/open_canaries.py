"""Whoever holds the private key proves the way from it to every run key that has come (architecture.md, *Sealing*).

A canary that does not open stops acknowledging, because what is collected then could never be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from backoffice_gui.audit import Role
from backoffice_gui.sealing import PrivateKey, SealBroken
from backoffice_gui.sealing.keys import open_canary
from backoffice_gui.storage.inbox import keys
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.inbox.unsealing import Unsealer

__all__ = ["Canaries", "open_canaries"]


@dataclass(frozen=True, slots=True)
class Canaries:
    """How many canaries opened now, and how many did not."""

    opened: int
    failed: int


def open_canaries(
    inbox: Inbox, privates: Mapping[str, PrivateKey], at: datetime, *, role: Role = Role.DESK
) -> Canaries:
    """Open every canary that nobody has opened yet, and write down what came of each; audited.

    Raises what `Inbox.transaction` raises.
    """
    unsealer = Unsealer(privates)
    with inbox.reading() as connection:
        waiting = keys.canaries_waiting(connection)
    if not waiting:
        return Canaries(0, 0)
    opened, failed = [], []
    with inbox.reading() as connection:
        for row in waiting:
            try:
                open_canary(unsealer.run_key(connection, row.id), row.canary)
            except SealBroken:
                failed.append(row.id)
            else:
                opened.append(row.id)
    with inbox.transaction() as tx:
        for number in opened:
            keys.canary_opened(tx, number, at, role=role)
        for number in failed:
            keys.canary_failed(tx, number, at, role=role)
    return Canaries(len(opened), len(failed))
