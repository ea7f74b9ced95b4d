"""What leaves the house, and why an address stops a print, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backoffice_gui.domain.sheets import TableFormat

if TYPE_CHECKING:
    from backoffice_gui.domain.postal import Problem

__all__ = ["LABEL_FORMS", "format_text", "label_form_text", "problem_text"]

translate = QCoreApplication.translate

LABEL_FORMS = {"a4-2x7": 14, "a4-3x8": 24, "dl": 1, "a4-window": 1}
"""What addresses are printed on, by its code word → places on a sheet."""


def format_text(kind: TableFormat) -> str:
    """A kind of file, for a list to choose from."""
    return {
        TableFormat.CSV: translate("Exports", "CSV (texte, séparé par des points-virgules)"),
        TableFormat.ODS: translate("Exports", "ODS (LibreOffice)"),
        TableFormat.XLSX: translate("Exports", "XLSX (Excel)"),
    }[kind]


def label_form_text(form: str) -> str:
    """What addresses are printed on; a code word that is new is shown as it is."""
    return {
        "a4-2x7": translate("Exports", "Étiquettes A4, 14 par feuille (99,1 × 38,1 mm)"),
        "a4-3x8": translate("Exports", "Étiquettes A4, 24 par feuille (70 × 36 mm)"),
        "dl": translate("Exports", "Enveloppes DL (220 × 110 mm)"),
        "a4-window": translate("Exports", "Feuilles A4 pour enveloppe à fenêtre"),
    }.get(form, form)


def problem_text(problem: Problem) -> str:
    """Why an address can't be printed; a code that is new is shown as it is."""
    words = {
        "addressee_missing": translate("Exports", "il manque le destinataire"),
        "street_missing": translate("Exports", "il manque la voie"),
        "postcode_missing": translate("Exports", "il manque le code postal"),
        "postcode_odd": translate("Exports", "code postal à vérifier"),
        "town_missing": translate("Exports", "il manque la ville"),
        "country_unknown": translate("Exports", "pays inconnu"),
        "too_long": translate("Exports", "ligne {line} trop longue de {by}"),
        "too_many_lines": translate("Exports", "{by} lignes de trop"),
        "unprintable_characters": translate("Exports", "caractères qui ne s’impriment pas, ligne {line}"),
        "other_script": translate("Exports", "écriture que la poste ne lit pas, ligne {line}"),
    }.get(problem.code, problem.code)
    return words.format(line=problem.line, by=problem.by)
