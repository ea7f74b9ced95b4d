"""Documents opened in real processes; what becomes of a session when one dies, lies or is closed."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from backoffice_gui.documents.preview import Preview, PreviewSession
from backoffice_gui.documents.preview.process import Decoder
from backoffice_gui.documents.preview.wire import INPUT_OCTETS
from backoffice_gui.domain.preview import Flag, Kind, PageSize
from backoffice_gui.errors import Defect, PreviewRefused, StoreBusy
from tests.documents.preview import hostile_pdf
from tests.documents.preview.liars import HELLO, OPENED, liar, message
from tests.documents.preview.samples import WORDS, drawn, image, pdf, sound

_MADE = dict([*hostile_pdf.trees(), *hostile_pdf.depths(), *hostile_pdf.active()])


@pytest.fixture
def preview() -> Iterator[Preview]:
    """A room with a warm process, gone after the test."""
    made = Preview()
    made.warm()
    yield made
    made.close()


def _waiting(preview: Preview) -> Decoder | None:
    return preview._spare


def _process(session: PreviewSession) -> int:
    return session._decoder._process.pid


def test_a_document_is_opened_seen_and_read(preview: Preview) -> None:
    """Its octets may come in pieces of any size, also none."""
    octets = pdf()
    pieces = (octets[n : n + 700] for n in range(0, len(octets), 700))
    with preview.open(
        (part for piece in pieces for part in (b"", piece)), declared="application/pdf", name="acte.pdf"
    ) as session:
        assert session.document.kind is Kind.PDF
        assert session.document.pages == (PageSize(595, 842),) * 3
        assert session.document.flags == frozenset()
        picture = session.page(1, 0.5, 90)
        assert (picture.width, picture.height) == (421, 298)
        assert len(picture.rgba) == 421 * 298 * 4
        assert session.text(1) == f"{WORDS} 2"


@pytest.mark.parametrize("name", sorted(sound()))
def test_each_kind_is_seen_behind_the_walls(preview: Preview, name: str) -> None:
    """Nothing that a decoder needs is loaded too late."""
    with preview.open([sound()[name]], name=name) as session:
        assert Flag.TYPE_DIFFERS not in session.document.flags
        if session.document.kind is Kind.TEXT:
            assert "عبد الله" in session.text(0)
            with pytest.raises(PreviewRefused, match="preview-unsupported"):
                session.page(0)
        else:
            assert set(session.page(0).rgba[3::4]) == {255}
            assert session.page(0, 0.01).width >= 1
            assert session.page(0, 1e9).width <= 4096


def test_a_phones_two_pictures_are_seen_behind_the_walls(preview: Preview) -> None:
    """Their decoder is another one than a JPEG's, and loaded in time too."""
    two = image("MPO", save_all=True, append_images=[drawn(40, 30)])
    with preview.open([two], declared="image/jpeg", name="photo.jpg") as session:
        assert session.document.flags == frozenset()
        assert session.page(0).width == 160


def test_what_is_told_of_it(preview: Preview) -> None:
    """That it is called otherwise, that it has more pages than are shown, that it carries a script."""
    with preview.open([pdf()], declared="image/png", name="acte.pdf") as session:
        assert session.document.flags == {Flag.TYPE_DIFFERS}
    with preview.open([_MADE["pages-501.pdf"]]) as session:
        assert (session.document.total, len(session.document.pages)) == (501, 500)
        assert session.document.flags == {Flag.TOO_MANY_PAGES}
    with preview.open([_MADE["script-open.pdf"]]) as session:
        assert session.document.flags == {Flag.HAS_JAVASCRIPT}


