"""The version of a build, from the git tag: PEP 440 for Python, and what Debian and Windows make of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ROOT", "Version", "epoch", "of_checkout", "read", "windows_resource"]

ROOT = Path(__file__).resolve().parents[2]
_DESCRIBED = re.compile(r"v(?P<base>\d+(?:\.\d+){1,2})-(?P<after>\d+)-g(?P<commit>[0-9a-f]+)(?P<changed>-dirty)?")
_OURS = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
_NO_GIT_EPOCH = 1_767_225_600  # 2026-01-01: a tree without its history still builds the same twice


@dataclass(frozen=True, slots=True)
class Version:
    """A build: `base` was tagged or comes next, `after` counts the commits beyond the tag, or all of them."""

    base: str
    after: int = 0
    commit: str = ""
    tagged: bool = True
    changed: bool = False

    @property
    def python(self) -> str:
        """PEP 440: `1.2.3`, `1.2.3.post4+gabc` after a tag, `0.1.0.dev99+gabc` where there never was one."""
        if self.tagged and not self.after and not self.changed:
            return self.base
        local = ".".join(part for part in (f"g{self.commit}" * bool(self.commit), "changed" * self.changed) if part)
        kind = "post" if self.tagged else "dev"
        return f"{self.base}.{kind}{self.after}" + (f"+{local}" if local else "")

    @property
    def debian(self) -> str:
        """The same, ordered by dpkg as by Python: what comes before a release has a tilde."""
        return self.python.replace(".dev", "~dev")

    @property
    def windows(self) -> tuple[int, int, int, int]:
        """Four numbers of 16 bits, as Windows compares them; the last one counts commits."""
        major, minor, patch = ([int(part) for part in self.base.split(".")] + [0])[:3]
        return major, minor, patch, min(self.after, 0xFFFF)


def _git(root: Path, *words: str) -> str:
    try:
        said = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return said.stdout.strip()


def read(described: str, *, ours: str, count: int, commit: str, changed: bool) -> Version:
    """From what `git describe` said: a tag and what came after it, or nothing, and then `ours` before its release."""
    found = _DESCRIBED.fullmatch(described)
    if found:
        return Version(found["base"], int(found["after"]), found["commit"], changed=bool(found["changed"]))
    return Version(ours, count, commit, tagged=False, changed=changed)


def of_checkout(root: Path = ROOT) -> Version:
    """The version of the sources as they lie there; without git the package's own, as a development build."""
    ours = _OURS.search((root / "backoffice_gui" / "__init__.py").read_text("utf-8"))
    if ours is None:
        raise SystemExit("backoffice_gui/__init__.py names no version")
    return read(
        _git(root, "describe", "--tags", "--match", "v[0-9]*", "--long", "--dirty", "--abbrev=9"),
        ours=ours[1],
        count=int(_git(root, "rev-list", "--count", "HEAD") or 0),
        commit=_git(root, "rev-parse", "--short=9", "HEAD"),
        changed=bool(_git(root, "status", "--porcelain", "--untracked-files=no")),
    )


def epoch(root: Path = ROOT) -> int:
    """Seconds since 1970 of everything that a build dates: SOURCE_DATE_EPOCH, or the commit's own time."""
    return int(os.environ.get("SOURCE_DATE_EPOCH") or _git(root, "log", "-1", "--format=%ct") or _NO_GIT_EPOCH)


_RESOURCE = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags={flags}, OS=0x40004, fileType=0x1,
                    subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable('040C04B0', [
      StringStruct('CompanyName', 'Office français de protection des réfugiés et apatrides'),
      StringStruct('FileDescription', '{what}'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('InternalName', '{name}'),
      StringStruct('OriginalFilename', '{name}.exe'),
      StringStruct('ProductName', 'Ofpra – demandes en ligne'),
      StringStruct('ProductVersion', '{version}')])]),
    VarFileInfo([VarStruct('Translation', [0x040C, 1200])])
  ]
)
"""


def windows_resource(version: Version, name: str, what: str) -> str:
    """PyInstaller's version file for one program: what the properties of its .exe say."""
    flags = "0x0" if version.python == version.base else "0x2"  # VS_FF_PRERELEASE
    return _RESOURCE.format(numbers=version.windows, version=version.python, name=name, what=what, flags=flags)


def main() -> int:
    """`version [python|debian|windows|epoch]`: say it."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else "python"
    version = of_checkout()
    numbers = ".".join(str(number) for number in version.windows)
    said = {"python": version.python, "debian": version.debian, "windows": numbers, "epoch": str(epoch())}
    sys.stdout.write(said[wanted] + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
