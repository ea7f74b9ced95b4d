"""The licences of what is inside a build, gathered in one folder; a gate lets nothing in that is GPL at run time.

What is inside is what the analysis put there, file by file, traced to the distribution that installed it: not what
happens to be installed beside it.
"""

from __future__ import annotations

import re
import shutil
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution, distributions, packages_distributions
from pathlib import Path

__all__ = ["Refused", "allowed", "expression", "gather", "inside", "strangers"]

_ALLOWED = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "LGPL-3.0-only", "MIT", "MIT-0", "MIT-CMU"),
        *("MPL-2.0", "OFL-1.1", "PSF-2.0", "Unicode-3.0", "Unicode-DFS-2016", "Unlicense", "Zlib", "Python-2.0"),
        "GPL-2.0-or-later WITH Bootloader-exception",
    }
)
"""MPL and LGPL ask for files and libraries that stay replaceable: a folder of files is how we ship."""

_SPDX = {
    # What a distribution says only in a free word or a classifier, read by a person once.
    "anyascii": "ISC",
    "babel": "BSD-3-Clause",
    "backports-tarfile": "MIT",
    "email-validator": "Unlicense",
    "jaraco-classes": "MIT",
    "jaraco-functools": "MIT",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "pypdfium2": "(BSD-3-Clause OR Apache-2.0)",
    "python-dateutil": "(Apache-2.0 OR BSD-3-Clause)",
    "shellingham": "ISC",
    "sqlcipher3": "Zlib",
}
_STARTERS = {"pyinstaller", "pyinstaller-hooks-contrib"}
"""What starts the programs is counted once, with the bootloader."""

_WITHOUT_SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors|unlicense)", re.IGNORECASE)
_CODE = {".py", ".pyc", ".pyi", ".so"}
_LOCK = Path(__file__).resolve().parents[2] / "requirements" / "runtime.txt"
_OWN_WORDS = Path(__file__).resolve().parents[1] / "licences"


class Refused(SystemExit):
    """A licence that may not be in what we ship, or one that nobody can read."""


@dataclass(frozen=True, slots=True)
class Part:
    """One distribution inside: its name, version and licence as an SPDX expression."""

    name: str
    version: str
    licence: str
    files: tuple[Path, ...] = ()


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def expression(name: str, metadata: dict[str, str]) -> str:
    """The SPDX expression of a distribution; empty where it states none that can be read."""
    known = _SPDX.get(_plain(name))
    if known:
        return known
    said = (metadata.get("License-Expression") or metadata.get("License") or "").strip()
    return said if _WITHOUT_SPDX.fullmatch(said) else ""


def allowed(said: str) -> bool:
    """Whether one of the alternatives of an expression consists of licences that may be shipped."""
    inner = said.strip()
    while inner.startswith("(") and inner.endswith(")") and inner.count("(") == 1:
        inner = inner[1:-1]
    if "(" in inner:
        return False  # nested: a person has to read it and write it down above
    return any(
        all(term.strip() in _ALLOWED for term in re.split(r"\bAND\b", choice)) for choice in re.split(r"\bOR\b", inner)
    )


def _locked() -> set[str]:
    return {line.partition("==")[0].lower() for line in _LOCK.read_text("utf-8").splitlines() if "==" in line}


def strangers() -> list[str]:
    """The modules of what is installed here but is not in the lock of what ships: libraries would take them along."""
    locked = _locked()
    return sorted(
        module
        for module, owners in packages_distributions().items()
        if module.isidentifier() and not any(_plain(owner) in locked for owner in owners)
    )


def _stated(one: Distribution) -> dict[str, str]:
    return {name: one.metadata[name] for name in ("License-Expression", "License") if name in one.metadata}


def _texts(found: Distribution) -> tuple[Path, ...]:
    listed = (Path(str(found.locate_file(file))) for file in found.files or ())
    return tuple(sorted(path for path in listed if path.suffix not in _CODE and _is_licence(path)))


def _is_licence(path: Path) -> bool:
    """By its name, or by the folder that PEP 639 has for it."""
    return bool(_LICENCE_FILE.search(path.stem)) or any(part == "licenses" for part in path.parts[-4:-1])


def inside(sources: Iterable[str]) -> list[Part]:
    """The distributions whose files are among those that were built in, by name."""
    owner: dict[str, Distribution] = {}
    for found in distributions():
        for file in found.files or ():
            owner[str(Path(str(found.locate_file(file))).resolve())] = found
    paths = (str(Path(source).resolve()) for source in sources)
    mine = {owner[path].name: owner[path] for path in paths if path in owner and owner[path].name not in _STARTERS}
    return [
        Part(one.name, one.version, expression(one.name, _stated(one)), _texts(one))
        for one in sorted(mine.values(), key=lambda each: each.name.lower())
    ]


def _further() -> list[Part]:
    """What no distribution of Python's registers: the interpreter, Qt itself, the program that starts both."""
    from PySide6 import __version__ as qt

    interpreter = ".".join(str(number) for number in sys.version_info[:3])
    starter = distribution("pyinstaller")
    terms = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    return [
        Part("CPython", interpreter, "PSF-2.0", (terms,) if terms.is_file() else ()),
        Part("PyInstaller-bootloader", starter.version, "GPL-2.0-or-later WITH Bootloader-exception", _texts(starter)),
        Part("Qt", qt, "LGPL-3.0-only"),
        Part("SQLCipher", "4", "BSD-3-Clause"),
    ]


def gather(sources: Iterable[str], into: Path) -> list[Part]:
    """Write the licences of all that is inside into one folder, with an index; raises `Refused` past the gate."""
    inside_only = inside(sources)
    parts = [*inside_only, *_further()]
    bad = [f"{part.name} {part.version}: {part.licence or 'no licence'}" for part in parts if not allowed(part.licence)]
    locked = _locked()
    bad += [f"{part.name}: not in {_LOCK.name}" for part in inside_only if _plain(part.name) not in locked]
    if bad:
        raise Refused("these may not be shipped: " + "; ".join(bad))
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    lines = ["Ce que contient ce logiciel, et sous quelles licences / What is inside, and under which licences.", ""]
    for part in parts:
        folder = into / part.name
        folder.mkdir()
        for number, text in enumerate(part.files):
            name = text.name if not (folder / text.name).exists() else f"{text.stem}-{number}{text.suffix}"
            (folder / name).write_bytes(text.read_bytes())
        _own_words(part, folder)
        lines.append(f"{part.name} {part.version}: {part.licence}")
    (into / "INDEX.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return parts


def _own_words(part: Part, folder: Path) -> None:
    """The text where the distribution brings none: from packaging/licences, or a refusal."""
    own = sorted((_OWN_WORDS / part.name).glob("*"))
    for text in own:
        (folder / text.name).write_bytes(text.read_bytes())
    if not any(folder.iterdir()):
        raise Refused(f"{part.name} brings no licence text; put one into packaging/licences/{part.name}/")
