"""What a curious insider tries, who has a login of his own and says whatever he likes to the server."""

from __future__ import annotations

import pytest
from psycopg import errors

from tests.support.team_store import ALL, Raw, TeamStore, ask, refused

_AT = "'2026-01-05T08:00:00.000000Z'"
_SEEN = (
    "cases", "case_form", "certificate", "change", "case_event", "note", "proposal", "hold", "person", "identity",
    "contact", "match_key", "case_fact", "tally",
)  # fmt: skip


# --- another service ---


@pytest.mark.parametrize("table", _SEEN)
def test_nothing_of_another_service_is_counted(agent: Raw, table: str) -> None:
    """Whichever way it is asked: one row of each is his, and the other is not there."""
    (count,) = ask(agent, f"SELECT count(*) FROM casebook.{table}")[0]
    assert count == 1, table
    assert not [row for row in ask(agent, f"SELECT * FROM casebook.{table}") if "EXEMPLE 2" in map(str, row)]


def test_nothing_of_another_service_is_found_by_its_words(agent: Raw, logins: dict[str, Raw]) -> None:
    """Nor that there is anything: a word of the other case has no hit; the table of words itself can't be read."""
    found = "SELECT casebook.case_found(ARRAY['{}'::tsquery], 0, 10, 5, NULL, NULL, NULL)"
    assert ask(agent, found.format("exemple")) == [(1,)]
    assert ask(agent, found.format("mot2")) == []
    assert ask(logins[ALL], found.format("mot2")) == [(2,)]
    refused(agent, "SELECT words FROM casebook.case_search")
    assert ask(agent, 'SELECT "case" FROM casebook.case_search') == [(1,)]


def test_what_came_in_for_another_service_stays_sealed(agent: Raw, logins: dict[str, Raw]) -> None:
    """An agent has the inbox's key: the pieces of a case that he can't see are no rows for him."""
    assert ask(agent, "SELECT attempt FROM inbox.chunk") == [(1,)]
    assert len(ask(logins[ALL], "SELECT attempt FROM inbox.chunk")) == 5


@pytest.mark.parametrize(
    "words",
    [
        "SELECT 1 FROM casebook.cases WHERE 1 / (CASE applicant WHEN 'EXEMPLE 2' THEN 0 ELSE 1 END) = 0",
        "SELECT 1 FROM casebook.note WHERE 1 / (CASE text WHEN 'EXEMPLE 2' THEN 0 ELSE 1 END) = 0",
        "SELECT 1 FROM casebook.person WHERE 1 / (CASE applicant WHEN 'EXEMPLE 2' THEN 0 ELSE 1 END) = 0",
        "SELECT 1 FROM casebook.tally WHERE 1 / (2 - service) = 9",
    ],
)
def test_an_error_says_nothing_of_rows_that_are_not_his(agent: Raw, words: str) -> None:
    """A condition that would fail on a hidden row never meets one."""
    ask(agent, words)


def test_a_failing_cast_names_his_own_row_alone(agent: Raw) -> None:
    """The message of an error holds what it failed on."""
    with pytest.raises(errors.InvalidTextRepresentation) as failed:
        ask(agent, "SELECT 1 FROM casebook.cases WHERE applicant::int = 1")
    assert "EXEMPLE 1" in str(failed.value)


def test_statistics_are_not_shown(agent: Raw, team: TeamStore) -> None:
    """Common values of a column are words of rows."""
    team.server.do(team.name, "ANALYZE casebook.cases")
    assert ask(agent, "SELECT most_common_vals FROM pg_stats WHERE tablename = 'cases'") == []


def test_a_case_of_ones_own_is_no_window_on_others(agent: Raw) -> None:
    """Hung on another's person or submission it would show both."""
    refused(agent, 'UPDATE casebook.cases SET person = 2 WHERE "case" = 1')
    refused(agent, 'UPDATE casebook.cases SET inbox_row = 2 WHERE "case" = 1')
    refused(agent, 'UPDATE casebook.cases SET service = 2 WHERE "case" = 1')
    refused(
        agent,
        f"INSERT INTO casebook.cases VALUES (90, 'x', 1, 'unread', '', 'post', 'new', 0, '', 2, '', '', '', {_AT})",
    )


