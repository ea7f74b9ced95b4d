"""Processes that lie, fall silent or die: each ends as one word, within its time, and leaves nothing behind."""

from __future__ import annotations

import sys
import threading
import time

import pytest

from backoffice_gui.documents.preview.process import Decoder, program
from backoffice_gui.documents.preview.wire import CHUNK_OCTETS, Ask, Malformed, Say, Trouble
from backoffice_gui.domain.preview import SIDE
from backoffice_gui.errors import PreviewRefused
from tests.documents.preview.liars import HELLO, liar, message, picture


def refused(words: list[str], *, seconds: float = 10.0, wanted: Say = Say.OPENED) -> str:
    """The word for what such a process answers, its end seen to."""
    decoder = Decoder(words, seconds)
    try:
        with pytest.raises(PreviewRefused) as raised, decoder.within():
            decoder.picture() if wanted is Say.PICTURE else decoder.answer(wanted)
    finally:
        decoder.close()
    assert decoder.over
    return raised.value.reason


@pytest.mark.parametrize(
    "said",
    [
        HELLO,
        b"\xff" * 40,
        message(99, b""),
        message(Say.OPENED, b"", 2**32 - 1),
        message(Say.OPENED, b"", 2**31),
        message(Say.TROUBLE, b"\x01\x01"),
        message(Say.TROUBLE, b""),
        message(Say.TEXT, b""),
    ],
)
def test_a_lie_is_broken_and_ends_the_liar(said: bytes) -> None:
    """Without waiting for the rest of it."""
    begun = time.monotonic()
    assert refused(liar(said)) == "preview-broken"
    assert time.monotonic() - begun < 8


@pytest.mark.parametrize(
    "said",
    [
        picture(2, 2, b"x" * 15),
        picture(0, 0, b""),
        picture(SIDE + 1, 1, b"x" * (SIDE + 1) * 4),
        message(Say.PICTURE, b"\x01\0\0\0\x01\0\0\0", SIDE * SIDE * 4 + 9),
        message(Say.PICTURE, b"1234567"),
    ],
)
def test_a_picture_is_what_it_says(said: bytes) -> None:
    """Its pixels are counted before any is read."""
    assert refused(liar(said), wanted=Say.PICTURE) == "preview-broken"


@pytest.mark.parametrize(
    ("end", "word"),
    [
        ("os._exit(0)", "preview-broken"),
        ("os.abort()", "preview-broken"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "preview-broken"),
        ("os.kill(os.getpid(), signal.SIGSYS)", "preview-broken"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "preview-memory"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "preview-timeout"),
        ("os.close(1); time.sleep(60)", "preview-broken"),
    ],
)
def test_an_end_says_why(end: str, word: str) -> None:
    """By how the system ended it; one that shuts its pipe and stays is ended."""
    assert refused(liar(end="resource.setrlimit(resource.RLIMIT_CORE, (0, 0)); " + end)) == word


def test_silence_ends_in_time() -> None:
    """Also in the midst of an answer, also where it only ever takes more time."""
    for words in (liar(), liar(message(Say.OPENED, b"x", 100)), liar(end="[os.write(1, b'') for _ in iter(int, 1)]")):
        begun = time.monotonic()
        assert refused(words, seconds=1.0) == "preview-timeout"
        assert time.monotonic() - begun < 6


def test_whoever_does_not_listen_ends_in_time() -> None:
    """A full pipe is no hold on this side."""
    decoder = Decoder(liar(), 1.0)
    with pytest.raises(PreviewRefused, match="preview-timeout"), decoder.within():
        decoder.send(Ask.DATA, bytes(4 * CHUNK_OCTETS))
    assert decoder.over
    decoder.close()


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (Trouble.UNSUPPORTED, "preview-unsupported"),
        (Trouble.ENCRYPTED, "preview-encrypted"),
        (Trouble.MEMORY, "preview-memory"),
        (Trouble.BROKEN, "preview-broken"),
        (0, "preview-broken"),
        (255, "preview-broken"),
    ],
)
def test_a_trouble_is_told_and_the_process_lives(number: int, word: str) -> None:
    """It may answer about another page."""
    decoder = Decoder(liar(message(Say.TROUBLE, bytes((number,)))), 10.0)
    with pytest.raises(PreviewRefused, match=word), decoder.within():
        decoder.answer(Say.OPENED)
    assert not decoder.over
    decoder.close()


def test_a_hello_is_read_once_and_is_no_trouble() -> None:
    """Asked again it is what it was; a trouble in its place is a lie."""
    decoder = Decoder(liar(HELLO), 10.0)
    with decoder.within():
        first = decoder.hello()
        assert decoder.hello() is first
    decoder.close()
    decoder.close()
    lying = Decoder(liar(message(Say.TROUBLE, b"\x01")), 10.0)
    with pytest.raises(PreviewRefused, match="preview-broken"), lying.within():
        lying.hello()
    assert lying.over


def test_another_thread_may_end_it() -> None:
    """Whoever waits hears so at once."""
    decoder = Decoder(liar(), 30.0)
    other = threading.Timer(0.5, decoder.kill)
    other.start()
    begun = time.monotonic()
    with pytest.raises(PreviewRefused, match="preview-closed"), decoder.within():
        decoder.answer(Say.OPENED)
    assert time.monotonic() - begun < 8
    other.join()


def test_what_is_not_the_processs_doing_passes_through() -> None:
    """A defect of the caller inside the time is not its fault."""
    decoder = Decoder(liar(), 10.0)
    with pytest.raises(ZeroDivisionError), decoder.within():
        _ = 1 // 0
    assert not decoder.over
    with pytest.raises(PreviewRefused, match="preview-broken"), decoder.within():
        raise Malformed("EXEMPLE")
    assert decoder.over


def test_a_program_that_is_not_there_is_told() -> None:
    """The machine has no preview then."""
    with pytest.raises(PreviewRefused, match="preview-unavailable"):
        Decoder(["/EXEMPLE/absent"], 1.0)


def test_the_program_is_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a bundle the console beside the window, with a word that help does not show; nothing personal among them."""
    assert program()[0] == sys.executable
    assert program()[-2:] == ["-m", "backoffice_gui.documents.preview.worker"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/EXEMPLE/backoffice-gui.exe")
    assert program() == ["/opt/EXEMPLE/backoffice.exe", "preview-worker"]
