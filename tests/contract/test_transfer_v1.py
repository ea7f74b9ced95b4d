"""The reference front end held to `transfer-v1.openapi.yaml`: by generated requests, and by each known answer."""

from __future__ import annotations

import base64
import itertools
import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
import requests
import schemathesis
import yaml
from hypothesis import settings
from schemathesis.core.deserialization import DeserializationContext
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.schemas import OpenApiSchema

from backoffice_gui.domain.ids import SUBMISSION_ID
from backoffice_gui.reference_front import Accepted
from backoffice_gui.resources import resource
from tests.contract.conftest import Cast
from tests.support.front import plain_submission

_FILE = resource("contract", "transfer-v1.openapi.yaml")
_TIME = "2026-11-23T09:00:00.000Z"
_ODD_ID = "A" * 24


@schemathesis.deserializer("application/jose")
def _jose(_context: DeserializationContext, response: Response) -> str:
    return response.content.decode("ascii")


schema: OpenApiSchema = schemathesis.openapi.from_path(_FILE)


@pytest.fixture(scope="module")
def session(cast: Cast) -> Iterator[requests.Session]:
    """A client with the certificate of collector-1."""
    with requests.Session() as made:
        made.trust_env = False
        made.verify = str(cast.front.site.authority)
        made.cert = (str(cast.front.site.client.certificate), str(cast.front.site.client.key))
        yield made


@pytest.fixture(scope="module")
def ids(cast: Cast) -> Iterator[str]:
    """The ids of every state, and one that nobody knows, again and again."""
    return itertools.cycle((cast.held.id, cast.acknowledged.id, cast.expired.id, _ODD_ID))


@schema.parametrize()
@settings(max_examples=15)
def test_any_request_is_answered_as_the_contract_says(
    case: schemathesis.Case[Any], cast: Cast, session: requests.Session, ids: Iterator[str]
) -> None:
    """Status, headers, media type and body are those described; what breaks the contract is refused, what keeps it is not."""
    if SUBMISSION_ID.fullmatch(str(case.path_parameters.get("id"))):
        case.path_parameters["id"] = next(ids)
    if "Prefer" in case.headers:
        case.headers["Prefer"] = "wait=0.01"
    # What has ended, or lies beyond a part, refuses sound requests; of many items, an unsound one is answered in its place.
    excluded = [schemathesis.checks.positive_data_acceptance]
    if case.path == "/acknowledgements":
        excluded.append(schemathesis.checks.negative_data_rejection)
    case.call_and_validate(cast.front.url, session, excluded_checks=excluded, verify=session.verify)


# --- each answer that the protocol knows, made on purpose ---


def _validated(answer: requests.Response, method: str, path: str) -> requests.Response:
    schema[path][method].validate_response(answer)
    return answer


def _taking(one: Accepted, **changed: str) -> dict[str, str]:
    return {"digest": one.digest, "store_id": "store-1", "stored_at": _TIME} | changed


def test_lists_and_ledgers_are_as_described(cast: Cast, session: requests.Session) -> None:
    """With and without items, with parts inline, asked by an observer too."""
    for query in ("", "?inline=100&limit=1", "?after=99"):
        for role in ("collector", "observer"):
            answer = session.get(f"{cast.front.url}/submissions{query}", headers={"Transfer-Role": role})
            assert _validated(answer, "GET", "/submissions").status_code == 200
    for query in ("", "?after=1&limit=1", "?after=99"):
        answer = session.get(f"{cast.front.url}/ledger{query}")
        assert _validated(answer, "GET", "/ledger").status_code == 200


@pytest.mark.parametrize(
    ("state", "statuses"),
    [("held", (200, 200, 404)), ("acknowledged", (410, 410, 200)), ("expired", (410, 410, 410)), ("", (404, 404, 404))],
)
def test_each_state_answers_as_described(
    cast: Cast, session: requests.Session, state: str, statuses: tuple[int, int, int]
) -> None:
    """Manifest, part and receipt of a submission in it."""
    id_ = getattr(cast, state).id if state else _ODD_ID
    one = "/submissions/{id}"
    paths = (one, one + "/parts/{n}", one + "/acknowledgement")
    answers = [session.get(cast.front.url + path.format(id=id_, n=0)) for path in paths]
    validated = [_validated(answer, "GET", path) for answer, path in zip(answers, paths, strict=True)]
    assert tuple(answer.status_code for answer in validated) == statuses


