"""Scenarios of the desk's door: locked amid an act, opened, its passphrase set and changed, its key changed behind it.

After any kill the desk opens in one way that its agent knows, what was done before is there, and neither the disk
nor the keyring holds enough by itself.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, select

from backoffice_gui.actions import recovery
from backoffice_gui.actions.backup import BackingUp, make_backup
from backoffice_gui.actions.passphrase import recover, set_passphrase
from backoffice_gui.actions.rekey import Rekeying, rekey
from backoffice_gui.actions.restore import Restoring, restore_store
from backoffice_gui.actions.unlock import Door, master_of, unlock
from backoffice_gui.audit import Verb
from backoffice_gui.domain.case_acts import Asked, CaseKey
from backoffice_gui.domain.case_list import CaseFilter
from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.domain.office import LockCause
from backoffice_gui.errors import Circumstance, StoreExists, UnlockRefused, WrongKey
from backoffice_gui.security import tries, wrap_file
from backoffice_gui.security.staging import staging_for
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.wiring import Office, open_office, parts
from tests.support.scenarios.casework import (
    AGENT,
    OTHER,
    PHRASE,
    door,
    filed,
    holds,
    keyed_desk,
    source_of,
    with_cases,
    with_keyring,
    with_passphrase,
)
from tests.support.scenarios.front import MARK
from tests.support.scenarios.keeping import casebook_holds
from tests.support.scenarios.place import Place
from tests.support.scenarios.scenario import Scenario, named

__all__ = ["GUARDING"]

_DAY = 24 * 60


# Locked amid an act


def _many_cases(place: Place) -> None:
    with_cases(place, 5)


@contextmanager
def _casebook(place: Place) -> Iterator[Connection]:
    with (
        place.inbox() as opened,
        parts.desk(place.settings, opened, place.clock) as desk,
        desk.casebook.reading() as connection,
    ):
        yield connection


def _standing(place: Place) -> list[list[Any]]:
    with _casebook(place) as connection:
        found = connection.execute(select(cases.c.case, cases.c.version, cases.c.state).order_by(cases.c.case))
        return [list(row) for row in found]


def _untaken(place: Place) -> list[CaseKey]:
    return [CaseKey(case, version) for case, version, state in _standing(place) if state == "new"]


def _work(office: Office, keys: list[CaseKey], begun: threading.Event) -> None:
    """One case after the other, with a word of one's own in each; whoever locks breaks it off."""
    desk = office.cases()
    try:
        if desk is None:  # nothing opens: a disk that fails for good
            return
        desk.count(CaseFilter(words=MARK))
        for key in keys:
            desk.keep_draft(key.case, "note", f"{MARK} brouillon {key.case}")
            desk.do([key], Asked(CaseAct.TAKE), lambda _done: None, lambda: False)
            begun.set()
    except Circumstance:
        return
    finally:
        begun.set()


def _lock_amid(place: Place) -> None:
    """The window's office: somebody treats cases on one thread, another locks the desk."""
    left = _untaken(place)
    office = open_office(place.settings, place.clock)
    begun = threading.Event()
    working = threading.Thread(target=_work, args=(office, left, begun))
    working.start()
    begun.wait()
    office.lock(LockCause.IDLE)
    working.join()
    office.close()


def _unlock_and_go_on(place: Place) -> None:
    """What is not done yet is done, and the desk is locked once more."""
    left = _untaken(place)
    office = open_office(place.settings, place.clock)
    _work(office, left, threading.Event())
    office.lock(LockCause.ASKED)
    office.close()


def _treated(place: Place) -> dict[str, Any]:
    """Each case was taken once, and each taking was told once."""
    with _casebook(place) as connection:
        lines = audit_log.read(connection, 0, 100_000)
        drafts = connection.exec_driver_sql("SELECT count(*) FROM draft").scalar()
    told = sorted(line.object for line in lines if line.verb == Verb.CASE_TREATED.value)
    return {"cases": _standing(place), "told": told, "drafts": drafts, **casebook_holds(place)}


