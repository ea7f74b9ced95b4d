"""What a collector is given: it builds none of it, so that tests may put a seed in its place."""

from __future__ import annotations

import random
from dataclasses import dataclass

from backoffice_gui.clock import Clock
from backoffice_gui.collector.lanes import Lanes
from backoffice_gui.domain.collecting import Listener
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.sealing.keys import PrivateKey
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.transfer import FrontEnd

__all__ = ["INLINE", "CollectorParts"]

INLINE = 64 * 1024
"""Parts up to this many octets are asked for within the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectorParts:
    """The adapters and parameters of one collector.

    `peers`: stores of ours elsewhere, whose receipts let our copy go. `private`: only where the
    casebook was readable at the start, to open one canary and be dropped (architecture.md).
    """

    inbox: Inbox
    front: FrontEnd
    clock: Clock
    lanes: Lanes
    dice: random.Random
    listener: Listener
    peers: frozenset[StoreId] = frozenset()
    poll_seconds: float = 15.0
    probe_one_in: int = 20
    private: PrivateKey | None = None
