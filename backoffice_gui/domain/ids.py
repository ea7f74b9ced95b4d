"""Names for what would otherwise be bare strings: nothing is keyed by a file name or a path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NewType

__all__ = [
    "DIGEST",
    "SUBMISSION_ID",
    "Digest",
    "Origin",
    "StoreId",
    "SubmissionId",
    "SubmissionKey",
]

SubmissionId = NewType("SubmissionId", str)
Digest = NewType("Digest", str)
StoreId = NewType("StoreId", str)
Origin = NewType("Origin", str)

SUBMISSION_ID = re.compile(r"[A-Za-z0-9_-]{22,64}")
"""Protocol §1: random, at least 128 bits."""

DIGEST = re.compile(r"sha256-[0-9a-f]{64}")
"""`D` of protocol §0: over the manifest's octets."""


@dataclass(frozen=True, slots=True, order=True)
class SubmissionKey:
    """What identifies a submission: an `id` alone never does (protocol §0)."""

    origin: Origin
    id: SubmissionId
    digest: Digest
