from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.cli import lists
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.inbox import incidents, outcomes
from tests.support.console import call
from tests.support.desks import Store, a_store
from tests.support.stores import MOMENT, invented

MEMBERS = [
    "seq", "id", "digest", "kind", "stage", "size", "parts", "first_seen_at", "stored_at", "verified_at",
    "acknowledged_at", "closed_at",
]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Offered, verified, closed and lost: one of each."""
    with a_store(tmp_path / "s") as made:
        made.world.sight(invented(1))
        made.world.verify(invented(2, (b"x", b"yz")))
        closed = made.world.verify(invented(3)).row
        made.world.receipt(closed)
        made.world.do(lambda tx: outcomes.closed(tx, [closed], MOMENT))
        lost = made.world.sight(invented(4))[0].row
        made.world.do(lambda tx: outcomes.lost(tx, lost, MOMENT))
        yield made


def test_each_submission_is_a_line_with_the_promised_members(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Exactly these, in this order; what has not happened is null; lost ones included."""
    said = call(capsys, "--json", "--config", store.settings().file, "list")
    assert said.code == 0
    assert [list(each) for each in said.objects] == [MEMBERS] * 4
    assert [each["stage"] for each in said.objects] == ["OFFERED", "VERIFIED", "CLOSED", "LOST"]
    second = said.objects[1]
    assert (second["seq"], second["size"], second["parts"]) == (2, 3, 2)
    assert second["verified_at"] == "2026-11-23T09:00:00.000Z"
    assert second["acknowledged_at"] is second["closed_at"] is None
    assert said.objects[2]["closed_at"] is not None


@pytest.mark.parametrize("stage", list(Stage))
def test_a_stage_narrows_the_list(store: Store, capsys: pytest.CaptureFixture[str], stage: Stage) -> None:
    """Every stage may be asked for, in any case of letters."""
    said = call(capsys, "list", "--stage", stage.value.lower(), "--json", "--config", store.settings().file)
    assert {each["stage"] for each in said.objects} <= {stage.value}
    assert len(said.objects) == (stage in {Stage.OFFERED, Stage.VERIFIED, Stage.CLOSED, Stage.LOST})


def test_a_stage_that_does_not_exist_is_refused(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2, with those there are."""
    said = call(capsys, "list", "--stage", "EXEMPLE", "--config", store.settings().file)
    assert (said.code, said.out) == (2, "")
    assert "QUARANTINED" in said.err


def test_a_long_list_comes_page_by_page(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages join without a double or a gap."""
    monkeypatch.setattr(lists, "_PAGE", 3)
    said = call(capsys, "list", "--json", "--config", store.settings().file)
    assert [each["seq"] for each in said.objects] == [1, 2, 3, 4]
    monkeypatch.setattr(lists, "_PAGE", 2)
    said = call(capsys, "list", "--json", "--config", store.settings().file)
    assert [each["seq"] for each in said.objects] == [1, 2, 3, 4]


def test_in_words_a_line_shows_the_stage(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """French words for stages; an empty list says so, and in JSON says nothing."""
    file = store.settings().file
    assert "destruction prouvée" in call(capsys, "list", "--config", file).words
    assert call(capsys, "list", "--stage", "FOREIGN", "--config", file).out == "Aucune demande.\n"
    assert call(capsys, "list", "--stage", "FOREIGN", "--config", file, "--json").out == ""


def _incident(store: Store) -> int:
    with store.world.inbox.transaction() as tx:
        number = incidents.open_incident(tx, IncidentKind.LOST, MOMENT, seq=4, id="EXEMPLE", detail="ledger")
    assert number is not None
    return number


def test_incidents_are_listed_and_closed(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each an object; closing says what was closed, by whom in the casebook; the reason is in no list of processes."""
    file = store.settings().file
    assert call(capsys, "incident", "list", "--json", "--config", file).out == ""
    assert "Aucun incident" in call(capsys, "incident", "list", "--config", file).words
    number = _incident(store)
    [shown] = call(capsys, "incident", "list", "--json", "--config", file).objects
    assert (shown["number"], shown["kind"], shown["seq"], shown["id"]) == (number, "lost", 4, "EXEMPLE")
    assert (shown["open"], shown["closed_at"], shown["reason"]) == (True, None, None)
    monkeypatch.setattr(sys, "stdin", io.StringIO("vu avec le site\n"))
    said = call(capsys, "incident", "close", number, "--reason", "-", "--json", "--config", file)
    assert said.code == 0
    assert said.objects[0]["reason"] == "vu avec le site"
    [shown] = call(capsys, "incident", "list", "--json", "--config", file).objects
    assert shown == said.objects[0]
    assert not shown["open"]
    with store.desk.casebook.reading() as connection:
        assert audit_log.read(connection, 0, 100)[-1].verb == "incident_closed"
    words = call(capsys, "incident", "list", "--config", file).out
    assert "vu avec le site" in words


def test_an_incident_is_closed_without_a_key_too(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the casebook can't be opened, the inbox has its entry all the same."""
    number = _incident(store)
    (store.root / "store.key").unlink()
    said = call(capsys, "incident", "close", number, "--reason", "vu", "--config", store.settings().file)
    assert said.code == 0
    assert "clos" in said.out


@pytest.mark.parametrize(
    "arguments",
    [("99", "--reason", "vu"), ("1", "--reason", " "), ("1",), ("x", "--reason", "vu"), ("1", "--reason", "x" * 201)],
)
def test_what_cannot_be_closed_is_a_usage_error(
    store: Store, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    """An unknown number, no reason, no number: exit 2, and nothing on standard output."""
    _incident(store)
    said = call(capsys, "incident", "close", *arguments, "--config", store.settings().file)
    assert (said.code, said.out) == (2, "")
    assert "[USE-001" in said.err


def test_a_notification_is_recorded(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """At the moment that is said, in Paris; what is no moment, or no capacity, is refused."""
    file, number = store.settings().file, _incident(store)
    rest = (number, "--reference", "EXEMPLE-0042", "--json", "--config", file)
    [shown] = call(capsys, "incident", "notified", *rest, "--as", "controller").objects
    assert (shown["notified"]["reference"], shown["notified"]["capacity"]) == ("EXEMPLE-0042", "controller")
    assert call(capsys, "incident", "notified", *rest, "--at", "hier").code == 2
    assert call(capsys, "incident", "notified", *rest, "--as", "EXEMPLE").code == 2
    assert call(capsys, "incident", "notified", *rest, "--at", "2026-01-01 10:00").code == 2
