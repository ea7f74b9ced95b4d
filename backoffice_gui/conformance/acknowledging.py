"""Checks of taking over (protocol §3.4, §3.6): the digest first, one receipt for ever, nothing destroyed by mistake."""

from __future__ import annotations

from functools import partial

from backoffice_gui.conformance.reading import ALGORITHMS, Signed, members_of, signed, utc
from backoffice_gui.conformance.shelf import Own
from backoffice_gui.conformance.trial import Trial
from backoffice_gui.conformance.verdicts import Check, Level, Need, Notes, skipped
from backoffice_gui.conformance.watch import problem_of
from backoffice_gui.conformance.wire import Answer
from backoffice_gui.domain.strict_json import NotStrictJson, loads
from backoffice_gui.transfer.jws import TYP_RECEIPT, Verdict

__all__ = ["CHECKS", "receipt_in", "see_held", "text_of"]

_SUBMISSIONS = frozenset({Need.SUBMISSIONS})
_WRONG = "sha256-" + "f" * 64
_RACERS = 20
_NEAR = 120.0
_BAD_BODIES: tuple[bytes, ...] = (
    b"",
    b"not JSON",
    b"[]",
    b'{"digest": 1, "store_id": "x", "stored_at": "2026-11-23T09:00:00Z"}',
    b'{"store_id": "x", "stored_at": "2026-11-23T09:00:00Z"}',
)


def text_of(answer: Answer) -> str:
    """A receipt as served."""
    return answer.body.decode("ascii", "replace")


def see_held(trial: Trial, notes: Notes, own: Own, after: str) -> None:
    """It must be held still, with its octets."""
    notes.same(f"{after}: GET …/parts/0", trial.shelf.get(own, "/parts/0").status, 200)
    notes.same(f"{after}: GET …/acknowledgement", trial.shelf.get(own, "/acknowledgement").status, 404)


def _mismatch_held(trial: Trial) -> None:
    own = trial.shelf.take(1)[0]
    answer = trial.shelf.acknowledge(own, digest=_WRONG)
    with Notes() as notes:
        notes.same("PUT …/acknowledgement (other digest, held): status", answer.status, 409)
        notes.same("PUT …/acknowledgement (other digest, held): type", problem_of(answer), "digest-mismatch")
        see_held(trial, notes, own, "after 409")


def _mismatch_acknowledged(trial: Trial) -> None:
    own = trial.shelf.take(1)[0]
    trial.shelf.receipt(own)
    answer = trial.shelf.acknowledge(own, digest=_WRONG)
    with Notes() as notes:
        notes.same("PUT …/acknowledgement (other digest, acknowledged): status", answer.status, 409)
        notes.same("PUT …/acknowledgement (other digest, acknowledged): type", problem_of(answer), "digest-mismatch")


def _first(trial: Trial) -> None:
    answer = trial.shelf.acknowledge(trial.shelf.take(1)[0])
    with Notes() as notes:
        notes.same("PUT …/acknowledgement: status", answer.status, 201)
        notes.same("PUT …/acknowledgement: Content-Type", answer.media_type, "application/jose")


def _read(trial: Trial, jws: str) -> Signed:
    return signed(jws, trial.bench.setup.keys, TYP_RECEIPT, "receipt")


def _receipt(trial: Trial) -> None:
    own = trial.shelf.take(1)[0]
    body = trial.shelf.body(own)
    answer = trial.bench.ask("PUT", trial.shelf.path(own, "/acknowledgement"), body=body)
    if answer.status != 201:
        skipped("no-receipt")
    said = _read(trial, text_of(answer)).members
    with Notes() as notes:
        members_of(notes, said, {"version": int, "pos": int, "at": str, "collector": str, "prev": str}, "receipt")
        wanted = {
            "id": own.id,
            "seq": own.seq,
            "digest": own.digest,
            "outcome": "acknowledged",
            "submitted_at": own.manifest.members.get("submitted_at"),
            "store_id": body["store_id"],
            "stored_at": body["stored_at"],
            "parts_destroyed": len(own.parts),
        }
        for name, value in wanted.items():
            seen = said.get(name)
            alike = name.endswith("_at") and utc(seen) is not None and utc(seen) == utc(value)
            notes.that(alike or seen == value, f"receipt.{name}", seen, value)
        at = utc(said.get("at"))
        near = at is not None and abs((at - trial.bench.now()).total_seconds()) <= _NEAR
        notes.that(near, "receipt.at", said.get("at"), "now")


def _receipt_signed(trial: Trial) -> None:
    read = _read(trial, trial.shelf.receipt(trial.shelf.take(1)[0]))
    with Notes() as notes:
        notes.that(read.header.get("alg") in ALGORITHMS, "receipt: alg", read.header.get("alg"), "Ed25519")
        notes.same("receipt: typ", read.header.get("typ"), TYP_RECEIPT)
        notes.that(read.verdict is Verdict.VALID, "receipt: signature", read.verdict.value, "valid")


def _repeat(trial: Trial) -> None:
    own = trial.shelf.take(1)[0]
    first = trial.shelf.receipt(own)
    with Notes() as notes:
        for store, peer in ((0, 0), (1, 0), (1, trial.bench.peers - 1)):
            answer = trial.shelf.acknowledge(own, store=store, peer=peer)
            notes.same("PUT …/acknowledgement again: status", answer.status, 200)
            notes.that(text_of(answer) == first, "PUT …/acknowledgement again: receipt", "differs", "equal octets")


