"""The hostile front end at the client's level: whatever it says, a circumstance, or a value that lies about nothing."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable

import pytest

from backoffice_gui.errors import CredentialRefused, FrontEndError, Redirected, Throttled
from backoffice_gui.transfer import Endpoint, FrontEnd, Role
from tests.support import proof
from tests.support.clock import TurnedClock
from tests.support.hostility import CALLS, SIGNER, Case, Saying, cases, curated, good
from tests.support.judging import truthful

_SEED = 20261126
_NAMED: dict[int, type[FrontEndError]] = {
    **dict.fromkeys(range(300, 400), Redirected),
    **dict.fromkeys((401, 403), CredentialRefused),
    **dict.fromkeys((429, 503), Throttled),
}
"""What a status says by itself, whatever the body: people are told just that."""


def _judged(case: Case) -> str | None:
    """What is wrong with what the client made of it."""
    saying = Saying(case)
    endpoint = Endpoint("https://front.example/transfer/v1", None, SIGNER.keys, "0")
    front = FrontEnd(endpoint, role=Role.COLLECTOR, clock=TurnedClock(), transport=saying)
    try:
        value = CALLS[case.route](front)
    except FrontEndError as error:
        named = _NAMED.get(case.status, FrontEndError)
        found = None if isinstance(error, named) else f"called {error!r}, not {named.__name__}"
    except Exception as error:  # noqa: BLE001 - whatever else comes is the finding
        found = f"not a circumstance: {error!r}"
    else:
        found = f"taken: {value!r:.500}" if case.refused or not truthful(case.route, value) else None
    elsewhere = [request.url for request in saying.asked if request.url.host != "front.example"]
    return f"asked elsewhere: {elsewhere}" if elsewhere else found


def _all_judged(many: Iterable[Case]) -> None:
    wrong: list[str] = []
    with proof.suite("network") as done:
        for case in many:
            found = _judged(case)
            done["hostile_cases"] += 1
            if found is not None:
                wrong.append(f"{case}: {found}")
        assert not wrong, f"{len(wrong)}, for instance\n" + "\n".join(wrong[:10])


@pytest.mark.parametrize("route", CALLS)
def test_a_good_answer_is_taken(route: str) -> None:
    """The judge can be satisfied: else nothing of what follows would mean anything."""
    saying = Saying(good(route))
    endpoint = Endpoint("https://front.example/transfer/v1", None, SIGNER.keys, "0")
    front = FrontEnd(endpoint, role=Role.COLLECTOR, clock=TurnedClock(), transport=saying)
    assert truthful(route, CALLS[route](front))


@pytest.mark.timeout(300)
def test_what_somebody_has_thought_of_is_refused_or_harmless() -> None:
    """Papers forged in every way, odd values of each member, bodies, heads and statuses."""
    _all_judged(curated())


@pytest.mark.timeout(proof.size(120, 3600))
def test_what_nobody_has_thought_of_is_refused_or_harmless() -> None:
    """Octets changed at random."""
    dice = random.Random(_SEED)
    _all_judged(itertools.islice(cases(dice), proof.size(600, 30_000)))