# Opened


def _wrong_then_right(place: Place) -> None:
    with door(place) as way:
        with suppress(UnlockRefused):
            unlock(way, OTHER)
        unlock(way, PHRASE).close()


def _patiently(place: Place, deed: Callable[[], None]) -> None:
    """Whoever was killed amid a try has one more wrong one against them, and may have to wait."""
    try:
        deed()
    except UnlockRefused as error:
        if error.reason != "wait":
            raise
        place.advance(minutes=_DAY)
        deed()


def _right(place: Place) -> None:
    def once() -> None:
        with door(place) as way:
            unlock(way, PHRASE).close()

    _patiently(place, once)


def _guarded(place: Place, typed: str) -> dict[str, Any]:
    """One way opens; neither the files nor the keyring hold the master secret, where there is a passphrase."""
    with keyed_desk(place, typed) as (way, desk):
        found = holds(way, desk)
        wrapped = way.wrapped
    kept = filed(place).kept
    with door(place) as way:
        master = bytes(master_of(way, typed).master.octets)
        refused = _refused(way)
    octets = b"".join(path.read_bytes() for path in place.office.rglob("*") if path.is_file())
    return {
        "wrapped": wrapped,
        "opened by another": not refused if wrapped else None,
        "halves": sum(".half." in name for name in kept),
        "bare": sum(".half." not in name for name in kept),
        "the secret lies open": wrapped and (master in octets or master.hex().encode() in octets),
        "left": sorted(path.name for path in place.store.iterdir() if path.name in {wrap_file.NEXT, tries.FILE}),
        **found,
    }


def _refused(way: Door) -> bool:
    """Whether what is no passphrase of now opens nothing; the try is taken back."""
    held = {PHRASE, OTHER}
    opened = set()
    for typed in held:
        with suppress(UnlockRefused):
            master_of(way, typed).master.wipe()
            opened.add(typed)
        tries.clear(way.folder)
    return len(opened) == 1


def _guarded_by(typed: str) -> Callable[[Place], dict[str, Any]]:
    return lambda place: _guarded(place, typed)


# The passphrase


def _changing(old: str, new: str) -> Callable[[Place], None]:
    def change(place: Place) -> None:
        with door(place) as way:
            set_passphrase(way, old, new, required=bool(new)).close()

    return change


def _reaching(old: str, new: str) -> Callable[[Place], None]:
    """Whoever was cut tries the new one, then the old, and ends with the new."""

    def reach(place: Place) -> None:
        for typed in (new, old):
            try:
                _patiently(place, lambda typed=typed: _changed(place, typed, new))  # type: ignore[misc]
            except UnlockRefused:
                continue
            return
        raise AssertionError("neither passphrase opens")

    return reach


def _changed(place: Place, typed: str, new: str) -> None:
    with door(place) as way:
        if typed == new and way.wrapped == bool(new):
            unlock(way, typed).close()
        else:
            set_passphrase(way, typed if way.wrapped else "", new, required=bool(new)).close()


def _lost_half(place: Place) -> None:
    """The keyring is another machine's: only the recovery key opens."""
    with_passphrase(place)
    (place.office / "keyring.json").unlink()


def _recover(place: Place) -> None:
    private = recovery.read_file(place.root / "recovery.txt")
    with door(place) as way:
        recover(way, private, OTHER, required=True).close()


# The key behind it


def _rekey(typed: str) -> Callable[[Place], None]:
    def change(place: Place) -> None:
        with door(place) as way:
            found = master_of(way, typed)
            staging = staging_for(way.source, way.folder, way.names(), typed, way.cost)
            rekey(Rekeying(inbox=way.inbox, staging=staging, agent=AGENT, clock=place.clock), found.master)

    return change


