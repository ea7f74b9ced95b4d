"""Signatures: what one of the pinned keys didn't sign, in exactly this form, is worth nothing."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.signed import NotCompactJws
from backoffice_gui.errors import ConfigurationError
from backoffice_gui.transfer.jws import TYP_MANIFEST, TYP_RECEIPT, KeySet, Verdict, opened, verify
from tests.support.signing import Signer, b64url

SIGNER = Signer("k1")
OTHER = Signer("k2", b"another-" * 4)
PAYLOAD = b'{"EXEMPLE": 1}'
GOOD = SIGNER.sign(PAYLOAD, TYP_MANIFEST)


def _header(**members: object) -> str:
    return SIGNER.sign(PAYLOAD, TYP_MANIFEST, **members)


def _hmac_confusion() -> str:
    """The public key used as the secret of an HMAC: the oldest trick against JWS libraries."""
    header = b64url(json.dumps({"alg": "HS256", "kid": "k1", "typ": TYP_MANIFEST}).encode())
    signed = f"{header}.{b64url(PAYLOAD)}"
    return f"{signed}.{b64url(hmac.digest(SIGNER.public, signed.encode(), hashlib.sha256))}"


@pytest.mark.parametrize("alg", ["Ed25519", "EdDSA"])
def test_both_names_of_the_algorithm_are_accepted(alg: str) -> None:
    """Ed25519 (RFC 9864) and EdDSA (RFC 8037) are one thing under two names."""
    assert verify(_header(alg=alg), SIGNER.keys, TYP_MANIFEST) is Verdict.VALID


def test_payload_is_given_out_octet_for_octet() -> None:
    """What is signed is what is read: the payload's octets come out as they are."""
    paper = opened(GOOD, SIGNER.keys, TYP_MANIFEST)
    assert (paper.payload, paper.verdict) == (PAYLOAD, Verdict.VALID)


@pytest.mark.parametrize(
    "jws",
    [
        _header(alg="none"),
        _header(alg="None"),
        _header(alg="HS256"),
        _header(alg="ES256"),
        _header(alg="ed25519"),
        _header(alg=None),
        _header(alg=["Ed25519"]),
        _header(alg={"Ed25519": 1}),
        _header(typ=TYP_RECEIPT),
        _header(typ="JWT"),
        _header(typ=None),
        _header(typ=1),
        _header(kid=None),
        _header(kid=7),
        _header(crit=["exp"]),
        _header(b64=False, crit=["b64"]),
        _header(b64=False),
        "..",
        SIGNER.sign_raw(b"", PAYLOAD),
        SIGNER.sign_raw(b"[]", PAYLOAD),
        SIGNER.sign_raw(b"null", PAYLOAD),
        SIGNER.sign_raw(b"{", PAYLOAD),
        SIGNER.sign_raw(b"\xff", PAYLOAD),
        SIGNER.sign_raw(b'{"alg":"none","alg":"Ed25519","kid":"k1","typ":"transfer-manifest"}', PAYLOAD),
        SIGNER.sign_raw(b"[" * 100_000, PAYLOAD),
        _hmac_confusion(),
        f"{b64url(b'{}')}.{b64url(PAYLOAD)}.",
    ],
)
def test_header_that_asks_for_anything_else_is_refused(jws: str) -> None:
    """No algorithm but ours, no other type, no critical extension, no header that reads two ways."""
    assert verify(jws, SIGNER.keys, TYP_MANIFEST) is Verdict.BAD_HEADER


@pytest.mark.parametrize(
    "jws",
    [
        "",
        ".",
        "a.b",
        GOOD + ".",
        GOOD + ".x",
        GOOD + "\n",
        " " + GOOD,
        GOOD + "=",
        GOOD.replace(".", "=.", 1),
        GOOD[:-1],
        "é" + GOOD,
        GOOD.replace(".", "\u2024", 1),
        base64.b64encode(b"\xfb\xef\xbe").decode() + GOOD,
    ],
)
def test_text_that_is_not_canonical_compact_jws_is_refused(jws: str) -> None:
    """One text, one reading: padding, whitespace, other alphabets and stray bits are refused."""
    assert verify(jws, SIGNER.keys, TYP_MANIFEST) is Verdict.BAD_HEADER
    with pytest.raises(NotCompactJws):
        opened(jws, SIGNER.keys, TYP_MANIFEST)


