"""The help page: what the program does, the two pages, accessibility."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

__all__ = ["help_texts"]

translate = QCoreApplication.translate


def help_texts() -> tuple[tuple[str, str], ...]:
    """Titles and paragraphs, in the window's language."""
    return (*_work(), *_watch())


def _work() -> tuple[tuple[str, str], ...]:
    return (
        (
            translate("Help", "Ce que fait ce programme"),
            translate(
                "Help",
                "Le site de l’Ofpra garde une demande 29 minutes au plus (30 sont promises). Ce programme la relève, "
                "la range ici chiffrée, la relit, puis en accuse réception : le site détruit alors sa copie et en "
                "donne la preuve.",
            ),
        ),
        (
            translate("Help", "Demandes"),
            translate(
                "Help",
                "Votre bureau. À gauche les vues, au milieu leur liste, à droite la demande ouverte. J et K passent de "
                "l’une à l’autre, A prend, E termine et mène à la suivante, Ctrl+Z annule, Ctrl+K trouve tout. X en "
                "sélectionne plusieurs. Ce que vous écrivez est gardé au fur et à mesure.",
            ),
        ),
        (
            translate("Help", "Dépôts"),
            translate(
                "Help",
                "La liste de tout ce qui est rangé ici, ou connu. Choisissez une ligne pour la lire à droite ; "
                "les en-têtes trient, la ligne de filtre restreint. Les nouvelles demandes sont annoncées au-dessus "
                "de la liste : elles n’y entrent que lorsque vous actualisez, pour que les lignes ne bougent pas "
                "sous vos yeux.",
            ),
        ),
    )


def _watch() -> tuple[tuple[str, str], ...]:
    return (
        (
            translate("Help", "Transferts"),
            translate(
                "Help",
                "La première ligne dit si quelque chose risque d’être perdu. En dessous : ce qui est en route, "
                "les incidents à clore avec un motif, où sont les copies, et combien de temps celles du site ont vécu.",
            ),
        ),
        (
            translate("Help", "Verrouillage"),
            translate(
                "Help",
                "Ctrl+L verrouille le poste, et il se verrouille de lui-même quand personne n’y touche, avec la "
                "session et à la mise en veille. Plus rien ne peut être lu, la relève continue, et vous retrouvez "
                "au déverrouillage la même demande et ce que vous écriviez. Une minute avant, un avertissement "
                "paraît : une touche suffit.",
            ),
        ),
        (
            translate("Help", "Accessibilité"),
            translate(
                "Help",
                "Tout se fait au clavier ; Maj+F1 donne les touches. Celles d’une seule lettre se désactivent dans "
                "le menu Affichage. Le texte va de 80 à 200 % (Ctrl+molette). Les couleurs ne disent jamais rien "
                "seules ; le contraste élevé du système est respecté. La première colonne des listes lit la ligne "
                "entière aux lecteurs d’écran.",
            ),
        ),
    )
