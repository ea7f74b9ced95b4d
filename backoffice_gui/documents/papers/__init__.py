"""Papers: a case sheet and address labels as PDF, for people, screen readers and archives.

Primitives: `wording` (words from outside made fit to be set), `typesetting` (Typst, and what its fonts
lack), `case_sheet` and `labels`, whose templates lie under `resources/papers`.

Every paper is PDF/A-2a and PDF/UA-1, in French, tagged, its fonts embedded. What an applicant typed comes
to the template as data and is never read as markup; what no font can show is transliterated, and said:
never an empty box in silence.
"""

from backoffice_gui.documents.papers.case_sheet import case_sheet
from backoffice_gui.documents.papers.countries import french_countries
from backoffice_gui.documents.papers.labels import LabelFormat, NotPrinted, labels
from backoffice_gui.documents.papers.typesetting import Paper, Typesetter

__all__ = ["LabelFormat", "NotPrinted", "Paper", "Typesetter", "case_sheet", "french_countries", "labels"]
