"""What a process knows besides the facts, and forgets at any moment without harm."""

from __future__ import annotations

import math

from backoffice_gui.collector.machine import Known, Mirrored
from backoffice_gui.collector.work import Works
from backoffice_gui.domain.manifest import parse_manifest
from backoffice_gui.domain.verified import VerifiedCopy
from backoffice_gui.sealing.chunks import AttemptKey, SealContext
from backoffice_gui.transfer import SignedManifest, Verdict
from tests.support.facts import DIGEST, ID, NOON, attempt, manifest_members, octets, submission


def test_work_is_found_by_row_and_by_key_until_it_rests() -> None:
    """Taken once it is found both ways and planned; dropped it is in neither."""
    works = Works()
    facts = submission(row=7)
    work = works.take(facts)
    assert works.by_row(7) is work
    assert works.by_key(facts.key) is work
    assert list(works.dirty) == [7]
    works.drop(work)
    assert works.by_row(7) is None
    assert works.by_key(facts.key) is None
    assert works.dirty == {}
    assert len(works) == 0
    works.drop(work)
    assert list(works) == []


def test_what_is_under_way_is_gone_through_while_some_of_it_ends() -> None:
    """Each once, and it itself is what is planned."""
    works = Works()
    taken = [works.take(submission(row=row)) for row in (1, 2, 3)]
    assert list(works.dirty.values()) == taken
    works.dirty.clear()
    works.touch(taken[1])
    assert list(works.dirty.values()) == [taken[1]]
    for work in works:
        works.drop(work)
    assert len(works) == 0


def test_new_facts_keep_what_the_process_knows() -> None:
    """Facts of a commit replace the old ones; deadline, tries and keys stay."""
    works = Works()
    work = works.take(submission(row=1))
    work.deadline, work.tries = 12.0, 2
    works.refresh([submission(row=1, attempts=(attempt(3),)), submission(row=9)])
    assert works.by_row(1) is work
    assert work.attempt(3) is not None
    assert work.attempt(4) is None
    assert (work.deadline, work.tries) == (12.0, 2)
    assert works.by_row(9) is None


def test_success_forgets_failures() -> None:
    """After a step that went well nothing waits, and nothing counts as failing."""
    work = Works().take(submission())
    work.tries, work.own_faults, work.first_failed, work.retry_at, work.trouble = 3, 2, 1.0, 9.0, "digest"
    work.succeeded()
    left: tuple[object, ...] = (work.tries, work.own_faults, work.first_failed, work.retry_at, work.trouble)
    assert left == (0, 0, math.inf, -math.inf, None)


def test_what_was_not_seen_has_no_verdict() -> None:
    """A manifest this process hasn't seen is neither valid nor invalid."""
    work = Works().take(submission())
    assert work.valid is None
    assert work.known(ready=True, erase_due=False).valid is None


def test_the_plan_is_told_all_that_is_known() -> None:
    """Facts, what the web says, keys and copies in memory, and what holds for all."""
    work = Works().take(submission(attempts=(attempt(3), attempt(4))))
    manifest = parse_manifest(octets(manifest_members()))
    work.signed, work.offered, work.busy, work.retry_at = SignedManifest("", manifest, Verdict.VALID), True, True, 7.0
    work.keys = {3: AttemptKey.new(SealContext("s", "front.example", ID, DIGEST, bytes(16)))}
    work.copies = {4: VerifiedCopy(1, 4, work.facts.key, NOON)}
    mirror = Mirrored(done=frozenset({4}), not_before=0.0, excused_from=9.0)
    assert work.known(ready=False, erase_due=True, mirror=mirror) == Known(
        facts=work.facts,
        offered=True,
        valid=True,
        keys=frozenset({3}),
        proven=frozenset({4}),
        ready=False,
        erase_due=True,
        busy=True,
        retry_at=7.0,
        mirror=mirror,
    )


def test_a_touch_plans_again_only_what_is_under_way() -> None:
    """Touching what was dropped does nothing; touching all names each once."""
    works = Works()
    gone, here = works.take(submission(row=1)), works.take(submission(row=2))
    works.drop(gone)
    works.dirty.clear()
    works.touch(gone)
    assert works.dirty == {}
    works.touch_all()
    assert list(works.dirty.values()) == [here]
