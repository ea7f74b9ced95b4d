"""The words of *Paramètres*."""

from __future__ import annotations

from backoffice_gui.domain.post import PostCheck, Setting
from backoffice_gui.gui.text_post import CHECKS, SECTIONS, SETTINGS, check_text, setting_text, value_text
from backoffice_gui.settings import load
from backoffice_gui.wiring.checkup import checkup
from backoffice_gui.wiring.post import post_of
from tests.support.clock import TurnedClock


def test_every_setting_and_every_check_has_its_words() -> None:
    """A new key without words fails here, not on somebody's screen."""
    settings = load(None, {})
    keys = {each.key for each in post_of(settings).settings}
    assert keys == SETTINGS.keys()
    assert {key.partition(".")[0] for key in keys} == SECTIONS.keys()
    assert {each.name for each in checkup(settings, TurnedClock())} <= CHECKS.keys()


def test_values_are_said_and_what_is_new_keeps_its_name() -> None:
    """Yes and no in words, nothing as a dash."""
    known = Setting("security.passphrase", "true", fixed=True)
    assert (setting_text(known), value_text(known)) == ("Sécurité\u00a0: phrase de passe exigée", "oui")
    assert value_text(Setting("store.mirror", "", fixed=False)) == "—"
    assert setting_text(Setting("new.key", "x", fixed=False)) == "new.key"


def test_a_check_says_what_to_do_where_it_did_not_hold() -> None:
    """In order, a warning with its facts, an error with its advice and code."""
    assert check_text(PostCheck("disk", "ok", "room", facts={"free": 9})) == ("Disque", "en ordre")
    assert check_text(PostCheck("disk", "warning", "room", facts={"free": 9}))[1] == "presque plein\u00a0: 9 Mio libres"
    facts = {"until": "2026-12-13T09:00:00.000Z", "subject": "CN=poste-exemple"}
    assert "13/12/2026 10:00" in check_text(PostCheck("client_certificate", "warning", "certificate", facts=facts))[1]
    assert "TRF-002" in check_text(PostCheck("front_end", "failed", "", "TRF-002"))[1]
    assert check_text(PostCheck("new", "warning", "new_word")) == ("new", "new_word")
