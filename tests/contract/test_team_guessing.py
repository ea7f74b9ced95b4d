"""What an insider learns by how a question is carried out, not by its answer; and the words of the page against it.

Beside `test_team_insider`, on the same store.
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.team_store import Raw, TeamStore, ask

_PAGE = Path(__file__).resolve().parents[2] / "docs" / "team.md"
_GUESSES = (
    "SELECT 1 FROM casebook.cases WHERE applicant = '{0}'",
    "SELECT 1 FROM casebook.cases WHERE applicant >= '{0}' AND applicant <= '{0}'",
    "SELECT 1 FROM casebook.cases WHERE applicant = '{0}'::name",
    "SELECT 1 FROM casebook.cases WHERE applicant::bpchar = '{0}'",
    "SELECT 1 FROM casebook.person WHERE applicant = '{0}'",
    "SELECT 1 FROM casebook.person WHERE starts_with(applicant, '{0}')",
    "SELECT 1 FROM casebook.note WHERE text = '{0}'",
)


def _told(raw: Raw, guess: str) -> bool:
    """Whether the plan that is carried out for a name of another service differs from that for one which nobody has."""
    plans = set()
    for name in ("EXEMPLE 2", "EXEMPLE 9"):
        said = ask(raw, f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) {guess.format(name)}")
        plans.add("\n".join(str(line).replace(name, "") for (line,) in said))
    return len(plans) > 1


def test_a_very_name_is_not_guessed_where_a_superuser_has_said_so(team: TeamStore, agent: Raw) -> None:
    """Run as they stand on the page: row security comes first then, and nothing tells what it kept back."""
    (words,) = re.findall(r"```sql\n(.*?)```", _PAGE.read_text("utf-8"), re.DOTALL)
    assert any(_told(agent, guess) for guess in _GUESSES)  # where nobody has, it is as the page says
    agent.rollback()
    known = "SELECT oid::regprocedure::text FROM pg_proc WHERE proleakproof"
    before = team.server.do(team.name, known)
    team.server.do(team.name, words)
    try:
        assert not [guess for guess in _GUESSES if _told(agent, guess)]
    finally:
        now = team.server.do(team.name, known)
        again = [f"ALTER FUNCTION {name} LEAKPROOF" for (name,) in before if (name,) not in now]
        team.server.do(team.name, "; ".join(again))
