"""What is fuzzed of JSON and signatures: each target takes any octets, and raises only where a promise is broken.

A target calls one reader of ours. The reader's documented error is an answer like any other; any other
exception, and any value that an independent reader understands differently, is a find.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import re
import string
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from backoffice_gui.domain import form_fields
from backoffice_gui.domain.dates import parse_edtf, shown
from backoffice_gui.domain.detail import FormView
from backoffice_gui.domain.forms import MAX_FIELDS, MAX_VALUE, NOTES, SECTIONS, read_form
from backoffice_gui.domain.lenient_json import compact, read_json
from backoffice_gui.domain.manifest import MAX_PARTS, MalformedManifest, Manifest, parse_manifest
from backoffice_gui.domain.receipts import MalformedReceipt, Outcome, parse_receipt
from backoffice_gui.domain.signed import segments
from backoffice_gui.domain.strict_json import MAX_DEPTH, NotStrictJson, loads
from backoffice_gui.errors import BadAnswer, Problem
from backoffice_gui.reference_front.jose import payload_of
from backoffice_gui.transfer.jws import TYP_MANIFEST, TYP_RECEIPT, KeySet, Verdict, opened, verify
from backoffice_gui.transfer.ledger import Trail, checked
from backoffice_gui.transfer.receipts import fault_of, read_receipt
from backoffice_gui.transfer.values import SignedManifest, SignedReceipt
from backoffice_gui.transfer.wire import (
    Received,
    read_ledger,
    read_manifest,
    read_page,
    read_problem,
    read_results,
)
from tests.support.signing import FIRST, NOW, Signer, Submission, b64url, chain_hash

__all__ = [
    "KEYS", "SIGNER", "dates", "form", "jws", "ledger", "lenient_json", "manifest", "page", "problem", "receipt",
    "results", "signed", "strict_json",
]  # fmt: skip

SIGNER = Signer("front-1")
KEYS = KeySet({"front-1": SIGNER.public, "autre-EXEMPLE": Signer("x", b"AUTRE-EX" * 4).public})
_RECEIVED = Received(1_000.0, NOW)


# --- JSON ---


def _exact(value: Any) -> str:
    """A value's writing that tells 1 from 1.0 and from true; the order of members counts."""
    return repr(value)


