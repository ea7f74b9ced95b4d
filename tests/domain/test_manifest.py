"""Manifests: strict in what collecting rests on, indifferent to the rest."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.ids import SUBMISSION_ID
from backoffice_gui.domain.manifest import (
    MAX_MANIFEST,
    MAX_PARTS,
    UNKNOWN_KIND,
    MalformedManifest,
    Manifest,
    digest_of,
    moment,
    parse_manifest,
)
from tests.support.facts import ID, manifest_members, octets

_junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def _part(**members: Any) -> dict[str, Any]:
    part: dict[str, Any] = manifest_members()["parts"][0]
    return part | members


def test_a_sound_manifest_is_read() -> None:
    """Every member that collecting uses, the digest of the octets, and the octets themselves."""
    untrusted = octets(manifest_members(parts=[_part(size=3), _part(n=1, size=4, name="../x")]))
    manifest = parse_manifest(untrusted)
    assert (manifest.version, manifest.seq, manifest.kind, manifest.size) == (1, 7, "contact_change", 7)
    assert manifest.key.origin == "front.example"
    assert manifest.key.id == ID
    assert manifest.key.digest == "sha256-" + hashlib.sha256(untrusted).hexdigest()
    assert manifest.octets == untrusted
    assert manifest.submitted_at == datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    assert manifest.expires_at == datetime(2026, 11, 23, 12, 29, tzinfo=UTC)
    assert [(part.n, part.name, part.media_type) for part in manifest.parts][1] == (1, "../x", "application/json")


def test_the_digest_is_of_the_octets_as_they_came() -> None:
    """The same members in another spelling are another manifest."""
    members = manifest_members()
    spelt = (octets(members), json.dumps(members, indent=1).encode(), json.dumps(members, sort_keys=True).encode())
    assert len({parse_manifest(one).digest for one in spelt}) == 3
    assert all(parse_manifest(one).digest == digest_of(one) for one in spelt)


@pytest.mark.parametrize(
    ("members", "rule"),
    [
        ({"id": "short"}, "id out of pattern"),
        ({"id": "../" * 10}, "id out of pattern"),
        ({"id": ID + "\n"}, "id out of pattern"),
        ({"id": None}, "member missing"),
        ({"seq": 0}, "member missing"),
        ({"seq": "7"}, "member missing"),
        ({"seq": 7.5}, "member missing"),
        ({"seq": True}, "member missing"),
        ({"origin": ""}, "member missing"),
        ({"origin": "x" * 256}, "member missing"),
        ({"origin": "front\n.example"}, "origin out of pattern"),
        ({"origin": "front\u202e.example"}, "origin out of pattern"),
        ({"parts": []}, "member missing"),
        ({"parts": None}, "member missing"),
        ({"parts": [_part(n=n) for n in range(MAX_PARTS + 1)]}, "member missing"),
        ({"parts": [_part(n=1)]}, "parts are not numbered"),
        ({"parts": [_part(n=0), _part(n=0)]}, "parts are not numbered"),
        ({"parts": [_part(n=0), _part(n=2)]}, "parts are not numbered"),
        ({"parts": [_part(size=-1)]}, "member missing"),
        ({"parts": [_part(size=2**41)]}, "member missing"),
        ({"parts": [_part(size=1.5)]}, "member missing"),
        ({"parts": [_part(sha256="A" * 64)]}, "member missing"),
        ({"parts": [_part(sha256="a" * 63)]}, "member missing"),
        ({"parts": [_part(sha256="a" * 64 + "\n")]}, "member missing"),
        ({"x": "\ud800"}, "not UTF-8"),
    ],
)
def test_what_cannot_be_fetched_by_is_refused(members: dict[str, Any], rule: str) -> None:
    """The rule that is broken is named, and no value of the manifest."""
    with pytest.raises(MalformedManifest, match=rule) as caught:
        parse_manifest(octets(manifest_members(**members)))
    assert "x" * 20 not in str(caught.value)


@pytest.mark.parametrize("member", ["origin", "id", "seq", "parts"])
def test_what_collecting_rests_on_must_be_there(member: str) -> None:
    """Without its name, its number or its parts nothing can be fetched."""
    members = manifest_members()
    del members[member]
    with pytest.raises(MalformedManifest):
        parse_manifest(octets(members))


@pytest.mark.parametrize("member", ["version", "kind", "submitted_at", "expires_at"])
def test_the_rest_may_be_missing(member: str) -> None:
    """What only describes is not needed to bring it home."""
    members = manifest_members()
    del members[member]
    assert parse_manifest(octets(members)).id == ID


@pytest.mark.parametrize("said", [None, 1.1, True, ["2"], {}])
def test_what_only_describes_may_be_of_any_kind(said: object) -> None:
    """A version, a name or a media type that is none is as if it had not been said (§3.2)."""
    manifest = parse_manifest(octets(manifest_members(version=said, parts=[_part(name=said, media_type=said)])))
    assert (manifest.version, [(part.name, part.media_type) for part in manifest.parts]) == (0, [("", "")])
    assert parse_manifest(octets(manifest_members(version="2"))).version == 0


@given(kind=_junk, submitted_at=_junk, expires_at=_junk, extra=_junk)
def test_what_is_merely_strange_is_brought_home(kind: Any, submitted_at: Any, expires_at: Any, extra: Any) -> None:
    """An odd kind is *unknown*, an odd time is none, an unknown member stays in the octets."""
    members = manifest_members(kind=kind, submitted_at=submitted_at, expires_at=expires_at, extra=extra)
    untrusted = octets(members)
    try:
        manifest = parse_manifest(untrusted)
    except MalformedManifest as error:
        assert str(error) in ("not a finite number", "number beyond 2^53", "not UTF-8", "lone surrogate")  # noqa: PT017
        return
    assert manifest.kind in (UNKNOWN_KIND, kind)
    assert manifest.octets == untrusted


@given(
    st.binary(max_size=200)
    | st.builds(
        lambda m: octets(manifest_members(**m)),
        st.dictionaries(
            st.sampled_from(["version", "origin", "id", "seq", "kind", "submitted_at", "expires_at", "parts"]),
            _junk,
            max_size=3,
        ),
    )
)
def test_any_octets_are_a_manifest_or_refused(untrusted: bytes) -> None:
    """One error or a manifest that keeps every promise of its type."""
    try:
        manifest = parse_manifest(untrusted)
    except MalformedManifest:
        return
    _keeps_its_promises(manifest)


def _keeps_its_promises(manifest: Manifest) -> None:
    assert SUBMISSION_ID.fullmatch(manifest.id)
    assert 1 <= manifest.seq <= 2**53
    assert 1 <= len(manifest.origin) <= 255
    assert manifest.origin.isprintable()
    assert [part.n for part in manifest.parts] == list(range(len(manifest.parts)))
    assert 1 <= len(manifest.parts) <= MAX_PARTS
    assert all(0 <= part.size <= 2**40 and len(bytes.fromhex(part.sha256)) == 32 for part in manifest.parts)
    for at in (manifest.submitted_at, manifest.expires_at):
        assert at is None or at.tzinfo is UTC


@pytest.mark.parametrize("kind", ["Contact", "1a", "a" * 65, "", "contact change", "contact\n", "é", None, 5])
def test_a_kind_out_of_pattern_is_unknown(kind: object) -> None:
    """It stays in the sealed octets, and is shown as *unknown*."""
    assert parse_manifest(octets(manifest_members(kind=kind))).kind == UNKNOWN_KIND


def test_the_budget_is_64_kibibytes() -> None:
    """The largest manifest is read, one octet more is refused unread."""
    bare = len(octets(manifest_members(pad="")))
    assert parse_manifest(octets(manifest_members(pad="x" * (MAX_MANIFEST - bare)))).id == ID
    with pytest.raises(MalformedManifest, match="over 64 KiB"):
        parse_manifest(octets(manifest_members(pad="x" * (MAX_MANIFEST - bare + 1))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-23T12:00:00.000Z", datetime(2026, 11, 23, 12, tzinfo=UTC)),
        ("2026-11-23t12:00:00z", datetime(2026, 11, 23, 12, tzinfo=UTC)),
        ("2026-11-23T13:00:00+01:00", datetime(2026, 11, 23, 12, tzinfo=UTC)),
        ("2026-11-23T12:00:00.123456789Z", datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)),
        ("2026-11-23T12:00:00", None),
        ("2026-11-23 12:00:00Z", None),
        ("2026-11-23", None),
        ("2026-W48-1T12:00:00Z", None),
        ("20261123T120000Z", None),
        ("2026-13-23T12:00:00Z", None),
        ("2026-11-23T25:00:00Z", None),
        ("2026-11-23T12:00:00Z\n", None),
        ("٢٠٢٦-11-23T12:00:00Z", None),
        ("0001-01-01T00:00:00+23:59", None),
        ("9999-12-31T23:59:59-23:59", None),
        ("2026-11-23T12:00:00+99:00", None),
        (12, None),
        (None, None),
        ({}, None),
    ],
)
def test_a_time_is_rfc_3339_or_nothing(text: object, expected: datetime | None) -> None:
    """What two readers could take for different moments is no time."""
    assert moment(text) == expected


@given(st.text())
def test_no_text_breaks_the_reading_of_a_time(text: str) -> None:
    """Any text is a moment in UTC or nothing."""
    assert moment(text) is None or str(text)[:4].isdigit()
