"""The configured store moved: what can be moved where."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from backoffice_gui.actions import proof
from backoffice_gui.actions.practice import practice
from backoffice_gui.actions.verify_journal import casebook_heads, verify_casebook
from backoffice_gui.actions.verify_store import verify_store
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import StoreBusy, StoreMoved, UsageError
from backoffice_gui.settings import Settings, with_values
from backoffice_gui.storage.casebook import search_index
from backoffice_gui.storage.casebook.carrying import living
from backoffice_gui.storage.casebook.caseload_schema import case_event, cases, person, tally
from backoffice_gui.storage.casebook.schema import private_key
from backoffice_gui.storage.pouring import Tally
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.moving import move
from tests.support.cases import certificate_form, change_form, take
from tests.support.desks import Store, a_store
from tests.support.moves import filled, heap, signed
from tests.support.postgres import Server

CLOCK = SystemClock()
_HEAP = int(os.environ.get("BACKOFFICE_MOVED", "100000"))
_MORE = 300.0
"""Mebibytes more than the store's own making had: pages of the file that is poured into (128), and words put in order."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Pinned, with copies and three cases in it; nobody has it open."""
    with a_store(tmp_path / "s") as made:
        take(made, certificate_form(), change_form(), b"EXEMPLE, no form")
        signed(made.world)
        filled(made.world)
        proof.pin_store(made.world.inbox, made.pins)
        made.desk.casebook.close()
        yield made


@pytest.fixture
def address(server: Server) -> Iterator[str]:
    """An empty database."""
    name = server.new()
    yield str(server.address(name))
    server.drop(name)


def book(settings: Settings) -> dict[str, object]:
    """What the casebook says of itself: its keys, its cases, what they are found by, whether its chain holds."""
    with parts.inbox(settings, CLOCK) as opened, parts.desk(settings, opened, CLOCK, looking=True) as desk:
        with desk.casebook.transaction() as tx, closing(search_index.words_of(tx)) as words:
            found = {"words": [word for some in words for word in some]}
        with desk.casebook.reading() as connection:
            for table in (cases, case_event, person, tally):
                with closing(living(connection, table)) as rows:
                    found[table.name] = [row for some in rows for row in some]
        walked = verify_casebook(desk.casebook, noted=casebook_heads(opened))
        return found | {"keys": sorted(desk.privates), "holds": walked.ok}


def test_the_configured_store_goes_there_and_back(store: Store, address: str, tmp_path: Path) -> None:
    """Cases, words and keys too; what was left is read by whoever looks, and opened by nobody who works."""
    settings = store.settings()
    before = book(settings)
    assert (len(before["cases"]), before["holds"]) == (3, True)  # type: ignore[arg-type]
    moved = move(settings, CLOCK, address)
    assert dict(moved.checked)["cases"] == 3
    with parts.inbox(settings, CLOCK) as opened:
        assert parts.moved_to(opened) == address
        with parts.desk(settings, opened, CLOCK, looking=True) as desk:
            assert desk.privates
        with pytest.raises(StoreMoved, match="away"):
            parts.unlock(settings, opened, CLOCK)
    team = with_values(settings, {"store.server": address})
    assert book(team) == before
    with parts.inbox(team, CLOCK) as opened, parts.desk(team, opened, CLOCK) as desk:
        assert parts.names(opened).current == moved.store_id
        assert verify_store(opened, desk, parts.pin_of(team, opened)).faults == ()
        with desk.casebook.reading() as connection:
            sealed = set(connection.scalars(select(private_key.c.seed)))
            assert not {bytes(private.seed) for private in desk.privates.values()} & sealed
    with pytest.raises(UsageError, match="move-to-folder"):
        move(team, CLOCK, address)
    back = move(team, CLOCK, str(tmp_path / "new"))
    assert back.rows > moved.rows
    again = with_values(settings, {"store.folder": str(tmp_path / "new")})
    assert book(again) == before
    with parts.inbox(again, CLOCK) as opened, parts.desk(again, opened, CLOCK) as desk:
        assert verify_store(opened, desk, parts.pin_of(again, opened)).faults == ()


def test_nothing_is_moved_under_an_open_window(store: Store, address: str) -> None:
    """It would go on writing where nobody reads any more."""
    with parts.inbox(store.settings(), CLOCK) as opened, parts.desk(store.settings(), opened, CLOCK):
        with pytest.raises(StoreBusy):
            move(store.settings(), CLOCK, address)
        assert parts.moved_to(opened) is None


def test_a_folder_is_moved_to_a_server_only(store: Store) -> None:
    """From one folder to another a backup goes; an address that is none is refused as ever."""
    with pytest.raises(UsageError, match="move-to-server"):
        move(store.settings(), CLOCK, "elsewhere")
    with pytest.raises(UsageError, match="store-address"):
        move(store.settings(), CLOCK, "postgresql://EXEMPLE@front.invalid/ofpra")


def digests(settings: Settings) -> dict[str, str]:
    """The same of a store whose rows nobody wants in memory: the digest of each."""
    found = {name: Tally() for name in ("words", "cases", "case_event", "person", "tally")}
    with parts.inbox(settings, CLOCK) as opened, parts.desk(settings, opened, CLOCK, looking=True) as desk:
        with desk.casebook.transaction() as tx, closing(search_index.words_of(tx)) as words:
            for some in words:
                found["words"].heard(some)
        with desk.casebook.reading() as connection:
            for table in (cases, case_event, person, tally):
                with closing(living(connection, table)) as rows:
                    for some in rows:
                        found[table.name].heard(some)
    return {name: counted.digest for name, counted in found.items()}


def _peak() -> float:
    """Mebibytes that this process has had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.deep
@pytest.mark.timeout(7200)
def test_a_hundred_thousand_cases_go_there_and_back(
    tmp_path: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each with its submission: nothing that can be told apart differs, and no more memory is had than for few.

    How long it took is said.
    """
    with a_store(tmp_path / "s") as made:
        heap(made.world, _HEAP)
        practice(made.desk.casebook, CLOCK, wanted=_HEAP, seed=7)
        proof.pin_store(made.world.inbox, made.pins)
        made.desk.casebook.close()
        settings, took = made.settings(), list[float]()
        before, had = digests(settings), _peak()
        for source, target in (
            (settings, address),
            (with_values(settings, {"store.server": address}), str(tmp_path / "new")),
        ):
            begun = CLOCK.elapsed()
            moved = move(source, CLOCK, target)
            took.append(CLOCK.elapsed() - begun)
            assert {"cases": _HEAP, "chunks": 2 * _HEAP, "receipts": _HEAP, "ledger": _HEAP}.items() <= dict(
                moved.checked
            ).items()
        again = with_values(settings, {"store.folder": str(tmp_path / "new")})
        assert digests(again) == before
        more = _peak() - had
        assert more < _MORE
        with capsys.disabled():
            sys.stdout.write(
                f"\n{_HEAP} cases: there {took[0]:.0f} s, back {took[1]:.0f} s, {moved.rows} rows, {more:.0f} MiB\n"
            )
