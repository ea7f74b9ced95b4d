r"""Where an administrator fixes values for a whole machine, and whether anybody else could have.

Linux and other POSIX systems: `/etc/ofpra-backoffice/policy.toml`. Windows: `policy.toml` under the folder that
programs of a machine share (`%ProgramData%\Ofpra\BackOffice`, looked up in the registry and never in the environment,
which a person can change), and the registry's own policies over it (`HKLM\Software\Policies\Ofpra\BackOffice`).
"""

from __future__ import annotations

import ctypes
import re
import stat
from pathlib import Path, PureWindowsPath
from typing import Any

from backoffice_gui.system.names import foreign, library, windows

__all__ = ["open_to_others", "policy_file", "policy_registry", "sddl_open_to_others"]

_FILE = Path("/etc/ofpra-backoffice/policy.toml")
_ROOTS = frozenset({0})
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_SHARED = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\Shell Folders"
_POLICIES = r"SOFTWARE\Policies\Ofpra\BackOffice"

_RIGHTS = {
    "CC": 0x1, "DC": 0x2, "LC": 0x4, "SW": 0x8, "RP": 0x10, "WP": 0x20, "DT": 0x40, "LO": 0x80, "CR": 0x100,
    "SD": 0x10000, "RC": 0x20000, "WD": 0x40000, "WO": 0x80000,
    "GA": 0x10000000, "GX": 0x20000000, "GW": 0x40000000, "GR": 0x80000000,
    "FA": 0x1F01FF, "FR": 0x120089, "FW": 0x120116, "FX": 0x1200A0,
}  # fmt: skip
_WRITES = 0x2 | 0x4 | 0x40 | 0x10000 | 0x40000 | 0x80000 | 0x10000000 | 0x40000000
"""Write, append, delete a child, delete, change the list or the owner; all and write of the generic ones."""
_TRUSTED = frozenset({"SY", "BA", "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"})
"""The system, the administrators, and the installer of Windows itself."""
_ENTRY = re.compile(r"\(([^()]*)\)")
_OWNER = re.compile(r"O:(S-1-[0-9-]+|[A-Z]{2})")
_ABOUT_OWNER_AND_LIST = 0x1 | 0x4
_FILE_OBJECT = 1


def policy_file() -> Path:
    """The machine's policy file, whether it is there or not."""
    if not windows():
        return _FILE
    winreg = foreign("winreg")
    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _SHARED) as key:
        folder, _kind = winreg.QueryValueEx(key, "Common AppData")
    return Path(str(PureWindowsPath(folder) / "Ofpra" / "BackOffice" / "policy.toml"))


def policy_registry() -> dict[str, dict[str, Any]]:
    """The tables of the registry's policies: a subkey each, with its values; none where there are none."""
    if not windows():
        return {}
    winreg = foreign("winreg")
    tables: dict[str, dict[str, Any]] = {}
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _POLICIES) as policies:
            keys, _values, _when = winreg.QueryInfoKey(policies)
            for number in range(keys):
                name = winreg.EnumKey(policies, number)
                with winreg.OpenKey(policies, name) as table:
                    _keys, values, _when = winreg.QueryInfoKey(table)
                    found = (winreg.EnumValue(table, each) for each in range(values))
                    tables[name.lower()] = {value.lower(): data for value, data, _kind in found}
    except FileNotFoundError:
        return {}
    return tables


def open_to_others(file: Path) -> bool:
    """Whether anybody but root, or the administrators, may write a file or put another in its place.

    Raises `OSError` where that can't be read.
    """
    places = {file, file.parent, file.resolve(), file.resolve().parent}
    if windows():
        return any(sddl_open_to_others(_sddl(place)) for place in places)
    return any(status.st_uid not in _ROOTS or status.st_mode & _OTHERS_WRITE for status in map(Path.stat, places))


def _sddl(path: Path) -> str:
    """Owner and access list in words (`ConvertSecurityDescriptorToStringSecurityDescriptorW`). NOT TRIED on Windows."""
    rights = library("advapi32")
    found, said = ctypes.c_void_p(), ctypes.c_wchar_p()
    asked = _ABOUT_OWNER_AND_LIST
    if rights.GetNamedSecurityInfoW(str(path), _FILE_OBJECT, asked, None, None, None, None, ctypes.byref(found)):
        raise PermissionError(str(path))
    convert = rights.ConvertSecurityDescriptorToStringSecurityDescriptorW
    if not convert(found, 1, asked, ctypes.byref(said), None):
        raise PermissionError(str(path))
    return said.value or ""


def sddl_open_to_others(sddl: str) -> bool:
    """Whether a security descriptor lets anybody write but the system, administrators and the system's installer.

    Source: *Security Descriptor String Format* and *ACE Strings* (Microsoft Learn). No list at all lets everybody.
    """
    owner = _OWNER.search(sddl)
    _before, there, after = sddl.partition("D:")
    if owner is None or owner.group(1) not in _TRUSTED or not there or "NO_ACCESS_CONTROL" in after:
        return True
    entries = (entry.split(";") for entry in _ENTRY.findall(after.partition("S:")[0]))
    return any(_lets_write(entry) for entry in entries)


def _lets_write(entry: list[str]) -> bool:
    if len(entry) < 6:
        return True
    kind, flags, rights, trustee = entry[0], entry[1], entry[2], entry[5]
    flagged = {flags[n : n + 2] for n in range(0, len(flags), 2)}
    if kind not in {"A", "XA", "OA"} or "IO" in flagged or trustee in _TRUSTED:
        return False
    return bool(_mask(rights) & _WRITES)


def _mask(rights: str) -> int:
    if rights.startswith("0x"):
        return int(rights, 16)
    mask = 0
    for n in range(0, len(rights), 2):
        mask |= _RIGHTS.get(rights[n : n + 2], _WRITES)
    return mask
