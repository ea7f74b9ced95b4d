"""Words of addresses: kinds of streets, their official abbreviations, and where the town comes first.

The abbreviations are those of the French post (NF Z 10-011, annex); only longer ones are listed.
"""

from __future__ import annotations

__all__ = ["ABBREVIATIONS", "CIVILITIES", "FLOORS", "STREETS", "TOWN_FIRST"]

ABBREVIATIONS = {
    "ALLEE": "ALL",
    "ALLÉE": "ALL",
    "ALLEES": "ALL",
    "ALLÉES": "ALL",
    "APPARTEMENT": "APP",
    "AVENUE": "AV",
    "BATIMENT": "BAT",
    "BÂTIMENT": "BAT",
    "BOULEVARD": "BD",
    "CARREFOUR": "CAR",
    "CENTRE COMMERCIAL": "CCAL",
    "CHAUSSEE": "CHS",
    "CHAUSSÉE": "CHS",
    "CHEMIN": "CHE",
    "COLONEL": "COL",
    "COMMANDANT": "CDT",
    "DOCTEUR": "DR",
    "ESCALIER": "ESC",
    "ESPLANADE": "ESP",
    "ETAGE": "ETG",
    "ÉTAGE": "ETG",
    "FAUBOURG": "FG",
    "GENERAL": "GAL",
    "GÉNÉRAL": "GAL",
    "IMMEUBLE": "IMM",
    "IMPASSE": "IMP",
    "LIEUTENANT": "LT",
    "LIEU DIT": "LD",
    "LIEU-DIT": "LD",
    "LOTISSEMENT": "LOT",
    "MARECHAL": "MAL",
    "MARÉCHAL": "MAL",
    "MONSEIGNEUR": "MGR",
    "PASSAGE": "PAS",
    "PLACE": "PL",
    "PRESIDENT": "PDT",
    "PRÉSIDENT": "PDT",
    "PROFESSEUR": "PR",
    "PROMENADE": "PROM",
    "QUARTIER": "QUA",
    "RESIDENCE": "RES",
    "RÉSIDENCE": "RES",
    "ROND POINT": "RPT",
    "ROND-POINT": "RPT",
    "ROUTE": "RTE",
    "SAINT": "ST",
    "SAINTE": "STE",
    "SAINTS": "STS",
    "SENTIER": "SEN",
    "SQUARE": "SQ",
    "VILLA": "VLA",
    "VILLAGE": "VLGE",
    "ZONE ARTISANALE": "ZA",
    "ZONE INDUSTRIELLE": "ZI",
}

CIVILITIES = {"MADAME": "MME", "MONSIEUR": "M"}

FLOORS = frozenset({"ETAGE", "ÉTAGE", "ETG", "APPARTEMENT", "APPT", "APP", "PORTE", "ESCALIER", "ESC"})
"""Words of a line that begins with a number and is no street."""

STREETS = frozenset(
    {
        "ALLEE",
        "ALLÉE",
        "ALLEES",
        "ALLÉES",
        "AV",
        "AVE",
        "AVENUE",
        "BD",
        "BLD",
        "BOULEVARD",
        "CARREFOUR",
        "CHAUSSEE",
        "CHAUSSÉE",
        "CHEMIN",
        "CITE",
        "CITÉ",
        "COUR",
        "COURS",
        "ESPLANADE",
        "FAUBOURG",
        "HAMEAU",
        "IMPASSE",
        "LIEUDIT",
        "LIEU",
        "LOTISSEMENT",
        "PASSAGE",
        "PLACE",
        "PROMENADE",
        "QUAI",
        "ROND",
        "ROUTE",
        "RUE",
        "RUELLE",
        "SENTIER",
        "SQUARE",
        "VENELLE",
        "VOIE",
        "ZA",
        "ZI",
    }
)
"""First words by which the line of the street is known when it has no number."""

TOWN_FIRST = frozenset({"AU", "BD", "CA", "GB", "ID", "IE", "IN", "LK", "NP", "NZ", "PK", "TH", "US", "ZA"})
"""Countries whose postcode stands after the town (Universal Postal Union)."""
