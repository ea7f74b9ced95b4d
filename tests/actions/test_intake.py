"""Intake: each submission of ours one case, none left out, whatever happens in between."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import logging
import secrets
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from backoffice_gui.actions import arrivals
from backoffice_gui.actions import intake as intakes
from backoffice_gui.actions.close_incident import close_incident
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.intake import Taken, intake
from backoffice_gui.actions.open_case import open_case
from backoffice_gui.actions.taking_in import Rules
from backoffice_gui.actions.taking_in import take_in as taking_in
from backoffice_gui.domain.case_text import READER, read_case
from backoffice_gui.domain.cases import Badge
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import Defect
from backoffice_gui.storage.casebook import audit_log, marks
from backoffice_gui.storage.casebook import cases as case_rows
from backoffice_gui.storage.casebook.caseload_schema import case_event, case_form, cases, certificate, identity, person
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox import incidents, outcomes, submissions
from tests.support.cases import (
    PERSON,
    arrive,
    certificate_form,
    change_form,
    form_of,
    from_generator,
    lines,
    rows,
    take,
)
from tests.support.clock import TurnedClock
from tests.support.desks import MASTER, Store, a_store, spoil
from tests.support.stores import MOMENT, Invented, invented, sighting_of
from tests.support.tearing import LONG, tear

CLOCK = TurnedClock()


def _run(store: Store, **given: Any) -> Taken:
    return intake(store.world.inbox, store.desk, CLOCK, **given)


def _mark(store: Store) -> marks.Mark:
    with store.desk.casebook.reading() as connection:
        return marks.mark(connection, store.world.store_id)


def test_a_form_becomes_a_case_with_its_person(store: Store) -> None:
    """Numbered, due, hung on a person, with what was asked for, its octets, its event and its audit line."""
    arrive(store.world, [form_of(certificate_form())])
    assert _run(store) == Taken(cases=1)
    (case,) = rows(store, cases)
    assert case["number"] == "DL-2026-000001"
    assert (case["kind"], case["about"], case["state"], case["source"]) == (
        "certificate_request",
        "birth",
        "new",
        "site",
    )
    assert (case["applicant"], case["ofpra_number"], case["parts"], case["unread"]) == (
        "EXEMPLE Démo",
        "850312001",
        0,
        True,
    )
    assert (case["received_at"].isoformat(), case["due_on"]) == ("2026-11-23T08:58:31+00:00", "2026-12-07")
    assert (case["receipt_due_on"], case["receipt_done_at"], case["badges"]) == ("2026-12-07", None, 0)
    assert case["inbox_row"] == 1
    assert case["reader"] == READER
    (wish,) = rows(store, certificate)
    assert (wish["n"], wish["type"], wish["form"], wish["copies"]) == (1, "birth", "full_copy", "1")
    assert json.loads(wish["event"]) == {"date": "1985-03-12"}
    (who,) = rows(store, person)
    assert (who["family_name"], who["ofpra_key"], who["cases"]) == ("EXEMPLE", "850312001", 1)
    (said,) = rows(store, identity)
    assert json.loads(said["form"])["birth_date"] == "1985-03-12"
    assert [(each["name"], each["who"], each["version"]) for each in rows(store, case_event)] == [
        ("received", "program", 1)
    ]
    assert rows(store, case_form)[0]["octets"] == form_of(certificate_form())[1]


def test_when_a_case_came_in_is_in_the_chain(store: Store) -> None:
    """By its reference, its number, the submission's id and digest; nothing of the person."""
    arrive(store.world, [form_of(certificate_form())])
    _run(store)
    (line,) = lines(store, "case_received")
    facts = store.world.facts(1)
    assert line.object == "case:1"
    assert dict(line.details) == {"number": "DL-2026-000001", "id": facts.key.id, "digest": facts.key.digest}
    with store.desk.casebook.reading() as connection:
        assert audit_log.verify(connection, [audit_log.head(connection)]).ok


def test_again_makes_nothing_twice_and_writes_nothing(store: Store) -> None:
    """With nothing new there is no transaction at all."""
    arrive(store.world, from_generator(20))
    assert _run(store).cases == 20
    with store.desk.casebook.reading() as connection:
        before = audit_log.head(connection)
    assert _run(store) == Taken()
    with store.desk.casebook.reading() as connection:
        assert audit_log.head(connection) == before
    assert len(rows(store, cases)) == 20


