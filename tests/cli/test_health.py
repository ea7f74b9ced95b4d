"""What the console says of a server, in both languages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from backoffice_gui.cli.health import members, said
from backoffice_gui.cli.text import words_for
from backoffice_gui.domain.monitor import Holder
from tests.domain.test_server_health import FOLLOWS, NOW, WELL

WORST = replace(
    WELL,
    leader=Holder("backoffice collect", "relais-exemple", 7, NOW, us=False, login="agent.exemple", rightful=False),
    monitored=False,
    notices=False,
    pooled=True,
    waits="remote_apply",
    standbys_wanted="second",
    standbys=(replace(FOLLOWS, sync="async", behind=65 << 20),),
    oldest_transaction=dt.timedelta(hours=2),
    archived_at=NOW - dt.timedelta(hours=3),
    archive_failed_at=NOW,
    backup_at=NOW - dt.timedelta(days=9),
    checksums=False,
    schemas=(("inbox", "1.3"),),
)
BARE = replace(WORST, standbys=(replace(FOLLOWS, state=None, sync=None, behind=None, replay=None),), backup_at=None)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("seen", [WELL, WORST, BARE])
def test_every_line_has_its_words(language: str, seen: object) -> None:
    """None with a value that is missing; what this role can't see is said with a question mark alone."""
    lines = said(words_for(language), seen)  # type: ignore[arg-type]
    assert len(lines) >= 8
    assert not any("{" in line for line in lines)


def test_troubles_stand_last_and_in_the_object() -> None:
    """As a monitoring system reads them."""
    found = members(WORST)
    assert found["troubles"] == [
        "standby_missing", "standby_late", "old_transaction", "archiving", "server_backup", "schema_older", "pooled",
        "lead_held",
    ]  # fmt: skip
    assert (found["oldest_transaction"], found["leader_since"]) == (7200.0, "2026-11-27T09:00:00.000Z")
    lines = said(words_for("fr"), WORST)
    assert [line.startswith("ATTENTION") for line in lines[-8:]] == [True] * 8
    assert "serveur de secours" in lines[-8]
    assert any("agent.exemple" in line for line in lines)
