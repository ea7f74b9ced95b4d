"""Room on the disk: no download starts unless what it needs is free, three times over."""

from __future__ import annotations

import shutil
from pathlib import Path

__all__ = ["MARGIN", "TIMES", "free_bytes", "room_for"]

TIMES = 3
"""A sealed part lies in the log, then in the file, and is read back from either."""
MARGIN = 256 * 1024 * 1024


def free_bytes(folder: Path) -> int:
    """Octets free for us on the folder's file system."""
    return shutil.disk_usage(folder).free


def room_for(folder: Path, size: int, *, times: int = TIMES, margin: int = MARGIN) -> bool:
    """Whether a submission of `size` octets may be fetched: free ≥ 3 × size + 256 MiB."""
    return free_bytes(folder) >= times * size + margin
