"""What is done to a case and to a person stands beside it, by the name of who did it: an insider tries without.

Beside `test_team_insider`, on the same store.
"""

from __future__ import annotations

import contextlib
import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from psycopg import errors

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.join_persons import link_person
from backoffice_gui.audit import AuditEvent, Role, Verb, canonical, link
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.case_acts import CaseKey
from backoffice_gui.domain.cases import Duty
from backoffice_gui.storage.casebook import persons
from backoffice_gui.storage.team.casebook import open_casebook
from tests.support.team_store import ALL, KEY, Raw, TeamStore, ask, refused

_AT = "'2026-01-05T08:00:00.000000Z'"
_APPEND = "SELECT casebook.audit_append(h.n + {}, ARRAY['{}'], ARRAY[{}]) FROM casebook.audit_head() h"
_HASH = "sha256(h.hash || convert_to('{}', 'UTF8'))"


_LINE = '{{"at":"{}","details":{},"object":"x","role":"{}","verb":"{}"}}'
_AT_THEN = "2020-01-05T08:00:00.000000+00:00"


def test_whom_a_colleague_elsewhere_has_joined_nobody_parts_unseen(team: TeamStore, agent: Raw, tmp_path: Path) -> None:
    """By his own words, or by the program's: it is said that another service is concerned, and not who."""
    part, join = (f"UPDATE casebook.person SET joined_to = {to} WHERE person = 1" for to in ("NULL", "2"))
    circle = "SELECT casebook.circle_hidden(ARRAY[{}])"
    refused(agent, join)
    assert ask(agent, circle.format(1)) == [(False,)]
    assert [ask(agent, circle.format(other)) for other in (2, 999)] == [[(True,)], [(True,)]]
    team.server.do(team.name, join)
    try:
        refused(agent, part)
        assert ask(agent, circle.format(1)) == [(True,)]
        agent.rollback()
        with contextlib.closing(open_casebook(team.server.address(team.name, "demo_agent"), tmp_path, KEY)) as casebook:
            said = link_person(
                Desk(casebook, {}, "demo_agent"), CaseKey(1, 1), 1, SystemClock(), duties=frozenset({Duty.AGENT})
            )
        assert [each.code for each in said.failed] == ["person-elsewhere"]
    finally:
        team.server.do(team.name, part)


_BARE = f"""
INSERT INTO casebook.person (person, made_at, joined_to) VALUES (3, {_AT}, {{0}}), (4, {_AT}, NULL);
INSERT INTO casebook.contact (contact, person, field, value, key, received_at, entered_by, replaces)
  VALUES (3, 3, 'phone', 'EXEMPLE 3', 'k3', {_AT}, 'demo_lead', {{0}});
"""
_GONE = "DELETE FROM casebook.contact WHERE contact = 3; DELETE FROM casebook.person WHERE person IN (3, 4)"


@pytest.mark.parametrize("joined", [1, 2])
def test_what_a_purge_left_of_somebody_is_seen_with_him(
    team: TeamStore, logins: dict[str, Raw], agent: Raw, tmp_path: Path, joined: int
) -> None:
    """A row without a case is of whoever it was joined to: his address is there for who sees him, and for nobody else."""
    mine = joined == 1
    team.server.do(team.name, _BARE.format(joined))
    try:
        for table in ("person", "contact"):
            seen = ask(agent, f"SELECT person FROM casebook.{table} ORDER BY person")
            assert seen == ([(1,), (3,)] if mine else [(1,)]), table
            assert len(ask(logins["demo_all"], f"SELECT 1 FROM casebook.{table} WHERE person = 3")) == 1
            logins["demo_all"].rollback()
        assert ask(agent, "SELECT casebook.circle_hidden(ARRAY[1]), casebook.circle_hidden(ARRAY[3])") == [
            (False, not mine)
        ]
        agent.rollback()
        with (
            contextlib.closing(open_casebook(team.server.address(team.name, "demo_agent"), tmp_path, KEY)) as casebook,
            casebook.reading() as connection,
        ):
            assert persons.contact_now(connection, 1)["phone"].value == ("EXEMPLE 3" if mine else "EXEMPLE")
        hang = 'UPDATE casebook.cases SET person = 3 WHERE "case" = 1'
        if mine:
            ask(agent, hang)
            agent.rollback()
        else:
            refused(agent, hang)
        refused(agent, hang.replace("3", "4"))
    finally:
        agent.rollback()
        team.server.do(team.name, _GONE)


