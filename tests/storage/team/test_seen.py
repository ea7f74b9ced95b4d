"""When somebody was last at work, as the server itself noted it."""

from __future__ import annotations

import datetime as dt

from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.storage.team import members
from backoffice_gui.storage.team.engine import reader_engine
from tests.support.team_store import PEOPLE, TeamStore


def test_when_somebody_was_last_at_work_is_told_to_who_keeps_members(team: TeamStore) -> None:
    """By the server's own notes, however many are of one day's purge; his name where the server's people gave one.

    Nobody else hears when.
    """
    releve, lead = PEOPLE[TeamRole.COLLECTOR], PEOPLE[TeamRole.LEAD]
    now = team.server.do(team.name, "SELECT now()")[0][0]
    team.server.do(team.name, f"INSERT INTO inbox.trace (login, what, subject) VALUES ('{releve}', 'journal', 1)")
    of_words = f"SELECT '{lead}', 'words_removed', n FROM generate_series(1, 50001) n"
    team.server.do(team.name, f"INSERT INTO inbox.trace (login, what, subject) {of_words}")
    team.server.do(team.name, f"COMMENT ON ROLE {releve} IS 'Relève (EXEMPLE)'")
    for login, knows in ((lead, True), (PEOPLE[TeamRole.ADMINISTRATOR], True), (PEOPLE[TeamRole.AGENT], False)):
        engine = reader_engine(team.server.address(team.name, login), "casebook")
        with engine.connect() as connection:
            found = {each.agent: each for each in members.members(connection)}
        engine.dispose()
        one = found[releve]
        assert (one.opens_no_desk, one.name, found[login].connected) == (True, "Relève (EXEMPLE)", True)
        assert isinstance(now, dt.datetime)
        assert (one.seen_at is not None and one.seen_at >= now) == knows
    team.server.do(team.name, f"COMMENT ON ROLE {releve} IS NULL")
