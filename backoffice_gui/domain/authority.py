"""Who may what on a team's store: one table, from which grants, policies, offers and the tests of each cell come.

A *role* is what somebody is there for, an *action* what the product can do, a *row* whose the thing is that it is done
to: of one's own service, of another, or of none. What stands here is enforced by the database
(`storage.team.rights`), printed by `backoffice team matrix`, and asked by the window, which offers nothing else.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from backoffice_gui.domain.cases import Duty

__all__ = ["MATRIX", "ROWS", "Action", "Authority", "Reach", "Row", "TeamRole", "alone", "may", "reach"]


class TeamRole(enum.Enum):
    """What somebody is there for; one may be several."""

    AGENT = "agent"
    LEAD = "lead"
    COLLECTOR = "collector"
    """A program: it reads and adds to the inbox, and sees nothing of the casebook."""
    AUDITOR = "auditor"
    DPO = "dpo"
    ADMINISTRATOR = "admin"


class Row(enum.Enum):
    """Whose the thing is."""

    OWN = "own"
    """Of a service that one belongs to."""
    OTHER = "other"
    """Of another service."""
    NONE = "none"
    """Of no service: the inbox, the journal, the team itself."""


class Action(enum.Enum):
    """What the product can do for somebody."""

    LIST = "list"
    """Lists, searches, counts."""
    OPEN = "open"
    TAKE = "take"
    """Taking, giving back, waiting for a piece or a colleague, resuming."""
    ASSIGN = "assign"
    ANSWER = "answer"
    CLOSE = "close"
    """Closing and reopening."""
    NOTE = "note"
    UNDO = "undo"
    LINK = "link"
    """Joining persons and cases, dismissing what was proposed."""
    HAND_OVER = "hand_over"
    """Giving a case to another service."""
    EXPORT = "export"
    HOLD = "hold"
    """Keeping a case from being purged, and releasing it."""
    OPEN_SUBMISSION = "open_submission"
    """Reading what is sealed in the inbox: a form, its attachments."""
    KEEP_VIEW = "keep_view"
    SHARE_VIEW = "share_view"
    ENTER = "enter"
    """Entering by hand what came by post or e-mail."""
    TAKE_IN = "take_in"
    """Making cases of what came in."""
    REQUEST_PURGE = "request_purge"
    APPROVE_PURGE = "approve_purge"
    RUN_PURGE = "run_purge"
    READ_JOURNAL = "read_journal"
    EXPORT_JOURNAL = "export_journal"
    NOTE_JOURNAL = "note_journal"
    """Adding a line, of what one did, under one's own name."""
    PURGE_JOURNAL = "purge_journal"
    """Removing its oldest lines, once they are six months old at least."""
    REWRITE_JOURNAL = "rewrite_journal"
    """Changing a line, or removing one from its middle: nobody's."""
    READ_INBOX = "read_inbox"
    """The facts of the inbox: ids, times, sizes; nothing personal."""
    COLLECT = "collect"
    """Adding to the inbox."""
    FILL_FACTS = "fill_facts"
    REMOVE_ATTEMPTS = "remove_attempts"
    """Older ones, once another is verified; by a checked function only."""
    CLOSE_INCIDENT = "close_incident"
    NOTIFY_INCIDENT = "notify_incident"
    ASK_ADMISSION = "ask_admission"
    ADMIT = "admit"
    RECOVER = "recover"
    """Admitting one's own workstation by the recovery key, where nobody is left who could."""
    END_ACCESS = "end_access"
    """Ending an agent's access, and making the team's key anew for the others."""
    CHANGE_ROLES = "change_roles"
    """Adding agents, giving and taking roles and services."""
    RENEW_KEYS = "renew_keys"
    """The inbox's key pair, the recovery key."""
    MIGRATE = "migrate"
    """Making and changing tables: the owner's alone, who is none of these."""


class Reach(enum.Enum):
    """How far somebody may do something."""

    NOTHING = ""
    OWN = "own"
    ALL = "all"


_A, _L, _C = TeamRole.AGENT, TeamRole.LEAD, TeamRole.COLLECTOR
_U, _D, _M = TeamRole.AUDITOR, TeamRole.DPO, TeamRole.ADMINISTRATOR
_OWN, _ALL = Reach.OWN, Reach.ALL
_TREAT: Mapping[TeamRole, Reach] = {_A: _OWN, _L: _ALL}
_READ: Mapping[TeamRole, Reach] = {_A: _OWN, _L: _ALL, _D: _ALL}
_DESKS: Mapping[TeamRole, Reach] = dict.fromkeys((_A, _L, _U, _D, _M), _ALL)

