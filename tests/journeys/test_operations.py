"""docs/operations.md, carried out as it is written: installed, backed up, put back, followed, taken over."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.postgres import programs
from tests.support.recipes import Block, Places, blocks_of, places, short_name

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "operations.md"
BLOCKS = blocks_of(PAGE)
_MEMORY = Path("/dev/shm")


@pytest.fixture
def recipe(tmp_path: Path) -> Iterator[Places]:
    """A machine with a configuration, and places for a server."""
    config = tmp_path / "config.toml"
    config.write_text(
        '[transfer]\nurl = "https://front.invalid/transfer/v1"\n[store]\nfolder = "store"\nkey_file = "store.key"\n'
    )
    (tmp_path / "store.key").touch(mode=0o600)
    (tmp_path / "store.key").write_text(bytes(range(32)).hex())
    root = _MEMORY if os.access(_MEMORY, os.W_OK) else Path("/tmp")
    with places(root / short_name(), config) as made:
        yield made


def under(*headings: str) -> list[Block]:
    """The blocks that stand under these headings."""
    return [block for block in BLOCKS if block.heading in headings]


def test_the_recipe_is_all_there() -> None:
    """Under each heading that promises one."""
    assert [block.heading for block in BLOCKS if block.where == "machine"] == ["The store", "Restoring", "A standby"]
    assert {block.heading for block in BLOCKS} == {
        "Installing", "Roles", "The store", "Watching who reads", "Backup", "Restoring", "A standby"
    }  # fmt: skip


def test_every_block_is_words_of_a_shell() -> None:
    """So that none is broken by who mends the text around it."""
    for block in BLOCKS:
        done = subprocess.run(["/bin/sh", "-n"], input=block.words, text=True, capture_output=True, check=False)
        assert done.returncode == 0, f"{block.heading}: {done.stderr}"


def test_a_log_may_be_archived_twice_and_never_over_another(tmp_path: Path) -> None:
    """A server that was cut before its note of it tries the same one again, for ever where that fails."""
    said = re.search(r"^archive_command = '(.*)'$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert said is not None
    (tmp_path / "wal").mkdir()
    log = tmp_path / "log"
    words = said[1].replace("$ARCHIVE", str(tmp_path / "wal")).replace("%p", str(log)).replace("%f", "000000010000")
    for octets, taken in ((b"one", True), (b"one", True), (b"another", False)):
        log.write_bytes(octets)
        done = subprocess.run(["/bin/sh", "-c", words], capture_output=True, check=False)
        assert (done.returncode == 0) is taken
        assert [each.read_bytes() for each in (tmp_path / "wal").iterdir()] == [b"one"]


_REFUSED = """
"$PGBIN/psql" -qX -d ofpra -c "CREATE TABLE tried (word TEXT UNIQUE)" -c "INSERT INTO tried VALUES ('EXEMPLE-Demo')"
! "$PGBIN/psql" -qX -d ofpra -c "INSERT INTO tried VALUES ('EXEMPLE-Demo')"
grep -c 'violates unique constraint' "$PLACE/main.log"
! grep 'EXEMPLE-Demo' "$PLACE/main.log"
"""


def test_a_store_is_installed(recipe: Places) -> None:
    """As over a network: TLS that names the server, SCRAM, a role that owns its database and nothing else.

    What the server refuses stands in its log without the words that it refused.
    """
    said = [recipe.run(block) for block in under("Installing", "Roles", "The store")]
    assert "PostgreSQL 1" in said[-1]
    assert "Aucune sauvegarde" in said[-1]
    assert recipe.run(Block("", "server", _REFUSED)).strip() == "1"


_AFTERWARDS = """
"$PGBIN/psql" -qXAt -p "$PORT3" -c "SELECT pg_switch_wal()" >/dev/null
until ls "$ARCHIVE" | grep -q '^00000002[0-9A-F]*$'; do sleep 0.1; done
ls -A "$BACKUP"
"""
_READ = """
"$PGBIN/psql" -qXAt -d ofpra -c 'SELECT state FROM casebook.cases'
grep -c 'AUDIT: OBJECT,.*casebook.cases' "$PLACE/main.log"
"""
_PGAUDIT = programs().parent / "lib" / "pgaudit.so"


@pytest.mark.skipif(not _PGAUDIT.exists(), reason="pgaudit is not installed beside this server")
def test_who_reads_past_the_program_is_logged_where_pgaudit_is(recipe: Places) -> None:
    """A superuser at psql too; `status` says whether it is so."""
    said = [recipe.run(block) for block in under("Installing", "Roles", "The store")]
    assert "Rien ne note ce qui est lu" in said[-1]
    (watching,) = under("Watching who reads")
    recipe.run(watching)
    assert recipe.run(Block("", "server", _READ)).strip() == "1"
    status = Block("", "machine", 'backoffice --config "$CONFIG" status')
    assert "noté dans son journal (pgaudit)" in recipe.run(status)


@pytest.mark.deep
def test_it_is_backed_up_put_back_followed_and_taken_over(recipe: Places) -> None:
    """The whole page, in order: nothing that was committed goes with the first server."""
    said = [recipe.run(block).replace("\u00a0", " ") for block in BLOCKS]
    restored, last = [words for words in said if "Tout concorde" in words]
    assert "chunks" in restored
    assert "PostgreSQL 1" in last
    assert "Dernière sauvegarde notée : 20" in last  # the mark went with it
    assert "ATTENTION : ni archivage" not in last
    names = recipe.run(Block("", "server", _AFTERWARDS)).split()  # what comes after it is archived too
    assert [name[-1] for name in names if name != ".lock"] == ["Z", "Z"]