_TOUCHED = (
    "UPDATE casebook.cases SET version = 2, state = 'closed' WHERE \"case\" = 1",
    "UPDATE casebook.cases SET due_on = '2030-01-01' WHERE \"case\" = 1",
    "UPDATE casebook.cases SET applicant = 'EXEMPLE 3' WHERE \"case\" = 1",
    "UPDATE casebook.certificate SET answer = 'issued' WHERE \"case\" = 1",
    "UPDATE casebook.change SET decision = 'accepted' WHERE \"case\" = 1",
    f'UPDATE casebook.proposal SET dismissed_at = {_AT} WHERE "case" = 1',
    f'UPDATE casebook.hold SET ended_at = {_AT}, ended_by = current_user WHERE "case" = 1',
)
_EVENT_OF = (
    'INSERT INTO casebook.case_event (event, "case", at, who, name, version) '
    f"VALUES (casebook.highest('case_event') + 1, {{}}, {_AT}, {{}}, 'x', 2)"
)


@pytest.mark.parametrize("words", _TOUCHED)
@pytest.mark.parametrize("user", ["demo_agent", "demo_lead"])
def test_no_case_changes_without_an_event_beside_it(logins: dict[str, Raw], user: str, words: str) -> None:
    """Of this very case, in the same transaction, by one's own name: else nothing is committed."""
    raw = logins[user]
    others = f"{words}; {_EVENT_OF.format(2, 'current_user')}"
    for alone in (words, others) if user == "demo_lead" else (words,):
        ask(raw, alone)
        refused(raw, "SET CONSTRAINTS ALL IMMEDIATE")
    for told in (f"{words}; {_EVENT_OF.format(1, 'current_user')}", f"{_EVENT_OF.format(1, 'current_user')}; {words}"):
        ask(raw, told)
        ask(raw, "SET CONSTRAINTS ALL IMMEDIATE")
        raw.rollback()


def test_no_case_goes_to_another_service_without_an_event_beside_it(logins: dict[str, Raw]) -> None:
    """Who sees it from then on is others."""
    lead = logins["demo_lead"]
    moved = 'UPDATE casebook.cases SET service = 2 WHERE "case" = 1'
    ask(lead, moved)
    refused(lead, "SET CONSTRAINTS ALL IMMEDIATE")
    ask(lead, f"{moved}; {_EVENT_OF.format(1, 'current_user')}; SET CONSTRAINTS ALL IMMEDIATE")
    lead.rollback()


def test_a_case_shows_what_it_came_of_and_nothing_else(logins: dict[str, Raw]) -> None:
    """Another row of the inbox is somebody else's: only where the very same submission lies now may be said."""
    everywhere = logins[ALL]
    told = _EVENT_OF.format(1, "current_user")
    for other in ("inbox_row = 2", "store_id = 'x'", "inbox_row = NULL"):
        refused(everywhere, f'{told}; UPDATE casebook.cases SET {other} WHERE "case" = 1')
    ask(logins["backoffice"], "UPDATE casebook.cases SET store_id = 'former', inbox_row = 3 WHERE \"case\" = 1")
    logins["backoffice"].commit()
    ask(everywhere, "UPDATE casebook.cases SET store_id = 'demo', inbox_row = 1 WHERE \"case\" = 1")
    everywhere.commit()


