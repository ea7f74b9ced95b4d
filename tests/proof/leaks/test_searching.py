"""A leak planted in each place and in each dress is found: else a suite that finds nothing says nothing."""

from __future__ import annotations

import base64
import io
import json
import os
import subprocess
import sys
import urllib.parse
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.documents.preview import samples
from tests.proof.leaks.canaries import PEOPLE, canaries
from tests.proof.leaks.searching import Search, everything_under
from tests.support.calls import preloaded
from tests.support.proof import ROOT

DRESSES: dict[str, Callable[[str], bytes]] = {
    "plain": str.encode,
    "capitals": lambda word: word.upper().encode(),
    "utf-16": lambda word: word.encode("utf-16-le"),
    "utf-16 from the other end": lambda word: word.encode("utf-16-be"),
    "utf-32": lambda word: word.encode("utf-32-le"),
    "json": lambda word: json.dumps({"name": word}).encode(),
    "json in capitals": lambda word: json.dumps(word).upper().replace("\\U", "\\u").encode(),
    "an address": lambda word: f"https://demo.example/?q={urllib.parse.quote(word)}".encode(),
    "base64": lambda word: base64.b64encode(b"a name: " + word.encode()),
    "base64, one later": lambda word: base64.b64encode(b"a name:  " + word.encode()),
    "base64 of an address": lambda word: base64.urlsafe_b64encode(b"a name:   " + word.encode()),
    "base64 of utf-16": lambda word: base64.b64encode(word.encode("utf-16-le")),
}


def test_there_are_sixty_four() -> None:
    """Eight of each of eight people, no two alike."""
    assert len(set(canaries())) == 64


@pytest.mark.parametrize("dress", DRESSES)
def test_each_canary_is_found_in_each_dress(dress: str, tmp_path: Path) -> None:
    """Among octets that mean nothing, all sixty-four of them."""
    search = Search(tmp_path)
    for n, word in enumerate(canaries()):
        search.octets(str(n), os.urandom(700) + DRESSES[dress](word) + os.urandom(700))
    assert {hit.where for hit in search.hits()} == {str(n) for n in range(64)}


@pytest.mark.parametrize(
    "dress", [bytes, lambda key: key.hex().encode(), base64.b64encode], ids=["raw", "hex", "base64"]
)
def test_a_key_is_found_in_each_dress(dress: Callable[[bytes], bytes], tmp_path: Path) -> None:
    """Among octets that mean nothing."""
    key = bytes(range(3, 35))  # a line's end within
    search = Search(tmp_path, key)
    search.octets("a file", os.urandom(700) + dress(key) + os.urandom(700))
    search.octets("another", os.urandom(700))
    assert {hit.where for hit in search.hits()} == {"a file"}


def test_what_is_packed_in_a_paper_is_read(tmp_path: Path) -> None:
    """Its pages are found, though their octets say nothing."""
    file, search = tmp_path / "paper.pdf", Search(tmp_path)
    with pikepdf.open(io.BytesIO(samples.pdf(1))) as paper:
        words = paper.pages[0].Contents.read_bytes().replace(samples.WORDS.encode("cp1252"), PEOPLE[4].phone.encode())
        paper.pages[0].Contents = paper.make_stream(words)
        paper.save(file, compress_streams=True)
    search.files("octets", [file])
    assert search.hits() == set()
    search.words_of_pdfs("papers", [file])
    assert {hit.where for hit in search.hits()} == {"papers: paper.pdf"}


def test_what_means_nothing_is_no_hit(tmp_path: Path) -> None:
    """Four million octets of noise, and names like any other."""
    search = Search(tmp_path)
    search.octets("noise", os.urandom(4_000_000))
    search.texts("names", ["EXEMPLE Démo", "1 RUE DE L’EXEMPLE", "06 00 00 00 01"])
    assert search.hits() == set()


_WRITES = """
import sys
from pathlib import Path
from tests.support.calls import Calls
folder, record, word = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
calls = Calls()
calls.watch(folder)
calls.record(record)
(folder / "kept").write_text("nothing")
(folder / "gone").write_text(word)
(folder / "gone").unlink()
(folder / word).touch()
(folder / word).unlink()
"""


def test_a_file_that_is_gone_was_written_all_the_same(tmp_path: Path) -> None:
    """What a process wrote and removed, and the name it gave, are in the record; no file has them any more."""
    folder, record, word = tmp_path / "watched", tmp_path / "record", PEOPLE[2].family
    folder.mkdir()
    words = [sys.executable, "-c", _WRITES, str(folder), str(record), word]
    subprocess.run(words, cwd=ROOT, env=preloaded(), check=True)
    search = Search(tmp_path)
    search.files("files", everything_under(folder))
    assert search.hits() == set()
    search.record("a process", record)
    assert {hit.where for hit in search.hits()} == {"a process: written to gone", "a process: names"}


def test_only_what_was_asked_for_is_left_out(tmp_path: Path) -> None:
    """A copy's folder is allowed; the one beside it is not, and a file's name counts."""
    for name in ("copies", "beside"):
        (tmp_path / "all" / name).mkdir(parents=True)
        (tmp_path / "all" / name / "file").write_text(PEOPLE[0].note)
    (tmp_path / "all" / PEOPLE[3].file).touch()
    search = Search(tmp_path)
    search.files("files", everything_under(tmp_path / "all", tmp_path / "all" / "copies"))
    assert {Path(hit.where).parent.name for hit in search.hits()} == {"beside", "all"}
