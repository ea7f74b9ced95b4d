"""Checks that take time (protocol §2, §5): the destroyer, expiry, an acknowledgement against it, the intake gate."""

from __future__ import annotations

import threading
from functools import partial

from backoffice_gui.clock import iso
from backoffice_gui.conformance.acknowledging import receipt_in, text_of
from backoffice_gui.conformance.hook import FormClosed
from backoffice_gui.conformance.reading import object_of, utc
from backoffice_gui.conformance.shelf import Own
from backoffice_gui.conformance.trial import Trial
from backoffice_gui.conformance.verdicts import Check, Level, Need, Notes, failed, not_applicable, skipped
from backoffice_gui.conformance.watch import problem_of
from backoffice_gui.conformance.wire import Answer

__all__ = ["CHECKS"]

_SUBMISSIONS = frozenset({Need.SUBMISSIONS})
_TIME = frozenset({Need.SUBMISSIONS, Need.TIME})
_DESTROYED = 60.0
_QUIET, _OLD, _STALLED = 600.0, 1200.0, 300.0
_WRONG = "sha256-" + "d" * 64
_RACERS = 8
_EARLY, _EARLY_COMPRESSED = 10.0, 2.0
_RACE_FROM = 0.3
_RACE_STEP = 0.075


def _margin(trial: Trial) -> float:
    """What a duration may be off by: a second, or the protocol's ten where time isn't compressed."""
    return 10.0 if trial.bench.speed <= 1 else 1.0


def _taken(trial: Trial) -> Own:
    """One that was taken over 60 s ago; waited for once."""
    if not trial.destroyed:
        own = trial.shelf.take(1)[0]
        trial.shelf.receipt(own)
        trial.bench.wait(trial.bench.paced(_DESTROYED) + (1.0 if trial.bench.speed > 1 else 0.0))
        trial.destroyed.append(own)
    return trial.destroyed[0]


def _see_gone(trial: Trial, own: Own, outcome: str) -> None:
    with Notes() as notes:
        for n in range(len(own.parts)):
            for fields in ({"Range": "bytes=0-0"}, {}):
                answer = trial.shelf.get(own, f"/parts/{n}", fields=fields)
                notes.same(f"GET …/parts/{{n}} ({outcome}, 60 s later): status", answer.status, 410)


def _see_no_residue(trial: Trial, own: Own) -> None:
    hook = trial.bench.setup.hook
    left = hook.residue([own.id]) if hook is not None else None
    if left is None:
        not_applicable("hook-cannot-tell")
    if left:
        failed("residue 60 s after the ledger entry: octets", left, 0)


def _gone(trial: Trial) -> None:
    _see_gone(trial, _taken(trial), "acknowledged")


def _residue(trial: Trial) -> None:
    _see_no_residue(trial, _taken(trial))


def _knocks(trial: Trial) -> bool:
    """Whether the form is open: a demonstration more is held then."""
    try:
        ids = trial.shelf.knock(1)
    except FormClosed:
        return False
    trial.shelf.adopt(ids)
    return True


def _since_beat(trial: Trial, seconds: float) -> float:
    return trial.bench.beat + seconds - trial.bench.setup.clock.elapsed()


def _quiet(trial: Trial) -> None:
    """Nobody lists at all for ten minutes."""
    trial.stay.begun()
    trial.bench.wait(_since_beat(trial, trial.bench.paced(_QUIET) + _margin(trial)))
    if _knocks(trial):
        failed("form, 10 min without a list", "open", "closed")
    trial.stay.was_quiet = True


def _reopens(trial: Trial) -> None:
    if not trial.stay.was_quiet:
        skipped("gate-not-closed")
    trial.bench.page("?limit=1", ready=True)
    if not _knocks(trial):
        failed("form, after a list of a ready collector", "closed", "open")


def _not_ready(trial: Trial) -> None:
    """For ten minutes only those list who may not acknowledge, or are only looking.

    One is taken over meanwhile: by then others are 20 minutes old, and would close the form for another reason.
    """
    held = trial.stay.begun()
    trial.bench.page("?limit=1", ready=True)
    for share in (0.3, 0.6, 0.95):
        trial.bench.wait(_since_beat(trial, trial.bench.paced(_QUIET) * share))
        trial.bench.page("?limit=1", ready=False)
        trial.bench.ask("GET", "/submissions?limit=1", role="observer", ready=True)
    trial.shelf.acknowledge(held[-1])
    trial.bench.wait(_since_beat(trial, trial.bench.paced(_QUIET) + _margin(trial)))
    if _knocks(trial):
        failed("form, 10 min with lists of not-ready and observer only", "open", "closed")


