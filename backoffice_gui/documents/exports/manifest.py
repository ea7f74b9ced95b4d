"""What lies beside an exported file: how it was made and what it must still be, without a word of its content."""

from __future__ import annotations

import json
from dataclasses import asdict

from backoffice_gui.domain.sheets import Manifest

__all__ = ["manifest_octets"]


def manifest_octets(manifest: Manifest) -> bytes:
    """The manifest as JSON (UTF-8, one member a line); `made_at` in UTC, `sha256` in hex, `size` in octets."""
    members = {**asdict(manifest), "made_at": manifest.made_at.isoformat()}
    return (json.dumps(members, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")
