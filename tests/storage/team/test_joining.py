"""A connection that joins what it says: how often it waits for its server, and that nothing is lost or done out of turn."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from backoffice_gui.storage.team.joining import Answer, Joining
from tests.support.postgres import Server
from tests.support.waiting import until
from tests.support.wire import Wire

_ADD = "INSERT INTO t VALUES (%(n)s, %(word)s)"


@pytest.fixture(scope="module")
def wire(server: Server) -> Iterator[Wire]:
    """Where journeys are counted."""
    with Wire(server.folder, server.folder / f"w{secrets.token_hex(3)}") as made:
        yield made


@pytest.fixture(scope="module")
def database(server: Server) -> Iterator[str]:
    """With a table in it."""
    name = server.new()
    server.do(name, "CREATE TABLE t (n INT PRIMARY KEY, word TEXT); GRANT ALL ON t TO PUBLIC")
    yield name
    server.drop(name)


def _over(wire: Wire, server: Server, database: str) -> Joining:
    return Joining.connect(
        host=str(wire.folder), user="backoffice", dbname=database, passfile=str(server.passfile), autocommit=True
    )


@pytest.fixture
def raw(server: Server, wire: Wire, database: str) -> Iterator[Joining]:
    """A connection over the wire, and an empty table."""
    server.do(database, "TRUNCATE t")
    with closing(_over(wire, server, database)) as made:
        wire.journeys = 0
        yield made


def _rows(server: Server, database: str) -> list[tuple[object, ...]]:
    return server.do(database, "SELECT n, word FROM t ORDER BY n")


def test_a_change_is_two_journeys(server: Server, wire: Wire, database: str, raw: Joining) -> None:
    """One that begins and asks all there is to ask, one that says all there is to say."""
    raw.later(b"BEGIN")
    raw.ahead({"one": ("SELECT %(v)s::int AS v", {"v": 7}), "all": ("SELECT n FROM t", {})})
    assert raw.answer("one") == Answer(("v",), [(7,)])
    assert raw.answer("all") == Answer(("n",), [])
    assert raw.answer("one") is None
    raw.later(_ADD, {"n": 1, "word": "é"})
    raw.later(_ADD, {"n": 2, "word": "è"})
    assert _rows(server, database) == []
    raw.commit()
    assert wire.journeys == 2
    assert _rows(server, database) == [(1, "é"), (2, "è")]


def test_a_flush_that_leaves_after_the_answer_is_no_journey(
    server: Server, wire: Wire, database: str, raw: Joining
) -> None:
    """On a busy machine the driver's last octets behind a Sync come late: nobody waits for them."""
    with closing(_over(wire, server, database)) as other:
        wire.journeys = 0
        raw.execute("SELECT 1")
        raw.pgconn.send_flush_request()
        raw.pgconn.flush()
        other.execute("SELECT 2")  # the wire has had the flush before
        assert wire.journeys == 2


def test_what_waits_is_said_before_whatever_comes_next(server: Server, database: str, raw: Joining) -> None:
    """A statement, many of them, a COPY, a cursor that the server keeps."""
    raw.later(b"BEGIN")
    raw.later(_ADD, {"n": 1, "word": "a"})
    assert raw.execute("SELECT n FROM t").fetchall() == [(1,)]
    raw.later(_ADD, {"n": 2, "word": "b"})
    raw.cursor().executemany("INSERT INTO t VALUES (%s, %s)", [(3, "c"), (4, "d")])
    raw.later(_ADD, {"n": 5, "word": "e"})
    with raw.cursor() as cursor, cursor.copy("COPY t FROM STDIN") as copy:
        copy.write_row((6, "f"))
    raw.later(_ADD, {"n": 7, "word": "g"})
    with raw.cursor("kept") as cursor:
        assert cursor.execute("SELECT count(*) FROM t").fetchall() == [(7,)]
    raw.commit()
    assert [n for n, _word in _rows(server, database)] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("asks", [False, True])
