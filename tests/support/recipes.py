"""The recipe of a document, run as it stands there: blocks of a shell, for a server's people and for a machine of ours."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import pwd
import re
import secrets
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.support.postgres import programs

__all__ = ["Block", "Places", "blocks_of", "places"]

_ROOT = Path(__file__).resolve().parent.parent.parent
_FENCED = re.compile(r"^## ([^\n]*)$|^```sh (server|machine)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HOST = "127.0.0.2"
"""This machine, and no name that the program takes for it: TLS is asked for as over a network."""
_UNPRIVILEGED = ("postgres", "nobody")
_SECONDS = 120


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """Words of a shell, under the heading they stand under, and where they are said."""

    heading: str
    where: str
    words: str


def blocks_of(document: Path) -> list[Block]:
    """The blocks of the recipe, in order."""
    found, heading = list[Block](), ""
    for title, where, words in _FENCED.findall(document.read_text("utf-8")):
        if title:
            heading = title
        else:
            found.append(Block(heading, where, words))
    return found


@dataclasses.dataclass(slots=True)
class Places:
    """Where the recipe is carried out: its variables, and who runs the server."""

    root: Path
    server: dict[str, str]
    machine: dict[str, str]
    somebody: pwd.struct_passwd | None
    first: str = ""

    def run(self, block: Block) -> str:
        """Say a block; what it said. The server's first one, its places, is said before each of the others."""
        if block.where == "machine":
            self._hand_over()
            return _said(block.words, self.machine, None)
        self.first = self.first or block.words
        words = block.words if block.words == self.first else f"{self.first}\n{block.words}"
        return _said(words, self.server, self.somebody)

    def _hand_over(self) -> None:
        """What goes to the machines, by a way that nobody reads."""
        secrets_folder = Path(self.machine["SECRETS"])
        for name in ("ofpra.pgpass", "ca.crt"):
            file = secrets_folder / name
            file.touch(mode=0o600)
            file.write_bytes((Path(self.server["PLACE"]) / name).read_bytes())

    def stop(self) -> None:
        """Whatever runs still, ends."""
        for pid in Path(self.server["PLACE"]).glob("*/postmaster.pid"):
            words = f'"$PGBIN/pg_ctl" -D "{pid.parent}" -m immediate -w stop'
            with contextlib.suppress(AssertionError):
                _said(words, self.server, self.somebody)


def _said(words: str, environment: Mapping[str, str], somebody: pwd.struct_passwd | None) -> str:
    who = {} if somebody is None else {"user": somebody.pw_uid, "group": somebody.pw_gid, "extra_groups": []}
    done = subprocess.run(  # type: ignore[call-overload]
        ["/bin/sh", "-eu", "-c", words],
        cwd="/",
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS,
        **who,
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return str(done.stdout)


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        taken = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in taken:
            each.bind((_HOST, 0))
        return [int(each.getsockname()[1]) for each in taken]


@contextlib.contextmanager
def places(root: Path, config: Path) -> Iterator[Places]:
    """Folders, ports and a program for the recipe; `root`: short, as sockets want it, and gone at the end."""
    somebody = None
    if os.geteuid() == 0:
        somebody = next(pwd.getpwnam(name) for name in _UNPRIVILEGED if _is_there(name))
    root.mkdir(mode=0o700)
    if somebody is not None:
        os.chown(root, somebody.pw_uid, somebody.pw_gid)
    ports = dict(zip(("PORT", "PORT2", "PORT3"), map(str, _free_ports(3)), strict=True))
    common = {"DBHOST": _HOST, "LANG": "C", **ports}
    path = f"{_wrapped(config.parent)}:{os.environ['PATH']}"
    server = {
        "PATH": os.environ["PATH"],
        "PGBIN": str(programs()),
        "PLACE": str(root / "place"),
        "ARCHIVE": str(root / "wal"),
        "BACKUP": str(root / "base"),
        "SOCKETS": str(root),
        "SAN": f"IP:{_HOST}",
        "HOME": str(root),
        **common,
    }
    machine = {"PATH": path, "CONFIG": str(config), "SECRETS": str(config.parent), "HOME": str(config.parent), **common}
    made = Places(root, server, machine, somebody)
    try:
        yield made
    finally:
        made.stop()
        subprocess.run(["rm", "-rf", str(root)], check=False)


def _is_there(name: str) -> bool:
    with contextlib.suppress(KeyError):
        return bool(pwd.getpwnam(name))
    return False


def _wrapped(folder: Path) -> Path:
    """A folder with the program `backoffice`, as it is installed elsewhere."""
    program = folder / "bin" / "backoffice"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{_ROOT}" exec "{sys.executable}" -m backoffice_gui.cli "$@"\n', "ascii")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program.parent


def short_name() -> str:
    """A name that nobody else has."""
    return f"recipe-{secrets.token_hex(4)}"
