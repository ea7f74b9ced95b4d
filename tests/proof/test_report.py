"""`make proof` says what the records say, and the page what the committed records say."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from docs import make_proof


def a_record(suite: str, run: str = "r1", depth: str = "deep", **counts: int) -> dict[str, Any]:
    """A line as a suite writes it."""
    return {"suite": suite, "run": run, "commit": "abc", "depth": depth, "seconds": 61.0, **counts}


def test_the_lines_of_a_run_are_added_up_and_older_runs_are_not() -> None:
    """Two workers write a line each."""
    records = [
        a_record("kills", "r0", kill_points=1),
        a_record("kills", kill_points=2),
        a_record("kills", kill_points=3),
    ]
    found = make_proof.newest(records)["kills"]
    assert (found["kill_points"], found["seconds"]) == (5, 122.0)


def test_a_short_run_later_does_not_hide_a_deep_one() -> None:
    """Its figures are those of the full run."""
    records = [a_record("tls", tls_cells=48), a_record("tls", "", "test", tls_cells=2)]
    assert make_proof.newest(records)["tls"]["tls_cells"] == 48


def test_a_run_without_a_name_is_one_line() -> None:
    """Two runs by hand are not one."""
    records = [a_record("tls", "", tls_cells=48), a_record("tls", "", tls_cells=48)]
    assert make_proof.newest(records)["tls"]["tls_cells"] == 48


def test_the_last_line_has_every_figure() -> None:
    """Of all suites together; the score is a ratio, nothing where nothing was tried."""
    suites = make_proof.newest([a_record("m", mutants=200, mutants_killed=190), a_record("s", soak_seconds=1800)])
    said = json.loads(make_proof.line(suites))
    assert said == {
        "kill_points": 0,
        "double_kills": 0,
        "power_states": 0,
        "schedules": 0,
        "tls_cells": 0,
        "network_faults": 0,
        "fuzz_execs": 0,
        "bugs_planted": 0,
        "bugs_caught_twice": 0,
        "mutation_score": 0.95,
        "soak_hours": 0.5,
        "violations": 0,
    }
    assert json.loads(make_proof.line({}))["mutation_score"] is None


def test_it_is_said_of_which_sources_a_row_is(tmp_path: Path) -> None:
    """Of today's nothing; of older ones how many changes lie between; of a commit that is nowhere, that it is."""

    def git(*words: str) -> str:
        who = ("-c", "user.name=EXEMPLE", "-c", "user.email=a@demo.example")
        return subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    git("init", "-q")
    commits = []
    for n in range(2):
        (tmp_path / "source").write_text(f"{n}", "ascii")
        git("add", "-A")
        git("commit", "-q", "-m", "EXEMPLE")
        commits.append(git("rev-parse", "HEAD").strip())
    records = [a_record(name) | {"commit": commit} for name, commit in zip("ab", commits, strict=True)]
    said = make_proof.aged(make_proof.newest([*records, a_record("c")]), tmp_path)
    assert said == [
        f"a: of {commits[0]}, changed 1 times since",
        "c: abc is no commit of this repository",
    ]
    assert make_proof.aged(make_proof.newest(records[1:]), tmp_path) == []


def test_a_violation_is_in_the_table() -> None:
    """In its row, by number."""
    assert "| kills | 3 kills at a system call | 2 | 1:01 |" in make_proof.table(
        make_proof.newest([a_record("kills", kill_points=3, violations=2)])
    )


def test_the_page_shows_the_committed_records() -> None:
    """Nobody writes a figure into it by hand."""
    page = make_proof.PAGE.read_text("utf-8")
    kept = make_proof.newest(make_proof.read([make_proof.KEPT]))
    assert make_proof.with_table(page, make_proof.table(kept)) == page
