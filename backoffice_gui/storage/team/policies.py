"""Which rows whom: row security of a team's tables, said anew at each making and migrating.

Whoever sees all services (and the owner, in whose name functions and migrations run) has policies that are plainly
true, which cost a query nothing. An agent of some services has one that asks once a statement, not once a row, which
they are (an InitPlan). All of them are FORCEd. Words of the search nobody reads: `@@` is not leakproof, so that no
index would help under a policy; a function of the owner's looks for them, and judges each case.
"""

from __future__ import annotations

from collections.abc import Iterator

from backoffice_gui.domain.authority import Action, Reach, TeamRole, reach
from backoffice_gui.domain.presence import Patience
from backoffice_gui.storage.team.grants import EVERYWHERE, group_of
from backoffice_gui.storage.team.owned import owned

__all__ = ["policies"]

_MINE = "service = ANY ((SELECT casebook.my_services())::bigint[])"
_SERVICES = owned(
    "casebook",
    "my_services() RETURNS BIGINT[]",
    "BEGIN RETURN ARRAY(SELECT service FROM agent_service WHERE agent = session_user); END",
    "plpgsql STABLE",
)
"""In PL/pgSQL, which plans it once a session: as a function in SQL it was planned at every statement, for each table of
it, which was half of what short statements of an agent's took the server."""
_THE_CASE = 'EXISTS (SELECT 1 FROM casebook.cases c WHERE c."case" = {0} OFFSET 0)'
_THROUGH_CASE = 'EXISTS (SELECT 1 FROM casebook.cases c WHERE c."case" = {0}."case" OFFSET 0)'
_THROUGH_PERSON = "EXISTS (SELECT 1 FROM casebook.cases c WHERE c.person = {0}.person OFFSET 0)"
_LEFT = {
    "person": " OR (person.cases = 0 AND casebook.seen_left(person.person))",
    "contact": (
        " OR EXISTS (SELECT 1 FROM casebook.person p WHERE p.person = contact.person AND p.cases = 0 OFFSET 0)"
    ),
}
"""What a purge has left of a row without a case is of somebody who has one: it is seen with him (`guards`). Asked of
few: it takes ten times as long as whether there is a case."""
_OF_A_CASE = ("case_form", "certificate", "change", "case_event", "note", "proposal", "hold")
_OF_A_PERSON = ("person", "identity", "contact", "match_key")
_OF_A_SERVICE = ("cases", "case_fact", "tally", "case_search")
_IN_THE_INBOX = (
    "EXISTS (SELECT 1 FROM inbox.attempt a JOIN inbox.store s ON true JOIN casebook.cases c ON c.store_id = s.store_id "
    "AND c.inbox_row = a.row WHERE a.attempt = chunk.attempt)"
)
_AGENT = group_of(TeamRole.AGENT)
_PURGING = [group_of(role) for role in TeamRole if reach(role, Action.RUN_PURGE) is not Reach.NOTHING]
_SHARING = [group_of(role) for role in TeamRole if reach(role, Action.SHARE_VIEW) is not Reach.NOTHING]
_JOURNAL = [group_of(role) for role in TeamRole if reach(role, Action.READ_JOURNAL) is not Reach.NOTHING]
_ADMITTING = [group_of(role) for role in TeamRole if reach(role, Action.ADMIT) is not Reach.NOTHING]
_ENDING = [group_of(role) for role in TeamRole if reach(role, Action.END_ACCESS) is not Reach.NOTHING]
_CHANGING = [group_of(role) for role in TeamRole if reach(role, Action.CHANGE_ROLES) is not Reach.NOTHING]
_SEEING = [
    EVERYWHERE,
    *(group_of(role) for role in TeamRole if reach(role, Action.LIST) is Reach.ALL),
]
_DESKS = [group_of(role) for role in TeamRole if reach(role, Action.ASK_ADMISSION) is not Reach.NOTHING]
_GONE = int(Patience().gone.total_seconds())
_OF_UNLOCKING = "'inbox_head', 'settings_changed', 'head_signed', 'signing_key_made'"
"""Lines that every unlocking looks for; no person stands in them but colleagues."""


def _table(table: str) -> Iterator[str]:
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield from _policy(table, "of_owner", ["CURRENT_USER"], "true")


def _policy(table: str, name: str, whom: list[str], rows: str, verb: str = "ALL") -> Iterator[str]:
    checked = f" WITH CHECK ({rows})" if verb in {"ALL", "INSERT", "UPDATE"} else ""
    using = "" if verb == "INSERT" else f" USING ({rows})"
    yield f"DROP POLICY IF EXISTS {name} ON {table}"
    yield f"CREATE POLICY {name} ON {table} FOR {verb} TO {', '.join(whom)}{using}{checked}"


def _seen(table: str, rows: str) -> Iterator[str]:
    """Seen whole by whoever sees all services; by an agent of some, these rows: to be read and changed, never more.

    What he adds is judged by the same; cases and persons he adds none (`Action.ENTER`), and he removes none.
    """
    named = f"casebook.{table}"
    yield from _table(named)
    yield from _policy(named, "of_all", _SEEING, "true")
    yield from _policy(named, "of_service_read", [_AGENT], rows, "SELECT")
    yield from _policy(named, "of_service_change", [_AGENT], rows, "UPDATE")
    if table not in {*_OF_A_SERVICE, "person", "identity", "match_key"}:
        yield from _policy(named, "of_service_add", [_AGENT], rows, "INSERT")


def _taking() -> Iterator[str]:
    """What numbers are given by: changed by whoever takes in, who sees all services."""
    for table in ("numbering", "intake_mark"):
        yield from _table(f"casebook.{table}")
        yield from _policy(f"casebook.{table}", "of_all", _SEEING, "true")
        yield from _policy(f"casebook.{table}", "of_agent", [_AGENT], "true", "SELECT")