def test_what_cannot_be_seen_is_one_word(preview: Preview) -> None:
    """And what is none of ours costs no process."""
    for octets, word in (
        (b"", "preview-empty"),
        (b"PK\x03\x04", "preview-unsupported"),
        (_MADE["locked-6.pdf"], "preview-encrypted"),
        (b"%PDF-1.7 EXEMPLE", "preview-broken"),
        (image("PNG")[:20], "preview-broken"),
    ):
        with pytest.raises(PreviewRefused, match=word):
            preview.open([octets])
    with pytest.raises(PreviewRefused, match="preview-memory"):
        preview.open(b"x" * 2**20 for _ in range(INPUT_OCTETS // 2**20 + 1))


def test_what_the_source_raises_is_the_callers(preview: Preview) -> None:
    """A store that is busy is no broken document; an error of the system neither."""

    def failing(error: Exception) -> Iterator[bytes]:
        yield pdf()
        raise error

    for error in (StoreBusy(), OSError(5, "EXEMPLE")):
        with pytest.raises(type(error)):
            preview.open(failing(error))
    with preview.open([pdf()]) as session:
        assert session.text(0)


def test_a_defect_of_the_caller_is_one(preview: Preview) -> None:
    """A page that is not there, an odd turn, no zoom."""
    with preview.open([pdf()]) as session:
        for page, zoom, turn in ((3, 1.0, 0), (-1, 1.0, 0), (0, 1.0, 45), (0, float("nan"), 0)):
            with pytest.raises(Defect):
                session.page(page, zoom, turn)
        with pytest.raises(Defect):
            session.text(3)


def test_a_process_that_died_is_replaced_for_the_next_page(preview: Preview) -> None:
    """Where the document can be had again; else each call says what has become of it."""
    once, again = preview.open(iter([pdf()])), preview.open([pdf()])
    for session in (once, again):
        os.kill(_process(session), signal.SIGSEGV)
        session._decoder._process.wait()
    assert again.text(1) == f"{WORDS} 2"
    for _ in range(2):
        with pytest.raises(PreviewRefused, match="preview-broken"):
            once.text(1)
    for session in (once, again):
        session.close()


def test_time_that_is_used_up_over_many_pages_is_given_anew(preview: Preview) -> None:
    """A patient reader of a long document is no attack: what was asked is asked of another process."""
    with preview.open([pdf()]) as session:
        first = _process(session)
        os.kill(first, signal.SIGSTOP)

        def die() -> None:
            os.kill(first, signal.SIGXCPU)
            os.kill(first, signal.SIGCONT)

        dying = threading.Timer(0.3, die)
        dying.start()
        assert session.text(2) == f"{WORDS} 3"
        assert _process(session) != first
        dying.join()
    with preview.open(iter([pdf()])) as session:
        os.kill(_process(session), signal.SIGXCPU)
        session._decoder._process.wait()
        with pytest.raises(PreviewRefused, match=r"preview-timeout"):
            session.text(2)


def test_another_document_in_its_place_is_refused(preview: Preview) -> None:
    """What is read again must be what it was."""

    class Turning:
        """A source that gives something else the second time."""

        def __init__(self) -> None:
            self.given = [pdf(2), pdf(3)]

        def __iter__(self) -> Iterator[bytes]:
            return iter([self.given.pop()])

    with preview.open(Turning()) as session:
        os.kill(_process(session), signal.SIGKILL)
        session._decoder._process.wait()
        with pytest.raises(PreviewRefused, match="preview-broken"):
            session.text(0)


def test_a_page_without_end_is_given_up_and_the_next_is_seen() -> None:
    """In its time; the process of the first is gone."""
    preview = Preview(seconds=2.0)
    with preview.open([_MADE["pattern-itself.pdf"]]) as session:
        begun = time.monotonic()
        with pytest.raises(PreviewRefused, match="preview-timeout"):
            session.page(0, 1.5)
        assert time.monotonic() - begun < 8
        assert session.text(0) == ""
    preview.close()


def test_closing_ends_the_asking(preview: Preview) -> None:
    """From another thread, in the midst of a page that never ends."""
    session = preview.open([_MADE["pattern-itself.pdf"]])
    other = threading.Timer(1.0, session.close)
    other.start()
    begun = time.monotonic()
    with pytest.raises(PreviewRefused, match="preview-closed"):
        session.page(0, 1.5)
    assert time.monotonic() - begun < 10
    other.join()
    session.close()
    with pytest.raises(PreviewRefused, match="preview-closed"):
        session.text(0)


def test_a_warm_process_waits_and_is_replaced(preview: Preview) -> None:
    """Taken for a document, followed by another once the first page is there; one that died waiting is no trouble."""
    waiting = _waiting(preview)
    assert waiting is not None
    with preview.open([pdf()]) as session:
        assert session._decoder is waiting
        assert _waiting(preview) is None
        session.page(0)
        following = _waiting(preview)
        assert following is not None
        assert following is not waiting
    os.kill(following._process.pid, signal.SIGKILL)
    following._process.wait()
    with preview.open([pdf()]) as session:
        assert session.text(0)


def test_walls_are_told_without_using_one_up(preview: Preview) -> None:
    """The process that was asked goes on waiting."""
    stands = preview.protections()
    assert stands.enough
    spare = _waiting(preview)
    assert preview.protections() == stands
    assert _waiting(preview) is spare


def test_without_walls_nothing_is_opened() -> None:
    """A process that says it has none, that says nothing, or is not there."""
    bare = message(1, b"\x01\0\0")
    for words in (liar(bare), liar(end="os._exit(1)"), ["/EXEMPLE/absent"]):
        preview = Preview(words=words)
        with pytest.raises(PreviewRefused, match="preview-unavailable"):
            preview.open([pdf()])
        preview.close()
        with pytest.raises(PreviewRefused, match="preview-closed"):
            preview.open([pdf()])


def test_lies_about_a_document_are_not_believed() -> None:
    """Flags that this side sets itself are taken from nobody; sizes, pixels and words are checked."""
    preview = Preview(words=liar(HELLO, OPENED, message(4, b"\xff\xfe")))
    with preview.open(iter([pdf()]), name="acte.pdf") as session:
        assert session.document.flags == frozenset()
        with pytest.raises(PreviewRefused, match="preview-broken"):
            session.text(0)
        with pytest.raises(PreviewRefused, match="preview-broken"):
            session.page(0)
    preview.close()
