"""What must go, goes: looked for in the file itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.errors import DiskFull
from backoffice_gui.reference_front import Accepted, Desk, NewPart, NewSubmission, Pace
from backoffice_gui.reference_front.holdings import ListQuery
from backoffice_gui.reference_front.intake import CHUNK
from backoffice_gui.reference_front.ledger import TakeOver, Taker
from backoffice_gui.reference_front.outbox import Outbox
from tests.support.clock import TurnedClock
from tests.support.front import plain_submission

_CANARY = b"CANARI-DEMO-7f3a"
_NAME = "CANARI-NOM-91c2.pdf"


def _marked() -> NewSubmission:
    parts = (
        NewPart("form.json", "application/json", (_CANARY * 9,)),
        NewPart(_NAME, "application/pdf", (_CANARY * 200_000,)),
    )
    return NewSubmission("certificate_request", parts)


def _files_with(folder: Path, word: bytes) -> list[str]:
    return sorted(file.name for file in folder.rglob("*") if file.is_file() and word in file.read_bytes())


def _take(desk: Desk, one: Accepted) -> None:
    desk.take_over([TakeOver(one.id, one.digest, "t")], Taker("s", "CN=c"))


@pytest.mark.parametrize("end", ["acknowledged", "expired"])
def test_no_octet_of_what_has_ended_is_left_in_any_file(
    desk: Desk, clock: TurnedClock, tmp_path: Path, end: str
) -> None:
    """Parts, names and manifest: neither in the database nor in its log, nor anywhere in the folder."""
    (one,) = desk.take_in([_marked()])
    standing = desk.standing(one.id)
    assert standing is not None
    manifest = str(standing.manifest).encode()
    assert _files_with(tmp_path, _CANARY)
    if end == "acknowledged":
        _take(desk, one)
    else:
        clock.advance(29 * 60)
    desk.turn()
    for word in (_CANARY, _NAME.encode(), manifest[200:260]):
        assert _files_with(tmp_path, word) == []
    again = desk.standing(one.id)
    assert again is not None
    assert again.state == end


def test_what_is_held_is_never_touched(desk: Desk) -> None:
    """Turn after turn, beside others that go."""
    kept, gone = desk.take_in([_marked(), plain_submission(b"x")])
    _take(desk, gone)
    for _ in range(3):
        desk.turn()
    assert desk.chunk(kept.id, 0, 0) == _CANARY * 9
    assert desk.listing(ListQuery()).held == 1


def test_the_entry_comes_before_the_erasure(desk: Desk) -> None:
    """An end destroys nothing by itself: the octets go with the next turn, the entry is there at once."""
    (one,) = desk.take_in([plain_submission(b"x")])
    _take(desk, one)
    with desk._database.reading() as reading:
        assert reading.execute("SELECT count(*) FROM chunk").fetchone() == (1,)
    assert desk.ledger(0, 1).high_pos == 1
    desk.turn()
    with desk._database.reading() as reading:
        assert reading.execute("SELECT count(*) FROM chunk").fetchone() == (0,)


def test_the_person_is_told_before_an_expired_one_is_erased(
    desk: Desk, clock: TurnedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message by reference first; where it can't be written, nothing is erased yet."""
    (one,) = desk.take_in([_marked()])
    clock.advance(29 * 60)

    def full(_outbox: Outbox, _reference: str) -> None:
        raise DiskFull("front-end")

    with monkeypatch.context() as patch:
        patch.setattr(Outbox, "ask_again", full)
        with pytest.raises(DiskFull):
            desk.turn()
    assert _files_with(tmp_path, _CANARY)
    desk.turn()
    assert [file.name for file in (tmp_path / "outbox" / "mail").iterdir()] == [f"{one.reference}.eml"]
    assert _files_with(tmp_path, _CANARY) == []


def test_an_acknowledged_one_sends_no_message(desk: Desk, tmp_path: Path) -> None:
    """Whoever's request is with Ofpra has nothing to do."""
    (one,) = desk.take_in([plain_submission(b"x")])
    _take(desk, one)
    desk.turn()
    assert list((tmp_path / "outbox" / "mail").iterdir()) == []


