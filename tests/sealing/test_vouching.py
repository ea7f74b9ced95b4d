"""A code that only who has the key can make."""

from __future__ import annotations

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