def test_what_is_known_of_a_person_is_written_by_who_takes_in_and_it_is_noted(
    agent: Raw, logins: dict[str, Raw]
) -> None:
    """A number that somebody else has would join the next form to this person; words that are gone find nobody."""
    known = "UPDATE casebook.person SET {} WHERE person = 1"
    for words in ("family_name = 'AUTRE'", "ofpra_key = 'K2', ofpra_number = 'K2'"):
        refused(agent, known.format(words))
    refused(agent, 'UPDATE casebook.cases SET reader = 9 WHERE "case" = 1')
    everywhere = logins[ALL]
    for raw in (agent, everywhere):
        refused(raw, "UPDATE casebook.case_search SET words = ''")
    ask(everywhere, known.format("used_name = 'AUTRE'"))
    ask(everywhere, known.format("compared = true"))
    ask(everywhere, 'DELETE FROM casebook.case_search WHERE "case" = 1')
    everywhere.commit()
    try:
        query = "SELECT login, what, subject FROM casebook.trace WHERE what IN ('person_declared', 'words_removed') ORDER BY n"
        assert ask(logins["demo_auditor"], query) == [(ALL, "person_declared", 1), (ALL, "words_removed", 1)]
    finally:
        logins["demo_auditor"].rollback()
        again = (
            "INSERT INTO casebook.case_search (\"case\", words) VALUES (1, array_to_tsvector(ARRAY['exemple', 'mot1']))"
        )
        ask(everywhere, f"{again}; {known.format('used_name = DEFAULT, compared = DEFAULT')}")
        everywhere.commit()


@pytest.mark.parametrize(
    "words",
    [
        _EVENT_OF.format(1, "'program'"),
        (
            "INSERT INTO casebook.contact (contact, person, field, value, key, received_at, entered_by) "
            f"VALUES (90, 1, 'phone', 'x', 'x', {_AT}, 'form')"
        ),
    ],
)
def test_who_takes_nothing_in_is_no_program_and_no_form(agent: Raw, logins: dict[str, Raw], words: str) -> None:
    """What was declared, and what was done by itself, is said by who sees all."""
    refused(agent, words)
    ask(logins["demo_all"], words)
    logins["demo_all"].rollback()


@pytest.mark.parametrize("name", ["held", "hold_released", "printed", "piece_refused", "piece_shown", "payload_purged"])
def test_who_treats_nothing_tells_what_he_does_and_no_more(logins: dict[str, Raw], name: str) -> None:
    """Who reads, holds and purges leaves its event beside it; that a case was treated he can't say."""
    dpo = logins["demo_dpo"]
    ask(dpo, _EVENT_OF.format(1, "current_user").replace("'x'", f"'{name}'"))
    dpo.rollback()
    refused(dpo, _EVENT_OF.format(1, "current_user").replace("'x'", "'take'"))


def _numbered_on(team: TeamStore) -> None:
    """The incident that is there was given its number by hand."""
    team.server.do(
        team.name,
        "SELECT setval(pg_get_serial_sequence('inbox.incident', 'number'), (SELECT max(number) FROM inbox.incident))",
    )


@pytest.mark.parametrize("user", ["demo_lead", "demo_all"])
def test_who_takes_in_says_what_came_back_or_cannot_be_read_and_no_other_incident(
    team: TeamStore, logins: dict[str, Raw], user: str
) -> None:
    """What happened while it was collected is a collector's to say; who does not take in says neither."""
    _numbered_on(team)
    opened = f"INSERT INTO inbox.incident (kind, opened_at, row, detail) VALUES ('{{}}', {_AT}, 1, 'demo')"
    for kind in ("offered_after_purge", "unreadable"):
        ask(logins[user], opened.format(kind))
        logins[user].rollback()
    for more, value in (("number", "90"), ("closed_at", _AT), ("reason", "'demo'"), ("closed_by", "'desk'")):
        words = opened.replace("(kind", f"({more}, kind").replace("('{}'", f"({value}, '{{}}'")
        refused(logins[user], words.format("unreadable"))
    refused(logins[user], opened.format("lost"))
    refused(logins["demo_dpo"], opened.format("offered_after_purge"))
    ask(logins["demo_collector"], opened.format("lost"))
    logins["demo_collector"].rollback()


