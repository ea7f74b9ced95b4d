"""Acknowledgements that a front end answers wrongly, row by row of reliability.md §2.3: the real collector before it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import pytest

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.reference_front.jose import payload_of
from tests.support.collecting import Desk, opened
from tests.support.errands import ACKS, LIST, kinds, some, stored_only
from tests.support.faults import Answer, Faults, answer, change
from tests.support.front import Front
from tests.support.misbehaviour import after, another_manifest, expiring, in_json, papers, refusing

Body = dict[str, Any]


# --- acknowledgements ---


def test_results_missing_extra_or_out_of_order_are_judged_one_by_one(front: Front, desk: Desk, faults: Faults) -> None:
    """ACKS: who has a receipt is taken, the others are asked again."""
    some(front, 4)

    def shuffled(body: Body) -> None:
        stray = {"id": "EXEMPLE-" + "0" * 20, "status": 201, "receipt": "a.b.c"}
        body["results"] = [stray, *reversed(body["results"][1:]), stray, 7]

    faults.add("POST", ACKS, in_json(shuffled), times=1)
    assert desk.collect().closed == 4
    assert desk.incidents() == []
    assert desk.names().count("retry") == 1


def test_an_unknown_submission_that_the_ledger_knows_is_taken_from_there(
    front: Front, desk: Desk, faults: Faults
) -> None:
    """404 although it took effect: the ledger has the receipt with our `D`."""
    some(front, 2)

    def denied(body: Body) -> None:
        problem = {"type": "urn:transfer:problem:unknown-submission", "status": 404}
        body["results"] = [{"id": one["id"], "status": 404, "problem": problem} for one in body["results"]]

    faults.add("POST", ACKS, in_json(denied))
    assert desk.collect().closed == 2
    assert desk.incidents() == []


def test_an_unknown_submission_that_has_expired_is_stored_expired(front: Front, desk: Desk, faults: Faults) -> None:
    """404, and the ledger says expired: ours is the copy there is."""
    some(front, 1)
    faults.add("POST", ACKS, refusing(404, "unknown-submission", expiring(front)))
    desk.collect()
    assert desk.counts() == {Stage.STORED_EXPIRED: 1}
    assert opened(desk, 1)[1] == {0: b"0" * 10}


@pytest.mark.expected_logs("incident")
def test_an_unknown_submission_that_nobody_knows_is_disputed(front: Front, desk: Desk, faults: Faults) -> None:
    """404, unlisted, and the ledger says nothing: a contradiction, an incident, and the data are kept."""
    some(front, 1)
    stored_only(desk, faults, 1)

    def unlisted(kept: Answer) -> None:
        kept.body = json.dumps(json.loads(kept.body) | {"items": []}).encode()

    faults.add("POST", ACKS, refusing(404, "unknown-submission"))
    faults.add("GET", LIST, change(unlisted))
    desk.collect()
    assert desk.counts() == {Stage.DISPUTED: 1}
    assert kinds(desk) == {IncidentKind.DISPUTED}
    assert opened(desk, 1)[1] == {0: b"0" * 10}


def test_an_acknowledgement_after_the_expiry_brings_its_paper(front: Front, desk: Desk, faults: Faults) -> None:
    """410 `expired` with its signed entry: stored, expired on the web, and no loss."""
    some(front, 2)
    faults.add("POST", ACKS, after(expiring(front)))
    desk.collect()
    assert desk.counts() == {Stage.STORED_EXPIRED: 2}
    assert desk.incidents() == []


@pytest.mark.expected_logs("incident")
def test_another_digest_that_is_the_same_is_disputed(front: Front, desk: Desk, faults: Faults) -> None:
    """409, and the manifest asked for again has the very `D`: a contradiction."""
    some(front, 1)
    faults.add("POST", ACKS, refusing(409, "digest-mismatch"))
    desk.collect()
    assert desk.counts() == {Stage.DISPUTED: 1}
    assert front.outcomes() == {}
    assert opened(desk, 1)[1] == {0: b"0" * 10}


@pytest.mark.expected_logs("incident")
def test_another_digest_that_is_another_leaves_ours(front: Front, desk: Desk, faults: Faults) -> None:
    """409, and the manifest is another's now: ours stays, is asked for again, and a person is told."""
    some(front, 1)
    with front.client() as client:
        (item,) = client.get("/submissions").json()["items"]
    jws = another_manifest(front, item, note="another")["manifest"]
    faults.add("GET", f"/submissions/{item['id']}$", answer(200, "application/jose", jws.encode()))
    faults.add("POST", ACKS, refusing(409, "digest-mismatch"), times=1)
    assert desk.collect().closed == 1
    assert "retry" in desk.names()
    assert kinds(desk) == {IncidentKind.ID_REUSE}


