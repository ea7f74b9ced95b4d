"""What hangs on a case and its person."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from backoffice_gui.caseload import case_history as history
from tests.support.practice import practised

_AT = "2026-11-26T10:00:00.000000Z"


def test_lines_in_their_order(tmp_path: Path) -> None:
    """What was undone is marked, a replaced contact has its end, a dismissed proposal is gone."""
    with practised(tmp_path / "s", 5) as casebook:
        with casebook.transaction() as tx:
            for statement in (
                'DELETE FROM case_event WHERE "case" = 1',
                "DELETE FROM contact WHERE person = 1",
                (
                    'INSERT INTO case_event (event, "case", at, who, name, details, version) VALUES '
                    f"(901, 1, '{_AT}', 'demo', 'take', '{{\"from\":\"new\"}}', 2)"
                ),
                (
                    'INSERT INTO case_event (event, "case", at, who, name, version, undoes) VALUES '
                    f"(902, 1, '{_AT}', 'demo', 'undo', 3, 901)"
                ),
                (
                    "INSERT INTO contact (contact, person, field, value, key, received_at, entered_by) VALUES "
                    f"(901, 1, 'phone', '+33639980001', 'a', '{_AT}', 'form')"
                ),
                (
                    "INSERT INTO contact (contact, person, field, value, key, received_at, entered_by, replaces) VALUES "
                    "(902, 1, 'phone', '+33639980002', 'b', '2026-11-26T11:00:00.000000Z', 'demo', 901)"
                ),
                (
                    'INSERT INTO proposal ("case", other, kind, score, reasons, made_at, dismissed_at) VALUES '
                    f"(1, 2, 'duplicate', 90, '[\"name\"]', '{_AT}', NULL), (1, 3, 'repeat', 95, '[]', '{_AT}', '{_AT}'), "
                    f"(1, 4, 'same_person', 80, 'odd', '{_AT}', NULL)"
                ),
                f"INSERT INTO draft VALUES (1, 'demo', 'note', 'Exemple', '{_AT}'), (1, 'other', 'note', 'x', '{_AT}')",
            ):
                tx.execute(
                    text(statement.replace(':"', '\\:"'))
                    if "details" not in statement
                    else text(statement.replace('":"', '"\\:"'))
                )
        with casebook.reading() as connection:
            events = history.happenings(connection, 1)
            assert [(each.name, each.undone) for each in events] == [("take", True), ("undo", False)]
            assert events[0].details == (("from", "new"),)
            first, second = history.contacts(history.contact_lines(connection, 1))
            assert (first.ended_at, second.ended_at) == (second.received_at, None)
            assert (first.now, second.now) == (False, True)
            assert [(each.kind, each.case, each.person) for each in history.proposals(connection, 1)] == [
                ("duplicate", 2, None),
                ("same_person", None, 4),
            ]
            assert [each.text for each in history.drafts(connection, 1, "demo")] == ["Exemple"]
            person = history.person_view(connection, 1, 1)
            assert person is not None
            assert person.given_names[-1] == "Démo"
            assert history.person_view(connection, 99_999, 1) is None
