"""The recovery key on paper: what was copied rightly opens, a slip of the pen is seen."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.sealing.chunks import SealBroken
from backoffice_gui.sealing.keys import SUITE, PrivateKey
from backoffice_gui.sealing.recovery import code_of, key_of

seeds = st.binary(min_size=32, max_size=32)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(seeds)
def test_a_code_is_the_key_again(seed: bytes) -> None:
    """14 groups of 4, without I, L, O or U."""
    private = PrivateKey(SUITE, seed)
    code = code_of(private)
    assert [len(group) for group in code.split("-")] == [4] * 14
    assert set(code) <= set(ALPHABET + "-")
    assert key_of(code) == private


@given(seeds, st.randoms())
def test_a_code_may_be_typed_as_people_type(seed: bytes, dice: st.random.Random) -> None:  # type: ignore[name-defined]
    """Lower case, spaces, other dashes, I or l for 1 and o for 0 make no difference."""
    private = PrivateKey(SUITE, seed)
    typed = "".join(
        dice.choice({"1": "1IiLl", "0": "0Oo", "-": "- –—_\n"}.get(sign, sign + sign.lower()))
        for sign in code_of(private)
    )
    assert key_of(f"  {typed}\t") == private


@given(seeds, st.integers(0, 55), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_seen(seed: bytes, at: int, sign: str) -> None:
    """24 bits of checksum: a single slip passes once in 16 million."""
    code = list(code_of(PrivateKey(SUITE, seed)).replace("-", ""))
    wrong = [*code[:at], sign, *code[at + 1 :]]
    if wrong == code:
        return
    with pytest.raises(SealBroken):
        key_of("".join(wrong))


@pytest.mark.parametrize("typed", ["", "0000", "0" * 55, "0" * 57, "U" * 56, "é" * 56, "0" * 56])
def test_what_is_no_code_is_refused(typed: str) -> None:
    """Too short, too long, foreign characters, a checksum that is off."""
    with pytest.raises(SealBroken):
        key_of(typed)


def test_a_key_of_another_suite_has_no_code() -> None:
    """The printed form is of this suite's keys."""
    with pytest.raises(SealBroken):
        code_of(PrivateKey("HPKE-OTHER", bytes(32)))


def test_a_code_on_paper_opens_in_ten_years() -> None:
    """Alphabet and checksum never change: what was printed is typed in long after."""
    assert (
        code_of(PrivateKey(SUITE, bytes(range(32))))
        == "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-2GAH-C5RR-34D1-P70X-3RFS-9BRT"
    )


def test_a_code_may_have_every_character_there_is() -> None:
    """All thirty-two of them."""
    seed = base64.b32decode("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") + bytes(12)
    code = code_of(PrivateKey(SUITE, seed))
    assert set(code) == set(ALPHABET + "-")
    assert key_of(code).seed == seed
