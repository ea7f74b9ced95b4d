"""The main job, end to end: two processes, mutual TLS, a real store, and the front end's own truth."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.journeys.commands import console
from tests.support import proof
from tests.support.front import running_front

COUNT = proof.size(400, 1_000)


@pytest.mark.timeout(240)
def test_hundreds_of_mixed_submissions_come_home(tmp_path: Path) -> None:
    """Listed, stored, acknowledged, closed; `list`, `extract` and `verify` agree with the truth octet by octet."""
    with running_front(tmp_path / "front", count=COUNT) as front:
        config = front.settings_file
        made = console(config, "store", "init")
        assert made.code == 0
        assert set(made.last) == {"store_id", "folder"}
        collected = console(config, "collect", "--once")
        assert collected.stderr == ""
        assert collected.code == 0
        summary = collected.last
        assert summary["event"] == "summary"
        assert (summary["listed"], summary["stored"], summary["acknowledged"]) == (COUNT, COUNT, COUNT)
        assert (summary["closed"], summary["held"], summary["failed"]) == (COUNT, 0, 0)
        assert set(front.outcomes().values()) == {"acknowledged"}
        truth = front.made()
        listed = {line["id"]: line for line in console(config, "list").lines}
        assert listed.keys() == truth.keys()
        for name, line in listed.items():
            assert (line["digest"], line["seq"], line["stage"]) == (truth[name].digest, truth[name].seq, "CLOSED")
            assert (line["parts"], line["size"]) == (len(truth[name].parts), sum(s for s, _ in truth[name].parts))
        checked = console(config, "verify")
        assert checked.code == 0
        assert checked.last["ok"] is True
        assert checked.last["checked"]["ledger"] == COUNT
        assert console(config, "status").last["held"] == 0
        for number, name in enumerate(sorted(truth)[::100]):
            _extracted(config, tmp_path / f"out-{number}", name, truth[name].digest, truth[name].parts)


def _extracted(config: Path, folder: Path, name: str, digest: str, parts: tuple[tuple[int, str], ...]) -> None:
    said = console(config, "extract", name, "--to", str(folder), "--reason", "contrôle de recette")
    assert said.code == 0
    assert said.last["id"] == name
    manifest = (folder / "manifest.json").read_bytes()
    assert "sha256-" + hashlib.sha256(manifest).hexdigest() == digest
    for number, (size, sha256) in enumerate(parts):
        octets = (folder / f"part-{number}").read_bytes()
        assert (len(octets), hashlib.sha256(octets).hexdigest()) == (size, sha256)
    assert json.loads(manifest)["id"] == name
