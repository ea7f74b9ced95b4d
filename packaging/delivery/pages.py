"""What the manual pages say beside the commands, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["GUI", "PAGES", "Page"]

_Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The headings and tables of one language."""

    heading: str
    name: str
    synopsis: str
    description: str
    options: str
    commands: str
    command: str
    exit_codes: str
    environment: str
    files: str
    see_also: str
    console: str
    window: str
    about: str
    exit_rows: _Rows
    environment_rows: _Rows
    files_rows: _Rows


_FR = Page(
    heading="Ofpra",
    name="NOM",
    synopsis="SYNOPSIS",
    description="DESCRIPTION",
    options="OPTIONS",
    commands="COMMANDES",
    command="commande",
    exit_codes="CODES DE RETOUR",
    environment="ENVIRONNEMENT",
    files="FICHIERS",
    see_also="VOIR AUSSI",
    console="relever et traiter les demandes en ligne, sans fenêtre",
    window="relever et traiter les demandes en ligne, dans une fenêtre",
    about="Le site public garde ce qu’une personne a envoyé pendant 29 minutes, puis le détruit. Ce programme "
    "le relève, le chiffre, le relit, et alors seulement l’acquitte.",
    exit_rows=(
        ("0", "tout est en ordre"),
        ("1", "quelque chose reste à faire, ou un incident a été constaté"),
        ("2", "commande ou configuration à corriger"),
        ("3", "le site est injoignable, ou nous refuse"),
        ("4", "la base n’est pas disponible"),
        ("130", "interrompu au clavier"),
    ),
    environment_rows=(
        (
            "BACKOFFICE_TRANSFER__URL, BACKOFFICE_STORE__FOLDER, ...",
            "chaque clé de la configuration, en majuscules",
        ),
        ("LC_ALL, LC_MESSAGES, LANG", "la langue des messages : français, ou anglais pour une langue anglaise"),
        ("CREDENTIALS_DIRECTORY", 'où systemd remet les secrets (store.key_file = "credential:NOM")'),
    ),
    files_rows=(
        ("~/.config/ofpra-backoffice/config.toml", "la configuration d’une personne"),
        (
            "~/.local/share/ofpra-backoffice/",
            "la base d’une personne ; ni mise à jour ni désinstallation ne la touchent",
        ),
        ("/etc/ofpra-backoffice/policy.toml", "la politique de l’organisation, que rien ne contourne"),
        ("/var/lib/ofpra-backoffice/", "la base du service de relève d’une équipe"),
        ("/usr/share/doc/ofpra-backoffice/", "installation, exemple de politique, licences, nomenclature (CycloneDX)"),
    ),
)

_EN = Page(
    heading="Ofpra",
    name="NAME",
    synopsis="SYNOPSIS",
    description="DESCRIPTION",
    options="OPTIONS",
    commands="COMMANDS",
    command="command",
    exit_codes="EXIT STATUS",
    environment="ENVIRONMENT",
    files="FILES",
    see_also="SEE ALSO",
    console="collect and treat online requests, without a window",
    window="collect and treat online requests, in a window",
    about="The public site holds what a person has sent for 29 minutes, then destroys it. This program collects it, "
    "encrypts it, reads it back, and only then acknowledges it.",
    exit_rows=(
        ("0", "all at rest"),
        ("1", "something was left undone, or an incident was found"),
        ("2", "usage or configuration"),
        ("3", "the front end can't be reached, or refuses us"),
        ("4", "the store is not available"),
        ("130", "interrupted at the keyboard"),
    ),
    environment_rows=(
        (
            "BACKOFFICE_TRANSFER__URL, BACKOFFICE_STORE__FOLDER, ...",
            "each key of the configuration, section and name in capitals",
        ),
        ("LC_ALL, LC_MESSAGES, LANG", "the language of messages: English for an English locale, else French"),
        ("CREDENTIALS_DIRECTORY", 'where systemd hands over secrets (store.key_file = "credential:NAME")'),
    ),
    files_rows=(
        ("~/.config/ofpra-backoffice/config.toml", "a person's configuration"),
        ("~/.local/share/ofpra-backoffice/", "a person's store; neither upgrade nor removal touches it"),
        ("/etc/ofpra-backoffice/policy.toml", "the organisation's policy, which nothing overrides"),
        ("/var/lib/ofpra-backoffice/", "the store of a team's collector"),
        (
            "/usr/share/doc/ofpra-backoffice/",
            "installation, an example policy, licences, bill of materials (CycloneDX)",
        ),
    ),
)

PAGES = {"fr": _FR, "en": _EN}

GUI = {
    "fr": {
        "": "Ouvre la fenêtre où les agents relèvent et traitent les demandes. Maj+F1 y montre toutes les touches.",
        "--config": "FICHIER|fichier de configuration",
        "--demo": "démonstration : données fictives, base à part",
        "--version": "affiche la version et s’arrête",
        "--page": "PAGE|page ouverte au démarrage, ou dans la fenêtre déjà ouverte : "
        "cases, submissions, transfers, conformity, journal, retention",
        "--selftest": "montre chaque page, sur des données fictives et sans écran ; 0 si tout s’affiche",
        "--screenshot": "FICHIER|image de la fenêtre, à la fin de --seconds",
        "--seconds": "N|ferme la fenêtre après N secondes",
    },
    "en": {
        "": "Opens the window in which agents collect and treat requests. Shift+F1 shows every key.",
        "--config": "FILE|configuration file",
        "--demo": "demonstration: invented people, a store of its own",
        "--version": "say the version and stop",
        "--page": "PAGE|page to open at the start, or in the window that is open: "
        "cases, submissions, transfers, conformity, journal, retention",
        "--selftest": "show every page, on invented data and without a screen; 0 if all of it is seen",
        "--screenshot": "FILE|picture of the window at the end of --seconds",
        "--seconds": "N|close the window after N seconds",
    },
}
