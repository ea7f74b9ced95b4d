"""Two agents' windows as real processes at a server over TLS, each with a login, a workstation and a wire of his own."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backoffice_gui.clock import SystemClock
from backoffice_gui.settings import Settings, load
from backoffice_gui.storage.team.address import Address
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.case_session import case_session
from tests.support.certificates import Authority
from tests.support.logins import admitted
from tests.support.postgres import Server, running_server, who_serves
from tests.support.waiting import until
from tests.support.wire import Wire

__all__ = ["Agent", "OverTls", "PortWire", "Window", "seated", "tls_server", "two_agents"]

_ROOT = Path(__file__).resolve().parent.parent.parent
_CLOCK = SystemClock()
_SECONDS = 25.0
_PORT = 5432
_MOST_TABS = 60


class PortWire(Wire):
    """A wire of TCP: it listens at the server's own address, at another port, and alters no octet of TLS."""

    def __init__(self, host: str, folder: Path) -> None:
        super().__init__(folder, folder)
        self._host, self.port = host, 0
        self._last = 0

    def lose(self, n: int) -> None:
        """The n-th answer from now is lost on its way, and all that would be said after it: until `up`."""
        with self._guard:
            self._last = self.journeys + n

    def up(self) -> None:
        """The server can be reached."""
        self._last = 0
        super().up()

    def _bound(self) -> socket.socket:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((self._host, self.port))
        self.port = int(listener.getsockname()[1])
        return listener

    def _unbound(self) -> None:
        """A port needs no sweeping."""

    def _reached(self) -> socket.socket:
        return socket.create_connection((self._host, _PORT), 5)

    def _passed(self, end: socket.socket) -> None:
        """What is under TLS has no words that could be told apart."""
        try:
            octets = end.recv(1 << 16)
            self._muted = self._muted or (0 < self._last <= self.journeys and end not in self._clients)
            self._count(end, octets)
            if not self._muted:
                self._other[end].sendall(octets)
        except OSError:
            octets = b""
        if not octets:
            self._drop(end)


@dataclass(frozen=True, slots=True)
class OverTls:
    """A server that is reached over TLS alone: `host` is its address, `authority` the file of who vouches for it."""

    server: Server
    host: str
    authority: Path

    def address(self, database: str, login: str, port: int) -> Address:
        """That of somebody's login, over a wire that listens at this port."""
        words = f"sslrootcert={self.authority}&passfile={self.server.passfile}"
        address = Address.read(f"postgresql+psycopg://{login}@{self.host}:{port}/{database}?{words}")
        assert address.parameters["sslmode"] == "verify-full"
        return address


@contextlib.contextmanager
def tls_server(folder: Path, passfiles: Path) -> Iterator[tuple[Server, str, Path]]:
    """A server that takes nobody over the network without TLS; its address, and the authority's certificate.

    The address is this machine's, and none that the program takes for it: TLS is asked for as over a network.
    """
    authority = Authority("Autorité de base EXEMPLE")
    host = f"127.{secrets.randbelow(200) + 20}.{secrets.randbelow(250)}.{secrets.randbelow(250) + 2}"
    places = folder.with_name(f"{folder.name}-tls")
    places.mkdir(mode=0o700)
    certificate, key = authority.server(host).write(places, "server")
    hba = places / "hba.conf"
    hba.write_text("local all all scram-sha-256\nhostssl all all 127.0.0.0/8 scram-sha-256\n", "ascii")
    who = who_serves()
    for each in (places, certificate, key, hba) if who is not None else ():
        os.chown(each, who.pw_uid, who.pw_gid)  # type: ignore[union-attr]
    said = (
        f"listen_addresses={host}", "ssl=on", "ssl_min_protocol_version=TLSv1.3",
        f"ssl_cert_file={certificate}", f"ssl_key_file={key}", f"hba_file={hba}",
    )  # fmt: skip
    try:
        with running_server(folder, passfiles, *said) as server:
            yield server, host, authority.write(passfiles / "ca.pem")
    finally:
        for each in (certificate, key, hba):
            each.unlink()
        places.rmdir()


