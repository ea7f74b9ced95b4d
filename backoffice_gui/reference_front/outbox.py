"""What the person is told, as files: a status page by reference, and a message before erasure.

Neither holds a word of the form: the reference is random, unrelated to the submission's id, and
known to the person alone (protocol §5). The public site would serve `status/` and send `mail/`,
with the address it still has in the form at that moment.
"""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from backoffice_gui.reference_front.files import write_whole, writing

__all__ = ["Outbox"]

_STATES = {
    "held": (
        "En attente",
        "Votre demande est enregistrée. Elle attend d’être transmise à l’Ofpra, dans les trente minutes.",
    ),
    "acknowledged": (
        "Transmise à l’Ofpra",
        "Votre demande est à l’Ofpra. Elle a été effacée de ce site. Vous n’avez rien à faire.",
    ),
    "expired": (
        "Non transmise",
        "Votre demande n’a pas pu être transmise et a été effacée de ce site. Merci de l’envoyer à nouveau.",
    ),
}

_PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Suivi de la demande {reference}</title></head>
<body><p><strong>DÉMO · DONNÉES FICTIVES</strong></p>
<h1>Demande {reference}</h1>
<p><strong>{title}</strong></p><p>{sentence}</p>
<p>Dernière mise à jour : <time>{at}</time></p></body></html>
"""

_MESSAGE = """DÉMO · DONNÉES FICTIVES

Bonjour,

Votre demande {reference} n’a pas pu être transmise à l’Ofpra. Elle va être effacée de notre site.
Merci de l’envoyer à nouveau dès que possible.

Ne répondez pas à ce message.
"""


class Outbox:
    """The folder of both; made where it is absent. Its methods raise `DiskFull`, `StoreError`."""

    def __init__(self, folder: Path) -> None:
        self.status = folder / "status"
        self.mail = folder / "mail"
        for each in (self.status, self.mail):
            each.mkdir(parents=True, exist_ok=True)

    def show(self, reference: str, state: str, at: str) -> None:
        """Write the page that tells this state; the old one is replaced in one step."""
        title, sentence = _STATES[state]
        page = _PAGE.format(reference=reference, title=title, sentence=sentence, at=at)
        beside = self.status / f".{reference}.new"
        with writing(self.status):
            beside.write_text(page, "utf-8")
            beside.replace(self.status / f"{reference}.html")

    def ask_again(self, reference: str) -> None:
        """Write the message that asks the person to send it again; synced, since erasure follows."""
        message = EmailMessage()
        message["Subject"] = f"Votre demande {reference} est à envoyer à nouveau"
        message["From"] = "ne-pas-repondre@front.demo.ofpra.example"
        message["To"] = "undisclosed-recipients:;"
        message["Content-Language"] = "fr"
        message.set_content(_MESSAGE.format(reference=reference))
        write_whole(self.mail / f"{reference}.eml", message.as_bytes())

    def forget(self, reference: str) -> None:
        """Remove what is left of a reference nobody needs to ask for any more."""
        with writing(self.status.parent):
            (self.status / f"{reference}.html").unlink(missing_ok=True)
            (self.mail / f"{reference}.eml").unlink(missing_ok=True)
