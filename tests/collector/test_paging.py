"""A listing page by page, before lists of which some items are wrong, and some make their page unreadable."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.collector.paging import LIMIT, Pass, Turn, last_of, sound_seq
from backoffice_gui.domain.ids import SubmissionId
from backoffice_gui.transfer import ListItem, ListPage, SignedManifest
from backoffice_gui.transfer.jws import Verdict
from tests.support.stores import invented


def sound(seq: int) -> ListItem:
    """An item as it should be."""
    one = invented(seq, id=f"EXEMPLE-{seq:020}")
    signed = SignedManifest(one.jws, one.manifest, Verdict.VALID)
    return ListItem(seq, one.manifest.id, 1700.0, False, signed, {}, None)


def wrong(seq: int, said: int | None) -> ListItem:
    """An item whose manifest can't be read, and what it says its number is."""
    return replace(sound(seq), seq=said, signed=None, fault="manifest" if said else "seq")


@dataclass
class Listed:
    """A front end: its items by their true numbers; `poison` makes each page unreadable that it stands on."""

    items: dict[int, ListItem]
    poison: frozenset[int] = frozenset()
    high_seq: int = 0
    shown: set[int] = field(default_factory=set)
    asked: list[tuple[int, int]] = field(default_factory=list)
    missed: list[int] = field(default_factory=list)

    def page(self, after: int, limit: int) -> ListPage | None:
        """As the protocol says; nothing where it can't be read."""
        self.asked.append((after, limit))
        numbers = sorted(n for n in self.items if n > after)[:limit]
        if self.poison & set(numbers):
            return None
        high = max([self.high_seq, *self.items])
        return ListPage("epoch", None, 0.0, high, len(self.items), 0, tuple(self.items[n] for n in numbers), 0.0)

    def listen(self, limit: int = LIMIT) -> Pass:
        """List it all."""
        one = Pass(limit=limit)
        for _ in range(2_000):
            page = self.page(one.at, one.limit)
            turn = Turn.ASIDE
            if page is None:
                assert one.unreadable()
            else:
                turn = one.read(page)
                if turn is not Turn.ASIDE:
                    self.shown |= {item.seq or 0 for item in page.items if item.fault is None}
            if one.missed is not None:
                self.missed.append(one.missed)
                one.missed = None
            if turn is Turn.LAST:
                return one
        raise AssertionError(f"it does not end: {self.asked[-5:]}")


def ended(one: Pass, seq: int) -> bool:
    """Whether it takes the submission of this number for gone."""
    return one.has_ended(sound(seq).signed.manifest.key, seq)  # type: ignore[union-attr]


def test_a_list_is_paged_through_once() -> None:
    """A request for each page, and one item's absence says that it has gone."""
    front = Listed({n: sound(n) for n in range(1, 251) if n != 7})
    one = front.listen()
    assert front.asked == [(0, LIMIT), (101, LIMIT), (201, LIMIT)]
    assert (one.listed, one.complete, one.high_seq) == (set(front.items), True, 250)
    assert [n for n in range(1, 251) if ended(one, n)] == [7]


def test_the_first_pages_number_is_kept() -> None:
    """What came in while it was listed is another listing's to look for."""
    one = Pass()
    front = Listed({n: sound(n) for n in range(1, 102)})
    first = front.page(0, 100)
    assert first is not None
    assert one.read(first) is Turn.MORE
    front.items[102] = sound(102)
    second = front.page(one.at, 100)
    assert second is not None
    assert one.read(second) is Turn.LAST
    assert (one.high_seq, one.listed) == (101, set(front.items))


@given(
    st.sets(st.integers(1, 400), min_size=1, max_size=60),
    st.data(),
    st.sampled_from([1, 2, 6, LIMIT]),
)
def test_what_is_wrong_hides_nothing(numbers: set[int], data: st.DataObject, limit: int) -> None:
    """Any number of wrong items that say their number, one that says none or another's, one that spoils its page."""
    strange, poison = data.draw(st.sampled_from(sorted(numbers))), data.draw(st.sampled_from([0, *sorted(numbers)]))
    plain = data.draw(st.sets(st.sampled_from(sorted(numbers))))
    said = data.draw(st.one_of(st.none(), st.integers(1, 500), st.just(2**53 - 1)))
    items = {n: wrong(n, n) if n in plain else sound(n) for n in numbers} | {strange: wrong(strange, said)}
    front = Listed(items, frozenset({poison} - {0, strange}), high_seq=401)
    one = front.listen(limit)
    good = {n for n, item in items.items() if sound_seq(item)} - front.poison
    assert one.listed == front.shown == good
    assert one.complete
    assert front.missed == sorted(front.poison)
    assert not [n for n in good | front.poison | (plain - {strange}) if ended(one, n)]
    assert len(front.asked) <= 60 + 10 * len(numbers)


def test_a_thousand_wrong_items_cost_a_request_a_page() -> None:
    """What a front end of another version lists is stepped over as it is listed."""
    front = Listed({n: wrong(n, n) for n in range(1, 1001)} | {1001: sound(1001)})
    assert front.listen().listed == {1001}
    assert len(front.asked) <= 25


@pytest.mark.parametrize("item", [wrong(5, None), sound(2)], ids=["wrong", "sound"])
def test_a_front_end_that_goes_in_circles_has_an_end(item: ListItem) -> None:
    """It shows the same whatever is asked for: what lies behind is neither listed nor gone."""
    one, asked = Pass(), 0
    while True:
        asked += 1
        page = ListPage("epoch", None, 0.0, 900, 3, 0, (item,), 0.0)
        if one.read(page) is Turn.LAST:
            break
    assert asked <= 30
    assert not one.complete
    assert not ended(one, 600)
    assert ended(one, 1) == (item.fault is None)


def test_a_page_that_is_never_readable_has_an_end() -> None:
    """Whatever is asked for: some sixty requests, and it is given up."""
    one, asked = Pass(), 0
    while one.unreadable():
        asked += 1
    assert 50 <= asked <= 70


def test_the_last_of_a_page_is_what_it_truly_lists() -> None:
    """A wrong item's number counts for nothing, nor does one beyond the highest."""
    items = (sound(3), sound(9), wrong(4, 7), replace(sound(2), id=SubmissionId("EXEMPLE-" + "9" * 20)))
    assert last_of(ListPage("epoch", None, 0.0, 8, 4, 0, items, 0.0)) == 3
    assert last_of(ListPage("epoch", None, 0.0, 8, 0, 0, (), 0.0)) == 0
