from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions.retain import retain
from backoffice_gui.caseload import detail
from backoffice_gui.caseload.detail import open_detail, timeline
from backoffice_gui.domain.detail import Detail, FormShape
from backoffice_gui.domain.facts import Stage
from backoffice_gui.errors import StoreDamaged, UsageError
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.inbox import outcomes
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store, spoil
from tests.support.stores import MOMENT, invented

FORM = json.dumps({"status": "protected", "person": {"family_name": "EXEMPLE"}}).encode()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with its desk unlocked."""
    with a_store(tmp_path / "s") as made:
        yield made


def _open(store: Store, row: int) -> Detail:
    desk = store.desk
    return open_detail(store.world.inbox, desk.casebook, desk.privates, row, agent=desk.agent, at=MOMENT)


def test_a_verified_submission_is_opened_whole(store: Store) -> None:
    """The form is read, the parts are listed by the manifest, the timeline is in order."""
    candidate = store.world.verify(invented(1, (FORM, b"EXEMPLE")))
    store.world.receipt(candidate.row)
    seen = _open(store, candidate.row)
    assert seen.verified
    assert seen.row.stage is Stage.ACKNOWLEDGED
    assert seen.form.shape is FormShape.KNOWN
    assert {f.value for s in seen.form.sections for f in s.fields} == {"protected", "EXEMPLE"}
    assert [(part.n, part.name, part.size) for part in seen.parts] == [
        (0, "piece-0.bin", len(FORM)),
        (1, "piece-1.bin", 7),
    ]
    names = [moment.name for moment in seen.timeline]
    assert names[0] == "submitted"
    assert set(names) == {"submitted", "first_seen", "stored", "verified", "acknowledged"}
    assert seen.store_id == store.world.store_id
    assert seen.timeline == timeline(store.world.facts(candidate.row))


def test_opening_is_logged_with_the_name_of_who_opens(store: Store) -> None:
    """Consultation is logged, not only change; in the casebook, which is encrypted."""
    candidate = store.world.verify(invented())
    _open(store, candidate.row)
    with store.desk.casebook.reading() as connection:
        line = audit_log.read(connection, 0, 100)[-1]
    assert (line.verb, dict(line.details)["agent"]) == ("detail_opened", "agent-exemple")
    assert line.object == f"submission:{candidate.row}"


def test_it_is_logged_even_where_it_does_not_open(store: Store) -> None:
    """The log comes first: an opening that fails was tried."""
    candidate = store.world.verify(invented())
    spoil(store.world.inbox, "UPDATE chunk SET sealed = zeroblob(20) WHERE part = 0")
    with pytest.raises(StoreDamaged):
        _open(store, candidate.row)
    with store.desk.casebook.reading() as connection:
        assert audit_log.read(connection, 0, 100)[-1].verb == "detail_opened"


def test_an_unverified_copy_is_shown_with_its_warning(store: Store) -> None:
    """Quarantined: what opens is shown, and `verified` is false."""
    candidate = store.world.begin(invented(1, (FORM,)))
    store.world.do(lambda tx: outcomes.quarantined(tx, candidate.row, "signature", MOMENT))
    seen = _open(store, candidate.row)
    assert not seen.verified
    assert seen.row.stage is Stage.QUARANTINED
    assert seen.form.shape is FormShape.KNOWN
    spoil(store.world.inbox, "UPDATE chunk SET sealed = zeroblob(20) WHERE part = 0")
    assert _open(store, candidate.row).form.note == "not_stored"


def test_what_is_only_offered_has_its_facts_and_no_form(store: Store) -> None:
    """Nothing is stored yet: the timeline says what is known."""
    row = store.world.sight(invented(3))[0].row
    seen = _open(store, row)
    assert (seen.verified, seen.parts, seen.form.note, seen.store_id) == (False, (), "not_stored", None)
    assert [moment.name for moment in seen.timeline] == ["submitted", "first_seen"]


@pytest.mark.parametrize(
    ("octets", "shape"), [(b"", FormShape.RAW), (b"\xff\x00", FormShape.RAW), (b"[1]", FormShape.GENERIC)]
)
def test_any_octets_can_be_shown(store: Store, octets: bytes, shape: FormShape) -> None:
    """Storing and understanding are two steps: what isn't a form is shown as what it is."""
    candidate = store.world.verify(invented(1, (octets,)))
    assert _open(store, candidate.row).form.shape is shape


def test_a_form_without_end_is_read_to_a_limit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A gigantic part 0 costs bounded memory, and says that it was cut."""
    monkeypatch.setattr(detail, "MAX_FORM", 1_000)
    candidate = store.world.verify(invented(1, (b'"' + b"x" * 5_000 + b'"',)))
    form = _open(store, candidate.row).form
    assert (form.shape, form.note) == (FormShape.RAW, "truncated")
    assert form.sections[0].fields[0].value == "1000"


def test_the_wrong_keys_and_unknown_rows_are_said(store: Store) -> None:
    """No row, no key: a circumstance, never a traceback."""
    with pytest.raises(UsageError) as caught:
        _open(store, 99)
    assert caught.value.reason == "not-found"
    candidate = store.world.verify(invented())
    with pytest.raises(UsageError) as caught:
        open_detail(store.world.inbox, store.desk.casebook, {}, candidate.row, agent="x", at=MOMENT)
    assert caught.value.reason == "sealed"


@pytest.mark.parametrize(
    ("become", "retainable"),
    [
        ("stored", False),
        ("quarantined", False),
        ("quarantined expired", True),
        ("expired", False),
        ("quarantined expired released", False),
        ("disputed", True),
        ("ours disputed", False),
        ("stranger", True),
        ("peer", False),
        ("lost", True),
    ],
)
def test_what_a_person_may_retain_is_said(store: Store, become: str, *, retainable: bool) -> None:
    """Held, ended on the web, and nobody's by itself: not what comes in, nor what a peer of ours has."""
    world = store.world
    row = world.begin(invented(1, (FORM,))).row
    for step in become.split():
        if step in {"ours", "stranger", "peer"}:
            world.receipt(row, ours=step == "ours", peer=step == "peer")
            continue
        with world.inbox.transaction() as tx:
            match step:
                case "quarantined":
                    outcomes.quarantined(tx, row, "signature", MOMENT)
                case "expired":
                    outcomes.expired(tx, row, "EXEMPLE.expired", MOMENT)
                case "released":
                    outcomes.released(tx, row, MOMENT)
                case "disputed":
                    outcomes.disputed(tx, row, MOMENT, "ledger")
                case "lost":
                    outcomes.lost(tx, row, MOMENT)
                case _:
                    assert step == "stored"
    seen = _open(store, row)
    assert (seen.retainable, seen.case) == (retainable, "")


def test_what_became_a_case_says_which(store: Store) -> None:
    """And is not to be retained once more; nor is what a purge has removed, or what is not here."""
    world = store.world
    row = world.begin(invented(1, (FORM,))).row
    world.receipt(row, ours=False)
    retain(world.inbox, store.desk, world.facts(row), "EXEMPLE", TurnedClock())
    seen = _open(store, row)
    assert (seen.retainable, seen.case) == (False, "DL-2026-000001")
    bare = world.sight(invented(2))[0].row
    world.receipt(bare, ours=False)
    assert not _open(store, bare).retainable
