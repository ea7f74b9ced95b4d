"""A later reader reads what is there again."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from backoffice_gui.actions import arrivals, reading_again, taking_in
from backoffice_gui.actions import intake as intakes
from backoffice_gui.actions.intake import intake
from backoffice_gui.actions.treat import treat
from backoffice_gui.domain import case_text
from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.cases import Badge, CaseAct, Duty
from backoffice_gui.storage.casebook.caseload_schema import case_event, cases, certificate, person
from tests.support.cases import certificate_form, form_of, keys_of, lines, rows, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store, spoil
from tests.support.tearing import tear

CLOCK = TurnedClock()
AGENT = frozenset({Duty.AGENT})


def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version that also reads what today's calls an unknown kind, and reads comments otherwise."""

    def read(kind: str, octets: bytes | None, reason: str = "") -> case_text.ReadCase:
        wanted = "certificate_request" if kind == "request_2031" else kind
        found = case_text.read_case(wanted, octets, reason)
        return dataclasses.replace(found, text=dataclasses.replace(found.text, comment="lu"))

    for module in (intakes, taking_in, reading_again):
        monkeypatch.setattr(module, "READER", 2)
    monkeypatch.setattr(arrivals, "read_case", read)


def _run(store: Store, **given: Any) -> intakes.Taken:
    return intake(store.world.inbox, store.desk, CLOCK, **given)


def test_what_nobody_could_read_becomes_a_proper_case(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if somebody holds it: a person, a due day, an event, an audit line; whoever has it open sees it changed."""
    from tests.support.cases import arrive

    arrive(store.world, [("request_2031", form_of(certificate_form())[1])])
    _run(store)
    treat(store.desk, keys_of(store), Asked(CaseAct.TAKE), CLOCK, duties=AGENT)
    _later(monkeypatch)
    assert _run(store).again == 1
    (case,) = rows(store, cases)
    assert (case["kind"], case["state"], case["agent"], case["version"]) == (
        "certificate_request",
        "taken",
        "agent-exemple",
        3,
    )
    assert (case["applicant"], case["due_on"], case["reader"]) == ("EXEMPLE Démo", "2026-12-07", 2)
    assert not case["badges"] & Badge.FORM_DOUBT
    assert len(rows(store, person)) == len(rows(store, certificate)) == 1
    assert rows(store, case_event)[-1]["name"] == "read_again"
    assert dict(lines(store, "case_read_again")[0].details) == {"reader": 2}
    assert _run(store).again == 0


def test_what_an_agent_touched_stays(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another is read anew, without a second person or wish."""
    first, _second = take(store, certificate_form(), certificate_form())
    treat(store.desk, [first], Asked(CaseAct.TAKE), CLOCK, duties=AGENT)
    _later(monkeypatch)
    assert _run(store).again == 1
    assert [(case["comment"], case["reader"]) for case in rows(store, cases)] == [("", 2), ("lu", 2)]
    assert len(rows(store, person)) == 1
    assert len(rows(store, certificate)) == 2


def test_what_lies_in_the_inbox_only_is_read_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form of more than 1 MiB; and one that did not open, where it does now."""
    long = certificate_form(comment="x" * 2**20)
    take(store, long)
    with store.desk.casebook.transaction() as tx:
        tx.execute(cases.update().values(kind="unread"))
    _later(monkeypatch)
    assert _run(store).again == 1
    assert rows(store, cases)[0]["comment"] == "lu"


def test_what_the_disk_gives_back_no_more_stays_and_stops_no_other(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form that lies in the inbox alone, on a page that is damaged: those behind it are read, and what comes in is."""
    take(store, certificate_form(comment="x" * 2**20), certificate_form())
    tear(store, 1)
    _later(monkeypatch)
    assert _run(store).again == 1
    assert [case["comment"][:2] for case in rows(store, cases)] == ["xx", "lu"]
    assert _run(store).again == 0


def test_cut_in_between_it_goes_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """And can be stopped; what is damaged stays as it was."""
    take(store, *[certificate_form(person) for person in ({"family_name": f"EX{n}"} for n in range(5))])
    monkeypatch.setattr(reading_again, "_GROUP", 2)
    _later(monkeypatch)
    said = iter([False, True])
    stopped = _run(store, cancelled=lambda: next(said))
    assert (stopped.again, stopped.cancelled) == (2, True)
    spoil(store.world.inbox, "UPDATE chunk SET sealed = zeroblob(40)")
    assert _run(store).again == 3


@pytest.mark.expected_logs("form_not_read")
def test_what_a_later_reader_fails_on_stays_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """And stops no other, nor what comes in."""
    take(store, certificate_form(comment="POISON"), certificate_form())
    _later(monkeypatch)
    later = vars(arrivals)["read_case"]

    def read(kind: str, octets: bytes | None, reason: str = "") -> case_text.ReadCase:
        if octets is not None and b"POISON" in octets:
            raise IndexError("EXEMPLE")
        found: case_text.ReadCase = later(kind, octets, reason)
        return found

    monkeypatch.setattr(arrivals, "read_case", read)
    assert _run(store).again == 1
    assert [case["comment"] for case in rows(store, cases)] == ["POISON", "lu"]
    assert _run(store) == intakes.Taken()
