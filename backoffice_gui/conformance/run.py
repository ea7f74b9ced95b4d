"""One run: first contact, then every check on its own, each within its time, none of them an obstacle to the next."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Sequence

from backoffice_gui.conformance.bench import Bench, Setup
from backoffice_gui.conformance.trial import Trial
from backoffice_gui.conformance.verdicts import Check, Failed, Finding, Need, NotDone, Outcome, Verdict
from backoffice_gui.conformance.wire import NoAnswer
from backoffice_gui.errors import BadAnswer, CredentialRefused, ServerNotTrusted, Unreachable

__all__ = ["SHORT", "run"]

SHORT = 120.0
"""A submission that lives so many seconds at most is waited for without being asked to be patient."""

_FIRST_SECONDS = 30.0


def run(setup: Setup, checks: Sequence[Check]) -> Iterator[Verdict]:
    """Make the checks in order, and tell how each came out as soon as it is known.

    Raises what first contact raises (`Unreachable`, `ServerNotTrusted`, `CredentialRefused`, `BadAnswer`), and
    `bench.Interrupted` once `setup.stop` is set.
    """
    bench = Bench(setup)
    try:
        trial, missing = _first_contact(bench)
        for check in checks:
            yield _made(trial, check, missing)
        bench.begin(_FIRST_SECONDS)
        if trial.shelf.made:
            trial.shelf.clear()
    finally:
        bench.close()


def _first_contact(bench: Bench) -> tuple[Trial, dict[Need, str]]:
    """List once as an observer; and say what the checks can't have, and why."""
    bench.begin(_FIRST_SECONDS)
    try:
        answer = bench.ask("GET", "/submissions?limit=1", role="observer")
        if answer.status in {401, 403}:
            raise CredentialRefused(f"status-{answer.status}", status=answer.status)
        page = bench.page("?limit=1", role="observer")
        held, ended = page.raw.get("held"), page.raw.get("ledger_high")
    except ssl.SSLCertVerificationError as error:
        raise ServerNotTrusted("other") from error
    except NoAnswer as error:
        raise Unreachable(error.reason) from error
    except Failed as error:
        raise BadAnswer("page") from error
    setup = bench.setup
    missing: dict[Need, str] = {}
    if setup.hook is None:
        missing[Need.SUBMISSIONS] = "no-hook"
    elif held != 0 and not setup.others:
        missing[Need.SUBMISSIONS] = "others-wait"
    if setup.lifetime > SHORT and not setup.patient:
        missing[Need.TIME] = "patience"
    return Trial(bench, ended if isinstance(ended, int) else 0), missing


def _made(trial: Trial, check: Check, missing: dict[Need, str]) -> Verdict:
    clock = trial.bench.setup.clock
    lacking = next((missing[need] for need in Need if need in check.needs and need in missing), "")
    if lacking:
        return Verdict(check, Outcome.SKIPPED, lacking)
    began = clock.elapsed()
    trial.bench.begin(check.seconds, check.id)
    outcome, reason, findings = _tried(trial, check)
    return Verdict(check, outcome, reason, findings, round(clock.elapsed() - began, 3))


def _tried(trial: Trial, check: Check) -> tuple[Outcome, str, tuple[Finding, ...]]:
    try:
        check.run(trial)
    except NotDone as error:
        return error.outcome, error.reason, ()
    except Failed as error:
        return Outcome.FAILED, "", error.findings
    except (NoAnswer, ssl.SSLError) as error:
        reason = error.reason if isinstance(error, NoAnswer) else "tls"
        return Outcome.FAILED, "", (Finding(check.id, str(reason), "HTTP/1.1"),)
    return Outcome.PASSED, "", ()
