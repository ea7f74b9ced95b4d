"""Searches are logged: who looked for somebody and how many were found, never for whom.

What was looked for stands as a keyed hash, equal for one name in any order, case and accents: an auditor who
is told a name can see whether it was searched, and nobody can read the names out of the log. The key of the hash stays
the same for good: it follows from the desk's oldest private key, and the epoch that ends that one keeps it in the
casebook first.
"""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from backoffice_gui.actions.desk import Desk
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import Clock
from backoffice_gui.domain.names import folded
from backoffice_gui.storage.casebook import audit_log

__all__ = [
    "ListLog",
    "Listed",
    "Search",
    "SearchLog",
    "log_listing",
    "log_lists",
    "log_searches",
    "search_key",
    "words_hash",
]

_LABEL = b"ofpra back office: searches"
_LONGEST = 300
"""Characters of a search that are looked for (`domain.search_terms`)."""
_TYPED_SECONDS = 10.0
_READ_SECONDS = 1.0
"""What a search found and was on the screen for longer was read: a letter more does not take it out of the log."""
_AGAIN_SECONDS = 900.0
"""A list that stays on the screen is read again and again; so long it is one reading of it."""
_MOST = 50
_SAID = 2_000
"""Characters of a list's conditions that its line says: a team's server takes no line beyond 64 KiB, and a view that
somebody has written beside the program may have any length."""


@dataclass(frozen=True, slots=True)
class Search:
    """One search: `words` as the hash has them, how many cases it found, when."""

    words: str
    found: int
    at: datetime


def _compared(words: str) -> str:
    return " ".join(sorted(folded(words[:_LONGEST]).split()))


def search_key(desk: Desk) -> bytes:
    """What searches are hashed under (32 octets): as it was kept, or as it follows from the desk's oldest key."""
    if desk.search_key is not None:
        return bytes(desk.search_key)
    oldest = next((private.seed for private in desk.privates.values()), b"")
    return hmac.digest(oldest, _LABEL, "sha256")


