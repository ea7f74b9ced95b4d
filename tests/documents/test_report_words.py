from __future__ import annotations

from datetime import date

import pytest

from backoffice_gui.documents.report_words import report_words
from backoffice_gui.domain.conformity import Breach, ClockState, month_named, period_of
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind


def test_every_code_word_has_its_words() -> None:
    """Stages, incidents, breaches, clocks, alarms: a new one without words fails here, not at the DPO's."""
    words = report_words("fr")
    for kind, name in ((Stage, "stage"), (IncidentKind, "incident"), (Breach, "breach"), (ClockState, "clock")):
        assert all(words.say(f"{name}.{each.value}") for each in kind)
    assert all(words.say(f"alarm.{each.value}") for each in AlarmKind)


@pytest.mark.parametrize(
    ("seconds", "french", "english"),
    [
        (None, "—", "—"),
        (0.04, "0,1 s", "0.1 s"),
        (41.0, "41 s", "41 s"),
        (41.2, "42 s", "42 s"),
        (190.0, "3 min 10 s", "3 min 10 s"),
        (1800.001, "30 min 01 s", "30 min 01 s"),
        (7_500.0, "2 h 05 min", "2 h 05 min"),
    ],
)
def test_durations_never_flatter(seconds: float | None, french: str, english: str) -> None:
    """They are rounded up: what is over the line is never shown upon it."""
    for language, said in (("fr", french), ("en", english)):
        assert report_words(language).duration(seconds).replace("\u00a0", " ") == said


def test_numbers_shares_and_periods_are_written_as_each_language_does() -> None:
    """A share that is not nought is never shown as nought."""
    fr, en = report_words("fr"), report_words("en")
    assert (fr.number(41_230), en.number(41_230)) == ("41\u202f230", "41,230")
    assert [fr.share(part) for part in (None, 0.0, 0.000001, 0.125)] == [
        "—",
        "0,00\u00a0%",
        "0,01\u00a0%",
        "12,50\u00a0%",
    ]
    assert en.share(0.125) == "12.50%"
    assert (fr.period(month_named("2026-08")), en.period(month_named("2026-08"))) == ("août 2026", "August 2026")
    week = period_of(date(2026, 11, 3), date(2026, 11, 9))
    assert (fr.period(week), en.period(week)) == ("du 03/11/2026 au 09/11/2026", "03/11/2026 to 09/11/2026")
    assert report_words("de").language == "fr"
