"""Checks of many at once (protocol §3.5): in the order asked, each with exactly the effect of one alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from backoffice_gui.clock import iso
from backoffice_gui.conformance.acknowledging import see_held, text_of
from backoffice_gui.conformance.reading import object_of
from backoffice_gui.conformance.shelf import Own, Stranger
from backoffice_gui.conformance.trial import Trial
from backoffice_gui.conformance.verdicts import Check, Level, Need, Notes, not_applicable, skipped
from backoffice_gui.conformance.watch import problem_of
from backoffice_gui.conformance.wire import Answer

__all__ = ["CHECKS"]

_SUBMISSIONS = frozenset({Need.SUBMISSIONS})
_WRONG = "sha256-" + "e" * 64
_AT_MOST = 100
_PREFIX = "urn:transfer:problem:"


def _item(trial: Trial, target: Own | Stranger, digest: str = "") -> dict[str, str]:
    trial.shelf.path(target)  # the guard: only ours, or nobody's
    return {"id": target.id, "digest": digest or target.digest, "stored_at": iso(trial.bench.now())}


def _post(trial: Trial, items: Sequence[object], role: str = "collector") -> Answer:
    body = {"store_id": trial.bench.store_ids[0], "items": items}
    answer = trial.bench.ask("POST", "/acknowledgements", body=body, role=role)
    if answer.status in {404, 405}:
        not_applicable("no-batches")
    return answer


def _results(answer: Answer) -> list[dict[str, Any]]:
    results = object_of(answer, "POST /acknowledgements").get("results")
    if not isinstance(results, list) or not all(isinstance(one, dict) for one in results):
        skipped("results-unreadable")
    return results


def _order(trial: Trial) -> None:
    good, wrong, twice = trial.shelf.take(3)
    known = trial.shelf.receipt(twice)
    unknown = trial.shelf.stranger()
    items = [
        _item(trial, wrong, _WRONG),
        _item(trial, good),
        _item(trial, unknown),
        _item(trial, twice),
        {"id": wrong.id, "digest": "?", "stored_at": "?"},
        _item(trial, good),
    ]
    results = _results(_post(trial, items))
    with Notes() as notes:
        ids = [result.get("id") for result in results]
        notes.that(ids == [item["id"] for item in items], "results[].id", "differs", "in the order asked")
        statuses = [result.get("status") for result in results]
        notes.same("results[].status", statuses, [409, 201, 404, 200, 422, 200])
        if len(results) == len(items):
            said = [_problem(result) for result in results]
            wanted = ["digest-mismatch", "", "unknown-submission", "", "malformed", ""]
            notes.same("results[].problem.type", said, wanted)
            notes.that(results[3].get("receipt") == known, "results[3].receipt", "differs", "= receipt of 3.4")
            alike = results[1].get("receipt") == results[5].get("receipt")
            notes.that(alike, "results[5].receipt", "differs", "= results[1].receipt")
        see_held(trial, notes, wrong, "after results 409, 422")


def _problem(result: dict[str, Any]) -> str:
    problem = result.get("problem")
    said = problem.get("type") if isinstance(problem, dict) else ""
    return said.removeprefix(_PREFIX) if isinstance(said, str) else "?"


def _equal(trial: Trial) -> None:
    owned = trial.shelf.take(3)
    results = _results(_post(trial, [_item(trial, own) for own in owned]))
    with Notes() as notes:
        for own, result in zip(owned, results, strict=False):
            alone = trial.shelf.get(own, "/acknowledgement")
            told = "results[].receipt"
            notes.that(result.get("receipt") == text_of(alone), told, "differs", "= GET …/acknowledgement")
            again = trial.shelf.acknowledge(own, store=1)
            notes.same("PUT …/acknowledgement (after POST): status", again.status, 200)
            notes.that(result.get("receipt") == text_of(again), told, "differs", "= PUT …/acknowledgement")


def _limit(trial: Trial) -> None:
    own = trial.shelf.take(1)[0]
    strangers = [_item(trial, trial.shelf.stranger()) for _ in range(_AT_MOST)]
    with Notes() as notes:
        over = _post(trial, [_item(trial, own), *strangers])
        notes.that(over.status in {400, 413, 422}, "POST /acknowledgements (101): status", over.status, "422 | 400")
        see_held(trial, notes, own, "after 101 items")
        full = _post(trial, strangers)
        if notes.same("POST /acknowledgements (100): status", full.status, 200):
            notes.same("POST /acknowledgements (100): results", len(_results(full)), _AT_MOST)


def _malformed(trial: Trial) -> None:
    with Notes() as notes:
        for body in (b"", b"{", b"[]", b'{"items": []}', b'{"store_id": "x", "items": "x"}'):
            answer = trial.bench.ask("POST", "/acknowledgements", body=body)
            if answer.status in {404, 405}:
                not_applicable("no-batches")
            told = f"POST /acknowledgements ({body[:24].decode() or '–'}): status"
            notes.that(answer.status in {400, 422}, told, answer.status, "422 | 400")


def _observer(trial: Trial) -> None:
    own = trial.shelf.take(1)[0]
    answer = _post(trial, [_item(trial, own)], role="observer")
    with Notes() as notes:
        notes.same("POST /acknowledgements (observer): status", answer.status, 403)
        notes.same("POST /acknowledgements (observer): type", problem_of(answer), "forbidden")
        see_held(trial, notes, own, "after 403")


CHECKS = (
    Check("batch.malformed", "§3.5", Level.MUST, _malformed),
    Check("batch.order", "§3.5", Level.MUST, _order, _SUBMISSIONS),
    Check("batch.receipts", "§3.5", Level.MUST, _equal, _SUBMISSIONS),
    Check("batch.limit", "§3.5", Level.MUST, _limit, _SUBMISSIONS),
    Check("batch.observer", "§1", Level.MUST, _observer, _SUBMISSIONS),
)
