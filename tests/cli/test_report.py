from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.storage.inbox import outcomes
from tests.support.console import call
from tests.support.desks import Store, a_store
from tests.support.stores import MOMENT, invented


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """One closed, one lost, both of November; the console's clock is the machine's, so the days are long past or not."""
    with a_store(tmp_path / "s") as made:
        row = made.world.verify(invented(1)).row
        made.world.receipt(row)
        made.world.do(lambda tx: outcomes.closed(tx, [row], MOMENT))
        lost = made.world.sight(invented(2))[0].row
        made.world.do(lambda tx: outcomes.lost(tx, lost, MOMENT))
        (made.folder / "casebook.db").unlink()  # nothing of it is needed: the desk may be locked, or absent
        yield made


def test_the_month_is_told_and_written(store: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """JSON with code words and seconds; the files are named with their digests, and lie where they were asked for."""
    out = tmp_path / "out"
    out.mkdir()
    said = call(
        capsys, "report", "--month", "2026-11", "--provisoire", "--to", out, "--json", "--config", store.settings().file
    )
    assert said.code == 0
    (members,) = said.objects
    assert (members["received"], members["lost"], members["kept"]) == (2, 1, False)
    assert members["seconds"]["longest"] == 89.0
    assert members["seconds"]["over"] == {"10": 0, "20": 0, "25": 0, "30": 0}
    assert len(members["days"]) == 30
    assert {each["file"] for each in members["files"]} <= {path.name for path in out.iterdir()}


def test_in_words_it_says_whether_the_promise_was_kept(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence, then the figures; another period by its days."""
    file = store.settings().file
    said = call(capsys, "report", "--first", "2026-11-23", "--last", "2026-11-23", "--provisional", "--config", file)
    assert said.code == 0
    assert "La promesse n’a pas été tenue pour tous" in said.words
    assert "1 min 29 s" in said.words


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ((), "period-which"),
        (("--month", "2026-11", "--first", "2026-11-01"), "period-which"),
        (("--first", "2026-11-01"), "period-which"),
        (("--month", "novembre"), "period-month"),
        (("--first", "1.11.2026", "--last", "2026-11-02"), "period-day"),
        (("--first", "2026-11-03", "--last", "2026-11-02"), "period"),
        (("--month", "2199-01"), "period-future"),
    ],
)
def test_what_is_no_period_is_refused_in_words(
    store: Store, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], reason: str
) -> None:
    """Exit 2, and how it is written."""
    said = call(capsys, "report", *options, "--config", store.settings().file)
    assert (said.code, said.out) == (2, "")
    assert f"[USE-001 {reason}]" in said.err
