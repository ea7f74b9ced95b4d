from __future__ import annotations

import pytest

from backoffice_gui.conformance.verdicts import (
    Failed,
    Finding,
    NotDone,
    Notes,
    Outcome,
    failed,
    not_applicable,
    skipped,
)


def test_notes_are_told_together_at_the_end() -> None:
    """Each finding once, five at most; nothing where there are none."""
    with Notes() as quiet:
        assert quiet.same("status", 200, 200)

    def loud() -> None:
        with Notes() as notes:
            for n in (404, 404, *range(500, 510)):
                notes.same("status", n, 200)

    with pytest.raises(Failed) as raised:
        loud()
    assert [one.seen for one in raised.value.findings] == ["404", "500", "501", "502", "503"]


def test_a_check_that_ends_otherwise_ends_so() -> None:
    """What was noted before does not hide that a check could not be made."""

    def ended() -> None:
        with Notes() as notes:
            notes.that(False, "a", 1, 2)
            skipped("no-hook")

    with pytest.raises(NotDone):
        ended()


def test_values_are_alike_in_type_too() -> None:
    """`true` is no 1, and 1.0 is no 1."""
    notes = Notes()
    assert not notes.same("version", True, 1)
    assert not notes.same("version", 1.0, 1)


def test_what_is_shown_is_short_and_can_be_printed() -> None:
    """An answer can't draw on the terminal of whoever reads, nor fill it."""
    with pytest.raises(Failed) as raised:
        failed("header", "a\x1b[2J" + "x" * 500, {"wanted": 1})
    (finding,) = raised.value.findings
    assert finding == Finding("header", finding.seen, "{'wanted': 1}")
    assert finding.seen.isprintable()
    assert len(finding.seen) == 90


def test_not_done_has_a_reason() -> None:
    """Skipped here, or not applicable at all."""
    for end, outcome in ((skipped, Outcome.SKIPPED), (not_applicable, Outcome.NOT_APPLICABLE)):
        with pytest.raises(NotDone) as raised:
            end("why")
        assert (raised.value.outcome, raised.value.reason) == (outcome, "why")
