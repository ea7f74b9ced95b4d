"""Scenarios of what ends: a purge that two people agreed to, the journal's old months, heads that go elsewhere.

After any kill a thing is there whole, or gone whole with its tombstone and its line in the chain; what was to go is in
no octet once the purge has ended, and what was to stay is untouched.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from backoffice_gui.actions import purge_journal as journal_purging
from backoffice_gui.actions.agree_purge import approve_purge, request_purge
from backoffice_gui.actions.close_incident import close_incident
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.hold import place_hold
from backoffice_gui.actions.purge import run_purge
from backoffice_gui.actions.retention import plan
from backoffice_gui.actions.treat import treat
from backoffice_gui.actions.verify_journal import anchored, copied_heads, verify_casebook, verify_inbox
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.case_acts import Asked, CaseKey
from backoffice_gui.domain.cases import CaseAct, Duty
from backoffice_gui.domain.journal import Chain
from backoffice_gui.domain.retention import Durations
from backoffice_gui.errors import StoreError, UsageError
from backoffice_gui.security.sources import FileSource
from backoffice_gui.storage.casebook import audit_log, purges
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, connect
from backoffice_gui.storage.inbox import incidents
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.anchoring import AnchorRun
from tests.support.purging import decrypted
from tests.support.scenarios.casework import form, with_cases, with_forms
from tests.support.scenarios.front import MARK, spoken_forms
from tests.support.scenarios.keeping import casebook_holds
from tests.support.scenarios.place import Place
from tests.support.scenarios.scenario import Scenario, named

__all__ = ["FORGETTING", "agreed", "casebook_key", "left_of_it", "log_pages", "purge_agreed"]

GONE = "CANARI-EXEMPLE-EFFACEMENT"
"""Stands in everything that is to go."""
_DURATIONS = Durations(owner="DPO EXEMPLE")
_DAY = 24 * 60
_WHOLE, _PAYLOAD, _HELD, _OPEN = (1, 2), (3,), (4,), (5,)
"""Cases: to go with all they have, what was sent alone, held back by a person, still open."""
_PAGE, _RESERVED, _IV, _WAL_HEAD, _FRAME_HEAD = 4096, 80, 16, 32, 24
_MONTHS = 12


@contextmanager
def _opened(place: Place) -> Iterator[tuple[Inbox, Desk]]:
    with place.inbox() as inbox, parts.desk(place.settings, inbox, place.clock) as desk:
        yield inbox, desk


# A purge that two people agreed to


def _close(place: Place, cases: tuple[int, ...]) -> None:
    with _opened(place) as (_inbox, desk):
        keys = [CaseKey(case, 1) for case in cases]
        for asked in (Asked(CaseAct.TAKE), Asked(CaseAct.CLOSE, reason="EXEMPLE")):
            keys = list(treat(desk, keys, asked, place.clock, duties=frozenset(Duty)).done)
        assert len(keys) == len(cases)


def _apart(place: Place) -> list[str]:
    """One that nobody signed; the incident about it is closed."""
    names: list[str] = place.tell("take_forms", forms=[form(8, GONE)])
    place.tell("rules", rules=[["unsigned", 1_000]])
    place.collect()
    place.tell("rules", rules=[])
    with _opened(place) as (inbox, desk):
        with inbox.reading() as connection:
            open_now = incidents.incidents(connection, open_only=True)
        for each in open_now:
            close_incident(inbox, desk, each.number, "vu avec le service", place.clock.now())
    return names


def _agreed(place: Place) -> None:
    agreed(place)


def agreed(place: Place, *, mirror: bool = True) -> None:
    """Two years and a day on: of seven submissions four are due, and two people agreed to that."""
    place.configure(more='mirror = "mirror"\n' if mirror else "")
    if mirror:
        (place.office / "mirror").mkdir(exist_ok=True)
    parts.new_store(place.settings, place.clock)
    place.keep_private()
    names = with_forms(place, [form(n, GONE if n < len(_WHOLE) else MARK) for n in range(5)])
    _close(place, (*_WHOLE, *_HELD))
    names += _apart(place)
    place.advance(minutes=640 * _DAY)
    _close(place, _PAYLOAD)
    place.advance(minutes=91 * _DAY)
    with _opened(place) as (inbox, desk):
        at = place.clock.now()
        place_hold(desk, _HELD[0], "contentieux EXEMPLE", at.date() + timedelta(days=90), at)
        made = plan(inbox, desk, _DURATIONS, at)
        asked = request_purge(desk, made, made.digest, at)
        approve_purge(replace(desk, agent="agent-second"), asked.purge, asked.digest, at)
        assert len(made.free) == len(_WHOLE) + len(_PAYLOAD) + 1, made.due
        with inbox.reading() as connection:
            wraps = connection.exec_driver_sql(
                "SELECT s.id, a.wrapped_key FROM attempt a JOIN submission s ON s.row = a.row"
            ).all()
    gone = [names[case - 1] for case in (*_WHOLE, *_PAYLOAD)] + names[5:]
    (place.root / "given-up").write_text(json.dumps(gone))
    (place.root / "wraps").write_text(json.dumps([wrap.hex() for name, wrap in wraps if name in gone]))


def purge_agreed(place: Place) -> None:
    """Begun, or gone on with; one that has ended is told so."""
    with _opened(place) as (inbox, desk), suppress(UsageError):
        run_purge(inbox, desk, 1, place.clock, mirror=place.settings.mirror_folder)


def casebook_key(place: Place) -> bytes:
    """The casebook's key of now, by the key file."""
    master = FileSource(place.office / "store.key").load(())
    assert master is not None
    return master.casebook_key()


