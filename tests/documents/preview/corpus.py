"""The hostile corpus: 350 documents, the same at every run, made when they are asked for and never stored."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.documents.preview import hostile_files, hostile_images, hostile_pdf
from tests.documents.preview.samples import sound

COUNT = 350

_EXACT = {
    "preview-encrypted": ("locked-2", "locked-3", "locked-4", "locked-6"),
    "preview-empty": ("vide.",),
    "preview-unsupported": (
        "page.",
        "dessin.",
        "exemple.doc",
        "archive.",
        "html-then",
        "zip-then",
        "program-then",
    ),
}
"""What must be said of some; of the others, anything but silence."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """One document: its number, its file's name as an applicant gave it, its octets, the only word allowed if any."""

    number: int
    name: str
    octets: bytes

    @property
    def only(self) -> str:
        """The one code word that may be said of it; nothing where several may."""
        for word, beginnings in _EXACT.items():
            if self.name.startswith(beginnings):
                return word
        return ""


def _families(dice: Random) -> list[Callable[[], Iterator[tuple[str, bytes]]]]:
    return [
        lambda: iter(sound().items()),
        hostile_pdf.trees,
        hostile_pdf.boxes,
        hostile_pdf.depths,
        hostile_pdf.bombs,
        lambda: hostile_pdf.pictures(dice),
        hostile_pdf.active,
        hostile_images.pngs,
        lambda: hostile_images.gifs(dice),
        lambda: hostile_images.tiffs(dice),
        lambda: hostile_images.jpegs(dice),
        lambda: hostile_images.webps(dice),
        hostile_images.sound_but_odd,
        hostile_files.polyglots,
        hostile_files.foreign,
        hostile_files.misnamed,
        hostile_files.cut,
        lambda: hostile_files.texts(dice),
        lambda: hostile_files.changed(dice),
    ]


def corpus(step: int = 1, first: int = 0) -> Iterator[Hostile]:
    """All of them, or every `step`-th from `first` on."""
    made = itertools.chain.from_iterable(family() for family in _families(Random(20_261_126)))
    for number, (name, octets) in enumerate(itertools.islice(made, COUNT)):
        if (number - first) % step == 0:
            yield Hostile(number, name, octets)
