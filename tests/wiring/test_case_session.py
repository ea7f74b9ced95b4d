from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from backoffice_gui.actions.enter_case import Entered
from backoffice_gui.domain.authority import Authority, TeamRole
from backoffice_gui.domain.cases import CaseKind, Source
from backoffice_gui.errors import UsageError, WrongKey
from backoffice_gui.wiring.case_session import case_session
from tests.support.caseloads import Served
from tests.support.cases import arrive, certificate_form, form_of
from tests.support.clock import TurnedClock
from tests.support.desks import a_store


def test_a_case_is_named_by_the_number_that_people_say(desk: Served) -> None:
    """In full or short; a name is no number; naming one is no search."""
    with case_session(desk.store.settings(), desk.clock) as session:
        assert [session.cases.numbered(each).case for each in ("DL-2026-000002", "dl-2026-2", "2026-2", "2")] == [2] * 4
        for other in ("99", "exemple", "", "850312001"):
            with pytest.raises(UsageError, match="case-unknown"):
                session.cases.numbered(other)
        assert [row.case for row in session.rows([3, 9, 1])] == [3, 1]
    assert desk.logged("searched") == []


def test_a_view_is_named_by_its_id(desk: Served) -> None:
    """One that nobody saved is said."""
    with case_session(desk.store.settings(), desk.clock) as session:
        assert session.view("to_do").id == "to_do"
        with pytest.raises(UsageError, match="view-unknown"):
            session.view("EXEMPLE")


def test_what_was_searched_is_logged_when_the_call_ends(desk: Served) -> None:
    """A script may be killed by its pipe: the end is as near as can be."""
    with case_session(desk.store.settings(), desk.clock) as session:
        session.cases.find("exemple", 5)
    assert [dict(line.details)["found"] for line in desk.logged("searched")] == [2]


def test_what_was_collected_and_what_came_by_post_are_cases(desk: Served) -> None:
    """In one numbering; entered by hand is marked so."""
    arrive(desk.store.world, [form_of(certificate_form())])
    with case_session(desk.store.settings(), desk.clock) as session:
        assert session.take_in().cases == 1
        entered = Entered(CaseKind.CERTIFICATE, certificate_form(), Source.POST, date(2026, 11, 20))
        assert session.enter(entered).number == "DL-2026-000005"
        assert session.cases.numbered("5").source is Source.POST
        with pytest.raises(UsageError, match="practice-real"):
            session.practise(10, 1)


def test_who_does_not_see_every_service_takes_nothing_in(desk: Served) -> None:
    """It is said, not done by half."""
    with case_session(desk.store.settings(), desk.clock) as session:
        some = Authority("demo", frozenset({TeamRole.AGENT}), frozenset({"EXEMPLE"}))
        theirs = dataclasses.replace(session, desk=dataclasses.replace(session.desk, granted=some))
        with pytest.raises(UsageError, match="may-not-take-in"):
            theirs.take_in()
        with pytest.raises(UsageError, match="may-not-take-in"):
            theirs.retain("EXEMPLE", "EXEMPLE")


def test_invented_people_do_not_come_before_real_ones(tmp_path: Path) -> None:
    """What was collected and is no case yet is real already, unless the store is for practice."""
    clock = TurnedClock()
    with a_store(tmp_path / "s") as store:
        arrive(store.world, [form_of(certificate_form())])
        with case_session(store.settings(), clock) as session, pytest.raises(UsageError, match="practice-real"):
            session.practise(3, 1)
        with case_session(store.settings(BACKOFFICE_CASES__PRACTICE="true"), clock) as session:
            assert session.practise(3, 1) == 3


def test_without_its_key_nothing_is_unlocked(desk: Served) -> None:
    """The calm refusal of every other command."""
    settings = desk.store.settings(BACKOFFICE_STORE__KEY_FILE="other.key")
    with pytest.raises(WrongKey), case_session(settings, desk.clock):
        pass
