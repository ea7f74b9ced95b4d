"""Every route as the collector calls it, over real sockets and mutual TLS."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator

import httpx
import pytest

from backoffice_gui.domain.ids import StoreId, SubmissionId
from backoffice_gui.domain.manifest import Part, parse_manifest
from backoffice_gui.domain.receipts import Outcome
from backoffice_gui.errors import (
    BadAnswer,
    CredentialRefused,
    Defect,
    FrontEndError,
    Problem,
    Redirected,
    Throttled,
    Unreachable,
)
from backoffice_gui.transfer import Endpoint, FrontEnd, PartReader, Role, mebibytes
from tests.support.clock import TurnedClock
from tests.support.hostile import HostileFront, Request, Script, Wire, answer, chunked
from tests.support.signing import EPOCH, Signer, Submission, chain_hash, page
from tests.transfer.conftest import Connect

STORE = StoreId("store-EXEMPLE")
JOSE = "application/jose"
A, B, C = Submission(1), Submission(2), Submission(3)


def _always(octets: bytes) -> Script:
    def script(request: Request, wire: Wire) -> None:
        wire.send(octets)

    return script


def _problem(name: str, status: str, **members: object) -> bytes:
    body = json.dumps({"type": f"urn:transfer:problem:{name}"} | members).encode()
    return answer(body, status=status, media_type="application/problem+json")


def _jose(jws: str, status: str = "200 OK") -> bytes:
    return answer(jws.encode(), status=status, media_type=JOSE)


# --- 3.1 ---


def test_list_is_read_with_its_items(connect: Connect, signer: Signer) -> None:
    """A page comes with its items, their manifests verified and their inline parts taken."""
    front, server = connect(_always(answer(page([Submission(7).item(signer, inline=True)]))))
    listed = front.submissions(after=3, limit=10, inline=2048, ready=True)
    (item,) = listed.items
    assert (item.seq, item.id, item.fault, item.odd_expiry) == (7, Submission(7).id, None, False)
    assert item.signed is not None
    assert item.signed.valid
    assert item.inline == {0: Submission(7).contents[0]}
    (sent,) = server.requests
    assert (sent.method, sent.target) == ("GET", "/transfer/v1/submissions?after=3&limit=10&inline=2048")
    assert "prefer" not in sent.fields


def test_list_is_asked_from_its_start_without_parts(connect: Connect) -> None:
    """A hundred items after none, and no octet of theirs: who wants more says so."""
    front, server = connect(_always(answer(page([]))))
    front.submissions(ready=True)
    assert server.requests[0].target == "/transfer/v1/submissions?after=0&limit=100"


def test_list_in_chunks_is_as_good(connect: Connect) -> None:
    """A chunked page is read, and the connection serves the next."""
    body = page([])
    front, server = connect(_always(chunked(body[:50], body[50:])))
    assert front.submissions(ready=True).items == front.submissions(ready=True).items == ()
    assert server.connections == 1


def test_state_said_in_a_list_is_repeated_by_what_follows(connect: Connect, signer: Signer) -> None:
    """Every request says whether what is listed may be acknowledged; before any list it may not."""

    def script(request: Request, wire: Wire) -> None:
        wire.send(answer(page([])) if "?" in request.target else _jose(A.manifest(signer)))

    front, server = connect(script)
    front.manifest(A.name)
    front.submissions(ready=True)
    front.manifest(A.name)
    front.submissions(ready=False)
    front.manifest(A.name)
    states = [request.fields["collector-state"] for request in server.requests]
    assert states == ["not-ready", "ready", "ready", "not-ready", "not-ready"]
    assert server.connections == 1  # a list that does not wait leaves the waiting poll's alone


@pytest.mark.parametrize(
    ("wait", "said"), [(30, "wait=30"), (300, "wait=30"), (2.9, "wait=2"), (0.5, None), (-3, None)]
)
def test_wait_is_asked_for_in_whole_seconds(connect: Connect, wait: float, said: str | None) -> None:
    """`Prefer: wait` is a whole number of at most 30 (RFC 7240)."""
    front, server = connect(_always(answer(page([]))))
    front.submissions(ready=True, wait=wait)
    assert server.requests[0].fields.get("prefer") == said


def test_a_poll_may_take_what_it_waits_and_what_any_list_may(connect: Connect) -> None:
    """An answer at the very end of the wait still has the usual minute to come."""
    clock = TurnedClock()

    def script(request: Request, wire: Wire) -> None:
        clock.advance(85 if request.number == 1 else 95)
        for octet in answer(page([])):  # its head comes late, too, and not all at once
            wire.send(bytes([octet]))

    front, _ = connect(script, clock=clock)
    assert front.submissions(ready=True, wait=30).items == ()
    with pytest.raises(Unreachable) as refused:
        front.submissions(ready=True, wait=30)
    assert refused.value.reason == "deadline"


def test_a_pause_until_a_date_counts_from_our_clock(connect: Connect) -> None:
    """Whatever was asked for: a list, a part, the probe."""
    late = answer(b"", status="429 Slow", fields=("Retry-After: Mon, 23 Nov 2026 09:05:00 GMT",))
    front, _ = connect(_always(late), clock=TurnedClock())
    for ask in (
        lambda: front.submissions(ready=True),
        lambda: list(front.part(A.name, _reader(A, 0), seconds_left=100)),
        lambda: front.still_served(A.name),
    ):
        with pytest.raises(Throttled) as refused:
            ask()
        assert refused.value.pause == 300.0


def test_skew_is_measured_at_the_start_of_the_answer(connect: Connect) -> None:
    """Our clock is read when the answer begins, and travels with the page."""
    clock = TurnedClock()
    front, _ = connect(_always(answer(page([], server_time="2026-11-23T09:03:00.000Z"))), clock=clock)
    listed = front.submissions(ready=True)
    assert (listed.skew, listed.received_at) == (180.0, clock.elapsed())


@pytest.mark.parametrize(
    ("octets", "kind", "reason"),
    [
        (answer(b"<html>captive</html>", media_type="text/html"), BadAnswer, "media-type"),
        (answer(b"", status="302 Found", fields=("Location: https://elsewhere.example/",)), Redirected, ""),
        (answer(page([]), fields=("Content-Encoding: gzip",)), BadAnswer, "coding"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + page([]), BadAnswer, "length"),
        (answer(b"{}"), BadAnswer, "page"),
        (answer(b"", length=9_000_000), BadAnswer, "page"),
        (answer(b"", status="401 Unauthorized"), CredentialRefused, "status-401"),
        (answer(b"", status="429 Slow", fields=("Retry-After: 9",)), Throttled, "status-429"),
        (answer(b"", status="500 Oops"), BadAnswer, "status"),
        (b"SSH-2.0-OpenSSH\r\n\r\n", BadAnswer, "headers"),
    ],
    ids=range(10),
)
def test_what_is_no_list_is_refused(connect: Connect, octets: bytes, kind: type[FrontEndError], reason: str) -> None:
    """A portal, a redirect, gzip, an open end, a proxy's error: never a sighting."""

    def script(request: Request, wire: Wire) -> None:
        wire.send(octets)
        wire.close()

    front, server = connect(script)
    with pytest.raises(kind) as refused:
        front.submissions(ready=True)
    assert refused.value.reason == reason
    assert len(server.requests) == 1


