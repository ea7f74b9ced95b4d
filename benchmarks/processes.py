"""Front ends, collectors and curl, each in a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.figures import ROOT

__all__ = ["Front", "Run", "collect", "collecting", "curl", "front", "make_store", "resident", "spent"]

_CONSOLE = (sys.executable, "-m", "backoffice_gui.cli")
_PATIENCE = 300


@dataclass(frozen=True, slots=True)
class Front:
    """A front end that answers; `process` takes orders on its standard input where it is the reference."""

    folder: Path
    url: str
    process: subprocess.Popen[str]

    @property
    def config(self) -> Path:
        """The collector's configuration."""
        return self.folder / "config.toml"

    def parts(self) -> list[str]:
        """The address of every part."""
        return [url for urls in json.loads((self.folder / "parts.json").read_text("utf-8")) for url in urls]


@dataclass(frozen=True, slots=True)
class Run:
    """What a collector did: its own summary, and the whole life of its process in seconds."""

    summary: dict[str, Any]
    whole: float


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BACKOFFICE_")}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


@contextlib.contextmanager
def front(module: str, folder: Path, *arguments: str) -> Iterator[Front]:
    """Run `benchmarks.stub` or `benchmarks.reference` on `folder` until the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, "--dir", str(folder), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=_environment(),
    )
    try:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        yield Front(folder, ready["url"], process)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def make_store(config: Path) -> str:
    """`store init` beside a configuration; the new store's id."""
    said = subprocess.run(
        [*_CONSOLE, "--json", "--config", str(config), "store", "init"],
        capture_output=True,
        text=True,
        check=True,
        env=_environment(),
        timeout=_PATIENCE,
    )
    name: str = json.loads(said.stdout.splitlines()[-1])["store_id"]
    return name


def collect(config: Path) -> Run:
    """`collect --once`; its events go to a file, as a service manager's would."""
    events = config.parent / "events.jsonl"
    begun = time.perf_counter()
    with events.open("w", encoding="utf-8") as stream:
        done = subprocess.run(
            [*_CONSOLE, "--json", "--config", str(config), "collect", "--once"],
            stdout=stream,
            check=False,
            env=_environment(),
            timeout=_PATIENCE,
        )
    whole = time.perf_counter() - begun
    summary = json.loads(events.read_text("utf-8").splitlines()[-1])
    if done.returncode != 0:
        raise SystemExit(f"collect ended with {done.returncode}: {summary}")
    return Run(summary, whole)


@contextlib.contextmanager
def collecting(config: Path) -> Iterator[subprocess.Popen[str]]:
    """`collect` as a service, its events read from its standard output."""
    process = subprocess.Popen(
        [*_CONSOLE, "--json", "--config", str(config), "collect"],
        stdout=subprocess.PIPE,
        text=True,
        env=_environment(),
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def curl(served: Front) -> float:
    """Seconds in which one curl downloads every part over one kept connection, and keeps nothing."""
    wanted = served.folder / "curl.conf"
    lines = (f'url = "{url}"\noutput = "/dev/null"' for url in served.parts())
    wanted.write_text("\n".join(lines), "utf-8")
    folder = served.folder
    files = ["--cert", folder / "client.pem", "--key", folder / "client.key", "--cacert", folder / "ca.pem"]
    begun = time.perf_counter()
    subprocess.run(["curl", "-sSf", "--http1.1", *map(str, files), "-K", str(wanted)], check=True, timeout=_PATIENCE)
    return time.perf_counter() - begun


def resident(pid: int, field: str = "VmRSS") -> float:
    """Resident memory of a process in MiB, now (`VmRSS`) or at its greatest (`VmHWM`)."""
    for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / 1024
    raise SystemExit("this system does not tell a process's memory")


def spent(pid: int) -> float:
    """Processor seconds that a process has used."""
    words = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
