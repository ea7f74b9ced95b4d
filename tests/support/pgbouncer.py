"""A real PgBouncer before the tests' server, where one is installed; it runs as whoever runs that server."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.support.postgres import Server, who_serves
from tests.support.waiting import until

__all__ = ["bouncer", "program"]

_SOCKET = ".s.PGSQL.5432"
_CONFIGURED = """
[databases]
* = host={server}
[pgbouncer]
listen_port = 5432
unix_socket_dir = {folder}
auth_type = scram-sha-256
auth_file = {folder}/users.txt
pool_mode = {mode}
default_pool_size = {size}
logfile = {folder}/log
"""


def program() -> str | None:
    """Where it is, if it is there."""
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextlib.contextmanager
def bouncer(server: Server, folder: Path, mode: str, *, size: int = 3) -> Iterator[Path]:
    """In `mode` (`session`, `transaction`), with so many of the server's sessions a login; the folder of its socket.

    Everybody keeps his own login: the passwords that the tests' logins have by now are all it knows.
    """
    found, somebody = program(), who_serves()
    assert found is not None
    folder.mkdir(mode=0o700)
    users = [line.rsplit(":", 2)[1:] for line in server.passfile.read_text("ascii").splitlines()]
    (folder / "users.txt").write_text("".join(f'"{user}" "{word}"\n' for user, word in users), "ascii")
    words = _CONFIGURED.format(server=server.folder, folder=folder, mode=mode, size=size)
    (folder / "pgbouncer.ini").write_text(words, "ascii")
    if somebody is not None:
        for each in (folder, *folder.iterdir()):
            os.chown(each, somebody.pw_uid, somebody.pw_gid)
    who = {} if somebody is None else {"user": somebody.pw_uid, "group": somebody.pw_gid, "extra_groups": []}
    running = subprocess.Popen(  # type: ignore[call-overload]
        [found, "-q", folder / "pgbouncer.ini"], cwd="/", stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **who
    )
    try:
        until(lambda: (folder / _SOCKET).exists() or running.poll() is not None)
        assert running.poll() is None, (folder / "log").read_text("utf-8")
        yield folder
    finally:
        running.kill()
        running.wait(10)
        shutil.rmtree(folder)
