"""The folder that was built: what each part costs, its digests, what of the build machine it shows."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["cost", "differences", "digests", "elf", "settle", "strip", "traces"]

_ELF = b"\x7fELF"
_LEAST = 1 << 20


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def elf(folder: Path) -> list[Path]:
    """The programs and libraries in it, by name."""
    return [path for path in _files(folder) if _start(path) == _ELF]


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_ELF))


def strip(folder: Path, *, but: Iterable[str] = ()) -> int:
    """Take symbols and debugging tables out of every library; how many octets went.

    Programs stay as they are (`but`): they carry their archive. Without binutils nothing is done.
    """
    tool = shutil.which("strip")
    if tool is None:
        return 0
    before = after = 0
    for path in elf(folder):
        if path.name in but:
            continue
        before += path.stat().st_size
        subprocess.run([tool, "--strip-unneeded", "--preserve-dates", str(path)], check=True, capture_output=True)
        after += path.stat().st_size
    return before - after


def settle(folder: Path, seconds: int) -> None:
    """One time and plain modes everywhere: nothing of the day or the umask of the build stays."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if not path.is_symlink():
            runs = path.is_dir() or (path.stat().st_mode & 0o100 and not path.name.endswith((".so", ".py", ".txt")))
            path.chmod(0o755 if runs and ".so." not in path.name else 0o644)
        os.utime(path, (seconds, seconds), follow_symlinks=False)


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of each file by its path, the target of a link, and modes: two builds are one if these are."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            mode = oct(path.stat().st_mode & 0o777)
            found[name] = f"{mode} {hashlib.sha256(path.read_bytes()).hexdigest()}"
    return found


def differences(one: Path, other: Path) -> list[str]:
    """The paths that are not the same in both."""
    left, right = digests(one), digests(other)
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))


def traces(folder: Path, secrets: Iterable[str]) -> dict[str, list[str]]:
    """The files in which one of these words (paths of the build machine) stands, with those words."""
    wanted = [(word, word.encode()) for word in secrets]
    found: dict[str, list[str]] = {}
    for path in _files(folder):
        octets = path.read_bytes()
        seen = [word for word, raw in wanted if raw in octets]
        if seen:
            found[path.relative_to(folder).as_posix()] = seen
    return found


def _part(path: Path, folder: Path) -> str:
    parts = path.relative_to(folder).parts
    if parts[0] == "_internal":
        parts = parts[1:]
    name = parts[0]
    if name == "PySide6":
        kind = "ICU" if path.name.startswith("libicu") else "/".join(parts[1:3]) if parts[1] == "Qt" else "bindings"
        return f"Qt: {kind}"
    return "system libraries" if len(parts) == 1 and ".so" in name and "python" not in name else name


def cost(folder: Path) -> list[tuple[str, int]]:
    """Octets of each part, the dearest first."""
    parts: Counter[str] = Counter()
    for path in _files(folder):
        parts[_part(path, folder)] += path.stat().st_size
    return parts.most_common()


def main() -> int:
    """`tree FOLDER`: what each part costs, in MB."""
    folder = Path(sys.argv[1])
    parts = cost(folder)
    for name, octets in parts:
        if octets >= _LEAST / 4:
            sys.stdout.write(f"{octets / 1e6:8.1f} MB  {name}\n")
    rest = sum(octets for _, octets in parts if octets < _LEAST / 4)
    sys.stdout.write(f"{rest / 1e6:8.1f} MB  all that is smaller\n{sum(o for _, o in parts) / 1e6:8.1f} MB  together\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