def log_pages(file: Path, key: bytes) -> bytes:
    """The pages of a casebook's log as they are under its key."""
    octets = file.read_bytes() if file.exists() else b""
    pages = []
    for at in range(_WAL_HEAD, len(octets) - _PAGE, _FRAME_HEAD + _PAGE):
        page = octets[at + _FRAME_HEAD : at + _FRAME_HEAD + _PAGE]
        ends = _PAGE - _RESERVED
        opened = Cipher(algorithms.AES(key), modes.CBC(page[ends : ends + _IV])).decryptor()
        pages.append(opened.update(page[:ends]) + opened.finalize())
    return b"".join(pages)


def left_of_it(place: Place) -> list[str]:
    """Where anything of what was purged lies still: pages and log of the casebook decrypted, every other file as it is."""
    key = casebook_key(place)
    book = place.store / CASEBOOK_SHAPE.file
    octets = {"the casebook": decrypted(book, key), "its log": log_pages(book.with_name(f"{book.name}-wal"), key)}
    octets |= {file.name: file.read_bytes() for file in place.office.rglob("*") if file.is_file()}
    wraps = [bytes.fromhex(each) for each in json.loads((place.root / "wraps").read_text())]
    words = [form for mark in (GONE, GONE.lower()) for form in spoken_forms(mark)]
    return sorted(name for name, each in octets.items() if any(form in each for form in (*words, *wraps)))


def _purged(place: Place) -> dict[str, Any]:
    """What is left, what stands for what went, the certificate; and that nothing else of it is anywhere."""
    with _opened(place) as (_inbox, desk), desk.casebook.reading() as connection:
        rows = connection.exec_driver_sql
        found: dict[str, Any] = {
            "cases": [list(row) for row in rows('SELECT "case", state FROM cases ORDER BY "case"')],
            "forms": [list(row) for row in rows('SELECT "case", octets IS NULL FROM case_form ORDER BY "case"')],
            "persons": rows("SELECT count(*) FROM person").scalar(),
            "tombstones": dict(Counter(str(row[0]) for row in rows("SELECT category FROM tombstone"))),
            "items": [list(row) for row in rows("SELECT category, subject, outcome FROM purge_item ORDER BY 1, 2")],
        }
        told = [line for line in audit_log.read(connection, 0, 100_000) if line.verb.startswith("purge")]
        found["told"] = sorted(f"{line.verb} {line.object}" for line in told)
        row = purges.load(connection, 1)
    certificate = json.loads(row.certificate) if row is not None and row.certificate else {}
    found["certificate"] = [certificate.get(name) for name in ("selected", "purged", "left", "submissions_erased")]
    return {**found, "somewhere": left_of_it(place), **casebook_holds(place)}


def _whole_or_gone(place: Place) -> list[str]:
    """At the very moment: a case is there with its person and its words, or gone with a tombstone and a line."""
    aside = place.root / "aside-casebook"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    for name in (CASEBOOK_SHAPE.file, f"{CASEBOOK_SHAPE.file}-wal"):
        if (place.store / name).exists():
            shutil.copyfile(place.store / name, aside / name)
    try:
        with closing(connect(aside / CASEBOOK_SHAPE.file, CASEBOOK_SHAPE, casebook_key(place))) as raw:
            return [fault for case in (1, 2, 3, 4, 5) for fault in _halves(raw, case)]
    finally:
        shutil.rmtree(aside)