def test_the_status_page_follows(desk: Desk, clock: TurnedClock, tmp_path: Path) -> None:
    """Waiting, with Ofpra, not transferred: each reference has its page after the next turn."""
    first, second, third = desk.take_in([plain_submission(b"x") for _ in range(3)])
    pages = tmp_path / "outbox" / "status"
    desk.turn()
    assert all("En attente" in (pages / f"{one.reference}.html").read_text() for one in (first, second, third))
    _take(desk, first)
    clock.advance(29 * 60)
    desk.take_in([plain_submission(b"x")])
    desk.turn()
    titles = ["Transmise à l’Ofpra", "Non transmise", "Non transmise"]
    for one, title in zip((first, second, third), titles, strict=True):
        assert title in (pages / f"{one.reference}.html").read_text()
    assert len(list(pages.iterdir())) == 4


def test_an_upload_given_up_is_swept_and_one_under_way_is_not(desk: Desk, clock: TurnedClock, tmp_path: Path) -> None:
    """Octets under an id that never became HELD go once nobody has added any for half a minute."""

    def slowly() -> Iterator[bytes]:
        for _ in range(20):
            clock.advance(6)
            desk.turn()
            yield (_CANARY * CHUNK)[:CHUNK]

    def given_up() -> Iterator[bytes]:
        for _ in range(8):
            yield (_CANARY * CHUNK)[:CHUNK]
        raise ConnectionResetError

    (one,) = desk.take_in([NewSubmission("a", (NewPart("a", "b/c", slowly()),))])
    assert one.parts[0].size == 20 * CHUNK
    _take(desk, one)
    desk.turn()
    assert _files_with(tmp_path, _CANARY) == []
    with pytest.raises(ConnectionResetError):
        desk.take_in([NewSubmission("a", (NewPart("a", "b/c", given_up()),))])
    desk.turn()
    assert _files_with(tmp_path, _CANARY)
    clock.advance(31)
    desk.turn()
    assert _files_with(tmp_path, _CANARY) == []


def test_a_start_sweeps_what_a_crash_left(tmp_path: Path, clock: TurnedClock) -> None:
    """An upload that a killed process had begun, and an end it had not yet erased, go with the first turn."""
    before = Desk(tmp_path, clock)
    (one,) = before.take_in([_marked()])
    _take(before, one)
    with before._database.transaction() as tx:
        tx.execute("INSERT INTO upload (id, touched) VALUES ('u', 9e9)")
        tx.execute("INSERT INTO chunk (id, part, k, octets) VALUES ('u', 0, 0, ?)", (_CANARY,))
    before.close()
    after = Desk(tmp_path, clock)
    after.turn()
    after.close()
    assert _files_with(tmp_path, _CANARY) == []


def test_outcomes_are_remembered_thirteen_months_and_then_forgotten(tmp_path: Path, clock: TurnedClock) -> None:
    """The oldest entries go first, the chain goes on from the last; a page of the ledger says where it begins."""
    desk = Desk(tmp_path, clock, Pace(remembered=1000))
    first, second = desk.take_in([plain_submission(b"x") for _ in range(2)])
    _take(desk, first)
    clock.advance(900)
    _take(desk, second)
    desk.turn()
    clock.advance(101)
    desk.turn()
    assert desk.standing(first.id) is None
    assert desk.standing(second.id) is not None
    assert not (tmp_path / "outbox" / "status" / f"{first.reference}.html").exists()
    page = desk.ledger(0, 10)
    assert (page.low_pos, page.high_pos, len(page.entries)) == (2, 2, 1)
    clock.advance(10_000)
    desk.turn()
    assert desk.ledger(0, 10).low_pos == 2, "the last entry stays: the next one names its hash"
    desk.close()


@given(ended=st.sets(st.integers(0, 9)), turns=st.integers(1, 3))
def test_a_turn_erases_exactly_what_has_ended(
    tmp_path_factory: pytest.TempPathFactory, ended: set[int], turns: int
) -> None:
    """Whatever the set: its octets are gone, all others are there."""
    desk = Desk(tmp_path_factory.mktemp("turn"), TurnedClock())
    made = desk.take_in([plain_submission(b"a%d" % n, b"b" * n) for n in range(10)])
    for n in ended:
        _take(desk, made[n])
    for _ in range(turns):
        desk.turn()
    with desk._database.reading() as reading:
        left = {row[0] for row in reading.execute("SELECT DISTINCT id FROM chunk")}
        names = {row[0] for row in reading.execute("SELECT DISTINCT id FROM part")}
    desk.close()
    assert left == names == {made[n].id for n in range(10) if n not in ended}
