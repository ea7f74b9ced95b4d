from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.storage.casebook import proposals
from backoffice_gui.storage.inbox import outcomes
from tests.support.caseloads import Served, served
from tests.support.cases import arrive, certificate_form, change_form, form_of
from tests.support.console import Said, call
from tests.support.desks import a_store


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Served]:
    """Three cases."""
    with a_store(tmp_path / "s") as store:
        yield served(store)


def cases(capsys: pytest.CaptureFixture[str], desk: Served, *words: str) -> Said:
    """`backoffice cases …` over the store, as JSON."""
    return call(capsys, "--json", "--config", desk.store.settings().file, "cases", *words)


def state(capsys: pytest.CaptureFixture[str], desk: Served, number: str) -> str:
    """Where a case stands."""
    return str(cases(capsys, desk, "show", number).objects[0]["state"])


def test_each_case_has_its_result_and_the_way_back(desk: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """1 where one was left as it was; what was done can be taken back by its numbers, once."""
    said = cases(capsys, desk, "take", "1", "DL-2026-000002")
    assert said.code == 0
    assert [(each["done"], each["state"]) for each in said.objects[:2]] == [(True, "taken")] * 2
    events = [str(event) for event in said.objects[2]["undo"]]
    closed = cases(capsys, desk, "close", "1", "3")
    assert closed.code == 1
    assert {each["code"] for each in closed.objects[:-1]} == {"reason-needed", "case-not-possible"}
    assert cases(capsys, desk, "undo", *events).code == 0
    assert state(capsys, desk, "1") == "new"
    late = cases(capsys, desk, "undo", *events)
    assert (late.code, late.objects[0]["code"]) == (1, "undo-too-late")
    assert cases(capsys, desk, "undo", "4711").code == 2


def test_a_case_goes_its_way_from_taken_to_closed(desk: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """Every act of the window; in words, the way back is a command."""
    for words, becomes in (
        (("take", "1"), "taken"),
        (("wait", "1", "--reason", "passeport"), "waiting_piece"),
        (("wait", "1", "--colleague"), "waiting_colleague"),
        (("resume", "1"), "taken"),
        (("answer", "1", "1=issued"), "answered"),
        (("close", "1"), "closed"),
        (("reopen", "1", "--reason", "erreur"), "taken"),
        (("assign", "1", "--agent", "d.demo"), "taken"),
        (("release", "1"), "new"),
    ):
        said = cases(capsys, desk, *words)
        assert (said.code, said.objects[0]["state"]) == (0, becomes), words
    said = call(capsys, "--config", desk.store.settings().file, "cases", "take", "1")
    assert "backoffice cases undo " in said.out


def test_the_acknowledgement_owed_is_noted_once(desk: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """Its clock is at rest from then on; a second time changes nothing."""
    assert desk.cases.case(1).receipt_due_on is not None
    assert cases(capsys, desk, "receipt", "1").code == 0
    assert desk.cases.case(1).receipt_due_on is None
    assert cases(capsys, desk, "receipt", "1").code == 0
    assert desk.logged("receipt_sent")


def test_a_case_is_to_be_read_again(desk: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """Until it is shown."""
    cases(capsys, desk, "show", "1")
    assert cases(capsys, desk, "unread", "1").objects[0]["unread"] is True
    assert cases(capsys, desk, "show", "1").objects[0]["unread"] is False


def test_a_case_is_linked_to_a_person_and_the_link_taken_back(desk: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """By another case or by the person's number; one of both is to be named."""
    done = cases(capsys, desk, "link", "3", "1")
    assert done.code == 0
    person = cases(capsys, desk, "show", "3").objects[0]["person"]["person"]
    events = [str(event) for event in done.objects[1]["undo"]]
    assert cases(capsys, desk, "undo", *events).code == 0
    assert cases(capsys, desk, "show", "3").objects[0]["person"] is None
    assert cases(capsys, desk, "link", "3", "--person", str(person)).code == 0
    assert cases(capsys, desk, "link", "1", "1").objects[0]["code"] == "same-case"
    for words in (("3",), ("3", "1", "--person", "1"), ("3", "--duplicate", "--person", "1")):
        assert "link-what" in cases(capsys, desk, "link", *words).err


def test_the_same_request_is_linked_as_it_was_proposed(desk: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """`show` names the other case; what was not proposed is left as it is."""
    assert cases(capsys, desk, "link", "1", "2", "--duplicate").objects[0]["code"] == "proposal-unknown"
    with desk.store.desk.casebook.transaction() as tx:
        proposals.add(tx, [proposals.Proposed(1, 2, "repeat", 96, ())], desk.clock.now())
    assert cases(capsys, desk, "show", "1").objects[0]["proposals"][0]["case"] == 2
    assert cases(capsys, desk, "link", "1", "2", "--duplicate").code == 0
    assert cases(capsys, desk, "show", "1").objects[0]["proposals"] == []


def test_an_answer_is_said_piece_by_piece(desk: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """Refusing needs its reason; what is no answer is said with what there is."""
    cases(capsys, desk, "take", "2")
    assert cases(capsys, desk, "answer", "2", "address=refused").objects[0]["code"] == "reason-needed"
    odd = cases(capsys, desk, "answer", "2", "address=perhaps")
    assert (odd.code, "issued" in odd.err) == (2, True)
    assert cases(capsys, desk, "answer", "2", "address=refused:pièce illisible").code == 0
    change = cases(capsys, desk, "show", "2").objects[0]["changes"][0]
    assert (change["decision"], change["reason"]) == ("refused", "pièce illisible")


def test_a_note_comes_by_standard_input(
    desk: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no list of processes shows it; an empty one is none."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("EXEMPLE : rappeler\n"))
    assert cases(capsys, desk, "note", "1", "-").code == 0
    assert [each["text"] for each in cases(capsys, desk, "show", "1").objects[0]["notes"]] == ["EXEMPLE : rappeler"]
    assert "note-empty" in cases(capsys, desk, "note", "1", " ").err


def test_a_reason_comes_by_standard_input_too(
    desk: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an act and of an answer: no list of processes shows what was written."""
    cases(capsys, desk, "take", "1", "2")
    monkeypatch.setattr(sys, "stdin", io.StringIO("EXEMPLE : la page 2\n"))
    assert cases(capsys, desk, "wait", "1", "--reason", "-").code == 0
    assert "EXEMPLE : la page 2" in cases(capsys, desk, "show", "1").out
    monkeypatch.setattr(sys, "stdin", io.StringIO("EXEMPLE : illisible"))
    assert cases(capsys, desk, "answer", "2", "address=refused:-").code == 0
    change = cases(capsys, desk, "show", "2").objects[0]["changes"][0]
    assert (change["decision"], change["reason"]) == ("refused", "EXEMPLE : illisible")


def test_what_was_collected_is_taken_in(desk: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """Once; the second time there is nothing to do."""
    arrive(desk.store.world, [form_of(certificate_form()), form_of(b"EXEMPLE")])
    said = cases(capsys, desk, "intake")
    assert said.objects == [{"cases": 2, "unread": 1, "waiting": 0, "read_again": 0}]
    assert cases(capsys, desk, "intake").objects[0]["cases"] == 0


def test_what_came_by_post_is_entered(desk: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """Its kind shows by its form."""
    file = desk.store.root / "form.json"
    for number, form, kind in ((4, certificate_form(), "certificate_request"), (5, change_form(), "contact_change")):
        file.write_text(json.dumps(form))
        made = cases(capsys, desk, "enter", "--file", str(file), "--source", "post", "--received", "2026-11-20")
        assert made.objects[0]["number"] == f"DL-2026-00000{number}"
        shown = cases(capsys, desk, "show", str(number)).objects[0]
        assert (shown["kind"], shown["source"], shown["received_at"][:10]) == (kind, "post", "2026-11-20")


def test_what_can_t_be_entered_is_said(desk: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is made of it."""
    file = desk.store.root / "form.json"
    usual = ("--file", str(file), "--source", "post", "--received", "2026-11-20")
    for text, words, code in (
        ("[]", (), "form-file"),
        ("{", (), "form-file"),
        ("{}", ("--source", "fax"), "entry-source"),
        ("{}", ("--received", "hier"), "entry-day"),
        ("{}", ("--kind", "photo"), "entry-kind"),
        ("{}", (), "person-needed"),
    ):
        file.write_text(text)
        said = cases(capsys, desk, "enter", *usual, *words)
        assert (said.code, code in said.err) == (2, True), code


def test_a_practice_store_is_filled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With as many invented cases as wanted; never beside real ones."""
    with a_store(tmp_path / "p") as store:
        file = store.settings().file
        assert call(capsys, "--json", "--config", file, "practice", "--cases", "20").objects == [{"cases": 20}]
        listed = call(capsys, "--json", "--config", file, "cases", "list").objects
    assert {each["source"] for each in listed} == {"practice"}
    assert len(listed) == 20
    with a_store(tmp_path / "r") as store:
        served(store)
        said = call(capsys, "--config", store.settings().file, "practice", "--cases", "20")
    assert (said.code, "practice-real" in said.err) == (2, True)


def test_what_would_never_become_a_case_is_retained(desk: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """By its id and a reason; a second time it is said which case it is."""
    world = desk.store.world
    [facts] = arrive(world, [form_of(certificate_form())], ours=False)
    world.do(lambda tx: outcomes.disputed(tx, facts.row, world.at, "unknown-submission"))
    assert cases(capsys, desk, "retain", facts.key.id).code == 2
    said = cases(capsys, desk, "retain", facts.key.id, "--reason", "EXEMPLE")
    assert (said.code, said.objects[0]["number"]) == (0, "DL-2026-000004")
    again = cases(capsys, desk, "retain", facts.key.id, "--reason", "EXEMPLE")
    assert (again.code, "DL-2026-000004" in again.err) == (2, True)