def _stalled(trial: Trial) -> None:
    """A ready collector lists, but more than 5 are over 20 minutes old and nothing was acknowledged for 5."""
    held = trial.stay.begun()
    trial.stay.until(trial.bench.paced(_OLD) + _margin(trial))
    clock = trial.bench.setup.clock
    trial.bench.wait(trial.shelf.taken_at + trial.bench.paced(_STALLED) + _margin(trial) - clock.elapsed())
    trial.bench.page("?limit=1", ready=True)
    with Notes() as notes:
        open_ = _knocks(trial)
        notes.that(not open_, f"form, {len(held)} held over 20 min, none acknowledged for 5 min", "open", "closed")
        trial.shelf.receipt(held[0])
        notes.that(_knocks(trial), "form, after an acknowledgement", "closed", "open")


def _not_early(trial: Trial) -> None:
    own, taken = trial.stay.begun()[1:3]
    early = _EARLY if trial.bench.speed <= 1 else _EARLY_COMPRESSED
    trial.bench.wait(min(trial.shelf.left(own), trial.shelf.left(taken)) - early)
    if trial.shelf.left(own) < early / 8:
        skipped("too-late")
    with Notes() as notes:
        told = f"{early:g} s before expires_at"
        notes.same(f"GET /submissions/{{id}}, {told}: status", trial.shelf.get(own).status, 200)
        notes.same(f"GET …/parts/0, {told}: status", trial.shelf.get(own, "/parts/0").status, 200)
        notes.same(f"PUT …/acknowledgement, {told}: status", trial.shelf.acknowledge(taken).status, 201)


def _race(trial: Trial) -> None:
    """Acknowledged just before, at and after `expires_at`: each ends once, and everybody is told the same end."""
    racing = trial.stay.begun()[3 : 3 + _RACERS]
    trial.bench.wait(max(trial.shelf.left(own) for own in racing) - _RACE_FROM)
    if trial.shelf.left(racing[0]) < -_RACE_STEP * _RACERS:
        skipped("too-late")

    def ask(n: int, own: Own) -> Answer:
        threading.Event().wait(n * _RACE_STEP)
        return trial.shelf.acknowledge(own, store=n % 2, peer=n % trial.bench.peers)

    answers = trial.bench.together([partial(ask, n, own) for n, own in enumerate(racing)])
    trial.bench.wait(trial.bench.paced(_DESTROYED) + 1)
    entries = trial.entries()
    with Notes() as notes:
        for own, answer in zip(racing, answers, strict=True):
            notes.that(answer.status in {201, 410}, "PUT at expires_at: status", answer.status, "201 | 410")
            told = text_of(answer) if answer.status == 201 else receipt_in(answer)
            mine = [entry for entry in entries if entry.members.get("id") == own.id]
            notes.same("PUT at expires_at: entries of one", len(mine), 1)
            for entry in mine:
                notes.that(entry.jws == told, "PUT at expires_at: receipt", "differs", "= entry")
                outcome = "acknowledged" if answer.status == 201 else "expired"
                notes.same("PUT at expires_at: outcome", entry.members.get("outcome"), outcome)
                _see_when(notes, own, entry.members.get("at"), outcome)


def _see_when(notes: Notes, own: Own, at: object, outcome: str) -> None:
    """Taken over before its end, expired after it."""
    moment = utc(at)
    late = (moment - own.expires_at).total_seconds() if moment is not None else None
    right = late is not None and (late <= 0.05 if outcome == "acknowledged" else late >= -0.05)
    wanted = "≤ expires_at" if outcome == "acknowledged" else "≥ expires_at"
    notes.that(right, f"entry ({outcome}): at", at, wanted)


def _expired(trial: Trial) -> Own:
    """One that nobody touched, past its end."""
    own = trial.stay.begun()[12]
    trial.bench.wait(trial.shelf.left(own) + _margin(trial))
    return own


