"""Signed heads: what was signed is told from what was not, and a line that is none is nothing."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backoffice_gui.audit.heads import Head, SignedHead, head_line, public_of, read_head, sign, signature_octets, sound
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


@pytest.fixture
def far_away(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose clock shows another zone."""
    with monkeypatch.context() as there:
        there.setenv("TZ", "Pacific/Tahiti")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("far_away")
def test_a_line_is_as_it_is_written_down() -> None:
    """JSON in ASCII, sorted, no spaces, whole seconds of UTC; signed by Ed25519 after the label: anyone can check it."""
    at = (NOON + timedelta(microseconds=7)).astimezone(timezone(timedelta(hours=1)))
    head = replace(HEAD, store="EXEMPLÉ", at=at)
    key = public_of(SEED).hex()
    bare = (
        f'{{"at":"2026-11-23T12:00:00+00:00","chain":"casebook","hash":"{"00" * 32}","key":"{key}","n":41,'
        '"store":"EXEMPL\\u00c9","v":1}'
    )
    signature = Ed25519PrivateKey.from_private_bytes(SEED).sign(
        b"ofpra back office|audit head|1\n" + bare.encode("ascii")
    )
    assert sign(SEED, head).signature == signature
    assert head_line(sign(SEED, head)) == bare.replace('"store"', f'"sig":"{signature.hex()}","store"')


def test_the_signature_of_a_file_is_as_it_is_written_down() -> None:
    """Over the digest, after a label of its own: what signs a file signs no head."""
    digest, key = b"d" * 32, public_of(SEED).hex()
    signature = Ed25519PrivateKey.from_private_bytes(SEED).sign(b"ofpra back office|journal file|1\n" + digest)
    expected = f'{{"key":"{key}","sha256":"{digest.hex()}","sig":"{signature.hex()}","v":1}}'
    assert signature_octets(SEED, digest) == expected.encode("ascii")


@pytest.mark.parametrize(
    "other",
    [{"hash": "00" * 31}, {"key": "00" * 31}, {"sig": "00" * 63}, {"key": "00" * 32}, {"at": "2026-11-23T12:00:00"},
     {"at": 7}, {"v": 0}, {"more": 1}, {"n": None}, {"hash": "zz"}],
)  # fmt: skip
def test_a_head_with_something_else_in_a_member_is_nothing(other: dict[str, object]) -> None:
    """Every size and kind is looked at, and a signature stands with its key or not at all."""
    said = json.loads(head_line(SignedHead(HEAD)))
    assert read_head(json.dumps(said)) == SignedHead(HEAD)
    assert read_head(json.dumps(said | other)) is None


def test_a_line_is_read_to_two_thousand_characters() -> None:
    """A longer one is cut, and so is none."""
    line = head_line(SignedHead(HEAD))
    most = line[:-1] + " " * (2_000 - len(line)) + "}"
    assert read_head(most) == SignedHead(HEAD)
    assert read_head(most[:-1] + " }") is None
