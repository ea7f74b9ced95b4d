"""`make e2e`: the package in a clean Debian 12 root: installed, used for a day, upgraded, used again, removed.

Needs root, `debootstrap` and Debian's mirror for the root (made once, kept under `build/e2e`); the journeys
themselves run in namespaces of their own: no network but the machine's own loopback, and no process outlives them.
The newer package is the same one packed again under a higher version: what an upgrade does to programs,
units and data, not what a newer program does to them (that is tested with the schemas).
Usage: `run.py PACKAGE.deb`. Exit codes: 0 all done, 1 a step failed, 2 it can't be run here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORK = HERE.parents[1] / "build" / "e2e"
MIRROR = os.environ.get("DEBIAN_MIRROR", "")
"""Empty: the one that debootstrap knows."""
NAME = "ofpra-backoffice"
DESKTOP = (
    "xvfb", "x11-utils", "openbox", "dbus", "dbus-x11", "gnome-keyring", "at-spi2-core", "python3-gi",
    "gir1.2-atspi-2.0", "xdotool", "imagemagick", "util-linux",
)  # fmt: skip
"""What an agent's desktop brings, and what drives it; nothing that the package itself has to depend on."""
AGENT = "agent"


def say(text: str) -> None:
    """A line for who watches."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def do(*words: str | Path) -> None:
    """Run it; its failure ends the run."""
    subprocess.run([str(word) for word in words], check=True, stdout=subprocess.DEVNULL)


def base() -> Path:
    """A minimal Debian 12 with a desktop, made once."""
    made = WORK / "base"
    if not (made / "etc" / "debian_version").is_file() or not (made / "ready").is_file():
        say("making a clean Debian 12 root (once)")
        shutil.rmtree(made, ignore_errors=True)
        made.parent.mkdir(parents=True, exist_ok=True)
        do("debootstrap", "--variant=minbase", "bookworm", made, *filter(None, [MIRROR]))
        outside(made, "apt-get", "update", "-qq")
        outside(made, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *DESKTOP)
        outside(made, "useradd", "--create-home", AGENT)
        (made / "ready").touch()
    return made


def outside(root: Path, *words: str) -> None:
    """In the root as its administrator, with the network: packages."""
    environment = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    subprocess.run(["chroot", root, *words], check=True, env=environment, stdout=subprocess.DEVNULL)


def journey(root: Path, day: str) -> bool:
    """In the root as the agent, without a network, in a session of one's own; whether it went well."""
    inside = (
        f"ip link set lo up 2>/dev/null || true; mount --bind /dev '{root}/dev'; mount -t proc proc '{root}/proc'; "
        f"mount -t tmpfs tmpfs '{root}/dev/shm' 2>/dev/null || true; "
        f"exec chroot '{root}' setpriv --reuid={AGENT} --regid={AGENT} --init-groups "
        f"env -i HOME=/home/{AGENT} PATH=/usr/bin:/bin "
        f"dbus-run-session -- /e2e/session python3 /e2e/journey.py {day}"
    )
    words = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", inside]
    return subprocess.run(words, check=False, stderr=subprocess.DEVNULL).returncode == 0


def version(package: Path) -> str:
    """The package's version."""
    words = ["dpkg-deb", "--field", str(package), "Version"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


def newer_than(package: Path) -> Path:
    """The package once more, under a higher version."""
    folder = WORK / "newer"
    shutil.rmtree(folder, ignore_errors=True)
    do("dpkg-deb", "-R", package, folder)
    control = folder / "DEBIAN" / "control"
    lines = control.read_text("utf-8").splitlines()
    control.write_text(
        "\n".join(f"{line}+next" if line.startswith("Version:") else line for line in lines) + "\n", "utf-8"
    )
    made = WORK / f"{NAME}-next.deb"
    do("dpkg-deb", "--build", "--root-owner-group", "-Znone", folder, made)
    shutil.rmtree(folder)
    return made


def pictures(root: Path) -> None:
    """What the journeys saw, out of the root."""
    for picture in sorted((root / "home" / AGENT).glob("*.png")):
        shutil.copyfile(picture, WORK / picture.name)
        say(f"  build/e2e/{picture.name}")


def steps(root: Path, package: Path, newer: Path) -> str:
    """All of it in order; what failed, or nothing."""
    say(f"installing {version(package)}")
    outside(root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", f"/e2e/{package.name}")
    outside(root, "backoffice", "--version")
    say("the first day")
    if not journey(root, "first-day"):
        return "the first day"
    say("the guide, by somebody new")
    if not journey(root, "guide"):
        return "the guide"
    store = root / "home" / AGENT / ".local" / "share" / NAME
    before = sorted(file.name for file in store.rglob("*") if file.is_file())
    say(f"upgrading to {version(newer)}")
    outside(root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", f"/e2e/{newer.name}")
    say("the next day")
    if not journey(root, "after-upgrade"):
        return "the day after the upgrade"
    say("removing")
    outside(root, "apt-get", "remove", "-y", "-qq", NAME)
    if list((root / "usr" / "bin").glob("backoffice*")):
        return "the removal: programs are left"
    outside(root, "apt-get", "purge", "-y", "-qq", NAME)
    after = sorted(file.name for file in store.rglob("*") if file.is_file())
    if not before or not set(before) <= set(after) | {name for name in before if name.endswith(("-wal", "-shm"))}:
        return "the removal: the agent's store is not as it was"
    say("  removed and purged: no program is left, the agent's store is")
    return ""


def main(words: Sequence[str]) -> int:
    """Run it; the exit code."""
    if os.geteuid() or shutil.which("debootstrap") is None:
        sys.stderr.write("e2e needs root and the package debootstrap: apt install debootstrap\n")
        return 2
    package = Path(words[0]).resolve()
    root = WORK / "root"
    shutil.rmtree(root, ignore_errors=True)
    do("cp", "-a", "--reflink=auto", base(), root)
    newer = newer_than(package)
    tools = root / "e2e"
    tools.mkdir(mode=0o755)
    for file in (package, newer, HERE / "journey.py", HERE / "session"):
        shutil.copy(file, tools / file.name)
    failed = steps(root, package, newer)
    pictures(root)
    say(f"FAILED: {failed}" if failed else "everything was done")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
