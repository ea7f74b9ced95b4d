"""The journal of a real store: reading it is an event of it, who opened a case, a broken link named, a signed file."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from backoffice_gui.caseload.detail import open_detail
from backoffice_gui.domain.authority import Authority, TeamRole
from backoffice_gui.domain.case_exports import Going
from backoffice_gui.domain.journal import Chain, JournalFilter
from backoffice_gui.errors import UsageError, WrongKey
from backoffice_gui.wiring.caseload import Caseload
from backoffice_gui.wiring.journal import JournalDesk
from tests.support.caseloads import Served

if TYPE_CHECKING:
    from backoffice_gui.gui.journal_office import JournalOffice

ALL = JournalFilter()


def silent(_events: int) -> None:
    """Progress that nobody looks at."""


def test_reading_the_journal_is_an_event_of_it(desk: Served) -> None:
    """Noted before a line is shown, once for the same question; another question is noted again."""
    journal: JournalOffice = desk.cases.journal
    first = journal.page(ALL, 0, 50)
    assert (first[0].verb, first[0].agent, first[0].object) == ("journal_read", "agent-exemple", "journal")
    assert journal.page(ALL, 0, 50) == first
    journal.page(JournalFilter(agent="agent-exemple"), 0, 50)
    read = desk.logged("journal_read")
    assert [dict(line.details).get("by") for line in read] == [None, "agent-exemple"]
    desk.clock.advance(3_600)
    journal.page(JournalFilter(agent="agent-exemple"), 0, 50)
    assert len(desk.logged("journal_read")) == 3


def test_who_opened_a_case(desk: Served) -> None:
    """By the reference of the chain, said with the number people know; others' events are left out."""
    for case in (1, 2, 1):
        desk.cases.case(case)
    wanted = JournalFilter(object="case:1", verbs=frozenset({"case_opened"}))
    lines = desk.cases.journal.page(wanted, 0, 50)
    assert [(line.agent, line.reference) for line in lines] == [("agent-exemple", desk.cases.case(1).row.number)] * 2
    assert desk.cases.journal.count(wanted) == 3
    assert desk.cases.journal.agents() == ("agent-exemple",)


def test_who_sees_no_case_reads_the_journal_without_their_numbers(desk: Served, tmp_path: Path) -> None:
    """A team's auditor: its server lets him read no case, and the journal says their references as they stand in it."""
    desk.cases.case(1)
    auditor = Authority("agent-exemple", frozenset({TeamRole.AUDITOR}))
    desk.store.desk = dataclasses.replace(desk.store.desk, granted=auditor)
    with desk.store.desk.casebook.transaction() as tx:
        tx.execute(text("ALTER TABLE cases RENAME TO hidden"))
    wanted = JournalFilter(object="case:1", verbs=frozenset({"case_opened"}))
    (line,) = desk.cases.journal.page(wanted, 0, 50)
    assert (line.object, line.reference) == ("case:1", "")
    file = tmp_path / "journal.csv"
    desk.cases.journal.export(wanted, "csv", Going(str(file), "EXEMPLE"), silent, lambda: False)
    assert "case:1" in file.read_text("utf-8-sig")
    with desk.store.world.inbox.reading() as connection:
        seq = connection.execute(text("SELECT seq FROM submission WHERE row = 1")).scalar_one()
    inbox = JournalFilter(Chain.INBOX, object="submission:1")
    assert {each.reference for each in desk.cases.journal.page(inbox, 0, 50)} == {str(seq)}


def test_who_opened_the_submission_of_a_case_has_opened_the_case(desk: Served) -> None:
    """What stands in the chain of the submission belongs to the case's history too."""
    inbox, own = desk.store.world.inbox, desk.store.desk
    with own.casebook.reading() as connection:
        row = connection.execute(text('SELECT inbox_row FROM cases WHERE "case" = 1')).scalar_one()
    open_detail(inbox, own.casebook, own.privates, row, agent=own.agent, at=desk.clock.now())
    wanted = JournalFilter(object="case:1", verbs=frozenset({"case_opened", "detail_opened"}))
    assert [line.verb for line in desk.cases.journal.page(wanted, 0, 50)] == ["detail_opened"]
    assert desk.cases.journal.count(wanted) == 1


def test_it_is_narrowed_by_day_and_paged(desk: Served) -> None:
    """Whole hours; what is before or after is left out, and every page is a part of the whole."""
    now = desk.clock.now()
    journal = desk.cases.journal
    whole = journal.page(ALL, 0, 100)
    assert len(whole) == journal.count(ALL) == len({line.n for line in whole})
    assert [line for start in range(0, 100, 3) for line in journal.page(ALL, start, 3)] == list(whole)
    since = JournalFilter(since=now - timedelta(hours=1), until=now + timedelta(hours=2))
    assert journal.count(since) == len(
        [line for line in journal.page(ALL, 0, 100) if line.at >= now - timedelta(hours=1)]
    )
    assert journal.count(JournalFilter(until=now - timedelta(days=9_000))) == 0


