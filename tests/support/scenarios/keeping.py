"""Scenarios of the store itself: made, copied, renewed, checked, given out; and the desk's own writing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from backoffice_gui.actions import proof
from backoffice_gui.actions.close_incident import close_incident
from backoffice_gui.actions.extract import extract
from backoffice_gui.actions.make_store import Making, make_store
from backoffice_gui.actions.verify_store import verify_store
from backoffice_gui.caseload.detail import open_detail
from backoffice_gui.domain.collecting import EventName
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.errors import StoreExists, UsageError
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.sources import FileSource
from backoffice_gui.storage import reserve
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.copying import copy
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, INBOX_SHAPE, connect, maker_engine
from backoffice_gui.storage.faults import converting
from backoffice_gui.storage.inbox import heartbeat, identity, incidents, keys
from backoffice_gui.storage.lock import StoreLock
from backoffice_gui.wiring import parts
from tests.support.scenarios.place import GIVEN_OUT, Place
from tests.support.scenarios.scenario import Scenario, named

__all__ = ["KEEPING", "casebook_holds", "collected", "recovery_made"]

_SMALL, _BODY = [700], [300, 90_000]


class _Copied(FileSource):
    """A secret in a file of which nobody keeps a copy, as a keyring's: so that a recovery key is asked for."""

    recoverable_by_copy = False


def _collect(place: Place) -> None:
    place.collect()


def _configured(place: Place) -> None:
    place.configure()


def _init(place: Place) -> None:
    """`store init`; one that is complete already is left alone."""
    with suppress(StoreExists):
        parts.new_store(place.settings, place.clock)
    place.keep_private()


def _init_with_recovery(place: Place) -> None:
    source = _Copied(place.office / "store.key")
    making = Making(
        folder=place.store,
        pins=place.settings.pins_folder,
        source=source,
        clock=place.clock,
        program="backoffice store init",
        recovery_file=place.office / "recovery.txt",
    )
    with suppress(StoreExists):
        make_store(making)
    place.keep_private()


def recovery_made(place: Place) -> None:
    """A complete store with a recovery key."""
    place.configure()
    _init_with_recovery(place)


def _remade_with_recovery(place: Place) -> None:
    """A recovery file that no inbox knows of is refused by name: the administrator removes it and begins again."""
    try:
        _init_with_recovery(place)
    except UsageError as error:
        if error.reason != "recovery-key-exists":
            raise
        (place.office / "recovery.txt").unlink()
        _init_with_recovery(place)


class _CutHere(Exception):
    """Where the making of a store ends for now."""


def _cut_at(step: str) -> Callable[[Place], None]:
    """A store whose making ended after a step."""

    def prepare(place: Place) -> None:
        def stop(said: str) -> None:
            if said == step:
                raise _CutHere

        place.configure()
        source = FileSource(place.office / "store.key")
        making = Making(
            folder=place.store, pins=place.settings.pins_folder, source=source, clock=place.clock, program="", step=stop
        )
        with suppress(_CutHere):
            make_store(making)

    return prepare


def _unpinned(place: Place) -> None:
    place.make_store()
    shutil.rmtree(place.settings.pins_folder)


def collected(place: Place) -> None:
    """A store with two that are closed."""
    place.make_store()
    place.tell("take_in", sizes=[_SMALL, _BODY])
    place.collect()


def _with_log(place: Place) -> None:
    """The same, its log not brought in: the process died."""
    place.make_store()
    place.tell("take_in", sizes=[_SMALL, _BODY])
    place.collect_until(EventName.CLOSED, 2)


def _with_incident(place: Place) -> None:
    """A store that knows of two losses."""
    place.make_store()
    place.collect()
    place.tell("take_in", sizes=[_SMALL, _SMALL])
    place.advance(minutes=30)
    place.collect()


def _desk(place: Place, deed: Callable[[Any, Any], None]) -> None:
    with place.inbox() as opened, parts.desk(place.settings, opened, place.clock) as desk:
        deed(opened, desk)


