"""Changes that wait: what is shown, what is settled, and which keys go with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from backoffice_gui.domain.case_acts import Asked, Mark
from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.domain.outbox import (
    KEPT_DAYS,
    KEY_OCTETS,
    ONCE,
    TOO_OLD_DAYS,
    Act,
    Change,
    Drafted,
    Fate,
    Freed,
    Held,
    Looked,
    Marked,
    Noted,
    Once,
    Pending,
    follow,
    judged_anew,
    moves,
)

_AT = datetime(2026, 11, 27, 9, 42, tzinfo=UTC)
_TAKEN = Pending("0a" * 16, 4, "DL-2026-000004", Act(Asked(CaseAct.TAKE)), 1, 2, _AT)


def test_what_is_shown_as_waiting() -> None:
    """An act and a note are; that a draft was kept, or a case looked at, nobody has to be told."""
    assert _TAKEN.shown
    assert replace(_TAKEN, change=Noted("x")).shown
    assert not replace(_TAKEN, change=Drafted("note", "x")).shown
    assert not replace(_TAKEN, change=Looked()).shown
    assert replace(_TAKEN, change=Drafted("note", "x"), fate=Fate.REFUSED).shown


def test_only_what_was_applied_is_settled() -> None:
    """What clashed or was refused is still to be looked at."""
    assert [fate for fate in Fate if replace(_TAKEN, fate=fate).settled] == [Fate.APPLIED]


def test_what_gives_a_case_another_version() -> None:
    """What is only written beside it does not."""
    assert moves(_TAKEN.change)
    assert moves(Marked(Mark.RECEIPT))
    still: tuple[Change, ...] = (
        Marked(Mark.UNREAD),
        Noted("x"),
        Drafted("note", ""),
        Held("x", _AT.date()),
        Freed(),
        Looked(),
    )
    assert not any(map(moves, still))


def test_each_case_has_its_key_and_each_key_stands_once() -> None:
    """Where all of it has one, the key of each case without its own follows from that."""
    once = Once({4: "aa", 5: "bb"})
    assert once.of([4, 5, 6, 4]) == ("aa", "bb")
    every = Once({4: "aa"}, "cc").of([4, 5, 6])
    assert len(set(every)) == 3
    assert "aa" in every
    assert every == Once({4: "aa"}, "cc").of([6, 5, 4])
    assert {len(key) for key in Once(every="cc").of([5, 6])} == {2 * KEY_OCTETS}
    assert ONCE.of([4, 5]) == ()


def test_the_server_remembers_a_key_for_longer_than_a_change_waits() -> None:
    """What is sent by itself is never sent to a server that has forgotten it."""
    assert TOO_OLD_DAYS < KEPT_DAYS


def test_what_was_written_is_in_no_representation() -> None:
    """Nothing that is logged or shown by mistake says what an agent has typed."""
    assert "secret" not in repr([Noted("secret"), Drafted("note", "secret")])


def test_what_was_made_upon_a_change_follows_it_or_is_judged_anew() -> None:
    """A note follows too; what was made on other versions, of other cases, and the change itself stay as they are."""
    first = replace(_TAKEN, version=5, after=6)
    taken = replace(first, key="1" * 32, version=6, after=7)
    noted = replace(first, key="2" * 32, change=Noted("EXEMPLE"), version=7, after=7)
    others = [replace(taken, key="3" * 32, case=9), replace(taken, key="4" * 32, version=5)]
    kept = [first, taken, noted, *others]
    assert follow(first, kept, 0) == []
    assert follow(first, kept, 2) == [replace(taken, version=8, after=9), replace(noted, version=9, after=9)]
    assert judged_anew(first, kept) == [replace(taken, version=5, after=6)]
