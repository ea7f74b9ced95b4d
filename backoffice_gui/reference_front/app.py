"""The routes of the transfer protocol v1, as a Starlette application over a `Desk`.

The peer certificate's subject comes in `scope["state"]["collector"]` (see `channel`).
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backoffice_gui.clock import Clock, iso
from backoffice_gui.errors import StoreError
from backoffice_gui.reference_front import requests
from backoffice_gui.reference_front.answers import Refused, jose, json, plain_problem, problem, problem_members
from backoffice_gui.reference_front.desk import Desk
from backoffice_gui.reference_front.doorbell import Doorbell
from backoffice_gui.reference_front.holdings import Item, Listing, ListQuery
from backoffice_gui.reference_front.intake import MAX_PARTS
from backoffice_gui.reference_front.ledger import Judgement, TakeOver, Taker
from backoffice_gui.reference_front.parts import PartAnswer, etag

__all__ = ["PREFIX", "Transfer", "application"]

PREFIX = "/transfer/v1"
_PARTS = {str(n): n for n in range(MAX_PARTS)}


class Transfer:
    """The endpoints; each reads its request, asks the desk, and writes the answer."""

    def __init__(self, desk: Desk, clock: Clock, bell: Doorbell) -> None:
        self._desk = desk
        self._clock = clock
        self._bell = bell

    async def submissions(self, request: Request) -> Response:
        """3.1: what is waiting, perhaps after a wait."""
        who = requests.caller(request)
        query = requests.list_query(request)
        if who.observer:
            query = ListQuery(query.after, query.limit)
        if who.ready:
            self._desk.ready_collector_listed()
        until = self._clock.elapsed() + requests.patience(request)
        found = self._desk.listing(query)
        while not found.items and await self._bell.wait(until - self._clock.elapsed(), request.receive):
            found = self._desk.listing(query)
        return json(self._page(found))

    def _page(self, found: Listing) -> dict[str, object]:
        now = self._clock.now()
        seconds = now.timestamp()
        return {
            "version": 1,
            "epoch": self._desk.epoch,
            "server_time": iso(now),
            "high_seq": found.high_seq,
            "held": found.held,
            "ledger_high": found.ledger_high,
            "items": [_item(item, seconds) for item in found.items],
        }

    async def manifest(self, request: Request) -> Response:
        """3.2: the manifest alone."""
        requests.caller(request)
        standing = self._desk.standing(request.path_params["id"])
        if standing is None:
            raise Refused("unknown-submission", 404)
        if standing.state != "held" or standing.manifest is None:
            raise Refused(standing.state, 410, receipt=standing.receipt)
        return jose(standing.manifest)

    async def part(self, request: Request) -> Response:
        """3.3: one part, or a range of it."""
        id_, n = request.path_params["id"], _PARTS.get(request.path_params["n"])
        if requests.caller(request).observer:
            raise Refused("forbidden", 403)
        if n is None:
            raise Refused("unknown-submission", 404)
        head = self._desk.part(id_, n)
        if head is None:
            standing = self._desk.standing(id_)
            if standing is None or standing.state == "held":
                raise Refused("unknown-submission", 404)
            raise Refused(standing.state, 410, receipt=standing.receipt)
        span = requests.span(request, head.size, etag(head))
        return PartAnswer(head, span, lambda k: self._desk.chunk(id_, n, k))

    async def acknowledgement(self, request: Request) -> Response:
        """3.4 and 3.6: take over by `PUT`, the receipt again by `GET`."""
        return await self._acknowledge(request) if request.method == "PUT" else self._receipt(request)

    async def _acknowledge(self, request: Request) -> Response:
        who = requests.caller(request)
        if who.observer:
            raise Refused("forbidden", 403)
        asked, store_id = requests.acknowledgement(await requests.body(request), request.path_params["id"])
        (judged,) = self._desk.take_over([asked], Taker(store_id, who.collector))
        if judged.problem is not None:
            raise Refused(judged.problem, judged.status, receipt=judged.receipt)
        return jose(str(judged.receipt), judged.status)

    async def acknowledge_many(self, request: Request) -> Response:
        """3.5: up to 100 at once, each on its own."""
        who = requests.caller(request)
        if who.observer:
            raise Refused("forbidden", 403)
        items, store_id = requests.acknowledgements(await requests.body(request))
        sound = [item for item in items if isinstance(item, TakeOver)]
        judged = iter(self._desk.take_over(sound, Taker(store_id, who.collector)))
        results = [next(judged) if isinstance(item, TakeOver) else _malformed(item) for item in items]
        return json({"results": [_result(one) for one in results]})

    def _receipt(self, request: Request) -> Response:
        requests.caller(request)
        standing = self._desk.standing(request.path_params["id"])
        if standing is None:
            raise Refused("unknown-submission", 404)
        if standing.state == "expired":
            raise Refused("expired", 410, receipt=standing.receipt)
        if standing.receipt is None:
            raise Refused("not-acknowledged", 404)
        return jose(standing.receipt)

    async def ledger(self, request: Request) -> Response:
        """3.7: what became of each, in order."""
        requests.caller(request)
        after, limit = requests.ledger_query(request)
        page = self._desk.ledger(after, limit)
        return json(
            {
                "version": 1,
                "epoch": self._desk.epoch,
                "low_pos": page.low_pos,
                "high_pos": page.high_pos,
                "entries": page.entries,
            }
        )


def _item(item: Item, now: float) -> dict[str, object]:
    shown: dict[str, object] = {
        "seq": item.seq,
        "id": item.id,
        "expires_in": round(max(item.expires_at - now, 0.001), 3),
        "manifest": item.manifest,
    }
    if item.parts:
        shown["parts"] = {str(n): octets for n, octets in item.parts.items()}
    return shown


def _malformed(id_: str) -> Judgement:
    return Judgement(id_, 422, problem="malformed")


def _result(one: Judgement) -> dict[str, object]:
    if one.problem is None:
        return {"id": one.id, "status": one.status, "receipt": one.receipt}
    refused = Refused(one.problem, one.status, receipt=one.receipt)
    return {"id": one.id, "status": one.status, "problem": problem_members(refused)}


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return problem(error)


async def _unavailable(_request: Request, _error: Exception) -> Response:
    return problem(Refused("unavailable", 503, headers={"retry-after": "5"}))


async def _no_route(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return plain_problem(error.status_code, error.detail, error.headers)


async def _defect(_request: Request, _error: Exception) -> Response:
    return plain_problem(500, "Internal Server Error")


def application(desk: Desk, clock: Clock, bell: Doorbell, beside: Sequence[Route] = ()) -> Starlette:
    """The ASGI application of the whole protocol; `beside` are routes that are none of it."""
    transfer = Transfer(desk, clock, bell)
    one = PREFIX + "/submissions/{id}"
    routes = [
        Route(PREFIX + "/submissions", transfer.submissions, methods=["GET"]),
        Route(one + "/parts/{n}", transfer.part, methods=["GET"]),
        Route(PREFIX + "/acknowledgements", transfer.acknowledge_many, methods=["POST"]),
        Route(one + "/acknowledgement", transfer.acknowledgement, methods=["GET", "PUT"]),
        Route(one, transfer.manifest, methods=["GET"]),
        Route(PREFIX + "/ledger", transfer.ledger, methods=["GET"]),
        *beside,
    ]
    handlers = {Refused: _refused, StoreError: _unavailable, HTTPException: _no_route, 500: _defect}
    made = Starlette(routes=routes, exception_handlers=handlers)
    made.router.redirect_slashes = False  # the protocol knows no redirects
    return made
