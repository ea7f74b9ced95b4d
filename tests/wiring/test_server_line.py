"""The line to the server: what is told, once, and how often it is looked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from backoffice_gui.domain.outbox import NEVER_AWAY, Drafted, Fate, Line, Noted, Pending
from backoffice_gui.errors import StoreError, StoreUnreachable
from backoffice_gui.wiring.server_line import PAUSES, ServerLine, pause_before

_AT = datetime(2026, 11, 27, 9, 42, tzinfo=UTC)
_NOTE = Pending("0a" * 16, 1, "", Noted("x"), 1, 1, _AT)


def test_who_listens_hears_each_change_once() -> None:
    """Away since when, what waits of which fate, back; what is as it was is not said again."""
    line, heard = ServerLine(), list[Line]()
    line.listen(heard.append)
    line.lost(_AT)
    line.lost(_AT + timedelta(hours=1))
    draft = replace(_NOTE, key="0b" * 16, change=Drafted("note", "x"))
    line.waits([_NOTE, draft, replace(_NOTE, fate=Fate.CLASHED), replace(_NOTE, fate=Fate.REFUSED)])
    line.waits([_NOTE, replace(_NOTE, fate=Fate.CLASHED), replace(_NOTE, fate=Fate.REFUSED)])
    line.back()
    line.waits([], applied=3)
    line.opened(set_aside=True)
    assert heard == [
        Line(reachable=False, since=_AT),
        Line(reachable=False, since=_AT, waiting=1, clashed=1, refused=1),
        Line(waiting=1, clashed=1, refused=1),
        Line(applied=3),
        Line(applied=3, set_aside=True),
    ]
    assert line.now == heard[-1]
    line.lost(_AT)
    assert line.away
    assert line.now.applied == 0
    line.forget()
    assert heard[-1] == NEVER_AWAY


def test_it_is_looked_for_more_seldom_and_not_by_all_at_once() -> None:
    """1, 2, 5, then every 15 s; each desk a little later than the next."""
    assert [pause_before(n, 0.0) for n in range(6)] == [1, 2, 5, 15, 15, 15]
    assert all(pause <= pause_before(n, 0.999) < pause * 1.2 for n, pause in enumerate(PAUSES))


def test_a_login_that_is_refused_is_no_absence() -> None:
    """It is said once, also of a server that was found away before; back again, it is forgotten."""
    line, heard = ServerLine(), list[Line]()
    line.listen(heard.append)
    assert not line.shut_out(StoreUnreachable("lost"), _AT)
    assert not line.shut_out(StoreError("not-permitted"), _AT), "nobody's desk: nothing is known"
    line.lost(_AT)
    assert line.shut_out(StoreUnreachable("refused"), _AT + timedelta(hours=1))
    assert line.shut_out(StoreUnreachable("refused"), _AT + timedelta(hours=2))
    assert line.away, "what is done until the desk is locked waits"
    line.back()
    assert heard == [Line(reachable=False, since=_AT), Line(reachable=False, since=_AT, ended=True), Line()]
