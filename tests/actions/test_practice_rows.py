"""Invented cases as rows: what would come in is what is shown."""

from __future__ import annotations

from backoffice_gui.actions.practice_cases import World, case_of
from backoffice_gui.actions.practice_people import person_of
from backoffice_gui.actions.practice_rows import COLUMNS, case_rows, person_rows, search_words
from backoffice_gui.domain.case_forms import Unreadable, read_case_form
from backoffice_gui.domain.cases import CaseKind
from backoffice_gui.storage.casebook.schema import MODEL
from tests.support.practice import NOW


def test_every_row_has_its_columns_and_every_form_can_be_read() -> None:
    """Rows fit their tables; a form reads as the kind it is, without a doubt that was not meant."""
    world = World(1, 300, 451, NOW)
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in COLUMNS}
    for n in range(1, 301):
        case = case_of(world, n)
        whose = person_of(1, case.person)
        person_rows(rows, n, person_of(1, n), "2026-11-26T00:00:00.000000Z")
        case_rows(rows, world, case, whose)
        words = search_words(case, whose)[1].split()
        assert ("demo" in words) == (case.kind is not CaseKind.UNREAD)
    for name, columns in COLUMNS.items():
        assert set(columns) <= set(MODEL.tables[name].columns.keys())
        assert {len(row) for row in rows[name]} == {len(columns)}
    for _, kind, octets in rows["case_form"]:
        assert isinstance(octets, bytes)
        assert isinstance(read_case_form(str(kind), octets), Unreadable) == (kind == "unread")
