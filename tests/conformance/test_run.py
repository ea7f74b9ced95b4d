from __future__ import annotations

import json
import random
import socket
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from backoffice_gui.conformance import Outcome, chosen, run
from backoffice_gui.conformance.trial import Trial
from backoffice_gui.conformance.verdicts import Check, Level
from backoffice_gui.errors import BadAnswer, CredentialRefused, ServerNotTrusted, Unreachable
from backoffice_gui.reference_front.jose import Signer
from backoffice_gui.transfer import tls_context
from tests.support import proof
from tests.support.certificates import Authority
from tests.support.front import Front, plain_submission, running_front
from tests.support.kit import failures, judged, setup_for
from tests.support.planted import Asked, Said, edited


def test_without_a_hook_only_what_reads_is_made(front: Front) -> None:
    """The rest is told as skipped, with its reason; nothing of anybody's is touched."""
    (one,) = front.desk.take_in([plain_submission(b"form")])
    verdicts = judged(front, hook=None)
    assert failures(verdicts) == {}
    outcomes = Counter(verdict.outcome for verdict in verdicts.values())
    assert outcomes[Outcome.PASSED] > 25
    assert {v.reason for v in verdicts.values() if v.outcome is Outcome.SKIPPED} == {"no-hook"}
    assert front.desk.standing(one.id).state == "held"  # type: ignore[union-attr]


def test_where_others_wait_nothing_is_submitted_unless_it_is_allowed(tmp_path: Path) -> None:
    """Then only the kit's own are touched."""
    with running_front(tmp_path, count=3) as running:
        assert judged(running, "ack.first")["ack.first"].reason == "others-wait"
        verdicts = judged(running, "list", "ack", "ledger", others=True)
        assert failures(verdicts) == {}
        listed = [line["seq"] for line in running.lines() if "outcome" not in line]
        ended = running.outcomes()
        assert sum(id_ not in ended for id_ in running.made()) == 3
        assert len(listed) > 30


def test_time_is_needed_unless_it_is_short_or_there_is_patience(front: Front) -> None:
    """Expiry is not waited for without having been asked."""
    verdicts = judged(front, "gate", "expiry", patient=False, others=True)
    assert {verdict.reason for verdict in verdicts.values()} == {"patience"}


def test_first_contact_tells_who_refuses(front: Front, tmp_path: Path) -> None:
    """Nobody there; a server of another authority; a certificate that is not taken."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Unreachable):
        list(run(setup_for(front, url=f"https://127.0.0.1:{port}/transfer/v1"), chosen(())))
    own = front.site.client
    other = tls_context(Authority().write(tmp_path / "ca.pem"), own.certificate, own.key)
    with pytest.raises(ServerNotTrusted):
        list(run(setup_for(front, contexts=(other,)), chosen(())))
    with pytest.raises(Unreachable):
        list(run(setup_for(front, contexts=(tls_context(front.site.authority, None, None),)), chosen(())))


@pytest.mark.parametrize(("status", "kind"), [(401, CredentialRefused), (403, CredentialRefused), (500, BadAnswer)])
def test_first_contact_tells_what_is_no_list(tmp_path: Path, status: int, kind: type[Exception]) -> None:
    """Before any check is made."""

    def refused(_asked: Asked, said: Said) -> None:
        said.status = status

    with running_front(tmp_path, wrap=edited(refused)) as running, pytest.raises(kind):
        list(run(setup_for(running), chosen(())))


def test_a_check_that_gets_no_answer_has_failed_and_the_next_is_made(front: Front) -> None:
    """Each on its own, within its time."""
    from_nowhere = Check("demo.silence", "§1", Level.MUST, _silent, seconds=0.3)
    sound = chosen(["list.observer"])
    first, second = run(setup_for(front, hook=None), (from_nowhere, *sound))
    assert (first.outcome, first.findings[0].seen) == (Outcome.FAILED, "time-out")
    assert second.outcome is Outcome.PASSED


def _silent(trial: Trial) -> None:
    """Say nothing, and wait for an answer."""
    line = trial.bench.line()
    try:
        raise AssertionError(line.some())
    finally:
        line.close()


JUNK: tuple[Any, ...] = (None, [], {}, "EXEMPLE", -1, 0, 1.5, True, [[]], {"a": []}, 2**60, "", "2026-11-23T09:00:00Z")


def _spoil(value: Any, dice: random.Random, odds: float) -> Any:
    """The same with some of its members something else altogether."""
    if dice.random() < odds:
        return dice.choice(JUNK)
    if isinstance(value, dict):
        return {k: _spoil(v, dice, odds) for k, v in value.items() if dice.random() > odds / 2}
    return [_spoil(v, dice, odds) for v in value] if isinstance(value, list) else value


@pytest.mark.parametrize("seed", range(proof.size(1, 200)))
def test_a_front_end_that_answers_anything_never_fells_the_kit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Members of other types in lists, problems and all that is signed: findings and skips, never a defect."""
    dice = random.Random(seed)
    sign = Signer.sign
    odds = dice.choice((0.02, 0.1, 0.3))

    def signed(self: Signer, payload: bytes, typ: str) -> str:
        return sign(self, json.dumps(_spoil(json.loads(payload), dice, odds)).encode(), typ)

    def answered(_asked: Asked, said: Said) -> None:
        if "json" in said.headers.get("content-type", "") and dice.random() < 0.3:
            said.body = json.dumps(_spoil(said.json(), dice, odds / 3)).encode()

    if seed % 2:
        monkeypatch.setattr(Signer, "sign", signed)
    with running_front(tmp_path, wrap=edited(answered)) as running:
        try:
            verdicts = judged(running, hook=_Marked(running))
        except BadAnswer:
            return
    assert all(verdict.outcome in Outcome for verdict in verdicts.values()), seed


class _Marked:
    """A hook that knows the desk."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def submit(self, count: int, octets: int) -> tuple[str, ...]:
        """Past the gate."""
        one = plain_submission(b'{"demonstration": true}', bytes(octets))
        return tuple(accepted.id for accepted in self._front.desk.take_in([one] * count))

    def residue(self, ids: Sequence[str]) -> int | None:
        """What lies there."""
        return self._front.desk.residue(ids)