def test_cookies_are_never_sent_back(connect: Connect) -> None:
    """No cookies (protocol §1)."""
    front, server = connect(_always(answer(page([]), fields=("Set-Cookie: a=b; Path=/",))))
    front.submissions(ready=True)
    front.submissions(ready=True)
    assert all("cookie" not in request.fields for request in server.requests)


def test_waiting_poll_ends_at_once(connect: Connect) -> None:
    """`interrupt` from another thread ends it within 100 ms; the next poll and other calls work."""
    waiting, done = threading.Event(), threading.Event()

    def script(request: Request, wire: Wire) -> None:
        if request.fields.get("prefer") == "wait=30" and not done.is_set():
            waiting.set()
            wire.wait(done)
        else:
            wire.send(answer(page([])))

    front, _ = connect(script)
    took: list[float] = []

    def poll() -> None:
        with pytest.raises(Unreachable) as refused:
            front.submissions(ready=True, wait=30)
        took.append(time.monotonic())
        assert refused.value.reason == "interrupted"

    fastest = 9.0
    for _ in range(5):  # a busy machine may be late once, not five times
        waiting.clear()
        thread = threading.Thread(target=poll)
        thread.start()
        assert waiting.wait(5)
        assert front.submissions(ready=True).items == ()
        started = time.monotonic()
        front.interrupt()
        thread.join(5)
        fastest = min(fastest, took[-1] - started)
    done.set()
    assert fastest < 0.1
    assert front.submissions(ready=True, wait=30).items == ()


def test_interrupt_without_a_poll_does_nothing(connect: Connect) -> None:
    """What comes later isn't met by an interrupt of before."""
    front, _ = connect(_always(answer(page([]))))
    front.interrupt()
    assert front.submissions(ready=True, wait=5).items == ()
    front.interrupt()
    assert front.submissions(ready=True, wait=5).items == ()


def test_poll_that_begins_after_the_stop_ends_too(connect: Connect) -> None:
    """Set first, interrupted then: no poll slips between the two."""
    front, server = connect(_always(answer(page([]))))
    stop = threading.Event()
    stop.set()
    front.interrupt()
    with pytest.raises(Unreachable) as refused:
        front.submissions(ready=True, wait=30, stop=stop)
    assert refused.value.reason == "interrupted"
    assert server.requests == []


