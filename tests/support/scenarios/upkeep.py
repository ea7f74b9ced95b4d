"""Scenarios of backups and of keys that change: whatever is killed, what looks whole is whole, and one key opens it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from backoffice_gui.actions import backup_files
from backoffice_gui.actions.backup import BackingUp, make_backup
from backoffice_gui.actions.backup_proof import check_files, openers, prove_pair
from backoffice_gui.actions.restore import Restoring, restore_store
from backoffice_gui.errors import StoreExists
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.sources import FileSource
from backoffice_gui.storage.inbox import identity
from backoffice_gui.wiring import parts
from tests.support.scenarios.keeping import casebook_holds, collected
from tests.support.scenarios.place import Place
from tests.support.scenarios.scenario import Scenario, named

__all__ = ["UPKEEP"]

_SMALL = [700]
_KEEP = 2


def _master(place: Place) -> MasterSecret:
    found = FileSource(place.office / "store.key").load(())
    assert found is not None
    return found


def _back_up(place: Place) -> None:
    with place.inbox() as opened, parts.desk(place.settings, opened, place.clock) as desk:
        make_backup(
            opened,
            desk.casebook,
            BackingUp(folder=place.office / "backups", keep=_KEEP, agent="agent-exemple", clock=place.clock),
        )


def _proven(place: Place) -> dict[str, Any]:
    """Whatever bears a backup's name opens with the key, and nothing half lies beside it."""
    opened = openers(_master(place).casebook_key())
    kept = backup_files.backups(place.office / "backups")
    for each in kept:
        check_files(each.path, opened)
        prove_pair(each.path, opened)
    with place.inbox() as inbox, inbox.reading() as connection:
        left = backup_files.leftovers(place.office / "backups", identity.ids(connection).all)
    return {"backups": 0 < len(kept) <= _KEEP, "left": len(left), **casebook_holds(place)}


def _with_backups(place: Place) -> None:
    """As many as are kept: the next one lets one go."""
    collected(place)
    for _ in range(_KEEP):
        _back_up(place)
        place.advance(minutes=1)


def _lost(place: Place) -> None:
    """Nothing was acknowledged yet, a backup lies there, and both databases are gone."""
    place.make_store()
    _back_up(place)
    for file in place.store.glob("*.db*"):
        file.unlink()
    place.tell("take_in", sizes=[_SMALL])


def _half_lost(place: Place) -> None:
    """The casebook is gone, the inbox is there and knows more than the backup."""
    place.make_store()
    _back_up(place)
    place.tell("take_in", sizes=[_SMALL])
    place.collect()
    for file in place.store.glob("casebook.db*"):
        file.unlink()


def _restore(place: Place, *, casebook_only: bool = False) -> None:
    settings = place.settings
    with suppress(StoreExists):
        restore_store(
            Restoring(
                backup=place.office / "backups",
                folder=place.store,
                pins=settings.pins_folder,
                source=FileSource(place.office / "store.key"),
                clock=place.clock,
                program="backoffice restore",
                agent="agent-exemple",
                casebook_only=casebook_only,
            )
        )


def _restore_and_collect(place: Place) -> None:
    _restore(place)
    place.collect()


def _restore_casebook(place: Place) -> None:
    _restore(place, casebook_only=True)


def _restored(place: Place) -> dict[str, Any]:
    with place.inbox() as opened, opened.reading() as connection:
        names = len(identity.ids(connection).all)
    return {"names": names, **casebook_holds(place)}


UPKEEP = named(
    Scenario("a backup is made, an old one goes", _back_up, _with_backups, seen=_proven, desk=True, stride=2),
    Scenario(
        "a backup is put back",
        _restore,
        _lost,
        _restore_and_collect,
        seen=_restored,
        desk=True,
        whole=False,
        stride=2,
    ),
    Scenario("only the casebook is put back", _restore_casebook, _half_lost, seen=_restored, desk=True, stride=2),
)