def test_the_collectors_chain_names_nobody(desk: Served) -> None:
    """Roles, and submissions by the numbers people know."""
    lines = desk.cases.journal.page(JournalFilter(Chain.INBOX), 0, 200)
    assert lines
    assert {line.agent for line in lines} == {""}
    numbered = [line.reference for line in lines if line.object.startswith("submission:")]
    assert numbered
    assert all(numbered)
    stored = JournalFilter(Chain.INBOX, verbs=frozenset({"stored"}))
    assert desk.cases.journal.count(stored) == len([line for line in lines if line.verb == "stored"])


def test_both_chains_hold_and_a_broken_one_names_its_first_event(desk: Served) -> None:
    """To the last event; what was verified is noted, whatever came of it."""
    journal = desk.cases.journal
    seen: list[int] = []
    for chain in Chain:
        found = journal.verify(chain, seen.append, lambda: False)
        assert (found.ok, found.last_good, found.first) == (True, found.events, 1)
        assert found.last_good_at is not None
    assert seen
    with desk.store.desk.casebook.transaction() as tx:
        tx.execute(text("DROP TRIGGER guard_audit_update"))
        tx.execute(text("UPDATE audit SET event = replace(event, 'at', 'as') WHERE n = 4"))
    broken = journal.verify(Chain.CASEBOOK, silent, lambda: False)
    assert (broken.ok, broken.last_good, broken.broken, broken.reason) == (False, 3, 4, "link")
    assert [dict(line.details)["holds"] for line in desk.logged("journal_verified")] == [1, 1, 0]


def test_an_event_that_is_no_event_any_more_is_shown_as_unreadable(desk: Served) -> None:
    """The page still opens: that is when it is needed."""
    with desk.store.desk.casebook.transaction() as tx:
        tx.execute(text("DROP TRIGGER guard_audit_update"))
        tx.execute(text("UPDATE audit SET event = 'EXEMPLE' WHERE n = 3"))
    lines = desk.cases.journal.page(ALL, 0, 100)
    assert [line.n for line in lines if line.verb == "unreadable"] == [3]


def test_a_chain_that_was_compared_with_nothing_says_so(desk: Served, tmp_path: Path) -> None:
    """A share that is gone, or was emptied, is no proof: the chain holds in itself, and that is all."""
    caseload = Caseload(lambda: (desk.store.world.inbox, desk.store.desk), desk.clock)
    for anchors, alone in ((None, False), (tmp_path / "gone", True)):
        found = JournalDesk(caseload, 10, anchors).verify(Chain.CASEBOOK, silent, lambda: False)
        assert (found.ok, found.alone) == (True, alone)


def test_verifying_can_be_stopped(desk: Served) -> None:
    """Nothing is noted then."""
    with pytest.raises(UsageError, match="journal-cancelled"):
        desk.cases.journal.verify(Chain.CASEBOOK, silent, lambda: True)
    assert desk.logged("journal_verified") == []


@pytest.mark.parametrize("kind", ["csv", "ods"])
def test_the_journal_leaves_as_a_file_with_its_purpose(desk: Served, tmp_path: Path, kind: str) -> None:
    """Logged before and after; the rows are those that the filter leaves."""
    wanted = JournalFilter(agent="agent-exemple")
    desk.cases.case(1)
    file = tmp_path / f"journal.{kind}"
    manifest = desk.cases.journal.export(wanted, kind, Going(str(file), "EXEMPLE, contrôle"), silent, lambda: False)
    assert (manifest.rows, file.exists()) == (2, True)
    (begun,) = desk.logged("exported")
    assert (begun.object, dict(begun.details)["what"], dict(begun.details)["by"]) == (
        "journal",
        "journal",
        "agent-exemple",
    )
    assert dict(desk.logged("export_ended")[0].details)["sha256"] == manifest.sha256


def test_an_export_has_its_limits(desk: Served, tmp_path: Path) -> None:
    """A kind of file that is none, and more than one file holds."""
    going = Going(str(tmp_path / "x.csv"), "EXEMPLE, contrôle")
    with pytest.raises(UsageError, match="export-format"):
        desk.cases.journal.export(ALL, "exe", going, silent, lambda: False)
    with pytest.raises(UsageError, match="export-over-cap"):
        JournalDesk(desk.caseload, 1).export(ALL, "csv", going, silent, lambda: False)


def test_a_sealed_desk_shows_no_journal(desk: Served) -> None:
    """Neither chain."""
    desk.sealed = True
    for chain in Chain:
        with pytest.raises(WrongKey):
            desk.cases.journal.page(JournalFilter(chain), 0, 10)
    desk.cases.journal.interrupt()
