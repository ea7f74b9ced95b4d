"""A real PgBouncer between our programs and the server, in both its usual ways; left out where none is installed."""

from __future__ import annotations

import dataclasses
import re
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backoffice_gui import settings
from tests.support.console import Said, call
from tests.support.front import plain_submission, running_front
from tests.support.logins import admitted, as_login
from tests.support.pgbouncer import bouncer, program
from tests.support.postgres import Server

pytestmark = pytest.mark.skipif(program() is None, reason="no PgBouncer here (Debian: apt install pgbouncer)")
GATHERER, LEAD = "bounced_gatherer", "bounced_lead"
_SIZES = {"session": 20, "transaction": 2}
"""How many of the server's sessions a login has."""


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """An empty one, and a login for each."""
    server.login(GATHERER, "backoffice_collector")
    server.login(LEAD, "backoffice_lead")
    name = server.new()
    yield name
    server.drop(name)


@pytest.mark.parametrize("mode", _SIZES)
def test_a_collector_and_a_desk_behind_it(
    server: Server, database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], mode: str
) -> None:
    """In session mode as without, where there are sessions enough for a login; in transaction mode nobody leads there, desks work, and `status` says what is between."""
    with running_front(tmp_path / "front") as front:
        config = front.settings_file
        words = config.read_text("utf-8").replace("[store]", f'[store]\nserver = "{server.address(database)}"')
        config.write_text(words, "utf-8")
        assert call(capsys, "--config", config, "store", "init").code == 0
        made = settings.load(config, {})
        lead = as_login(made, server.address(database, LEAD))
        admitted(made, lead, LEAD)
        front.desk.take_in([plain_submission(b"{}") for _ in range(3)])
        folder = server.folder.with_name(f"bounced-{secrets.token_hex(3)}")
        with bouncer(server, folder, mode, size=_SIZES[mode]) as between:

            def by(login: str, *, straight: bool = False) -> Callable[..., Said]:
                way = server if straight else dataclasses.replace(server, folder=between)
                there = str(way.address(database, login))
                mine = config.with_name(f"{login}-{straight}.toml")
                mine.write_text(re.sub(r"^server = .*$", f'server = "{there}"', words, flags=re.MULTILINE), "utf-8")
                return lambda *asked: call(capsys, "--config", mine, *asked)

            collected = by(GATHERER)("collect", "--once")
            if mode == "transaction":
                assert (collected.code, "[STO-001 pooled]" in collected.err) == (4, True), collected.err
                assert front.outcomes() == {}
                collected = by(GATHERER, straight=True)("collect", "--once")
            assert collected.code == 0, collected.err
            assert len(front.outcomes()) == 3
            desk = by(LEAD)
            for asked in (
                ("cases", "intake"),
                ("cases", "list"),
                ("cases", "take", "1", "2"),
                ("cases", "note", "1", "EXEMPLE"),
                ("cases", "undo"),
                ("cases", "list", "--search", "exemple"),
                ("verify",),
            ):
                for _ in range(2):  # twice, so that statements are met in sessions that others have prepared them in
                    said = desk(*asked)
                    assert said.code in ({0, 1, 2} if {"undo", "take"} & set(asked) else {0}), said.err
            shown = desk("status").out
            assert ("relais de connexions" in shown) is (mode == "transaction"), shown
