from __future__ import annotations

import threading
from pathlib import Path

import pytest

from backoffice_gui.documents.preview import Preview
from backoffice_gui.domain.preview import Flag, Kind
from backoffice_gui.errors import PreviewRefused, WrongKey
from backoffice_gui.wiring.attachments import Attachments
from tests.documents.preview.samples import WORDS, pdf
from tests.support.attachments import case_with
from tests.support.caseloads import Served


@pytest.fixture
def case(desk: Served) -> int:
    """One more case, with a PDF and a text."""
    return case_with(desk.store, desk.clock, pdf(), b"EXEMPLE\n", seq=4)


def test_an_attachment_is_seen_and_read_and_another_takes_its_place(desk: Served, case: int) -> None:
    """Pixels and text of what is open; the one before is closed; each look is in the chain."""
    office = desk.cases.attachments
    office.warm()
    opened = office.open_part(case, 1)
    assert (opened.n, opened.name, opened.size, opened.document.kind) == (1, "piece-1.bin", len(pdf()), Kind.PDF)
    assert opened.document.flags == frozenset({Flag.TYPE_DIFFERS})
    picture = office.picture(0, 0.5, 90)
    assert (picture.width, picture.height) == (421, 298)
    assert office.text(1) == f"{WORDS} 2"
    assert office.open_part(case, 2).document.kind is Kind.TEXT
    assert office.text(0) == "EXEMPLE\n"
    assert [line.object for line in desk.logged("part_previewed")] == [f"case:{case}"] * 2


def test_what_each_part_is_can_be_told_before_it_is_opened(desk: Served, case: int) -> None:
    """By first octets only: no look is noted, for nothing is shown."""
    kinds = desk.cases.attachments.kinds(case)
    assert [(one.n, one.kind, one.differs) for one in kinds] == [
        (0, Kind.TEXT, True),
        (1, Kind.PDF, True),
        (2, Kind.TEXT, True),
    ]
    assert not desk.logged("part_previewed")


def test_what_is_closed_answers_no_more(desk: Served, case: int) -> None:
    """Twice closed is once; nothing was open before."""
    office = desk.cases.attachments
    with pytest.raises(PreviewRefused, match="preview-closed"):
        office.picture(0)
    office.open_part(case, 2)
    office.close_part()
    office.close_part()
    with pytest.raises(PreviewRefused, match="preview-closed"):
        office.text(0)


def test_what_was_closed_while_it_was_being_opened_stays_closed(desk: Served, case: int) -> None:
    """The agent has gone on: nothing of it may appear, and its process ends."""
    asked, go_on = threading.Event(), threading.Event()

    class Slow(Preview):
        """Opens when it is told to."""

        def open(self, *words: object, **more: object) -> object:  # type: ignore[override]
            """As ever, but later."""
            asked.set()
            assert go_on.wait(20)
            return super().open(*words, **more)  # type: ignore[arg-type]

    office = Attachments(desk.caseload.unlocked, desk.clock, Slow)
    refused: list[str] = []

    def open_it() -> None:
        try:
            office.open_part(case, 2)
        except PreviewRefused as error:
            refused.append(error.reason)

    opening = threading.Thread(target=open_it)
    opening.start()
    assert asked.wait(20)
    office.close_part()
    go_on.set()
    opening.join()
    assert refused == ["preview-closed"]
    office.close()


def test_a_copy_is_saved(desk: Served, case: int, tmp_path: Path) -> None:
    """With its reason, by the same desk."""
    saved = desk.cases.attachments.save_part(case, 2, tmp_path, "relecture")
    assert (tmp_path / saved.file).read_bytes() == b"EXEMPLE\n"
    assert [dict(line.details)["reason"] for line in desk.logged("part_saved")] == ["relecture"]


def test_while_it_is_sealed_nothing_is_opened(desk: Served, case: int, tmp_path: Path) -> None:
    """Without the key there is nothing to decode."""
    desk.sealed = True
    with pytest.raises(WrongKey):
        desk.cases.attachments.open_part(case, 1)
    with pytest.raises(WrongKey):
        desk.cases.attachments.save_part(case, 1, tmp_path, "relecture")
