"""Names of submissions: their patterns, and the key that three of them make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.ids import DIGEST, SUBMISSION_ID, Digest, Origin, SubmissionId, SubmissionKey


@given(st.from_regex(SUBMISSION_ID, fullmatch=True))
def test_an_id_is_random_and_harmless(text: str) -> None:
    """At least 128 bits of letters, digits, `_` and `-`; never a path."""
    assert 22 <= len(text) <= 64
    assert text.isascii()
    assert not set(text) & set("./\\ \n\0")


@pytest.mark.parametrize("text", ["", "a" * 21, "a" * 65, "a" * 22 + "\n", "../" * 8, "é" * 22, "a b" * 8])
def test_what_is_no_id(text: str) -> None:
    """Too short, too long, with a line's end or of other letters."""
    assert SUBMISSION_ID.fullmatch(text) is None


@pytest.mark.parametrize(
    "text", ["sha256-" + "A" * 64, "sha256-" + "a" * 63, "sha1-" + "a" * 64, "sha256-" + "a" * 64 + "\n"]
)
def test_what_is_no_digest(text: str) -> None:
    """One algorithm, one form, lower case."""
    assert DIGEST.fullmatch(text) is None


def test_an_id_alone_identifies_nothing() -> None:
    """The same id with another digest or origin is another submission."""
    one = SubmissionKey(Origin("a"), SubmissionId("i"), Digest("d"))
    assert one == SubmissionKey(Origin("a"), SubmissionId("i"), Digest("d"))
    assert (
        len(
            {
                one,
                SubmissionKey(Origin("a"), SubmissionId("i"), Digest("e")),
                SubmissionKey(Origin("b"), one.id, one.digest),
            }
        )
        == 3
    )
