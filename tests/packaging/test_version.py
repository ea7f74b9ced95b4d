"""The version of a build: from the tag, and what Python, Debian and Windows make of it."""

from __future__ import annotations

import shutil
import subprocess
from itertools import pairwise

import pytest
from delivery.version import Version, of_checkout, read, windows_resource


@pytest.mark.parametrize(
    ("described", "python", "debian"),
    [
        ("v1.2.3-0-gabc", "1.2.3", "1.2.3"),
        ("v1.2-0-gabc", "1.2", "1.2"),
        ("v1.2.3-4-gabc", "1.2.3.post4+gabc", "1.2.3.post4+gabc"),
        ("v1.2.3-0-gabc-dirty", "1.2.3.post0+gabc.changed", "1.2.3.post0+gabc.changed"),
        ("", "0.1.0.dev99+gdef", "0.1.0~dev99+gdef"),
        ("release-1-0-gabc", "0.1.0.dev99+gdef", "0.1.0~dev99+gdef"),
    ],
)
def test_a_version_follows_from_the_tag(described: str, python: str, debian: str) -> None:
    """A tagged commit is the release, a later one comes after it, and without a tag it comes before the first."""
    version = read(described, ours="0.1.0", count=99, commit="def", changed=False)
    assert (version.python, version.debian) == (python, debian)


@pytest.mark.skipif(shutil.which("dpkg") is None, reason="dpkg orders Debian's versions, and is not here")
def test_debian_orders_them_as_they_came() -> None:
    """A development build is older than its release, and what follows a release is newer."""
    ordered = [Version("0.1.0", n, "abc", tagged=False) for n in (9, 10)] + [
        Version("0.1.0"),
        Version("0.1.0", 2, "abc"),
    ]
    for older, newer in pairwise(ordered):
        subprocess.run(["dpkg", "--compare-versions", older.debian, "lt", newer.debian], check=True)


def test_windows_has_four_numbers() -> None:
    """Each fits sixteen bits, and the resource that PyInstaller reads names them and the program."""
    version = Version("1.2", 70_000, "abc")
    assert version.windows == (1, 2, 0, 65_535)
    text = windows_resource(version, "backoffice-gui", "Ofpra")
    assert "filevers=(1, 2, 0, 65535)" in text
    assert "'backoffice-gui.exe'" in text
    compile(text, "resource", "eval")


def test_the_checkout_has_a_version() -> None:
    """These very sources have one, and it is not empty."""
    assert of_checkout().python[0].isdigit()
