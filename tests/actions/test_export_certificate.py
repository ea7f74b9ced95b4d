"""A certificate is written whole, twice (PDF and JSON), over nothing, and that is in the chain."""

from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.actions.export_certificate import export_certificate
from backoffice_gui.documents.papers import Typesetter
from backoffice_gui.errors import UsageError
from tests.support.cases import certificate_form, lines, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store
from tests.support.purging import DAY, agreed, close_all, purge_all

SETTER = Typesetter(system_fonts=False)


def test_pdf_and_json_lie_beside_each_other(store: Store, tmp_path: Path) -> None:
    """Neither over another file; before the end of a purge there is none."""
    clock = TurnedClock()
    take(store, certificate_form())
    close_all(store, clock)
    clock.advance(730 * DAY)
    file = tmp_path / "certificat.pdf"
    with pytest.raises(UsageError, match="purge-unknown"):
        export_certificate(store.desk, 1, file, clock, SETTER)
    purge_all(store, clock)
    made = export_certificate(store.desk, 1, file, clock, SETTER)
    assert file.read_bytes().startswith(b"%PDF-1.7")
    assert file.with_suffix(".json").read_text("ascii").startswith("{")
    assert dict(lines(store, "purge_certified")[0].details)["sha256"] == made.sha256
    for again in (file, tmp_path / "certificat.json"):
        with pytest.raises(UsageError, match="export-exists"):
            export_certificate(store.desk, 1, again, clock, SETTER)


def test_there_is_none_before_the_end(store: Store, tmp_path: Path) -> None:
    """Agreed to is not carried out."""
    clock = TurnedClock()
    take(store, certificate_form())
    close_all(store, clock)
    clock.advance(730 * DAY)
    with pytest.raises(UsageError, match="purge-not-done"):
        export_certificate(store.desk, agreed(store, clock), tmp_path / "c.pdf", clock, SETTER)
