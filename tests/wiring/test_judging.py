"""By which keys what was in quarantine is judged again: those of the site's file, as they lie there now."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backoffice_gui.reference_front.jose import Signer
from backoffice_gui.wiring.judging import judging_of
from tests.support.console import call
from tests.support.desks import a_store
from tests.support.front import plain_submission, running_front


def test_nobody_judges_without_the_keys(tmp_path: Path) -> None:
    """At a desk that has no such file, or none that can be read; the same file is read once."""
    with a_store(tmp_path / "s") as store:
        judging = judging_of(store.settings())
        file = store.root / "front-end.jwks.json"
        assert judging() is None
        file.write_bytes(b"EXEMPLE")
        assert judging() is None
        file.write_bytes(Signer(Ed25519PrivateKey.generate()).key_set())
        first = judging()
        assert first is not None
        assert judging() is first
        file.write_bytes(Signer(Ed25519PrivateKey.generate()).key_set() + b"\n")
        assert judging() is not first


@pytest.mark.expected_logs("incident", "not_trusted", "quarantined")
def test_a_night_under_a_key_that_nobody_had_is_made_good(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The site changed its key at night; what came in expired there unproven, and is all here: with the key, cases."""
    with running_front(tmp_path / "front") as front:
        config = front.settings_file

        def said(*words: str) -> list[dict[str, object]]:
            return call(capsys, "--json", "--config", config, *words).objects

        assert call(capsys, "--config", config, "store", "init").code == 0
        keys = front.site.config.parent / "front-end.jwks.json"
        true_keys = keys.read_bytes()
        keys.write_bytes(Signer(Ed25519PrivateKey.generate()).key_set())
        front.desk.take_in([plain_submission(b"{}", b"EXEMPLE" * n) for n in (1, 2)])
        said("collect", "--once")
        front.clock.forward(minutes=30)
        front.desk.turn()
        said("collect", "--once")
        assert [row["stage"] for row in said("list")] == ["QUARANTINED"] * 2
        keys.write_bytes(true_keys)
        said("collect", "--once")
        assert [row["stage"] for row in said("list")] == ["STORED_EXPIRED"] * 2
        assert [each["closed_at"] for each in said("incident", "list") if each["kind"] == "unproven"] == [None] * 2
        [taken] = said("cases", "intake")
        assert (taken["cases"], taken["waiting"]) == (2, 0)
        assert None not in [each["closed_at"] for each in said("incident", "list") if each["kind"] == "unproven"]
