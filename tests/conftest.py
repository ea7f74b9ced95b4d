"""Tests that refuse noise, reach nothing but this machine, and never see a real home.

What is refused: a log record of WARNING or above that the test did not announce (`expected_logs`),
a warning, an exception in a thread or a finaliser, a thread left behind, a connection beyond
loopback. What is redirected: home and configuration folders, the keyring, the configuration in
the environment.
"""

from __future__ import annotations

import gc
import ipaddress
import logging
import os
import secrets
import shutil
import sys
import threading
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from tests.support import ahead, compiled, memory, tables
from tests.support.budget import Budget, suite_of
from tests.support.deep import share_of
from tests.support.proof import DEEP

if TYPE_CHECKING:
    from tests.support.postgres import Server

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # hundreds of programs are started: none compiles all of us again

_MEMORY, _ROOM = Path("/dev/shm"), 4 << 30
"""Where syncs cost nothing, and the octets that must be free there."""


def _in_memory() -> None:
    """Temporary folders lie in memory where there is room: no test of `make test` is about the disk's own syncs."""
    if DEEP or not os.access(_MEMORY, os.W_OK) or shutil.disk_usage(_MEMORY).free < _ROOM:
        return
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


gc.disable()  # until all is collected: half a million objects that stay would be looked through again and again
_in_memory()
memory.as_the_depth_asks()
compiled.share()
tables.share()

