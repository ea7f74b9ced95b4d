"""The locked requirements: every one pinned and hashed, none with an address."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import ROOT

_LOCKS = ("runtime", "dev")
_PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\]+?))? \\")


def requirements(lock: str) -> dict[str, tuple[str, int]]:
    """Version and number of hashes of each requirement of a lock."""
    found: dict[str, tuple[str, int]] = {}
    name = ""
    for line in lock.splitlines():
        pin = _PIN.fullmatch(line)
        if pin:
            name = pin["name"].lower().replace("_", "-")
            found[name] = (pin["version"], 0)
        elif line.strip().startswith("--hash=sha256:") and name:
            version, hashes = found[name]
            found[name] = (version, hashes + 1)
    return found


def faults(lock: str) -> Iterator[str]:
    """What a lock says that is not a pin with hashes."""
    for number, line in enumerate(lock.splitlines(), 1):
        known = not line.strip() or line.lstrip().startswith("#") or _PIN.fullmatch(line)
        if not known and not re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?", line):
            yield f"line {number}: {line}"
        if "://" in line or " @ " in line:
            yield f"line {number}: an address"
    for name, (_, hashes) in requirements(lock).items():
        if not hashes:
            yield f"{name} has no hash"


def _text(name: str) -> str:
    return (ROOT / "requirements" / name).read_text("utf-8")


def _asked(name: str) -> list[str]:
    lines = (line.partition("#")[0].strip() for line in _text(name).splitlines())
    return [re.split(r"[=<>;\[ ]", line)[0].lower() for line in lines if line and not line.startswith("-r")]


@pytest.mark.parametrize("name", _LOCKS)
def test_each_requirement_is_pinned_and_hashed(name: str) -> None:
    """Nothing is installed that was not seen when the lock was made."""
    assert list(faults(_text(f"{name}.txt"))) == []
    assert len(requirements(_text(f"{name}.txt"))) > 10


@pytest.mark.parametrize("name", _LOCKS)
def test_what_is_asked_for_is_locked(name: str) -> None:
    """A requirement added without `make lock` is found."""
    locked = requirements(_text(f"{name}.txt"))
    assert [asked for asked in _asked(f"{name}.in") if asked not in locked] == []


def test_both_locks_agree() -> None:
    """What is tested is what is shipped: the same versions in both."""
    runtime, dev = (requirements(_text(f"{name}.txt")) for name in _LOCKS)
    assert {name: pin for name, pin in runtime.items() if dev.get(name) != pin} == {}


def test_qt_is_pinned() -> None:
    """6.12.0 aborts CPython 3.11 after some 500 signals: a new version is a decision, not an upgrade."""
    assert re.search(r"^PySide6-Essentials==6\.11\.3\b", _text("runtime.in"), re.MULTILINE)
    assert requirements(_text("runtime.txt"))["pyside6-essentials"][0] == "6.11.3"


@pytest.mark.parametrize(
    "lock",
    [
        "httpx==1.0\n",
        "httpx>=1.0 \\\n    --hash=sha256:" + "a" * 64 + "\n",
        "httpx==1.0 \\\n    # via us\n",
        "--index" + "-url https://mirror.example\n",
        "httpx @ https://files.example/httpx.whl \\\n    --hash=sha256:" + "a" * 64 + "\n",
        "httpx==1.0 \\\n    --hash=md5:" + "a" * 32 + "\n",
    ],
)
def test_a_loose_requirement_is_seen(lock: str) -> None:
    """A version range, a missing or weak hash, an index and an address are all found."""
    assert list(faults(lock))


def test_a_sound_lock_passes() -> None:
    """Markers, several hashes and comments are no fault."""
    one = "a-b==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:" + "a" * 64 + " \\\n    --hash=sha256:" + "b" * 64
    assert list(faults(one + "\n    # via c\n")) == []
    assert requirements(one) == {"a-b": ("1.0", 2)}
