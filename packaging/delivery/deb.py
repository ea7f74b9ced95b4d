"""Debian's package of a built folder: staged, dated by the commit, built by dpkg-deb; the same twice.

`make package` → dist/ofpra-backoffice_VERSION_ARCH.deb. What it depends on is computed by dpkg-shlibdeps from every
program and library inside, so that a package that installs is a package that starts.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from delivery import icons, manual, tree
from delivery.version import ROOT, Version, epoch, of_checkout

__all__ = ["NAME", "build", "dependencies", "stage"]

NAME = "ofpra-backoffice"
_HERE = ROOT / "packaging"
_LINUX = _HERE / "linux"
_DEBIAN = _HERE / "debian"
_HOME = Path("usr/lib") / NAME
_DOC = Path("usr/share/doc") / NAME
_MAN = {"en": Path("usr/share/man/man1"), "fr": Path("usr/share/man/fr/man1")}
_UNITS = Path("lib/systemd/system")
_USER_UNITS = Path("usr/lib/systemd/user")


def _write(file: Path, text: str | bytes, *, packed: bool = False) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    octets = text.encode() if isinstance(text, str) else text
    file.write_bytes(gzip.compress(octets, 9, mtime=0) if packed else octets)


def _unit(name: str) -> str:
    """A unit with the walls that those of a team share."""
    return (_LINUX / name).read_text("utf-8").replace("@WALLS@\n", (_LINUX / "walls.conf").read_text("utf-8"))


def _program(built: Path, into: Path) -> None:
    shutil.copytree(built, into / _HOME, symlinks=True)
    (into / _HOME / "backoffice-gui").unlink()
    (into / _HOME / "backoffice-gui").hardlink_to(into / _HOME / "backoffice")
    shutil.rmtree(into / _HOME / "LICENCES")
    shutil.copytree(built / "LICENCES", into / _DOC / "licences")
    (into / _HOME / "sbom.cdx.json").unlink()
    _write(into / _DOC / "sbom.cdx.json", (built / "sbom.cdx.json").read_bytes())
    (into / "usr/bin").mkdir(parents=True)
    for program in ("backoffice", "backoffice-gui"):
        (into / "usr/bin" / program).symlink_to(f"../lib/{NAME}/{program}")


def _desktop(into: Path, version: Version, day: str) -> None:
    app = icons.APP_ID
    _write(into / f"usr/share/applications/{app}.desktop", (_LINUX / f"{app}.desktop").read_bytes())
    about = (_LINUX / f"{app}.metainfo.xml").read_text("utf-8")
    _write(
        into / f"usr/share/metainfo/{app}.metainfo.xml",
        about.replace("@VERSION@", version.debian).replace("@DATE@", day),
    )
    hicolor = into / "usr/share/icons/hicolor"
    for size in icons.SIZES:
        _write(hicolor / f"{size}x{size}/apps/{app}.png", icons.png_file(size).read_bytes())
    _write(hicolor / f"scalable/apps/{app}.svg", icons.SVG.read_bytes())


def _papers(into: Path, version: Version, moment: datetime) -> None:
    day = moment.date().isoformat()
    for language, folder in _MAN.items():
        _write(into / folder / "backoffice.1.gz", manual.console_page(language, version.python, day), packed=True)
        _write(into / folder / "backoffice-gui.1.gz", manual.window_page(language, version.python, day), packed=True)
    stamp = moment.strftime("%a, %d %b %Y %H:%M:%S +0000")
    maintainer = re.search(r"^Maintainer: (.*)$", (_DEBIAN / "control").read_text("utf-8"), re.MULTILINE)
    change = f"{NAME} ({version.debian}) stable; urgency=medium\n\n  * Version {version.python}.\n\n"
    change += f" -- {maintainer[1] if maintainer else NAME}  {stamp}\n"
    _write(into / _DOC / "changelog.gz", change, packed=True)
    _write(into / _DOC / "copyright", (_DEBIAN / "copyright").read_bytes())
    _write(into / _DOC / "install.md.gz", (ROOT / "docs" / "install.md").read_bytes(), packed=True)
    _write(into / f"usr/share/lintian/overrides/{NAME}", (_DEBIAN / "lintian-overrides").read_bytes())
    _write(into / f"etc/{NAME}/policy.toml.example", (_LINUX / "policy.toml.example").read_bytes())


def stage(built: Path, into: Path, version: Version, seconds: int) -> None:
    """Lay out what is installed, every date the commit's."""
    moment = datetime.fromtimestamp(seconds, UTC)
    shutil.rmtree(into, ignore_errors=True)
    _program(built, into)
    _desktop(into, version, moment.date().isoformat())
    _papers(into, version, moment)
    _write(into / _USER_UNITS / "backoffice-collect.service", _unit("backoffice-collect.service"))
    for unit in ("ofpra-backoffice-collect.service", "ofpra-backoffice-store.service"):
        _write(into / _UNITS / unit, _unit(unit))
    tree.settle(into, seconds)


