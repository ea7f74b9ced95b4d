"""The journal on the console: read, asked, verified against heads that lie elsewhere, taken out, purged."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.actions.journal_heads import signed_heads
from backoffice_gui.storage import anchors
from tests.support.cases import certificate_form, take
from tests.support.console import call
from tests.support.desks import Store, a_store
from tests.support.stores import MOMENT


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with a case."""
    with a_store(tmp_path / "s") as made:
        take(made, certificate_form())
        made.settings()
        yield made


def _anchor(store: Store, folder: Path, many: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Anchor heads as a desk does, with something between them."""
    folder.mkdir(exist_ok=True)
    for _ in range(many):
        assert call(capsys, "--config", store.root / "config.toml", "cases", "show", "1").code == 0
        anchors.append(folder, signed_heads(store.world.inbox, store.desk, MOMENT))


def test_who_opened_a_case_is_answered(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By name, action in words of the language spoken, and case; asking is the newest event then."""
    config = store.root / "config.toml"
    assert call(capsys, "--config", config, "cases", "show", "1").code == 0
    said = call(capsys, "--config", config, "audit", "who", "1", "--json")
    assert (said.code, said.objects[0]["verb"], said.objects[0]["reference"][:3]) == (0, "case_opened", "DL-")
    assert said.objects[0]["post"]
    listed = call(capsys, "--config", config, "audit", "list", "--limit", "2", "--json").objects
    assert listed[0]["verb"] == "journal_read"
    shown = call(capsys, "--config", config, "audit", "list", "--verb", "case_opened").words
    assert ("Demande ouverte" in shown, "case_opened" in shown) == (True, False)
    assert "le collecteur" in call(capsys, "--config", config, "audit", "list", "--chain", "inbox").words
    none = call(capsys, "--config", config, "audit", "list", "--chain", "inbox", "--until", "2001-01-01")
    assert none.words.strip() == "Aucun événement."
    assert call(capsys, "--config", config, "audit", "list", "--chain", "other").code == 2
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert "  Case opened  " in call(capsys, "--config", config, "audit", "who", "1").words


def test_both_chains_are_verified_against_the_heads_elsewhere(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 while they hold; a cut end, a forged head, a file that is gone and lines that are missing are all said."""
    config, folder = store.root / "config.toml", tmp_path / "share"
    _anchor(store, folder, 3, capsys)
    verify = ("--config", config, "audit", "verify", "--anchors", folder)
    own, incoming = call(capsys, *verify, "--json").objects
    assert (own["ok"], own["anchors"], own["not_anchored"], incoming["ok"]) == (True, 3, [], True)
    assert own["unanchored"] > 0
    assert "Chaîne de la relève : elle tient" in call(capsys, *verify).words
    (file,) = folder.glob("*.casebook.jsonl")
    lines = file.read_text().splitlines()
    file.write_text("\n".join([lines[0], lines[2], "EXEMPLE"]))
    said = call(capsys, *verify)
    assert (said.code, "Il manque 1 tête" in said.words, "1 ligne(s)" in said.words) == (0, True, True)
    file.write_text("\n".join(lines).replace('"sig":"', '"sig":"00')[:-2])
    file.write_text(
        "\n".join([*lines[:2], lines[2].replace('"sig":"' + lines[2].split('"sig":"')[1][:2], '"sig":"00')])
    )
    assert call(capsys, *verify, "--json").objects[0]["reason"] == "signature"
    file.write_text("\n".join(lines))
    with store.desk.casebook.transaction() as tx:
        tx.execute(text("DROP TRIGGER guard_audit_delete"))
        tx.execute(text("DELETE FROM audit WHERE n > 9"))
    cut = call(capsys, *verify, "--json")
    assert (cut.code, cut.objects[0]["ok"]) == (1, False)
    file.unlink()
    gone = call(capsys, *verify)
    assert (gone.code, "Aucune tête de ce coffre" in gone.words) == (1, True)


def test_the_journal_is_taken_out_signed(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its purpose; a manifest and a signature beside it."""
    config, file = store.root / "config.toml", tmp_path / "journal.csv"
    monkeypatch.setattr(sys, "stdin", io.StringIO("EXEMPLE, contrôle\n"))
    said = call(capsys, "--config", config, "audit", "export", "--to", file, "--purpose", "-", "--json")
    assert (said.code, said.objects[0]["format"]) == (0, "csv")
    assert file.exists()
    assert len(list(tmp_path.glob("journal.csv.*"))) == 2
    assert any("EXEMPLE, contr" in each.read_text("utf-8") for each in tmp_path.glob("journal.csv.*"))


def test_nothing_young_is_purged(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Twelve months are kept where nothing else is said."""
    said = call(capsys, "--config", store.root / "config.toml", "audit", "purge")
    assert (said.code, "12 mois" in said.words) == (0, True)
