"""The views that come with the program, saved ones, and their counts."""

from __future__ import annotations

from pathlib import Path

from backoffice_gui.caseload.case_list import CaseList
from backoffice_gui.caseload.case_views import BUILT_IN, DEFAULT_COLUMNS, saved_views, view_named, views
from backoffice_gui.domain.case_list import CaseColumn, CaseFilter, CaseQuery, CaseView
from backoffice_gui.domain.view_json import view_json
from backoffice_gui.storage.casebook import views as stored
from tests.caseload.conftest import Practised
from tests.support.practice import AGENT, ASKING


def test_every_view_counts_what_it_lists(filled: Practised, tmp_path: Path) -> None:
    """Before the columns are filled, and after; saved views stand behind, another's nowhere."""
    with filled(tmp_path / "s", 120) as casebook:
        mine = CaseView("", "Exemple", CaseQuery(CaseFilter((), "demo")), (CaseColumn.NUMBER,), AGENT)
        with casebook.transaction() as tx:
            stored.insert(tx, AGENT, "Exemple", view_json(mine))
            stored.insert(tx, "", "Partagée", "{}")
            stored.insert(tx, "demo.other", "Autre", "{}")
        cases = CaseList()
        with casebook.reading() as connection:
            for _ in range(2):
                found = views(connection, cases, ASKING)
                assert [view.id for view, _ in found][:6] == ["to_do", "mine", "due_soon", "waiting", "done", "all"]
                for view, count in found:
                    listed = cases.page(connection, view.query, 0, 1_000, ASKING)
                    assert (len(listed.rows), count.more) == (count.number, False)
                cases.fill(connection)
            assert [view.name for view in saved_views(connection, AGENT)] == ["Partagée", "Exemple"]
            assert saved_views(connection, AGENT)[0].columns == DEFAULT_COLUMNS
            assert view_named(connection, AGENT, "Exemple") == saved_views(connection, AGENT)[1]
            assert view_named(connection, AGENT, "to_do") == BUILT_IN[0]
            assert view_named(connection, AGENT, "Autre") is None
            by_id = {view.id: count.number for view, count in found}
        assert by_id["to_do"] + by_id["waiting"] + by_id["done"] == by_id["all"] == 120
