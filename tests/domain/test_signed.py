"""The outer form of a compact JWS: one spelling for one value."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.signed import NotCompactJws, payload_octets, segments


def _segment(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


@given(st.binary(), st.binary(), st.binary())
def test_three_segments_are_read_as_they_were_written(header: bytes, payload: bytes, signature: bytes) -> None:
    """Header, payload and signature come back octet for octet."""
    jws = ".".join(map(_segment, (header, payload, signature)))
    assert segments(jws) == (header, payload, signature)
    assert payload_octets(jws) == payload


@pytest.mark.parametrize(
    "jws", ["", "a.b", "YQ.YQ.YQ.YQ", "YQ==.YQ.YQ", "Y+/a.YQ.YQ", "YQ.YQ.Y", "é.YQ.YQ", "YQ.YQ.YQ\n"]
)
def test_another_form_is_refused(jws: str) -> None:
    """Padding, the other alphabet, white space and a wrong number of segments are no compact JWS."""
    with pytest.raises(NotCompactJws):
        segments(jws)


def test_a_second_spelling_of_the_same_octets_is_refused() -> None:
    """Unused bits must be zero: else one signature would have several texts, and the ledger several hashes."""
    assert segments("YQ.YQ.YQ")[0] == b"a"
    with pytest.raises(NotCompactJws, match="canonical"):
        segments("YR.YQ.YQ")


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """What is accepted is the one spelling of what it decodes to."""
    try:
        read = segments(text)
    except NotCompactJws:
        return
    assert ".".join(map(_segment, read)) == text