def _outcome(trial: Trial) -> None:
    own = _expired(trial)
    mine = [entry for entry in trial.entries() if entry.members.get("id") == own.id]
    with Notes() as notes:
        if not notes.same("entries of an expired one", len(mine), 1):
            return
        notes.same("entry.outcome", mine[0].members.get("outcome"), "expired")
        notes.same("entry.digest", mine[0].members.get("digest"), own.digest)
        _see_when(notes, own, mine[0].members.get("at"), "expired")
        for after in ("", "/parts/0", "/acknowledgement"):
            _see_expired(notes, f"GET /submissions/{{id}}{after}", trial.shelf.get(own, after), mine[0].jws)
        _see_expired(notes, "PUT …/acknowledgement", trial.shelf.acknowledge(own), mine[0].jws)
        notes.that(trial.shelf.listed(own) is None, "GET /submissions: an expired one", "listed", "not listed")


def _see_expired(notes: Notes, told: str, answer: Answer, entry: str) -> None:
    if notes.same(f"{told} (expired): status", answer.status, 410):
        notes.same(f"{told} (expired): type", problem_of(answer), "expired")
        notes.that(receipt_in(answer) == entry, f"{told} (expired): receipt", "differs", "= entry")


def _mismatch(trial: Trial) -> None:
    answer = trial.shelf.acknowledge(_expired(trial), digest=_WRONG)
    with Notes() as notes:
        notes.same("PUT …/acknowledgement (other digest, expired): status", answer.status, 409)
        notes.same("PUT …/acknowledgement (other digest, expired): type", problem_of(answer), "digest-mismatch")


def _batch(trial: Trial) -> None:
    own = _expired(trial)
    item = {"id": own.id, "digest": own.digest, "stored_at": iso(trial.bench.now())}
    body = {"store_id": trial.bench.store_ids[0], "items": [item]}
    answer = trial.bench.ask("POST", "/acknowledgements", body=body)
    if answer.status in {404, 405}:
        not_applicable("no-batches")
    results = object_of(answer, "POST /acknowledgements").get("results")
    result = results[0] if isinstance(results, list) and results else None
    if not isinstance(result, dict):
        skipped("results-unreadable")
    problem = result.get("problem")
    with Notes() as notes:
        notes.same("results[0].status (expired)", result.get("status"), 410)
        said = problem.get("type") if isinstance(problem, dict) else None
        notes.same("results[0].problem.type (expired)", said, "urn:transfer:problem:expired")
        paper = problem.get("receipt") if isinstance(problem, dict) else None
        mine = [entry.jws for entry in trial.entries() if entry.members.get("id") == own.id]
        notes.that(mine == [paper], "results[0].problem.receipt (expired)", "differs", "= entry")


def _expired_gone(trial: Trial) -> None:
    own = _expired(trial)
    trial.bench.wait(trial.shelf.left(own) + trial.bench.paced(_DESTROYED) + (1.0 if trial.bench.speed > 1 else 0.0))
    _see_gone(trial, own, "expired")


def _expired_residue(trial: Trial) -> None:
    own = _expired(trial)
    trial.bench.wait(trial.shelf.left(own) + trial.bench.paced(_DESTROYED) + (1.0 if trial.bench.speed > 1 else 0.0))
    _see_no_residue(trial, own)


CHECKS = (
    Check("destroyer.acknowledged", "§2", Level.MUST, _gone, _SUBMISSIONS),
    Check("destroyer.residue", "§2", Level.MUST, _residue, _SUBMISSIONS),
    Check("gate.quiet", "§5", Level.MUST, _quiet, _TIME),
    Check("gate.reopens", "§5", Level.MUST, _reopens, _TIME),
    Check("gate.not-ready", "§5", Level.MUST, _not_ready, _TIME),
    Check("gate.stalled", "§5", Level.MUST, _stalled, _TIME),
    Check("expiry.not-early", "§2", Level.MUST, _not_early, _TIME),
    Check("expiry.race", "§2", Level.MUST, _race, _TIME),
    Check("expiry.outcome", "§2", Level.MUST, _outcome, _TIME),
    Check("expiry.mismatch", "§3.4", Level.MUST, _mismatch, _TIME),
    Check("expiry.batch", "§3.5", Level.MUST, _batch, _TIME),
    Check("expiry.destroyed", "§2", Level.MUST, _expired_gone, _TIME),
    Check("expiry.residue", "§2", Level.MUST, _expired_residue, _TIME),
)
