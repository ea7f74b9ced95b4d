"""Makes the committed corpus anew: true answers of the reference front end, curated cases, and what mutations add.

    python -m tests.support.fuzz_corpus [--runs N] [TARGET …]

Besides those seeds only inputs are kept that go a way through the product which no smaller one goes: what is
there, what lies in `build/fuzz/found/<target>/` (Atheris leaves it there) and N mutations are looked at anew.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable
from types import CodeType, FrameType
from typing import Any

from tests.support.fuzz_mutation import Mutator
from tests.support.fuzz_seeds import seeds
from tests.support.fuzzing import CORPUS, MOST, TARGETS, Target, corpus, execute, name_of
from tests.support.proof import ROOT

__all__ = ["FOUND", "Ways", "minimal"]

FOUND = ROOT / "build" / "fuzz" / "found"
_KEPT = 8 * 1024
"""Octets of an input that is kept: the corpus stays small, and mutations make it longer."""
_OURS = str(ROOT / "backoffice_gui")


class Ways:
    """Which steps from line to line an input makes the product go, and with which words it is refused."""

    def __init__(self) -> None:
        self.known: set[tuple[CodeType, int, int, str]] = set()
        self._now: set[tuple[CodeType, int, int, str]] = set()

    def _called(self, frame: FrameType, _event: str, _argument: Any) -> Any:
        code = frame.f_code
        if not code.co_filename.startswith(_OURS):
            return None
        before = 0

        def line(frame: FrameType, event: str, argument: Any) -> Any:
            nonlocal before
            now = -1 if event == "return" else frame.f_lineno
            ours = event == "exception" and argument[0].__module__.startswith("backoffice_gui")
            why = str(argument[1])[:40] if ours else ""
            self._now.add((code, before, now, why))
            before = now
            return line

        return line

    def adds(self, target: Target, octets: bytes) -> bool:
        """Whether this input goes a new way; from now on it is known."""
        self._now = set()
        sys.settrace(self._called)
        try:
            target.run(octets)
        finally:
            sys.settrace(None)
        new = self._now - self.known
        self.known |= new
        return bool(new)


def minimal(target: Target, inputs: Iterable[bytes]) -> list[bytes]:
    """Of these inputs those that go a way no smaller one goes."""
    ways = Ways()
    for octets in (b"", b"EXEMPLE"):
        ways.adds(target, octets)
    return [one for one in sorted(set(inputs), key=lambda one: (len(one), one)) if ways.adds(target, one)]


def _searched(target: Target, inputs: list[bytes], runs: int) -> list[bytes]:
    """The inputs and those mutations of them that go new ways, which are mutated in their turn."""
    ways, kept = Ways(), []
    for one in inputs:
        ways.adds(target, one)
        kept.append(one)
    dice = random.Random(f"{target.name} corpus")
    mutator = Mutator(dice, kept, target.words, json=target.json, prefix=target.prefix)
    for _ in range(runs):
        octets = mutator.next(_KEPT)
        execute(target, octets)
        if ways.adds(target, octets):
            kept.append(octets)
            mutator.learn(octets)
    return kept


def _main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tests.support.fuzz_corpus")
    parser.add_argument("targets", nargs="*", choices=[*sorted(TARGETS), []])
    parser.add_argument("--runs", type=int, default=5_000)
    asked = parser.parse_args(words)
    known = seeds()
    for name in asked.targets or TARGETS:
        target, folder = TARGETS[name], CORPUS / name
        inputs = [*known[name], *(corpus(name) if folder.is_dir() else [])]
        if (FOUND / name).is_dir():
            inputs += [file.read_bytes() for file in sorted((FOUND / name).iterdir())]
        kept = minimal(target, _searched(target, [one[:MOST] for one in inputs], asked.runs))
        folder.mkdir(parents=True, exist_ok=True)
        for file in folder.iterdir():
            file.unlink()
        for one in {*kept, *known[name]}:
            (folder / name_of(one)).write_bytes(one)
        sys.stdout.write(f"{name}: {len(known[name])} seeds, {len(kept)} of {len(inputs)} and {asked.runs} mutations\n")
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