_COMMON: dict[str, Any] = {
    "deadline": None,  # two shared cores: a slow example is the machine's doing, not the product's
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    "print_blob": True,
}
settings.register_profile("ci", max_examples=60, **_COMMON)
settings.register_profile("deep", max_examples=2_000, **_COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_configure(config: pytest.Config) -> None:
    """The seconds of each suite are added up where reports come together, not in the workers."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Budget(config), "budget")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Several workers share what would be compiled by each of them."""
    one = getattr(session.config, "workerinput", None)
    if one is not None:
        ahead.compile_share(session.config, int(one["workerid"].removeprefix("gw")), one["workercount"])


_LONG = (
    "proof/kills", "proof/leaks", "proof/soak", "proof/team", "journeys", "proof/calls", "proof/mirror", "proof/keys",
    "proof/power",
)  # fmt: skip
"""A third of the work, the longest tests first: the first worker begins with them, and others take over from its end."""


_SHARE, _, _SHARES = os.environ.get("BACKOFFICE_SHARE", "0/1").partition("/")
"""Of all tests that are chosen every so manieth is run, from this one on (tests/support/deep.py)."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first: else one worker ends a minute after the other."""
    turns = {suite: turn for turn, suite in enumerate(_LONG)}
    items.sort(key=lambda item: turns.get(suite_of(item.nodeid.partition("::")[0]), len(_LONG)))
    wanted = share_of([item.nodeid for item in items], int(_SHARE), int(_SHARES))
    items[:] = [item for item in items if item.nodeid in wanted]


_OFTEN = (20_000, 10, 10)
"""After how many new objects garbage is looked for: after 700 of them, as Python has it, is a twentieth of the work more.

Where windows are tested it is as ever: when what they leave is gone is a part of what is tested.
"""


def pytest_collection_finish(session: pytest.Session) -> None:
    """What stands for the whole run is not looked through for garbage again: half a million objects each time."""
    if not session.config.option.collectonly:
        gc.collect()
        gc.freeze()
    if not any(item.nodeid.startswith("tests/gui/") for item in session.items):
        gc.set_threshold(*_OFTEN)
    gc.enable()


def pytest_unconfigure() -> None:
    """The interpreter takes everything apart as ever."""
    gc.unfreeze()


# --- logs: an unexpected record of WARNING or above fails the test ---


class ExpectedLogs:
    """The names of events or loggers whose records of WARNING and above this test provokes."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = set(names)
        self.seen: list[logging.LogRecord] = []

    def allow(self, *names: str) -> None:
        """Announce further events (`page_unreadable`) or loggers (`backoffice_gui.collector.driver`)."""
        self.names.update(names)

    def covers(self, record: logging.LogRecord) -> bool:
        """Whether this record was announced."""
        return record.getMessage() in self.names or record.name in self.names


class _Listening(logging.Handler):
    def __init__(self, expected: ExpectedLogs) -> None:
        super().__init__(logging.WARNING)
        self.expected = expected
        self.unexpected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.expected.seen.append(record)
        if not self.expected.covers(record):
            fields = getattr(record, "event_fields", "")
            self.unexpected.append(f"{record.levelname} {record.name}: {record.getMessage()} {fields}".rstrip())


_LISTENING = pytest.StashKey[_Listening]()
_THREADS = pytest.StashKey[set[threading.Thread]]()


def _refuse_noise(item: pytest.Item) -> None:
    listening = item.stash[_LISTENING]
    noise, listening.unexpected = listening.unexpected, []
    if noise:
        pytest.fail("unexpected log records:\n  " + "\n  ".join(noise), pytrace=False)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    """Listen to the root logger from before the first fixture of the test on."""
    names = [str(name) for mark in item.iter_markers("expected_logs") for name in mark.args]
    item.stash[_LISTENING] = _Listening(ExpectedLogs(names))
    logging.getLogger().addHandler(item.stash[_LISTENING])
    yield
    _refuse_noise(item)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Fail the test itself, not its teardown, on what was said or left running while it ran."""
    before = set(threading.enumerate())
    yield
    item.stash[_THREADS] = {thread for thread in threading.enumerate() if thread not in before}
    _refuse_noise(item)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Once every fixture has ended, nothing that the test started may be running."""
    try:
        yield
        left = _left_running(item.stash.get(_THREADS, set()))
        if left:
            pytest.fail(f"threads left behind: {', '.join(left)}", pytrace=False)
        _refuse_noise(item)
    finally:
        logging.getLogger().removeHandler(item.stash[_LISTENING])


@pytest.fixture
def expected_logs(request: pytest.FixtureRequest) -> ExpectedLogs:
    """Announce records of WARNING and above while the test runs, and read what was said."""
    item: pytest.Item = request.node
    return item.stash[_LISTENING].expected


# --- threads: what the test's body starts must end with its fixtures ---

_FOREIGN_THREADS = ("AnyIO worker thread", "asyncio_", "Dummy-", "pytest_timeout", "QThread", "execnet")
"""Threads of libraries that outlive what used them: pools that a session's server keeps."""

_GRACE = 2.0
"""Seconds that a thread told to stop may still take."""


def _left_running(started: set[threading.Thread]) -> list[str]:
    left = []
    for thread in started:
        if thread.name.startswith(_FOREIGN_THREADS):
            continue
        thread.join(_GRACE)
        if thread.is_alive():
            left.append(thread.name)
    return left


# --- network: nothing beyond loopback ---


def _is_here(host: str) -> bool:
    if host in ("", "localhost") or host.endswith((".localhost", ".invalid")):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _guard_network(event: str, args: tuple[Any, ...]) -> None:
    match event:
        case "socket.connect" | "socket.sendto":
            address = args[1]
            host = address[0] if isinstance(address, tuple) else ""
        case "socket.getaddrinfo":
            host = args[0] or ""
        case _:
            return
    host = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    if not _is_here(host):
        pytest.fail(f"a test reached for {host!r}: nothing but loopback", pytrace=False)


sys.addaudithook(_guard_network)


# --- a PostgreSQL server, for the tests that want one ---


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Server, None, None]:
    """One of the session's own, begun when the first test asks for it; a database of it is nobody else's."""
    # psycopg costs a third of a second, and most workers want no server
    from tests.support.postgres import running_server

    place = _MEMORY if os.access(_MEMORY, os.W_OK) else Path("/tmp")
    with running_server(place / f"backoffice-{secrets.token_hex(4)}", tmp_path_factory.mktemp("server")) as running:
        yield running


# --- home, configuration and keyring ---

_LEAKS = ("BACKOFFICE_", "SSL_CERT", "SSLKEYLOGFILE", "CREDENTIALS_DIRECTORY", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@pytest.fixture(autouse=True)
def _away_from_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a home of its own; what the machine's environment says does not count."""
    home = tmp_path_factory.getbasetemp() / "home"
    _empty(home)
    for name in list(os.environ):
        if name.upper().startswith(_LEAKS):
            monkeypatch.delenv(name)
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))


def _empty(home: Path) -> None:
    """Start from nothing, for the price of nothing where the last test left nothing."""
    if home.exists() and not any(home.iterdir()):
        return
    if home.exists():
        home.rename(home.with_name(f"home-{len(list(home.parent.iterdir()))}"))
    home.mkdir()


@pytest.fixture(autouse=True)
def _no_keyring() -> Generator[None, None, None]:
    """The keyring refuses everything (by the environment), and what a test set in its place goes with it."""
    yield
    core = sys.modules.get("keyring.core")
    if core is not None:
        core._keyring_backend = None  # type: ignore[attr-defined]
