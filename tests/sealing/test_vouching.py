"""A code that only who has the key can make."""

from __future__ import annotations

import hmac

from backoffice_gui.sealing.vouching import vouch, vouched

KEY, OTHER = bytes(range(32)), bytes(32)


def test_a_code_is_of_these_octets_and_this_key() -> None:
    """Another octet, another key or another code: not vouched for; the code shows nothing of the key."""
    code = vouch(KEY, b"EXEMPLE")
    assert vouched(KEY, b"EXEMPLE", code)
    assert not vouched(KEY, b"EXEMPLF", code)
    assert not vouched(OTHER, b"EXEMPLE", code)
    assert not vouched(KEY, b"EXEMPLE", code[:-1])
    assert len(code) == 32


def test_the_code_is_as_it_is_written_down() -> None:
    """HKDF (RFC 5869) without salt, one block, then HMAC: what lies vouched for today is known in ten years."""
    pseudorandom = hmac.digest(bytes(32), KEY, "sha256")
    derived = hmac.digest(pseudorandom, b"ofpra back office|vouching|1\1", "sha256")
    assert vouch(KEY, b"EXEMPLE") == hmac.digest(derived, b"EXEMPLE", "sha256")