def test_who_is_in_no_service_sees_nothing(team: TeamStore) -> None:
    """An agent who was added and put nowhere."""
    user = team.server.login("demo_nowhere", "backoffice_agent")
    with team.server.connect(team.name, user) as raw:
        assert ask(raw, "SELECT count(*) FROM casebook.cases") == [(0,)]


@pytest.mark.parametrize("table", ["purge", "purge_item", "tombstone"])
def test_what_was_purged_of_another_service_is_not_there(agent: Raw, logins: dict[str, Raw], table: str) -> None:
    """What two agreed to about a case of the other service; who sees all sees it."""
    lead = logins["demo_lead"]
    ask(lead, f"INSERT INTO casebook.tombstone (purge, category, \"case\", mark, at) VALUES (2, 'case', 7, 'm', {_AT})")
    lead.commit()
    assert ask(agent, f"SELECT count(*) FROM casebook.{table}") == [(0,)]
    assert ask(lead, f"SELECT count(*) > 0 FROM casebook.{table}") == [(True,)]
    lead.rollback()


def test_where_colleagues_work_is_not_told(agent: Raw, logins: dict[str, Raw]) -> None:
    """An agent knows his own services; who admits and who adds members know everybody's."""
    admin = logins["demo_admin"]
    try:
        ask(admin, "INSERT INTO casebook.agent_service (agent, service) VALUES ('demo_new', 2)")
        admin.commit()
        assert ask(agent, "SELECT agent FROM casebook.agent_service") == [("demo_agent",)]
        for user in ("demo_admin", "demo_lead", "demo_auditor"):
            assert len(ask(logins[user], "SELECT agent FROM casebook.agent_service")) == 2
    finally:
        ask(admin, "DELETE FROM casebook.agent_service WHERE agent = 'demo_new'")
        admin.commit()
        for user in ("demo_lead", "demo_auditor"):
            logins[user].rollback()


def test_what_a_lock_left_is_its_own_agents(agent: Raw, logins: dict[str, Raw]) -> None:
    """A colleague neither reads nor removes it, nor lays anything by in his name."""
    lead = logins["demo_lead"]
    generation = "(SELECT min(generation) FROM inbox.inbox_key)"
    ask(lead, f"INSERT INTO inbox.last_words (generation, sealed) VALUES ({generation}, '\\x01')")
    lead.commit()
    try:
        assert ask(agent, "SELECT count(*) FROM inbox.last_words") == [(0,)]
        ask(agent, "DELETE FROM inbox.last_words")
        agent.commit()
        named = f"INSERT INTO inbox.last_words (generation, sealed, agent) VALUES ({generation}, '\\x02', 'demo_lead')"
        ask(agent, named)
        assert ask(agent, "SELECT agent FROM inbox.last_words") == [("demo_agent",)]
        agent.rollback()
        assert ask(lead, "SELECT agent, sealed FROM inbox.last_words") == [("demo_lead", b"\x01")]
    finally:
        lead.rollback()
        ask(lead, "DELETE FROM inbox.last_words")
        lead.commit()


# --- who one is ---


@pytest.mark.parametrize(
    "words",
    [
        "SET ROLE backoffice_lead",
        "SET ROLE backoffice",
        "SET ROLE demo_lead",
        "SET SESSION AUTHORIZATION demo_lead",
        "SET session_replication_role = replica",
        "CREATE ROLE mine",
        "GRANT backoffice_lead TO demo_agent",
        "ALTER TABLE casebook.cases DISABLE ROW LEVEL SECURITY",
        "DROP POLICY of_service_read ON casebook.cases",
        "ALTER FUNCTION casebook.my_services() OWNER TO demo_agent",
        "COPY casebook.cases TO PROGRAM 'cat'",
        "INSERT INTO casebook.agent_service VALUES ('demo_agent', 2)",
        "SELECT casebook.admit('demo_agent', 'x', '', '')",
    ],
)
def test_nobody_becomes_somebody_else(agent: Raw, words: str) -> None:
    """Not by a role, not by a setting, not by the tables that say who is where."""
    refused(agent, words)


def test_a_group_is_nobody_and_a_variable_says_nothing(agent: Raw) -> None:
    """What the session says of itself is asked by no policy; a group's name leads to the services of the login."""
    for words in (
        "SET ROLE backoffice_agent",
        "SET application_name = 'demo_lead'",
        "SET backoffice.agent = 'demo_lead'",
    ):
        ask(agent, words)
        assert ask(agent, "SELECT count(*) FROM casebook.cases") == [(1,)]
        ask(agent, "RESET ROLE")


