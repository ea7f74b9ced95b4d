"""The words of the trade: nothing closed is without one."""

from __future__ import annotations

import inspect

from backoffice_gui.caseload import detail
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.forms import KINDS as FORMS
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.domain.listing import Column
from backoffice_gui.domain.monitor import Band
from backoffice_gui.errors import FrontEndError, all_circumstances
from backoffice_gui.gui import text_words as words


def test_every_closed_list_has_its_words() -> None:
    """Stages, columns, bands, alarms and incidents are all said, each in its own words."""
    assert set(words.STAGES) == set(Stage)
    assert set(words.COLUMNS) == set(Column)
    assert set(words.BANDS) == set(Band)
    assert set(words.ALARMS) == set(AlarmKind)
    assert set(words.INCIDENTS) == set(IncidentKind)
    assert len({words.stage_text(stage) for stage in Stage}) == len(Stage)
    assert all(words.stage_hint(stage).endswith(".") for stage in Stage)
    assert all(
        words.alarm_text(kind) and all(words.incident_text(kind2)) for kind in AlarmKind for kind2 in IncidentKind
    )
    assert words.band_text(Band.WATCH) == "à surveiller"
    assert words.column_text(Column.RECEIVED) == "Reçue"


def test_known_kinds_have_names_and_others_keep_theirs() -> None:
    """A kind of a later version is shown as what it is."""
    assert set(FORMS) <= set(words.KINDS)
    assert words.kind_text("contact_change") == "Changement de coordonnées"
    assert words.kind_text("residence_photo") == "residence_photo (type inconnu)"


def test_every_trouble_of_the_front_end_has_words() -> None:
    """What failed last is said; an unknown code stays as it is."""
    codes = {kind.code for kind in all_circumstances() if issubclass(kind, FrontEndError)}
    assert codes <= set(words.TROUBLES)
    assert words.trouble_text("digest").startswith("empreinte")
    assert words.trouble_text("TRF-999") == "TRF-999"


def test_every_line_of_the_timeline_has_words() -> None:
    """The names that the timeline is made of are all said."""
    source = inspect.getsource(detail.timeline)
    assert {name for name in words.MOMENTS if f'"{name}"' in source} >= {"submitted", "stored", "closed", "erased"}
    assert words.moment_text("closed").startswith("Destruction")
    assert words.moment_text("CLOSED") == words.moment_text("closed")
    assert words.moment_text("later_word") == "later_word"
