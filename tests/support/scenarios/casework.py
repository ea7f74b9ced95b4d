"""What the scenarios of the safe workstation stand on: cases with invented words, and a key that lies in a keyring."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import keyring

from backoffice_gui.actions.compare_persons import compare_persons
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.intake import intake
from backoffice_gui.actions.make_store import Making, make_store
from backoffice_gui.actions.passphrase import set_passphrase
from backoffice_gui.actions.unlock import Door, master_of, unlock
from backoffice_gui.actions.verify_store import verify_store
from backoffice_gui.security.system_keyring import KeyringSource
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.wiring import parts
from tests.support.cases import certificate_form
from tests.support.keyrings import FILED, FiledKeyring
from tests.support.keyrooms import CHEAP
from tests.support.scenarios.front import MARK
from tests.support.scenarios.place import Place
from tests.support.scenarios.revealing import PHRASES

__all__ = [
    "AGENT",
    "OTHER",
    "PHRASE",
    "door",
    "filed",
    "form",
    "holds",
    "keyed_desk",
    "source_of",
    "take_in",
    "with_cases",
    "with_forms",
    "with_keyring",
    "with_passphrase",
]

AGENT = "agent-exemple"
PHRASE, OTHER = PHRASES


def form(n: int, mark: str = MARK) -> dict[str, Any]:
    """A request of an invented person, the mark in what is searched, shown and kept."""
    person = {
        "family_name": f"{mark}-{n}",
        "given_names": [f"Démo {n}"],
        "sex": "X",
        "birth_date": f"1985-03-{n + 1:02}",
        "birth_country": "SD",
        "nationalities": ["SD"],
        "ofpra_number": f"8503120{n:02}",
    }
    return certificate_form(person, comment=f"{mark} {n}", email=f"{mark}-{n}@demo.example")


def with_forms(place: Place, forms: list[dict[str, Any]]) -> list[str]:
    """These are held, come in, and become cases; the desk is one with a key file. Their ids."""
    names: list[str] = place.tell("take_forms", forms=forms)
    place.collect()
    with place.inbox() as opened, parts.desk(place.settings, opened, place.clock) as desk:
        take_in(place, opened, desk)
    return names


def take_in(place: Place, opened: Inbox, desk: Desk) -> None:
    """What is home becomes cases, and whoever may be one person is compared."""
    intake(opened, desk, place.clock)
    compare_persons(desk, place.clock)


def with_cases(place: Place, count: int = 2) -> None:
    """A store whose casebook knows people."""
    place.make_store()
    with_forms(place, [form(n) for n in range(count)])


# A key that lies in a keyring


def filed(place: Place) -> FiledKeyring:
    """The keyring of this office, which is the process's from now on."""
    made = FiledKeyring(place.office / "keyring.json")
    keyring.set_keyring(made)
    return made


def source_of(place: Place) -> KeyringSource:
    """Where the key of this office lies."""
    filed(place)
    return KeyringSource(allowed=frozenset({FILED}))


@contextmanager
def door(place: Place) -> Iterator[Door]:
    """The way in, at a cost that is paid a thousand times."""
    with place.inbox() as opened:
        yield Door(inbox=opened, source=source_of(place), agent=AGENT, clock=place.clock, cost=CHEAP)


@contextmanager
def keyed_desk(place: Place, typed: str = "") -> Iterator[tuple[Door, Desk]]:
    """The desk, opened."""
    with door(place) as way:
        desk = unlock(way, typed)
        try:
            yield way, desk
        finally:
            desk.close()


def with_keyring(place: Place) -> None:
    """A store that the keyring alone opens, with cases; its recovery key lies outside of the office."""
    place.configure(key_file=False)
    making = Making(
        folder=place.store,
        pins=place.settings.pins_folder,
        source=source_of(place),
        clock=place.clock,
        program="backoffice store init",
        recovery_file=place.root / "recovery.txt",
    )
    make_store(making)
    place.tell("take_forms", forms=[form(n) for n in range(2)])
    place.collect()
    with keyed_desk(place) as (way, desk):
        (place.root / "private").write_bytes(pickle.dumps(dict(desk.privates)))
        take_in(place, way.inbox, desk)


def with_passphrase(place: Place) -> None:
    """The same, opened by a passphrase as well; what no file may hold is noted for whoever looks."""
    with_keyring(place)
    with door(place) as way:
        set_passphrase(way, "", PHRASE, required=True).close()
        (place.root / "master").write_bytes(bytes(master_of(way, PHRASE).master.octets))


def holds(way: Door, desk: Desk) -> dict[str, Any]:
    """Both chains hold, and all that came in opens."""
    with desk.casebook.reading() as connection:
        chain = audit_log.verify(connection).ok
    checked = verify_store(way.inbox, desk, None)
    parts_opened = dict(checked.checked).get("parts")
    return {"casebook": chain, "store": checked.ok, "parts": parts_opened, "keys": len(desk.privates)}
