"""Mistakes in what is answered: headers, members, statuses, altered on their way out."""

from __future__ import annotations

import base64
import gzip
import itertools
import json
from typing import Any

from tests.support.planted import Asked, Edit, Plant, Said, edited, in_json, with_header

__all__ = ["PLANTS"]


def _ok_part(asked: Asked, said: Said) -> bool:
    return asked.is_part and said.status in {200, 206}


def _coded(asked: Asked, said: Said) -> None:
    if "gzip" in asked.headers.get("accept-encoding", "") and said.status == 200 and not asked.is_part:
        said.body = gzip.compress(said.body)
        said.headers["content-encoding"] = "gzip"


def _redirected(asked: Asked, said: Said) -> None:
    if asked.path == "/submissions/":
        said.status = 307
        said.headers["location"] = "/transfer/v1/submissions"


def _reversed(page: Any) -> None:
    page["items"].reverse()


def _one_more(asked: Asked, said: Said) -> None:
    if asked.path == "/submissions" and asked.query.startswith("limit=2") and said.status == 200:
        page = said.json()
        page["items"] += page["items"][:1]
        said.body = json.dumps(page).encode()


def _other_octets(page: Any) -> None:
    for item in page["items"]:
        if item.get("parts"):
            item["parts"] = dict.fromkeys(item["parts"], base64.b64encode(b"other octets").decode())


def _in_milliseconds(page: Any) -> None:
    for item in page["items"]:
        item["expires_in"] *= 1000


def _as_text(page: Any) -> None:
    page["held"] = str(page["held"])


_EPOCHS = itertools.count()


def _long_epoch(page: Any) -> None:
    page["epoch"] = "e" * 300


def _new_epoch(page: Any) -> None:
    page["epoch"] = f"epoch-{next(_EPOCHS)}"


def _observed(asked: Asked, said: Said) -> None:
    if asked.path == "/ledger" and asked.headers.get("transfer-role") == "observer" and said.status == 200:
        said.status = 403
        said.headers["content-type"] = "application/problem+json"
        said.body = b'{"type": "urn:transfer:problem:forbidden", "title": "DEMO", "status": 403}'


def _resigned(asked: Asked, said: Said) -> None:
    """Another signature over the same payload: what a re-serialising gateway does."""
    if _is_manifest(asked, said):
        head, payload, signature = said.body.decode().split(".")
        header = json.dumps(json.loads(base64.urlsafe_b64decode(head + "===")), indent=1).encode()
        said.body = f"{base64.urlsafe_b64encode(header).decode().rstrip('=')}.{payload}.{signature}".encode()


def _is_manifest(asked: Asked, said: Said) -> bool:
    return asked.path.startswith("/submissions/") and asked.path.count("/") == 2 and said.status == 200


def _whole_always(asked: Asked, said: Said) -> None:
    if said.status == 206:
        said.body = said.body[:-1] if len(said.body) > 1 else said.body


def _digest_of_the_range(asked: Asked, said: Said) -> None:
    if said.status == 206:
        said.headers["repr-digest"] = f"sha-256=:{base64.b64encode(bytes(32)).decode()}:"


def _no_length(asked: Asked, said: Said) -> None:
    if _ok_part(asked, said):
        said.headers.pop("content-length")
        said.headers["transfer-encoding"] = "chunked"


def _is_range(_asked: Asked, said: Said) -> bool:
    return said.status == 206


def _no_length_of_a_range(asked: Asked, said: Said) -> None:
    if said.status == 206:
        _no_length(asked, said)


def _ok_first(asked: Asked, said: Said) -> None:
    if asked.method == "PUT" and said.status == 201:
        said.status = 200


def _forgotten(asked: Asked, said: Said) -> None:
    if said.status == 410 and asked.method == "GET" and asked.path.count("/") == 2:
        said.status = 404
        said.body = b'{"type": "urn:transfer:problem:unknown-submission", "title": "DEMO", "status": 404}'


def _no_receipt(asked: Asked, said: Said) -> None:
    if said.status == 410:
        said.body = json.dumps({k: v for k, v in said.json().items() if k != "receipt"}).encode()


def _unknown_while_held(asked: Asked, said: Said) -> None:
    if said.status == 404 and b"not-acknowledged" in said.body:
        said.body = said.body.replace(b"not-acknowledged", b"unknown-submission")


def _sorted(answer: Any) -> None:
    answer["results"].sort(key=lambda one: (one["status"], one["id"]))


def _without_receipts(answer: Any) -> None:
    for result in answer["results"]:
        if result["status"] == 410:
            del result["problem"]["receipt"]


def _cut_page(answer: Any) -> None:
    answer["high_pos"] += 1


def _refuses_unknown(asked: Asked, said: Said) -> None:
    if "colour" in asked.query:
        said.status = 400
        said.headers["content-type"] = "application/problem+json"
        said.body = b'{"type": "urn:transfer:problem:malformed", "title": "DEMO", "status": 400}'


