from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backoffice_gui.security.master import MasterSecret


def test_each_secret_is_new_and_of_32_octets() -> None:
    """Two secrets are never the same."""
    one, two = MasterSecret.generate(), MasterSecret.generate()
    assert len(one.octets) == 32
    assert one != two
    assert one == MasterSecret(one.octets)
    assert one != one.octets


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_secret_of_another_length_is_refused(length: int) -> None:
    """31 octets are no master secret."""
    with pytest.raises(ValueError, match="32 octets"):
        MasterSecret(b"x" * length)


def test_the_casebook_key_follows_by_hkdf_and_never_changes() -> None:
    """The derivation is part of the store's format: another info string would lock every casebook."""
    master = MasterSecret(bytes(range(32)))
    info = b"ofpra back office|casebook key|1"
    assert master.casebook_key() == HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(bytes(range(32)))
    assert master.casebook_key().hex() == "7788651da0c780407bce9ee734eb999c81ad64329b2a402e90a2374fa4eb0afa"
    assert master.casebook_key() != master.octets


def test_the_outbox_key_is_another_and_never_changes() -> None:
    """What waits on a workstation is sealed under a key of its own."""
    master = MasterSecret(bytes(range(32)))
    info = b"ofpra back office|outbox key|1"
    assert master.outbox_key() == HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(bytes(range(32)))
    assert master.outbox_key() != master.casebook_key()


def test_the_agents_key_is_another_and_never_changes() -> None:
    """The public half that was compared stays the same for as long as the secret does."""
    master = MasterSecret(bytes(range(32)))
    info = b"ofpra back office|agent key|1"
    assert master.agent_key() == MasterSecret(master.octets).agent_key()
    assert master.agent_key().seed == HKDF(SHA256(), 32, None, info).derive(bytes(range(32)))


def test_no_repr_shows_the_secret_and_wiping_empties_it() -> None:
    """Neither `repr` nor `str` gives a digit away; after `wipe` there is nothing left."""
    master = MasterSecret(b"\xab" * 32)
    assert "ab" not in repr(master) + str(master)
    master.wipe()
    assert master.octets == bytes(32)


def test_a_secret_is_not_hashable() -> None:
    """It never becomes a key of a mapping or a member of a set."""
    with pytest.raises(TypeError):
        hash(MasterSecret.generate())
