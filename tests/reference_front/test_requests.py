"""What a request says, read strictly."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.types import Message

from backoffice_gui.reference_front import requests
from backoffice_gui.reference_front.answers import Refused
from backoffice_gui.reference_front.holdings import ListQuery
from backoffice_gui.reference_front.ledger import TakeOver
from backoffice_gui.reference_front.requests import Caller, Span

_DIGEST = "sha256-" + "a" * 64
_TIME = "2026-11-23T09:00:00.000Z"
_ETAG = '"sha256-e"'


def _request(query: str = "", collector: str | None = "CN=c", **headers: str) -> Request:
    state = {} if collector is None else {"collector": collector}
    raw = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    return Request({"type": "http", "query_string": query.encode(), "headers": raw, "state": state})


def _status(caught: pytest.ExceptionInfo[Refused]) -> tuple[str, int]:
    return caught.value.name, caught.value.status


@pytest.mark.parametrize(
    ("headers", "who"),
    [
        ({}, Caller("CN=c", observer=False, ready=False)),
        ({"transfer_role": "collector", "collector_state": "ready"}, Caller("CN=c", observer=False, ready=True)),
        ({"transfer_role": "collector", "collector_state": "not-ready"}, Caller("CN=c", observer=False, ready=False)),
        ({"transfer_role": "observer", "collector_state": "ready"}, Caller("CN=c", observer=True, ready=False)),
        ({"x_request_id": "e3e70682-c209-1cac-a29f-6fbed82c07cd"}, Caller("CN=c", observer=False, ready=False)),
    ],
)
def test_the_caller_is_who_its_certificate_and_its_headers_say(headers: dict[str, str], who: Caller) -> None:
    """Only a ready collector is ready; an observer never is."""
    assert requests.caller(_request(**headers)) == who


def test_nobody_without_a_certificate() -> None:
    """401, whatever the headers say."""
    with pytest.raises(Refused) as caught:
        requests.caller(_request(collector=None, transfer_role="collector"))
    assert _status(caught) == ("unauthenticated", 401)


@pytest.mark.parametrize(
    "headers",
    [{"transfer_role": "admin"}, {"transfer_role": ""}, {"collector_state": "READY"}, {"x_request_id": "4711"}],
)
def test_words_of_no_meaning_are_malformed(headers: dict[str, str]) -> None:
    """A role, state or request id that the protocol doesn't know is refused, not guessed at."""
    with pytest.raises(Refused) as caught:
        requests.caller(_request(**headers))
    assert _status(caught) == ("malformed", 400)


def test_a_list_s_query_has_defaults_and_bounds() -> None:
    """`after` 0, `limit` 100, `inline` 0; each up to its bound."""
    assert requests.list_query(_request()) == ListQuery(0, 100, 0)
    assert requests.list_query(_request("after=9007199254740992&limit=500&inline=4096")) == ListQuery(2**53, 500, 4096)
    assert requests.ledger_query(_request("after=3&limit=1")) == (3, 1)


@pytest.mark.parametrize(
    "query",
    [
        "after=-1",
        "after=",
        "after=1.0",
        "after=9007199254740993",
        "limit=0",
        "limit=501",
        "limit=x",
        "inline=+1",
        "inline=²",
    ],
)
def test_a_query_out_of_bounds_is_malformed(query: str) -> None:
    """Nothing is clamped or guessed."""
    with pytest.raises(Refused) as caught:
        requests.list_query(_request(query))
    assert _status(caught) == ("malformed", 400)


@pytest.mark.parametrize(
    ("prefer", "seconds"),
    [
        ("wait=10", 10),
        ("respond-async, wait=2.5", 2.5),
        ("Wait = 5; foo", 5),
        ('wait="7"', 7),
        ("wait=99", 30),
        ("wait=0", 0),
        ("", 0),
        ("await=3", 0),
        ("wait=-1", 0),
        ("wait=x", 0),
        ("wait=1e9", 0),
    ],
)
def test_a_preference_is_honoured_up_to_thirty_seconds(prefer: str, seconds: float) -> None:
    """What can't be read is ignored, as RFC 7240 wants."""
    assert requests.patience(_request(prefer=prefer)) == seconds


@pytest.mark.parametrize(
    ("asked", "span"),
    [
        ("bytes=0-0", Span(0, 0)),
        ("bytes=3-", Span(3, 9)),
        ("bytes=3-100", Span(3, 9)),
        ("bytes=-4", Span(6, 9)),
        ("bytes=-100", Span(0, 9)),
        ("Bytes = 1-2", Span(1, 2)),
        ("bytes=0-1,3-4", None),
        ("items=0-1", None),
        ("bytes=5-4", None),
        ("bytes=-", None),
        ("bytes=a-b", None),
        ("", None),
    ],
)
def test_one_range_is_read_and_anything_else_means_the_whole(asked: str, span: Span | None) -> None:
    """RFC 9110: several ranges, other units and nonsense are ignored."""
    headers = {"range": asked} if asked else {}
    assert requests.span(_request(**headers), 10, _ETAG) == span


def test_a_range_counts_only_for_the_part_it_was_begun_with() -> None:
    """With another validator the whole part is sent; a weak one never matches."""
    assert requests.span(_request(range="bytes=1-2", if_range=_ETAG), 10, _ETAG) == Span(1, 2)
    for other in ('"sha256-f"', "W/" + _ETAG, "Mon, 23 Nov 2026 09:00:00 GMT"):
        assert requests.span(_request(range="bytes=1-2", if_range=other), 10, _ETAG) is None


