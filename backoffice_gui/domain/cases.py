"""What a case is and what may be done with it: the state machine, drawn as one table.

The words are codes; their sentences stand at the rim. `docs/cases.md` shows the same table to people,
and a test holds that the two agree.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

__all__ = [
    "BUCKETS",
    "MAY",
    "TRANSITIONS",
    "Answer",
    "Badge",
    "Bucket",
    "CaseAct",
    "CaseKind",
    "CaseState",
    "Decision",
    "Duty",
    "Source",
    "after",
    "befitting",
    "possible",
]


class CaseKind(enum.Enum):
    """What was asked for."""

    CERTIFICATE = "certificate_request"
    CONTACT = "contact_change"
    UNREAD = "unread"
    """A form that this version can't read: the case shows its raw parts, a later version reads it again."""


class Source(enum.Enum):
    """How it came in."""

    SITE = "site"
    POST = "post"
    EMAIL = "email"
    PRACTICE = "practice"
    """Invented, for practice; never mixed with real ones in one store."""


class CaseState(enum.Enum):
    """Where a case stands."""

    NEW = "new"
    TAKEN = "taken"
    WAITING_PIECE = "waiting_piece"
    WAITING_COLLEAGUE = "waiting_colleague"
    ANSWERED = "answered"
    CLOSED = "closed"


class Bucket(enum.IntEnum):
    """The three heaps that every view is cut from; indexes begin with it."""

    TO_DO = 0
    WAITING = 1
    DONE = 2


BUCKETS: Mapping[CaseState, Bucket] = {
    CaseState.NEW: Bucket.TO_DO,
    CaseState.TAKEN: Bucket.TO_DO,
    CaseState.WAITING_PIECE: Bucket.WAITING,
    CaseState.WAITING_COLLEAGUE: Bucket.WAITING,
    CaseState.ANSWERED: Bucket.DONE,
    CaseState.CLOSED: Bucket.DONE,
}


class CaseAct(enum.Enum):
    """What moves a case, or says who holds it."""

    TAKE = "take"
    ASSIGN = "assign"
    GIVE_BACK = "give_back"
    ASK_PIECE = "ask_piece"
    ASK_COLLEAGUE = "ask_colleague"
    RESUME = "resume"
    ANSWER = "answer"
    CLOSE = "close"
    REOPEN = "reopen"


_N, _T, _P = CaseState.NEW, CaseState.TAKEN, CaseState.WAITING_PIECE
_C, _A, _X = CaseState.WAITING_COLLEAGUE, CaseState.ANSWERED, CaseState.CLOSED

TRANSITIONS: Mapping[CaseAct, Mapping[CaseState, CaseState]] = {
    CaseAct.TAKE: {_N: _T, _T: _T, _P: _T, _C: _T},
    CaseAct.ASSIGN: {_N: _T, _T: _T, _P: _P, _C: _C},
    CaseAct.GIVE_BACK: {_T: _N, _P: _N, _C: _N},
    CaseAct.ASK_PIECE: {_T: _P, _C: _P},
    CaseAct.ASK_COLLEAGUE: {_T: _C, _P: _C},
    CaseAct.RESUME: {_P: _T, _C: _T},
    CaseAct.ANSWER: {_T: _A, _P: _A, _C: _A},
    CaseAct.CLOSE: {_T: _X, _P: _X, _C: _X, _A: _X},
    CaseAct.REOPEN: {_A: _T, _X: _T},
}
"""What an act makes of each state; an act that is not there can't be done from that state."""


class Duty(enum.Enum):
    """What a colleague is there for."""

    AGENT = "agent"
    LEAD = "lead"
    AUDITOR = "auditor"


MAY: Mapping[CaseAct, frozenset[Duty]] = {
    act: frozenset({Duty.LEAD}) if act is CaseAct.ASSIGN else frozenset({Duty.AGENT, Duty.LEAD}) for act in CaseAct
}
"""Who may do what; beside it, only its holder or a lead moves a case that somebody holds (`TAKE` hands it over)."""


def after(act: CaseAct, state: CaseState) -> CaseState | None:
    """The state an act leads to, or nothing where it can't be done."""
    return TRANSITIONS[act].get(state)


def possible(state: CaseState, duties: frozenset[Duty], *, holder: bool) -> frozenset[CaseAct]:
    """The acts that fit a state, for one with these duties who holds the case, or to whom it is free (`holder`)."""
    lead = Duty.LEAD in duties
    return frozenset(
        act
        for act in CaseAct
        if state in TRANSITIONS[act] and MAY[act] & duties and (holder or lead or act is CaseAct.TAKE)
    )


class Answer(enum.Enum):
    """What became of one certificate asked for (domain.md §4.1)."""

    ISSUED = "issued"
    NOT_YET = "not_yet_established"
    NOT_HELD_NANTES = "not_held_nantes"
    NOT_HELD_TOWN_HALL = "not_held_town_hall"
    NOT_HELD_EU = "not_held_eu"
    NO_MATCH = "no_match"
    NOT_ENTITLED = "not_entitled"


class Decision(enum.Enum):
    """What became of one changed contact detail; a refusal has its reason."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


class Badge(enum.IntFlag):
    """What a row says beside its state; the first two that hold are shown, the rest in the detail."""

    NONE = 0
    NEWS = 1
    """Something came in since it was last read; reading clears it."""
    DUPLICATE = 2
    """Another case resembles it; goes when the proposal is dismissed or accepted."""
    REPEAT = 4
    """The same person asked for the same thing before."""
    PIECE_REFUSED = 8
    """A piece can't be read; goes when it is seen after all, when another is asked for, and with the answer."""
    FORM_DOUBT = 16
    """The form has a warning that an agent should see."""
    SHARED_CONTACT = 32
    """Address, phone or e-mail also belongs to a person who has nothing to do with this one."""
    SECOND_CHANGE = 64
    """The second change of contact details within 30 days."""
    IN_FLIGHT = 128
    """Something is on its way to the old address."""
    UNVERIFIED = 256
    """What came in expired on the web before it could be acknowledged."""
    TO_PURGE = 512
    """It has been kept for its time and nothing keeps it longer; goes with a hold, a reopening, a newer message."""


def befitting(badges: int, state: CaseState) -> int:
    """The badges without those that a state leaves nothing to say by.

    In a case that is done nobody waits for a piece any more; one that is open is not purged.
    """
    done = BUCKETS[state] is Bucket.DONE
    return badges & ~int(Badge.PIECE_REFUSED if done else Badge.TO_PURGE)
