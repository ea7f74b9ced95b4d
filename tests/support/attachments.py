"""A case with attachments, in a store that is whole; and the window's attachments, in memory."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path

from backoffice_gui.actions.intake import intake
from backoffice_gui.clock import Clock
from backoffice_gui.domain.attachments import OpenPart, PartKind, SavedPart
from backoffice_gui.domain.preview import Document, Flag, Kind, PageSize, Picture
from backoffice_gui.errors import PreviewRefused
from tests.support.cases import certificate_form
from tests.support.desks import Store
from tests.support.stores import invented

__all__ = ["MemoryAttachments", "case_with"]


def case_with(store: Store, clock: Clock, *attachments: bytes, seq: int = 1) -> int:
    """Take in a request for a certificate with these attachments; the case."""
    form = json.dumps(certificate_form()).encode()
    candidate = store.world.verify(invented(seq, (form, *attachments), kind="certificate_request"))
    store.world.receipt(candidate.row)
    assert intake(store.world.inbox, store.desk, clock).cases == 1
    return seq


class MemoryAttachments:
    """The attachment office, in memory: every attachment but the form is three grey pages.

    A test sets what it wants to see: `failure` of all, `failures` of one part, `gate` to hold the next answer up.
    """

    def __init__(self, pages: int = 3) -> None:
        self.calls: list[str] = []
        self.failure: Exception | None = None
        self.failures: dict[int, Exception] = {}
        self.gate: threading.Event | None = None
        self.painted: Callable[[int, int, int], bytes] = lambda width, height, _turn: (
            b"\xdd\xdd\xdd\xff" * (width * height)
        )
        self._pages = pages
        self._open: int | None = None

    def warm(self) -> None:
        """Remember that it was asked."""
        self.calls.append("warm")

    def kinds(self, case: int) -> tuple[PartKind, ...]:
        """The form, a PDF, and two that are not what they say."""
        self.calls.append(f"kinds {case}")
        return (
            PartKind(0, Kind.TEXT, differs=False),
            PartKind(1, Kind.PDF, differs=False),
            PartKind(2, None, differs=False),
            PartKind(3, Kind.JPEG, differs=True),
        )

    def open_part(self, case: int, n: int) -> OpenPart:
        """So many pages; the form is a text."""
        self.calls.append(f"open_part {case} {n}")
        self._wait()
        failure = self.failures.get(n, self.failure)
        if failure is not None:
            raise failure
        self._open = n
        if n == 0:
            return OpenPart(
                case, 0, "formulaire.json", "application/json", 46, Document(Kind.TEXT, 1, (PageSize(0, 0),))
            )
        sizes = (PageSize(595, 842),) * self._pages
        flags = frozenset({Flag.TYPE_DIFFERS, Flag.HAS_JAVASCRIPT} if n == 3 else ())
        return OpenPart(
            case, n, "justificatif EXEMPLE.pdf", "application/pdf", 4_711, Document(Kind.PDF, self._pages, sizes, flags)
        )

    def picture(self, page: int, zoom: float = 1.0, rotation: int = 0) -> Picture:
        """A grey page."""
        self.calls.append(f"picture {page} {zoom:.2f} {rotation}")
        self._wait()
        self._check()
        width, height = max(1, int(595 * zoom)), max(1, int(842 * zoom))
        if rotation in (90, 270):
            width, height = height, width
        return Picture(width, height, self.painted(width, height, rotation))

    def text(self, page: int) -> str:
        """A few words."""
        self.calls.append(f"text {page}")
        self._check()
        return "" if page == 1 else f"Justificatif (EXEMPLE) \u202e page {page + 1}"

    def close_part(self) -> None:
        """Forget it."""
        self.calls.append("close_part")
        self._open = None

    def save_part(self, case: int, n: int, folder: Path, reason: str) -> SavedPart:
        """Nothing is written."""
        self.calls.append(f"save_part {case} {n} {folder.name} {reason}")
        if self.failure is not None:
            raise self.failure
        return SavedPart("justificatif EXEMPLE.pdf", 4_711, "0" * 64)

    def _wait(self) -> None:
        if self.gate is not None:
            self.gate.wait(10)

    def _check(self) -> None:
        if self._open is None:
            raise PreviewRefused("preview-closed")
