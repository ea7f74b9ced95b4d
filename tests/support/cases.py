"""Forms that came in: invented people who ask for certificates and change their address, put into an inbox at once."""

from __future__ import annotations

import json
import random
import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, select

from backoffice_gui.actions.intake import intake
from backoffice_gui.actions.treat import treat
from backoffice_gui.domain.case_acts import Asked, CaseKey, Outcome
from backoffice_gui.domain.cases import CaseAct, Decision, Duty
from backoffice_gui.domain.facts import SubmissionFacts
from backoffice_gui.reference_front.generator import submission
from backoffice_gui.sealing import AttemptKey, SealContext, wrap
from backoffice_gui.storage.audit_log import AuditLine
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.inbox import attempts, outcomes, submissions
from tests.support.clock import TurnedClock
from tests.support.desks import Store
from tests.support.stores import ORIGIN, Invented, World, invented, receipt_for, seal_all

__all__ = [
    "PERSON",
    "accept",
    "arrive",
    "certificate_form",
    "change_form",
    "form_of",
    "from_generator",
    "keys_of",
    "lines",
    "rows",
    "take",
]

PERSON: dict[str, Any] = {
    "family_name": "EXEMPLE",
    "given_names": ["Démo"],
    "sex": "F",
    "birth_date": "1985-03-12",
    "birth_country": "SD",
    "nationalities": ["SD"],
    "ofpra_number": "850312001",
}
_ADDRESS = {"lines": ["1 RUE DE L’EXEMPLE"], "postcode": "99999", "town": "DÉMOVILLE", "country": "FR"}


def certificate_form(person: dict[str, Any] | None = None, **members: Any) -> dict[str, Any]:
    """A request for one birth certificate."""
    sound: dict[str, Any] = {
        "person": PERSON if person is None else person,
        "requester": {"relation": "self"},
        "certificates": [{"type": "birth", "form": "full_copy", "copies": 1, "event": {"date": "1985-03-12"}}],
        "delivery": _ADDRESS,
        "email": "exemple@demo.example",
        "phone": "06 00 00 00 01",
        "language": "fr",
        "comment": "",
    }
    return sound | members


def change_form(person: dict[str, Any] | None = None, town: str = "AUTREVILLE", **members: Any) -> dict[str, Any]:
    """A change of the postal address."""
    sound: dict[str, Any] = {
        "person": PERSON if person is None else person,
        "status": "protected",
        "old": {"address": _ADDRESS},
        "new": {"address": {"lines": ["2 RUE DÉMO"], "postcode": "99998", "town": town, "country": "FR"}},
        "effective_date": "2026-12-01",
    }
    return sound | members


def form_of(form: object) -> tuple[str, bytes]:
    """The kind and the octets of a form."""
    if isinstance(form, bytes):
        return "certificate_request", form
    kind = "contact_change" if isinstance(form, dict) and "new" in form else "certificate_request"
    return kind, json.dumps(form).encode()


def from_generator(count: int, seed: int = 1) -> list[tuple[str, bytes]]:
    """Ordinary forms, as the demonstration's site would send them: kind and octets."""
    dice = random.Random(seed)
    made = [submission(dice) for _ in range(count)]
    return [(one.kind, b"".join(one.parts[0].pieces)) for one in made]


def arrive(
    world: World, forms: Sequence[tuple[str, bytes]], *, ours: bool = True, ids: Sequence[str] = ()
) -> list[SubmissionFacts]:
    """Stored, and acknowledged as ours, all in few transactions; in the order given."""
    first = _last(world) + 1
    made = [
        invented(first + n, (octets,), ids[n] if n < len(ids) else None, kind=kind)
        for n, (kind, octets) in enumerate(forms)
    ]
    facts = world.sight(*made)
    _store(world, made, [each.row for each in facts])
    if not ours:
        return facts
    items = [
        outcomes.Receipted(each.row, f"EXEMPLE.{each.row}.receipt", receipt_for(each, world.store_id), True, False)
        for each in facts
    ]
    return world.do(lambda tx: outcomes.receipted(tx, items, world.at))


def _last(world: World) -> int:
    with world.inbox.reading() as connection:
        return sum(submissions.counts(connection).values())


def _store(world: World, made: Sequence[Invented], rows: Sequence[int]) -> None:
    keys = [
        AttemptKey.new(
            SealContext(world.store_id, ORIGIN, one.manifest.id, one.manifest.digest, secrets.token_bytes(16))
        )
        for one in made
    ]
    with world.inbox.transaction() as tx:
        new = [
            attempts.NewAttempt(
                row, key.context.attempt, world.store_id, world.run_key_number, wrap(world.run_key, key)
            )
            for row, key in zip(rows, keys, strict=True)
        ]
        numbers = attempts.begin(tx, new, world.at)
        for key, number, one in zip(keys, numbers, made, strict=True):
            attempts.add_chunks(tx, seal_all(key, number, one))
        attempts.stored(tx, numbers, world.at)


def keys_of(store: Store) -> list[CaseKey]:
    """Every case as it is now, in order of arrival."""
    with store.desk.casebook.reading() as connection:
        return [
            CaseKey(*row) for row in connection.execute(select(cases.c.case, cases.c.version).order_by(cases.c.case))
        ]


def take(store: Store, *forms: object) -> list[CaseKey]:
    """Let forms arrive and take them in; the keys of the new cases."""
    before = len(keys_of(store))
    arrive(store.world, [form_of(form) for form in forms])
    intake(store.world.inbox, store.desk, TurnedClock())
    return keys_of(store)[before:]


def accept(store: Store, case: int) -> Outcome:
    """Take a change of address and accept it."""
    done = Outcome(())
    for asked in (Asked(CaseAct.TAKE), Asked(CaseAct.ANSWER, decisions=(("address", Decision.ACCEPTED, ""),))):
        (key,) = [each for each in keys_of(store) if each.case == case]
        done = treat(store.desk, [key], asked, TurnedClock(), duties=frozenset({Duty.AGENT}))
        assert done.done
    return done


def rows(store: Store, table: Table) -> list[dict[str, Any]]:
    """Every row of a table, in the order of its key."""
    order = list(table.primary_key.columns)
    with store.desk.casebook.reading() as connection:
        return [dict(row._mapping) for row in connection.execute(select(table).order_by(*order))]


def lines(store: Store, verb: str) -> list[AuditLine]:
    """The casebook's audit lines of a verb, in order."""
    with store.desk.casebook.reading() as connection:
        return [line for line in audit_log.read(connection, 0, 100_000) if line.verb == verb]
