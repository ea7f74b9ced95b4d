from __future__ import annotations

from pathlib import Path

from backoffice_gui.actions.open_canaries import Canaries, open_canaries
from backoffice_gui.sealing import generate
from backoffice_gui.storage.inbox import audit_log, keys
from tests.support.desks import a_store
from tests.support.stores import MOMENT


def test_an_unlocked_desk_opens_what_has_come_once(tmp_path: Path) -> None:
    """Each canary is opened and written down; a second look finds nothing to do."""
    with a_store(tmp_path / "s") as store:
        inbox = store.world.inbox
        assert open_canaries(inbox, store.desk.privates, MOMENT) == Canaries(1, 0)
        with inbox.reading() as connection:
            assert keys.canaries_waiting(connection) == []
            assert not keys.canary_ever_failed(connection)
            assert audit_log.read(connection, 0, 100)[-1].verb == "canary_opened"
        assert open_canaries(inbox, store.desk.privates, MOMENT) == Canaries(0, 0)


def test_a_canary_that_does_not_open_is_a_fact(tmp_path: Path) -> None:
    """Without the key, or with another's, it failed: acknowledging stops until it is opened."""
    with a_store(tmp_path / "s") as store:
        inbox = store.world.inbox
        other = generate()
        fingerprint = store.world.private.public().fingerprint
        assert open_canaries(inbox, {}, MOMENT) == Canaries(0, 1)
        assert open_canaries(inbox, {fingerprint: other}, MOMENT) == Canaries(0, 1)
        with inbox.reading() as connection:
            assert keys.canary_ever_failed(connection)
        assert open_canaries(inbox, store.desk.privates, MOMENT.replace(hour=10)) == Canaries(1, 0)
        with inbox.reading() as connection:
            assert not keys.canary_ever_failed(connection)
