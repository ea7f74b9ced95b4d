"""Invented people and cases as rows of the casebook's tables, in the order of their columns."""

from __future__ import annotations

import json
from functools import lru_cache

from backoffice_gui.actions.practice_cases import InventedCase, World
from backoffice_gui.actions.practice_people import Invented
from backoffice_gui.domain.cases import BUCKETS, CaseKind, CaseState, Decision, Source
from backoffice_gui.domain.names import folded, sort_key
from backoffice_gui.domain.search_terms import index_text
from backoffice_gui.storage.types import moment_text

__all__ = ["COLUMNS", "ORIGIN", "case_rows", "person_rows", "search_words"]

ORIGIN = "practice.example"
"""The front end that invented cases are said to come from: none that a store ever collects from."""

COLUMNS = {
    "person": (
        "person", "made_at", "applicant", "sort_key", "family_name", "used_name", "given_names", "sex", "birth",
        "birth_place", "birth_country", "nationalities", "ofpra_number", "ofpra_key", "foreigner_number",
        "foreigner_key",
    ),
    "identity": ("person", "case", "declared_at", "form"),
    "contact": ("person", "field", "value", "key", "received_at", "entered_by", "case"),
    "cases": (
        "case", "number", "version", "kind", "about", "source", "state", "bucket", "agent", "person", "applicant",
        "sort_key", "ofpra_number", "received_at", "due_on", "receipt_due_on", "receipt_done_at", "closed_at", "parts",
        "badges", "unread", "answer", "comment", "language", "origin", "submission", "digest", "reader",
    ),
    "case_form": ("case", "kind", "octets"),
    "certificate": ("case", "n", "type", "form", "copies", "event", "answer", "answered_at"),
    "change": ("case", "field", "before", "after", "key", "decision", "reason", "decided_at"),
    "case_event": ("case", "at", "who", "name", "version"),
    "note": ("case", "at", "agent", "text"),
}  # fmt: skip
"""What is written of each table, in the order in which they are written."""

Rows = dict[str, list[tuple[object, ...]]]
_NOTE = "Note de démonstration : pièce vérifiée, rien à signaler."
_FORM = "full_copy"


def _name(family: str, given: tuple[str, ...]) -> str:
    return f"{family} {' '.join(given)}"


@lru_cache(maxsize=50_000)
def _sort_key(family: str, given: tuple[str, ...]) -> str:
    return sort_key(family, " ".join(given))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _identity(person: Invented, given: tuple[str, ...]) -> dict[str, object]:
    return {
        "family_name": person.family_name,
        "used_name": person.used_name,
        "given_names": list(given),
        "sex": person.sex,
        "birth_date": person.birth,
        "birth_place": person.birth_place,
        "birth_country": person.country,
        "nationalities": [person.country],
        "ofpra_number": person.ofpra_number,
        "foreigner_number": person.foreigner_number,
    }


def _address(person: Invented) -> dict[str, object]:
    return {"lines": list(person.lines), "postcode": person.postcode, "town": person.town, "country": "FR"}


def person_rows(rows: Rows, n: int, person: Invented, made_at: str) -> None:
    """A person, as far as nobody has asked for anything yet."""
    given = person.given(0)
    rows["person"].append(
        (
            n, made_at, _name(person.family_name, given), _sort_key(person.family_name, given), person.family_name,
            person.used_name, _json(given), person.sex, person.birth, person.birth_place, person.country,
            _json([person.country]), person.ofpra_number, person.ofpra_number, person.foreigner_number,
            person.foreigner_number,
        )
    )  # fmt: skip


def _reaches(person: Invented) -> list[tuple[str, str, str]]:
    """Field, value and compared form of each way to reach a person."""
    address = _json(_address(person))
    found = [("address", address, folded(" ".join((*person.lines, person.postcode, person.town))))]
    if person.email:
        found.append(("email", person.email, person.email))
    if person.phone:
        found.append(("phone", person.phone, person.phone))
    return found


def _form(case: InventedCase, person: Invented, given: tuple[str, ...]) -> bytes:
    """Part 0 as the site would have sent it."""
    about: dict[str, object] = {"person": _identity(person, given), "language": "fr", "comment": case.comment}
    if case.kind is CaseKind.CERTIFICATE:
        event = {"date": person.birth, "place": person.birth_place, "country": person.country}
        wishes = [{"type": each, "form": _FORM, "copies": 1, "event": event} for each in case.about]
        about |= {"requester": {"relation": "self"}, "certificates": wishes, "delivery": _address(person)}
    elif case.kind is CaseKind.CONTACT:
        new = {"address": _address(person), "email": person.email, "phone": person.phone}
        about |= {"status": "protected", "new": {"address": _address(person)} if "address" in case.about else new}
    else:
        return b"[DEMO"
    return _json(about).encode()


