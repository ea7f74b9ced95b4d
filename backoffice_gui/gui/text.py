"""Every code's sentences: what happened, what is safe, what to do; translated here, at the rim.

The core speaks in codes and facts (`errors.py`); an agent reads French, or English. A code with
several reasons may have a variant of its own, `CODE:reason`; a reason without one gets the
sentence of its code. Why there is no channel to the site stands in `text_channel`, words for
stages, kinds and columns in `text_words`, those of a form's fields in `text_fields`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP
from backoffice_gui.gui.text_case_failures import CASE_FAILURES
from backoffice_gui.gui.text_channel import CHANNEL, SITE
from backoffice_gui.gui.text_export_failures import EXPORT_FAILURES
from backoffice_gui.gui.text_keeping import KEEPING
from backoffice_gui.gui.text_members import MEMBER_FAILURES
from backoffice_gui.gui.text_policy import POLICY
from backoffice_gui.gui.text_post_failures import POST_FAILURES
from backoffice_gui.gui.text_preview import PREVIEW
from backoffice_gui.gui.text_retention import RETENTION_FAILURES
from backoffice_gui.gui.text_team import TEAM
from backoffice_gui.gui.text_unlock import UNLOCK, UNLOCK_USAGE

__all__ = ["FAILURES", "SAFE", "Sentence", "explain", "in_a_line", "technical"]

translate = QCoreApplication.translate

SAFE = QT_TRANSLATE_NOOP("Failures", "Aucune donnée n’est perdue par cet incident.")
_STORE = QT_TRANSLATE_NOOP("Failures", "Ce qui est déjà rangé dans la base n’est pas touché.")
_SEALED = QT_TRANSLATE_NOOP("Failures", "Les demandes restent chiffrées et entières.")
_ADMIN = QT_TRANSLATE_NOOP("Failures", "Transmettez le code ci-dessous à votre administrateur.")
_AGAIN = QT_TRANSLATE_NOOP("Failures", "Un nouvel essai a lieu tout seul ; vous pouvez aussi réessayer maintenant.")

FAILURES: dict[str, tuple[str, str, str, str]] = {
    "DEF-001": (
        QT_TRANSLATE_NOOP("Failures", "Défaut du programme"),
        QT_TRANSLATE_NOOP("Failures", "Le programme a rencontré une situation qu’il ne devait pas rencontrer."),
        QT_TRANSLATE_NOOP(
            "Failures", "La dernière action n’a peut-être pas abouti ; ce qui est rangé dans la base n’est pas touché."
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Copiez le détail technique (il ne contient aucune donnée personnelle) et transmettez-le au support.",
        ),
    ),
    "GEN-001": (
        QT_TRANSLATE_NOOP("Failures", "Action impossible pour le moment"),
        QT_TRANSLATE_NOOP("Failures", "L’action demandée n’a pas pu aboutir."),
        SAFE,
        _ADMIN,
    ),
    "USE-001": (
        QT_TRANSLATE_NOOP("Failures", "Demande incomplète"),
        QT_TRANSLATE_NOOP("Failures", "Ce qui a été saisi ne suffit pas pour cette action."),
        SAFE,
        QT_TRANSLATE_NOOP("Failures", "Vérifiez la saisie, puis recommencez."),
    ),
    "CFG-001": (
        QT_TRANSLATE_NOOP("Failures", "Configuration à corriger"),
        QT_TRANSLATE_NOOP(
            "Failures", "Un fichier ou une valeur de la configuration manque ou ne peut pas être lu ({file} {key})."
        ),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été relevé ni modifié."),
        QT_TRANSLATE_NOOP("Failures", "Demandez à votre administrateur de corriger la configuration, puis réessayez."),
    ),
    "CFG-001:absent": (
        QT_TRANSLATE_NOOP("Failures", "Fichier de configuration introuvable"),
        QT_TRANSLATE_NOOP("Failures", "Le fichier {file} n’existe pas."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été relevé ni modifié."),
        QT_TRANSLATE_NOOP("Failures", "Demandez à votre administrateur de le fournir, puis réessayez."),
    ),
    "CFG-001:not-toml": (
        QT_TRANSLATE_NOOP("Failures", "Fichier de configuration illisible"),
        QT_TRANSLATE_NOOP("Failures", "Le fichier {file} n’est pas écrit dans le format attendu (TOML)."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été relevé ni modifié."),
        QT_TRANSLATE_NOOP("Failures", "Demandez à votre administrateur de le corriger, puis réessayez."),
    ),
    "CFG-001:url": (
        QT_TRANSLATE_NOOP("Failures", "Adresse du site refusée"),
        QT_TRANSLATE_NOOP(
            "Failures", "L’adresse du site dans la configuration n’est pas une adresse « https » ({key})."
        ),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été relevé ni modifié."),
        QT_TRANSLATE_NOOP("Failures", "Demandez à votre administrateur de corriger l’adresse, puis réessayez."),
    ),
    "TRF-001": (
        QT_TRANSLATE_NOOP("Failures", "Échange avec le site impossible"),
        QT_TRANSLATE_NOOP("Failures", "L’échange avec le site n’a pas abouti."),
        SITE,
        _AGAIN,
    ),
    "TRF-002": (
        QT_TRANSLATE_NOOP("Failures", "Site injoignable"),
        QT_TRANSLATE_NOOP("Failures", "Le site ne répond pas : le réseau de ce poste, ou le site, est coupé."),
        SITE,
        _AGAIN,
    ),
    "TRF-003": (
        QT_TRANSLATE_NOOP("Failures", "Le site refuse le certificat de ce poste"),
        QT_TRANSLATE_NOOP(
            "Failures", "Le site n’accepte pas le certificat de ce poste : il est peut-être expiré, révoqué ou inconnu."
        ),
        SITE,
        QT_TRANSLATE_NOOP(
            "Failures", "Demandez un nouveau certificat à votre administrateur ; un essai par minute a lieu tout seul."
        ),
    ),
    "TRF-004": (
        QT_TRANSLATE_NOOP("Failures", "Le certificat du site n’est pas reconnu"),
        QT_TRANSLATE_NOOP(
            "Failures", "Ce qui répond à l’adresse du site ne prouve pas qu’il est le site ; rien ne lui a été envoyé."
        ),
        SITE,
        QT_TRANSLATE_NOOP(
            "Failures", "Prévenez votre administrateur : l’autorité de confiance a changé, ou quelqu’un s’interpose."
        ),
    ),
    "TRF-005": (
        QT_TRANSLATE_NOOP("Failures", "Le site renvoie vers une autre adresse"),
        QT_TRANSLATE_NOOP(
            "Failures", "Le site demande d’aller ailleurs ; par sûreté, le programme ne suit jamais un tel renvoi."
        ),
        SITE,
        QT_TRANSLATE_NOOP(
            "Failures",
            "Souvent un portail d’accès au réseau : ouvrez votre navigateur, ou prévenez votre administrateur.",
        ),
    ),
    "TRF-006": (
        QT_TRANSLATE_NOOP("Failures", "Le site demande d’attendre"),
        QT_TRANSLATE_NOOP("Failures", "Le site est momentanément surchargé ou en maintenance."),
        SITE,
        _AGAIN,
    ),
    "TRF-007": (
        QT_TRANSLATE_NOOP("Failures", "Réponse du site incomprise"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Ce qui est revenu n’est pas une réponse du site ; elle n’a été prise ni pour un dépôt, ni pour un reçu.",
        ),
        SITE,
        _AGAIN,
    ),
    "TRF-008": (
        QT_TRANSLATE_NOOP("Failures", "Le site signale un problème"),
        QT_TRANSLATE_NOOP("Failures", "Le site a répondu qu’il ne peut pas faire ce qui lui est demandé."),
        SITE,
        _AGAIN,
    ),
    "STO-001": (
        QT_TRANSLATE_NOOP("Failures", "Base indisponible"),
        QT_TRANSLATE_NOOP("Failures", "La base de ce poste ne peut pas être utilisée pour le moment."),
        _STORE,
        _ADMIN,
    ),
    "STO-002": (
        QT_TRANSLATE_NOOP("Failures", "Pas encore de base"),
        QT_TRANSLATE_NOOP("Failures", "Il n’y a pas encore de base sur ce poste ({folder})."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été relevé : tout est encore sur le site."),
        QT_TRANSLATE_NOOP("Failures", "Créez la base pour commencer à relever."),
    ),
    "STO-003": (
        QT_TRANSLATE_NOOP("Failures", "Une base existe déjà"),
        QT_TRANSLATE_NOOP("Failures", "Une base se trouve déjà dans ce dossier ({folder})."),
        QT_TRANSLATE_NOOP("Failures", "Elle n’a pas été touchée."),
        QT_TRANSLATE_NOOP("Failures", "Utilisez-la, ou choisissez un autre dossier avec votre administrateur."),
    ),
    "STO-004": (
        QT_TRANSLATE_NOOP("Failures", "Un autre programme relève déjà"),
        QT_TRANSLATE_NOOP("Failures", "La relève de cette base est assurée par un autre programme ({holder})."),
        QT_TRANSLATE_NOOP("Failures", "Les demandes arrivent dans la même base : rien ne manque."),
        QT_TRANSLATE_NOOP("Failures", "Il n’y a rien à faire ; s’il s’arrête, cette fenêtre pourra prendre la suite."),
    ),
    "STO-005": (
        QT_TRANSLATE_NOOP("Failures", "Base d’une version plus récente"),
        QT_TRANSLATE_NOOP("Failures", "La base ({found}) est plus récente que ce programme ({known})."),
        _STORE,
        QT_TRANSLATE_NOOP("Failures", "Installez la version récente du programme, puis réessayez."),
    ),
    "STO-006": (
        QT_TRANSLATE_NOOP("Failures", "Création de la base interrompue"),
        QT_TRANSLATE_NOOP("Failures", "La création de la base a été interrompue avant la fin."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a encore été relevé dans cette base."),
        QT_TRANSLATE_NOOP(
            "Failures", "Demandez à votre administrateur de la terminer (« backoffice store init »), puis réessayez."
        ),
    ),
    "STO-007": (
        QT_TRANSLATE_NOOP("Failures", "La clé ne convient pas"),
        QT_TRANSLATE_NOOP("Failures", "La clé de ce poste n’ouvre pas le coffre de cette base."),
        QT_TRANSLATE_NOOP("Failures", "Les demandes restent chiffrées et entières ; la relève peut continuer."),
        QT_TRANSLATE_NOOP("Failures", "Prévenez votre administrateur : la clé de secours permet de rouvrir le coffre."),
    ),
    "STO-008": (
        QT_TRANSLATE_NOOP("Failures", "Clé de la base non prouvée"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "La clé publique de la base n’est pas celle qui a été prouvée à sa création ; rien n’est accusé réception.",
        ),
        QT_TRANSLATE_NOOP("Failures", "Les demandes restent sur le site jusqu’à leur échéance."),
        QT_TRANSLATE_NOOP(
            "Failures", "Prévenez votre administrateur sans attendre : le site ne garde une demande que 29 minutes."
        ),
    ),
    "STO-008:recovery": (
        QT_TRANSLATE_NOOP("Failures", "Clé de secours non prouvée"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "La clé de secours de la base n’est pas celle qui a été notée à sa création ; rien n’est accusé réception.",
        ),
        QT_TRANSLATE_NOOP("Failures", "Les demandes restent sur le site jusqu’à leur échéance."),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Prévenez votre administrateur sans attendre : qui tient l’autre clé pourrait lire ce qui arrive.",
        ),
    ),
    "STO-008:unpinned": (
        QT_TRANSLATE_NOOP("Failures", "Empreinte de la base absente"),
        QT_TRANSLATE_NOOP(
            "Failures", "Rien ne prouve la clé de la base sur ce poste ({folder}) ; rien n’est accusé réception."
        ),
        QT_TRANSLATE_NOOP("Failures", "Les demandes restent sur le site jusqu’à leur échéance."),
        QT_TRANSLATE_NOOP(
            "Failures", "Demandez à votre administrateur de restaurer sans attendre le dossier de configuration."
        ),
    ),
    "STO-009": (
        QT_TRANSLATE_NOOP("Failures", "Disque plein"),
        QT_TRANSLATE_NOOP(
            "Failures", "Il n’y a plus assez de place sur le disque pour ranger de nouvelles demandes ({folder})."
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Les demandes déjà rangées sont entières ; les autres restent sur le site jusqu’à leur échéance.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Libérez de la place sur le disque, puis réessayez. Une demande ne reste que 29 minutes sur le site.",
        ),
    ),
    "STO-010": (
        QT_TRANSLATE_NOOP("Failures", "Base occupée"),
        QT_TRANSLATE_NOOP("Failures", "Un autre programme utilise la base depuis trop longtemps."),
        _STORE,
        QT_TRANSLATE_NOOP("Failures", "Patientez quelques secondes, puis réessayez."),
    ),
    "STO-010:copying": (
        QT_TRANSLATE_NOOP("Failures", "Base en cours de mise à niveau"),
        QT_TRANSLATE_NOOP("Failures", "Un autre programme met la base à niveau, et la copie d’abord."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’est perdu : rien n’a été changé."),
        QT_TRANSLATE_NOOP("Failures", "Attendez sa fin, puis réessayez : une grande base prend quelques minutes."),
    ),
    "STO-011": (
        QT_TRANSLATE_NOOP("Failures", "Base endommagée"),
        QT_TRANSLATE_NOOP("Failures", "Le fichier de la base est abîmé, ou ce n’est pas une base de ce programme."),
        QT_TRANSLATE_NOOP(
            "Failures", "Le fichier n’a pas été modifié ; ce qui n’est pas accusé réception est encore sur le site."
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "N’y touchez pas et prévenez votre administrateur : une sauvegarde ou la clé de secours le remplace.",
        ),
    ),
    "STO-012": (
        QT_TRANSLATE_NOOP("Failures", "Base sur un partage réseau"),
        QT_TRANSLATE_NOOP(
            "Failures", "Le dossier de la base est sur un partage réseau, où un enregistrement n’est jamais certain."
        ),
        _STORE,
        QT_TRANSLATE_NOOP("Failures", "Demandez à votre administrateur de placer la base sur un disque de ce poste."),
    ),
    "STO-013": (
        QT_TRANSLATE_NOOP("Failures", "Seconde copie indisponible"),
        QT_TRANSLATE_NOOP("Failures", "Le dossier de la seconde copie ne peut pas être écrit ou lu."),
        _STORE,
        QT_TRANSLATE_NOOP("Failures", "Demandez à votre administrateur de rebrancher le disque ou le partage."),
    ),
    "KEY-001": (
        QT_TRANSLATE_NOOP("Failures", "Trousseau de clés indisponible"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Le trousseau de clés du système est absent, verrouillé, ou d’une sorte que le programme refuse.",
        ),
        _SEALED,
        QT_TRANSLATE_NOOP("Failures", "Déverrouillez le trousseau (ou reconnectez votre session), puis réessayez."),
    ),
    "KEY-001:absent": (
        QT_TRANSLATE_NOOP("Failures", "Clé absente du trousseau"),
        QT_TRANSLATE_NOOP("Failures", "Le trousseau de cette session ne contient pas la clé de cette base."),
        _SEALED,
        QT_TRANSLATE_NOOP(
            "Failures", "Ouvrez la session de l’agent qui a créé la base, ou demandez la clé de secours."
        ),
    ),
    "KEY-001:backend": (
        QT_TRANSLATE_NOOP("Failures", "Trousseau de clés refusé"),
        QT_TRANSLATE_NOOP(
            "Failures", "Le trousseau de ce système garde les clés sans protection : le programme le refuse."
        ),
        _SEALED,
        QT_TRANSLATE_NOOP(
            "Failures",
            "Demandez à votre administrateur d’installer un trousseau protégé (Secret Service, Windows, macOS).",
        ),
    ),
    "KEY-001:locked": (
        QT_TRANSLATE_NOOP("Failures", "Trousseau de clés verrouillé"),
        QT_TRANSLATE_NOOP("Failures", "Le trousseau de clés du système est verrouillé."),
        _SEALED,
        QT_TRANSLATE_NOOP("Failures", "Déverrouillez-le, puis réessayez."),
    ),
    **CHANNEL,
    **PREVIEW,
    **POLICY,
    **UNLOCK,
    **KEEPING,
    **TEAM,
}
"""Code (or `code:reason`) → title, what happened, what is safe, what to do."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A failure in words, with a technical detail that may be copied: codes and places only."""

    title: str
    happened: str
    safe: str
    advice: str
    code: str
    technical: str

    @property
    def line(self) -> str:
        """What happened and what is safe, in one paragraph."""
        return f"{self.happened} {self.safe}".strip()


