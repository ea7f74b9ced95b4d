"""One listing from 0, page after page: what it has shown, and what it asks for next. Nothing here does I/O.

A page that can't be read is asked again with fewer items, down to one; one that stays unreadable is looked for, and
stepped over. So is a page of nothing but wrong items: what such an item says of its own number is believed only once
it is listed from just before it, for a wrong number must hide nothing that stands behind it.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from backoffice_gui.domain.ids import SubmissionKey
from backoffice_gui.domain.strict_json import MAX_INTEGER
from backoffice_gui.transfer import ListItem, ListPage

__all__ = ["LIMIT", "Pass", "Turn", "last_of", "sound_seq"]

LIMIT = 100
"""Items asked for in a page."""


class Turn(enum.Enum):
    """What a page was to its listing."""

    MORE = "more"
    """There is another one behind it."""
    LAST = "last"
    ASIDE = "aside"
    """Asked for to look something up: what it lists is listed again."""


@dataclass(slots=True)
class _Search:
    """Where an item is looked for: it is the next one after `below`, and no longer after `beyond`.

    `wrong`: how it is listed; nothing where its page can't be read at all.
    """

    below: int
    at: int
    wrong: ListItem | None
    beyond: int | None = None
    step: int = 1


def sound_seq(item: ListItem) -> int:
    """The number of an item that could be read, 0 for another: only a sound one moves the list on."""
    return 0 if item.fault is not None or item.seq is None else item.seq


def last_of(page: ListPage) -> int:
    """The highest number that a page truly lists, 0 where it lists none."""
    return max((seq for seq in map(sound_seq, page.items) if seq <= page.high_seq), default=0)


def _same(item: ListItem, other: ListItem) -> bool:
    """Whether they are the same wrong item, by all that can be read of them."""
    return (item.seq, item.id, item.fault) == (other.seq, other.id, other.fault)


@dataclass(slots=True)
class Pass:
    """How far it has come: all up to `after` was shown. `complete`: it came to the list's end.

    `missed`: the number of an item that can't be read, once it has been found, and until somebody has told of it.
    """

    after: int = 0
    limit: int = field(default_factory=lambda: LIMIT)
    listed: set[int] = field(default_factory=set)
    high_seq: int = 0
    complete: bool = False
    missed: int | None = None
    _keys: set[SubmissionKey] = field(default_factory=set)
    _unread: set[int] = field(default_factory=set)
    _lies: set[int] = field(default_factory=set)
    _search: _Search | None = None
    _doubtful: ListItem | None = None

    @property
    def at(self) -> int:
        """What the next page is asked for with as `after`."""
        if self._search is not None:
            return self._search.at
        return self.after if self._doubtful is None else (self._doubtful.seq or 1) - 1

    def has_ended(self, key: SubmissionKey, seq: int) -> bool:
        """Whether this listing says that what we know under a key and a number is no longer on the web."""
        return (self.complete or seq <= self.after) and key not in self._keys and seq not in self._unread

    def read(self, page: ListPage) -> Turn:
        """Take in a page that could be read."""
        self.high_seq = self.high_seq or page.high_seq
        if self._search is not None:
            return self._looked_up(page, self._search)
        if self._doubtful is not None:
            if not any(_same(item, self._doubtful) for item in page.items):
                self._disbelieve()
                return Turn.ASIDE
            self.after, self._doubtful = self.at, None
        self._note(page)
        if not page.items or self.after >= page.high_seq:
            self.complete = True
            return Turn.LAST
        return self._moved_on(page)

    def _note(self, page: ListPage) -> None:
        for item in page.items:
            if item.fault is None and item.seq is not None and item.signed is not None:
                self.listed.add(item.seq)
                self._keys.add(item.signed.manifest.key)
            elif item.seq is not None:
                self._unread.add(item.seq)

    def _moved_on(self, page: ListPage) -> Turn:
        """Behind the last sound item, or over a page of wrong ones; where it goes in circles, that was all."""
        last = last_of(page)
        if last >= page.high_seq:
            self.complete = True
            return Turn.LAST
        if last > self.after:
            self.after = last
            return Turn.MORE
        if any(map(sound_seq, page.items)):
            return Turn.LAST
        self._over_wrong(page)
        return Turn.MORE

    def _over_wrong(self, page: ListPage) -> None:
        said = {
            item.seq: item for item in page.items if item.seq is not None and self.after < item.seq <= page.high_seq
        }
        furthest = max(said.keys() - self._lies, default=0)
        if not furthest:
            self._look_for(page.items[0])
        elif furthest == self.after + 1:  # nothing lies between
            self.after = furthest
        else:
            self._doubtful = said[furthest]

    def _disbelieve(self) -> None:
        """It may have another number than it says."""
        self._lies.add(self.at + 1)
        self._doubtful = None

    # What can't be read

    def unreadable(self) -> bool:
        """Take in that the page could not be read; false where there is no end to that.

        With `limit` 1 a page is unreadable for every `after` below the item's number, and for none
        above: doubling steps find a place beyond it, halving ones its number, in some sixty requests.
        """
        if self._search is not None:
            return self._narrowed(self._search, past=self._search.wrong is not None)
        if self._doubtful is not None:
            self._disbelieve()
        elif self.limit > 1:
            self.limit = max(1, self.limit // 4)
        else:
            self._look_for(None)
        return True

    def _look_for(self, wrong: ListItem | None) -> None:
        self.limit, self._doubtful = 1, None
        self._search = _Search(self.after, self.after + 1, wrong)

    def _looked_up(self, page: ListPage, search: _Search) -> Turn:
        wrong = search.wrong
        past = wrong is None or not any(_same(item, wrong) for item in page.items)
        if not past and search.at >= page.high_seq:  # whatever is asked for: the list's end is never shown
            self._search = None
            return Turn.LAST
        self._narrowed(search, past=past)
        return Turn.ASIDE

    def _narrowed(self, search: _Search, *, past: bool) -> bool:
        """One step of the search for an item's number; `past`: what it was asked for is the number, or beyond it."""
        if past:
            search.beyond = search.at
        else:
            search.below = search.at
        if search.beyond is not None and search.beyond - search.below <= 1:
            self._unread.add(search.beyond)
            self.missed = search.beyond if search.wrong is None else None  # a wrong one was told of
            self.after, self.limit, self._search = search.beyond, LIMIT, None
            return True
        if search.beyond is not None:
            search.at = (search.below + search.beyond) // 2
            return True
        search.step *= 2
        search.at = search.below + search.step
        return search.at <= MAX_INTEGER