def _halves(raw: Any, case: int) -> list[str]:
    def count(words: str) -> int:
        return int(raw.execute(f"SELECT count(*) FROM {words}", (case,)).fetchone()[0])

    there = count('cases WHERE "case" = ?')
    tombs = count("tombstone WHERE category = 'case' AND \"case\" = ?")
    told = count("audit WHERE event ->> 'verb' = 'purged' AND event ->> 'object' = 'case:' || ?")
    forms = count('case_form WHERE "case" = ?')
    persons = count('person WHERE person IN (SELECT person FROM cases WHERE "case" = ?)')
    if there and (tombs or not forms or not persons):
        return [f"case {case} is there by half"]
    if not there and (case not in _WHOLE or tombs != 1 or told != 1 or forms):
        return [f"case {case} is gone, and not as it should"]
    return []


# The journal's old months


def _old_journal(place: Place) -> None:
    """Seventy events over fourteen months."""
    with_cases(place, 1)
    for _ in range(14):
        with _opened(place) as (_inbox, desk), desk.casebook.transaction() as tx:
            told = [AuditEvent(place.clock.now(), Verb.CASE_OPENED, Role.DESK, "case:1", (("agent", desk.agent),))]
            audit_log.append(tx, told * 5)
        place.advance(minutes=31 * _DAY)


def _purge_journal(place: Place) -> None:
    journal_purging.SEGMENT = 10
    with _opened(place) as (_inbox, desk):
        journal_purging.purge_journal(desk, place.clock, _MONTHS)


def _journal(place: Place) -> dict[str, Any]:
    """Whole from where it begins, and it begins where it should."""
    since = journal_purging.kept_since(place.clock.now(), _MONTHS)
    with _opened(place) as (inbox, desk):
        walked = verify_casebook(desk.casebook)
        incoming = verify_inbox(inbox, copied=copied_heads(inbox, desk))
        with desk.casebook.reading() as connection:
            lines = audit_log.read(connection, 0, 100_000)
    old = sum(line.at < since for line in lines)
    return {"journal": [walked.ok, walked.first, incoming.ok], "old": old, **casebook_holds(place)}


# Heads that go elsewhere


def _with_anchors(place: Place) -> None:
    place.configure(more='[audit]\nanchor = "anchors"\n')
    (place.office / "anchors").mkdir(exist_ok=True)
    parts.new_store(place.settings, place.clock)
    place.keep_private()
    with_forms(place, [form(0)])


def _anchor(place: Place) -> None:
    """At its hour, and once more when the desk is left."""
    with _opened(place) as (inbox, desk):
        run = AnchorRun(place.settings, lambda: (inbox, desk), place.clock)
        trouble = run.anchor()
        with desk.casebook.transaction() as tx:
            audit_log.append(tx, [AuditEvent(place.clock.now(), Verb.CASE_OPENED, Role.DESK, "case:1")])
        run.leave(inbox, desk)
        run.start()
        run.stop(10)
    if trouble is not None:
        raise StoreError(trouble)  # said at the desk; the next hour tries again


def _anchors(place: Place) -> dict[str, Any]:
    """Every head that lies there is ours, and of the chain as it is."""
    found: dict[str, Any] = {}
    with _opened(place) as (inbox, desk):
        folder = place.settings.anchor_folder
        assert folder is not None
        for chain in Chain:
            there = anchored(folder, inbox, desk, chain)
            found[chain.value] = [there.there, there.unreadable <= 1, there.foreign, bool(there.heads)]
            walked = (
                verify_inbox(inbox, there.heads)
                if chain is Chain.INBOX
                else verify_casebook(desk.casebook, there.heads)
            )
            found[chain.value] += [walked.ok, list(there.missing)]
    return {**found, **casebook_holds(place)}


FORGETTING = named(
    Scenario("a purge is carried out", purge_agreed, _agreed, seen=_purged, desk=True, amid=_whole_or_gone),
    Scenario("the journal's old months go", _purge_journal, _old_journal, seen=_journal, desk=True),
    Scenario("heads are anchored", _anchor, _with_anchors, seen=_anchors, desk=True),
)
