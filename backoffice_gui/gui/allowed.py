"""What the one who sits here may not do, in terms of the window: it is not offered, and its keys say so calmly.

The table is `domain.authority`; what a single case allows beside it stays `CaseDetail.possible`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backoffice_gui.domain.authority import Action, TeamRole
from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.domain.colleagues import Way
from backoffice_gui.gui.shortcuts import Key, words_of
from backoffice_gui.gui.widgets.navigation import Place

if TYPE_CHECKING:
    from backoffice_gui.domain.authority import Authority
    from backoffice_gui.gui.case_desk import CaseDesk

__all__ = ["act_allowed", "in_team", "keys_withheld", "places_withheld", "refusal_of"]

translate = QCoreApplication.translate

_ACTS: dict[CaseAct, Action] = {
    CaseAct.ASSIGN: Action.ASSIGN,
    CaseAct.ANSWER: Action.ANSWER,
    CaseAct.CLOSE: Action.CLOSE,
    CaseAct.REOPEN: Action.CLOSE,
}
"""What each act is an action of; those that are not named are `TAKE`."""

_PURGING = (Action.REQUEST_PURGE, Action.APPROVE_PURGE, Action.RUN_PURGE, Action.HOLD)
_LOOKING_AFTER = (Action.ADMIT, Action.CHANGE_ROLES)
_KEYS: dict[Key, tuple[Action, ...]] = {
    Key.TAKE: (Action.TAKE,),
    Key.FINISH: (Action.ANSWER, Action.CLOSE),
    Key.ASK_PIECE: (Action.TAKE,),
    Key.ASSIGN: (Action.ASSIGN,),
    Key.HAND_OVER: (Action.HAND_OVER,),
    Key.NOTE: (Action.NOTE,),
    Key.SEND: (Action.ANSWER, Action.NOTE),
    Key.LINK: (Action.LINK,),
    Key.RECEIPT: (Action.TAKE,),
    Key.UNREAD: (Action.TAKE,),
    Key.STATE: (Action.TAKE,),
    Key.UNDO: (Action.UNDO,),
    Key.REDO: (Action.UNDO,),
    Key.EXPORT: (Action.EXPORT,),
    Key.PRINT: (Action.EXPORT,),
    Key.WHO: (Action.READ_JOURNAL,),
    Key.POLL: (Action.COLLECT,),
    Key.GO_TODO: (Action.LIST,),
    Key.GO_MINE: (Action.LIST,),
    Key.GO_JOURNAL: (Action.READ_JOURNAL,),
    Key.GO_RETENTION: _PURGING,
    Key.GO_TEAM: _LOOKING_AFTER,
    Key.GO_SUBMISSIONS: (Action.READ_INBOX,),
    Key.GO_TRANSFERS: (Action.READ_INBOX,),
    Key.GO_CONFORMITY: (Action.READ_INBOX,),
}
"""Any of the actions is enough."""

_OF_A_TEAM = {Key.PENDING, Key.GO_TEAM, Key.HAND_OVER}

_PLACES: dict[Place, tuple[Action, ...]] = {
    Place.CASES: (Action.LIST,),
    Place.SUBMISSIONS: (Action.READ_INBOX,),
    Place.TRANSFERS: (Action.READ_INBOX,),
    Place.CONFORMITY: (Action.READ_INBOX,),
    Place.JOURNAL: (Action.READ_JOURNAL,),
    Place.RETENTION: _PURGING,
    Place.TEAM: _LOOKING_AFTER,
}


def in_team(caseload: CaseDesk) -> bool:
    """Whether the caseload is a team's: others are heard, or one is not everything oneself."""
    return caseload.colleagues.hearing().way is not Way.ALONE or caseload.authority.roles != frozenset(TeamRole)


def act_allowed(authority: Authority, act: CaseAct) -> bool:
    """Whether an act is among what the agent may do at all."""
    return authority.may(_ACTS.get(act, Action.TAKE))


def keys_withheld(authority: Authority, *, team: bool) -> frozenset[Key]:
    """The keys of what the agent may not do; what waits for a server, and who is in it, is a team's alone."""
    kept = {key for key, actions in _KEYS.items() if not any(map(authority.may, actions))}
    return frozenset(kept if team else kept | _OF_A_TEAM)


def places_withheld(authority: Authority, *, team: bool) -> frozenset[Place]:
    """The places where there is nothing for the agent."""
    kept = {place for place, actions in _PLACES.items() if not any(map(authority.may, actions))}
    return frozenset(kept if team else kept | {Place.TEAM})


def refusal_of(key: Key, *, team: bool) -> str:
    """What is said where a withheld key is struck all the same."""
    if key in _OF_A_TEAM and not team:
        return translate("Allowed", "Ce poste ne travaille pas avec le serveur d’une équipe.")
    return translate(
        "Allowed", "« {what} » n’est pas parmi vos droits : votre responsable peut vous dire qui le fait."
    ).format(what=words_of(key))
