"""`backoffice team`, as an administrator says it to a real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from backoffice_gui.actions import team as acts
from backoffice_gui.cli.teaming import wanted
from backoffice_gui.domain.authority import ROWS, TeamRole
from backoffice_gui.domain.team import Wanted
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.team.backing import TeamBacking
from tests.support.console import Said, call
from tests.support.postgres import Server
from tests.support.stores import MOMENT
from tests.support.team_store import PEOPLE, TeamStore, populated

Asked = Callable[..., Said]
_ADMIN = PEOPLE[TeamRole.ADMINISTRATOR]


@pytest.fixture(scope="module")
def team(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TeamStore]:
    """A populated store of this module's own: what is changed stays changed."""
    made = populated(server, tmp_path_factory.mktemp("team"))
    server.admin.execute(f"ALTER ROLE {_ADMIN} CREATEROLE")
    yield made
    server.admin.execute(f"ALTER ROLE {_ADMIN} NOCREATEROLE")
    server.admin.execute("DROP ROLE IF EXISTS new_demo")


@pytest.fixture
def say(team: TeamStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Asked:
    """The console, as the administrator's login."""

    def asked(*words: str, user: str = _ADMIN) -> Said:
        config = tmp_path / "config.toml"
        config.write_text(f'[store]\nserver = "{team.server.address(team.name, user)}"\n', "utf-8")
        return call(capsys, "team", *words, "--config", config)

    return asked


def test_a_member_comes_changes_and_goes(say: Asked, team: TeamStore) -> None:
    """Each step is the server's as well, and a line of the journal."""
    assert say("add", "new_demo", "--role", "agent").code == 0
    (shown,) = [each for each in say("list", "--json").objects if each["agent"] == "new_demo"]
    assert (shown["roles"], shown["services"], shown["enabled"]) == (["agent"], None, True)
    changed = say("change", "new_demo", "--role", "agent", "--role", "auditor", "--service", "courrier", "--json")
    assert changed.objects[0]["services"] == ["courrier"]
    assert changed.objects[0]["roles"] == ["agent", "auditor"]
    assert "USE-001 member-collector" in say("change", "new_demo", "--role", "agent", "--role", "collector").err
    kept = say("change", "new_demo", "--service", "état civil", "--json").objects[0]
    assert (kept["roles"], kept["services"]) == (["agent", "auditor"], ["état civil"])
    kept = say("change", "new_demo", "--role", "agent", "--json").objects[0]
    assert (kept["roles"], kept["services"]) == (["agent"], ["état civil"])
    assert say("change", "new_demo", "--all-services", "--json").objects[0]["services"] is None
    assert "USE-001 member-roles" in say("change", "new_demo").err
    assert "USE-001 member-there" in say("enable", "new_demo", "--role", "lead").err
    assert say("disable", "new_demo").code == 0
    assert say("change", "new_demo", "--role", "agent").code != 0
    assert say("enable", "new_demo", "--role", "auditor", "--json").objects[0]["roles"] == ["auditor"]
    query = "SELECT verb, agent FROM casebook.audit WHERE event LIKE '%new_demo%' ORDER BY n"
    verbs = team.server.do(team.name, query)
    done = ("member_added", *["member_changed"] * 4, "member_disabled", "member_enabled")
    assert verbs == [(verb, _ADMIN) for verb in done]


def test_what_one_administrator_took_away_does_not_come_back_by_another(team: TeamStore, tmp_path: Path) -> None:
    """A lead no more, for cause; who looked before that gives another service alone, or is told to look again."""
    team.server.login("seen_demo", "backoffice_agent", "backoffice_lead")
    address = team.server.address(team.name, _ADMIN)
    agent, both = frozenset({TeamRole.AGENT}), frozenset({TeamRole.AGENT, TeamRole.LEAD})
    with closing(Database(TeamBacking(address, "casebook", tmp_path))) as database:
        seen = acts.member_of(database, "seen_demo").rights
        assert seen == Wanted(both, None)
        acts.change_member(database, "seen_demo", Wanted(agent), seen, MOMENT)
        with pytest.raises(UsageError, match="member-changed"):
            acts.change_member(database, "seen_demo", Wanted(both | {TeamRole.DPO}), seen, MOMENT)
        acts.change_member(database, "seen_demo", Wanted(both, ("courrier",)), seen, MOMENT)
        now = acts.member_of(database, "seen_demo").rights
    assert now == Wanted(agent, ("courrier",))
    team.server.admin.execute("DROP ROLE seen_demo")


def test_who_may_not_make_roles_is_told_the_words(say: Asked, team: TeamStore) -> None:
    """Nothing was done: the server's people run them, or nobody does."""
    team.server.admin.execute(f"ALTER ROLE {_ADMIN} NOCREATEROLE")
    said = say("add", "other_demo", "--role", "lead")
    team.server.admin.execute(f"ALTER ROLE {_ADMIN} CREATEROLE")
    assert said.code != 0
    assert 'CREATE ROLE "other_demo" LOGIN; GRANT backoffice_lead TO "other_demo";' in said.err
    assert "other_demo" not in say("list").out


def test_a_password_is_asked_for_and_kept_as_its_verifier(
    say: Asked, team: TeamStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It never stands in a command, and the server hears no password."""
    monkeypatch.setattr("backoffice_gui.cli.asking.secret", lambda _prompt: "EXEMPLE-demo-42")
    assert say("add", "word_demo", "--password").code == 0
    kept = team.server.do("postgres", "SELECT rolpassword FROM pg_authid WHERE rolname = 'word_demo'")
    assert str(kept[0][0]).startswith("SCRAM-SHA-256$")
    monkeypatch.setattr("backoffice_gui.cli.asking.secret", lambda _prompt: "court")
    assert "USE-001 member-password" in say("add", "short_demo", "--password").err
    team.server.admin.execute("DROP ROLE word_demo")


def test_services_are_added_and_kinds_go_to_them(say: Asked) -> None:
    """A kind goes to one service or to none."""
    assert say("service", "add", "  Guichet   exemple ").code == 0
    assert "USE-001 service-there" in say("service", "add", "Guichet exemple").err
    assert "« changement de coordonnées » ira à" in say("service", "route", "contact_change", "Guichet exemple").words
    assert "reçoit : changement de coordonnées" in say("service", "list").words
    (shown,) = [each for each in say("service", "list", "--json").objects if each["name"] == "Guichet exemple"]
    assert shown["kinds"] == ["contact_change"]
    assert say("service", "route", "contact_change").code == 0
    assert "reçoit : – " in say("service", "list").words
    assert "USE-001 service-unknown" in say("service", "route", "unread", "nulle part").err
    assert "USE-001 kind-unknown" in say("service", "route", "demande", "courrier").err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "Grand", "--role", "agent"), "member-name"),
        (("add", "demo_lead", "--role", "agent"), "member-there"),
        (("change", "nobody_demo", "--role", "agent"), "member-unknown"),
        (("enable", "nobody_demo", "--role", "agent"), "member-unknown"),
        (("change", _ADMIN, "--role", "lead"), "member-oneself"),
        (("disable", _ADMIN), "member-oneself"),
        (("add", "third_demo", "--role", "chef"), "role-unknown"),
        (("add", "third_demo", "--service", "nulle part"), "service-unknown"),
        (("service", "add", " "), "service-name"),
    ],
)
def test_what_can_t_be_is_said_by_name(say: Asked, words: tuple[str, ...], code: str) -> None:
    """Nothing is changed."""
    assert f"USE-001 {code}" in say(*words).err


def test_an_agent_changes_nobody(say: Asked) -> None:
    """The server refuses it, whatever the program would have done."""
    said = say("service", "add", "à moi", user=PEOPLE[TeamRole.AGENT])
    assert "STO-001 not-permitted" in said.err


def test_the_matrix_is_printed_without_a_server(say: Asked) -> None:
    """Every action and row, for every role: what is enforced is what stands there."""
    lines = say("matrix", "--json").objects
    assert len(lines) == sum(len(rows) for rows in ROWS.values())
    (own, other) = [each for each in lines if each["action"] == "answer"]
    assert (own["agent"], other["agent"], other["lead"], own["auditor"]) == (True, False, True, False)
    shown = say("matrix").words
    assert "confier à un autre service" in shown
    assert "responsable" in shown.splitlines()[0]


def test_nobody_is_an_agent_who_sees_all_unless_it_is_said() -> None:
    """Services narrow it."""
    assert wanted(None, None) == Wanted(frozenset({TeamRole.AGENT}), None)
    assert wanted(["lead"], ["courrier"]) == Wanted(frozenset({TeamRole.LEAD}), ("courrier",))
    with pytest.raises(UsageError):
        wanted(["chef"], None)