def test_an_incident_begins_open_and_whose_login_opened_it_is_known(team: TeamStore, logins: dict[str, Raw]) -> None:
    """What closed when decides what may be purged: nobody begins with that, nor a collector."""
    _numbered_on(team)
    opened = f"INSERT INTO inbox.incident (kind, opened_at, row, detail) VALUES ('unreadable', {_AT}, 1, 'demo')"
    refused(logins["demo_collector"], opened.replace("(kind", "(closed_at, kind").replace("('un", f"({_AT}, 'un"))
    ask(logins["demo_all"], opened)
    logins["demo_all"].commit()
    query = "SELECT login FROM inbox.trace WHERE what = 'incident_opened'"
    assert ask(logins["demo_auditor"], query) == [("demo_all",)]
    logins["demo_auditor"].rollback()


@pytest.mark.parametrize("user", ["demo_lead", "demo_all"])
def test_who_takes_in_passes_nothing_by_that_is_not_there(logins: dict[str, Raw], user: str) -> None:
    """Beyond the inbox's last row nothing would ever become a case; nor is it looked through from the beginning again."""
    raw, mark = logins[user], "UPDATE casebook.intake_mark SET {} WHERE store_id = 'demo'"
    insert = "INSERT INTO casebook.intake_mark (store_id, row, waiting) VALUES ('demo', {}, '{}')"
    for row, waiting in ((5, "[]"), (2_000_000_000, "[]"), (-1, "[]"), (3, "[[1]]"), (3, "{}"), (3, "x"), (3, "[1e9]")):
        refused(raw, insert.format(row, waiting))
    for odd in ("row = 5", "row = 2", "waiting = '[[1]]'", "waiting = '[1.5]'", "store_id = 'x'"):
        ask(raw, insert.format(3, "[]"))
        refused(raw, mark.format(odd))
    ask(raw, insert.format(3, json.dumps([1, 2])))
    ask(raw, mark.format("row = 4, waiting = '[2]'"))
    ask(raw, mark.format("row = 4, waiting = '[]', reader = 9"))
    raw.commit()
    said = f"SELECT what FROM casebook.trace WHERE login = '{user}' AND what LIKE 'intake%' ORDER BY n"
    try:
        what = ["intake_begun", "intake_marked", "intake_waiting", "intake_waiting"]
        assert ask(logins["backoffice"], said) == [(each,) for each in what]
    finally:
        logins["backoffice"].rollback()
        ask(logins["backoffice"], "DELETE FROM casebook.intake_mark")
        ask(logins["backoffice"], "DELETE FROM casebook.trace WHERE what LIKE 'intake_%'")
        logins["backoffice"].commit()


@pytest.mark.parametrize("user", ["demo_agent", "demo_lead", "demo_auditor"])
def test_a_desk_ends_no_alarm_but_what_desks_raise(team: TeamStore, logins: dict[str, Raw], user: str) -> None:
    """What is wrong with collecting is a collector's to say, and to take back; who has ended one is known."""
    desk, collector = logins[user], logins["demo_collector"]
    raised = f"INSERT INTO inbox.alarm (kind, since, detail) VALUES ('{{}}', {_AT}, 'demo')"
    ended = f"UPDATE inbox.alarm SET ended_at = {_AT} WHERE kind = '{{}}' AND ended_at IS NULL"
    ask(collector, raised.format("disk_full"))
    collector.commit()
    try:
        refused(desk, raised.format("front_unreachable"))
        refused(desk, ended.format("disk_full"))
        refused(desk, "UPDATE inbox.alarm SET detail = 'x'")
        for kind in ("anchor", "intake", "backup"):
            ask(desk, raised.format(kind))
            ask(desk, ended.format(kind))
        desk.commit()
        ask(collector, ended.format("disk_full"))
        collector.commit()
        said = "SELECT t.login, a.kind FROM inbox.trace t JOIN inbox.alarm a ON a.n = t.subject WHERE t.what = 'alarm_ended'"
        assert set(ask(logins["demo_dpo"], said)) == {
            ("demo_collector", "disk_full"), (user, "anchor"), (user, "intake"), (user, "backup")
        }  # fmt: skip
    finally:
        logins["demo_dpo"].rollback()
        team.server.do(team.name, "DELETE FROM inbox.trace WHERE what = 'alarm_ended'")


