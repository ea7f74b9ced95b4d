"""Sealed records: what is bound to them, and how little they say."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.sealing import SealBroken
from backoffice_gui.sealing.records import SALT, RecordKey

_KEY = bytes(range(32))


@given(st.binary(max_size=3_000), st.integers(0, 2**40))
def test_what_was_sealed_opens_at_its_place(plain: bytes, place: int) -> None:
    """Whatever it is, an empty one too."""
    key = RecordKey.new(_KEY, "c.demo")
    assert RecordKey(_KEY, key.salt, "c.demo").open(place, key.seal(place, plain)) == plain


def test_it_opens_with_nothing_else() -> None:
    """Another place, key, owner or salt; an octet changed, or cut off."""
    key = RecordKey.new(_KEY, "c.demo")
    sealed = key.seal(4, b"EXEMPLE")
    others = (
        RecordKey(bytes(32), key.salt, "c.demo"),
        RecordKey(_KEY, key.salt, "d.demo"),
        RecordKey.new(_KEY, "c.demo"),
    )
    for other in others:
        with pytest.raises(SealBroken):
            other.open(4, sealed)
    for place, octets in (
        (5, sealed),
        (4, sealed[:-1]),
        (4, b""),
        (4, bytes(12)),
        (4, sealed[:-1] + bytes([sealed[-1] ^ 1])),
    ):
        with pytest.raises(SealBroken):
            key.open(place, octets)


def test_the_same_is_sealed_otherwise_each_time() -> None:
    """A place that is written anew has another nonce; a file that is begun anew has another salt."""
    key = RecordKey.new(_KEY, "c.demo")
    assert key.seal(1, b"x")[:12] != key.seal(1, b"x")[:12]
    assert len(key.salt) == SALT
    assert key.salt != RecordKey.new(_KEY, "c.demo").salt


def test_its_length_says_little() -> None:
    """Two notes of another length are as long."""
    key = RecordKey.new(_KEY, "c.demo")
    assert len(key.seal(1, b"oui")) == len(key.seal(1, secrets.token_bytes(200)))
    assert repr(key) == "RecordKey(…)"
