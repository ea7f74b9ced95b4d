"""The manifest `M`: the octets that list the parts of a submission (protocol §3.2).

`D` is computed over these octets as they came, never over a re-serialisation.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

import msgspec

from backoffice_gui.domain.ids import SUBMISSION_ID, Digest, Origin, SubmissionId, SubmissionKey
from backoffice_gui.domain.strict_json import NotStrictJson, loads

__all__ = [
    "KNOWN_VERSION",
    "MAX_PARTS",
    "UNKNOWN_KIND",
    "MalformedManifest",
    "Manifest",
    "Part",
    "digest_of",
    "moment",
    "parse_manifest",
]

MAX_PARTS = 11
MAX_MANIFEST = 64 * 1024
KNOWN_VERSION = 1
UNKNOWN_KIND = "unknown"
_KIND = re.compile(r"[a-z][a-z0-9_]{0,63}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})"
)


class MalformedManifest(ValueError):
    """The manifest does not parse far enough to fetch by it; the message names the rule, no value."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a submission: `name` is data from outside, never a path."""

    n: int
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest that parsed; `octets` are what `digest` is of.

    `kind` is the declared one where it matches the protocol's pattern, else `UNKNOWN_KIND`.
    """

    version: int
    origin: Origin
    id: SubmissionId
    digest: Digest
    seq: int
    kind: str
    submitted_at: datetime | None
    expires_at: datetime | None
    parts: tuple[Part, ...]
    octets: bytes

    @property
    def key(self) -> SubmissionKey:
        """The key of the submission this manifest describes."""
        return SubmissionKey(self.origin, self.id, self.digest)

    @property
    def size(self) -> int:
        """Octets of all parts together."""
        return sum(part.size for part in self.parts)


class _Part(msgspec.Struct):
    n: Annotated[int, msgspec.Meta(ge=0)]
    size: Annotated[int, msgspec.Meta(ge=0, le=2**40)]
    sha256: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
    name: object = None
    media_type: object = None


class _Manifest(msgspec.Struct):
    origin: Annotated[str, msgspec.Meta(min_length=1, max_length=255)]
    id: str
    seq: Annotated[int, msgspec.Meta(ge=1)]
    parts: Annotated[list[_Part], msgspec.Meta(min_length=1, max_length=MAX_PARTS)]
    version: object = None
    kind: object = None
    submitted_at: object = None
    expires_at: object = None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def digest_of(octets: bytes) -> Digest:
    """`D` of a manifest's octets."""
    return Digest("sha256-" + hashlib.sha256(octets).hexdigest())


def moment(value: object) -> datetime | None:
    """An RFC 3339 time as an aware UTC datetime, or nothing where it isn't one."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return None
    try:
        return datetime.fromisoformat(value.upper()).astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def parse_manifest(untrusted: bytes) -> Manifest:
    """Read a manifest's octets.

    Strict in what collecting rests on (`origin`, `id`, `seq`, the part table), indifferent to
    the rest: unknown members are kept in `octets` and ignored, times that aren't times are
    nothing, names that aren't text are empty, a `version` that is no number is 0, an odd `kind` is
    `UNKNOWN_KIND` (protocol §3.2). Raises `MalformedManifest`.
    """
    if len(untrusted) > MAX_MANIFEST:
        raise MalformedManifest("over 64 KiB")
    try:
        raw = msgspec.convert(loads(untrusted), _Manifest, strict=True)
    except NotStrictJson as error:
        raise MalformedManifest(str(error)) from error
    except msgspec.ValidationError as error:
        raise MalformedManifest("member missing or of the wrong kind") from error
    if not SUBMISSION_ID.fullmatch(raw.id):
        raise MalformedManifest("id out of pattern")
    if [part.n for part in raw.parts] != list(range(len(raw.parts))):
        raise MalformedManifest("parts are not numbered 0, 1, 2 …")
    if not raw.origin.isprintable():
        raise MalformedManifest("origin out of pattern")
    kind = raw.kind if isinstance(raw.kind, str) and _KIND.fullmatch(raw.kind) else UNKNOWN_KIND
    return Manifest(
        version=raw.version if isinstance(raw.version, int) and not isinstance(raw.version, bool) else 0,
        origin=Origin(raw.origin),
        id=SubmissionId(raw.id),
        digest=digest_of(untrusted),
        seq=raw.seq,
        kind=kind,
        submitted_at=moment(raw.submitted_at),
        expires_at=moment(raw.expires_at),
        parts=tuple(Part(p.n, _text(p.name), _text(p.media_type), p.size, p.sha256) for p in raw.parts),
        octets=bytes(untrusted),
    )
