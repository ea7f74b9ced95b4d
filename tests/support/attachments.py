"""A case with attachments, in a store that is whole; and the window's attachments, in memory."""

from __future__ import annotations

import json
from pathlib import Path

from backoffice_gui.actions.intake import intake
from backoffice_gui.clock import Clock
from backoffice_gui.domain.attachments import OpenPart, SavedPart
from backoffice_gui.domain.preview import Document, Kind, PageSize, Picture
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
    """The attachment office, in memory: every attachment is one grey page."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.failure: Exception | None = None
        self._open = False

    def warm(self) -> None:
        """Remember that it was asked."""
        self.calls.append("warm")

    def open_part(self, case: int, n: int) -> OpenPart:
        """One page."""
        self.calls.append(f"open_part {case} {n}")
        if self.failure is not None:
            raise self.failure
        self._open = True
        document = Document(Kind.PDF, 1, (PageSize(595, 842),))
        return OpenPart(case, n, "justificatif EXEMPLE.pdf", "application/pdf", 4_711, document)

    def picture(self, page: int, zoom: float = 1.0, rotation: int = 0) -> Picture:
        """A grey page."""
        self.calls.append(f"picture {page} {zoom:g} {rotation}")
        self._check()
        width, height = max(1, int(595 * zoom)), max(1, int(842 * zoom))
        if rotation in (90, 270):
            width, height = height, width
        return Picture(width, height, b"\xdd\xdd\xdd\xff" * (width * height))

    def text(self, page: int) -> str:
        """A few words."""
        self.calls.append(f"text {page}")
        self._check()
        return "Justificatif (EXEMPLE)"

    def close_part(self) -> None:
        """Forget it."""
        self._open = False

    def save_part(self, case: int, n: int, folder: Path, reason: str) -> SavedPart:
        """Nothing is written."""
        self.calls.append(f"save_part {case} {n} {folder.name} {reason}")
        if self.failure is not None:
            raise self.failure
        return SavedPart("justificatif EXEMPLE.pdf", 4_711, "0" * 64)

    def _check(self) -> None:
        if not self._open:
            raise PreviewRefused("preview-closed")