class _Facts(dict[str, object]):
    """Facts for a sentence: one that is absent leaves nothing behind."""

    def __missing__(self, key: str) -> str:
        return ""


def _tidy(text: str) -> str:
    """Without the brackets of facts that are not there."""
    return re.sub(r"\s*\(\s*\)", "", text).replace("( ", "(").replace(" )", ")")


def in_a_line(failure: Failure) -> str:
    """Why something could not be done, in a line."""
    said = explain(failure)
    return f"{said.title}. {said.happened} {said.safe} {said.advice}"


def technical(failure: Failure) -> str:
    """Code, reason, facts, kind of error, and where it was raised; no value of the data."""
    facts = " ".join(f"{name}={value}" for name, value in failure.facts.items())
    first = " ".join(part for part in (failure.code, failure.reason, facts, failure.error) if part)
    return "\n".join((first, *failure.places))


def explain(failure: Failure) -> Sentence:
    """The sentences of a failure, in the window's language."""
    texts = FAILURES.get(f"{failure.code}:{failure.reason}")
    if texts is None and failure.code == "USE-001":
        others = (CASE_FAILURES, EXPORT_FAILURES, POST_FAILURES, RETENTION_FAILURES, UNLOCK_USAGE, MEMBER_FAILURES)
        texts = next((each[failure.reason] for each in others if failure.reason in each), None)
    texts = texts or FAILURES.get(failure.code) or FAILURES["GEN-001"]
    facts = _Facts(failure.facts)
    title, happened, safe, advice = (_tidy(translate("Failures", text).format_map(facts)) for text in texts)
    return Sentence(title, happened, safe, advice, failure.code, technical(failure))
