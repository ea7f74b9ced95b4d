"""An inbox at home on a server: the same life as in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import StoreError, StoreExists, StoreHeld, StoreIncomplete, StoreUnreachable, UsageError
from backoffice_gui.storage.migrations import run
from backoffice_gui.storage.team.casebook import create_casebook
from backoffice_gui.storage.team.engine import maker_engine
from backoffice_gui.storage.team.home import TeamHome
from backoffice_gui.storage.versions import TEAM_CASEBOOK, TEAM_INBOX
from tests.support.postgres import Server
from tests.support.stores import complete
from tests.support.waiting import until


@pytest.fixture
def home(server: Server, tmp_path: Path) -> Iterator[TeamHome]:
    """Where nothing is yet."""
    name = server.new()
    yield TeamHome.at(str(server.address(name)), tmp_path)
    server.drop(name)


def test_a_server_is_a_home(home: TeamHome) -> None:
    """Nothing is there; then something; then a whole inbox, for one collector."""
    clock = SystemClock()
    assert not home.begun()
    with pytest.raises(StoreIncomplete):
        home.open(clock)
    with pytest.raises(StoreIncomplete):
        home.migrate(clock)
    inbox = home.create(clock)
    assert home.begun()
    with pytest.raises(StoreIncomplete):
        home.open(clock)
    complete(inbox)
    inbox.close()
    home.open(clock).close()
    assert home.migrate(clock) == str(TEAM_INBOX.known)
    with pytest.raises(StoreExists):
        home.create(clock)
    lead = home.lead("the first", clock)
    with pytest.raises(StoreHeld):
        home.lead("the second", clock)
    holder = home.holder()
    assert holder is not None
    assert holder.program == "the first"
    lead.release()
    until(lambda: home.holder() is None)


def test_both_schemas_of_before_are_brought_up_together(home: TeamHome) -> None:
    """The inbox first, beside a casebook of before; then all of it is said, across both."""
    clock = SystemClock()
    home.create(clock).close()
    create_casebook(home.address, home.folder, bytes(32)).close()
    for schema, former in ((TEAM_INBOX, "1.4"), (TEAM_CASEBOOK, "1.3")):
        engine = maker_engine(home.address, schema.name)
        with engine.begin() as tx:
            run.downgrade(tx, schema.scripts, former)
        engine.dispose()
    assert home.migrate(clock) == f"{TEAM_INBOX.known} / {TEAM_CASEBOOK.known}"
    engine = maker_engine(home.address, "casebook")
    with engine.begin() as tx:
        for table in ("casebook.trace", "inbox.trace"):
            assert tx.exec_driver_sql(f"SELECT has_table_privilege('backoffice_dpo', '{table}', 'SELECT')").scalar()
        seen = "SELECT count(*) FROM pg_policies WHERE schemaname = 'inbox' AND policyname = 'of_service'"
        assert tx.exec_driver_sql(seen).scalar() == 1
    engine.dispose()


def test_what_a_collector_of_before_leads_is_not_migrated(home: TeamHome) -> None:
    """It would end at the first refusal of what the server judges from now on; once it has stopped, all is said anew."""
    clock = SystemClock()
    home.create(clock).close()
    engine = maker_engine(home.address, "inbox")
    with engine.begin() as tx:
        tx.exec_driver_sql("DROP FUNCTION inbox.may_end")
    lead = home.lead("the one of before", clock)
    with pytest.raises(StoreError, match="led") as refused:
        home.migrate(clock)
    assert refused.value.facts["holder"] == "the one of before"
    lead.release()
    until(lambda: home.holder() is None)
    home.migrate(clock)
    with engine.begin() as tx:
        assert tx.exec_driver_sql("SELECT to_regproc('inbox.may_end') IS NOT NULL").scalar()
    engine.dispose()
    lead = home.lead("the new one", clock)
    assert home.migrate(clock)  # said anew beside a collector of now
    lead.release()


def test_no_home_is_made_of_words(tmp_path: Path) -> None:
    """An address is read at once; whether anybody is there is found out by asking."""
    with pytest.raises(UsageError):
        TeamHome.at("EXEMPLE", tmp_path)
    with pytest.raises(StoreUnreachable, match="connect"):
        TeamHome.at(f"postgresql+psycopg:///ofpra?host={tmp_path}", tmp_path).begun()
