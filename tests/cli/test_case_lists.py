from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.cli import case_lists
from backoffice_gui.documents.case_words import HAPPENINGS, SECTIONS
from backoffice_gui.documents.case_words import MEMBERS as MEMBERS_OF_FORMS
from backoffice_gui.domain.cases import CaseAct
from tests.support.caseloads import Served, served
from tests.support.console import Said, call
from tests.support.desks import a_store

MEMBERS = [
    "number", "case", "version", "kind", "about", "state", "source", "applicant", "ofpra_number", "received_at",
    "due_on", "closed_at", "parts", "agent", "badges", "unread",
]  # fmt: skip


_CODES = {*SECTIONS, *MEMBERS_OF_FORMS, *HAPPENINGS, *(act.value for act in CaseAct), "birth", "full_copy"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Served]:
    """Three cases."""
    with a_store(tmp_path / "s") as store:
        yield served(store)


def cases(capsys: pytest.CaptureFixture[str], desk: Served, *words: str) -> Said:
    """`backoffice cases …` over the store, as JSON."""
    return call(capsys, "--json", "--config", desk.store.settings().file, "cases", *words)


def test_each_case_is_a_line_with_the_promised_members(desk: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """The newest first, as in the view of all; no more than asked for."""
    said = cases(capsys, desk, "list")
    assert [list(each) for each in said.objects] == [MEMBERS] * 3
    assert [each["case"] for each in said.objects] == [3, 2, 1]
    assert said.objects[1] | {"badges": None} == {
        "number": "DL-2026-000002", "case": 2, "version": 1, "kind": "contact_change", "about": ["address"],
        "state": "new", "source": "site", "applicant": "EXEMPLE Démo", "ofpra_number": "850312001",
        "received_at": "2026-11-23T08:58:31.000Z", "due_on": "2026-11-25", "closed_at": None, "parts": 0,
        "agent": "", "badges": None, "unread": True,
    }  # fmt: skip
    assert len(cases(capsys, desk, "list", "--limit", "2").objects) == 2
    assert cases(capsys, desk, "list", "--limit", "0").out == ""


def test_a_list_is_logged_and_stops_where_nobody_says_how_many(
    desk: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was given out is in the chain, by what it was cut; that there are more is said beside it."""
    monkeypatch.setattr(case_lists, "MOST_LISTED", 2)
    capped = cases(capsys, desk, "list", "--filter", "type:copie,coordonnées,unread")
    assert len(capped.objects) == 2
    assert "2 demandes sur 3" in capped.err.replace("\u00a0", " ")
    asked = cases(capsys, desk, "list", "--limit", "3")
    assert (len(asked.objects), asked.err) == (3, "")
    first, second = (dict(line.details) for line in desk.logged("cases_listed"))
    assert (first["found"], first["most"], second["filter"], second["most"]) == (3, 2, "", 3)
    assert "certificate" in str(first["filter"]) or "copie" in str(first["filter"])


def test_a_list_is_narrowed_as_in_the_window(
    desk: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a view in either name, a filter in French or English, words from standard input; searching is logged."""

    def found(*words: str) -> list[int]:
        return sorted(each["case"] for each in cases(capsys, desk, "list", *words).objects)

    assert found("--view", "À traiter") == found("--view", "to_do") == [1, 2, 3]
    assert found("--view", "mine") == []
    assert found("--filter", "type:copie") == found("--filter", "kind:certificate") == [1]
    monkeypatch.setattr(sys, "stdin", io.StringIO("démo EXEMPLE\n"))
    assert found("--search", "-") == [1, 2]
    assert cases(capsys, desk, "list", "--view", "to_do", "--count").objects == [{"cases": 3, "more": False}]
    assert [dict(line.details)["found"] for line in desk.logged("searched")] == [2]


def test_what_is_no_view_and_no_condition_is_said(desk: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """A filter that lost a condition would show more than was asked for."""
    said = cases(capsys, desk, "list", "--view", "EXEMPLE")
    assert (said.code, "view-unknown" in said.err) == (2, True)
    said = cases(capsys, desk, "list", "--filter", "couleur:bleu")
    assert (said.code, "couleur:bleu" in said.err) == (2, True)


def test_the_views_are_listed_with_their_counts(desk: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """In the order of the window; a filter that can be typed again."""
    views = cases(capsys, desk, "views").objects
    assert [(each["view"], each["cases"]) for each in views][:2] == [("to_do", 3), ("mine", 0)]
    assert views[0]["name"] == "À traiter"
    again = cases(capsys, desk, "list", "--filter", views[0]["filter"])
    assert len(again.objects) == 3


def test_a_case_is_shown_in_full_and_that_is_logged(desk: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON, and in words."""
    shown = cases(capsys, desk, "show", "2").objects[0]
    assert (shown["number"], shown["unread"]) == ("DL-2026-000002", False)
    assert shown["person"]["family_name"] == "EXEMPLE"
    assert [each["field"] for each in shown["changes"]] == ["address"]
    assert [each["name"] for each in shown["timeline"]][-1] == "received"
    words = call(capsys, "--config", desk.store.settings().file, "cases", "show", "DL-2026-000003")
    assert (words.code, "formulaire non lu" in words.out) == (0, True)
    for number in ("1", "2"):
        words = call(capsys, "--config", desk.store.settings().file, "cases", "show", number)
        coded = set(re.findall(r"[a-zé_]{4,}", words.out)) & _CODES
        assert not coded, f"an agent reads code words: {coded}"
        assert "Nom de famille" in words.out
        assert "Possible maintenant : prendre" in words.words
    assert [line.object for line in desk.logged("case_opened")] == ["case:2", "case:3", "case:1", "case:2"]
    assert cases(capsys, desk, "show", "99").code == 2


def test_without_the_key_there_is_the_calm_sentence_of_every_command(
    desk: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of a case is seen."""
    (desk.store.root / "store.key").unlink()
    said = cases(capsys, desk, "list")
    assert (said.code, said.out) == (4, "")
    assert "[STO-007 no-key]" in said.err
