"""Signed heads: what was signed is told from what was not, and a line that is none is nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from backoffice_gui.audit.heads import Head, SignedHead, head_line, public_of, read_head, sign, sound
from tests.support.facts import NOON

SEED = bytes(range(32))
HEAD = Head("EXEMPLE", "casebook", 41, bytes(32), NOON)


def test_a_head_comes_back_from_its_line_as_it_was_signed() -> None:
    """One line of ASCII; the key is the seed's public half."""
    signed = sign(SEED, HEAD)
    line = head_line(signed)
    assert line.isascii()
    assert "\n" not in line
    assert (read_head(line), sound(signed), signed.key) == (signed, True, public_of(SEED))


@pytest.mark.parametrize(
    "other",
    [
        replace(HEAD, n=42),
        replace(HEAD, hash=bytes(31) + b"\1"),
        replace(HEAD, store="AUTRE"),
        replace(HEAD, chain="inbox"),
        replace(HEAD, at=NOON + timedelta(seconds=1)),
    ],
)
def test_a_changed_head_is_not_what_was_signed(other: Head) -> None:
    """Whatever of it was changed; nor is it another key's."""
    signed = sign(SEED, HEAD)
    assert not sound(replace(signed, head=other))
    assert not sound(replace(signed, key=public_of(bytes(32))))


def test_a_head_without_a_signature_is_a_head_that_nobody_signed() -> None:
    """A collector's."""
    bare = SignedHead(HEAD)
    assert read_head(head_line(bare)) == bare
    assert not sound(bare)


@pytest.mark.parametrize(
    "line",
    ["", "{}", "[]", "EXEMPLE", head_line(sign(SEED, HEAD))[:-9], head_line(SignedHead(HEAD)).replace('"v":1', '"v":2'),
     head_line(SignedHead(HEAD)).replace("41", '"x"'), "[" * 5_000, head_line(SignedHead(HEAD)).replace("00", "0")],
)  # fmt: skip
def test_what_is_no_head_is_nothing(line: str) -> None:
    """Cut, of another version, not ours."""
    assert read_head(line) is None
