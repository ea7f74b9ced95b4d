"""Which acts stand on which button: three at fixed places, the rest in *Autres*, each with why it can't be done.

First place: whose case it is. Second: what ends it. Third: what is missing. Nothing here decides
whether an act is allowed: that is `CaseDetail.possible`, the caseload's own word.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from backoffice_gui.domain.case_detail import CaseDetail
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.cases import BUCKETS, TRANSITIONS, Bucket, CaseAct, CaseState
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.text_cases import state_text, verb_text

__all__ = ["Offer", "main_offers", "needs_reason", "other_offers", "reason_question"]

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Offer:
    """An act on a button; `why` says why it can't be done, empty where it can."""

    act: CaseAct
    words: str
    key: Key | None = None
    why: str = ""

    @property
    def possible(self) -> bool:
        """Whether it can be done."""
        return not self.why


def needs_reason(act: CaseAct, state: CaseState) -> bool:
    """Whether an act is asked a reason for: a piece, a colleague, closing without an answer, reopening."""
    if act is CaseAct.CLOSE:
        return state is not CaseState.ANSWERED
    return act in {CaseAct.ASK_PIECE, CaseAct.ASK_COLLEAGUE, CaseAct.REOPEN}


def reason_question(act: CaseAct) -> str:
    """How the reason of an act is asked for."""
    return {
        CaseAct.ASK_PIECE: translate("Offers", "Quelle pièce manque, et pourquoi ?"),
        CaseAct.ASK_COLLEAGUE: translate("Offers", "Que demandez-vous, et à qui ?"),
        CaseAct.CLOSE: translate("Offers", "Pourquoi clore sans réponse ?"),
        CaseAct.REOPEN: translate("Offers", "Pourquoi rouvrir ?"),
    }.get(act, translate("Offers", "Motif"))


def _why(detail: CaseDetail, act: CaseAct, me: str) -> str:
    row = detail.row
    if act in detail.possible:
        return ""
    if row.state not in TRANSITIONS[act]:
        return translate("Offers", "Impossible tant que la demande est « {state} »").format(state=state_text(row.state))
    if act is CaseAct.ASSIGN:
        return translate("Offers", "Réservé aux responsables")
    if row.agent not in {"", me}:
        return translate("Offers", "Tenue par {agent} : prenez-la d’abord").format(agent=one_line(row.agent))
    if act is CaseAct.ANSWER and not detail.certificates and not detail.changes:
        return translate("Offers", "Le formulaire n’a pas pu être lu : il n’y a rien à quoi répondre")
    return translate("Offers", "Vos droits ne le permettent pas")


def _offer(detail: CaseDetail, act: CaseAct, me: str, key: Key | None) -> Offer:
    words, row = verb_text(act), detail.row
    if act is CaseAct.TAKE and row.agent not in {"", me}:
        words = translate("Offers", "Prendre à {agent}").format(agent=one_line(row.agent))
    why = _why(detail, act, me)
    if act is CaseAct.TAKE and row.state is CaseState.TAKEN and row.agent == me:
        why = translate("Offers", "Vous la tenez déjà")
    return Offer(act, words, key, why)


def _first(row: CaseRow, me: str) -> CaseAct:
    if BUCKETS[row.state] is Bucket.DONE:
        return CaseAct.REOPEN
    return CaseAct.RESUME if BUCKETS[row.state] is Bucket.WAITING and row.agent == me else CaseAct.TAKE


def main_offers(detail: CaseDetail, me: str) -> tuple[Offer, Offer, Offer]:
    """The three main acts, always at the same places."""
    closing = detail.row.state in {CaseState.ANSWERED, CaseState.CLOSED}
    readable = bool(detail.certificates or detail.changes)
    ending = CaseAct.CLOSE if closing or not readable else CaseAct.ANSWER
    return (
        _offer(detail, _first(detail.row, me), me, Key.TAKE),
        _offer(detail, ending, me, Key.FINISH),
        _offer(detail, CaseAct.ASK_PIECE, me, Key.ASK_PIECE),
    )


def other_offers(detail: CaseDetail, me: str) -> tuple[Offer, ...]:
    """The other acts, in the order of the state machine."""
    shown = {offer.act for offer in main_offers(detail, me)}
    keys = {CaseAct.ASSIGN: Key.ASSIGN}
    others = (act for act in CaseAct if act not in shown and act is not CaseAct.ANSWER)
    return tuple(_offer(detail, act, me, keys.get(act)) for act in others)
