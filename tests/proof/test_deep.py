"""The runner of `make deep`: all tests are in it once, and it ends in the time there is."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path

import pytest

from tests.support import deep, inputs
from tests.support.deep import Part, Suite, makespan, parts_of, read, share_of
from tests.support.proof import ROOT

_MOST = 240.0
_KILLS = "tests/proof/kills"


def _paths(suite: Suite) -> list[str]:
    return [word for word in suite.words if word.startswith("tests/")]


def _left_out(suite: Suite) -> list[str]:
    return [word.removeprefix("--ignore=") for word in suite.words if word.startswith("--ignore=")]


def _has(suite: Suite, file: str) -> bool:
    def under(paths: list[str]) -> bool:
        return any(file == path or file.startswith(f"{path}/") for path in paths)

    return under(_paths(suite)) and not under(_left_out(suite))


def test_each_file_of_tests_is_in_one_suite() -> None:
    """Nothing is left out of the long form, and nothing is run twice; the kills are two suites of one file."""
    suites = read().values()
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        name = file.relative_to(ROOT).as_posix()
        found = [suite.name for suite in suites if _has(suite, name)]
        assert found == ["kills", "workstation"] if name.startswith(_KILLS) else len(found) == 1, f"{name}: {found}"
    assert [path for suite in suites for path in _paths(suite) if not (ROOT / path).exists()] == []


def test_all_of_it_ends_within_four_hours() -> None:
    """Two at a time, on an idle machine, by the minutes of the table."""
    parts = parts_of(list(read().values()))
    assert parts[0].minutes == max(part.minutes for part in parts)
    assert makespan(parts) <= _MOST
    shares = [Part(Suite("a", (), 30.0, 3), n) for n in range(3)]
    assert makespan(shares) == 20.0
    assert makespan([Part(Suite("b", (), 15.0, idle=True), 0), *shares]) == 20.0
    assert makespan([Part(Suite("b", (), 25.0, idle=True), 0), *shares]) == 25.0


def test_shares_are_all_of_it_whatever_order_a_run_has() -> None:
    """The order is drawn anew by each: a share by places would leave tests out, and do others twice."""
    names = [f"test_{n}" for n in range(10)]
    shares = [share_of(random.Random(n).sample(names, 10), n, 3) for n in range(3)]
    assert sorted(name for share in shares for name in share) == sorted(names)
    assert share_of(names, 0, 1) == set(names)


_RECORD = (
    "import json, os, pathlib; "
    "there = pathlib.Path(os.environ['BACKOFFICE_PROOF']); there.mkdir(); "
    "(there / 'one.jsonl').write_text(json.dumps({'run': os.environ['BACKOFFICE_RUN'], 'violations': 1})); "
)
"""What a suite of the proof does: it leaves a record where it is told to."""


def _a_table(folder: Path, **code: str) -> Path:
    """Suites of one test each, in a folder of their own; one by the name of `idle` is."""
    lines = []
    (folder / "tests").mkdir()
    for name, words in code.items():
        (folder / "tests" / f"test_{name}.py").write_text(f"def test_it():\n    {words}\n", "utf-8")
        idle = "true" if name == "idle" else "false"
        lines.append(f'[suite.{name}]\ntests = ["tests/test_{name}.py"]\nminutes = 1\nidle = {idle}\n')
    table = folder / "deep.toml"
    table.write_text("\n".join(lines), "utf-8")
    return table


def _committed(folder: Path) -> None:
    for words in (["add", "-A"], ["commit", "-q", "-m", "EXEMPLE"]):
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own: one suite that is green, one that is red."""
    for words in (["init", "-q"], ["config", "user.email", "a@demo.example"], ["config", "user.name", "EXEMPLE"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    deep\n", "utf-8")
    (tmp_path / ".gitignore").write_text("build\n__pycache__\n.pytest_cache\n", "utf-8")
    table = _a_table(tmp_path, good="pass", bad=f"{_RECORD}assert False", idle="pass")
    _committed(tmp_path)
    monkeypatch.setattr(deep, "ROOT", tmp_path)
    monkeypatch.setattr(deep, "read", lambda: read(table))
    return tmp_path


def test_one_that_fails_stops_no_other_and_what_is_done_is_not_done_again(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The next run goes on with what was not green; a name asks for it whatever was done."""
    assert deep.main([]) == 1
    said = capsys.readouterr().out
    assert "good             green" in said
    assert "bad              RED" in said
    assert "assert False" in (small / "build" / "deep" / "bad.log").read_text("utf-8")
    kept = json.loads((small / "build" / "deep" / "done.json").read_text("utf-8"))
    assert sorted(kept["green"]) == ["good", "idle"]
    assert deep.main([]) == 1
    assert "good             green" not in capsys.readouterr().out
    assert deep.main(["good"]) == 0


def test_runs_that_go_on_are_one_run_and_a_part_is_counted_once(small: Path) -> None:
    """Records of a part that was run again stand in place of those of before, and those of other runs beside them."""
    there = small / "build" / "proof" / "one.jsonl"
    there.parent.mkdir(parents=True)
    there.write_text(json.dumps({"run": "another", "violations": 0}) + "\n", "utf-8")
    for _ in range(2):
        assert deep.main([]) == 1
        records = [json.loads(line) for line in there.read_text("utf-8").splitlines()]
        began = json.loads((small / "build" / "deep" / "done.json").read_text("utf-8"))["began"]
        assert records == [{"run": "another", "violations": 0}, {"run": began, "violations": 1, "part": "bad"}]


def test_what_was_green_and_is_asked_for_again_is_green_no_more_until_it_is(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure that was seen once is not skipped by the next run; nor is a part of which a record is half there."""
    assert deep.main(["good"]) == 0
    monkeypatch.setattr(deep, "_keep", lambda *_words: False)
    assert deep.main(["good"]) == 1
    monkeypatch.undo()
    assert deep._records(small / "nothing") == ([], True)
    (small / "half.jsonl").write_text('{"run": "a"}\n{"run', "utf-8")
    assert deep._records(small / "half.jsonl") == ([{"run": "a"}], False)
    assert json.loads((small / "build" / "deep" / "done.json").read_text("utf-8"))["green"] == {}


def test_what_was_green_stays_so_until_something_it_rests_on_changes(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another suite's tests are nothing to it, and the figures of the proof; what tests share is, and so are its words."""

    def green() -> list[str]:
        capsys.readouterr()
        deep.main(["--list"])
        said = capsys.readouterr().out.splitlines()
        return sorted(line.split()[0] for line in said if "1 green here" in line)

    deep.main([])
    assert green() == ["good", "idle"]
    (small / "tests" / "test_bad.py").write_text("def test_it():\n    pass\n", "utf-8")
    assert green() == [], "of no commit: nothing can be known of it"
    deep.main(["good"])
    _committed(small)
    assert green() == [], "what was run of no commit is no proof of one"
    deep.main(["good", "idle"])
    (small / "docs").mkdir()
    (small / "docs" / "proof.md").write_text("figures", "utf-8")
    (small / "tests" / "test_idle.py").write_text("def test_it():\n    assert True\n", "utf-8")
    _committed(small)
    assert green() == ["good"]
    (small / "tests" / "shared.py").touch()
    _committed(small)
    assert green() == []
    deep.main(["good"])
    (small / "deep.toml").write_text((small / "deep.toml").read_text("utf-8").replace("_good.py", "_bad.py"), "utf-8")
    _committed(small)
    assert green() == []


def _with(folder: Path, suite: str, words: str) -> None:
    (folder / "tests" / f"test_{suite}.py").write_text(f"def test_it():\n    {words}\n", "utf-8")
    _committed(folder)


def _green(folder: Path) -> dict[str, list[object]]:
    kept: dict[str, list[object]] = json.loads((folder / "build" / "deep" / "done.json").read_text("utf-8"))["green"]
    return kept


def test_what_was_changed_while_it_ran_is_no_proof_of_what_was_there_before(small: Path) -> None:
    """Not green: nobody can say of which sources it was."""
    _with(small, "good", "open('tests/shared.py', 'w').close()")
    assert deep.main(["good"]) == 1
    assert _green(small) == {}
    (small / "tests" / "shared.py").unlink()
    _with(small, "good", "pass")
    assert deep.main(["good"]) == 0
    assert set(_green(small)) == {"good"}


def test_a_suite_is_never_made_smaller_by_what_was_asked_for_elsewhere(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A minute of soak that somebody tried is no hour of it."""
    monkeypatch.setenv("BACKOFFICE_SOAK_SECONDS", "60")
    _with(small, "good", "import os; assert 'BACKOFFICE_SOAK_SECONDS' not in os.environ")
    assert deep.main(["good"]) == 0


def test_a_part_that_is_no_more_or_is_run_again_has_left_no_figures(small: Path) -> None:
    """What a run counted under another name, or before a part was ended without a word, is in no sum."""
    assert deep.main(["good"]) == 0
    there = small / "build" / "proof" / "one.jsonl"
    there.parent.mkdir(parents=True)
    run = json.loads((small / "build" / "deep" / "done.json").read_text("utf-8"))["began"]
    lines = [{"run": run, "part": part} for part in ("no-more", "idle")] + [{"run": "another", "part": "no-more"}]
    there.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert deep.main(["idle"]) == 0
    assert [json.loads(line) for line in there.read_text("utf-8").splitlines()] == [lines[2]]
    lapsed = {"run": run, "part": "good"}
    there.write_text(json.dumps(lapsed) + "\n", "utf-8")
    assert deep.main(["idle"]) == 0
    assert [json.loads(line) for line in there.read_text("utf-8").splitlines()] == [lapsed]
    _with(small, "good", "assert True")  # what it rested on is no more
    assert deep.main(["idle"]) == 0
    assert there.read_text("utf-8") == ""


def test_what_is_to_be_run_anew_is_forgotten_at_once(small: Path) -> None:
    """Not only when the first of it has ended: it may be broken off before."""
    assert deep.main(["good"]) == 0
    _with(small, "good", "assert False")
    _with(small, "good", "pass")
    assert deep.main(["--anew", "bad"]) == 1
    assert _green(small) == {}


def test_what_a_suite_runs_of_others_it_rests_on() -> None:
    """The bank of bugs runs tests of every suite, the mutants those of their rooms; what no test is, all rest on."""
    suites = read()
    for name, file, rests in (
        ("tls", "tests/proof/tls/test_matrix.py", True),
        ("tls", "tests/proof/keys/test_backups.py", False),
        ("tls", "tests/proof/network/rows.py", True),
        ("tls", "backoffice_gui/errors.py", True),
        ("tls", "docs/proof.md", False),
        ("tls", "tests/deep.toml", False),
        ("tls", "docs/team.md", False),
        ("journeys", "docs/operations.md", True),
        ("packaging", "docs/install.md", True),
        ("tls", "ARCHITECTURE.md", True),
        ("rooms", "docs/proof.md", True),
        ("rooms", "tests/gui/test_room.py", True),
        ("bugbank", "tests/proof/tls/test_matrix.py", True),
        ("mutation", "tests/storage/inbox/test_keys.py", True),
        ("mutation", "tests/storage/team/test_keys.py", False),
    ):
        suite = suites[name]
        assert inputs.counts(file, [*suite.words, *suite.also]) is rests, (name, file)
    assert {path for suite in suites.values() for path in suite.also if not (ROOT / path).exists()} == set()


def test_a_name_that_is_no_suite_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """With those there are."""
    with pytest.raises(SystemExit):
        deep.main(["nothing"])
    assert "there are" in capsys.readouterr().err