MATRIX: Mapping[Action, Mapping[TeamRole, Reach]] = {
    Action.LIST: _READ,
    Action.OPEN: _READ,
    Action.TAKE: _TREAT,
    Action.ASSIGN: {_L: _ALL},
    Action.ANSWER: _TREAT,
    Action.CLOSE: _TREAT,
    Action.NOTE: _TREAT,
    Action.UNDO: _TREAT,
    Action.LINK: _TREAT,
    Action.HAND_OVER: {_L: _ALL},
    Action.EXPORT: _READ,
    Action.HOLD: _READ,
    Action.OPEN_SUBMISSION: _READ,
    Action.KEEP_VIEW: dict.fromkeys((_A, _L, _D), _ALL),
    Action.SHARE_VIEW: {_L: _ALL},
    Action.ENTER: dict.fromkeys((_A, _L), _ALL),
    Action.TAKE_IN: dict.fromkeys((_A, _L), _ALL),
    Action.REQUEST_PURGE: dict.fromkeys((_L, _D), _ALL),
    Action.APPROVE_PURGE: dict.fromkeys((_L, _D), _ALL),
    Action.RUN_PURGE: dict.fromkeys((_L, _D), _ALL),
    Action.READ_JOURNAL: dict.fromkeys((_U, _D), _ALL),
    Action.EXPORT_JOURNAL: dict.fromkeys((_U, _D), _ALL),
    Action.NOTE_JOURNAL: {**_DESKS, _C: _ALL},
    Action.PURGE_JOURNAL: {_D: _ALL},
    Action.REWRITE_JOURNAL: {},
    Action.READ_INBOX: {**_DESKS, _C: _ALL},
    Action.COLLECT: {_C: _ALL},
    Action.FILL_FACTS: {_C: _ALL},
    Action.REMOVE_ATTEMPTS: {_C: _ALL},
    Action.CLOSE_INCIDENT: dict.fromkeys((_A, _L, _D), _ALL),
    Action.NOTIFY_INCIDENT: dict.fromkeys((_L, _D), _ALL),
    Action.ASK_ADMISSION: _DESKS,
    Action.ADMIT: dict.fromkeys((_L, _M), _ALL),
    Action.RECOVER: dict.fromkeys((_L, _M), _ALL),
    Action.END_ACCESS: {_M: _ALL},
    Action.CHANGE_ROLES: {_M: _ALL},
    Action.RENEW_KEYS: {_M: _ALL},
    Action.MIGRATE: {},
}
"""The table. Taking in and entering by hand compare every person there is: they want somebody who sees all services."""

_OF_A_CASE = frozenset(
    (
        Action.LIST, Action.OPEN, Action.TAKE, Action.ASSIGN, Action.ANSWER, Action.CLOSE, Action.NOTE, Action.UNDO,
        Action.LINK, Action.HAND_OVER, Action.EXPORT, Action.HOLD, Action.OPEN_SUBMISSION,
    )
)  # fmt: skip
ROWS: Mapping[Action, tuple[Row, ...]] = {
    action: (Row.OWN, Row.OTHER) if action in _OF_A_CASE else (Row.NONE,) for action in Action
}
"""Whose things an action can be done to."""
_DUTIES = {TeamRole.AGENT: Duty.AGENT, TeamRole.LEAD: Duty.LEAD, TeamRole.AUDITOR: Duty.AUDITOR}
_EVERYWHERE = frozenset({Action.ENTER, Action.TAKE_IN})
"""For those who see all services alone, whatever their role."""


def reach(role: TeamRole, action: Action) -> Reach:
    """How far a role may do something."""
    return MATRIX[action].get(role, Reach.NOTHING)


def may(role: TeamRole, action: Action, row: Row) -> bool:
    """Whether a role may do something to a thing of this row; false where an action is about no such thing."""
    if row not in ROWS[action]:
        return False
    far = reach(role, action)
    return far is Reach.ALL or (far is Reach.OWN and row is Row.OWN)


@dataclass(frozen=True, slots=True)
class Authority:
    """What the one who sits here may do.

    `services`: the names of those that he belongs to; nothing where he sees all (or where there are none).
    """

    agent: str
    roles: frozenset[TeamRole]
    services: frozenset[str] | None = None

    def row(self, service: str) -> Row:
        """Whose a case of this service is to him."""
        return Row.OWN if self.services is None or service in self.services else Row.OTHER

    def may(self, action: Action, service: str | None = None) -> bool:
        """Whether he may: to a case of `service`, or, with none named, to one that he sees in his lists."""
        if self.services is not None and action in _EVERYWHERE:
            return False
        row = Row.NONE if Row.NONE in ROWS[action] else Row.OWN if service is None else self.row(service)
        return any(may(role, action, row) for role in self.roles)

    @property
    def actions(self) -> frozenset[Action]:
        """Everything he may do to what he sees."""
        return frozenset(action for action in Action if self.may(action))

    @property
    def duties(self) -> frozenset[Duty]:
        """What decides which acts a case offers him (`domain.cases.MAY`)."""
        return frozenset(_DUTIES[role] for role in self.roles if role in _DUTIES)


def alone(agent: str) -> Authority:
    """Of an embedded store: whoever sits there is everything."""
    return Authority(agent, frozenset(TeamRole))
