"""A desk's line: all of it over one connection."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from backoffice_gui.actions.case_notes import write_note
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.presence import Patience
from backoffice_gui.storage.bell import Bell
from backoffice_gui.storage.team.line import Line
from tests.support.postgres import Server
from tests.support.teams import THEM, a_team


def test_it_hears_reads_and_says_where_it_is(server: Server, tmp_path: Path) -> None:
    """A colleague's note is heard by its word, read by its number; this desk is seen."""
    with (
        a_team(server, tmp_path) as office,
        closing(Bell()) as bell,
        closing(Line(office.address, bell, "POSTE-EXEMPLE", Patience())) as line,
    ):
        assert line.passes(SystemClock())
        since = line.mark()
        write_note(office.desk(THEM), 3, "EXEMPLE", SystemClock())
        assert line.wait(20.0) == {"moved"}
        heard, since = line.news(since)
        assert [(each.case, each.who) for each in heard.changes] == [(3, THEM)]
        line.seat.show(3)
        assert line.wait(20.0) == {"company 3"}
        assert line.news(since) == (type(heard)(), since)