def test_close_ends_what_is_under_way(connect: Connect) -> None:
    """A stop that can wait no longer shuts everything."""
    waiting, done = threading.Event(), threading.Event()

    def script(request: Request, wire: Wire) -> None:
        waiting.set()
        wire.wait(done)

    front, _ = connect(script)
    reasons: list[str] = []

    def ask() -> None:
        with pytest.raises(Unreachable) as refused:
            front.ledger(0)
        reasons.append(refused.value.reason)

    thread = threading.Thread(target=ask)
    thread.start()
    assert waiting.wait(5)
    front.close()
    thread.join(5)
    done.set()
    assert reasons == ["interrupted"]


def test_dripping_list_ends_with_the_deadline(connect: Connect) -> None:
    """A page that drips has a total time, whatever the read time-out says."""
    clock = TurnedClock()
    body = page([])

    def script(request: Request, wire: Wire) -> None:
        wire.send(answer(body)[:-200])
        for octet in body[-200:]:
            clock.advance(5)
            wire.send(bytes([octet]))

    front, _ = connect(script, clock=clock)
    with pytest.raises(Unreachable) as refused:
        front.submissions(ready=True)
    assert refused.value.reason == "deadline"


# --- 3.2 ---


def test_manifest_is_read_and_judged(connect: Connect, signer: Signer) -> None:
    """The manifest alone, with its verdict; a stranger's is kept with his."""
    signed = [A.manifest(signer), A.manifest(Signer("k9"))]

    def script(request: Request, wire: Wire) -> None:
        wire.send(_jose(signed[request.number - 1]))

    front, server = connect(script)
    first, second = front.manifest(A.name), front.manifest(A.name)
    assert (first.valid, first.manifest.digest, first.jws) == (True, A.digest, signed[0])
    assert second.verdict.value == "unknown-key"
    sent = server.requests[0]
    assert (sent.method, sent.target) == ("GET", f"/transfer/v1/submissions/{A.id}")


@pytest.mark.parametrize(
    ("body", "fault"), [(b"a.b.c", "malformed"), (b"\xff", "malformed"), (B.manifest(Signer("k1")).encode(), "id")]
)
def test_manifest_of_another_or_none_is_refused(connect: Connect, body: bytes, fault: str) -> None:
    """Another id is another submission's."""
    front, _ = connect(_always(answer(body, media_type=JOSE)))
    with pytest.raises(BadAnswer) as refused:
        front.manifest(A.name)
    assert (refused.value.reason, refused.value.facts["fault"]) == ("manifest", fault)


def test_gone_manifest_brings_its_receipt(connect: Connect, signer: Signer) -> None:
    """410 with the receipt: who took it, or that it expired, once `judged` has read it."""
    taken = signer.receipt(A, store_id="store-OTHER")
    front, _ = connect(_always(_problem("acknowledged", "410 Gone", receipt=taken)))
    with pytest.raises(Problem) as refused:
        front.manifest(A.name)
    assert refused.value.receipt == taken
    assert front.judged(taken, A.key).receipt.store_id == "store-OTHER"
    with pytest.raises(BadAnswer):
        front.judged(taken, B.key)


@pytest.mark.parametrize("name", ["../../admin", "x" * 65, "short", "a" * 21 + "\n", "é" * 30, "a b" * 10])
def test_id_out_of_pattern_never_becomes_an_address(connect: Connect, name: str) -> None:
    """An id is a name, never a path."""
    front, server = connect(_always(b""))
    with pytest.raises(Defect):
        front.manifest(SubmissionId(name))
    assert server.requests == []


# --- 3.3 ---

BIG = Submission(8, b"{}", bytes(range(256)) * 1000)


def _reader(submission: Submission = BIG, n: int = 1) -> PartReader:
    return PartReader(parse_manifest(submission.octets).parts[n])


def _part_head(part: Part, *, status: str = "200 OK", start: int = 0, fields: tuple[str, ...] = ()) -> bytes:
    etag = f'ETag: "sha256-{part.sha256}"'
    digest = f"Repr-Digest: sha-256=:{base64.b64encode(bytes.fromhex(part.sha256)).decode()}:"
    return answer(
        b"",
        status=status,
        length=part.size - start,
        media_type="application/octet-stream",
        fields=(etag, digest, "Accept-Ranges: bytes", *fields),
    )


def _pull(pieces: Iterable[bytes], into: bytearray) -> None:
    for piece in pieces:
        into += piece


def test_part_comes_whole_and_checked(connect: Connect) -> None:
    """The octets of the manifest's digest, and the connection is kept for the next."""
    reader = _reader()
    front, server = connect(_always(_part_head(reader.part) + BIG.contents[1]))
    assert b"".join(front.part(BIG.name, reader, seconds_left=1500)) == BIG.contents[1]
    assert reader.complete
    again = _reader()
    assert b"".join(one.octets for one in mebibytes(front.part(BIG.name, again, seconds_left=1500))) == BIG.contents[1]
    assert server.connections == 1
    sent = server.requests[0]
    assert (sent.method, sent.target) == ("GET", f"/transfer/v1/submissions/{BIG.id}/parts/1")


