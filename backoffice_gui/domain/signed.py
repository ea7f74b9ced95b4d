"""The outer form of a compact JWS (RFC 7515 §3.1), without any judgement of its signature."""

from __future__ import annotations

import base64
import re

__all__ = ["NotCompactJws", "payload_octets", "segments"]

_SEGMENT = re.compile(r"[A-Za-z0-9_-]*")


class NotCompactJws(ValueError):
    """The text is not three base64url segments; the message names the rule, no value."""


def _decode(segment: str) -> bytes:
    if not _SEGMENT.fullmatch(segment) or len(segment) % 4 == 1:
        raise NotCompactJws("not base64url")
    octets = base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4))
    if base64.urlsafe_b64encode(octets).rstrip(b"=").decode("ascii") != segment:
        raise NotCompactJws("not canonical base64url")
    return octets


def segments(jws: str) -> tuple[bytes, bytes, bytes]:
    """Header, payload and signature octets of a compact JWS; raises `NotCompactJws`."""
    parts = jws.split(".")
    if len(parts) != 3:
        raise NotCompactJws("not three segments")
    header, payload, signature = (_decode(part) for part in parts)
    return header, payload, signature


def payload_octets(jws: str) -> bytes:
    """The payload octets of a compact JWS: for a manifest, `M`; raises `NotCompactJws`."""
    return segments(jws)[1]
