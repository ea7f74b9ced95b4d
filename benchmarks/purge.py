"""A purge of ten thousand cases: how long it takes, while somebody reads, and that nothing of them is left anywhere.

Run as `python -m benchmarks.purge [CASES]`. Made, collected and taken in as the tests do; closed long ago.
"""

from __future__ import annotations

import json
import sys
import tempfile  # noqa: TID251  # a benchmark's store is invented, and goes with its folder
import threading
import time
from pathlib import Path

from sqlalchemy import text

from backoffice_gui.actions.intake import intake
from backoffice_gui.actions.purge import run_purge
from backoffice_gui.storage.inbox import attempts
from tests.support.cases import arrive, from_generator
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store
from tests.support.purging import agreed, every_octet

CASES, AT_ONCE = 10_000, 500
CANARY = b"CANARI-PURGE"
LATE = "2020-01-02T09:00:00.000000Z"


def _marked(octets: bytes) -> bytes:
    """The form with a canary in its family name: in the octets, the person, the identity."""
    form = json.loads(octets)
    form["person"]["family_name"] = f"{CANARY.decode()} {form['person']['family_name']}"
    return json.dumps(form).encode()


def _filled(store: Store, many: int, clock: TurnedClock) -> None:
    for start in range(0, many, AT_ONCE):
        forms = from_generator(min(AT_ONCE, many - start), seed=start + 1)
        arrive(store.world, [(kind, _marked(octets)) for kind, octets in forms])
        intake(store.world.inbox, store.desk, clock)
    with store.desk.casebook.transaction() as tx:
        words = "UPDATE cases SET state = 'closed', bucket = 2, received_at = :at, closed_at = :at"
        tx.execute(text(words), {"at": LATE})
        tx.execute(text("UPDATE proposal SET dismissed_at = :at"), {"at": LATE})


def _keys(store: Store) -> list[bytes]:
    with store.world.inbox.reading() as connection:
        rows = [row for (row,) in connection.execute(text("SELECT row FROM submission"))]
        return [each.wrapped_key for row in rows for each in attempts.attempt_rows(connection, row)]


def _reads(store: Store, ended: threading.Event, worst: list[float]) -> None:
    while not ended.is_set():
        begun = time.monotonic()
        with store.desk.casebook.reading() as connection:
            connection.execute(text("SELECT count(*) FROM cases")).scalar()
        worst[0] = max(worst[0], time.monotonic() - begun)
        time.sleep(0.02)


def main(many: int = CASES) -> None:
    """Fill, purge, look everywhere."""
    clock = TurnedClock()
    with tempfile.TemporaryDirectory() as folder, a_store(Path(folder)) as store:
        begun = time.monotonic()
        _filled(store, many, clock)
        print(f"filled with {many} cases in {time.monotonic() - begun:.1f} s")
        keys = _keys(store)
        store.desk.casebook.checkpoint()
        store.world.inbox.checkpoint()
        assert CANARY in every_octet(store)
        begun = time.monotonic()
        number = agreed(store, clock)
        print(f"planned, asked for and agreed to in {time.monotonic() - begun:.2f} s")
        ended, worst = threading.Event(), [0.0]
        reader = threading.Thread(target=_reads, args=(store, ended, worst), name="reader")
        reader.start()
        begun, worked = time.monotonic(), time.process_time()
        done = run_purge(store.world.inbox, store.desk, number, clock)
        took, worked = time.monotonic() - begun, time.process_time() - worked
        ended.set()
        reader.join()
        left = every_octet(store)
        found = sum(key in left for key in keys[:: max(1, len(keys) // 200)])
        marks = left.count(CANARY) + left.lower().count(CANARY.lower())
        print(f"purged {done.done} (left {done.left}) in {took:.1f} s, {worked:.1f} s of it ours")
        print(f"slowest read meanwhile {worst[0] * 1000:.0f} ms")
        print(f"canaries left {marks}, keys left {found} of {len(keys[:: max(1, len(keys) // 200)])} looked for")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CASES)
