"""What crosses to the window about one attachment of a case: what it is, that it is open, where a copy went."""

from __future__ import annotations

from dataclasses import dataclass

from backoffice_gui.domain.preview import Document, Kind

__all__ = ["EMPTY", "UNREADABLE", "OpenPart", "PartKind", "SavedPart"]

EMPTY = "preview-empty"
"""Why a part without a single octet can't be read."""
UNREADABLE = frozenset(
    {EMPTY, "preview-unsupported", "preview-encrypted", "preview-broken", "preview-timeout", "preview-memory"}
)
"""Reasons of `PreviewRefused` that lie with the part; the others lie with this machine, or with who went on."""


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
class PartKind:
    """What an attachment is by its own first octets; `differs` where its name or its declared type says otherwise.

    `kind` is nothing where there is no preview of it: then nobody says what it is.
    """

    n: int
    kind: Kind | None
    differs: bool


@dataclass(frozen=True, slots=True)
class SavedPart:
    """A copy that was saved: `file` is a name of ours in the folder that was chosen; `sha256` as in the manifest."""

    file: str
    size: int
    sha256: str
