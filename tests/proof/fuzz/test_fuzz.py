"""Whatever octets come, a reader answers with a value or with its own error, soon, and as other readers do.

Each find is written to `build/fuzz/`, and the failure names the command that replays it.
"""

from __future__ import annotations

import itertools
import tracemalloc
from pathlib import Path

import pytest

from tests.support import proof
from tests.support.fuzz_atheris import available, search
from tests.support.fuzzing import CORPUS, MOST, TARGETS, Target, campaign, corpus, execute, name_of

RUNS = proof.size(5_000, 60_000)
"""Mutations of each target's corpus by the own mutator."""
SEARCHES = 250_000
"""Inputs that Atheris makes of each target in `make deep`, at most, and for 40 s at most."""
MEMORY = 64 * 1024 * 1024
"""Octets that reading an input of at most 64 KiB may take at once."""

targets = pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS.keys())


@targets
def test_the_corpus_holds(target: Target) -> None:
    """Each committed input is answered within its time and memory."""
    inputs = corpus(target.name)
    assert len(inputs) >= 5
    with proof.suite("fuzz") as done:
        for octets in inputs:
            execute(target, octets)
            tracemalloc.start()
            try:
                target.run(octets)
                assert tracemalloc.get_traced_memory()[1] < MEMORY, f"{target.name} {name_of(octets)}"
            finally:
                tracemalloc.stop()
            done["fuzz_execs"] += 2


@targets
def test_mutations_break_no_promise(target: Target) -> None:
    """A fixed number of seeded mutations of the corpus, the same in each run of this version."""
    with proof.suite("fuzz") as done:
        for _ in campaign(target, RUNS, seed=1):
            done["fuzz_execs"] += 1


@targets
def test_no_word_repeated_takes_long(target: Target) -> None:
    """64 KiB of one word, alone and after many brackets: what takes a square of its length shows by its time."""
    with proof.suite("fuzz") as done:
        for word, before in itertools.product(target.words or (b'"id"',), (b"", b"0", b"[" * 100)):
            execute(target, before + word * ((MOST - len(before)) // len(word)))
            done["fuzz_execs"] += 1


def test_a_campaign_is_the_same_twice() -> None:
    """The same seed makes the same inputs, another seed others."""
    target = TARGETS["jws"]
    first = list(campaign(target, 200, seed=1))
    assert list(campaign(target, 200, seed=1)) == first
    assert list(campaign(target, 200, seed=2)) != first


def test_the_corpus_is_small_and_named_by_its_octets() -> None:
    """At most 1 MiB in all, one folder a target, no input twice under two names."""
    files = [file for file in CORPUS.rglob("*") if file.is_file()]
    assert {folder.name for folder in CORPUS.iterdir()} == set(TARGETS)
    assert sum(file.stat().st_size for file in files) <= 2**20
    assert [file for file in files if file.name != name_of(file.read_bytes())] == []


def test_a_find_is_kept_with_its_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An input on which a reader raises something else is written down, and named with how to replay it."""
    monkeypatch.setattr("tests.support.fuzzing.ROOT", tmp_path)

    def broken(octets: bytes) -> None:
        raise KeyError(octets)

    with pytest.raises(
        AssertionError, match=r"python -m tests\.support\.fuzzing broken build/fuzz/broken-[0-9a-f]{16}"
    ):
        execute(Target("broken", broken), b"EXEMPLE")
    assert [file.read_bytes() for file in (tmp_path / "build" / "fuzz").iterdir()] == [b"EXEMPLE"]


def test_a_reader_that_takes_too_long_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes a square of its input's length shows."""
    monkeypatch.setattr("tests.support.fuzzing.ROOT", tmp_path)
    monkeypatch.setattr("tests.support.fuzzing.SECONDS", 0.01)

    def slow(octets: bytes) -> None:
        for n in range(0, len(octets), 40):
            octets[n:].count(b"aa")

    with pytest.raises(AssertionError, match="s for 65536 octets"):
        execute(Target("slow", slow), b"a" * 65536)


@pytest.mark.deep
@pytest.mark.skipif(not available(), reason="Atheris is not installed here")
@targets
def test_a_search_by_coverage_finds_nothing(target: Target) -> None:
    """Atheris, guided by what runs in the product, from the corpus on."""
    with proof.suite("fuzz") as done:
        done["fuzz_execs"] += search(target.name, SEARCHES)