def test_row_security_is_not_switched_off(agent: Raw) -> None:
    """The setting makes a query fail, where rows would be kept back."""
    ask(agent, "SET LOCAL row_security = off")
    refused(agent, "SELECT 1 FROM casebook.cases")


# --- things of one's own ---


@pytest.mark.parametrize(
    "words",
    [
        "CREATE TABLE public.audit (n INT)",
        "CREATE TABLE casebook.mine (n INT)",
        "CREATE TEMPORARY TABLE audit (n INT)",
        "CREATE FUNCTION pg_temp.sha256(BYTEA) RETURNS BYTEA LANGUAGE sql AS 'SELECT $1'",
        "CREATE SCHEMA mine",
    ],
)
def test_nobody_makes_anything_here(agent: Raw, words: str) -> None:
    """What could stand in the way of a function of the owner's can't be made."""
    refused(agent, words)


def test_what_stands_in_the_way_is_walked_past(team: TeamStore) -> None:
    """Where somebody lets everybody make temporary things: the owner's functions find their own."""
    team.server.do(team.name, f"GRANT TEMPORARY ON DATABASE {team.name} TO demo_agent")
    try:
        with team.server.connect(team.name, "demo_agent") as raw:
            ask(raw, "CREATE TEMPORARY TABLE audit (n BIGINT, event TEXT, hash BYTEA)")
            ask(raw, "CREATE TEMPORARY TABLE agent_service (agent TEXT, service BIGINT)")
            ask(raw, "INSERT INTO pg_temp.agent_service VALUES ('demo_agent', 2)")
            ask(raw, "CREATE FUNCTION pg_temp.sha256(BYTEA) RETURNS BYTEA LANGUAGE sql AS 'SELECT $1'")
            ask(raw, "SET search_path = pg_temp, pg_catalog, casebook")
            assert ask(raw, "SELECT casebook.my_services()") == [([1],)]
            assert ask(raw, "SELECT count(*) FROM casebook.cases") == [(1,)]
            line = _EVENT.format("demo_agent")
            ask(raw, _APPEND.format(1, line, f"pg_catalog.{_HASH.format(line)}"))
            assert ask(raw, "SELECT count(*) FROM pg_temp.audit") == [(0,)]
            raw.rollback()
    finally:
        team.server.do(team.name, f"REVOKE TEMPORARY ON DATABASE {team.name} FROM demo_agent")


# --- the journal, and names ---

_APPEND = "SELECT casebook.audit_append(h.n + {}, ARRAY['{}'], ARRAY[{}]) FROM casebook.audit_head() h"
_HASH = "sha256(h.hash || convert_to('{}', 'UTF8'))"
_EVENT = '{{"at":"2026-11-27T10:00:00.000000+00:00","details":{{"agent":"{}"}},"object":"x","role":"desk","verb":"exported"}}'


def test_a_line_is_added_under_ones_own_name_alone(agent: Raw) -> None:
    """Dense, hashed as the chain has it, by whoever asks: the rest is refused."""
    mine, others = _EVENT.format("demo_agent"), _EVENT.format("demo_lead")
    ask(agent, _APPEND.format(1, mine, _HASH.format(mine)))
    both = mine.replace('"}', '","agent":"demo_lead"}', 1)
    for anothers in (others, both):
        refused(agent, _APPEND.format(1, anothers, _HASH.format(anothers)))
    refused(agent, _APPEND.format(2, mine, _HASH.format(mine)))
    refused(agent, _APPEND.format(0, mine, _HASH.format(mine)))
    refused(agent, _APPEND.format(1, mine, _HASH.format("else")))
    refused(agent, _APPEND.format(1, mine, "NULL::BYTEA"))


@pytest.mark.parametrize(
    "user", ["demo_agent", "demo_lead", "demo_dpo", "demo_auditor", "demo_admin", "demo_collector"]
)
def test_no_line_is_changed(logins: dict[str, Raw], user: str) -> None:
    """By nobody, in neither chain; nor is one taken away, but by purging what is old."""
    for schema in ("casebook", "inbox"):
        refused(logins[user], f"UPDATE {schema}.audit SET event = '{{}}'")
        refused(logins[user], f"DELETE FROM {schema}.audit WHERE n = 1")
        refused(logins[user], f"INSERT INTO {schema}.audit (n, event, hash) VALUES (90, '', '')")
        refused(logins[user], f"TRUNCATE {schema}.audit")


