"""What Debian's package puts into a system: launcher, metadata, pictures, units, policy, and its own scripts."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from delivery import deb, icons
from delivery.version import ROOT, Version
from PIL import Image

from backoffice_gui.security.sources import FileSource
from backoffice_gui.settings import load

_LINUX = ROOT / "packaging" / "linux"
_DEBIAN = ROOT / "packaging" / "debian"


def _needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        shutil.which(tool) is None, reason=f"{tool} is not installed, and .ci/setup may not install it"
    )


def _run(*words: str | Path) -> str:
    told = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout + told.stderr


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder in the shape of a build, small enough for every day."""
    folder = tmp_path / "built"
    (folder / "_internal").mkdir(parents=True)
    (folder / "LICENCES").mkdir()
    shutil.copy2("/bin/true", folder / "backoffice")
    (folder / "backoffice-gui").hardlink_to(folder / "backoffice")
    (folder / "LICENCES" / "INDEX.txt").write_text("httpx 1: BSD-3-Clause\n", "utf-8")
    (folder / "sbom.cdx.json").write_text("{}\n", "utf-8")
    return folder


@pytest.fixture
def staged(built: Path, tmp_path: Path) -> Path:
    """What would be installed of it."""
    deb.stage(built, tmp_path / "staged", Version("1.2.3"), 1_000_000_000)
    return tmp_path / "staged"


@_needs("desktop-file-validate")
def test_the_launcher_is_valid() -> None:
    """freedesktop.org's own validator has nothing to say."""
    assert _run("desktop-file-validate", _LINUX / f"{icons.APP_ID}.desktop") == ""


@_needs("appstreamcli")
def test_the_metadata_is_valid(staged: Path) -> None:
    """Software centres can read what the program is, in both languages."""
    _run("appstreamcli", "validate", "--no-net", staged / f"usr/share/metainfo/{icons.APP_ID}.metainfo.xml")


def _points(picture: bytes) -> bytes:
    return Image.open(io.BytesIO(picture)).convert("RGBA").tobytes()


def test_the_pictures_are_those_of_the_drawing() -> None:
    """Painted again, each size is what is committed: nobody changed the drawing alone.

    Processors round a colour up or down as they please: one step of 255 in a point is the same picture.
    """
    for size in icons.SIZES:
        kept, painted = (_points(octets) for octets in (icons.png_file(size).read_bytes(), icons.paint(size)))
        assert len(kept) == len(painted) == 4 * size * size
        assert max(abs(one - other) for one, other in zip(kept, painted, strict=True)) <= 1, size
    assert icons.ICO.read_bytes()[:4] == b"\0\0\1\0"


@_needs("systemd-analyze")
def test_the_team_s_collector_stands_behind_walls(staged: Path) -> None:
    """Its exposure is at most 2.0 of 10, as systemd counts it without running it; the same for what makes its store."""
    for unit in ("ofpra-backoffice-collect.service", "ofpra-backoffice-store.service"):
        _run("systemd-analyze", "security", "--offline=true", "--threshold=20", staged / "lib/systemd/system" / unit)


@_needs("systemd-analyze")
def test_an_open_unit_is_seen(tmp_path: Path) -> None:
    """The threshold bites: a unit without walls does not pass."""
    open_unit = tmp_path / "open.service"
    open_unit.write_text("[Service]\nExecStart=/bin/true\n", "utf-8")
    words = ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(open_unit)]
    assert subprocess.run(words, capture_output=True, check=False).returncode != 0


@pytest.mark.parametrize("name", ["backoffice-collect.service", "ofpra-backoffice-collect.service"])
def test_a_collector_is_begun_again_whatever_ended_it(name: str) -> None:
    """Files that can't be used for a moment are no reason to stay away; nor is a start that takes its time one to end."""
    lines = (ROOT / "packaging" / "linux" / name).read_text("utf-8").splitlines()
    assert "Restart=always" in lines
    assert not [line for line in lines if line.startswith("RestartPreventExitStatus")]
    assert "TimeoutStartSec=infinity" in lines


