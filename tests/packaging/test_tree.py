"""The folder that was built: what it costs, whether two are one, what it tells of the machine that built it."""

from __future__ import annotations

from pathlib import Path

import pytest
from delivery.tree import cost, differences, digests, settle, traces


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder in the shape of a build."""
    folder = tmp_path / "built"
    (folder / "_internal" / "typst").mkdir(parents=True)
    (folder / "backoffice").write_bytes(b"\x7fELF" + b"a" * 100)
    (folder / "_internal" / "typst" / "_typst.abi3.so").write_bytes(b"\x7fELF" + b"b" * 500)
    (folder / "_internal" / "libQt6Core.so.6").symlink_to("PySide6/Qt/lib/libQt6Core.so.6")
    return folder


def test_the_dearest_part_comes_first(built: Path) -> None:
    """Each part is counted once, and a link costs nothing."""
    assert cost(built) == [("typst", 504), ("backoffice", 104)]


def test_two_builds_are_one_or_the_difference_is_named(built: Path, tmp_path: Path) -> None:
    """Octets, modes and links are compared, and so is what one of them has alone."""
    twin = tmp_path / "twin"
    for source in (built, twin):
        (source / "_internal").mkdir(parents=True, exist_ok=True)
        (source / "_internal" / "a").write_text("a", "utf-8")
    assert "backoffice" in differences(built, twin)
    assert differences(built, built) == []
    (twin / "_internal" / "a").chmod(0o600)
    assert "_internal/a" in differences(built, twin)
    assert digests(built)["_internal/libQt6Core.so.6"].startswith("-> ")


def test_dates_and_modes_are_settled(built: Path) -> None:
    """Nothing of the day or the umask of a build stays."""
    (built / "_internal" / "typst" / "_typst.abi3.so").chmod(0o777)
    (built / "backoffice").chmod(0o700)
    settle(built, 1_000_000)
    assert {int(path.lstat().st_mtime) for path in built.rglob("*")} == {1_000_000}
    assert (built / "backoffice").stat().st_mode & 0o777 == 0o755
    assert (built / "_internal" / "typst" / "_typst.abi3.so").stat().st_mode & 0o777 == 0o644


def test_a_path_of_the_build_machine_is_found(built: Path) -> None:
    """It is named with the file in which it stands."""
    (built / "_internal" / "note").write_bytes(b"\0/somewhere/of/mine\0")
    assert traces(built, ["/somewhere/of", "/elsewhere"]) == {"_internal/note": ["/somewhere/of"]}