def test_an_agent_reads_his_own_lines_and_no_others(agent: Raw, logins: dict[str, Raw]) -> None:
    """Who looked at what is for the auditor and the data protection officer."""
    line = _EVENT.format("demo_agent")
    ask(agent, _APPEND.format(1, line, _HASH.format(line)))
    assert {name for (name,) in ask(agent, "SELECT agent FROM casebook.audit")} == {"demo_agent"}
    assert len(ask(logins["demo_auditor"], "SELECT 1 FROM casebook.audit")) >= 1


def test_the_head_is_the_same_for_everybody(agent: Raw, logins: dict[str, Raw]) -> None:
    """What is anchored outside is the whole chain's, whatever one may read of it."""
    assert ask(agent, "SELECT * FROM casebook.audit_head()") == ask(
        logins["demo_dpo"], "SELECT n, hash FROM casebook.audit ORDER BY n DESC LIMIT 1"
    )


def test_what_is_young_is_not_purged(logins: dict[str, Raw]) -> None:
    """Not by the data protection officer either."""
    dpo, line = logins["demo_dpo"], _EVENT.format("demo_dpo")
    ask(dpo, _APPEND.format(1, line, _HASH.format(line)))
    refused(
        dpo,
        "INSERT INTO casebook.audit_boundary (upto, hash, at) "
        f"SELECT n, hash, {_AT} FROM casebook.audit ORDER BY n DESC LIMIT 1",
    )


@pytest.mark.parametrize(
    ("user", "words"),
    [
        (
            "demo_agent",
            f"INSERT INTO casebook.note (note, \"case\", at, agent, text) VALUES (90, 1, {_AT}, 'demo_lead', 'x')",
        ),
        (
            "demo_agent",
            (
                'INSERT INTO casebook.case_event (event, "case", at, who, name, version) '
                f"VALUES (90, 1, {_AT}, 'demo_lead', 'x', 2)"
            ),
        ),
        (
            "demo_agent",
            (
                'INSERT INTO casebook.draft ("case", agent, what, text, saved_at) '
                f"VALUES (1, 'demo_lead', 'x', 'x', {_AT})"
            ),
        ),
        (
            "demo_dpo",
            (
                "INSERT INTO casebook.purge (requested_at, requester, digest, items, rules) "
                f"VALUES ({_AT}, 'demo_lead', 'd', 1, '')"
            ),
        ),
        ("demo_dpo", f"UPDATE casebook.purge SET approver = 'demo_lead', approved_at = {_AT} WHERE purge = 1"),
        ("demo_lead", f"UPDATE casebook.hold SET ended_at = {_AT}, ended_by = 'demo_dpo' WHERE \"case\" = 1"),
        ("demo_lead", 'DELETE FROM casebook.note WHERE "case" = 1'),
        ("demo_lead", 'DELETE FROM casebook.case_event WHERE "case" = 1'),
        ("demo_lead", 'DELETE FROM casebook.cases WHERE "case" = 1'),
        ("demo_lead", "UPDATE casebook.saved_view SET owner = 'demo_agent' WHERE owner = ''"),
    ],
)
def test_nobody_signs_for_another_and_nothing_goes_by_itself(logins: dict[str, Raw], user: str, words: str) -> None:
    """Two people are two logins; what was done stays, until a purge."""
    refused(logins[user], words)


def test_one_person_is_not_two(logins: dict[str, Raw]) -> None:
    """Who asked for a purge does not agree to it."""
    dpo = logins["demo_dpo"]
    ask(
        dpo,
        "INSERT INTO casebook.purge (purge, requested_at, requester, digest, items, rules) "
        f"VALUES (90, {_AT}, 'demo_dpo', 'd', 1, '')",
    )
    refused(dpo, f"UPDATE casebook.purge SET approver = 'demo_dpo', approved_at = {_AT} WHERE purge = 90")


@pytest.mark.parametrize(
    "words",
    [
        f"UPDATE casebook.purge SET approver = '', approved_at = {_AT} WHERE purge = 1",
        (f"INSERT INTO casebook.purge (requested_at, requester, digest, items, rules) VALUES ({_AT}, '', 'd', 1, '')"),
        f"INSERT INTO casebook.note (note, \"case\", at, agent, text) VALUES (90, 1, {_AT}, '', 'x')",
        f"UPDATE casebook.hold SET ended_at = {_AT}, ended_by = '' WHERE \"case\" = 1",
    ],
)
def test_nobody_is_no_second_person(logins: dict[str, Raw], words: str) -> None:
    """What no name stands under was done by nobody: neither asked for nor agreed to, written nor ended."""
    refused(logins["demo_lead"], words)


