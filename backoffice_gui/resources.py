"""Where the files that ship with the program lie, from a checkout and from a frozen bundle."""

from __future__ import annotations

import sys
from pathlib import Path

__all__ = ["resource"]


def resource(*parts: str) -> Path:
    """The path of a file under `resources/`."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle is not None else Path(__file__).resolve().parent.parent
    return root.joinpath("resources", *parts)
