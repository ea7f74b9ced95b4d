"""A team that loses every workstation: the recovery key, each under a login of his own, and work goes on."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions import recovery
from backoffice_gui.clock import SystemClock
from backoffice_gui.sealing import generate
from backoffice_gui.settings import load
from backoffice_gui.storage.inbox import keys
from backoffice_gui.wiring import parts
from tests.support.console import Said, call
from tests.support.front import running_front
from tests.support.postgres import Server

COUNT = 3
CLOCK = SystemClock()
ADMIN, LEAD, AGENT, GATHERER = "lost_admin", "lost_lead", "lost_agent", "lost_gatherer"
GROUPS = {
    ADMIN: ("backoffice_admin",),
    LEAD: ("backoffice_lead",),
    AGENT: ("backoffice_agent", "backoffice_everywhere"),
    GATHERER: ("backoffice_collector",),
}
Calls = Callable[..., Said]


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """An empty one, and a login for everybody."""
    name = server.new()
    for login, groups in GROUPS.items():
        server.login(login, *groups)
    server.admin.execute(f"ALTER ROLE {ADMIN} CREATEROLE")
    yield name
    server.drop(name)
    server.admin.execute(f"ALTER ROLE {ADMIN} NOCREATEROLE")
    server.admin.execute(f"ALTER ROLE {AGENT} LOGIN")


def _workstation(root: Path, config: Path, address: str, *, pins: bool) -> Path:
    """Another machine: the same site and server, a login, a folder and a key of its own."""
    root.mkdir(parents=True)
    words = re.sub(r"^server = .*$", f'server = "{address}"', config.read_text("utf-8"), flags=re.MULTILINE)
    for each in config.parent.iterdir():
        if each.is_file() and each.name != "store.key":
            shutil.copy2(each, root / each.name)
    (root / "config.toml").write_text(words, "utf-8")
    if pins:
        there = load(config, {}).pins_folder
        shutil.copytree(there, load(root / "config.toml", {}).pins_folder)
    return root / "config.toml"


def _fingerprint(said: Said) -> str:
    found = re.search(r"sha256-[0-9a-f]{64}", said.err + said.out)
    assert found is not None, said.err
    return found.group()


@pytest.mark.timeout(240)
def test_everybody_is_lost_and_the_recovery_key_opens(
    server: Server, database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody without the code, nobody without a login, and no agent; then a lead, who admits the others again."""
    drawer = tmp_path / "drawer.txt"
    with running_front(tmp_path / "front", count=COUNT) as front:
        first = front.settings_file
        owner = f'[store]\nserver = "{server.address(database)}"'
        first.write_text(first.read_text("utf-8").replace("[store]", owner), "utf-8")

        def post(root: str, login: str, *, pins: bool = True) -> Calls:
            config = _workstation(tmp_path / root, first, str(server.address(database, login)), pins=pins)
            return lambda *words: call(capsys, "--config", config, *words)

        made = call(capsys, "--config", first, "store", "init", "--recovery-key", drawer)
        assert made.code == 0, made.err
        assert "base d’équipe est prête sur postgresql" in made.words
        assert "backoffice team add" in made.words
        before = {login: post(f"before/{login}", login) for login in (ADMIN, LEAD, AGENT)}
        for login, calls in before.items():
            asked = _fingerprint(calls("cases", "list"))
            by = first if login == ADMIN else tmp_path / "before" / ADMIN / "config.toml"
            assert call(capsys, "--config", by, "team", "admit", login, "--fingerprint", asked).code == 0
        assert post("before/gatherer", GATHERER)("collect", "--once").code == 0
    assert before[LEAD]("cases", "intake").code == 0
    assert len(before[AGENT]("--json", "cases", "list", "--view", "to_do").objects) >= 1

    shutil.rmtree(tmp_path / "before")
    settings = load(first, {})
    shutil.rmtree(settings.pins_folder)
    shutil.rmtree(settings.store_folder)
    first.with_name("store.key").unlink()

    # whoever has a code that is another's, or no great role, or no login
    strange = tmp_path / "strange.txt"
    recovery.write_file(strange, generate(), CLOCK.now())
    lead = post("after/lead", LEAD, pins=False)
    assert "key-elsewhere" not in lead("store", "recover", "--recovery-key", strange).err
    assert "[USE-001 code-differs]" in lead("store", "recover", "--recovery-key", strange).err
    agent = post("after/agent", AGENT, pins=False)
    assert "[USE-001 may-not-recover]" in agent("store", "recover", "--recovery-key", drawer).err
    assert post("after/nobody", "lost_nobody", pins=False)("store", "recover", "--recovery-key", drawer).code != 0
    assert server.do(database, "SELECT count(*) FROM casebook.audit WHERE verb = 'recovered'") == [(0,)]

    # a lead, with the code
    assert "[USE-001 team-no-casebook]" in lead("store", "recover", "--new-casebook").err
    done = lead("--json", "store", "recover", "--recovery-key", drawer)
    assert done.code == 0, done.err
    used = recovery.read_file(drawer).public().fingerprint
    assert (done.objects[0]["agent"], done.objects[0]["recovery"], done.objects[0]["others"]) == (LEAD, used, 3)
    line = "SELECT agent, event::json #>> '{details,recovery}' FROM casebook.audit WHERE verb = 'recovered'"
    assert server.do(database, line) == [(LEAD, used)]
    number = lead("--json", "cases", "list", "--view", "to_do").objects[0]["number"]
    assert lead("cases", "take", number).code == 0

    # the others, whom she admits; an administrator ends what is left of before
    for login, calls in ((AGENT, agent), (ADMIN, post("after/admin", ADMIN, pins=False))):
        assert "key-elsewhere" in calls("cases", "list").err
        asked = _fingerprint(calls("team", "ask"))
        assert lead("team", "admit", login, "--fingerprint", asked).code == 0
    assert agent("cases", "note", number, "Relue (EXEMPLE).").code == 0
    admin = tmp_path / "after" / "admin" / "config.toml"
    ended = call(capsys, "--config", admin, "team", "disable", AGENT)
    assert ended.code == 0, ended.err
    renewed = call(capsys, "--config", admin, "--json", "team", "renew")
    assert renewed.code == 0, renewed.err
    _both_copies_open(admin, drawer)
    assert lead("cases", "note", number, "Après (EXEMPLE).").code == 0

    # the key in the drawer opens what was made anew as well
    again = post("again/admin", ADMIN, pins=False)
    assert again("store", "recover", "--recovery-key", drawer).code == 0
    assert again("cases", "list").code != 0, "an administrator treats no case"
    held = (
        "SELECT bool_and(hash = sha256(coalesce(before, decode(repeat('00', 32), 'hex')) || convert_to(event, 'UTF8'))) "
        "FROM (SELECT event, hash, lag(hash) OVER (ORDER BY n) AS before FROM casebook.audit) AS line"
    )
    assert server.do(database, held) == [(True,)], "lines that the server writes are links as all are"


def _both_copies_open(config: Path, drawer: Path) -> None:
    """What the casebook and the inbox keep for the recovery key is the key of now."""
    settings, private = load(config, {}), recovery.read_file(drawer)
    with parts.inbox(settings, CLOCK) as inbox, parts.desk(settings, inbox, CLOCK) as desk:
        with inbox.reading() as connection:
            kept = keys.recovery(connection)
        assert kept is not None
        assert recovery.opens(private, kept[1]).octets == desk.casebook._key.current()