def casebook_holds(place: Place) -> dict[str, Any]:
    """The casebook's chain holds and its keys are there, whatever was killed."""
    found: dict[str, Any] = {}

    def look(opened: Any, desk: Any) -> None:
        with desk.casebook.reading() as connection:
            found["casebook"] = [casebook_log.verify(connection).ok, sorted(desk.privates)]
        found["parts"] = verify_store(opened, desk, None).ok

    _desk(place, look)
    return {"casebook holds": found["casebook"][0] and found["parts"], "keys": len(found["casebook"][1])}


def _close_incidents(place: Place) -> None:
    def close(opened: Any, desk: Any) -> None:
        with opened.reading() as connection:
            open_now = incidents.incidents(connection, open_only=True)
        for each in open_now:
            close_incident(opened, desk, each.number, "vu avec le service", place.clock.now())

    _desk(place, close)


def _look(place: Place) -> None:
    def look(opened: Any, desk: Any) -> None:
        for row in (1, 2):
            open_detail(opened, desk.casebook, desk.privates, row, agent=desk.agent, at=place.clock.now())

    _desk(place, look)


def _verify(place: Place) -> None:
    def verify(opened: Any, desk: Any) -> None:
        assert verify_store(opened, desk, parts.pin_of(place.settings, opened)).ok

    _desk(place, verify)


def _extract(place: Place) -> None:
    """Given out to a folder of the agent's; what a kill left there is hers to remove."""
    out = place.office / GIVEN_OUT
    shutil.rmtree(out, ignore_errors=True)

    def give(opened: Any, desk: Any) -> None:
        with opened.reading() as connection:
            (name,) = connection.exec_driver_sql("SELECT id FROM submission WHERE row = 2").one()
        extract(opened, desk, name, out, reason="contrôle", at=place.clock.now())

    _desk(place, give)


def _canary(place: Place) -> None:
    parts.open_waiting_canaries(place.settings, place.clock)


def _canary_failed(place: Place) -> None:
    """A desk could not open the canary: acknowledging stops, storing goes on."""
    place.make_store()
    place.collect()
    with place.inbox() as opened, opened.transaction() as tx:
        keys.canary_failed(tx, 1, place.clock.now())
    place.tell("take_in", sizes=[_SMALL])


def _alarm(place: Place) -> None:
    with place.inbox() as opened:
        with opened.transaction() as tx:
            incidents.raise_alarm(tx, AlarmKind.LOCKED, "busy", place.clock.now())
        with opened.transaction() as tx:
            incidents.end_alarm(tx, AlarmKind.LOCKED, place.clock.now())


def _beat(place: Place) -> None:
    with place.inbox() as opened, opened.transaction() as tx:
        heartbeat.beat(tx, held=3, waiting=True)


def _reserve(place: Place) -> None:
    """Made, let go, made again."""
    reserve.make(place.store, 4 * 1024 * 1024)
    reserve.release(place.store)
    reserve.make(place.store, 4 * 1024 * 1024)


def _reserve_kept(place: Place) -> dict[str, Any]:
    return {"reserve": reserve.held(place.store, 4 * 1024 * 1024)}


def _mark(place: Place) -> None:
    with place.inbox() as opened:
        proof.note_mark(opened, place.settings.pins_folder)


def _pins(place: Place) -> dict[str, Any]:
    return {"pins": len(list(place.settings.pins_folder.glob("*.json")))}


def _key_file(place: Place) -> None:
    source = FileSource(place.office / "second.key")
    if source.load(()) is None:
        source.save("EXEMPLE", MasterSecret(bytes(range(32))))


def _second_key(place: Place) -> dict[str, Any]:
    return {"key": FileSource(place.office / "second.key").load(()) == MasterSecret(bytes(range(32)))}


def _copies(place: Place) -> None:
    """The copies that are made before a migration, of both databases."""
    master = FileSource(place.office / "store.key").load(())
    assert master is not None
    for shape, key in ((INBOX_SHAPE, None), (CASEBOOK_SHAPE, master.casebook_key())):
        engine = maker_engine(place.store / shape.file, shape, key)
        try:
            with converting(place.store / shape.file, keyed=shape.keyed):  # as whoever opens an old store does
                copy(engine, place.store / shape.file, place.store / "backups" / f"copy-{shape.file}", shape, key)
        finally:
            engine.dispose()