def test_who_wrote_a_line_without_a_name_is_known(team: TeamStore, logins: dict[str, Raw]) -> None:
    """To who reads the journal: the login, and the server's time."""
    line = _LINE.format(_AT_THEN, "{}", "desk", "exported")
    for user in ("demo_agent", "demo_all"):
        ask(logins[user], _APPEND.format(1, line, _HASH.format(line)))
        logins[user].commit()
        refused(logins[user], "SELECT 1 FROM casebook.trace")
    query = (
        "SELECT t.login, now() - t.at < INTERVAL '1 hour' FROM casebook.trace t JOIN casebook.audit a "
        f"ON a.n BETWEEN t.subject AND t.upto WHERE t.what = 'journal' AND a.event = '{line}' ORDER BY t.n"
    )
    for user in ("demo_auditor", "demo_dpo"):
        assert ask(logins[user], query) == [("demo_agent", True), ("demo_all", True)]
        logins[user].rollback()


def _append(raw: Raw, *lines: str, schema: str = "casebook") -> None:
    """Add lines as the program does; what was added is taken back."""
    try:
        n, before = ask(raw, f"SELECT n, hash FROM {schema}.audit_head()")[0]
        assert isinstance(n, int)
        assert isinstance(before, bytes)
        hashes: list[bytes] = []
        for line in lines:
            hashes.append(link(hashes[-1] if hashes else before, line.encode()))
        raw.execute(f"SELECT {schema}.audit_append(%s, %s, %s)".encode(), (n + 1, list(lines), hashes))
    finally:
        raw.rollback()


def test_whatever_the_program_says_is_a_line(logins: dict[str, Raw]) -> None:
    """Each verb, in each role, about words of any alphabet, at any length that is asked for anywhere."""
    odd = 'É \\ " \t \u200f \U0001f600 \x7f {}[],:' + "😀" * 1_000
    details = (("agent", "demo_all"), ("empty", ""), ("odd", odd), (odd, -9), ("large", 2**64), ("true", True))
    when = datetime(2026, 1, 5, 8, tzinfo=timezone(timedelta(hours=5)))
    roles = [role for role in Role if role is not Role.COLLECTOR]
    for said in (details, ()):
        events = [AuditEvent(when, verb, role, odd, said) for verb in Verb for role in roles]
        _append(logins["demo_all"], *(canonical(event).decode("ascii") for event in events))


_ODD = (
    "{}",
    "[]",
    '"x"',
    _LINE.format(_AT_THEN, f'{{"a":{"[" * 1_500}{"]" * 1_500}}}', "desk", "settings_changed"),
    *(
        _LINE.format(_AT_THEN, details, "desk", "verified")
        for details in (
            '{"attempt":[]}', '{"attempt":{}}', '{"attempt":null}', '{"attempt":true}', '{"n":1e400000}', '{"n":1.5}',
            f'{{"n":{"9" * 40}}}', '{"n":01}', '{"a":1,}', '{ "a":1}', "[]", '{"a":"\\ud800"}', '{"a":"\\u0000"}',
            '{"a":"é"}', '{"a":"' + "x" * 65_536 + '"}', '{"a":1},"details":{"b":[]}', '{"a":"x\n"}',
        )
    ),
    *(
        _LINE.format(at, "{}", "desk", "exported")
        for at in (
            "2020-01-05T08:00:00.000000", "2020-01-05T08:00:00+00:00", "2020-01-05T08:00:00.000000+01:00",
            "2020-01-05T24:00:00.000000+00:00", "2020-13-05T08:00:00.000000+00:00", "0001-01-05T08:00:00.000000+00:00",
            "now", "-infinity",
        )
    ),
    _LINE.format(_AT_THEN, "{}", "desk", "exported").replace('"object":"x",', ""),
    _LINE.format(_AT_THEN, "{}", "desk", "exported").replace('"object":"x"', '"object":[]'),
    _LINE.format(_AT_THEN, "{}", "desk", "exported").replace("}", ',"what":1}'),
    _LINE.format(_AT_THEN, "{}", "desk", "exported") + " ",
)  # fmt: skip


