"""One case opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.actions.join_persons import link_case
from backoffice_gui.caseload.case_detail import Reader, open_case
from backoffice_gui.domain.cases import CaseAct, CaseKind, CaseState, Duty
from backoffice_gui.domain.detail import FormShape
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook.store import Casebook
from tests.support.cases import PERSON, accept, certificate_form, change_form, take
from tests.support.clock import TurnedClock
from tests.support.desks import a_store

_AGENT = Reader("demo.someone", frozenset({Duty.AGENT}))


def _numbers(book: Casebook, clause: str) -> list[int]:
    with book.reading() as connection:
        return list(connection.execute(text(f'SELECT "case" FROM cases WHERE {clause} ORDER BY "case"')).scalars())


def test_everything_of_a_case_is_there(book: Casebook) -> None:
    """Form, person with contacts, certificates or changes, timeline, notes: of every fourth case, and none raises."""
    for case in _numbers(book, "1 = 1")[::4]:
        detail = open_case(None, book, {}, case, _AGENT)
        assert detail.row.case == case
        assert (detail.person is None) == (detail.row.kind is CaseKind.UNREAD)
        assert bool(detail.certificates) == (detail.row.kind is CaseKind.CERTIFICATE)
        assert bool(detail.changes) == (detail.row.kind is CaseKind.CONTACT)
        assert detail.form.shape is (FormShape.RAW if detail.row.kind is CaseKind.UNREAD else FormShape.KNOWN)
        assert list(detail.timeline) == sorted(detail.timeline, key=lambda each: each.at)
        assert (detail.receipt_due_on is None) == (detail.row.state is not CaseState.NEW)
        assert detail.submission.startswith("DEMO")


def test_what_may_be_done_depends_on_who_asks(book: Casebook) -> None:
    """Another's case may only be taken over; one's own may be answered."""
    case = _numbers(book, "state = 'taken' OR state = 'waiting_piece'")[0]
    theirs = open_case(None, book, {}, case, _AGENT)
    own = open_case(None, book, {}, case, Reader(theirs.row.agent, frozenset({Duty.AGENT})))
    assert theirs.possible == {CaseAct.TAKE}
    assert CaseAct.ANSWER in own.possible


def test_an_absent_case_is_said(book: Casebook, tmp_path: Path) -> None:
    """Never an empty pane."""
    with pytest.raises(UsageError) as caught:
        open_case(None, book, {}, 99_999, _AGENT)
    assert caught.value.reason == "not-found"


def test_what_was_so_before_is_what_was_decided(tmp_path: Path) -> None:
    """Beside what changes stands the address that counts, not what another row's form mentioned since."""
    with a_store(tmp_path / "s") as store:
        take(store, change_form(town="DÉCIDÉE"))
        accept(store, 1)
        (key,) = take(store, certificate_form({**PERSON, "ofpra_number": "5"}))
        link_case(store.desk, key, 1, TurnedClock(), duties=frozenset(Duty))
        take(store, change_form(town="VOULUE"))
        detail = open_case(None, store.desk.casebook, {}, 3, _AGENT)
        (field,) = detail.changes
        assert ("DÉCIDÉE" in field.before, field.before_known, "VOULUE" in field.after) == (True, True, True)
        address = [each for each in detail.contacts if each.field == "address" and each.ended_at is None]
        assert [("DÉCIDÉE" in each.value, each.now) for each in address] == [(True, True), (False, False)]


def test_what_another_submission_says_is_never_shown(tmp_path: Path) -> None:
    """An inbox that was made anew has somebody else's in the same row, until intake has been through it."""
    with a_store(tmp_path / "s") as store:
        take(store, certificate_form(), change_form())
        book, inbox = store.desk.casebook, store.world.inbox
        assert open_case(inbox, book, store.desk.privates, 1, _AGENT).parts
        with book.transaction() as tx:
            tx.execute(text('UPDATE cases SET inbox_row = 2 WHERE "case" = 1'))
            tx.execute(text('UPDATE case_form SET octets = NULL WHERE "case" = 1'))
        detail = open_case(inbox, book, store.desk.privates, 1, _AGENT)
        assert (detail.parts, detail.form.shape, detail.form.note) == ((), FormShape.RAW, "not_stored")
        assert [each.name for each in detail.timeline] == ["received"]