def _drafts() -> Iterator[str]:
    own = f"agent = current_user AND {_THROUGH_CASE.format('draft')}"
    yield from _table("casebook.draft")
    yield from _policy("casebook.draft", "of_agent", _DESKS, own)
    yield from _policy("casebook.draft", "of_purge_read", _PURGING, "true", "SELECT")
    yield from _policy("casebook.draft", "of_purge", _PURGING, "true", "DELETE")


def _company() -> Iterator[str]:
    """Who has which case open: of the cases that one sees; each says so of himself alone, and what is silent goes.

    A pen may be asked for and taken over, so another's row may be changed: to one's own, or to one's own question.
    """
    for table, at in (("presence", "seen_at"), ("editing", "typed_at")):
        named, there = f"casebook.{table}", _THROUGH_CASE.format(table)
        silent = f"agent = current_user OR {at} <= now() - interval '{_GONE} s'"
        yield from _table(named)
        yield from _policy(named, "of_desk_read", _DESKS, there, "SELECT")
        yield from _policy(named, "of_desk_add", _DESKS, f"agent = current_user AND {there}", "INSERT")
        yield from _policy(named, "of_desk_leave", _DESKS, silent, "DELETE")
    yield from _changing("presence", _THROUGH_CASE.format("presence"), "agent = current_user")
    yield from _changing("editing", _THROUGH_CASE.format("editing"), "agent = current_user OR wanted_by = current_user")


def _changing(table: str, rows: str, checked: str) -> Iterator[str]:
    yield f"DROP POLICY IF EXISTS of_desk_change ON casebook.{table}"
    yield (
        f"CREATE POLICY of_desk_change ON casebook.{table} FOR UPDATE TO {', '.join(_DESKS)} "
        f"USING ({rows}) WITH CHECK ({checked} AND {_THROUGH_CASE.format(table)})"
    )


def _outbox() -> Iterator[str]:
    yield from _table("casebook.applied")
    yield from _policy("casebook.applied", "of_agent", _DESKS, "agent = current_user")


def _views() -> Iterator[str]:
    yield from _table("casebook.saved_view")
    yield from _policy("casebook.saved_view", "of_agent", _DESKS, "owner = current_user")
    yield from _policy("casebook.saved_view", "of_everybody", _DESKS, "owner = ''", "SELECT")
    yield from _policy("casebook.saved_view", "of_lead", _SHARING, "owner = ''")


def _journal() -> Iterator[str]:
    own = f"agent = current_user OR verb IN ({_OF_UNLOCKING})"
    yield from _table("casebook.audit")
    yield from _policy("casebook.audit", "of_journal", _JOURNAL, "true")
    yield from _policy("casebook.audit", "of_agent", _DESKS, own, "SELECT")


def _keys() -> Iterator[str]:
    yield from _table("casebook.agent_key")
    yield from _policy("casebook.agent_key", "of_agent", _DESKS, "agent = current_user", "SELECT")
    whom = sorted({*_ADMITTING, *_ENDING})
    yield from _policy("casebook.agent_key", "of_team", whom, "true", "SELECT")


def _purges() -> Iterator[str]:
    """What is purged, and what is left of it: seen whole by whoever sees all, by an agent where he sees the case."""
    its = f"category <> 'apart' AND {_THE_CASE.format('purge_item.subject')}"
    rows = {
        "purge_item": its,
        "purge": "EXISTS (SELECT 1 FROM casebook.purge_item i WHERE i.purge = purge.purge)",
        "tombstone": _THROUGH_CASE.format("tombstone"),
    }
    for table, seen in rows.items():
        yield from _table(f"casebook.{table}")
        yield from _policy(f"casebook.{table}", "of_all", _SEEING, "true")
        yield from _policy(f"casebook.{table}", "of_agent", [_AGENT], seen, "SELECT")


def _members() -> Iterator[str]:
    """Where somebody works, he knows, and whoever has the whole team before him."""
    yield from _table("casebook.agent_service")
    yield from _policy("casebook.agent_service", "of_admin", _CHANGING, "true")
    yield from _policy("casebook.agent_service", "of_team", sorted({*_ADMITTING, *_JOURNAL}), "true", "SELECT")
    yield from _policy("casebook.agent_service", "of_agent", _DESKS, "agent = current_user", "SELECT")


def _last_words() -> Iterator[str]:
    """What a lock left is its own agent's; what was moved here, or laid by before, has no name."""
    yield from _table("inbox.last_words")
    yield from _policy("inbox.last_words", "of_agent", _DESKS, "agent IN ('', current_user)")


def _sealed(*, casebook: bool) -> Iterator[str]:
    yield from _table("inbox.chunk")
    yield from _policy("inbox.chunk", "of_all", [*_SEEING, group_of(TeamRole.COLLECTOR)], "true")
    if casebook:
        yield from _policy("inbox.chunk", "of_service", [_AGENT], _IN_THE_INBOX, "SELECT")


def policies(schema: str, *, casebook: bool) -> Iterator[str]:
    """The statements of one schema, in order; `casebook`: whether that is there, where the inbox is asked about."""
    if schema == "inbox":
        yield from _sealed(casebook=casebook)
        yield from _last_words()
        return
    yield _SERVICES
    for table in _OF_A_SERVICE:
        yield from _seen(table, _MINE)
    for table in _OF_A_CASE:
        yield from _seen(table, _THROUGH_CASE.format(table))
    for table in _OF_A_PERSON:
        yield from _seen(table, _THROUGH_PERSON.format(table) + _LEFT.get(table, ""))
    for of in (_taking, _drafts, _outbox, _company, _views, _journal, _keys, _purges, _members):
        yield from of()
