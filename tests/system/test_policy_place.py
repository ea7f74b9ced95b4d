"""Where policy lies on each system, and who could have written it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from backoffice_gui.system import policy_place
from tests.support.systems import Calls, Registry, lend, pretend

_OURS = "O:BAG:SYD:PAI(A;;FA;;;SY)(A;;FA;;;BA)(A;;0x1200a9;;;BU)"


def test_elsewhere_it_is_a_file_of_the_system() -> None:
    """Under /etc, and no registry."""
    assert str(policy_place.policy_file()) == "/etc/ofpra-backoffice/policy.toml"
    assert policy_place.policy_registry() == {}


def test_windows_says_where_its_shared_folder_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the registry: a variable that a person has changed moves nothing."""
    monkeypatch.setenv("ProgramData", r"C:\Users\EXEMPLE")
    registry = Registry({policy_place._SHARED: {"Common AppData": r"C:\ProgramData"}})
    pretend(monkeypatch, "win32", winreg=registry)
    assert str(policy_place.policy_file()) == r"C:\ProgramData\Ofpra\BackOffice\policy.toml"


def test_windows_policies_are_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """A subkey is a table, its values are keys, by any case; none where an administrator wrote none."""
    pretend(monkeypatch, "win32", winreg=Registry({}))
    assert policy_place.policy_registry() == {}
    base = policy_place._POLICIES
    keys: dict[str, dict[str, object]] = {
        f"{base}\\Transfer": {"Url": "https://front.example/t"},
        f"{base}\\window": {"tray": 0},
    }
    pretend(monkeypatch, "win32", winreg=Registry(keys))
    assert policy_place.policy_registry() == {"transfer": {"url": "https://front.example/t"}, "window": {"tray": 0}}


@pytest.mark.parametrize(
    ("file", "folder", "opened"),
    [
        (0o644, 0o755, False),
        (0o600, 0o700, False),
        (0o664, 0o755, True),
        (0o646, 0o755, True),
        (0o644, 0o775, True),
        (0o644, 0o757, True),
    ],
)
def test_modes_say_who_else_could_have_written(
    file: int, folder: int, opened: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Group and others, in the file or in the folder where another could be put in its place."""
    place = tmp_path / "etc"
    place.mkdir()
    policy = place / "policy.toml"
    policy.write_text("")
    monkeypatch.setattr(policy_place, "_ROOTS", {policy.stat().st_uid})
    policy.chmod(file)
    place.chmod(folder)
    assert policy_place.open_to_others(policy) is opened


def test_an_owner_who_is_not_root_could_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the modes say; and a link is judged by where it leads, too."""
    policy = tmp_path / "policy.toml"
    policy.write_text("")
    policy.chmod(0o644)
    tmp_path.chmod(0o755)
    monkeypatch.setattr(policy_place, "_ROOTS", {policy.stat().st_uid + 1})
    assert policy_place.open_to_others(policy)
    monkeypatch.setattr(policy_place, "_ROOTS", {policy.stat().st_uid})
    open_folder = tmp_path / "open"
    open_folder.mkdir()
    open_folder.chmod(0o777)
    (open_folder / "real.toml").write_text("")
    link = tmp_path / "link.toml"
    link.symlink_to(open_folder / "real.toml")
    assert policy_place.open_to_others(link)


@pytest.mark.parametrize(
    ("sddl", "opened"),
    [
        (_OURS, False),
        ("O:SYG:SYD:(A;;FA;;;SY)", False),
        ("O:BAG:SYD:(A;OICIIO;FA;;;CO)(A;;FR;;;BU)", False),
        ("O:BAG:SYD:(A;;FA;;;BA)(A;;FRFX;;;WD)(D;;FA;;;BU)", False),
        ("O:S-1-5-21-1-2-3-1001G:SYD:(A;;FA;;;SY)", True),
        ("O:BAG:SYD:(A;;FA;;;SY)(A;;0x1301bf;;;BU)", True),
        ("O:BAG:SYD:(A;;FW;;;AU)", True),
        ("O:BAG:SYD:(A;;GA;;;S-1-5-21-1-2-3-1001)", True),
        ("O:BAG:SYD:(A;;RCWD;;;BU)", True),
        ("O:BAG:SYD:(A;;??;;;BU)", True),
        ("O:BAG:SYD:(A;;FA)", True),
        ("O:BAG:SYD:NO_ACCESS_CONTROL", True),
        ("O:BAG:SY", True),
        ("", True),
    ],
)
def test_an_access_list_says_who_else_could_have_written(sddl: str, opened: bool) -> None:
    """Anybody who may write, append, delete, or change owner or list; what is not understood counts against it."""
    assert policy_place.sddl_open_to_others(sddl) is opened


def test_windows_is_asked_for_file_and_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both lists count; one that can't be read is an error, not an all-clear."""
    said = {str(tmp_path): _OURS, str(tmp_path / "policy.toml"): _OURS}
    asked: list[str] = []

    def convert(_found: object, _revision: int, _about: int, text: Any, _length: object) -> int:
        text._obj.value = said[asked[-1]]
        return 1

    def security(path: str, *_: object) -> int:
        asked.append(path)
        return 0

    rights = Calls(GetNamedSecurityInfoW=security, ConvertSecurityDescriptorToStringSecurityDescriptorW=convert)
    pretend(monkeypatch, "win32")
    lend(monkeypatch, advapi32=rights)
    assert not policy_place.open_to_others(tmp_path / "policy.toml")
    said[str(tmp_path)] = "O:BAG:SYD:(A;;FA;;;WD)"
    assert policy_place.open_to_others(tmp_path / "policy.toml")
    lend(monkeypatch, advapi32=Calls(GetNamedSecurityInfoW=5))
    with pytest.raises(PermissionError):
        policy_place.open_to_others(tmp_path / "policy.toml")
    lend(monkeypatch, advapi32=Calls(GetNamedSecurityInfoW=0, ConvertSecurityDescriptorToStringSecurityDescriptorW=0))
    with pytest.raises(PermissionError):
        policy_place.open_to_others(tmp_path / "policy.toml")
