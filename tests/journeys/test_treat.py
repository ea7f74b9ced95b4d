"""A morning by console: what was collected from a real front end is taken in, found, taken, noted, answered, closed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.journeys.commands import console
from tests.support.console import run
from tests.support.front import running_front

COUNT = 12


@pytest.mark.timeout(240)
def test_what_people_sent_is_treated_by_console(tmp_path: Path) -> None:
    """From the site to a closed case and an export, in processes of their own; both chains verify at the end."""
    with running_front(tmp_path / "front", count=COUNT) as front:
        config = front.settings_file
        assert console(config, "store", "init").code == 0
        assert console(config, "collect", "--once").code == 0
    assert console(config, "cases", "intake").last["cases"] == COUNT
    listed = console(config, "cases", "list", "--view", "to_do").lines
    assert len(listed) == COUNT
    assert {line["state"] for line in listed} == {"new"}
    one = next(line for line in listed if line["kind"] == "certificate_request" and line["applicant"])
    number = one["number"]
    found = console(config, "cases", "list", "--search", one["applicant"], "--limit", "5").lines
    assert number in {line["number"] for line in found}
    shown = console(config, "cases", "show", number).last
    assert next(each["name"] for each in shown["timeline"]) == "submitted"
    assert console(config, "cases", "take", number).code == 0
    said = run("--config", config, "cases", "note", number, "Relue par deux personnes (EXEMPLE).")
    assert (said.code, said.err) == (0, "")
    answers = [f"{each['n']}=issued" for each in shown["certificates"]]
    assert console(config, "cases", "answer", number, *answers).lines[0]["state"] == "answered"
    assert console(config, "cases", "close", number).lines[0]["state"] == "closed"
    done = console(config, "cases", "show", number).last
    assert (done["state"], len(done["notes"]), done["possible"]) == ("closed", 1, ["reopen"])
    _exported(config, tmp_path / "fait.csv", number)
    checked = console(config, "verify")
    assert (checked.code, checked.last["ok"]) == (0, True)


def _exported(config: Path, file: Path, number: str) -> None:
    made = console(config, "cases", "export", "--view", "done", "--to", str(file), "--purpose", "point du jour")
    assert (made.code, made.last["rows"]) == (0, 1)
    rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert [row["Référence"] for row in rows] == [number]
