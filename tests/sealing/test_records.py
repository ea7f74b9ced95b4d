"""Sealed records: what is bound to them, and how little they say."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.sealing import SealBroken
from backoffice_gui.sealing.records import SALT, RecordKey

_KEY = bytes(range(32))
_KNOWN = (
    "81cbf4aa607b996bf9b832a375232d5b5c85acf803b9e6af5ab6e0c269293db562e40f8b4c5ad5d97f6b36fdaa85fdaad237fa1d5241617b"
    "f84e6baf0e7c38826d2b253b0c458ed7fd177169b6c6c2a19bddc6902ddae0a16a18340f7896853fc49a295ef74beafd15d150fe60f2f97c"
    "90dc6a19b1031c7cb0f790f9153ec09d2d092d0b427abdee2090683a2d0d18925822e8fc785fcebb0d9574a250996423bc4d00fee95099b6"
    "793a58e776c5b3a28e6fe621d62611e337ef4b1216e7a1d0b2114f9b1bfec33137f81fb911cb1a9ff4a67e9c3b2d05220167a726351510bf"
    "c83617d07cc328268f8693cdd3ede3477143c204c39cde4f54448b1537250b44e8fdf364f236cbb293d70684a26eb47b1c780c5fa654805f"
    "49a80ab4"
)


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


def test_what_an_earlier_version_sealed_opens() -> None:
    """The format is for good: octets of the first version, written down once."""
    assert RecordKey(_KEY, bytes(SALT), "c.demo").open(4, bytes.fromhex(_KNOWN)) == b"EXEMPLE"


def test_a_login_that_is_no_text_has_a_key_too() -> None:
    """A system's own name may have an octet that is no letter (`os.fsdecode`): whose it is stays one and the same."""
    key = RecordKey.new(_KEY, "c.demo\udcff")
    assert RecordKey(_KEY, key.salt, "c.demo\udcff").open(1, key.seal(1, b"x")) == b"x"
    with pytest.raises(SealBroken):
        RecordKey(_KEY, key.salt, "c.demo").open(1, key.seal(1, b"x"))
