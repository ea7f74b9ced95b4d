"""Bits that flip where no call fails: in memory before the sealing, and on the disk between two runs (I2).

The octets that came were right, and every write succeeded; only reading back can find it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.domain.collecting import EventName
from backoffice_gui.domain.facts import Stage
from backoffice_gui.sealing import MANIFEST_PART, AttemptKey
from tests.support import proof
from tests.support.houses import House, a_house, beneath_guards

_ROTTEN = "UPDATE chunk SET sealed = zeroblob(length(sealed)) WHERE n_chunk = (SELECT max(n_chunk) FROM chunk)"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house with three submissions waiting on the web."""
    with a_house(tmp_path) as made:
        yield made


def test_a_bit_that_flips_before_the_sealing_is_found(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies here opens, and is not what its manifest says: it is fetched again before it is acknowledged."""
    real, left, again = AttemptKey.seal, [1], list[str]()

    def seal(key: AttemptKey, part: int, chunk: int, plain: bytes, *, last: bool) -> bytes:
        if left and part != MANIFEST_PART:
            plain = bytes([plain[0] ^ left.pop()]) + plain[1:]
        return real(key, part, chunk, plain, last=last)

    monkeypatch.setattr(AttemptKey, "seal", seal)
    house.hear = lambda event: again.append(event.detail) if event.name is EventName.RETRY else None
    with proof.suite("calls") as done:
        house.collect()
        assert left == []
        house.all_home()
        assert again == ["digest"]
        done["call_faults"] += 1


@pytest.mark.expected_logs("incident")
def test_a_bit_that_flips_on_the_disk_between_two_runs_is_found(house: House) -> None:
    """Verified by one run, rotten when the next one comes: that one is fetched again, and all of it opens."""
    with proof.suite("calls") as done:
        key = house.key_file.read_bytes()
        house.key_file.write_text("ab" * 32)
        house.collect()
        assert house.counts() == {Stage.VERIFIED: 3}
        house.nothing_taken()
        beneath_guards(house.store, _ROTTEN)
        house.key_file.write_bytes(key)
        house.collect()
        house.all_home()
        done["call_faults"] += 1