def _race(trial: Trial) -> None:
    """Two stores (and two certificates, where there are) ask for the same at one moment."""
    with Notes() as notes:
        for own in trial.shelf.take(3):
            calls = [
                partial(trial.shelf.acknowledge, own, store=n % 2, peer=n % 2 % trial.bench.peers)
                for n in range(_RACERS)
            ]
            answers = trial.bench.together(calls)
            told = sorted(answer.status for answer in answers)
            notes.same("20 × PUT …/acknowledgement: statuses", told, [200] * (_RACERS - 1) + [201])
            receipts = {answer.body for answer in answers if answer.status in {200, 201}}
            notes.same("20 × PUT …/acknowledgement: receipts", len(receipts), 1)


def _race_digests(trial: Trial) -> None:
    """Right and wrong digests at one moment: the wrong ones are refused, whoever comes first."""
    own = trial.shelf.take(1)[0]
    digests = [own.digest, _WRONG] * 5
    answers = trial.bench.together([partial(trial.shelf.acknowledge, own, digest=digest) for digest in digests])
    with Notes() as notes:
        for digest, answer in zip(digests, answers, strict=True):
            if digest == _WRONG:
                notes.same("PUT …/acknowledgement (other digest, racing): status", answer.status, 409)
            else:
                told = "PUT …/acknowledgement (racing): status"
                notes.that(answer.status in {200, 201}, told, answer.status, "201 | 200")


def _gone(trial: Trial) -> None:
    own = trial.shelf.take(1)[0]
    first = trial.shelf.receipt(own)
    with Notes() as notes:
        for after in ("", "/parts/0", f"/parts/{len(own.parts) - 1}"):
            answer = trial.shelf.get(own, after)
            told = f"GET /submissions/{{id}}{after}"
            if notes.same(f"{told} (acknowledged): status", answer.status, 410):
                notes.same(f"{told} (acknowledged): type", problem_of(answer), "acknowledged")
                notes.that(receipt_in(answer) == first, f"{told}: receipt", "differs", "equal octets")


def receipt_in(answer: Answer) -> object:
    """The receipt inside a 410, as served."""
    try:
        raw = loads(answer.body)
    except NotStrictJson:
        return None
    return raw.get("receipt") if isinstance(raw, dict) else None


def _unknown(trial: Trial) -> None:
    with Notes() as notes:
        answers = {
            "PUT": trial.shelf.acknowledge(trial.shelf.stranger()),
            "GET": trial.shelf.get(trial.shelf.stranger(), "/acknowledgement"),
        }
        for method, answer in answers.items():
            notes.same(f"{method} /submissions/{{unknown}}/acknowledgement: status", answer.status, 404)
            told = f"{method} /submissions/{{unknown}}/acknowledgement: type"
            notes.same(told, problem_of(answer), "unknown-submission")


def _malformed(trial: Trial) -> None:
    own = trial.shelf.take(1)[0]
    with Notes() as notes:
        for body in _BAD_BODIES:
            answer = trial.bench.ask("PUT", trial.shelf.path(own, "/acknowledgement"), body=body)
            told = f"PUT …/acknowledgement ({body[:24].decode() or '–'}): status"
            notes.that(answer.status in {400, 422}, told, answer.status, "422 | 400")
        see_held(trial, notes, own, "after 422")


def _observer(trial: Trial) -> None:
    own = trial.shelf.take(1)[0]
    answer = trial.shelf.acknowledge(own, role="observer")
    with Notes() as notes:
        notes.same("PUT …/acknowledgement (observer): status", answer.status, 403)
        notes.same("PUT …/acknowledgement (observer): type", problem_of(answer), "forbidden")
        see_held(trial, notes, own, "after 403")


def _not_yet(trial: Trial) -> None:
    answer = trial.shelf.get(trial.shelf.take(1)[0], "/acknowledgement")
    with Notes() as notes:
        notes.same("GET …/acknowledgement (held): status", answer.status, 404)
        notes.same("GET …/acknowledgement (held): type", problem_of(answer), "not-acknowledged")


def _again(trial: Trial) -> None:
    own = trial.shelf.take(1)[0]
    first = trial.shelf.receipt(own)
    with Notes() as notes:
        for peer in range(trial.bench.peers):
            answer = trial.shelf.get(own, "/acknowledgement", peer=peer)
            notes.same("GET …/acknowledgement: status", answer.status, 200)
            notes.same("GET …/acknowledgement: Content-Type", answer.media_type, "application/jose")
            notes.that(text_of(answer) == first, "GET …/acknowledgement: receipt", "differs", "equal octets")


CHECKS = (
    Check("ack.unknown", "§3.4", Level.MUST, _unknown),
    Check("ack.mismatch-held", "§3.4", Level.MUST, _mismatch_held, _SUBMISSIONS),
    Check("ack.mismatch-acknowledged", "§3.4", Level.MUST, _mismatch_acknowledged, _SUBMISSIONS),
    Check("ack.malformed", "§3.4", Level.MUST, _malformed, _SUBMISSIONS),
    Check("ack.observer", "§1", Level.MUST, _observer, _SUBMISSIONS),
    Check("ack.first", "§3.4", Level.MUST, _first, _SUBMISSIONS),
    Check("ack.repeat", "§3.4", Level.MUST, _repeat, _SUBMISSIONS),
    Check("ack.race", "§3.4", Level.MUST, _race, _SUBMISSIONS),
    Check("ack.race-digests", "§3.4", Level.MUST, _race_digests, _SUBMISSIONS),
    Check("ack.gone", "§2", Level.MUST, _gone, _SUBMISSIONS),
    Check("receipt.members", "§3.8", Level.MUST, _receipt, _SUBMISSIONS),
    Check("receipt.signature", "§1", Level.MUST, _receipt_signed, _SUBMISSIONS),
    Check("receipt.held", "§3.6", Level.MUST, _not_yet, _SUBMISSIONS),
    Check("receipt.again", "§3.6", Level.MUST, _again, _SUBMISSIONS),
)