def test_stray_bits_in_the_last_character_are_refused() -> None:
    """Two texts for the same octets would break the ledger's chain of hashes."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = alphabet[alphabet.index(GOOD[-1]) ^ 1]
    with pytest.raises(NotCompactJws):
        opened(GOOD[:-1] + last, SIGNER.keys, TYP_MANIFEST)


def test_kid_that_is_not_pinned_is_told_apart() -> None:
    """An unknown key is quarantine until the keys change, not an attack by itself."""
    assert verify(OTHER.sign(PAYLOAD, TYP_MANIFEST), SIGNER.keys, TYP_MANIFEST) is Verdict.UNKNOWN_KEY
    assert verify(_header(kid=""), SIGNER.keys, TYP_MANIFEST) is Verdict.UNKNOWN_KEY


def test_known_kid_with_another_keys_signature_is_bad() -> None:
    """A name is no proof."""
    forged = Signer("k1", b"a-forger" * 4).sign(PAYLOAD, TYP_MANIFEST)
    assert verify(forged, SIGNER.keys, TYP_MANIFEST) is Verdict.BAD_SIGNATURE


@pytest.mark.parametrize("signature", [b"", b"\0" * 64, b"\0" * 63, b"\0" * 65, b"\xff" * 64])
def test_signature_of_any_other_shape_is_bad(signature: bytes) -> None:
    """Too short, too long, all zeros: bad, and never an exception."""
    jws = f"{GOOD.rpartition('.')[0]}.{b64url(signature)}"
    assert verify(jws, SIGNER.keys, TYP_MANIFEST) is Verdict.BAD_SIGNATURE


def test_any_changed_bit_is_refused() -> None:
    """Each bit of header, payload and signature, flipped alone, takes the validity away."""
    raw = [base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in GOOD.split(".")]
    for which, octets in enumerate(raw):
        for bit in range(len(octets) * 8):
            changed = bytearray(octets)
            changed[bit // 8] ^= 1 << bit % 8
            jws = ".".join(b64url(bytes(changed) if n == which else part) for n, part in enumerate(raw))
            assert verify(jws, SIGNER.keys, TYP_MANIFEST) is not Verdict.VALID


@given(st.text(max_size=200))
def test_any_text_is_judged_and_never_valid(text: str) -> None:
    """Whatever text comes, the answer is a verdict, and it isn't valid."""
    assert verify(text, SIGNER.keys, TYP_MANIFEST) is not Verdict.VALID


@given(st.binary(max_size=100), st.binary(max_size=100), st.binary(max_size=70))
def test_any_segments_are_judged_and_never_valid(head: bytes, payload: bytes, signature: bytes) -> None:
    """Well-formed segments of any octets are judged without an exception, and never valid."""
    jws = f"{b64url(head)}.{b64url(payload)}.{b64url(signature)}"
    assert verify(jws, SIGNER.keys, TYP_MANIFEST) is not Verdict.VALID


def test_text_verified_before_is_not_verified_again() -> None:
    """`trusted` skips the signature and nothing else: the text must still be a compact JWS."""
    forged = f"{GOOD.rpartition('.')[0]}.{b64url(bytes(64))}"
    assert opened(forged, SIGNER.keys, TYP_MANIFEST, trusted=True).verdict is Verdict.VALID
    with pytest.raises(NotCompactJws):
        opened("..=", SIGNER.keys, TYP_MANIFEST, trusted=True)


def test_headers_kept_are_bounded() -> None:
    """A server that invents headers without end doesn't fill the memory, and the true one still works."""
    keys = KeySet({"k1": SIGNER.public})
    for n in range(500):
        assert verify(SIGNER.sign(PAYLOAD, TYP_MANIFEST, n=n), keys, TYP_MANIFEST) is Verdict.VALID
    assert verify(GOOD, keys, TYP_MANIFEST) is Verdict.VALID
    assert len(keys._headers) <= 64


# --- the JWKS file ---


def _jwk(signer: Signer, **members: object) -> dict[str, object]:
    raw = {"kty": "OKP", "crv": "Ed25519", "kid": signer.kid, "x": b64url(signer.public)} | members
    return {name: value for name, value in raw.items() if value is not None}


def _file(folder: Path, *keys: object) -> Path:
    path = folder / "front-end.jwks.json"
    path.write_text(json.dumps({"keys": list(keys)}), "utf-8")
    return path


def test_several_keys_are_pinned_and_foreign_kinds_passed_over(tmp_path: Path) -> None:
    """Rotation needs two keys at once; keys of other kinds are ignored (RFC 7517 §5)."""
    rsa = {"kty": "RSA", "kid": "r", "n": "AQAB", "e": "AQAB"}
    x25519 = _jwk(OTHER, crv="X25519", kid="x")
    keys = KeySet.load(_file(tmp_path, _jwk(SIGNER, use="sig", alg="EdDSA"), rsa, x25519, _jwk(OTHER, alg="Ed25519")))
    assert keys.kids == {"k1", "k2"}
    assert verify(GOOD, keys, TYP_MANIFEST) is Verdict.VALID
    assert verify(OTHER.sign(PAYLOAD, TYP_MANIFEST), keys, TYP_MANIFEST) is Verdict.VALID


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"keys": {}}',
        b'{"keys": []}',
        b'{"keys": [7]}',
        b"\xff\xfe",
        b'{"keys": [], "keys": []}',
        b" " * (1024 * 1024 + 1),
        *(
            json.dumps({"keys": [_jwk(SIGNER, **members)]}).encode()
            for members in (
                {"kid": None},
                {"kid": ""},
                {"kid": 5},
                {"x": None},
                {"x": "AA"},
                {"x": "not base64!"},
                {"x": b64url(SIGNER.public) + "="},
                {"d": "AAAA"},
                {"use": "enc"},
                {"alg": "ES256"},
                {"alg": ["EdDSA"]},
                {"use": ["sig"]},
            )
        ),
        json.dumps({"keys": [_jwk(SIGNER), _jwk(OTHER, kid="k1")]}).encode(),
    ],
)
def test_file_that_is_no_jwks_of_ours_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    """No key, half a key, a private key, a name twice: the configuration is refused, naming the file only."""
    path = tmp_path / "front-end.jwks.json"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError) as refused:
        KeySet.load(path)
    assert refused.value.reason == "not-jwks"
    assert refused.value.facts == {"file": str(path)}


def test_absent_file_is_refused_by_name(tmp_path: Path) -> None:
    """A missing JWKS file is a calm error."""
    with pytest.raises(ConfigurationError) as refused:
        KeySet.load(tmp_path / "absent.json")
    assert refused.value.reason == "unreadable"
