"""Bodies become values: one bad item never spoils its page, and nothing wrong is ever taken for right."""

from __future__ import annotations

import base64
import json
import math
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.receipts import Outcome
from backoffice_gui.errors import BadAnswer, Problem
from backoffice_gui.transfer import wire
from backoffice_gui.transfer.values import ListItem, ListPage
from tests.support.signing import EPOCH, NOW, ORIGIN, Signer, Submission, page

SIGNER = Signer("k1")
STRANGER = Signer("k9", b"stranger" * 4)
RECEIVED = wire.Received(elapsed=12.5, now=NOW)

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)


def _read(body: bytes) -> ListPage:
    return wire.read_page(body, SIGNER.keys, RECEIVED)


def _one(raw: object) -> ListItem:
    (item,) = _read(page([raw])).items
    return item


def test_page_says_what_the_server_said() -> None:
    """The snapshot's numbers, its epoch, and the clocks' difference come out as they are."""
    read = _read(page([], server_time="2026-11-23T09:02:05.500Z", held=3))
    assert _read(page([], epoch="2026-11-23 09:00 é")).epoch == "2026-11-23 09:00 é"  # anything that can be read
    assert (read.epoch, read.high_seq, read.held, read.ledger_high) == (EPOCH, 4710, 3, 4709)
    assert read.skew == 125.5
    assert read.received_at == 12.5


@pytest.mark.parametrize("said", [None, 5, "yesterday", "2026-11-23T09:02:05"])
def test_server_time_that_is_no_time_does_not_cost_the_page(said: object) -> None:
    """Skew is only shown; a page is not lost for it."""
    read = _read(page([Submission().item(SIGNER)], server_time=said))
    assert (read.server_time, read.skew, len(read.items)) == (None, 0.0, 1)


@pytest.mark.parametrize(
    "members",
    [
        {"version": None},
        {"version": "1"},
        {"epoch": None},
        {"epoch": ""},
        {"epoch": "e" * 256},
        {"epoch": "two\nlines"},
        {"high_seq": -1},
        {"high_seq": None},
        {"high_seq": 1.5},
        {"high_seq": True},
        {"held": None},
        {"ledger_high": "4709"},
        {"items": None},
        {"items": {}},
    ],
)
def test_page_whose_top_is_wrong_is_refused(members: dict[str, Any]) -> None:
    """Without its numbers a list is no list: the caller asks again with a smaller limit."""
    with pytest.raises(BadAnswer) as refused:
        _read(page([], **members))
    assert refused.value.reason == "page"
    assert refused.value.facts["fault"] == ("epoch" if members.get("epoch") is not None else "shape")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"<html>",
        b"\xef\xbb\xbf{}",
        page([]) + b"x",
        page([])[:-1],
        page([]).replace(b'"held"', b'"epoch": "x", "held"'),
        page([]).replace(b"4710", b"NaN"),
        page([]).replace(b"4710", b"9007199254740993"),
        page([]).replace(b"4710", b"1e999"),
        page([]).replace(EPOCH.encode(), b"\\ud800"),
        b"[" * 100_000,
        b'{"a":' * 70 + b"1" + b"}" * 70,
        b'"' + b'\\"' * 4_000_000,
        b"[" + b"{}," * 2_000_000 + b"{}]",
        b" " * (8 * 1024 * 1024 + 1),
    ],
    ids=range(17),
)
def test_body_that_is_not_strict_json_is_refused(body: bytes) -> None:
    """Duplicates, NaN, giants, surrogates, depth, over budget: refused as a page, and quickly."""
    with pytest.raises(BadAnswer) as refused:
        _read(body)
    assert refused.value.reason == "page"