def test_a_line_that_says_it_is_old_takes_no_young_one_with_it(logins: dict[str, Raw]) -> None:
    """Every line that would go is judged, not the last of them by what it says of itself."""
    dpo = logins["demo_dpo"]
    for at in ("2026-11-27", "2020-01-01"):
        line = _EVENT.format("demo_dpo").replace("2026-11-27", at)
        ask(dpo, _APPEND.format(1, line, _HASH.format(line)))
    refused(
        dpo,
        "INSERT INTO casebook.audit_boundary (upto, hash, at) "
        f"SELECT n, hash, {_AT} FROM casebook.audit ORDER BY n DESC LIMIT 1",
    )


# --- keys ---


def test_a_key_that_is_sealed_to_another_is_not_read(agent: Raw, logins: dict[str, Raw]) -> None:
    """Not by an agent, not by who admits: sealed octets are the reader's own, by a function."""
    assert ask(agent, "SELECT fingerprint FROM casebook.agent_key") == []
    for user in ("demo_agent", "demo_lead", "demo_admin", "demo_dpo"):
        refused(logins[user], "SELECT sealed FROM casebook.agent_key")
    assert ask(logins["demo_lead"], "SELECT casebook.my_sealed()") == [(b"\x02",)]
    logins["demo_lead"].rollback()


def test_nobody_admits_himself_or_another_key(logins: dict[str, Raw]) -> None:
    """Two people compare a fingerprint; one that changed meanwhile admits nobody."""
    lead = logins["demo_lead"]
    refused(lead, f"SELECT casebook.admit('demo_lead', 'sha256-1', '\\x09', {_AT})")
    assert ask(lead, f"SELECT casebook.admit('demo_new', 'sha256-other', '\\x09', {_AT})") == [(False,)]
    lead.rollback()
    refused(logins["demo_agent"], f"SELECT casebook.end_access('demo_lead', {_AT})")
    refused(lead, "SELECT casebook.seal_anew('demo_lead', '\\x09')")


# --- the collector ---


@pytest.mark.parametrize(
    "words",
    [
        "SELECT inbox.forget_attempt(1)",
        "SELECT inbox.forget_attempt(5)",
        "SELECT inbox.forget_attempt(3)",
        "SELECT inbox.destroy_key(1)",
        "DELETE FROM inbox.attempt WHERE attempt = 4",
        "DELETE FROM inbox.chunk WHERE attempt = 4",
        "UPDATE inbox.attempt SET wrapped_key = '\\x0000' WHERE attempt = 1",
        "UPDATE inbox.attempt SET verified_at = NULL WHERE attempt = 1",
        "UPDATE inbox.submission SET digest = 'x'",
        "DELETE FROM inbox.submission",
        "TRUNCATE inbox.chunk CASCADE",
        "SELECT 1 FROM casebook.cases",
        "SELECT casebook.my_services()",
        "SELECT 1 FROM casebook.private_key",
        "UPDATE inbox.incident SET closed_at = ''",
    ],
)
def test_a_collector_takes_nothing_away(logins: dict[str, Raw], words: str) -> None:
    """The verified copy stays, the only one stays, its key stays, and of the casebook there is nothing."""
    refused(logins["demo_collector"], words)


def test_a_collector_lets_an_older_attempt_go(logins: dict[str, Raw]) -> None:
    """Beside a verified one, whose own stay: the chunks, then the attempt."""
    raw = logins["demo_collector"]
    ask(raw, "SELECT inbox.forget_chunks(ARRAY(SELECT n_chunk FROM inbox.chunk WHERE attempt = 5))")
    assert ask(raw, "SELECT count(*) FROM inbox.chunk WHERE attempt = 5") == [(1,)]
    ask(raw, "SELECT inbox.forget_chunks(ARRAY(SELECT n_chunk FROM inbox.chunk WHERE attempt = 4))")
    ask(raw, "SELECT inbox.forget_attempt(4)")
    assert ask(raw, "SELECT attempt FROM inbox.attempt WHERE row = 4") == [(5,)]
    raw.rollback()
