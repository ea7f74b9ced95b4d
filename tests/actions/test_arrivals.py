"""What comes in, read in groups that fit in memory."""

from __future__ import annotations

import datetime as dt

import pytest

from backoffice_gui.actions import arrivals
from backoffice_gui.actions.arrivals import look
from backoffice_gui.storage.casebook.marks import Mark
from backoffice_gui.storage.inbox.unsealing import Unsealer
from tests.support.cases import arrive, certificate_form, form_of, from_generator
from tests.support.desks import Store


def _look(store: Store, mark: Mark) -> arrivals.Looked:
    return look(store.world.inbox, Unsealer(store.desk.privates), store.world.store_id, mark, set())


def test_a_group_ends_where_it_is_full(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """By number; what waited comes first, and the mark never passes what was not taken."""
    monkeypatch.setattr(arrivals, "GROUP", 3)
    arrive(store.world, from_generator(6))
    arrive(store.world, from_generator(1), ours=False)
    first = _look(store, Mark())
    assert ([each.come_of.inbox_row for each in first.arrivals], first.end, first.more) == ([1, 2, 3], 3, True)
    late = _look(store, Mark(4, frozenset({2})))
    assert ([each.come_of.inbox_row for each in late.arrivals], late.end) == ([2, 5, 6], 7)
    assert late.waiting == {7}
    last = _look(store, Mark(6))
    assert (last.arrivals, last.end, last.waiting, last.more) == ((), 7, frozenset({7}), False)
    assert _look(store, Mark(7, frozenset({7}))).nothing


def test_a_group_ends_where_its_octets_fill_the_room(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Large forms come in smaller groups; none is passed over."""
    monkeypatch.setattr(arrivals, "_ROOM", 1_200)
    monkeypatch.setattr(arrivals, "_PIECE", 2)
    arrive(store.world, [form_of(certificate_form(comment="x" * 600)) for _ in range(5)])
    seen, mark = [], Mark()
    while not (looked := _look(store, mark)).nothing:
        seen.append([each.come_of.inbox_row for each in looked.arrivals])
        mark = Mark(looked.end)
    assert seen == [[1, 2], [3, 4], [5]]
    waited = _look(store, Mark(5, frozenset({1, 2, 3, 4})))
    assert ([each.come_of.inbox_row for each in waited.arrivals], waited.end) == ([1, 2], 5)


def test_forms_that_are_too_large_to_keep_fill_the_room_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What they say is in memory all the same, until the group is written."""
    monkeypatch.setattr(arrivals, "_ROOM", 1_000)
    monkeypatch.setattr(arrivals, "MAX_KEPT", 500)
    arrive(store.world, [form_of(certificate_form(comment="x" * 600)) for _ in range(3)])
    looked = _look(store, Mark())
    assert [(each.come_of.inbox_row, each.octets) for each in looked.arrivals] == [(1, None)]
    assert (looked.end, looked.more) == (1, True)


def test_what_is_too_large_to_keep_is_read_all_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what is too large to read is a case that says so."""
    arrive(store.world, [form_of(certificate_form(comment="x" * 2**20))])
    (one,) = _look(store, Mark()).arrivals
    assert (one.octets, one.read.reason) == (None, "")
    monkeypatch.setattr(arrivals, "MAX_FORM", 1_000)
    (one,) = _look(store, Mark()).arrivals
    assert one.read.reason == "too_large"


@pytest.mark.parametrize("hours", [-1, 24 * 40])
def test_a_clock_that_can_not_be_right_is_not_believed(store: Store, hours: int) -> None:
    """Sent after it was seen, or long before."""
    store.world.at = store.world.at.replace(year=2026) + dt.timedelta(hours=hours)
    arrive(store.world, from_generator(1))
    (one,) = _look(store, Mark()).arrivals
    assert one.received_at == store.world.at
