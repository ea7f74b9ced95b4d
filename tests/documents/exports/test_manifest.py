from __future__ import annotations

import json
from datetime import UTC, datetime

from backoffice_gui.documents.exports.manifest import manifest_octets
from backoffice_gui.domain.sheets import Altered, Manifest


def test_the_manifest_is_json_that_says_what_the_file_must_still_be() -> None:
    """Every member by its name; a moment with its zone; a heading that is half a character does not stop it."""
    at = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
    made = Manifest(
        "a.csv", "csv", ("Référence", "\ud800"), 2, 10, "00" * 32, at, "Contrôle", "x 1", (Altered("guarded", 1),)
    )
    assert json.loads(manifest_octets(made)) == {
        "file": "a.csv",
        "format": "csv",
        "columns": ["Référence", "\ud800"],
        "rows": 2,
        "size": 10,
        "sha256": "00" * 32,
        "made_at": "2026-11-23T13:05:00+00:00",
        "purpose": "Contrôle",
        "program": "x 1",
        "altered": [{"reason": "guarded", "cells": 1}],
    }
