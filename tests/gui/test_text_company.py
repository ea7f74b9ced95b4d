"""Who else is at a case, in sentences."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backoffice_gui.domain.presence import Company, Editing, Patience, Presence
from backoffice_gui.gui.text_company import (
    age_text,
    asked_text,
    listed_text,
    lost_text,
    opened_text,
    silent_text,
    wanted_text,
    writing_text,
)
from tests.support.invented_cases import ME
from tests.support.office import NOW


def there(agent: str, minutes: int, post: str = "POSTE-2") -> Presence:
    """Somebody who has case 1 open for so long."""
    return Presence(1, agent, post, NOW - timedelta(minutes=minutes), NOW)


def writes(agent: str, minutes: int = 2, wanted_by: str = "") -> Editing:
    """Somebody who writes, and typed ten seconds ago."""
    since, typed = NOW - timedelta(minutes=minutes), NOW - timedelta(seconds=10)
    return Editing(1, agent, "POSTE-2", since, typed, wanted_by, NOW if wanted_by else None)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "moins d’une minute"),
        (59, "moins d’une minute"),
        (61, "1\u00a0min"),
        (299, "4\u00a0min"),
        (3_900, "1\u00a0h\u00a005\u00a0min"),
    ],
)
def test_ages_go_by_the_minute(qapp: object, seconds: int, words: str) -> None:
    """A clock that runs a little behind is no future."""
    assert age_text(NOW - timedelta(seconds=seconds), NOW) == words


def test_who_has_it_open_is_said_once_each(qapp: object) -> None:
    """Two desks of one agent are one line; one's own other desk is named."""
    assert opened_text((), NOW, ME) == ""
    assert opened_text((there("d.demo", 4),), NOW, ME) == "Ouverte par \u2068d.demo\u2069 depuis 4\u00a0min"
    several = opened_text((there("d.demo", 4), there("d.demo", 1, "POSTE-3"), there(ME, 2)), NOW, ME)
    assert several.count("d.demo") == 1
    assert "vous, sur \u2068POSTE-2\u2069 (2\u00a0min)" in several


def test_who_writes_and_what_that_leaves(qapp: object) -> None:
    """Reading, asking, waiting, being asked, having lost it."""
    assert "d.demo\u2069 rédige une réponse depuis 2\u00a0min" in writing_text(writes("d.demo"), NOW, ME)
    assert "n’écrit plus depuis 5\u00a0min" in silent_text(writes("d.demo"), NOW + timedelta(minutes=5), ME)
    assert "elle est à vous dans 30\u00a0s" in asked_text(writes("d.demo", wanted_by=ME), NOW, Patience(), ME)
    assert "demande la main" in wanted_text(writes(ME, wanted_by="d.demo"), NOW, Patience())
    assert "reste en brouillon" in lost_text(writes("d.demo"))


def test_a_row_says_who_writes_rather_than_who_reads(qapp: object) -> None:
    """Nobody: nothing."""
    company = Company(NOW, (there("e.exemple", 3),), (writes("d.demo"),))
    assert listed_text(Company(NOW), 1, NOW, ME) == ""
    assert "rédige" in listed_text(company, 1, NOW, ME)
    assert "e.exemple" in listed_text(Company(NOW, company.presences), 1, NOW, ME)
