from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backoffice_gui.documents.exports import package as module
from backoffice_gui.documents.exports.package import Package, escaped
from backoffice_gui.errors import UsageError

_AT = datetime(2026, 11, 23, 13, 5, 7, tzinfo=UTC)


def test_parts_come_in_order_with_nothing_of_the_machine() -> None:
    """The first is not compressed; each bears the moment given, in Paris, and no system's attributes."""
    sink = io.BytesIO()
    with Package(sink, _AT) as package:
        package.stored("mimetype", b"kind")
        package.part("a", b"x" * 1_000)
        package.streamed("b", (f"{number}é" for number in range(100_000)))
    with zipfile.ZipFile(sink) as read:
        assert read.testzip() is None
        assert read.read("b").decode() == "".join(f"{number}é" for number in range(100_000))
        entries = read.infolist()
    assert [entry.filename for entry in entries] == ["mimetype", "a", "b"]
    assert [entry.compress_type for entry in entries] == [
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
        zipfile.ZIP_DEFLATED,
    ]
    assert {(entry.date_time, entry.create_system) for entry in entries} == {((2026, 11, 23, 14, 5, 6), 0)}
    assert sink.getvalue()[30:42] == b"mimetypekind"


def test_a_moment_before_the_zip_s_calendar_is_its_first() -> None:
    """The calendar of a ZIP begins in 1980."""
    sink = io.BytesIO()
    with Package(sink, datetime(1970, 1, 1, tzinfo=UTC)) as package:
        package.part("a", b"")
    assert zipfile.ZipFile(sink).infolist()[0].date_time[0] == 1980


def test_a_part_that_would_be_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the ZIP becomes of a kind that not every program opens."""
    monkeypatch.setattr(module, "MOST_OCTETS", 100_000)
    with pytest.raises(UsageError, match="export-too-large"), Package(io.BytesIO(), _AT) as package:
        package.streamed("a", ("x" * 1_000 for _ in range(1_000)))


def test_what_fails_inside_comes_through_also_when_the_stream_is_gone(tmp_path: Path) -> None:
    """The first failure is the news, not that the directory could not be written after it."""

    def torn() -> None:
        with (tmp_path / "a").open("wb") as sink, Package(sink, _AT) as package:
            package.part("a", b"")
            sink.close()
            raise KeyError

    with pytest.raises(KeyError):
        torn()


def test_text_is_escaped_for_an_element() -> None:
    """What XML reads is escaped, and nothing else."""
    assert escaped("a<b>&\"'é\n") == "a&lt;b&gt;&amp;\"'é\n"
