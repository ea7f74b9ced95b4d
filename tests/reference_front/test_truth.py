"""The front end's own account."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from backoffice_gui.reference_front import Accepted, Desk
from backoffice_gui.reference_front.ledger import TakeOver, Taker
from tests.support.clock import TurnedClock
from tests.support.front import plain_submission


def _lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "truth.jsonl").read_text().splitlines()]


def _take(desk: Desk, one: Accepted) -> None:
    desk.take_over([TakeOver(one.id, one.digest, "t")], Taker("s", "CN=c"))


def test_each_making_and_each_end_has_its_line(desk: Desk, clock: TurnedClock, tmp_path: Path) -> None:
    """In the forms that checkers read; asking again adds nothing."""
    one, other = desk.take_in([plain_submission(b"a", b"bc"), plain_submission(b"d")])
    _take(desk, one)
    _take(desk, one)
    clock.advance(29 * 60)
    desk.settle()
    made, _second, *ends = _lines(tmp_path)
    assert made == {
        "id": one.id,
        "seq": 1,
        "digest": one.digest,
        "parts": [{"n": part.n, "size": part.size, "sha256": part.sha256} for part in one.parts],
    }
    assert ends == [
        {"id": one.id, "outcome": "acknowledged", "at": "2026-11-23T09:00:00.000Z"},
        {"id": other.id, "outcome": "expired", "at": "2026-11-23T09:29:00.000Z"},
    ]


def test_what_a_crash_cut_off_is_written_at_the_next_start(tmp_path: Path, clock: TurnedClock) -> None:
    """Lines that are missing, and one cut in two, are made again from the database, once."""
    desk = Desk(tmp_path, clock)
    one, _other = desk.take_in([plain_submission(b"a"), plain_submission(b"b")])
    _take(desk, one)
    desk.close()
    whole = _lines(tmp_path)
    file = tmp_path / "truth.jsonl"
    octets = file.read_bytes()
    for cut in (0, 5, octets.index(b"\n") + 1, octets.index(b"\n") + 9, len(octets) - 3, len(octets)):
        file.write_bytes(octets[:cut])
        Desk(tmp_path, clock).close()
        assert sorted(_lines(tmp_path), key=str) == sorted(whole, key=str)
