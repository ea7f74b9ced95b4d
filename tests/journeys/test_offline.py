"""A whole window's office whose server goes away: work goes on, the program is quit, and nothing of it is lost."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.case_acts import Asked, CaseKey
from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.domain.case_list import CaseQuery
from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.domain.office import LockCause, OfficeState
from backoffice_gui.domain.outbox import Fate
from backoffice_gui.errors import StoreUnreachable
from backoffice_gui.settings import Settings
from backoffice_gui.storage.team.address import Address
from backoffice_gui.wiring.cases import Cases
from backoffice_gui.wiring.office import Office, open_office
from tests.conftest import ExpectedLogs
from tests.support.logins import lead_over
from tests.support.postgres import Server
from tests.support.waiting import until
from tests.support.wire import Wire

CLOCK = SystemClock()


@pytest.fixture
def wire(server: Server) -> Iterator[Wire]:
    """The way to the server."""
    with Wire(server.folder, server.folder / f"w{secrets.token_hex(3)}") as made:
        yield made


@pytest.fixture
def settings(server: Server, wire: Wire, tmp_path: Path) -> Iterator[Settings]:
    """A team's store with three cases, made over the wire."""
    with lead_over(wire, server, tmp_path, 3) as made:
        yield made


@contextmanager
def _window(settings: Settings) -> Iterator[tuple[Office, Cases]]:
    """As the window has it, the way back going on its thread."""
    with closing(open_office(settings, CLOCK)) as office:
        assert office.condition().state is OfficeState.OPEN
        cases = office.cases()
        assert cases is not None
        cases.outbox.start()
        yield office, cases


_THEIRS = """
    UPDATE casebook.cases SET version = version + 1, agent = 'collegue-exemple', state = 'taken' WHERE "case" = 2
"""


def _do(cases: Cases, act: CaseAct, key: CaseKey) -> None:
    outcome = cases.do([key], Asked(act), lambda _done: None, lambda: False)
    assert outcome.failed == ()


def test_what_was_done_offline_survives_a_lock_and_the_end_of_the_program(
    settings: Settings, server: Server, wire: Wire, expected_logs: ExpectedLogs
) -> None:
    """Taken, noted, a draft left in the field; locked while the server is away, quit, begun again, and all is there.

    What a colleague was first with meanwhile is kept over another end of the program, and decided by its agent.
    """
    expected_logs.allow("not_logged")
    with _window(settings) as (office, cases):
        key = CaseKey(1, cases.case(1).row.version)
        assert cases.page(CaseQuery(), 0, 10).rows
        wire.down()
        with pytest.raises(StoreUnreachable):  # looking at the transfer is enough for the line to learn it
            office.monitor()
        assert not cases.outbox.line().reachable
        _do(cases, CaseAct.TAKE, key)
        cases.write_note(1, "EXEMPLE de note")
        assert cases.case(1).row.agent == cases.me()
        _do(cases, CaseAct.TAKE, CaseKey(2, 1))
        assert cases.outbox.line().waiting == 3
        kept = cases.outbox.pending()[2]
        began = time.monotonic()
        office.lock(LockCause.ASKED, [Unkept(1, "answer", "EXEMPLE de brouillon")])
        assert time.monotonic() - began < 5
        assert office.condition().state is OfficeState.LOCKED
        assert office.cases() is None
    sealed = (settings.store_folder / "outbox.sealed").read_bytes()
    assert not [word for word in (b"EXEMPLE", b"note", b"taken") if word in sealed]
    server.do(Address.read(settings.store.server).database, _THEIRS)
    wire.up()
    with _window(settings) as (office, cases):
        until(lambda: [each.fate for each in office._caseload.offline.pending()] == [Fate.CLASHED])
        assert cases.outbox.pending()[0].code == "case-changed"
        assert cases.outbox.line().applied == 2
        detail = cases.case(1)
        assert (detail.row.agent, detail.row.version) == (cases.me(), key.version + 1)
        assert [note.text for note in detail.notes] == ["EXEMPLE de note"]
        assert [(draft.what, draft.text) for draft in detail.drafts] == [("answer", "EXEMPLE de brouillon")]
    with _window(settings) as (_office, cases):
        (again,) = cases.outbox.pending()
        assert (again.key, again.fate, again.change) == (kept.key, Fate.CLASHED, kept.change)
        assert cases.case(2).row.agent == "collegue-exemple"
        cases.outbox.discard(again.key)
        assert cases.outbox.pending() == ()
    assert not (settings.store_folder / "outbox.sealed").exists()
