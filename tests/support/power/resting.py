"""What the next start makes of a state: the store is completed where it was not whole, then everything comes to rest.

Runs in a process of its own (`recording`): whoever opens the casebook is slow ever after.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from backoffice_gui import settings
from backoffice_gui.actions.verify_store import verify_store
from backoffice_gui.domain.collecting import CollectorEvent
from backoffice_gui.domain.facts import Stage
from backoffice_gui.errors import BackofficeError, StoreExists, StoreIncomplete, StoreMissing, StoreNewer, UsageError
from backoffice_gui.settings import Settings
from backoffice_gui.storage.inbox import incidents, submissions
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.wiring import CollectorRun, parts
from tests.support.front import ShiftedClock

__all__ = ["rest"]

_CLOCK = ShiftedClock()


def rest(folder: Path, *, made: bool) -> list[str]:
    """Come to rest; what does not hold then. `made`: the store was told to be whole, so it must be."""
    there = settings.load(folder / "config.toml", {})
    try:
        _complete(there, made=made)
        _collect(there)
        _collect(there)
        return list(_faults(there))
    except BackofficeError as error:
        return [f"raised: {type(error).__name__} {error}"]
    except UsageError as error:
        return [f"refused: {error}"]


def _complete(there: Settings, *, made: bool) -> None:
    """`store init`, as a person is told to do where the store is missing or not whole."""
    try:
        with parts.inbox(there, _CLOCK) as opened:
            if parts.pin_of(there, opened) is not None:
                return
    except (StoreMissing, StoreIncomplete):
        if made:
            raise
    try:
        parts.new_store(there, _CLOCK)
    except StoreExists:
        return


def _unheard(_event: CollectorEvent) -> None:
    return


def _collect(there: Settings) -> None:
    CollectorRun(there, _CLOCK, _unheard, program="backoffice collect").run(once=True)


def _faults(there: Settings) -> Iterator[str]:
    with parts.inbox(there, _CLOCK) as inbox:
        yield from _of_inbox(inbox)
        pin = parts.pin_of(there, inbox)
        if pin is None:
            yield "no pin"
        try:
            with parts.desk(there, inbox, _CLOCK) as desk:
                found = verify_store(inbox, desk, pin)
        except StoreNewer:  # the state is of after a migration: this program's desk refuses it by name
            found = verify_store(inbox, None, pin)
        yield from (f"verify: {fault.what} {fault.where} {fault.reason}" for fault in found.faults)


def _of_inbox(inbox: Inbox) -> Iterator[str]:
    with inbox.reading() as connection:
        counts = {stage.value: n for stage, n in submissions.counts(connection).items() if n}
        left = set(counts) - {Stage.CLOSED.value}
        if left:
            yield f"not closed: {counts}"
        for each in incidents.incidents(connection, open_only=True):
            yield f"incident: {each.kind.value} {each.detail}"
