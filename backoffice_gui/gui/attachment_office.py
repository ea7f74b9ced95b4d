"""What the window may ask about attachments; `wiring` makes it, structurally.

Pixels and text come from a process of their own (`domain.preview`); nothing that an applicant made is decoded here.
All but `close_part` may take as long as a preview is given: the window calls them through `bridge.Query` and
`bridge.Command` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from backoffice_gui.domain.attachments import OpenPart, PartKind, SavedPart
    from backoffice_gui.domain.preview import Picture

__all__ = ["AttachmentOffice"]


class AttachmentOffice(Protocol):
    """One attachment open at a time: opening another closes the one before. Raises classes of `errors.py`."""

    def warm(self) -> None:
        """Start the process that the next preview will need, once a case with attachments is shown; never fails."""
        ...

    def kinds(self, case: int) -> tuple[PartKind, ...]:
        """What each part of a case is by its first octets, which are compared and not shown.

        Empty where nothing came with it. Raises `UsageError` (`not-found`, `sealed`), `StoreDamaged`.
        """
        ...

    def open_part(self, case: int, n: int) -> OpenPart:
        """Open a part of a case; audited. Raises `PreviewRefused`, `UsageError` (`not-found`, `part-unknown`)."""
        ...

    def picture(self, page: int, zoom: float = 1.0, rotation: int = 0) -> Picture:
        """The pixels of a page (from 0) of what is open; `zoom` pixels a point. Raises `PreviewRefused`."""
        ...

    def text(self, page: int) -> str:
        """The text of a page of what is open; raises `PreviewRefused`."""
        ...

    def close_part(self) -> None:
        """End the preview, whatever is being asked of it; any thread may call it, twice too. Returns at once."""
        ...

    def save_part(self, case: int, n: int, folder: Path, reason: str) -> SavedPart:
        """Save a copy into a folder, under a harmless name that nothing has yet; audited with its reason."""
        ...
