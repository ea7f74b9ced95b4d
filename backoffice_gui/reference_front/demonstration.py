"""A route to submit by, for a conformance kit: demonstrations through the form's own door. Never part of the protocol.

It is there only where it was asked for (`Options.demonstrations`), and a public site has none: whoever may
ask it may fill the front end. What it makes is marked as a demonstration.

    POST /demonstration/v1/submissions {"count": 1..500, "octets": N}   201 {"submissions": [{"id": "…"}, …]}
                                                                        503 {"closed": true} while the gate is closed
    POST /demonstration/v1/residue {"ids": ["…"]}                       200 {"octets": N} that are left of them
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Annotated, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backoffice_gui.reference_front.answers import Refused
from backoffice_gui.reference_front.desk import Desk
from backoffice_gui.reference_front.forms import contact_change
from backoffice_gui.reference_front.generator import form_part
from backoffice_gui.reference_front.intake import NewPart, NewSubmission, TurnedAway
from backoffice_gui.reference_front.papers import MARK
from backoffice_gui.reference_front.requests import body, caller

__all__ = ["DEMONSTRATION", "Demonstrations"]

DEMONSTRATION = "/demonstration/v1"
_BLOCK = 64 * 1024
_ONE_BY_ONE = 10
_T = TypeVar("_T", bound=msgspec.Struct)


class _Wanted(msgspec.Struct):
    count: Annotated[int, msgspec.Meta(ge=1, le=500)]
    octets: Annotated[int, msgspec.Meta(ge=0, le=20 * 1024 * 1024)] = 0


class _Asked(msgspec.Struct):
    ids: list[str]


class Demonstrations:
    """The two routes over a desk."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self._desk = desk
        self._dice = random.Random(f"{seed}:demonstrations")

    def routes(self) -> list[Route]:
        """To stand beside those of the protocol."""
        return [
            Route(DEMONSTRATION + "/submissions", self.submit, methods=["POST"]),
            Route(DEMONSTRATION + "/residue", self.residue, methods=["POST"]),
        ]

    async def submit(self, request: Request) -> Response:
        """Submit as persons would: few one by one, many in one go once the first was let in."""
        wanted = await _read(request, _Wanted)
        made: list[dict[str, str]] = []
        for _ in range(wanted.count if wanted.count <= _ONE_BY_ONE else 1):
            accepted = self._desk.submit(self._one(wanted.octets))
            if isinstance(accepted, TurnedAway):
                return _said({"closed": accepted.reason == "closed", "submissions": made}, 503)
            made.append({"id": accepted.id})
        rest = [self._one(wanted.octets) for _ in range(wanted.count - len(made))]
        made += [{"id": accepted.id} for accepted in (self._desk.take_in(rest) if rest else ())]
        return _said({"submissions": made}, 201)

    async def residue(self, request: Request) -> Response:
        """How many octets lie under these ids, whatever their state says."""
        asked = await _read(request, _Asked)
        return _said({"octets": self._desk.residue(asked.ids)}, 200)

    def _one(self, octets: int) -> NewSubmission:
        form = form_part({"demonstration": MARK, **contact_change(self._dice, 1 if octets else 0)})
        attached = NewPart("demonstration.bin", "application/octet-stream", tuple(self._pieces(octets)))
        return NewSubmission("contact_change", (form, attached) if octets else (form,))

    def _pieces(self, octets: int) -> Iterator[bytes]:
        for first in range(0, octets, _BLOCK):
            yield self._dice.randbytes(min(_BLOCK, octets - first))


async def _read(request: Request, shape: type[_T]) -> _T:
    caller(request)
    try:
        return msgspec.json.decode(await body(request), type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused("malformed", 400) from error


def _said(value: object, status: int) -> Response:
    return Response(msgspec.json.encode(value), status, {"cache-control": "no-store"}, "application/json")