def _copied(place: Place) -> dict[str, Any]:
    """The last copy of each opens as what it is a copy of."""
    master = FileSource(place.office / "store.key").load(())
    assert master is not None
    for shape, key in ((INBOX_SHAPE, None), (CASEBOOK_SHAPE, master.casebook_key())):
        newest = max((place.store / "backups").glob(f"copy-{Path(shape.file).stem}*.db"), key=_number)
        with closing(connect(newest, shape, key)) as raw:
            assert raw.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    return {"copied": True}


def _number(path: Path) -> int:
    return int(path.stem.rsplit("-", 1)[-1]) if path.stem[-1].isdigit() else 0


def _cloned(place: Place) -> None:
    """Both databases were put back from a copy: they lie in other files now."""
    collected(place)
    for name in ("inbox.db", "casebook.db"):
        shutil.copyfile(place.store / name, place.store / "copy")
        (place.store / "copy").replace(place.store / name)
    place.tell("take_in", sizes=[_SMALL])


def _names(place: Place) -> dict[str, Any]:
    with place.inbox() as opened, opened.reading() as connection:
        ids = identity.ids(connection)
    return {"names": len(ids.all), **_pins(place)}


def _checkpoint(place: Place) -> None:
    with place.inbox() as opened:
        opened.checkpoint()
        opened.reclaim()


def _lock(place: Place) -> None:
    held = StoreLock.acquire(place.store, "EXEMPLE", place.clock)
    held.release()


def _recovery_kept(place: Place) -> dict[str, Any]:
    with place.inbox() as opened, opened.reading() as connection:
        kept = keys.recovery(connection) is not None
    return {"recovery": kept and (place.office / "recovery.txt").exists(), **casebook_holds(place), **_pins(place)}


def _made(place: Place) -> dict[str, Any]:
    return {**casebook_holds(place), **_pins(place)}


def _closing_twice(place: Place) -> None:
    with suppress(UsageError):
        _close_incidents(place)


KEEPING = named(
    Scenario("first run with a key file", _init, _configured, seen=_made, desk=True, whole=False),
    Scenario(
        "first run with a recovery key",
        _init_with_recovery,
        _configured,
        _remade_with_recovery,
        seen=_recovery_kept,
        desk=True,
        whole=False,
    ),
    Scenario("a making that was cut early", _init, _cut_at("inbox_named"), seen=_made, desk=True, whole=False),
    Scenario("a making that was cut late", _init, _cut_at("private_committed"), seen=_made, desk=True, whole=False),
    Scenario("only the pin is missing", _init, _unpinned, seen=_made, desk=True, whole=False),
    Scenario("the desk opens canaries", _canary, collected, seen=casebook_holds, desk=True),
    Scenario("the canary did not open", _collect, _canary_failed),
    Scenario("incidents are closed", _close_incidents, _with_incident, _closing_twice, seen=casebook_holds, desk=True),
    Scenario("a detail is opened", _look, collected, seen=casebook_holds, desk=True),
    Scenario("the store is verified", _verify, _with_log, seen=casebook_holds, desk=True),
    Scenario("a submission is given out", _extract, _with_log, seen=casebook_holds, desk=True),
    Scenario("an alarm by itself", _alarm, collected),
    Scenario("a heartbeat", _beat, collected),
    Scenario("the reserve", _reserve, collected, seen=_reserve_kept),
    Scenario("the mark is noted", _mark, _with_log, seen=_pins),
    Scenario("a key file is made", _key_file, collected, seen=_second_key),
    Scenario("both databases are copied", _copies, collected, seen=_copied, desk=True),
    Scenario("a copied store is renamed", _collect, _cloned, seen=_names),
    Scenario("the log is brought in", _checkpoint, _with_log),
    Scenario("the lock", _lock, collected),
)
