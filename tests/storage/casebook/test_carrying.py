"""The casebook's rows on their way: secrets open, sums of all services, everything else as it lies."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.errors import StoreMoved
from backoffice_gui.storage.casebook import audit_keys, audit_log, keys, purges, search_index
from backoffice_gui.storage.casebook.carrying import HELD_BACK, TABLES, leave, living, put
from backoffice_gui.storage.casebook.caseload_schema import tally
from backoffice_gui.storage.casebook.schema import audit_key, private_key
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.dialect import is_postgresql
from backoffice_gui.storage.pouring import emptied, unguarded
from backoffice_gui.storage.team.casebook import open_casebook
from tests.support.stores import MOMENT

SEED = bytes(range(32))


def test_every_table_goes_and_the_keys_last() -> None:
    """None is forgotten."""
    assert {HELD_BACK, *TABLES} == {*private_key.metadata.tables.values()}


def test_secrets_are_open_on_the_way_and_sealed_where_they_lie(casebook: Casebook) -> None:
    """On a server no row holds one; what is put is read again as it was."""
    with casebook.transaction() as tx:
        audit_keys.put(tx, MOMENT, SEED)
        secret = purges.secret(tx, MOMENT, lambda: bytes(32))
        with closing(living(tx, audit_key)) as rows:
            kept = [row for some in rows for row in some]
        assert SEED in kept[-1]
        assert (SEED in tx.scalars(select(audit_key.c.seed)).all()) is not is_postgresql(tx)
        before = keys.privates(tx)
        with closing(living(tx, private_key)) as rows:
            privates = [row for some in rows for row in some]
        with unguarded(tx, [*TABLES, HELD_BACK]):
            emptied(tx, [audit_key, private_key])
            put(tx, audit_key, [kept])
            put(tx, private_key, [privates])
        assert audit_keys.seed(tx) == SEED
        assert keys.privates(tx) == before
        assert purges.known_secret(tx) == secret


@pytest.mark.parametrize("lot", [2, 3, 100])
def test_words_are_read_out_of_the_index(casebook: Casebook, lot: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In order, some cases at a time; a case without any is none; forgotten ones are not there."""
    monkeypatch.setattr(search_index, "_AT_ONCE", lot)
    with casebook.transaction() as tx:
        search_index.put_words(tx, [(7, "paris exemple"), (3, "exemple"), (9, ""), (4, "ancien")])
        search_index.put_words(tx, [(4, "nouveau")])
        search_index.remove(tx, [3])
        with closing(search_index.words_of(tx)) as words:
            found = [each for some in words for each in some]
        assert found == [(4, "nouveau"), (7, "exemple paris")]
        search_index.forget_all(tx)
        with closing(search_index.words_of(tx)) as words:
            assert [each for some in words for each in some] == []


def test_sums_are_those_of_all_services(casebook: Casebook) -> None:
    """A file has no services."""
    with casebook.transaction() as tx:
        with unguarded(tx, [tally]):
            for number, service in ((2, 0), (3, 1)):
                if is_postgresql(tx):
                    tx.exec_driver_sql(
                        "INSERT INTO tally (bucket, state, kind, agent, number, service) VALUES (0, 'x', 'x', '', "
                        f"{number}, {service})"
                    )
            if not is_postgresql(tx):
                tx.execute(tally.insert().values(bucket=0, state="x", kind="x", agent="", number=5))
        with closing(living(tx, tally)) as rows:
            assert [row for some in rows for row in some] == [(0, "x", "x", "", 5)]


def test_an_open_window_changes_nothing_in_what_went_elsewhere(team_casebook: Casebook, tmp_path: Path) -> None:
    """It hears where the store went; that it read is still written down."""
    address = team_casebook._backing.address  # type: ignore[attr-defined]
    key = team_casebook._key.current()
    with closing(open_casebook(address, tmp_path / "other", key)) as other:
        with other.transaction() as tx:
            keys.link(tx, "d" * 32, MOMENT)  # type: ignore[arg-type]
        with team_casebook.transaction() as tx:
            leave(tx, "/EXEMPLE/d'ici/100%")
        with pytest.raises(StoreMoved, match="away") as caught, other.transaction() as tx:
            keys.link(tx, "e" * 32, MOMENT)  # type: ignore[arg-type]
        assert caught.value.facts["to"] == "/EXEMPLE/d'ici/100%"
        with pytest.raises(StoreMoved), other.transaction() as tx:
            audit_keys.put(tx, MOMENT, SEED)
        with other.transaction() as tx:
            audit_log.append(tx, [AuditEvent(MOMENT, Verb.STORE_MOVED_AWAY, Role.ADMINISTRATOR, "EXEMPLE", ())])
        with other.reading() as connection:
            assert keys.links(connection) == {"d" * 32}
