"""An epoch in the second copy: what it refuses, and what becomes of keys that the inbox has no more."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.errors import MirrorGone, UsageError
from backoffice_gui.sealing.keys import run_key_info, seal_canary, seal_to
from backoffice_gui.storage.inbox import epochs, keys
from backoffice_gui.storage.inbox.epochs import Epoch
from backoffice_gui.storage.mirror import slots
from backoffice_gui.storage.mirror.renewing import check, renew, tell
from backoffice_gui.storage.mirror.slots import Slot
from tests.support.mirrors import Mirror, mirror_of, rebuilt
from tests.support.stores import MOMENT, World, invented


@pytest.fixture
def mirror(world: World, tmp_path: Path) -> Iterator[Mirror]:
    """A mirror with one submission."""
    with mirror_of(world, tmp_path / "mirror") as made:
        made.copy(world.verify(invented(1)).attempt)
        made.copier.close()
        yield made


def _put(mirror: Mirror, slot: Slot) -> None:
    with mirror.keys().open("ab") as file:
        file.write(slots.packed(slot))


def _begun(world: World) -> Epoch:
    """Under way, with nothing wrapped anew."""
    public = world.private.public()
    with world.inbox.transaction() as tx:
        new = keys.NewRunKey(
            store_id=world.store_id,
            generation=1,
            suite=public.suite,
            sealed=seal_to(public, bytes(32), run_key_info(world.store_id, public)),
            sealed_recovery=None,
            canary=seal_canary(bytes(32)),
        )
        return epochs.begin(tx, 1, keys.add_run_key(tx, new, MOMENT), MOMENT)


def test_what_only_the_mirror_holds_stops_an_epoch(mirror: Mirror) -> None:
    """The keys of that would end with it; a key that is gone already says nothing."""
    check(mirror.world.inbox, mirror.root)
    _put(mirror, Slot(b"d" * 16, b"s" * 16, b""))
    check(mirror.world.inbox, mirror.root)
    _put(mirror, Slot(b"t" * 16, b"s" * 16, b"w" * 60))
    with pytest.raises(UsageError, match="epoch-mirror") as refused:
        check(mirror.world.inbox, mirror.root)
    assert refused.value.facts["copies"] == 1


def test_a_mirror_that_is_away_stops_it(mirror: Mirror) -> None:
    """Before anything has changed."""
    shutil.rmtree(mirror.root)
    with pytest.raises(MirrorGone):
        check(mirror.world.inbox, mirror.root)


def test_where_none_was_begun_there_is_nothing_to_do(world: World, tmp_path: Path) -> None:
    """The collector begins it with what there is then."""
    root = tmp_path / "mirror"
    root.mkdir()
    check(world.inbox, root)
    renew(world.inbox, root, _begun(world))
    tell(world.inbox, root)
    assert list(root.iterdir()) == []


def test_the_key_of_an_attempt_that_gave_way_is_overwritten(mirror: Mirror) -> None:
    """Its submission is held by another; a key that could not be opened stays as it lies, and so does a strange one."""
    [own] = slots.read_all(mirror.folder).values()
    strange = Slot(b"x" * 16, b"s" * 16, b"w" * 60)
    for slot in (Slot(b"t" * 16, own.subject, b"w" * 60), strange):
        _put(mirror, slot)
    renew(mirror.world.inbox, mirror.root, _begun(mirror.world))
    found = slots.read_all(mirror.folder)
    assert found[own.tag] == own
    assert found[b"t" * 16].wrapped == b""
    assert found[strange.tag] == strange


def test_what_the_store_says_of_itself_is_told_again(mirror: Mirror, tmp_path: Path) -> None:
    """A rebuilt inbox has the newest public half."""
    with mirror.world.inbox.transaction() as tx:
        keys.put_public(tx, mirror.world.private.public(), MOMENT)
    tell(mirror.world.inbox, mirror.root)
    with rebuilt(mirror.root, tmp_path / "new") as (inbox, _what), inbox.reading() as connection:
        assert sorted(keys.publics(connection)) == [1, 2]