@pytest.mark.parametrize(("asked", "size"), [("bytes=10-", 10), ("bytes=0-", 0), ("bytes=-0", 10), ("bytes=-5", 0)])
def test_a_range_beyond_the_part_is_refused_with_its_size(asked: str, size: int) -> None:
    """416, naming how long the part is."""
    with pytest.raises(Refused) as caught:
        requests.span(_request(range=asked), size, _ETAG)
    assert _status(caught) == ("range-not-satisfiable", 416)
    assert caught.value.headers == {"content-range": f"bytes */{size}"}


@given(st.text(alphabet="bytes=-0123456789, ", max_size=20), st.integers(0, 40))
def test_any_range_lies_within_the_part(asked: str, size: int) -> None:
    """Whatever is asked: a span inside, the whole, or a refusal."""
    try:
        span = requests.span(_request(range=asked), size, _ETAG)
    except Refused:
        return
    assert span is None or 0 <= span.first <= span.last < size


def _receiving(pieces: list[bytes]) -> Request:
    messages: list[Message] = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    messages.append({"type": "http.request", "body": b"", "more_body": False})

    async def receive() -> Message:
        return messages.pop(0)

    return Request({"type": "http", "headers": [], "state": {}}, receive)


def test_a_body_is_read_within_its_budget() -> None:
    """Whole up to 256 KiB; one octet more is refused and the connection closed."""
    whole = [b"x" * 65536] * 4
    assert asyncio.run(requests.body(_receiving(whole))) == b"x" * 262144
    with pytest.raises(Refused) as caught:
        asyncio.run(requests.body(_receiving([*whole, b"x"])))
    assert _status(caught) == ("malformed", 400)
    assert caught.value.headers == {"connection": "close"}


def _one(**changed: Any) -> bytes:
    members = {"digest": _DIGEST, "store_id": "s-1", "stored_at": _TIME} | changed
    return json.dumps({name: value for name, value in members.items() if value is not None}).encode()


def test_an_acknowledgement_is_read() -> None:
    """Its three members, with unknown ones ignored."""
    read = requests.acknowledgement(_one(other=[1]), "i" * 24)
    assert read == (TakeOver("i" * 24, _DIGEST, _TIME), "s-1")


@pytest.mark.parametrize(
    ("octets", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"NaN", 400),
        (b"\xff", 400),
        (b"[]", 422),
        (b'"\xff"', 422),
        (_one(digest=None), 422),
        (_one(digest="sha256-" + "A" * 64), 422),
        (_one(digest=_DIGEST + "\n"), 422),
        (_one(store_id=""), 422),
        (_one(store_id="a b"), 422),
        (_one(store_id="x" * 65), 422),
        (_one(stored_at=None), 422),
        (_one(stored_at="yesterday"), 422),
        (_one(stored_at="2026-02-30T00:00:00Z"), 422),
        (_one(stored_at="2026-11-23T09:00:00"), 422),
        (_one(stored_at=1), 422),
    ],
)
def test_a_malformed_acknowledgement_is_refused(octets: bytes, status: int) -> None:
    """400 for what isn't JSON, 422 for what isn't an acknowledgement."""
    with pytest.raises(Refused) as caught:
        requests.acknowledgement(octets, "i" * 24)
    assert _status(caught) == ("malformed", status)


@pytest.mark.parametrize("time", [_TIME, "2026-11-23t09:00:00z", "2026-11-23T10:00:00.123456+01:00"])
def test_every_way_to_write_a_time_of_rfc_3339_passes(time: str) -> None:
    """Fractions, offsets, small letters."""
    assert requests.acknowledgement(_one(stored_at=time), "i")[0].stored_at == time


def _many(*items: Any, store_id: str = "s-1") -> bytes:
    return json.dumps({"store_id": store_id, "items": items}).encode()


def test_items_are_read_one_by_one() -> None:
    """A malformed item is its bare id in its place; the others are whole."""
    good = {"id": "a", "digest": _DIGEST, "stored_at": _TIME}
    read = requests.acknowledgements(_many(good, {"id": "b"}, good | {"stored_at": "x"}, good | {"digest": "x"}))
    assert read == ([TakeOver("a", _DIGEST, _TIME), "b", "a", "a"], "s-1")


@pytest.mark.parametrize(
    ("octets", "status"),
    [
        (b"{", 400),
        (b"", 400),
        (_many(), 422),
        (_many(*[{"id": "a"}] * 101), 422),
        (_many({}), 422),
        (_many({"id": 1}), 422),
        (_many("a"), 422),
        (_many({"id": "a"}, store_id="?"), 422),
        (b'{"store_id": "s"}', 422),
        (b'{"store_id": "s", "items": [{"id": "\xff"}]}', 422),
    ],
)
def test_a_body_that_is_not_a_list_of_items_is_refused_as_a_whole(octets: bytes, status: int) -> None:
    """None, more than a hundred, one without an id: nothing is judged."""
    with pytest.raises(Refused) as caught:
        requests.acknowledgements(octets)
    assert _status(caught) == ("malformed", status)


@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none() | st.text(),
        lambda c: st.lists(c) | st.dictionaries(st.sampled_from(["store_id", "items", "id", "digest", "stored_at"]), c),
    ).map(lambda v: json.dumps(v).encode())
)
def test_any_octets_are_read_or_refused(octets: bytes) -> None:
    """Nothing else ever comes out of reading a body."""
    for read in (lambda: requests.acknowledgement(octets, "i"), lambda: requests.acknowledgements(octets)):
        with contextlib.suppress(Refused):
            read()