def test_flood_of_values_costs_no_memory() -> None:
    """Eight mebibytes of empty objects would become a quarter of a gibibyte of Python."""
    body = b"[" + b"{}," * 2_700_000 + b"{}]"
    tracemalloc.start()
    try:
        with pytest.raises(BadAnswer) as refused:
            _read(body)
        assert refused.value.facts == {"fault": "budget"}
        assert tracemalloc.get_traced_memory()[1] < 1024 * 1024
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("raw", "fault", "seq"),
    [
        (None, "item", None),
        ([], "item", None),
        ("x", "item", None),
        ({}, "seq", None),
        (Submission(5).item(SIGNER, seq="5"), "seq", None),
        (Submission(5).item(SIGNER, seq=0), "seq", None),
        (Submission(5).item(SIGNER, seq=True), "seq", None),
        (Submission(5).item(SIGNER, seq=5.0), "seq", None),
        (Submission(5).item(SIGNER, id="../../etc/passwd"), "id", 5),
        (Submission(5).item(SIGNER, id=None), "id", 5),
        (Submission(5).item(SIGNER, id="x" * 65), "id", 5),
        (Submission(5).item(SIGNER, manifest=None), "manifest", 5),
        (Submission(5).item(SIGNER, manifest=7), "manifest", 5),
        (Submission(5).item(SIGNER, manifest="a.b.c"), "manifest", 5),
        (Submission(5).item(SIGNER, manifest=SIGNER.sign(b"not json", "transfer-manifest")), "manifest", 5),
        (Submission(5).item(SIGNER, manifest=Submission(5, parts=[]).manifest(SIGNER)), "manifest", 5),
        (Submission(5).item(SIGNER, seq=6, inline=True), "mismatch", 6),
        (Submission(5).item(SIGNER, id=Submission(6).id), "mismatch", 5),
    ],
)
def test_wrong_item_is_refused_alone(raw: object, fault: str, seq: int | None) -> None:
    """The fault is named, the number kept where it can be read, and the neighbours are untouched."""
    before, after = Submission(1).item(SIGNER), Submission(9).item(SIGNER)
    first, wrong, last = _read(page([before, raw, after])).items
    assert (wrong.fault, wrong.seq, wrong.signed, dict(wrong.inline)) == (fault, seq, None, {})
    assert (first.fault, last.fault) == (None, None)


@pytest.mark.parametrize("said", [0, -1, 3600.1, True, "60", None, [], 2**53, 2**64, 1e300, math.inf, math.nan])
def test_odd_expiry_is_replaced_and_flagged(said: object) -> None:
    """What is no finite number in (0, 3600] becomes 60 s, said aloud, and the item stands."""
    item = _one(Submission().item(SIGNER, expires_in=said))
    assert (item.expires_in, item.odd_expiry, item.fault) == (60.0, True, None)


def test_a_number_out_of_range_in_an_item_costs_no_page() -> None:
    """In a member that nobody reads it is harmless; in one that counts its item is wrong, and the others are not.

    Beside the items it is refused, as in all protocol JSON (§4.9).
    """
    items = [Submission(n).item(SIGNER) for n in (1, 2, 3)]
    items[0] |= {"seq": 2**60}
    items[1] |= {"flake": 2**63, "\ud83d\ude00": math.nan}
    assert [one.fault for one in _read(page(items)).items] == ["seq", None, None]
    with pytest.raises(BadAnswer):
        _read(page(items, server_nanos=[{"at": 2**62}]))


@pytest.mark.parametrize("said", [0.001, 1, 3600])
def test_good_expiry_is_kept(said: float) -> None:
    """Any finite number in (0, 3600] counts as it is."""
    item = _one(Submission().item(SIGNER, expires_in=said))
    assert (item.expires_in, item.odd_expiry) == (said, False)


@pytest.mark.parametrize(
    ("manifest", "verdict"),
    [
        (Submission(1).manifest(STRANGER), "unknown-key"),
        (Submission(1).manifest(SIGNER)[:-8] + "AAAAAAAA"[:7] + "A", "signature"),
        (Submission(1).manifest(SIGNER, typ="transfer-receipt"), "header"),
    ],
)
def test_item_not_validly_signed_is_kept_with_its_verdict(manifest: str, verdict: str) -> None:
    """What parses is fetched, sealed and quarantined; the verdict says that it isn't to be acknowledged."""
    item = _one(Submission(1).item(SIGNER, manifest=manifest))
    assert item.fault is None
    assert item.signed is not None
    assert (item.signed.verdict.value, item.signed.valid) == (verdict, False)


def test_inline_part_that_differs_is_as_if_not_sent() -> None:
    """Only parts equal to the manifest are taken; the others will be fetched, and judged then."""
    submission = Submission(1, b"form EXEMPLE", b"attached", b"", b"four")
    right = submission.item(SIGNER, inline=True)
    assert _one(right).inline == dict(enumerate(submission.contents))
    encoded = base64.b64encode
    right["parts"] = {
        "0": encoded(b"form EXEMPLf").decode(),
        "1": encoded(b"attached").decode() + "\n",
        "2": "",
        "3": "Zm91cg==",
        "4": "eA==",
        "x": 5,
    }
    assert _one(right).inline == {2: b"", 3: b"four"}
    shapes: tuple[object, ...] = ([], "x", {"0": 5}, {"0": None}, {"0": "é" * 16})
    for odd in shapes:
        assert _one(right | {"parts": odd}).inline == {}


def test_items_beyond_five_hundred_wait_for_the_next_list() -> None:
    """A server that sends more than anybody may ask for doesn't make the page unreadable."""
    assert len(_read(page([None] * 501)).items) == 500


