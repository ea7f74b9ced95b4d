"""The routes, over TLS with client certificates, asked by a client of no kind."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from backoffice_gui.errors import StoreBusy
from backoffice_gui.reference_front import Accepted, Desk, Pace
from backoffice_gui.reference_front.app import PREFIX
from backoffice_gui.reference_front.intake import CHUNK
from backoffice_gui.reference_front.jose import payload_of
from tests.support.front import Front, ShiftedClock, plain_submission, running_front, streamed_part

_TIME = "2026-11-23T09:00:00.000Z"
_WRONG = "sha256-" + "0" * 64


@pytest.fixture
def client(front: Front) -> Iterator[httpx.Client]:
    """A ready collector with the certificate CN=collector-1."""
    with front.client() as made:
        yield made


def _take(client: httpx.Client, one: Accepted, **changed: str) -> httpx.Response:
    body = {"digest": one.digest, "store_id": "store-1", "stored_at": _TIME} | changed
    return client.put(f"/submissions/{one.id}/acknowledgement", json=body)


def _problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["status"] == answer.status_code
    return answer.status_code, answer.json()["type"].removeprefix("urn:transfer:problem:")


def test_the_prefix_ends_in_the_version() -> None:
    """The base URL of the configuration is the host and this."""
    assert PREFIX == "/transfer/v1"


def test_a_list_shows_what_waits(front: Front, client: httpx.Client) -> None:
    """Every member of protocol §3.1, with the parts asked for inline."""
    (one,) = front.desk.take_in([plain_submission(b"form", b"x" * 100)])
    page = client.get("/submissions", params={"inline": 10}).json()
    (item,) = page.pop("items")
    assert page.pop("server_time").endswith("Z")
    assert page == {"version": 1, "epoch": front.desk.epoch, "high_seq": 1, "held": 1, "ledger_high": 0}
    assert 1730 < item.pop("expires_in") <= 1740
    assert payload_of(item.pop("manifest"))["id"] == one.id
    assert item == {"seq": 1, "id": one.id, "parts": {"0": "Zm9ybQ=="}}
    assert client.get("/submissions", params={"after": 1}).json()["items"] == []


def test_a_submission_is_brought_home(front: Front, client: httpx.Client) -> None:
    """List, manifest, parts, acknowledgement, receipt again, ledger: each fits the other."""
    (one,) = front.desk.take_in([plain_submission(b"form", b"x" * (CHUNK + 7))])
    listed = client.get("/submissions").json()["items"][0]["manifest"]
    manifest = client.get(f"/submissions/{one.id}")
    assert (manifest.text, manifest.headers["content-type"]) == (listed, "application/jose")
    for part in payload_of(manifest.text)["parts"]:
        octets = client.get(f"/submissions/{one.id}/parts/{part['n']}").content
        assert (len(octets), hashlib.sha256(octets).hexdigest()) == (part["size"], part["sha256"])
    first, again = _take(client, one), _take(client, one)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.text == again.text == client.get(f"/submissions/{one.id}/acknowledgement").text
    assert payload_of(first.text)["collector"] == "CN=collector-1"
    ledger = client.get("/ledger").json()
    assert ledger == {"version": 1, "epoch": front.desk.epoch, "low_pos": 1, "high_pos": 1, "entries": [first.text]}


@pytest.mark.parametrize("end", ["acknowledged", "expired"])
def test_from_the_end_on_everything_is_gone_with_its_receipt(front: Front, client: httpx.Client, end: str) -> None:
    """Manifest and parts answer 410 with the entry; so does an acknowledgement of what expired."""
    (one,) = front.desk.take_in([plain_submission(b"form")])
    if end == "acknowledged":
        _take(client, one)
    else:
        front.clock.forward(minutes=29)
    (entry,) = client.get("/ledger").json()["entries"]
    for path in (f"/submissions/{one.id}", f"/submissions/{one.id}/parts/0", f"/submissions/{one.id}/parts/7"):
        answer = client.get(path, headers={"Range": "bytes=0-0"})
        assert _problem(answer) == (410, end)
        assert answer.json()["receipt"] == entry
    receipt = client.get(f"/submissions/{one.id}/acknowledgement")
    taken = _take(client, one)
    if end == "acknowledged":
        assert (receipt.status_code, taken.status_code) == (200, 200)
    else:
        assert _problem(receipt) == _problem(taken) == (410, "expired")
        assert receipt.json()["receipt"] == taken.json()["receipt"] == entry


def test_what_was_never_heard_of_is_unknown(front: Front, client: httpx.Client) -> None:
    """404 on every route of a submission, and for a part that its manifest doesn't list."""
    nobody = Accepted("x" * 24, 1, _WRONG, "", 0, ())
    for path in ("", "/parts/0", "/acknowledgement"):
        assert _problem(client.get(f"/submissions/{nobody.id}{path}")) == (404, "unknown-submission")
    assert _problem(_take(client, nobody)) == (404, "unknown-submission")
    (one,) = front.desk.take_in([plain_submission(b"form")])
    for n in ("1", "10", "11", "-1", "00", "x", "9" * 400):
        assert _problem(client.get(f"/submissions/{one.id}/parts/{n}")) == (404, "unknown-submission")