@pytest.mark.parametrize("schema", ["casebook", "inbox"])
def test_what_is_no_line_is_refused(logins: dict[str, Raw], schema: str) -> None:
    """Every reader would have to make something of it, for as long as the journal is kept."""
    _append(logins["demo_all"], _LINE.format(_AT_THEN, "{}", "desk", "exported"), schema=schema)
    taken = []
    for line in _ODD:
        with contextlib.suppress(errors.CheckViolation, errors.DataError):
            _append(logins["demo_all"], line, schema=schema)
            taken.append(line[:200])
    assert taken == []
    _append(logins["backoffice"], *_ODD[:4], schema=schema)


def test_a_collectors_line_is_a_collectors(logins: dict[str, Raw]) -> None:
    """What it has verified, above all; a desk says alarms of its own, and what it can't read."""
    desk = logins["demo_all"]
    for verb in ("alarm_raised", "alarm_ended", "incident_opened"):
        _append(desk, _LINE.format(_AT_THEN, "{}", "collector", verb), schema="inbox")
    verified = _LINE.format(_AT_THEN, '{"attempt":1,"keys":"00"}', "collector", "verified")
    _append(logins["demo_collector"], verified, schema="inbox")
    for line in (verified, _LINE.format(_AT_THEN, "{}", "collector", "run_key_made")):
        with pytest.raises(errors.InsufficientPrivilege):
            _append(desk, line, schema="inbox")


_TOLD = _EVENT_OF.format(1, "current_user")


@pytest.mark.parametrize(
    "words",
    [
        *(
            f'UPDATE casebook.cases SET {each} WHERE "case" = 1'
            for each in (
                "kind = 'x'",
                "state = 'x'",
                "due_on = 'today'",
                "due_on = '2026-1-1'",
                "due_on = '0000-01-01'",
                "closed_at = 'now'",
                "closed_at = '2026-01-05T24:00:00.000000Z'",
                "receipt_done_at = '2026-02-30T08:00:00.000000Z'",
            )
        ),
        (
            'INSERT INTO casebook.cases ("case", number, kind, source, state, bucket, received_at) '
            f"VALUES (90, 'DL-2026-000090', 'contact_change', 'x', 'new', 0, {_AT})"
        ),
        (
            'INSERT INTO casebook.cases ("case", number, kind, source, state, bucket, received_at, receipt_due_on) '
            f"VALUES (90, 'DL-2026-000090', 'contact_change', 'post', 'new', 0, {_AT}, 'x')"
        ),
        *(
            'INSERT INTO casebook.hold ("case", agent, reason, until, made_at) '
            f"VALUES (1, current_user, 'EXEMPLE', '{until}', {at})"
            for until, at in (("x", _AT), ("2026-02-30", _AT), ("2030-01-01", "'x'"))
        ),
        (
            "INSERT INTO casebook.purge (requested_at, requester, digest, items, rules) "
            "VALUES ('', current_user, 'd', 1, '{}')"
        ),
    ],
)
def test_nobody_writes_what_no_list_of_a_colleague_can_show(logins: dict[str, Raw], words: str) -> None:
    """A word that no program knows, a day that is none: one such row, and a page of it comes up for nobody."""
    with pytest.raises((errors.CheckViolation, errors.DataError)):
        ask(logins["demo_lead"], f"{_TOLD}; {words}")
    logins["demo_lead"].rollback()


def test_the_heap_of_a_case_follows_its_state(agent: Raw) -> None:
    """What it is counted and kept by is nobody's to say."""
    ask(agent, 'UPDATE casebook.cases SET bucket = 2 WHERE "case" = 1')
    assert ask(agent, 'SELECT bucket FROM casebook.cases WHERE "case" = 1') == [(0,)]
    ask(agent, f"{_TOLD}; UPDATE casebook.cases SET state = 'closed' WHERE \"case\" = 1")
    assert ask(agent, 'SELECT bucket FROM casebook.cases WHERE "case" = 1') == [(2,)]
    assert ask(agent, "SELECT number FROM casebook.tally WHERE bucket = 2 AND state = 'closed'") == [(1,)]
