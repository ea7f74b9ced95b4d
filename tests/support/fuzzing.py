"""Fuzzing: targets by name, a committed corpus, a seeded mutator that knows a little of each language.

    python -m tests.support.fuzzing TARGET FILE …       replay inputs, also those of `build/fuzz/`
    python -m tests.support.fuzzing TARGET --runs N     N mutations, from `--seed S` on

A find is written to `build/fuzz/` and named with the command that replays it. With Atheris installed the same
targets are searched by coverage (`tests.support.fuzz_atheris`); nothing here needs it.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.support import fuzz_papers, fuzz_wire
from tests.support.fuzz_mutation import Mutator
from tests.support.proof import ROOT

__all__ = ["CORPUS", "MOST", "SECONDS", "TARGETS", "Found", "Target", "campaign", "corpus", "execute", "name_of"]

CORPUS = ROOT / "tests" / "proof" / "fuzz" / "corpus"
MOST = 64 * 1024
"""Octets of an input, at most."""
SECONDS = 0.2
"""Processor seconds that a reader may take over any input."""


@dataclass(frozen=True, slots=True)
class Target:
    """One reader: `run` raises where a promise is broken; `words` and `json` steer the mutations."""

    name: str
    run: Callable[[bytes], None]
    words: tuple[bytes, ...] = ()
    json: bool = False
    prefix: int = 0
    """Octets before the text that pick a variant."""


_JSON = (
    b"null",
    b"NaN",
    b"-Infinity",
    b"1e999",
    b"9007199254740993",
    b'"\\ud800"',
    b"[[",
    b"{}",
    b'"":',
    b"\xef\xbb\xbf",
    b"-0",
    b'\\"',
    b"1E400",
)
_PAPER = (b'"id"', b'"seq"', b'"parts"', b'"origin"', b'"version"', b'"sha256"', b"@M", b"@R", b"@", b'"n"', b"0" * 64)
_HTTP = (
    b"\r\n", b"\n", b"\r\n ", b"Content-Length: 3\r\n", b"Transfer-Encoding: chunked\r\n", b"0\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n",
    b"HTTP/1.0", b"Content-Length: 3, 3\r\n", b";x=\xff", b"+3", b"-1", b"0x3", b"\x00", b"Connection: close\r\n", b"\x0b", b"Trailer: 1\r\n",
)  # fmt: skip
_FIELDS = (
    b"\netag: ",
    b'W/"',
    b'"sha256-',
    b"\nrepr-digest: sha-256=:",
    b"sha-256=",
    b"bytes ",
    b"/128",
    b"\ncontent-range: ",
    b"\nretry-after: ",
    b"Mon, 23 Nov 2026 09:00:00 GMT",
    b"-9999",
    b"\ncontent-length: 128",
)
_TOML = (
    b"[transfer]\n",
    b"[store]\n",
    b'url = "',
    b"https://",
    b"= 1e400",
    b"nan",
    b"inf",
    b"'''",
    b"[[",
    b"1979-05-27T07:32:00Z",
    b"peers = [",
    b"probe_one_in = 0",
    b"http://localhost",
)
_HEADER = (
    b'{"alg":"Ed25519","kid":"front-1","typ":"transfer-manifest"}',
    b'"none"',
    b'"EdDSA"',
    b'"crit"',
    b'"b64"',
    b".",
    b"..",
    b"=",
    b"\n",
    b"HS256",
)
_DATE = (
    b"XX",
    b"-",
    b"19",
    b"?",
    b"~",
    "é".encode(),
    "２".encode(),
    "²".encode(),
    b"-02-30",
    b"0000",
    "\u202e".encode(),
)

TARGETS = {
    target.name: target
    for target in (
        Target("strict_json", fuzz_papers.strict_json, _JSON, json=True),
        Target("lenient_json", fuzz_papers.lenient_json, _JSON, json=True),
        Target("form", fuzz_papers.form, (*_JSON, *_DATE), json=True, prefix=1),
        Target("dates", fuzz_papers.dates, _DATE),
        Target("manifest", fuzz_papers.manifest, (*_JSON, *_PAPER), json=True),
        Target("receipt", fuzz_papers.receipt, (*_JSON, *_PAPER), json=True),
        Target("signed", fuzz_papers.signed, (*_JSON, *_PAPER), json=True),
        Target("jws", fuzz_papers.jws, _HEADER),
        Target("page", fuzz_papers.page, (*_JSON, *_PAPER), json=True),
        Target("results", fuzz_papers.results, (*_JSON, *_PAPER), json=True),
        Target("ledger", fuzz_papers.ledger, (*_JSON, *_PAPER), json=True),
        Target("problem", fuzz_papers.problem, (*_JSON, b"urn:transfer:problem:"), json=True, prefix=1),
        Target("http", fuzz_wire.http, _HTTP),
        Target("headers", fuzz_wire.headers, _FIELDS),
        Target("toml", fuzz_wire.toml, _TOML),
        Target("jwks", fuzz_wire.jwks, _JSON, json=True),
    )
}  # fmt: skip


class Found(AssertionError):
    """An input on which a promise was broken; the message has the file and the command."""


def name_of(octets: bytes) -> str:
    """What an input's file is called."""
    return hashlib.sha256(octets).hexdigest()[:16]


def corpus(name: str) -> list[bytes]:
    """The committed inputs of a target, in the order of their names."""
    return [file.read_bytes() for file in sorted((CORPUS / name).iterdir()) if file.is_file()]


def execute(target: Target, octets: bytes) -> None:
    """Run one input; raises `Found` where the target raises anything, or takes longer than it may."""
    began = time.perf_counter()
    try:
        target.run(octets)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise Found(_kept(target, octets, f"{type(error).__name__}: {error}")) from error
    if time.perf_counter() - began > SECONDS and (least := _least(target, octets)) > SECONDS:
        raise Found(_kept(target, octets, f"{least:.2f} s for {len(octets)} octets"))


def _least(target: Target, octets: bytes) -> float:
    """Processor seconds without what the machine did meanwhile: the least of three."""
    times = []
    for _ in range(3):
        began = time.process_time()
        target.run(octets)
        times.append(time.process_time() - began)
    return min(times)


def _kept(target: Target, octets: bytes, why: str) -> str:
    folder = ROOT / "build" / "fuzz"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{target.name}-{name_of(octets)}"
    file.write_bytes(octets)
    return f"{why}\n  python -m tests.support.fuzzing {target.name} {file.relative_to(ROOT)}"


def campaign(target: Target, runs: int, seed: int) -> Iterator[bytes]:
    """So many mutations of the corpus, run and given out; the same seed gives the same ones."""
    dice = random.Random(f"{target.name} {seed}")
    mutator = Mutator(dice, corpus(target.name), target.words, json=target.json, prefix=target.prefix)
    for _ in range(runs):
        octets = mutator.next(MOST)
        execute(target, octets)
        yield octets


def _main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tests.support.fuzzing")
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(words)
    target = TARGETS[asked.target]
    for file in asked.files:
        execute(target, file.read_bytes())
    began = time.process_time()
    runs = sum(1 for _ in campaign(target, asked.runs, asked.seed))
    sys.stdout.write(f"{target.name}: {len(asked.files) + runs} runs, {time.process_time() - began:.1f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