@given(_JSON)
def test_any_json_as_an_item_is_a_fault(raw: object) -> None:
    """No item of any shape raises, and none without a manifest of ours is taken."""
    body = page([0]).replace(b"[0]", json.dumps([raw]).encode())
    try:
        (item,) = _read(body).items
    except BadAnswer:
        return  # NaN, a giant or a lone surrogate: not protocol JSON
    assert item.fault is not None
    assert item.signed is None


@given(st.binary(max_size=300))
def test_any_octets_are_refused(body: bytes) -> None:
    """No octets crash a parser, and none are taken for an answer."""
    for read in (
        lambda: _read(body),
        lambda: wire.read_ledger(body),
        lambda: wire.read_results(body, [Submission().copy()], SIGNER.keys),
    ):
        with pytest.raises(BadAnswer):
            read()
    assert wire.read_manifest(body.decode("latin-1"), SIGNER.keys) is None


@given(st.data())
def test_changed_page_never_yields_a_changed_submission(data: st.DataObject) -> None:
    """Whatever octets of a page are changed, a valid item is the one that was signed."""
    submission = Submission(1)
    body = bytearray(page([submission.item(SIGNER, inline=True)]))
    for _ in range(data.draw(st.integers(1, 3))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    try:
        items = _read(bytes(body)).items
    except BadAnswer:
        return
    for item in items:
        if item.signed is not None and item.signed.valid:
            assert item.signed.manifest.octets == submission.octets
            assert (item.id, item.seq) == (submission.id, 1)
            assert set(item.inline.values()) <= set(submission.contents)


# --- problems ---


def _problem(name: str, **members: object) -> bytes:
    return json.dumps({"type": f"urn:transfer:problem:{name}", "title": "EXEMPLE"} | members).encode()


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("unknown-submission", 404),
        ("not-acknowledged", 404),
        ("acknowledged", 410),
        ("expired", 410),
        ("digest-mismatch", 409),
        ("malformed", 400),
        ("malformed", 422),
        ("range-not-satisfiable", 416),
    ],
)
def test_problem_of_the_protocol_has_its_name(name: str, status: int) -> None:
    """The last part of the type is what the collector decides by; a receipt comes along as text."""
    problem = wire.read_problem(_problem(name, receipt="a.b.c"), status)
    assert (problem.name, problem.status, problem.receipt) == (name, status, "a.b.c")


def test_problem_of_another_type_is_other() -> None:
    """What the protocol doesn't name is a problem all the same, but none that anything follows from."""
    for body in (b"{}", b'{"type": "about:blank"}', b'{"type": 5}', _problem("invented", receipt="x")):
        problem = wire.read_problem(body, 404)
        assert (problem.name, problem.receipt) == ("other", None)


@pytest.mark.parametrize(("name", "status"), [("unknown-submission", 500), ("expired", 404), ("acknowledged", 200)])
def test_problem_that_contradicts_its_status_is_none(name: str, status: int) -> None:
    """Nothing is disputed, closed or given up on an answer that contradicts itself."""
    with pytest.raises(BadAnswer):
        wire.read_problem(_problem(name), status)


@pytest.mark.parametrize("status", [200, 399, 600])
def test_a_status_that_is_no_refusal_has_no_problem(status: int) -> None:
    """Of no type, also of one that nobody knows."""
    with pytest.raises(BadAnswer) as refused:
        wire.read_problem(b"{}", status)
    assert (refused.value.reason, refused.value.facts) == ("problem", {"status": status})


@pytest.mark.parametrize("body", [b"", b"[]", b"5", b'{"type": NaN}', b"<html>"])
def test_problem_that_is_no_object_is_none(body: bytes) -> None:
    """problem+json in name only counts as nothing."""
    with pytest.raises(BadAnswer):
        wire.read_problem(body, 404)


# --- the results of 3.5 ---


def _results(*results: object) -> bytes:
    return json.dumps({"results": results}).encode()


def _good(submission: Submission, **members: object) -> dict[str, object]:
    return {"id": submission.id, "status": 201, "receipt": SIGNER.receipt(submission)} | members


A, B, C = Submission(1), Submission(2), Submission(3)


def test_results_are_judged_one_by_one_in_any_order() -> None:
    """Out of order, doubled, extra and missing ones leave each copy with its own answer."""
    body = _results(_good(C), {"id": "unasked", "status": 201}, 5, _good(A), _good(A, receipt="x"), {"status": 201})
    answers = wire.read_results(body, [A.copy(), B.copy(), C.copy()], SIGNER.keys)
    assert [answer.copy.key.id for answer in answers] == [A.id, B.id, C.id]
    assert [answer.fault for answer in answers] == [None, "missing", None]
    assert [answer.receipt is not None and answer.receipt.receipt.id for answer in answers] == [A.id, False, C.id]


