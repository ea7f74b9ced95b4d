"""The same program at a small size and a quick pace: pages of four items, chunks of a kilobyte, groups of three.

A part of 5 kB then takes the way of one of 5 MB: several chunks, loads, ranges; a dozen
submissions take the way of a thousand: pages, groups, sweeps in slices. Only numbers change.
"""

from __future__ import annotations

import random
import types
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any
from unittest import mock

from backoffice_gui.collector import acknowledging, arrivals, driver, duties, fetching, ledger, listing, paging
from backoffice_gui.reference_front import database, holdings, intake
from backoffice_gui.reference_front import parts as front_parts
from backoffice_gui.reference_front import requests as front_requests
from backoffice_gui.storage import faults, room
from backoffice_gui.storage.inbox import attempts, identity
from backoffice_gui.transfer import client
from backoffice_gui.transfer import parts as client_parts

__all__ = ["INLINE", "KILO", "Room", "named_by", "slow_pace", "small_sizes"]

KILO = 1024
INLINE = 700

_SIZES: tuple[tuple[Any, Mapping[str, object]], ...] = (
    (listing, {"INLINE": INLINE, "LIMIT": 4}),
    (paging, {"LIMIT": 4}),
    (fetching, {"CHUNK": KILO, "LOAD": 2 * KILO}),
    (arrivals, {"GROUP": 3}),
    (acknowledging, {"GROUP": 3}),
    (ledger, {"_PAGE": 3}),
    (attempts, {"SLICE": 3}),
    (client_parts, {"MEBIBYTE": KILO}),
    (intake, {"CHUNK": KILO, "_COMMIT_BEYOND": 4 * KILO}),
    (holdings, {"CHUNK": KILO, "PAGE_BUDGET": 6 * KILO}),
    (front_parts, {"CHUNK": KILO}),
    (duties, {"_EVERY": 5.0}),
)

_SLOW: tuple[tuple[Any, Mapping[str, object]], ...] = (
    (driver, {"_LONGEST_WAIT": 300.0}),
    (duties, {"_EVERY": 300.0}),
    (listing, {"FULL_SECONDS": 900.0, "_WAIT": 900.0}),
    (client, {"_LONGEST_WAIT": 900.0}),
    (front_requests, {"MAX_WAIT": 900.0}),
)


class Room:
    """What `shutil.disk_usage` says: enough for any download, and too little to make the reserve for each life."""

    ENOUGH = 300 * 1024 * 1024

    def __init__(self) -> None:
        self.free = self.ENOUGH

    def disk_usage(self, _folder: object) -> types.SimpleNamespace:
        """As the system would answer."""
        return types.SimpleNamespace(total=2 * self.ENOUGH, used=0, free=self.free)


class _Secrets:
    """Ids and references of the front end, and names of stores, drawn from a seed."""

    def __init__(self, seed: str) -> None:
        self._dice = random.Random(f"{seed}:ids")

    def token_urlsafe(self, octets: int) -> str:
        """So many random octets, as hexadecimal digits."""
        return self._dice.randbytes(octets).hex()

    token_hex = token_urlsafe


def _changed(stack: ExitStack, values: tuple[tuple[Any, Mapping[str, object]], ...]) -> None:
    for module, names in values:
        for name, value in names.items():
            stack.enter_context(mock.patch.object(module, name, value))


def named_by(seed: str) -> AbstractContextManager[object]:
    """Stores that are made in it have the same names in every process: they are in what goes over the wire."""
    return mock.patch.object(identity, "secrets", _Secrets(f"{seed}:store"))


@contextmanager
def small_sizes(seed: str, room_left: Room) -> Iterator[None]:
    """Small sizes, the front end's randomness from the seed, and the room on the disk as `room_left` says."""
    with ExitStack() as stack:
        _changed(stack, _SIZES)
        stack.enter_context(mock.patch.object(intake, "secrets", _Secrets(seed)))
        stack.enter_context(mock.patch.object(database, "secrets", _Secrets(f"{seed}:epoch")))
        for module in (room, faults):
            stack.enter_context(mock.patch.object(module, "shutil", room_left))
        yield


@contextmanager
def slow_pace() -> Iterator[None]:
    """Polls of a quarter of an hour, duties every five minutes: a year in the time of a month."""
    with ExitStack() as stack:
        _changed(stack, _SLOW)
        yield
