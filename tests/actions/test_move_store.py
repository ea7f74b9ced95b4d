"""A store moved to a server and back: every row, proof and name goes; cut anywhere, at most one store collects."""

from __future__ import annotations

import contextlib
import dataclasses
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions import proof
from backoffice_gui.actions.move_store import STEPS, Moving, move_store
from backoffice_gui.actions.verify_store import verify_store
from backoffice_gui.audit import Verb
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import (
    KeyNotProven,
    StoreDamaged,
    StoreExists,
    StoreHeld,
    StoreIncomplete,
    StoreMissing,
    StoreMoved,
    StoreNewer,
    UsageError,
)
from backoffice_gui.sealing import generate
from backoffice_gui.storage.inbox import audit_log, identity, keys
from backoffice_gui.storage.inbox.arrival import Arrival, FolderArrival
from backoffice_gui.storage.inbox.home import FolderHome, InboxHome
from backoffice_gui.storage.inbox.schema import MODEL
from backoffice_gui.storage.pouring import numbers
from backoffice_gui.storage.team.arrival import TeamArrival
from backoffice_gui.storage.team.home import TeamHome
from tests.support.dialects import guarded, unguarded
from tests.support.moves import SIGNER, filled, tallies
from tests.support.postgres import Server
from tests.support.stores import make_inbox

CLOCK = SystemClock()
TABLES = MODEL.sorted_tables


class _CutHere(Exception):
    """The process dies."""


@dataclasses.dataclass(slots=True)
class Place:
    """A store in a folder, with its pin, and an empty database."""

    root: Path
    team: str

    @property
    def folder(self) -> FolderHome:
        """Where it is."""
        return FolderHome(self.root / "store")

    @property
    def server(self) -> TeamHome:
        """Where it goes."""
        return TeamHome.at(self.team, self.root / "beside")

    def move(self, source: InboxHome, target: Arrival, **more: object) -> Moving:
        """A moving with the front end's keys."""
        return Moving(
            source=source,
            target=target,
            pins=self.root / "pins",
            clock=CLOCK,
            program="store move",
            keys=SIGNER.keys,
            **more,  # type: ignore[arg-type]
        )

    def there(self, **more: object) -> Moving:
        """From the folder to the server."""
        return self.move(self.folder, TeamArrival.at(self.team, self.root / "beside"), **more)

    def aside(self, **more: object) -> Moving:
        """From the folder to another: what is judged on the way is judged alike."""
        return self.move(self.folder, FolderArrival(self.root / "aside"), **more)

    def back(self, folder: str = "again", **more: object) -> Moving:
        """From the server into a new folder."""
        return self.move(self.server, FolderArrival(self.root / folder), **more)

    def collects(self, home: InboxHome) -> bool:
        """Whether a collector would begin there."""
        try:
            inbox = home.open(CLOCK)
        except (StoreIncomplete, StoreMissing):
            return False
        with contextlib.closing(inbox):
            try:
                proof.settle(inbox, self.root / "pins", CLOCK)
            except StoreMoved:
                return False
        return True


