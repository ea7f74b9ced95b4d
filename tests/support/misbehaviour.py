"""Ways in which a front end misbehaves that a collector must live with: actions for `tests.support.faults`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from backoffice_gui.reference_front.jose import MANIFEST, RECEIPT, payload_of
from tests.support.faults import Action, Answer, Call, change
from tests.support.front import Front

__all__ = ["after", "another_manifest", "expiring", "granting", "in_json", "papers", "refusing"]


def in_json(alter: Callable[[dict[str, Any]], object]) -> Action:
    """Change the JSON of what the front end answers."""

    def act(kept: Answer) -> None:
        body = json.loads(kept.body)
        alter(body)
        kept.body = json.dumps(body).encode()

    return change(act)


def after(event: Callable[[], object]) -> Action:
    """Something happens at the front end, and then it answers as it must."""

    async def act(call: Call) -> None:
        await asyncio.to_thread(event)
        await call.app(call.scope, call.receive, call.send)

    return act


def expiring(front: Front) -> Callable[[], None]:
    """All that is held has expired."""

    def expire() -> None:
        front.clock.forward(minutes=30)
        front.desk.turn()

    return expire


async def _asked(call: Call) -> list[dict[str, Any]]:
    body = b""
    while True:
        message = await call.receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            items: list[dict[str, Any]] = json.loads(body)["items"]
            return items


def _results(many: list[dict[str, Any]]) -> Answer:
    return Answer(200, [(b"content-type", b"application/json")], json.dumps({"results": many}).encode())


def refusing(status: int, name: str, event: Callable[[], object] = lambda: None) -> Action:
    """Every item of an acknowledgement gets this problem, and the front end does nothing."""

    async def act(call: Call) -> None:
        await asyncio.to_thread(event)
        problem = {"type": f"urn:transfer:problem:{name}", "status": status}
        items = await _asked(call)
        await call.say(_results([{"id": one["id"], "status": status, "problem": problem} for one in items]))

    return act


def granting(front: Front) -> Action:
    """Every item of an acknowledgement gets a receipt that is validly signed, and the front end does nothing."""

    async def act(call: Call) -> None:
        many = []
        for pos, one in enumerate(await _asked(call), start=1):
            store = {"store_id": "0" * 32, "stored_at": one["stored_at"]}
            many.append({"id": one["id"], "status": 201, "receipt": papers(front, pos=pos, **store, **_of(one))})
        await call.say(_results(many))

    return act


def _of(one: dict[str, Any]) -> dict[str, Any]:
    return {"id": one["id"], "digest": one["digest"]}


def papers(front: Front, **members: object) -> str:
    """A receipt that the front end signs, of whatever these members say."""
    raw = {
        "version": 1,
        "origin": "front.demo.ofpra.example",
        "pos": 1,
        "seq": 1,
        "outcome": "acknowledged",
        "submitted_at": "2026-11-23T08:58:31.000Z",
        "collector": "CN=collector-1",
        "at": "2026-11-23T09:00:00.000Z",
        "parts_destroyed": 1,
        "prev": "sha256-" + "0" * 64,
    } | members
    return front.desk.signer.sign(json.dumps(raw).encode(), RECEIPT)


def another_manifest(front: Front, item: dict[str, Any], **members: object) -> dict[str, Any]:
    """The same item with a manifest that says something else besides, validly signed: another `D`."""
    payload = payload_of(item["manifest"]) | members
    return {**item, "manifest": front.desk.signer.sign(json.dumps(payload).encode(), MANIFEST)}