def test_a_held_one_is_not_acknowledged(front: Front, client: httpx.Client) -> None:
    """404 with a name of its own; a wrong digest changes nothing about it."""
    (one,) = front.desk.take_in([plain_submission(b"form")])
    assert _problem(_take(client, one, digest=_WRONG)) == (409, "digest-mismatch")
    assert _problem(client.get(f"/submissions/{one.id}/acknowledgement")) == (404, "not-acknowledged")
    assert client.get(f"/submissions/{one.id}/parts/0").content == b"form"


def test_many_are_taken_over_each_on_its_own(front: Front, client: httpx.Client) -> None:
    """Results in the order asked, each with the answer of the single acknowledgement."""
    made = front.desk.take_in([plain_submission(b"form") for _ in range(3)])
    front.clock.forward(minutes=29)
    fresh = front.desk.take_in([plain_submission(b"form")])[0]
    items: list[dict[str, Any]] = [
        {"id": fresh.id, "digest": _WRONG, "stored_at": _TIME},
        {"id": made[0].id, "digest": made[0].digest, "stored_at": _TIME},
        {"id": "\ud800"},
        {"id": "nobody", "digest": _WRONG, "stored_at": _TIME},
        {"id": fresh.id, "digest": fresh.digest, "stored_at": _TIME},
        {"id": fresh.id, "digest": fresh.digest, "stored_at": _TIME},
    ]
    items[2]["id"] = "no-digest"
    results = client.post("/acknowledgements", json={"store_id": "s", "items": items}).json()["results"]
    assert [(one["id"], one["status"]) for one in results] == [
        (fresh.id, 409),
        (made[0].id, 410),
        ("no-digest", 422),
        ("nobody", 404),
        (fresh.id, 201),
        (fresh.id, 200),
    ]
    assert [one["problem"]["type"].rpartition(":")[2] for one in results[:4]] == [
        *("digest-mismatch", "expired", "malformed", "unknown-submission"),
    ]
    assert payload_of(results[1]["problem"]["receipt"])["outcome"] == "expired"
    assert results[4]["receipt"] == results[5]["receipt"] == _take(client, fresh).text


def test_ids_that_no_file_could_hold_are_unknown(front: Front, client: httpx.Client) -> None:
    """Lone surrogates, zero octets, slashes: refused calmly, on every route."""
    for id_ in ('"\\ud800"', '"\\u0000"', '"../../x"'):
        body = f'{{"store_id":"s","items":[{{"id":{id_},"digest":"{_WRONG}","stored_at":"{_TIME}"}}]}}'
        answer = client.post("/acknowledgements", content=body.encode())
        assert answer.status_code == 400 or answer.json()["results"][0]["status"] == 404
    for path in ("%00", "%ff%fe", "%ED%A0%80", "%F0%9F%92%A9"):
        assert _problem(client.get(f"{front.url}/submissions/{path}")) == (404, "unknown-submission")


def test_malformed_requests_are_refused(front: Front, client: httpx.Client) -> None:
    """Queries, headers and bodies; 400 or 422, and nothing has happened."""
    (one,) = front.desk.take_in([plain_submission(b"form")])
    path = f"/submissions/{one.id}/acknowledgement"
    assert _problem(client.get("/submissions?limit=0")) == (400, "malformed")
    assert _problem(client.get("/ledger?after=x")) == (400, "malformed")
    assert _problem(client.get("/submissions", headers={"Transfer-Role": "king"})) == (400, "malformed")
    assert _problem(client.put(path, content=b"{")) == (400, "malformed")
    assert _problem(client.put(path, json={})) == (422, "malformed")
    assert _problem(client.put(path, content=b"x" * 300_000)) == (400, "malformed")
    assert _problem(client.post("/acknowledgements", json=[])) == (422, "malformed")
    assert client.get("/ledger").json()["high_pos"] == 0