def test_ranges_are_as_described(cast: Cast, session: requests.Session) -> None:
    """206 and 416, with what belongs to each."""
    url = f"{cast.front.url}/submissions/{cast.held.id}/parts/0"
    for asked, status in (("bytes=1-2", 206), ("bytes=9-", 416)):
        answer = session.get(url, headers={"Range": asked})
        assert _validated(answer, "GET", "/submissions/{id}/parts/{n}").status_code == status


def test_each_acknowledgement_is_answered_as_described(cast: Cast, session: requests.Session) -> None:
    """201, 200, 400, 403, 404, 409, 410, 422, one by one and together."""
    (one,) = cast.front.desk.take_in([plain_submission(b"form")])
    unknown = Accepted(_ODD_ID, 0, one.digest, "", 0, ())
    asked: list[tuple[Accepted, dict[str, Any], int]] = [
        (one, {"json": _taking(one, digest="sha256-" + "0" * 64)}, 409),
        (one, {"json": {}}, 422),
        (one, {"data": b"{"}, 400),
        (one, {"json": _taking(one), "headers": {"Transfer-Role": "observer"}}, 403),
        (one, {"json": _taking(one)}, 201),
        (one, {"json": _taking(one)}, 200),
        (cast.expired, {"json": _taking(cast.expired)}, 410),
        (unknown, {"json": _taking(unknown)}, 404),
    ]
    for submission, request, status in asked:
        answer = session.put(f"{cast.front.url}/submissions/{submission.id}/acknowledgement", **request)
        assert _validated(answer, "PUT", "/submissions/{id}/acknowledgement").status_code == status
    items = [{"id": each.id, "digest": each.digest, "stored_at": _TIME} for each in (one, cast.expired, unknown)]
    body: dict[str, Any] = {"store_id": "store-1", "items": [*items, {"id": one.id}]}
    answer = _validated(session.post(f"{cast.front.url}/acknowledgements", json=body), "POST", "/acknowledgements")
    assert [result["status"] for result in answer.json()["results"]] == [200, 410, 404, 422]


# --- what is signed ---


def _payload(jws: str) -> object:
    segment = jws.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))


def _validator(name: str) -> jsonschema_rs.Draft202012Validator:
    contract = yaml.safe_load(_FILE.read_text("utf-8"))
    components = {"$ref": f"#/components/schemas/{name}", "components": contract["components"]}
    return jsonschema_rs.Draft202012Validator(components, validate_formats=True)


def test_manifests_and_entries_are_as_described(cast: Cast, session: requests.Session) -> None:
    """The payloads, which no response schema can see; an expiry names no store, an acknowledgement does."""
    manifest, receipt = _validator("Manifest"), _validator("Receipt")
    for item in session.get(f"{cast.front.url}/submissions").json()["items"]:
        manifest.validate(_payload(item["manifest"]))
    payloads = [_payload(jws) for jws in session.get(f"{cast.front.url}/ledger").json()["entries"]]
    for payload in payloads:
        receipt.validate(payload)
        assert isinstance(payload, dict)
        other = {"acknowledged": "expired", "expired": "acknowledged"}[payload["outcome"]]
        assert not receipt.is_valid(payload | {"outcome": other})
    assert len(payloads) >= 2


def test_the_contract_has_every_route_of_the_protocol() -> None:
    """3.1 to 3.7, no more and no less; each refuses without a certificate, each answer forbids caches."""
    contract = yaml.safe_load(_FILE.read_text("utf-8"))
    routes = {
        (method, path)
        for path, operations in contract["paths"].items()
        for method in operations
        if method in {"get", "put", "post", "delete"}
    }
    one = "/submissions/{id}"
    assert routes == {
        ("get", "/submissions"),
        ("get", one),
        ("get", one + "/parts/{n}"),
        ("put", one + "/acknowledgement"),
        ("post", "/acknowledgements"),
        ("get", one + "/acknowledgement"),
        ("get", "/ledger"),
    }
    for method, path in routes:
        responses = contract["paths"][path][method]["responses"]
        assert {"401", "503"} <= responses.keys()
        for response in responses.values():
            name = response.get("$ref", "").rpartition("/")[2]
            described = contract["components"]["responses"][name] if name else response
            assert described["headers"]["Cache-Control"] == {"$ref": "#/components/headers/NoStore"}