def _levels(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max((_levels(inner) for inner in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((_levels(inner) for inner in value), default=0)
    return 0


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    assert len(names) == len(set(names)), "a member twice was taken"
    return dict(pairs)


def _no_name(name: str) -> Any:
    raise AssertionError(f"{name} was taken")


_ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"


def strict_json(octets: bytes) -> None:
    """What protocol JSON takes, the standard library and msgspec understand alike; nothing doubtful is taken."""
    try:
        value = loads(octets)
    except NotStrictJson:
        return
    text = octets.decode("utf-8")
    assert _exact(json.loads(text, object_pairs_hook=_once, parse_constant=_no_name)) == _exact(value)
    assert _levels(value) <= MAX_DEPTH, "deeper than the budget"
    assert msgspec.json.decode(octets) == value, "another reader reads something else"
    _assert_numbers(value)
    again = json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8")
    assert _exact(loads(again)) == _exact(value), "not the same after a round trip"


def _assert_numbers(value: Any) -> None:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, int | float):
            assert math.isfinite(one), "not finite"
            assert abs(one) <= 2**53, "a number beyond the budget"


def lenient_json(octets: bytes) -> None:
    """Any octets are read, or come back as failed; whatever was read can be written on one line."""
    reading = read_json(octets)
    assert reading.note is None or reading.note in NOTES
    if reading.failed:
        assert reading.value is None
        return
    compact(reading.value).encode("utf-8")


def form(octets: bytes) -> None:
    """Any part 0 is shown, within the budgets, in words that the rim knows; the first octet picks the kind."""
    kind = ("certificate_request", "contact_change", "unknown")[octets[0] % 3 if octets else 0]
    view = read_form(kind, octets[1:])
    _assert_view(view)
    assert read_form(kind, octets[1:]) == view


def _assert_view(view: FormView) -> None:
    assert view.note is None or view.note in NOTES
    fields = [field for section in view.sections for field in section.fields]
    assert len(fields) <= MAX_FIELDS
    assert {section.name for section in view.sections} <= set(SECTIONS)
    for field in fields:
        assert len(field.value) <= MAX_VALUE
        assert field.warning is None or field.warning in form_fields.WARNINGS
        f"{field.name}{field.value}".encode()


_CHECKS = (
    form_fields.plain, form_fields.long_text, form_fields.name, form_fields.names, form_fields.country,
    form_fields.countries, form_fields.date, form_fields.flag, form_fields.ofpra_number,
    form_fields.foreigner_number, form_fields.phone, form_fields.email, form_fields.language, form_fields.count,
    form_fields.numbers, form_fields.address_lines, form_fields.one_of(("F", "M")),
)  # fmt: skip
_SHORT = 200
"""Octets up to which every check is tried; of longer ones, the octets pick one."""


def dates(octets: bytes) -> None:
    """Any text is a date or none, and each check of a form's field has an answer for it, and for any JSON."""
    text = octets.decode("utf-8", "replace")
    found = parse_edtf(text)
    if found is not None:
        assert re.fullmatch(r"(\d\d|\?\?)/(\d\d|\?\?)/[0-9?]{4}", shown(found), re.ASCII)
        if not found.partial:
            assert text.startswith(f"{int(found.year):04}-{found.month:02}-{found.day:02}")
    value = read_json(octets).value
    chosen = _CHECKS[sum(octets[:4]) % len(_CHECKS)]
    for check in _CHECKS if len(octets) <= _SHORT else (chosen,):
        for one in (text, value):
            written, warning = check(one)
            assert warning is None or warning in form_fields.WARNINGS
            written.encode("utf-8")


# --- papers ---


def manifest(octets: bytes) -> None:
    """Manifest octets are refused as malformed, or say what another reader finds in them."""
    try:
        found = parse_manifest(octets)
    except MalformedManifest:
        return
    _assert_manifest(found, octets)


def _assert_manifest(found: Manifest, octets: bytes) -> None:
    raw = msgspec.json.decode(octets)
    assert found.octets == octets
    assert found.digest == "sha256-" + hashlib.sha256(octets).hexdigest()
    assert (found.id, found.origin, found.seq) == (raw["id"], raw["origin"], raw["seq"])
    assert re.fullmatch(r"[A-Za-z0-9_-]{22,64}", found.id, re.ASCII)
    assert re.fullmatch(r"[a-z][a-z0-9_]{0,63}", found.kind, re.ASCII)
    assert found.seq >= 1
    assert 1 <= len(found.parts) <= MAX_PARTS
    assert [part.n for part in found.parts] == list(range(len(found.parts)))
    for part, said in zip(found.parts, raw["parts"], strict=True):
        assert (part.size, part.sha256) == (said["size"], said["sha256"])
        assert part.size >= 0
        assert re.fullmatch(r"[0-9a-f]{64}", part.sha256, re.ASCII)
    for moment in (found.submitted_at, found.expires_at):
        assert moment is None or moment.utcoffset() is not None


def receipt(octets: bytes) -> None:
    """Receipt octets are refused as malformed, or say what another reader finds in them."""
    try:
        found = parse_receipt(octets)
    except MalformedReceipt:
        return
    raw = msgspec.json.decode(octets)
    assert (found.id, found.digest, found.origin) == (raw["id"], raw["digest"], raw["origin"])
    assert (found.pos, found.seq, found.prev) == (raw["pos"], raw["seq"], raw["prev"])
    assert found.outcome.value == raw["outcome"]
    assert (found.store_id is None) == (found.outcome is Outcome.EXPIRED)
    assert found.at.utcoffset() is not None
    assert min(found.pos, found.seq) >= 1


def signed(octets: bytes) -> None:
    """Payload octets as a signed paper, under a sound signature: valid as what it is, and as nothing else."""
    for typ, other in ((TYP_MANIFEST, TYP_RECEIPT), (TYP_RECEIPT, TYP_MANIFEST)):
        jws = SIGNER.sign(octets, typ)
        paper = opened(jws, KEYS, typ)
        assert (paper.payload, paper.verdict) == (octets, Verdict.VALID)
        assert verify(jws, KEYS, other) is Verdict.BAD_HEADER
    listed = read_manifest(SIGNER.sign(octets, TYP_MANIFEST), KEYS)
    assert listed is None or _agrees(listed, octets)
    taken = read_receipt(SIGNER.sign(octets, TYP_RECEIPT), KEYS)
    assert taken is None or _agrees(taken, octets)


def _agrees(paper: SignedManifest | SignedReceipt, octets: bytes) -> bool:
    said = paper.manifest if isinstance(paper, SignedManifest) else paper.receipt
    raw = payload_of(paper.jws)
    return paper.valid and segments(paper.jws)[1] == octets and (said.id, said.seq) == (raw["id"], raw["seq"])


def jws(octets: bytes) -> None:
    """Any text as a JWS; or, where it has a first line, that line as a header which our key signs.

    Valid is only what this key signed under a header that asks for nothing else.
    """
    header, line, payload = octets.partition(b"\n")
    if not line:
        text = octets.decode("utf-8", "surrogateescape")
        verdict = verify(text, KEYS, TYP_MANIFEST)
        assert verdict is not Verdict.VALID or _really_signed(text), "valid, and nobody signed it"
        assert read_manifest(text, KEYS) is None or len(segments(text)) == 3
        read_receipt(text, KEYS)
        return
    text = SIGNER.sign_raw(header, payload)
    assert (verify(text, KEYS, TYP_MANIFEST) is Verdict.VALID) == _asks_rightly(header), "header misjudged"
    for broken in (text + "=", _loose(text), text[:-1], f"{text}.", f" {text}", f"{text}\n"):
        assert verify(broken, KEYS, TYP_MANIFEST) is not Verdict.VALID, "a paper that is not whole is valid"


def _loose(text: str) -> str:
    """The same octets written otherwise: a bit is set that no octet of the signature needs."""
    return text[:-1] + _ALPHABET[_ALPHABET.index(text[-1]) ^ 1]


def _asks_rightly(header: bytes) -> bool:
    """Whether a header asks for Ed25519, a pinned key of this signer, this type, and nothing we don't know."""
    try:
        raw = json.loads(header.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_name)
        loads(header)
    except (ValueError, AssertionError, RecursionError):
        return False
    right = isinstance(raw, dict) and not {"crit", "b64"} & set(raw)
    return right and (raw.get("alg") in ("Ed25519", "EdDSA"), raw.get("kid"), raw.get("typ")) == (
        True,
        "front-1",
        TYP_MANIFEST,
    )


def _really_signed(text: str) -> bool:
    try:
        head, body, signature = text.split(".")
        raw = [base64.urlsafe_b64decode(one + "==") for one in (head, body, signature)]
        Ed25519PublicKey.from_public_bytes(SIGNER.public).verify(raw[2], f"{head}.{body}".encode("ascii"))
    except (ValueError, InvalidSignature):
        return False
    return _asks_rightly(raw[0]) and ".".join(b64url(one) for one in raw) == text


# --- bodies ---


def page(octets: bytes) -> None:
    """A list's body is refused whole, or each of its items is judged alone."""
    try:
        found = read_page(_resigned(octets), KEYS, _RECEIVED)
    except BadAnswer:
        return
    assert len(found.items) <= 500
    for item in found.items:
        assert 0 < item.expires_in <= 3600
        assert (item.signed is None) == (item.fault is not None)
        if item.signed is None:
            assert not item.inline
            continue
        said = item.signed.manifest
        assert (said.id, said.seq) == (item.id, item.seq)
        for n, part in item.inline.items():
            assert (len(part), hashlib.sha256(part).hexdigest()) == (said.parts[n].size, said.parts[n].sha256)


_SIGNED_ANEW = 20
"""Papers of one body that are signed anew: our signing costs more than their reading."""
_PLACEHOLDER = re.compile(rb"@([MR])([^@]{0,65536}?)@", re.DOTALL)


def _resigned(octets: bytes) -> bytes:
    """Whatever stands between `@M` or `@R` and `@` is payload in base64: signed anew, so that mutations stay valid."""

    def sign(found: re.Match[bytes]) -> bytes:
        try:
            payload = base64.b64decode(found[2], validate=True)
        except ValueError:
            return found[0]
        return SIGNER.sign(payload, TYP_MANIFEST if found[1] == b"M" else TYP_RECEIPT).encode("ascii")

    return _PLACEHOLDER.sub(sign, octets, count=_SIGNED_ANEW)


def problem(octets: bytes) -> None:
    """A problem's body is a problem that the protocol knows for this status, another one, or no answer at all."""
    status = 390 + (octets[0] if octets else 0)
    try:
        found = read_problem(octets[1:], status)
    except BadAnswer:
        return
    assert isinstance(found, Problem)
    assert 400 <= status <= 599
    assert found.status == status
    assert found.receipt is None or isinstance(found.receipt, str)
    assert re.fullmatch(r"[a-z-]{5,30}", found.name)


_COPIES = tuple(Submission(seq).copy() for seq in (1, 2, 3))


def results(octets: bytes) -> None:
    """The answer to many acknowledgements: each copy has one answer, and a receipt only of its own."""
    try:
        answers = read_results(_resigned(octets), _COPIES, KEYS)
    except BadAnswer:
        return
    assert [answer.copy for answer in answers] == list(_COPIES)
    for answer in answers:
        assert sum(one is not None for one in (answer.receipt, answer.problem, answer.fault)) == 1
        if answer.receipt is not None:
            assert answer.receipt.valid
            assert fault_of(answer.receipt, answer.copy.key, Outcome.ACKNOWLEDGED) is None


def ledger(octets: bytes) -> None:
    """A ledger's body is refused whole, or read up to its first fault: dense, joined, signed."""
    try:
        body = read_ledger(_resigned(octets))
    except BadAnswer:
        return
    for trail in (Trail(0), Trail(2), Trail(1, "sha256-" + "1" * 64)):
        found = checked(body, trail, KEYS, known=lambda _jws: False)
        prev = FIRST if trail.pos == 0 else trail.head
        for n, entry in enumerate(found.entries):
            assert entry.valid
            assert entry.receipt.pos == trail.pos + n + 1 <= body.high_pos
            assert prev is None or entry.receipt.prev == prev
            prev = chain_hash(entry.jws)
        assert found.pos == trail.pos + len(found.entries)
        assert (found.epoch, found.low_pos, found.high_pos) == (body.epoch, body.low_pos, body.high_pos)
