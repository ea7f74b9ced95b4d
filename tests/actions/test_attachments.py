from __future__ import annotations

import dataclasses
import hashlib
import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions.attachments import part_to_look_at, save_part
from backoffice_gui.actions.intake import intake
from backoffice_gui.actions.verify_store import verify_store
from backoffice_gui.errors import StoreDamaged, UsageError
from backoffice_gui.storage.casebook import audit_log
from tests.support.attachments import case_with
from tests.support.cases import certificate_form
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store, spoil
from tests.support.stores import invented

CLOCK = TurnedClock()
PDF = b"%PDF-1.7\n% EXEMPLE\n" + bytes(200_000)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with one case: a form, a PDF, and a text."""
    with a_store(tmp_path / "s") as made:
        case_with(made, CLOCK, PDF, b"EXEMPLE\n")
        yield made


def _lines(store: Store) -> list[tuple[str, str, dict[str, object]]]:
    with store.desk.casebook.reading() as connection:
        lines = audit_log.read(connection, 0, 1_000)
        return [(line.verb, line.object, dict(line.details)) for line in lines if line.verb.startswith("part_")]


def test_a_part_is_given_octet_by_octet_and_can_be_gone_through_again(store: Store) -> None:
    """With what the manifest says of it; who looked is in the chain before the first octet."""
    part = part_to_look_at(store.world.inbox, store.desk, 1, 1, CLOCK)
    assert (part.name, part.size, part.sha256) == ("piece-1.bin", len(PDF), hashlib.sha256(PDF).hexdigest())
    assert _lines(store) == [("part_previewed", "case:1", {"agent": "agent-exemple", "part": 1})]
    assert b"".join(part.octets) == PDF
    assert b"".join(part.octets) == PDF


@pytest.mark.parametrize(
    ("case", "part", "code"), [(2, 1, "not-found"), (1, 3, "part-unknown"), (1, -1, "part-unknown")]
)
def test_what_is_not_there_is_said(store: Store, case: int, part: int, code: str) -> None:
    """No such case, no such part: the manifest is no attachment."""
    with pytest.raises(UsageError) as refused:
        part_to_look_at(store.world.inbox, store.desk, case, part, CLOCK)
    assert refused.value.reason == code


def test_a_copy_is_saved_under_a_harmless_name_with_its_reason(store: Store, tmp_path: Path) -> None:
    """By what it is, for its owner only; both chains hold."""
    folder = tmp_path / "out"
    folder.mkdir()
    saved = save_part(store.world.inbox, store.desk, 1, 1, folder, reason="relecture à deux", clock=CLOCK)
    file = folder / saved.file
    assert saved.file == "DL-2026-000001-piece-1.pdf"
    assert file.read_bytes() == PDF
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert _lines(store)[-1][2] == {
        "agent": "agent-exemple", "part": 1, "reason": "relecture à deux", "sha256": saved.sha256,
    }  # fmt: skip
    assert verify_store(store.world.inbox, store.desk, None).ok


def test_nothing_is_ever_written_over(store: Store, tmp_path: Path) -> None:
    """A second copy has a number; a link that leads nowhere is not followed."""
    names = [save_part(store.world.inbox, store.desk, 1, 2, tmp_path, reason="x", clock=CLOCK).file for _ in range(2)]
    assert names == ["DL-2026-000001-piece-2.txt", "DL-2026-000001-piece-2 (2).txt"]
    (tmp_path / "DL-2026-000001-piece-2 (3).txt").symlink_to(tmp_path / "nowhere")
    third = save_part(store.world.inbox, store.desk, 1, 2, tmp_path, reason="x", clock=CLOCK)
    assert third.file == "DL-2026-000001-piece-2 (4).txt"
    assert (tmp_path / third.file).read_bytes() == b"EXEMPLE\n"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201, "deux\nlignes"])
def test_a_copy_needs_a_reason(store: Store, tmp_path: Path, reason: str) -> None:
    """Nothing is written, and nothing said to have been."""
    before = sorted(tmp_path.iterdir())
    with pytest.raises(UsageError):
        save_part(store.world.inbox, store.desk, 1, 1, tmp_path, reason=reason, clock=CLOCK)
    assert sorted(tmp_path.iterdir()) == before
    assert _lines(store) == []


def test_a_folder_that_is_none_is_said(store: Store, tmp_path: Path) -> None:
    """Before anything is logged."""
    with pytest.raises(UsageError) as refused:
        save_part(store.world.inbox, store.desk, 1, 1, tmp_path / "nowhere", reason="x", clock=CLOCK)
    assert refused.value.reason == "folder"
    assert _lines(store) == []


def test_what_does_not_open_as_it_was_stored_leaves_nothing(store: Store, tmp_path: Path) -> None:
    """Half a copy would pass for a whole one."""
    spoil(store.world.inbox, "UPDATE chunk SET sealed = zeroblob(length(sealed)) WHERE part = 1 AND last = 1")
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(StoreDamaged):
        save_part(store.world.inbox, store.desk, 1, 1, folder, reason="x", clock=CLOCK)
    assert list(folder.iterdir()) == []
    assert _lines(store)[-1][0] == "part_saved"


def test_octets_that_are_not_those_of_the_manifest_are_no_copy(store: Store, tmp_path: Path) -> None:
    """They open, and are something else: nothing is left, and it is said."""
    one = invented(2, (json.dumps(certificate_form()).encode(), b"EXEMPLE"), kind="certificate_request")
    candidate = store.world.begin(dataclasses.replace(one, parts=(one.parts[0], b"AUTRE")))
    store.world.receipt(candidate.row)
    intake(store.world.inbox, store.desk, CLOCK)
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(StoreDamaged) as refused:
        save_part(store.world.inbox, store.desk, 2, 1, folder, reason="x", clock=CLOCK)
    assert refused.value.reason == "digest"
    assert list(folder.iterdir()) == []