@pytest.mark.expected_logs("incident")
@pytest.mark.parametrize("status", [400, 422, 418])
def test_what_the_front_end_calls_malformed_is_an_incident(
    front: Front, desk: Desk, faults: Faults, status: int
) -> None:
    """400, 422 and what nobody knows: said, kept, and asked again."""
    some(front, 1)
    faults.add("POST", ACKS, refusing(status, "malformed" if status != 418 else "teapot"), times=1)
    assert desk.collect().closed == 1
    assert kinds(desk) == {IncidentKind.RECEIPT_INVALID}


def _b64(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def _with_header(front: Front, jws: str, *, alg: str, kid: str | None = None, signed: bool = False) -> str:
    head, body, signature = jws.split(".")
    header = json.loads(base64.urlsafe_b64decode(head + "=="))
    head = _b64(json.dumps({**header, "alg": alg, "kid": kid or header["kid"]}).encode())
    public = base64.urlsafe_b64decode(json.loads(front.site.keys.read_text())["keys"][0]["x"] + "=")
    if alg == "HS256":
        signature = _b64(hmac.new(public, f"{head}.{body}".encode(), hashlib.sha256).digest())
    return f"{head}.{body}.{signature if signed else ''}"


_FORGERIES: dict[str, Callable[[Front, str], str]] = {
    "alg-none": lambda front, jws: _with_header(front, jws, alg="none"),
    "hs256": lambda front, jws: _with_header(front, jws, alg="HS256", signed=True),
    "unknown-kid": lambda front, jws: _with_header(front, jws, alg="Ed25519", kid="another", signed=True),
    "signature": lambda _front, jws: jws[:-8] + "AAAAAAAA",
    "manifest": lambda front, jws: front.desk.signer.sign(json.dumps(payload_of(jws)).encode(), "transfer-manifest"),
    "other-digest": lambda front, jws: papers(front, **payload_of(jws) | {"digest": "sha256-" + "1" * 64}),
    "other-origin": lambda front, jws: papers(front, **payload_of(jws) | {"origin": "elsewhere.example"}),
    "other-id": lambda front, jws: papers(front, **payload_of(jws) | {"id": "EXEMPLE-" + "9" * 20}),
    "expiry": lambda front, jws: papers(front, **payload_of(jws) | {"outcome": "expired"}),
}


@pytest.mark.expected_logs("incident")
@pytest.mark.parametrize("forgery", _FORGERIES)
def test_a_forged_receipt_is_none(front: Front, desk: Desk, faults: Faults, forgery: str) -> None:
    """The state stays, an incident is opened, it is asked again, and only the true receipt is kept."""
    some(front, 1)

    def forged(body: Body) -> None:
        for result in body["results"]:
            result["receipt"] = _FORGERIES[forgery](front, result["receipt"])

    faults.add("POST", ACKS, in_json(forged), times=1)
    assert desk.collect().closed == 1
    assert kinds(desk) == {IncidentKind.RECEIPT_INVALID}
    assert "retry" in desk.names()