def _rekey_after_work(typed: str) -> Callable[[Place], None]:
    """First the agent tries to open the desk and goes home; then the administrator calls it again."""

    def change(place: Place) -> None:
        def look() -> None:
            with suppress(WrongKey), keyed_desk(place, typed):
                pass

        _patiently(place, look)
        _rekey(typed)(place)

    return change


def _rekeyed(typed: str) -> Callable[[Place], dict[str, Any]]:
    def look(place: Place) -> dict[str, Any]:
        with keyed_desk(place, typed) as (_way, desk), desk.casebook.reading() as connection:
            verbs = {line.verb for line in audit_log.read(connection, 0, 100_000)}
        left = [path.name for path in place.store.iterdir() if "rekey" in path.name or path.name.endswith("-journal")]
        old = (place.root / "master").read_bytes() if (place.root / "master").exists() else b""
        with door(place) as way:
            another = bytes(master_of(way, typed).master.octets) != old
        told = Verb.CASEBOOK_REKEYED.value in verbs
        return {"told": told, "another": another, "changing": left, **_guarded(place, typed)}

    return look


# What was backed up with its passphrase


def _wrapped_backup(place: Place) -> None:
    with_passphrase(place)
    with keyed_desk(place, PHRASE) as (way, desk):
        wishes = BackingUp(folder=place.office / "backups", keep=2, agent=AGENT, clock=place.clock)
        make_backup(way.inbox, desk.casebook, wishes)
    # what was acknowledged lies in the backup alone until it is put back; that all of it opens then is seen to
    (place.root / "given-up").write_text(json.dumps(list(place.tell("truth")["ended"])))
    for file in (*place.store.glob("*.db*"), *place.store.glob("master.wrap*")):
        file.unlink()
    place.tell("take_in", sizes=[[700]])


def _restore(place: Place) -> None:
    with suppress(StoreExists):
        restore_store(
            Restoring(
                backup=place.office / "backups",
                folder=place.store,
                pins=place.settings.pins_folder,
                source=source_of(place),
                clock=place.clock,
                program="backoffice restore",
                agent=AGENT,
                ask=lambda: PHRASE,
            )
        )


def _restore_and_collect(place: Place) -> None:
    _restore(place)
    place.collect()


GUARDING = named(
    Scenario("a desk is locked amid an act", _lock_amid, _many_cases, _unlock_and_go_on, seen=_treated, desk=True),
    Scenario(
        "a desk is opened at the second try",
        _wrong_then_right,
        with_passphrase,
        _right,
        seen=_guarded_by(PHRASE),
        desk=True,
    ),
    Scenario(
        "a passphrase is set",
        _changing("", PHRASE),
        with_keyring,
        _reaching("", PHRASE),
        seen=_guarded_by(PHRASE),
        desk=True,
    ),
    Scenario(
        "a passphrase is changed",
        _changing(PHRASE, OTHER),
        with_passphrase,
        _reaching(PHRASE, OTHER),
        seen=_guarded_by(OTHER),
        desk=True,
    ),
    Scenario(
        "a passphrase is removed",
        _changing(PHRASE, ""),
        with_passphrase,
        _reaching(PHRASE, ""),
        seen=_guarded_by(""),
        desk=True,
    ),
    Scenario("the recovery key opens", _recover, _lost_half, seen=_guarded_by(OTHER), desk=True),
    Scenario(
        "a casebook is rekeyed by its keyring",
        _rekey(""),
        with_keyring,
        _rekey_after_work(""),
        seen=_rekeyed(""),
        desk=True,
        stride=2,
    ),
    Scenario(
        "a casebook is rekeyed behind a passphrase",
        _rekey(PHRASE),
        with_passphrase,
        _rekey_after_work(PHRASE),
        seen=_rekeyed(PHRASE),
        desk=True,
        stride=2,
    ),
    Scenario(
        "a backup comes back with its passphrase",
        _restore,
        _wrapped_backup,
        _restore_and_collect,
        seen=_guarded_by(PHRASE),
        desk=True,
        whole=False,
        stride=2,
    ),
)