def test_cut_part_goes_on_by_range(connect: Connect) -> None:
    """After a cut the same reader asks for the rest, and the digest is of the whole."""
    reader = _reader()
    content = BIG.contents[1]

    def script(request: Request, wire: Wire) -> None:
        if request.number == 1:
            wire.send(_part_head(reader.part) + content[:100_000])
            wire.close()
            return
        start = int(request.fields["range"].removeprefix("bytes=").removesuffix("-"))
        span = (f"Content-Range: bytes {start}-{len(content) - 1}/{len(content)}",)
        wire.send(_part_head(reader.part, status="206 Partial Content", start=start, fields=span) + content[start:])

    front, server = connect(script)
    pieces: list[bytes] = []
    with pytest.raises(Unreachable) as refused:
        pieces.extend(front.part(BIG.name, reader, seconds_left=1500))
    assert refused.value.reason == "cut"
    assert reader.resumable
    rest = list(front.part(BIG.name, reader, seconds_left=1400))
    assert reader.complete
    assert server.requests[1].fields["if-range"] == f'"sha256-{reader.part.sha256}"'
    assert int(server.requests[1].fields["range"][6:-1]) == 100_000
    assert len(b"".join(rest)) == len(content) - 100_000


@pytest.mark.parametrize(
    "octets",
    [
        _problem("range-not-satisfiable", "416 Range Not Satisfiable"),
        answer(b"", status="416 Range Not Satisfiable"),
        _part_head(_reader().part) + BIG.contents[1],
    ],
    ids=["416 problem", "416", "200"],
)
def test_refused_range_needs_a_new_attempt(connect: Connect, octets: bytes) -> None:
    """416, or the whole again: `range`, and no octet is taken twice."""
    front, _ = connect(_always(octets))
    reader = _reader()
    reader.begin(200, reader.part.size, {"etag": f'"sha256-{reader.part.sha256}"'})
    reader.feed(BIG.contents[1][:1000])
    with pytest.raises(BadAnswer) as refused:
        list(front.part(BIG.name, reader, seconds_left=1500))
    assert refused.value.reason == "range"
    assert reader.received == 1000


@pytest.mark.parametrize(
    ("octets", "reason"),
    [
        (chunked(BIG.contents[1]), "length"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + BIG.contents[1], "length"),
        (answer(BIG.contents[1], fields=("Content-Encoding: gzip",)), "coding"),
        (answer(BIG.contents[1][:-1]), "size"),
        (answer(BIG.contents[1][:-1] + b"X"), "digest"),
        (answer(BIG.contents[1], fields=(f'ETag: "sha256-{"0" * 64}"',)), "etag"),
        (answer(BIG.contents[1], fields=("Repr-Digest: sha-256=:AAAA:",)), "repr-digest"),
        (answer(b"<html>", media_type="text/html"), "media-type"),
        (answer(b"", status="404 Not Found", media_type="text/html"), "status"),
    ],
    ids=range(9),
)
def test_part_that_is_not_the_manifests_is_refused(connect: Connect, octets: bytes, reason: str) -> None:
    """Chunked, open-ended, coded, of another size or digest: refused, and its last octets never given out."""

    def script(request: Request, wire: Wire) -> None:
        wire.send(octets)
        wire.close()

    front, _ = connect(script)
    reader = _reader()
    got = bytearray()
    pieces = front.part(BIG.name, reader, seconds_left=1500)
    with pytest.raises(BadAnswer) as refused:
        _pull(pieces, got)
    assert refused.value.reason == reason
    assert not reader.complete
    assert len(got) < reader.part.size


def test_gone_part_is_a_problem(connect: Connect) -> None:
    """Taken or expired meanwhile: its receipt decides."""
    front, _ = connect(_always(_problem("expired", "410 Gone", receipt="a.b.c")))
    with pytest.raises(Problem) as refused:
        list(front.part(BIG.name, _reader(), seconds_left=1500))
    assert (refused.value.name, refused.value.receipt) == ("expired", "a.b.c")


def test_slow_drip_is_given_up_by_the_clock(connect: Connect) -> None:
    """Octets that come, each within the read time-out, and still far too slowly."""
    clock = TurnedClock()
    reader = _reader()
    begun = threading.Event()

    def script(request: Request, wire: Wire) -> None:
        wire.send(_part_head(reader.part) + BIG.contents[1][:1])
        wire.wait(begun)
        for octet in BIG.contents[1][1:100]:
            clock.advance(3)
            wire.send(bytes([octet]))

    front, _ = connect(script, clock=clock)
    pieces = front.part(BIG.name, reader, seconds_left=1500)
    assert next(pieces) == BIG.contents[1][:1]
    begun.set()
    with pytest.raises(Unreachable) as refused:
        list(pieces)
    assert refused.value.reason == "too-slow"
    assert reader.resumable


