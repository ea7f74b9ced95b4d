"""Scenarios of backups and of keys that change: whatever is killed, what looks whole is whole, and one key opens it."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from backoffice_gui.actions import backup_files, proof, recovery
from backoffice_gui.actions.backup import BackingUp, make_backup
from backoffice_gui.actions.backup_proof import check_files, openers, prove_pair
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.new_keys import Upkeep, new_keys
from backoffice_gui.actions.recovery_key import new_recovery_key
from backoffice_gui.actions.rekey import Rekeying, rekey
from backoffice_gui.actions.restore import Restoring, restore_store
from backoffice_gui.errors import StoreExists, UsageError
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.sources import FileSource
from backoffice_gui.security.staging import FileStaging
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, connect
from backoffice_gui.storage.inbox import identity, keys
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.wiring import parts
from tests.support.scenarios.casework import form, with_cases, with_forms
from tests.support.scenarios.keeping import casebook_holds, recovery_made
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
    with_cases(place)
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
    with_cases(place)
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


def _rekey(place: Place) -> None:
    """By a process that holds the secret of now; a change that was ended changes it once more."""
    source = FileSource(place.office / "store.key")
    with place.inbox() as opened:
        rekey(
            Rekeying(inbox=opened, staging=FileStaging(source), agent="agent-exemple", clock=place.clock),
            _master(place),
        )


def _rekeyed(place: Place) -> dict[str, Any]:
    """One secret is kept, which opens it; nothing of the change lies about."""
    with closing(connect(place.store / CASEBOOK_SHAPE.file, CASEBOOK_SHAPE, _master(place).casebook_key())) as raw:
        pages = raw.execute("PRAGMA cipher_integrity_check").fetchall()
    left = [file.name for file in (*place.store.iterdir(), *place.office.iterdir()) if _of_a_change(file.name)]
    return {"pages": pages, "left": left, **casebook_holds(place)}


def _of_a_change(name: str) -> bool:
    return "rekey" in name or name.endswith((".next", "-journal"))


def _upkeep(place: Place, opened: Inbox, desk: Desk) -> Upkeep:
    return Upkeep(inbox=opened, casebook=desk.casebook, pins=place.settings.pins_folder, clock=place.clock)


def _new_keys(place: Place) -> None:
    """Once: what is known to have been done is not done again."""
    with place.inbox() as opened, parts.desk(place.settings, opened, place.clock) as desk:
        with opened.reading() as connection:
            there = len(keys.publics(connection))
        if there == 1 or proof.changing(opened, place.settings.pins_folder):
            new_keys(_upkeep(place, opened, desk))
    place.keep_private()


def _new_keys_and_collect(place: Place) -> None:
    _new_keys(place)
    place.collect()


def _paired(place: Place) -> dict[str, Any]:
    with place.inbox() as opened, opened.reading() as connection:
        generations = len(keys.publics(connection))
    return {"generations": generations, **casebook_holds(place)}


def _with_recovery(place: Place) -> None:
    """A store whose recovery key is known, and has something collected."""
    recovery_made(place)
    with_forms(place, [form(0)])


def _new_recovery(place: Place) -> None:
    """To a file that is taken up where it is known, and else made anew by whoever made it."""
    file = place.office / "second.txt"
    with place.inbox() as opened, parts.desk(place.settings, opened, place.clock) as desk:
        if _recovered(opened, file):
            return
        try:
            new_recovery_key(_upkeep(place, opened, desk), desk, _master(place), file)
        except UsageError as error:
            if error.reason != "recovery-key-exists":
                raise
            file.unlink()
            new_recovery_key(_upkeep(place, opened, desk), desk, _master(place), file)


def _recovered(opened: Inbox, file: Path) -> bool:
    """Whether the second recovery key is in use, and the pins say so."""
    with opened.reading() as connection:
        kept = keys.recovery(connection)
    return (
        file.exists()
        and kept is not None
        and kept[0] == recovery.read_file(file).public()
        and not proof.changing(opened, file.parent / "pins")
    )


def _tried(place: Place) -> dict[str, Any]:
    """The second key opens the master secret; of the first nothing is left that it opens."""
    private = recovery.read_file(place.office / "second.txt")
    with place.inbox() as opened, opened.reading() as connection:
        kept = keys.recovery(connection)
        sealed = [len(row[0]) for row in connection.exec_driver_sql("SELECT sealed_master FROM recovery_key")]
        sealed_keys = [row.sealed_recovery for row in keys.run_keys(connection).values()]
    assert kept is not None
    return {
        "opens": recovery.opens(private, kept[1]) == _master(place),
        "of the first": [size for size in sealed[:-1] if size],
        "run keys": all(sealed_keys),
        **casebook_holds(place),
    }


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
    Scenario("the casebook is rekeyed", _rekey, with_cases, seen=_rekeyed, desk=True, stride=2),
    Scenario(
        "the inbox has another key pair",
        _new_keys,
        with_cases,
        _new_keys_and_collect,
        seen=_paired,
        desk=True,
        stride=2,
    ),
    Scenario("another recovery key", _new_recovery, _with_recovery, seen=_tried, desk=True, stride=2),
)
