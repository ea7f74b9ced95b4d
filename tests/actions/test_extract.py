from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions.extract import Extracted, extract
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.signed import payload_octets
from backoffice_gui.errors import DiskFull, StoreDamaged, UsageError
from backoffice_gui.sealing import CHUNK
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.inbox import attempts, audit_log, outcomes
from backoffice_gui.storage.inbox.schema import chunk
from tests.support.desks import Store, a_store, spoil
from tests.support.stores import MOMENT, invented

PARTS = (b'{"EXEMPLE": "\xc3\xa9"}', b"", b"\x00\xff" * (CHUNK // 2 + 7), b"x" * CHUNK)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with its desk unlocked."""
    with a_store(tmp_path / "s") as made:
        yield made


def _extract(store: Store, name: str, folder: Path, reason: str = "contrôle") -> Extracted:
    return extract(store.world.inbox, store.desk, name, folder, reason=reason, at=MOMENT)


def test_every_octet_comes_out_as_it_came_in(store: Store, tmp_path: Path) -> None:
    """The manifest's payload and each part, empty and large ones included, into a closed folder."""
    one = invented(1, PARTS)
    store.world.verify(one)
    out = _extract(store, one.manifest.id, tmp_path / "new" / "out")
    assert out == Extracted(
        one.manifest.id,
        tmp_path / "new" / "out",
        ("manifest.json", "part-0", "part-1", "part-2", "part-3"),
        True,
        Stage.VERIFIED,
    )
    assert (out.folder / "manifest.json").read_bytes() == payload_octets(one.jws) == one.manifest.octets
    for n, part in enumerate(PARTS):
        assert (out.folder / f"part-{n}").read_bytes() == part
    assert out.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in out.folder.iterdir()} == {0o600}


def test_taking_out_is_logged_with_name_and_reason(store: Store, tmp_path: Path) -> None:
    """The casebook says who and why, the inbox only that a desk did."""
    one = invented()
    store.world.verify(one)
    _extract(store, one.manifest.id, tmp_path / "out", "demande du juge")
    with store.desk.casebook.reading() as connection:
        line = casebook_log.read(connection, 0, 100)[-1]
    details = dict(line.details)
    assert (line.verb, details["agent"], details["reason"]) == ("extracted", "agent-exemple", "demande du juge")
    assert details["id"] == one.manifest.id
    with store.world.inbox.reading() as connection:
        line = audit_log.read(connection, 0, 100)[-1]
    assert (line.verb, line.role, line.details) == ("extracted", "desk", ())


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES])
def test_a_folder_that_refuses_is_said_and_nothing_is_left_in_it(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """A disk that fails at the sync of a file: a sentence, no defect; what was written until then is gone."""
    one = invented()
    store.world.verify(one)
    real = os.fsync

    def fails(handle: int) -> None:
        if "out" in Path(f"/proc/self/fd/{handle}").readlink().parts:
            raise OSError(number, "EXEMPLE")
        real(handle)

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(UsageError) as refused:
        _extract(store, one.manifest.id, tmp_path / "out")
    assert refused.value.reason == "folder"
    assert list((tmp_path / "out").iterdir()) == []
    monkeypatch.undo()
    assert _extract(store, one.manifest.id, tmp_path / "out").files


def test_what_somebody_else_put_there_meanwhile_stays_theirs(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two givings out into one folder: the second takes nothing of the first away."""
    one = invented(1, (b"{}", b"EXEMPLE"))
    store.world.verify(one)
    real = os.fsync

    def another_comes(handle: int) -> None:
        if (tmp_path / "out" / ".manifest.json.new").exists() and not (tmp_path / "out" / "part-0").exists():
            (tmp_path / "out" / "part-0").write_bytes(b"theirs")
        real(handle)

    monkeypatch.setattr(os, "fsync", another_comes)
    with pytest.raises(UsageError) as refused:
        _extract(store, one.manifest.id, tmp_path / "out")
    assert refused.value.reason == "folder"
    assert {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()} == {"part-0": b"theirs"}


@pytest.mark.expected_logs("extraction_left")
def test_what_can_not_be_taken_away_again_is_said_in_the_log(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that has failed is often only read from then; the refusal is the same, and no defect."""
    one = invented(1, (b"{}", b"EXEMPLE"))
    store.world.verify(one)
    real, unlink = os.fsync, Path.unlink

    def fails(handle: int) -> None:
        if "part-0" in Path(f"/proc/self/fd/{handle}").readlink().name:
            raise OSError(errno.EIO, "EXEMPLE")
        real(handle)

    def read_only(path: Path, missing_ok: bool = False) -> None:
        if path.name == "manifest.json":
            raise OSError(errno.EROFS, "EXEMPLE")
        unlink(path, missing_ok)

    monkeypatch.setattr(os, "fsync", fails)
    monkeypatch.setattr(Path, "unlink", read_only)
    with pytest.raises(UsageError) as refused:
        _extract(store, one.manifest.id, tmp_path / "out")
    assert refused.value.reason == "folder"
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["manifest.json"]


def test_it_is_logged_before_the_first_octet_is_written(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where writing fails, the log has it all the same, and no octet is left behind."""
    one = invented(1, (b"{}", b"EXEMPLE"))
    store.world.verify(one)
    written: list[int] = []
    sync = os.fsync

    def full(handle: int) -> None:
        written.append(handle)
        if len(written) == 3:
            raise OSError(errno.ENOSPC, "no room")
        sync(handle)

    (tmp_path / "out").mkdir()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        _extract(store, one.manifest.id, tmp_path / "out")
    monkeypatch.undo()
    assert list((tmp_path / "out").iterdir()) == []
    with store.desk.casebook.reading() as connection:
        assert casebook_log.read(connection, 0, 100)[-1].verb == "extracted"


def test_an_id_that_names_several_is_refused_with_their_full_names(store: Store, tmp_path: Path) -> None:
    """The same id with another digest is another submission; the digest tells them apart."""
    first = invented(1, (b"1",), id="EXEMPLE-000000000000000001")
    second = invented(2, (b"2",), id="EXEMPLE-000000000000000001")
    store.world.verify(first)
    store.world.verify(second)
    with pytest.raises(UsageError) as caught:
        _extract(store, first.manifest.id, tmp_path / "out")
    assert caught.value.reason == "several"
    names = str(caught.value.facts["matches"]).split()
    assert sorted(names) == sorted(f"{one.manifest.id}@{one.manifest.digest}" for one in (first, second))
    assert not (tmp_path / "out").exists()
    _extract(store, f"{second.manifest.id}@{second.manifest.digest}", tmp_path / "out")
    assert (tmp_path / "out" / "part-0").read_bytes() == b"2"


@pytest.mark.parametrize(
    "name", ["", "EXEMPLE", "../../etc/passwd", "EXEMPLE-000000000000000009", "x" * 24 + "@sha256-0"]
)
def test_what_nobody_knows_is_not_found(store: Store, tmp_path: Path, name: str) -> None:
    """Neither a path nor half a digest is a name."""
    with pytest.raises(UsageError) as caught:
        _extract(store, name, tmp_path / "out")
    assert caught.value.reason == "not-found"


def test_what_is_only_offered_has_nothing_to_take_out(store: Store, tmp_path: Path) -> None:
    """Its stage is said."""
    one = invented()
    store.world.sight(one)
    with pytest.raises(UsageError) as caught:
        _extract(store, one.manifest.id, tmp_path / "out")
    assert (caught.value.reason, caught.value.facts["stage"]) == ("nothing-stored", "OFFERED")


def test_a_folder_that_is_not_empty_is_refused(store: Store, tmp_path: Path) -> None:
    """What is in it stays; a file, or a folder that can't be made, is refused too."""
    one = invented()
    store.world.verify(one)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("EXEMPLE")
    with pytest.raises(UsageError) as caught:
        _extract(store, one.manifest.id, tmp_path / "out")
    assert caught.value.reason == "not-empty"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine"]
    with pytest.raises(UsageError) as caught:
        _extract(store, one.manifest.id, tmp_path / "out" / "mine")
    assert caught.value.reason == "folder"


def test_an_empty_folder_is_closed_to_others(store: Store, tmp_path: Path) -> None:
    """A folder that exists becomes 0700 before anything is in it."""
    one = invented()
    store.world.verify(one)
    (tmp_path / "out").mkdir(mode=0o755)
    _extract(store, one.manifest.id, tmp_path / "out")
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700


def test_quarantined_and_unverified_copies_come_out_marked(store: Store, tmp_path: Path) -> None:
    """They are not verified, and nobody is told otherwise."""
    stored = invented(1, (b"one",))
    row = store.world.begin(stored).row
    out = _extract(store, stored.manifest.id, tmp_path / "stored")
    assert (out.verified, out.stage) == (False, Stage.STORED)
    store.world.do(lambda tx: outcomes.quarantined(tx, row, "signature", MOMENT))
    out = _extract(store, stored.manifest.id, tmp_path / "quarantined")
    assert (out.verified, out.stage) == (False, Stage.QUARANTINED)
    assert (out.folder / "part-0").read_bytes() == b"one"


def test_of_a_copy_that_was_set_aside_what_opens_is_given(store: Store, tmp_path: Path) -> None:
    """A cut part comes out as far as it goes; nothing pretends that it is whole."""
    one = invented(1, (b"{}", b"y" * (CHUNK + 5)))
    candidate = store.world.begin(one, stored=False)
    with store.world.inbox.transaction() as tx:
        tx.execute(chunk.delete().where(chunk.c.part == 1, chunk.c.n == 1))
        attempts.set_aside(tx, candidate.attempt, "digest", MOMENT)
    out = _extract(store, one.manifest.id, tmp_path / "out")
    assert out.files == ("manifest.json", "part-0", "part-1")
    assert not out.verified
    assert (out.folder / "part-1").read_bytes() == b"y" * CHUNK


def test_a_verified_copy_that_does_not_open_is_damage(store: Store, tmp_path: Path) -> None:
    """Changed octets are never handed out as what was declared; what was written until then is removed."""
    one = invented(1, (b"{}", b"EXEMPLE"))
    store.world.verify(one)
    spoil(store.world.inbox, "UPDATE chunk SET sealed = zeroblob(length(sealed)) WHERE part = 1")
    with pytest.raises(StoreDamaged):
        _extract(store, one.manifest.id, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_another_casebooks_keys_open_nothing(store: Store, tmp_path: Path) -> None:
    """A desk without this inbox's key is told so, before anything is logged or made."""
    one = invented()
    store.world.verify(one)
    bare = type(store.desk)(store.desk.casebook, {}, "agent-exemple")
    with pytest.raises(UsageError) as caught:
        extract(store.world.inbox, bare, one.manifest.id, tmp_path / "out", reason="x", at=MOMENT)
    assert caught.value.reason == "sealed"
    assert not (tmp_path / "out").exists()


def test_a_reason_is_asked_for(store: Store, tmp_path: Path) -> None:
    """Nothing is opened without one."""
    one = invented()
    store.world.verify(one)
    with pytest.raises(UsageError) as caught:
        _extract(store, one.manifest.id, tmp_path / "out", " ")
    assert caught.value.reason == "reason-needed"