def test_what_goes_on_has_its_pace_from_what_is_left(connect: Connect) -> None:
    """A fifth of the part in twenty seconds of a hundred: too slow for the whole of it, enough for the rest."""
    clock, reader, content = TurnedClock(), _reader(), BIG.contents[1]
    reader.begin(200, reader.part.size, {"etag": f'"sha256-{reader.part.sha256}"'})
    reader.feed(content[:200_000])

    def script(request: Request, wire: Wire) -> None:
        clock.advance(20)
        span = (f"Content-Range: bytes 200000-{len(content) - 1}/{len(content)}",)
        wire.send(_part_head(reader.part, status="206 Partial Content", start=200_000, fields=span) + content[200_000:])

    front, _ = connect(script, clock=clock)
    assert len(b"".join(front.part(BIG.name, reader, seconds_left=100))) == len(content) - 200_000
    assert reader.complete


def test_download_ends_by_an_event(connect: Connect) -> None:
    """Between two pieces, and while the server is silent."""
    stop = threading.Event()
    reader = _reader()

    def script(request: Request, wire: Wire) -> None:
        wire.send(_part_head(reader.part) + BIG.contents[1][:1000])
        wire.wait(stop)

    front, _ = connect(script)
    pieces = front.part(BIG.name, reader, seconds_left=1500, stop=stop)
    assert next(pieces)
    stop.set()
    with pytest.raises(Unreachable) as refused:
        list(pieces)
    assert refused.value.reason == "interrupted"
    assert reader.resumable


def test_download_left_alone_gives_its_connection_up(connect: Connect) -> None:
    """A caller that stops pulling leaves nothing open."""
    reader = _reader()
    front, _ = connect(_always(_part_head(reader.part) + BIG.contents[1]))
    pieces = front.part(BIG.name, reader, seconds_left=1500)
    assert isinstance(pieces, Iterator)
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    wire = front._wire
    assert not wire._busy  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [64, pytest.param(2048, marks=pytest.mark.deep)])
def test_big_part_needs_little_memory(connect: Connect, size: int) -> None:
    """Mebibytes by the dozen, or two thousand of them, pass through in constant memory."""
    block = bytes(1024 * 1024)
    whole = hashlib.sha256()
    for _ in range(size):
        whole.update(block)
    part = Part(1, "EXEMPLE", "application/pdf", size * len(block), whole.hexdigest())

    def script(request: Request, wire: Wire) -> None:
        wire.send(_part_head(part))
        for _ in range(size):
            wire.send(block)

    front, _ = connect(script)
    reader = PartReader(part)
    tracemalloc.start()
    try:
        slices = sum(1 for _ in mebibytes(front.part(BIG.name, reader, seconds_left=1500)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (slices, reader.complete) == (size, True)
    assert peak < 6 * 1024 * 1024


# --- 3.4 ---


def test_acknowledgement_says_what_is_stored_and_returns_the_receipt(connect: Connect, signer: Signer) -> None:
    """Digest, store and time go out; a signed receipt for exactly this comes back, first or later."""
    receipt = signer.receipt(A)
    statuses = ["201 Created", "200 OK"]

    def script(request: Request, wire: Wire) -> None:
        wire.send(_jose(receipt, statuses[request.number - 1]))

    front, server = connect(script)
    assert front.acknowledge(A.copy(), STORE).jws == front.acknowledge(A.copy(), STORE).jws == receipt
    sent = server.requests[0]
    assert (sent.method, sent.target) == ("PUT", f"/transfer/v1/submissions/{A.id}/acknowledgement")
    assert json.loads(sent.body) == {"digest": A.digest, "store_id": STORE, "stored_at": "2026-11-23T09:00:00.000Z"}
    assert sent.fields["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("octets", "fault"),
    [
        (answer(b"<html>", media_type="text/html"), "media-type"),
        (answer(b"{}", status="201 Created"), "media-type"),
        (_jose(""), "malformed"),
        (_jose("a.b.c", "201 Created"), "malformed"),
        (_jose(Signer("k1").receipt(B)), "id"),
        (_jose(Signer("k1").receipt(A, digest=B.digest)), "digest"),
        (_jose(Signer("k1").receipt(A, origin="other.example")), "origin"),
        (_jose(Signer("k1").receipt(A, outcome="expired")), "outcome"),
        (_jose(Signer("k9").receipt(A)), "unknown-key"),
        (_jose(Signer("k1", b"stranger" * 4).receipt(A)), "signature"),
        (_jose(Signer("k1").sign(b"{}", "transfer-receipt", alg="none")), "malformed"),
    ],
    ids=range(11),
)
def test_success_without_a_valid_receipt_is_no_receipt(connect: Connect, octets: bytes, fault: str) -> None:
    """200 or 201 with anything else than our receipt: refused as `receipt`, with the fault by name."""
    front, _ = connect(_always(octets))
    with pytest.raises(BadAnswer) as refused:
        front.acknowledge(A.copy(), STORE)
    assert (refused.value.reason, refused.value.facts["fault"]) == ("receipt", fault)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("digest-mismatch", "409 Conflict"),
        ("unknown-submission", "404 Not Found"),
        ("expired", "410 Gone"),
        ("malformed", "422 Unprocessable"),
    ],
)
def test_refused_acknowledgement_is_a_problem(connect: Connect, name: str, status: str) -> None:
    """Each with its name, for the collector to decide by."""
    front, _ = connect(_always(_problem(name, status)))
    with pytest.raises(Problem) as refused:
        front.acknowledge(A.copy(), STORE)
    assert refused.value.name == name


