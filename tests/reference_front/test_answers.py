"""Answers and refusals."""

from __future__ import annotations

import json

import pytest
import yaml
from starlette.responses import Response

from backoffice_gui.reference_front import answers
from backoffice_gui.reference_front.answers import Refused
from backoffice_gui.resources import resource

_STATUS = {
    "unknown-submission": 404,
    "not-acknowledged": 404,
    "acknowledged": 410,
    "expired": 410,
    "digest-mismatch": 409,
    "malformed": 422,
    "unauthenticated": 401,
    "forbidden": 403,
    "range-not-satisfiable": 416,
    "too-many-requests": 429,
    "unavailable": 503,
}


def _all() -> list[Response]:
    return [
        answers.json({}),
        answers.jose("a.b.c"),
        answers.problem(Refused("malformed", 400, headers={"connection": "close"})),
        answers.plain_problem(405, "Method Not Allowed", {"allow": "GET"}),
    ]


def test_nothing_may_be_kept_in_a_cache() -> None:
    """Every kind of answer says so."""
    assert [answer.headers["cache-control"] for answer in _all()] == ["no-store"] * 4


@pytest.mark.parametrize("name", _STATUS)
def test_a_problem_has_exactly_its_type(name: str) -> None:
    """`urn:transfer:problem:<name>`, a title, its status; a receipt and details only where there are some."""
    answer = answers.problem(Refused(name, _STATUS[name]))
    body = json.loads(bytes(answer.body))
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.status_code == body["status"] == _STATUS[name]
    assert body["type"] == f"urn:transfer:problem:{name}"
    assert set(body) == {"type", "title", "status"}
    full = answers.problem_members(Refused(name, 410, detail="why", receipt="a.b.c"))
    assert (full["detail"], full["receipt"]) == ("why", "a.b.c")


def test_the_contract_names_the_same_problems() -> None:
    """The description for the web team lists exactly these."""
    contract = yaml.safe_load(resource("contract", "transfer-v1.openapi.yaml").read_text("utf-8"))
    listed = contract["components"]["schemas"]["Problem"]["properties"]["type"]["enum"]
    assert {name.rpartition(":")[2] for name in listed} == set(_STATUS)


def test_octets_become_base64() -> None:
    """Standard alphabet, with padding: what `inline` parts are sent as."""
    assert bytes(answers.json({"parts": {"0": b"\xff\xfe\x00\x01"}}).body) == b'{"parts":{"0":"//4AAQ=="}}'


def test_a_signed_object_is_served_as_it_is() -> None:
    """Octet for octet, as `application/jose`, with a status of its own."""
    answer = answers.jose("a.b.c", 201)
    assert (bytes(answer.body), answer.status_code) == (b"a.b.c", 201)
    assert answer.headers["content-type"] == "application/jose"