def test_everything_has_its_place(staged: Path) -> None:
    """Programs by a link, manuals in both languages, every picture, both units, the example of a policy; all of one date."""
    for name in (
        "usr/share/man/man1/backoffice.1.gz",
        "usr/share/man/fr/man1/backoffice-gui.1.gz",
        "usr/share/icons/hicolor/256x256/apps/fr.ofpra.BackOffice.png",
        "usr/share/icons/hicolor/scalable/apps/fr.ofpra.BackOffice.svg",
        "usr/lib/systemd/user/backoffice-collect.service",
        "usr/share/doc/ofpra-backoffice/sbom.cdx.json",
        "etc/ofpra-backoffice/policy.toml.example",
    ):
        assert (staged / name).is_file(), name
    assert (staged / "usr/bin/backoffice-gui").resolve() == (
        staged / "usr/lib/ofpra-backoffice/backoffice-gui"
    ).resolve()
    assert {int(path.lstat().st_mtime) for path in staged.rglob("*")} == {1_000_000_000}
    unit = (staged / "lib/systemd/system/ofpra-backoffice-collect.service").read_text("utf-8")
    assert "DynamicUser=yes" in unit
    assert "LoadCredentialEncrypted=store.key:" in unit
    assert "@WALLS@" not in unit


@_needs("dpkg-shlibdeps")
def test_a_package_is_built_the_same_twice(built: Path, tmp_path: Path) -> None:
    """In two folders, the same octets; what its program is linked to is what it depends on."""
    packages = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        packages.append(deb.build(built, tmp_path / name, tmp_path / name / "work"))
    assert packages[0].name.endswith(".deb")
    assert packages[0].read_bytes() == packages[1].read_bytes()
    assert "libc6" in _run("dpkg-deb", "-f", packages[0], "Depends")
    assert _run("dpkg-deb", "--ctrl-tarfile", packages[0]) != ""


@pytest.mark.parametrize("script", ["postinst", "prerm", "postrm"])
def test_no_script_of_the_package_touches_a_store(script: str) -> None:
    """They are sound shell, and the only thing that is ever removed is a folder that is empty."""
    _run("sh", "-n", _DEBIAN / script)
    text = (_DEBIAN / script).read_text("utf-8")
    assert "rm -" not in text
    assert "rm\t" not in text


_UNIT, _THEIRS = "ofpra-backoffice-collect.service", "--user {} backoffice-collect.service"
_ASKED = "systemctl --system --quiet --no-block {} -- ofpra-backoffice-collect.service"
_ASKED_OF = "systemctl --user --machine {}@ --quiet --no-block {} -- backoffice-collect.service"
_SYSTEMCTL = """#!/bin/sh
case "$*" in
*list-units*) echo "user@1000.service loaded active running Demo"; echo "user@1001.service loaded active running Demo" ;;
*is-enabled*) case "$*" in *@EXEMPLE@*) exit 0 ;; *) exit 1 ;; esac ;;
*is-active*) case "$*" in *1001@*) exit 0 ;; *) exit 3 ;; esac ;;
*) echo "systemctl $*" >> "@CALLED@"; exit 5 ;;
esac
"""
"""Enabled is what `@EXEMPLE@` says, running is the second person's."""


def _called(folder: Path, script: str, *words: str, enabled: str = "e", policy: int = 0) -> list[str]:
    """What a script asks of systemd, on a machine of this policy; each thing that it asks fails."""
    text = (_DEBIAN / script).read_text("utf-8").replace("/run/systemd/system", str(folder))
    (folder / script).write_text(text.replace("/usr/sbin/policy-rc.d", str(folder / "policy-rc.d")), "utf-8")
    called = folder / "called"
    called.write_text("", "utf-8")
    for name, program in {
        "deb-systemd-invoke": f'#!/bin/sh\necho "$*" >> "{called}"\nexit 5\n',
        "systemctl": _SYSTEMCTL.replace("@EXEMPLE@", enabled).replace("@CALLED@", str(called)),
        "policy-rc.d": f'#!/bin/sh\ntest "$2" = start -o "$2" = restart && exit {policy}\n',
    }.items():
        (folder / name).write_text(program, "utf-8")
        (folder / name).chmod(0o755)
    _run("env", f"PATH={folder}:/usr/bin:/bin", "sh", folder / script, *words)
    return [line for line in called.read_text("utf-8").splitlines() if "reload" not in line]