@dataclass(slots=True)
class Window:
    """A process; what it is asked it answers in turn."""

    process: subprocess.Popen[str]

    def ask(self, *words: object) -> Any:
        """One line, and its answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.tell(*words)
        return json.loads(self.process.stdout.readline() or "null")

    def tell(self, *words: object) -> None:
        """One line, whose answer is read with `heard`."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()

    def heard(self) -> Any:
        """The answer to what was told."""
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def keys(self, *keys: str) -> None:
        """Keys, as an agent strikes them."""
        self.ask("keys", *keys)

    def see(self) -> dict[str, Any]:
        """What is before the agent's eyes."""
        seen = self.ask("see")
        assert isinstance(seen, dict), "the window has ended"
        return seen

    def waits(self, wanted: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """What is seen once it is so."""
        found: list[dict[str, Any]] = []

        def seen() -> bool:
            found[:] = [self.see()]
            return bool(wanted(found[0]))

        try:
            until(seen, _SECONDS)
        except AssertionError:
            raise AssertionError(f"it did not come: {found[0]}") from None
        return found[0]

    def on(self, number: str) -> dict[str, Any]:
        """Be on this case, and have it open."""
        self.waits(lambda seen: number in seen.get("rows", {}))
        assert self.ask("go", number)
        return self.waits(lambda seen: seen["open"] == number)

    def press(self, name: str) -> None:
        """By keys alone: Tab until what is called so has the focus, then Space."""
        for _ in range(_MOST_TABS):
            if self.see()["focus"].startswith(name):
                self.keys("space")
                return
            self.keys("tab")
        raise AssertionError(f"no key leads to {name!r}")

    def freeze(self) -> None:
        """Nothing of it goes on: what comes for it waits."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on."""
        self.process.send_signal(signal.SIGCONT)

    def ended(self) -> int:
        """Its exit code, once it has one."""
        return self.process.wait(_SECONDS)

    def end(self) -> None:
        """It is no more, however it stands."""
        for end in (signal.SIGCONT, signal.SIGKILL):
            if self.process.poll() is None:
                self.process.send_signal(end)
        self.process.wait(_SECONDS)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()


@dataclass(slots=True)
class Agent:
    """Somebody with a workstation: a login, a configuration, a wire to the server."""

    login: str
    settings: Settings
    wire: PortWire
    environment: dict[str, str] = field(default_factory=dict)

    def begin(self) -> Window:
        """The real program, in a process of its own; whoever begins it ends it."""
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.window_program", str(self.settings.file)],
            cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=self.environment,
        )  # fmt: skip
        return Window(process)

    @contextlib.contextmanager
    def window(self) -> Iterator[Window]:
        """The real program; ended at the end, however it stands."""
        window = self.begin()
        try:
            yield window
        finally:
            window.end()


def _workstation(root: Path, address: Address, *, practice: bool) -> Settings:
    root.mkdir()
    file = root / "config.toml"
    file.write_text(
        '[transfer]\nurl = "https://front.invalid/transfer/v1"\n[store]\nfolder = "store"\nkey_file = "store.key"\n'
        f'server = "{address}"\n[cases]\npractice = {str(practice).lower()}\n'
    )
    return load(file, {})


_SCREEN = {"name": "desk", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}
_OFFSCREEN = "offscreen"


def _platform(root: Path) -> dict[str, str]:
    """Where no screen is to be had, one of a usual size: a window that is begun again is cut to its screen."""
    if os.environ.get("QT_QPA_PLATFORM") != _OFFSCREEN:
        return {}
    screen = root / "screen.json"
    screen.write_text(json.dumps({"screens": [_SCREEN]}), "ascii")
    return {"QT_QPA_PLATFORM": f"{_OFFSCREEN}:configfile={screen}"}


def _environment(root: Path) -> dict[str, str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "LC_", "LANG", "COV_"))}
    homes = {f"XDG_{what}_HOME": str(root / what.lower()) for what in ("CONFIG", "DATA", "STATE", "CACHE")}
    return (
        bare
        | homes
        | _platform(root)
        | {"HOME": str(root), "LANG": "C.UTF-8", "PYTHONPATH": str(_ROOT), "QT_API": "pyside6"}
    )


@contextlib.contextmanager
def two_agents(server: Server, host: str, authority: Path, root: Path, cases: int) -> Iterator[tuple[Agent, Agent]]:
    """A store with invented cases, and two agents who were admitted, each on a wire of his own."""
    name = server.new()
    owner = _workstation(root / "owner", server.address(name), practice=True)
    parts.new_store(owner, _CLOCK)
    with case_session(owner, _CLOCK, keys_only=True) as session:
        session.practise(cases, 7)
    with seated(OverTls(server, host, authority), name, root, owner) as agents:
        yield agents
    server.drop(name)


@contextlib.contextmanager
def seated(place: OverTls, database: str, root: Path, owner: Settings) -> Iterator[tuple[Agent, Agent]]:
    """Two agents, admitted to the store that its owner's workstation made, each at one of his own on a wire of his own."""
    with contextlib.ExitStack() as wires:
        agents = []
        for login in ("demo_ada", "demo_blaise"):
            place.server.login(login, "backoffice_agent", "backoffice_everywhere")
            wire = wires.enter_context(PortWire(place.host, root / f"w{secrets.token_hex(3)}"))
            address = place.address(database, login, wire.port)
            mine = _workstation(root / login, address, practice=owner.cases.practice)
            admitted(owner, mine, login)
            agents.append(Agent(login, mine, wire, _environment(root / login)))
        yield agents[0], agents[1]