@pytest.fixture(scope="module")
def pattern(server: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with something of everything in it, and a database that was made and is empty."""
    root, name = tmp_path_factory.mktemp("pattern"), server.new()
    world = make_inbox(root / "store")
    with contextlib.closing(world.inbox):
        filled(world)
        proof.pin_store(world.inbox, root / "pins")
    TeamHome.at(str(server.address(name)), root).create(CLOCK).close()
    return root, name


@pytest.fixture
def house(pattern: tuple[Path, str], tmp_path: Path) -> Place:
    """A copy of the folder, which has found that it lies elsewhere; no server."""
    for folder in ("store", "pins"):
        shutil.copytree(pattern[0] / folder, tmp_path / folder)
    with contextlib.closing(FolderHome(tmp_path / "store").open(CLOCK)) as inbox:
        proof.settle(inbox, tmp_path / "pins", CLOCK)
    return Place(tmp_path, "")


@pytest.fixture
def place(server: Server, pattern: tuple[Path, str], house: Place) -> Iterator[Place]:
    """The same with a database of its own."""
    name = server.new(pattern[1])
    house.team = str(server.address(name))
    yield house
    server.drop(name)


def lying(home: InboxHome) -> tuple[dict[str, str], dict[str, int], list[str]]:
    """The digests of its tables, the numbers it has given, its names."""
    with contextlib.closing(home.open(CLOCK)) as inbox, inbox.reading() as connection:
        return tallies(connection), numbers(connection, TABLES), [str(name) for name in identity.in_order(connection)]


def test_a_store_goes_to_a_server_and_back(place: Place) -> None:
    """Every row and number, and each chain a line more; the old ones are marked, read, and take nothing in."""
    before, given, names = lying(place.folder)
    heard: list[tuple[str, int]] = []
    moved = move_store(place.there(progress=lambda step, rows: heard.append((step, rows))))
    assert {"chunks": 15, "receipts": 3, "ledger": 3}.items() <= dict(moved.checked).items()
    assert heard[-1][1] > 0
    on_server, given_there, names_there = lying(place.server)
    assert given_there == given
    assert names_there == [*names, moved.store_id]
    differing = {name for name in before if before[name] != on_server[name]}
    assert differing == {"audit", "store"}
    assert not place.collects(place.folder)
    assert place.collects(place.server)
    again = move_store(place.back())
    last, given_back, names_back = lying(FolderHome(place.root / "again"))
    assert (given_back, names_back) == (given, [*names, moved.store_id, again.store_id])
    assert {name for name in before if before[name] != last[name]} == {"audit", "store"}
    with contextlib.closing(FolderHome(place.root / "again").open(CLOCK)) as inbox:
        assert verify_store(inbox, None).ok
        assert proof.pinned(inbox, place.root / "pins").store_id == again.store_id
        with inbox.reading() as connection:
            ids = [(line.verb, dict(line.details)["rows"]) for line in audit_log.read(connection)[-2:]]
    assert [verb for verb, _rows in ids] == ["store_moved", "store_moved"]
    assert not place.collects(place.server)


def test_what_was_left_takes_nothing_in(place: Place) -> None:
    """Not by its guards either, which older programs meet; a line of who reads there is taken."""
    move_store(place.there())
    with contextlib.closing(place.folder.open(CLOCK)) as inbox:
        guarded(inbox, "UPDATE submission SET closed_at = 'EXEMPLE' WHERE row = 1")
        guarded(inbox, "INSERT INTO transit (row, expires_at, tries) VALUES (1, 'EXEMPLE', 0)")
        guarded(inbox, "DELETE FROM alarm")
        with inbox.transaction() as tx:
            assert identity.moved(tx) == identity.Moved(place.team, StoreId(lying(place.server)[2][-1]))
            audit_log.of_rows(tx, Verb.EXTRACTED, [1], CLOCK.now())
    move_store(place.back())
    with contextlib.closing(place.server.open(CLOCK)) as inbox:
        for words in (
            "UPDATE submission SET closed_at = 'EXEMPLE' WHERE row = 1",
            "DELETE FROM submission WHERE row = 4000",
        ):
            with pytest.raises(StoreMoved, match="away"), inbox.transaction() as tx:
                tx.exec_driver_sql(words)


def test_the_guards_stand_at_the_target(place: Place) -> None:
    """They were lifted for nobody but the copying."""
    move_store(place.there())
    with contextlib.closing(place.server.open(CLOCK)) as inbox:
        guarded(inbox, "DELETE FROM submission")
        guarded(inbox, "TRUNCATE chunk")
    move_store(place.back())
    with contextlib.closing(FolderHome(place.root / "again").open(CLOCK)) as inbox:
        guarded(inbox, "DELETE FROM submission")
        guarded(inbox, "UPDATE chunk SET n = 7")


def cut_at(step: str) -> Callable[[str], None]:
    """A step that is the last."""

    def cut(done: str) -> None:
        if done == step:
            raise _CutHere

    return cut


@pytest.mark.parametrize("step", STEPS)
def test_cut_anywhere_one_store_at_most_collects(place: Place, step: str) -> None:
    """And the same call does the rest, there and back; nothing is lost by it."""
    before = lying(place.folder)[0]
    with pytest.raises(_CutHere):
        move_store(place.there(step=cut_at(step)))
    living = [place.collects(place.folder), place.collects(place.server)]
    assert living == ([True, False] if step in STEPS[:3] else [False, step in STEPS[5:]])
    moved = move_store(place.there())
    assert moved.taken_up == (step in STEPS[3:])
    assert [place.collects(place.folder), place.collects(place.server)] == [False, True]
    with pytest.raises(_CutHere):
        move_store(place.back(step=cut_at(step)))
    again = FolderHome(place.root / "again")
    living = [place.collects(place.server), place.collects(again)]
    assert living == ([True, False] if step in STEPS[:3] else [False, step in STEPS[5:]])
    move_store(place.back())
    assert [place.collects(place.server), place.collects(again)] == [False, True]
    after = lying(again)[0]
    assert {name for name in before if before[name] != after[name]} <= {"audit", "store"}
    with contextlib.closing(again.open(CLOCK)) as inbox:
        assert verify_store(inbox, None).ok


def test_a_copy_that_is_half_there_is_no_store(place: Place) -> None:
    """It is not opened, and no other store is begun in it."""
    with pytest.raises(_CutHere):
        move_store(place.there(step=cut_at("copied")))
    with pytest.raises(StoreIncomplete, match="arriving"):
        place.server.open(CLOCK)
    with pytest.raises(StoreIncomplete, match="arriving"):
        place.server.create(CLOCK)
    assert place.collects(place.folder)  # and goes on: what it takes in then goes with the next call
    moved = move_store(place.there())
    assert not moved.taken_up
    with pytest.raises(_CutHere):
        move_store(place.back(step=cut_at("copied")))
    with pytest.raises(StoreIncomplete, match="arriving"):
        FolderHome(place.root / "again").open(CLOCK)
    with pytest.raises(StoreIncomplete, match="arriving"):
        FolderHome(place.root / "again").create(CLOCK)


@pytest.mark.parametrize(
    "words",
    [
        "UPDATE submission SET seq = seq + 1 WHERE row = 2",
        "UPDATE chunk SET sealed = x'00' WHERE n_chunk = 2",
        "DELETE FROM chunk WHERE n_chunk = 3",
        "UPDATE audit SET event = 'EXEMPLE' WHERE n = 2",
        "UPDATE sqlite_sequence SET seq = 3 WHERE name = 'attempt'",
    ],
)
def test_a_copy_that_differs_is_found(house: Place, words: str) -> None:
    """One value, one octet, one row, one line, one number: the source is not marked, and goes on."""

    def spoil(step: str) -> None:
        if step == "copied":
            with contextlib.closing(FolderArrival(house.root / "aside").begin(CLOCK, None, 0)[0]) as inbox:
                unguarded(inbox, words)

    with pytest.raises(StoreDamaged, match="moved"):
        move_store(house.aside(step=spoil))
    assert house.collects(house.folder)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("UPDATE chunk SET sealed = x'00' WHERE n_chunk = 2", "chunks"),
        ("UPDATE submission SET receipt_pos = 9 WHERE row = 2", "receipts"),
        ("UPDATE submission SET receipt_jws = substr(receipt_jws, 1, length(receipt_jws) - 4) || 'AAAA'", "receipts"),
        ("UPDATE ledger SET hash = 'EXEMPLE' WHERE n = 2", "ledger"),
        ("UPDATE audit SET event = replace(event, 'offered', 'stored') WHERE n = 5", "inbox_audit"),
    ],
)
def test_what_does_not_hold_stays_where_it_is(house: Place, words: str, what: str) -> None:
    """A store that was damaged before it was to be moved is not moved: it is evidence there."""
    with contextlib.closing(house.folder.open(CLOCK)) as inbox:
        unguarded(inbox, words)
    with pytest.raises(StoreDamaged, match=what):
        move_store(house.aside())
    with contextlib.closing(house.folder.open(CLOCK)) as inbox, inbox.reading() as connection:
        assert identity.moved(connection) is None


def test_it_can_be_broken_off(house: Place) -> None:
    """As anything that takes long; all is as it was."""
    with pytest.raises(UsageError, match="move-cancelled"):
        move_store(house.aside(cancelled=lambda: True))
    assert house.collects(house.folder)


def test_nothing_is_moved_beside_a_collector(place: Place) -> None:
    """Neither here nor there."""
    lead = place.folder.lead("a collector", CLOCK)
    with pytest.raises(StoreHeld):
        move_store(place.there())
    lead.release()
    on_server = place.server.lead("a collector", CLOCK)
    with pytest.raises(StoreHeld):
        move_store(place.there())
    on_server.release()


def test_another_store_is_never_touched(place: Place, tmp_path: Path) -> None:
    """At the target, whole or half made; and who went elsewhere goes nowhere else."""
    other = make_inbox(tmp_path / "other")
    other.inbox.close()
    move_store(place.there())
    with pytest.raises(StoreExists):
        move_store(place.back("other"))
    with pytest.raises(StoreMoved, match="away"):
        move_store(place.move(place.folder, FolderArrival(tmp_path / "new")))
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "casebook.db").touch()
    with pytest.raises(StoreExists, match="casebook-alone"):
        move_store(place.back("desk"))


def test_a_store_with_another_key_is_not_moved(house: Place) -> None:
    """Somebody put it there."""
    with contextlib.closing(house.folder.open(CLOCK)) as inbox, inbox.transaction() as tx:
        keys.put_public(tx, generate().public(), CLOCK.now())
    with pytest.raises(KeyNotProven):
        move_store(house.aside())


def test_one_of_a_newer_schema_is_not_moved(house: Place) -> None:
    """It may have tables that this program does not know."""
    with contextlib.closing(house.folder.open(CLOCK)) as inbox:
        unguarded(inbox, "UPDATE alembic_version SET version_num = '1.9'")
    with pytest.raises(StoreNewer, match=r"found=1\.9"):
        move_store(house.aside())
