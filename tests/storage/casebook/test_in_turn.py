"""What is said with COMMIT is what is said in turn (`tests/actions/test_once.py`: by whom, and what comes between)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions.case_notes import write_note
from backoffice_gui.actions.open_case import open_case
from backoffice_gui.actions.treat import treat
from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.cases import CaseAct, Duty
from backoffice_gui.storage.casebook import audit_log
from tests.support.clock import TurnedClock
from tests.support.postgres import Server
from tests.support.stores import MOMENT
from tests.support.team_desks import TeamStore, a_team_store, team_pattern_of

CLOCK = TurnedClock()
DUTIES = frozenset({Duty.AGENT})


@pytest.fixture
def team(server: Server, tmp_path: Path) -> Iterator[TeamStore]:
    """A desk on three cases on a server."""
    with a_team_store(server, team_pattern_of(server, tmp_path / "p"), tmp_path) as made:
        yield made


def test_what_is_said_late_is_what_is_said_in_turn(team: TeamStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same rows and the same lines; numbers that a purge has freed are left alone, and so is what an agent writes."""
    team.ask("INSERT INTO casebook.last_number VALUES ('case_event', 70), ('note', 40)")
    words = 'EXEMPLE "note": 0, "event":0 \\ é'
    late = _open_note_and_move(team, words, CaseAct.TAKE)
    monkeypatch.setattr(team.desk.casebook, "local", True)  # what it is asked for here: whether others could wait
    in_turn = _open_note_and_move(team, words, CaseAct.GIVE_BACK)
    assert late == {"note": 41, "event": 72, "said": in_turn["said"]}
    assert in_turn == {"note": 42, "event": 74, "said": late["said"]}
    assert team.ask("SELECT text FROM casebook.note") == [(words,), (words,)]
    with team.desk.casebook.reading() as connection:
        assert audit_log.verify(connection).ok


def _open_note_and_move(team: TeamStore, words: str, act: CaseAct) -> dict[str, object]:
    """The numbers that were given, and all else that was written, but for what this act alone says."""
    open_case(team.desk, 3, MOMENT)
    note = write_note(team.desk, 3, words, CLOCK).note
    (event,) = treat(team.desk, team.versions()[2:], Asked(act), CLOCK, duties=DUTIES).undo.events
    columns = "\"case\", at, who, undoes, details::json ->> 'note', before <> ''"
    rows = team.ask(f"SELECT {columns} FROM casebook.case_event WHERE event >= {event - 1} ORDER BY event")
    lines = [json.loads(str(line)) for (line,) in team.ask("SELECT event FROM casebook.audit ORDER BY n DESC LIMIT 3")]
    assert [line["details"].pop("event", None) for line in lines] == [event, None, None]
    assert [line["details"].pop("note", None) for line in lines] == [None, note, None]
    assert [row[4] for row in rows] == [str(note), None]
    assert lines[0]["details"].pop("act") == act.value
    return {"note": note, "event": event, "said": [[row[:4] + row[5:] for row in rows], lines]}
