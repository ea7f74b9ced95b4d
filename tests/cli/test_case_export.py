from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.caseloads import Served, served
from tests.support.console import Said, call
from tests.support.desks import a_store


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Served]:
    """Three cases."""
    with a_store(tmp_path / "s") as store:
        yield served(store)


def export(capsys: pytest.CaptureFixture[str], desk: Served, *words: object) -> Said:
    """`backoffice cases export …` with a purpose."""
    file = desk.store.settings().file
    return call(capsys, "--json", "--config", file, "cases", "export", *words, "--purpose", "point du mois")


def test_a_view_and_chosen_cases_are_tables(desk: Served, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The kind by the file's name or as said; columns in the order in which they are named."""
    said = export(capsys, desk, "--view", "to_do", "--to", tmp_path / "vue.ods")
    assert (said.code, said.objects[0]["format"], said.objects[0]["rows"]) == (0, "ods", 3)
    words = ("3", "1", "--to", tmp_path / "x.txt", "--format", "csv", "--columns", "number,state")
    assert export(capsys, desk, *words).objects[0]["rows"] == 2
    lines = (tmp_path / "x.txt").read_text("utf-8-sig").splitlines()
    assert lines == ['"Référence";"État"', '"DL-2026-000003";"Nouvelle"', '"DL-2026-000001";"Nouvelle"']
    assert "export-exists" in export(capsys, desk, *words).err


def test_one_case_is_a_sheet(
    desk: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Of one case only; what it is for may come from standard input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("EXEMPLE : audience\n"))
    config, file = desk.store.settings().file, tmp_path / "audience.pdf"
    said = call(capsys, "--json", "--config", config, "cases", "export", "2", "--to", file, "--purpose", "-")
    assert said.code == 0
    [beside] = tmp_path.glob("audience.pdf.*")
    assert json.loads(beside.read_text("utf-8"))["purpose"] == "EXEMPLE : audience"
    assert export(capsys, desk, "1", "--to", tmp_path / "fiche.pdf").objects[0]["format"] == "pdf"
    assert "export-sheet" in export(capsys, desk, "1", "2", "--to", tmp_path / "x.pdf").err


def test_labels_are_printed_or_the_addresses_named(
    desk: Served, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """1 where an address stops them; then nothing is written."""
    refused = export(capsys, desk, "--view", "all", "--to", tmp_path / "e.pdf", "--labels", "dl")
    assert (refused.code, refused.objects[0]["number"]) == (1, "DL-2026-000003")
    assert {each["code"] for each in refused.objects[0]["problems"]} >= {"addressee_missing", "town_missing"}
    assert not (tmp_path / "e.pdf").exists()
    assert export(capsys, desk, "1", "2", "--to", tmp_path / "e.pdf", "--labels", "dl").objects[0]["rows"] == 2


def test_what_can_t_be_exported_is_said(desk: Served, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Before anything is written."""
    for words, code in (
        ((), "export-what"),
        (("1", "--view", "all"), "export-what"),
        (("1", "--format", "doc"), "export-format"),
        (("1", "--format", "csv", "--columns", "couleur"), "column-unknown"),
    ):
        said = export(capsys, desk, *words, "--to", tmp_path / "x.csv")
        assert (said.code, code in said.err) == (2, True), code
    assert list(tmp_path.glob("x*")) == []
