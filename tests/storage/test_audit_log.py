"""The chain in a database: appended, read, verified to the first broken link."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text

from backoffice_gui.audit import FIRST, Anchor, AuditEvent, Role, Verb
from backoffice_gui.storage import audit_log as module
from backoffice_gui.storage.audit_log import UNREADABLE, AuditLog, VerifiedChain, line_of
from backoffice_gui.storage.inbox import schema
from tests.support.dialects import unguarded
from tests.support.stores import MOMENT, World

LOG = AuditLog(schema.audit)


@pytest.fixture
def world(disk_world: World) -> World:
    """On disk: what an intruder does there is said in SQLite's words."""
    return disk_world


@pytest.fixture
def tx(world: World) -> Iterator[Connection]:
    """A chain of eight lines, its guards off as an intruder would have them."""
    with world.inbox.transaction() as connection:
        for name in connection.scalars(text("SELECT name FROM sqlite_master WHERE name LIKE 'guard_audit%'")).all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        start, _hash = LOG.head(connection)
        LOG.append(connection, [event(n) for n in range(start + 1, 9)])
        yield connection


def event(n: int) -> AuditEvent:
    """The n-th event."""
    return AuditEvent(MOMENT, Verb.STORED, Role.COLLECTOR, f"submission:{n}", (("attempt", n), ("b", "c")))


def test_a_chain_begins_with_nothing(world: World) -> None:
    """Its head is what stands before the first line."""
    with world.inbox.transaction() as tx:
        tx.execute(text("DROP TRIGGER guard_audit_delete"))
        tx.execute(text("DELETE FROM audit"))
        assert LOG.head(tx) == (0, FIRST)
        assert LOG.verify(tx) == VerifiedChain(True, 0, None)
        LOG.append(tx, [])
        LOG.append(tx, [event(1)])
        assert LOG.head(tx)[0] == 1


def test_lines_are_read_as_they_were_written(tx: Connection) -> None:
    """In pages, with verb and role as words."""
    assert [line.n for line in LOG.read(tx)] == list(range(1, 9))
    (line,) = LOG.read(tx, after=5, limit=1)
    assert (line.n, line.verb, line.role, line.object) == (6, "stored", "collector", "submission:6")
    assert (line.at, line.details) == (MOMENT, (("attempt", 6), ("b", "c")))


def test_hashes_are_told_by_their_numbers(tx: Connection) -> None:
    """Of those that are there, in order."""
    head = LOG.head(tx)
    assert LOG.hashes(tx, [8, 3, 99]) == {3: LOG.hash_of(tx, 3), head[0]: head[1]}
    assert list(LOG.hashes(tx, [8, 3])) == [3, 8]
    assert LOG.hashes(tx, []) == {}


def test_a_verb_of_a_newer_version_is_read_and_verified(tx: Connection) -> None:
    """As words: an older program still finds the chain whole."""
    tx.execute(text("UPDATE audit SET event = replace(event, 'stored', 'teleported') WHERE n = 8"))
    assert LOG.read(tx, after=7)[0].verb == "teleported"
    assert LOG.verify(tx).first_broken == 8


@pytest.mark.parametrize("lines_a_slice", [1, 3, 8, 2_000])
@pytest.mark.parametrize(
    ("words", "broken"),
    [
        ("UPDATE audit SET event = replace(event, 'submission:5', 'submission:6') WHERE n = 5", (5, "link")),
        ("UPDATE audit SET event = 'é' WHERE n = 4", (4, "link")),
        ("UPDATE audit SET hash = zeroblob(32) WHERE n = 6", (6, "link")),
        ("UPDATE audit SET event = CAST(event AS BLOB) WHERE n = 5", (5, "link")),
        ("DELETE FROM audit WHERE n = 5", (5, "gap")),
        ("DELETE FROM audit WHERE n = 1", (1, "gap")),
        ("UPDATE audit SET n = n + 1000 WHERE n >= 6", (6, "gap")),
        ("UPDATE audit SET n = CASE n WHEN 5 THEN -5 ELSE n END", (1, "gap")),
        (
            "UPDATE audit SET event = (SELECT event FROM audit b WHERE b.n = 11 - audit.n) WHERE n IN (5, 6)",
            (5, "link"),
        ),
    ],
)
def test_the_first_broken_link_is_found(
    words: str, broken: tuple[int, str], lines_a_slice: int, tx: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Edited, deleted, renumbered, swapped; however the walk is sliced."""
    monkeypatch.setattr(module, "_SLICE", lines_a_slice)
    assert LOG.verify(tx) == VerifiedChain(True, 8, None)
    tx.execute(text(words))
    assert LOG.verify(tx) == VerifiedChain(False, broken[0] - 1, *broken)


def test_a_cut_end_is_found_by_an_anchor(tx: Connection) -> None:
    """Without one a shorter chain is a chain."""
    anchor = Anchor(*LOG.head(tx))
    tx.execute(text("DELETE FROM audit WHERE n > 6"))
    assert LOG.verify(tx).ok
    assert LOG.verify(tx, [anchor]) == VerifiedChain(False, 6, 7, "cut")


def test_a_chain_on_a_server_is_walked_to_its_break(team_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """In slices, from what was purged on; a line that was changed is found, and progress is told."""
    monkeypatch.setattr(module, "_SLICE", 3)
    inbox = team_world.inbox
    with inbox.transaction() as tx:
        start, _hash = LOG.head(tx)
        LOG.append(tx, [event(n) for n in range(start + 1, 9)])
    told: list[int] = []
    with inbox.reading() as connection:
        assert LOG.verify(connection, progress=told.append) == VerifiedChain(True, 8, None)
    assert told == [3, 6, 8]
    unguarded(inbox, "UPDATE audit SET event = replace(event, 'stored', 'closed') WHERE n = 5")
    with inbox.reading() as connection:
        found = LOG.verify(connection)
    assert (found.ok, found.checked, found.first_broken) == (False, 4, 5)


_LINE = '{{"at":{at},"details":{details},"object":{object},"role":"desk","verb":{verb}}}'
_SOUND = {"at": '"2026-01-01T00:00:00+00:00"', "details": "{}", "object": '"settings"', "verb": '"settings_changed"'}


@pytest.mark.parametrize(
    "odd",
    [
        {"details": f'{{"a":{"[" * 5_000}{"]" * 5_000}}}'},
        {"details": '{"attempt":[]}'},
        {"details": '{"attempt":{}}'},
        {"details": '{"attempt":1.5}'},
        {"details": '{"attempt":null}'},
        {"details": '{"attempt":true}'},
        {"details": "[]"},
        {"at": '"2026-01-01T00:00:00"'},
        {"at": '"0001-01-01T00:00:00+14:00"'},
        {"at": '"9999-12-31T23:59:59-14:00"'},
        {"at": '"9999-12-31T23:59:59+00:00"'},
        {"at": '"1969-12-31T23:59:59+00:00"'},
        {"at": "7"},
        {"object": "[]"},
        {"verb": "null"},
    ],
)
def test_what_is_no_event_is_a_line_that_nobody_can_read(odd: dict[str, str]) -> None:
    """Whatever it is: whoever reads the journal reads on."""
    assert line_of(7, _LINE.format(**_SOUND)).verb == "settings_changed"
    line = line_of(7, _LINE.format(**(_SOUND | odd)))
    assert (line.n, line.verb, line.object, line.details) == (7, UNREADABLE, "", ())
