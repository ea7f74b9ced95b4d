from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.actions.export_file import manifest_path
from backoffice_gui.actions.report import PIECES, ReportGoing, write_report
from backoffice_gui.documents.papers import Typesetter
from backoffice_gui.errors import UsageError
from tests.support.conformities import a_bad_month, a_good_month


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    """The fonts that every machine has."""
    return Typesetter(system_fonts=False)


def test_paper_and_tables_lie_beside_each_other_and_are_the_same_again(tmp_path: Path, typesetter: Typesetter) -> None:
    """Four files, each with its manifest; made twice, octet for octet the same."""
    heard: list[int] = []
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
        made = write_report(a_good_month(), ReportGoing(folder), typesetter, progress=heard.append)
    assert [each.file for each in made] == [
        "conformite-2026-11.pdf",
        "conformite-2026-11-jours.csv",
        "conformite-2026-11-incidents.csv",
        "conformite-2026-11-releve.csv",
    ]
    assert heard == [1, 2, 3, 4] * 2
    assert len(made) == PIECES
    first, second = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders)
    assert first == second
    assert len(first) == 2 * PIECES
    assert first["conformite-2026-11.pdf"].startswith(b"%PDF")


def test_what_is_there_gives_way_only_where_it_is_said(tmp_path: Path, typesetter: Typesetter) -> None:
    """One file in the way stops all of it; a report that has not ended has a name of its own."""
    (tmp_path / "conformite-2026-11-jours.csv").write_text("EXEMPLE")
    with pytest.raises(UsageError) as raised:
        write_report(a_good_month(), ReportGoing(tmp_path), typesetter)
    assert raised.value.reason == "export-exists"
    assert len(list(tmp_path.iterdir())) == 1
    assert write_report(a_good_month(), ReportGoing(tmp_path, replacing=True), typesetter)
    assert write_report(a_bad_month(), ReportGoing(tmp_path), typesetter)[0].file == "conformite-2026-11-provisoire.pdf"


def test_half_a_report_is_none(tmp_path: Path, typesetter: Typesetter) -> None:
    """Cancelled after its first file, it leaves nothing."""
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) == 2

    with pytest.raises(UsageError):
        write_report(a_good_month(), ReportGoing(tmp_path), typesetter, cancelled=cancelled)
    assert not manifest_path(tmp_path / "conformite-2026-11.pdf").exists()
    assert not list(tmp_path.iterdir())
