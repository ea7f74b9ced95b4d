"""Try the hostile corpus in a process of its own, whose children are workers only: a JSON line for each document.

python -m tests.documents.preview.trial STEP FIRST
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from backoffice_gui.documents.preview import Preview, PreviewSession
from backoffice_gui.domain.preview import SIDE, Kind
from backoffice_gui.errors import PreviewRefused
from tests.documents.preview.corpus import Hostile, corpus


def tried(preview: Preview, hostile: Hostile) -> dict[str, object]:
    """Open a document and look at its first, second and last page; what was said, and the longest wait."""
    waits: list[float] = []
    words: list[str] = []
    begun = time.monotonic()
    shown = 0
    try:
        with preview.open([hostile.octets], name=hostile.name) as session:
            waits.append(time.monotonic() - begun)
            last = len(session.document.pages) - 1
            for number in sorted({0, min(1, last), last}):
                shown += _looked_at(session, number, words, waits)
    except PreviewRefused as refused:
        words.append(refused.reason)
        waits.append(time.monotonic() - begun)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {
        "number": hostile.number,
        "name": hostile.name,
        "words": words,
        "shown": shown,
        "wait": max(waits),
        "peak": peak,
    }


def _looked_at(session: PreviewSession, number: int, words: list[str], waits: list[float]) -> int:
    """How many answers a page gave; each must be what it says it is."""
    given = 0
    for ask in ("page", "text"):
        begun = time.monotonic()
        try:
            if ask == "text":
                session.text(number)
            elif session.document.kind is not Kind.TEXT:
                picture = session.page(number, 1.5, 90)
                assert 1 <= picture.width <= SIDE
                assert 1 <= picture.height <= SIDE
                assert len(picture.rgba) == picture.width * picture.height * 4
            given += 1
        except PreviewRefused as refused:
            words.append(refused.reason)
        waits.append(time.monotonic() - begun)
    return given


def main(step: int, first: int) -> None:
    """Every `step`-th document of the corpus from `first` on."""
    preview = Preview()
    preview.warm()
    for hostile in corpus(step, first):
        sys.stdout.write(json.dumps(tried(preview, hostile)) + "\n")
        sys.stdout.flush()
    preview.close()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = Path("/proc/self/status").read_text("utf-8").partition("VmHWM:")[2].split()[0]
    sys.stdout.write(json.dumps({"seconds": used.ru_utime + used.ru_stime, "own": int(own)}) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