def test_only_what_is_ours_is_taken_and_the_rest_waits_or_never_comes(store: Store) -> None:
    """Stored only: waits; another store's: never; quarantined: waits for its release; expired on the web: comes, marked."""
    world = store.world
    stored, foreign, judged, expired = arrive(world, from_generator(4), ours=False)
    world.receipt(foreign.row, ours=False)
    world.do(lambda tx: outcomes.quarantined(tx, judged.row, "signature", MOMENT))
    world.do(lambda tx: outcomes.quarantined(tx, expired.row, "signature", MOMENT))
    world.do(lambda tx: outcomes.released(tx, expired.row, MOMENT))
    world.do(lambda tx: outcomes.expired(tx, expired.row, "EXEMPLE.expired", MOMENT))
    assert _run(store).cases == 1
    assert rows(store, cases)[0]["badges"] & Badge.UNVERIFIED
    assert _mark(store).waiting == {stored.row, judged.row}
    assert foreign.row not in _mark(store).waiting
    world.receipt(stored.row)
    world.do(lambda tx: outcomes.released(tx, judged.row, MOMENT))
    world.receipt(judged.row)
    taken = _run(store)
    assert taken.cases == 2
    assert [case["inbox_row"] for case in rows(store, cases)] == [expired.row, stored.row, judged.row]


def test_what_an_intake_of_before_had_passed_by_comes_in(store: Store) -> None:
    """Acknowledged, then contradicted: it was taken for nobody's, and its mark is beyond it; once, and not what is a case."""
    first, second = arrive(store.world, from_generator(2))
    assert _run(store).cases == 2
    third = arrive(store.world, from_generator(1))[0]
    with store.world.inbox.transaction() as tx:
        for each in (first, third):
            outcomes.disputed(tx, each.row, MOMENT, "ledger")
    with store.desk.casebook.transaction() as tx:
        marks.put_mark(tx, store.world.store_id, marks.Mark(third.row, reader=READER))
    assert _run(store).cases == 1
    assert [case["inbox_row"] for case in rows(store, cases)] == [first.row, second.row, third.row]
    assert _run(store) == Taken()
    assert _mark(store) == marks.Mark(third.row, reader=READER)


def test_what_nobody_can_read_becomes_a_case_that_says_so(store: Store) -> None:
    """No octets are refused: not JSON, a list, a kind of the future, an empty part, a form that does not open."""
    odd = [b"\xff\xfe", b"[1, 2]", b"", b"{" * 5_000]
    arrive(store.world, [*(form_of(each) for each in odd), ("family_reunion_2031", b"{}"), form_of(certificate_form())])
    spoil(store.world.inbox, "UPDATE chunk SET sealed = zeroblob(40) WHERE attempt = 6 AND part = 0")
    taken = _run(store)
    assert (taken.cases, taken.unread) == (6, 6)
    assert {case["kind"] for case in rows(store, cases)} == {"unread"}
    assert all(case["badges"] & Badge.FORM_DOUBT for case in rows(store, cases))
    said = [json.loads(each["details"])["reason"] for each in rows(store, case_event)]
    assert said == ["not_utf8", "not_object", "empty", "not_json", "kind_unknown", "sealed"]
    assert rows(store, case_form)[0]["octets"] == b"\xff\xfe"
    assert not rows(store, person)


def test_two_contents_under_one_id_are_two_cases(store: Store) -> None:
    """The second says that it resembles the first."""
    name = f"EXEMPLE-{secrets.token_hex(12)}"
    arrive(store.world, [form_of(certificate_form()), form_of(change_form(PERSON))], ids=[name, name])
    assert _run(store).cases == 2
    first, second = rows(store, cases)
    assert not first["badges"] & Badge.DUPLICATE
    assert second["badges"] & Badge.DUPLICATE


def test_practice_is_what_the_store_says_not_what_a_form_says(store: Store) -> None:
    """Anybody can write `demonstration` into a form: a real request stays one, and an agent is told of it."""
    take(store, certificate_form(demonstration="DÉMO"))
    _run(store, rules=Rules(practice=True))
    (real,) = rows(store, cases)
    assert (real["source"], bool(real["badges"] & Badge.FORM_DOUBT)) == ("site", True)


