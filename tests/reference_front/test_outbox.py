"""What the person is told."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest

from backoffice_gui.reference_front.outbox import Outbox


@pytest.mark.parametrize(
    ("state", "words"),
    [("held", "attend d’être transmise"), ("acknowledged", "est à l’Ofpra"), ("expired", "l’envoyer à nouveau")],
)
def test_the_page_tells_the_state(tmp_path: Path, state: str, words: str) -> None:
    """One page a reference; the newest state replaces the one before."""
    outbox = Outbox(tmp_path)
    outbox.show("AB12", "held", "2026-11-23T09:00:00.000Z")
    outbox.show("AB12", state, "2026-11-23T09:00:00.000Z")
    (page,) = outbox.status.iterdir()
    assert page.name == "AB12.html"
    text = page.read_text("utf-8")
    assert "AB12" in text
    assert words in text
    assert "DONNÉES FICTIVES" in text


def test_the_message_has_a_reference_and_no_address(tmp_path: Path) -> None:
    """It asks to send again, in French, and names nobody."""
    outbox = Outbox(tmp_path)
    outbox.ask_again("AB12")
    (file,) = outbox.mail.iterdir()
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    body = message.get_body()
    assert body is not None
    assert "AB12" in str(message["Subject"])
    assert "l’envoyer à nouveau" in body.get_content()
    assert message["To"] == "undisclosed-recipients:;"


def test_what_is_forgotten_leaves_nothing(tmp_path: Path) -> None:
    """Page and message go; forgetting twice is harmless."""
    outbox = Outbox(tmp_path)
    outbox.show("AB12", "expired", "2026-11-23T09:00:00.000Z")
    outbox.ask_again("AB12")
    outbox.forget("AB12")
    outbox.forget("AB12")
    assert not [*outbox.status.iterdir(), *outbox.mail.iterdir()]