def test_lost_answer_is_asked_again_without_harm(connect: Connect, signer: Signer) -> None:
    """The same request again brings the same receipt."""

    def script(request: Request, wire: Wire) -> None:
        if request.number == 1:
            wire.close()
        else:
            wire.send(_jose(signer.receipt(A)))

    front, server = connect(script)
    with pytest.raises(Unreachable):
        front.acknowledge(A.copy(), STORE)
    assert front.acknowledge(A.copy(), STORE).receipt.store_id == STORE
    assert server.requests[0].body == server.requests[1].body


# --- 3.5 ---


def _together(signer: Signer) -> Callable[[Request, Wire], None]:
    """A server with the route, that knows A, B and C."""
    known = {one.id: one for one in (A, B, C)}

    def script(request: Request, wire: Wire) -> None:
        if request.method == "POST":
            items = json.loads(request.body)["items"]
            results = [{"id": i["id"], "status": 201, "receipt": signer.receipt(known[i["id"]])} for i in items]
            wire.send(answer(json.dumps({"results": results}).encode()))
        else:
            wire.send(_jose(signer.receipt(known[request.target.split("/")[-2]])))

    return script


def test_many_are_acknowledged_at_once(connect: Connect, signer: Signer) -> None:
    """One request, each with its own receipt, in the order asked."""
    front, server = connect(_together(signer))
    answers = front.acknowledge_many([B.copy(), A.copy()], STORE)
    assert [one.receipt is not None and one.receipt.receipt.id for one in answers] == [B.id, A.id]
    (sent,) = server.requests
    assert (sent.method, sent.target) == ("POST", "/transfer/v1/acknowledgements")
    claim = {"digest": B.digest, "stored_at": "2026-11-23T09:00:00.000Z"}
    assert json.loads(sent.body)["store_id"] == STORE
    assert json.loads(sent.body)["items"][0] == {"id": B.id, **claim}


@pytest.mark.parametrize(
    "refusal",
    [
        answer(b"<html>", status="404 Not Found", media_type="text/html"),
        answer(b"", status="405 Method Not Allowed"),
        _problem("unknown-submission", "404 Not Found"),
    ],
    ids=["404", "405", "problem"],
)
def test_server_without_the_route_is_asked_one_by_one(connect: Connect, signer: Signer, refusal: bytes) -> None:
    """404 or 405: 3.4 for each, remembered for an hour, then tried again."""
    clock = TurnedClock()

    def script(request: Request, wire: Wire) -> None:
        if request.method == "POST":
            wire.send(refusal)
        else:
            _together(signer)(request, wire)

    front, server = connect(script, clock=clock)
    for _ in range(2):
        answers = front.acknowledge_many([A.copy(), B.copy()], STORE)
        assert all(one.receipt is not None for one in answers)
    assert [request.method for request in server.requests] == ["POST", "PUT", "PUT", "PUT", "PUT"]
    clock.advance(3601)
    front.acknowledge_many([A.copy()], STORE)
    assert [request.method for request in server.requests[5:]] == ["POST", "PUT"]


def test_one_by_one_each_is_judged_on_its_own(connect: Connect, signer: Signer) -> None:
    """A problem and a false receipt are their own copies' affair."""

    def script(request: Request, wire: Wire) -> None:
        if request.method == "POST":
            wire.send(answer(b"", status="405 Method Not Allowed"))
        elif A.id in request.target:
            wire.send(_problem("expired", "410 Gone"))
        elif B.id in request.target:
            wire.send(_jose(signer.receipt(A)))
        else:
            wire.send(_jose(signer.receipt(C)))

    front, _ = connect(script)
    first, second, third = front.acknowledge_many([A.copy(), B.copy(), C.copy()], STORE)
    assert first.problem is not None
    assert first.problem.name == "expired"
    assert second.fault == "id"
    assert third.receipt is not None


