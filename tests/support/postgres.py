"""A PostgreSQL server of the tests' own: begun when the first test wants one, gone with the session.

It lies in memory where there is room, listens on a socket in its own folder and nowhere else, and never runs as
root. A shell that reads from us watches it: when this process dies, however it dies, so does the server.
"""

from __future__ import annotations

import base64
import contextlib
import dataclasses
import hashlib
import hmac
import os
import pwd
import secrets
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg
import pytest

from backoffice_gui.storage.team import engine as team_engine
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.grants import GROUPS
from backoffice_gui.storage.team.session import Speech
from tests.support import compiled
from tests.support.waiting import until

__all__ = ["Server", "programs", "running_server", "who_serves"]

_PROGRAMS = ("initdb", "postgres")
_PLACES = ("/usr/lib/postgresql", "/usr/local/lib/postgresql", "/opt/homebrew/opt")
_ADMIN, _OWNER = "admin", "backoffice"
_UNPRIVILEGED = ("postgres", "nobody")
_WATCHED = """
postgres=$1; folder=$2; shift 2
"$postgres" "$@" </dev/null >"$folder/log" 2>&1 &
server=$!
read -r _
kill -INT "$server"
wait "$server"
rm -rf "$folder"
"""
_SETTINGS = (
    "listen_addresses=",
    "shared_buffers=32MB",
    "max_connections=100",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
    "password_encryption=scram-sha-256",
)
_ABSENT = (
    "no PostgreSQL server here: install the package postgresql (15 or newer; Debian: apt install postgresql-15), "
    "or put initdb and postgres on the path"
)


def programs() -> Path:
    """The folder of `initdb` and `postgres`, the newest where there are several; fails the test where there is none."""
    found = shutil.which("initdb")
    folders = [] if found is None else [Path(found).resolve().parent]
    for place in _PLACES:
        numbered = [each for each in Path(place).glob("*/bin") if each.parent.name.isdecimal()]
        folders += sorted(numbered, key=lambda each: -int(each.parent.name))
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        said = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True)
        folders.append(Path(said.stdout.strip()))
    for folder in folders:
        if all((folder / program).is_file() for program in _PROGRAMS):
            return folder
    pytest.fail(_ABSENT, pytrace=False)


def who_serves() -> pwd.struct_passwd | None:
    """Who runs the server where we are root."""
    if os.geteuid() != 0:
        return None
    for name in _UNPRIVILEGED:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    pytest.fail("PostgreSQL does not run as root, and there is no user nobody here", pytrace=False)


def _kept(word: str) -> str:
    """What a server keeps of a login's word (RFC 5803), made in one round: 4,096 are a third of each new connection.

    The words are drawn: rounds keep nothing from whoever guesses 128 bits.
    """
    salt = secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", word.encode("ascii"), salt, 1)
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    octets = (salt, stored, hmac.digest(salted, b"Server Key", "sha256"))
    salt64, stored64, server64 = (base64.b64encode(each).decode("ascii") for each in octets)
    return f"SCRAM-SHA-256$1:{salt64}${stored64}:{server64}"


def _run(words: Sequence[str | Path], somebody: pwd.struct_passwd | None) -> None:
    who = {} if somebody is None else {"user": somebody.pw_uid, "group": somebody.pw_gid, "extra_groups": []}
    done = subprocess.run(words, cwd="/", capture_output=True, text=True, check=False, **who)  # type: ignore[call-overload]
    if done.returncode:
        pytest.fail(f"initdb: {done.stderr}", pytrace=False)


