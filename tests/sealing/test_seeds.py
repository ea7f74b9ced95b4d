"""Secrets of a casebook on a server."""

from __future__ import annotations

import pytest

from backoffice_gui.sealing import SealBroken
from backoffice_gui.sealing.seeds import open_seed, seal_seed

KEY, SEED = bytes(range(32)), b"s" * 32
_KNOWN = (
    "1d896259f2829a8de25446d4b47098ab43590d2c52aa9e2406127c2bd913028128c7b9a62295ab7fd1ad36b894731da1e4955ffee50b93f1"
    "08b7b476"
)


def test_a_seed_opens_under_its_key_and_name_only() -> None:
    """Never twice the same octets; changed, renamed, cut, or under another key it does not open."""
    sealed = seal_seed(KEY, "private_key:a", SEED)
    assert open_seed(KEY, "private_key:a", sealed) == SEED
    assert SEED not in sealed
    assert seal_seed(KEY, "private_key:a", SEED) != sealed
    changed = bytearray(sealed)
    changed[-1] ^= 1
    for key, name, octets in (
        (bytes(32), "private_key:a", sealed),
        (KEY, "private_key:b", sealed),
        (KEY, "private_key:a", bytes(changed)),
        (KEY, "private_key:a", b""),
    ):
        with pytest.raises(SealBroken):
            open_seed(key, name, octets)


def test_what_an_earlier_version_sealed_opens() -> None:
    """The format is for good: octets of the first version, written down once."""
    assert open_seed(KEY, "private_key:a", bytes.fromhex(_KNOWN)) == SEED
