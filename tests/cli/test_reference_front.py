from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from backoffice_gui import settings
from tests.support.console import call, run, start


def test_it_says_that_it_is_ready_and_stops_with_sigterm(tmp_path: Path) -> None:
    """The first line names address and configuration; submissions are there; SIGTERM ends with 0, SIGINT with 130."""
    for number, code in ((signal.SIGTERM, 0), (signal.SIGINT, 130)):
        with start("reference-front", "--dir", tmp_path / "front", "--count", 2, "--json") as running:
            try:
                assert running.stdout is not None
                ready = json.loads(running.stdout.readline())
                assert list(ready) == ["event", "url", "config"]
                assert ready["event"] == "ready"
                config = Path(ready["config"])
                assert settings.load(config, {}).transfer.url == ready["url"]
                assert settings.load(config, {}).store_folder.is_relative_to(tmp_path / "front")
                running.send_signal(number)
                out, err = running.communicate(timeout=20)
            finally:
                running.kill()
        assert running.returncode == code
        assert out == ""
        assert "Traceback" not in err
    made = [json.loads(line) for line in (tmp_path / "front" / "truth.jsonl").read_text().splitlines()]
    assert len([each for each in made if "outcome" not in each]) == 4


def test_a_whole_journey_by_the_console_alone(tmp_path: Path) -> None:
    """Front end, store, collection, list, extraction, verification: each by its command, agreeing to the octet."""
    with start("reference-front", "--dir", tmp_path / "front", "--count", 5, "--json") as front:
        try:
            assert front.stdout is not None
            config = json.loads(front.stdout.readline())["config"]
            assert run("--config", config, "store", "init").code == 0
            assert run("--config", config, "collect", "--once").code == 0
            listed = run("--config", config, "list", "--json").objects
            made = [json.loads(line) for line in (tmp_path / "front" / "truth.jsonl").read_text().splitlines()]
            truth = {each["id"]: each for each in made if "outcome" not in each}
            assert {each["id"]: each["digest"] for each in listed} == {i: each["digest"] for i, each in truth.items()}
            first = listed[0]["id"]
            out = tmp_path / "out"
            said = run("extract", first, "--to", out, "--reason", "essai", "--config", config, "--json")
            assert said.objects[0]["files"] == ["manifest.json", *(f"part-{p['n']}" for p in truth[first]["parts"])]
            assert [(out / f"part-{p['n']}").stat().st_size for p in truth[first]["parts"]] == [
                p["size"] for p in truth[first]["parts"]
            ]
            assert run("--config", config, "verify").code == 0
            assert run("--config", config, "status", "--check").code == 0
            assert run("--config", config, "doctor").code == 0
        finally:
            front.terminate()
            front.communicate(timeout=20)


@pytest.mark.parametrize(
    "arguments",
    [(), ("--dir",), ("--dir", "x", "--count", "-1"), ("--dir", "x", "--rate", "-1"), ("--dir", "x", "--count", "n")],
)
def test_it_is_told_what_to_serve(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    """Without a folder, or with less than nothing, it is a usage error."""
    said = call(capsys, "reference-front", *arguments)
    assert (said.code, said.out) == (2, "")