@dataclasses.dataclass(slots=True)
class Server:
    """A server that runs: databases of it are made from a pattern, one for each test."""

    folder: Path
    passfile: Path
    admin: psycopg.Connection[tuple[object, ...]]
    made: int = 0
    logins: set[str] = dataclasses.field(default_factory=set)

    def address(self, name: str, user: str = _OWNER) -> Address:
        """The address of a database, as it would be configured: no word of it is secret."""
        where = f"host={self.folder}&passfile={self.passfile}"
        return Address.read(f"postgresql+psycopg://{user}@/{name}?{where}")

    def new(self, pattern: str = "template0") -> str:
        """A database of its own, as the pattern has it; its name."""
        self.made += 1
        name = f"store_{self.made}"
        locale = " ENCODING 'UTF8' LOCALE 'C'" if pattern == "template0" else ""
        self.admin.execute(f"CREATE DATABASE {name} OWNER {_OWNER} TEMPLATE {pattern} STRATEGY file_copy{locale}")
        return name

    def drop(self, name: str) -> None:
        """It is needed no more, whoever still has it open."""
        self.admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def login(self, user: str, *groups: str) -> str:
        """A login role of somebody's own, in these groups and no others; its name."""
        if user not in self.logins:
            word = secrets.token_hex(16)
            self.admin.execute(f"CREATE ROLE {user} LOGIN PASSWORD '{_kept(word)}'")
            self.logins.add(user)
            with self.passfile.open("a", encoding="ascii") as passfile:
                passfile.write(f"*:*:*:{user}:{word}\n")
        for group in groups:
            self.admin.execute(f"GRANT {group} TO {user}")
        return user

    def connect(self, name: str, user: str) -> psycopg.Connection[tuple[object, ...]]:
        """A connection as somebody, who says whatever he likes."""
        return psycopg.connect(host=str(self.folder), user=user, dbname=name, passfile=str(self.passfile))

    def reader(self, name: str, schema: str) -> psycopg.Connection[tuple[object, ...]]:
        """A connection of the superuser's that sees every row of one schema, as of each statement."""
        raw = self._connected(name)
        raw.execute(f"SET search_path = {schema}")
        return raw

    def end_backends(self, name: str, user: str = "") -> int:
        """Every connection to a database ends (`user`: of this login), as at a server's restart; how many there were."""
        of = "datname = %s AND %s::text IN ('', usename::text)"
        query = f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {of}"
        (found,) = self.admin.execute(query, [name, user]).fetchone() or (0,)
        assert isinstance(found, int)
        return found

    def do(self, name: str, words: str) -> list[tuple[object, ...]]:
        """A statement of the superuser's in one database."""
        with self._connected(name) as raw:
            done = raw.execute(words)
            return list(done.fetchall()) if done.description else []

    def _connected(self, name: str) -> psycopg.Connection[tuple[object, ...]]:
        return _connected(self.folder, self.passfile, name)


def _connected(folder: Path, passfile: Path, name: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(host=str(folder), user=_ADMIN, dbname=name, passfile=str(passfile), autocommit=True)


@contextlib.contextmanager
def running_server(folder: Path, passfiles: Path, *settings: str) -> Iterator[Server]:
    """A new server in a folder that is not there yet (its name short, as sockets want it); `settings`: those it wants."""
    compiled.share(team_engine, Speech)
    binaries, somebody = programs(), who_serves()
    folder.mkdir(mode=0o700)
    words = {user: secrets.token_hex(16) for user in (_ADMIN, _OWNER)}
    first = folder / "first"
    first.write_text(words[_ADMIN], "ascii")
    passfile = passfiles / "pgpass"
    passfile.touch(mode=0o600)
    passfile.write_text("".join(f"*:*:*:{user}:{word}\n" for user, word in words.items()), "ascii")
    if somebody is not None:
        for each in (folder, first):
            os.chown(each, somebody.pw_uid, somebody.pw_gid)
    data = folder / "data"
    made = (binaries / "initdb", "-D", data, "-U", _ADMIN, "-A", "scram-sha-256", "--pwfile", first, "--no-sync")
    _run((*made, "-E", "UTF8", "--locale=C"), somebody)
    first.unlink()
    options = [
        word for setting in (*_SETTINGS, *settings, f"unix_socket_directories={folder}") for word in ("-c", setting)
    ]
    who = {} if somebody is None else {"user": somebody.pw_uid, "group": somebody.pw_gid, "extra_groups": []}
    watch = subprocess.Popen(  # type: ignore[call-overload]
        ["/bin/sh", "-c", _WATCHED, "watch", binaries / "postgres", folder, "-D", data, *options],
        cwd="/",
        stdin=subprocess.PIPE,
        **who,
    )
    try:
        with _answering(folder, passfile) as admin:
            admin.execute(f"CREATE ROLE {_OWNER} LOGIN PASSWORD '{_kept(words[_OWNER])}'")
            for group in GROUPS:
                admin.execute(f"CREATE ROLE {group} NOLOGIN")
            yield Server(folder, passfile, admin)
    finally:
        watch.stdin.close()
        watch.wait(20)


def _answering(folder: Path, passfile: Path) -> psycopg.Connection[tuple[object, ...]]:
    """The first connection that the server takes."""
    found: list[psycopg.Connection[tuple[object, ...]]] = []

    def answers() -> bool:
        with contextlib.suppress(psycopg.OperationalError):
            found.append(_connected(folder, passfile, "postgres"))
        return bool(found)

    until(answers)
    return found[0]
