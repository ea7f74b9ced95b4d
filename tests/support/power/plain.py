"""No word of a submission, and no private key, in any octet that the process wrote (I13)."""

from __future__ import annotations

from tests.support.power.recorder import Recorded
from tests.support.power.stages import CANARY

__all__ = ["plain_text"]


def plain_text(recorded: Recorded) -> list[str]:
    """The files into which something was written in clear, also where it spans two writes."""
    words = [CANARY.encode(), CANARY.encode("utf-16-le")]
    found, files = set[str](), dict[str, bytearray]()
    for call in recorded.calls:
        if call.op == "w":
            octets = files.setdefault(call.path, bytearray())
            octets.extend(bytes(max(0, call.offset + len(call.octets) - len(octets))))
            octets[call.offset : call.offset + len(call.octets)] = call.octets
            around = octets[max(0, call.offset - 64) : call.offset + len(call.octets) + 64]
            found.update(call.path for each in words if each in around)
    return sorted(found)
