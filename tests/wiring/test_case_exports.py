from __future__ import annotations

import json
from pathlib import Path

import pytest

from backoffice_gui.domain.case_exports import Going, TableWanted
from backoffice_gui.domain.case_list import CaseColumn, CaseFilter, CaseQuery, CaseSort
from backoffice_gui.domain.sheets import Manifest
from backoffice_gui.errors import UsageError
from backoffice_gui.wiring.case_exports import CaseExports
from tests.support.caseloads import Served

BY_NUMBER = CaseQuery(sort=CaseSort(CaseColumn.NUMBER))
COLUMNS = (CaseColumn.NUMBER, CaseColumn.APPLICANT, CaseColumn.RECEIVED)


def _silent(_rows: int) -> None:
    pass


def _never() -> bool:
    return False


def _view(desk: Served, file: Path, kind: str = "csv", query: CaseQuery = BY_NUMBER) -> Manifest:
    wanted, going = TableWanted(COLUMNS, kind), Going(str(file), "point du mois")
    return desk.cases.exports.view(query, wanted, going, _silent, _never)


def test_a_view_leaves_the_house_with_its_purpose_and_digest(desk: Served, tmp_path: Path) -> None:
    """In its order, with the chosen columns; who and why before it, what was written after it."""
    manifest = _view(desk, tmp_path / "vue.csv")
    lines = (tmp_path / "vue.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == '"Référence";"Demandeur";"Reçue le"'
    assert [line.split(";")[0] for line in lines[1:]] == [f'"DL-2026-00000{n}"' for n in (1, 2, 3)]
    begun, ended = dict(desk.logged("exported")[0].details), dict(desk.logged("export_ended")[0].details)
    assert (begun["purpose"], begun["rows"], begun["columns"]) == ("point du mois", 3, "number applicant received")
    assert (ended["sha256"], ended["rows"]) == (manifest.sha256, 3)
    assert json.loads((tmp_path / "vue.csv.manifest.json").read_text())["sha256"] == manifest.sha256


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_other_kinds_of_file_are_sheets(desk: Served, tmp_path: Path, kind: str) -> None:
    """Packages that begin as one."""
    assert _view(desk, tmp_path / f"vue.{kind}", kind).rows == 3
    assert (tmp_path / f"vue.{kind}").read_bytes().startswith(b"PK")


def test_an_export_of_a_search_is_a_search(desk: Served, tmp_path: Path) -> None:
    """What is taken out was looked for."""
    query = CaseQuery(CaseFilter(words="exemple"))
    assert _view(desk, tmp_path / "x.csv", query=query).rows == 2
    assert [dict(line.details)["found"] for line in desk.logged("searched")] == [2]


def test_more_than_the_office_allows_is_refused_before_anything_is_written(desk: Served, tmp_path: Path) -> None:
    """The cap is the configuration's."""
    exports = CaseExports(desk.caseload, 2)
    going = Going(str(tmp_path / "x.csv"), "point")
    with pytest.raises(UsageError, match="export-over-cap"):
        exports.view(BY_NUMBER, TableWanted(COLUMNS, "csv"), going, _silent, _never)
    assert list(tmp_path.glob("x*")) == []
    assert desk.logged("exported") == []


def test_what_was_stopped_or_refused_is_said_in_the_chain(desk: Served, tmp_path: Path) -> None:
    """A first line without a second would be a kill."""
    going, wanted = Going(str(tmp_path / "x.csv"), "point"), TableWanted(COLUMNS, "csv")
    with pytest.raises(UsageError, match="export-cancelled"):
        desk.cases.exports.chosen([1], wanted, going, _silent, lambda: True)
    with pytest.raises(UsageError, match="export-format"):
        desk.cases.exports.chosen([1], TableWanted(COLUMNS, "doc"), going, _silent, _never)
    with pytest.raises(UsageError, match="reason-needed"):
        desk.cases.exports.chosen([1], wanted, Going(str(tmp_path / "x.csv"), " "), _silent, _never)
    assert [dict(line.details).get("failed") for line in desk.logged("export_ended")] == ["export-cancelled"]
    assert list(tmp_path.glob("x*")) == []


def test_a_sheet_is_a_paper_and_stands_in_the_timeline(desk: Served, tmp_path: Path) -> None:
    """Opening it is logged as on the screen."""
    manifest = desk.cases.exports.sheet(1, Going(str(tmp_path / "fiche.pdf"), "dossier papier"))
    assert (tmp_path / "fiche.pdf").read_bytes().startswith(b"%PDF-")
    assert manifest.format == "pdf"
    assert [line.object for line in desk.logged("case_opened")] == ["case:1"]
    assert desk.cases.case(1).timeline[-1].name == "printed"


def test_labels_are_all_printed_or_none(desk: Served, tmp_path: Path) -> None:
    """An address that can't be printed is named, with its case."""
    going = Going(str(tmp_path / "e.pdf"), "envoi")
    refused = desk.cases.exports.labels([1, 3], "a4-2x7", going)
    assert isinstance(refused, tuple)
    assert [(each.case, each.number) for each in refused] == [(3, "DL-2026-000003")]
    assert not (tmp_path / "e.pdf").exists()
    made = desk.cases.exports.labels([1, 2], "a4-2x7", going, 3)
    assert isinstance(made, Manifest)
    with pytest.raises(UsageError, match="labels-format"):
        desk.cases.exports.labels([1], "a3", going)
    with pytest.raises(UsageError, match="not-found"):
        desk.cases.exports.labels([9], "dl", going)
