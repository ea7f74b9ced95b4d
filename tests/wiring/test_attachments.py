from __future__ import annotations

import threading
from pathlib import Path

import pytest

from backoffice_gui.documents.preview import Preview, PreviewSession
from backoffice_gui.domain.cases import Badge
from backoffice_gui.domain.preview import Flag, Kind, Picture
from backoffice_gui.errors import PreviewRefused, WrongKey
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.wiring.attachments import Attachments
from tests.documents.preview.samples import WORDS, pdf
from tests.support.attachments import case_with
from tests.support.caseloads import Served
from tests.support.cases import rows


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


def _says_so(desk: Served, case: int) -> bool:
    return next(bool(row["badges"] & Badge.PIECE_REFUSED) for row in rows(desk.store, cases) if row["case"] == case)


def test_a_piece_that_cannot_be_read_is_noted_and_the_lists_hear_of_it(desk: Served) -> None:
    """Once; whoever looks at another piece of the case takes nothing away."""
    case = case_with(desk.store, desk.clock, b"%PDF-1.7 EXEMPLE", b"PK\x03\x04", b"EXEMPLE\n", seq=4)
    told: list[bool] = []
    desk.caseload.tells(lambda: told.append(_says_so(desk, case)))
    office = desk.cases.attachments
    for n, word in ((1, "preview-broken"), (2, "preview-unsupported"), (1, "preview-broken")):
        with pytest.raises(PreviewRefused, match=word):
            office.open_part(case, n)
    office.open_part(case, 3)
    assert office.text(0) == "EXEMPLE\n"
    assert told == [True, True]
    assert [dict(line.details) for line in desk.logged("part_refused")] == [
        {"part": 1, "reason": "preview-broken"},
        {"part": 2, "reason": "preview-unsupported"},
    ]


class _Refuses(Preview):
    """Opens or shows pages as long as it is not told what to refuse; the process and its answers are the real ones."""

    opening = ""
    page = ""

    def open(self, *words: object, **more: object) -> PreviewSession:
        """As ever, or refused."""
        if self.opening:
            raise PreviewRefused(self.opening)
        session = super().open(*words, **more)  # type: ignore[arg-type]
        show = session.page

        def shown(number: int, zoom: float = 1.0, rotation: int = 0) -> Picture:
            if self.page:
                raise PreviewRefused(self.page)
            return show(number, zoom, rotation)

        session.page = shown  # type: ignore[method-assign]
        return session


def test_a_page_that_was_refused_and_is_seen_after_all(desk: Served, case: int) -> None:
    """Of the piece that is open, by the page; a page that was seen once is only too large, and no trouble of it."""
    previews = _Refuses()
    told: list[bool] = []
    office = Attachments(
        desk.caseload.unlocked, desk.clock, lambda: previews, lambda: told.append(_says_so(desk, case))
    )
    previews.opening = "preview-timeout"
    with pytest.raises(PreviewRefused):
        office.open_part(case, 1)
    previews.opening, previews.page = "", "preview-memory"
    office.open_part(case, 1)
    with pytest.raises(PreviewRefused):
        office.picture(0)
    assert told == [True]
    previews.page = ""
    office.picture(0, 0.1)
    assert told == [True, False]
    previews.page = "preview-memory"
    with pytest.raises(PreviewRefused):
        office.picture(0, 4.0)
    assert told == [True, False]
    with pytest.raises(PreviewRefused):
        office.picture(1)
    assert told == [True, False, True]
    office.close()


def test_what_is_only_closed_or_locked_is_not_noted(desk: Served, case: int) -> None:
    """The agent has gone on, or this machine can't: nothing of it lies with the piece."""
    previews = _Refuses()
    office = Attachments(desk.caseload.unlocked, desk.clock, lambda: previews)
    for word in ("preview-closed", "preview-unavailable"):
        previews.opening = word
        with pytest.raises(PreviewRefused, match=word):
            office.open_part(case, 1)
    assert not desk.logged("part_refused")
    office.close()


@pytest.mark.expected_logs("part_not_noted")
def test_what_cannot_be_noted_keeps_nobody_from_hearing_why(desk: Served, case: int) -> None:
    """The desk was locked meanwhile; the next look notes it."""
    previews = _Refuses()
    office = Attachments(desk.caseload.unlocked, desk.clock, lambda: previews)
    office.open_part(case, 1)
    previews.page, desk.sealed = "preview-broken", True
    with pytest.raises(PreviewRefused, match="preview-broken"):
        office.picture(0)
    desk.sealed = False
    assert not _says_so(desk, case)
    with pytest.raises(PreviewRefused, match="preview-broken"):
        office.picture(0)
    assert _says_so(desk, case)
    office.close()


def test_what_ends_because_it_was_closed_is_no_trouble_of_the_piece(desk: Served, case: int) -> None:
    """Whatever word its process ends with: it was told to."""

    class Killed(Preview):
        """Is closed by its owner while it opens, and ends as a broken one would."""

        def open(self, *_words: object, **_more: object) -> PreviewSession:
            """Never."""
            office.close_part()
            raise PreviewRefused("preview-broken")

    office = Attachments(desk.caseload.unlocked, desk.clock, Killed)
    with pytest.raises(PreviewRefused, match="preview-closed"):
        office.open_part(case, 1)
    assert not _says_so(desk, case)
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