def test_all_of_a_practice_store_is_practice(store: Store) -> None:
    """Marked or not; nobody is warned of a mark that is expected there."""
    arrive(store.world, [form_of(certificate_form(demonstration="DÉMO")), form_of(change_form())])
    _run(store, rules=Rules(practice=True))
    assert {case["source"] for case in rows(store, cases)} == {"practice"}
    assert not any(case["badges"] & Badge.FORM_DOUBT for case in rows(store, cases))


def test_numbers_are_dense_in_each_year_of_paris(store: Store) -> None:
    """A submission of the last hour of a year in UTC is one of the next in Paris; the prefix is a setting."""
    made = invented(1, (form_of(certificate_form())[1],), kind="certificate_request")
    last_hour = dt.datetime(2025, 12, 31, 23, 30, tzinfo=dt.UTC)
    with store.world.inbox.transaction() as tx:
        assert _sight(tx, made, last_hour, last_hour + dt.timedelta(minutes=5)) == 1
    arrive(store.world, from_generator(2))
    store.world.receipt(store.world.begin(made).row)
    _run(store, rules=Rules(prefix="EX"))
    assert sorted(case["number"] for case in rows(store, cases)) == [f"EX-2026-00000{n}" for n in (1, 2, 3)]


def _sight(tx: Connection, made: Invented, submitted_at: dt.datetime, at: dt.datetime) -> int:
    seen = dataclasses.replace(sighting_of(made), submitted_at=submitted_at)
    return submissions.sight(tx, [seen], at)[0].row


class Cut(BaseException):
    """The power goes, for a test."""


_CUTS = ("take_in", "put_mark", "_fresh", "look")


