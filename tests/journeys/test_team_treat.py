"""A team's morning: a store on a server, a collector, a desk that takes in and treats; a colleague who is admitted."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.settings import load
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.team import agent_keys
from backoffice_gui.wiring import parts
from tests.support.console import call
from tests.support.front import running_front
from tests.support.logins import admitted, use_login
from tests.support.postgres import Server

COUNT = 4
CLOCK = SystemClock()


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """An empty one."""
    name = server.new()
    yield name
    server.drop(name)


def _workstation(root: Path, config: Path, address: str) -> Path:
    """Another agent's: the same site and server, a folder and a key of its own, the pins of the first."""
    root.mkdir()
    words = re.sub(r"^server = .*$", f'server = "{address}"', config.read_text("utf-8"), flags=re.MULTILINE)
    for name in config.parent.iterdir():
        if name.suffix == ".pem" or name.name in {"pins", "front-end.jwks.json"}:
            (shutil.copytree if name.is_dir() else shutil.copy2)(name, root / name.name)
    (root / "config.toml").write_text(words, "utf-8")
    return root / "config.toml"


def _admitted(config: Path, agent: str, fingerprint: str) -> None:
    """Somebody who has the team's key compares the fingerprint, and admits."""
    settings = load(config, {})
    with parts.inbox(settings, CLOCK) as opened, parts.desk(settings, opened, CLOCK) as desk:
        casebook: Casebook = desk.casebook
        with casebook.transaction() as tx:
            asked = next(each for each in agent_keys.everyone(tx) if each.agent == agent)
            assert asked.fingerprint == fingerprint
            assert agent_keys.admit(tx, agent, fingerprint, casebook.share_key(asked.public, agent), CLOCK.now())


@pytest.mark.timeout(240)
def test_a_team_treats_what_people_sent(
    server: Server, database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Made, collected, taken in, treated and verified on the server; nothing of it lies on the workstation."""
    with running_front(tmp_path / "front", count=COUNT) as front:
        config = front.settings_file
        address = str(server.address(database))
        config.write_text(config.read_text("utf-8").replace("[store]", f'[store]\nserver = "{address}"'), "utf-8")

        def said(*words: str, by: Path = config, code: int = 0) -> list[dict[str, object]]:
            ended = call(capsys, "--config", by, "--json", *words)
            assert ended.code == code, ended.err
            return ended.objects

        assert said("store", "init")
        made = load(config, {})
        use_login(config, server.address(database, server.login("demo_collector", "backoffice_collector")))
        assert said("collect", "--once")[-1]["closed"] == COUNT
    lead = server.login("demo_reader", "backoffice_lead", "backoffice_auditor")
    use_login(config, server.address(database, lead))
    admitted(made, load(config, {}), lead)
    assert said("cases", "intake")[-1]["cases"] == COUNT
    listed = said("cases", "list", "--view", "to_do")
    one = next(line for line in listed if line["kind"] == "certificate_request" and line["applicant"])
    number = str(one["number"])
    assert number in {
        line["number"] for line in said("cases", "list", "--search", str(one["applicant"]), "--limit", "5")
    }
    said("cases", "take", number)
    said("cases", "note", number, "Relue par deux personnes (EXEMPLE).")
    shown = said("cases", "show", number)[-1]
    certificates = shown["certificates"]
    assert isinstance(certificates, list)
    said("cases", "answer", number, *(f"{each['n']}=issued" for each in certificates))
    assert said("cases", "close", number)[0]["state"] == "closed"
    assert said("verify")[-1]["ok"] is True
    assert said("audit", "verify")[-1]["ok"] is True
    assert not list((config.parent / "store").rglob("*.db"))
    another = next(str(line["number"]) for line in listed if line["number"] != number)
    _a_colleague_comes(server, config, database, (number, another), capsys)


def _a_colleague_comes(
    server: Server, config: Path, database: str, numbers: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Another workstation, another agent: it asks, is admitted, sees what was done, and takes what nobody has."""
    number, another = numbers
    agent = server.login("demo_colleague", "backoffice_agent", "backoffice_everywhere")
    other = _workstation(config.parent.parent / "other", config, str(server.address(database, agent)))
    refused = call(capsys, "--config", other, "--json", "cases", "show", number)
    assert refused.code != 0
    fingerprint = re.search(r"sha256-[0-9a-f]{64}", refused.err + refused.out)
    assert fingerprint is not None, refused.err
    _admitted(config, agent, fingerprint.group())
    shown = call(capsys, "--config", other, "--json", "cases", "show", number)
    assert shown.code == 0, shown.err
    assert shown.objects[-1]["state"] == "closed"
    assert call(capsys, "--config", other, "cases", "take", another).code == 0
    timeline = call(capsys, "--config", config, "--json", "cases", "show", another).objects[-1]["timeline"]
    assert timeline[-1]["who"] == agent
    for words in (("store", "rekey"), ("store", "epoch"), ("backup", "--to", str(other.parent))):
        assert call(capsys, "--config", other, *words).code == 2
