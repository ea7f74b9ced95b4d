"""The process that decodes, before the hostile corpus and before orders that make no sense."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from typing import Any

import pytest

from backoffice_gui.documents.preview.process import program
from backoffice_gui.documents.preview.wire import HEADER, KINDS, Ask
from backoffice_gui.domain.preview import Kind
from tests.documents.preview.corpus import COUNT, Hostile, corpus
from tests.documents.preview.samples import pdf
from tests.support.proof import DEEP, ROOT, size

_STEP = size(14, 1)
_WORDS = {
    "preview-timeout",
    "preview-memory",
    "preview-broken",
    "preview-unsupported",
    "preview-encrypted",
    "preview-empty",
}
_SECONDS = 21.0
"""What is promised, and a second for the machine."""
_MEMORY_KIB = 512 * 1024


def tried(step: int, first: int, patience: float) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """What the corpus came to, and what its processes took."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.documents.preview.trial", str(step), str(first)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=patience,
    )
    assert said.returncode == 0, said.stderr[-2000:]
    *lines, last = map(json.loads, said.stdout.splitlines())
    return lines, last


@pytest.mark.timeout(14_400 if DEEP else 600)
def test_no_hostile_document_kills_or_holds_the_side_that_asks() -> None:
    """Of every fourteenth (in `make deep` of all): an answer or a word in 20 seconds, at most 512 MiB, and this side lives."""
    lines, used = tried(_STEP, 0, 14_000 if DEEP else 550)
    only = {hostile.number: hostile.only for hostile in corpus(_STEP)}
    assert [line["number"] for line in lines] == list(only)
    assert [line for line in lines if not line["shown"] and not line["words"]] == []
    assert [line for line in lines if not _WORDS.issuperset(line["words"])] == []
    assert [line for line in lines if line["wait"] > _SECONDS] == []
    assert [line for line in lines if only[line["number"]] and set(line["words"]) != {only[line["number"]]}] == []
    peak = max(line["peak"] for line in lines)
    assert peak <= max(_MEMORY_KIB, used["own"])
    assert used["own"] < _MEMORY_KIB


def _sum(made: Hostile) -> int:
    """Encrypting draws a salt of its own each time: of what is locked only the name is the same."""
    return 0 if made.name.startswith("locked") else zlib.crc32(made.octets)


def test_the_corpus_is_the_same_at_every_run() -> None:
    """As many as are promised, and none twice; but for the salt of what is locked."""
    first, second = ([(made.number, made.name, _sum(made)) for made in corpus()] for _ in range(2))
    assert first == second
    assert len(first) == len({name for _, name, _ in first}) == COUNT >= 300


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (b"", 0),
        (HEADER.pack(Ask.PAGE, 0), 1),
        (HEADER.pack(99, 0), 1),
        (HEADER.pack(Ask.DATA, 2**31), 1),
        (HEADER.pack(Ask.OPEN, 1) + b"\0", 1),
        (HEADER.pack(Ask.DATA, 4) + b"ab", 0),
        (HEADER.pack(Ask.DATA, 4) + b"%PDF" + HEADER.pack(Ask.OPEN, 1) + b"\xff", 1),
    ],
)
def test_orders_that_make_no_sense_end_it(said: bytes, code: int) -> None:
    """So does the end of its input; it never says a word of them."""
    ended = subprocess.run(program(), cwd=ROOT, env={}, input=said, capture_output=True, check=False, timeout=60)
    assert ended.returncode == code
    assert ended.stdout[:1] == b"\x01"
    assert len(ended.stdout) == HEADER.size + 3
    assert b"%PDF" not in ended.stderr


def test_it_reads_one_document_only() -> None:
    """A second one is not taken by a process that may be in the hands of the first."""
    octets = pdf()
    data = HEADER.pack(Ask.DATA, len(octets)) + octets
    opened = data + HEADER.pack(Ask.OPEN, 1) + bytes((KINDS.index(Kind.PDF),))
    ended = subprocess.run(
        program(), cwd=ROOT, env={}, input=opened + data, capture_output=True, check=False, timeout=60
    )
    assert ended.returncode == 1