def test_what_follows_a_refused_statement_is_not_done(server: Server, database: str, raw: Joining, asks: bool) -> None:
    """COMMIT included; the first refusal is what is heard, and the connection goes on."""
    server.do(database, "INSERT INTO t VALUES (1, 'there')")
    raw.later(b"BEGIN")
    for n in (2, 1, 3):
        raw.later(_ADD, {"n": n, "word": "new"})
    with pytest.raises(psycopg.errors.UniqueViolation):
        raw.execute("SELECT 1") if asks else raw.commit()
    raw.rollback()
    assert _rows(server, database) == [(1, "there")]
    assert raw.execute("SELECT 1").fetchall() == [(1,)]


def test_who_has_to_look_first_does(server: Server, wire: Wire, database: str, raw: Joining) -> None:
    """What is heard comes before COMMIT, and may keep it from being said."""
    found: list[Answer] = []
    for refuses in (False, True):

        def heard(answer: Answer, refuses: bool = refuses) -> None:
            found.append(answer)
            if refuses:
                raise ValueError

        raw.later(b"BEGIN")
        raw.later(_ADD, {"n": 1 + refuses, "word": "a"})
        raw.later("SELECT count(*) FROM t", None, heard)
        wire.journeys = 0
        if refuses:
            with pytest.raises(ValueError):
                raw.commit()
            raw.rollback()
        else:
            raw.commit()
            assert wire.journeys == 2
    assert [answer.rows for answer in found] == [[(1,)], [(2,)]]
    assert _rows(server, database) == [(1, "a")]


def test_the_end_of_reading_is_not_waited_for(server: Server, wire: Wire, database: str, raw: Joining) -> None:
    """Again and again, twice in a row, after a refusal too; the server has ended it all the same."""
    raw.parting = True
    counts = []
    for _ in range(5):
        wire.journeys = 0
        for n in range(4):
            raw.later(b"BEGIN")
            if n == 2:
                with pytest.raises(psycopg.errors.DivisionByZero):
                    raw.execute("SELECT 1 / 0")
            else:
                assert raw.execute("SELECT %s::int", [n]).fetchall() == [(n,)]
            raw.rollback()
            raw.rollback()
        counts.append(wire.journeys)
    # the refused one's end was waited for; on a busy machine another's may be answered before the next is said
    assert min(counts) == 5
    states = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'"
    until(lambda: server.do(database, states) == [(0,)])  # nobody has waited for the last one


def test_nothing_that_waits_is_said_after_a_rollback(server: Server, wire: Wire, database: str, raw: Joining) -> None:
    """It was never said, and nothing that was asked ahead is answered any more."""
    raw.later(b"BEGIN")
    raw.ahead({"one": ("SELECT 1", {})})
    raw.later(_ADD, {"n": 1, "word": "a"})
    raw.rollback()
    assert raw.answer("one") is None
    raw.commit()
    assert _rows(server, database) == []


def test_a_connection_that_went_meanwhile_says_so_when_it_is_used(server: Server, database: str, raw: Joining) -> None:
    """Also where nobody had waited for its last answer."""
    raw.parting = True
    raw.later(b"BEGIN")
    raw.execute("SELECT 1")
    raw.rollback()
    server.end_backends(database)
    with pytest.raises(psycopg.OperationalError):
        raw.execute("SELECT 1")
    assert raw.closed


def test_nothing_goes_on_with_what_an_end_that_nobody_heard_left(server: Server, database: str, raw: Joining) -> None:
    """Where a transaction's end was refused (it was broken off as it was said), the next one ends it."""
    raw.later(b"BEGIN")
    raw.execute(_ADD, {"n": 1, "word": "a"})
    raw.pgconn.enter_pipeline_mode()
    raw.pgconn.send_query_params(b"SELECT 1 / 0", None)
    raw.pgconn.pipeline_sync()
    raw._parted = True
    raw.settle()
    raw.later(b"BEGIN")
    raw.later(_ADD, {"n": 2, "word": "b"})
    raw.commit()
    assert _rows(server, database) == [(2, "b")]