def test_an_observer_looks_and_never_takes(front: Front) -> None:
    """It lists, without any part, and reads the ledger; parts and acknowledgements are forbidden."""
    (one,) = front.desk.take_in([plain_submission(b"form")])
    with front.client(Transfer_Role="observer") as client:
        page = client.get("/submissions", params={"inline": 100}).json()
        assert [item.keys() for item in page["items"]] == [{"seq", "id", "expires_in", "manifest"}]
        assert client.get("/ledger").status_code == client.get(f"/submissions/{one.id}").status_code == 200
        assert _problem(client.get(f"/submissions/{one.id}/parts/0")) == (403, "forbidden")
        assert _problem(_take(client, one)) == (403, "forbidden")
        assert _problem(client.post("/acknowledgements", json={})) == (403, "forbidden")
    assert front.desk.ledger(0, 1).high_pos == 0


def test_only_a_ready_collector_keeps_the_form_open(front: Front) -> None:
    """Lists of an observer, or of a collector that isn't ready, are no heartbeat."""
    front.clock.forward(minutes=11)
    for role, state in (("observer", "ready"), ("collector", "not-ready")):
        with front.client(Transfer_Role=role, Collector_State=state) as client:
            client.get("/submissions")
        assert not isinstance(front.desk.submit(plain_submission(b"form")), Accepted)
    with front.client() as client:
        client.get("/submissions")
    assert isinstance(front.desk.submit(plain_submission(b"form")), Accepted)


def test_ranges_are_served(front: Front, client: httpx.Client) -> None:
    """206 with what was asked, the whole where `If-Range` names another part, 416 beyond the end."""
    octets = bytes(range(256)) * 10_000
    (one,) = front.desk.take_in([plain_submission(octets)])
    path = f"/submissions/{one.id}/parts/0"
    whole = client.get(path)
    resumed = client.get(path, headers={"Range": "bytes=1048570-", "If-Range": whole.headers["etag"]})
    assert (resumed.status_code, resumed.content) == (206, octets[1048570:])
    assert resumed.headers["content-range"] == f"bytes 1048570-{len(octets) - 1}/{len(octets)}"
    assert resumed.headers["etag"] == whole.headers["etag"]
    other = client.get(path, headers={"Range": "bytes=5-", "If-Range": '"sha256-other"'})
    assert (other.status_code, other.content) == (200, octets)
    beyond = client.get(path, headers={"Range": f"bytes={len(octets)}-"})
    assert _problem(beyond) == (416, "range-not-satisfiable")
    assert beyond.headers["content-range"] == f"bytes */{len(octets)}"


def test_a_waiting_list_wakes_with_an_arrival(front: Front, client: httpx.Client) -> None:
    """`Prefer: wait` holds the answer until something is there, and not a moment longer."""
    with ThreadPoolExecutor(1, thread_name_prefix="polling") as pool:
        polling = pool.submit(client.get, "/submissions", headers={"Prefer": "wait=30"})
        front.wait_for_request(1)
        assert not polling.done()
        (one,) = front.desk.take_in([plain_submission(b"form")])
        answer = polling.result(timeout=10)
    assert [item["id"] for item in answer.json()["items"]] == [one.id]
    assert answer.elapsed.total_seconds() < 10


def test_a_wait_without_an_arrival_ends_with_an_empty_page(front: Front, client: httpx.Client) -> None:
    """When the time is up, and at once where nothing was to wait for."""
    front.desk.take_in([plain_submission(b"form")])
    answer = client.get("/submissions", params={"after": 1}, headers={"Prefer": "wait=0.2"})
    assert (answer.status_code, answer.json()["items"]) == (200, [])
    assert answer.elapsed.total_seconds() >= 0.2
    at_once = client.get("/submissions", headers={"Prefer": "wait=30"})
    assert len(at_once.json()["items"]) == 1


def test_a_stop_answers_who_waits(tmp_path: Path) -> None:
    """A clean stop doesn't wait for the polls: they get an empty page."""
    with running_front(tmp_path) as front, front.client() as client, ThreadPoolExecutor(1) as pool:
        client.get("/submissions")
        polling = pool.submit(client.get, "/submissions", headers={"Prefer": "wait=30"})
        front.wait_for_request(2)
        front.stop()
        assert polling.result(timeout=10).json()["items"] == []


