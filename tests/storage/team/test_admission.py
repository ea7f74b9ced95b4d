"""Who speaks to the server without our program comes to the team's key by no other way, and leaves the same lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

import pytest

from backoffice_gui.storage.team.admission import admission
from tests.support.postgres import Server
from tests.support.team_store import Raw, TeamStore, ask, logged_in, populated, refused

_AT = "'2026-01-05T08:00:00.000000Z'"
_RECOVER = f"SELECT casebook.recover_access('demo', '\\x09', '\\x08', '\\x07', '{{}}', {_AT})"


@pytest.fixture(scope="module")
def team(server: Server, tmp_path_factory: pytest.TempPathFactory) -> TeamStore:
    """A populated store; what a test does to it is rolled back."""
    made = populated(server, tmp_path_factory.mktemp("admission"))
    server.do(
        made.name,
        "INSERT INTO casebook.recovery_key (n, suite, public, sealed_master, made_at) VALUES "
        "(1, 'demo', '\\x0a', '\\x0b', ''), (2, 'demo', '\\x0d', '', ''), (3, 'demo', '\\x0e', '\\x0f', '')",
    )
    server.do(
        made.name,
        "INSERT INTO casebook.recovery_vouch (n, code, word) VALUES (1, '\\x0c', sha256('the word of EXEMPLE')), "
        "(2, '\\x0c', sha256('an older word')), (3, '\\x0c', NULL)",
    )
    return made


@pytest.fixture
def logins(team: TeamStore) -> Iterator[dict[str, Raw]]:
    """One connection for each of them, rolled back."""
    with logged_in(team) as found:
        yield found


def _lines(raw: Raw, least: int) -> list[dict[str, object]]:
    return [
        json.loads(str(event))
        for (event,) in ask(raw, f"SELECT event FROM casebook.audit WHERE n > {least} ORDER BY n")
    ]


def test_who_says_the_word_of_the_recovery_key_is_admitted(logins: dict[str, Raw]) -> None:
    """A lead and an administrator; a wrong word, none, that of a key that was dropped, or an agent: nobody."""
    for user in ("demo_lead", "demo_admin"):
        raw = logins[user]
        ask(raw, _RECOVER.format("the word of EXEMPLE"))
        assert ask(raw, "SELECT casebook.my_sealed()") == [(b"\x08",)]
        (line,) = _lines(raw, 1)
        fingerprint = "sha256-" + hashlib.sha256(b"demo\x00\x0a").hexdigest()
        said = {"agent": user, "how": "recovery", "recovery": fingerprint}
        assert {**said, "fingerprint": "sha256-" + hashlib.sha256(b"demo\x00\x09").hexdigest()} == line["details"]
        assert (line["verb"], line["role"], line["object"]) == ("recovered", "desk", "agent_key")
        raw.rollback()
        for word in ("EXEMPLE", "", "an older word"):
            refused(raw, _RECOVER.format(word))
        refused(raw, f"SELECT casebook.recover_access('demo', '\\x09', '\\x08', '\\x07', NULL, {_AT})")
    refused(logins["demo_agent"], _RECOVER.format("the word of EXEMPLE"))
    refused(logins["demo_collector"], _RECOVER.format("the word of EXEMPLE"))
    ask(logins["backoffice"], _RECOVER.format("whose word nobody knows"))


def test_nobody_ends_everybody_to_admit_himself(logins: dict[str, Raw]) -> None:
    """The last who is admitted stays; each that is ended has its line."""
    admin = logins["demo_admin"]
    assert ask(admin, f"SELECT casebook.end_access('demo_chief', {_AT})") == [(True,)]
    (line,) = ask(
        admin, "SELECT event::json ->> 'verb', event::json -> 'details' FROM casebook.audit ORDER BY n DESC LIMIT 1"
    )
    assert line == ("member_disabled", {"agent": "demo_admin", "member": "demo_chief"})
    refused(admin, f"SELECT casebook.end_access('demo_lead', {_AT})")


def test_what_is_sealed_anew_has_its_line_once(logins: dict[str, Raw]) -> None:
    """Secrets and members: one line for all of it, or the one that whoever did it has written himself."""
    admin = logins["demo_admin"]
    ask(admin, "UPDATE casebook.private_key SET seed = '\\x01'")
    for member in ("demo_lead", "demo_chief"):
        ask(admin, f"SELECT casebook.seal_anew('{member}', '\\x09')")
    verbs = [name for (name,) in ask(admin, "SELECT verb FROM casebook.audit WHERE n > 1 ORDER BY n")]
    assert verbs == ["team_key_renewed"]


def test_the_helpers_are_nobodys_to_call(logins: dict[str, Raw]) -> None:
    """A line of the journal is written by `audit_append`, which judges it, or by a function that means it."""
    for user in ("demo_lead", "demo_admin", "demo_dpo"):
        refused(logins[user], "SELECT casebook.journal_line('exported', '')")
        refused(logins[user], "SELECT casebook.told_before('exported', '')")
    assert len(admission(1, 2)) == 11
