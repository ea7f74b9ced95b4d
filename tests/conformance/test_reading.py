from __future__ import annotations

import pytest

from backoffice_gui.conformance.reading import digest_of, hashed, members_of, object_of, signed, utc
from backoffice_gui.conformance.verdicts import Failed, Notes
from backoffice_gui.conformance.wire import Answer
from backoffice_gui.transfer import KeySet, Verdict
from tests.support.signing import Signer

SIGNER = Signer("kid-EXEMPLE")
KEYS = SIGNER.keys


def _said(status: int, body: bytes) -> Answer:
    return Answer(status, (), body, "length", 0.0)


def test_an_object_is_read_strictly() -> None:
    """Any other status or any other JSON is a finding that names its place."""
    assert object_of(_said(200, b'{"a": 1}'), "GET /x") == {"a": 1}
    for answer in (_said(500, b"{}"), _said(200, b"[]"), _said(200, b'{"a": NaN}'), _said(200, b'{"a":1,"a":2}')):
        with pytest.raises(Failed) as raised:
            object_of(answer, "GET /x")
        assert raised.value.findings[0].what.startswith("GET /x")


def test_a_signed_object_is_taken_apart_and_judged() -> None:
    """Header, octets and members; a bad signature is a verdict and no exception."""
    jws = SIGNER.sign(b'{"a": 1}', "transfer-receipt")
    read = signed(jws, KEYS, "transfer-receipt", "receipt")
    assert (read.members, read.verdict, read.header["typ"]) == ({"a": 1}, Verdict.VALID, "transfer-receipt")
    assert digest_of(read.octets).startswith("sha256-")
    assert hashed(jws) == digest_of(jws.encode())
    assert signed(jws, KEYS, "transfer-manifest", "receipt").verdict is Verdict.BAD_HEADER
    assert signed(jws, KeySet({}), "transfer-receipt", "receipt").verdict is Verdict.UNKNOWN_KEY


@pytest.mark.parametrize("jws", [None, 1, "", "a.b", "a.b.c", "é.é.é", "e30.W10.AA"])
def test_what_is_no_jws_is_a_finding(jws: object) -> None:
    """Whatever stands in its place."""
    with pytest.raises(Failed):
        signed(jws, KEYS, "transfer-receipt", "receipt")


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("2026-11-23T09:00:00.000Z", True),
        ("2026-11-23T09:00:00+00:00", True),
        ("2026-11-23T10:00:00+01:00", False),
        ("2026-11-23T09:00:00", False),
        ("2026-11-23", False),
        ("2026-02-30T09:00:00Z", False),
        (1, False),
        (None, False),
    ],
)
def test_a_time_is_utc(text: object, sound: bool) -> None:
    """RFC 3339 in UTC, as the protocol has it."""
    assert (utc(text) is not None) is sound


def test_members_are_of_their_types() -> None:
    """`true` is no number; what is missing is said to be."""
    notes = Notes()
    assert members_of(notes, {"a": 1, "b": 1.5}, {"a": int, "b": (int, float)}, "page")
    assert not members_of(notes, {"a": True}, {"a": int, "b": (int, float)}, "page")
    assert [(one.what, one.seen, one.wanted) for one in notes.found] == [
        ("page.a", "bool", "int"),
        ("page.b", "–", "number"),
    ]
