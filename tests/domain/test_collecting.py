"""What a collector says while it works."""

from __future__ import annotations

from backoffice_gui.domain.collecting import CollectorEvent, EventName, Summary


def test_a_summary_has_the_documented_members_in_their_order() -> None:
    """Scripts read the last line of `collect --json` by these names."""
    assert list(Summary(stored=2).as_dict()) == [
        "listed",
        "stored",
        "acknowledged",
        "closed",
        "held",
        "quarantined",
        "foreign",
        "lost",
        "missing",
        "failed",
        "bytes",
        "seconds",
    ]
    assert Summary(stored=2, seconds=0.5).as_dict()["stored"] == 2


def test_events_are_the_documented_ones() -> None:
    """The closed list of `collect`'s events."""
    assert [event.value for event in EventName] == [
        "listed",
        "stored",
        "verified",
        "acknowledged",
        "closed",
        "quarantined",
        "foreign",
        "incident",
        "retry",
        "taken_in",
    ]
    assert CollectorEvent(EventName.RETRY, None, None).detail == ""


def test_a_run_that_goes_on_adds_up() -> None:
    """All but what is held: of that only the later one knows."""
    first, later = Summary(closed=2, held=5, seconds=1.5, bytes=7), Summary(closed=3, held=1, seconds=2.0)
    assert first.then(later) == Summary(closed=5, held=1, seconds=3.5, bytes=7)
