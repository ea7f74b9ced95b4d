"""Receipts: every member in its pattern, or no receipt."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.ids import DIGEST as DIGEST_PATTERN
from backoffice_gui.domain.ids import SUBMISSION_ID
from backoffice_gui.domain.receipts import FIRST_PREV, MalformedReceipt, Outcome, entry_hash, parse_receipt
from tests.support.facts import DIGEST, ID, ZEROS, octets, receipt_members

_junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def test_an_acknowledgement_is_read() -> None:
    """Who has it, since when, and where it stands in the ledger."""
    receipt = parse_receipt(octets(receipt_members()))
    assert receipt.outcome is Outcome.ACKNOWLEDGED
    assert (receipt.pos, receipt.seq, receipt.parts_destroyed, receipt.prev) == (3, 7, 1, FIRST_PREV)
    assert receipt.store_id == "0" * 32
    assert receipt.at == datetime(2026, 11, 23, 12, 1, 1, tzinfo=UTC)
    assert (receipt.key.origin, receipt.key.id, receipt.key.digest) == ("front.example", ID, DIGEST)


def test_an_expiry_is_read() -> None:
    """It names no store."""
    members = receipt_members(outcome="expired")
    for name in ("store_id", "collector", "stored_at", "submitted_at", "parts_destroyed"):
        del members[name]
    receipt = parse_receipt(octets(members))
    assert receipt.outcome is Outcome.EXPIRED
    assert receipt.store_id is None
    assert receipt.submitted_at is None
    assert receipt.parts_destroyed == 0


@pytest.mark.parametrize(
    ("members", "rule"),
    [
        ({"outcome": "lost"}, "member missing"),
        ({"outcome": "expired"}, "contradict"),
        ({"store_id": None}, "contradict"),
        ({"store_id": ""}, "member missing"),
        ({"store_id": "a\nb"}, "out of pattern"),
        ({"store_id": "s" * 256}, "member missing"),
        ({"origin": "front\u2028.example"}, "out of pattern"),
        ({"origin": ""}, "member missing"),
        ({"pos": 0}, "member missing"),
        ({"seq": -1}, "member missing"),
        ({"pos": True}, "member missing"),
        ({"parts_destroyed": -1}, "member missing"),
        ({"id": "short"}, "out of pattern"),
        ({"digest": "sha256-" + "D" * 64}, "out of pattern"),
        ({"digest": DIGEST + "\n"}, "out of pattern"),
        ({"prev": ""}, "out of pattern"),
        ({"prev": "sha256-00"}, "out of pattern"),
        ({"at": "yesterday"}, "at is not a time"),
        ({"at": "2026-11-23T12:00:00"}, "at is not a time"),
        ({"at": None}, "member missing"),
    ],
)
def test_what_is_out_of_pattern_is_no_receipt(members: dict[str, Any], rule: str) -> None:
    """The broken rule is named."""
    with pytest.raises(MalformedReceipt, match=rule):
        parse_receipt(octets(receipt_members(**members)))


@pytest.mark.parametrize("member", ["origin", "pos", "seq", "id", "digest", "outcome", "at", "prev"])
def test_what_a_receipt_proves_must_be_there(member: str) -> None:
    """A receipt without its place, its submission or its time proves nothing."""
    members = receipt_members()
    del members[member]
    with pytest.raises(MalformedReceipt):
        parse_receipt(octets(members))


@given(
    st.binary(max_size=200)
    | st.builds(
        lambda m: octets(receipt_members(**m)),
        st.dictionaries(st.sampled_from(sorted(receipt_members())), _junk, max_size=3),
    )
)
def test_any_octets_are_a_receipt_or_refused(untrusted: bytes) -> None:
    """One error, or a receipt that keeps every promise of its type."""
    try:
        receipt = parse_receipt(untrusted)
    except MalformedReceipt:
        return
    assert SUBMISSION_ID.fullmatch(receipt.id)
    assert DIGEST_PATTERN.fullmatch(receipt.digest)
    assert DIGEST_PATTERN.fullmatch(receipt.prev)
    assert receipt.pos >= 1
    assert receipt.seq >= 1
    assert receipt.at.tzinfo is UTC
    assert (receipt.store_id is None) == (receipt.outcome is Outcome.EXPIRED)


def test_the_next_entry_names_the_jws_as_served() -> None:
    """The chain is over the text that was signed, signature included."""
    assert entry_hash("a.b.c") == "sha256-" + hashlib.sha256(b"a.b.c").hexdigest()
    assert len(FIRST_PREV) == len(entry_hash("a.b.c"))
    assert FIRST_PREV == ZEROS
