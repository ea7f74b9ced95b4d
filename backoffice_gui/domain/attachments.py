"""What crosses to the window about one attachment of a case: that it is open, and where a copy of it went."""

from __future__ import annotations

from dataclasses import dataclass

from backoffice_gui.domain.preview import Document

__all__ = ["OpenPart", "SavedPart"]


@dataclass(frozen=True, slots=True)
class OpenPart:
    """An attachment that is looked at: its name and type as the applicant had them, never to be trusted."""

    case: int
    n: int
    name: str
    media_type: str
    size: int
    document: Document


@dataclass(frozen=True, slots=True)
class SavedPart:
    """A copy that was saved: `file` is a name of ours in the folder that was chosen; `sha256` as in the manifest."""

    file: str
    size: int
    sha256: str
