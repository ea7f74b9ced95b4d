"""What the console says in French of how long things are kept, and of purges."""

from __future__ import annotations

__all__ = ["PHRASES", "REASONS"]

_SEE_DUE = "Voir « backoffice retention due »."
_SEE_RULES = "Voir « backoffice retention rules »."
_SEE_LIST = "Voir « backoffice purge list »."

REASONS = {
    "USE-001/hold-day": ("Ce jour n’est pas un jour à venir.", "Donnez-le ainsi : 2027-11-23."),
    "USE-001/hold-none": ("Aucune conservation prolongée ne tient sur cette demande.", "Voir « retention holds »."),
    "USE-001/purge-nothing": ("Rien ne peut être purgé aujourd’hui.", _SEE_DUE),
    "USE-001/purge-other": ("La sélection n’est plus celle que vous avez vue.", _SEE_DUE),
    "USE-001/purge-rules": ("Cette purge suit des durées plus courtes que celles en vigueur ici.", _SEE_RULES),
    "USE-001/purge-open": ("La purge {purge} attend déjà, ou est en cours.", _SEE_LIST),
    "USE-001/purge-unknown": ("Aucune purge n’a ce numéro.", _SEE_LIST),
    "USE-001/purge-ended": ("Cette purge est terminée ou retirée.", _SEE_LIST),
    "USE-001/purge-started": ("Cette purge est commencée : elle doit aller au bout.", "« backoffice purge run »."),
    "USE-001/purge-approved": ("Cette purge est déjà approuvée.", "« backoffice purge run »."),
    "USE-001/purge-lapsed": ("Cette demande de purge a plus de {hours} heures.", "Demandez-la de nouveau."),
    "USE-001/purge-same-person": (
        "Une purge est approuvée par une autre personne que celle qui la demande.",
        "Un collègue l’approuve, sous son propre compte.",
    ),
    "USE-001/purge-not-approved": ("Personne n’a encore approuvé cette purge.", "« backoffice purge approve »."),
    "USE-001/purge-not-done": ("Cette purge n’est pas terminée.", "« backoffice purge run »."),
}

PHRASES = {
    "help.retention": "Combien de temps ce qui est reçu est conservé : règles, échéances, conservations prolongées.",
    "help.retention.rules": "Les règles : catégorie, durée, événement de départ, base légale, responsable.",
    "help.retention.due": "Ce qui est échu aujourd’hui, et ce qui l’arrête (à blanc : rien n’est changé).",
    "help.retention.hold": "Empêcher la purge d’une demande jusqu’à un jour.",
    "help.retention.release": "Mettre fin à la conservation prolongée d’une demande.",
    "help.retention.holds": "Les conservations prolongées qui tiennent.",
    "help.retention.until": "Dernier jour : 2027-11-23.",
    "help.purge": "Purges : demandées par une personne, approuvées par une autre, irréversibles.",
    "help.purge.n": "Numéro de la purge.",
    "help.purge.digest": "Empreinte de la sélection, telle que « retention due » ou « purge list » la montre.",
    "help.purge.request": "Demander la purge de la sélection qui a cette empreinte.",
    "help.purge.list": "Les purges et où elles en sont.",
    "help.purge.approve": "Approuver exactement ce qu’un collègue a demandé ; vaut 24 heures.",
    "help.purge.withdraw": "Retirer une demande de purge.",
    "help.purge.run": "Exécuter une purge approuvée, ou la reprendre là où elle a été arrêtée.",
    "help.purge.certificate": "Écrire le certificat d’une purge (PDF/A, et JSON à côté).",
    "help.purge.to": "Fichier PDF à écrire ; jamais écrasé.",
    "retention.rule": "{category} : {days} jours après {start}. Base : {basis}. Responsable : {owner}.",
    "retention.no_owner": "non désigné ([retention] owner)",
    "retention.site": "Le site, lui, garde un dépôt {minutes} minutes au plus : c’est une autre horloge.",
    "retention.category.payload": "Contenus envoyés",
    "retention.category.case": "Demande entière",
    "retention.category.account": "Données de compte",
    "retention.category.apart": "Dépôt mis à part",
    "retention.start.case_closed": "la clôture de la demande",
    "retention.start.decision_notified": "la notification de la décision (notre preuve de notification reste)",
    "retention.start.incident_closed": "la clôture de l’incident",
    "retention.basis.limitation": "limitation de la conservation (RGPD, art. 5, 1, e)",
    "retention.basis.archives": "archives publiques, après visa (code du patrimoine, art. L. 212-2)",
    "retention.basis.privacy_notice": "politique de confidentialité du site",
    "retention.stop.open_case": "demande ouverte",
    "retention.stop.newer_message": "message plus récent de la personne",
    "retention.stop.hold": "conservation prolongée",
    "retention.stop.proposal": "rapprochement en attente",
    "retention.stop.open_incident": "incident ouvert",
    "retention.free": "peut être purgé",
    "retention.submission": "dépôt {row}",
    "retention.sum": "Échus : {due} ; peuvent être purgés : {free}.",
    "retention.digest": "Pour le demander : backoffice purge request --digest {digest}",
    "retention.more": "Il y en a davantage : la purge suivante les prendra.",
    "retention.held": "{number} est conservée jusqu’au {until}.",
    "retention.released": "{number} n’est plus retenue.",
    "retention.no_hold": "Aucune conservation prolongée.",
    "purge.none": "Aucune purge.",
    "purge.requested": "Purge {purge} demandée ({items} éléments). Un collègue l’approuve :\n"
    "backoffice purge approve {purge} --digest {digest}",
    "purge.approved": "Purge {purge} approuvée. Pour l’exécuter, dans les 24 heures : backoffice purge run {purge}",
    "purge.withdrawn": "Purge {purge} retirée.",
    "purge.line": "{purge:>4}  {stage:<12}  {items:>6}  {requester} / {approver}  {digest}",
    "purge.done": "Purge {purge} : purgés {done}, conservés {left}.",
    "purge.certificate": "{file}. SHA-256 {sha256}",
    "purge.stage.requested": "demandée",
    "purge.stage.approved": "approuvée",
    "purge.stage.under_way": "en cours",
    "purge.stage.done": "terminée",
    "purge.stage.withdrawn": "retirée",
    "purge.stage.lapsed": "périmée",
}