def _case_row(world: World, case: InventedCase, person: Invented, given: tuple[str, ...]) -> tuple[object, ...]:
    read = case.kind is not CaseKind.UNREAD
    ended = case.state in (CaseState.ANSWERED, CaseState.CLOSED)
    received = moment_text(case.received_at)
    return (
        case.n, f"DEMO-{case.received_at.year}-{case.n:06}", 1 + (case.taken_at is not None) + ended, case.kind.value,
        " ".join(case.about), Source.PRACTICE.value, case.state.value, int(BUCKETS[case.state]), case.agent,
        case.person if read else None, _name(person.family_name, given) if read else "",
        _sort_key(person.family_name, given) if read else "~", person.ofpra_number if read else "", received,
        case.due_on.isoformat(), case.due_on.isoformat(), received if case.taken_at else None,
        None if case.closed_at is None else moment_text(case.closed_at), case.parts, int(case.badges),
        int(case.unread), " ".join(dict.fromkeys(case.answers)), case.comment, "fr", ORIGIN,
        f"DEMO{world.seed % 10_000:04}{case.n:016}", f"sha256-{case.n:064x}", 1,
    )  # fmt: skip


def _asked(rows: Rows, case: InventedCase, person: Invented, at: str) -> None:
    """What was asked for, piece by piece, with what became of it."""
    answers = case.answers or ("",) * len(case.about)
    done = at if case.answers else None
    if case.kind is CaseKind.CERTIFICATE:
        event = _json({"date": person.birth, "place": person.birth_place, "country": person.country})
        for n, (wish, answer) in enumerate(zip(case.about, answers, strict=True), 1):
            rows["certificate"].append((case.n, n, wish, _FORM, "1", event, answer, done))
    elif case.kind is CaseKind.CONTACT:
        known = {field: (value, key) for field, value, key in _reaches(person)}
        for field, answer in zip(case.about, answers, strict=True):
            value, key = known.get(field, ("", ""))
            reason = "Justificatif illisible (exemple)." if answer == Decision.REFUSED.value else ""
            rows["change"].append((case.n, field, "", value, key, answer, reason, done))


def _happened(rows: Rows, case: InventedCase, ended: str) -> None:
    if case.taken_at is None:
        return
    taken = moment_text(case.taken_at)
    rows["case_event"].append((case.n, taken, case.agent, "take", 2))
    if case.state is CaseState.WAITING_PIECE:
        rows["case_event"].append((case.n, ended, case.agent, "ask_piece", 3))
    elif case.state in (CaseState.ANSWERED, CaseState.CLOSED):
        rows["case_event"].append((case.n, ended, case.agent, "answer", 3))
    if case.noted:
        rows["note"].append((case.n, taken, case.agent, _NOTE))


def case_rows(rows: Rows, world: World, case: InventedCase, person: Invented) -> None:
    """A case and all that hangs on it."""
    given = person.given(case.spelling)
    received = moment_text(case.received_at)
    ended = received if case.closed_at is None else moment_text(case.closed_at)
    rows["cases"].append(_case_row(world, case, person, given))
    rows["case_form"].append((case.n, case.kind.value, _form(case, person, given)))
    if case.kind is not CaseKind.UNREAD:
        rows["identity"].append((case.person, case.n, received, _json(_identity(person, given))))
        if case.person == case.n:
            for field, value, key in _reaches(person):
                rows["contact"].append((case.person, field, value, key, received, "form", case.n))
    _asked(rows, case, person, ended)
    _happened(rows, case, ended)


@lru_cache(maxsize=100_000)
def _words(names: tuple[str, ...]) -> str:
    return index_text(names)


def search_words(case: InventedCase, person: Invented) -> tuple[int, str]:
    """What the case is found by; names of a few syllables come again and again, so they are folded once."""
    if case.kind is CaseKind.UNREAD:
        return case.n, ""
    names = (person.family_name, *((person.used_name,) if person.used_name else ()))
    given = person.given(case.spelling)
    numbers = " ".join(each for each in (person.ofpra_number, person.foreigner_number, person.postcode) if each)
    return case.n, f"{_words(names)} {_words(given)} {_words((person.birth_place,))} {_words((person.town,))} {numbers}"