def words_hash(desk: Desk, words: str) -> str:
    """What stands in the log for what was looked for: HMAC-SHA256 (RFC 2104) under `search_key`."""
    return hmac.new(search_key(desk), _compared(words).encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Listed:
    """One list that was read without a search: its conditions as `filter_language` says them, rows first shown."""

    filter: str
    rows: int
    at: datetime


def _lines(desk: Desk, searches: Sequence[Search]) -> list[AuditEvent]:
    return [
        AuditEvent(
            each.at,
            Verb.SEARCHED,
            Role.DESK,
            "cases",
            (("agent", desk.agent), ("found", each.found), ("words", words_hash(desk, each.words))),
        )
        for each in searches
    ]


def log_searches(desk: Desk, searches: Sequence[Search]) -> None:
    """Write these down, in one transaction."""
    if not searches:
        return
    lines = _lines(desk, searches)
    with desk.casebook.transaction() as tx:
        audit_log.append(tx, lines)


def log_listing(desk: Desk, conditions: str, found: int, most: int, at: datetime) -> None:
    """Write down that a list of cases is given out without a search: by which conditions, how many at most.

    `conditions` are the words of `filter_language`, of code words and logins only.
    """
    details = (("agent", desk.agent), ("filter", _shortened(conditions)), ("found", found), ("most", most))
    with desk.casebook.transaction() as tx:
        audit_log.append(tx, [AuditEvent(at, Verb.CASES_LISTED, Role.DESK, "cases", details)])


def log_lists(desk: Desk, listed: Sequence[Listed]) -> None:
    """Write down which lists were read, in one transaction."""
    if listed:
        with desk.casebook.transaction() as tx:
            audit_log.append(tx, [_line(desk, each) for each in listed])


def _line(desk: Desk, each: Listed) -> AuditEvent:
    details = (("agent", desk.agent), ("filter", _shortened(each.filter)), ("rows", each.rows))
    return AuditEvent(each.at, Verb.CASES_LISTED, Role.DESK, "cases", details)


def _shortened(conditions: str) -> str:
    """What a team's server takes: of a length, and without what its JSON refuses (NUL, half a pair of surrogates)."""
    said = conditions if len(conditions) <= _SAID else f"{conditions[: _SAID - 1]}…"
    return "".join(each if each.isprintable() else "?" for each in said)


class ListLog:
    """Lists as they are read in the window: each once in a quarter of an hour; for any thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._seen: dict[int, float] = {}
        self._noted: list[Listed] = []

    def note(self, conditions: str, rows: int) -> None:
        """Note that a list is read; a reader does not wait for it to be written down."""
        if self.anew(conditions):
            with self._lock:
                self._noted.append(Listed(conditions, rows, self._clock.now()))

    def anew(self, asked: str) -> bool:
        """Whether this was not asked for in the last quarter of an hour; from now on it was."""
        key, now = hash(asked), self._clock.elapsed()  # not the words themselves, which may be a name
        with self._lock:
            known = key in self._seen and now - self._seen[key] < _AGAIN_SECONDS
            if not known:
                self._seen = {each: at for each, at in self._seen.items() if now - at < _AGAIN_SECONDS}
                self._seen[key] = now
        return not known

    def write(self, desk: Desk) -> None:
        """Write down what was noted. Raises what `Casebook.transaction` raises; it stays noted then."""
        with self._lock:
            listed = list(self._noted)
        log_lists(desk, listed)
        with self._lock:
            self._noted = [each for each in self._noted if each not in listed]

    def leave(self, desk: Desk) -> list[AuditEvent]:
        """What was noted, as it is to be written down by whoever locks the desk; it is forgotten here."""
        with self._lock:
            noted, self._noted = self._noted, []
            self._seen.clear()
        return [_line(desk, each) for each in noted]


class SearchLog:
    """Searches as they are typed, made one where a word grew letter by letter; for any thread.

    What stood there long enough to be read stays, and so does what found somebody where a letter more finds nobody.
    Of a word that is deleted letter by letter the whole word stays, and what is left of it at last.

    Reading must not wait for a writer, so they are written down by `write`, soon after and at the end.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._noted: list[tuple[float, Search]] = []
        self.lists = ListLog(clock)

    def note(self, words: str, found: int) -> bool:
        """Note a search; whether many wait to be written down. Nothing searched for is nothing to note."""
        bare = " ".join(words.split())
        if not bare:
            return False
        now = self._clock.elapsed()
        with self._lock:
            last_at, last = self._noted[-1] if self._noted else (now, None)
            if last is not None and now - last_at <= _TYPED_SECONDS:
                longer = self._noted[-2][1].words if len(self._noted) > 1 else ""
                unread = now - last_at <= _READ_SECONDS and (found > 0 or not last.found)
                if (unread and _grew(last.words, bare)) or (_shrank(last.words, bare) and _shrank(longer, last.words)):
                    self._noted.pop()
            self._noted.append((now, Search(bare, found, self._clock.now())))
            return len(self._noted) >= _MOST

    def write(self, desk: Desk) -> None:
        """Write down what was noted. Raises what `Casebook.transaction` raises; it stays noted then."""
        self.lists.write(desk)
        with self._lock:
            searches = [search for _, search in self._noted]
        log_searches(desk, searches)
        with self._lock:
            self._noted = [each for each in self._noted if each[1] not in searches]

    def leave(self, desk: Desk) -> list[AuditEvent]:
        """What was noted, as it is to be written down by whoever locks the desk; it is forgotten here."""
        with self._lock:
            noted, self._noted = self._noted, []
        return [*self.lists.leave(desk), *_lines(desk, [search for _, search in noted])]


def _grew(before: str, now: str) -> bool:
    """Whether a search is the one before, with letters more at the end of its last word."""
    return now.startswith(before) and " " not in now[len(before) :]


def _shrank(before: str, now: str) -> bool:
    """Whether it is the one before with letters less: what was found for that one was seen, so it stays noted."""
    return len(now) < len(before) and before.startswith(now)
