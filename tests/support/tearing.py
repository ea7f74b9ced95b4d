"""A page of the inbox that can't be read any more, under one submission's sealed octets: on disk, and on a server.

On disk it is a real one: the pointer from one page of a chunk to the next leads nowhere. On a server a view raises what
reading such a page raises there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from backoffice_gui.storage.engine import INBOX_SHAPE
from backoffice_gui.storage.inbox.store import Inbox
from tests.support.desks import Store

__all__ = ["LONG", "tear", "tear_list"]

LONG = "EXEMPLE " * 12_000
"""A comment that makes a form lie on pages of its own."""
_NOWHERE = b"\xff\xff\xff\xff"
_SEALED = text(
    "SELECT c.sealed FROM chunk c JOIN attempt a ON a.attempt = c.attempt WHERE a.row = :row AND c.part = :part AND c.n = 0"
)
_TORN = """
CREATE OR REPLACE FUNCTION torn(BIGINT, BIGINT, BYTEA) RETURNS BYTEA LANGUAGE plpgsql STABLE AS $torn$ BEGIN
IF $1 IN (SELECT a.attempt FROM attempt a WHERE a.row = {row}) AND $2 = {part} THEN
RAISE EXCEPTION 'EXEMPLE' USING ERRCODE = 'data_corrupted'; END IF; RETURN $3; END $torn$
"""
_VIEW = "CREATE VIEW chunk AS SELECT n_chunk, attempt, part, n, last, torn(attempt, part, sealed) AS sealed FROM sound"

_ADDED = (
    (
        "CREATE OR REPLACE FUNCTION added() RETURNS trigger LANGUAGE plpgsql AS $added$ BEGIN "
        "INSERT INTO sound (attempt, part, n, last, sealed) VALUES (NEW.attempt, NEW.part, NEW.n, NEW.last, NEW.sealed) "
        "RETURNING n_chunk INTO NEW.n_chunk; RETURN NEW; END $added$"
    ),
    "CREATE TRIGGER added INSTEAD OF INSERT ON chunk FOR EACH ROW EXECUTE FUNCTION added()",
)
"""What comes in goes on coming in."""


def tear(store: Store, row: int, part: int = 0) -> Callable[[], None]:
    """Damage what lies of a part of this submission; what mends it again is returned."""
    if store.world.inbox.local:
        return _on_disk(store, row, part)
    with store.world.inbox.transaction() as tx:
        for words in (_TORN.format(row=row, part=part), "ALTER TABLE chunk RENAME TO sound", _VIEW, *_ADDED):
            tx.exec_driver_sql(words)

    def mend() -> None:
        with store.world.inbox.transaction() as tx:
            tx.exec_driver_sql("DROP VIEW chunk")
            tx.exec_driver_sql("ALTER TABLE sound RENAME TO chunk")

    return mend


def tear_list(store: Store) -> Callable[[], None]:
    """Damage what says which submissions there are (on disk): no look at the inbox comes to an end."""
    facts = store.world.facts(1)
    named = f"{facts.key.origin}{facts.key.id}{facts.key.digest}".encode()
    return _damaged(store, re.compile(re.escape(named) + rb".{0,4}" + re.escape(facts.kind.encode()), re.DOTALL))


def _on_disk(store: Store, row: int, part: int) -> Callable[[], None]:
    with store.world.inbox.fresh() as connection:
        sealed = bytes(connection.execute(_SEALED, {"row": row, "part": part}).scalar_one())
    return _damaged(store, re.compile(re.escape(sealed[len(sealed) // 2 :][:64])))


def _damaged(store: Store, octets: re.Pattern[bytes]) -> Callable[[], None]:
    """Overwrite the beginning of the page on which these lie."""
    inbox = store.world.inbox
    with inbox.fresh() as connection:
        size = int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
    inbox.checkpoint()
    inbox.close()
    file = Path(inbox.folder) / INBOX_SHAPE.file
    found = octets.search(file.read_bytes())
    assert found is not None
    at = found.start() // size * size
    with file.open("r+b") as pages:
        pages.seek(at)
        was = pages.read(len(_NOWHERE))
        pages.seek(at)
        pages.write(_NOWHERE)
    store.world.inbox = Inbox.open(inbox.folder)

    def mend() -> None:
        store.world.inbox.close()
        with file.open("r+b") as pages:
            pages.seek(at)
            pages.write(was)
        store.world.inbox = Inbox.open(inbox.folder)

    return mend
