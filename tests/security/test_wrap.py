from __future__ import annotations

import unicodedata

import msgspec
import pytest

from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.wrap import STRONG, Cost, Wrap, fits, new_half, open_wrap, wrap_master

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PHRASE = "trois rivières EXEMPLE"
MASTER = MasterSecret(bytes(range(32)))


def test_passphrase_and_half_together_open() -> None:
    """Whichever way the accents were typed; and nothing else does."""
    half = new_half()
    wrap = wrap_master(MASTER, PHRASE, half, slot="a", cost=CHEAP)
    assert fits(wrap, half)
    assert open_wrap(wrap, PHRASE, half) == MASTER
    assert open_wrap(wrap, unicodedata.normalize("NFD", PHRASE), half) == MASTER
    assert open_wrap(wrap, PHRASE + " ", half) is None
    assert not fits(wrap, new_half())
    assert open_wrap(wrap, PHRASE, new_half()) is None


def test_no_two_wraps_are_alike() -> None:
    """A salt of its own each time; the secret is never in it."""
    half = new_half()
    one, two = (wrap_master(MASTER, PHRASE, half, slot="a", cost=CHEAP) for _ in range(2))
    assert one.salt != two.salt
    assert one.sealed != two.sealed
    for octets in (msgspec.json.encode(one), bytes(half)):
        assert MASTER.octets not in octets
        assert MASTER.hex().encode() not in octets
        assert PHRASE.encode() not in octets


@pytest.mark.parametrize("field", ["cost", "salt", "nonce", "sealed", "slot"])
def test_a_wrap_that_somebody_changed_is_known_before_anything_is_derived(field: str) -> None:
    """So nobody makes us fill the memory, or weakens what the next wrap costs."""
    half = new_half()
    wrap = wrap_master(MASTER, PHRASE, half, slot="a", cost=CHEAP)
    old = getattr(wrap, field)
    new = Cost(memory_kib=16, passes=1, lanes=1) if field == "cost" else "b" if field == "slot" else old[::-1]
    assert not fits(msgspec.structs.replace(wrap, **{field: new}), half)


def test_a_wrap_is_read_back_as_it_was_written_and_costs_are_bounded() -> None:
    """Parameters travel with it, so that they can be raised; absurd ones are refused."""
    wrap = wrap_master(MASTER, PHRASE, new_half(), slot="b", cost=CHEAP)
    octets = msgspec.json.encode(wrap)
    assert msgspec.json.decode(octets, type=Wrap) == wrap
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(octets.replace(b'"memory_kib":8', b'"memory_kib":99999999'), type=Wrap)
    assert (STRONG.memory_kib, STRONG.passes, STRONG.lanes) == (256 * 1024, 3, 4)
