"""The refusal of noise, tried on planted noise: each plant must fail its test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

_CONFTEST = Path(__file__).with_name("conftest.py")

_PLANTS = {
    "logging.getLogger('x').warning('odd')": "unexpected log records",
    "threading.Thread(target=threading.Event().wait, name='ours', daemon=True).start()": "threads left behind: ours",
    "t = threading.Thread(target=lambda: 1 / 0); t.start(); t.join()": "PytestUnhandledThreadExceptionWarning",
    "socket.create_connection(('192.0.2.1', 9), 0.1)": "nothing but loopback",
    "socket.getaddrinfo('example.org', 443)": "nothing but loopback",
    "import warnings; warnings.warn('odd')": "UserWarning: odd",
    "assert pathlib.Path.home() == pathlib.Path(REAL_HOME)": "AssertionError",
    "assert not any(name.startswith('BACKOFFICE_') for name in os.environ), 'cleared'; assert 0, 'gone'": "gone",
    "import keyring; keyring.set_password('a', 'b', 'c')": "NoKeyringError",
    "type('C', (), {'__del__': lambda self: 1 / 0})()": "PytestUnraisableExceptionWarning",
}
"""A body of a test, and the words that must say why it failed."""

_ANNOUNCED = (
    "logging.getLogger('x').info('fine')",
    "expected_logs.allow('odd'); logging.getLogger('x').warning('odd')",
    "expected_logs.allow('x'); logging.getLogger('x').error('anything')",
    "t = threading.Thread(target=lambda: None); t.start()",
    "s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(s.getsockname()).close(); s.close()",
)


def test_planted_noise_fails_and_announced_noise_passes(tmp_path: Path) -> None:
    """A stray record, thread, warning, connection or look at the real home fails its test, by name."""
    bodies = [*_PLANTS, *_ANNOUNCED]
    verdicts = _run(tmp_path, bodies)
    missed = [body for body, words in _PLANTS.items() if words not in (verdicts[bodies.index(body)] or "")]
    assert missed == []
    refused = {body: verdicts[bodies.index(body)] for body in _ANNOUNCED if verdicts[bodies.index(body)] is not None}
    assert refused == {}


def _run(folder: Path, bodies: list[str]) -> list[str | None]:
    """What each body's test was failed for; nothing where it passed."""
    (folder / "conftest.py").write_text(_CONFTEST.read_text("utf-8"), "utf-8")
    (folder / "pytest.ini").write_text(
        "[pytest]\nfilterwarnings = error\nmarkers = expected_logs(*names): x\n", "utf-8"
    )
    tests = "".join(f"def test_{n}(expected_logs):\n    {body}\n\n" for n, body in enumerate(bodies))
    head = f"import logging, os, pathlib, socket, threading\n\nREAL_HOME = {str(Path.home())!r}\n\n"
    (folder / "test_planted.py").write_text(head + tests, "utf-8")
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", "--junitxml=said.xml"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(_CONFTEST.parents[1])},
        check=False,
        capture_output=True,
        timeout=100,
    )
    said: dict[str, str | None] = {}
    for case in ET.parse(folder / "said.xml").iter("testcase"):
        words = [f"{bad.get('message')} {bad.text}" for bad in case if bad.tag in ("failure", "error")]
        said[case.attrib["name"]] = " ".join(words) or None
    return [said[f"test_{n}"] for n in range(len(bodies))]
