"""The library of system calls itself: what it sees of SQLite and of Python, and that it kills and fails where it should."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.calls import Call, preloaded, read_record
from tests.support.proof import ROOT

_START = """
import errno, os, sys
from pathlib import Path
from tests.support.calls import Calls, Kind
from sqlcipher3 import dbapi2
folder, record = Path(sys.argv[1]), Path(sys.argv[2])
calls = Calls()
calls.watch(folder)
calls.record(record)
def open_store():
    connection = dbapi2.connect(str(folder / "a.db"), isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection
"""


def run(tmp_path: Path, words: str) -> tuple[subprocess.CompletedProcess[str], list[Call]]:
    """A process with the library, and the calls it recorded."""
    folder, record = tmp_path / "watched", tmp_path / "record"
    folder.mkdir(exist_ok=True)
    said = subprocess.run(
        [sys.executable, "-c", _START + words, str(folder), str(record)],
        cwd=ROOT,
        env=preloaded(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return said, list(read_record(record.read_bytes()))


def test_what_sqlite_and_python_write_is_recorded_with_its_octets(tmp_path: Path) -> None:
    """The record, replayed, is the files."""
    said, calls = run(
        tmp_path,
        "c = open_store(); c.execute('CREATE TABLE t (x)'); calls.note('committed')\n"
        "(folder / 'new').write_bytes(b'EXEMPLE'); os.rename(folder / 'new', folder / 'named'); os._exit(0)",
    )
    assert said.returncode == 0, said.stderr
    files: dict[str, bytearray] = {}
    for call in calls:
        match call.op:
            case "c":
                files[call.path] = bytearray()
            case "w":
                octets = files[call.path]
                octets.extend(bytes(max(0, call.offset + len(call.octets) - len(octets))))
                octets[call.offset : call.offset + len(call.octets)] = call.octets
            case "t":
                files[call.path] = files[call.path][: call.offset].ljust(call.offset, b"\0")
            case "r":
                files[call.other] = files.pop(call.path)
            case "u":
                del files[call.path]
    for name in ("a.db", "a.db-wal", "named"):
        assert (tmp_path / "watched" / name).read_bytes() == bytes(files[name])
    assert [call.octets for call in calls if call.op == "n"] == [b"committed"]
    assert any(call.op == "s" and call.path == "a.db-wal" for call in calls)


@pytest.mark.parametrize("after", [False, True])
def test_it_kills_before_or_after_a_call(tmp_path: Path, after: bool) -> None:
    """The third write is there, or it is not."""
    said, calls = run(
        tmp_path,
        f"calls.kill(2, after={after}); out = os.open(folder / 'f', os.O_CREAT | os.O_WRONLY)\n"
        "for n in range(9): os.write(out, b'x')",
    )
    assert said.returncode == -signal.SIGKILL
    assert sum(call.op == "w" for call in calls) == (3 if after else 2)


def test_it_fails_a_call_once_for_good_or_short(tmp_path: Path) -> None:
    """Once: the next goes well. Short: half of it is written, and said."""
    said, _calls = run(
        tmp_path,
        "out = os.open(folder / 'f', os.O_CREAT | os.O_WRONLY)\n"
        "def attempt():\n"
        "    try: print(os.write(out, b'four'))\n"
        "    except OSError as error: print(error.errno)\n"
        "calls.reset(); calls.fail(1, errno.ENOSPC); attempt(); attempt(); attempt()\n"
        "calls.reset(); calls.fail(0, errno.EIO, times=-1); attempt(); attempt()\n"
        "calls.reset(); calls.fail(0, 0, short=True); attempt(); attempt()",
    )
    assert said.stdout.split() == [str(n) for n in (4, errno.ENOSPC, 4, errno.EIO, errno.EIO, 2, 4)], said.stderr


def test_sqlite_feels_it(tmp_path: Path) -> None:
    """A sync that fails fails the commit."""
    said, _calls = run(
        tmp_path,
        "c = open_store(); c.execute('CREATE TABLE t (x)'); calls.only(Kind.SYNC); calls.reset()\n"
        "calls.fail(0, errno.EIO)\n"
        "try: c.execute('INSERT INTO t VALUES (1)')\n"
        "except dbapi2.Error as error: print(error)",
    )
    assert "disk I/O error" in said.stdout, said.stderr


def test_a_failing_sync_is_traced_with_its_descriptor(tmp_path: Path) -> None:
    """Opened, failed, tried again over the same descriptor, closed: each is there, in its order."""
    said, calls = run(
        tmp_path,
        "calls.trace(True); calls.only(Kind.SYNC); out = os.open(folder / 'f', os.O_CREAT | os.O_WRONLY)\n"
        "calls.reset(); calls.fail(0, errno.EIO)\n"
        "try: os.fsync(out)\n"
        "except OSError: os.fsync(out)\n"
        "os.close(out); print(out)",
    )
    traced = [(call.op, call.offset) for call in calls if call.op in "oxsz"]
    assert traced == [(op, int(said.stdout)) for op in "oxsz"], said.stderr
