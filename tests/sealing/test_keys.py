"""Key pairs, run keys, canaries: each opens what was sealed for it, and nothing else."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backoffice_gui.errors import WrongKey
from backoffice_gui.sealing.chunks import AttemptKey, SealBroken, SealContext
from backoffice_gui.sealing.keys import (
    SUITE,
    PrivateKey,
    PublicKey,
    generate,
    new_run_key,
    open_canary,
    open_with,
    run_key_info,
    seal_canary,
    seal_to,
    unwrap,
    wrap,
)

PRIVATE = PrivateKey(SUITE, bytes(range(32)))
CONTEXT = SealContext("a" * 32, "front.example", "EXEMPLE-000000000000001", "sha256-" + "d" * 64, b"t" * 16)


def test_a_seed_is_one_key_pair_for_ever() -> None:
    """The derivation never changes: an old seed opens what was sealed years ago (fingerprint fixed here)."""
    public = PRIVATE.public()
    assert len(public.octets) == 1184 + 32
    assert public.fingerprint == "sha256-c26311a9b9067ffd0290a5a0aae1b2aa6a21c660d15a9bbdf064445f7554934b"


@given(st.binary(max_size=100), st.binary(max_size=50))
@settings(max_examples=20)
def test_what_is_sealed_to_a_public_key_opens_with_its_private_one(plain: bytes, info: bytes) -> None:
    """Under the same info, and never as the same octets twice."""
    sealed = seal_to(PRIVATE.public(), plain, info)
    assert open_with(PRIVATE, sealed, info) == plain
    assert sealed != seal_to(PRIVATE.public(), plain, info)


@given(st.data())
@settings(max_examples=40)
def test_a_flipped_bit_breaks_it(data: st.DataObject) -> None:
    """Anywhere in what HPKE made, key share and tag included."""
    sealed = bytearray(seal_to(PRIVATE.public(), b"EXEMPLE", b"info"))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << (bit % 8)
    with pytest.raises(SealBroken):
        open_with(PRIVATE, bytes(sealed), b"info")


@pytest.mark.parametrize("cut", [0, 1, 31, 1119, 1120, 1142])
def test_what_was_cut_does_not_open(cut: int) -> None:
    """A short text is refused as such, never an error of another kind."""
    sealed = seal_to(PRIVATE.public(), b"EXEMPLE", b"info")
    with pytest.raises(SealBroken):
        open_with(PRIVATE, sealed[:cut], b"info")


def test_another_key_or_another_purpose_opens_nothing() -> None:
    """The private key of another store, and the info of another, are both refused."""
    sealed = seal_to(PRIVATE.public(), b"EXEMPLE", run_key_info("a" * 32, PRIVATE.public()))
    with pytest.raises(SealBroken):
        open_with(generate(), sealed, run_key_info("a" * 32, PRIVATE.public()))
    with pytest.raises(SealBroken):
        open_with(PRIVATE, sealed, run_key_info("b" * 32, PRIVATE.public()))


def test_the_info_of_a_run_key_names_store_and_key() -> None:
    """As architecture.md has it."""
    info = run_key_info("a" * 32, PRIVATE.public())
    assert info == b"ofpra run key 1|" + b"a" * 32 + b"|" + PRIVATE.public().fingerprint.encode()


@pytest.mark.parametrize(
    "public",
    [
        PublicKey("HPKE-OTHER", PRIVATE.public().octets),
        PublicKey(SUITE, PRIVATE.public().octets[:-1]),
        PublicKey(SUITE, b"\xff" * (1184 + 32)),
    ],
)
def test_a_public_key_we_do_not_know_is_refused(public: PublicKey) -> None:
    """Another suite, another length, octets that are no key: nothing is sealed to them."""
    with pytest.raises(SealBroken):
        seal_to(public, b"EXEMPLE", b"")


@pytest.mark.parametrize("private", [PrivateKey("HPKE-OTHER", bytes(32)), PrivateKey(SUITE, bytes(31))])
def test_a_private_key_we_do_not_know_is_refused(private: PrivateKey) -> None:
    """Another suite or another length opens nothing."""
    with pytest.raises(SealBroken):
        private.public()
    with pytest.raises(SealBroken):
        open_with(private, bytes(1200), b"")


def test_a_private_key_does_not_show_its_seed() -> None:
    """Neither `repr` nor `str` says what it is; two are never the same."""
    assert "seed" not in repr(PRIVATE)
    assert generate() != generate()


def test_a_new_private_key_is_of_the_one_suite() -> None:
    """It opens what is sealed to it at once."""
    new = generate()
    assert (new.suite, len(new.seed)) == (SUITE, 32)
    assert open_with(new, seal_to(new.public(), b"EXEMPLE", b"info"), b"info") == b"EXEMPLE"


def test_a_wiped_key_is_locked_not_broken() -> None:
    """Nothing is left of its seed; one that can't be overwritten stays as it was."""
    seed = bytearray(range(32))
    private = PrivateKey(SUITE, seed)
    private.wipe()
    assert seed == bytes(32)
    with pytest.raises(WrongKey, match=r"STO-007 locked$"):
        private.public()
    PRIVATE.wipe()
    assert PRIVATE.seed == bytes(range(32))


def test_the_fingerprint_binds_the_suite() -> None:
    """The same octets under another suite are another key."""
    octets = PRIVATE.public().octets
    assert PublicKey("A", octets).fingerprint != PublicKey("B", octets).fingerprint


def test_an_attempts_key_comes_back_from_under_the_run_key() -> None:
    """Wrapped, it takes 60 octets; it opens to the same key in the same context."""
    run_key, key = new_run_key(), AttemptKey.new(CONTEXT)
    wrapped = wrap(run_key, key)
    assert len(wrapped) == 60
    assert wrapped != wrap(run_key, key)
    assert unwrap(run_key, wrapped, CONTEXT).octets == key.octets


def test_a_wrapped_key_opens_for_its_own_attempt_only() -> None:
    """Another attempt, another run key, a changed or cut wrap, zeros: all refused."""
    run_key = new_run_key()
    wrapped = wrap(run_key, AttemptKey.new(CONTEXT))
    other = SealContext(CONTEXT.store_id, CONTEXT.origin, CONTEXT.id, CONTEXT.digest, b"u" * 16)
    flipped = bytes([wrapped[0] ^ 1]) + wrapped[1:]
    cases = [(new_run_key(), wrapped, CONTEXT), (run_key, wrapped, other)]
    cases += [(run_key, octets, CONTEXT) for octets in (flipped, wrapped[:40], b"", bytes(60))]
    for key, octets, context in cases:
        with pytest.raises(SealBroken):
            unwrap(key, octets, context)


def test_a_canary_opens_under_its_run_key_only() -> None:
    """It proves the run key, whoever holds it; another key, or a changed canary, proves nothing."""
    run_key = new_run_key()
    canary = seal_canary(run_key)
    open_canary(run_key, canary)
    for key, octets in ((new_run_key(), canary), (run_key, canary[:-1]), (run_key, b"")):
        with pytest.raises(SealBroken):
            open_canary(key, octets)


def test_a_canary_that_says_something_else_is_none() -> None:
    """An attempt's key, wrapped, is not taken for a canary, nor the other way round."""
    run_key = secrets.token_bytes(32)
    with pytest.raises(SealBroken):
        open_canary(run_key, wrap(run_key, AttemptKey.new(CONTEXT)))
    with pytest.raises(SealBroken):
        unwrap(run_key, seal_canary(run_key), CONTEXT)
