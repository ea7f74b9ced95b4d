"""What was written, said, shown or handed over is searched for every dress of every canary, all at once (grep)."""

from __future__ import annotations

import bisect
import os
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from tests.proof.leaks.canaries import key_needles, needles
from tests.support.calls import read_record

__all__ = ["Hit", "Search", "everything_under"]

_FOUND = re.compile(rb"([0-9]+):([^\n]*)\n")


@dataclass(frozen=True, slots=True)
class Hit:
    """A canary, and where it was."""

    word: str
    where: str


class Search:
    """Gathers what there is to search, then searches it in one go."""

    def __init__(self, folder: Path, *keys: bytes) -> None:
        self._needles = needles()
        for key in keys:
            self._needles |= key_needles(key)
        assert not any(b"\n" in needle for needle in self._needles)
        self._file = folder / "needles"
        self._file.write_bytes(b"\n".join(self._needles))
        self._begins: list[int] = []
        self._places: list[str] = []
        self._all = bytearray()

    @property
    def size(self) -> int:
        """Octets gathered."""
        return len(self._all)

    def octets(self, where: str, octets: bytes) -> None:
        """Gather octets."""
        self._begins.append(len(self._all))
        self._places.append(where)
        self._all += octets + b"\n"

    def texts(self, where: str, texts: Iterable[str]) -> None:
        """Gather what was shown or said."""
        self.octets(where, "\n".join(texts).encode("utf-8", "surrogatepass"))

    def record(self, where: str, record: Path, *, allowed: tuple[str, ...] = ()) -> None:
        """Gather every octet that a process wrote and every name that it gave, those of files gone since included."""
        written: dict[str, bytearray] = {}
        names = set[str]()
        for call in read_record(record.read_bytes()):
            if not call.path.startswith(allowed):
                written.setdefault(call.path, bytearray()).extend(call.octets)
                names |= {call.path, call.other}
        for path, octets in written.items():
            self.octets(f"{where}: written to {path}", bytes(octets))
        self.octets(f"{where}: names", os.fsencode("\n".join(names)))

    def files(self, where: str, files: Iterable[Path]) -> None:
        """Gather files and their names."""
        for file in files:
            self.octets(f"{where}: {file}", os.fsencode(file) + b"\n" + file.read_bytes())

    def words_of_pdfs(self, where: str, files: Iterable[Path]) -> None:
        """Gather what can be read in papers, whose octets are packed."""
        for file in files:
            paper = pypdfium2.PdfDocument(file)
            self.texts(f"{where}: {file.name}", [page.get_textpage().get_text_bounded() for page in paper])
            self.texts(f"{where}: about {file.name}", map(str, paper.get_metadata_dict().values()))
            paper.close()

    def hits(self) -> set[Hit]:
        """Every canary in what was gathered."""
        words = ["grep", "-abof", str(self._file), "-F"]
        ended = subprocess.run(words, input=bytes(self._all), env={"LC_ALL": "C"}, capture_output=True, check=False)
        assert ended.returncode in (0, 1), ended.stderr
        found = ((int(at), octets) for at, octets in _FOUND.findall(ended.stdout))
        return {
            Hit(self._needles[octets], self._places[bisect.bisect_right(self._begins, at) - 1]) for at, octets in found
        }


def everything_under(folder: Path, *allowed: Path) -> list[Path]:
    """Every file in a folder, but for what lies where somebody asked for a copy."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return [path for path in found if not any(path.is_relative_to(each) for each in allowed)]
