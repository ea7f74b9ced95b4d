from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.actions.desk import open_desk
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain import names
from backoffice_gui.errors import StoreMissing, WrongKey
from backoffice_gui.security.sources import FileSource
from backoffice_gui.storage.inbox import identity
from backoffice_gui.storage.inbox.identity import StoreIds
from tests.support.desks import Store, a_store


def _ids(store: Store) -> StoreIds:
    with store.world.inbox.reading() as connection:
        return identity.ids(connection)


def test_the_desk_holds_the_private_keys_and_shows_none(tmp_path: Path) -> None:
    """Unlocked, it has the key of the inbox's public half; its `repr` has neither keys nor name."""
    with a_store(tmp_path / "s") as store:
        desk = open_desk(store.folder, store.source, _ids(store), "agent-exemple", SystemClock())
        try:
            assert desk.privates[store.world.private.public().fingerprint] == store.world.private
            assert store.world.private.seed.hex() not in repr(desk)
            assert "agent" not in repr(desk)
        finally:
            desk.close()


def test_a_locked_desk_stays_locked_for_whoever_still_holds_it(tmp_path: Path) -> None:
    """Neither reading nor writing opens the casebook again, on any thread; the store itself opens anew."""
    with a_store(tmp_path / "s") as store:
        desk = open_desk(store.folder, store.source, _ids(store), "agent-exemple", SystemClock())
        names.folded("EXEMPLE-DÉMO")
        desk.close()
        assert names._folded_short.cache_info().currsize == 0  # type: ignore[attr-defined]
        for use in (desk.casebook.reading, desk.casebook.fresh, desk.casebook.transaction):
            with pytest.raises(WrongKey), use():
                pass
        with pytest.raises(WrongKey):
            desk.casebook.checkpoint()
        open_desk(store.folder, store.source, _ids(store), "agent-exemple", SystemClock()).close()


def test_without_a_key_it_stays_locked(tmp_path: Path) -> None:
    """No key at all, and the wrong one, are both said; neither touches the casebook."""
    with a_store(tmp_path / "s") as store:
        with pytest.raises(WrongKey) as caught:
            open_desk(store.folder, FileSource(tmp_path / "no.key"), _ids(store), "x", SystemClock())
        assert caught.value.reason == "no-key"
        (tmp_path / "other.key").write_text("ff" * 32)
        (tmp_path / "other.key").chmod(0o600)
        with pytest.raises(WrongKey):
            open_desk(store.folder, FileSource(tmp_path / "other.key"), _ids(store), "x", SystemClock())


def test_where_there_is_no_casebook_it_says_so(tmp_path: Path) -> None:
    """A key without a casebook opens nothing."""
    with a_store(tmp_path / "s") as store, pytest.raises(StoreMissing):
        open_desk(tmp_path, store.source, _ids(store), "x", SystemClock())
