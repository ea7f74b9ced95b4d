"""The real program in a process of its own without importing it each time: a server that forks, one for each test worker.

`python -m tests.support.program_server FD` imports the console once, with all that its commands import when they need
it, and makes a child for every order that comes over the socket: its own process, signals, environment, standard
streams and end. What only a start from nothing shows (the interpreter's own settings, the locale) is still started from
nothing, by `tests.support.console`. A collector that has its canary opened by our own program has it forked here too.
"""

from __future__ import annotations

import array
import atexit
import contextlib
import gc
import importlib
import json
import os
import pkgutil
import selectors
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import IO, Any, NoReturn, Self
from unittest.mock import patch

import backoffice_gui
from backoffice_gui.cli import collecting
from backoffice_gui.cli.main import _spoken, main
from backoffice_gui.cli.text import ENGLISH, FRENCH

__all__ = ["Program", "forked", "forking_itself"]

_ROOT = Path(__file__).resolve().parent.parent.parent
_MOST = 1 << 18
_STREAMS = 3


class Program:
    """A program that runs: what tests use of `subprocess.Popen`, for a process that another process forked."""

    def __init__(self, out: int, err: int, status: int) -> None:
        self.returncode: int | None = None
        self.stdout: IO[str] = os.fdopen(out, encoding="utf-8")
        self.stderr: IO[str] = os.fdopen(err, encoding="utf-8")
        self._status = os.fdopen(status, "rb", buffering=0)
        self.pid = int.from_bytes(self._status.read(4))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, raised: object, *_of_it: object) -> None:
        if raised is not None:
            self.kill()
        self.stdout.close()
        self.stderr.close()
        self.wait()

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, once it has ended; raises `subprocess.TimeoutExpired`."""
        code = self._ended(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("backoffice", timeout or 0)
        return code

    def _ended(self, timeout: float | None) -> int | None:
        if self.returncode is None:
            with selectors.DefaultSelector() as selector:
                selector.register(self._status, selectors.EVENT_READ)
                if not selector.select(timeout):
                    return None
            with self._status:
                self.returncode = int.from_bytes(self._status.read(4), signed=True)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """As another process sends it; nothing once it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL."""
        self.send_signal(signal.SIGKILL)

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """All that it still says, once it has ended; raises `subprocess.TimeoutExpired`."""
        said = dict[str, str]()
        readers = [
            threading.Thread(target=lambda name, stream: said.update({name: stream.read()}), args=each, daemon=True)
            for each in (("out", self.stdout), ("err", self.stderr))
        ]
        for reader in readers:
            reader.start()
        self.wait(timeout)
        for reader, stream in zip(readers, (self.stdout, self.stderr), strict=True):
            reader.join(timeout)
            stream.close()
        return said["out"], said["err"]


class _Server:
    """The server's other end: it is started once, and ends with the test process."""

    def __init__(self) -> None:
        self.orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        words = [sys.executable, "-m", "tests.support.program_server", str(theirs.fileno())]
        environment = os.environ | {"PYTHONPATH": str(_ROOT), "PYTHONWARNINGS": "error"}
        self._process = subprocess.Popen(words, pass_fds=[theirs.fileno()], env=environment, cwd=_ROOT)
        theirs.close()
        atexit.register(self._end)

    def _end(self) -> None:
        self.orders.close()
        self._process.wait()


@cache
def _server() -> _Server:
    return _Server()


_OF_A_PROGRAM: list[socket.socket] = []
"""In a program that was forked: where it orders another."""


def forked(arguments: Sequence[str], environment: Mapping[str, str]) -> Program:
    """The program with these arguments and this environment, and nothing else of ours."""
    orders = _OF_A_PROGRAM[0] if _OF_A_PROGRAM else _server().orders
    ours, theirs = zip(*(os.pipe() for _ in range(_STREAMS)), strict=True)
    order = {"arguments": list(arguments), "environment": dict(environment), "folder": str(Path.cwd())}
    orders.sendmsg([json.dumps(order).encode()], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", theirs))])
    for number in theirs:
        os.close(number)
    return Program(*ours)


# Our own program, where the program itself runs it


_OURSELVES = [sys.executable, "-m", "backoffice_gui.cli"]


def _run(words: list[str], *, timeout: float, **more: Any) -> subprocess.CompletedProcess[Any]:
    """`subprocess.run`, but our own program is forked; what it says goes nowhere, as it does there."""
    if words[:3] != _OURSELVES:
        return subprocess.run(words, timeout=timeout, check=False, **more)
    with forked(words[3:], os.environ) as running:
        running.communicate(timeout)
        return subprocess.CompletedProcess(words, running.wait())


@contextlib.contextmanager
def forking_itself() -> Iterator[None]:
    """Within, `collect` has its canary opened by a process that was forked, instead of one that imports everything."""
    with patch.object(collecting, "subprocess", SimpleNamespace(**{**vars(subprocess), "run": _run})):
        yield


# The server


def _be_the_program(arguments: list[str], environment: dict[str, str], folder: str) -> int:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - a descriptor, for the process's life
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
    sys.argv = ["backoffice", *arguments]
    with forking_itself():
        return main()


def _watch(order: bytes, out: int, err: int, status: int) -> NoReturn:
    """Fork the program, and tell its number and its end: the parent of a process alone learns that."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid == 0:
        os.dup2(out, 1)
        os.dup2(err, 2)
        for number in (out, err, status):
            os.close(number)
        sys.exit(_be_the_program(**json.loads(order)))
    os.close(out)
    os.close(err)
    os.write(status, pid.to_bytes(4))
    os.write(status, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]).to_bytes(4, signed=True))
    os._exit(0)


_NOT_FOR_ALL = ("backoffice_gui.gui", "backoffice_gui.__main__", "backoffice_gui.cli.__main__")
_SCRIPT = (".versions", ".env")
"""What Alembic runs by its path."""


def _import_what_a_command_may() -> None:
    """A command imports what it needs when it needs it: once here, and not in each child anew."""
    for module in pkgutil.walk_packages(backoffice_gui.__path__, f"{backoffice_gui.__name__}."):
        if not module.name.startswith(_NOT_FOR_ALL) and not any(part in module.name for part in _SCRIPT):
            importlib.import_module(module.name)
    importlib.import_module("typer._adapters")  # what it reads options with: with pydantic, half of a command's time
    for language in (FRENCH, ENGLISH):
        _spoken(language)  # the tree of commands, which a process builds once
    gc.collect()
    gc.freeze()  # a child's collector would touch, and so copy, every page of it


def _serve(number: int) -> None:
    _import_what_a_command_may()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    orders = socket.socket(fileno=number)
    of_programs, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    _OF_A_PROGRAM.append(theirs)
    with orders, of_programs, theirs, selectors.DefaultSelector() as selector:
        for each in (orders, of_programs):
            selector.register(each, selectors.EVENT_READ)
        while True:
            for key, _events in selector.select():
                assert isinstance(key.fileobj, socket.socket)
                order, descriptors, *_ = socket.recv_fds(key.fileobj, _MOST, _STREAMS)
                if not order:
                    return
                if os.fork() == 0:
                    selector.close()
                    orders.close()
                    of_programs.close()
                    _watch(order, *descriptors)
                for descriptor in descriptors:
                    os.close(descriptor)


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
