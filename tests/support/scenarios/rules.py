"""What the front end of a scenario does amiss, by name: each is applied so many times, then no more."""

from __future__ import annotations

import json
from collections.abc import Callable

from backoffice_gui.reference_front import Desk
from backoffice_gui.reference_front.jose import MANIFEST, payload_of
from tests.support.faults import Action, Answer, answer, change, cut_body, lose_answer, lose_request

__all__ = ["RULES"]

_LIST, _ACKS, _ACK = "/submissions$", "/acknowledgements$", "/acknowledgement$"
_PART, _LEDGER, _MANIFEST = "/parts/", "/ledger$", "/submissions/[^/]+$"
_HTML = answer(200, "text/html", b"<html>Connectez-vous au portail</html>")
Rule = list[tuple[str, str, Action]]


def _listed(alter: Callable[[dict[str, object], list[dict[str, object]]], None]) -> Action:
    def changed(kept: Answer) -> None:
        if kept.status == 200:
            page = json.loads(kept.body)
            alter(page, page["items"])
            kept.body = json.dumps(page).encode()

    return change(changed)


def _spoil(kept: Answer) -> None:
    kept.body = kept.body[:-1] + bytes([kept.body[-1] ^ 1]) if kept.body else kept.body


def _without_inline(_page: dict[str, object], items: list[dict[str, object]]) -> None:
    for item in items:
        item.pop("parts", None)


def _unsign(jws: str) -> str:
    head, payload, signature = jws.split(".")
    return f"{head}.{payload}.{'B' if signature[0] == 'A' else 'A'}{signature[1:]}"


def _unsigned(numbers: frozenset[int] | None) -> Callable[[dict[str, object], list[dict[str, object]]], None]:
    def alter(_page: dict[str, object], items: list[dict[str, object]]) -> None:
        for item in items:
            if numbers is None or item["seq"] in numbers:
                item["manifest"] = _unsign(str(item["manifest"]))

    return alter


def _poisoned(_page: dict[str, object], items: list[dict[str, object]]) -> None:
    for item in items:
        if item["seq"] in {7, 33}:
            item["manifest"] = "not.a.manifest"
            item.pop("parts", None)


def _without_last(_page: dict[str, object], items: list[dict[str, object]]) -> None:
    items[:] = items[:-1]


def _other_epoch(desk: Desk) -> Action:
    def renewed(kept: Answer) -> None:
        kept.body = kept.body.replace(desk.epoch.encode(), b"another-epoch")

    return change(renewed)


def _reused(desk: Desk) -> Rule:
    """The first that is listed comes a second time with another manifest, whose form says something else."""

    def alter(_page: dict[str, object], items: list[dict[str, object]]) -> None:
        for item in items[:1]:
            payload = payload_of(str(item["manifest"])) | {"kind": "contact_change"}
            again = dict(item) | {"manifest": desk.signer.sign(json.dumps(payload).encode(), MANIFEST)}
            items.append(again)

    return [("GET", _LIST, _listed(alter))]


def _unknown(kept: Answer) -> None:
    said = json.loads(kept.body)
    problem = {"type": "urn:transfer:problem:unknown-submission", "title": "?", "status": 404}
    said["results"] = [{"id": one["id"], "status": 404, "problem": problem} for one in said["results"]]
    kept.body = json.dumps(said).encode()


def _undestroyed(kept: Answer) -> None:
    kept.status, kept.body = 206, b"{"
    kept.headers = [(b"content-type", b"application/json"), (b"content-range", b"bytes 0-0/10")]


def _asked_alone(_desk: Desk) -> Rule:
    return [("POST", _ACKS, answer(404, "application/problem+json", b'{"type": "about:blank", "status": 404}'))]


async def _unasked(call: object) -> None:
    """Every item is answered as unknown, and none was handed on."""
    kept = Answer(200, [(b"content-type", b"application/json")], b"")
    body, more = b"", True
    while more:
        message = await call.receive()  # type: ignore[attr-defined]
        body += message.get("body", b"")
        more = message.get("more_body", False)
    kept.body = json.dumps({"results": [{"id": item["id"]} for item in json.loads(body)["items"]]}).encode()
    _unknown(kept)
    await call.say(kept)  # type: ignore[attr-defined]


RULES: dict[str, Callable[[Desk], Rule]] = {
    "portal": lambda _desk: [("GET", _LIST, _HTML)],
    "no-inline": lambda _desk: [("GET", _LIST, _listed(_without_inline))],
    "spoil-part": lambda _desk: [("GET", _PART, change(_spoil))],
    "cut-part": lambda _desk: [("GET", _PART, cut_body)],
    "unsigned": lambda _desk: [("GET", _LIST, _listed(_unsigned(None)))],
    "some-bad": lambda _desk: [("GET", _LIST, _listed(_both))],
    "hide-last": lambda _desk: [("GET", _LIST, _listed(_without_last))],
    "lose-acks": lambda _desk: [("POST", _ACKS, lose_request), ("PUT", _ACK, lose_request)],
    "lose-answers": lambda _desk: [("POST", _ACKS, lose_answer)],
    "asked-alone": _asked_alone,
    "html-receipts": lambda _desk: [("POST", _ACKS, _HTML)],
    "unknown": lambda _desk: [("POST", _ACKS, _unasked)],
    "no-ledger": lambda _desk: [("GET", _LEDGER, lose_request)],
    "other-epoch": lambda desk: [("GET", _LIST, _other_epoch(desk)), ("GET", _LEDGER, _other_epoch(desk))],
    "id-reuse": _reused,
    "undestroyed": lambda _desk: [("GET", _PART, change(_undestroyed))],
}


def _both(page: dict[str, object], items: list[dict[str, object]]) -> None:
    _poisoned(page, items)
    _unsigned(frozenset({5, 20, 50}))(page, items)