def test_of_two_results_for_one_the_good_one_counts() -> None:
    """A broken double doesn't hide the receipt, wherever it stands."""
    for body in (_results(_good(A, receipt="x"), _good(A)), _results(_good(A), _good(A, receipt="x"))):
        (answer,) = wire.read_results(body, [A.copy()], SIGNER.keys)
        assert answer.receipt is not None


@pytest.mark.parametrize(
    ("result", "fault"),
    [
        (_good(A, receipt=None), "malformed"),
        (_good(A, receipt="a.b.c"), "malformed"),
        (_good(A, receipt=SIGNER.receipt(B)), "id"),
        (_good(A, receipt=SIGNER.receipt(A, digest=B.digest)), "digest"),
        (_good(A, receipt=SIGNER.receipt(A, origin="other.example")), "origin"),
        (_good(A, receipt=SIGNER.receipt(A, outcome="expired")), "outcome"),
        (_good(A, receipt=STRANGER.receipt(A)), "unknown-key"),
        (_good(A, receipt=SIGNER.receipt(A, typ="transfer-manifest")), "header"),
        (_good(A, receipt=Signer("k1", b"a-forger" * 4).receipt(A)), "signature"),
        (_good(A, receipt=A.manifest(SIGNER)), "malformed"),
        (_good(A, status="201"), "status"),
        (_good(A, status=None), "status"),
        (_good(A, status=True), "status"),
        (_good(A, status=204), "problem"),
        (_good(A, status=409), "problem"),
        (_good(A, status=409, problem={"type": "urn:transfer:problem:expired"}), "problem"),
    ],
)
def test_result_without_a_valid_receipt_is_a_fault(result: dict[str, object], fault: str) -> None:
    """No other id, digest, origin, key or type makes a receipt."""
    (answer,) = wire.read_results(_results(result), [A.copy()], SIGNER.keys)
    assert (answer.copy, answer.fault, answer.receipt, answer.problem) == (A.copy(), fault, None, None)


def test_result_may_be_a_problem() -> None:
    """One item's problem is its own."""
    expired = {"type": "urn:transfer:problem:expired", "receipt": SIGNER.receipt(A, outcome="expired")}
    body = _results({"id": A.id, "status": 410, "problem": expired}, _good(B))
    first, second = wire.read_results(body, [A.copy(), B.copy()], SIGNER.keys)
    assert isinstance(first.problem, Problem)
    assert (first.problem.name, first.problem.status) == ("expired", 410)
    assert second.receipt is not None


def test_receipt_of_another_store_is_a_receipt() -> None:
    """Whose it is, is the caller's to see: a foreign copy is not a fault of the wire."""
    (answer,) = wire.read_results(
        _results(_good(A, receipt=SIGNER.receipt(A, store_id="store-OTHER"))), [A.copy()], SIGNER.keys
    )
    assert answer.receipt is not None
    assert answer.receipt.receipt.store_id == "store-OTHER"
    assert answer.receipt.receipt.outcome is Outcome.ACKNOWLEDGED
    assert answer.receipt.receipt.origin == ORIGIN


@given(_JSON)
def test_any_json_as_a_result_is_no_receipt(raw: object) -> None:
    """No result of any shape raises or is taken for a receipt."""
    asked = [A.copy()]
    wrapped = raw | {"id": A.id} if isinstance(raw, dict) else raw
    try:
        (answer,) = wire.read_results(json.dumps({"results": [wrapped]}).encode(), asked, SIGNER.keys)
    except BadAnswer:
        return
    assert answer.receipt is None
    assert answer.fault is not None or answer.problem is not None


# --- the ledger's body ---


def test_ledger_entries_that_are_no_text_are_kept_as_nothing() -> None:
    """Their place counts: the chain ends there."""
    body = json.dumps({"version": 1, "epoch": EPOCH, "low_pos": 1, "high_pos": 3, "entries": ["a", 5, None]}).encode()
    assert wire.read_ledger(body).entries == ("a", None, None)


@pytest.mark.parametrize("member", ["version", "epoch", "low_pos", "high_pos", "entries"])
def test_ledger_without_its_numbers_is_refused(member: str) -> None:
    """A ledger's page needs all its members, of the right kind."""
    raw: dict[str, object] = {"version": 1, "epoch": EPOCH, "low_pos": 1, "high_pos": 3, "entries": []}
    for odd in ({k: v for k, v in raw.items() if k != member}, raw | {member: -1.5}, raw | {member: ""}):
        with pytest.raises(BadAnswer) as refused:
            wire.read_ledger(json.dumps(odd).encode())
        assert refused.value.reason == "ledger"


@pytest.mark.parametrize("untrusted", [None, 5, b"", "", "..", [], "a.b.c"])
def test_manifest_of_any_other_shape_is_nothing(untrusted: object) -> None:
    """What doesn't parse is nothing, not an exception."""
    assert wire.read_manifest(untrusted, SIGNER.keys) is None
