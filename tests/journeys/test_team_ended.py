"""Whose access is ended while his window is open: it hears so and is locked, and nothing of his work is lost."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.domain.case_list import CaseQuery
from backoffice_gui.domain.colleagues import Heard, Way
from backoffice_gui.domain.office import LockCause, OfficeState
from backoffice_gui.errors import StoreUnreachable
from backoffice_gui.settings import Settings, load
from backoffice_gui.storage.casebook import audit_keys, keys
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.case_session import case_session
from backoffice_gui.wiring.office import Office, open_office
from tests.conftest import ExpectedLogs
from tests.support.console import call
from tests.support.logins import admitted
from tests.support.postgres import Server
from tests.support.teams import enter
from tests.support.waiting import until

CLOCK = SystemClock()
ADMIN, STAYS, LEAVES = "ended_admin", "ended_stays", "ended_leaves"
Post = Callable[[str], Settings]


@pytest.fixture
def post(server: Server, tmp_path: Path) -> Iterator[Post]:
    """A team's store with two cases, made by its owner; a workstation for each login, admitted."""
    name = server.new()
    groups = {ADMIN: ("backoffice_admin",), STAYS: ("backoffice_lead",), LEAVES: ("backoffice_lead",)}
    for login, of in groups.items():
        server.login(login, *of)
    server.admin.execute(f"ALTER ROLE {ADMIN} CREATEROLE")
    server.admin.execute(f"ALTER ROLE {LEAVES} LOGIN")

    def configured(login: str) -> Settings:
        folder = tmp_path / login
        folder.mkdir()
        (folder / "config.toml").write_text(
            '[transfer]\nurl = "https://front.invalid/transfer/v1"\n[store]\nfolder = "store"\nkey_file = "store.key"\n'
            f'server = "{server.address(name, login)}"\n'
        )
        return load(folder / "config.toml", {})

    owner = configured("backoffice")
    parts.new_store(owner, CLOCK, recovery_file=tmp_path / "drawer.txt")
    made = {login: admitted(owner, configured(login), login) for login in (ADMIN, STAYS, LEAVES)}
    with case_session(made[STAYS], CLOCK) as session:
        enter(session.desk, 2)
    yield lambda login: made[login]
    server.drop(name)
    server.admin.execute(f"ALTER ROLE {ADMIN} NOCREATEROLE")
    server.admin.execute(f"ALTER ROLE {LEAVES} LOGIN")


@contextlib.contextmanager
def _window(settings: Settings) -> Iterator[Office]:
    with closing(open_office(settings, CLOCK)) as office:
        assert office.condition().state is OfficeState.OPEN
        yield office


@pytest.mark.timeout(240)
def test_a_window_whose_access_is_ended_is_told_so(
    post: Post, capsys: pytest.CaptureFixture[str], expected_logs: ExpectedLogs
) -> None:
    """Without a click: the server ends what it has open, and refuses it; the others take the new key in."""
    expected_logs.allow("not_logged")
    with _window(post(LEAVES)) as office, _window(post(STAYS)) as other:
        cases, colleague = office.cases(), other.cases()
        assert cases is not None
        assert colleague is not None
        heard: list[Heard] = []
        office._colleagues.hear(heard.append)
        until(lambda: office._colleagues.hearing().way is Way.LISTENING)
        number = cases.page(CaseQuery(), 0, 10).rows[0].case
        assert not cases.outbox.line().ended

        ended = call(capsys, "--config", post(ADMIN).folder / "config.toml", "--json", "team", "disable", LEAVES)
        assert ended.code == 0, ended.err
        assert ended.objects[-1]["renewed"] == 3, "the owner, the administrator, and who stays"

        until(lambda: cases.outbox.line().ended)
        assert cases.page(CaseQuery(), 0, 10).rows[0].case == number, "what was shown, until it is locked"
        cases.write_note(number, "Écrite trop tard (EXEMPLE).")
        office.lock(LockCause.ENDED, (Unkept(number, "note", "En cours (EXEMPLE)."),))
        assert office.condition().state is OfficeState.LOCKED
        with pytest.raises(StoreUnreachable, match="refused"):
            office.unlock("")

        _goes_on(other)
        assert colleague.page(CaseQuery(), 0, 10).rows
    sealed = post(LEAVES).store_folder / "outbox.sealed"
    assert sealed.exists()
    assert b"EXEMPLE" not in sealed.read_bytes()


def _goes_on(office: Office) -> None:
    """A desk of one who stays, open all the while: it opens and seals with the key of now."""
    unsealed = office._store.unsealed()
    assert unsealed is not None
    casebook = unsealed[1].casebook
    with casebook.reading() as connection:
        assert len(keys.privates(connection)) == 1
        assert audit_keys.seed(connection) is not None