@pytest.mark.parametrize(
    ("script", "words", "done"),
    [
        ("prerm", ["upgrade", "1.2.3"], []),
        ("prerm", ["failed-upgrade", "1.2.3"], []),
        ("prerm", ["remove"], [f"stop {_UNIT}", _THEIRS.format("stop")]),
        ("postinst", ["configure", ""], [_ASKED.format("start")]),
        (
            "postinst",
            ["configure", "1.2.2"],
            [_ASKED.format("restart"), *(_ASKED_OF.format(person, "restart") for person in (1000, 1001))],
        ),
        ("postinst", ["abort-upgrade", "1.2.3"], [_ASKED.format("start")]),
        ("postinst", ["abort-deconfigure", "in-favour", "exemple", "1"], [_ASKED.format("start")]),
        (
            "postinst",
            ["abort-remove"],
            [_ASKED.format("start"), *(_ASKED_OF.format(person, "start") for person in (1000, 1001))],
        ),
        ("postinst", ["triggered", "exemple"], []),
    ],
)
def test_no_upgrade_leaves_nobody_collecting(tmp_path: Path, script: str, words: list[str], done: list[str]) -> None:
    """It goes on while packages are unpacked and asked about, and starts anew, or goes on, once that has ended.

    Nobody waits for it then: the copy before a migration takes many minutes, and dpkg's lock is held.
    """
    assert _called(tmp_path, script, *words) == done


def test_an_upgrade_starts_what_is_enabled_or_runs_where_the_machine_lets_it(tmp_path: Path) -> None:
    """As deb-systemd-invoke has it, which can only wait."""
    assert _called(tmp_path, "postinst", "configure", "1.2.2", enabled="1000@") == [
        _ASKED_OF.format(1000, "restart"),
        _ASKED_OF.format(1001, "restart"),
    ]
    assert _called(tmp_path, "postinst", "abort-remove", enabled="1000@") == [_ASKED_OF.format(1000, "start")]
    assert _called(tmp_path, "postinst", "configure", "1.2.2", policy=101) == []
    assert _called(tmp_path, "postinst", "abort-remove", policy=101) == []


_INSTALL = (ROOT / "docs" / "install.md").read_text("utf-8")


def test_the_recipe_s_key_is_one(tmp_path: Path) -> None:
    """What `install.md` has an administrator type makes a key file that a store takes, and that nobody else reads."""
    line = next(line for line in _INSTALL.splitlines() if "> /run/store.key" in line)
    _run("sh", "-c", f"umask 077; {line.partition('#')[0].replace('/run', str(tmp_path))}")
    assert FileSource(tmp_path / "store.key").load(()) is not None
    assert "umask 077" in _INSTALL.partition(line)[0]


def test_the_console_looks_where_the_service_does(staged: Path, tmp_path: Path) -> None:
    """The recipe's `folder` is the one that the unit names, which root's shell does not know; a cut making is ended."""
    written = _INSTALL.partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "config.toml").write_text(written, "utf-8")
    units = staged / "lib/systemd/system"
    collector = (units / "ofpra-backoffice-collect.service").read_text("utf-8")
    place = re.search(r"^Environment=BACKOFFICE_STORE__FOLDER=/var/lib/ofpra-backoffice/(.+)$", collector, re.MULTILINE)
    assert place is not None
    assert load(tmp_path / "config.toml", {}).store_folder == tmp_path / place[1]
    assert "inbox.db" not in (units / "ofpra-backoffice-store.service").read_text("utf-8")


def test_purge_says_where_the_stores_are() -> None:
    """Run for real, it removes nothing and names the place, in both languages."""
    said = _run("sh", _DEBIAN / "postrm", "purge")
    assert said.count("~/.local/share/ofpra-backoffice") == 2
    assert "ne sont pas supprimées" in said