@pytest.mark.parametrize("where", _CUTS)
@pytest.mark.parametrize("when", [1, 2])
def test_cut_anywhere_and_begun_again_nothing_is_lost_or_doubled(
    store: Store, monkeypatch: pytest.MonkeyPatch, where: str, when: int
) -> None:
    """Before a step and after it, in the first group and in the second."""
    monkeypatch.setattr(arrivals, "GROUP", 7)
    arrive(store.world, from_generator(16))
    for after in (False, True):
        calls = 0
        real = getattr(intakes, where)

        def step(*given: Any, **named: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == when and not after:  # noqa: B023
                raise Cut
            result = real(*given, **named)  # noqa: B023
            if calls == when:
                raise Cut
            return result

        with monkeypatch.context() as patch:
            patch.setattr(intakes, where, step)
            with pytest.raises(Cut):
                _run(store)
    _run(store)
    _run(store)
    assert [case["inbox_row"] for case in rows(store, cases)] == list(range(1, 17))
    assert [case["number"][-2:] for case in rows(store, cases)] == [f"{n:02}" for n in range(1, 17)]
    assert len(rows(store, case_event)) == 16


def test_two_desks_at_once_make_one_case_of_each(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between one desk's look and its transaction the other takes everything in."""
    monkeypatch.setattr(arrivals, "GROUP", 5)
    arrive(store.world, from_generator(12))
    other = Desk(Casebook.open(store.folder, MASTER.casebook_key()), store.desk.privates, "autre-exemple")
    real, calls = arrivals.look, [0]

    def slow(*given: Any, **named: Any) -> Any:
        looked = real(*given, **named)
        calls[0] += 1
        if calls[0] == 1:
            assert intake(store.world.inbox, other, CLOCK).cases == 12
        return looked

    monkeypatch.setattr(intakes, "look", slow)
    try:
        assert _run(store).cases == 0
    finally:
        other.casebook.close()
    assert len(rows(store, cases)) == 12
    assert _mark(store) == marks.Mark(12, frozenset(), READER)


def test_it_stops_between_groups_and_goes_on_where_it_stopped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was taken in stands; progress says how many."""
    monkeypatch.setattr(arrivals, "GROUP", 5)
    arrive(store.world, from_generator(12))
    heard: list[int] = []
    taken = _run(store, progress=heard.append, cancelled=lambda: bool(heard))
    assert (taken.cases, taken.cancelled, heard) == (5, True, [5])
    assert _run(store).cases == 7


def test_what_no_key_of_this_desk_opens_waits_for_one_that_does(store: Store) -> None:
    """It is neither lost nor shown as damaged."""
    arrive(store.world, from_generator(3))
    without = dataclasses.replace(store.desk, privates={})
    taken = intake(store.world.inbox, without, CLOCK)
    assert (taken.cases, taken.waiting) == (0, 3)
    assert intake(store.world.inbox, without, CLOCK).cases == 0
    assert _run(store).cases == 3
    assert not _mark(store).waiting


def _told(store: Store) -> list[tuple[str, str, str | None]]:
    with store.world.inbox.reading() as connection:
        return [(each.kind.value, each.detail, each.id) for each in incidents.incidents(connection, open_only=False)]


@pytest.mark.expected_logs("submission_unreadable")
def test_what_the_disk_gives_back_no_more_waits_is_told_and_stops_no_other(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """One page of one form: those beside it and behind it become cases; it is tried again, and becomes one once it can."""
    people = [{**PERSON, "family_name": f"EXEMPLE {n}", "ofpra_number": f"85031200{n}"} for n in range(7)]
    arrive(store.world, [form_of(certificate_form(each, comment=LONG)) for each in people[:5]])
    mend = tear(store, 3)
    taken = _run(store)
    assert (taken.cases, taken.unread, taken.waiting) == (4, 0, 1)
    assert [case["inbox_row"] for case in rows(store, cases)] == [1, 2, 4, 5]
    about = ("unreadable", "form", store.world.facts(3).key.id)
    assert _told(store) == [about]
    arrive(store.world, [form_of(certificate_form(each)) for each in people[5:]])
    assert (_run(store).cases, _mark(store).row, _mark(store).waiting) == (2, 7, frozenset({3}))
    with store.world.inbox.reading() as connection:
        (told,) = incidents.incidents(connection, open_only=True)
    close_incident(store.world.inbox, store.desk, told.number, "EXEMPLE", CLOCK.now())
    assert _run(store).waiting == 1
    assert _told(store) == [about], "once, also where a person has closed it"
    assert [each.getMessage() for each in caplog.records if each.levelno >= logging.WARNING] == [
        "submission_unreadable"
    ]
    mend()
    assert (_run(store).cases, _mark(store).waiting) == (1, frozenset())
    assert rows(store, cases)[-1]["inbox_row"] == 3


def test_many_that_no_key_opens_keep_nobody_waiting(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole group of them is tried, and what came in behind it is taken in all the same."""
    monkeypatch.setattr(arrivals, "GROUP", 2)
    arrive(store.world, from_generator(4))
    other = "INSERT INTO run_key SELECT 99, store_id, generation, suite, x'00', NULL, made_at, canary, NULL, NULL"
    spoil(store.world.inbox, f"{other} FROM run_key LIMIT 1", "UPDATE attempt SET run_key = 99")
    assert (_run(store).cases, len(_mark(store).waiting)) == (0, 4)
    arrive(store.world, from_generator(3, seed=2))
    taken = _run(store)
    assert (taken.cases, taken.waiting) == (3, 4)


def test_a_store_under_a_new_name_is_looked_through_and_nothing_doubled(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A restored inbox: what is a case already is passed over, and its place is noted anew."""
    arrive(store.world, from_generator(4))
    _run(store)
    spoil(store.world.inbox, f"UPDATE store SET store_id = '{'e' * 32}'")
    arrive_later = _run(store)
    assert arrive_later.cases == 0
    assert {case["store_id"] for case in rows(store, cases)} == {"e" * 32}
    with store.desk.casebook.reading() as connection:
        assert marks.mark(connection, StoreId("e" * 32)).row == 4


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
_MEMBERS = (
    "person",
    "certificates",
    "delivery",
    "email",
    "phone",
    "old",
    "new",
    "requester",
    "effective_date",
    "comment",
)
_HOSTILE: list[dict[str, Any]] = [
    certificate_form(
        {**PERSON, "family_name": "Ex" * 5_000, "given_names": ["\ud800\udfff", "\u202eomeD", "D\u200démo"]}
    ),
    certificate_form(
        {**PERSON, "birth_date": "0000-00-00"}, certificates=[{"type": "birth", "copies": n} for n in range(500)]
    ),
    change_form({**PERSON, "birth_date": "9999-12-31"}, effective_date="9999-12-31"),
    change_form(
        effective_date="0000-01-01", new={"address": {"lines": ["L" * 300] * 40}, "email": "\x00", "phone": "\udcff"}
    ),
    certificate_form({"family_name": "\x00", "ofpra_number": "\udcff\u0660" * 50}),
]


def test_hostile_forms_all_become_cases(store: Store) -> None:
    """Names of 10,000 characters, lone surrogates, bidi, year 0 and 9999, 500 certificates, 40 lines."""
    arrive(store.world, [form_of(form) for form in _HOSTILE])
    taken = _run(store)
    assert (taken.cases, taken.unread) == (len(_HOSTILE), 0)
    assert all(len(case["applicant"]) <= 200 for case in rows(store, cases))
    assert all(len(case["sort_key"]) < 1_000 for case in rows(store, cases))


@given(
    forms=st.lists(st.tuples(st.dictionaries(st.sampled_from(_MEMBERS), _JSON, max_size=6), st.booleans()), max_size=12)
)
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
def test_any_json_becomes_a_case(
    tmp_path_factory: pytest.TempPathFactory, forms: list[tuple[dict[str, Any], bool]]
) -> None:
    """Whatever a form says: as many cases as forms, and all of them readable as JSON forms."""
    kinds = {True: "certificate_request", False: "contact_change"}
    with a_store(tmp_path_factory.mktemp("any") / "s") as store:
        arrive(store.world, [(kinds[certificates], json.dumps(form).encode()) for form, certificates in forms])
        taken = _run(store)
        assert (taken.cases, taken.unread) == (len(forms), 0)
        assert _run(store) == Taken()


def test_the_database_itself_refuses_a_second_case_of_a_submission(store: Store) -> None:
    """Beside every check: the index."""
    take(store, certificate_form())
    (case,) = rows(store, cases)
    with pytest.raises(Defect), store.desk.casebook.transaction() as tx:
        tx.execute(cases.insert().values(**{**case, "case": 2, "number": "DL-2026-000002"}))
    with store.desk.casebook.reading() as connection:
        assert case_rows.last(connection) == 1


@pytest.mark.expected_logs("form_not_read", "group_not_taken_in", "not_taken_in_as_read")
@pytest.mark.parametrize("where", ["reading", "writing"])
def test_one_poisonous_submission_stops_no_other(store: Store, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """What this program fails on becomes a case that nobody could read; those before and behind it are as ever."""
    poison = certificate_form({**PERSON, "family_name": "EXEMPLE POISON"})
    arrive(store.world, [form_of(certificate_form()), form_of(poison), form_of(change_form())])
    reads, takes = read_case, taking_in

    def read(kind: str, octets: bytes | None, reason: str = "") -> Any:
        if octets is not None and b"POISON" in octets:
            raise IndexError("EXEMPLE POISON")
        return reads(kind, octets, reason)

    def take_in(tx: Connection, incoming: Any, *rest: Any) -> Any:
        if any(each.read.person and "POISON" in each.read.person.applicant for each in incoming):
            raise IndexError("EXEMPLE POISON")
        return takes(tx, incoming, *rest)

    monkeypatch.setattr(arrivals if where == "reading" else intakes, *_planted(where, read, take_in))
    assert _run(store) == Taken(cases=3, unread=1)
    assert {case["kind"]: case["inbox_row"] for case in rows(store, cases)} == {
        "certificate_request": 1,
        "unread": 2,
        "contact_change": 3,
    }
    assert [each["octets"] is None for each in rows(store, case_form)] == [False] * 3, "a later reader reads it again"
    assert _mark(store).row == 3
    assert _run(store) == Taken()


def _planted(where: str, read: Any, take_in: Any) -> tuple[str, Any]:
    return ("read_case", read) if where == "reading" else ("take_in", take_in)


def test_whoever_has_an_earlier_case_is_told_of_the_next(store: Store) -> None:
    """As news, until it is opened, with the number in its timeline and no new version; a case that is done with isn't."""
    take(store, certificate_form())
    open_case(store.desk, 1, CLOCK.now())
    take(store, certificate_form())
    first, second = rows(store, cases)
    assert (bool(first["badges"] & Badge.NEWS), first["version"]) == (True, 1)
    assert not second["badges"] & Badge.NEWS
    (told,) = [event for event in rows(store, case_event) if event["name"] == "asked_again"]
    assert (told["case"], json.loads(told["details"])) == (1, {"number": second["number"]})
    with store.desk.casebook.transaction() as tx:
        tx.execute(cases.update().values(bucket=2, badges=0))
    take(store, certificate_form())
    assert not any(case["badges"] & Badge.NEWS for case in rows(store, cases))
