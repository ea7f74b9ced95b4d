"""Sealed chunks open only whole, unchanged, in their place, under their key."""

from __future__ import annotations

import dataclasses
import secrets
import struct
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.sealing.chunks import CHUNK, MANIFEST_PART, OVERHEAD, AttemptKey, SealBroken, SealContext

CONTEXT = SealContext("a" * 32, "front.example", "EXEMPLE-000000000000001", "sha256-" + "d" * 64, b"t" * 16)
OCTETS = bytes(range(32))

parts = st.integers(0, 10) | st.just(MANIFEST_PART)
numbers = st.integers(0, 2**40)
plains = st.binary(max_size=200)


def key(context: SealContext = CONTEXT, octets: bytes = OCTETS) -> AttemptKey:
    """The same key again, as if it had sealed nothing."""
    return AttemptKey(octets, context)


@given(parts, numbers, plains, st.booleans())
def test_what_was_sealed_opens(part: int, n: int, plain: bytes, last: bool) -> None:
    """In its own place a chunk opens to what it was, 16 octets shorter."""
    sealed = key().seal(part, n, plain, last=last)
    assert len(sealed) == len(plain) + OVERHEAD
    assert key().open(part, n, sealed, last=last) == plain


@given(parts, numbers, plains, st.booleans(), st.data())
def test_a_flipped_bit_breaks_it(part: int, n: int, plain: bytes, last: bool, data: st.DataObject) -> None:
    """No single bit can change."""
    sealed = bytearray(key().seal(part, n, plain, last=last))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << (bit % 8)
    with pytest.raises(SealBroken):
        key().open(part, n, bytes(sealed), last=last)


@given(plains, st.data())
def test_a_cut_or_lengthened_chunk_breaks(plain: bytes, data: st.DataObject) -> None:
    """Neither less nor more of it opens."""
    sealed = key().seal(0, 0, plain, last=True)
    cut = data.draw(st.integers(0, len(sealed) - 1))
    for wrong in (sealed[:cut], sealed[cut:] if cut else sealed + b"\0", sealed + b"\0"):
        with pytest.raises(SealBroken):
            key().open(0, 0, wrong, last=True)


@given(st.tuples(parts, numbers, st.booleans()), st.tuples(parts, numbers, st.booleans()), plains)
def test_a_chunk_opens_in_its_place_only(
    here: tuple[int, int, bool], there: tuple[int, int, bool], plain: bytes
) -> None:
    """Another part, another number, another claim of being the last: all fail."""
    sealed = key().seal(here[0], here[1], plain, last=here[2])
    if here == there:
        assert key().open(there[0], there[1], sealed, last=there[2]) == plain
    else:
        with pytest.raises(SealBroken):
            key().open(there[0], there[1], sealed, last=there[2])


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(SealContext)])
def test_a_chunk_opens_in_its_context_only(name: str) -> None:
    """Carried to another store, origin, submission, manifest or attempt it does not open, though the key is right."""
    changed: dict[str, Any] = {name: b"u" * 16 if name == "attempt" else getattr(CONTEXT, name)[:-1] + "0"}
    sealed = key().seal(0, 0, b"EXEMPLE", last=True)
    with pytest.raises(SealBroken):
        key(dataclasses.replace(CONTEXT, **changed)).open(0, 0, sealed, last=True)


def test_no_two_contexts_are_the_same_octets() -> None:
    """What stands at the end of one name can't be taken for the beginning of the next."""
    one = dataclasses.replace(CONTEXT, origin="ab", id="c")
    two = dataclasses.replace(CONTEXT, origin="a", id="bc")
    assert one.bound() != two.bound()


def test_another_key_opens_nothing() -> None:
    """A wrong key is refused, not garbage."""
    sealed = key().seal(0, 0, b"EXEMPLE", last=True)
    with pytest.raises(SealBroken):
        key(octets=secrets.token_bytes(32)).open(0, 0, sealed, last=True)


def test_a_key_seals_nothing_twice_under_one_nonce() -> None:
    """A part that begins again is refused by its key: it needs a new attempt."""
    sealing = key()
    sealing.seal(0, 0, b"EXEMPLE", last=False)
    sealing.seal(0, 1, b"EXEMPLE", last=True)
    sealing.seal(1, 0, b"EXEMPLE", last=True)
    for n in (0, 1):
        with pytest.raises(ValueError, match=r"^nonce used already$"):
            sealing.seal(0, n, b"DEMO", last=True)


def test_a_chunk_has_at_most_one_mebibyte() -> None:
    """Exactly 1 MiB seals, one octet more does not."""
    assert len(key().seal(0, 0, bytes(CHUNK), last=True)) == CHUNK + OVERHEAD
    with pytest.raises(ValueError, match=r"^chunk over 1 MiB$"):
        key().seal(0, 0, bytes(CHUNK + 1), last=True)


def test_a_key_has_32_octets_and_does_not_show_them() -> None:
    """A shorter key is refused; neither `repr` nor `str` says what it is."""
    with pytest.raises(SealBroken):
        AttemptKey(b"short", CONTEXT)
    new = AttemptKey.new(CONTEXT)
    assert len(new.octets) == 32
    assert new.octets != AttemptKey.new(CONTEXT).octets
    assert repr(new) == str(new) == "AttemptKey(…)"


def test_an_empty_part_is_one_empty_last_chunk() -> None:
    """It has a seal of its own: its absence is seen."""
    sealed = key().seal(3, 0, b"", last=True)
    assert len(sealed) == OVERHEAD
    assert key().open(3, 0, sealed, last=True) == b""


def test_the_format_is_what_it_was() -> None:
    """Key, nonce and associated data give these octets for ever: what is stored today opens in ten years."""
    assert key().seal(1, 2, b"EXEMPLE", last=True).hex() == "95f011b64b09a7856d870fb8616bf20aff3b096d0ada44"


def test_the_seal_is_aes_gcm_as_documented() -> None:
    """Written out with nothing of ours: nonce of part and chunk, each name with its length, then place and last."""
    names = ("a" * 32, "front.example", "EXEMPLE-000000000000001", "sha256-" + "d" * 64)
    bound = b"\1" + b"".join(struct.pack(">I", len(name)) + name.encode() for name in names)
    bound += struct.pack(">I", 16) + b"t" * 16
    place = struct.pack(">I", MANIFEST_PART) + struct.pack(">Q", 0)
    sealed = key().seal(MANIFEST_PART, 0, b"EXEMPLE", last=True)
    assert AESGCM(OCTETS).decrypt(place, sealed, bound + place + b"\1") == b"EXEMPLE"
