"""What lies where: each module has its test, each test its module, and nothing of a machine lies in the tree."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT, calls, functions, parsed

UNPAIRED_TESTS = ("architecture/", "bugbank/", "contract/", "journeys/", "proof/", "benchmarks/", "packaging/")
"""Folders of tests about the whole, or about something outside the package."""

UNPAIRED_FILES = {
    "test_conftest.py",
    "gui/test_pyside_refcounts.py",
    "gui/test_translations.py",
    "gui/test_accessibility.py",
    "gui/test_room.py",
    "gui/test_speed.py",
    "gui/test_team_room.py",
}
"""Tests of the tests, of the pinned toolkit, and of the window as a whole."""

UNTESTED_MODULES = {
    "storage/migrations/env.py": "run by Alembic; tests/storage/test_migrations.py runs it",
}
"""Modules without a test file of their own, and why."""


def unpaired(modules: Iterable[str], tests: Iterable[str]) -> Iterator[str]:
    """Modules without their test file and test files without their module, by paths of both trees."""
    modules, tests = set(modules), set(tests)
    for module in sorted(modules):
        folder, _, name = module.rpartition("/")
        wanted = f"{folder}/test_{name.lstrip('_')}" if folder else f"test_{name.lstrip('_')}"
        if name == "__init__.py" or "/versions/" in module or module in UNTESTED_MODULES:
            continue
        if wanted.replace("__.py", ".py") not in tests:
            yield f"{PACKAGE}/{module} has no tests/{wanted.replace('__.py', '.py')}"
    for test in sorted(tests):
        folder, _, name = test.rpartition("/")
        if test.startswith(UNPAIRED_TESTS) or test in UNPAIRED_FILES:
            continue
        bare = name.removeprefix("test_")
        prefix = f"{folder}/" if folder else ""
        candidates = {prefix + bare, f"{prefix}_{bare}", f"{prefix}__{bare.removesuffix('.py')}__.py"}
        candidates.add(f"{prefix}{bare.removesuffix('.py')}/__init__.py")
        if not candidates & modules:
            yield f"tests/{test} has no module"


def test_each_module_has_its_test_file_and_the_reverse() -> None:
    """A reader finds the test of a module where its path says, and no test is about nothing."""
    modules = (p.relative_to(ROOT / PACKAGE).as_posix() for p in (ROOT / PACKAGE).rglob("*.py"))
    tests = (p.relative_to(ROOT / "tests").as_posix() for p in (ROOT / "tests").rglob("test_*.py"))
    _none(unpaired(modules, tests))


def test_a_missing_pair_is_seen() -> None:
    """A module without a test and a test without a module are both named; special names have their pairs."""
    assert list(unpaired(["a/b.py"], [])) == [f"{PACKAGE}/a/b.py has no tests/a/test_b.py"]
    assert list(unpaired([], ["a/test_b.py"])) == ["tests/a/test_b.py has no module"]
    sound = ["a/b.py", "__main__.py", "a/__init__.py", "storage/migrations/x/versions/0001.py", "_c.py"]
    assert list(unpaired(sound, ["a/test_b.py", "test_main.py", "test_c.py", "journeys/test_x.py", "test_a.py"])) == []


def test_each_test_says_what_it_shows() -> None:
    """Each test function has a docstring: one sentence that states the behaviour."""
    _none(
        f"{file.relative_to(ROOT)}: {name}"
        for file in sorted((ROOT / "tests").rglob("test_*.py"))
        for name in wordless_tests(file.read_text("utf-8"))
    )


def wordless_tests(text: str) -> Iterator[str]:
    """The tests of a file that don't say what they show."""
    for node in functions(parsed(text)):
        if node.name.startswith("test_") and not ast.get_docstring(node):
            yield node.name


def test_a_wordless_test_is_seen() -> None:
    """A test without a docstring is found."""
    assert list(wordless_tests("def test_a():\n    '''It does.'''\n\ndef test_b(): ...\n")) == ["test_b"]


def test_tests_do_not_sleep() -> None:
    """Tests wait on conditions and events: a sleep is too short on a busy machine and too long on every other."""
    _none(
        f"{file.relative_to(ROOT)}: line {line}"
        for file in sorted((ROOT / "tests").rglob("*.py"))
        for line in sleeps(file.read_text("utf-8"))
    )


def sleeps(text: str) -> Iterator[int]:
    """The lines on which a file sleeps."""
    for name, node in calls(parsed(text)):
        if name in ("time.sleep", "sleep", "QTest.qWait", "qtbot.wait"):
            yield node.lineno


def test_a_sleeping_test_is_seen() -> None:
    """Sleeping and waiting by the clock are found."""
    assert list(sleeps("time.sleep(1)\nqtbot.wait(5)\nqtbot.waitUntil(f)")) == [1, 2]


# --- nothing of a machine ---

_ROOTS = "work|root|home|Users|tmp|private"
_FOLDER = re.compile(rf"(?<![\w.~/:\\-])/(?:{_ROOTS})/(?!EXEMPLE)[\w.-]+")
_REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|(?:deb|security)\.debian\.org|crates\.io|proxy\.golang\.org"
)
_INDEX = re.compile(r"--(?:extra-)?index-" + r"url[ =]\S|--trusted-" + r"host")


def traces(text: str) -> Iterator[str]:
    """Paths of a machine and addresses of registries in a text."""
    for number, line in enumerate(text.splitlines(), 1):
        for pattern in (_FOLDER, _REGISTRY, _INDEX):
            found = pattern.search(line)
            if found:
                yield f"line {number}: {found[0]}"


def tracked() -> list[Path]:
    """Every file of the repository that is not ignored."""
    said = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if said.returncode != 0:
        pytest.skip("not a checkout")
    return [ROOT / name for name in said.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_machine() -> None:
    """No path of a developer's machine and no address of a package registry stands in the repository."""
    faults = []
    for file in tracked():
        raw = file.read_bytes()
        if b"\0" in raw[:8192]:
            continue
        faults += [f"{file.relative_to(ROOT)} {trace}" for trace in traces(raw.decode("utf-8", "replace"))]
        faults += [
            f"{file.relative_to(ROOT)} names this checkout"
            for here in (ROOT,)
            if str(here) + "/" in raw.decode("utf-8", "replace")
        ]
    _none(faults)


def test_a_trace_of_a_machine_is_seen() -> None:
    """Homes, working folders and registries are found; addresses of examples and relative paths are not."""
    planted = [f"/{root}/someone/x" for root in ("home", "root", "work", "tmp")]
    planted += ["https://pypi" + ".org/simple", "--index-" + "url https://mirror.example"]
    assert [text for text in planted if not list(traces(f"see {text}"))] == []
    sound = ["https://front.example/work/x", "~/wo" + "rk/x", "build/tmp/x", "tests/work/x", "a/home/b"]
    assert [text for text in sound if list(traces(f"see {text}"))] == []


def test_no_lock_of_another_kind_is_tracked() -> None:
    """A lock that stores download addresses stays out."""
    assert [file.name for file in tracked() if file.name in ("uv.lock", "poetry.lock", "Pipfile.lock")] == []


def _none(faults: Iterable[str]) -> None:
    found = list(faults)
    if found:
        pytest.fail("\n".join(found), pytrace=False)
