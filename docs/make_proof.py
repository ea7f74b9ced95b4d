# ruff: noqa: INP001  a script of the documentation, run as `python -m docs.make_proof`
"""`make proof`: what the suites of the proof have done, from their own records, and one JSON line at the end.

A record is a line that a suite wrote about itself when it ended (`tests/support/proof.py`). Those of this
checkout's runs lie under `build/proof/`; where a suite has none, the committed ones of the last full run
(`docs/proof.jsonl`) stand in. Below the table it is said how often the sources of a row were changed since, or that
nobody can look them up. `--keep` takes the newest of this checkout's into that file and writes the table into
`docs/proof.md`; a test holds that the two agree.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "docs" / "proof.jsonl"
PAGE = ROOT / "docs" / "proof.md"
_NOT_COUNTS = {"suite", "run", "part", "commit", "depth", "seconds"}
_WORDS = {
    "kill_points": "kills at a system call",
    "double_kills": "kills during recovery",
    "power_states": "power-cut states",
    "call_faults": "failing calls",
    "schedules": "schedules",
    "team_schedules": "of them over a server",
    "steps": "steps",
    "worlds": "worlds",
    "tls_cells": "TLS cells",
    "network_faults": "network faults",
    "hostile_cases": "hostile answers",
    "key_cases": "key cases",
    "mirror_cases": "mirror cases",
    "conformance_checks": "conformance checks",
    "histories": "histories",
    "connections_ended": "connections ended",
    "acts": "acts of agents",
    "forced_errors": "errors forced with a person's words in them",
    "searched_mebibytes": "MiB searched for 64 canaries",
    "fuzz_execs": "fuzz executions",
    "bugs_planted": "bugs planted",
    "bugs_caught_twice": "caught by two suites",
    "mutants_made": "mutants made",
    "mutants": "mutants tried",
    "mutants_killed": "mutants killed",
    "soak_seconds": "seconds of soak",
    "simulated_days": "simulated days",
    "violations": "violations",
}

Record = Mapping[str, Any]


def read(files: Iterable[Path]) -> list[Record]:
    """Every record of these files, oldest first."""
    return [json.loads(line) for file in files if file.exists() for line in file.read_text("utf-8").splitlines()]


def newest(records: Sequence[Record]) -> dict[str, Record]:
    """What each suite's newest run did: its lines added up. A run without a name is one line.

    A deep run counts more than a later short one, as long as it is of some run at all.
    """
    found: dict[str, Record] = {}
    for name in sorted({record["suite"] for record in records}):
        own = [record for record in records if record["suite"] == name]
        own = [record for record in own if record["depth"] == "deep"] or own
        last = own[-1]
        lines = [record for record in own if record["run"] == last["run"]] if last["run"] else [last]
        counts: Counter[str] = Counter()
        for line in lines:
            counts.update({key: value for key, value in line.items() if key not in _NOT_COUNTS})
        seconds = round(sum(line["seconds"] for line in lines), 1)
        found[name] = {**{k: last[k] for k in ("suite", "run", "commit", "depth")}, "seconds": seconds, **counts}
    return found


def table(suites: Mapping[str, Record]) -> str:
    """The table, a row a suite, as Markdown."""
    rows = ["| suite | what it did | violations | time | depth | commit |", "|---|---|---|---|---|---|"]
    for name, record in sorted(suites.items()):
        counts = {k: v for k, v in record.items() if k not in _NOT_COUNTS and k != "violations"}
        done = ", ".join(f"{value:,} {_WORDS[key]}" for key, value in counts.items())
        violations = record.get("violations", 0)
        minutes, seconds = divmod(round(record["seconds"]), 60)
        rows.append(
            f"| {name} | {done} | {violations} | {minutes}:{seconds:02} | {record['depth']} | {record['commit']} |"
        )
    return "\n".join(rows)


def line(suites: Mapping[str, Record]) -> str:
    """The one JSON line: all suites together."""
    total: Counter[str] = Counter()
    for record in suites.values():
        total.update({key: value for key, value in record.items() if key not in _NOT_COUNTS})
    plain = (
        "kill_points",
        "double_kills",
        "power_states",
        "schedules",
        "tls_cells",
        "network_faults",
        "fuzz_execs",
        "bugs_planted",
        "bugs_caught_twice",
    )
    score = round(total["mutants_killed"] / total["mutants"], 4) if total["mutants"] else None
    said: dict[str, Any] = {key: total[key] for key in plain}
    said |= {"mutation_score": score, "soak_hours": round(total["soak_seconds"] / 3600, 3)}
    return json.dumps(said | {"violations": total["violations"]})


def aged(suites: Mapping[str, Record], checkout: Path = ROOT) -> list[str]:
    """A sentence for each row that is not of these sources; none outside a repository's checkout."""
    said = []
    for name, record in sorted(suites.items()):
        words = ["git", "rev-list", "--count", f"{record['commit']}..HEAD", "--", ".", ":!docs"]
        asked = subprocess.run(  # noqa: S603  our own records' commits
            words, cwd=checkout, capture_output=True, text=True, check=False
        )
        if asked.returncode == 0 and asked.stdout.strip() != "0":
            said.append(f"{name}: of {record['commit']}, changed {asked.stdout.strip()} times since")
        elif asked.returncode and (checkout / ".git").exists():
            said.append(f"{name}: {record['commit']} is no commit of this repository")
    return said


def with_table(page: str, made: str) -> str:
    """The page with its table replaced."""
    return re.sub(r"(?<=<!-- figures -->\n).*?(?=\n<!-- /figures -->)", lambda _found: made, page, flags=re.DOTALL)


def main(words: Sequence[str]) -> int:
    """Print, or keep; 1 where a suite has found a violation."""
    parser = argparse.ArgumentParser(prog="make proof", description=__doc__)
    parser.add_argument("--keep", action="store_true", help="take this checkout's records into docs/")
    asked = parser.parse_args(words)
    here = newest(read(sorted((ROOT / "build" / "proof").glob("*.jsonl"))))
    suites = newest(read([KEPT])) | here
    if asked.keep:
        KEPT.write_text("".join(json.dumps(suites[name]) + "\n" for name in sorted(suites)), "utf-8")
        PAGE.write_text(with_table(PAGE.read_text("utf-8"), table(suites)), "utf-8")
    older = "".join(f"{sentence}\n" for sentence in aged(suites))
    sys.stdout.write(f"{table(suites)}\n\n{older}\n{line(suites)}\n")
    return 1 if any(record.get("violations") for record in suites.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