def _read_and_take(client: httpx.Client, other: httpx.Client, one: Accepted, received: list[int]) -> None:
    with client.stream("GET", f"/submissions/{one.id}/parts/0") as answer:
        assert int(answer.headers["content-length"]) == 64 * CHUNK
        for piece in answer.iter_raw():
            if not received:
                assert _take(other, one).status_code == 201
            received.append(len(piece))


def test_a_part_that_is_destroyed_while_it_is_sent_is_cut(front: Front, client: httpx.Client) -> None:
    """The body stays short; it is never completed with anything else."""
    new = plain_submission(b"form")
    (one,) = front.desk.take_in([type(new)(new.kind, (streamed_part(64 * CHUNK),))])
    received: list[int] = []
    with front.client() as other, pytest.raises(httpx.RemoteProtocolError):
        _read_and_take(client, other, one, received)
    assert 0 < sum(received) < 64 * CHUNK


def test_what_is_no_route_is_a_problem_too(front: Front, client: httpx.Client) -> None:
    """404 and 405 as problems, no redirect to a slash, nothing cached."""
    for answer, status in (
        (client.get(f"{front.url}/"), 404),
        (client.get("/submissions/"), 404),
        (client.get("/submissions/x/parts/0/more"), 404),
        (client.put("/submissions"), 405),
        (client.delete("/submissions/" + "x" * 24), 405),
    ):
        assert (answer.status_code, answer.json()["type"]) == (status, "about:blank")
        assert answer.headers["cache-control"] == "no-store"
    allowed = client.delete("/submissions/x/acknowledgement").headers["allow"]
    assert set(allowed.split(", ")) == {"GET", "HEAD", "PUT"}


def test_a_head_has_the_headers_alone(front: Front, client: httpx.Client) -> None:
    """The length of the part, and none of it."""
    (one,) = front.desk.take_in([plain_submission(b"form")])
    answer = client.head(f"/submissions/{one.id}/parts/0")
    assert (answer.headers["content-length"], answer.content) == ("4", b"")


def test_a_busy_store_asks_to_come_back(front: Front, client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """503 with `Retry-After`, as a problem, and nothing has happened."""

    def busy(*_args: object) -> None:
        raise StoreBusy("front-end")

    (one,) = front.desk.take_in([plain_submission(b"form")])
    with monkeypatch.context() as patch:
        patch.setattr(Desk, "take_over", busy)
        answer = _take(client, one)
    assert _problem(answer) == (503, "unavailable")
    assert answer.headers["retry-after"] == "5"
    assert _take(client, one).status_code == 201


@pytest.mark.expected_logs("uvicorn.error")
def test_a_defect_is_a_problem_too(front: Front, client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """500 without a word of what went wrong; it is in the log, by type."""

    def broken(*_args: object) -> None:
        raise KeyError("CANARI")

    monkeypatch.setattr(Desk, "standing", broken)
    answer = client.get("/submissions/" + "x" * 24)
    assert (answer.status_code, answer.json()["type"]) == (500, "about:blank")
    assert answer.headers["cache-control"] == "no-store"
    assert "CANARI" not in answer.text


def test_a_part_of_any_size_is_streamed(tmp_path: Path) -> None:
    """A large one comes in and goes out piece by piece, and is the same."""
    with running_front(tmp_path) as front, front.client() as client:
        new = plain_submission(b"form")
        (one,) = front.desk.take_in([type(new)(new.kind, (*new.parts, streamed_part(100 * CHUNK + 3)))])
        digest = hashlib.sha256()
        with client.stream("GET", f"/submissions/{one.id}/parts/1") as answer:
            for piece in answer.iter_raw():
                digest.update(piece)
        assert digest.hexdigest() == one.parts[1].sha256


def test_a_fast_life_is_as_exact(tmp_path: Path) -> None:
    """With every duration shortened, `expires_in` counts down from the shorter one."""
    pace = Pace().faster(29)
    with running_front(tmp_path, pace=pace, clock=ShiftedClock()) as front, front.client() as client:
        front.desk.take_in([plain_submission(b"form")])
        assert 55 < client.get("/submissions").json()["items"][0]["expires_in"] <= 60
        front.clock.forward(seconds=60)
        assert client.get("/submissions").json()["items"] == []
