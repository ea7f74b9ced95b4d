"""Previews for the window and the console: the room that opens attachments, and the process it starts for each."""

from __future__ import annotations

from typing import NoReturn

from backoffice_gui.documents.preview import Preview
from backoffice_gui.domain.preview import Protections

__all__ = ["protections", "serve"]


def protections() -> Protections:
    """Which walls stand around a preview on this machine. Raises `PreviewRefused` where none can be started."""
    preview = Preview()
    try:
        return preview.protections()
    finally:
        preview.close()


def serve() -> NoReturn:
    """Be the process that decodes one attachment, until the input ends."""
    from backoffice_gui.documents.preview import worker

    worker.serve()