def test_one_by_one_what_was_answered_is_kept(connect: Connect, signer: Signer) -> None:
    """A front end that goes away half-way: the receipts so far count, the rest is unasked."""

    def script(request: Request, wire: Wire) -> None:
        if request.method == "POST":
            wire.send(answer(b"", status="405 Method Not Allowed"))
        elif A.id in request.target:
            wire.send(_jose(signer.receipt(A)))
        else:
            wire.send(answer(b"", status="503 Unavailable"))

    front, server = connect(script)
    first, second, third = front.acknowledge_many([A.copy(), B.copy(), C.copy()], STORE)
    assert first.receipt is not None
    assert (second.fault, third.fault) == ("unasked", "unasked")
    assert len(server.requests) == 3
    with pytest.raises(Throttled):
        front.acknowledge_many([B.copy(), A.copy()], STORE)


def test_same_id_with_another_digest_is_asked_apart(connect: Connect, signer: Signer) -> None:
    """Results are told apart by id: two submissions of one id never share a request."""
    twin = Submission(1, b"another EXEMPLE")
    assert (twin.id, twin.digest) != (A.id, A.digest)

    def script(request: Request, wire: Wire) -> None:
        if request.method == "POST":
            _together(signer)(request, wire)
        else:
            wire.send(_jose(signer.receipt(twin)))

    front, server = connect(script)
    answers = front.acknowledge_many([A.copy(), twin.copy(), B.copy()], STORE)
    digests = [one.receipt is not None and one.receipt.receipt.digest for one in answers]
    assert digests == [A.digest, twin.digest, B.digest]
    assert [request.method for request in server.requests] == ["POST", "PUT"]


@pytest.mark.parametrize(
    ("octets", "kind", "reason"),
    [
        (answer(b"<html>", media_type="text/html"), BadAnswer, "receipt"),
        (answer(b'{"results": {}}'), BadAnswer, "receipt"),
        (answer(b"", status="500 Oops"), BadAnswer, "status"),
        (answer(b"{}", length=50), Unreachable, "cut"),
        (answer(b"", status="403 Forbidden"), CredentialRefused, "status-403"),
    ],
    ids=range(5),
)
def test_answer_for_many_that_is_none_counts_for_nobody(
    connect: Connect, octets: bytes, kind: type[FrontEndError], reason: str
) -> None:
    """Nothing was answered: the failure goes to the caller, and all are asked again."""

    def script(request: Request, wire: Wire) -> None:
        wire.send(octets)
        wire.close()

    front, server = connect(script)
    with pytest.raises(kind) as refused:
        front.acknowledge_many([A.copy(), B.copy()], STORE)
    assert refused.value.reason == reason
    assert len(server.requests) == 1


def test_none_and_too_many_are_not_asked(connect: Connect) -> None:
    """Nothing to say is not said; more than a hundred is a mistake of ours."""
    front, server = connect(_always(b""))
    assert front.acknowledge_many([], STORE) == ()
    with pytest.raises(Defect):
        front.acknowledge_many([Submission(n).copy() for n in range(1, 102)], STORE)
    assert server.requests == []


# --- 3.6, 3.7, the probe ---


def test_receipt_is_read_again(connect: Connect, signer: Signer) -> None:
    """The receipt for exactly this key; an expiry comes as a problem that `judged` reads."""
    expired = signer.receipt(B, outcome="expired")

    def script(request: Request, wire: Wire) -> None:
        if A.id in request.target:
            wire.send(_jose(signer.receipt(A)))
        else:
            wire.send(_problem("expired", "410 Gone", receipt=expired))

    front, server = connect(script)
    assert front.receipt(A.key).receipt.key == A.key
    assert server.requests[0].method == "GET"
    with pytest.raises(Problem) as refused:
        front.receipt(B.key)
    assert refused.value.receipt is not None
    assert front.judged(refused.value.receipt, B.key).receipt.outcome is Outcome.EXPIRED


def test_receipt_of_another_is_none(connect: Connect, signer: Signer) -> None:
    """A receipt that doesn't speak of what was asked is refused."""
    front, _ = connect(_always(_jose(signer.receipt(B))))
    with pytest.raises(BadAnswer) as refused:
        front.receipt(A.key)
    assert refused.value.facts["fault"] == "id"


def test_ledger_is_checked_as_it_is_read(connect: Connect, signer: Signer) -> None:
    """Entries up to the first fault, never an exception for what is in them."""
    chain = signer.chain(3)
    body = {"version": 1, "epoch": EPOCH, "low_pos": 1, "high_pos": 3, "entries": [*chain[:2], "broken"]}
    front, server = connect(_always(answer(json.dumps(body).encode())))
    read = front.ledger(0, 3)
    assert ([one.jws for one in read.entries], read.fault) == (chain[:2], "entry")
    assert (read.pos, read.head) == (2, chain_hash(chain[1]))
    sent = server.requests[0]
    assert (sent.method, sent.target) == ("GET", "/transfer/v1/ledger?after=0&limit=3")
    assert front.ledger(1, 3, head=chain_hash("x")).fault == "pos"
    assert front.ledger(0, 3, known=lambda jws: jws == "broken").fault == "entry"


