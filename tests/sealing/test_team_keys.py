"""A team's key for one agent."""

from __future__ import annotations

import pytest

from backoffice_gui.sealing import PrivateKey, SealBroken, generate
from backoffice_gui.sealing.keys import open_with
from backoffice_gui.sealing.team_keys import (
    membership,
    new_team_key,
    open_team_key,
    recovery_claim,
    recovery_word,
    seal_team_key,
)

_WORD = "ae964e716a4c493dc930a3bc8eb73261cb707fbd3b4ff1231a71ca1cf37c1c78"
"""What the key of the octets 0 to 31 says: formats are for good, servers keep digests of it."""


def test_it_opens_for_whom_it_was_sealed() -> None:
    """Not under another name, not with another key."""
    private, key = generate(), new_team_key()
    sealed = seal_team_key(private.public(), "demo-un", key)
    assert len(key) == 32
    assert open_team_key(private, "demo-un", sealed) == key
    said = b"ofpra team key 1|demo-un|" + private.public().fingerprint.encode()
    assert open_with(private, sealed, said) == key
    for other, agent in ((private, "demo-deux"), (generate(), "demo-un")):
        with pytest.raises(SealBroken):
            open_team_key(other, agent, sealed)


def test_what_is_vouched_for_is_one_agent_with_one_key() -> None:
    """Neither of them is taken for another's."""
    one, other = generate().public(), generate().public()
    said = {membership("demo-un", one), membership("demo-un", other), membership("demo-deux", one)}
    assert len(said) == 3
    assert membership("demo-un", one) in said
    assert membership("demo-un", one) == b"ofpra team member 1|demo-un|" + one.fingerprint.encode()


def test_a_recovery_key_says_a_word_of_its_own_and_is_vouched_for_in_its_row() -> None:
    """The word is neither the seed nor another key's; an older row's claim is not a newer one's."""
    one, other = generate(), generate()
    assert recovery_word(one) == recovery_word(one) != recovery_word(other)
    assert len(recovery_word(one)) == 32
    assert recovery_word(PrivateKey(one.suite, bytes(range(32)))).hex() == _WORD
    assert recovery_word(one) != bytes(one.seed)
    claims = {recovery_claim(n, each.public()) for n in (1, 2) for each in (one, other)}
    assert len(claims) == 4
    assert recovery_claim(2, one.public()) == b"ofpra team recovery 1|2|" + one.public().fingerprint.encode()