def _wants_an_id(asked: Asked, said: Said) -> None:
    if "x-request-id" not in asked.headers:
        said.status = 400
        said.headers["content-type"] = "application/problem+json"
        said.body = b'{"type": "urn:transfer:problem:malformed", "title": "DEMO", "status": 400}'


def _deletes(asked: Asked, said: Said) -> None:
    if asked.method == "DELETE":
        said.status = 200


def _crashes(asked: Asked, said: Said) -> None:
    if int(asked.headers.get("content-length", 0)) > 1_000_000:
        said.status = 500


def _html(asked: Asked, said: Said) -> bool:
    return said.status == 404


def _is_list(asked: Asked, _said: Said) -> bool:
    return asked.path == "/submissions"


def _always(_asked: Asked, _said: Said) -> bool:
    return True


def _edit(name: str, finds: str, *edits: Edit, also: tuple[str, ...] = ()) -> Plant:
    return Plant.of(name, finds, also, wrap=edited(*edits))


PLANTS = (
    _edit("a part may be cached", "http.no-store", with_header("cache-control", "private", _ok_part)),
    _edit(
        "the list sets a cookie",
        "http.no-cookies",
        with_header("set-cookie", "s=1", _is_list),
    ),
    _edit("answers are compressed where that is offered", "http.no-coding", _coded),
    _edit("a slash at the end redirects", "http.no-redirects", _redirected),
    _edit("a refusal is a page for people", "http.problems", with_header("content-type", "text/html", _html)),
    _edit("every answer closes the connection", "http.keep-alive", with_header("connection", "close", _always)),
    _edit("an unknown parameter is refused", "http.unknown-query", _refuses_unknown),
    _edit("a request without an id is refused", "http.request-id", _wants_an_id),
    _edit("DELETE is answered 200", "http.methods", _deletes, also=("http.problems",)),
    _edit("a body of 8 MB is a defect", "http.huge-body", _crashes),
    _edit(
        "the list is in reverse",
        "list.order",
        in_json("/submissions", _reversed),
        also=("list.after", "list.no-late-seq", "list.dense"),
    ),
    _edit("one item more than the limit", "list.limit", _one_more),
    _edit("held is a text", "list.shape", in_json("/submissions", _as_text)),
    _edit("inlined octets are another's", "list.inline", in_json("/submissions", _other_octets)),
    _edit("expires_in in milliseconds", "list.expires-in", in_json("/submissions", _in_milliseconds)),
    _edit("an epoch of each answer's own", "list.epoch", in_json("/submissions", _new_epoch)),
    _edit(
        "an epoch of 300 characters",
        "list.epoch",
        in_json("/submissions", _long_epoch),
        in_json("/ledger", _long_epoch),
    ),
    _edit(
        "an observer may not read the ledger",
        "list.observer",
        _observed,
        also=("ledger.shape", "ledger.limit-bounds", "http.unknown-query"),
    ),
    _edit("the manifest is signed anew with each answer", "manifest.stable", _resigned, also=("manifest.signature",)),
    _edit(
        "the manifest is served as JSON",
        "manifest.alone",
        with_header("content-type", "application/json", _is_manifest),
    ),
    _edit("a weak validator", "part.etag", with_header("etag", 'W/"x"', _ok_part)),
    _edit("no Accept-Ranges", "part.accept-ranges", with_header("accept-ranges", None, _ok_part)),
    _edit("the digest is the range's", "part.repr-digest", _digest_of_the_range),
    _edit("a range is one octet short", "part.ranges", _whole_always, also=("part.content-length",)),
    _edit("a part without its length", "part.content-length", _no_length),
    _edit("a range without its validator", "part.etag", with_header("etag", None, _is_range)),
    _edit("a range without its length", "part.content-length", _no_length_of_a_range),
    _edit(
        "the first acknowledgement is answered 200",
        "ack.first",
        _ok_first,
        also=("ack.race", "expiry.race", "expiry.not-early"),
    ),
    _edit("what was taken over is unknown", "ack.gone", _forgotten, also=("expiry.outcome",)),
    _edit("410 without its receipt", "ack.gone", _no_receipt, also=("expiry.outcome", "expiry.race")),
    _edit("what is held is unknown to 3.6", "receipt.held", _unknown_while_held),
    _edit(
        "results in an order of their own",
        "batch.order",
        in_json("/acknowledgements", _sorted),
        also=("batch.receipts",),
    ),
    _edit(
        "410 in a batch without its receipt",
        "expiry.batch",
        in_json("/acknowledgements", _without_receipts),
    ),
    _edit("high_pos is one too high", "ledger.dense", in_json("/ledger", _cut_page)),
)
"""Each altered in one place."""