@pytest.mark.parametrize(
    ("octets", "served"),
    [
        (answer(b"{}"), True),
        (answer(b"{", status="206 Partial Content", fields=("Content-Range: bytes 0-0/2",)), True),
        (answer(b"", length=5_000_000_000), True),
        (_problem("range-not-satisfiable", "416 Range Not Satisfiable"), True),
        (_problem("acknowledged", "410 Gone"), False),
        (_problem("expired", "410 Gone"), False),
        (_problem("unknown-submission", "404 Not Found"), False),
    ],
    ids=range(7),
)
def test_probe_tells_whether_octets_are_still_served(connect: Connect, octets: bytes, served: bool) -> None:
    """200 and 206 mean that the web copy was not destroyed; 410 and 404 that it was."""
    front, server = connect(_always(octets))
    assert front.still_served(A.name) is served
    (sent,) = server.requests
    assert (sent.method, sent.fields["range"]) == ("GET", "bytes=0-0")
    assert sent.target.endswith("/parts/0")


@pytest.mark.parametrize(
    ("octets", "kind"),
    [
        (answer(b"<html>", media_type="text/html"), BadAnswer),
        (answer(b"<html>", status="404 Not Found", media_type="text/html"), BadAnswer),
        (_problem("malformed", "400 Bad Request"), Problem),
        (answer(b"", status="503 Unavailable"), Throttled),
        (answer(b"", status="302 Found"), Redirected),
    ],
    ids=range(5),
)
def test_probe_without_an_answer_proves_nothing(connect: Connect, octets: bytes, kind: type[FrontEndError]) -> None:
    """A portal's page neither accuses nor acquits."""
    front, _ = connect(_always(octets))
    with pytest.raises(kind):
        front.still_served(A.name)


def test_observer_takes_nothing(connect: Connect, signer: Signer) -> None:
    """An observer lists and reads the ledger, never a part, never an acknowledgement."""
    front, server = connect(_always(answer(page([A.item(signer)]))), role=Role.OBSERVER)
    assert len(front.submissions(ready=True).items) == 1
    for ask in (
        lambda: list(front.part(A.name, _reader(A, 0), seconds_left=100)),
        lambda: front.acknowledge(A.copy(), STORE),
        lambda: front.acknowledge_many([A.copy()], STORE),
        lambda: front.still_served(A.name),
    ):
        with pytest.raises(Defect):
            ask()
    (sent,) = server.requests
    assert (sent.fields["transfer-role"], sent.fields["collector-state"]) == ("observer", "not-ready")


def test_any_transport_of_httpx_may_stand_in(signer: Signer) -> None:
    """The simulation replaces the wire and nothing else."""
    asked: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, headers={"content-type": "application/json"}, content=page([A.item(signer)]))

    endpoint = Endpoint("https://front.example/transfer/v1", None, signer.keys, "1")
    front = FrontEnd(endpoint, role=Role.COLLECTOR, clock=TurnedClock(), transport=httpx.MockTransport(handler))
    assert len(front.submissions(ready=True, wait=30).items) == 1
    assert asked[0].headers["prefer"] == "wait=30"
    front.interrupt()
    front.close()


class Lying(httpx.BaseTransport):
    """A transport that gives out whatever pieces it was made with."""

    def __init__(self, fields: dict[str, str], *pieces: bytes) -> None:
        self._fields, self._pieces = fields, pieces

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer 200."""
        pieces = self._pieces

        class Body(httpx.SyncByteStream):
            def __iter__(self) -> Iterator[bytes]:
                yield from pieces

        return httpx.Response(200, headers=self._fields, stream=Body())


def test_part_is_held_to_its_length_over_any_transport(signer: Signer) -> None:
    """A transport that doesn't notice a cut, or never looks at `stop`, is not relied upon."""
    reader = _reader()
    fields = {"content-length": str(reader.part.size)}
    endpoint = Endpoint("https://front.example/transfer/v1", None, signer.keys, "1")
    lying = Lying(fields, BIG.contents[1][:1000], BIG.contents[1][1000:2000])
    front = FrontEnd(endpoint, role=Role.COLLECTOR, clock=TurnedClock(), transport=lying)
    with pytest.raises(Unreachable) as refused:
        list(front.part(BIG.name, reader, seconds_left=1500))
    assert (refused.value.reason, reader.received) == ("cut", 2000)
    stop = threading.Event()
    pieces = front.part(BIG.name, _reader(), seconds_left=1500, stop=stop)
    next(pieces)
    stop.set()
    with pytest.raises(Unreachable) as stopped:
        next(pieces)
    assert stopped.value.reason == "interrupted"


def test_requests_are_counted_by_the_server_and_not_repeated(connect: Connect) -> None:
    """One call, one request: retries are the driver's to decide."""
    front, server = connect(_always(answer(b"", status="500 Oops")))
    for _ in range(3):
        with pytest.raises(BadAnswer):
            front.submissions(ready=True)
    assert isinstance(server, HostileFront)
    assert len(server.requests) == 3