def dependencies(stage_folder: Path, work: Path) -> str:
    """What the programs and libraries inside need of Debian, with versions (dpkg-shlibdeps)."""
    binaries = tree.elf(stage_folder)
    private = sorted({str(path.parent) for path in binaries})
    (work / "debian").mkdir(parents=True, exist_ok=True)
    (work / "debian" / "control").write_text(f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n", "utf-8")
    (stage_folder / "DEBIAN").mkdir(exist_ok=True)
    words = ["dpkg-shlibdeps", "-O", "--warnings=0", f"-S{stage_folder}", *(f"-l{folder}" for folder in private)]
    told = subprocess.run(
        [*words, *(f"-e{path}" for path in binaries)], cwd=work, capture_output=True, text=True, check=False
    )
    if told.returncode:
        raise SystemExit(
            f"what the package depends on can't be told (are libxcb-* installed? .ci/setup):\n{told.stderr}"
        )
    return told.stdout.strip().removeprefix("shlibs:Depends=")


def _control(stage_folder: Path, version: Version, depends: str, seconds: int) -> None:
    size = sum(
        -(-path.stat().st_size // 1024) for path in stage_folder.rglob("*") if path.is_file() and not path.is_symlink()
    )
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    facts = {"VERSION": version.debian, "ARCH": architecture, "SIZE": str(size), "SHLIBS": depends}
    text = (_DEBIAN / "control").read_text("utf-8")
    for name, value in facts.items():
        text = text.replace(f"@{name}@", value)
    sums = _sums(stage_folder)
    folder = stage_folder / "DEBIAN"
    _write(folder / "control", text)
    _write(folder / "md5sums", sums)
    _write(folder / "conffiles", f"/etc/{NAME}/policy.toml.example\n")
    for script in ("postinst", "prerm", "postrm"):
        _write(folder / script, (_DEBIAN / script).read_bytes())
        (folder / script).chmod(0o755)
    for path in (folder, *folder.iterdir(), stage_folder):
        os.utime(path, (seconds, seconds))


def _sums(folder: Path) -> str:
    files: Iterable[Path] = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    mine = (path for path in files if path.relative_to(folder).parts[0] != "etc")
    return "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(folder)}\n"
        for path in mine
    )


def build(built: Path, out: Path, work: Path) -> Path:
    """The package of a built folder; its path."""
    version, seconds = of_checkout(), epoch()
    staged = work / NAME
    stage(built, staged, version, seconds)
    _control(staged, version, dependencies(staged, work), seconds)
    arch = re.search(r"^Architecture: (.*)$", (staged / "DEBIAN" / "control").read_text("utf-8"), re.MULTILINE)
    for older in out.glob(f"{NAME}_*.deb"):
        older.unlink()
    file = out / f"{NAME}_{version.debian}_{arch[1] if arch else 'all'}.deb"
    words = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z2", "--threads-max=2", "--build", str(staged), str(file)]
    subprocess.run(words, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": str(seconds)}, stdout=subprocess.DEVNULL)
    return file


def main() -> int:
    """`deb`: the package of dist/ofpra-backoffice, beside it."""
    file = build(ROOT / "dist" / NAME, ROOT / "dist", ROOT / "build" / "deb")
    sys.stdout.write(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
