"""`retention …` and `purge …`: a dry run, two people, and what is left of it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from backoffice_gui.actions.hold import place_hold
from backoffice_gui.actions.retention import plan
from backoffice_gui.clock import SystemClock
from backoffice_gui.wiring import retention
from backoffice_gui.wiring.passphrases import change_passphrase
from tests.support.accounts import sits
from tests.support.cases import certificate_form, change_form, keys_of, take
from tests.support.clock import TurnedClock
from tests.support.console import Said, call
from tests.support.desks import Store, a_store
from tests.support.keyrooms import PHRASE, a_keyroom
from tests.support.purging import close_all
from tests.support.stores import MOMENT


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two cases that were closed long ago, for the clock that the console has."""
    with a_store(tmp_path / "s") as made:
        take(made, certificate_form(), change_form())
        close_all(made, TurnedClock(), None)
        yield made


def say(capsys: pytest.CaptureFixture[str], store: Store, *words: object, as_json: bool = True) -> Said:
    """`backoffice …` over the store."""
    options = ("--json",) if as_json else ()
    return call(capsys, *options, "--config", store.settings().file, *words)


def test_two_people_purge_what_is_due(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Shown, held, asked for, refused to the one who asked, approved by another, carried out, certified."""
    monkeypatch.setenv("BACKOFFICE_RETENTION__PAYLOAD_DAYS", "1")
    monkeypatch.setenv("BACKOFFICE_RETENTION__CASE_DAYS", "1")
    age(store)
    sits(monkeypatch, "agent-exemple")
    rules = say(capsys, store, "retention", "rules")
    assert [(each["category"], each["days"]) for each in rules.objects][:2] == [("payload", 1), ("case", 1)]
    monkeypatch.setattr(sys, "stdin", io.StringIO("EXEMPLE : recours\n"))
    assert say(capsys, store, "retention", "hold", "1", "--until", "2099-01-01", "--reason", "-").code == 0
    [held] = say(capsys, store, "retention", "holds").objects
    assert (held["number"], held["reason"]) == ("DL-2026-000001", "EXEMPLE : recours")
    *due, total = say(capsys, store, "retention", "due").objects
    assert [each["stops"] for each in due] == [[], ["hold"]]
    assert (total["due"], total["free"], total["case"], total["more"], total["cut"]) == (2, 1, 1, False, False)
    assert say(capsys, store, "retention", "release", "1", "--hold", held["hold"]).code == 0
    digest = say(capsys, store, "retention", "due").objects[-1]["digest"]
    assert say(capsys, store, "purge", "request", "--digest", total["digest"]).code == 2, "another selection"
    assert say(capsys, store, "purge", "request", "--digest", digest).objects[0]["stage"] == "requested"
    refused = say(capsys, store, "purge", "approve", "1", "--digest", digest)
    assert (refused.code, "purge-same-person" in refused.err) == (2, True)
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "agent-second")
    refused = say(capsys, store, "purge", "approve", "1", "--digest", digest)
    assert (refused.code, "purge-same-person" in refused.err) == (2, True), "nobody becomes another by a variable"
    sits(monkeypatch, "agent-second")
    assert say(capsys, store, "purge", "approve", "1", "--digest", digest).objects[0]["approver"] == "agent-second"
    assert say(capsys, store, "purge", "run", "1").objects == [{"purge": 1, "done": 2, "left": 0, "cancelled": False}]
    assert keys_of(store) == []
    assert "terminée" in say(capsys, store, "purge", "list", as_json=False).out
    file = tmp_path / "certificat.pdf"
    assert say(capsys, store, "purge", "certificate", "1", "--to", file).code == 0
    assert file.read_bytes().startswith(b"%PDF")
    said = json.loads(file.with_suffix(".json").read_text("ascii"))
    assert (said["purged"], said["selection_sha256"]) == ({"case": 2}, digest)
    assert say(capsys, store, "purge", "certificate", "1", "--to", file).code == 2


def test_what_a_purge_does_not_take_is_said(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """More that may go, more that stays: each is another sentence."""
    age(store)
    told: list[list[bool]] = []
    for most, held in ((1, False), (1, True), (3, True)):
        monkeypatch.setattr(retention, "plan", partial(plan, most=most))
        if held and len(told) == 1:
            place_hold(store.desk, 1, "EXEMPLE", date(2099, 1, 1), MOMENT)
        said = say(capsys, store, "retention", "due", as_json=False).out
        told.append(["la purge suivante les prendra" in said, "ni listés ni comptés" in said])
    assert told == [[True, False], [False, True], [False, False]]


def age(store: Store) -> None:
    """Closed in another year than the console's clock has."""
    with store.desk.casebook.transaction() as tx:
        tx.exec_driver_sql(
            "UPDATE cases SET received_at = '2020-01-01T09:00:00.000000Z', closed_at = '2020-01-02T09:00:00.000000Z'"
        )


def test_a_request_can_be_withdrawn(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing goes then; what is asked of a purge that is none is said."""
    age(store)
    sits(monkeypatch, "agent-exemple")
    assert "peut être purgé" in say(capsys, store, "retention", "due", as_json=False).out
    digest = say(capsys, store, "retention", "due").objects[-1]["digest"]
    assert say(capsys, store, "purge", "request", "--digest", digest).code == 0
    assert "purge-open" in say(capsys, store, "purge", "request", "--digest", digest).err
    assert say(capsys, store, "purge", "withdraw", "1").objects[0]["stage"] == "withdrawn"
    for words, code in ((("run", "1"), "purge-ended"), (("run", "2"), "purge-unknown")):
        assert code in say(capsys, store, "purge", *words).err
    assert "hold-day" in say(capsys, store, "retention", "hold", "1", "--until", "demain", "--reason", "x").err
    assert "hold-none" in say(capsys, store, "retention", "release", "1", "--hold", "1").err


def test_where_a_passphrase_is_set_it_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hold, an approval, a purge are for the console too, whatever opens the casebook."""
    with a_keyroom(tmp_path / "s") as room:
        room.everywhere(monkeypatch)
        change_passphrase(room.settings(), SystemClock(), old=lambda: "", new=lambda: PHRASE)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PHRASE}\n".encode())))
        said = call(capsys, "--json", "--config", room.store.root / "keyring.toml", "retention", "due")
    assert (said.code, said.objects[-1]["due"]) == (0, 0)
