"""Verifying the second copy: each thing that may be wrong has its word, and what is right has none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions.verify_mirror import verify_mirror
from backoffice_gui.actions.verify_store import Fault, verify_store
from tests.support.desks import Store, a_store, spoil
from tests.support.mirrors import Mirror, mirror_of
from tests.support.stores import invented


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with its desk unlocked."""
    with a_store(tmp_path / "s") as made:
        yield made


@pytest.fixture
def mirror(store: Store, tmp_path: Path) -> Iterator[Mirror]:
    """Two verified submissions, copied one after the other."""
    with mirror_of(store.world, tmp_path / "mirror") as made:
        for n in (1, 2):
            made.copy(store.world.verify(invented(n)).attempt)
        yield made


def reasons(mirror: Mirror) -> list[tuple[str, str]]:
    """What does not hold."""
    return list(verify_mirror(mirror.world.inbox, mirror.root).faults)


def test_a_sound_mirror_has_no_fault(store: Store, mirror: Mirror) -> None:
    """Copies and records are counted, in `verify` too."""
    found = verify_mirror(mirror.world.inbox, mirror.root)
    assert (found.copies, found.faults) == (2, ())
    whole = verify_store(store.world.inbox, store.desk, None, mirror.root)
    assert whole.ok
    assert dict(whole.checked)["mirror"] == 2
    assert dict(whole.checked)["mirror_records"] == found.records
    assert "mirror" not in dict(verify_store(store.world.inbox, store.desk).checked)


def test_a_damaged_record_is_found(store: Store, mirror: Mirror) -> None:
    """The copy is absent, and the link that it broke is named; `verify` says the same."""
    octets = mirror.segment().read_bytes()
    at = octets.index(b"OFM1\x03") + 80
    mirror.segment().write_bytes(octets[:at] + b"?" + octets[at + 1 :])
    found = reasons(mirror)
    assert ("submission:1", "absent") in found
    assert any(where.startswith("segment:1 at:") and reason == "chain" for where, reason in found)
    assert found[0] == ("submission:1", "absent") or found[0][1] == "chain"
    faults = verify_store(store.world.inbox, store.desk, None, mirror.root).faults
    assert Fault("mirror", "submission:1", "absent") in faults


def test_a_lost_segment_is_found(mirror: Mirror) -> None:
    """Every copy that it held."""
    mirror.again(roll=1).probe()
    mirror.segment().unlink()
    assert {where for where, reason in reasons(mirror) if reason == "absent"} == {"submission:1", "submission:2"}


def test_a_key_that_is_not_the_inboxs_is_found(mirror: Mirror) -> None:
    """Damaged, or another."""
    octets = mirror.keys().read_bytes()
    mirror.keys().write_bytes(bytes(128) + octets[128:])
    assert reasons(mirror) == [("submission:1", "key")]


def test_a_copy_of_something_else_is_found(mirror: Mirror) -> None:
    """Whole in itself, and not what the inbox verified."""
    spoil(mirror.world.inbox, "UPDATE attempt SET chunk_hashes = zeroblob(64) WHERE attempt = 2")
    assert reasons(mirror) == [("submission:2", "hash")]


def test_a_key_that_outlived_its_erasure_is_found(mirror: Mirror) -> None:
    """Erased here, openable there: the worst of them."""
    spoil(mirror.world.inbox, "UPDATE attempt SET wrapped_key = zeroblob(60) WHERE attempt = 1")
    assert reasons(mirror) == [("submission:1", "not-erased")]
    mirror.copier.destroy(mirror.world.facts(1).key)
    assert reasons(mirror) == []


def test_a_mirror_that_is_gone_is_a_fault_and_one_not_begun_is_none(store: Store, tmp_path: Path) -> None:
    """It can't be verified; what no collector has begun holds nothing yet."""
    store.world.verify(invented(1))
    (tmp_path / "mirror").mkdir()
    assert verify_mirror(store.world.inbox, tmp_path / "mirror").faults == ()
    with mirror_of(store.world, tmp_path / "mirror") as mirror:
        mirror.root.rename(tmp_path / "away")
        assert reasons(mirror) == [("folder", "absent")]
